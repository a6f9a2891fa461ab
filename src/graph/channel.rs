//! By what means two sides deal with each other.

use crate::events::Kind;

/// The four channels, from talking to shooting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Channel {
    /// Calls, summits, meetings, talks, visits.
    Contact,
    /// Statements and proposals.
    Words,
    /// Agreements, aid, sanctions, ruptures.
    Deeds,
    /// Strikes and mobilisations.
    Force,
}

impl Channel {
    pub const ALL: [Channel; 4] = [Channel::Contact, Channel::Words, Channel::Deeds, Channel::Force];

    pub fn of(kind: Kind) -> Channel {
        match kind {
            Kind::Call | Kind::Summit | Kind::Meeting | Kind::Talks | Kind::Visit => Channel::Contact,
            Kind::Statement | Kind::Proposal => Channel::Words,
            Kind::Agreement | Kind::Aid | Kind::Sanction | Kind::Rupture => Channel::Deeds,
            Kind::Strike | Kind::Mobilization => Channel::Force,
        }
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Channel::Contact => "contact",
            Channel::Words => "words",
            Channel::Deeds => "deeds",
            Channel::Force => "force",
        }
    }
}
