//! Who held an office on a day.

use super::{PersonEntry, Registry};
use crate::edtf::{Day, Edtf};
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// The terms of the registry's people, by office.
#[derive(Debug, Clone, Default)]
pub(super) struct Terms {
    /// Country or body, then office.
    by_office: FxHashMap<Box<str>, FxHashMap<Box<str>, Vec<Term>>>,
    /// The first day of the term that begins last.
    latest: Option<Day>,
}

/// A term with both ends; an end that is not known is the end of time.
#[derive(Debug, Clone, Copy)]
struct Term {
    person: u32,
    first: Day,
    last: Day,
    by_hand: bool,
}

/// A title that means the holder of another office, by country and time.
const LEADER: &str = "leader";
/// Of which, where the head of state leads, and where the head of government does.
const LEADING_OFFICES: [&str; 2] = ["head-of-state", "head-of-government"];

/// How much of an interval one holder must cover to be the one meant.
const CLEARLY_MOST: f64 = 0.8;

impl Terms {
    pub fn new(people: &[PersonEntry]) -> Self {
        let mut terms = Terms::default();
        for (ix, person) in people.iter().enumerate() {
            for term in &person.offices {
                let first = term.from.as_deref().and_then(|text| bounds(text).0);
                terms.latest = terms.latest.max(first);
                let first = first.unwrap_or(Day::MIN);
                let last = term.to.as_deref().and_then(|text| bounds(text).1).unwrap_or(Day::MAX);
                let of = slot(&mut terms.by_office, &term.of);
                slot(of, &term.office).push(Term { person: ix as u32, first, last, by_hand: term.by_hand });
            }
        }
        terms
    }

    fn of(&self, office: &str, of: &str) -> &[Term] {
        self.by_office.get(of).and_then(|o| o.get(office)).map(Vec::as_slice).unwrap_or_default()
    }

    /// People who held the office at some time of the interval, with the days they did: those of whom a person says
    /// so, then the rest, each longest first.
    fn within(&self, office: &str, of: &str, first: Day, last: Day) -> Vec<(u32, i64)> {
        let mut out: Vec<(u32, i64, Day, bool)> = Vec::new();
        for term in self.of(office, of) {
            let (from, to) = (term.first.max(first), term.last.min(last));
            if from > to {
                continue;
            }
            let days = (to - from).num_days() + 1;
            match out.iter_mut().find(|(p, ..)| *p == term.person) {
                Some(slot) => *slot = (slot.0, slot.1 + days, slot.2.max(term.first), slot.3 | term.by_hand),
                None => out.push((term.person, days, term.first, term.by_hand)),
            }
        }
        // on the day of a handover both hold it: the day is the successor's
        out.sort_by_key(|&(person, days, since, by_hand)| (!by_hand, Reverse(days), Reverse(since), person));
        out.into_iter().map(|(person, days, ..)| (person, days)).collect()
    }
}

/// The first and the last day of a date. Nearly all are plain: `2009-01-20`, `2016-05`, `2016`.
fn bounds(text: &str) -> (Option<Day>, Option<Day>) {
    plain(text.as_bytes()).unwrap_or_else(|| text.parse::<Edtf>().map_or((None, None), |date| date.bounds()))
}

fn plain(text: &[u8]) -> Option<(Option<Day>, Option<Day>)> {
    let number = |at: usize, len: usize| {
        let digits = text.get(at..at + len)?;
        let digit = |n: u32, b: &u8| b.is_ascii_digit().then(|| n * 10 + u32::from(b - b'0'));
        digits.iter().try_fold(0, digit)
    };
    let dash = |at: usize| text.get(at) == Some(&b'-');
    let year = number(0, 4).filter(|year| *year > 0)? as i32;
    let (first, last) = match text.len() {
        4 => (Day::from_ymd_opt(year, 1, 1)?, Day::from_ymd_opt(year, 12, 31)?),
        7 if dash(4) => {
            let first = Day::from_ymd_opt(year, number(5, 2)?, 1)?;
            (first, first.checked_add_months(chrono::Months::new(1))?.pred_opt()?)
        }
        10 if dash(4) && dash(7) => {
            let day = Day::from_ymd_opt(year, number(5, 2)?, number(8, 2)?)?;
            (day, day)
        }
        _ => return None,
    };
    Some((Some(first), Some(last)))
}

fn slot<'m, T: Default>(map: &'m mut FxHashMap<Box<str>, T>, key: &str) -> &'m mut T {
    if !map.contains_key(key) {
        map.insert(key.into(), T::default());
    }
    map.get_mut(key).expect("just put there")
}

