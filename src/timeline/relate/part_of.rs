//! `part-of`: a meeting in the margin of a summit.

use super::{Found, Known};
use crate::{
    actors::ActorId,
    events::Kind,
    pack::ActorKind,
    timeline::{Event, RelationKind},
};
use rustc_hash::FxHashMap;

/// Those who are more than these are a gathering.
const FEW: usize = 3;
/// No gathering lasts longer, in days.
const LONG: u32 = 10;

/// Two or three meet where and when a gathering does, or one sentence tells of both.
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
                let holds = |d: &crate::edtf::Edtf| d.width_days().is_some_and(|w| w <= LONG) && d.covers(date);
                if whole.date.as_ref().is_some_and(holds) && whole.status == event.status {
                    found.push((ix, RelationKind::PartOf, other, "where and when the gathering is".to_owned()));
                }
            }
        }
        for piece in &event.evidence {
            for (other, told) in known.sentences.beside(piece) {
                let whole = &known.events[*other];
                let overlap = match (&whole.date, &event.date) {
                    (Some(a), Some(b)) => a.intersects(b),
                    _ => false,
                };
                let margin = whole.kind == Kind::Summit && told.trigger.start > piece.trigger.start;
                if margin && gathers(whole, known) && overlap && whole.status == event.status {
                    found.push((
                        ix,
                        RelationKind::PartOf,
                        *other,
                        "told in the same sentence as the gathering".to_owned(),
                    ));
                }
            }
        }
    }
}

/// A summit of many, or of a body.
fn gathers(event: &Event, known: &Known) -> bool {
    let body = |id: &ActorId| matches!(known.kind(id), Some(ActorKind::Group | ActorKind::Organisation));
    event.kind == Kind::Summit && (event.actors.len() > FEW || event.actors.iter().any(|(_, id)| body(id)))
}
