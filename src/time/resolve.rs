//! Meanings bound to the calendar.

use super::{
    Anchor, Direction, Field, Meaning, NthUnit, Part, Resolution, TimeExpression, Unit, calendar,
    nearest::{Kept, nearest, weekday, within},
};
use crate::edtf::{Day, Edtf, Point};
use chrono::Datelike;

/// What an expression is resolved against.
struct Scene<'s> {
    published: Option<Day>,
    previous: Option<&'s Edtf>,
    /// What was done, in words; none when nobody asks.
    steps: Option<Vec<String>>,
    kept: Kept,
}

/// What an expression means by one day of publication after another.
pub struct Values<'t> {
    scene: Scene<'t>,
    meaning: &'t Meaning,
}

impl Values<'_> {
    pub fn at(&mut self, published: Day) -> Option<Edtf> {
        self.scene.published = Some(published);
        self.scene.value(self.meaning)
    }
}

impl TimeExpression {
    /// The calendar value. `previous` is the value of the date told before it, to which "the day after" belongs.
    pub fn resolve(&self, published: Option<Day>, previous: Option<&Edtf>) -> Resolution {
        let mut steps = vec![format!("means {}", self.meaning)];
        if !self.reason.is_empty() {
            steps.push(self.reason.clone());
        }
        let mut scene = Scene { steps: Some(steps), ..Scene::new(published, previous) };
        let value = scene.value(&self.meaning);
        let mut steps = scene.steps.unwrap_or_default();
        let named = value.as_ref().and_then(|value| self.named(value, published, previous));
        match &value {
            Some(value) => steps.push(format!("is {value}")),
            None if matches!(self.meaning, Meaning::Nonexistent(_)) => steps = vec![self.meaning.to_string()],
            None => {}
        }
        Resolution { value, named, steps }
    }

    /// The values alone, for those who try many days.
    pub fn values(&self) -> Values<'_> {
        Values { scene: Scene::new(None, None), meaning: &self.meaning }
    }

    fn named(&self, value: &Edtf, published: Option<Day>, previous: Option<&Edtf>) -> Option<Edtf> {
        match &self.meaning {
            Meaning::Part { part, of } if self.part().is_some() => {
                let whole = Scene::new(published, previous).value(of)?;
                // the end of a month is a few days, "late" in it, and the end of a year, are anyone's guess
                let sharp = matches!(part, Part::Start | Part::End) && whole.width_days()? < 300;
                (!sharp).then_some(whole)
            }
            Meaning::Distance { unit: Unit::Week, .. } => calendar::value(value.first()?, Unit::Week),
            _ => None,
        }
    }
}

impl<'s> Scene<'s> {
    /// In which nobody asks for the steps.
    fn new(published: Option<Day>, previous: Option<&'s Edtf>) -> Self {
        Scene { published, previous, steps: None, kept: Kept::default() }
    }

    fn published(&mut self) -> Option<Day> {
        let day = self.published?;
        if let Some(steps) = &mut self.steps {
            let step = format!("counted from publication on {day}");
            if !steps.contains(&step) {
                steps.push(step);
            }
        }
        Some(day)
    }

    fn step(&mut self, words: impl FnOnce() -> String) {
        if let Some(steps) = &mut self.steps {
            steps.push(words());
        }
    }

    /// First and last day of what is counted from.
    fn anchor(&mut self, anchor: Anchor, unit: Unit) -> Option<(Day, Day)> {
        let published = match (anchor, self.previous) {
            (Anchor::Previous | Anchor::Scene, Some(previous)) => {
                self.step(|| format!("counted from {previous}, told before"));
                return Some((previous.first()?, previous.last()?));
            }
            // "the following week" with nothing told before is seen from the day of writing
            (Anchor::Previous, None) if matches!(unit, Unit::Minute | Unit::Hour | Unit::Day) => None,
            _ => self.published(),
        }?;
        Some((published, published))
    }

