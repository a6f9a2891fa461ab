//! Who takes part in each event, by number: looked up once for all events, as everything else counts by it.

use super::{Channel, Sides};
use crate::{
    actors::ActorId,
    events::Role,
    timeline::{Event, Timeline},
};
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

/// A handful of numbers, in order, each once.
pub type Few = SmallVec<[usize; 4]>;

/// The actors of each event, or the sides that they act for on its day.
#[derive(Debug)]
pub struct Parts {
    /// Role and index into the timeline's actors, event after event.
    all: Vec<(Role, usize)>,
    /// Where each event's end.
    ends: Vec<usize>,
}

impl Parts {
    /// `rolled`: people and organs stand for the side that they act for at the event's date.
    pub fn new(timeline: &Timeline, rolled: bool) -> Parts {
        let own = Parts::themselves(timeline);
        if rolled { own.rolled(timeline) } else { own }
    }

    fn themselves(timeline: &Timeline) -> Parts {
        let numbers: FxHashMap<&ActorId, usize> =
            timeline.actors.iter().enumerate().map(|(at, actor)| (&actor.id, at)).collect();
        let mut parts = Parts { all: Vec::new(), ends: Vec::with_capacity(timeline.events.len()) };
        for event in &timeline.events {
            for (role, id) in &event.actors {
                parts.all.extend(numbers.get(id).map(|actor| (*role, *actor)));
            }
            parts.ends.push(parts.all.len());
        }
        parts
    }

    /// Where actors stand for themselves, the same with the sides that they act for.
    pub fn rolled(&self, timeline: &Timeline) -> Parts {
        let sides = Sides::new(timeline);
        let mut rolled = Parts { all: Vec::with_capacity(self.all.len()), ends: self.ends.clone() };
        for (at, event) in timeline.events.iter().enumerate() {
            let own = self.of(at).iter();
            rolled.all.extend(own.map(|(role, actor)| (*role, sides.at(*actor, event.date.as_ref()))));
        }
        rolled
    }

    /// Role and number of each who takes part in an event, in the event's order.
    pub fn of(&self, event: usize) -> &[(Role, usize)] {
        let start = event.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.all[start..self.ends[event]]
    }

    /// Who takes part in an event, in whatever role.
    pub fn who(&self, event: usize) -> Few {
        few(self.of(event).iter().map(|(_, side)| *side))
    }

    /// The pairs that an event joins, the smaller first, in order: those who act with those acted on; where nobody is
    /// acted on, all with each other.
    pub fn pairs(&self, at: usize, event: &Event) -> SmallVec<[(usize, usize); 4]> {
        let acted_on = |role: &Role| matches!(role, Role::Target | Role::Host);
        let some = |whether| few(self.of(at).iter().filter(|(role, _)| acted_on(role) == whether).map(|p| p.1));
        let (doers, targets) = (some(false), some(true));
        let mut out = SmallVec::new();
        let mut add = |a: usize, b: usize| {
            if a != b {
                out.push((a.min(b), a.max(b)));
            }
        };
        for &a in &doers {
            for &b in if targets.is_empty() { &doers } else { &targets } {
                add(a, b);
            }
        }
        // who meets at a host's also meets the others
        if Channel::of(event.kind) == Channel::Contact {
            for &a in &doers {
                doers.iter().for_each(|&b| add(a, b));
            }
        }
        out.sort_unstable();
        out.dedup();
        out
    }
}

fn few(sides: impl Iterator<Item = usize>) -> Few {
    let mut out: Few = sides.collect();
    out.sort_unstable();
    out.dedup();
    out
}
