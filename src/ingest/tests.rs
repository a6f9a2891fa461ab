use super::*;

fn one(path: &str, bytes: &str) -> Article {
    let (mut articles, diagnostics) = read_bytes(path, bytes.as_bytes());
    assert_eq!(diagnostics, [], "{path}");
    assert_eq!(articles.len(), 1, "{path}");
    articles.remove(0)
}

/// `code line:column message; hint` of each diagnostic.
fn said(path: &str, bytes: &[u8]) -> Vec<String> {
    let brief = |d: &Diagnostic| {
        let place = d.line.map_or(String::new(), |l| format!(" {l}:{}", d.column.unwrap_or(0)));
        format!("{}{place} {}; {}", d.code, d.message, d.hint.as_deref().unwrap_or("-"))
    };
    read_bytes(path, bytes).1.iter().map(brief).collect()
}

#[test]
fn plain_text_is_its_own_body() {
    let article = one("sub/2025-03-20-talks.txt", "First.\r\n\r\nSecond.\n");
    assert_eq!(&*article.body, "First.\n\nSecond.\n");
    assert_eq!(article.path, "sub/2025-03-20-talks.txt");
    assert_eq!(article.published.map(|p| p.1), Some(GivenBy::Filename));
    assert!(article.id.starts_with("a-") && article.id.len() == 18);
}

#[test]
fn front_matter_gives_and_is_removed() {
    let text = "---\ntitle: \"Talks: a start\"\npublished: 2025-03-20\nsource: Example\n\
                url: https://example.org/a\nlanguage: en-GB\n---\n\nBody --- here.\n";
    let article = one("2024-01-01.md", text);
    assert_eq!(&*article.body, "\nBody --- here.\n");
    assert_eq!(article.title.as_deref(), Some("Talks: a start"));
    let day = crate::edtf::Day::from_ymd_opt(2025, 3, 20).expect("a day");
    assert_eq!(article.published, Some((Edtf::day(day), GivenBy::Metadata)));
    assert_eq!(article.source.as_deref(), Some("Example"));
    assert_eq!(article.url.as_deref(), Some("https://example.org/a"));
    assert_eq!(article.language.as_deref(), Some("en"));
}

