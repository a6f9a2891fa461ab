//! Clues from written dates: full ones with the tense they stand in, and those without a year.

use super::{
    clues::{ANYWHERE, Evidence, since, stretch, until},
    days::Days,
    reading::Reading,
};
use crate::{
    edtf::{Day, Edtf},
    events::Status,
    time::{Direction, Field, Meaning, TimeExpression, TimeKind},
};
use chrono::Datelike;

/// The years in which a date without a year is tried.
const YEARS: std::ops::Range<i32> = 1990..2060;
/// A day without its year lies within so many days of the publication, and mostly within the second number.
const NEAR_DAY: [i32; 2] = [200, 75];
/// And a month.
const NEAR_MONTH: [i32; 2] = [300, 150];
/// How far it is trusted that a full day told as past is past, and anything wider.
const TOLD_DAY: f32 = 0.998;
const TOLD: f32 = 0.9;
/// How far it is trusted that a date without a year is near, and mostly very near: the farther one looks, the more
/// fits by chance.
const NEAR: f32 = 0.4;
const MOSTLY: f32 = 0.5;

pub fn clues(reading: &Reading) -> Vec<Evidence> {
    let mut out = Vec::new();
    let mut unattached: Option<Evidence> = None;
    for (ix, time) in reading.times.iter().enumerate() {
        if time.kind != TimeKind::Date {
            continue;
        }
        let status = reading.status_at(ix);
        let words = time.span.of(reading.document.body);
        let mut push = |text: String, days: Days, trust: f32| {
            out.push(Evidence { span: Some(time.span), text, days, trust, among: ANYWHERE, of: None });
        };
        if time.dateline {
            if let Some(days) = dateline(time) {
                push(format!("the dateline “{words}”"), days, 0.97);
            }
        } else if let Some(value) = absolute(time) {
            let (first, last) = stretch(&value);
            match status {
                Some(Status::Occurred | Status::Cancelled) => {
                    // a year or its end may be told as a limit, a day hardly
                    let trust = if value.is_day().is_some() { TOLD_DAY } else { TOLD };
                    push(format!("“{words}” is told as past"), since(first), trust);
                }
                Some(Status::Planned | Status::Possible) => {
                    push(format!("“{words}” is told as still to come"), until(last), 0.9);
                    push(format!("“{words}” is near enough to be planned"), since(first - 3 * 366), 0.5);
                }
                // the latest of those that no event hangs on: they are told, so they are mostly past
                None if unattached.as_ref().is_none_or(|u| u.days.hull().is_some_and(|h| h.0 < first)) => {
                    let text = format!("“{words}” is the latest of the dates mentioned");
                    unattached = Some(Evidence {
                        span: Some(time.span),
                        text,
                        days: since(first),
                        trust: 0.6,
                        among: ANYWHERE,
                        of: None,
                    });
                }
                None => {}
            }
        } else if time.needs_year()
            && let Some(days) = yearless(&time.meaning, status, 0)
        {
            let agrees = weekday_of(&time.meaning).is_some();
            push(format!("“{words}” without a year"), days, if agrees { 0.95 } else { NEAR });
            if let Some((words, days)) = by_weekday_alone(reading, ix) {
                push(words, days, 0.6);
            }
            if let Some(days) = yearless(&time.meaning, status, 1) {
                push(format!("“{words}” without a year is mostly near"), days, MOSTLY);
            }
        }
    }
    out.extend(unattached);
    out
}

/// "Sunday 19 January", and elsewhere "Sunday" by itself, on the same side of today: it is the Sunday at hand.
fn by_weekday_alone(reading: &Reading, time: usize) -> Option<(String, Days)> {
    let dated = &reading.times.get(time)?.meaning;
    let (weekday, direction) = (weekday_of(dated)?, direction_of(dated)?);
    let alone = reading.times.iter().find(|t| {
        matches!(t.meaning, Meaning::Nearest { field: Field::Weekday(w), direction: d }
            if w == weekday && d.is_future() == direction.is_future() && d.is_past() == direction.is_past())
    })?;
    let days = YEARS.filter_map(|y| Some(stretch(&in_year(dated, y)?))).filter_map(|(first, last)| {
        if direction.is_future() { Some((first - 7, last)) } else { direction.is_past().then_some((first, last + 7)) }
    });
    let body = reading.document.body;
    let words = [alone, reading.times.get(time)?].map(|t| t.span.of(body));
    Some((format!("“{}” by itself is “{}”", words[0], words[1]), Days::of(days)))
}

/// The value of an expression that needs no anchor.
fn absolute(time: &TimeExpression) -> Option<Edtf> {
    if !time.is_absolute() {
        return None;
    }
    time.resolve(None, None).value
}

/// The publication days that a dateline without a year, or with a weekday beside it, allows.
fn dateline(time: &TimeExpression) -> Option<Days> {
    if let Some(value) = absolute(time) {
        return Some(Days::from(&value));
    }
    let days: Vec<(i32, i32)> = YEARS.filter_map(|y| Some(stretch(&in_year(&time.meaning, y)?))).collect();
    (!days.is_empty()).then(|| Days::of(days))
}

