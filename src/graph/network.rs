//! Who deals with whom, as nodes and weighted edges, small enough to be drawn.

use super::{Counts, Dyad, Parts};
use crate::timeline::Timeline;
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

/// The actors with the most events, and what passes between them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Network {
    /// Those with the most events first.
    pub nodes: Vec<NetworkNode>,
    /// Those with the most events first.
    pub edges: Vec<NetworkEdge>,
    /// How many actors with events have no place in it.
    pub left_out: usize,
}

#[derive(Debug, Clone, PartialEq)]
pub struct NetworkNode {
    /// Index into the timeline's actors.
    pub actor: usize,
    /// How many events it takes part in, plans and all.
    pub events: usize,
}

#[derive(Debug, Clone, PartialEq)]
pub struct NetworkEdge {
    /// Indices into [`Network::nodes`], the smaller first.
    pub ends: (usize, usize),
    /// By channel; the sum is the edge's weight.
    pub counts: Counts,
    /// Indices into the timeline's events, in their order.
    pub events: Vec<usize>,
}

/// The `most` most involved of those who take part that deal with another of them; `all` are the pairs of these.
pub fn network(timeline: &Timeline, parts: &Parts, all: &[Dyad], most: usize) -> Network {
    let count = involved(timeline, parts);
    let dealing: BTreeSet<usize> = all.iter().flat_map(|d| [d.sides.0, d.sides.1]).collect();
    let involved = count.len();
    let mut chosen: Vec<(usize, usize)> = count.into_iter().filter(|(actor, _)| dealing.contains(actor)).collect();
    chosen.sort_by_key(|&(actor, n)| (Reverse(n), actor));
    chosen.truncate(most);
    let ids: BTreeSet<usize> = chosen.iter().map(|c| c.0).collect();
    let linked: BTreeSet<usize> = (all.iter().map(|d| d.sides))
        .filter(|(a, b)| ids.contains(a) && ids.contains(b))
        .flat_map(|(a, b)| [a, b])
        .collect();
    chosen.retain(|(actor, _)| linked.contains(actor));
    let at: BTreeMap<usize, usize> = chosen.iter().enumerate().map(|(i, (actor, _))| (*actor, i)).collect();
    let edge = |d: &Dyad| {
        let (a, b) = (*at.get(&d.sides.0)?, *at.get(&d.sides.1)?);
        Some(NetworkEdge { ends: (a.min(b), a.max(b)), counts: d.total, events: d.events.clone() })
    };
    let edges = all.iter().filter_map(edge).collect();
    let left_out = involved - chosen.len();
    let nodes = chosen.into_iter().map(|(actor, events)| NetworkNode { actor, events }).collect();
    Network { nodes, edges, left_out }
}

/// How many events each actor, or side, takes part in.
fn involved(timeline: &Timeline, parts: &Parts) -> BTreeMap<usize, usize> {
    let mut counts = vec![0; timeline.actors.len()];
    for event in 0..timeline.events.len() {
        parts.who(event).into_iter().for_each(|side| counts[side] += 1);
    }
    counts.into_iter().enumerate().filter(|(_, n)| *n > 0).collect()
}
