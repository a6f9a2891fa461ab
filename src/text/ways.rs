//! Sequences of numbers, told apart a step at a time, with no allocation.

use crate::flat::{List, Prepared, Reader, Writer};
use rustc_hash::FxHashMap;

/// What a walk stands at. 0 is the first root.
pub(crate) type Node = u32;

/// A forest of nodes. The nodes that one leads to stand one behind the other, in the order of what leads to them: so a
/// node takes two numbers, and no table of places beside them. What is put in lies beside the lists, until all of it is
/// [settled](Ways::settle), or for good where the lists lie in the program.
#[derive(Debug, Clone)]
pub(crate) struct Ways {
    /// By node: the first that it leads to; those of the next are the end of them. One more than there are nodes.
    first: List<Node>,
    /// By node: what leads to it.
    by: List<u32>,
    beside: FxHashMap<(Node, u32), Node>,
    /// How many nodes there are.
    len: u32,
    /// Other roots than the first, while nothing is settled.
    roots: Vec<Node>,
}

impl Default for Ways {
    fn default() -> Self {
        Ways { first: List::default(), by: List::default(), beside: FxHashMap::default(), len: 1, roots: Vec::new() }
    }
}

/// As many are looked at one by one.
const FEW: usize = 8;

impl Ways {
    pub fn with_capacity(nodes: usize) -> Self {
        Ways { beside: FxHashMap::with_capacity_and_hasher(nodes, Default::default()), ..Ways::default() }
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.len as usize
    }

    /// Another root. Once all is settled, the roots are the first nodes, in the order in which they were made.
    pub fn root(&mut self) -> Node {
        let new = self.new_node();
        self.roots.push(new);
        new
    }

    /// How many roots there are beside the first, while nothing is settled.
    pub fn roots(&self) -> usize {
        self.roots.len()
    }

    /// The node of a root, while nothing is settled.
    pub fn start(&self, root: u32) -> Node {
        root.checked_sub(1).map_or(0, |ix| self.roots[ix as usize])
    }

    pub fn step(&self, node: Node, by: u32) -> Option<Node> {
        let next = self.settled(node, by);
        if next.is_none() && !self.beside.is_empty() {
            return self.beside.get(&(node, by)).copied();
        }
        next
    }

    /// The next node, made if there is none.
    pub fn add(&mut self, node: Node, by: u32) -> Node {
        self.step(node, by).unwrap_or_else(|| {
            let new = self.new_node();
            self.beside.insert((node, by), new);
            new
        })
    }

    fn new_node(&mut self) -> Node {
        self.len += 1;
        self.len - 1
    }

    /// What leads from a settled node to others.
    pub fn leading(&self, node: Node) -> impl Iterator<Item = u32> {
        let range = self.range(node).unwrap_or((0, 0));
        (range.0..range.1).map(|next| self.by.at(next))
    }

    /// The nodes that a settled node leads to: the first, and the one behind the last.
    fn range(&self, node: Node) -> Option<(usize, usize)> {
        let at = |ix: usize| self.first.get(ix).map(|node| node as usize);
        Some((at(node as usize)?, at(node as usize + 1)?))
    }

    fn settled(&self, node: Node, by: u32) -> Option<Node> {
        let (from, to) = self.range(node)?;
        let at = self.place(from, to, by);
        (at < to && self.by.at(at) == by).then_some(at as Node)
    }

    /// Where among some neighbours the first stands that nothing less leads to.
    fn place(&self, mut from: usize, mut to: usize, by: u32) -> usize {
        if to - from > FEW * FEW {
            // hashes lie evenly, so that the place is near where it would be if they lay quite evenly
            let (low, high) = (self.by.at(from), self.by.at(to - 1));
            let share = u64::from(by.saturating_sub(low)) * (to - 1 - from) as u64 / u64::from((high - low).max(1));
            let guess = from + (share as usize).min(to - 1 - from);
            let mut step = FEW;
            if self.by.at(guess) < by {
                from = guess + 1;
                while from + step < to && self.by.at(from + step) < by {
                    from += step + 1;
                    step *= 2;
                }
                to = to.min(from + step);
            } else {
                to = guess;
                while to > from + step && self.by.at(to - step) >= by {
                    to -= step;
                    step *= 2;
                }
                from = from.max(to.saturating_sub(step));
            }
        }
        while to - from > FEW {
            let middle = (from + to) / 2;
            if self.by.at(middle) < by { from = middle + 1 } else { to = middle }
        }
        while from < to && self.by.at(from) < by {
            from += 1;
        }
        from
    }

    /// Puts what was added to an empty forest into lists, with new numbers: gives back what each node was before.
    pub fn settle(&mut self) -> Vec<Node> {
        let mut ways: Vec<(Node, u32, Node)> = self.beside.drain().map(|((from, by), to)| (from, by, to)).collect();
        ways.sort_unstable();
        self.beside = FxHashMap::default();
        let mut order: Vec<Node> = std::iter::once(0).chain(std::mem::take(&mut self.roots)).collect();
        self.first = List::with_capacity(self.len() + 1);
        self.by = List::with_capacity(self.len());
        order.iter().for_each(|_| self.by.push(0));
        let mut at = 0;
        while at < order.len() {
            self.first.push(order.len() as Node);
            let own = order[at];
            let from = ways.partition_point(|way| way.0 < own);
            for (_, by, to) in ways[from..].iter().take_while(|way| way.0 == own) {
                self.by.push(*by);
                order.push(*to);
            }
            at += 1;
        }
        self.first.push(order.len() as Node);
        order
    }
}

impl Prepared for Ways {
    fn write(&self, out: &mut Writer) {
        self.first.write(out);
        self.by.write(out);
    }
    fn read(from: &mut Reader) -> Self {
        let (first, by) = (List::read(from), List::<u32>::read(from));
        Ways { first, len: by.len() as u32, by, ..Ways::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_settled_is_found_as_before() {
        let mut ways = Ways::default();
        let second = ways.root();
        // some near each other, some far, and one at the very end
        let numbers: Vec<u32> =
            (0..500u32).map(|n| n.wrapping_mul(0x9e37_79b9)).chain(0..90).chain([u32::MAX]).collect();
        let mut known = Vec::new();
        for (ix, &by) in numbers.iter().enumerate() {
            let node = ways.add(if ix % 3 == 0 { second } else { 0 }, by);
            known.push((ix, by, node, ways.add(node, by / 2)));
        }
        let order = ways.settle();
        assert_eq!(order.len(), ways.len());
        let mut out = Writer::default();
        ways.write(&mut out);
        let mut ways = Ways::read(&mut Reader(out.0.leak()));
        for (ix, by, node, below) in known {
            let root = u32::from(ix % 3 == 0);
            let step = ways.step(root, by).expect("it was put in");
            assert_eq!(order[step as usize], node);
            assert_eq!(order[ways.step(step, by / 2).unwrap() as usize], below);
            assert_eq!(ways.step(step, by / 2 + 1), None);
        }
        assert_eq!(ways.step(0, 7_000), None);
        let new = ways.add(0, 7_000);
        assert_eq!((ways.step(0, 7_000), new as usize), (Some(new), order.len()));
    }
}
