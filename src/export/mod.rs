//! The timeline in other programs' formats: one file a format, each `write(timeline, options)` and nothing else. Ids are
//! those of `events.json` in all of them, and none of them asks what day it is.

mod atom;
mod codes;
mod cytoscape;
mod dot;
mod dyads_csv;
mod events_csv;
mod events_json;
mod gexf;
mod graphml;
mod ics;
mod jsonld;
mod network;
mod pieces;
mod plover;
mod timelinejs;
mod view;
mod xml;

pub use codes::{Codes, codes};
pub use events_json::write_line as events_json_line;
pub use pieces::{Of, Pieces, Plain};

use crate::{
    pack::Registry,
    timeline::{Event, Timeline},
};
use std::{
    fmt::Debug,
    io::{self, Write},
};

/// Knows the events' titles in the site's language.
pub trait Named: Debug + Sync {
    /// By the place among [`Timeline::events`](crate::timeline::Timeline); a missing one is empty.
    fn title(&self, event: usize) -> &str;
}

impl Named for Vec<String> {
    fn title(&self, event: usize) -> &str {
        self.get(event).map_or("", String::as_str)
    }
}

/// What the timeline itself doesn't hold.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options<'a> {
    /// Without any, there are only those that people gave.
    pub titles: Option<&'a dyn Named>,
    /// What the whole is called; otherwise by the program's name.
    pub name: Option<&'a str>,
    /// Code of the titles' language.
    pub language: Option<&'a str>,
    /// Where the site will stand, for feeds and calendars.
    pub base_url: Option<&'a str>,
    /// For the codes of countries.
    pub registry: Option<&'a Registry>,
}

impl<'a> Options<'a> {
    fn title(&self, event: usize) -> &'a str {
        self.titles.map_or("", |titles| titles.title(event))
    }

    /// The title that a person gave, or the site's.
    fn title_of<'e>(&self, index: usize, event: &'e Event) -> &'e str
    where
        'a: 'e,
    {
        event.title.as_deref().unwrap_or(self.title(index))
    }

    fn name(&self) -> &'a str {
        self.name.unwrap_or(env!("CARGO_PKG_NAME"))
    }

    /// The address of a file of the site; relative where nobody said where the site will stand.
    fn url(&self, file: &str) -> String {
        match self.base_url {
            Some(base) => format!("{}/{file}", base.trim_end_matches('/')),
            None => file.to_owned(),
        }
    }

    /// The address of an event on the site.
    fn event_url(&self, id: &str) -> String {
        self.url(&format!("index.html#{}", anchor(id)))
    }
}

/// The anchor of an event, on whatever page.
pub fn anchor(id: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if !id.is_empty() && id.len() <= 64 && id.chars().all(plain) {
        return format!("e-{id}");
    }
    format!("e-{}", &blake3::hash(id.as_bytes()).to_hex()[..16])
}

/// What the timeline can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Json,
    Csv,
    Ics,
    Atom,
    Gexf,
    Graphml,
    Dot,
    Cytoscape,
    Timelinejs,
    Plover,
    Dyads,
    Jsonld,
}

impl Format {
    /// All of them, in the order of the help.
    pub const ALL: [Format; 12] = [
        Format::Json,
        Format::Csv,
        Format::Ics,
        Format::Atom,
        Format::Gexf,
        Format::Graphml,
        Format::Dot,
        Format::Cytoscape,
        Format::Timelinejs,
        Format::Plover,
        Format::Dyads,
        Format::Jsonld,
    ];

