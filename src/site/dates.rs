//! Calendar values in the words of the site's language.

use super::text::fill;
use crate::{
    edtf::{Choice, Date, Day, DayRange, Edtf, Point},
    pack::DateTexts,
};
use chrono::Datelike;

/// How a date is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// One day, surely.
    Day,
    /// Somewhere within, or all through.
    Range,
    /// `~` or `?`.
    About,
    /// One of several.
    Choice,
    Unknown,
}

impl Form {
    pub fn of(date: Option<&Edtf>) -> Form {
        match date {
            None => Form::Unknown,
            Some(Edtf::OneOf(_)) => Form::Choice,
            Some(d) if d.is_approximate() || d.is_uncertain() => Form::About,
            Some(d) if d.is_day().is_some() => Form::Day,
            Some(_) => Form::Range,
        }
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Form::Day => "day",
            Form::Range => "range",
            Form::About => "about",
            Form::Choice => "choice",
            Form::Unknown => "unknown",
        }
    }
}

/// `Tuesday 18 March 2025`, `about March 2025`, `from 3 September 2025 on`.
pub fn words(date: Option<&Edtf>, texts: &DateTexts) -> String {
    match date {
        None => texts.unknown.clone(),
        Some(Edtf::Date(date)) => one(date, texts, &texts.long_day),
        Some(Edtf::Interval(a, b)) => interval(a.as_ref(), b.as_ref(), texts),
        Some(Edtf::OneOf(choices)) => {
            let names: Vec<String> = choices
                .iter()
                .map(|choice| match choice {
                    Choice::One(date) => one(date, texts, &texts.day),
                    Choice::Between(a, b) => interval(a.as_ref(), b.as_ref(), texts),
                })
                .collect();
            match names.as_slice() {
                [only] => only.clone(),
                [many @ .., last] => {
                    let list = [many.join(", "), last.clone()].join(&texts.or);
                    fill(&texts.one_of, &[("list", &list)])
                }
                [] => texts.unknown.clone(),
            }
        }
    }
}

/// A single day without its weekday: `18 March 2025`.
pub fn day(day: Day, texts: &DateTexts) -> String {
    point(Point::Day(day), texts, &texts.day)
}

/// A day in words whose weekday stands first: the weekday, the mark behind it, the rest.
pub fn weekday_first<'t>(words: &'t str, texts: &DateTexts) -> Option<(&'t str, &'t str, &'t str)> {
    let name = texts.weekdays.iter().find(|name| !name.is_empty() && words.starts_with(name.as_str()))?;
    let (weekday, rest) = words.split_at(name.len());
    let label = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    Some((weekday, rest[..rest.len() - label.len()].trim(), label))
}

/// `March 2025`.
pub fn month(year: i32, month: u32, texts: &DateTexts) -> String {
    fill(&texts.month, &[("month", name(&texts.months, month)), ("year", &year.to_string())])
}

/// `Mar`.
pub fn month_short(month: u32, texts: &DateTexts) -> &str {
    name(&texts.months_short, month)
}

/// `March`, beside its year.
pub fn month_alone(month: u32, texts: &DateTexts) -> String {
    fill(&texts.month_of_year, &[("month", name(&texts.months, month))])
}

fn interval(a: Option<&Date>, b: Option<&Date>, texts: &DateTexts) -> String {
    match (a, b) {
        (None, None) => texts.unknown.clone(),
        (Some(a), None) => fill(&texts.since, &[("date", &one(a, texts, &texts.day))]),
        (None, Some(b)) => fill(&texts.until, &[("date", &one(b, texts, &texts.day))]),
        (Some(a), Some(b)) if a.qualifier == b.qualifier => {
            let plain = match (a.point, b.point) {
                (Point::Day(x), Point::Day(y)) if (x.year(), x.month()) == (y.year(), y.month()) => fill(
                    &texts.days,
                    &[
                        ("from", &day_of_month(x, texts)),
                        ("to", &day_of_month(y, texts)),
                        ("month", name(&texts.months, x.month())),
                        ("year", &x.year().to_string()),
                    ],
                ),
                (Point::Day(x), Point::Day(y)) if x.year() == y.year() => {
                    span(&point(a.point, texts, &texts.day_of_year), &point(b.point, texts, &texts.day), texts)
                }
                (Point::Month { year: x, month }, Point::Month { year: y, .. }) if x == y => {
                    span(&month_alone(month.into(), texts), &point(b.point, texts, ""), texts)
                }
                _ => span(&point(a.point, texts, &texts.day), &point(b.point, texts, &texts.day), texts),
            };
            qualified(plain, a, texts)
        }
        (Some(a), Some(b)) => span(&one(a, texts, &texts.day), &one(b, texts, &texts.day), texts),
    }
}

fn span(from: &str, to: &str, texts: &DateTexts) -> String {
    fill(&texts.interval, &[("from", from), ("to", to)])
}

fn one(date: &Date, texts: &DateTexts, day: &str) -> String {
    qualified(point(date.point, texts, day), date, texts)
}

fn qualified(mut plain: String, date: &Date, texts: &DateTexts) -> String {
    if date.qualifier.approximate {
        plain = fill(&texts.about, &[("date", &plain)]);
    }
    if date.qualifier.uncertain {
        plain = fill(&texts.uncertain, &[("date", &plain)]);
    }
    plain
}

fn point(point: Point, texts: &DateTexts, day: &str) -> String {
    match point {
        Point::Day(d) => fill(
            day,
            &[
                ("weekday", name(&texts.weekdays, d.weekday().number_from_monday())),
                ("day", &day_of_month(d, texts)),
                ("month", name(&texts.months, d.month())),
                ("year", &d.year().to_string()),
            ],
        ),
        Point::Month { year, month: m } => month(year.into(), m.into(), texts),
        Point::Season { year, season } => fill(
            &texts.season,
            &[("season", name(&texts.seasons, u32::from(season).saturating_sub(20))), ("year", &year.to_string())],
        ),
        Point::Year(year) => fill(&texts.year, &[("year", &year.to_string())]),
        Point::Decade(_) | Point::Century(_) => {
            let year = |d: Day| fill(&texts.year, &[("year", &d.year().to_string())]);
            span(&year(point.first()), &year(point.last()), texts)
        }
    }
}

fn day_of_month(day: Day, texts: &DateTexts) -> String {
    match &texts.first_day {
        Some(first) if day.day() == 1 => first.clone(),
        _ => day.day().to_string(),
    }
}

/// The name with the number, from 1.
fn name(names: &[String], number: u32) -> &str {
    names.get(number.wrapping_sub(1) as usize).map_or("", String::as_str)
}

/// Where a date stands on the timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slot {
    /// So wide that only the year can be said, or several of them.
    Year(i32),
    Month(i32, u32),
    Undated,
}

/// The month that a date begins in (ends in, if its begin is open), or the year if it fills more than two months.
pub fn slot(date: Option<&Edtf>) -> Slot {
    let range: DayRange = date.map_or((None, None), Edtf::bounds);
    match range {
        (Some(a), Some(b)) if (b - a).num_days() > 62 => Slot::Year(a.year()),
        (Some(day), _) | (None, Some(day)) => Slot::Month(day.year(), day.month()),
        (None, None) => Slot::Undated,
    }
}
