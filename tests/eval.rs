//! `eval` and `languages check`, and input that would like the engine to hang.

use demarche::{
    eval::{compare, gold, pack_tests},
    events::Extractor,
    pack::{self, LanguagePack},
    text::Cutter,
};
use std::{fs, process::Output};

fn demarche(arguments: &[&str]) -> Output {
    let command = assert_cmd::Command::cargo_bin("demarche").expect("the program").args(arguments).output();
    command.expect("it runs")
}

#[test]
fn the_tuning_articles_are_scored() {
    let run = demarche(&["eval", "tests/articles/tune", "--message-format", "json"]);
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let figures: serde_json::Value = serde_json::from_slice(&run.stdout).expect("a line of JSON");
    assert!(figures["articles"].as_u64() >= Some(12));
    assert!(figures["f1"].as_f64() > Some(0.75), "{figures}");
    // what the confidence says is so: of the events of which the program is sure nine in ten are right
    assert!(figures["sure_precision"].as_f64() >= Some(0.9), "{figures}");
    assert!(figures["by_language"].as_object().expect("languages").len() >= 3);
}

#[test]
fn what_is_wrong_with_gold_is_located() {
    let cases = [
        ("article: a.txt\nlanguage: en\npublished: 2020-01-01\nevents:\n  - kind: cal\n", "5", "cal"),
        ("article: a.txt\nlanguage: en\npublished: tomorrow\nevents: []\n", "3", "tomorrow"),
        ("article: a.txt\nlangage: en\n", "2", "langage"),
    ];
    for (text, line, word) in cases {
        let problem = gold::parse(text).expect_err(text);
        assert_eq!(problem.line.map(|l| l.to_string()).as_deref(), Some(line), "{problem:?}");
        assert!(problem.message.contains(word), "{problem:?}");
    }
    let missing = demarche(&["eval", "tests/no-such-folder"]);
    assert_eq!(missing.status.code(), Some(1));
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.yaml"), "article: a.txt\nlanguage: en\npublished: 2020-01-01\nevents: []\n")
        .unwrap();
    let run = demarche(&["eval", folder.path().to_str().expect("a path")]);
    assert_eq!(run.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&run.stderr).contains("a.txt"));
}

#[test]
fn a_timeline_without_the_article_has_no_figures() {
    let gold = gold::parse("article: a.txt\nlanguage: en\npublished: 2020-01-01\nevents: []\n").expect("gold");
    assert_eq!(compare(&gold, &demarche::timeline::Timeline::default()), None);
}

#[test]
fn a_pack_is_checked_with_file_and_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let cases = [
        ("language: xx\nevents:\n  verbs:\n    - kind: war\n      frame: act\n", 4, "unknown kind"),
        (
            "language: xx\nevents:\n  nouns:\n    - kind: call\n      frame: meet\n      words: [\"\"]\n",
            2,
            "empty string",
        ),
        ("language: xx\nevents:\n  verbs:\n    - {kind: call, frame: meet, verbs: [ring+nowhere]}\n", 4, "conjugation"),
        ("language: xx\nevents:\n  verbs:\n    - {kind: call, frame: meet, near: [$lost]}\n", 4, "unknown list"),
        ("language: xx\nevnts: {}\n", 2, "evnts"),
        ("language: xx\ntests:\n  events:\n    - {text: Nothing here., expect: [call occurred]}\n", 4, "missing"),
    ];
    for (text, line, word) in cases {
        let path = folder.path().join("xx.yaml");
        fs::write(&path, text).expect("a file");
        let run = demarche(&["languages", "check", path.to_str().expect("a path")]);
        let said = String::from_utf8_lossy(&run.stderr).into_owned();
        assert_eq!(run.status.code(), Some(1), "{text}{said}");
        assert!(said.contains(&format!("xx.yaml:{line}:")) && said.contains(word), "{text}{said}");
    }
}

#[test]
fn the_packs_pass_their_own_events_tests() {
    let (packs, _) = pack::load(None);
    let bench = pack_tests::Bench::new(&packs);
    for pack in &packs.languages {
        let text = fs::read_to_string(format!("data/lang/{}.yaml", pack.language)).expect("a pack");
        let mut own: LanguagePack = serde_yaml::from_str(&text).expect("valid");
        own.tests.time.clear();
        own.tests.actors.clear();
        let (count, failures) = bench.run(&own);
        assert!(count >= 50, "{}: {count}", pack.language);
        assert_eq!(failures, []);
    }
}

/// Ten times the text may take ten times as long and a little more, never a hundred times: counted in events that
/// come out whole, since tests measure no time. What matters is that each ends.
#[test]
fn odd_texts_come_to_an_end() {
    let (packs, _) = pack::load(None);
    let bench = pack_tests::Bench::new(&packs);
    let long = |unit: &str| unit.repeat(100_000 / unit.len() + 1);
    let texts = [
        long("Putin said that Macron would meet Zelensky in Paris and "),
        long("\""),
        long("“"),
        long("« »"),
        long("Lavrov said: \"we will "),
        long("talks "),
        long("met "),
        long("Russia, "),
        long("if that who and, "),
        format!("\"{}", long("We met Putin. ")),
        long("(((\n"),
        "\u{200b}\u{0}\u{feff}\"".to_owned(),
    ];
    for text in &texts {
        for pack in &packs.languages {
            bench.events(&pack.language, text, None);
        }
    }
}

#[test]
fn rules_that_say_nothing_are_faults() {
    let (mut packs, _) = pack::load(None);
    let cutter = Cutter::new(&packs.languages);
    assert_eq!(Extractor::new(&packs, &cutter).faults(), []);
    let rules = "verbs: [{kind: war, frame: act}, {kind: call, frame: fight}]\nvetoes: [\"\"]\nlists: {none: []}";
    packs.languages[0].events = serde_yaml::from_str(rules).expect("rules");
    let faults: Vec<String> = Extractor::new(&packs, &cutter).faults().iter().map(|f| f.reason.to_owned()).collect();
    assert_eq!(faults, ["is an empty list", "unknown kind", "unknown frame", "matches the empty string"]);
}
