//! The embedded data, and a project's own files that override it.

use super::{
    BASE_LANGUAGE, Calendar, LanguagePack, Registry, RegistryFile,
    check::{Source, check},
    guard,
    schema::{Beginning, Gathering, Happening, Later, fingerprint},
};
use crate::{flat::Reader, report::Diagnostic};
use rayon::prelude::*;
use serde::de::DeserializeOwned;
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

/// All knowledge that is data.
#[derive(Debug, Clone)]
pub struct Packs {
    /// In the order of their codes.
    pub languages: Vec<LanguagePack>,
    /// Shared by all stages that look people up.
    pub registry: Arc<Registry>,
    pub gatherings: Vec<Gathering>,
    pub beginnings: Vec<Beginning>,
    /// File by file.
    pub happenings: Vec<Later<Vec<Happening>>>,
}

static LANG: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lang.bin"));
/// What of each language is taken apart [later](super::schema::Later).
static RULES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rules.bin"));
static ACTORS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/actors.bin"));
/// The texts of the registry, most of which are never looked at.
pub(crate) static TEXTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/texts.bin"));
/// Names and fingerprints of all embedded files.
static MARKS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/marks.bin"));
static CALENDAR: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/calendar.bin"));
/// The happenings of each of its files, which only articles ask for whose day is open.
static HAPPENINGS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/happenings.bin"));

/// The embedded packs, with those of `data` (a project's data folder) put in place of or beside them.
pub fn load(data: Option<&Path>) -> (Packs, Vec<Diagnostic>) {
    let of_words = || {
        let (languages, diagnostics) = languages(data);
        let mut wrong = Vec::new();
        let calendar =
            merged(CALENDAR, data.map(|d| d.join("calendar")), &mut wrong, |own: &mut [(String, u64, Calendar)]| {
                let mut happenings = Reader(HAPPENINGS);
                own.iter_mut().for_each(|(.., file)| file.happenings = Later::embedded(happenings.bytes()));
            });
        (languages, diagnostics, calendar, wrong)
    };
    let of_actors = || {
        let mut diagnostics = Vec::new();
        let actors = merged::<RegistryFile>(ACTORS, data.map(|d| d.join("actors")), &mut diagnostics, |_| ());
        let problems = match actors.iter().any(|f| f.text.is_some()) {
            true => check(&actors.iter().map(Loaded::source).collect::<Vec<_>>()),
            false => Vec::new(),
        };
        (Arc::new(Registry::new(actors.into_iter().map(|f| f.value))), diagnostics, problems)
    };
    let ((languages, mut diagnostics, calendar, wrong), (registry, unread, unfit)) = rayon::join(of_words, of_actors);
    // in the order of the folders, and what a file holds after what can't be read
    diagnostics.extend(unread);
    diagnostics.extend(wrong);
    diagnostics.extend(unfit);
    let (mut gatherings, mut beginnings, mut happenings) = (Vec::new(), Vec::new(), Vec::new());
    for file in calendar {
        gatherings.extend(file.value.gatherings);
        beginnings.extend(file.value.beginnings);
        happenings.push(file.value.happenings);
    }
    let packs = Packs { languages, registry, gatherings, beginnings, happenings };
    (packs, diagnostics)
}

/// The hash of the files that a project puts in place of or beside the embedded ones: while it stays, so does what
/// [`load`] gives.
pub fn stamp(data: &Path) -> [u8; 32] {
    let own: Vec<(String, u64)> = postcard::from_bytes(MARKS).expect("embedded data is written by build.rs");
    let own = |name: &[u8], text: &[u8]| {
        own.iter().any(|(file, known)| file.as_bytes() == name && *known == fingerprint(text))
    };
    let mut hash = blake3::Hasher::new();
    for folder in ["lang", "actors", "calendar"] {
        for path in files(&data.join(folder)) {
            let bytes = std::fs::read(&path);
            let name = path.file_name().unwrap_or_default().as_encoded_bytes();
            // what can't be read is told by load
            let text = bytes.as_deref().unwrap_or_default();
            if own(name, text) {
                continue;
            }
            for part in [folder.as_bytes(), name, &[u8::from(bytes.is_ok())], text] {
                hash.update(&(part.len() as u64).to_le_bytes()).update(part);
            }
        }
    }
    *hash.finalize().as_bytes()
}

