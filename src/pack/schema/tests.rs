use serde::{Deserialize, Serialize};

/// A pack's own tests, one list for each stage.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PackTests {
    /// Sentences with the dates expected of them.
    pub time: Vec<TimeTest>,
    /// Sentences with the actors expected of them.
    pub actors: Vec<ActorTest>,
    /// Sentences with the events expected of them.
    pub events: Vec<EventTest>,
}

/// A text and the dates it holds.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TimeTest {
    pub text: String,
    /// The publication day; without it the expected values are symbolic.
    pub published: Option<String>,
    /// `words of the text => EDTF`; an empty list says that nothing may be found.
    pub expect: Vec<String>,
}

/// A text and the actors it names.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ActorTest {
    pub text: String,
    pub published: Option<String>,
    /// `words of the text => actor-id`; an empty list says that nothing may be found.
    pub expect: Vec<String>,
}

/// A text and the events it tells.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct EventTest {
    pub text: String,
    pub published: Option<String>,
    /// `kind status role:actor-id …`, optionally with `tone:…` and `date:…`; an empty list
    /// says that the text tells no event.
    pub expect: Vec<String>,
}
