//! Whether the words around a date speak of the past or the future.

use super::{Direction, grammar::Symbol, matcher::Reader};

/// A mark found in a sentence.
#[derive(Debug, Clone, Copy)]
struct Mark {
    start: usize,
    end: usize,
    direction: Direction,
    /// How much farther off it counts than it stands: before the date, and behind it, where it may not count at all.
    before: u32,
    behind: Option<u32>,
}

/// The marks of one sentence, found as far as they are asked for.
#[derive(Debug, Default)]
pub(super) struct Marks {
    found: Vec<Mark>,
    /// Items before this one have been read.
    read: usize,
}

/// How many words away a mark may stand.
const REACH: usize = 40;
/// What a comma, the beginning of a clause, and the edge of a quotation add to the distance.
const COMMA: usize = 3;
const CLAUSE: usize = 5;
const QUOTE: usize = 8;

impl Marks {
    /// The direction that the nearest mark gives to the items `start..end`, and why.
    pub fn direction(&mut self, reader: &Reader, start: usize, end: usize) -> (Direction, String) {
        self.read_to(reader, (end + REACH).min(reader.items.len()));
        let first = self.found.partition_point(|m| m.end + REACH < start);
        let mut best: Option<(usize, &Mark)> = None;
        for mark in &self.found[first..] {
            if mark.start > end + REACH {
                break;
            }
            // a mark within the expression says nothing of it
            if mark.start < end && start < mark.end {
                continue;
            }
            let (between, edge, weakness) = if mark.start < end {
                (mark.end..start, mark.end - 1, mark.before)
            } else {
                // nor does one that only looks ahead
                let Some(behind) = mark.behind else { continue };
                (end..mark.start, mark.start, behind + 1)
            };
            let cost = weight(reader, between, edge, start) + weakness as usize;
            if best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, mark));
            }
        }
        match best {
            Some((_, mark)) => {
                let first = reader.document.tokens[reader.items[mark.start].token as usize].span;
                let last = &reader.items[mark.end - 1];
                let last = reader.document.tokens[last.token as usize + last.tokens as usize - 1].span;
                (mark.direction, format!("{}: “{}”", mark.direction, first.hull(last).of(reader.document.body)))
            }
            None => (Direction::Near, String::new()),
        }
    }

    fn read_to(&mut self, reader: &Reader, limit: usize) {
        while self.read < limit {
            let at = self.read;
            self.read += 1;
            if !reader.may_mark(at) {
                continue;
            }
            let Some(found) = reader.longest(reader.grammar.marks, at) else { continue };
            // "May" is no "may"
            let item = &reader.items[at];
            let name = at > 0
                && reader.document.tokens[item.token as usize].capital
                && !reader.grammar.lexicon.forms[item.form as usize].classes.is_empty();
            if name {
                continue;
            }
            if let Some((direction, before, behind)) = reader.grammar.rules[found.rule as usize].mark {
                self.found.push(Mark { start: at, end: found.end, direction, before, behind });
            }
            self.read = found.end;
        }
    }
}

/// How far apart a mark and a date stand, in words and clauses.
fn weight(reader: &Reader, between: std::ops::Range<usize>, mark: usize, date: usize) -> usize {
    let mut cost = 0;
    for item in between {
        cost += 1;
        let token = reader.items[item].token as usize;
        cost += match reader.document.text(token) {
            "," => COMMA,
            ";" | ":" | "(" | ")" | "–" | "—" => CLAUSE,
            _ => {
                let form = &reader.grammar.lexicon.forms[reader.items[item].form as usize];
                if form.literals.iter().any(|l| reader.grammar.clauses.contains(l)) { CLAUSE } else { 0 }
            }
        };
    }
    let quoted = |item: usize| reader.document.tokens[reader.items[item].token as usize].quoted;
    if quoted(mark) != quoted(date) {
        cost += QUOTE;
    }
    cost
}

impl Reader<'_> {
    /// A mark may begin here.
    fn may_mark(&self, at: usize) -> bool {
        let form = self.items[at].form;
        if self.grammar.lexicon.forms[form as usize].begins >> self.grammar.marks & 1 == 1 {
            return true;
        }
        let root = self.grammar.nodes.edges(self.grammar.groups[self.grammar.marks as usize]);
        root.iter().any(|e| matches!(e.symbol, Symbol::Ending(_)) && self.is(at, e.symbol).is_some())
    }
}
