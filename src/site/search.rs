//! The index that the search script reads: a classic script with one global name, since a page from disk may neither
//! fetch nor import. Its events stand in the order of the pages, so that the script need not look them up.

use super::{cards, context::Site, links::anchor, plan::key, press::Press};
use crate::{
    edtf::Day,
    events::{Kind, Status},
    text::fold,
    timeline::Event,
};
use chrono::Datelike;
use serde::Serialize;

const PATH: &str = "assets/events.js";

#[derive(Serialize)]
struct Index {
    kinds: Vec<&'static str>,
    /// The family of each kind.
    families: Vec<&'static str>,
    statuses: Vec<&'static str>,
    topics: Vec<String>,
    languages: Vec<String>,
    /// Id, name, and all names folded.
    actors: Vec<(String, String, String)>,
    /// The pages of the timeline, each with the ids of its months and how many events they hold.
    pages: Vec<(String, Vec<(String, usize)>)>,
    events: Vec<Entry>,
    /// What a list of results shows of each event: title and date. Only when they stand on several pages.
    shown: Vec<(String, String)>,
    /// Anchors of ids that were merged away, with the event's place in `events`. Only then, too.
    former: Vec<(String, usize)>,
}

/// Anchor, kind, status, topics, languages, actors, first and last month, confidence in per cent, folded text.
#[derive(Serialize)]
struct Entry(String, usize, usize, Vec<usize>, Vec<usize>, Vec<usize>, Option<(i32, i32)>, u32, String);

pub fn render(site: &Site, press: &dyn Press) {
    if !press.wants(PATH) {
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
    let mut topics: Vec<String> = timeline.events.iter().flat_map(|e| &e.topics).cloned().collect();
    topics.sort();
    topics.dedup();
    let spoken: Vec<Vec<String>> = (0..timeline.events.len()).map(|i| languages(site, i)).collect();
    let mut tongues: Vec<String> = spoken.iter().flatten().cloned().collect();
    tongues.sort();
    tongues.dedup();
    let order: Vec<usize> = site.plan.chapters.iter().flat_map(|c| c.events.iter().copied()).collect();
    let place = |list: &[String], code: &String| list.binary_search(code).ok();
    let entry = |&index: &usize| {
        let event = &timeline.events[index];
        Entry(
            anchor(&event.id),
            Kind::ALL.iter().position(|k| *k == event.kind).unwrap_or(0),
            Status::ALL.iter().position(|s| *s == event.status).unwrap_or(0),
            event.topics.iter().filter_map(|t| place(&topics, t)).collect(),
            spoken[index].iter().filter_map(|c| place(&tongues, c)).collect(),
            involved(site, index),
            period(event),
            per_cent(event),
            text(site, index),
        )
    };
    let pages = site.plan.chapters.iter().map(|chapter| {
        let months = chapter.events.chunk_by(|&a, &b| key(timeline, a) == key(timeline, b));
        let month = |m: &[usize]| (super::groups::month_id(key(timeline, m[0])), m.len());
        (chapter.path.clone(), months.map(month).collect())
    });
    let spread = site.plan.is_spread();
    let clean = |codes: &[String]| codes.iter().map(|c| super::text::line(c)).collect();
    let index = Index {
        kinds: Kind::ALL.map(Kind::as_str).into(),
        families: Kind::ALL.map(cards::family).into(),
        statuses: Status::ALL.map(Status::as_str).into(),
        pages: pages.collect(),
        events: order.iter().map(entry).collect(),
        shown: match spread {
            true => {
                order.iter().map(|&i| (site.titles[i].clone(), site.date(timeline.events[i].date.as_ref()))).collect()
            }
            false => Vec::new(),
        },
        former: match spread {
            true => former(site, &order),
            false => Vec::new(),
        },
        topics: clean(&topics),
        languages: clean(&tongues),
        actors,
    };
    let json = serde_json::to_string(&index).expect("no map keys, no failing types");
    // harmless wherever it may land
    let json = json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    press.put(PATH, format!("var demarcheIndex={json};\n").into_bytes());
}

fn former(site: &Site, order: &[usize]) -> Vec<(String, usize)> {
    let of = |(at, &i): (usize, &usize)| site.timeline.events[i].merged.iter().map(move |id| (anchor(id), at));
    order.iter().enumerate().flat_map(of).collect()
}

/// Language codes of an event's evidence, each once.
pub fn languages(site: &Site, index: usize) -> Vec<String> {
    let mut codes: Vec<String> = site.timeline.events[index]
        .evidence
        .iter()
        .filter_map(|e| {
            let article = site.timeline.articles.get(e.article)?;
            let paragraph = article.paragraphs.iter().find(|(span, _, _)| span.overlaps(e.quote));
            Some(paragraph.map_or(&article.language, |(_, language, _)| language).clone())
        })
        .collect();
    codes.sort();
    codes.dedup();
    codes
}

/// Who takes part in an event, and where: indices into the timeline's actors, each once.
pub fn involved(site: &Site, index: usize) -> Vec<usize> {
    let event = &site.timeline.events[index];
    let at = |id| site.timeline.actors.binary_search_by(|a| a.id.cmp(id)).ok();
    let mut actors: Vec<usize> = event.actors.iter().filter_map(|(_, id)| at(id)).collect();
    actors.extend(event.place.as_ref().and_then(at));
    actors.sort_unstable();
    actors.dedup();
    actors
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
    let mut text = vec![site.titles[index].clone(), event.id.clone(), cards::topics(site, event)];
    text.extend(event.note.clone());
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
    fold(text).chars().map(|c| if c as u32 > 0xff && !c.is_alphanumeric() { ' ' } else { c }).collect()
}
