use serde::{Deserialize, Serialize};

/// Words that say something of the publication day, beside what time expressions, offices and the calendar say.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DatingRules {
    /// Said of someone whose term has only begun: `new`, `newly appointed`.
    pub new: Vec<String>,
    /// Words that count the time from a beginning, and stand before its name: `since`, `after`, `of the`.
    pub since: Vec<String>,
    /// A day that returns each year: `anniversary`. An ordinal stands before it.
    pub anniversaries: Vec<String>,
}
