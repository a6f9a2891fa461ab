//! Calendar values as ISO 8601-2 (EDTF) writes them: a day, month, year or season, an interval, a choice,
//! each as sure as its source.

/// A calendar day.
pub type Day = chrono::NaiveDate;

/// An EDTF value: `2025-03-20`, `2025-06`, `2025-03-15/2025-03-16`, `2025-08~`, `[2025-03-06,2025-03-20]`, `2025-09-03/..`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Edtf(String);

impl Edtf {
    pub fn day(day: Day) -> Self {
        Edtf(day.format("%Y-%m-%d").to_string())
    }
}
