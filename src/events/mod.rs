//! What happens: event mentions with kind, tone, status and roles.

use crate::{actors::ActorId, text::Span};

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

/// Whether it happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    Occurred,
    Planned,
    Possible,
    Cancelled,
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
    pub undated: Undated,
    /// Place or country id.
    pub place: Option<ActorId>,
    pub topics: Vec<String>,
    /// 0 to 1: how often a mention like this is right.
    pub confidence: f32,
    /// The rules that made it, for `explain`, in order.
    pub reasons: Vec<String>,
}