#[test]
fn mistakes_in_front_matter_are_named_and_the_article_is_read() {
    let cases: [(&str, &str); 8] = [
        (
            "---\npublishd: 2025-03-20\n---\nText.",
            "unknown-key 2:1 unknown key `publishd` in the front matter; did you mean `published`?",
        ),
        (
            "---\ntitle: x\npublished: 31 febbraio\n---\nText.",
            "bad-date 3:12 `31 febbraio` is no date (key `published`); write the day as 2025-03-20",
        ),
        (
            "---\npublished: 2025-02-30\n---\nText.",
            "bad-date 2:12 `2025-02-30` is no date (key `published`); write the day as 2025-03-20",
        ),
        (
            "---\nurl: javascript:x\n---\nText.",
            "bad-url 2:6 `javascript:x` is no web address (key `url`); it begins with https:// or http://",
        ),
        (
            "---\nlanguage: Klingon\n---\nText.",
            "bad-language 2:11 `Klingon` is no language code (key `language`); such as: en, it, ro",
        ),
        (
            "---\nsource: [a, b]\n---\nText.",
            "bad-value 2:1 `source` is no single value (key `source`); one line of text",
        ),
        (
            "---\njust words\n---\nText.",
            "bad-front-matter 2:1 the front matter holds no keys; one `key: value` a line: title, published, source, url, language",
        ),
        (
            "---\ntitle: a: b\n---\nText.",
            "bad-front-matter 2:9 the front matter is no valid YAML: mapping values are not allowed in this context; put values that hold `:` or `#`, or begin with a mark, between quotation marks",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(said("x.txt", text.as_bytes()), [expected]);
        assert_eq!(&*read_bytes("x.txt", text.as_bytes()).0[0].body, "Text.", "{text}");
    }
    let (articles, _) = read_bytes("x.txt", b"---\ntitle: Putin: yes\npublished: 2025-03-20\n---\nText.");
    assert_eq!(articles[0].title.as_deref(), Some("Putin: yes"));
    assert!(articles[0].published.is_some());
}

#[test]
fn less_than_a_day_may_be_known() {
    let article = one("x.txt", "---\npublished: 2025-03\n---\nText.");
    assert_eq!(article.published.map(|p| p.0.to_string()).as_deref(), Some("2025-03"));
}

#[test]
fn a_rule_at_the_head_is_no_front_matter() {
    assert_eq!(&*one("x.txt", "---\nText without end.\n").body, "---\nText without end.\n");
    assert_eq!(&*one("x.txt", "---\n---\nText.").body, "Text.");
    assert_eq!(said("x.txt", b"---\ntitle: open\n\nText.")[0].split(' ').next(), Some("open-front-matter"));
}

#[test]
fn bombs_in_front_matter_are_refused_at_once() {
    let brackets = format!("---\ntitle: {}\n---\nText.", "[".repeat(60_000));
    let deep = format!("---\n{}x\n---\nText.", "- ".repeat(20_000));
    let laughs = "---\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\n\
                  d: &d [*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e,*e]\n---\nText.";
    for text in [brackets.as_str(), deep.as_str(), laughs] {
        let (articles, diagnostics) = read_bytes("x.txt", text.as_bytes());
        assert_eq!(&*articles[0].body, "Text.");
        assert!(!diagnostics.is_empty());
    }
    // a megabyte of brackets is longer than any front matter
    let megabyte = format!("---\n{}\n---\nText.", "[".repeat(1 << 20));
    assert_eq!(read_bytes("x.txt", megabyte.as_bytes()).0.len(), 1);
    let megabyte = format!("---\na: {}\n---\nText.", "[".repeat(1 << 20));
    assert_eq!(said("x.txt", megabyte.as_bytes())[0].split(' ').next(), Some("open-front-matter"));
}

#[test]
fn json_objects_are_articles() {
    let article = one("x.json", r#"{"text": "Body\r\nhere.", "title": "T", "published": "2025-03-20", "author": "x"}"#);
    assert_eq!((&*article.body, article.title.as_deref()), ("Body\nhere.", Some("T")));
    let lines = "{\"text\": \"One.\"}\n\n{broken\n{\"html\": \"<p>Two &amp; three.\"}\n[1]\n{\"title\": \"none\"}\n{\"txt\": \"a\", \"text\": \"b\"}\n";
    let (articles, _) = read_bytes("x.jsonl", lines.as_bytes());
    let brief: Vec<_> = articles.iter().map(|a| (a.path.as_str(), a.body.trim())).collect();
    assert_eq!(brief, [("x.jsonl#1", "One."), ("x.jsonl#4", "Two & three."), ("x.jsonl#7", "b")]);
    assert_eq!(
        said("x.jsonl", lines.as_bytes()),
        [
            "bad-json 3:2 skipped: is no valid JSON: key must be a string; -",
            "bad-json 5:1 skipped: is no JSON object; an article is {\"text\": \"…\"}",
            "bad-json 6:1 skipped: has neither `text` nor `html`; -",
            "unknown-key 7:1 unknown key `txt`; did you mean `text`?",
        ]
    );
    let (articles, _) = read_bytes("x.json", br#"[{"text": "a"}, {"text": "b", "published": 20250320}]"#);
    assert_eq!(articles.iter().map(|a| a.path.as_str()).collect::<Vec<_>>(), ["x.json#1", "x.json#2"]);
    assert!(articles[1].published.is_some());
}

#[test]
fn an_object_of_a_stream_may_name_itself() {
    let path = |line: &str| read_object(line, "stdin#1").0.map(|a| a.path);
    assert_eq!(path(r#"{"text": "a", "path": "x/y.txt", "id": "7"}"#).as_deref(), Some("x/y.txt"));
    assert_eq!(path(r#"{"text": "a", "id": "7"}"#).as_deref(), Some("7"));
    assert_eq!(path(r#"{"text": "a", "path": "../../etc/passwd"}"#).as_deref(), Some("stdin#1"));
    assert_eq!(path("nonsense"), None);
    // the same article by any way is the same article
    let file = one("x.txt", "Text.");
    assert_eq!(read_object(r#"{"text": "Text.", "path": "x.txt"}"#, "-").0, Some(file));
}

#[test]
fn what_holds_no_text_is_skipped_by_name() {
    for (path, bytes, code) in [
        ("a.txt", b"".as_slice(), "empty"),
        ("a.txt", b" \n\n", "empty"),
        ("a.html", b"<html><script>x</script></html>", "empty"),
        ("a.txt", b"---\ntitle: x\n---\n", "empty"),
        ("a.jsonl", b"\n", "empty"),
        ("a.json", b"", "empty"),
        ("a.txt", &[0, 159, 146, 150, 0, 0], "binary"),
        ("a.doc", b"text", "unknown-format"),
    ] {
        let (articles, diagnostics) = read_bytes(path, bytes);
        assert!(articles.is_empty());
        assert_eq!(diagnostics[0].code, code, "{path}");
        assert_eq!(diagnostics[0].file.as_deref(), Some(path));
    }
}

#[cfg(unix)]
#[test]
fn a_folder_is_read_in_order_and_nothing_harms_it() {
    use std::{fs, os::unix::ffi::OsStrExt, os::unix::fs::symlink};
    let root = tempfile::tempdir().expect("a folder");
    let at = |name: &str| root.path().join(name);
    fs::create_dir_all(at("b/c")).expect("folders");
    fs::write(at("b/c/two.txt"), "Two.").expect("written");
    fs::write(at("one.md"), "One.").expect("written");
    fs::write(at(".hidden.txt"), "Hidden.").expect("written");
    fs::write(at("table.csv"), "x").expect("written");
    fs::write(at("empty.txt"), "").expect("written");
    fs::write(root.path().join(std::ffi::OsStr::from_bytes(b"\xff\xfe.txt")), "x").expect("written");
    fs::File::create(at("huge.txt")).and_then(|f| f.set_len(3 << 30)).expect("sparse");
    symlink(at("loop.txt"), at("loop.txt")).expect("a link");
    symlink(root.path(), at("b/up")).expect("a link");
    symlink(at("gone"), at("gone.txt")).expect("a link");
    symlink("/dev/zero", at("zero.txt")).expect("a link");
    let _socket = std::os::unix::net::UnixListener::bind(at("socket.txt")).expect("a socket");

    let (articles, diagnostics) = read_folder(root.path());
    assert_eq!(articles.iter().map(|a| a.path.as_str()).collect::<Vec<_>>(), ["b/c/two.txt", "one.md"]);
    let prefix = format!("{}/", root.path().display());
    let brief: Vec<String> = diagnostics
        .iter()
        .map(|d| format!("{} {}", d.code, d.file.as_deref().unwrap_or("").trim_start_matches(&prefix)))
        .collect();
    let other = format!("other-files {}", root.path().display());
    for expected in [
        "unreadable gone.txt",
        "unreadable loop.txt",
        "no-file socket.txt",
        "no-file zero.txt",
        "linked-folder b/up",
        "bad-file-name \u{fffd}\u{fffd}.txt",
        "too-large huge.txt",
        "empty empty.txt",
        &other,
    ] {
        assert!(brief.iter().any(|b| b == expected), "{expected} in {brief:?}");
    }
    assert_eq!(brief.len(), 9);
}

#[test]
fn a_missing_or_empty_folder_is_an_error_that_helps() {
    let root = tempfile::tempdir().expect("a folder");
    for folder in [root.path().to_owned(), root.path().join("none")] {
        let (articles, diagnostics) = read_folder(&folder);
        assert!(articles.is_empty());
        assert_eq!(diagnostics[0].severity, crate::report::Severity::Error);
        assert!(diagnostics[0].hint.as_deref().is_some_and(|h| h.contains("--seeds")));
    }
}
