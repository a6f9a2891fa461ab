//! Brokers: those through whom the shortest ways between others lead.

use super::Graph;
use std::collections::{BTreeSet, VecDeque};

/// Beyond so many actors the work, which grows with their number times that of their links, is not done.
const MOST: usize = 5_000;

/// Betweenness of each actor in the graph of those who share events, from 0 to 1, by Brandes' algorithm; in the
/// order of the timeline's actors. Empty when there are too many of them.
pub fn brokers(graph: &Graph) -> Vec<f64> {
    let n = graph.actors;
    if n > MOST {
        return Vec::new();
    }
    let near: Vec<Vec<usize>> = (0..n)
        .map(|actor| {
            let others: BTreeSet<usize> = graph.events_of(actor).iter().flat_map(|&e| graph.actors_of(e)).collect();
            others.into_iter().filter(|&a| a != actor).collect()
        })
        .collect();
    let mut between = vec![0.0; n];
    for start in 0..n {
        let mut order = Vec::new();
        let mut before: Vec<Vec<usize>> = vec![Vec::new(); n];
        let mut ways = vec![0.0f64; n];
        let mut far = vec![usize::MAX; n];
        (ways[start], far[start]) = (1.0, 0);
        let mut queue = VecDeque::from([start]);
        while let Some(a) = queue.pop_front() {
            order.push(a);
            for &b in &near[a] {
                if far[b] == usize::MAX {
                    far[b] = far[a] + 1;
                    queue.push_back(b);
                }
                if far[b] == far[a] + 1 {
                    ways[b] += ways[a];
                    before[b].push(a);
                }
            }
        }
        let mut share = vec![0.0; n];
        for &b in order.iter().rev() {
            for &a in &before[b] {
                share[a] += ways[a] / ways[b] * (1.0 + share[b]);
            }
            if b != start {
                between[b] += share[b];
            }
        }
    }
    // all ordered pairs of others
    let pairs = (n.saturating_sub(1) * n.saturating_sub(2)) as f64;
    if pairs > 0.0 {
        between.iter_mut().for_each(|b| *b /= pairs);
    }
    between
}
