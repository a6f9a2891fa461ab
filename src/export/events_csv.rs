//! `events.csv`: one row an event, for spreadsheets.

use super::{Of, Options, Pieces, codes, rounded};
use crate::{
    actors::ActorId,
    events::Role,
    timeline::{Event, Timeline},
};

use std::io;

const COLUMNS: [&str; 22] = [
    "id",
    "date",
    "date_first",
    "date_last",
    "kind",
    "tone",
    "status",
    "title",
    "source",
    "target",
    "participant",
    "host",
    "mediator",
    "place",
    "topics",
    "plover",
    "cameo",
    "confidence",
    "corrected",
    "sources",
    "articles",
    "quote",
];

/// UTF-8 without a mark, lines ended by LF. Several values of one cell are joined by `; `. A text that a spreadsheet
/// would run as a formula has an apostrophe before it.
pub fn write(timeline: &Timeline, options: &Options, out: &mut dyn Pieces) -> io::Result<()> {
    let mut room = Vec::new();
    line(&mut room, &COLUMNS)?;
    out.write_all(&room)?;
    for (i, event) in timeline.events.iter().enumerate() {
        out.piece(Of::Event(i), &mut |room| {
            let title = event.title.as_deref().unwrap_or(options.title(i));
            line(room, &row(event, title, timeline).map(inert))
        })?;
    }
    Ok(())
}

fn line(room: &mut Vec<u8>, cells: &[impl AsRef<[u8]>]) -> io::Result<()> {
    let mut out = csv::WriterBuilder::new().buffer_capacity(1 << 10).from_writer(room);
    out.write_record(cells)?;
    out.flush()
}

fn row(e: &Event, title: &str, timeline: &Timeline) -> [String; 22] {
    let (first, last) = e.date.as_ref().map_or((None, None), |d| d.bounds());
    let day = |d: Option<crate::edtf::Day>| d.map(|d| d.to_string()).unwrap_or_default();
    let name = |id: &ActorId| {
        let known = timeline.actors.binary_search_by(|a| a.id.cmp(id));
        known.map_or_else(|_| id.to_string(), |at| timeline.actors[at].name.clone())
    };
    let role = |role| join(e.actors.iter().filter(|(r, _)| *r == role).map(|(_, id)| name(id)));
    let codes = codes(e);
    let mut articles: Vec<usize> = e.evidence.iter().map(|piece| piece.article).collect();
    articles.sort_unstable();
    articles.dedup();
    let quote = e.evidence.first().and_then(|piece| {
        let article = timeline.articles.get(piece.article)?;
        article.body.get(piece.quote.range())
    });
    [
        e.id.to_string(),
        e.date.as_ref().map(|d| d.to_string()).unwrap_or_default(),
        day(first),
        day(last),
        e.kind.as_str().into(),
        e.tone.map_or("", |t| t.as_str()).into(),
        e.status.as_str().into(),
        title.into(),
        role(Role::Source),
        role(Role::Target),
        role(Role::Participant),
        role(Role::Host),
        role(Role::Mediator),
        e.place.as_ref().map(name).unwrap_or_default(),
        e.topics.join("; "),
        codes.plover.unwrap_or_default().into(),
        codes.cameo.into(),
        rounded(e.confidence).to_string(),
        (!e.corrections.is_empty()).to_string(),
        articles.len().to_string(),
        join(articles.iter().filter_map(|a| timeline.articles.get(*a)).map(|a| a.path.clone())),
        quote.unwrap_or_default().into(),
    ]
}

fn join(values: impl Iterator<Item = String>) -> String {
    values.collect::<Vec<_>>().join("; ")
}

pub(super) fn inert(cell: String) -> String {
    let mut chars = cell.chars();
    let formula = match chars.next() {
        Some('=' | '+' | '@' | '\t' | '\r') => true,
        Some('-') => chars.next().is_some_and(|c| !c.is_whitespace()),
        _ => false,
    };
    if formula { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_made_inert() {
        for (cell, expected) in [
            ("=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")"),
            ("@SUM(1)", "'@SUM(1)"),
            ("-2+3", "'-2+3"),
            ("- he said", "- he said"),
            ("2025-03-01", "2025-03-01"),
        ] {
            assert_eq!(inert(cell.into()), expected);
        }
    }
}
