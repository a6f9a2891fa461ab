//! What there is to tell of each event, actor and article, as seals: a page whose events, and all else that it is made
//! from, have the seals that they had, needs not be made again.
//!
//! The lists of fields are taken apart without a rest, so that one which is added has to find its place here.

use super::{context::Site, groups::Detail, publish::Seal, text::capitalised};
use crate::{
    actors::ActorId,
    dating::DatedArticle,
    export::Of,
    timeline::{Event, Evidence, Relation},
};
use rayon::prelude::*;

pub struct Seals {
    /// Of what all pages depend on.
    base: Seal,
    /// By event: all that any page or data file tells of it, with the words of its evidence.
    whole: Vec<Seal>,
    /// By event: what a graph tells of it.
    drawn: Vec<Seal>,
    /// By event: what a line of a list tells.
    line: Vec<Seal>,
    /// Of all events in a line, and all actors with theirs.
    lines: Seal,
    /// By article: all of it.
    articles: Vec<Seal>,
    /// Of what is said of all articles without looking into them.
    references: Seal,
    /// By actor: all that is known of it, with its events in a line each.
    actors: Vec<Seal>,
}

/// What is told of others beside an event.
struct Named {
    /// By actor: its name and page.
    actors: Vec<Seal>,
    /// By article: what a quotation says of where it stands.
    articles: Vec<Seal>,
}

impl Seals {
    /// `made_by` stands for the program and the packs.
    pub fn new(site: &Site, made_by: &[u8; 32]) -> Seals {
        let timeline = site.timeline;
        let corrections = (&site.corrections.file, site.corrections.outcomes.len());
        // ids that could be an actor's or an event's are told apart
        let either = timeline.actors.iter().map(|a| &a.id).filter(|id| site.links.event(&id.0).is_some());
        let either: Vec<&ActorId> = either.collect();
        let base = Seal::of(&(made_by, site.options, site.language, corrections, either));
        let name = |id: &ActorId| (capitalised(&site.namer().full(id)), site.links.actor(id).map(str::to_owned));
        let made = |id: &ActorId| site.namer().made(id);
        let named = Named {
            actors: timeline.actors.iter().map(|a| Seal::of(&(&a.id, &a.name, name(&a.id), made(&a.id)))).collect(),
            articles: (0..timeline.articles.len()).map(|at| reference(site, at)).collect(),
        };
        let all = 0..timeline.events.len();
        let line: Vec<Seal> = all.clone().into_par_iter().map(|at| line(site, at, &named)).collect();
        let (drawn, whole) = all.into_par_iter().map(|at| whole(site, at, &line, &named)).unzip();
        let articles = (0..timeline.articles.len()).into_par_iter().map(|at| article(site, at)).collect();
        let mut taking_part: Vec<Vec<Seal>> = vec![Vec::new(); timeline.actors.len()];
        for (at, line) in line.iter().enumerate() {
            site.parts.of(at).iter().for_each(|(_, actor)| taking_part[*actor].push(*line));
        }
        let actors = timeline.actors.par_iter().zip(taking_part);
        let actors = actors.map(|(actor, own)| Seal::of(&(actor, name(&actor.id), own)));
        let actors: Vec<Seal> = actors.collect();
        let (lines, references) = (Seal::of(&(&line, &actors)), Seal::of(&named.articles));
        Seals { base, lines, actors, whole, drawn, line, articles, references }
    }

    pub fn base(&self) -> Seal {
        self.base
    }

    /// Of what a page tells of these events.
    pub fn events(&self, events: &[usize], detail: Detail) -> Seal {
        let list = if detail == Detail::Line { &self.line } else { &self.whole };
        Seal::of(&events.iter().map(|&at| list[at]).collect::<Vec<_>>())
    }

    /// Of all events in a line each, and all actors.
    pub fn lines(&self) -> Seal {
        self.lines
    }

    /// Of the articles in a line each.
    pub fn references(&self) -> Seal {
        self.references
    }

    /// Of an event in a line.
    pub fn line(&self, event: usize) -> Seal {
        self.line[event]
    }

    pub fn article(&self, at: usize) -> Seal {
        self.articles[at]
    }

    /// Of a piece of a data file.
    pub fn piece(&self, of: Of) -> Seal {
        match of {
            Of::Article(at) => self.articles[at].with(self.base, 1),
            Of::Actor(at) => self.actors[at].with(self.base, 2),
            Of::Event(at) => self.whole[at].with(self.base, 3),
            Of::Node(at) => self.drawn[at].with(self.base, 8),
            Of::Links(at) => self.drawn[at].with(self.base, 4),
        }
    }

