//! `feed.atom`: what was told last, first.

use super::{Options, codes, view};
use crate::{
    edtf::Day,
    timeline::{Event, Timeline},
};
use atom_syndication::{Category, Content, Entry, Feed, FixedDateTime, Generator, Link, Person, Text};
use std::{cmp::Reverse, fmt::Write};

/// Feed readers ask again and again: no more than the latest of these.
const MOST: usize = 500;

/// An Atom feed. The dates of entries are the days on which articles told of them, never the time of the build; where
/// no article has a day, the event's own.
pub fn write(timeline: &Timeline, options: &Options) -> Vec<u8> {
    let list = latest(timeline);
    let updated = list.first().and_then(|l| l.0).map(|t| t.1);
    let title = view::line(options.name());
    let mut links = vec![link("alternate", options.url("index.html"), "text/html")];
    if options.base_url.is_some() {
        links.push(link("self", options.url("feed.atom"), "application/atom+xml"));
    }
    let feed = Feed {
        id: match options.base_url {
            Some(_) => options.url(""),
            None => "urn:demarche:timeline".to_owned(),
        },
        updated: time(updated),
        authors: vec![Person { name: title.clone(), ..Default::default() }],
        generator: Some(Generator { value: "demarche".to_owned(), ..Default::default() }),
        links,
        entries: list
            .into_iter()
            .map(|(told, i)| {
                let event = &timeline.events[i];
                entry(event, options.title_of(i, event), told, timeline, options)
            })
            .collect(),
        title: Text::plain(title),
        lang: options.language.map(str::to_owned),
        ..Default::default()
    };
    let mut out = feed.to_string();
    out.push('\n');
    out.into_bytes()
}

/// The events that stand in it, in their order, each with the days on which it was first and last told.
pub fn latest(timeline: &Timeline) -> Vec<(Option<(Day, Day)>, usize)> {
    let mut list: Vec<(Option<(Day, Day)>, usize)> =
        timeline.events.iter().enumerate().map(|(i, e)| (view::told(timeline, e), i)).collect();
    list.sort_unstable_by_key(|&(told, i)| (Reverse(told.map(|t| t.1)), i));
    list.truncate(MOST);
    list
}

fn entry(event: &Event, title: &str, told: Option<(Day, Day)>, timeline: &Timeline, options: &Options) -> Entry {
    let terms = [Some(event.kind.as_str()), Some(event.status.as_str()), codes(event).plover];
    let categories = terms.into_iter().flatten().chain(event.topics.iter().map(|t| t.as_str()));
    Entry {
        title: Text::plain(view::headline(title, event.date.as_ref())),
        id: format!("urn:demarche:event:{}", event.id),
        updated: time(told.map(|t| t.1)),
        published: told.map(|t| time(Some(t.0))),
        categories: categories.map(|c| Category { term: view::line(c), ..Default::default() }).collect(),
        links: vec![link("alternate", options.event_url(&event.id), "text/html")],
        content: Some(Content {
            value: Some(body(event, timeline)),
            content_type: Some("html".to_owned()),
            ..Default::default()
        }),
        ..Default::default()
    }
}

fn body(event: &Event, timeline: &Timeline) -> String {
    let escaped = |text: &str| html_escape::encode_text(&view::line(text)).into_owned();
    let mut out = format!("<p>{}", event.status.as_str());
    if let Some(date) = &event.date {
        let _ = write!(out, ", {}", escaped(&date.to_string()));
    }
    if let Some(reading) = view::reading(event.date.as_ref()) {
        let _ = write!(out, " ({reading})");
    }
    out.push_str("</p>");
    for (quote, article) in view::quotes(timeline, event) {
        let from = article.source.as_deref().unwrap_or(&article.path);
        let _ = write!(
            out,
            "<blockquote lang=\"{}\">{}</blockquote><p>{}</p>",
            html_escape::encode_double_quoted_attribute(&article.language),
            escaped(quote),
            escaped(from)
        );
    }
    for text in [&event.note, &event.source].into_iter().flatten() {
        let _ = write!(out, "<p>{}</p>", escaped(text));
    }
    out
}

fn link(rel: &str, href: String, mime: &str) -> Link {
    Link { href, rel: rel.to_owned(), mime_type: Some(mime.to_owned()), ..Default::default() }
}

/// Midnight, universal time; what nobody dated is as old as can be.
fn time(day: Option<Day>) -> FixedDateTime {
    day.unwrap_or_default().and_hms_opt(0, 0, 0).unwrap_or_default().and_utc().fixed_offset()
}
