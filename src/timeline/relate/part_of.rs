//! `part-of`: a meeting in the margin of a summit.

use super::{Found, Known};
use crate::{
    actors::ActorId,
    edtf::{Day, Edtf},
    events::Kind,
    pack::{ActorKind, Cue},
    timeline::RelationKind,
};
use rustc_hash::FxHashMap;

/// Those who are more than these are a gathering.
const FEW: usize = 3;
/// No gathering lasts longer, in days.
const LONG: u32 = 10;

/// Two or three meet where and when a gathering does, or the text says that they do.
pub(super) fn part_of(known: &Known, found: &mut Found) {
    // the first and the last day of those that last no longer; in the order of their days, as events are
    let mut by_place: FxHashMap<&ActorId, Vec<(Day, Day, usize)>> = FxHashMap::default();
    for (ix, event) in known.events.iter().enumerate().filter(|(ix, _)| gathers(*ix, known)) {
        let date = event.date.as_ref().filter(|d| d.width_days().is_some_and(|w| w <= LONG));
        let Some((Some(first), Some(last))) = date.map(Edtf::bounds) else { continue };
        if let Some(place) = &event.place {
            by_place.entry(place).or_default().push((first, last, ix));
        }
    }
    for (ix, event) in known.events.iter().enumerate() {
        let meets = matches!(event.kind, Kind::Meeting | Kind::Summit | Kind::Talks) && !gathers(ix, known);
        if !meets || event.actors.is_empty() {
            continue;
        }
        if let (Some(place), Some(date)) = (&event.place, &event.date)
            && let (Some(first), Some(last)) = date.bounds()
        {
            let list = by_place.get(place).map_or(&[][..], Vec::as_slice);
            // one that begins later can't hold the meeting, nor one that began longer ago than any lasts
            let begun = &list[..list.partition_point(|(begins, ..)| *begins <= first)];
            let lately = |(begins, ..): &&(Day, Day, usize)| (last - *begins).num_days() <= i64::from(LONG);
            for &(_, ends, other) in begun.iter().rev().take_while(lately).take(64) {
                let whole = &known.events[other];
                let holds = || whole.date.as_ref().is_some_and(|d| d.covers(date));
                if last <= ends && whole.status == event.status && holds() {
                    found.push((ix, RelationKind::PartOf, other, "where and when the gathering is".to_owned()));
                }
            }
        }
        for piece in event.evidence.iter().filter(|piece| piece.cues.has(Cue::Margin)) {
            let mut beside = false;
            for (other, told) in known.sentences.beside(piece) {
                let whole = &known.events[*other];
                let overlap = match (&whole.date, &event.date) {
                    (Some(a), Some(b)) => a.intersects(b),
                    _ => false,
                };
                let told_so = told.trigger.start > piece.trigger.start;
                if told_so && holds_meetings(*other, known) && overlap {
                    found.push((ix, RelationKind::PartOf, *other, "told as in the margin of the gathering".to_owned()));
                    beside = true;
                }
            }
            if !beside {
                let all = known.sentences.of_article(piece.article);
                let mut gatherings: Vec<usize> = all
                    .iter()
                    .map(|(other, _)| *other)
                    .filter(|other| {
                        let whole = &known.events[*other];
                        let holds = |a: &Edtf, b: &Edtf| a.width_days().is_some_and(|w| w <= LONG) && a.intersects(b);
                        let time = matches!((&whole.date, &event.date), (Some(a), Some(b)) if holds(a, b));
                        *other != ix && time && holds_meetings(*other, known)
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
fn gathers(event: usize, known: &Known) -> bool {
    known.events[event].kind == Kind::Summit && holds_meetings(event, known)
}

/// What others may meet in the margin of, where the text says that they do.
fn holds_meetings(event: usize, known: &Known) -> bool {
    let body = |who| matches!(known.kind(who), ActorKind::Group | ActorKind::Organisation);
    let cast = &known.casts[event];
    let many = || cast.len() > FEW || cast.iter().any(|(_, who)| body(who));
    matches!(known.events[event].kind, Kind::Summit | Kind::Meeting) && many()
}
