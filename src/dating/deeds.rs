//! What an article tells as news, and how its words agree with the days on which a happening is known to have been.

use super::{
    days::{Days, day},
    occasions::Pointer,
    reading::{Reading, directed},
};
use crate::{
    actors::ActorId,
    events::{Kind, Status, Undated},
    text::Span,
    time::TimeKind,
};
use chrono::Datelike;
use rustc_hash::FxHashSet;

/// So long after a day one says on which weekday it was.
const WEEK: i32 = 6;

/// What an article tells as news.
pub struct Deed {
    kind: Kind,
    /// All who take part, those they act for, and where.
    pub actors: FxHashSet<ActorId>,
    pub trigger: Span,
    /// The expression that dates it.
    time: Option<usize>,
}

/// When an article tells of a known day.
pub struct Pinned {
    pub days: Days,
    /// The words name a weekday or a date, and it is the right one.
    pub sharp: bool,
}

impl Deed {
    pub fn all(reading: &Reading) -> Vec<Deed> {
        let news = reading.mentions.iter().filter_map(|mention| {
            let date = |ix: &usize| reading.times.get(*ix).is_some_and(|t| t.kind == TimeKind::Date);
            let time = mention.time.filter(date);
            let told = match time {
                Some(ix) => !reading.times[ix].is_absolute(),
                None => mention.undated == Undated::News,
            };
            (told && matches!(mention.status, Status::Occurred | Status::Cancelled)).then_some((mention, time))
        });
        news.map(|(mention, time)| Deed {
            kind: mention.kind,
            actors: reading.sides(mention).into_iter().chain(reading.places(mention)).collect(),
            trigger: mention.trigger,
            time,
        })
        .collect()
    }

    /// It is nothing but words.
    pub fn said(&self) -> bool {
        self.kind == Kind::Statement
    }

    /// Its kind as one of so many bits.
    pub fn bit(&self) -> u32 {
        bit(self.kind)
    }
}

/// A kind as one of so many bits.
pub fn bit(kind: Kind) -> u32 {
    1 << kind as u32
}

/// When one tells of a happening as those deeds are told, where something of it happened `on` those days. Words that name
/// another day are of something else; where none name one, the weekday of the article's news may.
pub fn pinned(reading: &Reading, on: &[i32], deeds: &[&Deed]) -> Option<Pinned> {
    let news = super::clues::news_weekday(reading).map(|(weekday, _)| weekday);
    // the day itself and the next
    let at_once = |on: &mut dyn Iterator<Item = i32>| Days::of(on.map(|day| (day, day + 1)));
    let (mut sharp, mut plain) = (Days::default(), Days::default());
    let mut bare = deeds.is_empty();
    for deed in deeds {
        let time = deed.time.map(|ix| directed(&reading.times[ix], Some(Status::Occurred)));
        let Some(time) = time else {
            bare = true;
            continue;
        };
        let mut pointer = Pointer::new(&time);
        for &day in on {
            let seen = pointer.at(&Days::between(day, day)).and(&Days::between(day, day + WEEK));
            let days = if pointer.sharp() { &mut sharp } else { &mut plain };
            *days = days.or(&seen);
        }
    }
    if bare && sharp.is_empty() {
        match news {
            Some(news) => sharp = at_once(&mut on.iter().copied().filter(|on| weekday(*on) == news)),
            None => plain = plain.or(&at_once(&mut on.iter().copied())),
        }
    }
    let sure = !sharp.is_empty();
    let mut days = if sure { sharp } else { plain };
    // "on Thursday the parliament voted … on Friday the ambassador left": printed on the Friday or the day after
    let fits = |news: u32| {
        let those = days.stretches().iter().flat_map(|&(a, b)| a..=b);
        Days::of(those.filter(|n| [news, news % 7 + 1].contains(&weekday(*n))).map(|n| (n, n)))
    };
    let fitting = news.map(fits).filter(|fitting| sure && !fitting.is_empty());
    days = fitting.unwrap_or_else(|| days.and(&at_once(&mut on.iter().copied())));
    (!days.is_empty()).then_some(Pinned { days, sharp: sure })
}

/// Monday 1 to Sunday 7.
fn weekday(number: i32) -> u32 {
    day(number).weekday().number_from_monday()
}
