//! Actors and events as a graph, and what an analyst reads from it. Rebuilt on each run from the timeline as it
//! is after corrections, never patched.

mod brokers;
mod camps;
mod channel;
mod dyads;
mod episodes;
mod network;
mod parts;
mod series;
mod sides;
mod storyline;
#[cfg(test)]
mod tests;

pub use brokers::brokers;
pub use camps::{Between, Camps, camps};
pub use channel::Channel;
pub use dyads::{Counts, Dyad, Month, dyads, month};
pub use episodes::{Around, Episode, episodes};
pub use network::{Network, NetworkEdge, NetworkNode, network};
pub use parts::{Few, Parts};
pub use series::months;
pub use sides::Sides;
pub use storyline::{Knot, Storyline, storyline};

use crate::{
    actors::ActorId,
    events::{Role, Status},
    timeline::{Event, RelationKind, Timeline},
};
use petgraph::{
    graph::{NodeIndex, UnGraph},
    unionfind::UnionFind,
    visit::{EdgeRef, NodeIndexable},
};
use std::collections::{BTreeMap, BTreeSet};

/// A node: an index into the timeline's actors or events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Node {
    Actor(usize),
    Event(usize),
}

/// An edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// The part that an actor has in an event.
    Role(Role),
    /// From the first event named to the second; the graph itself knows no direction.
    Relation(RelationKind),
}

/// The timeline as a graph. Node numbers are fixed: actors in the timeline's order, then events.
#[derive(Debug, Clone)]
pub struct Graph {
    pub graph: UnGraph<Node, Edge>,
    actors: usize,
}

/// How much an actor has to do with the events.
#[derive(Debug, Clone, PartialEq)]
pub struct Involvement {
    /// Index into the timeline's actors.
    pub actor: usize,
    /// Events that have the actor in any role.
    pub events: usize,
    /// Among them: as source.
    pub source: usize,
    /// As target.
    pub target: usize,
    /// Others who are in the same events.
    pub partners: usize,
}

impl Graph {
    pub fn new(timeline: &Timeline) -> Self {
        let mut graph =
            UnGraph::with_capacity(timeline.actors.len() + timeline.events.len(), timeline.events.len() * 3);
        for actor in 0..timeline.actors.len() {
            graph.add_node(Node::Actor(actor));
        }
        for event in 0..timeline.events.len() {
            graph.add_node(Node::Event(event));
        }
        let actors = timeline.actors.len();
        let mut out = Graph { graph, actors };
        let events: BTreeMap<&str, usize> =
            timeline.events.iter().enumerate().map(|(ix, e)| (e.id.as_str(), ix)).collect();
        for (ix, event) in timeline.events.iter().enumerate() {
            for (role, id) in &event.actors {
                if let Some(actor) = index_of(timeline, id) {
                    out.graph.add_edge(out.actor(actor), out.event(ix), Edge::Role(*role));
                }
            }
            for relation in &event.relations {
                if let Some(&other) = events.get(relation.event.as_str()) {
                    out.graph.add_edge(out.event(ix), out.event(other), Edge::Relation(relation.kind));
                }
            }
        }
        out
    }

    pub fn actor(&self, actor: usize) -> NodeIndex {
        NodeIndex::new(actor)
    }

    pub fn event(&self, event: usize) -> NodeIndex {
        NodeIndex::new(self.actors + event)
    }

    /// Who takes part in an event, without repetition.
    pub fn actors_of(&self, event: usize) -> BTreeSet<usize> {
        let nodes = self.graph.neighbors(self.event(event)).map(|n| self.graph[n]);
        nodes.filter_map(|n| if let Node::Actor(actor) = n { Some(actor) } else { None }).collect()
    }

    /// The events of an actor, without repetition.
    pub fn events_of(&self, actor: usize) -> BTreeSet<usize> {
        let nodes = self.graph.neighbors(self.actor(actor)).map(|n| self.graph[n]);
        nodes.filter_map(|n| if let Node::Event(event) = n { Some(event) } else { None }).collect()
    }

    /// The most involved first; of equals in the order of the timeline. Those without an event are left out.
    pub fn involvement(&self) -> Vec<Involvement> {
        let mut out: Vec<Involvement> = (0..self.actors)
            .map(|actor| {
                let events = self.events_of(actor);
                let partners: BTreeSet<usize> =
                    events.iter().flat_map(|&e| self.actors_of(e)).filter(|&a| a != actor).collect();
                let in_role = |role| {
                    let edges = self.graph.edges(self.actor(actor)).filter(|e| *e.weight() == Edge::Role(role));
                    edges.map(|e| e.target().max(e.source())).collect::<BTreeSet<_>>().len()
                };
                Involvement {
                    actor,
                    source: in_role(Role::Source),
                    target: in_role(Role::Target),
                    partners: partners.len(),
                    events: events.len(),
                }
            })
            .filter(|i| i.events > 0)
            .collect();
        out.sort_by_key(|i| (std::cmp::Reverse(i.events), std::cmp::Reverse(i.partners), i.actor));
        out
    }

    /// The connected parts, the largest first, each with its nodes in order; single nodes are left out.
    pub fn components(&self) -> Vec<Vec<Node>> {
        let mut union = UnionFind::new(self.graph.node_bound());
        for edge in self.graph.edge_references() {
            union.union(edge.source().index(), edge.target().index());
        }
        let mut parts: BTreeMap<usize, Vec<Node>> = BTreeMap::new();
        for node in self.graph.node_indices() {
            parts.entry(union.find(node.index())).or_default().push(self.graph[node]);
        }
        let mut out: Vec<Vec<Node>> = parts.into_values().filter(|p| p.len() > 1).collect();
        for part in &mut out {
            part.sort();
        }
        out.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        out
    }
}

/// The place of an actor in the timeline's list, which is in order of id.
pub fn index_of(timeline: &Timeline, id: &ActorId) -> Option<usize> {
    timeline.actors.binary_search_by(|a| a.id.cmp(id)).ok()
}

/// What is counted: events that took place.
pub fn took_place(event: &Event) -> bool {
    event.status == Status::Occurred
}
