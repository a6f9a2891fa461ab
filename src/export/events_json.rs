//! `events.json`: everything, as the contract has it.

use super::{Of, Options, Pieces, codes, rounded};
use crate::{
    dating::DatedArticle,
    timeline::{Event, Evidence, RelationKind, Timeline, TimelineActor},
};
use arcstr::ArcStr;
use serde::{Serialize, Serializer};
use std::io::{self, Write};

const SCHEMA: &str = "demarche/events/1";

#[derive(Serialize)]
struct File<'a> {
    schema: &'static str,
    articles: Articles<'a>,
    actors: Actors<'a>,
    events: Events<'a>,
}

#[derive(Serialize)]
struct Article<'a> {
    id: &'a str,
    path: &'a str,
    title: &'a str,
    language: &'a str,
    published: Option<String>,
    published_basis: &'static str,
    url: Option<&'a str>,
    source: Option<&'a str>,
}

#[derive(Serialize)]
struct Actor<'a> {
    id: &'a str,
    name: &'a str,
    kind: &'static str,
    country: Option<&'a str>,
    aliases: &'a [String],
}

#[derive(Serialize)]
struct EventRecord<'a> {
    id: &'a str,
    /// Ids that were merged into this event and still name it.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    merged: &'a [ArcStr],
    kind: &'static str,
    tone: Option<&'static str>,
    /// What it is within its kind, where the words say it.
    #[serde(skip_serializing_if = "Option::is_none")]
    sort: Option<&'static str>,
    status: &'static str,
    topics: &'a [ArcStr],
    date: Option<String>,
    date_basis: &'a str,
    /// What other sources say against the date.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    disputed: Vec<String>,
    title: &'a str,
    place: Option<&'a str>,
    actors: Vec<Part<'a>>,
    plover: Option<&'static str>,
    cameo: &'static str,
    confidence: f64,
    corrected: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    /// Where an event comes from that no article reports.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    evidence: Vec<Piece<'a>>,
    relations: Vec<Link<'a>>,
}

#[derive(Serialize)]
struct Part<'a> {
    id: &'a str,
    role: &'static str,
}

#[derive(Serialize)]
struct Piece<'a> {
    article: &'a str,
    start: u32,
    end: u32,
    quote: &'a str,
    status: &'static str,
    date: Option<String>,
}

#[derive(Serialize)]
struct Link<'a> {
    kind: RelationKind,
    event: &'a str,
    reason: &'a str,
}

/// Pretty-printed JSON with a line feed at its end.
pub fn write(timeline: &Timeline, options: &Options, out: &mut dyn Pieces) -> io::Result<()> {
    writeln!(out, "{{\n  \"schema\": \"{SCHEMA}\",")?;
    list(out, "articles", timeline.articles.len(), Of::Article, |i| article(&timeline.articles[i]))?;
    out.write_all(b",\n")?;
    list(out, "actors", timeline.actors.len(), Of::Actor, |i| actor(&timeline.actors[i]))?;
    out.write_all(b",\n")?;
    list(out, "events", timeline.events.len(), Of::Event, |i| event(&timeline.events[i], options.title(i), timeline))?;
    out.write_all(b"\n}\n")
}

/// A list of the file, a piece an item.
fn list<T: Serialize>(
    out: &mut dyn Pieces,
    name: &str,
    count: usize,
    of: fn(usize) -> Of,
    make: impl Fn(usize) -> T,
) -> io::Result<()> {
    write!(out, "  \"{name}\": [")?;
    for i in 0..count {
        if i > 0 {
            out.write_all(b",")?;
        }
        out.piece(of(i), &mut |room| {
            room.extend_from_slice(b"\n    ");
            Ok(serde_json::to_writer_pretty(Indented(room), &make(i))?)
        })?;
    }
    out.write_all(if count == 0 { b"]" } else { b"\n  ]" })
}

/// Passes text on with every line where the items of a list stand. Within JSON's texts no line ends.
struct Indented<'r>(&'r mut Vec<u8>);

impl Write for Indented<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for (n, line) in bytes.split(|b| *b == b'\n').enumerate() {
            if n > 0 {
                self.0.extend_from_slice(b"\n    ");
            }
            self.0.extend_from_slice(line);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The same on one line, without a line feed.
pub fn write_line(timeline: &Timeline, options: &Options) -> Vec<u8> {
    serde_json::to_vec(&File::new(timeline, options)).expect("no map keys, no failing types")
}

impl<'a> File<'a> {
    fn new(timeline: &'a Timeline, options: &'a Options<'a>) -> File<'a> {
        File {
            schema: SCHEMA,
            articles: Articles(timeline),
            actors: Actors(timeline),
            events: Events(timeline, options),
        }
    }
}

/// Lists that are made an item at a time as they are written.
struct Articles<'a>(&'a Timeline);
struct Actors<'a>(&'a Timeline);
struct Events<'a>(&'a Timeline, &'a Options<'a>);

impl Serialize for Articles<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.0.articles.iter().map(article))
    }
}

impl Serialize for Actors<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.0.actors.iter().map(actor))
    }
}

impl Serialize for Events<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let events = self.0.events.iter().enumerate();
        to.collect_seq(events.map(|(i, e)| event(e, self.1.title(i), self.0)))
    }
}

fn article(a: &DatedArticle) -> Article<'_> {
    Article {
        id: &a.id,
        path: &a.path,
        title: &a.title,
        language: &a.language,
        published: a.published.as_ref().map(|d| d.to_string()),
        published_basis: a.published_basis.as_str(),
        url: a.url.as_deref(),
        source: a.source.as_deref(),
    }
}

fn actor(a: &TimelineActor) -> Actor<'_> {
    Actor {
        id: &a.id.0,
        name: &a.name,
        kind: a.kind.as_str(),
        country: a.country.as_ref().map(|c| &*c.0),
        aliases: &a.aliases,
    }
}

fn event<'a>(e: &'a Event, title: &'a str, timeline: &'a Timeline) -> EventRecord<'a> {
    let codes = codes(e);
    EventRecord {
        id: &e.id,
        merged: &e.merged,
        kind: e.kind.as_str(),
        tone: e.tone.map(|t| t.as_str()),
        sort: e.sort.map(|s| s.as_str()),
        status: e.status.as_str(),
        topics: &e.topics,
        date: e.date.as_ref().map(|d| d.to_string()),
        date_basis: &e.date_basis,
        disputed: e.disputed().iter().map(|(date, _)| date.to_string()).collect(),
        title: e.title.as_deref().unwrap_or(title),
        place: e.place.as_ref().map(|p| &*p.0),
        actors: e.actors.iter().map(|(role, id)| Part { id: &id.0, role: role.as_str() }).collect(),
        plover: codes.plover,
        cameo: codes.cameo,
        confidence: rounded(e.confidence),
        corrected: !e.corrections.is_empty(),
        note: e.note.as_deref(),
        source: e.source.as_deref(),
        evidence: e.evidence.iter().filter_map(|piece| evidence(piece, timeline)).collect(),
        relations: e.relations.iter().map(|r| Link { kind: r.kind, event: &r.event, reason: &r.reason }).collect(),
    }
}

/// None when the piece doesn't lie in its article, which no stage makes but data from outside may.
fn evidence<'a>(e: &Evidence, timeline: &'a Timeline) -> Option<Piece<'a>> {
    let article = timeline.articles.get(e.article)?;
    Some(Piece {
        article: &article.path,
        start: e.quote.start,
        end: e.quote.end,
        quote: article.body.get(e.quote.range())?,
        status: e.status.as_str(),
        date: e.date.as_ref().map(|d| d.to_string()),
    })
}
