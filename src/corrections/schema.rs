//! The JSON Schema (draft-07) of `events.yaml`, by which editors complete and check it while it is written.
//!
//! It refuses nothing that the reader accepts. What only the reader can know (that two entries speak of one event, that
//! `same_as` runs in a circle, that February has no 30th) it leaves to `check`.

use super::keys::{ACTOR, ADDED, ARTICLE, ARTICLE_CHANGES, CHANGES, EVENT, Key, NO, ROLE, SECTIONS, Shape};
use crate::events::{Kind, Role, Status, Tone};
use serde_json::{Map, Value, json};

/// The schema as a value.
pub fn schema() -> Value {
    let mut sections = Map::new();
    for (section, says) in SECTIONS {
        let entry = match section {
            "articles" => article(),
            "events" => event(),
            _ => actor(),
        };
        sections.insert(section.into(), json!({"type": ["array", "null"], "description": says, "items": entry}));
    }
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "demarche: corrections by hand",
        "type": ["object", "null"],
        "additionalProperties": false,
        "properties": sections,
        "definitions": {"text": text(), "texts": texts(), "date": date()},
    })
}

fn article() -> Value {
    let mut schema = object(ARTICLE, &["file"]);
    schema["anyOf"] = ARTICLE_CHANGES.iter().map(|key| json!({"required": [key]})).collect();
    schema
}

fn event() -> Value {
    let mut schema = object(EVENT, &[]);
    let mut added = vec!["kind"];
    added.extend(ADDED.map(|(key, _)| key));
    let none_of = |keys: &[&str]| -> Value {
        let each: Vec<Value> = keys.iter().map(|key| json!({"required": [key]})).collect();
        json!({"not": {"anyOf": each}})
    };
    let mut beside_hide = vec!["same_as"];
    beside_hide.extend(CHANGES);
    schema["if"] = json!({"required": ["id"]});
    schema["then"] = json!({"minProperties": 2});
    schema["else"] = json!({"required": added, "allOf": [none_of(&["hide", "same_as"])]});
    schema["allOf"] = json!([
        {"if": {"required": ["hide"]}, "then": none_of(&beside_hide)},
        {"if": {"required": ["same_as"]}, "then": none_of(&CHANGES)},
        {
            "if": {"required": ["kind", "tone"]},
            "then": {"properties": {"kind": {"const": Kind::Statement.as_str()}}},
        },
    ]);
    schema
}

fn actor() -> Value {
    let mut schema = object(ACTOR, &["name"]);
    schema["if"] = json!({"required": ["same_as"]});
    schema["then"] = json!({"not": {"anyOf": [{"required": ["country"]}, {"required": ["roles"]}]}});
    schema
}

fn object(keys: &[Key], required: &[&str]) -> Value {
    let mut properties = Map::new();
    for key in keys {
        let mut value = shape(key.shape);
        value["description"] = key.says.into();
        properties.insert(key.name.into(), value);
    }
    json!({"type": "object", "additionalProperties": false, "required": required, "properties": properties})
}

fn shape(shape: Shape) -> Value {
    // in draft-07 whatever stands beside `$ref` is ignored, the description too
    let reference = |name: &str| json!({"allOf": [{"$ref": format!("#/definitions/{name}")}]});
    match shape {
        Shape::Text | Shape::Id => reference("text"),
        Shape::Texts => reference("texts"),
        Shape::Date => reference("date"),
        Shape::Kind => json!({"enum": Kind::ALL.map(Kind::as_str)}),
        Shape::Tone => json!({"enum": Tone::ALL.map(Tone::as_str)}),
        Shape::Status => json!({"enum": Status::ALL.map(Status::as_str)}),
        Shape::Url => json!({"type": "string", "pattern": "^https?://"}),
        Shape::Reason => {
            let either_case =
                |word: &str| word.chars().map(|c| format!("[{c}{}]", c.to_uppercase())).collect::<String>();
            let no: Vec<String> = NO.iter().map(|word| either_case(word)).collect();
            json!({"type": "string", "pattern": "\\S", "not": {"pattern": format!("^({})$", no.join("|"))}})
        }
        Shape::Actors => {
            let roles: Map<String, Value> =
                Role::ALL.iter().map(|role| (role.as_str().to_owned(), reference("texts"))).collect();
            json!({"type": ["object", "null"], "additionalProperties": false, "properties": roles})
        }
        Shape::Roles => json!({"type": ["array", "null"], "items": object(ROLE, &["title"])}),
    }
}

/// To YAML `2025` and `true` are no texts; to the reader they are.
fn text() -> Value {
    json!({"type": ["string", "number", "boolean"], "pattern": "\\S"})
}

fn texts() -> Value {
    let text = json!({"$ref": "#/definitions/text"});
    json!({"anyOf": [text, {"type": "array", "items": text}]})
}

fn date() -> Value {
    const POINT: &str =
        r"\d{4}(-(0[1-9]|1[0-2]|2[1-4]|XX)(-(0[1-9]|[12]\d|3[01]|XX))?)?([Tt]\d\S*)?[~?%]?|\d{3}X[~?%]?|\d\dXX[~?%]?";
    let point = format!("({POINT})");
    let side = format!(r"\s*({point}|\.\.)?\s*");
    let choice = format!(r"\s*({point}|{side}\.\.{side})\s*");
    let pattern = format!(r"^\s*({point}|{side}/{side}|\[{choice}(,{choice})*\])\s*$");
    json!({
        "anyOf": [
            {"type": "string", "pattern": pattern},
            {"type": "integer", "minimum": 1, "maximum": 9999},
            {"type": "array", "minItems": 1, "items": {"type": ["string", "integer"]}},
        ],
        "examples": ["2025-03-18", "2025-03", "2025-03-15/2025-03-16", "2025-08~", "[2025-03-06,2025-03-20]"],
    })
}
