//! Pairs of sides, and what passed between them month by month.

use super::{Channel, Parts, took_place};
use crate::timeline::{Event, Timeline};
use chrono::Datelike;
use rustc_hash::FxHashMap;
use std::{cmp::Reverse, collections::BTreeMap};

/// Year and month.
pub type Month = (i32, u32);

/// Events by channel.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Counts {
    pub contact: u32,
    pub words: u32,
    pub deeds: u32,
    pub force: u32,
}

impl Counts {
    pub fn get(&self, channel: Channel) -> u32 {
        match channel {
            Channel::Contact => self.contact,
            Channel::Words => self.words,
            Channel::Deeds => self.deeds,
            Channel::Force => self.force,
        }
    }

    pub fn total(&self) -> u32 {
        self.contact + self.words + self.deeds + self.force
    }

    /// The channel that most went through; of equals the one nearer to force. None when nothing did.
    pub fn main(&self) -> Option<Channel> {
        Channel::ALL.into_iter().filter(|c| self.get(*c) > 0).max_by_key(|c| (self.get(*c), *c))
    }

    pub(super) fn add(&mut self, channel: Channel) {
        *match channel {
            Channel::Contact => &mut self.contact,
            Channel::Words => &mut self.words,
            Channel::Deeds => &mut self.deeds,
            Channel::Force => &mut self.force,
        } += 1;
    }
}

/// Two sides and what passed between them, in whichever direction.
#[derive(Debug, Clone, PartialEq)]
pub struct Dyad {
    /// Indices into the timeline's actors; the first is the smaller.
    pub sides: (usize, usize),
    pub total: Counts,
    /// Of events that lie within one month; the others are in the total alone.
    pub months: BTreeMap<Month, Counts>,
    /// Indices into the timeline's events, in their order.
    pub events: Vec<usize>,
}

/// All pairs of those who take part, the ones with the most events first; of equals in the order of the actors. Events that
/// did not take place are not counted.
pub fn dyads(timeline: &Timeline, parts: &Parts) -> Vec<Dyad> {
    let mut found: Vec<Dyad> = Vec::new();
    let mut places: FxHashMap<(usize, usize), usize> = FxHashMap::default();
    for (ix, event) in timeline.events.iter().enumerate().filter(|(_, e)| took_place(e)) {
        let channel = Channel::of(event.kind);
        let month = month(event);
        for sides in parts.pairs(ix, event) {
            let at = *places.entry(sides).or_insert(found.len());
            if at == found.len() {
                found.push(Dyad { sides, total: Counts::default(), months: BTreeMap::new(), events: Vec::new() });
            }
            let dyad = &mut found[at];
            dyad.total.add(channel);
            dyad.events.push(ix);
            if let Some(month) = month {
                dyad.months.entry(month).or_default().add(channel);
            }
        }
    }
    found.sort_unstable_by_key(|d| (Reverse(d.total.total()), d.sides));
    found
}

/// The month that an event is counted in; none when it may lie in several.
pub fn month(event: &Event) -> Option<Month> {
    let (first, last) = event.date.as_ref()?.bounds();
    let (first, last) = (first?, last?);
    let month = |d: crate::edtf::Day| (d.year(), d.month());
    // the day before the first of a month is not worth losing an event for
    ((last - first).num_days() <= 2 || month(first) == month(last)).then(|| month(last))
}
