//! What the kinds have in common, and the sorts within a kind.

use super::Kind;

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

    /// Something done, neither an encounter nor words.
    pub fn is_deed(self) -> bool {
        !matches!(self.group(), 0 | 1)
    }

    /// Kinds in which all take part alike.
    pub fn is_mutual(self) -> bool {
        matches!(self, Kind::Call | Kind::Summit | Kind::Meeting | Kind::Talks | Kind::Agreement)
    }
}

/// What a deed is within its kind, where the trigger says it: coders of events count a withdrawal of troops and their
/// deployment as opposites.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sort {
    /// Word given, nothing done or signed: "agreed to open the border", "promised aid".
    Promise,
    /// Demands accepted.
    Concession,
    /// Sanctions lifted or eased.
    Lifting,
    /// Troops withdrawn, disarmed, surrendered.
    Withdrawal,
    /// People or things given back.
    Release,
    /// Done with each other: exercises of two armies.
    Joint,
    /// An ambassador called in to be told off.
    Summons,
}

impl Sort {
    /// All of them.
    pub const ALL: [Sort; 7] =
        [Sort::Promise, Sort::Concession, Sort::Lifting, Sort::Withdrawal, Sort::Release, Sort::Joint, Sort::Summons];

    /// The word of the packs.
    pub fn as_str(self) -> &'static str {
        match self {
            Sort::Promise => "promise",
            Sort::Concession => "concession",
            Sort::Lifting => "lifting",
            Sort::Withdrawal => "withdrawal",
            Sort::Release => "release",
            Sort::Joint => "joint",
            Sort::Summons => "summons",
        }
    }

    /// The reverse of [`as_str`](Self::as_str).
    pub fn parse(word: &str) -> Option<Sort> {
        Self::ALL.into_iter().find(|v| v.as_str() == word)
    }
}
