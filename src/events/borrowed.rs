//! Times that a trigger has from elsewhere in its sentence, where its own clause names none.

use super::{
    Kind,
    attach::{Anchor, bare_year, segment},
    clauses,
    view::View,
};
use crate::{
    pack::Mark,
    time::{TimeExpression, TimeKind},
};

/// Gives triggers without a time that of the clause which they hang on, or that is over the whole sentence.
pub(super) fn times(
    view: &View,
    all: &[TimeExpression],
    here: &[usize],
    anchors: &[Anchor],
    out: &mut [Option<usize>],
) {
    for ix in 0..anchors.len() {
        if out[ix].is_none() {
            out[ix] = of_antecedent(view, all, here, anchors[ix].tokens.start);
        }
        if out[ix].is_none() {
            out[ix] = of_carrier(view, all, here, &anchors[ix]);
        }
        if out[ix].is_none() {
            out[ix] = of_opening(view, all, here, anchors, ix);
        }
        if out[ix].is_none() {
            out[ix] = of_relative(view, all, here, anchors, ix);
        }
    }
    for ix in 0..anchors.len() {
        if out[ix].is_none() {
            out[ix] = amid(view, anchors, out, ix);
        }
        if out[ix].is_none() {
            out[ix] = labelled(view, all, here, anchors[ix].tokens.start);
        }
        if out[ix].is_none() && anchors[ix].subject.is_some() {
            out[ix] = over_colon(view, all, here, anchors[ix].tokens.start);
        }
    }
}

/// "A febbraio Washington preparò una bozza che l'Egitto siglò": the only time of the sentence, at its head, is that of a
/// relative where its own clause tells nothing else.
fn of_opening(view: &View, all: &[TimeExpression], here: &[usize], anchors: &[Anchor], ix: usize) -> Option<usize> {
    let [time] = here else { return None };
    let at = &all[*time].tokens;
    let main = segment(view, at);
    let clause = view.clause(anchors[ix].tokens.start).start;
    let opens = at.start <= view.tokens.start + 2 && all[*time].kind == TimeKind::Date && !view.quoted(clause);
    let relative = view.is(clause, Mark::Relative) || view.is(clause, Mark::Complementizer);
    let hangs = relative && at.end < clause && !view.verbal(clause - 1) && view.segment_of(clause) != main;
    let idle = anchors.iter().all(|a| view.segment_of(a.tokens.start) != main);
    (opens && hangs && idle && !anchors[ix].ahead).then_some(*time)
}

/// "a trip to Seoul that had been due to start on Friday", "the exercise, which begins on Sunday": a relative behind the noun
/// of an event, where it tells nothing else, names the day of that.
fn of_relative(view: &View, all: &[TimeExpression], here: &[usize], anchors: &[Anchor], ix: usize) -> Option<usize> {
    let anchor = &anchors[ix];
    let noun = |n: &super::view::NounHit| n.start == anchor.tokens.start;
    if !view.nouns.iter().any(noun) || anchor.background {
        return None;
    }
    let opens = |t: usize| view.is(t, Mark::Relative) || view.is(t, Mark::Complementizer);
    let relative = (anchor.tokens.end..anchor.tokens.end + OWN).find(|t| opens(*t))?;
    // "talks with Merkel, who arrived on Monday"
    let of_person = (anchor.tokens.end..relative)
        .rev()
        .find_map(|t| view.mention(t))
        .is_some_and(|m| view.actor(m).gender.is_some() && view.actor(m).tokens.end + 1 >= relative);
    let set = (relative..view.clause(relative).end).any(|t| view.is(t, Mark::Planned));
    let busy = (anchor.tokens.end..relative).any(|t| view.verbal(t));
    let clause = view.segment_of(relative);
    let idle = anchors.iter().all(|a| view.segment_of(a.tokens.start) != clause);
    let time = here.iter().copied().find(|t| segment(view, &all[*t].tokens) == clause)?;
    let own = all[time].kind == TimeKind::Date && all[time].tokens.start >= relative;
    // the days of a summit are more than that on which it opens
    let summit = anchor.kind == Kind::Summit && (anchor.ahead || anchor.done);
    // "its withdrawal from the body that was set up in 2023": of another noun
    let other = (anchor.tokens.end..relative).any(|t| view.common(t)) || bare_year(view, &all[time].tokens);
    (own && idle && !busy && !summit && (set || !of_person && !other)).then_some(time)
}

/// How many words may stand between the noun of an event and a relative that hangs on it.
const OWN: usize = 10;

