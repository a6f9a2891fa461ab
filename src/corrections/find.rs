//! The events of a timeline under all their ids, while they are being corrected.

use super::{events::shortened, near::nearest};
use crate::{
    dating::{DatedArticle, Nearness, nearness, normalise},
    timeline::{Event, Relation},
};
use std::collections::{BTreeMap, BTreeSet};
use thin_vec::ThinVec;

/// How alike two quotes must be to be the same words, edited (Dice coefficient of their words).
const ALIKE: f32 = 0.7;

/// Ids of edited words differ in so many bits (of 25) at most, and no other in nearly as few.
const EDITED: u32 = 5;
const CLEARLY: u32 = 2;
/// Ids of articles whose beginning was edited differ in so many bits (of 15) at most.
const EDITED_OPENING: u32 = 4;

/// An event, and what led to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    pub slot: usize,
    pub by: By,
}

/// By what an event was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    Id,
    /// The entry's `quote`.
    Quote,
    /// An id that stands for nearly the same words.
    Words,
}

pub struct Index<'a> {
    articles: &'a [DatedArticle],
    /// None once hidden or merged away.
    events: Vec<Option<Event>>,
    ids: BTreeMap<String, usize>,
    /// Ids that are gone, and what stands for them.
    gone: BTreeMap<String, Option<String>>,
}