    fn value(&mut self, meaning: &Meaning) -> Option<Edtf> {
        match meaning {
            Meaning::Value(value) => self.written(value),
            Meaning::Nearest { field, direction } => self.nearest(*field, *direction),
            // "the day before" with nothing told before is that before the news
            Meaning::Shift { unit: Unit::Day, count, anchor: Anchor::Previous }
                if *count < 0 && self.previous.is_none() =>
            {
                calendar::value(calendar::plus_days(self.published()?, i64::from(*count))?, Unit::Day)
            }
            Meaning::Shift { unit, count, anchor } => {
                let (first, last) = self.anchor(*anchor, *unit)?;
                if *unit == Unit::Day && first < last {
                    return days_from((first, last), *count);
                }
                let from = if *count > 0 { last } else { first };
                calendar::value(calendar::plus(calendar::around(from, *unit)?.0, *unit, i64::from(*count))?, *unit)
            }
            // "two years later" than what was not told
            Meaning::Distance { anchor: Anchor::Previous, .. } if self.previous.is_none() => None,
            Meaning::Distance { unit, count, anchor } => {
                let (first, last) = self.anchor(*anchor, *unit)?;
                if *unit == Unit::Day && first < last {
                    return days_from((first, last), *count);
                }
                let day = calendar::plus(if *count > 0 { last } else { first }, *unit, i64::from(*count))?;
                match unit {
                    Unit::Minute | Unit::Hour | Unit::Day => Some(Edtf::day(day)),
                    Unit::Week => Some(Edtf::day(day).approximate()),
                    unit => calendar::value(day, *unit),
                }
            }
            Meaning::Run { unit, count, anchor } => self.run(*unit, *count, *anchor),
            Meaning::UpTo { unit, count } => {
                let day = self.published()?;
                Some(Edtf::interval(day, calendar::plus(day, *unit, i64::from(*count))?))
            }
            // "the following Friday" with nothing told before
            Meaning::Within { field, of } if self.previous.is_none() && of.follows().is_some() => {
                let direction = match of.counts() {
                    Some(0) | None => Direction::Near,
                    Some(count) if count > 0 => Direction::Future,
                    Some(_) => Direction::Past,
                };
                self.nearest(*field, direction)
            }
            Meaning::Within { field, of } => {
                let period = self.value(of)?;
                within(*field, &period)
            }
            Meaning::Part { part, of } => {
                let period = self.value(of)?;
                part_of(*part, &period)
            }
            Meaning::Nth { n, unit, of } => {
                let period = self.value(of)?;
                nth(*n, *unit, &period)
            }
            Meaning::Offset { unit, count, of } => {
                let base = self.value(of)?;
                let from = if *count > 0 { base.last()? } else { base.first()? };
                let day = calendar::plus(from, *unit, i64::from(*count))?;
                // "six years ago this month" is a month
                match base.width_days()? {
                    28..=31 if !matches!(unit, Unit::Day) => calendar::value(day, Unit::Month),
                    7 if !matches!(unit, Unit::Day) => calendar::value(day, Unit::Week),
                    _ => Some(Edtf::day(day)),
                }
            }
            Meaning::Around { unit, of } => {
                let base = self.value(of)?;
                calendar::value(base.first()?, *unit)
            }
            Meaning::Range { from, to } => self.range(from, to),
            Meaning::Duration { .. } | Meaning::Set | Meaning::Clock | Meaning::Vague(_) | Meaning::Nonexistent(_) => {
                None
            }
        }
    }

    /// A written value; of a numeric date that two orders can read, the reading nearest to the publication.
    fn written(&mut self, value: &Edtf) -> Option<Edtf> {
        if let (Edtf::OneOf(_), Some(published)) = (value, self.published) {
            let days = value.ranges().into_iter().filter_map(|r| r.0);
            let day = days.min_by_key(|d| (*d - published).num_days().abs())?;
            self.step(|| format!("of day first and month first, the one nearer to publication on {published}"));
            return Some(Edtf::day(day));
        }
        Some(value.clone())
    }

