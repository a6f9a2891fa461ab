//! The noun phrases of a clause in a language that writes nouns with capitals.

use super::view::View;
use crate::{
    pack::{Mark, Preposition},
    text::TokenKind,
};
use std::ops::Range;

/// A noun or name with what stands around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase {
    pub tokens: Range<usize>,
    /// Behind a preposition, within a time, or of a case that no subject has.
    pub bound: bool,
    /// It holds a name or a title.
    pub named: bool,
}

/// The phrases of a range, in text order.
pub(super) fn phrases(view: &View, range: Range<usize>) -> Vec<Phrase> {
    let mut out = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let timed = view.timed(at);
        let led = view.any_preposition(at) && view.mention(at).is_none();
        let from = if led && !timed { at + 1 } else { at };
        match phrase(view, from, range.end) {
            Some(end) => {
                let oblique = view.is(from, Mark::Oblique);
                let times = (from..end).any(|t| view.timed(t));
                let named = (from..end).any(|t| view.mention(t).is_some());
                out.push(Phrase { tokens: at..end, bound: led || timed || oblique || times, named });
                at = end;
            }
            None => at += 1,
        }
    }
    out
}

/// One past the phrase that begins at a token, if one does.
fn phrase(view: &View, from: usize, limit: usize) -> Option<usize> {
    if view.is(from, Mark::Self_) && view.mention(from).is_none() {
        return Some(from + 1);
    }
    let mut at = from;
    // one past the last noun or name
    let mut end = None;
    while at < limit {
        if let Some(mention) = view.mention(at) {
            at = view.actor(mention).tokens.end;
            end = Some(at);
        } else if noun(view, at) {
            at += 1;
            end = Some(at);
        } else if end == Some(at) && (view.preposition(at, Preposition::Of) || view.is(at, Mark::And)) {
            // "der Präsident der Ukraine", "Merkel und die Minister"
            at += 1;
        } else if end != Some(at) && attribute(view, at) {
            at += 1;
        } else {
            break;
        }
    }
    end
}

/// A word with a capital, or a time that is written so.
fn noun(view: &View, token: usize) -> bool {
    let word = &view.document.tokens[token];
    // at the beginning of a sentence every word has one
    let opens = view.opens(token) && !view.unmarked(token);
    word.kind == TokenKind::Word && word.capital && !opens || view.timed(token)
}

/// An article, a number or an adjective.
fn attribute(view: &View, token: usize) -> bool {
    const OTHER: [Mark; 6] =
        [Mark::And, Mark::Reflexive, Mark::Adverb, Mark::Negation, Mark::Complementizer, Mark::Subordinator];
    let small = view.document.tokens[token].kind != TokenKind::Mark;
    view.is(token, Mark::Determiner)
        || small
            && !view.any_preposition(token)
            && !OTHER.iter().any(|m| view.is(token, *m))
            && (!view.verbal(token) || view.attributive(token))
}