/// "On Thursday, minutes after a vote in which all members backed him", "travelled to Beijing last week, where he asked for
/// help": what a relative behind a preposition or a place tells is of the only time of the sentence.
fn of_antecedent(view: &View, all: &[TimeExpression], here: &[usize], anchor: usize) -> Option<usize> {
    let opens = view.clause(anchor).start;
    let led = opens > view.tokens.start && view.any_preposition(opens - 1) || clauses::after_time(view, opens);
    let led = led && view.is(opens, Mark::Relative);
    let [time] = here else { return None };
    (led && all[*time].tokens.end <= opens && !view.quoted(anchor)).then_some(*time)
}

/// "the meeting that Putin and Biden held on Monday lasted three hours": the time of the relative that holds it.
fn of_carrier(view: &View, all: &[TimeExpression], here: &[usize], anchor: &Anchor) -> Option<usize> {
    let carrier = anchor.carrier.filter(|c| *c >= anchor.tokens.end)?;
    let relative = view.segment_of(carrier);
    let own = |t: &usize| segment(view, &all[*t].tokens) == relative;
    here.iter().copied().find(own).filter(|_| relative != view.segment_of(anchor.tokens.start))
}

/// "On Friday, hours after the plane had landed, Armenia suspended …": the time that opens a sentence and that nothing in its
/// clause takes is that of what the main clause tells first.
pub(super) fn fronted(
    view: &View,
    all: &[TimeExpression],
    here: &[usize],
    anchors: &[Anchor],
    out: &mut [Option<usize>],
) {
    let Some(&time) = here.first() else { return };
    let at = all[time].tokens.clone();
    let opens =
        at.start <= view.tokens.start + 1 && view.has(at.end) && view.text(at.end) == "," && !view.quoted(at.start);
    if !opens || out.contains(&Some(time)) {
        return;
    }
    // the clause in between closes with a comma, and its own time is none of the calendar
    let closes = |to: usize| (at.end + 1..to).any(|t| view.text(t) == ",");
    let main = anchors.iter().position(|a| a.subject.as_ref().is_some_and(|s| closes(s.start.min(a.tokens.start))));
    if let Some(ix) = main
        && out[ix].is_none_or(|t| all[t].kind == TimeKind::Vague)
        && !view.quoted(anchors[ix].tokens.start)
    {
        out[ix] = Some(time);
    }
}

/// "admitted on 19 January, during a meeting in Dakar with Wade": what happened in the course of an encounter happened when it
/// was held.
fn amid(view: &View, anchors: &[Anchor], out: &[Option<usize>], ix: usize) -> Option<usize> {
    let anchor = &anchors[ix];
    let noun = anchor.tokens.start;
    let held = view.nouns.iter().any(|n| n.start == noun && view.encounter(n));
    let course = |t: usize| view.is(t, Mark::Around) && !view.is(t, Mark::Sequel) && !view.is(t, Mark::Since);
    let before = noun.saturating_sub(LED_IN).max(view.tokens.start)..noun;
    let led = held && before.rev().take_while(|t| view.mention(*t).is_none() && !view.verbal(*t)).any(course);
    let clause = view.segment_of(noun);
    let beside = |a: &Anchor| !a.background && a.ahead == anchor.ahead && view.segment_of(a.tokens.start) == clause;
    let others = anchors.iter().zip(out).filter(|(a, time)| led && time.is_some() && beside(a));
    others.min_by_key(|(a, _)| a.tokens.start.abs_diff(noun)).and_then(|(_, time)| *time)
}

/// How many words may lead in the noun of an encounter: "during a private".
const LED_IN: usize = 4;

/// "Monday: …", "Martedì – …": the day over a line of a chronicle is that of all it tells.
fn labelled(view: &View, all: &[TimeExpression], here: &[usize], anchor: usize) -> Option<usize> {
    let &time = here.first()?;
    let at = &all[time].tokens;
    let label = at.start <= view.tokens.start + 1 && view.has(at.end) && view.document.label_at(at.end);
    (label && anchor > at.end).then_some(time)
}

/// "An unprecedented call took place on Tuesday: Trump and Baradar spoke …": the only time of the sentence, before a colon,
/// is that of what is told behind it.
fn over_colon(view: &View, all: &[TimeExpression], here: &[usize], anchor: usize) -> Option<usize> {
    let colon = (view.tokens.start..anchor).rev().find(|t| view.text(*t) == ":" && !view.quoted(*t))?;
    let [time] = here else { return None };
    (all[*time].tokens.end <= colon && !view.quoted(anchor)).then_some(*time)
}
