//! Clues from other articles of the corpus that tell of the same happening.

use super::{
    clues::Evidence,
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
    pub days: Edtf,
    /// When it was published itself, where it tells of it as this one does: both as news, or both as still to come.
    pub published: Option<Edtf>,
    /// How sure it is that both tell of one happening, from 0 to 1.
    pub likeness: f32,
}

/// How long news stays news, in days.
const ECHO: i32 = 2;
/// A plan is told of by several papers within so many days.
const TALK: i32 = 14;

/// `ids`: those of the reading's mentions, in their order.
pub fn clues(reading: &Reading, ids: &[String], hints: &[Hint]) -> Vec<Evidence> {
    let mut out: Vec<Evidence> = Vec::new();
    for hint in hints {
        let Some(mention) = ids.iter().position(|id| *id == hint.mention).map(|ix| &reading.mentions[ix]) else {
            continue;
        };
        let trigger = mention.trigger.of(reading.document.body);
        let mut push = |text: String, days: Days, weight: f32| {
            let new = !out.iter().any(|e| e.days == days);
            if new && !days.is_empty() {
                out.push(Evidence { span: Some(mention.trigger), text, days, weight: weight * hint.likeness });
            }
        };
        let held = Days::from(&hint.days);
        if let Some(days) = seen_from(reading, mention, &held) {
            push(format!("“{trigger}” is what {} tells of, too", hint.article), days, 2.0);
        }
        if let Some((first, last)) = hint.published.as_ref().and_then(|p| Days::from(p).hull()) {
            let days = Days::between(first - TALK, last + TALK);
            push(format!("{} speaks of “{trigger}” as this one does", hint.article), days, 0.8);
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
        return Some(occasions::pointing_at(held, &directed(time, Some(mention.status))));
    }
    match (mention.status, mention.undated) {
        (Status::Occurred, Undated::News) => Some(Days::between(first, last + ECHO)),
        (Status::Occurred, Undated::Earlier) => Some(Days::between(first, last + 62)),
        (Status::Planned, _) => Some(Days::between(first - 62, last)),
        _ => None,
    }
}
