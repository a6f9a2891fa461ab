//! `answers`: a statement that replies to another.

use super::{Found, Known, day, when};
use crate::{
    actors::ActorId,
    edtf::Day,
    events::{Kind, Role, Status, Tone},
    timeline::{Event, RelationKind},
};
use rustc_hash::FxHashMap;

/// Between a word and its answer lie so many days at most.
const ANSWER: i64 = 3;

/// The one addressed speaks of the one who spoke, not long after, to refuse, accuse, threaten or support; and what was
/// said before asked for an answer. Both are told by one article or by articles of one story.
pub(super) fn answers(known: &Known, found: &mut Found) {
    // in the order of their days, as events are
    let mut by_speaker: FxHashMap<&ActorId, Vec<(Day, usize)>> = FxHashMap::default();
    for (ix, event) in known.events.iter().enumerate().filter(|(_, e)| asks(e)) {
        let Some(day) = day(event) else { continue };
        for (_, id) in event.actors.iter().filter(|(r, _)| *r == Role::Source) {
            by_speaker.entry(id).or_default().push((day, ix));
        }
    }
    by_speaker.values_mut().for_each(|list| list.sort());
    for (ix, event) in known.events.iter().enumerate() {
        let sharp = matches!(event.tone, Some(Tone::Refusal | Tone::Accusation | Tone::Threat | Tone::Support));
        if event.kind != Kind::Statement || event.status != Status::Occurred || !sharp {
            continue;
        }
        let Some(day) = day(event) else { continue };
        for (_, target) in event.actors.iter().filter(|(r, _)| *r == Role::Target) {
            let said = by_speaker.get(target).map_or(&[][..], Vec::as_slice);
            let end = said.partition_point(|(d, _)| *d <= day);
            // the nearest before it
            for &(then, other) in said[..end].iter().rev() {
                if (day - then).num_days() > ANSWER {
                    break;
                }
                let earlier = &known.events[other];
                let Some(days) = known.days_after(event, earlier) else { continue };
                if other != ix && addressed(event, earlier, known) && known.one_story(event, earlier) {
                    let reason = format!("the one addressed speaks of the speaker, {}", when(days));
                    found.push((ix, RelationKind::Answers, other, reason));
                    break;
                }
            }
        }
    }
}

/// Words that ask for an answer.
fn asks(event: &Event) -> bool {
    let marked =
        matches!(event.tone, Some(Tone::Appeal | Tone::Accusation | Tone::Threat | Tone::Promise | Tone::Refusal));
    event.status == Status::Occurred && (event.kind == Kind::Proposal || event.kind == Kind::Statement && marked)
}

/// Who speaks now was spoken to, in person or as a side.
fn addressed(event: &Event, earlier: &Event, known: &Known) -> bool {
    let speakers = || event.actors.iter().filter(|(r, _)| *r == Role::Source).map(|(_, id)| id);
    let targets = earlier.actors.iter().filter(|(r, _)| *r == Role::Target);
    targets.into_iter().any(|(_, id)| speakers().any(|own| known.agree(own, id)))
}
