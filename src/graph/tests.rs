use super::*;
use crate::{
    edtf::Day,
    events::Kind,
    pack::ActorKind,
    timeline::{Relation, TimelineActor},
};
use arcstr::ArcStr;
use thin_vec::ThinVec;

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
            id: format!("e{n}").into(),
            merged: ThinVec::new(),
            kind,
            tone: None,
            sort: None,
            status,
            topics: ThinVec::new(),
            date,
            date_basis: "".into(),
            title: None,
            place: None,
            actors: actors.collect(),
            confidence: 1.0,
            corrections: ThinVec::new(),
            note: None,
            source: None,
            evidence: ThinVec::new(),
            relations: ThinVec::new(),
            reasons: ThinVec::new(),
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
    t.events[1].relations.push(Relation { kind: RelationKind::About, event: "e0".into(), reason: ArcStr::new() });
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

fn run_together(timeline: &Timeline) -> Vec<Episode> {
    let sides = Parts::new(timeline, true);
    episodes(timeline, &sides, &dyads(timeline, &sides))
}

#[test]
fn pairs_by_month_and_channel() {
    let t = sample();
    let view = |rolled: bool| -> Vec<String> {
        let name = |ix: usize| t.actors[ix].name.as_str();
        let months = |d: &Dyad| d.months.iter().map(|(m, c)| format!("{}-{} {c:?}", m.0, m.1)).collect::<Vec<_>>();
        let list = dyads(&t, &Parts::new(&t, rolled));
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
    let channel = |c| dyads(&t, &Parts::new(&t, true))[0].total.get(c);
    assert_eq!(Channel::ALL.map(channel), [1, 1, 0, 1]);
}

#[test]
fn a_silence_ends_an_episode() {
    let mut t = sample();
    let list = run_together(&t);
    assert_eq!(list.len(), 1, "{list:?}");
    let one = &list[0];
    assert_eq!(one.events, [0, 1, 2, 3], "the call that is only planned lies within");
    assert_eq!(one.counts, Counts { contact: 1, words: 1, deeds: 0, force: 1 });
    assert_eq!((one.first.to_string(), one.last.to_string()), ("2025-03-01".into(), "2025-03-11".into()));
    assert_eq!(one.id, "north-south-2025-03-01");
    assert_eq!(one.heart, 2, "of events told as often the weightiest");
    t.events[2].date = "2025-03-25".parse().ok();
    assert!(run_together(&t).is_empty(), "twenty days are too long, and two events too few");
}

#[test]
fn a_long_run_is_cut_where_it_pauses() {
    let day = |n: i64| (Day::from_ymd_opt(2025, 1, 1).unwrap() + chrono::Duration::days(n)).to_string();
    // every fourth day for two months, a week's pause after day 28, then the same again
    let days = (0..8).map(|n| n * 4).chain((0..8).map(|n| 36 + n * 4));
    let lines: Vec<String> = days.map(|n| format!("call occurred {} participant:a participant:b", day(n))).collect();
    let t = timeline("a b", &lines.iter().map(String::as_str).collect::<Vec<_>>());
    let list = run_together(&t);
    assert_eq!(list.iter().map(|e| e.events.len()).collect::<Vec<_>>(), [8, 8], "{list:#?}");
}

#[test]
fn a_topic_holds_more_than_a_pair_together() {
    let mut t = timeline(
        "a b c d e",
        &[
            "talks occurred 2025-03-01 participant:a participant:b",
            "talks occurred 2025-03-08 participant:b participant:c",
            "talks occurred 2025-03-20 participant:c participant:a",
            "talks occurred 2025-03-09 participant:d participant:e",
            "talks occurred 2025-06-01 participant:a participant:c",
        ],
    );
    t.events.iter_mut().for_each(|e| e.topics.push("ceasefire".into()));
    let list = run_together(&t);
    let [one] = &list[..] else { panic!("{list:#?}") };
    assert_eq!(one.around, Around::Topic("ceasefire".into()));
    assert_eq!(one.events, [0, 1, 2]);
    assert_eq!((one.id.as_str(), one.sides.len()), ("ceasefire-2025-03-01", 3));
}

#[test]
fn people_stand_for_whom_they_act_for_then() {
    let mut t = timeline(
        "ann@north north south pact",
        &[
            "call occurred 2020-05-01 participant:ann participant:south",
            "call occurred 2024-05-01 participant:ann participant:south",
            "call occurred 2030-05-01 participant:ann participant:south",
            "call occurred 2025 participant:ann participant:south",
        ],
    );
    let held = |of: &str, from: &str, to: &str| ("x".into(), Some(of.into()), Some(from.into()), Some(to.into()));
    let pact = index_of(&t, &"pact".into()).unwrap();
    t.actors[pact].kind = ActorKind::Organisation;
    let ann = index_of(&t, &"ann".into()).unwrap();
    t.actors[ann].offices = vec![held("north", "2015", "2021-12-31"), held("pact", "2022", "2028-12-31")];
    let name = |ix: usize| t.actors[ix].name.as_str();
    let pairs: Vec<_> =
        dyads(&t, &Parts::new(&t, true)).iter().map(|d| (name(d.sides.0), name(d.sides.1), d.events.clone())).collect();
    assert_eq!(pairs, [("north", "south", vec![0, 2]), ("pact", "south", vec![1, 3])]);
    let at = |date: &str| name(Sides::new(&t).at(ann, date.parse().ok().as_ref())).to_owned();
    assert_eq!([at("2021-12-31"), at("2022-01-01"), at("none")], ["north", "pact", "north"]);
}

#[test]
fn a_pairs_months_have_no_holes() {
    let t = timeline(
        "a b",
        &[
            "call occurred 2024-11-03 participant:a participant:b",
            "strike occurred 2025-02-03 source:a target:b",
            "call occurred 2025-02-04 participant:a participant:b",
        ],
    );
    let dyad = &dyads(&t, &Parts::new(&t, true))[0];
    let months: Vec<_> = dyad.series().iter().map(|(m, c)| (*m, c.contact, c.force)).collect();
    assert_eq!(months, [((2024, 11), 1, 0), ((2024, 12), 0, 0), ((2025, 1), 0, 0), ((2025, 2), 1, 1)]);
    assert_eq!(dyad.silence(), Some(((2024, 12), (2025, 1))));
    assert_eq!(dyad.total.main(), Some(Channel::Contact));
}

#[test]
fn a_network_has_the_most_involved_and_no_loners() {
    let t = sample();
    let name = |ix: usize| t.actors[ix].name.as_str();
    let sides = Parts::new(&t, true);
    let view = |most| {
        let net = network(&t, &sides, &dyads(&t, &sides), most);
        let nodes: Vec<(String, usize)> = net.nodes.iter().map(|n| (name(n.actor).to_owned(), n.events)).collect();
        let edges: Vec<(usize, usize, u32)> =
            net.edges.iter().map(|e| (e.ends.0, e.ends.1, e.counts.total())).collect();
        (nodes, edges, net.left_out)
    };
    let n = |id: &str, n| (id.to_owned(), n);
    assert_eq!(view(40), (vec![n("south", 6), n("north", 4), n("west", 2)], vec![(0, 1, 3), (0, 2, 2)], 0));
    assert_eq!(view(2), (vec![n("south", 6), n("north", 4)], vec![(0, 1, 3)], 1));
    assert_eq!(view(1), (vec![], vec![], 3));
}

#[test]
fn those_who_meet_are_neighbours() {
    let t = timeline(
        "a b c d",
        &[
            "call occurred 2025-03-01 participant:a participant:d",
            "call occurred 2025-03-02 participant:a participant:d",
            "call occurred 2025-03-03 participant:d participant:b",
            "call occurred 2025-03-04 participant:b participant:c",
            "call planned 2025-03-05 participant:a participant:c",
            "call occurred 2025 participant:a participant:c",
        ],
    );
    let story = storyline(&t, &Parts::new(&t, false), 10);
    let names: Vec<&str> = story.lines.iter().map(|l| t.actors[*l].name.as_str()).collect();
    assert_eq!(names, ["a", "d", "b", "c"]);
    assert_eq!(story.knots.iter().map(|k| k.event).collect::<Vec<_>>(), [0, 1, 2, 3]);
    assert_eq!(story.knots[2].lines, [1, 2]);
    assert_eq!(storyline(&t, &Parts::new(&t, false), 2).lines.len(), 2);
    assert!(storyline(&t, &Parts::new(&t, true), 0).lines.is_empty());
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
fn camps_and_who_stands_between() {
    let t = timeline(
        "a b c x y z m",
        &[
            "agreement occurred 2025-03-01 participant:a participant:b",
            "aid occurred 2025-03-01 source:b target:c",
            "visit occurred 2025-03-02 source:a host:c",
            "agreement occurred 2025-03-01 participant:x participant:y",
            "aid occurred 2025-03-01 source:y target:z",
            "strike occurred 2025-03-03 source:x target:a",
            "strike occurred 2025-03-04 source:a target:x",
            "talks occurred 2025-03-05 participant:a participant:x",
            "sanction occurred 2025-03-05 source:b target:y",
            "call occurred 2025-03-06 participant:m participant:x",
            "call occurred 2025-03-07 participant:m participant:a",
            "call planned 2025-03-08 participant:m participant:b",
        ],
    );
    let found = camps(&t);
    let name = |ix: &usize| t.actors[*ix].name.clone();
    let camps: Vec<Vec<String>> = found.camps.iter().map(|c| c.iter().map(name).collect()).collect();
    let with_m = camps.iter().position(|c| c.contains(&"m".to_owned()));
    let without: Vec<Vec<String>> = camps.iter().map(|c| c.iter().filter(|n| *n != "m").cloned().collect()).collect();
    assert!(without.contains(&vec!["a".into(), "b".into(), "c".into()]), "{camps:?}");
    assert!(without.contains(&vec!["x".into(), "y".into(), "z".into()]), "{camps:?}");
    let m = index_of(&t, &"m".into()).unwrap();
    let between = found.between.iter().find(|b| b.side == m).expect("m deals with both");
    assert_eq!(between.camp, with_m);
    assert_eq!(between.contacts.len(), if with_m.is_some() { 1 } else { 2 });
    assert_eq!(super::camps(&Timeline::default()), Camps::default());
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
