//! What becomes of corrections on a small timeline made by hand.

use super::*;
use crate::{
    actors::ActorId,
    dating::{DatedArticle, PublishedBasis},
    ingest::{Article, GivenBy},
    pack::{self, Packs},
    text::Span,
    timeline::{Event, Evidence, Relation, RelationKind, Timeline},
};
use arcstr::ArcStr;
use std::sync::LazyLock;
use thin_vec::{ThinVec, thin_vec};

const BODY: &str = "Trump and Putin spoke by phone in March. The two presidents had a call. Rubio will meet Lavrov.";

fn packs() -> Packs {
    static PACKS: LazyLock<Packs> = LazyLock::new(|| pack::load(None).0);
    PACKS.clone()
}

fn event(id: &str, kind: Kind, date: &str, quote: &str, actors: &[&str]) -> Event {
    let start = BODY.find(quote).unwrap();
    let span = Span::new(start, start + quote.len());
    let date: Option<Edtf> = (!date.is_empty()).then(|| date.parse().unwrap());
    Event {
        id: id.into(),
        merged: ThinVec::new(),
        kind,
        tone: None,
        sort: None,
        status: Status::Occurred,
        topics: ThinVec::new(),
        date: date.clone(),
        date_basis: "as told".into(),
        title: None,
        place: None,
        actors: actors.iter().map(|a| (Role::Participant, ActorId::from(*a))).collect(),
        confidence: 0.8,
        corrections: ThinVec::new(),
        note: None,
        source: None,
        evidence: thin_vec![Evidence {
            article: 0,
            mention: id.into(),
            quote: span,
            trigger: span,
            sentence: 0,
            cues: Default::default(),
            kind,
            status: Status::Occurred,
            date,
        }],
        relations: ThinVec::new(),
        reasons: ThinVec::new(),
    }
}

fn article(path: &str, published: &str) -> DatedArticle {
    DatedArticle {
        id: "a-1".into(),
        path: path.into(),
        title: "Two calls".into(),
        language: ArcStr::new(),
        published: Some(published.parse().unwrap()),
        published_basis: PublishedBasis::Metadata,
        clues: Vec::new(),
        source: None,
        url: None,
        body: BODY.into(),
        paragraphs: Vec::new(),
        mentions: Vec::new(),
        discovered: Vec::new(),
        forms: Vec::new(),
    }
}

fn timeline() -> Timeline {
    let both = ["donald-trump", "vladimir-putin"];
    let mut first = event("aaaa-0001", Kind::Call, "2025-03", "Trump and Putin spoke by phone in March.", &both);
    first.merged = thin_vec!["aaaa-0009".into()];
    let second = event("bbbb-0002", Kind::Meeting, "2025-03-18", "The two presidents had a call.", &both);
    let mut third = event("cccc-0003", Kind::Meeting, "2025-03-24", "Rubio will meet Lavrov.", &["marco-rubio"]);
    third.status = Status::Planned;
    third.relations =
        thin_vec![Relation { kind: RelationKind::Follows, event: "bbbb-0002".into(), reason: "later".into() }];
    Timeline { articles: vec![article("a.txt", "2025-03-20")], actors: Vec::new(), events: vec![first, second, third] }
}

/// The timeline, its account, and the codes of all warnings.
fn applied(yaml: &str) -> (Timeline, Report, Vec<&'static str>) {
    let (corrections, problems) = Corrections::parse(yaml, "events.yaml");
    assert!(problems.iter().all(|p| p.severity != crate::report::Severity::Error), "{problems:?}");
    let mut packs = packs();
    let mut report = corrections.report();
    corrections.extend(&mut packs, &mut report);
    let mut timeline = timeline();
    corrections.apply(&mut timeline, &packs, &mut report);
    let codes = report.diagnostics().iter().map(|d| d.code).collect();
    (timeline, report, codes)
}

fn classes(report: &Report) -> Vec<&'static str> {
    report.outcomes.iter().map(|o| o.class.as_str()).collect()
}

