//! Values as sets of days: bounds, order, intersection, hull.

use super::{
    Choice, Date, Day, DayRange, Edtf, Point,
    point::{first_day_of_all, last_day_of_all},
};
use std::cmp::Ordering;

impl Edtf {
    /// First and last day; `None` is open.
    pub fn bounds(&self) -> DayRange {
        match self {
            Edtf::Date(date) => (Some(date.point.first()), Some(date.point.last())),
            Edtf::Interval(a, b) => (a.map(|d| d.point.first()), b.map(|d| d.point.last())),
            Edtf::OneOf(_) => {
                let ranges = self.ranges();
                (
                    ranges.first().and_then(|r| r.0),
                    if ranges.iter().any(|r| r.1.is_none()) { None } else { ranges.iter().filter_map(|r| r.1).max() },
                )
            }
        }
    }
    /// The first day; none when open.
    pub fn first(&self) -> Option<Day> {
        self.bounds().0
    }
    /// The last day; none when open.
    pub fn last(&self) -> Option<Day> {
        self.bounds().1
    }
    /// The stretches of days it allows, in order, those that touch joined.
    pub fn ranges(&self) -> Vec<DayRange> {
        let Edtf::OneOf(choices) = self else { return vec![self.bounds()] };
        let ranges = choices.iter().map(|choice| match choice {
            Choice::One(date) => (Some(date.point.first()), Some(date.point.last())),
            Choice::Between(a, b) => (a.map(|d| d.point.first()), b.map(|d| d.point.last())),
        });
        joined(ranges.collect())
    }
    /// The value that allows just these stretches of days: one is an interval (or a day), several are a
    /// one-of set. None when there is none, or all days are allowed.
    pub fn from_ranges(ranges: Vec<DayRange>) -> Option<Edtf> {
        let ranges = joined(ranges);
        if let [only] = ranges[..] {
            return Edtf::from_bounds(only);
        }
        let date = |day: Day| Date::from(Point::Day(day));
        let choice = |(a, b): DayRange| match (a, b) {
            (Some(first), Some(last)) if first == last => Choice::One(date(first)),
            (a, b) => Choice::Between(a.map(date), b.map(date)),
        };
        (!ranges.is_empty()).then(|| Edtf::OneOf(ranges.into_iter().map(choice).collect()))
    }
    /// One of several values, unknown which. None when there are none.
    pub fn one_of(values: &[Edtf]) -> Option<Edtf> {
        match values {
            [] => None,
            [only] => Some(only.clone()),
            _ if values.iter().all(|v| matches!(v, Edtf::Date(_))) => {
                let mut dates: Vec<Date> =
                    values.iter().filter_map(|v| if let Edtf::Date(d) = v { Some(*d) } else { None }).collect();
                dates.sort_by_key(|d| (d.point.first(), d.point.last()));
                dates.dedup();
                if let [only] = dates[..] {
                    return Some(Edtf::Date(only));
                }
                Some(Edtf::OneOf(dates.into_iter().map(Choice::One).collect()))
            }
            _ => Edtf::from_ranges(values.iter().flat_map(|v| v.ranges()).collect()),
        }
    }
    pub fn contains(&self, day: Day) -> bool {
        self.ranges().iter().any(|(a, b)| a.is_none_or(|a| a <= day) && b.is_none_or(|b| day <= b))
    }
    /// Allows every day that the other allows.
    pub fn covers(&self, other: &Edtf) -> bool {
        let ranges = self.ranges();
        other.ranges().iter().all(|&(a, b)| {
            ranges.iter().any(|&(c, d)| {
                c.is_none_or(|c| a.is_some_and(|a| c <= a)) && d.is_none_or(|d| b.is_some_and(|b| b <= d))
            })
        })
    }
    pub fn intersects(&self, other: &Edtf) -> bool {
        !common(self, other).is_empty()
    }
    /// The days that both allow; none when there are none. One of the two is returned as it is written
    /// when it lies in the other.
    pub fn intersection(&self, other: &Edtf) -> Option<Edtf> {
        let ranges = common(self, other);
        if ranges == self.ranges() {
            return Some(self.clone());
        }
        if ranges == other.ranges() {
            return Some(other.clone());
        }
        Edtf::from_ranges(ranges)
    }
    /// The shortest interval that holds both; none when it is open on both sides.
    pub fn hull(&self, other: &Edtf) -> Option<Edtf> {
        let ((a, b), (c, d)) = (self.bounds(), other.bounds());
        let bounds = (a.zip(c).map(|(a, c)| a.min(c)), b.zip(d).map(|(b, d)| b.max(d)));
        if bounds == (a, b) {
            return Some(self.clone());
        }
        if bounds == (c, d) {
            return Some(other.clone());
        }
        Edtf::from_bounds(bounds)
    }
    /// How many days it allows; none when open. A day has width 1.
    pub fn width_days(&self) -> Option<u32> {
        let width = |a: Option<Day>, b: Option<Day>| u32::try_from((b? - a?).num_days() + 1).ok();
        if !matches!(self, Edtf::OneOf(_)) {
            let (a, b) = self.bounds();
            return width(a, b);
        }
        let mut days = 0;
        for (a, b) in self.ranges() {
            days += (b? - a?).num_days() + 1;
        }
        u32::try_from(days).ok()
    }
}

/// Sorted, with ranges that overlap or touch made one.
fn joined(mut ranges: Vec<DayRange>) -> Vec<DayRange> {
    ranges.sort_by_key(|r| (r.0.unwrap_or_else(first_day_of_all), r.0.is_some(), r.1.unwrap_or_else(last_day_of_all)));
    let mut out: Vec<DayRange> = Vec::new();
    for (a, b) in ranges {
        if let Some(last) = out.last_mut() {
            let touches = match (last.1, a) {
                (None, _) | (_, None) => true,
                (Some(end), Some(start)) => start <= end.succ_opt().unwrap_or(end),
            };
            if touches {
                last.1 = last.1.zip(b).map(|(x, y)| x.max(y));
                continue;
            }
        }
        out.push((a, b));
    }
    out
}

fn common(x: &Edtf, y: &Edtf) -> Vec<DayRange> {
    let mut out = Vec::new();
    let theirs = y.ranges();
    for (a, b) in x.ranges() {
        for &(c, d) in &theirs {
            let first = match (a, c) {
                (Some(a), Some(c)) => Some(a.max(c)),
                (a, c) => a.or(c),
            };
            let last = match (b, d) {
                (Some(b), Some(d)) => Some(b.min(d)),
                (b, d) => b.or(d),
            };
            if first.is_none_or(|f| last.is_none_or(|l| f <= l)) {
                out.push((first, last));
            }
        }
    }
    joined(out)
}

impl Ord for Edtf {
    /// By first day, then last day (an open side lies outside all days), then text.
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |v: &Edtf| {
            let (a, b) = v.bounds();
            (a.is_some(), a, b.is_none(), b)
        };
        key(self).cmp(&key(other)).then_with(|| self.to_string().cmp(&other.to_string()))
    }
}

impl PartialOrd for Edtf {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
