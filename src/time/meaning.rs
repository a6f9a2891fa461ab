//! What a time expression means, free of any language and not yet bound to a calendar.

use crate::edtf::Edtf;
use std::fmt::{self, Display, Formatter};

/// Where a floating date lies, seen from the publication day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Direction {
    /// On the publication day or before.
    Past,
    /// On the publication day or after.
    Future,
    /// The sentence does not say: the nearest.
    #[default]
    Near,
}

/// A unit of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Half,
    Season,
    Year,
    Decade,
    Century,
}

/// From where a distance is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Anchor {
    /// The publication day.
    #[default]
    Publication,
    /// The date told before ("the day after").
    Previous,
}

/// A part of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    Early,
    Mid,
    Late,
    /// Its first days or months ("at the beginning of").
    Start,
    End,
    First,
    Second,
}

/// A calendar date that lacks its larger unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// Monday 1 to Sunday 7.
    Weekday(u32),
    Weekend,
    /// Day of a month that is not named; the weekday beside it, if any.
    MonthlyDay {
        day: u32,
        weekday: Option<u32>,
    },
    Month(u32),
    /// Day and month without a year; the weekday beside it, if any, is a constraint on the year.
    MonthDay {
        month: u32,
        day: u32,
        weekday: Option<u32>,
    },
    /// 1 to 4.
    Quarter(u32),
    /// 1 or 2.
    Half(u32),
    /// 21 to 24 as in EDTF.
    Season(u32),
}

/// The meaning of a time expression.
#[derive(Debug, Clone, PartialEq)]
pub enum Meaning {
    /// A calendar value as written.
    Value(Edtf),
    /// The nearest such date in a direction.
    Nearest { field: Field, direction: Direction },
    /// The unit that lies `count` units from the anchor's: yesterday is day -1, next week week 1, this year year 0.
    Shift { unit: Unit, count: i32, anchor: Anchor },
    /// Such a field within the period that another expression names ("June next year", "Monday of last week").
    Within { field: Field, of: Box<Meaning> },
    /// The point `count` units from the anchor's day, as sharp as the unit is ("two weeks ago", "in three months").
    Distance { unit: Unit, count: i32, anchor: Anchor },
    /// The run of units before (negative) or after the anchor ("the last two weeks", "the next three days").
    Run { unit: Unit, count: i32, anchor: Anchor },
    /// A part of a period.
    Part { part: Part, of: Box<Meaning> },
    /// The nth such unit or weekday of a period; negative counts from its end.
    Nth { n: i32, unit: NthUnit, of: Box<Meaning> },
    /// From the first day of one to the last of the other.
    Range { from: Box<Meaning>, to: Box<Meaning> },
    /// From its first day on.
    Since(Box<Meaning>),
    /// Up to its last day.
    Until(Box<Meaning>),
    /// From the anchor to `count` units later ("within three months").
    UpTo { unit: Unit, count: i32 },
    /// No more than past, now or future ("recently", "currently", "soon").
    Vague(Direction),
    /// An extent without a place in time.
    Duration { unit: Unit, count: Option<i32> },
    /// A repetition.
    Set,
    /// A time of day alone.
    Clock,
    /// A written date that the calendar does not have ("31 February").
    Nonexistent(String),
}

/// What [`Meaning::Nth`] counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NthUnit {
    Weekday(u32),
    Unit(Unit),
}

impl Meaning {
    /// Needs neither a publication day nor another date.
    pub fn is_absolute(&self) -> bool {
        match self {
            Meaning::Value(_) => true,
            Meaning::Within { of, .. } | Meaning::Part { of, .. } | Meaning::Nth { of, .. } => of.is_absolute(),
            Meaning::Range { from, to } => from.is_absolute() && to.is_absolute(),
            Meaning::Since(of) | Meaning::Until(of) => of.is_absolute(),
            _ => false,
        }
    }

    /// Names a month, or day and month, without its year.
    pub fn needs_year(&self) -> bool {
        match self {
            Meaning::Nearest { field, .. } => matches!(field, Field::Month(_) | Field::MonthDay { .. }),
            Meaning::Part { of, .. } | Meaning::Nth { of, .. } => of.needs_year(),
            Meaning::Range { from, to } => from.needs_year() || to.needs_year(),
            Meaning::Since(of) | Meaning::Until(of) => of.needs_year(),
            _ => false,
        }
    }
}

impl Display for Direction {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Direction::Past => "past",
            Direction::Future => "future",
            Direction::Near => "nearest",
        })
    }
}

impl Display for Meaning {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Meaning::Value(value) => value.fmt(f),
            other => write!(f, "{other:?}"),
        }
    }
}
