//! Arithmetic on the calendar that never leaves the years 1 to 9999.

use super::Unit;
use crate::edtf::{Day, Edtf, Point};
use chrono::{Datelike, Days};

pub(super) fn plus_days(day: Day, n: i64) -> Option<Day> {
    let moved = if n >= 0 {
        day.checked_add_days(Days::new(n as u64))
    } else {
        day.checked_sub_days(Days::new(n.unsigned_abs()))
    };
    moved.filter(|d| (1..=9999).contains(&d.year()))
}

/// Moves by months; the 31st becomes the last day of a shorter month.
pub(super) fn plus_months(day: Day, n: i64) -> Option<Day> {
    let months = i64::from(day.year()) * 12 + i64::from(day.month0()) + n;
    let (year, month) = (months.div_euclid(12), months.rem_euclid(12) as u32 + 1);
    let year = i32::try_from(year).ok().filter(|y| (1..=9999).contains(y))?;
    (28..=31).rev().find_map(|last| Day::from_ymd_opt(year, month, day.day().min(last)))
}

/// A day moved by whole units.
pub(super) fn plus(day: Day, unit: Unit, n: i64) -> Option<Day> {
    match unit {
        Unit::Minute | Unit::Hour => Some(day),
        Unit::Day => plus_days(day, n),
        Unit::Week | Unit::Weekend => plus_days(day, n.checked_mul(7)?),
        Unit::Month => plus_months(day, n),
        Unit::Quarter | Unit::Season => plus_months(day, n.checked_mul(3)?),
        Unit::Half => plus_months(day, n.checked_mul(6)?),
        Unit::Year => plus_months(day, n.checked_mul(12)?),
        Unit::Decade => plus_months(day, n.checked_mul(120)?),
        Unit::Century => plus_months(day, n.checked_mul(1200)?),
    }
}

/// First and last day of the unit that a day lies in.
pub(super) fn around(day: Day, unit: Unit) -> Option<(Day, Day)> {
    let month_start = |months_back: u32| plus_months(day.with_day(1)?, -i64::from(months_back));
    let run = |first: Day, months: i64| Some((first, plus_days(plus_months(first, months)?, -1)?));
    match unit {
        Unit::Minute | Unit::Hour | Unit::Day => Some((day, day)),
        Unit::Week => {
            let first = plus_days(day, -i64::from(day.weekday().num_days_from_monday()))?;
            Some((first, plus_days(first, 6)?))
        }
        Unit::Weekend => {
            let (monday, sunday) = around(day, Unit::Week)?;
            Some((plus_days(monday, 5)?, sunday))
        }
        Unit::Month => run(month_start(0)?, 1),
        Unit::Quarter => run(month_start(day.month0() % 3)?, 3),
        Unit::Half => run(month_start(day.month0() % 6)?, 6),
        Unit::Season => run(month_start(day.month() % 3)?, 3),
        Unit::Year => span(Point::year(day.year())?),
        Unit::Decade => span(Point::decade(day.year() / 10)?),
        Unit::Century => span(Point::century(day.year() / 100)?),
    }
}

fn span(point: Point) -> Option<(Day, Day)> {
    Some((point.first(), point.last()))
}

/// The unit around a day as a value.
pub(super) fn value(day: Day, unit: Unit) -> Option<Edtf> {
    let point = match unit {
        Unit::Month => Point::month(day.year(), day.month()),
        Unit::Year => Point::year(day.year()),
        Unit::Decade => Point::decade(day.year() / 10),
        Unit::Century => Point::century(day.year() / 100),
        Unit::Season => {
            // the winter of January and February began in the year before
            let year = if day.month() <= 2 { day.year() - 1 } else { day.year() };
            Point::season(year, if day.month() <= 2 { 24 } else { 20 + day.month() / 3 })
        }
        _ => return around(day, unit).map(|(a, b)| Edtf::interval(a, b)),
    };
    point.map(Edtf::from)
}

/// Sunday of Easter in the Gregorian calendar (Gauss, in the form of Meeus).
pub(super) fn easter(year: i32) -> Option<Day> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e, f) = (b / 4, b % 4, (b + 8) / 25);
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Day::from_ymd_opt(year, (n / 31) as u32, (n % 31 + 1) as u32)
}
