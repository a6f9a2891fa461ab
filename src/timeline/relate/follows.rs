//! `follows`: one round of talks after another, and what became of a proposal.

use super::{Found, Known, answers, told_after, when};
use crate::{
    edtf::Day,
    events::{Kind, Role, Status, Tone},
    pack::{ActorKind, Cue},
    timeline::{RelationKind, profiles::Who, unit::Few},
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
        for piece in event.evidence.iter().filter(|p| p.cues.has(Cue::Offer)) {
            let own = known.sides(ix, |role| matches!(role, Role::Source | Role::Participant));
            let put = known.sentences.from(piece, OFFER).iter().rev().find(|(other, told)| {
                let offer = &known.events[*other];
                let by = known.sides(*other, |role| role == Role::Source);
                let to = known.sides(*other, |role| role == Role::Target);
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
    let mut talks: FxHashMap<Few, usize> = FxHashMap::default();
    let mut all: FxHashMap<(bool, Few), usize> = FxHashMap::default();
    // events are in the order of their dates
    for (ix, event) in known.events.iter().enumerate() {
        let encounter = matches!(event.kind, Kind::Talks | Kind::Summit | Kind::Call | Kind::Meeting);
        let held = matches!(event.status, Status::Occurred | Status::Planned);
        let group = |(_, who): (Role, Who)| known.kind(who) == ActorKind::Group;
        if !encounter || !held || known.casts[ix].iter().any(group) {
            continue;
        }
        let sides = known.sides(ix, |role| !matches!(role, Role::Host | Role::Mediator));
        let key = (event.kind == Kind::Call, sides);
        let first = event.date.as_ref().and_then(|d| d.first());
        if let (Some(&before), Some(first)) = (all.get(&key), first)
            && let Some(then) = known.days[before]
            && (1..=ROUND).contains(&(first - then).num_days())
            && known.says(event, Cue::Again)
        {
            let days = when((first - then).num_days());
            found.push((ix, RelationKind::Follows, before, format!("told as one more of the same, {days}")));
        }
        let Some(day) = known.days[ix] else { continue };
        if event.status == Status::Occurred && key.1.len() > 1 {
            all.insert(key, ix);
        }
        if event.kind != Kind::Talks {
            continue;
        }
        let mut who: Few = known.casts[ix].iter().map(|(_, who)| who).collect();
        who.sort_unstable();
        who.dedup();
        if who.len() < 2 {
            continue;
        }
        let before = talks.get(&who).copied();
        if event.status == Status::Occurred {
            talks.insert(who, ix);
        }
        if let Some(before) = before
            && let Some(then) = known.days[before]
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
    let mut by_target: FxHashMap<Who, Vec<(Day, usize)>> = FxHashMap::default();
    // a deal is on one of the topics
    let mut by_topic: FxHashMap<(Who, &str), Vec<(Day, usize)>> = FxHashMap::default();
    for (ix, event) in known.events.iter().enumerate() {
        let put = event.kind == Kind::Proposal && event.status == Status::Occurred;
        let Some(day) = known.days[ix].filter(|_| put) else { continue };
        for who in known.of_role(ix, Role::Target) {
            let side = known.profiles.side(who);
            by_target.entry(side).or_default().push((day, ix));
            event.topics.iter().for_each(|topic| by_topic.entry((side, topic)).or_default().push((day, ix)));
        }
    }
    by_target.values_mut().for_each(|list| list.sort());
    by_topic.values_mut().for_each(|list| list.sort());
    for (ix, event) in known.events.iter().enumerate() {
        let word =
            event.kind == Kind::Statement && matches!(event.tone, Some(Tone::Refusal | Tone::Support | Tone::Promise));
        let deal = event.kind == Kind::Agreement && matches!(event.status, Status::Occurred | Status::Planned);
        let Some(day) = known.days[ix].filter(|_| word && event.status == Status::Occurred || deal) else { continue };
        let least = if deal { DEAL } else { WORD };
        // the nearest of a list
        let nearest = |list: Option<&Vec<(Day, usize)>>| -> Option<(Day, usize)> {
            let list = list.map_or(&[][..], Vec::as_slice);
            let before = list[..list.partition_point(|(then, _)| *then <= day)].iter().rev().copied();
            let mut near = before.take_while(|(then, _)| (day - *then).num_days() <= least);
            near.find(|(then, other)| {
                let proposal = &known.events[*other];
                (*then < day || told_after(event, proposal)) && taken_up(ix, *other, deal, known)
            })
        };
        let mut best: Option<(i64, usize)> = None;
        for (role, who) in known.casts[ix].iter() {
            if word && role != Role::Source {
                continue;
            }
            let side = known.profiles.side(who);
            let put = if deal {
                event.topics.iter().filter_map(|topic| nearest(by_topic.get(&(side, topic)))).max()
            } else {
                nearest(by_target.get(&side))
            };
            let Some((then, other)) = put else { continue };
            let days = (day - then).num_days();
            if best.is_none_or(|b| days < b.0) {
                best = Some((days, other));
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
fn taken_up(ix: usize, put: usize, deal: bool, known: &Known) -> bool {
    let (event, proposal) = (&known.events[ix], &known.events[put]);
    let shared = event.topics.iter().any(|t| proposal.topics.contains(t));
    let silent = event.topics.is_empty() || proposal.topics.is_empty();
    let proposer = |who: Who| known.of_role(put, Role::Source).any(|own| known.agree(own, who));
    let named = || known.casts[ix].iter().any(|(role, who)| (deal || role == Role::Target) && proposer(who));
    if deal {
        return shared && named();
    }
    (shared || silent && named()) && known.one_story(event, proposal)
}
