//! Where sentences end.

use super::{Token, TokenKind};
use rustc_hash::FxHashSet;

/// Ends of sentences in a paragraph's tokens: one past the last token of each.
/// `abbreviations` are in lower case with their full stop.
pub(super) fn ends(body: &str, tokens: &[Token], abbreviations: &FxHashSet<Box<str>>) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        let text = tokens[i].span.of(body);
        let stop = match text {
            "!" | "?" | "…" => true,
            "." => !is_abbreviation(body, tokens, i, abbreviations),
            _ => false,
        };
        i += 1;
        if !stop {
            // an abbreviation written as one word may still end a sentence: `in the U.S. The …` is left whole
            continue;
        }
        // marks that close with the sentence: quotation marks, brackets, more stops
        while i < tokens.len() && closes(tokens[i].span.of(body), tokens[i].glued) {
            i += 1;
        }
        let starts = tokens.get(i).is_none_or(|next| {
            next.capital
                || next.kind == TokenKind::Number && !next.glued
                || opens(next.span.of(body))
                || (next.kind == TokenKind::Mark && !next.glued)
        });
        let glued = tokens.get(i).is_some_and(|next| next.glued && next.kind == TokenKind::Word && !next.capital);
        if starts && !glued {
            ends.push(i);
        }
    }
    if ends.last() != Some(&tokens.len()) && !tokens.is_empty() {
        ends.push(tokens.len());
    }
    ends
}

fn closes(text: &str, glued: bool) -> bool {
    glued && matches!(text, "”" | "»" | "\"" | "’" | "'" | ")" | "]" | "." | "!" | "?" | "…" | "“")
}

fn opens(text: &str) -> bool {
    matches!(text, "“" | "«" | "\"" | "„" | "(" | "[" | "—" | "–" | "-" | "‘")
}

fn is_abbreviation(body: &str, tokens: &[Token], stop: usize, abbreviations: &FxHashSet<Box<str>>) -> bool {
    let Some(before) = stop.checked_sub(1).map(|i| &tokens[i]) else { return false };
    if !tokens[stop].glued || before.kind == TokenKind::Mark {
        return false;
    }
    if before.kind == TokenKind::Number {
        return false;
    }
    let word = before.span.of(body);
    // a single capital is an initial: `John F. Kennedy`
    let mut letters = word.chars();
    if before.capital && letters.next().is_some() && letters.next().is_none() {
        return true;
    }
    let with_stop = format!("{}.", super::lower(word));
    abbreviations.contains(with_stop.as_str())
}
