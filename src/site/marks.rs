//! Quoted words and paragraphs, cut where marks begin and end.

use super::text::{clean, line};
use crate::text::Span;

/// A piece of a text, and whether it is marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    pub marked: bool,
}

/// A quotation cut at its triggers. All spans count in `body`; a trigger outside the quotation is not marked.
pub fn quote(body: &str, quote: Span, triggers: &[Span]) -> Vec<Piece> {
    if body.get(quote.range()).is_none() {
        return Vec::new();
    }
    let inside = |t: &&Span| quote.contains(**t) && body.get(t.range()).is_some() && t.start < t.end;
    let triggers: Vec<&Span> = triggers.iter().filter(inside).collect();
    let mut borders: Vec<u32> = triggers.iter().flat_map(|t| [t.start, t.end]).collect();
    borders.extend([quote.start, quote.end]);
    borders.sort_unstable();
    borders.dedup();
    let mut pieces: Vec<Piece> = Vec::new();
    for w in borders.windows(2) {
        let marked = triggers.iter().any(|t| t.start <= w[0] && w[1] <= t.end);
        let text = blanks(&body[w[0] as usize..w[1] as usize]);
        match pieces.last_mut() {
            Some(last) if last.marked == marked => last.text.push_str(&text),
            _ => pieces.push(Piece { text, marked }),
        }
    }
    pieces
}

/// [`line`] that keeps a blank at either end.
fn blanks(text: &str) -> String {
    let inner = line(text);
    let begins = text.starts_with(char::is_whitespace);
    let ends = text.ends_with(char::is_whitespace) && !inner.is_empty();
    format!("{}{inner}{}", if begins { " " } else { "" }, if ends { " " } else { "" })
}

/// A stretch of a paragraph between two borders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    pub text: String,
    /// Within one quotation or several.
    pub quoted: bool,
    pub trigger: bool,
    /// Numbers of the quotations that end with it.
    pub ends: Vec<usize>,
}

/// A numbered quotation with its trigger.
#[derive(Debug, Clone, Copy, Hash)]
pub struct Numbered {
    pub number: usize,
    pub quote: Span,
    pub trigger: Span,
}

/// A part of a body cut wherever a quotation or a trigger begins or ends. Quotations may overlap.
pub fn stretches(body: &str, part: Span, marks: &[Numbered]) -> Vec<Stretch> {
    let inside: Vec<&Numbered> = marks.iter().filter(|m| m.quote.overlaps(part)).collect();
    let mut borders = vec![part.start, part.end];
    for mark in &inside {
        borders.extend([mark.quote.start, mark.quote.end, mark.trigger.start, mark.trigger.end]);
    }
    borders.retain(|b| (part.start..=part.end).contains(b) && body.is_char_boundary(*b as usize));
    borders.sort_unstable();
    borders.dedup();
    let holds = |span: Span, a: u32, b: u32| span.start <= a && b <= span.end;
    borders
        .windows(2)
        .map(|w| {
            let (a, b) = (w[0], w[1]);
            // a quotation may run on into the next paragraph: its number stands where it ends here
            let ends = |m: &&&Numbered| m.quote.end.min(part.end) == b && m.quote.start < b;
            Stretch {
                text: clean(body.get(a as usize..b as usize).unwrap_or_default()),
                quoted: inside.iter().any(|m| holds(m.quote, a, b)),
                trigger: inside.iter().any(|m| holds(m.trigger, a, b)),
                ends: inside.iter().filter(ends).map(|m| m.number).collect(),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_trigger_is_cut_out_of_its_quote() {
        let body = "He said so, and\nmore.";
        let pieces = quote(body, Span::new(0, 21), &[Span::new(3, 7)]);
        let told: Vec<(&str, bool)> = pieces.iter().map(|p| (p.text.as_str(), p.marked)).collect();
        assert_eq!(told, [("He ", false), ("said", true), (" so, and more.", false)]);
    }

    #[test]
    fn triggers_of_one_quote_are_marked_together() {
        let pieces =
            quote("He said and added more", Span::new(0, 22), &[Span::new(12, 17), Span::new(3, 7), Span::new(3, 7)]);
        let marked: Vec<&str> = pieces.iter().filter(|p| p.marked).map(|p| p.text.as_str()).collect();
        assert_eq!(marked, ["said", "added"]);
        assert_eq!(pieces.iter().map(|p| p.text.as_str()).collect::<String>(), "He said and added more");
    }

    #[test]
    fn spans_outside_do_no_harm() {
        assert_eq!(quote("è", Span::new(0, 1), &[Span::new(0, 1)]), []);
        assert_eq!(quote("abc", Span::new(0, 3), &[Span::new(2, 9)]).len(), 1);
        assert_eq!(quote("abc", Span { start: 3, end: 1 }, &[Span::new(0, 1)]), []);
    }

    #[test]
    fn overlapping_quotes_share_their_words() {
        let body = "one two three four";
        let marks = [
            Numbered { number: 1, quote: Span::new(0, 13), trigger: Span::new(4, 7) },
            Numbered { number: 2, quote: Span::new(8, 18), trigger: Span::new(14, 18) },
        ];
        let cut = stretches(body, Span::new(0, 18), &marks);
        let whole: String = cut.iter().map(|s| s.text.as_str()).collect();
        assert_eq!(whole, body);
        assert!(cut.iter().all(|s| s.quoted));
        let triggers: Vec<&str> = cut.iter().filter(|s| s.trigger).map(|s| s.text.as_str()).collect();
        assert_eq!(triggers, ["two", "four"]);
        assert_eq!(cut.iter().flat_map(|s| s.ends.clone()).collect::<Vec<_>>(), [1, 2]);
    }
}
