//! One verb, two encounters: "spoke to Merkel on Wednesday and to Macron on Thursday".

use super::{Kind, Role, candidate::Candidate, governed::free, view::View};
use crate::{
    pack::{Mark, Preposition},
    time::TimeExpression,
};

/// How many words may stand between the first partner, its time and the "and".
const NEAR: usize = 4;
/// The same where a place stands among them.
const PLACED: usize = 9;

/// Gives the second partner, where each stands beside a time of its own, an event of his own.
pub(super) fn split(
    view: &View,
    times: &[TimeExpression],
    candidates: &mut Vec<Candidate>,
    dated: &mut Vec<Option<usize>>,
) {
    let mut ix = 0;
    while ix < candidates.len() {
        if let Some((second, time)) = second(view, times, &candidates[ix], dated[ix]) {
            let mut other = candidates[ix].clone();
            let after = |m: usize| view.actor(m).tokens.start >= candidates[ix].tokens.end;
            other.roles.retain(|(role, m)| *role != Role::Participant || !after(*m));
            other.roles.push((Role::Participant, second));
            // the words that tell it, by which it is known
            other.tokens = view.actor(second).tokens.clone();
            other.reasons.push("with a time of its own".into());
            candidates[ix].roles.retain(|(_, m)| *m != second);
            candidates.insert(ix + 1, other);
            dated.insert(ix + 1, Some(time));
            ix += 1;
        }
        ix += 1;
    }
    stops(view, times, candidates, dated);
}

/// "travels to Yerevan on Thursday and to Baku on Friday", "attacked Kyiv on Monday and Odesa on Tuesday": each stop, or each town
/// struck, with a time of its own is an event of its own.
fn stops(view: &View, times: &[TimeExpression], candidates: &mut Vec<Candidate>, dated: &mut Vec<Option<usize>>) {
    let mut ix = 0;
    while ix < candidates.len() {
        if let Some((place, time)) = stop(view, times, &candidates[ix], dated[ix]) {
            let mut other = candidates[ix].clone();
            other.roles.retain(|(role, _)| *role == Role::Source || candidates[ix].kind == Kind::Strike);
            other.tokens = place;
            other.reasons.push("a stop with a time of its own".into());
            candidates.insert(ix + 1, other);
            dated.insert(ix + 1, Some(time));
            ix += 1;
        }
        ix += 1;
    }
}

/// Where the second stop stands and when it is: an "and", a time, and a place behind a preposition, in either order.
fn stop(
    view: &View,
    times: &[TimeExpression],
    candidate: &Candidate,
    first: Option<usize>,
) -> Option<(std::ops::Range<usize>, usize)> {
    let struck = candidate.kind == Kind::Strike;
    let own = times[first.filter(|_| (struck || candidate.kind == Kind::Visit) && !candidate.noun)?].tokens.clone();
    let from = candidate.tokens.end;
    let and = (from..(from + 2 * NEAR).min(view.tokens.end)).find(|t| view.is(*t, Mark::And))?;
    let within = and + 1..(and + 2 + NEAR).min(view.tokens.end);
    let token = within.clone().find(|t| view.timed(*t))?;
    let time = times.iter().position(|t| t.tokens.contains(&token)).filter(|t| times[*t].tokens.start > own.start)?;
    let led = |t: usize| struck || view.preposition(t, Preposition::At) || view.preposition(t, Preposition::To);
    let place = view.cast.places.iter().map(|p| &p.tokens).find(|p| within.contains(&p.start) && led(p.start - 1))?;
    // nothing else stands there: no verb, nobody
    let stray = |t: usize| view.verbal(t) || view.mention(t).is_some() && !place.contains(&t);
    let plain = own.start < and && !(and + 1..place.end.max(token + 1)).any(stray);
    // what is struck stands right behind the word that tells it
    let trigger = if struck { and..place.start } else { place.clone() };
    plain.then_some((trigger, time))
}

/// The second partner and his time: "met A on Monday and B on Tuesday", "on Monday with A and on Tuesday with B".
fn second(
    view: &View,
    times: &[TimeExpression],
    candidate: &Candidate,
    first_time: Option<usize>,
) -> Option<(usize, usize)> {
    if candidate.kind.group() != 0 || candidate.noun {
        return None;
    }
    let own = times[first_time?].tokens.clone();
    let verb = candidate.tokens.end;
    if candidate.kind == Kind::Visit {
        return None;
    }
    let behind = |m: &&usize| view.actor(**m).tokens.start >= verb;
    let partners = candidate.roles.iter().filter(|(role, _)| *role == Role::Participant).map(|(_, m)| m);
    let first = *partners.filter(behind).min_by_key(|m| view.actor(**m).tokens.start)?;
    let end = view.actor(first).tokens.end;
    // the time of the first stands before it or right behind it, not beyond the "and"
    let placed = |t: usize| view.mention(t).is_some_and(|m| view.actor(m).locative) || view.text(t) == ",";
    let bare = |t: usize| view.timed(t) || view.any_preposition(t) || view.is(t, Mark::Determiner) || placed(t);
    let and = (end..end + PLACED).take_while(|t| view.has(*t)).find(|t| view.is(*t, Mark::And))?;
    if !(verb..and).contains(&own.start) || !(end..and).all(bare) {
        return None;
    }
    let at = (and + 1..and + 1 + NEAR).find(|t| view.mention(*t).is_some())?;
    let other = view.mention(at)?;
    let m = view.actor(other);
    let before = (and + 1..m.tokens.start).find(|t| view.timed(*t));
    let run = (m.tokens.end..m.tokens.end + PLACED).take_while(|t| view.has(*t) && bare(*t));
    let behind = run.into_iter().find(|t| view.timed(*t));
    let token = before.or(behind)?;
    let time = times.iter().position(|t| t.tokens.contains(&token) && Some(t.tokens.start) != Some(own.start))?;
    let named = m.gender.is_some() && !m.media && !m.locative && !m.adjective;
    let governed = (and + 1..m.tokens.start).any(|t| view.any_preposition(t));
    let plain = (and + 1..m.tokens.start).all(bare) && (governed || free(view, other));
    // "and Kono left on Tuesday": a verb of its own
    let verb_behind = view.verbs.iter().any(|v| (m.tokens.end..m.tokens.end + NEAR).contains(&v.start));
    (named && plain && !verb_behind && other != first).then_some((other, time))
}