/// The data files of a folder, in the order of their names.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(|e| e.ok()).map(|e| e.path());
    let mut paths: Vec<_> = entries.filter(|p| p.extension().is_some_and(|e| e == "yaml")).collect();
    paths.sort();
    paths
}

/// The language packs alone: for what needs no actors, in half the time.
pub fn languages(data: Option<&Path>) -> (Vec<LanguagePack>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let files =
        merged(LANG, data.map(|d| d.join("lang")), &mut diagnostics, |own: &mut [(String, u64, LanguagePack)]| {
            let mut rules = Reader(RULES);
            for (.., pack) in own {
                pack.time = Later::embedded(rules.bytes());
                pack.actors = Later::embedded(rules.bytes());
                pack.events = Later::embedded(rules.bytes());
                pack.site = Later::embedded(rules.bytes());
            }
        });
    let mut packs: Vec<LanguagePack> = files.into_iter().map(|f| f.value).collect();
    // the first is that of what shows no language
    packs.sort_by_key(|pack| pack.language != BASE_LANGUAGE);
    (packs, diagnostics)
}

/// A file of the program's own, or of the project's.
struct Loaded<T> {
    name: String,
    /// The project's file: its path as the user gave it, and its text.
    text: Option<(String, String)>,
    value: T,
}

impl Loaded<RegistryFile> {
    fn source(&self) -> Source<'_> {
        let (name, text) = match &self.text {
            Some((path, text)) => (path.as_str(), Some(text.as_str())),
            None => (self.name.as_str(), None),
        };
        Source { name, text, file: &self.value }
    }
}

/// The project's files come after the program's, so that theirs is the last word.
fn merged<T: DeserializeOwned + Send>(
    embedded: &'static [u8],
    folder: Option<std::path::PathBuf>,
    diagnostics: &mut Vec<Diagnostic>,
    complete: impl FnOnce(&mut [(String, u64, T)]),
) -> Vec<Loaded<T>> {
    let mut all = Reader(embedded);
    let pieces: Vec<_> = std::iter::from_fn(|| (!all.0.is_empty()).then(|| all.bytes())).collect();
    let read = |piece: &'static [u8]| postcard::from_bytes(piece).expect("embedded data is written by build.rs");
    let mut own: Vec<(String, u64, T)> = pieces.into_par_iter().map(read).collect();
    complete(&mut own);
    let known: Vec<(String, u64)> = own.iter().map(|(name, mark, _)| (name.clone(), *mark)).collect();
    let mut list: Vec<_> = own.into_iter().map(|(name, _, value)| Loaded { name, text: None, value }).collect();
    let paths = folder.map(|f| files(&f)).unwrap_or_default();
    if paths.is_empty() {
        return list;
    }
    // one after the other in the same room: mostly all are the program's own, and so is what follows
    let mut bytes = Vec::new();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let shown = path.display().to_string();
        let read = guard::read_into(&path, &mut bytes);
        if read.is_ok() && known.iter().any(|(file, mark)| *file == name && *mark == fingerprint(&bytes)) {
            continue;
        }
        let text = match read.and_then(|()| guard::text(&bytes)) {
            Ok(text) => text,
            Err(error) => {
                diagnostics.push(Diagnostic::error("bad-pack", error.to_string()).file(shown));
                continue;
            }
        };
        match parse::<T>(&text) {
            Ok(value) => {
                let loaded = Loaded { name, text: Some((shown, text)), value };
                match list.iter_mut().find(|f| f.name == loaded.name) {
                    Some(slot) => *slot = loaded,
                    None => list.push(loaded),
                }
            }
            Err(problem) => diagnostics.push(problem.file(shown)),
        }
    }
    list.sort_by(|a, b| (a.text.is_some(), &a.name).cmp(&(b.text.is_some(), &b.name)));
    list
}

