//! Sets of days, as sorted stretches of day numbers: what a clue allows.

use crate::edtf::{Day, DayRange, Edtf};
use chrono::Datelike;

/// Days that stand for an open side; no article is older or younger.
pub const FIRST: i32 = 657_438; // 1801-01-01
pub const LAST: i32 = 839_692; // 2299-12-31

/// Days numbered from the first of the common era; stretches are sorted, disjoint and not empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Days(Vec<(i32, i32)>);

pub fn number(day: Day) -> i32 {
    day.num_days_from_ce().clamp(FIRST, LAST)
}

pub fn day(number: i32) -> Day {
    Day::from_num_days_from_ce_opt(number.clamp(FIRST, LAST)).unwrap_or_default()
}

impl Days {
    pub fn all() -> Self {
        Days(vec![(FIRST, LAST)])
    }
    /// From one day to another, both included; empty when they are the wrong way round.
    pub fn between(first: i32, last: i32) -> Self {
        let (first, last) = (first.max(FIRST), last.min(LAST));
        Days(if first <= last { vec![(first, last)] } else { Vec::new() })
    }
    pub fn of(stretches: impl IntoIterator<Item = (i32, i32)>) -> Self {
        let mut list: Vec<(i32, i32)> =
            stretches.into_iter().map(|(a, b)| (a.max(FIRST), b.min(LAST))).filter(|(a, b)| a <= b).collect();
        list.sort_unstable();
        let mut out: Vec<(i32, i32)> = Vec::with_capacity(list.len());
        for (a, b) in list {
            match out.last_mut() {
                Some(last) if a <= last.1 + 1 => last.1 = last.1.max(b),
                _ => out.push((a, b)),
            }
        }
        Days(out)
    }
    pub fn stretches(&self) -> &[(i32, i32)] {
        &self.0
    }
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
    #[cfg(test)]
    pub fn contains(&self, number: i32) -> bool {
        let i = self.0.partition_point(|s| s.1 < number);
        self.0.get(i).is_some_and(|s| s.0 <= number)
    }
    pub fn intersects(&self, other: &Days) -> bool {
        !self.and(other).is_empty()
    }
    pub fn and(&self, other: &Days) -> Days {
        let (mut i, mut j) = (0, 0);
        let mut out = Vec::new();
        while let (Some(&(a, b)), Some(&(c, d))) = (self.0.get(i), other.0.get(j)) {
            if a.max(c) <= b.min(d) {
                out.push((a.max(c), b.min(d)));
            }
            if b < d {
                i += 1;
            } else {
                j += 1;
            }
        }
        Days(out)
    }
    pub fn or(&self, other: &Days) -> Days {
        Days::of(self.0.iter().chain(&other.0).copied())
    }
    /// How many days; none when a side is open.
    pub fn width(&self) -> Option<i32> {
        let (first, last) = self.hull()?;
        (first > FIRST && last < LAST).then(|| self.0.iter().map(|(a, b)| b - a + 1).sum())
    }
    pub fn hull(&self) -> Option<(i32, i32)> {
        Some((self.0.first()?.0, self.0.last()?.1))
    }
    /// As an EDTF value: a day, an interval, or one of several. None when all days or none are allowed.
    pub fn edtf(&self) -> Option<Edtf> {
        let range = |&(a, b): &(i32, i32)| -> DayRange { ((a > FIRST).then(|| day(a)), (b < LAST).then(|| day(b))) };
        Edtf::from_ranges(self.0.iter().map(range).collect())
    }
}

impl From<&Edtf> for Days {
    fn from(value: &Edtf) -> Self {
        let side = |(a, b): &DayRange| (a.map_or(FIRST, number), b.map_or(LAST, number));
        Days::of(value.ranges().iter().map(side))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_of_days() {
        let a = Days::of([(800_000, 800_010), (800_011, 800_020), (800_100, 800_100)]);
        assert_eq!(a.stretches(), [(800_000, 800_020), (800_100, 800_100)], "those that touch are one");
        let b = Days::between(800_015, 800_100);
        assert_eq!(a.and(&b).stretches(), [(800_015, 800_020), (800_100, 800_100)]);
        assert_eq!(a.width(), Some(22));
        assert_eq!(Days::between(800_000, LAST).width(), None);
        assert!(a.contains(800_100) && !a.contains(800_099));
        assert!(Days::between(5, 3).is_empty());
        assert_eq!(Days::all().edtf(), None);
    }

    #[test]
    fn to_edtf_and_back() {
        for text in ["2025-03-20", "2025-03-01/2025-03-04", "2025-03-01/..", "[2025-03-06,2025-03-20]"] {
            let value: Edtf = text.parse().unwrap();
            assert_eq!(Days::from(&value).edtf().unwrap().to_string(), text);
        }
    }
}
