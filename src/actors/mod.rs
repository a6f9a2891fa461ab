//! Who is named: mentions in a document and the actors they mean. Knows no dates but the terms of offices.

mod complements;
mod compounds;
mod context;
mod coreference;
mod discover;
mod genitive;
mod grammar;
mod groups;
mod index;
mod lexicon;
mod long;
mod names;
mod offices;
mod ones;
mod patterns;
mod phrase;
mod pictured;
mod places;
mod posts;
pub(crate) mod prepared;
mod recognise;
mod resolve;
mod scan;
mod settle;
mod slug;
mod spelling;
mod targets;
mod titles;
mod words;

pub use recognise::Recogniser;
pub use resolve::resolve;
pub use titles::Titles;
pub use words::{Gender, Standing};

use crate::{pack::ActorKind, text::Span};
use arcstr::ArcStr;
use std::ops::Range;

/// Slug of an actor's usual English name: `sergey-lavrov`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct ActorId(#[serde(deserialize_with = "crate::shared::text")] pub ArcStr);

impl From<&str> for ActorId {
    fn from(id: &str) -> Self {
        ActorId(id.into())
    }
}

impl std::fmt::Display for ActorId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whom a mention means.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ActorRef {
    /// Someone of the registry, or discovered in this article.
    Actor(ActorId),
    /// Whoever held the office on the day: resolved when the day is known.
    Office {
        /// Office code of the packs: `foreign-minister`.
        office: String,
        /// Country or body.
        of: ActorId,
    },
}

/// By what kind of words an actor is mentioned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MentionForm {
    /// A name, alone or with its title ("il ministro degli Esteri russo Sergey Lavrov").
    Name,
    /// An office without a name ("the Canadian prime minister").
    Office,
    /// A demonym as a noun ("the Russians", "the Ukrainian side") .
    Demonym,
    /// A seat for the body ("Moscow", "Palazzo Chigi").
    Metonym,
    /// "the Kremlin leader", "The Donald".
    Epithet,
    /// "he", "egli", "lui", "his counterpart".
    Pronoun,
    /// "the two presidents", "both sides".
    Group,
}

/// One mention of one or several actors. Mentions don't overlap: the whole noun phrase with title,
/// apposition and "of"-complements is one ("Kremlin spokesman Dmitry Peskov" mentions Peskov, not the Kremlin).
#[derive(Debug, Clone)]
pub struct ActorMention {
    pub span: Span,
    /// The name alone, where there is one: the span without titles and appositions.
    pub name: Option<Span>,
    /// Indices into the document's tokens.
    pub tokens: Range<usize>,
    pub sentence: usize,
    /// Several for "the two presidents"; never empty.
    pub refs: Vec<ActorRef>,
    pub form: MentionForm,
    pub standing: Option<Standing>,
    /// Read as a place here ("in Kyiv"); an event may take it as place but not as actor.
    pub locative: bool,
    /// Only the source of the report (an agency, a newspaper): no actor of an event.
    pub media: bool,
    /// An adjective within a noun phrase of something else ("colloqui russi", "the Russian attack"):
    /// a possible actor of a noun trigger beside it, never a subject.
    pub adjective: bool,
    /// Stands in an "of"-phrase, a genitive or a possessive ("the decision of the Kremlin", "trupele Rusiei",
    /// "Russia's offer"): a complement of a noun, never a subject.
    pub genitive: bool,
    /// A group of states that meets now and then ("the G20"): where one goes, but nobody's host.
    pub gathering: bool,
    /// Several people ("the two presidents", "the Russians"), as the words' own number says.
    pub plural: bool,
    /// Of the person meant or, for a title, of its words; none when not known.
    pub gender: Option<Gender>,
    /// What the words beside a name, or instead of it, call the person: office code and country or body.
    pub office: Option<(String, ActorId)>,
    /// How it was resolved, for `explain`: one short sentence.
    pub reason: String,
}

impl ActorMention {
    /// A person, by name or by office.
    pub fn person(&self) -> bool {
        self.gender.is_some() || self.form == MentionForm::Office || self.office.is_some()
    }
}

/// A place named in the text.
#[derive(Debug, Clone)]
pub struct PlaceMention {
    pub span: Span,
    pub tokens: Range<usize>,
    pub sentence: usize,
    /// Place or country id.
    pub place: ActorId,
}

/// An actor that the registry does not know, found by a title beside the name.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Discovered {
    pub id: ActorId,
    /// The fullest form met.
    pub name: String,
    /// A person or a government's body.
    pub kind: ActorKind,
    pub country: Option<ActorId>,
    /// The title as written, with its language code.
    pub title: Option<(String, String)>,
    pub aliases: Vec<String>,
}

/// All who are named in one document.
#[derive(Debug, Clone, Default)]
pub struct Cast {
    /// In text order, not overlapping.
    pub mentions: Vec<ActorMention>,
    /// In text order, too.
    pub places: Vec<PlaceMention>,
    /// Capitals that stand for their governments as far as this stage sees: "bombed Kyiv".
    pub seats: Vec<PlaceMention>,
    pub discovered: Vec<Discovered>,
    /// Words that mix letters of scripts that look alike: shown to the user, never taken for the name they mimic.
    pub lookalikes: Vec<Span>,
}
