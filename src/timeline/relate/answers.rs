//! `answers`: a statement that replies to another.

use super::{Found, Known, told_after, when};
use crate::{
    edtf::Day,
    events::{Kind, Role, Status, Tone},
    pack::Cue,
    text::Span,
    timeline::{Event, RelationKind, profiles::Who},
};
use rustc_hash::FxHashMap;

/// Between a word and its answer lie so many days at most.
const ANSWER: i64 = 3;
/// where the text says that it is one, more;
const LATE: i64 = 14;
/// and between the two stand so many sentences at most.
const NEAR: u32 = 3;

/// The one addressed speaks of the one who spoke, not long after, to refuse, accuse, threaten or support; and what was
/// said before asked for an answer. Both are told by one article or by articles of one story.
pub(super) fn answers(known: &Known, found: &mut Found) {
    told_so(known, found);
    // in the order of their days, as events are
    let mut by_speaker: FxHashMap<Who, Vec<(Day, usize)>> = FxHashMap::default();
    for (ix, _) in known.events.iter().enumerate().filter(|(_, e)| asks(e)) {
        let Some(day) = known.days[ix] else { continue };
        for who in known.of_role(ix, Role::Source) {
            by_speaker.entry(who).or_default().push((day, ix));
        }
    }
    by_speaker.values_mut().for_each(|list| list.sort());
    for (ix, event) in known.events.iter().enumerate() {
        let sharp = matches!(event.tone, Some(Tone::Refusal | Tone::Accusation | Tone::Threat | Tone::Support));
        if event.kind != Kind::Statement || event.status != Status::Occurred || !sharp {
            continue;
        }
        let Some(day) = known.days[ix] else { continue };
        for target in known.of_role(ix, Role::Target) {
            let said = by_speaker.get(&target).map_or(&[][..], Vec::as_slice);
            let end = said.partition_point(|(d, _)| *d <= day);
            // the nearest before it
            for &(then, other) in said[..end].iter().rev() {
                if (day - then).num_days() > ANSWER {
                    break;
                }
                let earlier = &known.events[other];
                let days = (day - then).num_days();
                let after = days > 0 || told_after(event, earlier);
                if after && other != ix && addressed(ix, other, known) && known.one_story(event, earlier) {
                    let reason = format!("the one addressed speaks of the speaker, {}", when(days));
                    found.push((ix, RelationKind::Answers, other, reason));
                    break;
                }
            }
        }
    }
}

/// The words say that they answer others: those of somebody of another side, told shortly before. Who is spoken to, or
/// spoke to the one who answers, comes first; anyone else must have been told of in the sentence before or the same.
fn told_so(known: &Known, found: &mut Found) {
    for (ix, event) in known.events.iter().enumerate() {
        if !is_words(event) {
            continue;
        }
        for piece in event.evidence.iter().filter(|p| p.cues.has(Cue::Answers)) {
            let own = known.sides(ix, |role| role == Role::Source);
            let to = known.sides(ix, |role| role == Role::Target);
            let mut best: Option<(u8, Span, usize)> = None;
            for (other, told) in known.sentences.from(piece, NEAR) {
                let earlier = &known.events[*other];
                let by = known.sides(*other, |role| role == Role::Source);
                let another = !by.is_empty() && !own.is_empty() && by.iter().all(|side| !own.contains(side));
                if *other == ix || !is_words(earlier) || !another || !may_follow(event, earlier) {
                    continue;
                }
                let spoke_to = known.sides(*other, |role| role == Role::Target);
                let spoken_to = spoke_to.iter().any(|side| own.contains(side));
                let meant = spoken_to || by.iter().any(|side| to.contains(side));
                // an accusation rather than advice
                let sharp = matches!(earlier.tone, Some(Tone::Accusation | Tone::Threat | Tone::Refusal));
                let before = told.trigger < piece.trigger || told.sentence == piece.sentence;
                if before && (meant || told.sentence + 1 >= piece.sentence) {
                    let rank = if spoken_to && sharp { 2 } else { u8::from(meant) };
                    best = best.max(Some((rank, told.trigger, *other)));
                }
            }
            if let Some((rank, _, other)) = best {
                let whom =
                    if rank > 0 { "the one it speaks to or was spoken to by" } else { "the one told of just before" };
                found.push((ix, RelationKind::Answers, other, format!("told as an answer, to {whom}")));
            }
        }
    }
}

fn is_words(event: &Event) -> bool {
    matches!(event.kind, Kind::Statement | Kind::Proposal) && event.status == Status::Occurred
}

/// Whether the days allow that one comes after the other, and not long after.
pub(super) fn may_follow(event: &Event, earlier: &Event) -> bool {
    let (Some(own), Some(their)) = (&event.date, &earlier.date) else { return true };
    match (own.bounds(), their.bounds()) {
        ((_, Some(last)), (Some(first), _)) if first > last => false,
        ((Some(first), _), (_, Some(last))) => (first - last).num_days() <= LATE,
        _ => true,
    }
}

/// Words that ask for an answer.
fn asks(event: &Event) -> bool {
    let marked =
        matches!(event.tone, Some(Tone::Appeal | Tone::Accusation | Tone::Threat | Tone::Promise | Tone::Refusal));
    event.status == Status::Occurred && (event.kind == Kind::Proposal || event.kind == Kind::Statement && marked)
}

/// Who speaks now was spoken to, in person or as a side.
fn addressed(event: usize, earlier: usize, known: &Known) -> bool {
    let speaks = |target| known.of_role(event, Role::Source).any(|own| known.agree(own, target));
    known.of_role(earlier, Role::Target).any(speaks)
}
