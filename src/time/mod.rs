//! Time expressions of a document, symbolic until the publication day is known
//! ("Thursday before publication"). Knows no actors and no events.

mod meaning;

pub use meaning::{Anchor, Direction, Field, Meaning, NthUnit, Part, Unit};

use crate::{
    edtf::{Day, Edtf},
    pack::LanguagePack,
    text::{Cutter, Document, Span},
};
use std::ops::Range;

/// What sort of expression it is, as TIMEX3 parts them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum TimeKind {
    /// Calendar days, from one day to centuries.
    Date,
    /// A time of day that belongs to no day that is named.
    Time,
    /// "three years", "one-month".
    Duration,
    /// "every Monday".
    Set,
    /// "recently", "in the coming days".
    Vague,
}

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
    /// Readable, in order: what the words mean, the direction and why, the anchor.
    pub steps: Vec<String>,
}

/// Finds time expressions by the templates of the packs. Made once, shared by all articles.
#[derive(Debug, Clone, Default)]
pub struct Tagger {}

impl Tagger {
    pub fn new(_packs: &[LanguagePack], _cutter: &Cutter) -> Tagger {
        Tagger::default()
    }

    /// All expressions, in text order, not overlapping.
    pub fn tag(&self, _document: &Document) -> Vec<TimeExpression> {
        Vec::new()
    }
}

impl TimeExpression {
    /// The calendar value. `previous` is the value of the date told before it, to which "the day after" belongs.
    pub fn resolve(&self, published: Option<Day>, previous: Option<&Edtf>) -> Resolution {
        let _ = (published, previous);
        match &self.meaning {
            Meaning::Value(value) => Resolution { value: Some(value.clone()), steps: Vec::new() },
            _ => Resolution::default(),
        }
    }
    /// The meaning as short text: `weekday:4 past`, `day -1`, `2025-03-20`.
    pub fn symbolic(&self) -> String {
        self.meaning.to_string()
    }
    /// Needs neither a publication day nor another date.
    pub fn is_absolute(&self) -> bool {
        self.meaning.is_absolute()
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

/// The values of all expressions of one document, each with those before it as its discourse anchor.
pub fn resolve_all(expressions: &[TimeExpression], published: Option<Day>) -> Vec<Resolution> {
    let mut previous: Option<Edtf> = None;
    let mut out = Vec::with_capacity(expressions.len());
    for expression in expressions {
        let resolution = expression.resolve(published, previous.as_ref());
        if expression.kind == TimeKind::Date && resolution.value.is_some() {
            previous = resolution.value.clone();
        }
        out.push(resolution);
    }
    out
}
