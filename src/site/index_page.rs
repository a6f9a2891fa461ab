//! The timeline.

use super::{
    cards::{self, Card, FAMILIES},
    context::{Frame, Link, Site, word},
    dates::{self, Slot, slot},
    density::{Strip, strip},
    groups::{Detail, HOLE, Year, years},
    plan::{Chapter, key},
    press::{Press, sealed, text},
    publish::Seal,
    search,
    text::{fill, line},
};
use crate::{
    edtf::Edtf,
    events::{Kind, Status},
    pack::SiteTexts,
};
use askama::Template;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// A list to choose from is no longer than this; who is not in it is found by name.
const MOST_CHOICES: usize = 400;

/// The timeline whole, or a year of it.
#[derive(Template)]
#[template(path = "index.html")]
struct IndexPage<'a> {
    frame: Frame<'a>,
    heading: String,
    summary: String,
    strip: Option<Strip>,
    finder: Finder<'a>,
    years: Vec<Year>,
    before: Option<Link>,
    after: Option<Link>,
}

/// What stands in for the events when they are spread over pages.
#[derive(Template)]
#[template(path = "overview.html")]
struct OverviewPage<'a> {
    frame: Frame<'a>,
    summary: String,
    strip: Option<Strip>,
    finder: Finder<'a>,
    chapters: Vec<ChapterView>,
}

struct ChapterView {
    link: Link,
    count: String,
    families: Vec<(&'static str, String)>,
    /// The same as a bar: family, where it begins, how wide it is.
    shares: Vec<(&'static str, String, String)>,
    months: Vec<Link>,
}

/// The search form.
pub struct Finder<'a> {
    /// Nothing to find.
    pub empty: bool,
    pub texts: &'a SiteTexts,
    /// Whether what is found may stand on other pages.
    pub spread: bool,
    pub choices: &'a [Choices<'a>],
}

impl Finder<'_> {
    fn number(&self, n: &usize) -> String {
        super::plurals::number(*n, self.texts)
    }
}

/// One of the filters.
#[derive(Hash)]
pub struct Choices<'a> {
    pub id: &'static str,
    pub label: &'a str,
    /// Value, name, how many events.
    pub options: Vec<(String, String, usize)>,
}

pub fn render(site: &Site, press: &dyn Press) {
    let chapters = &site.plan.chapters;
    let spread = site.plan.is_spread();
    if !press.wants("index.html") && !chapters.iter().any(|chapter| press.wants(&chapter.path)) {
        return;
    }
    let choices = choices(site);
    let finder = || Finder { empty: site.timeline.events.is_empty(), texts: site.texts, spread, choices: &choices };
    let chosen = site.seal(|_| &choices);
    // how a chapter is called, and where it stands
    let called = |at: usize| chapters.get(at).map(|c| (&c.path, c.year, c.part));
    chapters.par_iter().enumerate().for_each(|(at, chapter)| {
        let seal = || {
            site.seal(|s| {
                let beside = (at.checked_sub(1).map(called), called(at), called(at + 1));
                let told = s.events(&chapter.events, Detail::Home);
                (&chapter.path, beside, told, chosen, (!spread).then(|| summary(site)))
            })
        };
        render_chapter(site, press, at, seal, &finder);
    });
    if spread {
        let seal = || site.seal(|s| ("index.html", s.lines(), chosen, site.timeline.articles.len()));
        sealed(press, "index.html", seal, || {
            let all: Vec<usize> = (0..site.timeline.events.len()).collect();
            OverviewPage {
                frame: site.frame("", "index.html", "timeline"),
                summary: summary(site),
                strip: strip(site, &all, |event| chapters[site.plan.home(event)].path.clone()),
                finder: finder(),
                chapters: chapters.iter().map(|c| chapter_view(site, c)).collect(),
            }
        });
    }
}

/// A card by itself, as it stands in its page.
#[derive(Template)]
#[template(path = "card.html")]
struct CardAlone<'a> {
    card: Card,
    frame: &'a Frame<'a>,
}

