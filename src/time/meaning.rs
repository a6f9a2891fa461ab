//! What a time expression means, free of any language and not yet bound to a calendar.

use crate::edtf::Edtf;
use std::fmt::{self, Display, Formatter};

/// What sort of expression it is, as TIMEX3 parts them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TimeKind {
    /// Calendar days, from one day to centuries.
    Date,
    /// A time of day that belongs to no day that is named.
    Time,
    /// "three years", "one-month".
    Duration,
    /// "every Monday".
    Set,
    /// "recently", "in the coming days".
    Vague,
}

/// Where a floating date lies, seen from the publication day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize)]
pub enum Direction {
    /// On the publication day or before.
    Past,
    /// On the publication day or after.
    Future,
    /// Before the day, week, month or year of publication: "last Thursday".
    Last,
    /// After it: "next June".
    Next,
    /// The sentence does not say: the nearest, rather past than future.
    #[default]
    Near,
}

impl Direction {
    pub fn is_past(self) -> bool {
        matches!(self, Direction::Past | Direction::Last)
    }
    pub fn is_future(self) -> bool {
        matches!(self, Direction::Future | Direction::Next)
    }
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
    /// The day that the paragraph told of last, else that of the publication ("in the evening").
    Scene,
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
    /// So many days from Easter Sunday.
    Easter(i32),
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
    /// The unit that another expression lies in ("the week of 6 October").
    Around { unit: Unit, of: Box<Meaning> },
    /// From the first day of one to the last of the other.
    Range { from: Box<Meaning>, to: Box<Meaning> },
    /// So many units after (or before) what another expression names ("three days after Easter").
    Offset { unit: Unit, count: i32, of: Box<Meaning> },
    /// From the publication day to `count` units later ("within three months"), or from so many before.
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

impl Unit {
    /// The unit of a name in the packs.
    pub fn named(name: &str) -> Option<Unit> {
        ALL.iter().find(|(_, n)| *n == name).map(|(u, _)| *u)
    }
    /// The unit of its number.
    pub(crate) fn coded(code: i32) -> Option<Unit> {
        ALL.iter().find(|(u, _)| *u as i32 == code).map(|(u, _)| *u)
    }
    /// Its name in the packs.
    pub fn name(self) -> &'static str {
        ALL[self as usize].1
    }
}

/// In the order of their codes.
const ALL: [(Unit, &str); 12] = [
    (Unit::Minute, "minute"),
    (Unit::Hour, "hour"),
    (Unit::Day, "day"),
    (Unit::Weekend, "weekend"),
    (Unit::Week, "week"),
    (Unit::Month, "month"),
    (Unit::Quarter, "quarter"),
    (Unit::Half, "half"),
    (Unit::Season, "season"),
    (Unit::Year, "year"),
    (Unit::Decade, "decade"),
    (Unit::Century, "century"),
];

impl Part {
    /// The part of a name in the packs.
    pub fn named(name: &str) -> Option<Part> {
        Some(match name {
            "early" => Part::Early,
            "mid" => Part::Mid,
            "late" => Part::Late,
            "beginning" => Part::Start,
            "end" => Part::End,
            "first" => Part::First,
            "second" => Part::Second,
            _ => return None,
        })
    }
    /// Its name in the packs.
    pub fn name(self) -> &'static str {
        match self {
            Part::Early => "early",
            Part::Mid => "mid",
            Part::Late => "late",
            Part::Start => "beginning",
            Part::End => "end",
            Part::First => "first",
            Part::Second => "second",
        }
    }
}

impl Meaning {
    /// Needs neither a publication day nor another date.
    pub fn is_absolute(&self) -> bool {
        match self {
            Meaning::Value(_) => true,
            Meaning::Within { of, .. }
            | Meaning::Part { of, .. }
            | Meaning::Nth { of, .. }
            | Meaning::Offset { of, .. }
            | Meaning::Around { of, .. } => of.is_absolute(),
            Meaning::Range { from, to } => from.is_absolute() && to.is_absolute(),
            _ => false,
        }
    }

