//! Time expressions of a document, symbolic until the publication day is known
//! ("Thursday before publication"). Knows no actors and no events.

mod calendar;
mod dateline;
mod direction;
mod evaluate;
mod follow;
mod formula;
pub(crate) mod grammar;
mod lexicon;
mod matcher;
mod meaning;
mod nearest;
mod nodes;
mod number;
mod resolve;
mod tagger;
mod template;
mod written;

pub use meaning::{Anchor, Direction, Field, Meaning, NthUnit, Part, TimeKind, Unit};
pub use resolve::Values;
pub use tagger::Tagger;

use crate::{
    edtf::{Day, Edtf},
    text::Span,
};
use std::ops::Range;

/// One time expression of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeExpression {
    pub span: Span,
    /// Indices into the document's tokens.
    pub tokens: Range<usize>,
    pub sentence: usize,
    pub kind: TimeKind,
    /// What it means, with the direction already decided from its sentence.
    pub meaning: Meaning,
    /// Stands where a report names the day of its writing: it is the publication day, or holds it.
    pub dateline: bool,
    /// It is of what follows it alone, and the text goes on from the day before: "…, three days after he called it off".
    pub aside: bool,
    /// The template of the pack that found it.
    pub rule: String,
    /// Why the direction is what it is: "future: `will meet`". Empty when it needs none.
    pub reason: String,
}

/// A value for an expression, and how it was reached.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Resolution {
    /// None for durations and sets, for dates that don't exist, and where the anchor is missing.
    pub value: Option<Edtf>,
    /// The calendar unit that the words name, where the value is a guess at a part of it ("mid-August" names August) or at
    /// a day in it ("two weeks ago" names a week). As TIMEX3 has it.
    pub named: Option<Edtf>,
    /// Readable, in order: what the words mean, the direction and why, the anchor.
    pub steps: Vec<String>,
}

impl TimeExpression {
    /// The meaning as short text: `weekday:4 past`, `day -1`, `2025-03-20`.
    pub fn symbolic(&self) -> String {
        self.meaning.to_string()
    }
    /// Which loose part of what it names: "early", "mid", "late", "beginning", "end".
    pub fn part(&self) -> Option<Part> {
        match &self.meaning {
            Meaning::Part { part: Part::First | Part::Second, .. } => None,
            Meaning::Part { part, .. } => Some(*part),
            _ => None,
        }
    }
    /// Needs neither a publication day nor another date.
    pub fn is_absolute(&self) -> bool {
        self.meaning.is_absolute()
    }
    /// Counts from the day told before: "the day after", "that Thursday".
    pub fn follows_day(&self) -> bool {
        matches!(self.meaning.follows(), Some(Unit::Minute | Unit::Hour | Unit::Day))
    }
    /// Names day and month, or a month, without its year.
    pub fn needs_year(&self) -> bool {
        self.meaning.needs_year()
    }
    /// The weekday named beside day and month (Monday 1 to Sunday 7): a constraint on the year.
    pub fn weekday(&self) -> Option<u32> {
        match &self.meaning {
            Meaning::Nearest { field: Field::MonthDay { weekday, .. }, .. } => *weekday,
            _ => None,
        }
    }
}

/// How many sentences back "the day after" may reach.
const MEMORY: usize = 4;

/// The values of all expressions of one document, each with those before it as its discourse anchor.
pub fn resolve_all(expressions: &[TimeExpression], published: Option<Day>) -> Vec<Resolution> {
    let mut told: Vec<(usize, Edtf)> = Vec::new();
    let mut out = Vec::with_capacity(expressions.len());
    for expression in expressions {
        // "in the evening" is of the day named right before, or of the news
        let memory = if expression.meaning.is_of_scene() { 1 } else { MEMORY };
        let near = |(sentence, _): &&(usize, Edtf)| sentence + memory >= expression.sentence;
        let previous = if expression.follows_day() {
            // "the day after" follows a day, not the year that was mentioned in between
            let narrow = |v: &&(usize, Edtf)| v.1.width_days().is_some_and(|w| w <= 10);
            told.iter().rev().take(6).filter(near).find(narrow).or_else(|| told.last().filter(near))
        } else {
            told.last().filter(near)
        };
        let resolution = expression.resolve(published, previous.map(|p| &p.1));
        if expression.kind == TimeKind::Date
            && let Some(value) = &resolution.value
        {
            told.push((expression.sentence, value.clone()));
        }
        out.push(resolution);
    }
    out
}
