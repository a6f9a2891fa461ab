//! What happens, how it is said, and whether it came to be.

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
