//! Times at which something ends: "extended the sanctions until 31 January".

use super::{
    attach::{led_by, segment},
    view::View,
};
use crate::{pack::Mark, time::TimeExpression};
use std::ops::Range;

/// "until 31 January": the time says how long, and not when. "Not until Monday" says when.
pub(super) fn ends(view: &View, time: &Range<usize>) -> bool {
    let until = |t: usize| view.is(t, Mark::Until);
    let first = (view.tokens.start..time.start).rev().take(LED).find(|t| until(*t));
    let not = first.and_then(|t| t.checked_sub(1)).is_some_and(|t| view.is(t, Mark::Negation));
    (led_by(view, time, until) || view.is(time.start, Mark::Until)) && !not
}

/// How many words a phrase that says "until" has at most, its article with it.
const LED: usize = 3;

/// The time at which what a trigger tells ends: the first of its clause behind it.
pub(super) fn until(view: &View, all: &[TimeExpression], trigger: &Range<usize>) -> Option<usize> {
    let from = all.partition_point(|t| t.tokens.start < trigger.end);
    let clause = view.segment_of(trigger.start);
    let here = (from..all.len()).take_while(|i| all[*i].tokens.start < view.tokens.end);
    let mut own = here.filter(|i| segment(view, &all[*i].tokens) == clause);
    own.find(|i| ends(view, &all[*i].tokens))
}
