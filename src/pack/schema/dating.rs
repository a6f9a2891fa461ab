use serde::{Deserialize, Serialize};

/// Words that say something of the publication day. There are none that the time expressions, the offices and the
/// calendar do not say already; the section is kept for languages that have them.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DatingRules {}