impl<'a> Index<'a> {
    pub fn new(articles: &'a [DatedArticle], events: Vec<Event>) -> Index<'a> {
        let mut ids = BTreeMap::new();
        for (slot, event) in events.iter().enumerate() {
            for id in &event.merged {
                ids.entry(id.to_lowercase()).or_insert(slot);
            }
        }
        for (slot, event) in events.iter().enumerate() {
            ids.insert(event.id.to_lowercase(), slot);
        }
        Index { articles, events: events.into_iter().map(Some).collect(), ids, gone: BTreeMap::new() }
    }

    /// The event that an id names now; else the one whose evidence is nearest to the quote, or to the id itself.
    /// Otherwise why not, and what may have been meant.
    pub fn find(&self, id: &str, quote: Option<&str>) -> Result<Found, String> {
        if let Some(&slot) = self.ids.get(&id.to_lowercase())
            && self.events[slot].is_some()
        {
            return Ok(Found { slot, by: By::Id });
        }
        let near = quote.and_then(|quote| self.nearest_quote(quote, id));
        if let Some((slot, likeness)) = near
            && likeness >= ALIKE
        {
            return Ok(Found { slot, by: By::Quote });
        }
        let by_words = self.nearest_ids(id);
        if let Some(slot) = edited(&by_words, self.ids.len()) {
            return Ok(Found { slot, by: By::Words });
        }
        if let Some(candidate) = nearest(id, self.ids.keys().map(String::as_str))
            && strsim::damerau_levenshtein(candidate, &id.to_lowercase()) <= 2
        {
            let label = self.ids.get(candidate).and_then(|&s| self.events[s].as_ref()).map(|e| self.label(e));
            return Err(format!("did you mean `{candidate}`, {}?", label.unwrap_or_default()));
        }
        let named = |slot| {
            let event = self.peek(slot);
            format!("`{}`, {}", event.id, self.label(event))
        };
        if let Some((slot, _)) = near {
            return Err(format!("its evidence has changed; the nearest is {}", named(slot)));
        }
        match by_words.first() {
            Some((near, slot)) if near.article == 0 => {
                Err(format!("its words are gone from the article; the nearest there is {}", named(*slot)))
            }
            Some((near, slot)) if near.article <= EDITED_OPENING / 2 => {
                Err(format!("its article was edited, or is gone; the nearest is {}", named(*slot)))
            }
            _ => Err("its article is gone, or begins otherwise now; look the event up and give its present id".into()),
        }
    }

    /// The events in the order of how near the evidence of their ids is to that of this one, those of its article first.
    fn nearest_ids(&self, id: &str) -> Vec<(Nearness, usize)> {
        let mut near: Vec<(Nearness, usize)> = Vec::new();
        for (other, &slot) in &self.ids {
            if self.events[slot].is_some()
                && let Some(nearness) = nearness(id, other)
            {
                near.push((nearness, slot));
            }
        }
        near.sort_by_key(|(near, slot)| (near.article > 0, near.article + near.words, *slot));
        near
    }

    /// The event whose evidence has most words in common with a quote, and how alike they are; of several triggers in one
    /// sentence the one whose id is nearest.
    fn nearest_quote(&self, quote: &str, id: &str) -> Option<(usize, f32)> {
        let wanted = normalise(quote);
        let words: BTreeSet<&str> = wanted.split(' ').collect();
        let mut best: Option<(usize, f32, u32)> = None;
        for (slot, event) in self.events.iter().enumerate() {
            for evidence in event.iter().flat_map(|e| &e.evidence) {
                let body = self.articles.get(evidence.article).map_or("", |a| &a.body[..]);
                let other = normalise(body.get(evidence.quote.range()).unwrap_or(""));
                let others: BTreeSet<&str> = other.split(' ').collect();
                let shared = words.intersection(&others).count() as f32;
                let likeness = 2.0 * shared / (words.len() + others.len()) as f32;
                if likeness <= 0.3 {
                    continue;
                }
                let far = nearness(id, &evidence.mention).map_or(u32::MAX, |n| n.words);
                if best.is_none_or(|b| likeness > b.1 || likeness == b.1 && far < b.2) {
                    best = Some((slot, likeness, far));
                }
            }
        }
        best.map(|(slot, likeness, _)| (slot, likeness))
    }

    pub fn peek(&self, slot: usize) -> &Event {
        // a slot comes from `find`, which gives only those that are there
        self.events[slot].as_ref().expect("an event that was found")
    }
    pub fn event(&mut self, slot: usize) -> &mut Event {
        self.events[slot].as_mut().expect("an event that was found")
    }

    /// An event as a reader knows it: its title, or words of its evidence and where they stand.
    pub fn label(&self, event: &Event) -> String {
        if let Some(title) = &event.title {
            return shortened(title);
        }
        let Some(evidence) = event.evidence.first() else { return event.kind.as_str().to_owned() };
        let Some(article) = self.articles.get(evidence.article) else { return String::new() };
        let quote = article.body.get(evidence.quote.range()).unwrap_or("");
        format!("“{}” in {}", shortened(quote), article.path)
    }

    pub fn remove(&mut self, slot: usize) -> Event {
        let event = self.events[slot].take().expect("an event that was found");
        self.gone.insert(event.id.to_string(), None);
        event
    }

    /// Puts the evidence of one event to another, which keeps what it says.
    pub fn merge(&mut self, slot: usize, target: usize, note: Option<&str>) {
        let from = self.events[slot].take().expect("an event that was found");
        for id in from.merged.iter().chain([&from.id]) {
            self.ids.insert(id.to_lowercase(), target);
        }
        let into = self.event(target);
        let into_id = into.id.clone();
        into.merged.push(from.id.clone());
        into.merged.extend(from.merged);
        into.merged.sort();
        into.merged.dedup();
        for actor in from.actors {
            if !into.actors.contains(&actor) {
                into.actors.push(actor);
            }
        }
        into.actors.sort_by_key(|a| a.0);
        for topic in from.topics {
            if !into.topics.contains(&topic) {
                into.topics.push(topic);
            }
        }
        if into.date.is_none() && from.date.is_some() {
            (into.date, into.date_basis) = (from.date, from.date_basis);
        }
        into.place = into.place.take().or(from.place);
        into.evidence.extend(from.evidence);
        into.evidence.sort_by_key(|e| (e.article, e.quote, e.trigger));
        into.corrections.extend(from.corrections);
        into.relations.extend(from.relations);
        into.reasons.extend(from.reasons);
        let why = note.map_or(String::new(), |note| format!(": {note}"));
        into.reasons.push(format!("{} is the same by hand{why}", from.id).into());
        self.gone.insert(from.id.to_string(), Some(into_id.to_string()));
    }

    /// An event that already tells what an added one says: of the same kind and day, with all its actors.
    pub fn twin(&self, added: &Event) -> Option<&Event> {
        self.events.iter().flatten().find(|event| {
            event.id == added.id
                || event.kind == added.kind
                    && event.date == added.date
                    && !added.actors.is_empty()
                    && added.actors.iter().all(|(_, id)| event.actors.iter().any(|(_, other)| other == id))
        })
    }

    pub fn insert(&mut self, event: Event) {
        self.ids.insert(event.id.to_lowercase(), self.events.len());
        self.events.push(Some(event));
    }

    /// What is left, in the timeline's order, its relations pointing to what is there.
    pub fn finish(self) -> Vec<Event> {
        let mut events: Vec<Event> = self.events.into_iter().flatten().collect();
        events.shrink_to_fit();
        let gone = if self.gone.is_empty() { &mut [][..] } else { &mut events[..] };
        for event in gone {
            let own = event.id.clone();
            let mut relations: ThinVec<Relation> = ThinVec::new();
            for mut relation in std::mem::take(&mut event.relations) {
                // merged into one that was merged itself
                while let Some(next) = self.gone.get(relation.event.as_str()) {
                    match next {
                        Some(id) => relation.event = id.as_str().into(),
                        None => break,
                    }
                }
                let twice = relations.iter().any(|r| r.kind == relation.kind && r.event == relation.event);
                if relation.event != own && !twice && !self.gone.contains_key(relation.event.as_str()) {
                    relations.push(relation);
                }
            }
            event.relations = relations;
        }
        sort(&mut events);
        events
    }
}

/// The only one of an article whose words are nearly those of an id, the article's beginning edited or not; or the only
/// one of all with the very same words. `near` is in order, `all` is how many ids there are.
fn edited(near: &[(Nearness, usize)], all: usize) -> Option<usize> {
    let (best, slot) = near.first()?;
    let alone = |far: &dyn Fn(&Nearness) -> bool| near.iter().all(|(n, s)| s == slot || far(n));
    if best.article == 0 && best.words <= EDITED {
        let clear = alone(&|n| n.article > 0 || n.words >= best.words + CLEARLY);
        return clear.then_some(*slot);
    }
    let total = |n: &Nearness| n.article + n.words;
    let near_enough = best.article <= EDITED_OPENING && best.words <= EDITED && total(best) <= by_chance(all);
    if near_enough && alone(&|n| total(n) >= total(best) + CLEARLY) {
        return Some(*slot);
    }
    let mut same = near.iter().filter(|(n, _)| n.words == 0).map(|(_, slot)| *slot);
    let first = same.next()?;
    same.all(|slot| slot == first).then_some(first)
}

/// In how many of 40 bits two ids may differ before one among so many would do so by chance, once in a hundred times.
fn by_chance(ids: usize) -> u32 {
    match ids {
        0..=450 => 7,
        451..=2_300 => 6,
        2_301..=14_000 => 5,
        14_001..=100_000 => 4,
        _ => 3,
    }
}

/// By first day, then last day, the undated last; then by id.
fn sort(events: &mut [Event]) {
    events.sort_by_cached_key(|event| {
        let bounds = event.date.as_ref().map(|d| {
            let (first, last) = d.bounds();
            (first, last.is_none(), last)
        });
        (bounds.is_none(), bounds, event.id.clone())
    });
}
