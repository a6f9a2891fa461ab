use super::*;
use crate::{
    events::Kind,
    pack::ActorKind,
    timeline::{Relation, TimelineActor},
};

/// Actors are written `id` or `id@country`; events `kind status date role:id …`.
fn timeline(actors: &str, events: &[&str]) -> Timeline {
    let mut out = Timeline::default();
    for word in actors.split_whitespace() {
        let (id, country) = word.split_once('@').map_or((word, None), |(a, c)| (a, Some(c)));
        out.actors.push(TimelineActor {
            id: id.into(),
            name: id.to_owned(),
            display: Default::default(),
            kind: if country.is_some() { ActorKind::Person } else { ActorKind::Country },
            country: country.map(ActorId::from),
            aliases: Vec::new(),
            offices: Vec::new(),
        });
    }
    out.actors.sort_by(|a, b| a.id.cmp(&b.id));
    for (n, line) in events.iter().enumerate() {
        let mut words = line.split_whitespace();
        let kind = Kind::parse(words.next().unwrap()).unwrap();
        let status = Status::parse(words.next().unwrap()).unwrap();
        let date = words.next().and_then(|d| d.parse().ok());
        let actors =
            words.map(|w| w.split_once(':').unwrap()).map(|(r, id)| (Role::parse(r).unwrap(), ActorId::from(id)));
        out.events.push(Event {
            id: format!("e{n}"),
            merged: Vec::new(),
            kind,
            tone: None,
            status,
            topics: Vec::new(),
            date,
            date_basis: String::new(),
            title: None,
            place: None,
            actors: actors.collect(),
            confidence: 1.0,
            corrections: Vec::new(),
            note: None,
            source: None,
            evidence: Vec::new(),
            relations: Vec::new(),
            reasons: Vec::new(),
        });
    }
    out
}

fn sample() -> Timeline {
    let mut t = timeline(
        "ann@north north bob@south south cleo@west west hermit",
        &[
            "call occurred 2025-03-01 participant:ann participant:bob",
            "statement occurred 2025-03-05 source:ann target:south",
            "strike occurred 2025-03-10/2025-03-11 source:north target:south",
            "call planned 2025-03-12 participant:ann participant:bob",
            "meeting occurred 2025-04-20 participant:bob participant:cleo",
            "aid occurred 2025 source:west target:south",
        ],
    );
    t.events[1].relations.push(Relation { kind: RelationKind::About, event: "e0".into(), reason: String::new() });
    t
}

#[test]
fn nodes_and_edges() {
    let t = sample();
    let graph = Graph::new(&t);
    assert_eq!(graph.graph.node_count(), 13);
    assert_eq!(graph.graph.edge_count(), 13);
    let name = |ix: usize| t.actors[ix].name.as_str();
    assert_eq!(graph.actors_of(0).into_iter().map(name).collect::<Vec<_>>(), ["ann", "bob"]);
    let bob = index_of(&t, &"bob".into()).unwrap();
    assert_eq!(graph.events_of(bob).into_iter().collect::<Vec<_>>(), [0, 3, 4]);
}

#[test]
fn the_most_involved_come_first() {
    let t = sample();
    let list = Graph::new(&t).involvement();
    let names: Vec<(&str, usize, usize)> =
        list.iter().map(|i| (t.actors[i.actor].name.as_str(), i.events, i.partners)).collect();
    assert_eq!(names, [("south", 3, 3), ("ann", 3, 2), ("bob", 3, 2), ("cleo", 1, 1), ("north", 1, 1), ("west", 1, 1)]);
    assert_eq!((list[0].source, list[0].target), (0, 3));
}

#[test]
fn pairs_by_month_and_channel() {
    let t = sample();
    let view = |rolled: bool| -> Vec<String> {
        let name = |ix: usize| t.actors[ix].name.as_str();
        let months = |d: &Dyad| d.months.iter().map(|(m, c)| format!("{}-{} {c:?}", m.0, m.1)).collect::<Vec<_>>();
        let list = dyads(&t, rolled);
        list.iter()
            .map(|d| format!("{}-{} {} {}", name(d.sides.0), name(d.sides.1), d.total.total(), months(d).join(", ")))
            .map(|s| {
                s.replace("Counts ", "")
                    .replace("contact: ", "")
                    .replace("words: ", "")
                    .replace("deeds: ", "")
                    .replace("force: ", "")
            })
            .collect()
    };
    assert_eq!(view(true), ["north-south 3 2025-3 { 1, 1, 0, 1 }", "south-west 2 2025-4 { 1, 0, 0, 0 }"]);
    assert_eq!(view(false).len(), 5);
    let channel = |c| dyads(&t, true)[0].total.get(c);
    assert_eq!(Channel::ALL.map(channel), [1, 1, 0, 1]);
}

#[test]
fn a_silence_ends_an_episode() {
    let mut t = sample();
    let list = episodes(&t);
    assert_eq!(list.len(), 1, "{list:?}");
    assert_eq!(list[0].events, [0, 1, 2]);
    assert_eq!((list[0].first.to_string(), list[0].last.to_string()), ("2025-03-01".into(), "2025-03-11".into()));
    t.events[2].date = "2025-03-25".parse().ok();
    assert!(episodes(&t).is_empty(), "twenty days are too long, and two events too few");
}

#[test]
fn brokers_stand_between() {
    let t = sample();
    let graph = Graph::new(&t);
    let value = |id: &str| brokers(&graph)[index_of(&t, &id.into()).unwrap()];
    // ann, bob and south are on the way from others to others; the ends are on none
    assert!(value("bob") > 0.0 && value("south") > 0.0 && value("ann") > 0.0);
    assert_eq!(value("cleo"), 0.0);
    assert_eq!(value("hermit"), 0.0);
    let path = timeline(
        "a b c",
        &["call occurred 2025 participant:a participant:b", "call occurred 2025 participant:b participant:c"],
    );
    assert_eq!(brokers(&Graph::new(&path)), [0.0, 1.0, 0.0]);
}

#[test]
fn parts_that_do_not_touch() {
    let t = timeline(
        "a b c d",
        &[
            "call occurred 2025 participant:a participant:b",
            "call occurred 2025 participant:c participant:d",
            "visit occurred 2025 source:a",
        ],
    );
    let parts = Graph::new(&t).components();
    assert_eq!(parts.iter().map(Vec::len).collect::<Vec<_>>(), [4, 3]);
    assert_eq!(parts[0], [Node::Actor(0), Node::Actor(1), Node::Event(0), Node::Event(2)]);
    assert!(Graph::new(&Timeline::default()).components().is_empty());
    assert!(brokers(&Graph::new(&Timeline::default())).is_empty());
}