#[test]
fn fields_are_changed_and_their_former_values_kept() {
    let (timeline, report, codes) = applied(
        "events:\n  - id: AAAA-0001\n    date: 2025-03-18\n    status: planned\n    kind: talks\n    title: The call\n    \
         place: Riyadh\n    actors: {participant: [Vladimir Putin, Marco Rubio], host: [Saudi Arabia]}\n    note: readout\n",
    );
    let event = timeline.events.iter().find(|e| e.id == "aaaa-0001").unwrap();
    let changes: Vec<_> =
        event.corrections.iter().map(|c| (c.field.as_str(), c.was.as_str(), c.now.as_str())).collect();
    assert_eq!(
        changes,
        [
            ("kind", "call", "talks"),
            ("status", "occurred", "planned"),
            ("date", "2025-03", "2025-03-18"),
            ("title", "", "The call"),
            ("place", "", "Riyadh"),
            ("participant", "Donald Trump, Vladimir Putin", "Vladimir Putin, Marco Rubio"),
            ("host", "", "Saudi Arabia"),
        ]
    );
    assert_eq!(event.note.as_deref(), Some("readout"));
    assert_eq!((classes(&report), codes), (vec!["applied"], vec![]));
    assert_eq!(report.outcomes[0].changes, event.corrections[..]);
    let ids: Vec<&str> = timeline.actors.iter().map(|a| &*a.id.0).collect();
    assert_eq!(ids, ["marco-rubio", "riyadh", "saudi-arabia", "vladimir-putin"], "all who are named by hand");
    assert!(timeline.events.windows(2).all(|w| w[0].date <= w[1].date), "the order is mended");
}

#[test]
fn every_correction_has_one_class() {
    for (yaml, class, reason) in [
        // the same as it is already, in any form of the names
        ("events:\n  - id: bbbb-0002\n    kind: meeting\n    date: 2025-03-18\n", "redundant", "same by itself"),
        (
            "events:\n  - id: bbbb-0002\n    actors: {participant: [Putin, Donald Trump]}\n",
            "redundant",
            "same by itself",
        ),
        ("events:\n  - id: aaaa-0009\n    same_as: aaaa-0001\n", "redundant", "by itself that they are one"),
        // merged away, but still found
        ("events:\n  - id: aaaa-0009\n    hide: a headline\n", "applied", ""),
        // gone
        // nearly the same words, by the id alone
        ("events:\n  - id: bbbb-0003\n    hide: a headline\n", "applied", "it is `bbbb-0002` now"),
        // a slip of the pen
        ("events:\n  - id: bbvb-0002\n    hide: a headline\n", "applied", "it is `bbbb-0002` now"),
        (
            "events:\n  - id: bbbb-zz02\n    hide: a headline\n",
            "stale",
            "did you mean `bbbb-0002`, “The two presidents",
        ),
        // its article is there, but not its words
        ("events:\n  - id: bbbb-zzzz\n    hide: a headline\n", "stale", "the nearest there is `bbbb-0002`"),
        ("events:\n  - id: zzzz-9999\n    hide: a headline\n", "stale", "its article is gone"),
        ("events:\n  - id: aaaa-0001\n    same_as: zzzz-9999\n", "stale", "`zzzz-9999`, which it is said"),
        // found by its words
        ("events:\n  - id: zzzz-9999\n    kind: call\n    quote: The two presidents had a long call\n", "applied", ""),
        (
            "events:\n  - id: zzzz-9999\n    kind: call\n    quote: The presidents sat down for dinner in a hall\n",
            "stale",
            "the nearest is `bbbb-0002`",
        ),
        // an event that an article reports by now
        (
            "events:\n  - kind: meeting\n    date: 2025-03-18\n    actors: {participant: [Putin]}\n    note: x\n",
            "redundant",
            "`bbbb-0002`",
        ),
        ("actors:\n  - name: Vladimir Putin\n    country: Russia\n", "redundant", "by itself"),
        ("actors:\n  - name: Nobody Such\n    same_as: Noone Either\n", "stale", ""),
        ("actors:\n  - name: Vova\n    same_as: Vladimir Putin\n", "applied", ""),
    ] {
        let (_, report, codes) = applied(yaml);
        let outcome = &report.outcomes[0];
        assert_eq!(outcome.class.as_str(), class, "{yaml}: {outcome:?}");
        let said = outcome.reason.as_deref().unwrap_or("");
        assert!(said.contains(reason), "{yaml}: {said}");
        assert_eq!(codes.contains(&class), class != "applied", "{yaml}: {codes:?}");
    }
}

