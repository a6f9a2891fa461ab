//! Words that a hyphen joins and that are two, which only whoever knows the names can tell: "Putin-Erdogan".

use super::{
    Document, Span, Token, TokenKind,
    fold::{self, push_folded, push_lower},
};
use std::ops::Range;

/// The marks that join words within a line.
const HYPHENS: [char; 3] = ['-', '‐', '‑'];

impl Document<'_> {
    /// Parts words at their hyphens, which become marks of their own: those of which `apart` says so, told the word's place
    /// and its parts.
    pub fn part(&mut self, apart: impl Fn(&Document, usize, &[&str]) -> bool) {
        let joined = |t: &usize| {
            let token = &self.tokens[*t];
            token.kind == TokenKind::Word && token.capital && self.text(*t).contains(HYPHENS)
        };
        let candidates: Vec<usize> = (0..self.tokens.len()).filter(joined).collect();
        let fits = |t: &usize| {
            let parts: Vec<&str> = self.text(*t).split(HYPHENS).collect();
            parts.iter().all(|part| !part.is_empty()) && apart(self, *t, &parts)
        };
        let chosen: Vec<usize> = candidates.into_iter().filter(fits).collect();
        if chosen.is_empty() {
            return;
        }
        let old = std::mem::take(&mut self.tokens);
        // where each token stands now, and where the last one ends
        let mut places = Vec::with_capacity(old.len() + 1);
        let mut chosen = chosen.into_iter().peekable();
        for (at, token) in old.into_iter().enumerate() {
            places.push(self.tokens.len() as u32);
            match chosen.next_if_eq(&at) {
                Some(_) => self.push_parts(&token),
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

    fn push_parts(&mut self, token: &Token) {
        let text = token.span.of(self.body);
        let mut start = 0;
        let hyphens = text.char_indices().filter(|(_, c)| HYPHENS.contains(c));
        let mut pieces: Vec<(Range<usize>, TokenKind)> = Vec::new();
        for (at, hyphen) in hyphens {
            let end = at + hyphen.len_utf8();
            pieces.extend([(start..at, TokenKind::Word), (at..end, TokenKind::Mark)]);
            start = end;
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
