//! `follows`: one round of talks after another, and what became of a proposal.

use super::{Found, Known, answers, day, when};
use crate::{
    actors::ActorId,
    edtf::Day,
    events::{Kind, Role, Status, Tone},
    pack::{ActorKind, Cue},
    timeline::{Event, RelationKind, profiles::Who},
};
use rustc_hash::FxHashMap;

/// Between two rounds of talks lie so many days at most,
const ROUND: i64 = 120;
/// between a proposal and the word on it,
const WORD: i64 = 10;
/// and between a proposal and the deal that it led to.
const DEAL: i64 = 60;
/// An offer and the word on it stand so many sentences apart at most, where only "the offer" tells which.
const OFFER: u32 = 4;

pub(super) fn follows(known: &Known, found: &mut Found) {
    rounds(known, found);
    proposals(known, found);
    words_on_offers(known, found);
}

/// A word for or against "the offer", told by an article that told of an offer by another side shortly before.
fn words_on_offers(known: &Known, found: &mut Found) {
    for (ix, event) in known.events.iter().enumerate() {
        let marked = matches!(event.tone, Some(Tone::Refusal | Tone::Support | Tone::Promise));
        let word = event.kind == Kind::Statement && marked || event.kind == Kind::Agreement;
        if !word || !matches!(event.status, Status::Occurred | Status::Cancelled) {
            continue;
        }
        let own = known.sides(event, |role| matches!(role, Role::Source | Role::Participant));
        for piece in event.evidence.iter().filter(|p| p.cues.has(Cue::Offer)) {
            let put = known.sentences.from(piece, OFFER).iter().rev().find(|(other, told)| {
                let offer = &known.events[*other];
                let by = known.sides(offer, |role| role == Role::Source);
                let to = known.sides(offer, |role| role == Role::Target);
                offer.kind == Kind::Proposal
                    && offer.status == Status::Occurred
                    && *other != ix
                    && (told.trigger < piece.trigger || told.sentence == piece.sentence)
                    && !own.is_empty()
                    && !by.is_empty()
                    && by.iter().all(|side| !own.contains(side))
                    && (to.is_empty() || to.iter().any(|side| own.contains(side)))
                    && answers::may_follow(event, offer)
            });
            if let Some((other, _)) = put {
                let what = if event.tone == Some(Tone::Refusal) { "refuses" } else { "is for" };
                found.push((ix, RelationKind::Follows, *other, format!("{what} the offer told of just before")));
            }
        }
    }
}

/// The next round of talks between the very same, or the next encounter that the text calls so. The one before took place.
fn rounds(known: &Known, found: &mut Found) {
    // by who takes part, and by their sides; calls apart
    let mut talks: FxHashMap<Vec<&ActorId>, usize> = FxHashMap::default();
    let mut all: FxHashMap<(bool, Vec<Who>), usize> = FxHashMap::default();
    // events are in the order of their dates
    for (ix, event) in known.events.iter().enumerate() {
        let encounter = matches!(event.kind, Kind::Talks | Kind::Summit | Kind::Call | Kind::Meeting);
        let held = matches!(event.status, Status::Occurred | Status::Planned);
        let group = |(_, id): &(Role, ActorId)| known.kind(id) == Some(ActorKind::Group);
        if !encounter || !held || event.actors.iter().any(group) {
            continue;
        }
        let sides = known.sides(event, |role| !matches!(role, Role::Host | Role::Mediator));
        let key = (event.kind == Kind::Call, sides);
        let first = event.date.as_ref().and_then(|d| d.first());
        if let (true, Some(&before), Some(first)) = (known.says(event, Cue::Again), all.get(&key), first)
            && let Some(then) = day(&known.events[before])
            && (1..=ROUND).contains(&(first - then).num_days())
        {
            let days = when((first - then).num_days());
            found.push((ix, RelationKind::Follows, before, format!("told as one more of the same, {days}")));
        }
        let Some(day) = day(event) else { continue };
        if event.status == Status::Occurred && key.1.len() > 1 {
            all.insert(key, ix);
        }
        if event.kind != Kind::Talks {
            continue;
        }
        let mut ids: Vec<&ActorId> = event.actors.iter().map(|(_, id)| id).collect();
        ids.sort();
        ids.dedup();
        if ids.len() < 2 {
            continue;
        }
        let before = talks.get(&ids).copied();
        if event.status == Status::Occurred {
            talks.insert(ids, ix);
        }
        if let Some(before) = before
            && let Some(then) = super::day(&known.events[before])
        {
            let days = (day - then).num_days();
            // a day apart, it may be the same that sources date in two ways
            if (2..=ROUND).contains(&days) {
                let reason = format!("the next {} of the same, {}", event.kind.as_str(), when(days));
                found.push((ix, RelationKind::Follows, before, reason));
            }
        }
    }
}

