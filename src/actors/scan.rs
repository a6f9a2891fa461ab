//! The forms found in a document, before anything is decided.

use super::{
    index::{Case, Index, Sense},
    lexicon::WordId,
};
use crate::text::Document;
use std::ops::Range;

/// A form found, with what it may mean; the longest at its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Atom {
    pub tokens: Range<usize>,
    pub senses: Vec<Sense>,
}

/// The atoms of one sentence, in order, not overlapping.
pub(super) fn atoms(document: &Document, words: &[WordId], index: &Index, sentence: usize, out: &mut Vec<Atom>) {
    let sentence = &document.sentences[sentence];
    let language = 1 << sentence.language;
    let (mut at, end) = (sentence.tokens.start as usize, sentence.tokens.end as usize);
    while at < end {
        match longest(document, words, index, language, at, end) {
            Some(atom) => {
                at = atom.tokens.end;
                out.push(atom);
            }
            None => at += 1,
        }
    }
}

fn longest(
    document: &Document,
    words: &[WordId],
    index: &Index,
    language: u32,
    start: usize,
    limit: usize,
) -> Option<Atom> {
    let mut node = 0;
    let mut best: Option<(usize, u32)> = None;
    let mut at = start;
    while at < limit {
        let Some(next) = index.names.step(node, words[at]) else { break };
        node = next;
        at += 1;
        if index.names.ends(node).iter().any(|s| fits(document, s, language, start, at)) {
            best = Some((at, node));
        }
    }
    let (end, node) = best?;
    let fitting = index.names.ends(node).iter().filter(|s| fits(document, s, language, start, end));
    Some(Atom { tokens: start..end, senses: fitting.copied().collect() })
}

/// Whether the words of the text are written as the sense wants it, in a language that has it. A name of
/// several words, or in capitals, is understood in any language.
fn fits(document: &Document, sense: &Sense, language: u32, start: usize, end: usize) -> bool {
    let tokens = &document.tokens[start..end];
    let own = sense.languages & language != 0;
    match sense.case {
        Case::Any => own,
        Case::Caps => {
            tokens.iter().all(|t| t.caps || !t.capital && t.glued || document.body[t.span.range()].len() == 1)
        }
        Case::Capitals(mask) => {
            (own || end - start > 1)
                && tokens.iter().enumerate().take(16).all(|(i, t)| mask & (1 << i) == 0 || t.capital)
        }
    }
}
