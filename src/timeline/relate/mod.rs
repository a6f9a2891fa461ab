//! How events hang together. Only what the text or the dates support, each with its reason: rather none than a wrong one.

mod about;
mod answers;
mod follows;
mod part_of;

use super::{Event, Evidence, Relation, RelationKind, profiles::Profiles, stories::Stories};
use crate::{dating::DatedArticle, edtf::Day};
use rustc_hash::FxHashMap;

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

/// Article, and sentence within it.
type Sentence = (usize, usize);

/// Where mentions stand, and what each sentence tells.
struct Sentences<'a> {
    of_mention: FxHashMap<(usize, &'a str), usize>,
    /// Events and their pieces of evidence, in order.
    told: FxHashMap<Sentence, Vec<(usize, &'a Evidence)>>,
}

pub fn relate(events: &mut [Event], articles: &[DatedArticle], profiles: &Profiles, stories: &Stories) {
    let mut found: Found = Vec::new();
    {
        let sentences = Sentences::new(events, articles);
        let known = Known { events, articles, profiles, stories, sentences };
        about::about(&known, &mut found);
        answers::answers(&known, &mut found);
        follows::follows(&known, &mut found);
        part_of::part_of(&known, &mut found);
    }
    for (from, kind, to, reason) in found {
        let event = events[to].id.clone();
        if from != to && !events[from].relations.iter().any(|r| r.kind == kind && r.event == event) {
            events[from].relations.push(Relation { kind, event, reason });
        }
    }
    for event in events {
        event.relations.sort_by(|a, b| (a.kind, &a.event).cmp(&(b.kind, &b.event)));
    }
}

impl<'a> Sentences<'a> {
    fn new(events: &'a [Event], articles: &'a [DatedArticle]) -> Self {
        let mut of_mention: FxHashMap<(usize, &str), usize> = FxHashMap::default();
        for (ix, article) in articles.iter().enumerate() {
            of_mention.extend(article.mentions.iter().map(|m| ((ix, m.id.as_str()), m.sentence)));
        }
        let mut told: FxHashMap<Sentence, Vec<(usize, &Evidence)>> = FxHashMap::default();
        for (ix, event) in events.iter().enumerate() {
            for piece in &event.evidence {
                if let Some(sentence) = of_mention.get(&(piece.article, piece.mention.as_str())) {
                    told.entry((piece.article, *sentence)).or_default().push((ix, piece));
                }
            }
        }
        Sentences { of_mention, told }
    }

    /// Everything that the sentence of a piece of evidence tells.
    fn beside(&self, piece: &Evidence) -> &[(usize, &'a Evidence)] {
        let sentence = self.of_mention.get(&(piece.article, piece.mention.as_str()));
        sentence.and_then(|s| self.told.get(&(piece.article, *s))).map_or(&[], Vec::as_slice)
    }
}

impl Known<'_> {
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
