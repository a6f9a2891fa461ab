//! Clues from other articles of the corpus that tell of the same happening.

use super::{
    clues::{ANYWHERE, Evidence},
    days::Days,
    occasions,
    reading::{Reading, directed},
};
use crate::{
    edtf::Edtf,
    events::{EventMention, Status, Undated},
    time::TimeKind,
};

/// What another article says of a happening that this one tells of, too.
#[derive(Debug, Clone, PartialEq)]
pub struct Hint {
    /// Id of this article's mention.
    pub mention: String,
    /// Path of the other article.
    pub article: String,
    /// When it has the happening.
    pub days: Option<Edtf>,
    /// When it was published itself, where it tells of it as this one does, as still to come.
    pub published: Option<Edtf>,
    /// Both have the same sentence.
    pub copied: bool,
    /// How sure it is that both tell of one happening, from 0 to 1.
    pub likeness: f32,
}

/// How long news stays news, in days.
const ECHO: i32 = 2;
/// A plan is told of by several papers within so many days.
const TALK: i32 = 14;
/// And a sentence copied.
const COPY: i32 = 2;
/// How far a sure hint is trusted: as much as an office. Hints that disagree share it.
const TOLD: f32 = 0.9;
const COPIED: f32 = 0.8;
/// That both speak of one plan.
const PLAN: f32 = 0.4;

/// `ids`: those of the reading's mentions, in their order.
pub fn clues(reading: &Reading, ids: &[String], hints: &[Hint]) -> Vec<Evidence> {
    let mut out: Vec<Evidence> = Vec::new();
    for (id, mention) in ids.iter().zip(reading.mentions) {
        let trigger = mention.trigger.of(reading.document.body);
        // days allowed, who says so, and how sure
        let mut told: Vec<(Days, &str, f32)> = Vec::new();
        let mut add = |text: String, days: Days, trust: f32| {
            if !days.is_empty() && !out.iter().any(|e| e.days == days) {
                out.push(Evidence { span: Some(mention.trigger), text, days, trust, among: ANYWHERE, of: None });
            }
        };
        for hint in hints.iter().filter(|h| h.mention == *id) {
            if let Some(held) = hint.days.as_ref().map(Days::from)
                && let Some(days) = seen_from(reading, mention, &held)
                && !told.iter().any(|t| t.0 == days)
            {
                told.push((days, &hint.article, hint.likeness));
            }
            if let Some((first, last)) = hint.published.as_ref().and_then(|p| Days::from(p).hull()) {
                let (reach, trust, why) = match hint.copied {
                    true => (COPY, COPIED, "has the same sentence as"),
                    false => (TALK, PLAN, "speaks of the same plan as"),
                };
                let days = Days::between(first - reach, last + reach);
                add(format!("{} {why} “{trigger}”", hint.article), days, trust * hint.likeness);
            }
        }
        let share = told.len().max(1) as f32;
        for (days, article, likeness) in told {
            add(format!("{article} tells of “{trigger}”, too"), days, TOLD * likeness / share);
        }
    }
    out
}

/// The publication days from which the mention's own words point at those days.
fn seen_from(reading: &Reading, mention: &EventMention, held: &Days) -> Option<Days> {
    let (first, last) = held.hull()?;
    let time = mention.time.and_then(|ix| reading.times.get(ix)).filter(|t| t.kind == TimeKind::Date);
    if let Some(time) = time {
        if time.is_absolute() {
            return None;
        }
        return Some(occasions::Pointer::new(&directed(time, Some(mention.status))).at(held));
    }
    match (mention.status, mention.undated) {
        (Status::Occurred, Undated::News) => Some(Days::between(first, last + ECHO)),
        (Status::Occurred, Undated::Earlier) => Some(Days::between(first, last + 62)),
        (Status::Planned, _) => Some(Days::between(first - 62, last)),
        _ => None,
    }
}
