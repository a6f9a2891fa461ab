use serde::{Deserialize, Serialize};

/// The words around names. All lower case.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ActorRules {
    /// Words after which a city is a place, never a government: `in`, `near`.
    pub at_place: Vec<String>,
    /// Words after which a city is a place and a country is not: `to`, `from`.
    pub to_place: Vec<String>,
}
