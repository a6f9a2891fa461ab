//! Deeds that are told and are no news: what a participle says of a thing, "the diplomats expelled by Russia have returned",
//! and what a whole war saw.

use super::{
    Kind,
    candidate::Candidate,
    groups::{AUXILIARY, Group, Tense},
    view::View,
};
use crate::pack::Mark;

/// Drops deeds told by participles within the subject of another verb, unless a time is told with them.
pub(super) fn settle(view: &View, groups: &[Group], candidates: &mut Vec<Candidate>) {
    let attributes: Vec<usize> = groups.iter().filter(|g| attribute(view, groups, g)).map(|g| g.verb).collect();
    let deed =
        |c: &Candidate| !c.noun && matches!(c.kind, Kind::Rupture | Kind::Aid | Kind::Agreement | Kind::Statement);
    candidates.retain(|c| !(deed(c) && attributes.contains(&c.tokens.start)));
    let whole = total(view);
    let summed = |c: &Candidate| {
        let behind = c.tokens.end..view.clause(c.tokens.start).end;
        whole && !c.noun && matches!(c.kind, Kind::Strike | Kind::Aid) && !behind.into_iter().any(|t| view.timed(t))
    };
    candidates.retain(|c| !summed(c));
}

/// "Since the start of the war, Russia has fired 8,000 missiles": words of background open the sentence up to a comma.
fn total(view: &View) -> bool {
    let start = view.tokens.start;
    let end = (start..view.tokens.end).find(|t| !view.is(*t, Mark::Background)).unwrap_or(start);
    end - start >= SINCE && view.has(end) && view.text(end) == ","
}

/// So many words say at least since when things are summed up.
const SINCE: usize = 3;

/// A bare participle right behind a noun that opens its clause, and before the clause's verb.
fn attribute(view: &View, groups: &[Group], group: &Group) -> bool {
    let clause = view.clause(group.verb);
    let bare = group.tense == Tense::Participle && group.passive && group.start == group.verb;
    let noun = |t: usize| {
        let adjective = view.mention(t).is_some_and(|m| view.actor(m).adjective);
        adjective || view.common(t) || view.nouns.iter().any(|n| n.end == t + 1)
    };
    let behind = group.start > clause.start && noun(group.start - 1);
    let free = |t: usize| view.text(t) != "," && !view.verbal(t) && !view.timed(t);
    let verb = |t: usize| view.is_one(t, AUXILIARY) || groups.iter().any(|g| g.finite() && g.start == t);
    // up to the verb nothing but what belongs to the participle
    let main = (group.end..clause.end).find(|t| verb(*t) || view.text(*t) == "," || view.timed(*t));
    bare && behind && (clause.start..group.start).all(free) && main.is_some_and(verb)
}