impl Registry {
    /// How far the registry's knowledge of offices reaches: the day on which the last of all terms begins.
    pub fn horizon(&self) -> Option<Day> {
        self.terms().latest
    }

    /// Who held an office ("foreign-minister") of a country or body when: over all of the time given, or
    /// clearly most of it. None when that is no one, no one known, or one of several.
    pub fn holder(&self, office: &str, of: &str, when: &Edtf) -> Option<&PersonEntry> {
        let (first, last) = when.bounds();
        let (first, last) = (first.or(last)?, last.or(first)?);
        let office = if office == LEADER { self.leading_office(of, first, last) } else { office };
        let found = self.terms().within(office, of, first, last);
        let total = (last - first).num_days() + 1;
        let clearly = |&&(_, days): &&(u32, i64)| days as f64 >= CLEARLY_MOST * total as f64;
        found.iter().find(clearly).map(|&(person, _)| &self.people[person as usize])
    }

    /// The office whose holder is called the country's leader then.
    fn leading_office(&self, country: &str, first: Day, last: Day) -> &'static str {
        let always = self.led_by_government.iter().any(|c| c == country);
        let within = self.led_by_government_within.get(country).and_then(|time| time.parse::<Edtf>().ok());
        let then = within.is_some_and(|time| {
            let (from, to) = time.bounds();
            from.is_none_or(|f| f <= first) && to.is_none_or(|t| t >= last)
        });
        if always || then { LEADING_OFFICES[1] } else { LEADING_OFFICES[0] }
    }

    /// Whether anyone known ever held an office.
    pub fn has_holders(&self, office: &str, of: &str) -> bool {
        !self.terms().of(office, of).is_empty() || office == LEADER && self.led_by_government_within.contains_key(of)
    }

    /// Everyone who ever held an office, in the registry's order.
    pub fn holders(&self, office: &str, of: &str) -> Vec<&PersonEntry> {
        let offices = if office == LEADER { &LEADING_OFFICES[..] } else { &[office] };
        let mut people: Vec<u32> = offices.iter().flat_map(|o| self.terms().of(o, of)).map(|t| t.person).collect();
        people.sort_unstable();
        people.dedup();
        people.into_iter().map(|p| &self.people[p as usize]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::{RegistryFile, TermEntry};

    #[test]
    fn plain_dates_are_read_as_all_others() {
        for text in
            ["2009-01-20", "2016-02", "2016", "2015-12", "0001", "9999-12", "2015-13", "2015-02-30", "2015-21", "x", ""]
        {
            let bounds = text.parse::<Edtf>().map_or((None, None), |date| date.bounds());
            assert_eq!(super::bounds(text), bounds, "{text}");
        }
        assert!(plain(b"2016-02-29").is_some() && plain(b"2016-21").is_none() && plain(b"2016~").is_none());
    }

    fn registry() -> Registry {
        let term = |office: &str, from: &str, to: Option<&str>| TermEntry {
            office: office.into(),
            of: "ruritania".into(),
            from: Some(from.into()),
            to: to.map(Into::into),
            by_hand: false,
        };
        let person = |id: &str, offices| PersonEntry { id: id.into(), offices, ..Default::default() };
        Registry::new([RegistryFile {
            people: vec![
                person("a", vec![term("head-of-state", "2001-03", Some("2009-01-20"))]),
                person("b", vec![term("head-of-state", "2009-01-20", Some("2016")), term("mayor", "1999", None)]),
                person("c", vec![term("head-of-state", "2018-05-02", None)]),
            ],
            ..Default::default()
        }])
    }

    #[test]
    fn the_holder_is_who_held_it_then() {
        let registry = registry();
        let cases = [
            ("2005-06-01", Some("a")),
            ("2001-03-01", Some("a")),
            ("2001-02-28", None),
            // the day of the handover
            ("2009-01-20", Some("b")),
            ("2009-01-21", Some("b")),
            ("2016-12-31", Some("b")),
            ("2017", None),
            ("2030-01-01", Some("c")),
            // most of it
            ("2009-01-10/2009-12-31", Some("b")),
            ("2008/2009", None),
            ("2005-03/2006-03", Some("a")),
        ];
        for (when, who) in cases {
            let found = registry.holder("head-of-state", "ruritania", &when.parse().unwrap());
            assert_eq!(found.map(|p| p.id.as_str()), who, "{when}");
        }
        assert!(registry.holder("head-of-state", "graustark", &"2005".parse().unwrap()).is_none());
    }
}
