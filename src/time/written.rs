//! Written dates: the fields that a template caught, put together and checked against the calendar.

use super::{Direction, Field, Meaning};
use crate::edtf::{Day, Edtf, Point};

/// What is written of a date.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Written {
    pub weekday: Option<u32>,
    pub day: Option<i32>,
    pub month: Option<i32>,
    pub year: Option<i32>,
    pub season: Option<u32>,
    pub quarter: Option<u32>,
    pub half: Option<u32>,
}

/// The year that two digits mean: 00 to 35 are of this century, the others of the last.
pub(super) fn full_year(digits: i32) -> i32 {
    match digits {
        0..=35 => 2000 + digits,
        36..=99 => 1900 + digits,
        _ => digits,
    }
}

/// One date.
pub(super) fn single(w: Written, direction: Direction) -> Option<Meaning> {
    let near = |field| Meaning::Nearest { field, direction };
    let value = |point: Option<Point>| point.map(|p| Meaning::Value(p.into()));
    let within = |field, year| Some(Meaning::Within { field, of: Box::new(Meaning::Value(Point::year(year)?.into())) });
    match w {
        Written { season: Some(season), year: Some(year), .. } => value(Point::season(year, season)),
        Written { season: Some(season), .. } => Some(near(Field::Season(season))),
        Written { quarter: Some(q @ 1..=4), year: Some(year), .. } => within(Field::Quarter(q), year),
        Written { quarter: Some(q @ 1..=4), .. } => Some(near(Field::Quarter(q))),
        Written { half: Some(h @ 1..=2), year: Some(year), .. } => within(Field::Half(h), year),
        Written { half: Some(h @ 1..=2), .. } => Some(near(Field::Half(h))),
        Written { day: Some(day), month: Some(month), year, weekday, .. } => match year {
            Some(year) => Some(match Point::day(year, month as u32, day as u32) {
                Some(point) => Meaning::Value(point.into()),
                None => Meaning::Nonexistent(format!("{year:04}-{month:02}-{day:02}")),
            }),
            // some year has it: a leap year
            None => Some(match Day::from_ymd_opt(2024, month as u32, day as u32) {
                Some(_) => near(Field::MonthDay { month: month as u32, day: day as u32, weekday }),
                None => Meaning::Nonexistent(format!("day {day} of month {month}")),
            }),
        },
        Written { month: Some(month), year: Some(year), .. } => value(Point::month(year, month as u32)),
        Written { month: Some(month), .. } => Some(near(Field::Month(month as u32))),
        Written { year: Some(year), .. } => value(Point::year(year)),
        Written { day: Some(day @ 1..=31), weekday, .. } => Some(near(Field::MonthlyDay { day: day as u32, weekday })),
        Written { weekday: Some(weekday), .. } => Some(near(Field::Weekday(weekday))),
        _ => None,
    }
}

/// A run of dates; what the first leaves out, it takes from the second, and the other way round.
pub(super) fn run(mut a: Written, mut b: Written, direction: Direction) -> Option<Meaning> {
    if a.day.is_some() || a.month.is_some() || a.season.is_some() {
        a.month = a.month.or(b.month.filter(|_| a.day.is_some()));
        b.month = b.month.or(a.month.filter(|_| b.day.is_some()));
        let backwards = matches!((a.month, b.month), (Some(x), Some(y)) if x > y);
        a.year = a.year.or(b.year.map(|y| if backwards { y - 1 } else { y }));
        b.year = b.year.or(a.year.map(|y| if backwards { y + 1 } else { y }));
    }
    let (from, to) = (single(a, direction)?, single(b, direction)?);
    match (&from, &to) {
        (Meaning::Nonexistent(_), _) => Some(from),
        (_, Meaning::Nonexistent(_)) => Some(to),
        (Meaning::Value(x), Meaning::Value(y)) => between(x, y),
        _ => Some(Meaning::Range { from: Box::new(from), to: Box::new(to) }),
    }
}

/// From the beginning of one to the end of the other, written as sharply as both are; none when it runs backwards.
pub(super) fn between(from: &Edtf, to: &Edtf) -> Option<Meaning> {
    match (from, to) {
        (Edtf::Date(a), Edtf::Date(b)) if a == b => Some(Meaning::Value(from.clone())),
        (Edtf::Date(a), Edtf::Date(b)) if a.point.first() <= b.point.last() => {
            Some(Meaning::Value(Edtf::Interval(Some(*a), Some(*b))))
        }
        _ => None,
    }
}

/// A run of years.
pub(super) fn years(from: i32, to: i32) -> Option<Meaning> {
    between(&Edtf::year(from)?, &Edtf::year(to)?)
}

/// A numeric date. `order`: 0 day first, 1 month first, 2 either; what only one order makes a date of is that date.
pub(super) fn numeric([a, b, c]: [i32; 3], order: u8) -> Option<Meaning> {
    let point = |y: i32, m: i32, d: i32| Point::day(y, m as u32, d as u32).map(Edtf::from);
    if a >= 1000 {
        return Some(match point(a, b, c) {
            Some(value) => Meaning::Value(value),
            None => Meaning::Nonexistent(format!("{a:04}-{b:02}-{c:02}")),
        });
    }
    // 98-03-21
    if (32..100).contains(&a) && c < 32 {
        return point(full_year(a), b, c).map(Meaning::Value);
    }
    let year = if c < 100 { full_year(c) } else { c };
    let (day_first, month_first) = (point(year, b, a), point(year, a, b));
    let value = match (day_first, month_first, order) {
        (Some(x), Some(y), 2) => Edtf::one_of(&[x, y])?,
        (Some(x), _, 0) | (Some(x), None, _) => x,
        (_, Some(y), _) => y,
        (None, None, _) => return Some(Meaning::Nonexistent(format!("{a}/{b}/{c}"))),
    };
    Some(Meaning::Value(value))
}
