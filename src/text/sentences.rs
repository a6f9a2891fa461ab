//! Where sentences end.

use super::{Document, TokenKind};
use rustc_hash::FxHashSet;
use std::ops::Range;

/// One language's knowledge of full stops; all words in lower case without their last full stop.
#[derive(Debug, Clone, Default)]
pub(super) struct Stops {
    pub abbreviations: FxHashSet<Box<str>>,
    pub number_abbreviations: FxHashSet<Box<str>>,
    pub openers: FxHashSet<Box<str>>,
    /// A stop behind a number makes it "the third".
    pub ordinals: bool,
}

/// Ends of sentences among the tokens of a paragraph: one past the last token of each, the paragraph's end included.
pub(super) fn ends(document: &Document, range: Range<usize>, stops: &Stops) -> Vec<usize> {
    let cut = Cut { document, last: range.end, stops };
    let mut ends = Vec::new();
    let mut start = range.start;
    let mut open = Open::default();
    let mut i = range.start;
    let parts = parts(document, &range);
    while i < range.end {
        if parts.contains(&i) {
            // the stroke goes with the part before it
            ends.push(i + 1);
            start = i + 1;
            i = start;
            open = Open::default();
            continue;
        }
        let glue = open.note(document.text(i));
        let step = match glue && i > start {
            true => cut.glued(i),
            false => cut.after(start, i),
        };
        match step {
            Step::End(end) => {
                ends.push(end);
                (start, i) = (end, end);
                open = Open::default();
            }
            Step::On(next) => {
                (i + 1..next).for_each(|t| {
                    open.note(document.text(t));
                });
                i = next;
            }
        }
    }
    if start < range.end {
        ends.push(range.end);
    }
    ends
}

/// How many words each part of a headline in parts has at least.
const PART: usize = 3;

/// "NATO: „No sign of an attack” / Duda: Most probably …": the strokes between the parts of a headline, which ends without
/// a stop.
fn parts(document: &Document, range: &Range<usize>) -> Vec<usize> {
    let tokens = &document.tokens;
    let apart = |t: usize| t > range.start && t + 1 < range.end && !tokens[t].glued && !tokens[t + 1].glued;
    let strokes: Vec<usize> = range.clone().filter(|t| document.text(*t) == "/" && apart(*t)).collect();
    let stopped = range.clone().any(|t| document.text(t) == ".");
    let words = |part: Range<usize>| part.filter(|t| tokens[*t].kind != TokenKind::Mark).count() >= PART;
    let from = std::iter::once(range.start).chain(strokes.iter().map(|t| t + 1));
    let to = strokes.iter().copied().chain(std::iter::once(range.end));
    let long = from.zip(to).all(|(from, to)| words(from..to));
    if stopped || !long { Vec::new() } else { strokes }
}

/// Where to go on: the sentence ends before a token, or it does not and the tokens up to there are dealt with.
enum Step {
    End(usize),
    On(usize),
}

/// Marks of quotation and brackets open since the sentence began.
#[derive(Default)]
struct Open {
    straight: bool,
    brackets: usize,
}

impl Open {
    /// Takes note of a token; true if it closes something.
    fn note(&mut self, text: &str) -> bool {
        match text {
            "\"" => {
                self.straight = !self.straight;
                !self.straight
            }
            "[" | "(" => {
                self.brackets += 1;
                false
            }
            "]" | ")" => {
                let closes = self.brackets > 0;
                self.brackets = self.brackets.saturating_sub(1);
                closes
            }
            "”" | "»" => true,
            _ => false,
        }
    }
}

struct Cut<'d, 'b> {
    document: &'d Document<'b>,
    /// One past the paragraph's last token.
    last: usize,
    stops: &'d Stops,
}

impl Cut<'_, '_> {
    fn text(&self, token: usize) -> &str {
        self.document.text(token)
    }

    fn is(&self, token: usize, test: impl Fn(&str) -> bool) -> bool {
        token < self.last && test(self.text(token))
    }

    /// A closing mark with the next sentence's first word right behind it: `… war"Next`.
    fn glued(&self, mark: usize) -> Step {
        let Some(next) = self.document.tokens[mark + 1..self.last].first() else { return Step::On(mark + 1) };
        // a single letter may belong to a word that was altered: `[T]he`
        let long =
            self.text(mark + 1).chars().nth(1).is_some() || self.stops.openers.contains(self.document.lower(mark + 1));
        let word = next.kind == TokenKind::Word && next.capital && next.glued && long;
        if self.document.tokens[mark].glued && word { Step::End(mark + 1) } else { Step::On(mark + 1) }
    }

