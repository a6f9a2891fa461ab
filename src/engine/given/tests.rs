use super::*;
use crate::{engine::Engine, pack};
use serde_json::json;
use std::{fs, sync::LazyLock};

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new(pack::load(None).0));

const TEXT: &str = "Sergey Lavrov met Marco Rubio in Riyadh on 18 February 2025.\n";

fn line() -> Value {
    json!({
        "articles": [{"path": "a.txt", "text": TEXT, "published": "2025-02-19"}],
        "actors": [{"id": "jane-doe", "name": "Jane Doe", "kind": "person", "country": "russia"}],
        "events": [{
            "kind": "meeting", "status": "occurred", "date": "2025-02-18",
            "actors": [{"id": "sergey-lavrov", "role": "participant"}, {"id": "jane-doe", "role": "participant"}],
            "evidence": [{"article": "a.txt", "start": 0, "end": 32, "quote": "Sergey Lavrov met Marco Rubio in"}]
        }]
    })
}

/// What comes of a file of these lines, with the seeds beside it.
fn read_lines(lines: &[String], seeds: &Path) -> (Vec<Given>, Vec<Diagnostic>) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("x.jsonl");
    fs::write(&file, lines.join("\n")).unwrap();
    read(&file, seeds, &ENGINE.packs.registry)
}

/// The one problem of a line, as `line code: message`.
fn problem(line: String) -> String {
    let (given, problems) = read_lines(&["".into(), line], Path::new("nowhere"));
    assert!(given.is_empty());
    let [problem] = problems.as_slice() else { panic!("{problems:?}") };
    assert!(problem.file.as_ref().is_some_and(|f| f.ends_with("x.jsonl")));
    format!("{} {}: {}", problem.line.unwrap(), problem.code, problem.message)
}

#[test]
fn a_foreign_line_is_an_article_with_its_events() {
    let (given, problems) = read_lines(&[line().to_string()], Path::new("nowhere"));
    assert!(problems.is_empty(), "{problems:?}");
    let read = &given[0].read;
    assert_eq!((given.len(), read.mentions.len(), read.discovered.len()), (1, 1, 1));
    assert_eq!(read.mentions[0].date.as_ref().unwrap().to_string(), "2025-02-18");
    assert_eq!(read.published.as_ref().unwrap().to_string(), "2025-02-19");
    let timeline = crate::timeline::assemble(vec![read.clone()], &ENGINE.packs);
    assert_eq!(timeline.events.len(), 1);
    assert!(timeline.actors.iter().any(|a| a.name == "Jane Doe"));
}

#[test]
fn without_a_text_the_seeds_hold_it() {
    let seeds = tempfile::tempdir().unwrap();
    fs::write(seeds.path().join("a.txt"), TEXT).unwrap();
    let mut line = line();
    line["articles"][0]["text"].take();
    let (given, problems) = read_lines(&[line.to_string()], seeds.path());
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(&*given[0].article.body, TEXT);
    line["articles"][0]["path"] = json!("../a.txt");
    let (_, problems) = read_lines(&[line.to_string()], &seeds.path().join("x"));
    assert!(problems[0].message.starts_with("there is no article"), "{problems:?}");
}

#[test]
fn what_does_not_hold_is_refused_with_its_line() {
    type Change = fn(&mut Value);
    let cases: &[(Change, &str)] = &[
        (
            |l| l["events"][0]["evidence"][0]["end"] = json!(31),
            "2 bad-evidence: “Sergey Lavrov met Marco Rubio in” is not what stands at bytes 0–31 of `a.txt`",
        ),
        (
            |l| l["events"][0]["evidence"][0]["end"] = json!(4000),
            "2 bad-evidence: evidence lies at bytes 0–4000, where no words of `a.txt` stand",
        ),
        (
            |l| l["events"][0]["evidence"][0]["start"] = json!(32),
            "2 bad-evidence: evidence lies at bytes 32–32, where no words of `a.txt` stand",
        ),
        (|l| l["events"][0]["kind"] = json!("party"), "2 bad-line: there is no kind `party`"),
        (|l| l["events"][0]["status"] = json!("maybe"), "2 bad-line: there is no status `maybe`"),
        (|l| l["events"][0]["actors"][0]["role"] = json!("star"), "2 bad-line: there is no role `star`"),
        (
            |l| l["events"][0]["actors"][0]["id"] = json!("john-doe"),
            "2 bad-line: the actor `john-doe` is neither known nor described",
        ),
        (|l| l["events"][0]["confidence"] = json!(7), "2 bad-line: a confidence is 0 to 1, not 7"),
        (|l| l["events"][0]["evidence"] = json!([]), "2 bad-line: an event has no evidence"),
        (|l| l["articles"] = json!([]), "2 bad-line: a line holds one article, not 0"),
        (
            |l| *l = json!({"error": "the line is not UTF-8"}),
            "2 no-article: skipped: no article could be read from this line: the line is not UTF-8",
        ),
    ];
    for (change, expected) in cases {
        let mut line = line();
        change(&mut line);
        assert_eq!(problem(line.to_string()), *expected);
    }
    assert!(problem("{".into()).starts_with("2 bad-line: is no JSON object: "));
    assert!(problem("[1]".into()).starts_with("2 bad-line: is not as the events of an article are written: "));
}

#[test]
fn readings_are_checked_as_well() {
    let (article, _) = ingest::read_object(&json!({"text": TEXT, "path": "a.txt"}).to_string(), "a.txt");
    let article = article.unwrap();
    let read = ENGINE.read(&article, None);
    assert!(!read.mentions.is_empty());
    let reading = json!({ KEY: Reading { article, read } });
    let (given, problems) = read_lines(&[reading.to_string()], Path::new("nowhere"));
    assert!(problems.is_empty() && given[0].own, "{problems:?}");
    for (field, value) in [("quote", json!({"start": 0, "end": 9999})), ("trigger", json!({"start": 60, "end": 61}))] {
        let mut broken = reading.clone();
        broken[KEY]["read"]["mentions"][0][field] = value;
        assert!(problem(broken.to_string()).starts_with("2 bad-evidence: "), "{field}");
    }
    let mut broken = reading.clone();
    broken[KEY]["read"]["body"] = json!("other words");
    assert_eq!(problem(broken.to_string()), "2 bad-evidence: the events are not of the article `a.txt`");
}

#[test]
fn an_article_is_given_once() {
    let mut line = line();
    line["events"] = json!([]);
    let (given, problems) = read_lines(&[line.to_string(), line.to_string()], Path::new("nowhere"));
    assert_eq!((given.len(), problems.len(), problems[0].line), (1, 1, Some(2)));
    assert_eq!(problems[0].message, "the article `a.txt` was given before");
}
