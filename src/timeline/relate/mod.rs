//! How events hang together. Only what the text or the dates support, each with its reason: rather none than a wrong one.

mod about;
mod answers;
mod follows;
mod part_of;

use super::{
    Event, Evidence, Relation, RelationKind,
    cast::Cast,
    profiles::{Agreement, Profiles, Who},
    stories::Stories,
    unit::Few,
};
use crate::{
    dating::DatedArticle,
    edtf::Day,
    events::Role,
    pack::{ActorKind, Cue},
    text::Span,
};
use arcstr::ArcStr;
use rayon::prelude::*;
use rustc_hash::FxHashSet;

/// From which event to which, how, and why.
pub type Relationship = (usize, RelationKind, usize, String);

type Found = Vec<Relationship>;

/// What all relations are found in.
struct Known<'a> {
    events: &'a [Event],
    articles: &'a [DatedArticle],
    profiles: &'a Profiles,
    stories: &'a Stories,
    sentences: Sentences<'a>,
    /// Of each event the day, where it is known to within two.
    days: Vec<Option<Day>>,
    /// Who takes part in each event, by number.
    casts: &'a [Cast],
}

/// What each sentence tells: events and their pieces of evidence, in order of article and sentence.
struct Sentences<'a> {
    told: Vec<(usize, &'a Evidence)>,
    /// The sentence of each of these; looked through without going to the evidence itself.
    at: Vec<u32>,
    /// By article, where its evidence begins; one more for the end.
    starts: Vec<u32>,
}

/// Everything that hangs together.
pub fn find(
    events: &[Event],
    casts: &[Cast],
    articles: &[DatedArticle],
    profiles: &Profiles,
    stories: &Stories,
) -> Vec<Relationship> {
    let sentences = Sentences::new(events, articles.len());
    let days = events.iter().map(day).collect();
    let known = Known { events, articles, profiles, stories, sentences, days, casts };
    let finders: [fn(&Known, &mut Found); 4] = [about::about, answers::answers, follows::follows, part_of::part_of];
    let each = finders.par_iter().map(|find| {
        let mut found = Found::new();
        find(&known, &mut found);
        found
    });
    each.collect::<Vec<_>>().into_iter().flatten().collect()
}

/// Tells the events what was found.
pub fn enter(found: Vec<Relationship>, events: &mut [Event]) {
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
        // what they are put in order by beside each, so that the pieces themselves are gone to once
        type Told<'e> = (u32, Span, usize, &'e Evidence);
        let told = |(ix, event): (usize, &'a Event)| {
            let told = move |piece: &'a Evidence| (piece.article, (piece.sentence, piece.trigger, ix, piece));
            event.evidence.iter().map(told)
        };
        let mut pieces: Vec<(usize, Told)> = Vec::with_capacity(events.len() + events.len() / 2);
        pieces.extend(events.iter().enumerate().flat_map(told).filter(|(article, _)| *article < articles));
        // counted out to their articles, which takes time in line with their number, and put in order there
        let mut starts = vec![0u32; articles + 1];
        pieces.iter().for_each(|(article, _)| starts[article + 1] += 1);
        for article in 0..articles {
            starts[article + 1] += starts[article];
        }
        let Some((_, any)) = pieces.first() else { return Sentences { told: Vec::new(), at: Vec::new(), starts } };
        let mut next = starts.clone();
        let mut told: Vec<Told> = vec![*any; pieces.len()];
        for (article, piece) in pieces {
            let place = &mut next[article];
            told[*place as usize] = piece;
            *place += 1;
        }
        for article in starts.windows(2) {
            told[article[0] as usize..article[1] as usize]
                .sort_unstable_by_key(|(sentence, at, ix, _)| (*sentence, *at, *ix));
        }
        let at = told.iter().map(|(sentence, ..)| *sentence).collect();
        let told = told.into_iter().map(|(.., ix, piece)| (ix, piece)).collect();
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

    /// All sentences, each with everything that it tells.
    fn each(&self) -> impl Iterator<Item = &[(usize, &'a Evidence)]> {
        let articles = self.starts.windows(2).map(|w| w[0] as usize..w[1] as usize);
        articles.flat_map(|article| {
            let sentences = self.at[article.clone()].chunk_by(|a, b| a == b);
            sentences.scan(article.start, |start, sentence| {
                let from = *start;
                *start += sentence.len();
                Some(&self.told[from..*start])
            })
        })
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

    /// The sides of those who take part in an event, or of those in some roles; sorted.
    fn sides(&self, event: usize, of: impl Fn(Role) -> bool) -> Few {
        let of_roles = self.casts[event].iter().filter(|(role, _)| of(*role));
        let mut out: Few = of_roles.map(|(_, who)| self.profiles.side(who)).collect();
        out.sort_unstable();
        out.dedup();
        out
    }

    /// Those who take part in an event in one role.
    fn of_role(&self, event: usize, role: Role) -> impl Iterator<Item = Who> {
        self.casts[event].of_role(role)
    }

    fn kind(&self, who: Who) -> ActorKind {
        self.profiles.get(who).kind
    }

    /// Whether two are the same, or one is of the other's side.
    fn agree(&self, a: Who, b: Who) -> bool {
        self.profiles.agreement(a, b) > Agreement::None
    }

    /// Told by one article, or by articles of one story.
    fn one_story(&self, a: &Event, b: &Event) -> bool {
        a.evidence
            .iter()
            .any(|x| b.evidence.iter().any(|y| x.article == y.article || self.stories.alike(x.article, y.article)))
    }
}

/// Told later by an article that tells both, which decides between two of one day.
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
