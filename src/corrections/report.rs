//! What became of every correction.

use super::Place;
use crate::{report::Diagnostic, timeline::Change};
use serde::Serialize;

/// How a correction ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Class {
    /// It changed what the program had found.
    Applied,
    /// The program finds the same without it.
    Redundant,
    /// What it speaks of is no longer there.
    Stale,
    /// Another correction says otherwise of the same thing.
    Conflicting,
}

impl Class {
    pub const ALL: [Class; 4] = [Class::Applied, Class::Redundant, Class::Stale, Class::Conflicting];

    pub fn as_str(self) -> &'static str {
        match self {
            Class::Applied => "applied",
            Class::Redundant => "redundant",
            Class::Stale => "stale",
            Class::Conflicting => "conflicting",
        }
    }
}

/// The section of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Section {
    Articles,
    Events,
    Actors,
}

/// What it asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    Change,
    Hide,
    SameAs,
    Add,
    Ignore,
}

impl Action {
    pub fn as_str(self) -> &'static str {
        match self {
            Action::Change => "change",
            Action::Hide => "hide",
            Action::SameAs => "same-as",
            Action::Add => "add",
            Action::Ignore => "ignore",
        }
    }
}

/// One correction and what became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    pub section: Section,
    pub action: Action,
    pub class: Class,
    /// Where the entry stands in the file.
    pub place: Place,
    /// The id, file or name as written; for an added event its new id.
    pub subject: String,
    /// The event's present id, the article's path or the actor's id, when it was found.
    pub found: Option<String>,
    /// What the event, article or actor is to a reader: its title or quoted words.
    pub label: Option<String>,
    /// What is otherwise now.
    pub changes: Vec<Change>,
    pub note: Option<String>,
    pub source: Option<String>,
    /// Why it is stale, redundant or in conflict, and what would help.
    pub reason: Option<String>,
}

/// All corrections of a run, in the order of the file.
#[derive(Debug, Clone, Default)]
pub struct Report {
    pub outcomes: Vec<Outcome>,
    /// What is to be said of them beside their classes.
    pub(super) remarks: Vec<Diagnostic>,
    pub(super) source: super::Source,
}

impl Report {
    pub fn count(&self, class: Class) -> usize {
        self.outcomes.iter().filter(|o| o.class == class).count()
    }

    /// A warning for each correction that has no effect, and every remark, in the order of the file.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let marks = self.outcomes.iter().filter_map(|o| Some(self.source.mark(o.warning()?, o.place)));
        let mut out: Vec<Diagnostic> = marks.chain(self.remarks.iter().cloned()).collect();
        out.sort_by_key(|d| (d.line, d.column));
        out
    }

    /// Those that speak of an event, article or actor, by its present or its former name.
    pub fn about<'r>(&'r self, id: &'r str) -> impl Iterator<Item = &'r Outcome> {
        self.outcomes.iter().filter(move |o| o.found.as_deref() == Some(id) || o.subject == id)
    }

    pub(super) fn push(&mut self, outcome: Outcome) {
        self.outcomes.push(outcome);
        // phases come in another order than sections stand in the file
        self.outcomes.sort_by_key(|o| (o.place.line, o.place.column));
    }

    pub(super) fn remark(&mut self, remark: Diagnostic) {
        self.remarks.push(remark);
    }
}

impl Outcome {
    fn warning(&self) -> Option<Diagnostic> {
        let what = match self.section {
            Section::Articles => "article",
            Section::Events => "event",
            Section::Actors => "actor",
        };
        let subject = &self.subject;
        let message = match self.class {
            Class::Applied => return None,
            Class::Redundant => format!("the correction of the {what} `{subject}` changes nothing any more"),
            Class::Stale => format!("there is no {what} `{subject}`"),
            Class::Conflicting => format!("the correction of the {what} `{subject}` contradicts another"),
        };
        let mut warning = Diagnostic::warning(self.class.as_str(), message);
        warning.hint = self.reason.clone();
        Some(warning)
    }
}
