//! Episodes: runs of events between two sides without a long silence.

use super::{Dyad, dyads};
use crate::{edtf::Day, timeline::Timeline};

/// A silence longer than this ends an episode, in days.
const SILENCE: i64 = 14;
/// Fewer events make no episode.
const LEAST: usize = 3;
/// An event that may lie anywhere within more days than these belongs to none.
const VAGUE: u32 = 31;

/// A run of events between two sides.
#[derive(Debug, Clone, PartialEq)]
pub struct Episode {
    /// Indices into the timeline's actors.
    pub sides: (usize, usize),
    pub first: Day,
    pub last: Day,
    /// Indices into the timeline's events, in their order.
    pub events: Vec<usize>,
}

/// The episodes between countries and bodies, by first day, then those with the most events first.
pub fn episodes(timeline: &Timeline) -> Vec<Episode> {
    let mut out: Vec<Episode> = dyads(timeline, true).iter().flat_map(|d| runs(d, timeline)).collect();
    out.sort_by_key(|e| (e.first, std::cmp::Reverse(e.events.len()), e.sides));
    out
}

fn runs(dyad: &Dyad, timeline: &Timeline) -> Vec<Episode> {
    let mut dated: Vec<(Day, Day, usize)> = dyad
        .events
        .iter()
        .filter_map(|&ix| {
            let date = timeline.events[ix].date.as_ref().filter(|d| d.width_days().is_some_and(|w| w <= VAGUE))?;
            Some((date.first()?, date.last()?, ix))
        })
        .collect();
    dated.sort();
    let mut out: Vec<Episode> = Vec::new();
    for (first, last, ix) in dated {
        match out.last_mut() {
            Some(run) if (first - run.last).num_days() <= SILENCE => {
                run.last = run.last.max(last);
                run.events.push(ix);
            }
            _ => out.push(Episode { sides: dyad.sides, first, last, events: vec![ix] }),
        }
    }
    out.retain(|run| run.events.len() >= LEAST);
    out
}
