//! The order in which events stand, by what was noted of each while it was near: once there are many, every look at one
//! is a way to far-off memory.

use super::{Event, cast::Cast, place_in_time};
use crate::edtf::Day;
use rustc_hash::FxHashSet;
use std::cmp::Ordering;

/// What an event is put in order by.
struct Head {
    /// Whether it is undated, its first day, its last day.
    time: (bool, Day, Day),
    /// The letters with which its id begins: all of those that the program gives.
    id: u128,
    /// Where it stands.
    at: u32,
}

/// Of many events what puts them in order, and what tells whether two share an id.
pub struct Heads {
    list: Vec<Head>,
    /// The letters of ids that were merged into some.
    merged: Vec<u128>,
}

impl Heads {
    /// With room for so many.
    pub fn of(events: usize) -> Self {
        Heads { list: Vec::with_capacity(events), merged: Vec::new() }
    }

    /// Notes some more events, which stand behind those noted before.
    pub fn enter(&mut self, events: &[Event]) {
        let start = self.list.len();
        let head = |(n, event): (usize, &Event)| Head {
            time: place_in_time(event),
            id: letters(&event.id),
            at: (start + n) as u32,
        };
        self.list.extend(events.iter().enumerate().map(head));
        self.merged.extend(events.iter().flat_map(|event| &event.merged).map(|id| letters(id)));
    }

    /// Whether an id may be that of two events, or that of one and merged into another.
    pub fn may_share(&self) -> bool {
        let mut taken: FxHashSet<u128> = FxHashSet::with_capacity_and_hasher(self.list.len(), Default::default());
        self.list.iter().any(|head| !taken.insert(head.id)) || self.merged.iter().any(|id| taken.contains(id))
    }

    /// Puts the events noted, and who takes part in them, in order: by time, then id. Two of one id and day still have an
    /// order of their own, in which it counts for nothing where an article lies.
    pub fn put_in_order(mut self, events: &mut [Event], casts: &mut [Cast]) {
        let told = |event: &Event| event.evidence.iter().map(|piece| (piece.article, piece.trigger, piece.kind)).min();
        let alike = |a: &Head, b: &Head| {
            let (x, y) = (&events[a.at as usize], &events[b.at as usize]);
            let more = || (&x.merged, &x.actors, told(x)).cmp(&(&y.merged, &y.actors, told(y)));
            x.id.cmp(&y.id).then_with(more).then(a.at.cmp(&b.at))
        };
        let order = |a: &Head, b: &Head| match (a.time, a.id).cmp(&(b.time, b.id)) {
            Ordering::Equal => alike(a, b),
            unlike => unlike,
        };
        // where only ids have changed since they were put in order
        if self.list.is_sorted_by_key(|head| head.time) {
            self.list.chunk_by_mut(|a, b| a.time == b.time).for_each(|day| day.sort_unstable_by(order));
        } else {
            self.list.sort_unstable_by(order);
        }
        let mut from: Vec<u32> = self.list.iter().map(|head| head.at).collect();
        for to in 0..from.len() {
            // what should stand here may have been put elsewhere meanwhile, where what stood there was
            let mut at = from[to] as usize;
            while at < to {
                at = from[at] as usize;
            }
            from[to] = at as u32;
            events.swap(to, at);
            casts.swap(to, at);
        }
    }
}

/// The first sixteen letters as a number that puts them in their order.
fn letters(id: &str) -> u128 {
    let mut letters = [0; 16];
    letters.iter_mut().zip(id.bytes()).for_each(|(to, letter)| *to = letter);
    u128::from_be_bytes(letters)
}
