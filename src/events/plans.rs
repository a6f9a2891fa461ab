//! What lies ahead though it is told in the present.

use super::{
    Kind, Status,
    candidate::Candidate,
    nouns,
    status::{self, Reading},
    view::View,
};
use crate::{
    pack::{Mark, Preposition},
    time::{TimeExpression, TimeKind},
};

/// What is told in the present of a day to come is planned, and so are what is set for a day and what one goes for then.
pub(super) fn plans(view: &View, candidates: &mut [Candidate], dated: &[Option<usize>], times: &[TimeExpression]) {
    for ix in 0..candidates.len() {
        let time = dated[ix].map(|t| &times[t]);
        let (before, candidate) = (&candidates[..ix], &candidates[ix]);
        let plan = match candidate.reading {
            r if r.reason == status::INFINITIVE => goal(before, candidate),
            r if candidate.kind == Kind::Statement || r.status != Status::Occurred => None,
            r => {
                // "meets today" has still to; "is in Rome today" is there
                let there = view.any(candidate.tokens.clone(), Mark::BePresent);
                let coming = |t: &TimeExpression| t.meaning.is_to_come() || t.meaning.is_today() && !there;
                let ahead = time.and_then(|t| r.to_come().filter(|_| coming(t)));
                ahead.or_else(|| fixed(view, candidate, time)).or_else(|| journey(view, before, candidate))
            }
        };
        if let Some(plan) = plan {
            candidates[ix].reading = plan;
            candidates[ix].reasons.push(plan.reason.to_owned());
        }
    }
}

/// "will fly to Seoul to meet Lee": who plans to go plans what he goes for.
fn goal(before: &[Candidate], candidate: &Candidate) -> Option<Reading> {
    let who = &candidate.subject.as_ref()?.mentions;
    let same = |c: &&Candidate| c.kind == Kind::Visit && c.subject.as_ref().is_some_and(|s| s.mentions == *who);
    before.iter().rev().find(same).map(|c| c.reading).filter(planned)
}

/// "will fly to Seoul for talks".
fn journey(view: &View, before: &[Candidate], candidate: &Candidate) -> Option<Reading> {
    let purpose = candidate.noun && !candidate.carried && nouns::is_purpose(view, candidate.tokens.start);
    let verb = before.iter().rev().find(|c| !c.noun).filter(|_| purpose)?;
    Some(verb.reading).filter(|r| verb.kind == Kind::Visit && planned(r))
}

fn planned(reading: &Reading) -> bool {
    reading.status == Status::Planned
}

/// "convened an urgent meeting for Thursday": the day is that of the plan.
fn fixed(view: &View, candidate: &Candidate, time: Option<&TimeExpression>) -> Option<Reading> {
    let encounter = candidate.kind.group() == Kind::Meeting.group();
    let set = time.is_some_and(|t| t.kind == TimeKind::Date && is_for(view, t.tokens.start));
    // "announced tariffs starting on Saturday": it holds from then on
    // but what is being done may have begun then
    let open = |t: &TimeExpression| t.meaning.is_to_come() || t.meaning.is_nearest();
    let told = candidate.kind.is_deed() && candidate.reading.reason != status::PRESENT;
    let behind = |t: &TimeExpression| candidate.tokens.end <= t.tokens.start;
    let start = time.filter(|t| told && open(t) && behind(t) && starts(view, t.tokens.start));
    (encounter && set || start.is_some()).then(Reading::fixed)
}

/// "starting on Saturday", "a partire da sabato".
fn starts(view: &View, time: usize) -> bool {
    (1..=2).filter_map(|back| time.checked_sub(back)).any(|t| view.is(t, Mark::Starting))
}

/// "for Thursday", "per la giornata di giovedì": what something is set for.
fn is_for(view: &View, time: usize) -> bool {
    let led =
        time.checked_sub(1).map(|t| if view.is(t, Mark::Determiner) && t > view.tokens.start { t - 1 } else { t });
    led.is_some_and(|t| view.preposition(t, Preposition::For))
}