    fn nearest(&mut self, field: Field, direction: Direction) -> Option<Edtf> {
        let published = self.published?;
        if let Some(value) = self.narrated(field, direction, published) {
            return Some(value);
        }
        self.published();
        let (value, why) = nearest(field, direction, published, &mut self.kept)?;
        if let Some(why) = why {
            self.step(|| why.to_owned());
        }
        Some(value)
    }

    /// In a story of an earlier year, a day or month without a year goes on from the date told before.
    fn narrated(&mut self, field: Field, direction: Direction, published: Day) -> Option<Edtf> {
        let previous = self.previous?;
        let told = previous.first()?;
        let fits = matches!(field, Field::MonthDay { weekday: None, .. } | Field::Month(_))
            && direction == Direction::Past
            && previous.width_days().is_some_and(|w| w <= 31)
            && told.year() < published.year()
            && (published - told).num_days() > 240;
        if !fits {
            return None;
        }
        let value = within(field, &Edtf::year(told.year())?)?;
        if value.last()? < told {
            return None;
        }
        self.step(|| format!("goes on from {previous}, told before"));
        Some(value)
    }

    fn run(&mut self, unit: Unit, count: i32, anchor: Anchor) -> Option<Edtf> {
        let (first, last) = self.anchor(anchor, unit)?;
        let n = i64::from(count);
        let (from, to) = if n < 0 {
            let end = calendar::around(first, unit)?.0;
            (calendar::plus(end, unit, n)?, calendar::plus_days(end, -1)?)
        } else {
            let start = calendar::plus_days(calendar::around(last, unit)?.1, 1)?;
            (start, calendar::plus_days(calendar::plus(start, unit, n)?, -1)?)
        };
        match unit {
            // whole weekends, months and years, not the days between
            Unit::Weekend => Some(Edtf::interval(from, to)),
            _ => Some(Edtf::interval(from, to).simplified()),
        }
    }

    /// The side that lies nearer to the publication day is found first, the other from there.
    fn range(&mut self, from: &Meaning, to: &Meaning) -> Option<Edtf> {
        let (mut a, mut b) = (self.value(from)?, self.value(to)?);
        if a.first()? > b.last()? {
            match (from, to) {
                (Meaning::Nearest { field, direction }, _) if direction.is_past() || *direction == Direction::Near => {
                    a = nearest(*field, Direction::Past, b.first()?, &mut self.kept)?.0;
                }
                (_, Meaning::Nearest { field, .. }) => {
                    b = nearest(*field, Direction::Future, a.last()?, &mut self.kept)?.0
                }
                (Meaning::Nearest { field, .. }, _) => {
                    a = nearest(*field, Direction::Past, b.first()?, &mut self.kept)?.0
                }
                _ => return None,
            }
        }
        let wide = |v: &Edtf| matches!(v, Edtf::Date(d) if !matches!(d.point, Point::Day(_)));
        if wide(&a)
            && wide(&b)
            && let (Edtf::Date(x), Edtf::Date(y)) = (&a, &b)
        {
            return Some(if x == y { a } else { Edtf::Interval(Some(*x), Some(*y)) });
        }
        Some(Edtf::interval(a.first()?, b.last()?))
    }
}

/// "last week …; a day later": so many days from one of some days that were told.
fn days_from((first, last): (Day, Day), count: i32) -> Option<Edtf> {
    let day = |from| calendar::plus_days(from, i64::from(count));
    Some(Edtf::interval(day(first)?, day(last)?))
}

