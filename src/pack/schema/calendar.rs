use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `data/calendar/*.yaml`: gatherings and beginnings whose days are known, by which a mention of them dates an article.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Calendar {
    pub gatherings: Vec<Gathering>,
    pub beginnings: Vec<Beginning>,
}

/// One gathering that was held (or is scheduled) on known days.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Gathering {
    /// Usual English name: `G7 summit 2018`.
    pub name: String,
    /// Actor ids of those who meet. Where a person or a country is among them, all of them meet:
    /// `[donald-trump, kim-jong-un]`; otherwise they are the names of one body, each good for the others:
    /// `[european-council, european-union]`. Of a visit, who travels.
    pub actors: Vec<String>,
    /// Registry place ids or plain English names where it is held, widest last: `[la-malbaie, quebec, canada]`.
    pub places: Vec<String>,
    /// `YYYY-MM-DD` or `YYYY-MM-DD/YYYY-MM-DD`.
    pub days: String,
    /// `summit`, `meeting`, `talks`, `call` or `visit`.
    pub kind: String,
}

/// A war, a treaty, a union: what the press counts years and days from.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Beginning {
    /// Usual English name: `Russian invasion of Ukraine`.
    pub name: String,
    /// `YYYY-MM-DD`.
    pub day: String,
    /// Actor ids all of which an article names that speaks of it.
    pub actors: Vec<String>,
    /// By language code, what it is called beside those names: `invasion`, `full-scale war`.
    pub words: BTreeMap<String, Vec<String>>,
}
