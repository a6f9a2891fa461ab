//! Whose words stand between quotation marks where the verb is none of the pack's: "was “deeply shocked”", "“…”,
//! thundered Erdogan", "“…”, the outburst of Lavrov".

use super::{Kind, candidate::Candidate, governed::free, lexicon::Frame, view::View, voices::said};
use crate::{
    actors::{Cast, MentionForm},
    pack::{Mark, Preposition},
    text::TokenKind,
};
use std::ops::Range;

/// How many tokens may stand between a speaker and his words.
const BEFORE: usize = 12;
/// How many words may stand between a quotation and its speaker.
const AFTER: usize = 5;
/// As many words are a sentence and no name.
const SENTENCE: usize = 5;

/// Statements told by nothing but quotation marks beside a speaker of whom nothing else was found.
pub(super) fn statements(view: &View, known: &[Candidate]) -> Vec<Candidate> {
    let mut out: Vec<Candidate> = Vec::new();
    let mut at = view.tokens.start;
    while let Some(start) = (at..view.tokens.end).find(|t| view.quoted(*t)) {
        let end = (start..view.tokens.end).find(|t| !view.quoted(*t)).unwrap_or(view.tokens.end);
        at = end;
        let words = (start..end).filter(|t| view.document.tokens[*t].kind != TokenKind::Mark).count();
        let capital = view.text(start).chars().next().is_some_and(char::is_uppercase);
        // a single word may be meant with a smile, and some with a capital are a name
        if words < 2 || capital && words < SENTENCE {
            continue;
        }
        let found = before(view, known, start).or_else(|| after(view, end, words));
        let Some(mention) = found else { continue };
        // "Australia had “grave concerns”, he told reporters": somebody says so at the end of the sentence
        let trails = |c: &Candidate| {
            let verb = c.kind == Kind::Statement && !c.noun && !c.quoted && c.tokens.start > end;
            let comma = |s: &super::arguments::Subject| s.mentions.iter().any(|m| comma_before(view, *m, end));
            verb && c.subject.as_ref().is_some_and(comma)
        };
        if known.iter().any(trails) {
            continue;
        }
        let refs = &view.actor(mention).refs;
        let first = view.actor(mention).tokens.start;
        let told = |c: &Candidate| {
            // what stands behind another's words is what he says: "Johnson condemned it: Iran should not …"
            let goes_on = c.tokens.end <= first && c.tokens.start >= view.tokens.start;
            let own = c.roles.iter().any(|(_, m)| view.actor(*m).refs.iter().any(|r| refs.contains(r)));
            c.kind == Kind::Statement && (own || goes_on || near(&c.tokens, start..end))
        };
        if !known.iter().chain(&out).any(told) {
            out.push(said(view, mention, 0.6, "words between quotation marks beside a speaker"));
        }
    }
    out
}

/// A comma right before a name that stands behind the quotation.
fn comma_before(view: &View, mention: usize, quote: usize) -> bool {
    let start = view.actor(mention).tokens.start;
    start > quote && view.has(start - 1) && view.text(start - 1) == ","
}

/// Who is told to say the words of a quotation stands not far from them.
fn near(verb: &Range<usize>, quote: Range<usize>) -> bool {
    verb.end + BEFORE > quote.start && verb.start < quote.end + BEFORE
}

fn speaks(view: &View, mention: usize) -> bool {
    let m = view.actor(mention);
    !m.media && !m.adjective && !m.locative && !m.gathering && m.form != MentionForm::Pronoun
}

/// "China's foreign ministry was “deeply shocked”": the first one of the clause, and a word that may be a verb behind.
fn before(view: &View, known: &[Candidate], quote: usize) -> Option<usize> {
    let opening = quote.checked_sub(1).filter(|t| view.has(*t))?;
    let mut clause = view.clause(opening);
    // "branded the vote as a “farce of sorts”": a small word opens no clause that is nothing but the quotation's
    if clause.len() <= 3 && clause.start > view.tokens.start && view.any_preposition(clause.start) {
        clause.start = view.clause(clause.start - 1).start;
    }
    let floor = clause.start.max(opening.saturating_sub(BEFORE + 8));
    let mention = (floor..opening).find_map(|t| view.mention(t).filter(|m| view.actor(*m).tokens.start >= floor))?;
    let end = view.actor(mention).tokens.end;
    // "threatens to flood Europe: “…”": whom a verb before reaches says nothing
    if (floor..view.actor(mention).tokens.start).any(|t| view.verbs.iter().any(|v| v.start == t)) {
        return None;
    }
    // "the owner says he knew when he heard the minister: “…”": another speaks, whom nobody knows
    let says = |v: &super::view::VerbHit| {
        let sense = &view.lexicon.verbs[v.sense as usize];
        sense.frame == Frame::Say && v.start < floor && !view.quoted(v.start)
    };
    let told = |v: &super::view::VerbHit| known.iter().any(|c| c.tokens.contains(&v.start));
    if view.verbs.iter().any(|v| says(v) && !told(v)) {
        return None;
    }
    let between = end..opening;
    let verb = between.clone().any(|t| {
        let word = view.document.tokens[t].kind != TokenKind::Mark;
        word && !view.any_preposition(t) && !view.is(t, Mark::Determiner) && !view.is(t, Mark::And)
    });
    // "launched what it called a “special operation”": what was done is known
    let others = |c: &Candidate| (clause.start..opening).contains(&c.tokens.start) && !c.quoted;
    // "Lavrov, the “grey cardinal”", but "China, an old friend, was “deeply shocked”"
    let set_aside = view.text(end) == "," && !(end + 1..opening - 1).any(|t| view.text(t) == ",");
    let fits = free(view, mention) && speaks(view, mention) && between.len() <= BEFORE;
    (fits && verb && !set_aside && !known.iter().any(others)).then_some(mention)
}

/// "“…”, thundered Erdogan", "“…”, the reply of Moscow": a speaker a few unknown words behind.
fn after(view: &View, end: usize, words: usize) -> Option<usize> {
    let first = (end..view.tokens.end).find(|t| view.document.tokens[*t].kind != TokenKind::Mark)?;
    let mention = (first..(first + AFTER).min(view.tokens.end)).find_map(|t| view.mention(t))?;
    let m = view.actor(mention);
    let between = first..m.tokens.start;
    let plain = between.clone().all(|t| {
        view.document.tokens[t].kind != TokenKind::Mark
            && !view.verbs.iter().any(|v| v.start == t)
            && !view.is(t, Mark::Complementizer)
            && !view.is(t, Mark::Subordinator)
            && !view.is(t, Mark::Relative)
            && !view.is(t, Mark::And)
    });
    let noun = view.is(first, Mark::Determiner)
        && between.clone().any(|t| view.preposition(t, Preposition::Of) || view.preposition(t, Preposition::From));
    let acts = free(view, mention) && !between.is_empty() && !view.any_preposition(first);
    let closes = end.checked_sub(1).is_some_and(|t| view.has(t));
    (closes && words >= SENTENCE - 1 && plain && (acts || noun) && speaks(view, mention)).then_some(mention)
}

/// What people say between quotation marks is news only when it tells of others' dealings.
pub(super) fn quotable(candidate: &Candidate, cast: &Cast, timed: bool) -> bool {
    candidate.kind != Kind::Statement && candidate.kind.group() == 0 && candidate.partners(cast) >= 2
        || candidate.kind == Kind::Proposal && candidate.partners(cast) >= 2
        || timed && candidate.partners(cast) >= 2
}
