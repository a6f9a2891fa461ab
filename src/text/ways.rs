//! Sequences of numbers, told apart a step at a time: one look-up a step, no allocation.

use crate::flat::{List, Prepared, Reader, Writer};
use rustc_hash::FxHashMap;

/// What a walk stands at. 0 is the first root.
pub(crate) type Node = u32;

/// Where a root is reached from.
const NOWHERE: Node = Node::MAX;

/// The bits of a slot in which the node stands; those above are a mark, by which most other ways are passed over without
/// a look at their nodes.
const BITS: u32 = 22;
const NODE: u32 = (1 << BITS) - 1;

/// A forest of nodes. What is added to one that lies in the program is kept beside it.
#[derive(Debug, Clone)]
pub(crate) struct Ways {
    /// By node: where it is reached from, and by what.
    nodes: List<(Node, u32)>,
    /// Nodes at the places that the hashes of their ways tell, or behind them, each with a mark of its way above it; 0 is
    /// free. A power of two of them, a third of them free.
    slots: List<u32>,
    beside: FxHashMap<(Node, u32), Node>,
}

impl Default for Ways {
    fn default() -> Self {
        Self::with_capacity(0)
    }
}

impl Ways {
    pub fn with_capacity(nodes: usize) -> Self {
        let slots = List::zeros((nodes * 3 / 2).next_power_of_two().max(64));
        let mut nodes = List::with_capacity(nodes + 1);
        nodes.push((NOWHERE, 0));
        Ways { nodes, slots, beside: FxHashMap::default() }
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len() + self.beside.len()
    }

    /// Where a node is reached from; of a root, nothing.
    pub fn from(&self, node: Node) -> Node {
        self.nodes.at(node as usize).0
    }

    /// Another root.
    pub fn root(&mut self) -> Node {
        self.nodes.push((NOWHERE, 0));
        self.nodes.len() as Node - 1
    }

    pub fn step(&self, node: Node, by: u32) -> Option<Node> {
        let next = self.slots.at(self.slot((node, by))) & NODE;
        if next == 0 && !self.beside.is_empty() {
            return self.beside.get(&(node, by)).copied();
        }
        Some(next).filter(|next| *next != 0)
    }

    /// The next node, made if there is none.
    pub fn add(&mut self, node: Node, by: u32) -> Node {
        if self.nodes.is_prepared() {
            let new = self.len() as Node;
            return self.step(node, by).unwrap_or_else(|| *self.beside.entry((node, by)).or_insert(new));
        }
        if self.nodes.len() * 3 / 2 >= self.slots.len() {
            self.grow();
        }
        let slot = self.slot((node, by));
        match self.slots.at(slot) & NODE {
            0 => {
                let new = self.nodes.len() as Node;
                assert!(new <= NODE, "so many phrases no pack has");
                self.slots.set(slot, new | mark((node, by)));
                self.nodes.push((node, by));
                new
            }
            known => known,
        }
    }

    /// Where a way has its node, or would have it.
    fn slot(&self, way: (Node, u32)) -> usize {
        let mask = self.slots.len() - 1;
        let (mut at, mark) = (place(way) & mask, mark(way));
        loop {
            let slot = self.slots.at(at);
            if slot == 0 || slot & !NODE == mark && self.nodes.at((slot & NODE) as usize) == way {
                return at;
            }
            at = (at + 1) & mask;
        }
    }

    fn grow(&mut self) {
        self.slots = List::zeros(self.slots.len() * 2);
        for node in 1..self.nodes.len() {
            let way = self.nodes.at(node);
            if way.0 != NOWHERE {
                let slot = self.slot(way);
                self.slots.set(slot, node as Node | mark(way));
            }
        }
    }

    /// Gives back the room that was made for more.
    pub fn shrink(&mut self) {
        self.nodes.shrink();
    }
}

impl Prepared for Ways {
    fn write(&self, out: &mut Writer) {
        self.nodes.write(out);
        self.slots.write(out);
    }
    fn read(from: &mut Reader) -> Self {
        Ways { nodes: List::read(from), slots: List::read(from), beside: FxHashMap::default() }
    }
}

/// Spreads the ways over all numbers.
fn mixed((node, by): (Node, u32)) -> u64 {
    (u64::from(node) << 32 | u64::from(by)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

fn place(way: (Node, u32)) -> usize {
    (mixed(way) >> 32) as usize
}

/// Bits that have no part in the place, where there are no more places than nodes could have.
fn mark(way: (Node, u32)) -> u32 {
    (mixed(way) >> 32) as u32 & !NODE
}
