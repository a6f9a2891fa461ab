//! What somebody is asked, told or ordered to do: it is part of the words, and whoever is to do it is addressed.

use super::{
    Kind, Role, Tone,
    arguments::{Subject, Way},
    candidate::Candidate,
    groups::{Group, Tense},
    shared,
    view::View,
};
use crate::pack::{Mark, Preposition};
use std::ops::Range;

/// How many words may stand between the verb of asking and what it asks for.
const REACH: usize = 10;

/// Turns orders into appeals, and drops deeds that are only asked for and have no day of their own.
pub(super) fn settle(
    view: &View,
    groups: &[Group],
    subjects: &[Option<Subject>],
    candidates: &mut Vec<Candidate>,
    own: impl Fn(&[(Role, usize)], usize) -> bool,
) {
    for (ix, group) in groups.iter().enumerate() {
        let told = |c: &&mut Candidate| !c.noun && c.tokens.start == group.verb;
        if let Some(candidate) = candidates.iter_mut().find(told) {
            ordered(view, group, groups.get(ix + 1), candidate);
        }
        let deed = |c: &Candidate| {
            let verb = if c.noun { c.carrier } else { Some(c.tokens.start) };
            verb == Some(group.verb) && c.kind.is_deed()
        };
        let wanted =
            || due(view, group, subjects[ix].as_ref(), candidates, &own) || demanded(view, groups, subjects, ix);
        if candidates.iter().any(deed) && !timed(view, groups, ix) && wanted() {
            candidates.retain(|c| !deed(c));
        }
    }
}

/// "said Russia must withdraw", "the EU must send more weapons, Borrell said": what others than the speaker must do is what
/// he wants of them.
fn due(
    view: &View,
    group: &Group,
    subject: Option<&Subject>,
    candidates: &[Candidate],
    own: &impl Fn(&[(Role, usize)], usize) -> bool,
) -> bool {
    let must = (group.start..group.verb).any(|t| view.is(t, Mark::Must));
    let Some(subject) = subject.filter(|s| must && s.way == Way::Before) else { return false };
    let says = |c: &&Candidate| c.kind == Kind::Statement && c.tone == Some(Tone::Appeal) && !c.noun;
    let Some(words) = candidates.iter().find(says) else { return false };
    let known = |m: &usize| words.roles.iter().any(|(_, known)| view.actor(*known).refs == view.actor(*m).refs);
    subject.mentions.iter().any(|m| !own(&words.roles, *m) && !known(m))
}

/// "asked Putin to withdraw", "demanded that Belarus withdraw", "told them to stop selling arms": the verb group is what an
/// earlier one asks of another.
fn demanded(view: &View, groups: &[Group], subjects: &[Option<Subject>], index: usize) -> bool {
    let group = &groups[index];
    let mut chained = matches!(group.tense, Tense::Infinitive | Tense::Gerund);
    for (previous, subject) in groups[..index].iter().zip(subjects).rev() {
        // "the affair pushed Turkey to recall its envoy": what nobody asked for was done
        if subject.is_none() && view.is(previous.verb, Mark::Caused) {
            return false;
        }
        let between = previous.end..group.start;
        if previous.quoted != group.quoted || between.len() > REACH || breaks(view, between.clone()) {
            return false;
        }
        let mut that = previous.end..group.start.min(previous.end + 4);
        let clause = group.tense == Tense::Present && that.any(|t| view.is(t, Mark::Complementizer));
        let wants = shared::asks(view, previous) || orders(view, previous);
        if wants && (chained || clause) && named(view, between).is_some() {
            return true;
        }
        chained &= previous.tense == Tense::Infinitive;
        if !chained {
            return false;
        }
    }
    false
}

/// "told Zelensky to sign", "i-a ordonat Kievului să oprească": an order to whoever is told, though the verb itself may also
/// just say something.
fn ordered(view: &View, group: &Group, next: Option<&Group>, candidate: &mut Candidate) {
    let plain = candidate.kind == Kind::Statement && candidate.verb_tone == Some(Tone::Neutral);
    let Some(next) = next.filter(|n| plain && n.tense == Tense::Infinitive && n.quoted == group.quoted) else { return };
    let between = group.end..next.start;
    if group.passive || !orders(view, group) || between.len() > REACH || breaks(view, between.clone()) {
        return;
    }
    // "told Merkel he wanted to sign", "a Merkel di voler firmare": what the speaker wants himself
    let own = |t: usize| [Mark::Hoped, Mark::Willing, Mark::Planned, Mark::Possible].into_iter().any(|m| view.is(t, m));
    let Some(mention) = named(view, between.clone()) else { return };
    let speaks = candidate.roles.iter().any(|(_, m)| view.actor(*m).refs == view.actor(mention).refs);
    if speaks || (view.actor(mention).tokens.end..next.verb).any(own) {
        return;
    }
    candidate.tone = Some(Tone::Appeal);
    candidate.verb_tone = candidate.tone;
    candidate.roles.push((Role::Target, mention));
    candidate.reasons.push("whoever is told is to do it".into());
}

fn orders(view: &View, group: &Group) -> bool {
    (group.verb..group.end).any(|t| view.is(t, Mark::Orders))
}

/// Who is addressed right behind the verb: "told Moscow", "a spus Moscovei", and not "said in Moscow".
fn named(view: &View, between: Range<usize>) -> Option<usize> {
    let mention = between.clone().take(4).find_map(|t| view.mention(t))?;
    let actor = view.actor(mention);
    let led = actor.tokens.start > between.start && view.any_preposition(actor.tokens.start - 1);
    let to = led && view.preposition(actor.tokens.start - 1, Preposition::To);
    (!actor.adjective && (!led || to) && (!actor.locative || to)).then_some(mention)
}

fn breaks(view: &View, mut between: Range<usize>) -> bool {
    between.any(|t| {
        matches!(view.text(t), "," | ";" | ":") || view.is(t, Mark::Relative) && !view.is(t, Mark::Complementizer)
    })
}

/// A day stands behind the verb, before the next clause: what is asked for is an appointment.
fn timed(view: &View, groups: &[Group], index: usize) -> bool {
    let next = groups[index + 1..].iter().find(|g| g.finite()).map_or(view.tokens.end, |g| g.start);
    (groups[index].end..next).any(|t| view.timed(t))
}
