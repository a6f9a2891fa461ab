//! Calendar values as ISO 8601-2 (EDTF) writes them: a day, month, year or season, an interval, a choice,
//! each as sure as its source.
//!
//! Levels 0 and 1, and of level 2 the one-of sets, for the years 0001 to 9999:
//! `2025-03-20`, `2025-06`, `2025`, `2025-21` (spring), `199X`, `19XX`, `2025-03-15/2025-03-16`,
//! `2025-09-03/..`, `2025-08~` (approximate), `2025?` (uncertain), `2025-08%` (both),
//! `[2025-03-06,2025-03-20]`, `[2025-03-06..2025-03-20]`.

mod algebra;
mod parse;
mod point;
mod print;
#[cfg(test)]
mod tests;

pub use parse::EdtfError;
pub use point::Point;

use thin_vec::ThinVec;

/// A calendar day.
pub type Day = chrono::NaiveDate;

/// A set of days, stretching from the first to the last of both; `None` is open.
pub type DayRange = (Option<Day>, Option<Day>);

/// How sure a date is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Qualifier {
    /// `~`: about then.
    pub approximate: bool,
    /// `?`: the source may be wrong.
    pub uncertain: bool,
}

/// A calendar point with its qualifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Date {
    pub point: Point,
    pub qualifier: Qualifier,
}

/// One element of a one-of set: a date, or every day from one to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Choice {
    One(Date),
    /// `a..b`; one side may be open, not both.
    Between(Option<Date>, Option<Date>),
}

/// An EDTF value. Text and value convert through [`FromStr`](std::str::FromStr) and
/// [`Display`](std::fmt::Display), and serde sees the text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Edtf {
    Date(Date),
    /// `a/b`; `None` is an open end, `..`.
    Interval(Option<Date>, Option<Date>),
    /// `[a,b]`: one of these, unknown which. Never empty.
    OneOf(ThinVec<Choice>),
}

impl From<Point> for Date {
    fn from(point: Point) -> Self {
        Date { point, qualifier: Qualifier::default() }
    }
}

impl From<Point> for Edtf {
    fn from(point: Point) -> Self {
        Edtf::Date(point.into())
    }
}

impl From<Day> for Edtf {
    fn from(day: Day) -> Self {
        Edtf::day(day)
    }
}

impl Edtf {
    pub fn day(day: Day) -> Self {
        Point::Day(day).into()
    }
    /// None when there is no such month, or the year is not 1 to 9999.
    pub fn month(year: i32, month: u32) -> Option<Self> {
        Point::month(year, month).map(Into::into)
    }
    /// None when the year is not 1 to 9999.
    pub fn year(year: i32) -> Option<Self> {
        Point::year(year).map(Into::into)
    }
    /// A season of the northern year, 21 (spring, from March) to 24 (winter, from December).
    pub fn season(year: i32, season: u32) -> Option<Self> {
        Point::season(year, season).map(Into::into)
    }
    /// All days from one to the other, both included, in either order; one day is a day.
    pub fn interval(a: Day, b: Day) -> Self {
        let (first, last) = if a <= b { (a, b) } else { (b, a) };
        if first == last {
            return Edtf::day(first);
        }
        Edtf::Interval(Some(Point::Day(first).into()), Some(Point::Day(last).into()))
    }
    /// From a day on, without an end that is known.
    pub fn since(first: Day) -> Self {
        Edtf::Interval(Some(Point::Day(first).into()), None)
    }
    /// Up to a day, the day included.
    pub fn until(last: Day) -> Self {
        Edtf::Interval(None, Some(Point::Day(last).into()))
    }
    /// The value that holds just these bounds; none when both are open.
    pub fn from_bounds(bounds: DayRange) -> Option<Self> {
        match bounds {
            (Some(first), Some(last)) => Some(Edtf::interval(first, last)),
            (Some(first), None) => Some(Edtf::since(first)),
            (None, Some(last)) => Some(Edtf::until(last)),
            (None, None) => None,
        }
    }
    /// The same days, written as a month, year, or decade when they are just that.
    pub fn simplified(self) -> Self {
        if let Edtf::Interval(Some(a), Some(b)) = &self
            && a.qualifier == b.qualifier
            && let (Some(first), Some(last)) = self.bounds()
        {
            for point in Point::starting(first) {
                if point.last() == last {
                    return Edtf::Date(Date { point, qualifier: a.qualifier });
                }
            }
        }
        self
    }
    /// The day, if the value is one single day (qualified or not).
    pub fn is_day(&self) -> Option<Day> {
        match self.bounds() {
            (Some(first), Some(last)) if first == last => Some(first),
            _ => None,
        }
    }
    /// The same with `~`.
    pub fn approximate(self) -> Self {
        self.qualified(|q| q.approximate = true)
    }
    /// The same with `?`.
    pub fn uncertain(self) -> Self {
        self.qualified(|q| q.uncertain = true)
    }
    pub fn is_approximate(&self) -> bool {
        self.dates().any(|d| d.qualifier.approximate)
    }
    pub fn is_uncertain(&self) -> bool {
        self.dates().any(|d| d.qualifier.uncertain)
    }

    fn qualified(mut self, set: impl Fn(&mut Qualifier)) -> Self {
        let each = |date: &mut Option<Date>| {
            if let Some(date) = date {
                set(&mut date.qualifier);
            }
        };
        match &mut self {
            Edtf::Date(date) => set(&mut date.qualifier),
            Edtf::Interval(a, b) => {
                each(a);
                each(b);
            }
            Edtf::OneOf(choices) => {
                for choice in choices {
                    match choice {
                        Choice::One(date) => set(&mut date.qualifier),
                        Choice::Between(a, b) => {
                            each(a);
                            each(b);
                        }
                    }
                }
            }
        }
        self
    }

    fn dates(&self) -> impl Iterator<Item = &Date> {
        let mut dates = Vec::new();
        match self {
            Edtf::Date(date) => dates.push(date),
            Edtf::Interval(a, b) => dates.extend(a.iter().chain(b)),
            Edtf::OneOf(choices) => {
                for choice in choices {
                    match choice {
                        Choice::One(date) => dates.push(date),
                        Choice::Between(a, b) => dates.extend(a.iter().chain(b)),
                    }
                }
            }
        }
        dates.into_iter()
    }
}
