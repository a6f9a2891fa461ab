//! Look-alikes that must stay apart, one happening told twice that must join, and what becomes of it.

use super::*;
use crate::{
    dating::{DatedMention, PublishedBasis},
    pack::{Registry, RegistryFile},
};
use arcstr::ArcStr;
use thin_vec::ThinVec;

const PEOPLE: &str = "
countries:
  - {id: russia, name: {en: Russia}}
  - {id: ukraine, name: {en: Ukraine}}
  - {id: united-states, name: {en: United States}}
  - {id: france, name: {en: France}}
  - {id: germany, name: {en: Germany}}
  - {id: turkey, name: {en: Turkey, it: Turchia}}
  - {id: iran, name: {en: Iran}}
  - {id: libya, name: {en: Libya}}
  - {id: switzerland, name: {en: Switzerland}}
organisations:
  - {id: kremlin, name: {en: Kremlin}, kind: government-body, country: russia}
  - {id: russian-foreign-ministry, name: {en: Russian Foreign Ministry}, kind: government-body, country: russia}
  - {id: white-house-press, name: {en: White House}, kind: government-body, country: united-states}
  - {id: nato, name: {en: NATO}, kind: organisation}
  - {id: european-union, name: {en: European Union}, kind: organisation}
  - {id: g7, name: {en: G7}, kind: group}
places:
  - {id: geneva, name: {en: Geneva}, country: switzerland}
  - {id: istanbul, name: {en: Istanbul}, country: turkey}
  - {id: ankara, name: {en: Ankara}, country: turkey}
  - {id: kyiv, name: {en: Kyiv}, country: ukraine}
  - {id: odesa, name: {en: Odesa}, country: ukraine}
people:
  - {id: vladimir-putin, name: Vladimir Putin, country: russia, offices: [{office: head-of-state, of: russia, from: 2012-05-07}]}
  - {id: sergey-lavrov, name: Sergey Lavrov, country: russia, display: {ro: Serghei Lavrov}, offices: [{office: foreign-minister, of: russia, from: 2004-03-09}]}
  - {id: dmitry-peskov, name: Dmitry Peskov, country: russia, offices: [{office: spokesperson, of: kremlin, from: 2012}]}
  - {id: maria-zakharova, name: Maria Zakharova, country: russia, offices: [{office: spokesperson, of: russian-foreign-ministry, from: 2015}]}
  - {id: donald-trump, name: Donald Trump, country: united-states}
  - {id: joe-biden, name: Joe Biden, country: united-states}
  - {id: antony-blinken, name: Antony Blinken, country: united-states}
  - {id: volodymyr-zelensky, name: Volodymyr Zelensky, country: ukraine}
  - {id: dmytro-kuleba, name: Dmytro Kuleba, country: ukraine}
  - {id: emmanuel-macron, name: Emmanuel Macron, country: france}
  - {id: recep-tayyip-erdogan, name: Recep Tayyip Erdogan, country: turkey}
  - {id: khalifa-haftar, name: Khalifa Haftar, country: libya}
  - {id: fayez-al-sarraj, name: Fayez al-Sarraj, country: libya}
";

fn packs() -> Packs {
    let file: RegistryFile = serde_yaml::from_str(PEOPLE).unwrap();
    Packs {
        languages: Vec::new(),
        registry: Registry::new([file]).into(),
        gatherings: Vec::new(),
        beginnings: Vec::new(),
        happenings: Vec::new(),
    }
}

