//! The date that a floating field means: the nearest one in its direction.

use super::{Direction, Field, Unit, calendar};
use crate::edtf::{Day, Edtf, Point};
use chrono::Datelike;

/// One date that a field may mean.
#[derive(Debug, Clone)]
struct Candidate {
    first: Day,
    last: Day,
    value: Edtf,
}

impl Candidate {
    fn new(value: Edtf) -> Option<Self> {
        let (first, last) = value.bounds();
        Some(Candidate { first: first?, last: last?, value })
    }

    fn distance(&self, from: Day) -> i64 {
        (self.first - from).num_days().max((from - self.last).num_days()).max(0)
    }
}

/// The weekday of a day, Monday 1 to Sunday 7.
pub(super) fn weekday(day: Day) -> u32 {
    day.weekday().number_from_monday()
}

/// Dates that a field of the year may mean, kept for those who ask from many days of a year.
#[derive(Debug, Default)]
pub(super) struct Kept(Vec<(Field, i32, Vec<Candidate>)>);

impl Kept {
    fn of(&mut self, field: Field, from: Day) -> &[Candidate] {
        let at = self.0.iter().position(|kept| kept.0 == field).unwrap_or_else(|| {
            self.0.push((field, i32::MIN, Vec::new()));
            self.0.len() - 1
        });
        let (_, year, all) = &mut self.0[at];
        if *year != from.year() {
            (*year, *all) = (from.year(), candidates(field, from, Reach::of_nearest(field)));
        }
        all
    }
}

/// The value nearest to a day, and why not the plain one, if it is not.
pub(super) fn nearest(
    field: Field,
    direction: Direction,
    from: Day,
    kept: &mut Kept,
) -> Option<(Edtf, Option<&'static str>)> {
    if let Field::Weekday(wanted) = field {
        return on_weekday(wanted, direction, from).map(|day| (Edtf::day(day), None));
    }
    // no other depends on the year alone
    if !matches!(
        field,
        Field::Weekday(_) | Field::Weekend | Field::MonthlyDay { .. } | Field::MonthDay { weekday: Some(_), .. }
    ) {
        return chosen(field, direction, from, kept.of(field, from));
    }
    let mut all = candidates(field, from, Reach::of_nearest(field));
    let wanted = match field {
        Field::MonthDay { weekday, .. } | Field::MonthlyDay { weekday, .. } => weekday,
        _ => None,
    };
    if let Some(wanted) = wanted
        && all.iter().any(|c| weekday(c.first) == wanted)
    {
        all.retain(|c| weekday(c.first) == wanted);
        if let (Field::MonthlyDay { .. }, true) = (field, direction.is_future()) {
            all.retain(|c| c.last >= from);
        }
        let best = all.iter().min_by_key(|c| c.distance(from))?;
        return Some((best.value.clone(), Some("the weekday beside it decides")));
    }
    chosen(field, direction, from, &all)
}

/// The nearest day of the week in a direction; news tells of what was.
fn on_weekday(wanted: u32, direction: Direction, from: Day) -> Option<Day> {
    let ahead = i64::from((wanted + 7 - weekday(from)) % 7);
    let days = match direction {
        Direction::Past | Direction::Near if ahead == 0 => 0,
        Direction::Past | Direction::Near | Direction::Last => ahead - 7,
        Direction::Future => ahead,
        Direction::Next if ahead == 0 => 7,
        Direction::Next => ahead,
    };
    calendar::plus_days(from, days)
}

/// The one that a direction leads to.
fn chosen(field: Field, direction: Direction, from: Day, all: &[Candidate]) -> Option<(Edtf, Option<&'static str>)> {
    let plain = matches!(field, Field::MonthDay { weekday: None, .. });
    if plain && direction != Direction::Last && direction != Direction::Next {
        return month_day(all, direction, from);
    }
    let past = || all.iter().rev().find(|c| c.first <= from);
    let future = || all.iter().find(|c| c.last >= from);
    let chosen = match direction {
        Direction::Past => past(),
        Direction::Future => future(),
        Direction::Last => all.iter().rev().find(|c| c.last < from),
        Direction::Next => all.iter().find(|c| c.first > from),
        // news tells of what was
        Direction::Near if matches!(field, Field::Weekday(_) | Field::Weekend) => past(),
        Direction::Near => near(past(), future(), from),
    };
    chosen.map(|c| (c.value.clone(), None))
}

/// Without a word of direction the past has it, unless the future is much nearer.
fn near<'c>(past: Option<&'c Candidate>, future: Option<&'c Candidate>, from: Day) -> Option<&'c Candidate> {
    match (past, future) {
        (Some(p), Some(f)) if f.distance(from) * 3 < p.distance(from) => Some(f),
        (past, future) => past.or(future),
    }
}

