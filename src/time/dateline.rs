//! Where an article names the day of its writing: "ROMA, 14 GEN -", a line that is a date.

use super::{Field, Meaning, TimeExpression};
use crate::text::{Document, TokenKind};

/// How many paragraphs from the head may hold a line that is only a date.
const HEAD: usize = 6;
/// How many words may stand before the date of a dateline.
const PLACE: usize = 9;

/// Marks the expressions that name the publication day.
pub(super) fn mark(document: &Document, expressions: &mut [TimeExpression]) {
    for expression in expressions {
        if expression.dateline || !names_a_day(&expression.meaning) {
            continue;
        }
        let sentence = &document.sentences[expression.sentence];
        let number = sentence.paragraph as usize;
        let paragraph = &document.paragraphs[number];
        let Some(first) = document.sentences.get(paragraph.sentences.start as usize) else { continue };
        let last = &document.sentences[paragraph.sentences.end as usize - 1];
        let (start, end) = (first.tokens.start as usize, last.tokens.end as usize);
        let paragraph = start..end;
        expression.dateline = number < HEAD
            && (alone(document, paragraph.clone(), expression) || after_place(document, paragraph, expression));
    }
}

fn names_a_day(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Value(value) => value.is_day().is_some() || value.width_days() == Some(2),
        Meaning::Nearest { field, .. } => matches!(field, Field::MonthDay { .. }),
        _ => false,
    }
}

/// The line is the date, with at most a clock time and a word or two.
fn alone(document: &Document, paragraph: std::ops::Range<usize>, expression: &TimeExpression) -> bool {
    let words =
        |range: std::ops::Range<usize>| document.tokens[range].iter().filter(|t| t.kind == TokenKind::Word).count();
    paragraph.len() <= 16
        && words(paragraph.start..expression.tokens.start) <= 1
        && words(expression.tokens.end..paragraph.end) <= 3
        && !document.text(paragraph.end - 1).ends_with(['.', '!', '?'])
}

/// Place names, the date, a dash, or an agency in brackets and a full stop: all at the head of the paragraph.
fn after_place(document: &Document, paragraph: std::ops::Range<usize>, expression: &TimeExpression) -> bool {
    let place = paragraph.start..expression.tokens.start;
    if place.len() > PLACE || place.is_empty() {
        return false;
    }
    let names = document.tokens[place].iter().enumerate().all(|(i, token)| match token.kind {
        TokenKind::Word => token.capital,
        TokenKind::Mark => {
            // an agency in brackets may stand before the place
            let mark = token.span.of(document.body);
            matches!(mark, "," | "(" | ")" | "/" | "." | "-" | "–" | "—") && (i > 0 || mark == "(")
        }
        TokenKind::Number => false,
    });
    if !names {
        return false;
    }
    let mut at = expression.tokens.end;
    // the agency in brackets
    if at < paragraph.end && document.text(at) == "(" {
        while at < paragraph.end && document.text(at) != ")" && at < expression.tokens.end + 8 {
            at += 1;
        }
        at += 1;
        // "Lima, 3 mar (ANDINA). El presidente …", "Madrid, 3 mar (EFE).- El …"
        if at < paragraph.end && document.text(at) == "." {
            return true;
        }
    }
    at = after_agency(document, at..paragraph.end);
    at < paragraph.end
        && (matches!(document.text(at), "-" | "–" | "—" | "--" | ":") || document.text(at - 1) == "/")
        && !(document.tokens[at].glued && at == expression.tokens.end && document.text(at) == "-")
}

/// Past an agency that stands by itself: ". KAZINFORM -", ". /TASS/.".
fn after_agency(document: &Document, rest: std::ops::Range<usize>) -> usize {
    let mut at = rest.start;
    if at < rest.end && matches!(document.text(at), "." | ",") {
        at += 1;
    }
    let agency = |token: usize| {
        let text = document.text(token);
        text == "/" || document.tokens[token].capital && !text.chars().any(char::is_lowercase)
    };
    let names = (at..rest.end).take(5).take_while(|&token| agency(token)).count();
    if names == 0 { rest.start } else { at + names }
}