/// `2025-03-17: call planned 2025-03-18 p:vladimir-putin p:donald-trump @geneva; statement …`
fn article(path: &str, text: &str) -> DatedArticle {
    let (published, rest) = text.split_once(": ").unwrap();
    let mut body = String::new();
    let mut mentions = Vec::new();
    for (n, line) in rest.split("; ").enumerate() {
        let start = body.len();
        // other words in each article, as each tells it in its own
        body.push_str(&format!("{path} {n} tells it. "));
        let mut words = line.split_whitespace();
        let kind = Kind::parse(words.next().unwrap()).unwrap();
        let status = Status::parse(words.next().unwrap()).unwrap();
        let date = words.next().unwrap();
        let mut mention = DatedMention {
            id: crate::dating::id(&[path, line, &n.to_string()]).into(),
            kind,
            tone: (kind == Kind::Statement).then_some(Tone::Neutral),
            sort: None,
            status,
            date: (date != "-").then(|| date.parse().unwrap()),
            date_basis: "".into(),
            written: true,
            news: false,
            actors: ThinVec::new(),
            place: None,
            topics: ThinVec::new(),
            trigger: Span::new(start, start + 4),
            quote: Span::new(start, body.len()),
            sentence: n as u32,
            confidence: 0.8,
            letters: Default::default(),
            why: None,
            cues: Default::default(),
        };
        for word in words {
            let role = |r| (r, ActorId::from(&word[2..]));
            match &word[..2] {
                "s:" => mention.actors.push(role(Role::Source)),
                "t:" => mention.actors.push(role(Role::Target)),
                "p:" => mention.actors.push(role(Role::Participant)),
                "!:" => mention.tone = Tone::parse(&word[2..]),
                _ => mention.place = Some(ActorId::from(&word[1..])),
            }
        }
        mentions.push(mention);
    }
    DatedArticle {
        id: format!("a-{path}"),
        path: path.to_owned(),
        title: path.to_owned(),
        language: ArcStr::new(),
        published: (published != "-").then(|| published.parse().unwrap()),
        published_basis: PublishedBasis::Metadata,
        clues: Vec::new(),
        source: None,
        url: None,
        body: body.into(),
        paragraphs: Vec::new(),
        mentions,
        discovered: Vec::new(),
        forms: Vec::new(),
    }
}

fn events(articles: &[&str]) -> Vec<Event> {
    let list = articles.iter().enumerate().map(|(i, a)| article(&format!("{i}.txt"), a)).collect();
    assemble(list, &packs()).events
}

/// The pairs of `pairs.yaml` whose number of events is not the one that they should make, in either order.
fn wrong(list: &str, number: usize) -> Vec<(String, String)> {
    let pairs: std::collections::BTreeMap<String, Vec<(String, String)>> =
        serde_yaml::from_str(include_str!("pairs.yaml")).unwrap();
    let pairs = &pairs[list];
    assert!(pairs.len() >= 40, "{list}: {} pairs", pairs.len());
    let right = |a: &str, b: &str| events(&[a, b]).len() == number && events(&[b, a]).len() == number;
    pairs.iter().filter(|(a, b)| !right(a, b)).cloned().collect()
}

#[test]
fn one_happening_is_one_event() {
    let wrong = wrong("join", 1);
    assert!(wrong.is_empty(), "told apart: {wrong:#?}");
}

#[test]
fn look_alikes_stay_apart() {
    let wrong = wrong("apart", 2);
    assert!(wrong.is_empty(), "joined: {wrong:#?}");
}

#[test]
fn headline_lead_and_body_are_one() {
    let check = |text: &str, expect: usize| assert_eq!(events(&[text]).len(), expect, "{text}");
    check(
        "2025-03-17: statement occurred 2025-03-17 s:kremlin; statement occurred 2025-03-16/2025-03-17 s:dmitry-peskov; statement occurred 2025-03-17 s:dmitry-peskov",
        1,
    );
    check(
        "2022-01-19: talks occurred 2022-01-18/2022-01-19; call occurred 2022-01-18/2022-01-19 p:sergey-lavrov p:antony-blinken",
        2,
    );
    check(
        "2022-01-19: call occurred 2022-01-18/2022-01-19; call occurred 2022-01-18/2022-01-19 p:sergey-lavrov p:antony-blinken",
        1,
    );
    check(
        "2025-03-17: call planned 2025-03-18 p:vladimir-putin p:donald-trump; talks planned - p:vladimir-putin p:donald-trump",
        1,
    );
    check(
        "2025-03-17: statement occurred 2025-03-01/2025-03-17 s:donald-trump; statement occurred 2025-03-17 s:donald-trump",
        2,
    );
    check("2025-03-17: statement occurred 2025-03-16 s:donald-trump; statement occurred 2025-03-17 s:donald-trump", 2);
    check(
        "2025-03-17: meeting occurred 2025-03-17 p:sergey-lavrov p:antony-blinken; meeting occurred 2025-03-17 p:sergey-lavrov p:dmytro-kuleba",
        2,
    );
}