/// A day of the year. A direction that leads most of a year away when the day is at hand on the other side is mistaken:
/// "the meeting of 12 September was called off", written on the 3rd.
fn month_day(all: &[Candidate], direction: Direction, from: Day) -> Option<(Edtf, Option<&'static str>)> {
    let past = all.iter().rev().find(|c| c.first <= from);
    let future = all.iter().find(|c| c.last >= from);
    let (chosen, other) = match direction {
        Direction::Past | Direction::Last => (past, future),
        Direction::Future | Direction::Next => (future, past),
        Direction::Near => (near(past, future, from), None),
    };
    match (chosen, other) {
        (Some(c), Some(o)) if c.distance(from) >= 310 && o.distance(from) <= 50 => {
            Some((o.value.clone(), Some("the day at hand, against the tense")))
        }
        (Some(c), _) => Some((c.value.clone(), None)),
        (None, other) => other.map(|o| (o.value.clone(), None)),
    }
}

/// How far to look for a day of the year, in years, and for one of the month, in days: far where a weekday is to agree
/// or in leap years only; otherwise for the nearest one the next is enough.
#[derive(Clone, Copy)]
struct Reach(i32, i64);

const FAR: Reach = Reach(12, 400);

impl Reach {
    fn of_nearest(field: Field) -> Reach {
        match field {
            Field::MonthDay { weekday: None, month, day } if (month, day) != (2, 29) => Reach(2, 0),
            Field::MonthlyDay { weekday: None, .. } => Reach(0, 62),
            _ => FAR,
        }
    }
}

/// In order of time.
fn candidates(field: Field, from: Day, reach: Reach) -> Vec<Candidate> {
    let year = from.year();
    let years = |reach: i32, make: &dyn Fn(i32) -> Option<Edtf>| -> Vec<Candidate> {
        (year - reach..=year + reach).filter_map(|y| make(y).and_then(Candidate::new)).collect()
    };
    let days = |reach: i64, keep: &dyn Fn(Day) -> bool| -> Vec<Candidate> {
        let run = (-reach..=reach).filter_map(|n| calendar::plus_days(from, n)).filter(|d| keep(*d));
        run.filter_map(|d| Candidate::new(Edtf::day(d))).collect()
    };
    match field {
        Field::Weekday(wanted) => {
            let ahead = i64::from((wanted + 7 - weekday(from)) % 7);
            let run = (ahead - 7..=7).step_by(7).filter_map(|n| calendar::plus_days(from, n));
            run.filter_map(|d| Candidate::new(Edtf::day(d))).collect()
        }
        Field::Weekend => (-2..=2)
            .filter_map(|n| calendar::value(calendar::plus_days(from, n * 7)?, Unit::Weekend))
            .filter_map(Candidate::new)
            .collect(),
        Field::MonthlyDay { day, .. } => days(reach.1, &|d| d.day() == day),
        Field::Month(month) => years(2, &|y| Edtf::month(y, month)),
        Field::MonthDay { month, day, .. } => years(reach.0, &|y| Point::day(y, month, day).map(Edtf::from)),
        Field::Quarter(_) | Field::Half(_) => years(2, &|y| of_year(field, y)),
        Field::Season(season) => years(2, &|y| Edtf::season(y, season)),
        Field::Easter(offset) => {
            years(2, &|y| calendar::plus_days(calendar::easter(y)?, i64::from(offset)).map(Edtf::day))
        }
    }
}

fn of_year(field: Field, year: i32) -> Option<Edtf> {
    let (month, unit) = match field {
        Field::Quarter(q @ 1..=4) => (q * 3, Unit::Quarter),
        Field::Half(h @ 1..=2) => (h * 6, Unit::Half),
        _ => return None,
    };
    calendar::value(Day::from_ymd_opt(year, month, 1)?, unit).map(|v| match v {
        // quarters are written in months
        Edtf::Interval(Some(a), Some(b)) => {
            let month = |d: Day| Point::month(d.year(), d.month());
            match (month(a.point.first()), month(b.point.last())) {
                (Some(x), Some(y)) => Edtf::Interval(Some(x.into()), Some(y.into())),
                _ => Edtf::Interval(Some(a), Some(b)),
            }
        }
        other => other,
    })
}

/// The date of a field within a period.
pub(super) fn within(field: Field, period: &Edtf) -> Option<Edtf> {
    let (first, last) = (period.first()?, period.last()?);
    if let Field::Quarter(_) | Field::Half(_) = field {
        return of_year(field, first.year()).filter(|v| period.covers(v));
    }
    let middle = calendar::plus_days(first, (last - first).num_days() / 2)?;
    let mut all = candidates(field, middle, FAR);
    if matches!(field, Field::Weekday(_)) {
        // candidates reach a week: enough for a week, the first of a longer period
        all = candidates(field, calendar::plus_days(first, 3).unwrap_or(first), FAR);
    }
    all.into_iter().find(|c| first <= c.first && c.first <= last).map(|c| c.value)
}
