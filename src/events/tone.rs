//! The tone of a neutral report, from what is reported: "said that Sudan must return it" asks,
//! "said it would not accept" refuses, "said they will send" promises, "said it would retaliate" threatens.

use super::{Kind, Sort, Tone, candidate::fitting, groups::Group, view::View};
use crate::{
    actors::{ActorId, ActorRef},
    pack::Mark,
};
use std::ops::Range;

/// How many words of the reported clause are looked at.
const REACH: usize = 14;
/// How far from its auxiliary the verb of the deed stands.
const DEED: usize = 8;
/// How far a word that says by itself that harm is meant.
const NEXT: usize = 3;

/// The tone of what `group` reports in indirect speech; `side` gives the country that someone acts for.
pub(super) fn reported(view: &View, group: &Group, speakers: &[usize], side: &impl Fn(&ActorRef) -> ActorId) -> Tone {
    let limit = (group.end + REACH).min(view.tokens.end);
    let mood = |t: &usize| {
        [Mark::Must, Mark::Willing, Mark::Future, Mark::Conditional].into_iter().any(|mark| view.is(*t, mark))
    };
    let first = (group.end..limit).find(mood).unwrap_or(limit);
    // the reported clause begins at a complementizer, or right after the verb
    let that = (group.end..first).find(|t| view.is(*t, Mark::Complementizer));
    let known = &Speaker::new(view, speakers, side);
    match clause(view, that.map_or(group.end, |t| t + 1)..limit, known, side) {
        Tone::Neutral => {}
        tone => return tone,
    }
    // "Norway will send troops, its foreign minister said"
    let named = speakers.iter().map(|s| view.actor(*s).tokens.start).min();
    let from = named.map_or(group.start, |s| s.min(group.start));
    let comma = (view.tokens.start..from).rev().take(6).find(|t| view.text(*t) == ",");
    match comma {
        Some(comma) if group.end + REACH > view.tokens.end && !view.quoted(comma.saturating_sub(1)) => {
            clause(view, view.tokens.start..comma, known, side)
        }
        _ => Tone::Neutral,
    }
}

/// For whom those who speak can speak.
struct Speaker {
    sides: Vec<ActorId>,
    /// An official whose country nobody knows speaks for the one that he speaks of.
    anyone: bool,
}

impl Speaker {
    fn new(view: &View, mentions: &[usize], side: &impl Fn(&ActorRef) -> ActorId) -> Self {
        // "Rwandan rebels" do not speak for their country
        let own = mentions.iter().filter(|s| !view.actor(**s).adjective);
        let sides: Vec<ActorId> = own.flat_map(|s| &view.actor(*s).refs).map(side).collect();
        let official =
            |id: &ActorId| view.cast.discovered.iter().any(|d| d.id == *id && d.country.is_none() && d.title.is_some());
        Speaker { anyone: sides.iter().any(official), sides }
    }

    fn speaks_for(&self, r: &ActorRef, side: &impl Fn(&ActorRef) -> ActorId) -> bool {
        self.sides.contains(&side(r))
    }
}

fn clause(view: &View, range: Range<usize>, speaker: &Speaker, side: &impl Fn(&ActorRef) -> ActorId) -> Tone {
    let (start, end) = (range.start, range.end);
    let mut stranger = speaker.anyone;
    let mut own = true;
    for token in start..end {
        if view.quoted(token) || matches!(view.text(token), ";" | ":" | ".") {
            break;
        }
        if let Some(mention) = view.mention(token) {
            let m = view.actor(mention);
            let same = m.locative || m.refs.is_empty() || m.refs.iter().any(|r| speaker.speaks_for(r, side));
            own &= same || std::mem::take(&mut stranger);
        }
        let negated = view.is(token, Mark::Negation)
            || view.is(token + 1, Mark::Negation)
            || token > start && view.is(token - 1, Mark::Negation);
        if view.is(token, Mark::Must) {
            return if own { Tone::Neutral } else { Tone::Appeal };
        }
        if own && view.is(token, Mark::Willing) {
            let denied = (token.saturating_sub(2).max(start)..token).any(|t| view.is(t, Mark::Negation));
            return if denied { Tone::Refusal } else { intent(view, token) };
        }
        if view.is(token, Mark::Future) || view.is(token, Mark::Conditional) {
            return match (negated, own) {
                // "will no longer tolerate"
                (true, true) if view.is(token, Mark::Hostile) || view.is(token + 1, Mark::Hostile) => Tone::Threat,
                (true, true) => Tone::Refusal,
                (false, true) => intent(view, token),
                _ => Tone::Neutral,
            };
        }
        let be = view.is(token, Mark::BePresent) || view.is(token, Mark::HavePresent) || view.is(token, Mark::BePast);
        // "is prepared to"
        if be && !(token + 1..(token + 4).min(end)).any(|t| view.is(t, Mark::Willing)) {
            break;
        }
    }
    Tone::Neutral
}

/// What someone says that he will do: a promise, or a threat where it would harm others or hangs on what they do.
fn intent(view: &View, mood: usize) -> Tone {
    let reach = mood..(mood + DEED).min(view.tokens.end);
    // the first verb, by its longest reading: "take effect" takes nothing from anybody
    let first = view.verbs.iter().find(|v| reach.contains(&v.start)).map_or(0, |v| v.start);
    let end = view.verbs.iter().filter(|v| v.start == first).map(|v| v.end).max().unwrap_or(0);
    let harm = view.verbs.iter().filter(|v| v.start == first && v.end == end && reach.contains(&first)).any(|v| {
        let clause = view.clause(v.start);
        let told = fitting(view, &[v.sense], v.end, &clause).find_map(|(_, sense)| sense.kind);
        let hurts = |kind| matches!(kind, Kind::Strike | Kind::Sanction | Kind::Rupture | Kind::Mobilization);
        let gentle = [Sort::Withdrawal, Sort::Lifting, Sort::Joint, Sort::Release];
        told.is_some_and(|kind| hurts(kind) && !view.sort(kind, v.start..v.end).is_some_and(|s| gentle.contains(&s)))
    });
    let unless = view.any(mood..view.tokens.end, Mark::Unless);
    let hostile = view.any(mood..(mood + NEXT).min(view.tokens.end), Mark::Hostile);
    if harm || unless || hostile { Tone::Threat } else { Tone::Promise }
}
