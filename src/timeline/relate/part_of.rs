//! `part-of`: a meeting in the margin of a summit.

use super::{Found, Known};
use crate::{
    actors::ActorId,
    edtf::Edtf,
    events::Kind,
    pack::{ActorKind, Cue},
    timeline::{Event, RelationKind},
};
use rustc_hash::FxHashMap;

/// Those who are more than these are a gathering.
const FEW: usize = 3;
/// No gathering lasts longer, in days.
const LONG: u32 = 10;

/// Two or three meet where and when a gathering does, or the text says that they do.
pub(super) fn part_of(known: &Known, found: &mut Found) {
    let mut by_place: FxHashMap<&ActorId, Vec<usize>> = FxHashMap::default();
    for (ix, event) in known.events.iter().enumerate().filter(|(_, e)| gathers(e, known)) {
        if let Some(place) = &event.place {
            by_place.entry(place).or_default().push(ix);
        }
    }
    // in the order of their days, as events are
    for (ix, event) in known.events.iter().enumerate() {
        let meets = matches!(event.kind, Kind::Meeting | Kind::Summit | Kind::Talks) && !gathers(event, known);
        if !meets || event.actors.is_empty() {
            continue;
        }
        if let (Some(place), Some(date)) = (&event.place, &event.date) {
            let list = by_place.get(place).map_or(&[][..], Vec::as_slice);
            // those that begin after the meeting's last day can't hold it
            let last = date.last();
            let until = list.partition_point(|&g| {
                known.events[g]
                    .date
                    .as_ref()
                    .and_then(|d| d.first())
                    .is_none_or(|first| last.is_none_or(|l| first <= l))
            });
            for &other in list[..until].iter().rev().take(64) {
                let whole = &known.events[other];
                let holds = |d: &Edtf| d.width_days().is_some_and(|w| w <= LONG) && d.covers(date);
                if whole.date.as_ref().is_some_and(holds) && whole.status == event.status {
                    found.push((ix, RelationKind::PartOf, other, "where and when the gathering is".to_owned()));
                }
            }
        }
        for piece in &event.evidence {
            let mut beside = false;
            for (other, told) in known.sentences.beside(piece) {
                let whole = &known.events[*other];
                let overlap = match (&whole.date, &event.date) {
                    (Some(a), Some(b)) => a.intersects(b),
                    _ => false,
                };
                let told_so = piece.cues.has(Cue::Margin) && told.trigger.start > piece.trigger.start;
                if told_so && holds_meetings(whole, known) && overlap {
                    found.push((ix, RelationKind::PartOf, *other, "told as in the margin of the gathering".to_owned()));
                    beside = true;
                }
            }
            if piece.cues.has(Cue::Margin) && !beside {
                let all = known.sentences.of_article(piece.article);
                let mut gatherings: Vec<usize> = all
                    .iter()
                    .map(|(other, _)| *other)
                    .filter(|other| {
                        let whole = &known.events[*other];
                        let holds = |a: &Edtf, b: &Edtf| a.width_days().is_some_and(|w| w <= LONG) && a.intersects(b);
                        let time = matches!((&whole.date, &event.date), (Some(a), Some(b)) if holds(a, b));
                        *other != ix && time && holds_meetings(whole, known)
                    })
                    .collect();
                gatherings.sort_unstable();
                gatherings.dedup();
                // of two nobody can say which
                if let [only] = gatherings[..] {
                    let reason = "told as in the margin of the gathering, of which the article tells";
                    found.push((ix, RelationKind::PartOf, only, reason.to_owned()));
                }
            }
        }
    }
}

/// A summit of many, or of a body.
fn gathers(event: &Event, known: &Known) -> bool {
    event.kind == Kind::Summit && holds_meetings(event, known)
}

/// What others may meet in the margin of, where the text says that they do.
fn holds_meetings(event: &Event, known: &Known) -> bool {
    let body = |id: &ActorId| matches!(known.kind(id), Some(ActorKind::Group | ActorKind::Organisation));
    let many = || event.actors.len() > FEW || event.actors.iter().any(|(_, id)| body(id));
    matches!(event.kind, Kind::Summit | Kind::Meeting) && many()
}
