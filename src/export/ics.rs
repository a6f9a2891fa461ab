//! `timeline.ics`: events as all-day entries of a calendar, by RFC 5545.
//!
//! A calendar knows days and stretches of days, and nothing of doubt. What lies within a month is an entry over the
//! days it may lie on, marked in its title; what is wider, open or unknown is a journal entry (`VJOURNAL`), which may
//! go without a day, so that no calendar shows a day that nobody knows.

use super::{Of, Options, Pieces, view};
use crate::{
    edtf::Day,
    events::Status,
    timeline::{Event, Timeline},
};
use std::{fmt::Write, io};

/// An entry over more days than these says nothing in a calendar.
const LONGEST: i64 = 31;
/// A line holds so many octets at most.
const LINE: usize = 75;

/// Lines end with CRLF and are folded. `DTSTAMP` is when the event was last told, so that the same input makes the
/// same bytes.
pub fn write(timeline: &Timeline, options: &Options, to: &mut dyn Pieces) -> io::Result<()> {
    let mut out = Calendar::default();
    out.line("BEGIN:VCALENDAR");
    out.line("VERSION:2.0");
    out.line("PRODID:-//demarche//timeline//EN");
    out.line("CALSCALE:GREGORIAN");
    out.text("X-WR-CALNAME", &view::line(options.name()));
    to.write_all(out.0.as_bytes())?;
    for (i, event) in timeline.events.iter().enumerate() {
        to.piece(Of::Event(i), &mut |room| {
            out.0.clear();
            entry(&mut out, event, options.title_of(i, event), timeline, options);
            room.extend_from_slice(out.0.as_bytes());
            Ok(())
        })?;
    }
    out.0.clear();
    out.line("END:VCALENDAR");
    to.write_all(out.0.as_bytes())
}

fn entry(out: &mut Calendar, event: &Event, title: &str, timeline: &Timeline, options: &Options) {
    let days = event.date.as_ref().and_then(|d| d.first().zip(d.last()));
    let days = days.filter(|(first, last)| (*last - *first).num_days() < LONGEST);
    let component = if days.is_some() { "VEVENT" } else { "VJOURNAL" };
    out.line(&format!("BEGIN:{component}"));
    out.text("UID", &format!("{}@demarche", event.id));
    let stamp = view::told(timeline, event).map_or(Day::default(), |t| t.1);
    out.line(&format!("DTSTAMP:{}T000000Z", basic(stamp)));
    if let Some((first, last)) = days {
        out.line(&format!("DTSTART;VALUE=DATE:{}", basic(first)));
        // the day after the last
        out.line(&format!("DTEND;VALUE=DATE:{}", basic(last.succ_opt().unwrap_or(last))));
        out.line("TRANSP:TRANSPARENT");
    }
    out.text("SUMMARY", &view::headline(title, event.date.as_ref()));
    out.text("DESCRIPTION", &description(event, timeline));
    if let Some(place) = event.place.as_ref().filter(|_| days.is_some()) {
        out.text("LOCATION", &view::line(view::name(timeline, place)));
    }
    let status = match (event.status, days.is_some()) {
        (Status::Occurred, true) => "CONFIRMED",
        (Status::Occurred, false) => "FINAL",
        (Status::Cancelled, _) => "CANCELLED",
        (_, true) => "TENTATIVE",
        (_, false) => "DRAFT",
    };
    out.line(&format!("STATUS:{status}"));
    let categories: Vec<String> = std::iter::once(event.kind.as_str())
        .chain(event.topics.iter().map(|t| t.as_str()))
        .map(|c| escape(&view::line(c)))
        .collect();
    out.line(&format!("CATEGORIES:{}", categories.join(",")));
    if options.base_url.is_some() {
        out.line(&format!("URL:{}", options.event_url(&event.id)));
    }
    for relation in &event.relations {
        out.line(&format!("RELATED-TO;RELTYPE=SIBLING:{}", escape(&format!("{}@demarche", relation.event))));
    }
    if let Some(date) = &event.date {
        out.text("X-DEMARCHE-DATE", &date.to_string());
    }
    out.text("X-DEMARCHE-STATUS", event.status.as_str());
    out.line(&format!("END:{component}"));
}

fn description(event: &Event, timeline: &Timeline) -> String {
    let mut out = event.status.as_str().to_owned();
    if let Some(reading) = view::reading(event.date.as_ref()) {
        match &event.date {
            Some(date) => {
                let _ = write!(out, "\n{date}: {reading}");
            }
            None => {
                let _ = write!(out, "\n{reading}");
            }
        }
    }
    if !event.date_basis.is_empty() {
        let _ = write!(out, "\n{}", view::line(&event.date_basis));
    }
    for (quote, article) in view::quotes(timeline, event) {
        let from = article.source.as_deref().unwrap_or(&article.path);
        let _ = write!(out, "\n“{}” ({})", view::line(quote), view::line(from));
    }
    for text in [&event.note, &event.source].into_iter().flatten() {
        let _ = write!(out, "\n{}", view::line(text));
    }
    out
}

fn basic(day: Day) -> String {
    day.format("%Y%m%d").to_string()
}

/// Backslash, comma, semicolon and line end, as RFC 5545 has them in TEXT.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|b| matches!(b, b'\\' | b',' | b';' | b'\n')) {
        out.push_str(&rest[..at]);
        out.push('\\');
        out.push_str(if rest.as_bytes()[at] == b'\n' { "n" } else { &rest[at..=at] });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
    out
}

#[derive(Default)]
struct Calendar(String);

impl Calendar {
    fn text(&mut self, name: &str, value: &str) {
        self.line(&format!("{name}:{}", escape(&view::clean(value))));
    }

    /// A content line; what is longer goes on after a line end and a blank, never within a letter.
    fn line(&mut self, line: &str) {
        let (mut rest, mut room) = (line, LINE);
        while rest.len() > room {
            let mut end = room;
            while !rest.is_char_boundary(end) {
                end -= 1;
            }
            self.0.push_str(&rest[..end]);
            self.0.push_str("\r\n ");
            // the blank counts
            (rest, room) = (&rest[end..], LINE - 1);
        }
        self.0.push_str(rest);
        self.0.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_letters() {
        let mut out = Calendar::default();
        let value = "ț".repeat(100);
        out.text("SUMMARY", &value);
        let lines: Vec<&str> = out.0.strip_suffix("\r\n").unwrap().split("\r\n").collect();
        assert!(lines.len() == 3 && lines.iter().all(|l| l.len() <= LINE));
        assert!(lines[1..].iter().all(|l| l.starts_with(' ')));
        assert_eq!(out.0.replace("\r\n ", ""), format!("SUMMARY:{value}\r\n"));
    }

    #[test]
    fn text_is_escaped() {
        for (text, expected) in [("a,b;c\\d", "a\\,b\\;c\\\\d"), ("a\nb", "a\\nb"), ("a:b \"c\"", "a:b \"c\"")] {
            assert_eq!(escape(text), expected);
        }
    }
}
