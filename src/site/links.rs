//! Where everything stands: file names of pages, anchors of events.

use super::slugs::{Slugs, slug};
use crate::{actors::ActorId, timeline::Timeline};
use arcstr::ArcStr;
use rustc_hash::FxHashMap;

pub struct Links {
    /// `actors/…html`, by actor.
    actors: FxHashMap<ActorId, String>,
    /// `articles/…html`, by index.
    articles: Vec<String>,
    /// Index of the event by its id and by those merged into it.
    events: FxHashMap<ArcStr, usize>,
}

impl Links {
    pub fn new(timeline: &Timeline) -> Self {
        let mut slugs = Slugs::default();
        let page = |actor: &ActorId, slugs: &mut Slugs| format!("actors/{}.html", slugs.give(&actor.0));
        let actors = timeline.actors.iter().map(|a| (a.id.clone(), page(&a.id, &mut slugs))).collect();
        let mut slugs = Slugs::default();
        let articles = timeline
            .articles
            .iter()
            .map(|a| {
                let stem =
                    a.path.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()).map_or(&*a.path, |(stem, _)| stem);
                // without its ending if that is still told apart
                let whole = slug(stem).1 && !a.path.contains('/');
                format!("articles/{}.html", slugs.give(if whole { stem } else { &a.path }))
            })
            .collect();
        let mut events = FxHashMap::default();
        for (at, event) in timeline.events.iter().enumerate() {
            for merged in &event.merged {
                events.entry(merged.clone()).or_insert(at);
            }
        }
        for (at, event) in timeline.events.iter().enumerate() {
            events.insert(event.id.clone(), at);
        }
        Links { actors, articles, events }
    }

    pub fn actor(&self, id: &ActorId) -> Option<&str> {
        self.actors.get(id).map(String::as_str)
    }

    pub fn article(&self, index: usize) -> Option<&str> {
        self.articles.get(index).map(String::as_str)
    }

    pub fn event(&self, id: &str) -> Option<usize> {
        self.events.get(id).copied()
    }
}

/// The anchor of an event, on whatever page.
pub fn anchor(id: &str) -> String {
    crate::export::anchor(id)
}
