//! How events hang together. Only what the text or the dates support, each with its reason: rather none than a wrong one.

mod about;
mod answers;
mod follows;
mod part_of;

use super::{
    Event, Evidence, Relation, RelationKind,
    profiles::{Agreement, Profiles, Who},
    stories::Stories,
};
use crate::{
    actors::ActorId,
    dating::DatedArticle,
    edtf::Day,
    events::Role,
    pack::{ActorKind, Cue},
};
use arcstr::ArcStr;
use rayon::prelude::*;
use rustc_hash::FxHashSet;

/// From which event to which, how, and why.
type Found = Vec<(usize, RelationKind, usize, String)>;

/// What all relations are found in.
struct Known<'a> {
    events: &'a [Event],
    articles: &'a [DatedArticle],
    profiles: &'a Profiles,
    stories: &'a Stories,
    sentences: Sentences<'a>,
}

/// What each sentence tells: events and their pieces of evidence, in order of article and sentence.
struct Sentences<'a> {
    told: Vec<(usize, &'a Evidence)>,
    /// The sentence of each of these; looked through without going to the evidence itself.
    at: Vec<u32>,
    /// By article, where its evidence begins; one more for the end.
    starts: Vec<u32>,
}

pub fn relate(events: &mut [Event], articles: &[DatedArticle], profiles: &Profiles, stories: &Stories) {
    let mut found: Found = Vec::new();
    {
        let sentences = Sentences::new(events, articles.len());
        let known = Known { events, articles, profiles, stories, sentences };
        let finders: [fn(&Known, &mut Found); 4] = [about::about, answers::answers, follows::follows, part_of::part_of];
        let each = finders.par_iter().map(|find| {
            let mut found = Found::new();
            find(&known, &mut found);
            found
        });
        found.extend(each.collect::<Vec<_>>().into_iter().flatten());
    }
    // many have the same, which is kept once
    let mut reasons: FxHashSet<ArcStr> = FxHashSet::default();
    for (from, kind, to, reason) in found {
        let event = events[to].id.clone();
        if from != to && !events[from].relations.iter().any(|r| r.kind == kind && r.event == event) {
            let known = reasons.get(reason.as_str()).cloned();
            let reason = known.unwrap_or_else(|| reason.into());
            reasons.insert(reason.clone());
            events[from].relations.push(Relation { kind, event, reason });
        }
    }
    for event in events {
        event.relations.shrink_to_fit();
        event.relations.sort_by(|a, b| (a.kind, &a.event).cmp(&(b.kind, &b.event)));
    }
}

impl<'a> Sentences<'a> {
    fn new(events: &'a [Event], articles: usize) -> Self {
        let pieces = events.iter().enumerate().flat_map(|(ix, e)| e.evidence.iter().map(move |piece| (ix, piece)));
        let mut told: Vec<(usize, &Evidence)> = pieces.collect();
        told.sort_by_cached_key(|(ix, piece)| (piece.article, piece.sentence, piece.trigger, *ix));
        let mut starts = vec![0; articles + 1];
        for (_, piece) in &told {
            if let Some(count) = starts.get_mut(piece.article + 1) {
                *count += 1;
            }
        }
        for article in 0..articles {
            starts[article + 1] += starts[article];
        }
        let at = told.iter().map(|(_, piece)| piece.sentence).collect();
        Sentences { told, at, starts }
    }

    /// Where the evidence of an article stands.
    fn range(&self, article: usize) -> std::ops::Range<usize> {
        let start = |article: usize| self.starts.get(article).map_or(self.told.len(), |s| *s as usize);
        start(article)..start(article + 1)
    }

    /// Everything that the sentence of a piece of evidence tells.
    fn beside(&self, piece: &Evidence) -> &[(usize, &'a Evidence)] {
        self.from(piece, 0)
    }

    /// Everything that an article tells.
    fn of_article(&self, article: usize) -> &[(usize, &'a Evidence)] {
        &self.told[self.range(article)]
    }

    /// The same with so many sentences before it.
    fn from(&self, piece: &Evidence, before: u32) -> &[(usize, &'a Evidence)] {
        let range = self.range(piece.article);
        let at = &self.at[range.clone()];
        let (first, last) = (piece.sentence.saturating_sub(before), piece.sentence);
        let from = at.partition_point(|s| *s < first);
        let length = at[from..].partition_point(|s| *s <= last);
        &self.told[range.start + from..range.start + from + length]
    }
}

impl Known<'_> {
    /// A word of the text says so of the event.
    fn says(&self, event: &Event, cue: Cue) -> bool {
        event.evidence.iter().any(|piece| piece.cues.has(cue))
    }

    /// The sides of those who take part, or of those in one role; sorted.
    fn sides(&self, event: &Event, of: impl Fn(Role) -> bool) -> Vec<Who> {
        let mut out: Vec<Who> =
            event.actors.iter().filter(|(role, _)| of(*role)).filter_map(|(_, id)| self.side(id)).collect();
        out.sort_unstable();
        out.dedup();
        out
    }

    /// The side that an actor stands on, by its number.
    fn side(&self, id: &ActorId) -> Option<Who> {
        Some(self.profiles.side(self.profiles.number(id)?))
    }

    fn kind(&self, id: &ActorId) -> Option<ActorKind> {
        Some(self.profiles.get(self.profiles.number(id)?).kind)
    }

    /// Whether two are the same, or one is of the other's side.
    fn agree(&self, a: &ActorId, b: &ActorId) -> bool {
        let (Some(x), Some(y)) = (self.profiles.number(a), self.profiles.number(b)) else { return a == b };
        self.profiles.agreement(x, y) > Agreement::None
    }

    /// Told by one article, or by articles of one story.
    fn one_story(&self, a: &Event, b: &Event) -> bool {
        a.evidence
            .iter()
            .any(|x| b.evidence.iter().any(|y| x.article == y.article || self.stories.alike(x.article, y.article)))
    }

    /// The later is so many days later, or on the same day but told later by an article that tells both.
    fn days_after(&self, later: &Event, earlier: &Event) -> Option<i64> {
        let days = (day(later)? - day(earlier)?).num_days();
        (days > 0 || days == 0 && told_after(later, earlier)).then_some(days)
    }
}

fn told_after(event: &Event, earlier: &Event) -> bool {
    event.evidence.iter().any(|e| earlier.evidence.iter().any(|o| o.article == e.article && o.trigger < e.trigger))
}

/// The day of an event that is known to within two.
fn day(event: &Event) -> Option<Day> {
    event.date.as_ref().filter(|d| d.width_days().is_some_and(|w| w <= 2)).and_then(|d| d.last())
}

fn when(days: i64) -> String {
    match days {
        0 => "the same day".to_owned(),
        1 => "a day later".to_owned(),
        n => format!("{n} days later"),
    }
}