/// Who was offered something accepts or refuses it, or both come to an agreement; about the same, when both say what
/// about.
fn proposals(known: &Known, found: &mut Found) {
    let mut by_target: FxHashMap<Option<Who>, Vec<(Day, usize)>> = FxHashMap::default();
    for (ix, event) in known.events.iter().enumerate() {
        let put = event.kind == Kind::Proposal && event.status == Status::Occurred;
        let Some(day) = day(event).filter(|_| put) else { continue };
        for (_, id) in event.actors.iter().filter(|(r, _)| *r == Role::Target) {
            by_target.entry(known.side(id)).or_default().push((day, ix));
        }
    }
    by_target.values_mut().for_each(|list| list.sort());
    for (ix, event) in known.events.iter().enumerate() {
        let word =
            event.kind == Kind::Statement && matches!(event.tone, Some(Tone::Refusal | Tone::Support | Tone::Promise));
        let deal = event.kind == Kind::Agreement && matches!(event.status, Status::Occurred | Status::Planned);
        let Some(day) = day(event).filter(|_| word && event.status == Status::Occurred || deal) else { continue };
        let least = if deal { DEAL } else { WORD };
        let mut best: Option<(i64, usize)> = None;
        for (role, id) in &event.actors {
            if word && *role != Role::Source {
                continue;
            }
            let put = by_target.get(&known.side(id)).map_or(&[][..], Vec::as_slice);
            let end = put.partition_point(|(d, _)| *d <= day);
            for &(then, other) in put[..end].iter().rev() {
                if (day - then).num_days() > least {
                    break;
                }
                let proposal = &known.events[other];
                let Some(days) = known.days_after(event, proposal) else { continue };
                if taken_up(event, proposal, deal, known) && best.is_none_or(|b| days < b.0) {
                    best = Some((days, other));
                }
            }
        }
        if let Some((days, other)) = best {
            let what = match (deal, event.tone) {
                (true, _) => "they agree on what one proposed",
                (_, Some(Tone::Refusal)) => "the one to whom it was proposed refuses",
                _ => "the one to whom it was proposed is for it",
            };
            found.push((ix, RelationKind::Follows, other, format!("{what}, {}", when(days))));
        }
    }
}

/// Whether what is said or agreed on is what was proposed: it names the one who proposed, and the topics do not differ.
fn taken_up(event: &Event, proposal: &Event, deal: bool, known: &Known) -> bool {
    let proposer = |id: &ActorId| {
        let sources = proposal.actors.iter().filter(|(r, _)| *r == Role::Source);
        sources.into_iter().any(|(_, own)| known.agree(own, id))
    };
    let shared = event.topics.iter().any(|t| proposal.topics.contains(t));
    let silent = event.topics.is_empty() || proposal.topics.is_empty();
    let named = event.actors.iter().any(|(role, id)| (deal || *role == Role::Target) && proposer(id));
    if deal {
        return named && shared;
    }
    (shared || named && silent) && known.one_story(event, proposal)
}
