//! Text to value.

use super::{Choice, Date, Edtf, Point, Qualifier};
use std::str::FromStr;
use thin_vec::ThinVec;

/// Why a text is no EDTF value; the message names the part that is wrong and what would be right.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EdtfError {
    #[error("a date is missing; write a day, month or year such as 2025-03-20, 2025-03 or 2025")]
    Empty,
    #[error("`{0}` is no date; write 2025-03-20, 2025-03, 2025, 2025-03-15/2025-03-16 or [2025-03-06,2025-03-20]")]
    Shape(String),
    #[error("`{0}` does not exist in the calendar")]
    NoSuchDay(String),
    #[error("`{0}`: a month is 01 to 12, a season 21 to 24")]
    NoSuchMonth(String),
    #[error("`{0}`: years go from 0001 to 9999")]
    NoSuchYear(String),
    #[error("the interval `{0}` ends before it begins")]
    Backwards(String),
    #[error("the interval `{0}` is open on both sides and says nothing")]
    Unbounded(String),
    #[error("the set `{0}` lacks its closing bracket or its elements")]
    Set(String),
}

impl FromStr for Edtf {
    type Err = EdtfError;

    fn from_str(text: &str) -> Result<Self, EdtfError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(EdtfError::Empty);
        }
        if let Some(rest) = text.strip_prefix('[') {
            return set(text, rest.strip_suffix(']').ok_or_else(|| EdtfError::Set(text.into()))?);
        }
        match text.split_once('/') {
            None => date(text).map(Edtf::Date),
            Some((a, b)) => {
                let (a, b) = ends(text, a, b)?;
                Ok(Edtf::Interval(a, b))
            }
        }
    }
}

fn set(text: &str, inner: &str) -> Result<Edtf, EdtfError> {
    let mut choices = ThinVec::new();
    for part in inner.split(',').map(str::trim) {
        if part.is_empty() {
            return Err(EdtfError::Set(text.into()));
        }
        choices.push(match part.split_once("..") {
            None => Choice::One(date(part)?),
            Some((a, b)) => {
                let (a, b) = ends(part, a, b)?;
                Choice::Between(a, b)
            }
        });
    }
    Ok(Edtf::OneOf(choices))
}

/// The two sides of an interval; an empty one, or `..`, is open.
fn ends(text: &str, a: &str, b: &str) -> Result<(Option<Date>, Option<Date>), EdtfError> {
    let side = |s: &str| match s.trim() {
        "" | ".." => Ok(None),
        s => date(s).map(Some),
    };
    let (a, b) = (side(a)?, side(b)?);
    match (&a, &b) {
        (None, None) => Err(EdtfError::Unbounded(text.into())),
        (Some(from), Some(to)) if from.point.first() > to.point.last() => Err(EdtfError::Backwards(text.into())),
        _ => Ok((a, b)),
    }
}

fn date(text: &str) -> Result<Date, EdtfError> {
    if let Some(point) = plain_day(text.as_bytes()) {
        return Ok(Date { point, qualifier: Qualifier::default() });
    }
    let (body, qualifier) = match text.as_bytes().last() {
        Some(b'~') => (&text[..text.len() - 1], Qualifier { approximate: true, uncertain: false }),
        Some(b'?') => (&text[..text.len() - 1], Qualifier { approximate: false, uncertain: true }),
        Some(b'%') => (&text[..text.len() - 1], Qualifier { approximate: true, uncertain: true }),
        _ => (text, Qualifier::default()),
    };
    Ok(Date { point: point(body)?, qualifier })
}

/// `2025-03-20`, as nearly all dates are written; whatever else there is to say of a text is said by [`point`].
fn plain_day(text: &[u8]) -> Option<Point> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text else { return None };
    let number =
        |digits: &[u8]| digits.iter().try_fold(0, |n, b| b.is_ascii_digit().then(|| n * 10 + u32::from(b - b'0')));
    Point::day(number(&[y1, y2, y3, y4])? as i32, number(&[m1, m2])?, number(&[d1, d2])?)
}

fn point(text: &str) -> Result<Point, EdtfError> {
    let shape = || EdtfError::Shape(text.into());
    // of a date with a time of day, the day is kept
    let text = match text.split_once(['T', 't']) {
        Some((day, time)) if day.len() == 10 && time.starts_with(|c: char| c.is_ascii_digit()) => day,
        _ => text,
    };
    let mut parts = text.split('-');
    let year = parts.next().filter(|y| y.len() == 4).ok_or_else(shape)?;
    let month = parts.next();
    let day = parts.next();
    if parts.next().is_some() {
        return Err(shape());
    }
    if let (Some(digits), None) = (year.strip_suffix("XX"), month) {
        let century = number(digits).ok_or_else(shape)?;
        return Point::century(century as i32).ok_or_else(|| EdtfError::NoSuchYear(text.into()));
    }
    if let (Some(digits), None) = (year.strip_suffix('X'), month) {
        let decade = number(digits).ok_or_else(shape)?;
        return Point::decade(decade as i32).ok_or_else(|| EdtfError::NoSuchYear(text.into()));
    }
    let year = number(year).ok_or_else(shape)? as i32;
    let year_point = Point::year(year).ok_or_else(|| EdtfError::NoSuchYear(text.into()))?;
    let month = match month {
        None | Some("XX") if day.is_none_or(|d| d == "XX") => return Ok(year_point),
        Some(month) if month.len() == 2 => number(month).ok_or_else(shape)?,
        _ => return Err(shape()),
    };
    let day = match day {
        None | Some("XX") => {
            let found = Point::month(year, month).or_else(|| Point::season(year, month).filter(|_| day.is_none()));
            return found.ok_or_else(|| EdtfError::NoSuchMonth(text.into()));
        }
        Some(day) if day.len() == 2 => number(day).ok_or_else(shape)?,
        Some(_) => return Err(shape()),
    };
    Point::day(year, month, day).ok_or_else(|| EdtfError::NoSuchDay(text.into()))
}

fn number(digits: &str) -> Option<u32> {
    (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok()).flatten()
}
