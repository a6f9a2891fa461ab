//! How likely each day is as the day of publication, and the fewest days that most likely hold it.
//!
//! Each clue is either to the point, and then the day is one of those that it allows, or it is not, and then it says
//! nothing. How often clues of its sort are to the point is its trust, counted on articles whose day is known. One
//! that allows few days proves more than one that allows many, when it is trusted alike: among many days a narrow
//! clue fits by chance seldom. What is answered are the likeliest days that together hold the day with a given
//! probability: the region of highest density of a posterior over days, after a uniform prior.

use super::{
    clues::Evidence,
    days::{Days, LAST},
};
use std::collections::BTreeMap;

/// The first day thought possible: 1990-01-01. Papers that one still has as text are hardly older.
const EARLIEST: i32 = 726_468;
/// The probability that an answer is meant to hold the day.
const CREDIBLE: f64 = 0.8;
/// Clues of one article lean on each other: together they prove a little less than their product.
const INDEPENDENT: f64 = 0.85;
/// Those of things that happened lean more: what happens lately hangs together, and fits together where it doesn't fit.
const OF_HAPPENINGS: f64 = 0.65;
/// Logarithms are added as whole thousandths, so that the order of clues changes nothing.
const GRAIN: f64 = 1000.0;
/// No clue is believed more than this, or less.
const TRUST: [f32; 2] = [0.01, 0.998];

/// The days from the earliest on to `latest` that hold the day of publication with most probability. All of them
/// where the clues say nothing.
pub fn likely(evidence: &[Evidence], latest: i32) -> Days {
    let all = Days::between(EARLIEST, latest.max(EARLIEST));
    let mut changes: BTreeMap<i32, i64> = BTreeMap::from([(EARLIEST, 0), (latest.max(EARLIEST) + 1, 0)]);
    for clue in evidence {
        let days = clue.days.and(&all);
        let leaning = if clue.of.is_some() { OF_HAPPENINGS } else { INDEPENDENT };
        let proof =
            (ratio(clue.trust, count(&days), count(&all).min(clue.among.into())).ln() * leaning * GRAIN).round() as i64;
        for &(first, last) in days.stretches() {
            *changes.entry(first).or_default() += proof;
            *changes.entry(last + 1).or_default() -= proof;
        }
    }
    let mut proof = 0;
    let mut segments: Vec<(i64, i32, i32)> = Vec::with_capacity(changes.len());
    let changes: Vec<(i32, i64)> = changes.into_iter().collect();
    for pair in changes.windows(2) {
        proof += pair[0].1;
        segments.push((proof, pair[0].0, pair[1].0 - 1));
    }
    densest(segments)
}

/// With an open side where the last day thought possible is among them: that is only how far one looks.
pub fn open_ended(days: &Days, latest: i32) -> Days {
    match days.hull() {
        Some((_, last)) if last >= latest => days.or(&Days::between(last, LAST)),
        _ => days.clone(),
    }
}

/// How much likelier a clue makes each of the days that it allows, beside each of the others.
fn ratio(trust: f32, allowed: i64, among: i64) -> f64 {
    if allowed == 0 {
        return 1.0;
    }
    let trust = f64::from(trust.clamp(TRUST[0], TRUST[1]));
    1.0 + trust / (1.0 - trust) * among as f64 / allowed as f64
}

fn count(days: &Days) -> i64 {
    days.stretches().iter().map(|(a, b)| i64::from(b - a) + 1).sum()
}

/// The segments of highest density that together have the mass asked for; those of one density come together.
fn densest(mut segments: Vec<(i64, i32, i32)>) -> Days {
    let best = segments.iter().map(|s| s.0).max().unwrap_or_default();
    let mass =
        |&(proof, first, last): &(i64, i32, i32)| f64::from(last - first + 1) * ((proof - best) as f64 / GRAIN).exp();
    let whole: f64 = segments.iter().map(mass).sum();
    segments.sort_by_key(|&(proof, first, _)| (std::cmp::Reverse(proof), first));
    let mut held = 0.0;
    let mut least = None;
    let chosen = segments.iter().take_while(|segment| {
        if held >= CREDIBLE * whole && least != Some(segment.0) {
            return false;
        }
        held += mass(segment);
        least = Some(segment.0);
        true
    });
    Days::of(chosen.map(|&(_, first, last)| (first, last)).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{dating::days::number, edtf::Edtf};

    fn check(clues: &[(&str, f32)], expect: &str) {
        let list: Vec<Evidence> = clues
            .iter()
            .map(|(days, trust)| {
                let value: Edtf = days.parse().unwrap();
                Evidence {
                    span: None,
                    text: String::new(),
                    days: Days::from(&value),
                    trust: *trust,
                    among: i32::MAX,
                    of: None,
                }
            })
            .collect();
        let latest = number(chrono::NaiveDate::from_ymd_opt(2028, 12, 31).unwrap());
        let found = likely(&list, latest);
        let found = if found == Days::between(EARLIEST, latest) { Days::all() } else { open_ended(&found, latest) };
        assert_eq!(found.edtf().map_or("none".into(), |v| v.to_string()), expect, "{clues:?}");
    }

    #[test]
    fn earliest_is_what_is_said_of_it() {
        assert_eq!(EARLIEST, number(chrono::NaiveDate::from_ymd_opt(1990, 1, 1).unwrap()));
    }

    #[test]
    fn a_narrow_clue_has_to_be_trusted() {
        let term = ("2017-01-20/2021-01-20", 0.9);
        check(&[], "none");
        check(&[term], "2017-01-20/2021-01-20");
        // three weeks of four years: believed when its sort is mostly right, and not when it is mostly chance
        check(&[term, ("2018-03-04/2018-03-24", 0.8)], "2018-03-04/2018-03-24");
        check(&[term, ("2018-03-04/2018-03-24", 0.1)], "2017-01-20/2021-01-20");
        // outside of what all the rest says, it is left aside
        check(&[term, term, ("2023-03-04/2023-03-24", 0.3)], "2017-01-20/2021-01-20");
    }

    #[test]
    fn one_that_is_hardly_trusted_is_no_answer() {
        check(&[("2001/2008", 0.4)], "none");
        check(&[("2001/2008", 0.4), ("2003", 0.9)], "2003-01-01/2003-12-31");
        check(&[("2017-01-20/..", 0.9)], "2017-01-20/..");
    }
}
