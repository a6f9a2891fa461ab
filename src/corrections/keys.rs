//! The keys of `events.yaml`, each with its shape and its meaning: what the reader allows, and what the schema tells
//! editors.

/// What stands behind a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    Text,
    /// One text or a list.
    Texts,
    /// An EDTF value.
    Date,
    Kind,
    Tone,
    Status,
    Url,
    /// A text that says why, and not yes or no.
    Reason,
    Id,
    /// Roles with names.
    Actors,
    /// A list of offices.
    Roles,
}

pub struct Key {
    pub name: &'static str,
    pub shape: Shape,
    pub says: &'static str,
}

const fn key(name: &'static str, shape: Shape, says: &'static str) -> Key {
    Key { name, shape, says }
}

pub const SECTIONS: [(&str, &str); 3] = [
    ("articles", "What is known of articles: their publication day, their source, that they are to be left out"),
    ("events", "Events changed, taken out, made one with another, or added"),
    ("actors", "Who is who: names, countries, offices"),
];

pub const ARTICLE: &[Key] = &[
    key("file", Shape::Text, "Path below the folder of articles, or the file's name where only one has it"),
    key("published", Shape::Date, "The publication day, which everything like \"on Tuesday\" hangs on"),
    key("source", Shape::Text, "Who published it"),
    key("title", Shape::Text, "Its headline"),
    key("url", Shape::Url, "Its web address"),
    key("ignore", Shape::Reason, "Leaves the article out, and says why"),
    key("note", Shape::Text, "A remark, shown on the corrections page"),
];

pub const EVENT: &[Key] = &[
    key("id", Shape::Id, "The event's id, as its card shows it; without one, the entry adds an event"),
    key("kind", Shape::Kind, "What sort of event it is"),
    key("tone", Shape::Tone, "Of what sort a statement is"),
    key("status", Shape::Status, "Whether it happened"),
    key("date", Shape::Date, "When: a day, a month, an interval, a choice"),
    key("title", Shape::Text, "The headline of its card"),
    key("place", Shape::Text, "Where: any name of a place or country"),
    key("actors", Shape::Actors, "Who takes part; the roles given replace those roles"),
    key("topics", Shape::Texts, "What it is about"),
    key("hide", Shape::Reason, "Takes the event out, and says why"),
    key("same_as", Shape::Id, "The id of the event that this one is the same as"),
    key("note", Shape::Text, "A remark, shown on the card"),
    key("source", Shape::Text, "Where it is known from: an address, a document"),
    key("quote", Shape::Text, "Words of its evidence, by which it is found again when the article is edited"),
];

pub const ACTOR: &[Key] = &[
    key("name", Shape::Text, "The usual English name, or any form of it that is known"),
    key("aliases", Shape::Texts, "Other forms of the name"),
    key("country", Shape::Text, "Any name of their country"),
    key("roles", Shape::Roles, "Offices held, with their first and last day"),
    key("same_as", Shape::Text, "Whom this name means"),
    key("note", Shape::Text, "A remark"),
];

pub const ROLE: &[Key] = &[
    key("title", Shape::Text, "The office: foreign minister"),
    key("of", Shape::Text, "The country or body, where it is not the actor's own country"),
    key("from", Shape::Date, "The first day"),
    key("to", Shape::Date, "The last day"),
];

/// Keys that change an event, and so mean nothing beside `hide` or `same_as`.
pub const CHANGES: [&str; 8] = ["kind", "tone", "status", "date", "title", "place", "actors", "topics"];
/// Keys of an article that change something.
pub const ARTICLE_CHANGES: [&str; 5] = ["published", "source", "title", "url", "ignore"];
/// What an event needs that is added.
pub const ADDED: [(&str, &str); 2] = [("date", "2025-03-18"), ("actors", "{participant: [Name, Name]}")];
/// Words that are no reason, written without quotation marks: those that mean no, those that mean yes.
pub const NO: [&str; 4] = ["no", "false", "off", "n"];
pub const YES: [&str; 4] = ["yes", "true", "on", "y"];

pub fn names(keys: &[Key]) -> Vec<&'static str> {
    keys.iter().map(|k| k.name).collect()
}
