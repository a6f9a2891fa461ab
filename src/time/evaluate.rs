//! What a template caught, turned into a meaning by its rule's formula. No function here knows a language.

use super::{
    Anchor, Direction, Field, Meaning, NthUnit, Part, TimeKind, Unit,
    formula::Formula,
    grammar::Grammar,
    matcher::{Catch, Catches},
    written::{self, Written},
};
use crate::edtf::Point;
use std::rc::Rc;

/// What a rule makes of its match.
pub(super) enum Outcome {
    Expression(Meaning, TimeKind),
    /// It only looked like a date.
    Nothing,
}

/// The value of a rule that is found by itself.
pub(super) fn outcome(grammar: &Grammar, rule: u32, catches: &Catches) -> Option<Outcome> {
    let rule = &grammar.rules[rule as usize];
    if matches!(&rule.value, Formula::Call(name, _) if name == "none") {
        return Some(Outcome::Nothing);
    }
    let Catch::Meaning(meaning) = catch(grammar, &rule.value, catches)? else { return None };
    let meaning = Rc::unwrap_or_clone(meaning);
    let kind = rule.kind.unwrap_or(match meaning {
        Meaning::Vague(_) => TimeKind::Vague,
        Meaning::Duration { .. } => TimeKind::Duration,
        Meaning::Set => TimeKind::Set,
        Meaning::Clock => TimeKind::Time,
        Meaning::Shift { unit: Unit::Minute | Unit::Hour, .. }
        | Meaning::Distance { unit: Unit::Minute | Unit::Hour, .. } => TimeKind::Time,
        _ => TimeKind::Date,
    });
    Some(Outcome::Expression(meaning, kind))
}

/// The value of a formula.
pub(super) fn catch(grammar: &Grammar, formula: &Formula, catches: &Catches) -> Option<Catch> {
    let scope = Scope { grammar, catches };
    match formula {
        Formula::Call(name, args) => scope.call(name, args).map(|m| Catch::Meaning(Rc::new(m))),
        Formula::Slot(name, turned) => match scope.slot(name)? {
            Catch::Number([v, ..]) if *turned => Some(Catch::Number([-v, 0, 0])),
            other => Some(other.clone()),
        },
        Formula::Int(n) => Some(Catch::Number([*n, 0, 0])),
        Formula::Word(_) => None,
    }
}

/// The direction that the words themselves say: "last", "next".
fn said(arg: Option<&Formula>) -> Direction {
    match arg {
        Some(Formula::Word(w)) if w == "past" => Direction::Last,
        Some(Formula::Word(w)) if w == "future" => Direction::Next,
        // what the tense may not turn, and today is of it
        Some(Formula::Word(w)) if w == "before" => Direction::Past,
        Some(Formula::Word(w)) if w == "after" => Direction::Future,
        _ => Direction::Near,
    }
}

struct Scope<'s> {
    grammar: &'s Grammar,
    catches: &'s Catches,
}

