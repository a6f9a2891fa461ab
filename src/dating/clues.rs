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
    /// How often clues of its sort are to the point and not right or wrong by chance, from 0 to 1: counted on articles
    /// whose day is known.
    pub trust: f32,
    /// Among how many days it fits by chance, where that is not any of them: stories of the same people lie within years.
    pub among: i32,
    /// Several clues may be of one thing, known by a number: of them the narrowest that was used is told.
    pub of: Option<u32>,
}

/// Such a clue fits by chance anywhere.
pub const ANYWHERE: i32 = i32::MAX;

/// All clues of an article, in the order of the text within each sort. `hints`: what other articles say, and the
/// ids of this one's mentions.
pub fn collect(reading: &Reading, hints: (&[String], &[Hint])) -> Vec<Evidence> {
    let mut out = terms::clues(reading);
    out.extend(reading.beginnings.clues(reading));
    out.extend(written::clues(reading));
    out.extend(super::occasions::clues(reading));
    out.extend(reading.happenings.clues(reading));
    out.extend(hints::clues(reading, hints.0, hints.1));
    out.retain(|e| !e.days.is_empty() && e.days != Days::all());
    out
}

/// The latest weekday on which the article tells that something happened (Monday 1 to Sunday 7), and its words: the
/// day of the news. The article's first weekday is the latest, as the press begins with what is new, unless the days
/// told lie much closer together when another is: a story told from Monday to Wednesday.
pub fn news_weekday(reading: &Reading) -> Option<(u32, Span)> {
    use crate::time::{Direction, Field, Meaning};
    let mut told: Vec<(u32, Span)> = Vec::new();
    for (ix, time) in reading.times.iter().enumerate() {
        let Meaning::Nearest { field: Field::Weekday(weekday), direction } = time.meaning else { continue };
        // a plan is not the news of the day, nor is what was last week
        let happened = reading.status_at(ix).is_none_or(|s| s == crate::events::Status::Occurred);
        if !matches!(direction, Direction::Past | Direction::Near) {
            continue;
        }
        if !happened {
            if told.is_empty() {
                return None;
            }
            continue;
        }
        if !told.iter().any(|t| t.0 == weekday) {
            told.push((weekday, time.span));
        }
    }
    // how many days the story takes when it ends on a weekday
    let takes = |end: u32| told.iter().map(|(w, _)| (end + 7 - w) % 7).max().unwrap_or(0);
    let first = *told.first()?;
    let best = told.iter().copied().min_by_key(|(w, _)| (takes(*w), *w != first.0))?;
    Some(if takes(best.0) + 2 <= takes(first.0) { best } else { first })
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
