//! Encounters beside the main verb of their sentence: "in a phone call with Macron, Putin said …".

use super::{
    Kind, Role, Status,
    arguments::{Subject, Way},
    candidate::{Candidate, fitting},
    complements, governed,
    groups::Group,
    lexicon::Frame,
    status,
    view::{NounHit, View},
};
use crate::pack::{Mark, Preposition};

/// "In a phone call with Macron, Putin said …": the subject of the main verb took part.
pub(super) fn settle(
    view: &View,
    hit: &NounHit,
    groups: &[Group],
    subjects: &[Option<Subject>],
    carried: bool,
    candidate: &mut Candidate,
) {
    let encounter = candidate.kind.group() == Kind::Meeting.group();
    let visit = candidate.kind == Kind::Visit;
    let sources = candidate.roles.iter().any(|(r, _)| *r == Role::Source);
    let around = (hit.start.saturating_sub(LED).max(view.tokens.start)..hit.start).any(|t| view.is(t, Mark::Around));
    let known = candidate.partners(view.cast);
    let whole = if visit { sources } else { known > 1 || known == 0 && !around };
    if carried || !encounter || candidate.quoted || whole {
        return;
    }
    let with = candidate.roles.iter().all(|(_, m)| view.actor(*m).tokens.start >= hit.end);
    let led = (hit.start.saturating_sub(LED).max(view.tokens.start)..hit.end)
        .any(|t| view.any_preposition(t) || view.is(t, Mark::Around));
    if !with || !led {
        return;
    }
    let acts = |ix: &usize| {
        let s = subjects[*ix].as_ref();
        groups[*ix].finite() && !groups[*ix].quoted && s.is_some_and(|s| s.way != Way::Adjective)
    };
    // "il presidente è rimasto a colloquio con Leone": the verb is none of the pack's, its subject stands before it
    let segment = view.segment_of(hit.start);
    let opening = (view.tokens.start..hit.start)
        .filter(|t| view.segment_of(*t) == segment)
        .find_map(|t| view.mention(t))
        .filter(|m| governed::free(view, *m) && !groups.iter().any(|g| g.finite() && g.start < hit.start))
        .filter(|m| view.is(view.actor(*m).tokens.end, Mark::BePresent));
    if let Some(mention) = opening {
        candidate.roles.push((if visit { Role::Source } else { Role::Participant }, mention));
        candidate.subject = Some(Subject { mentions: vec![mention], way: Way::Before });
        return;
    }
    // "said after talks with Macron that France would send tanks": what is reported is none of who took part
    let next = |ix: &usize| {
        let start = groups[*ix].start;
        start >= hit.end && !view.any(hit.end..start, Mark::Complementizer)
    };
    let after = || (0..groups.len()).filter(next).find(acts);
    let before = (0..groups.len()).rev().filter(|ix| groups[*ix].end <= hit.start).find(acts);
    // "Sabri voiced fears in a call with Morrison, and Jakarta said …": the verb of its own clause comes first
    let own = before.filter(|ix| known <= 1 && view.segment_of(groups[*ix].verb) == segment);
    // "signed after talks in which the two delegations never met": what the relative tells is of the talks
    let related = (0..groups.len()).filter(acts).find(|ix| {
        let opens = view.clause(groups[*ix].verb).start;
        view.is(opens, Mark::Relative) && (hit.end..hit.end + 2).contains(&opens)
    });
    let Some(ix) = related.or(own).or_else(after).or(before) else { return };
    // "“…” during a call on Monday, Peskov said": it is those of whom he speaks
    let spoken = groups[ix].start >= hit.end && (view.tokens.start..hit.start).any(|t| view.quoted(t));
    let says = groups[ix].senses.iter().any(|s| view.lexicon.verbs[*s as usize].frame == Frame::Say);
    if spoken && says {
        return;
    }
    // "they are to meet after the summit": whether they will be at that is not said
    let told = || status::of_verb(view, &groups[ix]).is_some_and(|r| r.status == Status::Occurred);
    // "hours before the summit, Russia launched missiles": where force is used, nobody meets
    let force = || {
        let clause = view.clause(groups[ix].verb);
        let sense = fitting(view, &groups[ix].senses, groups[ix].end, &clause).next();
        sense.is_some_and(|(_, s)| matches!(s.kind, Some(Kind::Strike | Kind::Mobilization)))
    };
    let told = || told() && !force();
    let Some(subject) = subjects[ix].as_ref().filter(|_| known > 0 || visit || told()) else { return };
    let role = if visit { Role::Source } else { Role::Participant };
    for mention in &subject.mentions {
        if !candidate.roles.iter().any(|(_, m)| m == mention) {
            candidate.roles.push((role, *mention));
        }
    }
    if candidate.partners(view.cast) < 2
        && let Some(other) = addressed(view, hit, &groups[ix], candidate, known)
        && !subject.mentions.contains(&other)
    {
        candidate.roles.push((Role::Participant, other));
    }
    candidate.subject = Some(Subject { mentions: subject.mentions.clone(), way: Way::Shared });
    candidate.reasons.push("the subject of the sentence takes part".into());
}

/// "In a phone call, Putin assured Erdogan …": whom the words address is at the other end. Of a meeting only a person is, and
/// only where nobody else is said to be there; whom one meets after a call is not.
fn addressed(view: &View, hit: &NounHit, group: &Group, candidate: &Candidate, known: usize) -> Option<usize> {
    let clause = view.clause(group.verb);
    let frame = fitting(view, &group.senses, group.end, &clause).next().map(|(_, sense)| sense.frame);
    let said = complements::complements(view, group.end..clause.end.max(group.end));
    let other = [&said.object, &said.to].into_iter().find_map(|list| list.first()).copied()?;
    let person = view.actor(other).person();
    let meeting = || {
        let led = hit.start.saturating_sub(LED).max(view.tokens.start)..hit.start;
        let comma = (hit.end..group.start).find(|t| view.text(*t) == ",").unwrap_or(hit.end);
        let guests = (hit.start..comma).any(|t| view.preposition(t, Preposition::With));
        known == 0 && person && !guests && !view.any(led, Mark::Sequel) && hit.end <= group.start
    };
    match candidate.kind {
        Kind::Call => frame != Some(Frame::Meet),
        Kind::Meeting => frame == Some(Frame::Say) && meeting(),
        _ => false,
    }
    .then_some(other)
}

/// Within how many words before its noun stands what leads in an encounter.
const LED: usize = 5;
