//! What the words of a sentence are, by what is known of them and of those beside.

use super::{
    Kind,
    view::{NounHit, View, bits},
};
use crate::{pack::Mark, text::TokenKind};

impl View<'_> {
    /// "die angekündigten Gespräche", "der verurteilte Journalist": a form of a verb that says which.
    pub fn attributive(&self, token: usize) -> bool {
        let noun = |t: usize| self.has(t) && self.document.tokens[t].capital;
        let determined = |t: usize| self.is(t, Mark::Determiner) || self.any_preposition(t);
        self.has(token + 1) && noun(token + 1) && token > self.tokens.start && determined(token - 1)
    }

    /// A word by which nobody is named and nothing told: a common noun or its adjective.
    pub fn common(&self, token: usize) -> bool {
        const OTHER: u128 =
            bits(&[Mark::Determiner, Mark::Adverb, Mark::And, Mark::Self_, Mark::Reflexive, Mark::Complementizer]);
        self.has(token)
            && self.document.tokens[token].kind == TokenKind::Word
            && self.mention(token).is_none()
            && !self.timed(token)
            && !self.verbal(token)
            && !self.any_preposition(token)
            && !self.is_one(token, OTHER)
    }

    /// A noun by which people meet or talk.
    pub fn encounter(&self, noun: &NounHit) -> bool {
        self.lexicon.nouns[noun.sense as usize].kind.is_some_and(|k| k.group() == Kind::Meeting.group())
    }

    /// "The meetings follow the call between Trump and Putin": where behind a token the next encounter begins, whose parties
    /// and day are its own. Not that of "a meeting and a call", which share them.
    pub fn next_encounter(&self, from: usize) -> Option<usize> {
        let joined = |n: &NounHit| (from..n.start).any(|t| self.is(t, Mark::And));
        self.nouns.iter().find(|n| n.start >= from && self.encounter(n) && !joined(n)).map(|n| n.start)
    }
}
