//! The words of the text that are shown for an event.

use super::{candidate::Candidate, view::View};
use crate::text::Span;
use std::ops::Range;

/// As they stand in the text; what does not stand side by side there, word by word.
pub(super) fn words(view: &View, tokens: Range<usize>) -> String {
    let whole = span(view, tokens.clone());
    let together = tokens.clone().map(|t| view.document.tokens[t].span).all(|s| whole.contains(s));
    match together {
        true => whole.of(view.document.body).to_owned(),
        false => tokens.map(|t| view.text(t)).collect::<Vec<_>>().join(" "),
    }
}

/// Of words that are parted in the text, the first ones.
pub(super) fn span(view: &View, tokens: Range<usize>) -> Span {
    let all = &view.document.tokens;
    let first = all[tokens.start].span;
    let near = |a: Span, b: Span| {
        a.end <= b.start && Span { start: a.end, end: b.start }.of(view.document.body).trim().is_empty()
    };
    let rest = (tokens.start + 1..tokens.end).take_while(|t| near(all[t - 1].span, all[*t].span));
    rest.map(|t| all[t].span).fold(first, Span::hull)
}

/// The sentence; of a long one the clause with its subject.
pub(super) fn quote(view: &View, candidate: &Candidate, sentence: usize) -> Span {
    let whole = view.document.sentences[sentence].span;
    if whole.end - whole.start <= 320 {
        return whole;
    }
    let clause = view.clause(candidate.tokens.start);
    let mut range = clause.start.min(candidate.tokens.start)..clause.end.max(candidate.tokens.end);
    for (_, mention) in &candidate.roles {
        let tokens = &view.actor(*mention).tokens;
        if view.has(tokens.start) {
            range = range.start.min(tokens.start)..range.end.max(tokens.end).min(view.tokens.end);
        }
    }
    let spans = view.document.tokens[range].iter().map(|t| t.span);
    spans.reduce(Span::hull).unwrap_or(whole)
}
