//! Clues from known gatherings: "Friday's meeting of the two ministers" fits few weeks of the calendar.

use super::{
    clues::Evidence,
    days::{Days, day},
    gatherings::{Known, Likeness},
    reading::Reading,
};
use crate::{
    events::{EventMention, Status, Undated},
    time::{Direction, Meaning, TimeExpression, TimeKind},
};

/// How far from a gathering the press still speaks of it with an expression that floats.
const REACH: i32 = 200;

/// How long a gathering is news.
const ECHO: i32 = 7;
/// A mention that may be more gatherings than these is no clue.
const MANY: usize = 120;

pub fn clues(reading: &Reading) -> Vec<Evidence> {
    let mut out: Vec<Evidence> = Vec::new();
    for mention in reading.mentions {
        let time = mention.time.and_then(|ix| reading.times.get(ix)).filter(|t| t.kind == TimeKind::Date);
        let found: Vec<(&Known, Likeness)> = reading.with_sought(mention, |sought| reading.gatherings.like(sought));
        let mut days = Vec::new();
        let mut names: Vec<&str> = Vec::new();
        let mut strong = false;
        for (known, likeness) in found {
            let allowed = match time {
                Some(time) if time.is_absolute() => continue,
                Some(time) => by_expression(known, time),
                // two states talk often
                None if known.joint && likeness == Likeness::Weak => continue,
                None => by_default(known, likeness, mention),
            };
            if allowed.is_empty() {
                continue;
            }
            strong |= likeness == Likeness::Strong;
            days.extend_from_slice(allowed.stretches());
            names.push(&known.name);
        }
        // what may be so many says nothing
        if names.is_empty() || names.len() > MANY {
            continue;
        }
        let weight = match (strong, time.is_some()) {
            (true, true) => 3.0,
            (true, false) => 1.0,
            (false, true) => 1.2,
            (false, false) => 0.6,
        };
        let which = match &names[..] {
            [one] => (*one).to_owned(),
            [one, two] => format!("{one} or {two}"),
            [one, .., last] => format!("{one}, … or {last} ({} of the calendar)", names.len()),
            [] => continue,
        };
        let text = format!("“{}” may be {which}", mention.trigger.of(reading.document.body));
        let days = Days::of(days);
        if !out.iter().any(|e| e.days == days) {
            out.push(Evidence { span: Some(mention.trigger), text, days, weight });
        }
    }
    out
}

/// The publication days from which an expression points at the gathering.
fn by_expression(known: &Known, time: &TimeExpression) -> Days {
    let (before, after) = match direction(&time.meaning) {
        Some(Direction::Past) => (0, REACH),
        Some(Direction::Future) => (REACH, 0),
        _ => (REACH, REACH),
    };
    let fits = |published: i32| {
        time.resolve(Some(day(published)), None).value.is_some_and(|value| {
            // a value as wide as a year would fit everything
            value.width_days().is_some_and(|w| w <= 62) && Days::from(&value).intersects(&known.days())
        })
    };
    Days::of((known.first - before..=known.last + after).filter(|&p| fits(p)).map(|p| (p, p)))
}

fn direction(meaning: &Meaning) -> Option<Direction> {
    match meaning {
        Meaning::Nearest { direction, .. } => Some(*direction),
        Meaning::Shift { count, .. } if *count < 0 => Some(Direction::Past),
        Meaning::Part { of, .. } => direction(of),
        _ => None,
    }
}

/// Without an expression: how near to it the press speaks of a gathering as news, as past, or as a plan.
fn by_default(known: &Known, likeness: Likeness, mention: &EventMention) -> Days {
    let slack = if likeness == Likeness::Strong { 0 } else { 2 };
    match (mention.status, mention.undated) {
        (Status::Occurred, Undated::News) => Days::between(known.first - slack, known.last + ECHO),
        (Status::Occurred, Undated::Earlier) if likeness == Likeness::Strong => {
            Days::between(known.first, known.last + 90)
        }
        (Status::Planned, _) if likeness == Likeness::Strong => Days::between(known.first - 120, known.last),
        _ => Days::default(),
    }
}
