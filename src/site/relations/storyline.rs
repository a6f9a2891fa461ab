//! Actors as lines through time that run together where they share an event, drawn at build time; and the list of
//! episodes.

use super::{episodes::Row, layout::Rect, lines::rows};
use crate::{
    graph::{self, Knot},
    site::{
        cards::family,
        context::{Frame, Link, Site, word},
        dates,
        press::{Press, sealed},
        text::{capitalised, fill},
    },
};
use askama::Template;
use chrono::Datelike;

/// No more lines and events than these are drawn.
const LINES: usize = 12;
const KNOTS: usize = 90;
/// Pixels: between events, between lines, above the first line, before the first event.
const STEP: f64 = 44.0;
const ROW: f64 = 38.0;
const TOP: f64 = 56.0;
const LEFT: f64 = 24.0;
/// The breadth of a letter of a name, rather more than less, and how far from its place a name may stand.
const LETTER: f64 = 7.8;
const ALONG: usize = 6;
/// After so many events a line is named again.
const AGAIN: usize = 14;

#[derive(Template)]
#[template(path = "storyline.html")]
struct StorylinePage<'a> {
    frame: Frame<'a>,
    width: u32,
    height: u32,
    ways: Vec<Way>,
    names: Vec<Name>,
    knots: Vec<KnotView>,
    ticks: Vec<(String, String)>,
    cut: String,
    table: Vec<(String, Link, Vec<Link>)>,
    episodes: Vec<Row>,
}

struct Way {
    hue: usize,
    d: String,
}

struct Name {
    hue: usize,
    link: Link,
    x: String,
    y: String,
}

struct KnotView {
    link: Link,
    title: String,
    family: &'static str,
    x: String,
    y: String,
    height: String,
    day: String,
    day_x: String,
}

pub fn render(site: &Site, press: &dyn Press) {
    const PATH: &str = "storyline.html";
    let sources = || site.timeline.events.iter().map(|event| site.sources(event).len()).collect::<Vec<_>>();
    let seal = || site.seal(|s| (PATH, s.lines(), sources()));
    sealed(press, PATH, seal, || storyline_page(site, super::episodes::rows(site)));
}

