//! The borders of the house: what a stage may see, what Rust may name, how big a file may grow,
//! and that nothing asks what time it is.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// The pipeline, in order; a module may use those in lines above its own, and itself.
const ORDER: &[&[&str]] = &[
    &["report"],
    &["flat"],
    &["edtf"],
    &["stamp", "shared"],
    &["pack"],
    &["ingest"],
    &["text"],
    &["time", "actors"],
    &["events"],
    &["dating"],
    &["timeline"],
    &["corrections"],
    &["graph"],
    &["export"],
    &["site"],
    &["engine"],
    &["eval"],
    &["cli", "commands"],
    &["main"],
];

const MAX_BYTES: u64 = 25 * 1024;

/// Where a literal that is otherwise forbidden stands for a reason: (file, literal).
const ALLOWED: &[(&str, &str)] = &[
    // the one place that says in which language ids are made and others are fallen back from
    ("src/pack/registry.rs", "en"),
    // an attribute of the format, and the name of a treaty
    ("src/export/gexf.rs", "start"),
];

#[test]
fn no_stage_sees_a_later_one() {
    let mut wrong = Vec::new();
    for (path, source) in sources() {
        let stage = stage_of(&path);
        if stage == "lib" {
            continue;
        }
        let Some(own) = rank(&stage) else {
            wrong.push(format!("{}: the module {stage} has no place in the pipeline's order", path.display()));
            continue;
        };
        for used in uses(&source) {
            let allowed = used == stage || rank(&used).is_none_or(|r| r < own) || rank(&used) == Some(own) && own == 17;
            if !allowed {
                wrong.push(format!("{}: {stage} must not see {used}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn language_knowledge_is_data() {
    let (packs, _) = demarche::pack::load(None);
    let codes: BTreeSet<&str> = packs.languages.iter().map(|p| p.language.as_str()).collect();
    let r = &packs.registry;
    let ids: BTreeSet<&str> = (r.countries.iter().map(|c| c.id.as_str()))
        .chain(r.bodies.iter().map(|b| b.id.as_str()))
        .chain(r.people.iter().map(|p| p.id.as_str()))
        .collect();
    assert!(codes.len() >= 3, "packs are embedded");
    let mut wrong = Vec::new();
    for (path, source) in sources() {
        for text in source.strings {
            if ALLOWED.contains(&(path.to_str().unwrap(), &text)) {
                continue;
            }
            let why = if text.chars().any(|c| !c.is_ascii() && c.is_alphabetic()) {
                "a word of a language"
            } else if codes.contains(text.as_str()) {
                "a language"
            } else if ids.contains(text.as_str()) {
                "an actor"
            } else {
                continue;
            };
            wrong.push(format!("{}: {text:?} names {why}; it belongs into data/", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn source_files_stay_small() {
    let mut wrong = Vec::new();
    for path in rust_files(Path::new("src")) {
        let size = fs::metadata(&path).unwrap().len();
        if size > MAX_BYTES {
            wrong.push(format!("{}: {size} bytes; one idea a file, at most {MAX_BYTES}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_asks_for_the_time() {
    let mut wrong = Vec::new();
    for (path, source) in sources() {
        for clock in ["Utc", "Local", "SystemTime"] {
            if source.code.contains(&format!("{clock}::now")) {
                wrong.push(format!("{}: {clock}::now", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let manifest = fs::read_to_string("Cargo.toml").unwrap();
    let chrono = manifest.lines().find(|l| l.starts_with("chrono")).expect("chrono is a dependency");
    assert!(chrono.contains("default-features = false"), "chrono's default features hold `clock`: {chrono}");
    assert!(!chrono.contains("clock") && !chrono.contains("\"now\""), "{chrono}");
    // another crate could switch the feature on for all; then chrono would need the system's time zone
    let lock = fs::read_to_string("Cargo.lock").unwrap();
    let package = lock.split("[[package]]").find(|p| p.contains("name = \"chrono\"")).expect("chrono is locked");
    assert!(!package.contains("iana-time-zone"), "some dependency switches chrono's `clock` on");
}

#[test]
fn the_lexer_reads_rust() {
    let source = Source::read(
        r###"
        use crate::{text::{Span, cut}, events as e}; // "comment"
        /* "also /* nested */ not" */
        fn f<'a>(c: char) -> &'a str { if c == '"' { r#"raw "text""# } else { crate::dating::g("a\"b") } }
        #[cfg(test)]
        mod tests { use crate::site::X; const A: &str = "test }"; }
        #[cfg(test)]
        mod cases;
        const B: &[u8] = b"bytes";
        "###,
    );
    assert_eq!(source.strings, ["raw \"text\"", "a\\\"b", "bytes"]);
    assert_eq!(uses(&source).into_iter().collect::<Vec<_>>(), ["dating", "events", "text"]);
    assert_eq!(source.test_modules, ["cases"]);
}

fn rank(module: &str) -> Option<usize> {
    ORDER.iter().position(|line| line.contains(&module))
}

/// The first folder or file under `src`.
fn stage_of(path: &Path) -> String {
    let first = path.components().nth(1).unwrap().as_os_str().to_str().unwrap();
    first.trim_end_matches(".rs").to_owned()
}

/// Top modules named by `crate::x` or `crate::{x, y}`.
fn uses(source: &Source) -> BTreeSet<String> {
    let code: String = source.code.split_whitespace().collect::<Vec<_>>().join(" ").replace(" :: ", "::");
    let mut out = BTreeSet::new();
    for prefix in ["crate::", "demarche::"] {
        for (at, _) in code.match_indices(prefix) {
            let rest = &code[at + prefix.len()..];
            if let Some(list) = rest.strip_prefix('{') {
                let mut depth = 0usize;
                let mut fresh = true;
                for (i, c) in list.char_indices() {
                    match c {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => fresh = true,
                        c if fresh && (c.is_alphanumeric() || c == '_') => {
                            out.insert(word(&list[i..]));
                            fresh = false;
                        }
                        _ => {}
                    }
                }
            } else {
                out.insert(word(rest));
            }
        }
    }
    out.retain(|m| m.starts_with(char::is_lowercase));
    out
}

fn word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// A source file without comments and tests.
#[derive(Default)]
struct Source {
    /// The code, its literals emptied.
    code: String,
    strings: Vec<String>,
    /// Modules declared for tests only, in files of their own.
    test_modules: Vec<String>,
}

impl Source {
    fn read(text: &str) -> Source {
        let mut source = Source::default();
        let bytes = text.as_bytes();
        let mut at = 0;
        // in an item for tests: brace depth, or None before its first brace
        let mut test: Option<usize> = None;
        let mut test_code = String::new();
        while at < bytes.len() {
            let rest = &text[at..];
            if rest.starts_with("//") {
                at += rest.find('\n').unwrap_or(rest.len());
                continue;
            }
            if rest.starts_with("/*") {
                at += block_comment(rest);
                continue;
            }
            if test.is_none() && rest.starts_with("#[cfg(test)]") {
                test = Some(0);
                test_code.clear();
                at += "#[cfg(test)]".len();
                continue;
            }
            let boundary = at == 0 || !bytes[at - 1].is_ascii_alphanumeric() && bytes[at - 1] != b'_';
            if let Some((literal, length)) = boundary.then(|| string(rest)).flatten() {
                if test.is_none() {
                    source.strings.push(literal.to_owned());
                    source.code.push_str("\"\"");
                }
                at += length;
                continue;
            }
            let c = rest.chars().next().unwrap();
            if c == '\'' {
                let length = character(rest);
                at += length;
                continue;
            }
            at += c.len_utf8();
            let Some(depth) = test else {
                source.code.push(c);
                continue;
            };
            test_code.push(c);
            match c {
                '{' => test = Some(depth + 1),
                '}' if depth == 1 => test = None,
                '}' => test = Some(depth - 1),
                ';' if depth == 0 => {
                    test = None;
                    if let Some(name) = test_code.trim().trim_start_matches("pub ").strip_prefix("mod ") {
                        source.test_modules.push(word(name));
                    }
                }
                _ => {}
            }
        }
        source
    }
}

fn block_comment(rest: &str) -> usize {
    let mut depth = 0;
    let mut i = 0;
    while i < rest.len() {
        if rest.as_bytes()[i..].starts_with(b"/*") {
            depth += 1;
            i += 2;
        } else if rest.as_bytes()[i..].starts_with(b"*/") {
            depth -= 1;
            i += 2;
            if depth == 0 {
                return i;
            }
        } else {
            i += 1;
        }
    }
    rest.len()
}

/// A string literal at the start of `rest`: its inside as written, and its whole length.
fn string(rest: &str) -> Option<(&str, usize)> {
    let prefix = ["br", "cr", "r", "b", "c", ""]
        .into_iter()
        .find(|p| rest.strip_prefix(p).is_some_and(|r| r.starts_with('"') || p.ends_with('r') && r.starts_with("#")))?;
    let after = &rest[prefix.len()..];
    let hashes = after.bytes().take_while(|b| *b == b'#').count();
    let open = prefix.len() + hashes + 1;
    if !after[hashes..].starts_with('"') {
        return None;
    }
    if prefix.ends_with('r') {
        let close = format!("\"{}", "#".repeat(hashes));
        let length = rest[open..].find(&close)?;
        return Some((&rest[open..open + length], open + length + close.len()));
    }
    let mut escaped = false;
    for (i, c) in rest[open..].char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return Some((&rest[open..open + i], open + i + 1)),
            _ => {}
        }
    }
    None
}

/// Length of a character literal, or 1 for the mark of a lifetime.
fn character(rest: &str) -> usize {
    let mut chars = rest.char_indices().skip(1);
    match chars.next() {
        Some((_, '\\')) => {
            chars.next();
            chars.find(|(_, c)| *c == '\'').map_or(1, |(i, _)| i + 1)
        }
        Some(_) => match chars.next() {
            Some((i, '\'')) => i + 1,
            _ => 1,
        },
        None => 1,
    }
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            out.extend(rust_files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
    out
}

/// All files of `src`, those for tests only left out.
fn sources() -> Vec<(PathBuf, Source)> {
    let all: Vec<_> = rust_files(Path::new("src"))
        .into_iter()
        .map(|path| {
            let source = Source::read(&fs::read_to_string(&path).unwrap());
            (path, source)
        })
        .collect();
    let mut tests = BTreeSet::new();
    for (path, source) in &all {
        let stem = path.file_stem().unwrap();
        let folder = if stem == "mod" || stem == "lib" || stem == "main" {
            path.parent().unwrap().to_owned()
        } else {
            path.with_extension("")
        };
        for module in &source.test_modules {
            tests.insert(folder.join(format!("{module}.rs")));
            tests.insert(folder.join(module).join("mod.rs"));
        }
    }
    all.into_iter().filter(|(path, _)| !tests.contains(path)).collect()
}