/// The text of a data file as what it holds. The problem says the place, but no file.
pub fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Box<Diagnostic>> {
    guard::depth(text)?;
    serde_yaml::from_str(text).map_err(|error| {
        let mut problem = Diagnostic::error("bad-pack", error.to_string());
        if let Some(place) = error.location() {
            let line = text.lines().nth(place.line().saturating_sub(1)).unwrap_or_default();
            problem = problem.at(place.line(), place.column()).showing(line, 1);
        }
        Box::new(problem)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Severity;

    #[test]
    fn the_programs_own_registry_is_valid() {
        let files = merged::<RegistryFile>(ACTORS, None, &mut Vec::new(), |_| ());
        let problems = check(&files.iter().map(Loaded::source).collect::<Vec<_>>());
        let lines: Vec<_> = problems.iter().map(|d| format!("{}: {}", d.file.as_deref().unwrap(), d.message)).collect();
        assert!(lines.is_empty(), "{} problems:\n{}", lines.len(), lines.join("\n"));
    }

    #[test]
    fn a_bomb_is_no_data_file() {
        for text in ["[".repeat(1 << 20), "- ".repeat(1 << 20), format!("language: {}", "{a: ".repeat(1 << 18))] {
            let problem = parse::<LanguagePack>(&text).unwrap_err();
            assert_eq!((problem.message.as_str(), problem.line), ("lists and mappings nest too deep", Some(1)));
        }
    }

    /// What `check` says of a project's registry file, as `line:column code`.
    fn problems(text: &str) -> Vec<String> {
        let data = tempfile::tempdir().unwrap();
        std::fs::create_dir(data.path().join("actors")).unwrap();
        std::fs::write(data.path().join("actors/mine.yaml"), text).unwrap();
        let (_, diagnostics) = load(Some(data.path()));
        assert!(diagnostics.iter().all(|d| d.severity == Severity::Error && d.file.is_some()));
        (diagnostics.iter()).map(|d| format!("{}:{} {}", d.line.unwrap_or(0), d.column.unwrap_or(0), d.code)).collect()
    }

    #[test]
    fn a_projects_registry_is_checked() {
        let head = "countries:\n  - {id: ruritania, names: {en: [Ruritania]}, metonyms: {en: [Strelsau]}}\n";
        let person = |rest: &str| format!("{head}people:\n  - id: rudolf\n    name: Rudolf Rassendyll\n    {rest}\n");
        let cases: &[(String, &[&str])] = &[
            (head.to_string(), &[]),
            (person("country: ruritania"), &[]),
            (person("country: ruritanja"), &["6:14 unknown-actor"]),
            (person("offices: [{office: head-of-state, of: ruritania, from: 1999, to: 2001-05-01}]"), &[]),
            (
                person("offices: [{office: head-of-state, of: ruritania, from: 2005-02, to: 2004-12-31}]"),
                &["6:73 term-ends-before-start"],
            ),
            (person("offices: [{office: head-of-state, of: ruritania, from: 2005-02-30}]"), &["6:60 bad-date"]),
            (person("offices: [{office: head, of: strelsau}]"), &["6:34 unknown-actor"]),
            (format!("{head}  - {{id: ruritania}}\n"), &["3:10 duplicate-id"]),
            (
                format!("{head}  - id: graustark\n    names:\n      en: [Graustark, Ruritania]\n"),
                &["5:23 alias-claimed-twice"],
            ),
            (format!("{head}  - {{id: graustark, names: {{any: [Strelsau]}}}}\n"), &["2:63 alias-claimed-twice"]),
            (
                format!("{head}organisations:\n  - {{id: black-michael, kind: gang, members: [ruritania, zenda]}}\n"),
                &["4:58 unknown-actor", "4:31 unknown-kind"],
            ),
            ("countries:\n  - idd: x\n".to_string(), &["2:5 bad-pack"]),
        ];
        for (text, expected) in cases {
            assert_eq!(problems(text), *expected, "{text}");
        }
    }

    #[test]
    fn a_projects_entry_replaces_the_programs() {
        let own = merged::<RegistryFile>(ACTORS, None, &mut Vec::new(), |_| ());
        let country = own.iter().flat_map(|f| &f.value.countries).next().expect("the registry holds countries");
        assert!(problems(&format!("countries:\n  - {{id: {}, names: {{en: [Zenda]}}}}\n", country.id)).is_empty());
    }
}
