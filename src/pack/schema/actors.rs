use serde::{Deserialize, Serialize};

/// TODO-SCHEMA
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ActorRules {}
