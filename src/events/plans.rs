//! What lies ahead though it is told in the present.

use super::{
    Kind, Status,
    arguments::Subject,
    candidate::Candidate,
    nouns,
    status::{self, Reading},
    view::View,
};
use crate::{
    pack::{Mark, Preposition},
    time::{TimeExpression, TimeKind},
};

/// What is told in the present of a day to come is planned, and so is what one goes for then.
pub(super) fn plans(view: &View, candidates: &mut [Candidate], dated: &[Option<usize>], times: &[TimeExpression]) {
    for ix in 0..candidates.len() {
        let candidate = &candidates[ix];
        // "will fly to Seoul to meet Lee": who goes there plans what he goes for
        if !candidate.noun && candidate.reading.reason == status::INFINITIVE {
            let alike = |c: &&Candidate| {
                let same = |a: &Subject, b: &Subject| a.mentions == b.mentions;
                c.kind == Kind::Visit
                    && c.subject.as_ref().zip(candidate.subject.as_ref()).is_some_and(|(a, b)| same(a, b))
            };
            let going = candidates[..ix].iter().rev().find(alike).map(|c| c.reading);
            if let Some(plan) = going.filter(|r| r.status == Status::Planned) {
                candidates[ix].reading = plan;
                candidates[ix].reasons.push(plan.reason.to_owned());
            }
            continue;
        }
        if candidate.kind == Kind::Statement || candidate.reading.status != Status::Occurred {
            continue;
        }
        let ahead = dated[ix].is_some_and(|t| times[t].meaning.is_to_come());
        // "convened an urgent meeting for Thursday": the day is that of the plan
        let fixed = candidate.kind.group() == Kind::Meeting.group()
            && dated[ix].is_some_and(|t| times[t].kind == TimeKind::Date && is_for(view, times[t].tokens.start));
        let going = || {
            let purpose = candidate.noun && !candidate.carried && nouns::is_purpose(view, candidate.tokens.start);
            let verb = candidates[..ix].iter().rev().find(|c| !c.noun).filter(|_| purpose)?;
            (verb.kind == Kind::Visit && verb.reading.status == Status::Planned).then_some(verb.reading)
        };
        let plan = if ahead { candidate.reading.to_come() } else { None };
        let plan = plan.or_else(|| fixed.then(Reading::fixed)).or_else(going);
        if let Some(plan) = plan {
            candidates[ix].reading = plan;
            candidates[ix].reasons.push(plan.reason.to_owned());
        }
    }
}

/// "for Thursday", "per la giornata di giovedì": what something is set for.
fn is_for(view: &View, time: usize) -> bool {
    let led =
        time.checked_sub(1).map(|t| if view.is(t, Mark::Determiner) && t > view.tokens.start { t - 1 } else { t });
    led.is_some_and(|t| view.preposition(t, Preposition::For))
}
