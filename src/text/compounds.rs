//! Words that are two, which only whoever knows the names can tell: "Putin-Erdogan", "Putins".

use super::{
    Document, Span, Token, TokenKind,
    fold::{self, push_folded, push_lower},
};
use std::ops::Range;

/// The marks that join words within a line.
pub const HYPHENS: [char; 3] = ['-', '‐', '‑'];

impl Document<'_> {
    /// Parts words with a capital before the letters that `cuts` names, told the word's place; hyphens become marks of their
    /// own. Those that it names none for stay whole.
    pub fn part(&mut self, cuts: impl Fn(&Document, usize) -> Vec<usize>) {
        let capital = |t: &usize| self.tokens[*t].kind == TokenKind::Word && self.tokens[*t].capital;
        let candidates = (0..self.tokens.len()).filter(capital).map(|t| (t, cuts(self, t)));
        let chosen: Vec<(usize, Vec<usize>)> = candidates.filter(|(_, cuts)| !cuts.is_empty()).collect();
        if chosen.is_empty() {
            return;
        }
        let old = std::mem::take(&mut self.tokens);
        // where each token stands now, and where the last one ends
        let mut places = Vec::with_capacity(old.len() + 1);
        let mut chosen = chosen.into_iter().peekable();
        for (at, token) in old.into_iter().enumerate() {
            places.push(self.tokens.len() as u32);
            match chosen.next_if(|(chosen, _)| *chosen == at) {
                Some((_, cuts)) => self.push_parts(&token, &cuts),
                None => self.tokens.push(token),
            }
        }
        places.push(self.tokens.len() as u32);
        let moved = |range: &mut Range<u32>| *range = places[range.start as usize]..places[range.end as usize];
        self.sentences.iter_mut().for_each(|sentence| moved(&mut sentence.tokens));
        for quotation in &mut self.quotations {
            let (first, last) = quotation.tokens;
            quotation.tokens = (places[first as usize], places[last as usize]);
        }
    }

    fn push_parts(&mut self, token: &Token, cuts: &[usize]) {
        let text = token.span.of(self.body);
        let mut start = 0;
        let mut pieces: Vec<(Range<usize>, TokenKind)> = Vec::new();
        for &at in cuts {
            // "Trump-Putin-Gipfel": a hyphen before the cut is part of no word
            pieces.push((start..start + text[start..at].trim_end_matches(HYPHENS).len(), TokenKind::Word));
            start = at;
            if let Some(hyphen) = text[at..].chars().next().filter(|c| HYPHENS.contains(c)) {
                start += hyphen.len_utf8();
                pieces.push((at..start, TokenKind::Mark));
            }
        }
        pieces.push((start..text.len(), TokenKind::Word));
        for (n, (range, kind)) in pieces.into_iter().enumerate() {
            let base = token.span.start as usize;
            let piece = &text[range.clone()];
            let lower = self.form(|forms| push_lower(piece, forms));
            let lowered = self.forms[lower.start as usize..lower.end as usize].to_owned();
            let folded = self.form(|forms| push_folded(&lowered, forms));
            let hash = fold::hash(&self.forms[folded.start as usize..folded.end as usize]);
            let letters = || piece.chars().filter(|c| c.is_alphabetic());
            self.tokens.push(Token {
                span: Span::new(base + range.start, base + range.end),
                kind,
                capital: piece.chars().next().is_some_and(char::is_uppercase),
                caps: letters().count() > 1 && letters().all(char::is_uppercase),
                glued: if n == 0 { token.glued } else { true },
                quoted: token.quoted,
                lower,
                folded,
                hash,
            });
        }
    }

    fn form(&mut self, push: impl FnOnce(&mut String)) -> Range<u32> {
        let start = self.forms.len() as u32;
        push(&mut self.forms);
        start..self.forms.len() as u32
    }
}
