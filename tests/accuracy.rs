//! The articles with gold in `tests/articles`: well-formed, and complete in both halves.

use demarche::{
    edtf::Edtf,
    events::{Kind, Status},
};
use serde::Deserialize;
use std::{collections::BTreeMap, fs, path::PathBuf, str::FromStr};

/// A gold file, as `tests/articles/README.md` describes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Gold {
    article: String,
    language: String,
    published: String,
    #[serde(rename = "printed")]
    _printed: bool,
    events: Vec<Expected>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    kind: String,
    #[serde(default)]
    also: Vec<String>,
    status: String,
    #[serde(default)]
    also_status: Vec<String>,
    date: String,
    #[serde(default)]
    source: Vec<String>,
    #[serde(default)]
    target: Vec<String>,
    #[serde(default)]
    participants: Vec<String>,
    #[serde(default)]
    place: Option<String>,
    quote: Vec<String>,
    core: bool,
}

/// The gold of one half with the text of its articles, in the order of their names.
fn half(name: &str) -> Vec<(Gold, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/articles").join(name);
    let mut files: Vec<PathBuf> = fs::read_dir(&folder).expect("the half").map(|e| e.expect("a file").path()).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "yaml"));
    files.sort();
    files
        .iter()
        .map(|file| {
            let gold: Gold = serde_yaml::from_str(&fs::read_to_string(file).expect("the gold"))
                .unwrap_or_else(|e| panic!("{}: {e}", file.display()));
            assert_eq!(file.file_stem(), PathBuf::from(&gold.article).file_stem(), "{}", file.display());
            let text = fs::read_to_string(folder.join(&gold.article)).expect("the article of the gold");
            (gold, text)
        })
        .collect()
}

/// Why an expected event is ill-formed, if it is.
fn fault(event: &Expected, text: &str) -> Option<String> {
    if event.quote.is_empty() {
        return Some(format!("a {} without a quote", event.kind));
    }
    if let Some(quote) = event.quote.iter().find(|q| text.matches(q.as_str()).count() != 1) {
        return Some(format!("not once in the article: {quote}"));
    }
    if let Some(kind) = [&event.kind].into_iter().chain(&event.also).find(|k| Kind::parse(k).is_none()) {
        return Some(format!("no kind: {kind}"));
    }
    if let Some(status) = [&event.status].into_iter().chain(&event.also_status).find(|s| Status::parse(s).is_none()) {
        return Some(format!("no status: {status}"));
    }
    if Edtf::from_str(&event.date).is_err() {
        return Some(format!("no date: {}", event.date));
    }
    let places = event.place.iter().flat_map(|p| p.split('|'));
    let actors = event.source.iter().chain(&event.target).chain(&event.participants).flat_map(|a| a.split('|'));
    let slug = |id: &str| {
        let id = id.trim_end_matches('?');
        !id.is_empty() && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    actors.chain(places).find(|id| !slug(id)).map(|id| format!("no id: {id}"))
}

#[test]
fn both_halves_are_well_formed_and_cover_every_language_alike() {
    let mut days = Vec::new();
    for name in ["tune", "heldout"] {
        let mut articles: BTreeMap<String, usize> = BTreeMap::new();
        for (gold, text) in half(name) {
            for event in &gold.events {
                if let Some(why) = fault(event, &text) {
                    panic!("{name}/{}: {why}", gold.article);
                }
            }
            assert!(Edtf::from_str(&gold.published).is_ok(), "{}", gold.article);
            days.push(gold.published);
            *articles.entry(gold.language).or_default() += 1;
        }
        for language in ["en", "it", "ro"] {
            assert!(articles.get(language).is_some_and(|n| *n >= 4), "{name}, {language}: {articles:?}");
        }
    }
    days.sort();
    days.dedup();
    assert!(days.len() >= 24, "each article on its own day");
}

#[test]
fn a_fault_in_a_gold_file_is_seen() {
    let event = |kind: &str, date: &str, quote: &str| Expected {
        kind: kind.into(),
        also: vec![],
        status: "occurred".into(),
        also_status: vec![],
        date: date.into(),
        source: vec!["russia|kremlin".into(), "nato?".into()],
        target: vec![],
        participants: vec![],
        place: None,
        quote: vec![quote.into()],
        core: true,
    };
    let text = "They met in Geneva.";
    assert_eq!(fault(&event("meeting", "2009-03-06", "They met"), text), None);
    assert!(event("meeting", "2009-03-06", "They met").core);
    assert!(fault(&event("meating", "2009-03-06", "They met"), text).is_some());
    assert!(fault(&event("meeting", "6 March", "They met"), text).is_some());
    assert!(fault(&event("meeting", "2009-03-06", "They parted"), text).is_some());
}
