//! Corrections by hand: `data/events.yaml`, which outranks extraction and is never rewritten.
//!
//! It acts in three phases: `actors` extend the registry before names are recognised, `articles` set what is
//! known of an article before it is dated, and `events` change the assembled timeline. Each correction ends in
//! one [`Class`], so that none is lost silently when articles or rules change.

mod actors;
mod articles;
mod change;
pub mod edit;
mod events;
mod find;
mod guard;
mod keys;
mod loops;
mod names;
mod near;
mod read;
mod reader;
mod report;
mod scalar;
mod schema;
#[cfg(test)]
mod tests;
mod yaml;

pub use articles::Prepared;
pub use near::nearest;
pub use report::{Action, Class, Outcome, Report, Section};
pub use scalar::scalar;
pub use schema::schema;
pub use yaml::Place;

use crate::{
    edtf::Edtf,
    events::{Kind, Role, Status, Tone},
    report::Diagnostic,
};

/// A value with the place where it is written.
#[derive(Debug, Clone, PartialEq)]
pub struct At<T> {
    pub value: T,
    pub place: Place,
}

/// The file, read and valid; empty when there is none.
#[derive(Debug, Clone, Default)]
pub struct Corrections {
    source: Source,
    pub articles: Vec<ArticleCorrection>,
    pub events: Vec<EventCorrection>,
    pub actors: Vec<ActorCorrection>,
}

/// One entry of `articles:`.
#[derive(Debug, Clone, PartialEq)]
pub struct ArticleCorrection {
    pub place: Place,
    /// Path below the seeds folder, or just the file's name where only one has it.
    pub file: At<String>,
    pub published: Option<At<Edtf>>,
    pub source: Option<At<String>>,
    pub title: Option<At<String>>,
    pub url: Option<At<String>>,
    /// Why the article is to be left out.
    pub ignore: Option<At<String>>,
    pub note: Option<At<String>>,
}

/// What an entry of `events:` does.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// Changes the event of this id.
    Change(At<String>),
    /// Takes it out, for this reason.
    Hide(At<String>, At<String>),
    /// Makes it one with another.
    SameAs(At<String>, At<String>),
    /// Adds an event that no article reports.
    Add,
}

/// One entry of `events:`.
#[derive(Debug, Clone, PartialEq)]
pub struct EventCorrection {
    pub place: Place,
    pub target: Target,
    pub kind: Option<At<Kind>>,
    pub tone: Option<At<Tone>>,
    pub status: Option<At<Status>>,
    pub date: Option<At<Edtf>>,
    pub title: Option<At<String>>,
    /// Any name of a place or country.
    pub location: Option<At<String>>,
    /// The roles given, each with names in any alias; they replace those roles.
    pub actors: Vec<(Role, Vec<At<String>>)>,
    pub topics: Option<Vec<At<String>>>,
    pub note: Option<At<String>>,
    pub source: Option<At<String>>,
    /// Words of the evidence, by which the event is found again when its id has changed.
    pub quote: Option<At<String>>,
}

/// One entry of `actors:`.
#[derive(Debug, Clone, PartialEq)]
pub struct ActorCorrection {
    pub place: Place,
    pub name: At<String>,
    pub aliases: Vec<At<String>>,
    /// Any name of a country.
    pub country: Option<At<String>>,
    pub roles: Vec<RoleCorrection>,
    pub same_as: Option<At<String>>,
    pub note: Option<At<String>>,
}

/// One office of an actor.
#[derive(Debug, Clone, PartialEq)]
pub struct RoleCorrection {
    pub title: At<String>,
    /// The body or country held for; the actor's country where nothing is said.
    pub of: Option<At<String>>,
    pub from: Option<At<Edtf>>,
    pub to: Option<At<Edtf>>,
}

impl Corrections {
    /// Reads the file's text. All problems are found in one go; with an error among them the
    /// corrections must not be used.
    pub fn parse(text: &str, file: &str) -> (Corrections, Vec<Diagnostic>) {
        read::read(text, file)
    }

    /// As [`parse`](Self::parse), from bytes that may not be UTF-8.
    pub fn parse_bytes(bytes: &[u8], file: &str) -> (Corrections, Vec<Diagnostic>) {
        match guard::decode(bytes, file) {
            Ok(text) => read::read(text, file),
            Err(problem) => (Corrections::default(), vec![*problem]),
        }
    }

    /// An empty account, which the phases fill.
    pub fn report(&self) -> Report {
        Report { source: self.source.clone(), ..Report::default() }
    }

    /// How many corrections there are.
    pub fn len(&self) -> usize {
        self.articles.len() + self.events.len() + self.actors.len()
    }
    /// Whether anything is said of actors, which are then not as the packs have them.
    pub fn knows_actors(&self) -> bool {
        !self.actors.is_empty()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The file's name and lines, for messages.
#[derive(Debug, Clone, Default)]
pub(crate) struct Source {
    file: String,
    lines: Vec<String>,
}

impl Source {
    fn new(file: &str, text: &str) -> Source {
        Source { file: file.to_owned(), lines: text.lines().map(str::to_owned).collect() }
    }

    /// Sets a message to its place, with the line itself.
    fn mark(&self, diagnostic: Diagnostic, place: Place) -> Diagnostic {
        let line = self.lines.get(place.line.saturating_sub(1)).map_or("", String::as_str);
        let rest = line.chars().count().saturating_sub(place.column - 1);
        diagnostic.file(&self.file).at(place.line, place.column).showing(line, place.length.min(rest))
    }
}