#[test]
fn what_is_merged_keeps_what_each_said() {
    let list = events(&[
        "2025-03-17: call planned 2025-03-17/2025-03-24 p:vladimir-putin p:united-states",
        "2025-03-19: call occurred 2025-03-18 p:donald-trump p:vladimir-putin @geneva",
    ]);
    let [event] = &list[..] else { panic!("{list:#?}") };
    assert_eq!(event.status, Status::Occurred);
    assert_eq!(event.date.as_ref().unwrap().to_string(), "2025-03-18");
    let ids: Vec<&str> = event.actors.iter().map(|(_, id)| &*id.0).collect();
    assert_eq!(ids.len(), 2, "the country steps back behind its own: {ids:?}");
    assert_eq!(event.evidence[0].status, Status::Planned, "by publication");
    assert_eq!(event.evidence[0].date.as_ref().unwrap().to_string(), "2025-03-17/2025-03-24");
    assert_eq!(event.id, event.evidence[0].mention);
    assert_eq!(event.merged, [event.evidence[1].mention.clone()]);
    assert!(event.confidence > 0.9 && event.confidence < 1.0);
    assert_eq!(event.place.as_ref().unwrap().0.as_str(), "geneva");
}

#[test]
fn contradictions_are_kept_and_said() {
    // the same sentence in two articles, dated differently by neither's fault
    let mut a = article("a.txt", "2025-03-17: call occurred 2025-03-15/2025-03-16 p:vladimir-putin p:donald-trump");
    let mut b = article(
        "b.txt",
        "2025-03-17: call occurred 2025-03-16 p:vladimir-putin p:donald-trump; call occurred 2025-03-15 p:vladimir-putin p:donald-trump",
    );
    a.title = "a".into();
    b.title = "b".into();
    let timeline = assemble(vec![a, b], &packs());
    assert_eq!(timeline.events.len(), 2, "an article that tells two days apart knows better");
}

/// Articles of one story: each names the same people.
fn one_story(texts: &[&str]) -> Vec<Event> {
    let list = texts.iter().enumerate().map(|(i, text)| {
        let mut a = article(&format!("{i}.txt"), text);
        a.forms = ["emmanuel-macron", "donald-trump", "geneva", "iran"].map(|id| (id.into(), id.into(), 1)).into();
        a
    });
    assemble(list.collect(), &packs()).events
}

