//! Words between quotation marks.

use super::{Document, Quotation, TokenKind};
use std::ops::Range;

/// Marks the quoted tokens of a document. `lines` are the token ranges of its paragraphs, in order.
///
/// A quotation that is not closed goes on to its paragraph's end if the next paragraph goes on quoting, else to
/// the end of its sentence: a forgotten mark must not swallow who said it. A closing mark that nothing opened quotes
/// from the beginning of its sentence.
pub(super) fn mark(document: &mut Document, lines: &[Range<usize>]) {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut carried = false;
    for (at, line) in lines.iter().enumerate() {
        let first = found.len();
        let open = double(document, line, carried, &mut found);
        carried = false;
        if let Some(start) = open {
            carried = lines.get(at + 1).is_some_and(|next| goes_on(document, next));
            let end = if carried { line.end } else { sentence_end(document, start, line.end) };
            if end > start + 1 {
                found.push((start, end));
            }
        }
        single(document, line, first, &mut found);
    }
    for &(start, end) in &found {
        let closing = document.tokens[end - 1].kind == TokenKind::Mark
            && side(document, end - 1, lines_end(lines, end)) != Side::None;
        let inner = start + usize::from(is_double(document.text(start)) || is_single(document.text(start)));
        for token in inner..end - usize::from(closing) {
            document.tokens[token].quoted = true;
        }
        let span = document.tokens[start].span.hull(document.tokens[end - 1].span);
        document.quotations.push(Quotation { span, tokens: (start as u32, end as u32) });
    }
}

fn lines_end(lines: &[Range<usize>], token: usize) -> usize {
    lines.get(lines.partition_point(|l| l.end < token)).map_or(token, |l| l.end)
}

/// What a mark can be, by the blanks around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Opens,
    Closes,
    Either,
    None,
}

fn is_double(text: &str) -> bool {
    matches!(text, "“" | "”" | "„" | "‟" | "«" | "»" | "\"" | "″" | "‹" | "›")
}

fn is_single(text: &str) -> bool {
    matches!(text, "‘" | "’" | "'" | "‚" | "`")
}

fn side(document: &Document, at: usize, end: usize) -> Side {
    let text = document.text(at);
    if !is_double(text) && !is_single(text) {
        return Side::None;
    }
    let tokens = &document.tokens;
    let next_glued = at + 1 < end && tokens[at + 1].glued;
    let next_word = next_glued && tokens[at + 1].kind != TokenKind::Mark;
    let before_opens = at > 0 && matches!(document.text(at - 1), "(" | "[" | "—" | "–" | "-" | "/" | ":");
    // "d'« acte d'agression »": behind an elided word it opens
    let apostrophe = |text: &str| text.ends_with(['\'', '’']);
    let elided =
        at > 0 && tokens[at - 1].kind == TokenKind::Word && tokens[at].glued && apostrophe(document.text(at - 1));
    let opens_there = !tokens[at].glued || before_opens || elided || is_double(document.text(at - 1));
    let may_open = next_glued && opens_there || elided && text == "«";
    let may_close = tokens[at].glued && !next_word && !(elided && may_open);
    match text {
        // "»so«"
        "«" | "‹" if may_close && !may_open => Side::Closes,
        "„" | "«" | "‹" | "‚" => Side::Opens,
        // it opens where the word follows at once, "»so"; before a comma it closes, even behind a blank, "« so », "
        "»" | "›" if !may_open || !next_word || may_close => Side::Closes,
        _ => match (may_open, may_close) {
            (true, false) => Side::Opens,
            (false, true) => Side::Closes,
            _ => match text {
                "”" | "»" | "’" | "›" => Side::Closes,
                "“" | "‘" | "‟" => Side::Opens,
                _ => Side::Either,
            },
        },
    }
}

/// Whether `close` ends what `open` began; typists mix them within a family.
fn fits(open: &str, close: &str) -> bool {
    match open {
        "«" => close == "»",
        "»" => close == "«" || close == "»",
        "‹" => close == "›",
        _ => matches!(close, "”" | "“" | "\"" | "″" | "‟"),
    }
}

/// The quotations of one paragraph between double marks; the token of one that is left open.
fn double(document: &Document, line: &Range<usize>, carried: bool, found: &mut Vec<(usize, usize)>) -> Option<usize> {
    let mut open: Option<usize> = None;
    // where a quotation may begin that a closing mark ends without any that opened it
    let mut free = line.start;
    let mut carried = carried;
    for i in line.clone() {
        if document.tokens[i].kind != TokenKind::Mark || !is_double(document.text(i)) {
            continue;
        }
        let text = document.text(i);
        let side = side(document, i, line.end);
        match open {
            None if side == Side::Closes => {
                let sentence = if carried { line.start } else { sentence_start(document, i) };
                let start = sentence.max(free);
                if i > start + 1 {
                    found.push((start, i + 1));
                }
                free = i + 1;
            }
            // a lone mark between two words may have closed what stood in another column
            None if side == Side::Either && !(i + 1..line.end).any(|t| is_double(document.text(t))) => {}
            None => open = Some(i),
            Some(start) if side != Side::Opens && fits(document.text(start), text) => {
                if i > start + 1 {
                    found.push((start, i + 1));
                }
                free = i + 1;
                open = None;
            }
            // the first was never closed
            Some(start) if side == Side::Opens && document.text(start) == text && text != "«" => {
                let end = sentence_end(document, start, i);
                found.push((start, end));
                free = end;
                open = Some(i);
            }
            // a quotation within a quotation
            Some(_) => {}
        }
        carried = false;
    }
    open
}

/// Quotations between single marks, outside of double ones: only where both marks are clear.
fn single(document: &Document, line: &Range<usize>, first: usize, found: &mut Vec<(usize, usize)>) {
    let mut singles = Vec::new();
    let mut open: Option<usize> = None;
    let mut next = first;
    for i in line.clone() {
        while found.get(next).is_some_and(|q| q.1 <= i) {
            next += 1;
        }
        if found.get(next).is_some_and(|q| q.0 <= i) {
            open = None;
            continue;
        }
        if document.tokens[i].kind != TokenKind::Mark || !is_single(document.text(i)) {
            continue;
        }
        match (open, side(document, i, line.end)) {
            (_, Side::Opens) => open = Some(i),
            (Some(start), Side::Closes) if i > start + 1 => {
                singles.push((start, i + 1));
                open = None;
            }
            _ => {}
        }
    }
    if !singles.is_empty() {
        found.extend(singles);
        found[first..].sort_unstable();
    }
}

/// Whether a paragraph goes on with a quotation that the one before left open.
fn goes_on(document: &Document, line: &Range<usize>) -> bool {
    let first = line.clone().find(|&i| is_double(document.text(i)));
    first.is_some_and(|i| i == line.start || side(document, i, line.end) == Side::Closes)
}

fn sentence_at(document: &Document, token: usize) -> Option<Range<usize>> {
    let at = document.sentences.partition_point(|s| s.tokens.end as usize <= token);
    document.sentences.get(at).map(|s| s.tokens.start as usize..s.tokens.end as usize)
}

fn sentence_start(document: &Document, token: usize) -> usize {
    sentence_at(document, token).map_or(token, |s| s.start)
}

fn sentence_end(document: &Document, token: usize, limit: usize) -> usize {
    sentence_at(document, token).map_or(limit, |s| s.end).min(limit)
}
