//! Runs the `tests.events` of every language pack: sentences with the events expected of them.

use demarche::{
    actors::{Recogniser, resolve},
    edtf::Edtf,
    events::Extractor,
    pack::{self, LanguagePack, Packs},
    text::Cutter,
    time::Tagger,
};
use std::str::FromStr;

struct Stages {
    packs: Packs,
    cutter: Cutter,
    tagger: Tagger,
    recogniser: Recogniser,
    extractor: Extractor,
}

impl Stages {
    fn new() -> Self {
        let (packs, faults) = pack::load(None);
        assert!(faults.is_empty(), "{faults:?}");
        let cutter = Cutter::new(&packs.languages);
        let tagger = Tagger::new(&packs.languages, &cutter);
        let recogniser = Recogniser::new(&packs, &cutter);
        let extractor = Extractor::new(&packs, &cutter);
        Stages { packs, cutter, tagger, recogniser, extractor }
    }

    /// The events of a text, each as the words that a test may ask for.
    fn events(&self, text: &str, language: &str, published: Option<&str>) -> Vec<Vec<String>> {
        let mut document = self.cutter.cut(text, self.cutter.language(language));
        self.recogniser.part(&mut document);
        let times = self.tagger.tag(&document);
        let cast = self.recogniser.recognise(&document);
        let published = published.map(|p| Edtf::from_str(p).expect("a test's date"));
        let mut out = Vec::new();
        for event in self.extractor.extract(&document, &times, &cast) {
            let mut words = vec![event.kind.as_str().to_owned(), event.status.as_str().to_owned()];
            words.extend(event.sort.map(|s| format!("sort:{}", s.as_str())));
            words.extend(event.tone.map(|t| format!("tone:{}", t.as_str())));
            words.extend(event.place.map(|p| format!("place:{p}")));
            for (role, mention) in &event.roles {
                for reference in &cast.mentions[*mention].refs {
                    let id = resolve(reference, published.as_ref(), &self.packs.registry);
                    words.push(format!("{}:{id}", role.as_str()));
                }
            }
            if let (Some(time), Some(day)) = (event.time, published.as_ref().and_then(|p| p.first())) {
                words.extend(times[time].resolve(Some(day), None).value.map(|v| format!("date:{v}")));
            }
            out.push(words);
        }
        out
    }
}

/// Every expected event must be found once, and nothing else. An expectation that begins with `?` may be missing.
fn verdict(found: &[Vec<String>], expected: &[String]) -> Result<(), String> {
    let mut left: Vec<&Vec<String>> = found.iter().collect();
    for expectation in expected {
        let optional = expectation.starts_with('?');
        let words: Vec<&str> = expectation.trim_start_matches('?').split_whitespace().collect();
        match left.iter().position(|f| words.iter().all(|w| f.iter().any(|x| x == w))) {
            Some(at) => drop(left.remove(at)),
            None if optional => {}
            None => return Err(format!("missing: {expectation}")),
        }
    }
    if left.is_empty() { Ok(()) } else { Err(format!("not expected: {left:?}")) }
}

#[test]
fn sentences_of_the_packs_tell_the_events_expected() {
    let stages = Stages::new();
    let mut failures = Vec::new();
    for entry in std::fs::read_dir("data/lang").expect("the packs") {
        let path = entry.expect("a file").path();
        let text = std::fs::read_to_string(&path).expect("a pack");
        let pack: LanguagePack = serde_yaml::from_str(&text).expect("a valid pack");
        for test in &pack.tests.events {
            let found = stages.events(&test.text, &pack.language, test.published.as_deref());
            if let Err(why) = verdict(&found, &test.expect) {
                failures.push(format!("{}: {}\n    {why}\n    found {found:?}", pack.language, test.text));
            }
        }
    }
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn the_verdict_sees_what_is_missing_and_what_is_too_much() {
    let found = vec![vec!["call".to_owned(), "planned".to_owned()]];
    assert!(verdict(&found, &["call planned".into()]).is_ok());
    assert!(verdict(&found, &["call occurred".into()]).is_err());
    assert!(verdict(&found, &[]).is_err());
    assert!(verdict(&found, &["call planned".into(), "?visit occurred".into()]).is_ok());
}

#[test]
fn the_packs_rules_are_understood() {
    let stages = Stages::new();
    assert_eq!(stages.extractor.faults(), []);
}
