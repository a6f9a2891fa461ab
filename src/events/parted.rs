//! What stands within a clause and parts it: a time or an adverb within a phrase, quotation marks around a few words.

use super::{
    lexicon::Item,
    view::{VerbHit, View, bits},
};
use crate::{
    pack::{Mark, VerbForm},
    text::TokenKind,
};
use std::ops::Range;

/// So many words between quotation marks may be part of the clause around them.
const EMBEDDED: usize = 4;
/// And so many of a verb that is denied.
const DENIED: usize = 7;

impl View<'_> {
    /// Verbs of several words that a time or an adverb parts: "a făcut luni o vizită", "s'est discrètement rendu"; and words
    /// before a verb: "a început joi să bombardeze".
    pub(super) fn parted(&mut self, at: usize) {
        let (document, lexicon, limit) = (self.document, self.lexicon, self.tokens.end);
        let (mut found, mut marks) = (Vec::new(), Vec::new());
        lexicon.items.each_parted(
            document,
            at,
            limit,
            |t| self.behind(t),
            |end, item| match item {
                Item::Verb(sense, form, accented) => found.push((VerbHit { start: at, end, sense, form }, accented)),
                Item::Mark(mark @ (Mark::Did | Mark::Decided | Mark::Caused), _) => marks.push((mark, end)),
                _ => {}
            },
        );
        for (mark, end) in marks {
            self.marks[at - self.tokens.start..end - self.tokens.start].iter_mut().for_each(|m| *m |= bits(&[mark]));
        }
        for (hit, accented) in found {
            let plain = (at..hit.end).all(|t| document.lower(t).is_ascii());
            if (!accented || !plain) && !self.verbs.contains(&hit) {
                self.verbs.push(hit);
            }
        }
    }

    /// Where a phrase goes on behind a time or an adverb that parts it; the token itself where there is none.
    pub(super) fn behind(&self, token: usize) -> usize {
        let limit = self.tokens.end;
        let run = |from: usize| (from..limit).find(|t| !self.timed(*t)).unwrap_or(limit);
        let adverb = |t: usize| self.adverbial(t) || self.is(t, Mark::Adverb) && !self.is(t, Mark::Determiner);
        match token {
            t if self.timed(t) => run(t),
            t if t < limit && adverb(t) => t + 1,
            // the preposition before it
            t if self.timed(t + 1) && (self.any_preposition(t) || self.is(t, Mark::Determiner)) => run(t + 1),
            t => t,
        }
    }

    /// "se așteaptă ca Macron să viziteze": before somebody and an infinitive the word is no preposition.
    pub(super) fn subjunctives(&mut self) {
        for at in self.tokens.clone() {
            let opens = self.is(at, Mark::Subjunctive);
            let Some(mention) = (at + 1..at + 3).find_map(|t| self.mention(t)).filter(|_| opens) else { continue };
            let end = self.actor(mention).tokens.end;
            if (end..end + 3).any(|t| self.is(t, Mark::Infinitive)) {
                self.prepositions[at - self.tokens.start] = 0;
            }
        }
    }

    /// Whether quoted words are a part of a clause that tells of itself: a verb, what leads in a complement, an adverb of a verb.
    fn told_within(&self, quote: Range<usize>) -> bool {
        let (at, first) = (quote.start, self.tokens.start);
        // by themselves a noun or a participle are somebody's words: "was “deeply shocked” by"; but "Peking „bedauert“" is a verb
        let named = at.checked_sub(2).is_some_and(|t| self.mention(t).is_some());
        let form = |t: usize, form| self.verbs.iter().any(|v| v.start == t && v.form == form);
        let participle = |t: usize| form(t, VerbForm::Participle) && !(named && t == at && form(t, VerbForm::Present));
        let finite = |v: &VerbHit| quote.contains(&v.start) && !participle(v.start);
        const HAVE: u128 = bits(&[Mark::HavePresent, Mark::HavePast]);
        let helped = self.is_one(at, HAVE) && self.verbs.iter().any(|v| v.start > at && quote.contains(&v.start));
        const BE: u128 = bits(&[Mark::BePresent, Mark::BePast]);
        let led = at > first + 1 && self.is_one(at - 2, BE);
        let noun = self.is(at, Mark::Determiner) || led;
        // "saw “no need”", but "Pékin « ne reconnaît pas »"
        let denied = self.is(at, Mark::Negation) && !named;
        let adverbs = || quote.clone().all(|t| self.is(t, Mark::Adverb) || self.adverbial(t));
        // "“strongly” condemned", "a « fermement » condamné"
        let beside = || {
            adverbs()
                && (self.verbs.iter().any(|v| v.start == quote.end + 1) || self.verbs.iter().any(|v| v.end == at - 1))
        };
        !noun && !denied && (self.any_preposition(at) || helped || self.verbs.iter().any(finite) || beside())
    }

    /// A word that tells an event by itself.
    fn triggers(&self, token: usize) -> bool {
        self.verbs.iter().any(|v| v.start == token) || self.nouns.iter().any(|n| n.start == token)
    }

    /// A quotation mark beside words that are part of the clause around them.
    pub(super) fn inset_mark(&self, token: usize) -> bool {
        let mark = self.has(token) && self.document.tokens[token].kind == TokenKind::Mark;
        mark && self.embedded[token - self.tokens.start]
    }

    /// "Paris « condamne » le coup", "severed \"with immediate effect\" its ties": a few quoted words between others are told by
    /// whoever tells these.
    pub(super) fn embed(&mut self) {
        let (first, end) = (self.tokens.start, self.tokens.end);
        let quoted = |t: usize| self.document.tokens[t].quoted;
        let word = |t: usize| self.document.tokens[t].kind == TokenKind::Word;
        let mut at = first;
        while at < end {
            if !quoted(at) {
                at += 1;
                continue;
            }
            let close = (at..end).find(|t| !quoted(*t)).unwrap_or(end);
            let words = (at..close).filter(|t| word(*t)).count();
            // the marks stand beside it, and beyond them go on the words of the clause
            let before = at.checked_sub(2).is_some_and(|t| t >= first && word(t));
            let behind = close + 1 < end && word(close + 1);
            let told = self.told_within(at..close);
            // "said that Obama “regrets” the affair": in what somebody says they are his words
            let told = told && !self.any(first..at, Mark::Complementizer);
            // "the “iron” chancellor", "two “spies” of Tehran": a word that tells nothing by itself
            let single = words == 1 && !self.triggers(at);
            let most = if told && self.is(at, Mark::Negation) { DENIED } else { EMBEDDED };
            if before && behind && (told || single) && words <= most && words == close - at {
                // the marks beside it as well, as words of a verb may stand on both sides of them
                self.embedded[at - 1 - first..=close - first].fill(true);
            }
            at = close;
        }
    }
}
