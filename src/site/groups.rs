//! Events in years, months and dates, for headings and jumps.

use super::{
    cards::{Card, family},
    context::{Link, Site, word},
    dates::{self, Form},
    plan::{Key, key},
    text::{capitalised, fill},
};
use std::fmt::{self, Write};

pub struct Year {
    pub id: String,
    pub label: String,
    pub count: usize,
    pub months: Vec<Month>,
}

pub struct Month {
    pub id: String,
    /// `March 2025`.
    pub label: String,
    /// `Mar`, or the whole label when it is no month.
    pub short: String,
    pub count: usize,
    pub count_words: String,
    pub dates: Vec<DateGroup>,
    /// Instead of cards, where events are listed by their titles alone.
    pub lines: Vec<Line>,
}

/// An event in a line.
pub struct Line {
    pub day: String,
    pub link: Link,
    pub family: &'static str,
    pub kind: &'static str,
    pub kind_word: String,
    pub status_word: String,
}

/// How much of each event a page tells.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// A card with the lines that correct the event: on the timeline itself.
    Home,
    /// The same, with room left for each card.
    Holes,
    /// A card.
    Card,
    /// Title, date, kind and status.
    Line,
}

impl Detail {
    /// For a page beside the timeline. An event stands on the pages of all who take part and of their pairs; told in full
    /// on each, those pages would grow larger than all the rest.
    pub fn beside(events: usize) -> Detail {
        if events > AT_LENGTH { Detail::Line } else { Detail::Card }
    }
}

/// More events than these are not quoted on a page beside the timeline.
const AT_LENGTH: usize = 60;

pub struct DateGroup {
    /// Where the language begins a day with it; what stands between it and the rest, which is read but not shown.
    pub weekday: String,
    pub comma: String,
    pub label: String,
    /// EDTF, and whether it is a day that a `<time>` may carry.
    pub code: String,
    pub is_day: bool,
    pub form: &'static str,
    pub form_word: String,
    pub cards: Vec<Card>,
    /// Instead of cards, where they are put in later.
    pub holes: Vec<Hole>,
}

/// The room for the card of an event.
pub struct Hole(pub usize);

/// What stands in a page where a card has to be put in: no text holds it.
pub const HOLE: char = '\0';

impl fmt::Display for Hole {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_char(HOLE)
    }
}

/// The events in the order of years, months and dates; what is known to a year only comes before its months, what isn't
/// dated last. Within a date they keep the order that they have.
pub fn years(site: &Site, events: &[usize], root: &str, detail: Detail) -> Vec<Year> {
    let mut order: Vec<(Key, usize)> = events.iter().map(|&i| (key(site.timeline, i), i)).collect();
    order.sort_by_key(|(key, _)| *key);
    let mut years: Vec<Year> = Vec::new();
    let mut last: Option<Key> = None;
    for (key, index) in order {
        let event = &site.timeline.events[index];
        if last.is_none_or(|l| l.0 != key.0 || l.1 != key.1) {
            years.push(year(site, key));
        }
        let year = years.last_mut().expect("pushed above");
        if last != Some(key) {
            year.months.push(month(site, key));
        }
        last = Some(key);
        let month = year.months.last_mut().expect("pushed above");
        month.count += 1;
        year.count += 1;
        if detail == Detail::Line {
            month.lines.push(Line {
                day: capitalised(&site.date(event.date.as_ref())),
                link: site.event_link(index, root),
                family: family(event.kind),
                kind: event.kind.as_str(),
                kind_word: word(&site.texts.kinds, event.kind.as_str()),
                status_word: word(&site.texts.statuses, event.status.as_str()),
            });
            continue;
        }
        let code = event.date.as_ref().map(|d| d.to_string()).unwrap_or_default();
        if month.dates.last().is_none_or(|group| group.code != code) {
            let form = Form::of(event.date.as_ref()).as_str();
            let whole = site.date(event.date.as_ref());
            let is_day = code.len() == 10 && form == "day";
            let (weekday, comma, label) = match dates::weekday_first(&whole, &site.texts.dates).filter(|_| is_day) {
                Some((weekday, comma, rest)) => (weekday.to_owned(), comma.to_owned(), rest.to_owned()),
                None => (String::new(), String::new(), whole),
            };
            month.dates.push(DateGroup {
                weekday,
                comma,
                label,
                is_day,
                code,
                form,
                form_word: word(&site.texts.date_forms, form),
                cards: Vec::new(),
                holes: Vec::new(),
            });
        }
        let group = month.dates.last_mut().expect("pushed above");
        match detail {
            Detail::Holes => group.holes.push(Hole(index)),
            _ => group.cards.push(Card::new(site, index, root, detail == Detail::Home)),
        }
    }
    for month in years.iter_mut().flat_map(|y| &mut y.months) {
        month.count_words = site.count(month.count, &site.texts.counts.events);
    }
    years
}

fn year(site: &Site, (undated, year, _): Key) -> Year {
    let (id, label) = if undated {
        ("undated".to_owned(), site.texts.ui.undated.clone())
    } else {
        (format!("y{year:04}"), year.to_string())
    };
    Year { id, label, count: 0, months: Vec::new() }
}

/// The anchor of a month.
pub fn month_id((undated, year, month): Key) -> String {
    match (undated, month) {
        (true, _) => "m-undated".to_owned(),
        (false, 0) => format!("m{year:04}"),
        (false, m) => format!("m{year:04}-{m:02}"),
    }
}

fn month(site: &Site, key: Key) -> Month {
    let dates = &site.texts.dates;
    let (undated, year, month) = key;
    let (label, short) = match (undated, month) {
        (true, _) => (String::new(), String::new()),
        (false, 0) => {
            let label = fill(&site.texts.ui.whole_year, &[("year", &year.to_string())]);
            (label, site.texts.ui.no_month.clone())
        }
        (false, m) => (dates::month(year, m, dates), dates::month_short(m, dates).to_owned()),
    };
    Month {
        id: month_id(key),
        label: capitalised(&label),
        short,
        count: 0,
        count_words: String::new(),
        dates: Vec::new(),
        lines: Vec::new(),
    }
}