/// A page of the timeline, a card at a time: most are what they were at the last build.
fn render_chapter<'a>(
    site: &'a Site<'a>,
    press: &dyn Press,
    at: usize,
    seal: impl Fn() -> Option<Seal>,
    finder: &dyn Fn() -> Finder<'a>,
) {
    let path = &site.plan.chapters[at].path;
    if !press.wants(path) {
        return;
    }
    let seal = seal();
    if seal.is_some_and(|seal| press.stands(path, seal)) {
        return;
    }
    let page = chapter_page(site, at, finder(), Detail::Holes);
    let dates = page.years.iter().flat_map(|y| &y.months).flat_map(|m| &m.dates);
    let events: Vec<usize> = dates.flat_map(|d| &d.holes).map(|hole| hole.0).collect();
    let around = text(&page);
    let around: Vec<&str> = around.split(HOLE).collect();
    if around.len() != events.len() + 1 {
        // a text that holds what no text should
        return press.put(path, seal, text(&chapter_page(site, at, finder(), Detail::Home)).into_bytes());
    }
    let frame = &page.frame;
    press.stream(path, seal, &mut |out| {
        out.write_all(around[0].as_bytes())?;
        for (&event, behind) in events.iter().zip(&around[1..]) {
            out.piece(site.seals.as_ref().map(|s| s.card(event)), &mut |room| {
                let card = CardAlone { card: Card::new(site, event, frame.root, true), frame };
                card.write_into(room)
            })?;
            out.write_all(behind.as_bytes())?;
        }
        Ok(())
    });
}

fn chapter_page<'a>(site: &'a Site<'a>, at: usize, finder: Finder<'a>, detail: Detail) -> IndexPage<'a> {
    let chapters = &site.plan.chapters;
    let chapter = &chapters[at];
    let spread = site.plan.is_spread();
    let title = if spread { chapter_title(site, chapter) } else { String::new() };
    let frame = site.frame(&title, &chapter.path, "timeline");
    let beside = |at: Option<usize>| {
        let other = chapters.get(at?).filter(|_| spread)?;
        Some(Link { href: format!("../{}", other.path), text: chapter_title(site, other) })
    };
    IndexPage {
        heading: if title.is_empty() { frame.site_title.clone() } else { title },
        summary: match spread {
            true => site.count(chapter.events.len(), &site.texts.counts.events),
            false => summary(site),
        },
        strip: strip(site, &chapter.events, |_| String::new()),
        finder,
        years: years(site, &chapter.events, frame.root, detail),
        before: beside(at.checked_sub(1)),
        after: beside(Some(at + 1)),
        frame,
    }
}

fn chapter_title(site: &Site, chapter: &Chapter) -> String {
    let year = chapter.year.map_or_else(|| site.texts.ui.undated.clone(), |y| y.to_string());
    match chapter.part {
        (_, 1) => year,
        (n, all) => {
            let part = fill(&site.texts.ui.part, &[("n", &n.to_string()), ("all", &all.to_string())]);
            format!("{year}, {part}")
        }
    }
}

