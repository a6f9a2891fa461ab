//! What happens: event mentions with kind, tone, status and roles.

mod arguments;
mod attach;
mod candidate;
mod complements;
mod cues;
mod extract;
mod gapped;
mod groups;
mod inverted;
mod lexicon;
mod lists;
mod nouns;
mod opening;
mod parties;
mod plans;
mod quoting;
mod settle;
mod singled;
mod sorts;
mod status;
mod tone;
mod view;
mod voices;

pub use cues::Cues;
pub use extract::Extractor;
pub use lexicon::BadRule;
pub use sorts::Sort;

use crate::{actors::ActorId, text::Span};
use arcstr::ArcStr;
use thin_vec::ThinVec;

/// What happened; the meanings stand in the guidelines of ARCHITECTURE.md.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Call,
    Summit,
    Meeting,
    Talks,
    Visit,
    Statement,
    Proposal,
    Agreement,
    Aid,
    Sanction,
    Rupture,
    Strike,
    Mobilization,
}

impl Kind {
    /// All of them, in the order of the contract.
    pub const ALL: [Kind; 13] = [
        Kind::Call,
        Kind::Summit,
        Kind::Meeting,
        Kind::Talks,
        Kind::Visit,
        Kind::Statement,
        Kind::Proposal,
        Kind::Agreement,
        Kind::Aid,
        Kind::Sanction,
        Kind::Rupture,
        Kind::Strike,
        Kind::Mobilization,
    ];

    /// The word of the contract and of the packs.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Call => "call",
            Kind::Summit => "summit",
            Kind::Meeting => "meeting",
            Kind::Talks => "talks",
            Kind::Visit => "visit",
            Kind::Statement => "statement",
            Kind::Proposal => "proposal",
            Kind::Agreement => "agreement",
            Kind::Aid => "aid",
            Kind::Sanction => "sanction",
            Kind::Rupture => "rupture",
            Kind::Strike => "strike",
            Kind::Mobilization => "mobilization",
        }
    }

    /// The word with its article, for sentences about the program's own reading.
    pub fn one(self) -> String {
        let word = self.as_str();
        match self {
            Kind::Talks | Kind::Aid => word.to_owned(),
            Kind::Agreement => format!("an {word}"),
            _ => format!("a {word}"),
        }
    }

    /// The reverse of [`as_str`](Self::as_str).
    pub fn parse(word: &str) -> Option<Kind> {
        Self::ALL.into_iter().find(|v| v.as_str() == word)
    }
}

/// Of what sort a statement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tone {
    Neutral,
    Appeal,
    Promise,
    Support,
    Accusation,
    Refusal,
    Threat,
}

impl Tone {
    /// All of them, in the order of the contract.
    pub const ALL: [Tone; 7] =
        [Tone::Neutral, Tone::Appeal, Tone::Promise, Tone::Support, Tone::Accusation, Tone::Refusal, Tone::Threat];

    /// The word of the contract and of the packs.
    pub fn as_str(self) -> &'static str {
        match self {
            Tone::Neutral => "neutral",
            Tone::Appeal => "appeal",
            Tone::Promise => "promise",
            Tone::Support => "support",
            Tone::Accusation => "accusation",
            Tone::Refusal => "refusal",
            Tone::Threat => "threat",
        }
    }

    /// The reverse of [`as_str`](Self::as_str).
    pub fn parse(word: &str) -> Option<Tone> {
        Self::ALL.into_iter().find(|v| v.as_str() == word)
    }
}

/// Whether it happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    Occurred,
    Planned,
    Possible,
    Cancelled,
}

impl Status {
    /// All of them, in the order of the contract.
    pub const ALL: [Status; 4] = [Status::Occurred, Status::Planned, Status::Possible, Status::Cancelled];

    /// The word of the contract and of the packs.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Occurred => "occurred",
            Status::Planned => "planned",
            Status::Possible => "possible",
            Status::Cancelled => "cancelled",
        }
    }

    /// The reverse of [`as_str`](Self::as_str).
    pub fn parse(word: &str) -> Option<Status> {
        Self::ALL.into_iter().find(|v| v.as_str() == word)
    }
}

/// The part an actor has in an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    Source,
    Target,
    Participant,
    Host,
    Mediator,
}

impl Role {
    /// All of them, in the order of the contract.
    pub const ALL: [Role; 5] = [Role::Source, Role::Target, Role::Participant, Role::Host, Role::Mediator];

    /// The word of the contract and of the packs.
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Source => "source",
            Role::Target => "target",
            Role::Participant => "participant",
            Role::Host => "host",
            Role::Mediator => "mediator",
        }
    }

    /// The reverse of [`as_str`](Self::as_str).
    pub fn parse(word: &str) -> Option<Role> {
        Self::ALL.into_iter().find(|v| v.as_str() == word)
    }
}

/// What stands for the date where the text gives none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undated {
    /// News of the day: the publication day or the day before.
    News,
    /// Told as earlier than the news, but recent.
    Earlier,
    /// Still to come, open.
    Future,
    /// Nothing can be said.
    Unknown,
}

/// One mention of an event, before any day is known.
#[derive(Debug, Clone)]
pub struct EventMention {
    pub kind: Kind,
    /// For statements only.
    pub tone: Option<Tone>,
    /// What it is within its kind, where the trigger says it.
    pub sort: Option<Sort>,
    pub status: Status,
    /// The word or words that tell the event.
    pub trigger: Span,
    /// The clause or sentence that is quoted for it; holds the trigger.
    pub quote: Span,
    pub sentence: usize,
    /// Role and index into [`Cast::mentions`](crate::actors::Cast).
    pub roles: Vec<(Role, usize)>,
    /// Index into the document's time expressions.
    pub time: Option<usize>,
    /// The time is the earliest; it may have happened at any later one.
    pub since: bool,
    pub undated: Undated,
    /// Place or country id.
    pub place: Option<ActorId>,
    pub topics: ThinVec<ArcStr>,
    /// How it hangs together with others, as its own words say.
    pub cues: Cues,
    /// 0 to 1: how often a mention like this is right.
    pub confidence: f32,
    /// The rules that made it, for `explain`, in order.
    pub reasons: Vec<String>,
}
