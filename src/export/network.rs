//! Actors and events as nodes, roles and relations as edges: what the graph formats write, each in its own way.

use super::{Options, codes, rounded, view};
use crate::{
    edtf::DayRange,
    events::Role,
    timeline::{Event, Timeline},
};
use rustc_hash::FxHashSet;
use std::cell::OnceCell;

/// The value of an attribute.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Text(String),
    Number(f64),
    Whole(u64),
    Flag(bool),
}

/// Of what type an attribute's values are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    Text,
    Number,
    Whole,
    Flag,
}

/// Attributes of nodes, by name. Those of actors come first; what a node has not is left out.
pub const NODE: [(&str, Type); 16] = [
    ("type", Type::Text),
    ("kind", Type::Text),
    ("country", Type::Text),
    ("events", Type::Whole),
    ("tone", Type::Text),
    ("status", Type::Text),
    ("date", Type::Text),
    ("first", Type::Text),
    ("last", Type::Text),
    ("topics", Type::Text),
    ("place", Type::Text),
    ("plover", Type::Text),
    ("cameo", Type::Text),
    ("confidence", Type::Number),
    ("sources", Type::Whole),
    ("corrected", Type::Flag),
];

/// Attributes of edges. `role` is of one between an actor and an event, `relation` of one from an event to another
/// or to its `place`.
pub const EDGE: [(&str, Type); 3] = [("role", Type::Text), ("relation", Type::Text), ("reason", Type::Text)];

/// A node; its id is that of `events.json`. Ids of events have a digit or none of `ilou` and those of actors are names,
/// yet nothing forbids that two are the same: then the actor's begins with `actor:`.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    pub id: String,
    pub label: String,
    pub event: bool,
    /// In the order of [`NODE`]: index and value.
    pub attributes: Vec<(usize, Value)>,
    /// The stretches of days that it lies on; none when they are not known.
    pub spells: Vec<DayRange>,
}

/// A directed edge: who acts points to the event, the event to whom it is done to and to its host; an event points to
/// its place, and to the event that it is about, follows, answers, or is part of.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    pub id: String,
    pub source: String,
    pub target: String,
    /// The role or relation.
    pub label: &'static str,
    pub attributes: Vec<(usize, Value)>,
    pub spells: Vec<DayRange>,
}

/// The graph of a timeline, made a node and an edge at a time.
pub struct Network<'a> {
    timeline: &'a Timeline,
    options: &'a Options<'a>,
    /// Ids of events, and the events of each actor; not asked for where nothing is new.
    events: OnceCell<FxHashSet<&'a str>>,
    of_actor: OnceCell<Vec<Vec<u32>>>,
}

