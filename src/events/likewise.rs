//! "Berlin recalled its envoy; Paris followed suit": what was told last, done by another.

use super::{EventMention, Kind, Role, Status, candidate::Candidate, complements, governed::free, view::View};
use crate::pack::Mark;

/// How sure it is that the same was done.
const WEIGHT: f32 = 0.65;
/// How many words may stand between "did the same" and who did.
const NEAR: usize = 8;

/// The event that such words repeat: of those found in the sentence, or the last of the sentence before.
pub(super) fn likewise(view: &View, candidates: &[Candidate], before: Option<&EventMention>) -> Option<Candidate> {
    let at = view.tokens.clone().find(|t| view.is(*t, Mark::Likewise) && !view.quoted(*t))?;
    let end = (at..view.tokens.end).find(|t| !view.is(*t, Mark::Likewise)).unwrap_or(view.tokens.end);
    // "severed ties after a raid in which one was killed, and Caracas followed suit": the deed of a main clause, where one is
    let main = |c: &Candidate| !c.noun && !view.is(view.clause(c.tokens.start).start, Mark::Relative);
    let told = candidates.iter().filter(|c| c.tokens.end <= at && !c.quoted);
    let told = told.max_by_key(|c| (main(c), c.tokens.start));
    let (kind, tone, sort, roles) = match (told, before) {
        (Some(c), _) if c.reading.status == Status::Occurred => (c.kind, c.tone, c.sort, &c.roles[..]),
        // "as did Paris" is of its own sentence
        (None, Some(m)) if !view.is(at, Mark::As) && m.status == Status::Occurred => {
            (m.kind, m.tone, m.sort, &m.roles[..])
        }
        _ => return None,
    };
    let clause = view.clause(at);
    let same = |a: usize, b: usize| view.actor(a).refs == view.actor(b).refs;
    // "Baku expelled two French diplomats; Paris did the same": to whom it was done may do it
    let answers = |role: &Role| *role == Role::Target && !kind.is_mutual();
    let known = |m: &usize| roles.iter().any(|(role, other)| !answers(role) && same(*other, *m));
    let fits = |m: &usize| free(view, *m) && !known(m) && !view.actor(*m).media;
    let behind = (end..(end + NEAR).min(view.tokens.end)).find_map(|t| view.mention(t).filter(fits));
    let ahead = || (clause.start..at).rev().take(NEAR).find_map(|t| view.mention(t).filter(fits));
    let doer = ahead().or(behind)?;
    let own = complements::complements(view, end..clause.end.max(end));
    let role = if kind.is_mutual() { Role::Participant } else { Role::Source };
    let mut all = vec![(role, doer)];
    let partners: Vec<(Role, usize)> = match kind.is_mutual() {
        true if !own.with.is_empty() => own.with.iter().map(|m| (Role::Participant, *m)).collect(),
        // whom the first one met, the other met, too
        true => roles.iter().filter(|(r, _)| *r == Role::Participant).skip(1).copied().collect(),
        false if roles.iter().any(|(r, m)| *r == Role::Target && same(*m, doer)) => {
            roles.iter().filter(|(r, _)| *r == Role::Source).map(|(_, m)| (Role::Target, *m)).collect()
        }
        false => roles.iter().filter(|(r, _)| *r == Role::Target).copied().collect(),
    };
    all.extend(partners.into_iter().filter(|(_, m)| *m != doer));
    let verb_tone = tone.filter(|_| kind == Kind::Statement);
    let told = Candidate::told(kind, at..end, doer, role, WEIGHT, "does what was told last");
    Some(Candidate { tone, sort, roles: all, verb_tone, ..told })
}
