//! Where the day of publication is one of few, each is supposed in turn: what comes out the same by each is as good as
//! known. "The vote was on Thursday", printed that day or the next, was on one Thursday, and so was what has no day.

use super::{DatedMention, days::Days, days::day, publication::Publication, resolve::Newsroom};
use crate::{edtf::Day, events::EventMention};

/// Among more days than these what they have in common is too little for the work.
const FEW: i32 = 16;
/// More separate days than these are told as one stretch over them, and so are days of one week.
const CHOICES: usize = 4;
const WEEK: i32 = 7;

/// The days to suppose, where there are several and few.
pub fn days(publication: &Publication) -> Vec<Day> {
    let days = publication.value.as_ref().map_or_else(Days::default, Days::from);
    match days.width() {
        Some(width) if (2..=FEW).contains(&width) => {
            days.stretches().iter().flat_map(|&(a, b)| a..=b).map(day).collect()
        }
        _ => Vec::new(),
    }
}

/// One list of mentions from those by each day supposed: their dates are united, and who takes part is who did on
/// any of those. `room` doesn't know which day it is.
pub fn united(room: &Newsroom, mentions: &[EventMention], mut rounds: Vec<Vec<DatedMention>>) -> Vec<DatedMention> {
    let mut out = rounds.remove(0);
    for (ix, first) in out.iter_mut().enumerate() {
        let others = || rounds.iter().map(|round| &round[ix]);
        let known = |m: &DatedMention| m.date.as_ref().map(Days::from);
        let same = |m: &DatedMention| m.date == first.date && m.actors == first.actors;
        if others().all(same) {
            continue;
        }
        let all = others().filter_map(known).chain(known(first)).reduce(|all, days| all.or(&days));
        let Some(mut all) = all else { continue };
        if let Some((from, to)) = all.hull()
            && (all.stretches().len() > CHOICES || to - from < WEEK)
        {
            all = Days::between(from, to);
        }
        first.written = first.written && others().all(|m| m.written);
        let date = all.edtf();
        if others().any(|m| m.actors != first.actors) {
            first.actors = room.actors(&mentions[ix], date.as_ref()).as_slice().into();
        }
        if date != first.date {
            let of = |m: &DatedMention| m.date.as_ref().map(ToString::to_string);
            if let (Some(own), Some(value)) = (of(first), date.as_ref().map(ToString::to_string)) {
                first.date_basis = first.date_basis.replace(&own, &value).into();
            }
            if let Some(why) = &mut first.why {
                why.date_steps.push("the same for each day on which the article can have been published".to_owned());
            }
            first.date = date;
        }
    }
    out
}