impl<'a> Network<'a> {
    pub fn new(timeline: &'a Timeline, options: &'a Options<'a>) -> Network<'a> {
        Network { timeline, options, events: OnceCell::new(), of_actor: OnceCell::new() }
    }

    fn is_event(&self, id: &str) -> bool {
        self.events.get_or_init(|| self.timeline.events.iter().map(|e| e.id.as_str()).collect()).contains(id)
    }

    fn events_of(&self, actor: usize) -> &[u32] {
        let of_actor = self.of_actor.get_or_init(|| {
            let timeline = self.timeline;
            let mut of_actor: Vec<Vec<u32>> = vec![Vec::new(); timeline.actors.len()];
            for (ix, event) in timeline.events.iter().enumerate() {
                let ix = u32::try_from(ix).unwrap_or(u32::MAX);
                for (_, id) in &event.actors {
                    let Ok(at) = timeline.actors.binary_search_by(|a| a.id.cmp(id)) else { continue };
                    if of_actor[at].last() != Some(&ix) {
                        of_actor[at].push(ix);
                    }
                }
            }
            of_actor
        });
        &of_actor[actor]
    }

    fn actor_id(&self, id: &str) -> String {
        if self.is_event(id) { format!("actor:{id}") } else { id.to_owned() }
    }

    /// Actors, then events, each in the timeline's order.
    pub fn nodes(&self) -> impl Iterator<Item = Node> {
        let actors = (0..self.timeline.actors.len()).map(|i| self.actor(i));
        actors.chain((0..self.timeline.events.len()).map(|i| self.event(i)))
    }

    pub fn actor(&self, at: usize) -> Node {
        let (actor, own) = (&self.timeline.actors[at], self.events_of(at));
        let country = actor.country.as_ref().map(|c| (2, text(&c.0)));
        let known = [(0, text("actor")), (1, text(actor.kind.as_str()))];
        let mut spells: Vec<DayRange> = own.iter().flat_map(|&e| spells(&self.timeline.events[e as usize])).collect();
        spells.sort();
        spells.dedup();
        Node {
            id: self.actor_id(&actor.id.0),
            label: view::line(&actor.name),
            event: false,
            attributes: known.into_iter().chain(country).chain([(3, Value::Whole(own.len() as u64))]).collect(),
            spells,
        }
    }

    pub fn event(&self, at: usize) -> Node {
        let event = &self.timeline.events[at];
        Node {
            id: event.id.to_string(),
            label: view::line(self.options.title_of(at, event)),
            event: true,
            attributes: attributes(event, self.timeline),
            spells: spells(event),
        }
    }

    /// In the order of their events.
    pub fn links(&self) -> impl Iterator<Item = Link> {
        self.timeline.events.iter().flat_map(|event| self.links_of(event))
    }

    pub fn links_of(&self, event: &Event) -> Vec<Link> {
        let spells = spells(event);
        let mut links = Vec::new();
        for (role, id) in &event.actors {
            if view::actor(self.timeline, id).is_none() {
                continue;
            }
            let (mut source, mut target) = (self.actor_id(&id.0), event.id.to_string());
            if matches!(role, Role::Target | Role::Host) {
                (source, target) = (target, source);
            }
            links.push(Link {
                id: format!("{}:{}:{}", event.id, role.as_str(), id),
                source,
                target,
                label: role.as_str(),
                attributes: vec![(0, text(role.as_str()))],
                spells: spells.clone(),
            });
        }
        if let Some(place) = event.place.as_ref().filter(|p| view::actor(self.timeline, p).is_some()) {
            links.push(Link {
                id: format!("{}:place:{place}", event.id),
                source: event.id.to_string(),
                target: self.actor_id(&place.0),
                label: "place",
                attributes: vec![(1, text("place"))],
                spells: spells.clone(),
            });
        }
        for relation in event.relations.iter().filter(|r| self.is_event(&r.event)) {
            let kind = relation.kind.as_str();
            links.push(Link {
                id: format!("{}:{kind}:{}", event.id, relation.event),
                source: event.id.to_string(),
                target: relation.event.to_string(),
                label: kind,
                attributes: vec![(1, text(kind)), (2, text(&relation.reason))],
                spells: spells.clone(),
            });
        }
        links
    }
}

/// A choice of days is a spell each; what is not known is none.
fn spells(event: &Event) -> Vec<DayRange> {
    event.date.as_ref().map(|d| d.ranges()).unwrap_or_default()
}

fn attributes(event: &Event, timeline: &Timeline) -> Vec<(usize, Value)> {
    let codes = codes(event);
    let day = |d: Option<crate::edtf::Day>| d.map(|d| text(&d.to_string()));
    let (first, last) = event.date.as_ref().map_or((None, None), |d| d.bounds());
    let topics = (!event.topics.is_empty()).then(|| text(&event.topics.join(" ")));
    let values = [
        Some(text("event")),
        Some(text(event.kind.as_str())),
        None,
        None,
        event.tone.map(|t| text(t.as_str())),
        Some(text(event.status.as_str())),
        event.date.as_ref().map(|d| text(&d.to_string())),
        day(first),
        day(last),
        topics,
        event.place.as_ref().map(|p| text(&p.0)),
        codes.plover.map(text),
        Some(text(codes.cameo)),
        Some(Value::Number(rounded(event.confidence))),
        Some(Value::Whole(view::articles(timeline, event).len() as u64)),
        Some(Value::Flag(!event.corrections.is_empty())),
    ];
    values.into_iter().enumerate().filter_map(|(i, v)| Some((i, v?))).collect()
}

fn text(value: &str) -> Value {
    Value::Text(view::line(value))
}

impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        match self {
            Value::Text(t) => f.write_str(t),
            Value::Number(n) => write!(f, "{n}"),
            Value::Whole(n) => write!(f, "{n}"),
            Value::Flag(b) => write!(f, "{b}"),
        }
    }
}