#[test]
fn those_that_meet_on_one_event_conflict() {
    let (timeline, report, _) = applied(
        "events:\n  - id: aaaa-0001\n    date: 2025-03-18\n    note: x\n  - id: aaaa-0009\n    date: 2025-03-19\n    note: x\n",
    );
    assert_eq!(classes(&report), ["applied", "conflicting"]);
    let first = timeline.events.iter().find(|e| e.id == "aaaa-0001").unwrap();
    assert_eq!(first.date.as_ref().unwrap().to_string(), "2025-03-18");
    let (timeline, report, _) =
        applied("events:\n  - id: aaaa-0009\n    hide: a headline\n  - id: aaaa-0001\n    kind: talks\n");
    assert_eq!(classes(&report), ["conflicting", "applied"]);
    assert_eq!(timeline.events.len(), 3, "what is changed is not lost");
}

#[test]
fn merging_and_hiding_mend_what_points_there() {
    let (timeline, report, _) = applied("events:\n  - id: bbbb-0002\n    same_as: aaaa-0009\n    note: one call\n");
    assert_eq!(classes(&report), ["applied"]);
    let one = timeline.events.iter().find(|e| e.id == "aaaa-0001").unwrap();
    assert_eq!(one.merged, ["aaaa-0009", "bbbb-0002"]);
    assert_eq!(one.evidence.len(), 2);
    assert_eq!(one.kind, Kind::Call, "the other keeps what it says");
    assert_eq!(report.outcomes[0].found.as_deref(), Some("aaaa-0001"));
    let third = timeline.events.iter().find(|e| e.id == "cccc-0003").unwrap();
    assert_eq!(third.relations[0].event, "aaaa-0001");

    // chains, in whatever order
    let (timeline, report, _) =
        applied("events:\n  - id: cccc-0003\n    same_as: bbbb-0002\n  - id: bbbb-0002\n    same_as: aaaa-0001\n");
    assert_eq!(classes(&report), ["applied", "applied"]);
    assert_eq!(timeline.events.len(), 1);
    assert!(timeline.events[0].relations.is_empty(), "nothing follows itself");

    let (timeline, report, _) = applied("events:\n  - id: bbbb-0002\n    hide: a headline\n");
    assert_eq!(report.outcomes[0].label.as_deref(), Some("“The two presidents had a call.” in a.txt"));
    assert_eq!(timeline.events.len(), 2);
    assert!(timeline.events.iter().all(|e| e.relations.is_empty()));
}

#[test]
fn events_may_be_added() {
    let yaml = "events:\n  - kind: call\n    date: 2025-03-12\n    actors: {participant: [Rubio, Serghei Lavrov]}\n    \
                source: https://example.org/readout\n";
    let (timeline, report, codes) = applied(yaml);
    assert_eq!((classes(&report), codes), (vec!["applied"], vec![]));
    let added = timeline.events.iter().find(|e| e.evidence.is_empty()).unwrap();
    assert_eq!(added.actors[1].1, "sergey-lavrov".into());
    assert_eq!(report.outcomes[0].subject, added.id);
    let (again, ..) = applied(yaml);
    assert_eq!(timeline.events, again.events, "the id is made of what is said");
    let (_, report, _) = applied(&format!("{yaml}{}", yaml.trim_start_matches("events:\n")));
    assert_eq!(classes(&report), ["applied", "conflicting"]);
}

#[test]
fn a_date_finer_than_its_evidence_needs_a_source() {
    for (yaml, expected) in [
        ("events:\n  - id: aaaa-0001\n    date: 2025-03-18\n", vec!["finer-than-evidence"]),
        ("events:\n  - id: aaaa-0001\n    date: 2025-03-18\n    source: https://example.org\n", vec![]),
        ("events:\n  - id: aaaa-0001\n    date: 2025-04\n", vec![]),
        ("events:\n  - id: bbbb-0002\n    date: 2025-03-19\n", vec![]),
    ] {
        assert_eq!(applied(yaml).2, expected, "{yaml}");
    }
}

