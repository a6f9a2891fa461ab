//! The packs' own tests of who is named: `tests.actors` of every language.

use demarche::{
    actors::{ActorRef, MentionForm, Recogniser, resolve},
    edtf::Edtf,
    pack,
    text::Cutter,
};
use std::collections::{BTreeMap, BTreeSet};

/// What kinds of mentions a language's table holds, told from how each was recognised.
#[derive(Debug, Default)]
struct Table {
    mentions: usize,
    /// An office without a name whose holder comes from the registry by the day: the mention and its year.
    by_office: BTreeSet<(String, i32)>,
    /// People of whom the registry knows nothing.
    discovered: BTreeSet<String>,
}

/// Every expectation names words of the text and the actor that a mention of them means on the day of publication;
/// an empty list says that nobody is named.
#[test]
fn mentions_mean_whom_the_packs_say() {
    let (packs, diagnostics) = pack::load(None);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let cutter = Cutter::new(&packs.languages);
    let recogniser = Recogniser::new(&packs, &cutter);
    let mut wrong = Vec::new();
    let mut tables: BTreeMap<String, Table> = BTreeMap::new();
    for (ix, language) in packs.languages.iter().enumerate() {
        // the embedded packs carry no tests
        let path = format!("data/lang/{}.yaml", language.language);
        let source: pack::LanguagePack = serde_yaml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        for test in &source.tests.actors {
            let table = tables.entry(language.language.clone()).or_default();
            let document = cutter.cut(&test.text, Some(ix as u16));
            let cast = recogniser.recognise(&document);
            let day: Option<Edtf> = test.published.as_ref().map(|d| d.parse().unwrap());
            let mut found: Vec<(u32, u32, String)> = Vec::new();
            let mut offices: BTreeSet<(u32, String)> = BTreeSet::new();
            let mut people: BTreeSet<String> = BTreeSet::new();
            for mention in &cast.mentions {
                for actor in &mention.refs {
                    let id = resolve(actor, day.as_ref(), &packs.registry).to_string();
                    if mention.form == MentionForm::Office && matches!(actor, ActorRef::Office { .. }) {
                        offices.insert((mention.span.start, id.clone()));
                    }
                    found.push((mention.span.start, mention.span.end, id));
                }
            }
            for person in &cast.discovered {
                people.insert(person.id.to_string());
            }
            let all = || {
                let text = |f: &(u32, u32, String)| format!("{} => {}", &test.text[f.0 as usize..f.1 as usize], f.2);
                found.iter().map(text).collect::<Vec<_>>().join("; ")
            };
            if test.expect.is_empty() && !found.is_empty() {
                wrong.push(format!("{}: {:?}: nobody is meant; found {}", language.language, test.text, all()));
            }
            for expected in &test.expect {
                table.mentions += 1;
                let (words, id) = expected.split_once(" => ").expect("words => actor");
                let places: Vec<usize> = test.text.match_indices(words).map(|m| m.0).collect();
                assert!(!places.is_empty(), "{:?} has no {words:?}", test.text);
                let right = places.iter().find_map(|&at| {
                    found.iter().find(|f| f.0 as usize <= at && f.1 as usize >= at + words.len() && f.2 == id)
                });
                if let Some((start, _, id)) = right {
                    let known = packs.registry.people.iter().any(|p| p.id == *id);
                    if known && offices.contains(&(*start, id.clone())) {
                        let year = test.published.as_ref().and_then(|day| day.get(..4)?.parse().ok());
                        table.by_office.extend(year.map(|year| (expected.clone(), year)));
                    }
                    if !known && people.contains(id) {
                        table.discovered.insert(id.clone());
                    }
                } else {
                    wrong.push(format!("{}: {:?}: {expected}; found {}", language.language, test.text, all()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} mentions:\n{}", wrong.len(), wrong.join("\n"));
    let full = |t: &&Table| t.mentions >= 100 && t.by_office.len() >= 40 && t.discovered.len() >= 20;
    let counts: Vec<_> = tables
        .iter()
        .map(|(l, t)| {
            format!("{l}: {} mentions, {} by office, {} discovered", t.mentions, t.by_office.len(), t.discovered.len())
        })
        .collect();
    assert!(tables.values().filter(full).count() >= 3, "{}", counts.join("; "));
    let years: BTreeSet<i32> = tables.values().flat_map(|t| &t.by_office).map(|(_, year)| *year).collect();
    let missing: Vec<i32> = (2005..=2026).filter(|year| !years.contains(year)).collect();
    assert!(missing.is_empty(), "no office is resolved in {missing:?}");
}
