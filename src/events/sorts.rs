//! What the kinds have in common.

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

    /// Kinds in which all take part alike.
    pub fn is_mutual(self) -> bool {
        matches!(self, Kind::Call | Kind::Summit | Kind::Meeting | Kind::Talks | Kind::Agreement)
    }
}
