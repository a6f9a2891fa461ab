//! PLOVER 0.8 events as JSON Lines: one line for each actor and recipient of an event.
//!
//! One rule of the manual is kept that `events.json` leaves to `status`: a planned encounter is `AGREE`. The auxiliary
//! modes `future`, `hypothetical` and `negation`
//! say the rest. What PLOVER has no type for (neutral statements) is left out.

use super::{Options, codes, rounded, view};
use crate::{
    actors::ActorId,
    events::{Kind, Role, Sort, Status},
    graph::Sides,
    pack::{Actor, ActorKind, Registry},
    timeline::{Event, Timeline},
};
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Record<'a> {
    /// That of `events.json`.
    id: &'a str,
    /// EDTF; the first and the last day are beside it.
    date: Option<String>,
    date_first: Option<String>,
    date_last: Option<String>,
    #[serde(rename = "type")]
    kind: &'static str,
    mode: &'static str,
    /// `VC` verbal cooperation, `MC` material, `VX` verbal conflict, `MX` material.
    quad: &'static str,
    /// -10 to 10.
    score: f64,
    cameo: &'static str,
    context: Vec<&'static str>,
    auxiliary: Vec<&'static str>,
    actor: Party<'a>,
    recipient: Option<Party<'a>>,
    confidence: f64,
    status: &'static str,
    sources: Vec<&'a str>,
    text: Option<&'a str>,
}

#[derive(Serialize, Clone)]
struct Party<'a> {
    id: &'a str,
    name: &'a str,
    /// `RUSGOV`, `IGO`; empty when neither country nor sector is known.
    code: String,
}

/// What PLOVER says of an event.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coded {
    pub kind: &'static str,
    pub mode: &'static str,
    pub quad: &'static str,
    pub score: f64,
    pub auxiliary: Option<&'static str>,
}

pub fn write(timeline: &Timeline, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let sides = Sides::new(timeline);
    for event in &timeline.events {
        let Some(coded) = coded(event) else { continue };
        for (actor, recipient) in parties(event) {
            let party = |id: &'_ ActorId| {
                let entry = timeline.actors.binary_search_by(|a| a.id.cmp(id)).ok();
                entry.map(|at| Party {
                    id: &timeline.actors[at].id.0,
                    name: &timeline.actors[at].name,
                    code: code(at, event, timeline, &sides, options.registry),
                })
            };
            let Some(actor) = party(actor) else { continue };
            let (first, last) = event.date.as_ref().map_or((None, None), |d| d.bounds());
            let record = Record {
                id: &event.id,
                date: event.date.as_ref().map(|d| d.to_string()),
                date_first: first.map(|d| d.to_string()),
                date_last: last.map(|d| d.to_string()),
                kind: coded.kind,
                mode: coded.mode,
                quad: coded.quad,
                score: coded.score,
                cameo: codes(event).cameo,
                context: contexts(event),
                auxiliary: coded.auxiliary.into_iter().collect(),
                actor,
                recipient: recipient.and_then(party),
                confidence: rounded(event.confidence),
                status: event.status.as_str(),
                sources: view::articles(timeline, event).into_iter().map(|a| a.path.as_str()).collect(),
                text: view::quotes(timeline, event).first().map(|(quote, _)| *quote),
            };
            serde_json::to_writer(&mut *out, &record)?;
            out.write_all(b"\n")?;
        }
    }
    Ok(())
}

/// None for what PLOVER has no type for.
pub fn coded(event: &Event) -> Option<Coded> {
    let kind = codes(event).plover?;
    let (kind, mode, auxiliary) = match event.status {
        Status::Occurred => (kind, mode(event, kind), None),
        // the refusal itself is what happened
        Status::Cancelled if kind == "REJECT" => (kind, mode(event, kind), None),
        Status::Cancelled => (kind, mode(event, kind), Some("negation")),
        Status::Planned if kind == "CONSULT" => ("AGREE", "", Some("future")),
        Status::Planned => (kind, mode(event, kind), Some("future")),
        Status::Possible if kind == "CONSULT" => ("AGREE", "", Some("hypothetical")),
        Status::Possible => (kind, mode(event, kind), Some("hypothetical")),
    };
    let (quad, score) = weight(kind, mode);
    Some(Coded { kind, mode, quad, score, auxiliary })
}