#[test]
fn what_a_story_holds_together() {
    let cases: &[(&[&str], usize)] = &[
        // an article whose own day is in doubt
        (
            &[
                "2025-03-17: statement occurred 2025-03-17 s:donald-trump",
                "2025-03-16/2025-03-18: statement occurred 2025-03-16/2025-03-18 s:donald-trump",
            ],
            1,
        ),
        (
            &[
                "2025-03-17: statement occurred 2025-03-16/2025-03-17 s:donald-trump",
                "2025-03-18: statement occurred 2025-03-17/2025-03-18 s:donald-trump",
            ],
            2,
        ),
        (
            &[
                "2025-03-17: statement occurred 2025-03-16/2025-03-17 s:donald-trump",
                "2025-03-17/2025-03-18: statement occurred 2025-03-16/2025-03-18 s:donald-trump",
            ],
            2,
        ),
        // one names who meets, the other only one of them, or nobody
        (
            &[
                "2025-03-17: meeting planned 2025-03-21 p:donald-trump",
                "2025-03-18: meeting planned 2025-03-21 p:donald-trump p:emmanuel-macron",
            ],
            1,
        ),
        (
            &[
                "2025-03-17: summit planned 2025-03-21",
                "2025-03-18: meeting planned 2025-03-21 p:donald-trump p:emmanuel-macron",
            ],
            1,
        ),
        (
            &[
                "2025-03-17: summit planned 2025-03-20/2025-03-21",
                "2025-03-18: meeting planned 2025-03-21 p:donald-trump p:emmanuel-macron",
            ],
            2,
        ),
        // two fit: then neither
        (
            &[
                "2025-03-17: meeting planned 2025-03-21 p:donald-trump",
                "2025-03-18: meeting planned 2025-03-21 p:donald-trump p:emmanuel-macron; meeting planned 2025-03-21 p:donald-trump p:volodymyr-zelensky",
            ],
            3,
        ),
        // open dates
        (
            &[
                "2025: call planned 2025 p:donald-trump p:emmanuel-macron",
                "2025-03-18: call planned 2025-03-21 p:donald-trump p:emmanuel-macron",
            ],
            1,
        ),
        (
            &[
                "2025: call planned 2025 p:donald-trump p:emmanuel-macron",
                "2025-03-18: call planned 2025-03-21 p:donald-trump p:volodymyr-zelensky",
            ],
            2,
        ),
        // a day's difference, in one place and of a summit; not of a call that is told in other words
        (
            &[
                "2025-03-17: summit occurred 2025-03-16 p:donald-trump p:emmanuel-macron @geneva",
                "2025-03-18: summit occurred 2025-03-17 p:donald-trump p:emmanuel-macron @geneva",
            ],
            1,
        ),
        (
            &[
                "2025-03-17: summit occurred 2025-03-16 p:donald-trump p:emmanuel-macron @geneva",
                "2025-03-19: summit occurred 2025-03-18 p:donald-trump p:emmanuel-macron @geneva",
            ],
            2,
        ),
        (
            &[
                "2025-03-17: call occurred 2025-03-16 p:donald-trump p:emmanuel-macron",
                "2025-03-18: call occurred 2025-03-17 p:donald-trump p:emmanuel-macron",
            ],
            2,
        ),
    ];
    for (texts, expected) in cases {
        let turned: Vec<&str> = texts.iter().rev().copied().collect();
        assert_eq!(one_story(texts).len(), *expected, "{texts:?}");
        assert_eq!(one_story(&turned).len(), *expected, "{turned:?}");
        if texts.iter().any(|t| t.contains("2025:") || t.contains("2025-03-16/2025-03-18:")) && *expected == 1 {
            assert_eq!(events(texts).len(), 2, "without a story: {texts:?}");
        }
    }
}

#[test]
fn a_dispute_names_both_days() {
    let list = one_story(&[
        "2025-03-17: summit occurred 2025-03-16 p:donald-trump p:emmanuel-macron @geneva",
        "2025-03-18: summit occurred 2025-03-17 p:donald-trump p:emmanuel-macron @geneva",
        "2025-03-18: summit occurred 2025-03-17 p:donald-trump p:emmanuel-macron @geneva",
    ]);
    let [event] = &list[..] else { panic!("{list:#?}") };
    assert_eq!(event.date.as_ref().map(|d| d.to_string()).as_deref(), Some("2025-03-17"), "two against one");
    let disputed: Vec<(String, Vec<usize>)> = event.disputed().into_iter().map(|(d, e)| (d.to_string(), e)).collect();
    assert_eq!(disputed, [("2025-03-16".to_owned(), vec![0])]);
    assert!(event.reasons.iter().any(|r| r.contains("differ")), "{:?}", event.reasons);
}

