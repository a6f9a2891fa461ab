use serde::{Deserialize, Serialize};

/// `data/calendar/*.yaml`: gatherings whose days are known, by which a mention of them dates an article.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Calendar {
    pub gatherings: Vec<Gathering>,
}

/// One gathering that was held (or is scheduled) on known days.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Gathering {
    /// Usual English name: `G7 summit 2018`.
    pub name: String,
    /// Actor ids of those who meet. Where a person or a country is among them, all of them meet:
    /// `[donald-trump, kim-jong-un]`; otherwise they are the names of one body, each good for the others:
    /// `[european-council, european-union]`.
    pub actors: Vec<String>,
    /// Registry place ids or plain English names where it is held, widest last: `[la-malbaie, quebec, canada]`.
    pub places: Vec<String>,
    /// `YYYY-MM-DD` or `YYYY-MM-DD/YYYY-MM-DD`.
    pub days: String,
    /// `summit`, `meeting` or `talks`.
    pub kind: String,
}