#[test]
fn those_whom_nobody_knows_are_said_to_be_new() {
    let (timeline, report, codes) = applied(
        "events:\n  - id: cccc-0003\n    actors: {participant: [Marco Rubio, Sergey Lavrof, Jane Placeholder]}\n",
    );
    assert_eq!(codes, ["unknown-actor", "unknown-actor"]);
    let hints: Vec<_> = report.diagnostics().iter().filter_map(|d| d.hint.clone()).collect();
    assert!(hints[0].contains("did you mean `Sergey Lavrov`"), "{hints:?}");
    let event = timeline.events.iter().find(|e| e.id == "cccc-0003").unwrap();
    assert_eq!(event.actors[2].1, "jane-placeholder".into());
    assert!(timeline.actors.iter().any(|a| a.name == "Jane Placeholder"));
}

#[test]
fn actors_by_hand_outrank_the_registry() {
    let (corrections, problems) = Corrections::parse(
        "actors:\n  - name: Jane Placeholder\n    aliases: [Janina Placeholder]\n    country: Ukraina\n    roles: \
         [{title: Chief of Staff, from: 2025-03-16}]\n  - name: The Zar\n    same_as: Vladimir Putin\n  - name: Sergey Lavrov\n    \
         aliases: [Serjozha]\n",
        "events.yaml",
    );
    assert_eq!(problems, []);
    let mut packs = packs();
    let mut report = corrections.report();
    corrections.extend(&mut packs, &mut report);
    let registry = &packs.registry;
    assert_eq!(classes(&report), ["applied"; 3]);
    let Some(pack::Actor::Person(jane)) = registry.get("jane-placeholder") else { panic!() };
    assert_eq!(
        (jane.surname.as_str(), jane.aliases.iter().collect::<Vec<_>>()),
        ("Placeholder", vec!["Janina Placeholder"])
    );
    assert_eq!(jane.offices[0].from.as_deref(), Some("2025-03-16"));
    let Some(pack::Actor::Person(putin)) = registry.get("vladimir-putin") else { panic!() };
    assert!(putin.aliases.iter().any(|a| a == "The Zar"));
    let Some(pack::Actor::Person(lavrov)) = registry.get("sergey-lavrov") else { panic!() };
    assert!(lavrov.aliases.iter().any(|a| a == "Serjozha"));
}

#[test]
fn articles_are_set_right_before_they_are_dated() {
    let (corrections, _) = Corrections::parse(
        "articles:\n  - file: a.txt\n    published: 2025-03-17\n    source: Corriere\n  - file: b.txt\n    ignore: a cookie notice\n  - \
         file: c.txt\n    published: 2025-03-20\n  - file: d.txt\n    source: X\n",
        "events.yaml",
    );
    let mut report = corrections.report();
    let read = |path: &str| Article {
        id: path.into(),
        path: path.into(),
        title: None,
        body: BODY.into(),
        published: Some(("2025-03-20".parse().unwrap(), GivenBy::Metadata)),
        source: None,
        url: None,
        language: None,
    };
    let prepared = corrections.prepare(["a.txt", "b.txt", "c.txt"].map(read).into(), &mut report);
    let kept: Vec<_> =
        prepared.iter().map(|p| (p.article.path.as_str(), p.published.as_ref().map(|d| d.to_string()))).collect();
    assert_eq!(kept, [("a.txt", Some("2025-03-17".into())), ("c.txt", Some("2025-03-20".into()))]);
    assert_eq!(prepared[0].article.source.as_deref(), Some("Corriere"));
    for path in ["a.txt", "c.txt"] {
        report.publication(&article(path, "2025-03-20"));
    }
    report.settle_articles();
    assert_eq!(classes(&report), ["applied", "applied", "redundant", "stale"]);
    assert_eq!(report.outcomes[0].changes[1].was, "2025-03-20 (metadata)");
}
