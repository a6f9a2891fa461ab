//! The index that the search script reads: a classic script with one global name, since a page from disk may neither
//! fetch nor import. Its events stand in the order of the pages, so that the script need not look them up.

use super::{cards, context::Site, links::anchor, plan::key, press::Press, publish::Sheet};
use crate::{
    edtf::Day,
    events::{Kind, Status},
    graph::Few,
    text::fold,
    timeline::Event,
};
use chrono::Datelike;
use rustc_hash::FxHashSet;
use serde::Serialize;
use std::io::{self, Write};

const PATH: &str = "assets/events.js";

/// What stands before the events, and behind them.
#[derive(Serialize)]
struct Head<'a> {
    kinds: Vec<&'static str>,
    /// The family of each kind.
    families: Vec<&'static str>,
    statuses: Vec<&'static str>,
    topics: Vec<String>,
    languages: Vec<String>,
    /// Id, name, and all names folded.
    actors: Vec<(String, String, String)>,
    /// The pages of the timeline, each with the ids of its months and how many events they hold.
    pages: Vec<(&'a str, Vec<(String, usize)>)>,
}

/// Anchor, kind, status, topics, languages, actors, first and last month, confidence in per cent, folded text.
#[derive(Serialize)]
struct Entry<'n>(String, usize, usize, &'n [usize], &'n [usize], &'n [usize], Option<(i32, i32)>, u32, String);

/// Topics, languages and actors of an event, as places in the lists of all.
struct Numbers {
    topics: Few,
    languages: Few,
    actors: Few,
}

/// In order; few, however often each is said.
fn each_once<'c>(codes: impl Iterator<Item = &'c str>) -> Vec<&'c str> {
    let all: FxHashSet<&str> = codes.collect();
    let mut list: Vec<&str> = all.into_iter().collect();
    list.sort_unstable();
    list
}

fn places<'c>(list: &[&str], codes: impl Iterator<Item = &'c str>) -> Few {
    codes.filter_map(|code| list.binary_search(&code).ok()).collect()
}

fn entry<'n>(site: &Site, index: usize, Numbers { topics, languages, actors }: &'n Numbers) -> Entry<'n> {
    let event = &site.timeline.events[index];
    Entry(
        anchor(&event.id),
        Kind::ALL.iter().position(|k| *k == event.kind).unwrap_or(0),
        Status::ALL.iter().position(|s| *s == event.status).unwrap_or(0),
        topics,
        languages,
        actors,
        period(event),
        per_cent(event),
        text(site, index),
    )
}

pub fn render(site: &Site, press: &dyn Press) {
    if !press.wants(PATH) {
        return;
    }
    let chapters: Vec<_> = site.plan.chapters.iter().map(|c| (&c.path, c.events.len())).collect();
    let seal = site.seal(|s| (PATH, s.all_events(), &chapters));
    if seal.is_some_and(|seal| press.stands(PATH, seal)) {
        return;
    }
    let timeline = site.timeline;
    let actors = timeline
        .actors
        .iter()
        .map(|a| {
            let shown = super::text::capitalised(&site.namer().full(&a.id));
            let mut names = vec![narrow(&shown), narrow(&a.name)];
            names.extend(a.aliases.iter().map(|n| narrow(n)));
            names.extend(a.display.values().map(|n| narrow(n)));
            names.sort();
            names.dedup();
            (a.id.to_string(), shown, names.join(" | "))
        })
        .collect();
    let topics = each_once(timeline.events.iter().flat_map(|e| &e.topics).map(|t| t.as_ref()));
    let all = each_once(site.tongues.iter().flatten().copied());
    let order: Vec<usize> = site.plan.chapters.iter().flat_map(|c| c.events.iter().copied()).collect();
    let numbers = |at: usize| Numbers {
        topics: places(&topics, timeline.events[at].topics.iter().map(|t| &**t)),
        languages: places(&all, site.tongues[at].iter().copied()),
        actors: site.involved(at),
    };
    // the numbers of an event hang on the lists that they count in
    let lists = site.seal(|_| (&topics, &all, timeline.actors.iter().map(|a| &a.id).collect::<Vec<_>>()));
    let pages = site.plan.chapters.iter().map(|chapter| {
        let months = chapter.events.chunk_by(|&a, &b| key(timeline, a) == key(timeline, b));
        let month = |m: &[usize]| (super::groups::month_id(key(timeline, m[0])), m.len());
        (chapter.path.as_str(), months.map(month).collect())
    });
    let spread = site.plan.is_spread();
    let clean = |codes: &[&str]| codes.iter().map(|c| super::text::line(c)).collect();
    let head = Head {
        kinds: Kind::ALL.map(Kind::as_str).into(),
        families: Kind::ALL.map(cards::family).into(),
        statuses: Status::ALL.map(Status::as_str).into(),
        pages: pages.collect(),
        topics: clean(&topics),
        languages: clean(&all),
        actors,
    };
    let shown = |at: usize| (site.event_title(at), site.date(site.timeline.events[at].date.as_ref()));
    let seals = site.seals.as_ref();
    press.stream(PATH, seal, &mut |out| {
        out.write_all(b"var demarcheIndex=")?;
        let mut text = Vec::new();
        serde_json::to_writer(Harmless(&mut text), &head)?;
        // the brace that closes it
        text.pop();
        out.write_all(&text)?;
        out.write_all(b",\"events\":[")?;
        for (n, &at) in order.iter().enumerate() {
            comma(out, n)?;
            out.piece(seals.zip(lists).map(|(s, lists)| s.numbered(at, lists)), &mut |room| {
                Ok(serde_json::to_writer(Harmless(room), &entry(site, at, &numbers(at)))?)
            })?;
        }
        // what a list of results shows of each event, title and date, and the anchors of ids that were merged away with the
        // event's place among the others: only when they stand on several pages
        out.write_all(b"],\"shown\":[")?;
        for (n, &at) in order.iter().enumerate().filter(|_| spread) {
            comma(out, n)?;
            out.piece(seals.map(|s| s.shown(at)), &mut |room| Ok(serde_json::to_writer(Harmless(room), &shown(at))?))?;
        }
        out.write_all(b"],\"former\":")?;
        text.clear();
        serde_json::to_writer(Harmless(&mut text), &if spread { former(site, &order) } else { Vec::new() })?;
        out.write_all(&text)?;
        out.write_all(b"};\n")
    });
}

