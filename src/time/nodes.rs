//! The places of a pack's templates, and what stands between them.

use super::grammar::Symbol;
use serde::{Deserialize, Serialize};

/// Names that slots may have, by their index.
pub(super) type SlotId = u16;

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Edge {
    pub symbol: Symbol,
    pub slot: SlotId,
    pub capital: bool,
    pub glued: bool,
    pub to: u32,
}

/// A place while templates are added.
#[derive(Debug, Clone, Default)]
pub(super) struct Node {
    pub edges: Vec<Edge>,
    /// Rules that end here.
    pub ends: Vec<u32>,
    /// Reached on one way only, so that a template that begins alike may share it.
    pub exclusive: bool,
}

/// All places. There are thousands with an edge or an end each: once all are there, they share two lists.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Nodes {
    #[serde(skip)]
    pub making: Vec<Node>,
    /// The first edge of each and the first rule that ends there; those of the next are the end of them.
    first: Vec<(u32, u32)>,
    edges: Vec<Edge>,
    ends: Vec<u32>,
}

impl Nodes {
    pub fn edges(&self, node: u32) -> &[Edge] {
        match self.making.get(node as usize) {
            Some(node) => &node.edges,
            None => &self.edges[self.first[node as usize].0 as usize..self.first[node as usize + 1].0 as usize],
        }
    }

    /// Rules that end at a place.
    pub fn ends(&self, node: u32) -> &[u32] {
        match self.making.get(node as usize) {
            Some(node) => &node.ends,
            None => &self.ends[self.first[node as usize].1 as usize..self.first[node as usize + 1].1 as usize],
        }
    }

    /// Puts all in two lists, which have no room for more.
    pub fn settle(&mut self) {
        for node in std::mem::take(&mut self.making) {
            self.first.push((self.edges.len() as u32, self.ends.len() as u32));
            self.edges.extend(node.edges);
            self.ends.extend(node.ends);
        }
        self.first.push((self.edges.len() as u32, self.ends.len() as u32));
        self.first.shrink_to_fit();
        self.edges.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}
