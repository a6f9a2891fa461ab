use super::Later;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `data/calendar/*.yaml`: gatherings, beginnings and other happenings whose days are known, by which a mention of them dates an
/// article.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Calendar {
    pub gatherings: Vec<Gathering>,
    pub beginnings: Vec<Beginning>,
    pub happenings: Later<Vec<Happening>>,
}

/// What the press told for some days: a coup, an expulsion, a signing.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Happening {
    /// Usual English name: `poisoning of Sergei Skripal`.
    pub name: String,
    /// From the first day to the last on which it was news: `YYYY-MM-DD` or `YYYY-MM-DD/YYYY-MM-DD`.
    pub days: String,
    /// The days on which something of it happened, where they are known: `YYYY-MM-DD`, in order.
    pub happened: Vec<String>,
    /// Ids of actors all of whom an article on it names.
    pub actors: Vec<String>,
    /// Names by which it is known, in any language, one of which stands in such an article: `skripal`, `mavi marmara`.
    pub words: Vec<String>,
    /// What it consists of: such an article tells an event of one of these kinds, with those actors, as news.
    pub kinds: Vec<String>,
    /// The words were unheard of before.
    pub new: bool,
    /// And are in use ever since: they only say that an article is not older.
    pub lasting: bool,
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
