//! What happens: event mentions with kind, tone, status and roles.

mod absorb;
mod adjuncts;
mod arguments;
mod asides;
mod attach;
mod attributes;
mod borrowed;
mod bounds;
mod brackets;
mod candidate;
mod clauses;
mod complements;
mod conditions;
mod conjugation;
mod coordination;
mod cues;
mod dropped;
mod elsewhere;
mod evidence;
mod extract;
mod gapped;
mod governed;
mod groups;
mod headlines;
mod inverted;
mod kinds;
mod known;
pub(crate) mod lexicon;
mod likewise;
mod lists;
mod nominal;
mod nouns;
mod objects;
mod one_voice;
mod opening;
mod order;
mod parted;
mod parties;
mod phrases;
mod plans;
mod presence;
mod quoting;
mod reach;
mod recalled;
mod same_call;
mod settle;
mod shared;
mod singled;
mod sorted;
mod sorts;
mod status;
mod tone;
mod topics;
mod unclaimed;
mod view;
mod voices;
mod wanted;

pub use cues::Cues;
pub use extract::Extractor;
pub use kinds::{Kind, Status, Tone};
pub use lexicon::BadRule;
pub use sorts::Sort;

use crate::{actors::ActorId, text::Span};
use arcstr::ArcStr;
use thin_vec::ThinVec;

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
    /// Index of the time at which it ends: "until Friday".
    pub until: Option<usize>,
    /// Told beside the main clause, of someone in it: "who met Xi on Monday". The story does not go on from its day.
    pub aside: bool,
    pub undated: Undated,
    /// Place or country id.
    pub place: Option<ActorId>,
    pub topics: ThinVec<ArcStr>,
    /// How it hangs together with others, as its own words say.
    pub cues: Cues,
    /// Told in the present tense: of now, unless all around is.
    pub present: bool,
    /// 0 to 1: how often a mention like this is right.
    pub confidence: f32,
    /// The rules that made it, for `explain`, in order.
    pub reasons: Vec<String>,
}

impl EventMention {
    /// Told beside the main clause or as earlier than what is told around it: the story does not go on from its day.
    pub fn is_aside(&self) -> bool {
        self.aside || self.undated == Undated::Earlier
    }
}
