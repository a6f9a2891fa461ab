//! A country and whoever speaks for it at the end of what it says.

use super::{Kind, Role, Tone, arguments::Way, candidate::Candidate, known::Known, view::View};
use crate::{
    actors::{ActorId, ActorRef, MentionForm},
    pack::Mark,
};

/// "The United States is concerned, State Department spokesman Ned Price said": who speaks for a country behind what the
/// country says is its voice, and no second one. What is said keeps its tone, its time and whom it is addressed to.
/// `sided` tells whether a mention is the side for which those of the roles speak.
pub(super) fn join(view: &View, candidates: &mut Vec<Candidate>, sided: impl Fn(&[(Role, usize)], usize) -> bool) {
    let said = |c: &Candidate| c.kind == Kind::Statement && !c.noun && !c.quoted;
    let Some(last) = candidates.iter().rposition(said) else { return };
    let voice = &candidates[last];
    let shared = voice.subject.as_ref().is_some_and(|s| s.way == Way::Shared);
    let person = |(role, m): &(Role, usize)| *role == Role::Source && view.actor(*m).gender.is_some();
    if shared || !voice.roles.iter().any(person) {
        return;
    }
    let (start, speakers) = (voice.tokens.start, voice.roles.clone());
    // "Guterres was alarmed, his spokesman said": a voice of whoever spoke before it
    let lent = |t: usize| view.is(t, Mark::Voice);
    // right behind a comma, with nothing but "his" before it
    let beside = |m: usize| {
        let first = view.actor(m).tokens.start;
        let at = if first > view.tokens.start && view.is(first - 1, Mark::Determiner) { first - 1 } else { first };
        at > view.tokens.start && view.text(at - 1) == ","
    };
    let voiced = speakers.iter().any(|(_, m)| beside(*m) && view.actor(*m).tokens.clone().any(lent));
    let own = |(role, m): &(Role, usize)| {
        let body = view.actor(*m).gender.is_none() && sided(&speakers, *m);
        *role == Role::Source && (body || voiced && view.actor(*m).gender.is_some())
    };
    let before = |c: &Candidate| {
        let between = c.tokens.end..start;
        said(c)
            && c.tokens.end <= start
            && c.roles.iter().any(own)
            && between.clone().any(|t| view.text(t) == ",")
            && !between.into_iter().any(|t| view.is(t, Mark::And) || view.is(t, Mark::Subordinator))
    };
    let Some(first) = candidates.iter().position(before) else { return };
    let said = candidates.remove(first);
    let voice = &mut candidates[last - 1];
    let addressed = said.roles.iter().filter(|r| !own(r) && !speakers.contains(r));
    voice.roles.extend(addressed.copied());
    if voice.tone == Some(Tone::Neutral) {
        voice.tone = said.tone;
    }
    // the words that tell it, by which its time is found
    voice.tokens = said.tokens;
}

/// "Jaishankar said India is opposed to illegal migration": what one says of one's own country is one's own word. A day of
/// its own makes it another's.
pub(super) fn own_words(view: &View, candidates: &mut Vec<Candidate>, sided: impl Fn(&[(Role, usize)], usize) -> bool) {
    let said = |c: &Candidate| c.kind == Kind::Statement && !c.noun && !c.quoted;
    let person = |(role, m): &(Role, usize)| *role == Role::Source && view.actor(*m).gender.is_some();
    let mut ix = 0;
    while ix < candidates.len() {
        let inner = &candidates[ix];
        let sources: Vec<usize> = inner.roles.iter().filter(|r| r.0 == Role::Source).map(|r| r.1).collect();
        let speaks = |c: &Candidate| {
            let between = c.tokens.end..inner.tokens.start;
            let inside = |m: &usize| between.contains(&view.actor(*m).tokens.start) && view.actor(*m).gender.is_none();
            said(c)
                && c.roles.iter().any(person)
                && between.len() <= WITHIN
                && !between.clone().any(|t| view.text(t) == "," || view.is(t, Mark::And) || view.is(t, Mark::Relative))
                && sources.iter().all(|m| inside(m) && sided(&c.roles, *m))
        };
        let dated = view.clause(inner.tokens.start).any(|t| t >= inner.tokens.end && view.timed(t));
        let speaker = candidates.iter().position(speaks).filter(|_| said(inner) && !sources.is_empty() && !dated);
        let Some(speaker) = speaker else {
            ix += 1;
            continue;
        };
        let inner = candidates.remove(ix);
        let speaker = &mut candidates[speaker - usize::from(speaker > ix)];
        if speaker.tone == Some(Tone::Neutral) {
            speaker.tone = inner.tone;
        }
        let known: Vec<usize> = speaker.roles.iter().map(|r| r.1).collect();
        let addressed = inner.roles.iter().filter(|(role, m)| *role != Role::Source && !known.contains(m));
        speaker.roles.extend(addressed.copied());
    }
}

/// "According to the Russian ministry, Lavrov urged …", "…, riferisce una nota di Palazzo Chigi": a body that tells what its own
/// country's minister said says nothing of its own.
pub(super) fn reported(view: &View, candidates: &mut Vec<Candidate>, known: &Known) {
    let side = |m: usize| match &view.actor(m).refs[..] {
        [ActorRef::Actor(id)] => known.side(id),
        [ActorRef::Office { of, .. }] => known.side(of).or(Some(of)),
        _ => None,
    };
    let source = |c: &Candidate| {
        let mut sources = c.roles.iter().filter(|r| r.0 == Role::Source).map(|r| r.1);
        sources.next().filter(|_| sources.next().is_none() && c.kind == Kind::Statement && !c.quoted)
    };
    let person = |m: usize| view.actor(m).gender.is_some() || view.actor(m).form == MentionForm::Office;
    let teller = |c: &Candidate| {
        let m = source(c)
            .filter(|m| c.tone == Some(Tone::Neutral) && !person(*m) && view.actor(*m).form == MentionForm::Name)?;
        side(m)
    };
    let told = |teller: &Candidate, of: &ActorId, other: &Candidate| {
        let between = teller.tokens.end.min(other.tokens.end)..teller.tokens.start.max(other.tokens.start);
        let joined = between.into_iter().any(|t| view.is(t, Mark::And) || view.text(t) == ";");
        !other.noun && !joined && source(other).is_some_and(|m| person(m) && side(m) == Some(of))
    };
    let reports: Vec<bool> = candidates
        .iter()
        .map(|c| teller(c).is_some_and(|of| candidates.iter().any(|other| told(c, of, other))))
        .collect();
    let mut reports = reports.into_iter();
    candidates.retain(|_| reports.next() != Some(true));
}

/// How many words may stand between the verb of speech and that of what is said.
const WITHIN: usize = 6;
