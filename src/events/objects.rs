//! The time behind the object of a verb of speech: "condemned the attack on Monday".

use super::{
    Kind,
    attach::{Anchor, announced, led_by, segment},
    view::View,
};
use crate::{
    pack::{Mark, Preposition},
    time::{TimeExpression, TimeKind},
};
use std::ops::Range;

/// How many words what somebody speaks of may have.
const OBJECT: usize = 14;

/// The time behind an event noun that is the object of a verb of speech is that of the words, if they have no other: "condemned
/// the attack on Monday", "hat den Angriff am Montag verurteilt". What is planned keeps its day ("announced a summit on
/// Friday"), and so does a noun with which the time is joined: "the attack of Monday", "the attack on Monday that killed ten".
pub(super) fn behind(
    view: &View,
    all: &[TimeExpression],
    here: &[usize],
    anchors: &[Anchor],
    ix: usize,
) -> Option<usize> {
    let verb = &anchors[ix];
    let noun = |t: usize| view.nouns.iter().any(|n| (n.start..n.end).contains(&t));
    if verb.kind != Kind::Statement || verb.background || noun(verb.tokens.start) {
        return None;
    }
    let time = here.iter().copied().find(|t| all[*t].tokens.start >= verb.tokens.end)?;
    let at = &all[time].tokens;
    let between = verb.tokens.end..at.start;
    let object = between.len() <= OBJECT && between.clone().any(noun);
    let day = all[time].kind == TimeKind::Date && !joined(view, at);
    let own = segment(view, at) == view.segment_of(verb.tokens.start);
    let planned = |a: &Anchor| a.ahead && !announced(view, &all[time], a, anchors);
    let plan = anchors.iter().any(|a| planned(a) && between.contains(&a.tokens.start));
    // an "e" may lack the accent by which it is a verb
    let verb = |t: usize| view.verbal(t) && !noun(t) && !view.is(t, Mark::And);
    let busy = |t: usize| parts(view, t) || verb(t);
    (object && day && own && !plan && !between.clone().any(busy)).then_some(time)
}

/// Nothing beyond such a word belongs to the object.
fn parts(view: &View, token: usize) -> bool {
    const MARKS: [Mark; 5] =
        [Mark::Complementizer, Mark::Relative, Mark::Subordinator, Mark::Planned, Mark::Infinitive];
    matches!(view.text(token), "," | ";" | ":") || view.quoted(token) || MARKS.iter().any(|m| view.is(token, *m))
}

/// "the attack of Monday", "the attack on Monday, in which ten died", "the attack on Monday's train".
fn joined(view: &View, time: &Range<usize>) -> bool {
    let led = |p: Preposition| led_by(view, time, |t| view.preposition(t, p));
    let of = led(Preposition::Of) && !led(Preposition::At) || led(Preposition::From);
    let comma = usize::from(view.has(time.end) && view.text(time.end) == ",");
    let next = time.end + comma;
    let opens = |t: usize| view.is(t, Mark::Relative) || view.is(t, Mark::Complementizer);
    let related = opens(next) || view.any_preposition(next) && view.is(next + 1, Mark::Relative);
    of || view.since(time.start) || related || owning(view, time)
}

/// "Monday's attack": the time owns the noun behind it, and is of no verb before it.
pub(super) fn owning(view: &View, time: &Range<usize>) -> bool {
    let glued = |t: usize| view.document.tokens[t].glued && view.preposition(t, Preposition::Of);
    let last = time.end.saturating_sub(1);
    (view.has(time.end) && glued(time.end) || last > time.start && view.has(last) && glued(last))
        // "told Monday's press conference": the occasion of the words
        && !(time.end..time.end + OCCASION).any(|t| view.is(t, Mark::Occasion))
}

/// How many words behind a time that owns an occasion of words the occasion may end.
const OCCASION: usize = 4;
