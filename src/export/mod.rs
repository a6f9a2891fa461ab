//! The timeline in other programs' formats: one file a format, each `write(timeline, options)` and nothing else.

mod codes;
mod events_csv;
mod events_json;

pub use codes::{Codes, codes};
pub use events_csv::write as events_csv;
pub use events_json::{write as events_json, write_line as events_json_line};

/// What the timeline itself doesn't hold.
#[derive(Debug, Clone, Default)]
pub struct Options<'a> {
    /// The events' titles in the site's language, in the order of
    /// [`Timeline::events`](crate::timeline::Timeline); a missing one is empty.
    pub titles: &'a [String],
}

impl Options<'_> {
    fn title(&self, event: usize) -> &str {
        self.titles.get(event).map_or("", String::as_str)
    }
}

/// The confidence as it is published: two decimals, so that it doesn't pretend.
fn rounded(confidence: f32) -> f64 {
    let whole = (f64::from(confidence) * 100.0).round();
    if whole.is_finite() { whole / 100.0 } else { 0.0 }
}