fn comma(out: &mut dyn Sheet, n: usize) -> io::Result<()> {
    if n > 0 { out.write_all(b",") } else { Ok(()) }
}

/// Passes JSON on so that it is harmless wherever it may land. The characters that it looks for stand within texts only,
/// where an escape means the same.
struct Harmless<'w>(&'w mut dyn Write);

impl Write for Harmless<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut rest = bytes;
        while let Some(at) = rest.iter().position(|b| matches!(b, b'<' | 0xe2)) {
            self.0.write_all(&rest[..at])?;
            // a text is handed over in whole characters
            let (escape, length): (&[u8], usize) = match &rest[at..] {
                [b'<', ..] => (b"\\u003c", 1),
                [0xe2, 0x80, 0xa8, ..] => (b"\\u2028", 3),
                [0xe2, 0x80, 0xa9, ..] => (b"\\u2029", 3),
                other => (&other[..1], 1),
            };
            self.0.write_all(escape)?;
            rest = &rest[at + length..];
        }
        self.0.write_all(rest)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

fn former(site: &Site, order: &[usize]) -> Vec<(String, usize)> {
    let of = |(at, &i): (usize, &usize)| site.timeline.events[i].merged.iter().map(move |id| (anchor(id), at));
    order.iter().enumerate().flat_map(of).collect()
}

/// The first and the last month that an event may lie in, counted from the year 0. An open end is the other one.
pub fn period(event: &Event) -> Option<(i32, i32)> {
    let (first, last) = event.date.as_ref()?.bounds();
    let month = |d: Day| d.year() * 12 + d.month0() as i32;
    let (first, last) = (first.or(last)?, last.or(first)?);
    Some((month(first), month(last)))
}

/// How sure the program is of an event, in per cent.
pub fn per_cent(event: &Event) -> u32 {
    (event.confidence.clamp(0.0, 1.0) * 100.0).round() as u32
}

/// What words are looked for in: title, quotes, topics, place, sources, note.
fn text(site: &Site, index: usize) -> String {
    let event = &site.timeline.events[index];
    let mut text = vec![site.event_title(index).to_owned(), event.id.to_string(), cards::topics(site, event)];
    text.extend(event.note.as_ref().map(ToString::to_string));
    for evidence in &event.evidence {
        let article = site.timeline.articles.get(evidence.article);
        text.extend(article.and_then(|a| a.body.get(evidence.quote.range())).map(str::to_owned));
        text.extend(article.and_then(|a| a.source.clone()));
    }
    text.dedup();
    narrow(&super::text::line(&text.join(" ")))
}

/// Folded, without the marks that nobody searches for and that would double what a browser needs to keep the text.
fn narrow(text: &str) -> String {
    let wide = |c: char| c as u32 > 0xff && !c.is_alphanumeric();
    let folded = fold(text);
    if folded.contains(wide) { folded.replace(wide, " ") } else { folded }
}
