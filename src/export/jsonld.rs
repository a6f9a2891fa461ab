//! JSON-LD: schema.org `Event`s, with the terms of this program for what schema.org has no word for. The context stands
//! in the file, so that nothing has to be loaded.
//!
//! `startDate` and `endDate` are the bounds of what is known, an open or unknown side being left out; `demarche:date`
//! is the EDTF value, and `demarche:dateReading` says how it is to be read where it is not one day.

use super::{Options, codes, rounded, view};
use crate::{
    actors::ActorId,
    events::{Role, Status},
    pack::ActorKind,
    timeline::{Event, RelationKind, Timeline},
};
use serde_json::{Map, Value as Json, json};

/// The terms' namespace; names, not addresses.
const NAMESPACE: &str = "urn:demarche:";

pub fn write(timeline: &Timeline, options: &Options) -> Vec<u8> {
    let events: Vec<Json> = (timeline.events.iter().enumerate())
        .map(|(i, e)| event(e, options.title_of(i, e), timeline, options))
        .collect();
    let file = json!({ "@context": context(), "@graph": events });
    super::pretty(&file)
}

fn context() -> Json {
    let id = |term: &str| json!({ "@id": term, "@type": "@id" });
    json!({
        "@vocab": "https://schema.org/",
        "demarche": NAMESPACE,
        "eventStatus": id("https://schema.org/eventStatus"),
        "superEvent": id("https://schema.org/superEvent"),
        "demarche:about": id("demarche:about"),
        "demarche:follows": id("demarche:follows"),
        "demarche:answers": id("demarche:answers"),
        "startDate": { "@id": "https://schema.org/startDate", "@type": "https://schema.org/Date" },
        "endDate": { "@id": "https://schema.org/endDate", "@type": "https://schema.org/Date" },
        "datePublished": { "@id": "https://schema.org/datePublished", "@type": "https://schema.org/Date" }
    })
}

fn event(e: &Event, title: &str, timeline: &Timeline, options: &Options) -> Json {
    let mut out = Map::new();
    let mut put = |key: &str, value: Json| {
        let empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
        if !empty {
            out.insert(key.to_owned(), value);
        }
    };
    put("@id", json!(event_id(&e.id)));
    put("@type", json!("Event"));
    put("identifier", json!(e.id));
    put("name", json!(view::line(title)));
    let (first, last) = e.date.as_ref().map_or((None, None), |d| d.bounds());
    put("startDate", json!(first.map(|d| d.to_string())));
    put("endDate", json!(last.map(|d| d.to_string())));
    put("demarche:date", json!(e.date.as_ref().map(|d| d.to_string())));
    put("demarche:dateReading", json!(view::reading(e.date.as_ref())));
    // schema.org says whether an event goes ahead, not whether it took place: the word of events.json says that
    put(
        "eventStatus",
        match e.status {
            Status::Occurred | Status::Planned => json!("https://schema.org/EventScheduled"),
            Status::Cancelled => json!("https://schema.org/EventCancelled"),
            Status::Possible => Json::Null,
        },
    );
    put("demarche:status", json!(e.status.as_str()));
    put("additionalType", json!(format!("{NAMESPACE}kind:{}", e.kind.as_str())));
    put("demarche:tone", json!(e.tone.map(|t| t.as_str())));
    put("keywords", json!(e.topics));
    let of = |roles: &[Role]| -> Vec<Json> {
        e.actors.iter().filter(|(r, _)| roles.contains(r)).map(|(_, id)| actor(id, timeline)).collect()
    };
    put("attendee", json!(of(&[Role::Source, Role::Participant, Role::Mediator])));
    put("organizer", json!(of(&[Role::Host])));
    put("about", json!(of(&[Role::Target])));
    let roles = e.actors.iter().map(
        |(role, id)| json!({ "@type": "Role", "roleName": role.as_str(), "demarche:actor": { "@id": actor_id(id) } }),
    );
    put("demarche:role", json!(roles.collect::<Vec<_>>()));
    if let Some(place) = &e.place {
        let name = view::line(view::name(timeline, place));
        put("location", json!({ "@id": actor_id(place), "@type": "Place", "name": name }));
    }
    let codes = codes(e);
    put("demarche:plover", json!(codes.plover));
    put("demarche:cameo", json!(codes.cameo));
    put("demarche:confidence", json!(rounded(e.confidence)));
    put("subjectOf", json!(sources(e, timeline)));
    for relation in [RelationKind::About, RelationKind::Follows, RelationKind::Answers, RelationKind::PartOf] {
        let key = match relation {
            RelationKind::PartOf => "superEvent".to_owned(),
            kind => format!("demarche:{}", kind.as_str()),
        };
        let list = e.relations.iter().filter(|r| r.kind == relation).map(|r| event_id(&r.event));
        put(&key, json!(list.collect::<Vec<_>>()));
    }
    if options.base_url.is_some() {
        put("url", json!(options.event_url(&e.id)));
    }
    put("description", json!(e.note.as_deref().map(view::line)));
    put("citation", json!(e.source.as_deref().map(view::line)));
    Json::Object(out)
}

fn sources(e: &Event, timeline: &Timeline) -> Vec<Json> {
    let piece = |(quote, article): (&str, &crate::dating::DatedArticle)| {
        let mut out = Map::new();
        out.insert("@type".into(), json!("NewsArticle"));
        out.insert("identifier".into(), json!(article.path));
        out.insert("headline".into(), json!(view::line(&article.title)));
        if !article.language.is_empty() {
            out.insert("inLanguage".into(), json!(article.language));
        }
        // schema.org wants a date; what is known less exactly is no date of it
        if let Some(day) = article.published.as_ref().and_then(view::exact) {
            out.insert("datePublished".into(), json!(day.to_string()));
        }
        if let Some(url) = &article.url {
            out.insert("url".into(), json!(url));
        }
        if let Some(source) = &article.source {
            out.insert("publisher".into(), json!({ "@type": "Organization", "name": view::line(source) }));
        }
        out.insert("text".into(), json!(quote));
        Json::Object(out)
    };
    view::quotes(timeline, e).into_iter().map(piece).collect()
}

fn actor(id: &ActorId, timeline: &Timeline) -> Json {
    let kind = match view::actor(timeline, id).map(|a| a.kind) {
        Some(ActorKind::Person) => "Person",
        Some(ActorKind::Country) => "Country",
        Some(ActorKind::Place) => "Place",
        Some(ActorKind::GovernmentBody) => "GovernmentOrganization",
        Some(ActorKind::Organisation | ActorKind::Group) | None => "Organization",
    };
    json!({ "@id": actor_id(id), "@type": kind, "identifier": id.0, "name": view::line(view::name(timeline, id)) })
}

fn event_id(id: &str) -> String {
    format!("{NAMESPACE}event:{id}")
}

fn actor_id(id: &ActorId) -> String {
    format!("{NAMESPACE}actor:{id}")
}