/// Early, middle and late days of a month are 1–10, 11–20 and 21–end; of a week Monday–Wednesday, Tuesday–Thursday,
/// Friday–Sunday; of a year January–March, May–August, October–December, and its end is December.
fn part_of(part: Part, period: &Edtf) -> Option<Edtf> {
    let (first, last) = (period.first()?, period.last()?);
    let days = (last - first).num_days() + 1;
    let day = |n: i64| calendar::plus_days(first, n);
    let run = |from: i64, to: i64| Some(Edtf::interval(day(from)?, day(to)?.min(last)));
    let months = |from: i64, to: i64| {
        let a = calendar::plus_months(first, from)?;
        let b = calendar::plus_days(calendar::plus_months(first, to + 1)?, -1)?;
        months_value(a, b)
    };
    if let Part::First | Part::Second = part {
        let half = if days > 31 { None } else { Some(15.min(days / 2)) };
        return match (part, half) {
            (Part::First, Some(h)) => run(0, h - 1),
            (_, Some(h)) => run(h, days - 1),
            (Part::First, None) => months(0, month_count(first, last) / 2 - 1),
            (_, None) => months(month_count(first, last) / 2, month_count(first, last) - 1),
        };
    }
    let pick = |early: (i64, i64), mid: (i64, i64), late: (i64, i64)| match part {
        Part::Early | Part::Start => early,
        Part::Mid => mid,
        _ => late,
    };
    match days {
        1 => Some(period.clone()),
        2..=6 => match part {
            Part::Early | Part::Start => run(0, 0),
            Part::Mid => Some(period.clone()),
            _ => run(days - 1, days - 1),
        },
        7 => {
            let (a, b) = pick((0, 2), (1, 3), (4, 6));
            run(a, b)
        }
        8..=31 => {
            let (a, b) = pick((0, 9), (10, 19), (20, days - 1));
            run(a, b)
        }
        _ => {
            let n = month_count(first, last);
            if part == Part::End && n == 12 {
                return months(11, 11);
            }
            let (a, b) = match n {
                12 => pick((0, 2), (4, 7), (9, 11)),
                120 => pick((0, 47), (36, 83), (72, 119)),
                1200 => pick((0, 359), (360, 839), (840, 1199)),
                n => pick((0, n / 3 - 1), (n / 3, n - n / 3 - 1), (n - n / 3, n - 1)),
            };
            months(a.min(b), b)
        }
    }
}

fn month_count(first: Day, last: Day) -> i64 {
    i64::from(last.year() - first.year()) * 12 + i64::from(last.month()) - i64::from(first.month()) + 1
}

/// A run of whole months as months, of whole years as years.
fn months_value(a: Day, b: Day) -> Option<Edtf> {
    let years = a.ordinal() == 1 && b.month() == 12 && b.day() == 31;
    let point = |d: Day| if years { Point::year(d.year()) } else { Point::month(d.year(), d.month()) };
    let (x, y) = (point(a)?, point(b)?);
    Some(if x == y { x.into() } else { Edtf::Interval(Some(x.into()), Some(y.into())) })
}

fn nth(n: i32, unit: NthUnit, period: &Edtf) -> Option<Edtf> {
    let (first, last) = (period.first()?, period.last()?);
    if (last - first).num_days() > 366 * 100 || n == 0 {
        return None;
    }
    let unit_value = |day: Day| match unit {
        NthUnit::Weekday(_) => Some(Edtf::day(day)),
        NthUnit::Unit(unit) => calendar::value(day, unit),
    };
    let starts = |day: Day| match unit {
        NthUnit::Weekday(wanted) => weekday(day) == wanted,
        // a unit counts when it lies wholly in the period
        NthUnit::Unit(unit) => calendar::around(day, unit)
            .is_some_and(|(a, b)| a == day && b <= last && (unit != Unit::Weekend || a >= first)),
    };
    let days = (0..=(last - first).num_days()).filter_map(|i| calendar::plus_days(first, i));
    let skip = n.unsigned_abs() as usize - 1;
    let found = if n > 0 { days.filter(|d| starts(*d)).nth(skip) } else { days.rev().filter(|d| starts(*d)).nth(skip) };
    found.and_then(unit_value)
}
