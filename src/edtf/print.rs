//! Value to text, and serde through the text.

use super::{Choice, Date, DayRange, Edtf, Point};
use chrono::Datelike;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt::{self, Display, Formatter};

/// A day's ten letters: of all that is printed most is days, and the general way takes ten times as long.
struct Figures([u8; 10]);

impl Figures {
    fn of(year: u32, month: u32, day: u32) -> Figures {
        let figure = |n: u32| b'0' + (n % 10) as u8;
        let year = [year / 1000, year / 100, year / 10, year].map(figure);
        let [month, day] = [month, day].map(|n| [n / 10, n].map(figure));
        Figures([year[0], year[1], year[2], year[3], b'-', month[0], month[1], b'-', day[0], day[1]])
    }

    fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl Display for Point {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match *self {
            Point::Day(day) => match u32::try_from(day.year()) {
                Ok(year @ ..=9999) => f.write_str(Figures::of(year, day.month(), day.day()).as_str()),
                _ => write!(f, "{:04}-{:02}-{:02}", day.year(), day.month(), day.day()),
            },
            Point::Month { year, month } => write!(f, "{year:04}-{month:02}"),
            Point::Season { year, season } => write!(f, "{year:04}-{season:02}"),
            Point::Year(year) => write!(f, "{year:04}"),
            Point::Decade(decade) => write!(f, "{decade:03}X"),
            Point::Century(century) => write!(f, "{century:02}XX"),
        }
    }
}

impl Display for Date {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.point.fmt(f)?;
        match (self.qualifier.approximate, self.qualifier.uncertain) {
            (false, false) => Ok(()),
            (true, false) => f.write_str("~"),
            (false, true) => f.write_str("?"),
            (true, true) => f.write_str("%"),
        }
    }
}

impl Edtf {
    /// The days as a reader of English takes them in: `2024-12-07 to 2025-05-09`, `from 2012-05-19 on`, `2025-03-06 or
    /// 2025-03-20`.
    pub fn in_words(&self) -> String {
        let stretch = |range: &DayRange| match range {
            (Some(a), Some(b)) if a == b => a.to_string(),
            (Some(a), Some(b)) => format!("{a} to {b}"),
            (Some(a), None) => format!("from {a} on"),
            (None, Some(b)) => format!("until {b}"),
            (None, None) => "any day".to_owned(),
        };
        let all: Vec<String> = self.ranges().iter().map(stretch).collect();
        match all.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
            _ => all.concat(),
        }
    }
}

impl Display for Edtf {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let end = |f: &mut Formatter<'_>, date: &Option<Date>| match date {
            Some(date) => date.fmt(f),
            None => f.write_str(".."),
        };
        match self {
            Edtf::Date(date) => date.fmt(f),
            Edtf::Interval(a, b) => {
                end(f, a)?;
                f.write_str("/")?;
                end(f, b)
            }
            Edtf::OneOf(choices) => {
                f.write_str("[")?;
                for (i, choice) in choices.iter().enumerate() {
                    if i > 0 {
                        f.write_str(",")?;
                    }
                    match choice {
                        Choice::One(date) => date.fmt(f)?,
                        Choice::Between(a, b) => {
                            if let Some(a) = a {
                                a.fmt(f)?;
                            }
                            f.write_str("..")?;
                            if let Some(b) = b {
                                b.fmt(f)?;
                            }
                        }
                    }
                }
                f.write_str("]")
            }
        }
    }
}

impl Serialize for Edtf {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Edtf {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}
