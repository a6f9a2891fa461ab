//! How far what belongs to a verb reaches.

use super::{
    arguments::{Subject, Way},
    coordination,
    groups::{Group, Tense},
    view::View,
};

/// To the next verb, or to who says it at the end, "…, Scholz said".
pub(super) fn limit(view: &View, groups: &[Group], subjects: &[Option<Subject>], index: usize) -> usize {
    // "left the accord, accusing the West": what follows the comma and the gerund is the gerund's
    let aside = |g: &Group| g.tense == Tense::Gerund && view.text(g.start - 1) == ",";
    let next = (index + 1..groups.len()).find(|i| groups[*i].finite() || aside(&groups[*i]));
    if let Some(and) = next.and_then(|i| coordination::and(view, groups, i)) {
        return and;
    }
    let Some((group, subject)) = next.map(|i| (&groups[i], subjects[index].as_ref().and(subjects[i].as_ref()))) else {
        return view.tokens.end;
    };
    // "cuts ties with Israel, Colombia recalls its envoy": whoever stands right before the next verb acts by it
    let beside = |s: &Subject| s.mentions.last().is_some_and(|m| view.actor(*m).tokens.end == group.start);
    let acts = |s: &&Subject| s.way == Way::Before && (group.may_say(view) || group.finite() && beside(s));
    let mentions = subject.filter(acts).map_or(&[][..], |s| &s.mentions[..]);
    let first = mentions.iter().map(|m| view.actor(*m).tokens.start).min();
    // articles and titles before the name
    let comma = first.and_then(|t| (view.tokens.start..t).rev().take(TITLES).find(|t| view.text(*t) == ","));
    let closing = comma.filter(|c| *c >= groups[index].end && !(*c..group.start).any(|t| view.verbal(t)));
    closing.map_or(group.start, |c| c.min(group.start))
}

/// How many words may stand between a comma and the name of who said it.
const TITLES: usize = 3;