fn chapter_view(site: &Site, chapter: &Chapter) -> ChapterView {
    let count = |family: &str| {
        chapter.events.iter().filter(|&&e| super::cards::family(site.timeline.events[e].kind) == family).count()
    };
    let mut months: Vec<Link> = Vec::new();
    for month in chapter.events.chunk_by(|&a, &b| key(site.timeline, a) == key(site.timeline, b)) {
        let (undated, year, number) = key(site.timeline, month[0]);
        if !undated && number > 0 {
            months.push(Link {
                href: format!("{}#m{year:04}-{number:02}", chapter.path),
                text: dates::month_short(number, &site.texts.dates).to_owned(),
            });
        }
    }
    let whole = chapter.events.len().max(1) as f64 / 100.0;
    let mut shares = Vec::new();
    let mut begin = 0.0;
    for family in FAMILIES {
        let width = count(family) as f64 / whole;
        if width > 0.0 {
            shares.push((family, format!("{begin:.2}%"), format!("{width:.2}%")));
        }
        begin += width;
    }
    ChapterView {
        shares,
        link: Link { href: chapter.path.clone(), text: chapter_title(site, chapter) },
        count: site.count(chapter.events.len(), &site.texts.counts.events),
        families: FAMILIES
            .into_iter()
            .map(|f| (f, count(f)))
            .filter(|(_, n)| *n > 0)
            .map(|(f, n)| (f, format!("{} {}", word(&site.texts.families, f), super::plurals::number(n, site.texts))))
            .collect(),
        months,
    }
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
    let events = &site.timeline.events;
    // by number, which is the order of their ids
    let mut actors = vec![0; site.timeline.actors.len()];
    let mut spoken: BTreeMap<&str, usize> = BTreeMap::new();
    let mut topics: BTreeMap<&str, usize> = BTreeMap::new();
    let mut months: BTreeMap<i32, usize> = BTreeMap::new();
    for (i, event) in events.iter().enumerate() {
        site.involved(i).into_iter().for_each(|at| actors[at] += 1);
        for code in &site.tongues[i] {
            *spoken.entry(code).or_default() += 1;
        }
        for topic in &event.topics {
            *topics.entry(topic).or_default() += 1;
        }
        if let Some((first, _)) = search::period(event) {
            *months.entry(first).or_default() += 1;
        }
    }
    let named = |codes: Vec<(&'static str, usize)>, words: &crate::pack::Words| {
        let some = codes.into_iter().filter(|(_, n)| *n > 0);
        some.map(|(code, n)| (code.to_owned(), word(words, code), n)).collect::<Vec<_>>()
    };
    let kinds = Kind::ALL.map(|k| (k.as_str(), events.iter().filter(|e| e.kind == k).count()));
    let statuses = Status::ALL.map(|s| (s.as_str(), events.iter().filter(|e| e.status == s).count()));
    let actors = site.timeline.actors.iter().zip(actors).filter(|(_, n)| *n > 0);
    let mut actors: Vec<(String, String, usize)> =
        actors.map(|(actor, n)| (actor.id.to_string(), site.namer().full(&actor.id), n)).collect();
    actors.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.1.cmp(&b.1)));
    actors.truncate(MOST_CHOICES);
    let month = |(n, count): (i32, usize)| {
        let (year, month) = (n.div_euclid(12), n.rem_euclid(12) as u32 + 1);
        (n.to_string(), format!("{} {year}", dates::month_short(month, &site.texts.dates)), count)
    };
    let months: Vec<(String, String, usize)> = months.into_iter().map(month).collect();
    let sure = [90, 75, 50].map(|least| {
        let n = events.iter().filter(|e| search::per_cent(e) >= least).count();
        (least.to_string(), fill(&t.at_least, &[("n", &least.to_string())]), n)
    });
    let list = vec![
        Choices { id: "kind", label: &t.kind, options: named(kinds.into(), &site.texts.kinds) },
        Choices { id: "status", label: &t.status, options: named(statuses.into(), &site.texts.statuses) },
        Choices { id: "actor", label: &t.actor, options: actors.clone() },
        Choices { id: "with", label: &t.with, options: actors },
        Choices {
            id: "topic",
            label: &t.topic,
            options: topics.into_iter().map(|(code, n)| (line(code), cards::topic(site, code), n)).collect(),
        },
        Choices { id: "from", label: &t.from, options: months.clone() },
        Choices { id: "to", label: &t.to, options: months },
        Choices { id: "confidence", label: &t.confidence, options: sure.into() },
        Choices {
            id: "language",
            label: &t.language,
            options: spoken.into_iter().map(|(code, n)| (line(code), word(&site.texts.languages, code), n)).collect(),
        },
    ];
    list.into_iter().filter(|c| !c.options.is_empty()).collect()
}
