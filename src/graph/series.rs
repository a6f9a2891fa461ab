//! A pair's months one after another, silences included: what a chart of contacts and conflict draws.

use super::{Counts, Dyad, Month};

impl Dyad {
    /// Every month from the pair's first to its last, in order, those in which nothing passed with zeros.
    pub fn series(&self) -> Vec<(Month, Counts)> {
        let (Some((&first, _)), Some((&last, _))) = (self.months.first_key_value(), self.months.last_key_value())
        else {
            return Vec::new();
        };
        months(first, last).map(|m| (m, self.months.get(&m).copied().unwrap_or_default())).collect()
    }

    /// The longest run of months in which nothing passed between two in which something did: its first and last.
    pub fn silence(&self) -> Option<(Month, Month)> {
        let known: Vec<Month> = self.months.keys().copied().collect();
        let gaps = known.windows(2).filter_map(|w| {
            let (from, to) = (next(w[0]), before(w[1]));
            (number(to) >= number(from)).then_some((from, to))
        });
        // of equals the later
        gaps.max_by_key(|(from, to)| (number(*to) - number(*from), *from))
    }
}

/// All months from one to the other, both included.
pub fn months(first: Month, last: Month) -> impl Iterator<Item = Month> {
    (number(first)..=number(last)).map(|n| (n.div_euclid(12), n.rem_euclid(12) as u32 + 1))
}

fn next(month: Month) -> Month {
    shifted(month, 1)
}

fn before(month: Month) -> Month {
    shifted(month, -1)
}

fn shifted(month: Month, by: i32) -> Month {
    let n = number(month) + by;
    (n.div_euclid(12), n.rem_euclid(12) as u32 + 1)
}

fn number((year, month): Month) -> i32 {
    year * 12 + month as i32 - 1
}
