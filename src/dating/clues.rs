//! Clues to the publication day: what each thing that an article says allows.

use super::{
    days::{Days, FIRST, LAST, number},
    hints::{self, Hint},
    reading::Reading,
    terms, written,
};
use crate::text::Span;

/// One piece of evidence, before it is weighed.
#[derive(Debug, Clone)]
pub struct Evidence {
    pub span: Option<Span>,
    /// What it says, without the days.
    pub text: String,
    pub days: Days,
    /// How much it counts against others: about how often it is right, beyond chance.
    pub weight: f32,
}

/// All clues of an article, in the order of the text within each sort. `hints`: what other articles say, and the
/// ids of this one's mentions.
pub fn collect(reading: &Reading, hints: (&[String], &[Hint])) -> Vec<Evidence> {
    let mut out = terms::clues(reading);
    out.extend(reading.beginnings.clues(reading));
    out.extend(written::clues(reading));
    out.extend(super::occasions::clues(reading));
    out.extend(hints::clues(reading, hints.0, hints.1));
    out.retain(|e| !e.days.is_empty() && e.days != Days::all());
    out
}

/// The weekday on which the news itself is told to have happened, when the article's first sentence with one
/// has just that one (Monday 1 to Sunday 7), and its words.
pub fn news_weekday(reading: &Reading) -> Option<(u32, Span)> {
    use crate::time::{Direction, Field, Meaning};
    let mut first: Option<(usize, u32, Span)> = None;
    for (ix, time) in reading.times.iter().enumerate() {
        let Meaning::Nearest { field: Field::Weekday(weekday), direction } = time.meaning else { continue };
        if direction == Direction::Future {
            continue;
        }
        if first.is_some_and(|(sentence, ..)| sentence == time.sentence) {
            return None;
        }
        if first.is_none() {
            // a plan is not the news of the day
            if reading.status_at(ix).is_some_and(|s| s != crate::events::Status::Occurred) {
                return None;
            }
            first = Some((time.sentence, weekday, time.span));
        }
    }
    first.map(|(_, weekday, span)| (weekday, span))
}

/// From a day on.
pub fn since(first: i32) -> Days {
    Days::between(first, LAST)
}

/// Up to a day.
pub fn until(last: i32) -> Days {
    Days::between(FIRST, last)
}

/// The stretch of an EDTF value, open sides included.
pub fn stretch(value: &crate::edtf::Edtf) -> (i32, i32) {
    let (a, b) = value.bounds();
    (a.map_or(FIRST, number), b.map_or(LAST, number))
}
