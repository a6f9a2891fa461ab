//! Camps: sides that deal with each other kindly more than chance would have it, and those who stand between camps.

use super::{Channel, Parts, took_place};
use crate::{
    events::{Kind, Tone},
    timeline::{Event, Timeline},
};
use std::collections::{BTreeMap, BTreeSet};

/// The sides with the most events; the work grows with the cube of their number.
const MOST: usize = 120;

/// Who belongs together, and who deals with others across.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Camps {
    /// Indices into the timeline's actors, in order; the largest camp first. Sides that deal kindly with nobody are in
    /// none.
    pub camps: Vec<Vec<usize>>,
    /// Those who have contacts with camps that are not their own, the most such contacts first.
    pub between: Vec<Between>,
}

/// Someone who deals with other camps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Between {
    /// Index into the timeline's actors.
    pub side: usize,
    /// Index into [`Camps::camps`]; none for a side in no camp.
    pub camp: Option<usize>,
    /// Contacts (calls, meetings, talks, visits) with sides of each other camp.
    pub contacts: BTreeMap<usize, u32>,
}

/// How kind an event is to those who take part, from an enemy's to a friend's. Talks are also held by enemies.
fn kindness(event: &Event) -> f64 {
    match event.kind {
        Kind::Strike => -3.0,
        Kind::Sanction | Kind::Rupture => -2.0,
        Kind::Mobilization => -1.0,
        Kind::Aid => 2.0,
        Kind::Agreement => 1.0,
        Kind::Statement => match event.tone {
            Some(Tone::Support) => 1.0,
            Some(Tone::Promise) => 0.5,
            Some(Tone::Accusation | Tone::Refusal) => -1.0,
            Some(Tone::Threat) => -2.0,
            _ => 0.0,
        },
        Kind::Proposal => 0.0,
        Kind::Summit | Kind::Visit | Kind::Meeting | Kind::Call | Kind::Talks => 0.5,
    }
}

/// Camps among the sides, by joining again and again the two that gain most from it; the same for the same timeline.
pub fn camps(timeline: &Timeline) -> Camps {
    let parts = Parts::new(timeline, true);
    let mut ties: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    let mut contacts: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    let mut events: BTreeMap<usize, usize> = BTreeMap::new();
    for (ix, event) in timeline.events.iter().enumerate().filter(|(_, e)| took_place(e)) {
        for pair in parts.pairs(ix, event) {
            *ties.entry(pair).or_default() += kindness(event);
            *events.entry(pair.0).or_default() += 1;
            *events.entry(pair.1).or_default() += 1;
            if Channel::of(event.kind) == Channel::Contact {
                *contacts.entry(pair).or_default() += 1;
            }
        }
    }
    let mut most: Vec<(usize, usize)> = events.into_iter().collect();
    most.sort_by_key(|&(side, n)| (std::cmp::Reverse(n), side));
    let chosen: BTreeSet<usize> = most.into_iter().take(MOST).map(|m| m.0).collect();
    let camps = joined(&chosen, &ties);
    let camp_of: BTreeMap<usize, usize> =
        camps.iter().enumerate().flat_map(|(i, camp)| camp.iter().map(move |side| (*side, i))).collect();
    let mut between: BTreeMap<usize, BTreeMap<usize, u32>> = BTreeMap::new();
    for (&(a, b), &n) in &contacts {
        for (side, other) in [(a, b), (b, a)] {
            if let Some(camp) = camp_of.get(&other).filter(|c| camp_of.get(&side) != Some(c)) {
                *between.entry(side).or_default().entry(*camp).or_default() += n;
            }
        }
    }
    let mut between: Vec<Between> = between
        .into_iter()
        .map(|(side, contacts)| Between { side, camp: camp_of.get(&side).copied(), contacts })
        .collect();
    between.sort_by_key(|b| (std::cmp::Reverse(b.contacts.values().sum::<u32>()), b.side));
    Camps { camps, between }
}

/// Modularity with signs: what is kind within a camp counts for it, what is unkind against it, each less what chance
/// would bring.
fn joined(chosen: &BTreeSet<usize>, ties: &BTreeMap<(usize, usize), f64>) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = chosen.iter().map(|side| vec![*side]).collect();
    let n = groups.len();
    let at: BTreeMap<usize, usize> = chosen.iter().enumerate().map(|(i, side)| (*side, i)).collect();
    let mut tie = vec![vec![0.0f64; n]; n];
    let (mut kind, mut unkind) = (vec![0.0f64; n], vec![0.0f64; n]);
    let (mut all_kind, mut all_unkind) = (0.0f64, 0.0f64);
    for ((a, b), weight) in ties {
        let (Some(&i), Some(&j)) = (at.get(a), at.get(b)) else { continue };
        tie[i][j] += weight;
        tie[j][i] += weight;
        let (own, all) = if *weight > 0.0 { (&mut kind, &mut all_kind) } else { (&mut unkind, &mut all_unkind) };
        own[i] += weight.abs();
        own[j] += weight.abs();
        *all += 2.0 * weight.abs();
    }
    loop {
        let mut best: Option<(f64, usize, usize)> = None;
        for i in (0..n).filter(|i| !groups[*i].is_empty()) {
            for j in (i + 1..n).filter(|j| !groups[*j].is_empty() && tie[i][*j] > 0.0) {
                let chance = |own: &[f64], all: f64| if all > 0.0 { own[i] * own[j] / all } else { 0.0 };
                let gain = tie[i][j] - chance(&kind, all_kind) + chance(&unkind, all_unkind);
                if gain > 1e-9 && best.is_none_or(|b| gain > b.0 + 1e-9) {
                    best = Some((gain, i, j));
                }
            }
        }
        let Some((_, i, j)) = best else { break };
        let moved = std::mem::take(&mut groups[j]);
        groups[i].extend(moved);
        let gone = std::mem::replace(&mut tie[j], vec![0.0; n]);
        for (k, weight) in gone.into_iter().enumerate() {
            tie[i][k] += weight;
            tie[k][i] += weight;
            tie[k][j] = 0.0;
        }
        tie[i][i] = 0.0;
        kind[i] += kind[j];
        unkind[i] += unkind[j];
    }
    groups.retain(|g| g.len() > 1);
    groups.iter_mut().for_each(|g| g.sort_unstable());
    groups.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    groups
}
