//! What lies ahead though it is told in the present.

use super::{Kind, Status, candidate::Candidate, nouns, view::View};
use crate::time::TimeExpression;

/// What is told in the present of a day to come is planned, and so is what one goes for then.
pub(super) fn plans(view: &View, candidates: &mut [Candidate], dated: &[Option<usize>], times: &[TimeExpression]) {
    for ix in 0..candidates.len() {
        let candidate = &candidates[ix];
        if candidate.kind == Kind::Statement || candidate.reading.status != Status::Occurred {
            continue;
        }
        let ahead = dated[ix].is_some_and(|t| times[t].meaning.is_to_come());
        let going = || {
            let purpose = candidate.noun && !candidate.carried && nouns::is_purpose(view, candidate.tokens.start);
            let verb = candidates[..ix].iter().rev().find(|c| !c.noun).filter(|_| purpose)?;
            (verb.kind == Kind::Visit && verb.reading.status == Status::Planned).then_some(verb.reading)
        };
        let plan = if ahead { candidate.reading.to_come() } else { None }.or_else(going);
        if let Some(plan) = plan {
            candidates[ix].reading = plan;
            candidates[ix].reasons.push(plan.reason.to_owned());
        }
    }
}
