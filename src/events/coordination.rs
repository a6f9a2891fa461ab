//! "Germany condemned the attack and France recalled its ambassador": clauses that "and" joins, each with a doer of its own.

use super::{Tone, arguments::object_of_earlier, governed::governed, groups::Group, lexicon::Frame, view::View};
use crate::pack::Mark;

/// How many adverbs and words of a time may stand between who acts and the verb.
const ADVERBS: usize = 6;

/// The "and" with which the clause of a verb begins, its doer right behind it, where a verb before it has a doer of its own.
pub(super) fn and(view: &View, groups: &[Group], index: usize) -> Option<usize> {
    let group = &groups[index];
    let light = |t: &usize| view.timed(*t) || view.is(*t, Mark::Adverb) || view.any_preposition(*t);
    let last =
        (view.tokens.start..group.start).rev().take(ADVERBS).find(|t| !light(t) || view.mention(*t).is_some())?;
    let doer = view.mention(last).filter(|m| group.finite() && view.actor(*m).tokens.end == last + 1)?;
    let and = joins(view, view.actor(doer).tokens.start)?;
    let previous = groups[..index].iter().rev().find(|g| g.end <= and)?;
    let clause = view.segment_of(previous.verb) == view.segment_of(group.verb);
    if !previous.finite() || previous.quoted != group.quoted || !clause {
        return None;
    }
    // "met Scholz and Meloni called Biden", but "said Scholz and Meloni called Biden"
    let Some(before) = view.mention(and - 1) else { return Some(and) };
    let says = |s: &u16| {
        let sense = &view.lexicon.verbs[*s as usize];
        sense.frame == Frame::Say && matches!(sense.tone, None | Some(Tone::Neutral))
    };
    let object = object_of_earlier(view, groups, index, before) && !previous.senses.iter().any(says);
    (object || governed(view, before).is_some()).then_some(and)
}

/// The "and" before somebody, over an article or a title.
fn joins(view: &View, start: usize) -> Option<usize> {
    let small = |t: &usize| (view.is(*t, Mark::Determiner) || view.is(*t, Mark::Honorific)) && !view.is(*t, Mark::And);
    let at = (view.tokens.start + 1..start).rev().take(3).find(|t| !small(t))?;
    view.is(at, Mark::And).then_some(at)
}

/// Another doer and his verb follow an "and" or a "while".
pub(super) fn goes_on(view: &View, and: usize) -> bool {
    let small = |t: &usize| view.is(*t, Mark::Adverb) || view.is(*t, Mark::Reflexive);
    let doer = || (and + 1..(and + 4).min(view.tokens.end)).find_map(|t| view.mention(t));
    let verb = |m: usize| {
        let end = view.actor(m).tokens.end;
        (end..(end + 3).min(view.tokens.end)).find(|t| !small(t)).is_some_and(|t| view.verbal(t))
    };
    (view.is(and, Mark::And) || view.is(and, Mark::Subordinator)) && doer().is_some_and(verb)
}
