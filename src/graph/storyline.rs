//! Actors as lines through time, which run together where they share an event.

use super::{Few, Parts, took_place};
use crate::{edtf::Day, timeline::Timeline};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

/// An event that may lie anywhere within more days than these has no place on a line.
const VAGUE: u32 = 10;

/// Lines, and where they meet.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Storyline {
    /// Indices into the timeline's actors, in an order that keeps those who meet often side by side.
    pub lines: Vec<usize>,
    /// In the order of the timeline.
    pub knots: Vec<Knot>,
}

/// An event on two lines or more.
#[derive(Debug, Clone, PartialEq)]
pub struct Knot {
    /// Index into the timeline's events.
    pub event: usize,
    pub first: Day,
    pub last: Day,
    /// Indices into [`Storyline::lines`], in order.
    pub lines: Vec<usize>,
}

/// The `most` of those who take part that meet most often, and the events of two of them or more that took
/// place on a day that is known well enough.
pub fn storyline(timeline: &Timeline, parts: &Parts, most: usize) -> Storyline {
    let mut knots: Vec<(usize, Day, Day, Few)> = Vec::new();
    for (ix, event) in timeline.events.iter().enumerate().filter(|(_, e)| took_place(e)) {
        let Some(date) = event.date.as_ref().filter(|d| d.width_days().is_some_and(|w| w <= VAGUE)) else { continue };
        let (Some(first), Some(last)) = date.bounds() else { continue };
        let who = parts.who(ix);
        if who.len() > 1 {
            knots.push((ix, first, last, who));
        }
    }
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for (.., who) in &knots {
        who.iter().for_each(|a| *counts.entry(*a).or_default() += 1);
    }
    let mut chosen: Vec<(usize, usize)> = counts.into_iter().collect();
    chosen.sort_by_key(|&(actor, n)| (Reverse(n), actor));
    chosen.truncate(most);
    let chosen: BTreeSet<usize> = chosen.into_iter().map(|c| c.0).collect();
    for (.., who) in &mut knots {
        who.retain(|a| chosen.contains(&*a));
    }
    knots.retain(|(.., who)| who.len() > 1);
    let lines = ordered(&knots);
    let at: BTreeMap<usize, usize> = lines.iter().enumerate().map(|(i, a)| (*a, i)).collect();
    let knots = knots.into_iter().map(|(event, first, last, who)| {
        let mut lines: Vec<usize> = who.iter().map(|a| at[a]).collect();
        lines.sort_unstable();
        Knot { event, first, last, lines }
    });
    Storyline { knots: knots.collect(), lines }
}

/// The pair that meets most often first, then each next to the end of the row that it meets more often.
fn ordered(knots: &[(usize, Day, Day, Few)]) -> Vec<usize> {
    let mut meet: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let mut rest: BTreeSet<usize> = BTreeSet::new();
    for (.., who) in knots {
        rest.extend(who);
        for a in who {
            for b in who.iter().filter(|b| *b > a) {
                *meet.entry((*a, *b)).or_default() += 1;
            }
        }
    }
    let times = |a: usize, b: usize| meet.get(&(a.min(b), a.max(b))).copied().unwrap_or(0);
    let mut row = std::collections::VecDeque::new();
    while !rest.is_empty() {
        let (Some(&top), Some(&bottom)) = (row.front(), row.back()) else {
            let best = meet.iter().max_by_key(|&(pair, n)| (*n, Reverse(*pair))).map(|(pair, _)| *pair);
            let Some((a, b)) = best else { break };
            row.extend([a, b]);
            rest.remove(&a);
            rest.remove(&b);
            continue;
        };
        // who meets anyone of the row most often comes next, at the end that suits better
        let next = rest.iter().copied().max_by_key(|&a| {
            let all: usize = row.iter().map(|b| times(a, *b)).sum();
            (times(a, top).max(times(a, bottom)), all, Reverse(a))
        });
        let Some(next) = next else { break };
        rest.remove(&next);
        if times(next, top) > times(next, bottom) { row.push_front(next) } else { row.push_back(next) }
    }
    row.into()
}