    /// Of what a list of search results tells of an event, and of its card.
    pub fn shown(&self, event: usize) -> Seal {
        self.line[event].with(self.base, 5)
    }

    pub fn card(&self, event: usize) -> Seal {
        self.whole[event].with(self.base, 6)
    }

    /// Of an event where it is told by numbers in some lists.
    pub fn numbered(&self, event: usize, lists: Seal) -> Seal {
        self.whole[event].with(self.base, 7).with(lists, 0)
    }

    /// Of all events in their order, and all actors.
    pub fn all_events(&self) -> Seal {
        Seal::of(&(&self.whole, &self.actors))
    }

    /// Of all events and actors as a graph has them.
    pub fn graph(&self) -> Seal {
        Seal::of(&(&self.drawn, &self.actors))
    }

    /// Of all that there is.
    pub fn everything(&self) -> Seal {
        Seal::of(&(&self.articles, &self.whole, &self.actors))
    }
}

/// An event's title by all that it is made from, its day, kind and status, and where it stands.
fn line(site: &Site, at: usize, named: &Named) -> Seal {
    let Event { id, kind, tone, status, topics, date, title, place, actors, .. } = &site.timeline.events[at];
    let page = &site.plan.chapters[site.plan.home(at)].path;
    Seal::of(&(
        (id, page, kind, tone, status, topics, date),
        (title, place, site.places[at].map(|at| named.actors[at])),
        (actors, site.parts.of(at).iter().map(|(_, at)| named.actors[*at]).collect::<Vec<_>>()),
    ))
}

/// What a graph tells of an event, and all.
fn whole(site: &Site, at: usize, lines: &[Seal], named: &Named) -> (Seal, Seal) {
    let timeline = site.timeline;
    // why mentions were merged is for `explain` alone; some is in its line already
    let Event {
        id: _,
        merged,
        kind: _,
        tone: _,
        sort,
        status: _,
        topics: _,
        date: _,
        date_basis,
        title: _,
        place: _,
        actors: _,
        confidence,
        corrections,
        note,
        source,
        evidence,
        relations,
        reasons: _,
    } = &timeline.events[at];
    let piece = |piece: &Evidence| {
        // where the sentence stands among others, and what in it hangs together with what, is for linking
        let Evidence { article, mention, quote, trigger, sentence: _, cues: _, kind, status, date } = piece;
        let told = timeline.articles.get(*article);
        let words = told.and_then(|a| a.body.get(quote.range()));
        let paragraph = told.and_then(|a| a.paragraphs.iter().find(|(span, _, _)| span.overlaps(*quote)));
        let language = paragraph.map(|(_, language, _)| language.as_str());
        Seal::of(&((named.articles.get(*article), mention, quote, trigger), (kind, status, date, words, language)))
    };
    let relation = |Relation { kind, event, reason }: &Relation| {
        Seal::of(&(*kind, event.as_str(), reason.as_str(), site.links.event(event).map(|at| lines[at])))
    };
    let sources = site.sources(&timeline.events[at]).len();
    let drawn = Seal::of(&(
        (lines[at], sort, confidence.to_bits(), corrections.is_empty(), sources),
        relations.iter().map(relation).collect::<Vec<_>>(),
    ));
    let whole = Seal::of(&(
        (drawn, merged, date_basis, corrections, note, source),
        evidence.iter().map(piece).collect::<Vec<_>>(),
    ));
    (drawn, whole)
}

fn reference(site: &Site, at: usize) -> Seal {
    let DatedArticle { path, title, language, published, published_basis, source, url, .. } =
        &site.timeline.articles[at];
    Seal::of(&(site.links.article(at), path, title, language, published, published_basis, source, url))
}

fn article(site: &Site, at: usize) -> Seal {
    // mentions have become events; the forms of names are gathered by actor
    let DatedArticle {
        id,
        path,
        title,
        language,
        published,
        published_basis,
        clues,
        source,
        url,
        body,
        paragraphs,
        mentions: _,
        discovered: _,
        forms: _,
    } = &site.timeline.articles[at];
    Seal::of(&(
        (site.links.article(at), id, path, title, language, published, published_basis),
        (clues, source, url, Seal::of_text(body), paragraphs),
    ))
}
