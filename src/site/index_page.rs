//! The timeline.

use super::{
    context::{Frame, Site, page, word},
    dates::{self, Slot, slot},
    density::{Strip, strip},
    groups::{Year, years},
    search::languages,
    text::fill,
};
use crate::{
    edtf::Edtf,
    events::{Kind, Status},
};
use askama::Template;
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "index.html")]
struct IndexPage<'a> {
    frame: Frame<'a>,
    summary: String,
    strip: Option<Strip>,
    choices: Vec<Choices<'a>>,
    years: Vec<Year>,
    events: usize,
}

/// One of the filters.
struct Choices<'a> {
    id: &'static str,
    label: &'a str,
    options: Vec<(String, String)>,
}

pub fn render(site: &Site) -> (String, Vec<u8>) {
    let events: Vec<usize> = (0..site.timeline.events.len()).collect();
    page(
        "index.html",
        &IndexPage {
            frame: site.frame("", "", "timeline"),
            summary: summary(site),
            strip: strip(site, events.iter().copied(), ""),
            choices: choices(site),
            years: years(site, &events, ""),
            events: events.len(),
        },
    )
}

/// `42 events · 12 articles · 20 January 2022 – 3 September 2025`.
pub fn summary(site: &Site) -> String {
    let t = &site.texts.ui;
    let events = site.count(site.timeline.events.len(), &site.texts.counts.events);
    let articles = site.count(site.timeline.articles.len(), &site.texts.counts.articles);
    // a year as a whole would stretch the timeline to days on which nothing is known to happen
    let exact = |d: &&Edtf| matches!(slot(Some(d)), Slot::Month(..));
    let bounds = || site.timeline.events.iter().filter_map(|e| e.date.as_ref()).filter(exact).map(|d| d.bounds());
    let first = bounds().filter_map(|(a, _)| a).min();
    let last = bounds().filter_map(|(a, b)| b.or(a)).max();
    let mut values = vec![("events", events), ("articles", articles)];
    let template = match (first, last) {
        (Some(first), Some(last)) => {
            values.push(("from", dates::day(first, &site.texts.dates)));
            values.push(("to", dates::day(last, &site.texts.dates)));
            &t.summary
        }
        _ => &t.summary_undated,
    };
    let values: Vec<(&str, &str)> = values.iter().map(|(k, v)| (*k, v.as_str())).collect();
    fill(template, &values)
}

fn choices<'a>(site: &Site<'a>) -> Vec<Choices<'a>> {
    let t = &site.texts.ui;
    let counted = |name: String, n: usize| format!("{name} ({n})");
    let mut actors: BTreeMap<&str, usize> = BTreeMap::new();
    let mut spoken: BTreeMap<String, usize> = BTreeMap::new();
    for (i, event) in site.timeline.events.iter().enumerate() {
        let mut ids: Vec<&str> = event.actors.iter().map(|(_, id)| &*id.0).collect();
        ids.sort_unstable();
        ids.dedup();
        for id in ids {
            *actors.entry(id).or_default() += 1;
        }
        for code in languages(site, i) {
            *spoken.entry(code).or_default() += 1;
        }
    }
    let kind = |k: Kind| site.timeline.events.iter().filter(|e| e.kind == k).count();
    let status = |s: Status| site.timeline.events.iter().filter(|e| e.status == s).count();
    let kinds = Kind::ALL.into_iter().filter(|k| kind(*k) > 0);
    let statuses = Status::ALL.into_iter().filter(|s| status(*s) > 0);
    let mut actors: Vec<(&str, usize)> = actors.into_iter().collect();
    actors.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    vec![
        Choices {
            id: "kind",
            label: &t.kind,
            options: kinds
                .map(|k| (k.as_str().to_owned(), counted(word(&site.texts.kinds, k.as_str()), kind(k))))
                .collect(),
        },
        Choices {
            id: "status",
            label: &t.status,
            options: statuses
                .map(|s| (s.as_str().to_owned(), counted(word(&site.texts.statuses, s.as_str()), status(s))))
                .collect(),
        },
        Choices {
            id: "actor",
            label: &t.actor,
            options: actors
                .into_iter()
                .map(|(id, n)| (id.to_owned(), counted(site.namer().full(&id.into()), n)))
                .collect(),
        },
        Choices {
            id: "language",
            label: &t.language,
            options: spoken
                .into_iter()
                .map(|(code, n)| {
                    let name = counted(word(&site.texts.languages, &code), n);
                    (code, name)
                })
                .collect(),
        },
    ]
}