impl Scope<'_> {
    fn slot(&self, name: &str) -> Option<&Catch> {
        self.catches.iter().rev().find(|(slot, _)| self.grammar.slots[*slot as usize] == name).map(|(_, c)| c)
    }

    fn number(&self, name: &str) -> Option<i32> {
        self.numbers(name).map(|n| n[0])
    }

    fn numbers(&self, name: &str) -> Option<[i32; 3]> {
        match self.slot(name)? {
            Catch::Number(n) => Some(*n),
            Catch::Meaning(_) => None,
        }
    }

    fn int(&self, arg: Option<&Formula>) -> Option<i32> {
        match arg? {
            Formula::Int(n) => Some(*n),
            Formula::Slot(name, turned) => self.number(name).map(|n| if *turned { -n } else { n }),
            _ => None,
        }
    }

    fn unit(&self, arg: Option<&Formula>) -> Option<Unit> {
        match arg? {
            Formula::Word(name) => Unit::named(name),
            Formula::Slot(name, _) => Unit::coded(self.number(name)?),
            _ => None,
        }
    }

    fn meaning(&self, arg: Option<&Formula>) -> Option<Box<Meaning>> {
        match catch(self.grammar, arg?, self.catches)? {
            Catch::Meaning(meaning) => Some(Box::new(Rc::unwrap_or_clone(meaning))),
            Catch::Number(_) => None,
        }
    }

    fn anchor(&self, arg: Option<&Formula>) -> Anchor {
        match arg {
            Some(Formula::Word(word)) if word == "previous" => Anchor::Previous,
            Some(Formula::Word(word)) if word == "scene" => Anchor::Scene,
            _ => Anchor::Publication,
        }
    }

    fn call(&self, name: &str, args: &[Formula]) -> Option<Meaning> {
        let arg = |i: usize| args.get(i);
        Some(match name {
            "date" => self.date(said(arg(0)))?,
            "shift" => {
                Meaning::Shift { unit: self.unit(arg(0))?, count: self.int(arg(1))?, anchor: self.anchor(arg(2)) }
            }
            "distance" => {
                Meaning::Distance { unit: self.unit(arg(0))?, count: self.int(arg(1))?, anchor: self.anchor(arg(2)) }
            }
            "run" => Meaning::Run { unit: self.unit(arg(0))?, count: self.int(arg(1))?, anchor: self.anchor(arg(2)) },
            "upto" => Meaning::UpTo { unit: self.unit(arg(0))?, count: self.int(arg(1))? },
            "part" => {
                let Some(Formula::Word(part)) = arg(0) else { return None };
                Meaning::Part { part: Part::named(part)?, of: self.meaning(arg(1))? }
            }
            "in" => {
                let Meaning::Nearest { field, .. } = *self.meaning(arg(0))? else { return None };
                Meaning::Within { field, of: self.meaning(arg(1))? }
            }
            "nth" => {
                let unit = match arg(1)? {
                    Formula::Slot(name, _) if name.starts_with("weekday") => {
                        NthUnit::Weekday(self.number(name)? as u32)
                    }
                    _ => NthUnit::Unit(self.unit(arg(1))?),
                };
                Meaning::Nth { n: self.int(arg(0))?, unit, of: self.meaning(arg(2))? }
            }
            "range" => Meaning::Range { from: self.meaning(arg(0))?, to: self.meaning(arg(1))? },
            "offset" => {
                Meaning::Offset { unit: self.unit(arg(0))?, count: self.int(arg(1))?, of: self.meaning(arg(2))? }
            }
            "around" => Meaning::Around { unit: self.unit(arg(0))?, of: self.meaning(arg(1))? },
            "weekend" => Meaning::Nearest { field: Field::Weekend, direction: said(arg(0)) },
            "easter" => Meaning::Nearest { field: Field::Easter(self.int(arg(0))?), direction: Direction::Near },
            // a feast that has its day: month, day
            "feast" => {
                let (month, day) = (self.int(arg(0))? as u32, self.int(arg(1))? as u32);
                match self.number("year").or(self.number("yy").map(written::full_year)) {
                    Some(year) => Meaning::Value(Point::day(year, month, day)?.into()),
                    None => Meaning::Nearest {
                        field: Field::MonthDay { month, day, weekday: None },
                        direction: Direction::Near,
                    },
                }
            }
            // a day that the whole world knows: year, month, day
            "day" => {
                let (year, month, day) = (self.int(arg(0))?, self.int(arg(1))? as u32, self.int(arg(2))? as u32);
                Meaning::Value(Point::day(year, month, day)?.into())
            }
            "decade" => {
                let year = self.int(arg(0))?;
                if year % 10 != 0 {
                    return None;
                }
                // two digits are years of the last century, but for the first two decades
                let year = match year {
                    0..=19 => 2000 + year,
                    20..=99 => 1900 + year,
                    _ => year,
                };
                Meaning::Value(Point::decade(year / 10)?.into())
            }
            "century" => Meaning::Value(Point::century(self.int(arg(0))? - 1)?.into()),
            "vague" => Meaning::Vague(match arg(0) {
                Some(Formula::Word(w)) if w == "past" => Direction::Past,
                Some(Formula::Word(w)) if w == "future" => Direction::Future,
                _ => Direction::Near,
            }),
            "duration" => Meaning::Duration { unit: self.unit(arg(0))?, count: self.int(arg(1)) },
            "set" => Meaning::Set,
            "clock" => Meaning::Clock,
            _ => return None,
        })
    }

    /// A date, or a run of dates, from whatever of weekday, day, month and year was caught.
    fn date(&self, direction: Direction) -> Option<Meaning> {
        if let Some(caught) = self.numbers("numdate") {
            return written::numeric(caught, self.grammar.order);
        }
        if let (Some([from, ..]), Some(season)) = (self.numbers("years"), self.number("season")) {
            return Some(Meaning::Value(Point::season(from, season as u32)?.into()));
        }
        if let Some([from, to, _]) = self.numbers("years") {
            return written::years(from, to);
        }
        let mut a = self.written(false);
        let mut b = self.written(true);
        if let Some([day, last, _]) = self.numbers("days") {
            (a.day, b.day) = (Some(day), Some(last));
        }
        if let Some([x, y, _]) = self.numbers("daymonth") {
            let first = if self.grammar.order == 1 || self.grammar.order == 2 && y > 12 { (y, x) } else { (x, y) };
            let (day, month) = if first.1 > 12 { (first.1, first.0) } else { first };
            (a.day, a.month) = (Some(day), Some(month));
        }
        if let Some([year, month, _]) = self.numbers("yearmonth") {
            (a.year, a.month) = (Some(year), Some(month));
        }
        if let Some([month, year, _]) = self.numbers("monthyear") {
            (a.year, a.month) = (Some(year), Some(month));
        }
        if b == Written::default() { written::single(a, direction) } else { written::run(a, b, direction) }
    }

    /// What was caught of one date: of the first, or of the second in a run.
    fn written(&self, second: bool) -> Written {
        let get = |names: [&str; 2]| self.number(names[usize::from(second)]);
        Written {
            weekday: get(["weekday", "weekday2"]).map(|w| w as u32),
            day: get(["day", "day2"]),
            month: get(["month", "month2"]),
            year: get(["year", "year2"]).or_else(|| get(["yy", "yy2"]).map(written::full_year)),
            season: get(["season", "season2"]).map(|s| s as u32),
            quarter: get(["quarter", "quarter2"]).map(|q| q as u32),
            half: get(["half", "half2"]).map(|h| h as u32),
        }
    }
}
