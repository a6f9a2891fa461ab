//! What a sentence tells beside its main clause.

use super::{Kind, Undated, arguments::Way, attach::segment, candidate::Candidate, clauses, elsewhere, view::View};
use crate::{pack::Mark, time::TimeExpression};

/// "Merkel, who was received by Putin on Friday, visited Minsk", "Cyprus, whose president was in Athens on Friday": what a relative
/// tells of somebody. It has a day of its own, from which the story does not go on.
pub(super) fn aside(view: &View, candidate: &Candidate, time: Option<&TimeExpression>) -> bool {
    let clause = view.segment_of(candidate.tokens.start);
    // "the summit in Biarritz, which opens on Saturday": its day is told beside
    let lent = time.map(|t| segment(view, &t.tokens)).filter(|own| *own != clause);
    let relative = |clause| first(view, clause).is_some_and(|t| view.is(t, Mark::Relative));
    let of_somebody = candidate.subject.as_ref().is_some_and(|s| s.way == Way::Antecedent);
    let Some(first) = first(view, clause) else { return false };
    // "it was Fidan who chaired Monday's round": that is the story
    let antecedent = first.checked_sub(1).filter(|t| view.has(*t)).and_then(|t| view.mention(t));
    if antecedent.is_some_and(|m| elsewhere::brought_out(view, m)) {
        return false;
    }
    // "flew to Paris, where he met Macron": that goes on
    let on = clauses::after_place(view, first) && lent.is_none();
    relative(clause) && !on || of_somebody && view.is(first, Mark::Complementizer) || lent.is_some_and(relative)
}

/// Where a clause begins, wherever it is interrupted.
fn first(view: &View, clause: u16) -> Option<usize> {
    view.tokens.clone().find(|t| view.segment_of(*t) == clause)
}

/// "said that he had warned Blinken": where the verbs begin that tell of earlier words within what is said. Without a day of
/// their own they are part of it.
pub(super) fn recalled(view: &View, candidates: &[Candidate]) -> Vec<usize> {
    let words = |c: &&Candidate| c.kind == Kind::Statement && !c.noun && !c.quoted;
    let says: Vec<usize> = candidates.iter().filter(words).map(|c| c.tokens.end).collect();
    let earlier = |c: &&Candidate| words(c) && c.reading.undated == Undated::Earlier;
    let reported = |c: &&Candidate| {
        let opens = view.clause(c.tokens.start).start;
        view.is(opens, Mark::Complementizer) && says.iter().any(|end| (*end..*end + SAID).contains(&opens))
    };
    candidates.iter().filter(earlier).filter(reported).map(|c| c.tokens.start).collect()
}

/// How many words may stand between a verb of speech and the "that" of what is said: "told reporters in Paris that".
const SAID: usize = 6;
