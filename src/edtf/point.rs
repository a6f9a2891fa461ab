//! Points of the calendar at each precision, and the days they span.

use super::Day;
use chrono::Datelike;

/// A point of the calendar at some precision. Made by its constructors, which keep the years 1 to 9999; small, for each
/// mention has some.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Point {
    Day(Day),
    Month {
        year: i16,
        month: u8,
    },
    /// 21 spring (March to May), 22 summer, 23 autumn, 24 winter (December to February).
    Season {
        year: i16,
        season: u8,
    },
    Year(i16),
    /// The years' first three digits: `199` for the 1990s.
    Decade(i16),
    /// The years' first two digits: `19` for 1900 to 1999.
    Century(i16),
}

pub(super) fn first_day_of_all() -> Day {
    Day::from_ymd_opt(1, 1, 1).expect("exists")
}

pub(super) fn last_day_of_all() -> Day {
    Day::from_ymd_opt(9999, 12, 31).expect("exists")
}

fn ymd(year: i32, month: u32, day: u32) -> Day {
    Day::from_ymd_opt(year, month, day).unwrap_or_else(last_day_of_all).clamp(first_day_of_all(), last_day_of_all())
}

/// The last day of a month.
fn month_end(year: i32, month: u32) -> Day {
    let (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    Day::from_ymd_opt(year, month, 1).and_then(|d| d.pred_opt()).unwrap_or_else(last_day_of_all).min(last_day_of_all())
}

fn valid(year: i32) -> bool {
    (1..=9999).contains(&year)
}

impl Point {
    /// None when the day does not exist, or the year is not 1 to 9999.
    pub fn day(year: i32, month: u32, day: u32) -> Option<Self> {
        valid(year).then(|| Day::from_ymd_opt(year, month, day)).flatten().map(Point::Day)
    }
    pub fn month(year: i32, month: u32) -> Option<Self> {
        (valid(year) && (1..=12).contains(&month)).then_some(Point::Month { year: year as i16, month: month as u8 })
    }
    pub fn season(year: i32, season: u32) -> Option<Self> {
        (valid(year) && (21..=24).contains(&season))
            .then_some(Point::Season { year: year as i16, season: season as u8 })
    }
    pub fn year(year: i32) -> Option<Self> {
        valid(year).then_some(Point::Year(year as i16))
    }
    /// `decade(199)` is the 1990s.
    pub fn decade(decade: i32) -> Option<Self> {
        (1..=999).contains(&decade).then_some(Point::Decade(decade as i16))
    }
    /// `century(19)` is 1900 to 1999.
    pub fn century(century: i32) -> Option<Self> {
        (1..=99).contains(&century).then_some(Point::Century(century as i16))
    }

    /// The first day it holds.
    pub fn first(self) -> Day {
        match self {
            Point::Day(day) => day,
            Point::Month { year, month } => ymd(year.into(), month.into(), 1),
            Point::Season { year, season } => ymd(year.into(), (u32::from(season) - 20) * 3, 1),
            Point::Year(year) => ymd(year.into(), 1, 1),
            Point::Decade(decade) => ymd(i32::from(decade) * 10, 1, 1),
            Point::Century(century) => ymd(i32::from(century) * 100, 1, 1),
        }
    }

    /// The last day it holds.
    pub fn last(self) -> Day {
        match self {
            Point::Day(day) => day,
            Point::Month { year, month } => month_end(year.into(), month.into()),
            Point::Season { year, season: 24 } => month_end(i32::from(year) + 1, 2),
            Point::Season { year, season } => month_end(year.into(), (u32::from(season) - 20) * 3 + 2),
            Point::Year(year) => ymd(year.into(), 12, 31),
            Point::Decade(decade) => ymd(i32::from(decade) * 10 + 9, 12, 31),
            Point::Century(century) => ymd(i32::from(century) * 100 + 99, 12, 31),
        }
    }

    /// The points wider than a day that begin on it, seasons left aside.
    pub(super) fn starting(day: Day) -> impl Iterator<Item = Point> {
        let (year, month) = (day.year(), day.month());
        let candidates =
            [Point::month(year, month), Point::year(year), Point::decade(year / 10), Point::century(year / 100)];
        candidates.into_iter().flatten().filter(move |p| p.first() == day)
    }
}
