//! One happening told in two languages is one event, and what only looks alike is two: on texts, through the extraction.
//! Nothing of it depends on the order or the names of files.

use demarche::{
    dating::DatedArticle,
    engine::Engine,
    events::Kind,
    ingest,
    timeline::{self, Timeline},
};
use serde::Deserialize;
use std::{collections::BTreeMap, fs, path::Path, sync::LazyLock};

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new(demarche::pack::load(None).0));

#[derive(Deserialize)]
struct Pair {
    kind: String,
    a: String,
    b: String,
}

fn read(text: &str, name: &str) -> DatedArticle {
    let (published, text) = text.split_once(" | ").expect("a day and a text");
    let object = serde_json::json!({ "text": text, "published": published, "path": name });
    let (article, problems) = ingest::read_object(&object.to_string(), name);
    ENGINE.read(&article.unwrap_or_else(|| panic!("{problems:?}")), None)
}

/// Kinds that tell apart only how much is said.
fn like(kind: Kind, asked: &str) -> bool {
    let encounter = |k: &str| matches!(k, "meeting" | "summit" | "talks" | "call");
    kind.as_str() == asked || asked != "call" && encounter(kind.as_str()) && encounter(asked)
}

/// Whether an event of the kind has evidence of both; an error when an article tells none.
fn joined(pair: &Pair, turned: bool) -> Result<bool, String> {
    let mut articles = vec![read(&pair.a, "a.txt"), read(&pair.b, "b.txt")];
    for article in &articles {
        if !article.mentions.iter().any(|m| like(m.kind, &pair.kind)) {
            let told: Vec<String> = article.mentions.iter().map(|m| m.kind.as_str().to_owned()).collect();
            return Err(format!("tells {told:?}: {}", article.body));
        }
    }
    if turned {
        articles.reverse();
        articles[0].path = "a.txt".into();
        articles[1].path = "b.txt".into();
    }
    let timeline = timeline::assemble(articles, &ENGINE.packs);
    Ok(timeline.events.iter().any(|e| {
        like(e.kind, &pair.kind)
            && (0..2).all(|a| e.evidence.iter().any(|p| p.article == a && like(p.kind, &pair.kind)))
    }))
}

fn check(list: &str, expected: bool) {
    let source =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/linking/pairs.yaml")).expect("pairs");
    let mut all: BTreeMap<String, Vec<Pair>> = serde_yaml::from_str(&source).expect("pairs");
    let pairs = all.remove(list).expect("the list");
    assert!(pairs.len() >= 40, "{list}: {} pairs", pairs.len());
    let mut wrong = Vec::new();
    for pair in &pairs {
        for turned in [false, true] {
            match joined(pair, turned) {
                Ok(found) if found == expected => {}
                Ok(_) => wrong.push(format!("{}: {} / {}", pair.kind, pair.a, pair.b)),
                Err(why) => wrong.push(format!("{}: {why}", pair.kind)),
            }
        }
    }
    wrong.dedup();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), pairs.len(), wrong.join("\n"));
}

#[test]
fn one_happening_in_two_languages_is_one_event() {
    check("join", true);
}

#[test]
fn what_looks_alike_stays_apart() {
    check("apart", false);
}

/// What a timeline says, without what hangs on the names of files.
fn said(timeline: &Timeline) -> Vec<String> {
    let evidence = |e: &timeline::Event| -> Vec<String> {
        let mut list: Vec<String> = (e.evidence.iter())
            .map(|p| timeline.articles[p.article].body.get(p.quote.range()).unwrap_or("").to_owned())
            .collect();
        list.sort();
        list
    };
    let relations = |e: &timeline::Event| -> Vec<String> {
        e.relations.iter().map(|r| format!("{} {} {}", r.kind.as_str(), r.event, r.reason)).collect()
    };
    let event = |e: &timeline::Event| {
        format!(
            "{} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {} {:?} {:?}",
            e.id,
            e.merged,
            e.kind,
            e.tone,
            e.status,
            e.date.as_ref().map(|d| d.to_string()),
            e.actors,
            e.place,
            e.confidence,
            evidence(e),
            relations(e)
        )
    };
    timeline.events.iter().map(event).collect()
}

#[test]
fn neither_order_nor_names_nor_threads_change_anything() {
    let source =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/linking/pairs.yaml")).expect("pairs");
    let all: BTreeMap<String, Vec<Pair>> = serde_yaml::from_str(&source).expect("pairs");
    // all pairs together are one crisis with a hundred and more articles
    let texts: Vec<&str> = all.values().flatten().flat_map(|p| [p.a.as_str(), p.b.as_str()]).collect();
    let build = |order: &dyn Fn(usize) -> usize, threads: usize| {
        let articles = (0..texts.len()).map(|i| read(texts[i], &format!("{:04}.txt", order(i))));
        let mut articles: Vec<DatedArticle> = articles.collect();
        articles.sort_by_key(|a| order(a.body.len()));
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        pool.install(|| said(&timeline::assemble(articles, &ENGINE.packs)))
    };
    let first = build(&|i| i, 1);
    assert!(first.len() > 40 && first.len() < texts.len());
    for (n, prime) in [7usize, 31, 101].into_iter().enumerate() {
        let again = build(&move |i| (i * prime + 13) % 1009, n + 2);
        for (a, b) in first.iter().zip(&again) {
            assert_eq!(a, b);
        }
        assert_eq!(first.len(), again.len());
    }
}

