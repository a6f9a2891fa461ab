//! Times of a sentence that nothing has taken: the last resort of what has happened and has no time of its own.

use super::{
    Kind,
    attach::{Anchor, attributive, bare_year},
    bounds, objects,
    view::View,
};
use crate::{
    pack::Mark,
    time::{Field, Meaning, TimeExpression, TimeKind},
};
use std::ops::Range;

/// How many words may stand between.
const FAR: usize = 14;

/// "Nine died on Monday at dawn, when commandos stormed the ship", "warned a minister of state in the resort of Davos on Sunday
/// that …": a time that is no trigger's belongs to the nearest that has none, where nothing that could own it stands between.
pub(super) fn times(
    view: &View,
    all: &[TimeExpression],
    here: &[usize],
    anchors: &[Anchor],
    out: &mut [Option<usize>],
) {
    let free: Vec<usize> =
        here.iter().copied().filter(|t| !out.contains(&Some(*t)) && open(view, &all[*t], anchors)).collect();
    for (anchor, own) in anchors.iter().zip(out).filter(|(a, own)| own.is_none() && a.done && !a.background) {
        let near = |t: &usize| (gap(&all[*t].tokens, &anchor.tokens), *t);
        let reached = free.iter().filter(|t| reaches(view, &all[**t], anchor)).map(near);
        *own = reached.min().map(|(_, time)| time);
    }
}

/// A day that something told here may have been on.
fn open(view: &View, time: &TimeExpression, anchors: &[Anchor]) -> bool {
    let at = &time.tokens;
    let begins = at.start <= view.tokens.start + 2;
    time.kind == TimeKind::Date
        && !time.dateline
        && !time.meaning.is_to_come()
        && !time.meaning.is_deadline()
        && !view.quoted(at.start)
        && !view.since(at.start)
        && !bounds::ends(view, at)
        && !objects::owning(view, at)
        && !attributive(view, at, anchors)
        && (begins || !bare_year(view, at))
}

fn gap(time: &Range<usize>, trigger: &Range<usize>) -> usize {
    if time.start >= trigger.end { time.start - trigger.end } else { trigger.start.saturating_sub(time.end) }
}

fn reaches(view: &View, time: &TimeExpression, anchor: &Anchor) -> bool {
    let at = &time.tokens;
    let behind = at.start >= anchor.tokens.end;
    let between = if behind { anchor.tokens.end..at.start } else { at.end..anchor.tokens.start };
    let parts = |t: usize| matches!(view.text(t), ";" | ":") || view.quoted(t);
    if between.len() > FAR || view.quoted(anchor.tokens.start) || between.clone().any(parts) {
        return false;
    }
    if anchor.kind != Kind::Statement {
        return true;
    }
    // what is said has times of its own
    const OPENS: [Mark; 4] = [Mark::Complementizer, Mark::Relative, Mark::Subordinator, Mark::Infinitive];
    let opens = |t: usize| OPENS.iter().any(|m| view.is(t, *m));
    if between.clone().any(|t| opens(t) || view.verbal(t)) {
        return false;
    }
    let said = !view.has(at.end) || view.quoted(at.end) || opens(at.end) || matches!(view.text(at.end), "," | ":");
    if behind { said && (day(&time.meaning) || opens(at.end)) } else { at.start <= view.tokens.start + 2 }
}

/// A day of these days: "on Monday", "yesterday".
fn day(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Nearest { field, .. } => matches!(field, Field::Weekday(_)),
        Meaning::Part { of, .. } | Meaning::Around { of, .. } => day(of),
        Meaning::Shift { .. } => true,
        _ => false,
    }
}
