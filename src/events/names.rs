//! The written names of kinds, tones, statuses and roles, as the files and the contract spell them.

use super::{Kind, Role, Status, Tone};

macro_rules! names {
    ($type:ident { $($variant:ident = $name:literal),* $(,)? }) => {
        impl $type {
            /// Every value, in the order of the contract.
            pub const ALL: &'static [$type] = &[$($type::$variant),*];
            /// As files spell it.
            pub fn name(self) -> &'static str {
                match self { $($type::$variant => $name),* }
            }
            /// The value of a written name.
            pub fn parse(name: &str) -> Option<Self> {
                match name { $($name => Some($type::$variant),)* _ => None }
            }
        }
        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.name())
            }
        }
    };
}

names!(Kind {
    Call = "call",
    Summit = "summit",
    Meeting = "meeting",
    Talks = "talks",
    Visit = "visit",
    Statement = "statement",
    Proposal = "proposal",
    Agreement = "agreement",
    Aid = "aid",
    Sanction = "sanction",
    Rupture = "rupture",
    Strike = "strike",
    Mobilization = "mobilization",
});
names!(Tone {
    Neutral = "neutral",
    Appeal = "appeal",
    Promise = "promise",
    Support = "support",
    Accusation = "accusation",
    Refusal = "refusal",
    Threat = "threat",
});
names!(Status { Occurred = "occurred", Planned = "planned", Possible = "possible", Cancelled = "cancelled" });
names!(Role {
    Source = "source",
    Target = "target",
    Participant = "participant",
    Host = "host",
    Mediator = "mediator",
});

impl Kind {
    /// Kinds that tell of one sort of happening: one may be called by the other's name.
    pub fn group(self) -> u8 {
        match self {
            Kind::Call | Kind::Summit | Kind::Meeting | Kind::Talks | Kind::Visit => 0,
            Kind::Statement | Kind::Proposal => 1,
            Kind::Agreement | Kind::Aid | Kind::Sanction | Kind::Rupture => 2,
            Kind::Strike | Kind::Mobilization => 3,
        }
    }

    /// Kinds in which all take part alike.
    pub fn is_mutual(self) -> bool {
        matches!(self, Kind::Call | Kind::Summit | Kind::Meeting | Kind::Talks | Kind::Agreement)
    }
}
