//! Which events stand on which page: all on the timeline, or, when there are too many, on a page a year.

use super::dates::{Slot, slot};
use crate::timeline::Timeline;

/// More events than this don't stand on one page, unless the options say otherwise.
pub const ON_ONE_PAGE: usize = 4_000;

/// A page of the timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chapter {
    /// From the output folder.
    pub path: String,
    /// None: events without a date, or all years at once.
    pub year: Option<i32>,
    /// Of how many pages the year has, from 1.
    pub part: (usize, usize),
    /// Indices into the timeline's events, in the order in which they are shown.
    pub events: Vec<usize>,
}

/// The chapters, in order.
pub struct Plan {
    pub chapters: Vec<Chapter>,
    /// The chapter of each event.
    home: Vec<usize>,
}

/// Where an event stands: undated last, year, month (0 for the year as a whole).
pub type Key = (bool, i32, u32);

pub fn key(timeline: &Timeline, index: usize) -> Key {
    match slot(timeline.events[index].date.as_ref()) {
        Slot::Year(year) => (false, year, 0),
        Slot::Month(year, month) => (false, year, month),
        Slot::Undated => (true, 0, 0),
    }
}

impl Plan {
    pub fn new(timeline: &Timeline, on_one_page: usize) -> Plan {
        let keys: Vec<Key> = (0..timeline.events.len()).map(|i| key(timeline, i)).collect();
        let mut order: Vec<usize> = (0..keys.len()).collect();
        order.sort_by_key(|&i| keys[i]);
        let mut chapters: Vec<Chapter> = Vec::new();
        if order.len() <= on_one_page.max(1) {
            chapters.push(Chapter { path: "index.html".to_owned(), year: None, part: (1, 1), events: order });
        } else {
            for year in order.chunk_by(|&a, &b| year_of(keys[a]) == year_of(keys[b])) {
                chapters.extend(parts(&keys, year, on_one_page.max(1)));
            }
        }
        let mut home = vec![0; timeline.events.len()];
        for (at, chapter) in chapters.iter().enumerate() {
            chapter.events.iter().for_each(|&event| home[event] = at);
        }
        Plan { chapters, home }
    }

    /// Whether the timeline is spread over pages.
    pub fn is_spread(&self) -> bool {
        self.chapters.first().is_some_and(|c| c.path != "index.html")
    }

    /// The chapter that an event stands in, by its index.
    pub fn home(&self, event: usize) -> usize {
        self.home[event]
    }
}

fn year_of((undated, year, _): Key) -> Option<i32> {
    (!undated).then_some(year)
}

/// A year in as many pages as it needs, cut between months where that is possible.
fn parts(keys: &[Key], events: &[usize], most: usize) -> Vec<Chapter> {
    let year = year_of(keys[events[0]]);
    let mut cuts: Vec<Vec<usize>> = vec![Vec::new()];
    for month in events.chunk_by(|&a, &b| keys[a] == keys[b]) {
        for piece in month.chunks(most) {
            let last = cuts.last_mut().expect("one is there");
            if !last.is_empty() && last.len() + piece.len() > most {
                cuts.push(piece.to_vec());
            } else {
                last.extend(piece);
            }
        }
    }
    let all = cuts.len();
    let name = year.map_or("undated".to_owned(), |y| format!("{y:04}"));
    let chapter = |(n, events): (usize, Vec<usize>)| Chapter {
        path: if n == 0 { format!("years/{name}.html") } else { format!("years/{name}-{}.html", n + 1) },
        year,
        part: (n + 1, all),
        events,
    };
    cuts.into_iter().enumerate().map(chapter).collect()
}