#[test]
fn days_are_counted_from_an_unknown_publication() {
    let check = |text: &str, expect: usize| assert_eq!(events(&[text]).len(), expect, "{text}");
    // today, and the day's news; yesterday's is another
    let day = "2024-12-06/2025-05-09";
    check(
        &format!(
            "{day}: statement occurred 2024-12-05/2025-05-09 s:kremlin; statement occurred 2024-12-06/2025-05-09 s:dmitry-peskov"
        ),
        1,
    );
    check(
        &format!(
            "{day}: statement occurred 2024-12-05/2025-05-08 s:kremlin; statement occurred 2024-12-06/2025-05-09 s:dmitry-peskov"
        ),
        2,
    );
    check(
        &format!(
            "{day}: call planned 2024-12-07/2025-05-10 p:vladimir-putin p:donald-trump; call planned 2024-12-07/2025-05-10"
        ),
        1,
    );
}

#[test]
fn the_order_of_articles_changes_nothing() {
    let texts = [
        "2025-03-17: call planned 2025-03-18 p:vladimir-putin p:donald-trump; statement occurred 2025-03-17 s:kremlin t:ukraine",
        "2025-03-19: call occurred 2025-03-18 p:donald-trump p:vladimir-putin; statement occurred 2025-03-19 s:donald-trump",
        "2025-03-18: call occurred 2025-03-18 p:united-states p:russia; statement occurred 2025-03-17 s:dmitry-peskov",
    ];
    let view = |order: [usize; 3], names: [&str; 3]| {
        let list = order.iter().map(|&i| {
            let mut a = article(&format!("{i}.txt"), texts[i]);
            a.path = names[i].to_owned();
            a
        });
        let events = assemble(list.collect(), &packs()).events;
        events.into_iter().map(|e| (e.id, e.merged, e.date, e.actors, e.evidence.len())).collect::<Vec<_>>()
    };
    let first = view([0, 1, 2], ["a", "b", "c"]);
    assert_eq!(first.len(), 3);
    assert_eq!(view([2, 1, 0], ["a", "b", "c"]), first);
    assert_eq!(view([0, 1, 2], ["z", "m", "a"]), first);
}

/// Relations as `from-kind relation to-kind: reason`.
fn relations(articles: &[&str]) -> Vec<String> {
    let list = events(articles);
    let kind = |id: &str| list.iter().find(|e| e.id == id).expect("an event").kind.as_str();
    let one =
        |e: &Event, r: &Relation| format!("{} {} {}: {}", e.kind.as_str(), r.kind.as_str(), kind(&r.event), r.reason);
    list.iter().flat_map(|e| e.relations.iter().map(move |r| one(e, r))).collect()
}

