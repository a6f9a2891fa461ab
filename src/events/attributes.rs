//! Participles that say which thing is meant, and tell no news: "the diplomats expelled by Russia have returned".

use super::{
    Kind,
    candidate::Candidate,
    groups::{AUXILIARY, Group, Tense},
    view::View,
};

/// Drops deeds told by participles within the subject of another verb, unless a time is told with them.
pub(super) fn settle(view: &View, groups: &[Group], candidates: &mut Vec<Candidate>) {
    let attributes: Vec<usize> = groups.iter().filter(|g| attribute(view, groups, g)).map(|g| g.verb).collect();
    let deed =
        |c: &Candidate| !c.noun && matches!(c.kind, Kind::Rupture | Kind::Aid | Kind::Agreement | Kind::Statement);
    candidates.retain(|c| !(deed(c) && attributes.contains(&c.tokens.start)));
}

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