    /// The word of the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Format::Json => "json",
            Format::Csv => "csv",
            Format::Ics => "ics",
            Format::Atom => "atom",
            Format::Gexf => "gexf",
            Format::Graphml => "graphml",
            Format::Dot => "dot",
            Format::Cytoscape => "cytoscape",
            Format::Timelinejs => "timelinejs",
            Format::Plover => "plover",
            Format::Dyads => "dyads",
            Format::Jsonld => "jsonld",
        }
    }

    /// One line of what it is for.
    pub fn about(self) -> &'static str {
        match self {
            Format::Json => "everything, as in out/events.json",
            Format::Csv => "one row an event, for spreadsheets",
            Format::Ics => "a calendar (RFC 5545)",
            Format::Atom => "a feed of what was told last",
            Format::Gexf => "the graph with its dates, for Gephi",
            Format::Graphml => "the graph, for networkx, yEd, igraph",
            Format::Dot => "the graph, for Graphviz",
            Format::Cytoscape => "the graph, for Cytoscape and cytoscape.js",
            Format::Timelinejs => "slides for TimelineJS",
            Format::Plover => "JSON Lines of PLOVER events",
            Format::Dyads => "CSV of pairs by month with PLOVER types",
            Format::Jsonld => "schema.org events as JSON-LD",
        }
    }

    /// The file that a build writes, if it writes one.
    pub fn file(self) -> Option<&'static str> {
        Some(match self {
            Format::Json => "events.json",
            Format::Csv => "events.csv",
            Format::Ics => "timeline.ics",
            Format::Atom => "feed.atom",
            Format::Gexf => "graph.gexf",
            Format::Graphml => "graph.graphml",
            _ => return None,
        })
    }

    /// Whether it tells of articles more than the events' evidence does.
    pub fn tells_articles(self) -> bool {
        matches!(self, Format::Json)
    }

    /// Whether it is a graph, which has of an event's evidence only how many articles tell it.
    pub fn is_graph(self) -> bool {
        matches!(self, Format::Gexf | Format::Graphml | Format::Dot | Format::Cytoscape)
    }

    /// The events that it tells of, where it leaves most of them out: numbers in its order.
    pub fn some_events(self, timeline: &Timeline) -> Option<Vec<usize>> {
        matches!(self, Format::Atom).then(|| atom::latest(timeline).into_iter().map(|(_, event)| event).collect())
    }

    /// The reverse of [`as_str`](Self::as_str).
    pub fn parse(word: &str) -> Option<Format> {
        Self::ALL.into_iter().find(|f| f.as_str() == word)
    }

    /// Writes the timeline; formats that list events do so one by one, whatever their number.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write(self, timeline: &Timeline, options: &Options, out: &mut dyn Write) -> io::Result<()> {
        self.write_in_pieces(timeline, options, &mut Plain::new(out))
    }

    /// The same, to where pieces may be known.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write_in_pieces(self, timeline: &Timeline, options: &Options, out: &mut dyn Pieces) -> io::Result<()> {
        match self {
            Format::Json => events_json::write(timeline, options, out),
            Format::Csv => events_csv::write(timeline, options, out),
            Format::Ics => ics::write(timeline, options, out),
            Format::Atom => out.write_all(&atom::write(timeline, options)),
            Format::Gexf => gexf::write(timeline, options, out),
            Format::Graphml => graphml::write(timeline, options, out),
            Format::Dot => dot::write(timeline, options, out),
            Format::Cytoscape => out.write_all(&cytoscape::write(timeline, options)),
            Format::Timelinejs => out.write_all(&timelinejs::write(timeline, options)),
            Format::Plover => plover::write(timeline, options, out),
            Format::Dyads => out.write_all(&dyads_csv::write(timeline, options)),
            Format::Jsonld => out.write_all(&jsonld::write(timeline, options)),
        }
    }

    /// The same in memory.
    pub fn bytes(self, timeline: &Timeline, options: &Options) -> Vec<u8> {
        let mut out = Vec::new();
        self.write(timeline, options, &mut out).expect("memory takes it");
        out
    }
}

/// The confidence as it is published: two decimals, so that it doesn't pretend.
fn rounded(confidence: f32) -> f64 {
    let whole = (f64::from(confidence) * 100.0).round();
    if whole.is_finite() { whole / 100.0 } else { 0.0 }
}

/// Pretty-printed JSON with a line feed at its end.
fn pretty(value: &serde_json::Value) -> Vec<u8> {
    let mut out = serde_json::to_vec_pretty(value).expect("keys are texts");
    out.push(b'\n');
    out
}