#[test]
fn relations_have_reasons() {
    let cases: &[(&[&str], &[&str])] = &[
        // one round after another; not a year later, not of others, not after what was only planned
        (
            &[
                "2025-05-17: talks occurred 2025-05-16 p:russia p:ukraine",
                "2025-06-03: talks occurred 2025-06-02 p:ukraine p:russia",
            ],
            &["talks follows talks: the next talks of the same, 17 days later"],
        ),
        (
            &[
                "2024-05-17: talks occurred 2024-05-16 p:russia p:ukraine",
                "2025-06-03: talks occurred 2025-06-02 p:russia p:ukraine",
            ],
            &[],
        ),
        (
            &[
                "2025-05-17: talks occurred 2025-05-16 p:russia p:ukraine",
                "2025-06-03: talks occurred 2025-06-02 p:russia p:united-states",
            ],
            &[],
        ),
        (
            &[
                "2025-05-15: talks planned 2025-05-16 p:russia p:ukraine",
                "2025-06-03: talks occurred 2025-06-02 p:russia p:ukraine",
            ],
            &[],
        ),
        // an answer: to an accusation, of the one accused, soon, in the same story
        (
            &[
                "2025-06-03: statement occurred 2025-06-03 s:nato t:russia !:accusation; statement occurred 2025-06-03 s:russia t:nato !:refusal",
            ],
            &["statement answers statement: the one addressed speaks of the speaker, the same day"],
        ),
        (
            &[
                "2025-06-05: statement occurred 2025-06-03 s:nato t:russia !:accusation; statement occurred 2025-06-04 s:sergey-lavrov t:nato !:accusation",
            ],
            &["statement answers statement: the one addressed speaks of the speaker, a day later"],
        ),
        (
            &[
                "2025-06-05: statement occurred 2025-06-03 s:nato t:russia; statement occurred 2025-06-04 s:russia t:nato !:accusation",
            ],
            &[],
        ),
        (
            &[
                "2025-06-15: statement occurred 2025-06-03 s:nato t:russia !:accusation; statement occurred 2025-06-14 s:russia t:nato !:refusal",
            ],
            &[],
        ),
        (
            &[
                "2025-06-05: statement occurred 2025-06-03 s:nato t:russia !:accusation; statement occurred 2025-06-04 s:iran t:nato !:refusal",
            ],
            &[],
        ),
        (
            &[
                "2025-06-05: statement occurred 2025-06-03 s:nato t:russia !:accusation; statement occurred 2025-06-04 s:russia t:ukraine !:refusal",
            ],
            &[],
        ),
        // what became of a proposal
        (
            &[
                "2025-06-05: proposal occurred 2025-06-03 s:turkey t:russia; statement occurred 2025-06-05 s:sergey-lavrov t:turkey !:refusal",
            ],
            &[
                "statement follows proposal: the one to whom it was proposed refuses, 2 days later",
                "statement answers proposal: the one addressed speaks of the speaker, 2 days later",
            ],
        ),
        (
            &[
                "2025-06-25: proposal occurred 2025-06-03 s:turkey t:russia; statement occurred 2025-06-25 s:sergey-lavrov t:turkey !:refusal",
            ],
            &[],
        ),
        (
            &[
                "2025-06-05: proposal occurred 2025-06-03 s:turkey t:russia; statement occurred 2025-06-05 s:ukraine t:turkey !:refusal",
            ],
            &[],
        ),
        // in the margin of a gathering
        (
            &[
                "2025-06-17: summit occurred 2025-06-15/2025-06-17 p:g7 @geneva; meeting occurred 2025-06-16 p:emmanuel-macron p:donald-trump @geneva",
            ],
            &["meeting part-of summit: where and when the gathering is"],
        ),
        (
            &[
                "2025-06-20: summit occurred 2025-06-15/2025-06-17 p:g7 @geneva; meeting occurred 2025-06-19 p:emmanuel-macron p:donald-trump @geneva",
            ],
            &[],
        ),
        (
            &[
                "2025-06-17: summit occurred 2025-06-15/2025-06-17 p:g7 @geneva; meeting occurred 2025-06-16 p:emmanuel-macron p:donald-trump @istanbul",
            ],
            &[],
        ),
        (
            &[
                "2025-06-17: summit planned 2025-06-15/2025-06-17 p:g7 @geneva; meeting occurred 2025-06-16 p:emmanuel-macron p:donald-trump @geneva",
            ],
            &[],
        ),
    ];
    for (articles, expected) in cases {
        let mut found = relations(articles);
        let mut expected: Vec<String> = expected.iter().map(|e| (*e).to_owned()).collect();
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "{articles:?}");
    }
}

#[test]
fn actors_have_their_names() {
    let mut one = article("a.txt", "2025-05-17: meeting occurred 2025-05-16 p:sergey-lavrov p:jane-doe @istanbul");
    one.forms = vec![
        (ActorId::from("sergey-lavrov"), "Serghei Lavrov".into(), 2),
        (ActorId::from("sergey-lavrov"), "Sergey Lavrov".into(), 1),
    ];
    let timeline = assemble(vec![one], &packs());
    let ids: Vec<&str> = timeline.actors.iter().map(|a| &*a.id.0).collect();
    assert_eq!(ids, ["istanbul", "jane-doe", "russia", "sergey-lavrov", "turkey"]);
    let lavrov = &timeline.actors[3];
    assert_eq!(lavrov.aliases, ["Serghei Lavrov"]);
    assert_eq!(lavrov.offices.len(), 1);
    assert_eq!(timeline.actors[1].name, "Jane Doe");
}

#[test]
fn nothing_makes_nothing() {
    assert!(events(&[]).is_empty());
}