#[test]
fn the_summary_and_the_data_name_what_sources_differ_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let seeds = folder.path().join("seeds");
    fs::create_dir(&seeds).expect("a folder");
    let people = "Volodymyr Zelensky and Emmanuel Macron followed it from Paris, Keir Starmer from London.";
    for (name, day, weekday) in [("a.txt", "2025-08-18", "on August 15"), ("b.txt", "2025-08-18", "on August 16")] {
        let text = format!(
            "---\npublished: {day}\n---\nDonald Trump and Vladimir Putin held a summit in Alaska {weekday}.\n\n{people}\n"
        );
        fs::write(seeds.join(name), text).expect("written");
    }
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_demarche"))
        .args(["build", "--seeds", "seeds", "--data", "data", "--out", "out"])
        .current_dir(folder.path())
        .output()
        .expect("it starts");
    let summary = String::from_utf8_lossy(&run.stdout).into_owned();
    assert!(summary.contains("sources differ on the date of the summit"), "{summary}");
    let events: serde_json::Value =
        serde_json::from_slice(&fs::read(folder.path().join("out/events.json")).expect("events.json")).expect("JSON");
    let summits: Vec<&serde_json::Value> =
        events["events"].as_array().expect("a list").iter().filter(|e| e["kind"] == "summit").collect();
    assert_eq!(summits.len(), 1, "{summits:#?}");
    assert_eq!(summits[0]["disputed"].as_array().map(Vec::len), Some(1));
    assert_eq!(summits[0]["evidence"].as_array().map(Vec::len), Some(2));
}

#[derive(Deserialize)]
struct Related {
    articles: Vec<String>,
    expect: Vec<String>,
}

/// Whether an event is what `kind [date] [who]` asks for.
fn meets(event: &timeline::Event, asked: &str) -> bool {
    asked.split_whitespace().all(|word| {
        like(event.kind, word)
            || event.date.as_ref().is_some_and(|d| d.to_string() == word)
            || event.actors.iter().any(|(_, id)| &*id.0 == word)
    })
}

#[test]
fn events_hang_together_as_the_texts_say() {
    let source =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/linking/relations.yaml")).expect("cases");
    let mut all: BTreeMap<String, Vec<Related>> = serde_yaml::from_str(&source).expect("cases");
    let mut wrong = Vec::new();
    for case in all.remove("cases").expect("cases") {
        let articles: Vec<DatedArticle> =
            case.articles.iter().enumerate().map(|(n, text)| read(text, &format!("{n}.txt"))).collect();
        let timeline = timeline::assemble(articles, &ENGINE.packs);
        let event = |id: &str| timeline.events.iter().find(|e| e.id == id).expect("the event that a relation names");
        let mut found: Vec<(&timeline::Event, &str, &timeline::Event, &str)> = Vec::new();
        for from in &timeline.events {
            let others = from.relations.iter().filter(|r| r.kind != timeline::RelationKind::About);
            found.extend(others.map(|r| (from, r.kind.as_str(), event(&r.event), r.reason.as_str())));
        }
        let mut missing = Vec::new();
        for expected in &case.expect {
            let (relation, sides) = expected.split_once(": ").expect("a relation");
            let (from, to) = sides.split_once(" > ").expect("two events");
            match found.iter().position(|f| f.1 == relation && meets(f.0, from) && meets(f.2, to)) {
                Some(at) => drop(found.remove(at)),
                None => missing.push(expected),
            }
        }
        if !missing.is_empty() || !found.is_empty() {
            let tell = |e: &timeline::Event| {
                let date = e.date.as_ref().map(|d| d.to_string());
                format!("{} {:?} {:?} {:?} {:?}", e.kind.as_str(), e.tone, e.status, date, e.actors)
            };
            let told: Vec<String> = timeline.events.iter().map(tell).collect();
            let much: Vec<String> =
                found.iter().map(|f| format!("{}: {} > {} ({})", f.1, tell(f.0), tell(f.2), f.3)).collect();
            wrong.push(format!("{:?}\n  missing {missing:?}\n  too much {much:#?}\n  told {told:#?}", case.articles));
        }
    }
    assert!(wrong.is_empty(), "{} cases:\n{}", wrong.len(), wrong.join("\n"));
}