    /// Names a month, or day and month, without its year.
    pub fn needs_year(&self) -> bool {
        match self {
            Meaning::Nearest { field, .. } => matches!(field, Field::Month(_) | Field::MonthDay { .. }),
            Meaning::Part { of, .. }
            | Meaning::Nth { of, .. }
            | Meaning::Offset { of, .. }
            | Meaning::Around { of, .. } => of.needs_year(),
            Meaning::Range { from, to } => from.needs_year() || to.needs_year(),
            _ => false,
        }
    }

    /// The direction of its floating date, if it has one.
    pub fn direction(&self) -> Option<Direction> {
        match self {
            Meaning::Nearest { direction, .. } => Some(*direction),
            Meaning::Part { of, .. }
            | Meaning::Nth { of, .. }
            | Meaning::Offset { of, .. }
            | Meaning::Around { of, .. } => of.direction(),
            Meaning::Range { from, to } => from.direction().or(to.direction()),
            _ => None,
        }
    }

    /// Whether it is of the day that its paragraph told of last, if of any: "in the evening".
    pub fn is_of_scene(&self) -> bool {
        match self {
            Meaning::Shift { anchor: Anchor::Scene, .. } => true,
            Meaning::Part { of, .. } => of.is_of_scene(),
            _ => false,
        }
    }

    /// Whether it is the time that something has: "within two months", "by Friday".
    pub fn is_deadline(&self) -> bool {
        matches!(self, Meaning::UpTo { count, .. } if *count > 0)
    }

    /// Whether the words themselves say that it lies ahead: "tomorrow", "next week", "in three days".
    pub fn is_to_come(&self) -> bool {
        match self {
            Meaning::Nearest { direction, .. } => matches!(direction, Direction::Next | Direction::Future),
            Meaning::Shift { count, anchor: Anchor::Publication, .. }
            | Meaning::Distance { count, anchor: Anchor::Publication, .. }
            | Meaning::Run { count, anchor: Anchor::Publication, .. } => *count > 0,
            Meaning::Within { of, .. }
            | Meaning::Part { of, .. }
            | Meaning::Nth { of, .. }
            | Meaning::Offset { of, .. }
            | Meaning::Around { of, .. } => of.is_to_come(),
            Meaning::Range { from, .. } => from.is_to_come(),
            _ => false,
        }
    }

    /// Whether it is the nearest of its sort, past or to come: "Saturday" where no word around tells.
    pub fn is_nearest(&self) -> bool {
        matches!(self, Meaning::Nearest { direction: Direction::Near, .. })
    }

    /// Whether it is the day of publication, or a part of it: "today", "this evening".
    pub fn is_today(&self) -> bool {
        match self {
            Meaning::Shift { unit: Unit::Day, count: 0, anchor: Anchor::Publication } => true,
            Meaning::Part { of, .. } | Meaning::Around { of, .. } => of.is_today(),
            _ => false,
        }
    }

    /// Decides the direction where the words themselves leave it open.
    pub(super) fn direct(&mut self, towards: Direction) {
        match self {
            Meaning::Nearest { direction, .. } if *direction == Direction::Near => *direction = towards,
            Meaning::Part { of, .. }
            | Meaning::Nth { of, .. }
            | Meaning::Offset { of, .. }
            | Meaning::Around { of, .. } => of.direct(towards),
            Meaning::Range { from, to } => {
                from.direct(towards);
                to.direct(towards);
            }
            _ => {}
        }
    }

    /// Gives a bare date another direction than its sentence did.
    pub(super) fn redirect(&mut self, towards: Direction) {
        if let Meaning::Nearest { direction, .. } = self {
            *direction = towards;
        }
    }

    /// How many units it lies from where it is counted; of a range, its beginning.
    pub(super) fn counts(&self) -> Option<i32> {
        match self {
            Meaning::Shift { count, .. } | Meaning::Distance { count, .. } => Some(*count),
            Meaning::Range { from, .. } => from.counts(),
            _ => None,
        }
    }

