//! Which of a sentence's topics are an event's.

use super::{Kind, candidate::Candidate, groups::Group, view::View};
use crate::pack::Mark;
use arcstr::ArcStr;
use thin_vec::ThinVec;

/// "backed the truce and agreed to meet again": a topic is of what stands nearest to it, and of whoever speaks of it. The
/// topics of each candidate, in the order of the text.
pub(super) fn topics(view: &View, groups: &[Group], candidates: &[Candidate]) -> Vec<ThinVec<ArcStr>> {
    let topics = |candidate: &Candidate| {
        let mut own: Vec<u16> = Vec::new();
        for &(topic, at) in &view.topics {
            if !own.contains(&topic) && concerns(view, groups, candidates, candidate, at) {
                own.push(topic);
            }
        }
        own.into_iter().map(|t| view.lexicon.topics[t as usize].clone()).collect()
    };
    candidates.iter().map(topics).collect()
}

fn concerns(view: &View, groups: &[Group], candidates: &[Candidate], candidate: &Candidate, topic: usize) -> bool {
    let trigger = &candidate.tokens;
    if trigger.contains(&topic) {
        return true;
    }
    let said = candidate.kind == Kind::Statement;
    let (from, to) = if topic >= trigger.end { (trigger.end, topic) } else { (topic, trigger.start) };
    let between = |t: usize| (from..to).contains(&t);
    // a verb's noun is part of it
    let own = |g: &Group| trigger.contains(&g.verb) || candidate.carrier == Some(g.verb) || g.quoted && said;
    let other = |g: &Group| g.finite() && !own(g);
    if topic >= trigger.end {
        // "accepted a proposal for a ceasefire": a noun that no other verb carries goes with the verb before it
        let alone = |c: &Candidate| !c.noun || c.carrier.is_some_and(between);
        // "urged both to keep the truce": all that is said is of the words, until somebody does something else
        let next = |c: &Candidate| {
            between(c.tokens.start) && alone(c) && (!said || c.kind == Kind::Statement || joined(view, c))
        };
        let verb = |g: &Group| !said && other(g) && between(g.verb);
        !candidates.iter().any(next) && !groups.iter().any(verb)
    } else {
        let clause = view.clause(trigger.start);
        // "After Kyiv had accepted the truce, …": of the verb that stands before it
        let taken = |g: &Group| other(g) && g.verb < topic && (said || view.clause(g.verb).contains(&topic));
        let next = |c: &Candidate| between(c.tokens.start);
        let told = |c: &Candidate| c.tokens.start < topic && c.tokens != *trigger;
        let quoted = said && view.quoted(topic);
        quoted
            || (said || clause.contains(&topic))
                && !candidates.iter().any(|c| next(c) || told(c))
                && !groups.iter().any(|g| taken(g) || other(g) && between(g.verb))
    }
}

/// "urged restraint and sent envoys": an "and" before the verb makes it a deed beside the words.
fn joined(view: &View, candidate: &Candidate) -> bool {
    let before = candidate.tokens.start.checked_sub(1);
    !candidate.noun && before.is_some_and(|t| view.has(t) && view.is(t, Mark::And))
}