fn storyline_page<'a>(site: &'a Site<'a>, episodes: Vec<Row>) -> StorylinePage<'a> {
    let story = graph::storyline(site.timeline, &site.sides, LINES);
    let knots = heaviest(site, &story.knots);
    let met: Vec<Vec<usize>> = knots.iter().map(|k| k.lines.clone()).collect();
    let rows = rows(story.lines.len(), &met);
    let breadth = |line: usize| {
        let name = site.namer().full(&site.timeline.actors[story.lines[line]].id);
        name.chars().count() as f64 * LETTER
    };
    // those who are there from the beginning are named before it
    let gutter = met.first().into_iter().flatten().map(|l| breadth(*l) + 8.0).fold(LEFT, f64::max);
    let x = |at: usize| gutter + (at as f64 + 0.5) * STEP;
    let y = |row: usize| TOP + (row as f64 + 0.5) * ROW;
    let short = |v: f64| format!("{v:.1}");
    let link = |line: usize| site.actor_link(&site.timeline.actors[story.lines[line]].id, "");
    let mut ways = Vec::new();
    let mut names = Vec::new();
    let mut taken: Vec<Rect> = Vec::new();
    // events and lines, which names keep off where they can
    let mut busy: Vec<Rect> = Vec::new();
    for (column, knot) in rows.iter().zip(&met).enumerate().map(|(at, (c, k))| ((at, c), k)) {
        let (at, places) = column;
        let own: Vec<usize> = knot.iter().filter_map(|l| places[*l]).collect();
        let (top, bottom) = (own.iter().min().copied().unwrap_or(0), own.iter().max().copied().unwrap_or(0));
        busy.push(Rect { x: x(at) - 7.0, y: y(top) - 3.0, w: 14.0, h: y(bottom) - y(top) + 6.0 });
        for row in places.iter().flatten() {
            busy.push(Rect { x: x(at) - STEP / 2.0, y: y(*row) - 2.0, w: STEP, h: 4.0 });
        }
    }
    let mut nowhere = Vec::new();
    for line in 0..story.lines.len() {
        let there: Vec<(usize, usize)> = rows.iter().enumerate().filter_map(|(at, c)| Some((at, c[line]?))).collect();
        let Some(&(first, _)) = there.first() else { continue };
        ways.push(Way { hue: line, d: path(&there, x, y) });
        // named where it begins, and now and then again, above or below, where no other name stands
        let mut last: Option<usize> = None;
        for &(at, row) in &there {
            if last.is_some_and(|l| at < l + AGAIN) {
                continue;
            }
            let breadth = breadth(line);
            let (left, middle) = (x(at) - STEP * 0.3, y(row) + 4.5);
            let mut places = Vec::new();
            if last.is_none() {
                places.push((x(at) - STEP / 2.0 - 3.0 - breadth, middle));
            }
            for &(at, row) in there.iter().filter(|(later, _)| (at..=at + ALONG).contains(later)) {
                places.extend([-8.0, 18.0].map(|off| (x(at) - STEP * 0.3, y(row) + off)));
            }
            let clear = places.len();
            places.extend([
                (left, y(row) - 6.0),
                (left, y(row) + 17.0),
                (x(at) + 12.0, middle),
                (x(at) - 12.0 - breadth, middle),
                (left, y(row) - 20.0),
                (left, y(row) + 31.0),
            ]);
            let meets = |list: &[Rect], r: &Rect| list.iter().any(|t| t.meets(r));
            let mut free =
                places.into_iter().map(|(x, y)| (x, y, Rect { x, y: y - 12.0, w: breadth, h: 15.0 })).enumerate();
            let fits = |(n, (x, _, r)): &(usize, (f64, f64, Rect))| {
                *x >= 2.0 && !meets(&taken, r) && (*n >= clear || !meets(&busy, r))
            };
            if let Some((_, (x, y, rect))) = free.find(fits) {
                taken.push(rect);
                names.push(Name { hue: line, link: link(line), x: short(x), y: short(y) });
                last = Some(at);
            }
        }
        if last.is_none() {
            // no room anywhere: a row of its own below all, under where it begins
            nowhere.push((line, first));
        }
    }
    let deepest = rows.iter().flatten().flatten().max().copied().unwrap_or(0);
    let mut floor = y(deepest + 1);
    for (line, at) in nowhere {
        names.push(Name { hue: line, link: link(line), x: short(x(at) - STEP * 0.3), y: short(floor) });
        floor += 18.0;
    }
    let mut ticks: Vec<(String, String)> = Vec::new();
    let mut month = None;
    let mut labelled = f64::MIN;
    for (at, knot) in knots.iter().enumerate() {
        let own = (knot.first.year(), knot.first.month());
        if month != Some(own) && x(at) - labelled > 70.0 {
            let name = format!("{} {}", dates::month_short(own.1, &site.texts.dates), own.0);
            ticks.push((short(x(at) - STEP * 0.3), name));
            (month, labelled) = (Some(own), x(at));
        }
    }
    let knot = |(at, knot): (usize, &&Knot)| {
        let places: Vec<usize> = knot.lines.iter().filter_map(|l| rows[at][*l]).collect();
        let (top, bottom) = (places.iter().min().copied().unwrap_or(0), places.iter().max().copied().unwrap_or(0));
        let event = &site.timeline.events[knot.event];
        let link = site.event_link(knot.event, "");
        KnotView {
            title: format!(
                "{}: {}, {}",
                site.date(event.date.as_ref()),
                word(&site.texts.kinds, event.kind.as_str()),
                link.text
            ),
            link,
            family: family(event.kind),
            x: short(x(at) - 6.0),
            y: short(y(top) - 7.0),
            height: short(y(bottom) - y(top) + 14.0),
            day: knot.first.day().to_string(),
            day_x: short(x(at)),
        }
    };
    let left = story.knots.len() - knots.len();
    StorylinePage {
        frame: site.frame(&site.texts.ui.storyline, "storyline.html", "storyline"),
        width: (gutter + LEFT + knots.len() as f64 * STEP + 90.0) as u32,
        height: (floor + 6.0) as u32,
        ways,
        names,
        knots: knots.iter().enumerate().map(knot).collect(),
        ticks,
        cut: match left {
            0 => String::new(),
            n => fill(&site.texts.ui.storyline_cut, &[("events", &site.count(n, &site.texts.counts.events))]),
        },
        table: knots
            .iter()
            .map(|k| {
                let event = &site.timeline.events[k.event];
                let who = k.lines.iter().map(|l| link(*l)).collect();
                (capitalised(&site.date(event.date.as_ref())), site.event_link(k.event, ""), who)
            })
            .collect(),
        episodes,
    }
}

/// The events that most lines meet in and most sources tell of, in their order.
fn heaviest<'k>(site: &Site, knots: &'k [Knot]) -> Vec<&'k Knot> {
    let mut list: Vec<&Knot> = knots.iter().collect();
    let weight = |k: &Knot| {
        let event = &site.timeline.events[k.event];
        (site.sources(event).len(), k.lines.len(), family(event.kind) != "words")
    };
    list.sort_by(|a, b| weight(b).cmp(&weight(a)).then_with(|| a.event.cmp(&b.event)));
    list.truncate(KNOTS);
    list.sort_by_key(|k| (k.first, k.event));
    list
}

/// A line through its places, level beside each event.
fn path(there: &[(usize, usize)], x: impl Fn(usize) -> f64, y: impl Fn(usize) -> f64) -> String {
    let level = STEP * 0.22;
    let mut d = String::new();
    for (i, &(at, row)) in there.iter().enumerate() {
        let (left, right, y1) = (x(at) - level, x(at) + level, y(row));
        if i == 0 {
            d.push_str(&format!("M{:.1} {y1:.1}", left - 2.0));
        } else {
            let (before, y0) = (x(there[i - 1].0) + level, y(there[i - 1].1));
            let middle = (before + left) / 2.0;
            match y0 == y1 {
                true => d.push_str(&format!("H{left:.1}")),
                false => d.push_str(&format!("C{middle:.1} {y0:.1} {middle:.1} {y1:.1} {left:.1} {y1:.1}")),
            }
        }
        d.push_str(&format!("H{right:.1}"));
    }
    d
}
