//! Mentions of all articles to events: merge, relate, order. The first stage to see two articles.

mod blocks;
mod cast;
mod cluster;
mod combine;
mod copied;
mod hints;
mod order;
mod people;
mod profiles;
mod relate;
mod same;
mod stories;
#[cfg(test)]
mod tests;
mod unit;
mod wording;

pub use copied::note_letters;
pub use hints::{hints, is_open};

use profiles::Profiles;
use stories::Stories;

use crate::{
    actors::ActorId,
    dating::DatedArticle,
    edtf::{Day, Edtf},
    events::{Cues, Kind, Role, Sort, Status, Tone},
    pack::{ActorKind, Packs},
    text::Span,
};
use arcstr::ArcStr;
use rayon::prelude::*;
use std::collections::BTreeMap;
use thin_vec::ThinVec;

/// What one article says of an event.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// Index into [`Timeline::articles`].
    pub article: usize,
    /// The mention's id.
    pub mention: ArcStr,
    /// The quoted words in the article's body.
    pub quote: Span,
    /// The trigger within them.
    pub trigger: Span,
    /// The number of the article's sentence.
    pub sentence: u32,
    pub cues: Cues,
    pub kind: Kind,
    pub status: Status,
    pub date: Option<Edtf>,
}

/// How two events hang together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RelationKind {
    About,
    Follows,
    Answers,
    PartOf,
}

impl RelationKind {
    /// The word of the contract.
    pub fn as_str(self) -> &'static str {
        match self {
            RelationKind::About => "about",
            RelationKind::Follows => "follows",
            RelationKind::Answers => "answers",
            RelationKind::PartOf => "part-of",
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Relation {
    pub kind: RelationKind,
    /// Id of the other event.
    pub event: ArcStr,
    pub reason: ArcStr,
}

/// One happening, with everything that tells of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Id of its first evidence.
    pub id: ArcStr,
    /// Ids of the mentions merged into it, its own not among them.
    pub merged: ThinVec<ArcStr>,
    pub kind: Kind,
    pub tone: Option<Tone>,
    /// What it is within its kind, where a trigger says it.
    pub sort: Option<Sort>,
    pub status: Status,
    pub topics: ThinVec<ArcStr>,
    pub date: Option<Edtf>,
    pub date_basis: ArcStr,
    /// Made by a person; otherwise the site makes one in its language.
    pub title: Option<ArcStr>,
    pub place: Option<ActorId>,
    pub actors: ThinVec<(Role, ActorId)>,
    pub confidence: f32,
    /// What people changed, for the site: field, was, now.
    pub corrections: ThinVec<Change>,
    /// A person's note.
    pub note: Option<ArcStr>,
    /// Where an event comes from that no article reports.
    pub source: Option<ArcStr>,
    pub evidence: ThinVec<Evidence>,
    pub relations: ThinVec<Relation>,
    /// How mentions came to be merged, for `explain`.
    pub reasons: ThinVec<ArcStr>,
}

impl Event {
    /// What pieces of evidence say against the event's own date: each such date in order, with the pieces (indices into
    /// [`evidence`](Event::evidence)) that give it. Empty when the sources agree, or as good as.
    pub fn disputed(&self) -> Vec<(&Edtf, Vec<usize>)> {
        let Some(own) = &self.date else { return Vec::new() };
        let mut out: Vec<(&Edtf, Vec<usize>)> = Vec::new();
        for (ix, piece) in self.evidence.iter().enumerate() {
            let Some(date) = piece.date.as_ref().filter(|d| *d != own && !d.intersects(own)) else {
                continue;
            };
            match out.iter_mut().find(|(d, _)| *d == date) {
                Some((_, pieces)) => pieces.push(ix),
                None => out.push((date, vec![ix])),
            }
        }
        out.sort();
        out
    }
}

/// One field changed by hand.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Change {
    pub field: String,
    pub was: String,
    pub now: String,
}

/// An office: title or code, of whom, from, to.
pub type OfficeHeld = (String, Option<ActorId>, Option<String>, Option<String>);

/// An actor of the timeline.
#[derive(Debug, Clone, PartialEq, Hash)]
pub struct TimelineActor {
    pub id: ActorId,
    /// Usual English name.
    pub name: String,
    /// Display names in other languages, where they differ.
    pub display: BTreeMap<String, String>,
    pub kind: ActorKind,
    pub country: Option<ActorId>,
    /// Forms met in the articles, and those given by hand; sorted.
    pub aliases: Vec<String>,
    pub offices: Vec<OfficeHeld>,
}

/// Everything that the site and the exports show.
#[derive(Debug, Clone, Default)]
pub struct Timeline {
    /// In order of path.
    pub articles: Vec<DatedArticle>,
    /// In order of id.
    pub actors: Vec<TimelineActor>,
    /// In order of date (first day, then last day), undated last; then id.
    pub events: Vec<Event>,
}

/// Merges the mentions of all articles into events, relates them, and lists who takes part. The order of the
/// articles changes nothing.
pub fn assemble(articles: Vec<DatedArticle>, packs: &Packs) -> Timeline {
    assemble_with(articles, packs, true)
}

/// The same; unless the mentions are kept, they are let go as soon as there are events, which have what they say, and why
/// they were merged is not noted either.
pub fn assemble_with(mut articles: Vec<DatedArticle>, packs: &Packs, mentions_kept: bool) -> Timeline {
    articles.sort_by(|a, b| a.path.cmp(&b.path).then_with(|| a.id.cmp(&b.id)));
    let (profiles, stories) = rayon::join(|| Profiles::new(&articles, packs), || Stories::new(&articles));
    let units = cluster::cluster(&articles, &profiles, &stories);
    if !mentions_kept {
        // the units have them
        let mentions = articles.par_iter_mut().flat_map_iter(|article| &mut article.mentions);
        mentions.for_each(combine::forget_actors);
    }
    let (mut events, casts) = combine::events(units, &mut articles, &profiles, mentions_kept);
    if !mentions_kept {
        // those of which nothing was made

        articles.par_iter_mut().for_each(DatedArticle::forget_mentions);
    }
    let (found, actors) = rayon::join(
        || relate::find(&events, &casts, &articles, &profiles, &stories),
        || people::actors(&articles, &events, &casts, &profiles, packs),
    );
    if !mentions_kept {
        articles.par_iter_mut().for_each(|article| article.discovered = Vec::new());
    }
    relate::enter(found, &mut events);
    Timeline { articles, actors, events }
}

/// The order in which events stand: first day, then last day, undated last; then id.
pub fn order(a: &Event, b: &Event) -> std::cmp::Ordering {
    (place_in_time(a), &a.id).cmp(&(place_in_time(b), &b.id))
}

/// What events are put in order by before their ids: whether they are undated, the first day, the last day.
fn place_in_time(event: &Event) -> (bool, Day, Day) {
    let (first, last) = event.date.as_ref().map_or((None, None), Edtf::bounds);
    (event.date.is_none(), first.unwrap_or(Day::MIN), last.unwrap_or(Day::MAX))
}
