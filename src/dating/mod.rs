//! When: the publication day of an article, then the date of each of its mentions.
//! The only place where events meet time.

mod beginnings;
mod clues;
mod dater;
mod days;
mod deeds;
mod gatherings;
mod happenings;
mod headline;
mod hints;
mod ids;
mod occasions;
mod posterior;
mod publication;
mod reading;
mod resolve;
mod running;
mod scenes;
mod signs;
mod supposed;
mod terms;
#[cfg(test)]
mod tests;
mod written;

pub use dater::{Dater, Outside};
pub use hints::Hint;
pub use ids::{Minter, Nearness, id, nearness, normalise};

use crate::{
    actors::{ActorId, Discovered},
    edtf::Edtf,
    events::{Cues, Kind, Role, Sort, Status, Tone},
    shared,
    text::Span,
};
use arcstr::ArcStr;
use std::{num::NonZeroU64, sync::Arc};
use thin_vec::ThinVec;

/// How an article's publication day is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PublishedBasis {
    Correction,
    Metadata,
    Filename,
    Dateline,
    Inferred,
    Unknown,
}

impl PublishedBasis {
    /// The word of the contract.
    pub fn as_str(self) -> &'static str {
        match self {
            PublishedBasis::Correction => "correction",
            PublishedBasis::Metadata => "metadata",
            PublishedBasis::Filename => "filename",
            PublishedBasis::Dateline => "dateline",
            PublishedBasis::Inferred => "inferred",
            PublishedBasis::Unknown => "unknown",
        }
    }
}

/// One piece of evidence for the publication day.
#[derive(Debug, Clone, PartialEq, Hash, serde::Serialize, serde::Deserialize)]
pub struct Clue {
    /// The words that say it.
    pub span: Option<Span>,
    /// What it says, as a person would put it, without the days: "Olaf Scholz is called outgoing head of government".
    pub text: String,
    /// The days that it allows.
    pub days: Edtf,
    /// False when the answer had to leave it aside.
    pub used: bool,
}

/// One mention of an event with everything resolved that its own article can resolve.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct DatedMention {
    /// From the evidence alone: normalised sentence, trigger and the article's opening.
    pub id: ArcStr,
    pub kind: Kind,
    pub tone: Option<Tone>,
    pub sort: Option<Sort>,
    pub status: Status,
    pub date: Option<Edtf>,
    /// An expression of the text says it.
    pub written: bool,
    /// Told as news of the day, which needs no date.
    pub news: bool,
    /// One line a person can read: "“giovedì” before publication on 2025-03-20".
    #[serde(deserialize_with = "shared::text")]
    pub date_basis: ArcStr,
    /// In order of role and text; no actor twice in one role.
    pub actors: ThinVec<(Role, ActorId)>,
    pub place: Option<ActorId>,
    pub topics: ThinVec<ArcStr>,
    /// How it hangs together with others, as its own words say.
    pub cues: Cues,
    pub trigger: Span,
    /// The quoted evidence.
    pub quote: Span,
    pub sentence: u32,
    pub confidence: f32,
    /// By what its sentence is known again elsewhere, once somebody has looked: for linking alone.
    #[serde(skip)]
    pub letters: Letters,
    /// For `explain`; forgotten where nobody will ask.
    pub why: Option<Box<Why>>,
}

/// The letters of a mention's sentence by their hash, if they were looked at. It says nothing that the mention doesn't, so that
/// mentions are the same with and without.
#[derive(Debug, Clone, Copy, Default)]
pub struct Letters(pub Option<NonZeroU64>);

impl PartialEq for Letters {
    fn eq(&self, _: &Letters) -> bool {
        true
    }
}

/// How a mention was read, a line each.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Why {
    /// The steps behind its date.
    pub date_steps: Vec<String>,
    /// What makes it an event of its kind.
    pub reasons: Vec<String>,
}

/// One article, read and dated: all that later stages see of it beside its body.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct DatedArticle {
    pub id: String,
    pub path: String,
    /// Given, or the first headline of the text.
    pub title: String,
    /// Language code of most of the text.
    pub language: ArcStr,
    pub published: Option<Edtf>,
    pub published_basis: PublishedBasis,
    pub clues: Vec<Clue>,
    pub source: Option<String>,
    pub url: Option<String>,
    pub body: Arc<str>,
    /// Byte spans of the body's paragraphs, with their language codes and whether they are furniture.
    pub paragraphs: Vec<(Span, ArcStr, bool)>,
    pub mentions: Vec<DatedMention>,
    pub discovered: Vec<Discovered>,
    /// Forms under which actors were met here: id, the words, how often.
    pub forms: Vec<(ActorId, ArcStr, u32)>,
}

impl DatedArticle {
    /// Leaves away what only `explain` asks for: of many articles it takes more room than all else.
    pub fn forget_why(&mut self) {
        self.mentions.iter_mut().for_each(|m| m.why = None);
    }

    /// The same, for [`recall_why`](Self::recall_why): by mention.
    pub fn take_why(&mut self) -> Vec<Option<Box<Why>>> {
        self.mentions.iter_mut().map(|m| m.why.take()).collect()
    }

    /// Undoes [`take_why`](Self::take_why).
    pub fn recall_why(&mut self, why: Vec<Option<Box<Why>>>) {
        self.mentions.iter_mut().zip(why).for_each(|(m, why)| m.why = why);
    }

    /// What is known of each mention's letters, for [`recall_letters`](Self::recall_letters).
    pub fn letters(&self) -> Vec<Option<NonZeroU64>> {
        self.mentions.iter().map(|m| m.letters.0).collect()
    }

    /// Tells the mentions what was known of their letters.
    pub fn recall_letters(&mut self, letters: Vec<Option<NonZeroU64>>) {
        self.mentions.iter_mut().zip(letters).for_each(|(m, letters)| m.letters = Letters(letters));
    }

    /// Leaves away the mentions, when events have been made of them.
    pub fn forget_mentions(&mut self) {
        self.mentions = Vec::new();
    }
}