/// How, where the event says it.
fn mode(event: &Event, kind: &str) -> &'static str {
    let ceasefire = event.topics.iter().any(|t| t == "ceasefire");
    match (kind, event.kind) {
        ("CONSULT", Kind::Call) => "phone",
        ("CONSULT", Kind::Visit) => "visit",
        ("CONSULT", Kind::Summit) if event.actors.len() > 2 => "multilateral",
        ("CONSULT", Kind::Talks) if event.actors.iter().any(|(r, _)| *r == Role::Mediator) => "third-party",
        ("REJECT", Kind::Call | Kind::Meeting | Kind::Talks | Kind::Visit | Kind::Summit) => "meet",
        ("RETREAT", _) if event.sort == Some(Sort::Release) => "release",
        ("RETREAT", Kind::Mobilization) => "withdraw",
        ("RETREAT", Kind::Agreement) if ceasefire => "ceasefire",
        ("SANCTION", Kind::Sanction) => "discontinue",
        ("THREATEN", Kind::Sanction) => "restrict",
        ("THREATEN", Kind::Rupture) => "relations",
        ("THREATEN", Kind::Strike | Kind::Mobilization) => "violence",
        ("ACCUSE", _) => "disapprove",
        _ => "",
    }
}

/// Quad and score of a type and mode, after the manual's tables.
fn weight(kind: &str, mode: &str) -> (&'static str, f64) {
    match (kind, mode) {
        ("CONSULT", "visit" | "multilateral") => ("VC", 4.0),
        ("CONSULT", "phone") => ("VC", 1.5),
        ("CONSULT", "third-party") => ("VC", 1.0),
        ("AGREE" | "CONSULT", _) => ("VC", 2.5),
        ("SUPPORT", _) => ("VC", 5.0),
        ("CONCEDE", _) => ("VC", 4.5),
        ("COOPERATE", _) => ("MC", 9.5),
        ("AID", _) => ("MC", 10.0),
        ("RETREAT", _) => ("MC", 6.5),
        ("REQUEST", _) => ("VX", 0.0),
        ("ACCUSE", "disapprove") => ("VX", -2.0),
        ("ACCUSE", _) => ("VX", -3.0),
        ("REJECT", _) => ("VX", -2.0),
        ("THREATEN", _) => ("VX", -3.5),
        ("SANCTION", _) => ("MX", -6.0),
        ("MOBILIZE", _) => ("MX", -5.5),
        _ => ("MX", -9.0),
    }
}

/// What it is about, in PLOVER's contexts, by the topics of the packs.
fn contexts(event: &Event) -> Vec<&'static str> {
    let of = |topic: &str| match topic {
        "ceasefire" | "security-guarantees" | "arms" => Some("military"),
        "sanctions" | "trade" => Some("economic"),
        "prisoners" | "humanitarian" => Some("human_security"),
        "nuclear" => Some("cbrn"),
        "territory" => Some("territory"),
        "energy" => Some("natural_resource"),
        "migration" => Some("migration"),
        "elections" => Some("election"),
        "peace-process" | "alliance" => Some("diplomatic"),
        "espionage" => Some("intelligence"),
        _ => None,
    };
    let mut out: Vec<&str> = event.topics.iter().filter_map(|t| of(t)).collect();
    let kind = match event.kind {
        Kind::Strike | Kind::Mobilization => Some("military"),
        Kind::Rupture => Some("diplomatic"),
        kind if kind.is_mutual() && kind != Kind::Agreement => Some("diplomatic"),
        _ => None,
    };
    out.extend(kind);
    out.sort();
    out.dedup();
    out
}

/// Who acts and on whom. Where no recipient is known, or all are equals, each actor stands with each other in both
/// directions; someone alone stands alone.
fn parties(event: &Event) -> Vec<(&ActorId, Option<&ActorId>)> {
    let (mut actors, mut recipients): (Vec<&ActorId>, Vec<&ActorId>) = (Vec::new(), Vec::new());
    for (role, id) in &event.actors {
        let list = if matches!(role, Role::Target | Role::Host) { &mut recipients } else { &mut actors };
        if !list.contains(&id) {
            list.push(id);
        }
    }
    let mut out = Vec::new();
    for &actor in &actors {
        let others = if recipients.is_empty() { &actors } else { &recipients };
        let before = out.len();
        out.extend(others.iter().filter(|o| **o != actor).map(|&o| (actor, Some(o))));
        if out.len() == before {
            out.push((actor, None));
        }
    }
    out
}

/// Country in three letters and sector, as far as both are known.
fn code(actor: usize, event: &Event, timeline: &Timeline, sides: &Sides, registry: Option<&Registry>) -> String {
    let side = sides.at(actor, event.date.as_ref());
    let own = &timeline.actors[actor];
    let country = match registry.and_then(|r| r.get(&timeline.actors[side].id.0)) {
        Some(Actor::Country(country)) => country.iso3.as_str(),
        _ => "",
    };
    let sector = match own.kind {
        ActorKind::GovernmentBody => "GOV",
        ActorKind::Organisation if country.is_empty() => "IGO",
        ActorKind::Person if timeline.actors[side].kind == ActorKind::Organisation => "IGO",
        ActorKind::Person if !own.offices.is_empty() && !country.is_empty() => "GOV",
        _ => "",
    };
    format!("{country}{sector}")
}