    /// Whether the sentence ends with this token and what closes with it.
    fn after(&self, start: usize, at: usize) -> Step {
        let tokens = &self.document.tokens;
        let text = self.text(at);
        // an abbreviation that keeps its stops, as in `the U.S. The`
        let dotted = tokens[at].kind == TokenKind::Word && text.ends_with('.');
        let may = match text {
            "!" | "?" | "…" => true,
            "." => self.is_stop(start, at),
            _ => dotted && self.opener(at + 1),
        };
        if !may || dotted {
            return if may { Step::End(at + 1) } else { Step::On(at + 1) };
        }
        let mut end = at + 1;
        let dots = matches!(text, "." | "…");
        while dots && self.is(end, |t| matches!(t, "." | "…")) && tokens[end].glued {
            end += 1;
        }
        // words left out of a quotation: `[…]`
        let bracket = |t: &str| matches!(t, "[" | "(");
        if at > start && dots && bracket(self.text(at - 1)) && self.is(end, |t| matches!(t, "]" | ")")) {
            return Step::On(end + 1);
        }
        // marks that close with the sentence: quotation marks, brackets, more stops
        let shut = |end| closes(self.text(end), tokens[end].glued) && !self.opens_next(end) || self.turned(end);
        while end < self.last && shut(end) {
            end += 1;
        }
        let Some(next) = tokens[end..self.last].first() else { return Step::End(end) };
        let word = self.text(end);
        let starts = match next.kind {
            TokenKind::Word => next.capital || !next.glued && !next.caps && word.contains(char::is_uppercase),
            TokenKind::Number => !next.glued,
            TokenKind::Mark => !next.glued || opens(word),
        };
        if starts { Step::End(end) } else { Step::On(end) }
    }

    /// A straight quotation mark that belongs to what follows.
    fn opens_next(&self, mark: usize) -> bool {
        let blank = !self.document.tokens[mark].glued;
        blank && self.document.tokens[mark + 1..self.last].first().is_some_and(|next| next.glued)
    }

    /// The mark that closes `»so«`.
    fn turned(&self, mark: usize) -> bool {
        let tokens = &self.document.tokens[..self.last];
        matches!(self.text(mark), "«" | "‹")
            && tokens[mark].glued
            && tokens.get(mark + 1).is_none_or(|next| !next.glued)
    }

    fn opener(&self, at: usize) -> bool {
        // `Gen. A. Smith`
        let initial =
            || self.text(at).len() == 1 && self.is(at + 1, |t| t == ".") && self.document.tokens[at + 1].glued;
        at < self.last
            && !initial()
            && self.document.tokens[at].capital
            && !self.document.tokens[at].glued
            && self.stops.openers.contains(self.document.lower(at))
    }

    /// Whether a full stop is one, and no part of an abbreviation, initial or numbering.
    fn is_stop(&self, start: usize, at: usize) -> bool {
        let tokens = &self.document.tokens;
        if at == start || !tokens[at].glued || tokens[at - 1].kind == TokenKind::Mark {
            return true;
        }
        let before = &tokens[at - 1];
        if before.kind == TokenKind::Number {
            // a month in Roman numerals: `31.XII.2005`
            let next = tokens[at + 1..self.last].first();
            let roman = next.is_some_and(|t| t.glued)
                && self.text(at + 1).bytes().all(|b| b"IVX".contains(&b))
                && self.is(at + 2, |t| t == ".");
            // `am 3. Februar`
            let short = self.text(at - 1).len() <= 2;
            let goes_on = next.is_some_and(|t| t.kind == TokenKind::Word && !t.glued) && !self.opener(at + 1);
            let third = self.stops.ordinals && short && goes_on;
            // `1. Title`
            return at - 1 > start && !roman && !third;
        }
        let lower = self.document.lower(at - 1);
        let number = tokens[at + 1..self.last].first().is_some_and(|next| next.kind == TokenKind::Number);
        if number && self.stops.number_abbreviations.contains(lower) {
            return false;
        }
        // a single capital is an initial: `John F. Kennedy`
        let initial = before.capital && self.text(at - 1).chars().nth(1).is_none();
        if initial || self.stops.abbreviations.contains(lower) {
            return self.opener(at + 1);
        }
        true
    }
}

fn closes(text: &str, glued: bool) -> bool {
    glued && matches!(text, "”" | "»" | "\"" | "’" | "'" | ")" | "]" | "." | "!" | "?" | "…" | "“" | "*" | "_")
}

fn opens(text: &str) -> bool {
    matches!(text, "“" | "«" | "\"" | "„" | "(" | "[" | "—" | "–" | "‘")
}