/// The publication days near a date without its year.
fn yearless(meaning: &Meaning, status: Option<Status>, reach: usize) -> Option<Days> {
    // the event that hangs on a date knows better than the tense of the sentence
    let direction = match (direction_of(meaning)?, status) {
        (Direction::Near, Some(Status::Occurred)) => Direction::Past,
        (Direction::Near | Direction::Past, Some(Status::Planned)) => Direction::Future,
        (Direction::Near, Some(Status::Possible)) => Direction::Future,
        (direction, _) => direction,
    };
    let mut list = Vec::new();
    for year in YEARS {
        let Some(value) = in_year(meaning, year) else { continue };
        let (first, last) = stretch(&value);
        let near = if last - first < 20 || sharp(meaning) { NEAR_DAY } else { NEAR_MONTH }[reach];
        list.push(match direction {
            Direction::Past | Direction::Last => (first, last + near),
            Direction::Future | Direction::Next => (first - near, last),
            Direction::Near => (first - near, last + near),
        });
    }
    let days = Days::of(list);
    // without a direction and a weekday all days are near one
    (!days.is_empty()).then_some(days)
}

/// A part of a month is told like a day.
fn sharp(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Part { of, .. } | Meaning::Nth { of, .. } => {
            matches!(**of, Meaning::Nearest { field: Field::Month(_), .. })
        }
        _ => false,
    }
}

fn direction_of(meaning: &Meaning) -> Option<Direction> {
    match meaning {
        Meaning::Nearest { direction, .. } => Some(*direction),
        Meaning::Part { of, .. } | Meaning::Nth { of, .. } => direction_of(of),
        Meaning::Range { from, to } => direction_of(from).or_else(|| direction_of(to)),
        _ => None,
    }
}

fn weekday_of(meaning: &Meaning) -> Option<u32> {
    match meaning {
        Meaning::Nearest { field: Field::MonthDay { weekday, .. }, .. } => *weekday,
        _ => None,
    }
}

/// A date without a year, in a year; none where it does not exist or its weekday does not agree.
fn in_year(meaning: &Meaning, year: i32) -> Option<Edtf> {
    match meaning {
        Meaning::Nearest { field: Field::Month(month), .. } => Edtf::month(year, *month),
        Meaning::Nearest { field: Field::MonthDay { month, day, weekday }, .. } => {
            let day = Day::from_ymd_opt(year, *month, *day)?;
            weekday.is_none_or(|w| w == day.weekday().number_from_monday()).then(|| Edtf::day(day))
        }
        // the part is not worth the trouble: its whole says nearly the same
        Meaning::Part { of, .. } | Meaning::Nth { of, .. } => in_year(of, year),
        Meaning::Range { from, to } => {
            let (first, last) = (in_year(from, year).or_else(|| in_year(to, year))?, in_year(to, year)?);
            (first.first() <= last.last()).then(|| first.hull(&last)).flatten()
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month_day(month: u32, day: u32, weekday: Option<u32>, direction: Direction) -> Meaning {
        Meaning::Nearest { field: Field::MonthDay { month, day, weekday }, direction }
    }

    fn in_years(days: &Days, first: i32, last: i32) -> String {
        let clip = Days::between(
            number(Day::from_ymd_opt(first, 1, 1).unwrap()),
            number(Day::from_ymd_opt(last, 12, 31).unwrap()),
        );
        days.and(&clip).edtf().map_or("none".into(), |v| v.to_string())
    }
    use super::super::days::number;

    #[test]
    fn a_weekday_beside_a_date_chooses_the_year() {
        let days = yearless(&month_day(1, 19, Some(7), Direction::Future), None, 0).unwrap();
        assert_eq!(in_years(&days, 2016, 2023), "2019-07-03/2020-01-19");
    }

    #[test]
    fn days_without_a_year_lie_near() {
        let past = yearless(&month_day(12, 31, None, Direction::Past), None, 0).unwrap();
        assert!(past.contains(number(Day::from_ymd_opt(2022, 1, 20).unwrap())));
        assert!(!past.contains(number(Day::from_ymd_opt(2021, 12, 30).unwrap())));
        let near = month_day(6, 14, None, Direction::Near);
        let planned = yearless(&near, Some(Status::Planned), 0).unwrap();
        assert!(planned.contains(number(Day::from_ymd_opt(2018, 6, 1).unwrap())));
        assert!(!planned.contains(number(Day::from_ymd_opt(2018, 6, 15).unwrap())));
    }

    #[test]
    fn the_29th_of_february_is_rare() {
        assert_eq!(in_year(&month_day(2, 29, None, Direction::Past), 2023), None);
        assert!(in_year(&month_day(2, 29, None, Direction::Past), 2024).is_some());
    }
}
