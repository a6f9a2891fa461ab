//! What tells where in a picture somebody stands: "Kerry (L) and Lavrov, right, meet". It belongs to the name, and parts nothing.

use super::{grammar::class, phrase::Parser};
use crate::text::TokenKind;

/// An aside in brackets holds few words.
const SHORT: usize = 5;

impl Parser<'_> {
    /// Where an aside ends that begins behind a name and says only where he stands in a picture, or a letter or number of his.
    pub(super) fn pictured(&self, at: usize) -> Option<usize> {
        let end = self.findings.end;
        if at >= end {
            return None;
        }
        let from = at + 1;
        let standing = self.grammar.rules.pictured.iter().filter_map(|words| self.length(words, from)).max();
        if self.document.text(at) == "(" {
            let close = (from..end.min(from + SHORT)).find(|t| self.document.text(*t) == ")")?;
            let small =
                |t: usize| self.document.tokens[t].kind != TokenKind::Word || self.document.text(t).chars().count() < 3;
            let said = standing.is_some_and(|n| from + n == close) || close > from && (from..close).all(small);
            return said.then_some(close + 1);
        }
        let behind = from + standing.filter(|_| self.comma(at))?;
        // the comma of a list stays
        let next = behind + 1;
        let listed = self.name_at(next).is_some()
            || self.findings.title_at(next).is_some()
            || self.findings.atom_at(next).is_some();
        match self.comma(behind) {
            true => Some(if listed && !self.is(next, class::AND) { behind } else { next.min(end) }),
            false => self.boundary(behind).then_some(behind),
        }
    }

    /// How many words of the text are those of an entry.
    fn length(&self, words: &str, from: usize) -> Option<usize> {
        let mut length = 0;
        for word in words.split(' ') {
            if from + length >= self.findings.end || self.document.folded(from + length) != word {
                return None;
            }
            length += 1;
        }
        Some(length)
    }
}