    /// Where it counts from the date told before: the unit that it counts in.
    pub(super) fn follows(&self) -> Option<Unit> {
        match self {
            Meaning::Shift { unit, anchor: Anchor::Previous, .. }
            | Meaning::Distance { unit, anchor: Anchor::Previous, .. }
            | Meaning::Run { unit, anchor: Anchor::Previous, .. } => Some(*unit),
            Meaning::Within { of, .. } | Meaning::Part { of, .. } | Meaning::Nth { of, .. } => of.follows(),
            Meaning::Range { from, to } => from.follows().or(to.follows()),
            _ => None,
        }
    }
}

impl Display for Direction {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Direction::Past => "past",
            Direction::Future => "future",
            Direction::Last => "last",
            Direction::Next => "next",
            Direction::Near => "nearest",
        })
    }
}

impl Display for Field {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Field::Weekday(n) => write!(f, "weekday:{n}"),
            Field::Weekend => f.write_str("weekend"),
            Field::MonthlyDay { day, weekday: None } => write!(f, "day:{day}"),
            Field::MonthlyDay { day, weekday: Some(w) } => write!(f, "day:{day} weekday:{w}"),
            Field::Month(n) => write!(f, "month:{n}"),
            Field::MonthDay { month, day, weekday: None } => write!(f, "date:{month:02}-{day:02}"),
            Field::MonthDay { month, day, weekday: Some(w) } => write!(f, "date:{month:02}-{day:02} weekday:{w}"),
            Field::Quarter(n) => write!(f, "quarter:{n}"),
            Field::Half(n) => write!(f, "half:{n}"),
            Field::Season(n) => write!(f, "season:{n}"),
            Field::Easter(n) => write!(f, "easter:{n}"),
        }
    }
}

impl Display for Anchor {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Anchor::Publication => "",
            Anchor::Previous => " from the date before",
            Anchor::Scene => " of the day told of",
        })
    }
}

/// Short and stable, as `symbolic` of the `dates` command gives it: `weekday:4 past`, `week +1`, `mid (month:8 past)`.
impl Display for Meaning {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Meaning::Value(value) => value.fmt(f),
            Meaning::Nearest { field, direction } => write!(f, "{field} {direction}"),
            Meaning::Shift { unit, count, anchor } => write!(f, "{} {count:+}{anchor}", unit.name()),
            Meaning::Within { field, of } => write!(f, "{field} in ({of})"),
            Meaning::Distance { unit, count, anchor } => write!(f, "distance {} {count:+}{anchor}", unit.name()),
            Meaning::Run { unit, count, anchor } => write!(f, "run {} {count:+}{anchor}", unit.name()),
            Meaning::Part { part, of } => write!(f, "{} ({of})", part.name()),
            Meaning::Nth { n, unit: NthUnit::Weekday(w), of } => write!(f, "nth {n} weekday:{w} in ({of})"),
            Meaning::Nth { n, unit: NthUnit::Unit(unit), of } => write!(f, "nth {n} {} in ({of})", unit.name()),
            Meaning::Range { from, to } => write!(f, "from ({from}) to ({to})"),
            Meaning::Offset { unit, count, of } => write!(f, "({of}) {count:+} {}", unit.name()),
            Meaning::Around { unit, of } => write!(f, "{} of ({of})", unit.name()),
            Meaning::UpTo { unit, count } => write!(f, "within {} {count:+}", unit.name()),
            Meaning::Vague(Direction::Near) => f.write_str("now"),
            Meaning::Vague(direction) => direction.fmt(f),
            Meaning::Duration { unit, count: Some(count) } => write!(f, "{count} {}", unit.name()),
            Meaning::Duration { unit, count: None } => write!(f, "some {}", unit.name()),
            Meaning::Set => f.write_str("repeated"),
            Meaning::Clock => f.write_str("clock"),
            Meaning::Nonexistent(what) => write!(f, "{what} does not exist"),
        }
    }
}
