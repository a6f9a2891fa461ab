//! The whole timeline at a glance: a bar a month or a week, contacts and words above the line, pressure and force below.

use super::{
    cards::family,
    context::{Site, word},
    dates::{self, Slot, slot},
    plan::key,
    text::fill,
};
use crate::{edtf::Day, events::Kind};
use chrono::Datelike;
use std::collections::{BTreeMap, BTreeSet};

/// Events within no more months than these are drawn by week.
const FEW_MONTHS: i32 = 8;
/// Months or weeks without events that are still drawn one by one; a longer silence is one gap.
const SILENCE: i32 = 9;
/// Where silences are what one looks for.
const LONG_SILENCE: i32 = 60;
/// With no more slots than these, bars are slim, and each has its number and the name of its month.
const FEW: usize = 24;
/// Percent between the beginnings of two labels, on any screen and on a wide one; a month's name needs more than a year's.
const APART: f64 = 11.0;
const APART_WIDE: [f64; 2] = [3.6, 6.5];
/// Room for the number above a bar.
const HEAD: f64 = 14.0;
const UP: f64 = 84.0;
const DOWN: f64 = 48.0;

/// A drawing in percent across and pixels down; empty when there is nothing to compare.
pub struct Strip {
    /// What is counted.
    pub title: String,
    /// The families drawn, with their names: above the line and below it.
    pub up: Vec<(&'static str, String)>,
    pub down: Vec<(&'static str, String)>,
    /// Names of the months of the bars, and their numbers; where there is room for them.
    pub ticks: Vec<Label>,
    pub counts: Vec<Count>,
    /// Marked silences.
    pub silences: Vec<Silence>,
    /// All that could be marked.
    quiet: Vec<Silence>,
    pub bars: Vec<Bar>,
    pub gaps: Vec<Gap>,
    pub labels: Vec<Label>,
    /// Whether labels stand under the middle of their bars; names with a year are too long for that at the edges.
    pub centred: bool,
    pub height: u32,
    pub line: u32,
    pub tick_y: u32,
    pub label_y: u32,
    /// Pixels, so that few bars don't grow fat.
    pub width: u32,
}

pub struct Bar {
    pub href: String,
    pub label: String,
    /// Of the whole slot.
    pub x: String,
    pub width: String,
    pub parts: Vec<Part>,
}

pub struct Part {
    pub family: &'static str,
    pub x: String,
    pub width: String,
    pub y: String,
    pub height: String,
}

pub struct Silence {
    pub x: String,
    pub middle: String,
    pub width: String,
    pub label: String,
    /// What there is room for.
    pub short: String,
}

pub struct Gap {
    pub x: String,
    pub label: String,
}

pub struct Label {
    pub x: String,
    pub text: String,
    /// There is room for it on a wide screen only.
    pub wide: bool,
}

pub struct Count {
    pub x: String,
    pub y: String,
    pub text: String,
}

/// A month by its number from the year 0, or a week by the days from the year 0 to its Monday.
type Step = i32;

/// The strip of some events, by month or, when they lie within few months, by week; `page` says on which page an event
/// stands, nothing for this one.
pub fn strip(site: &Site, events: &[usize], page: impl Fn(usize) -> String) -> Option<Strip> {
    let strip = draw(site, events, page, SILENCE)?;
    (strip.bars.len() > 1).then_some(strip)
}

/// The strip of a pair or an episode: every month or week has its room, and silences are marked.
pub fn with_silences(site: &Site, events: &[usize]) -> Option<Strip> {
    let mut strip = draw(site, events, |_| String::new(), LONG_SILENCE)?;
    strip.silences = std::mem::take(&mut strip.quiet);
    (strip.bars.len() > 1).then_some(strip)
}

fn draw(site: &Site, events: &[usize], page: impl Fn(usize) -> String, longest: i32) -> Option<Strip> {
    let events_ = &site.timeline.events;
    let months: BTreeSet<(i32, u32)> = events
        .iter()
        .filter_map(|&i| match slot(events_[i].date.as_ref()) {
            Slot::Month(year, month) => Some((year, month)),
            _ => None,
        })
        .collect();
    let (&(y1, m1), &(y2, m2)) = (months.first()?, months.last()?);
    let weekly = (y2 - y1) * 12 + m2 as i32 - m1 as i32 <= FEW_MONTHS;
    let mut steps: BTreeMap<Step, Vec<usize>> = BTreeMap::new();
    for &index in events {
        let date = events_[index].date.as_ref();
        let Slot::Month(year, month) = slot(date) else { continue };
        let step = if weekly {
            // what is not known to a week has no place among weeks
            let Some(day) = date.filter(|d| d.width_days().is_some_and(|w| w <= 7)).and_then(|d| d.first()) else {
                continue;
            };
            day.num_days_from_ce() - day.weekday().num_days_from_monday() as i32
        } else {
            year * 12 + month as i32 - 1
        };
        steps.entry(step).or_default().push(index);
    }
    let unit = if weekly { 7 } else { 1 };
    let (&first, &last) = (steps.keys().next()?, steps.keys().next_back()?);
    let count =
        |list: &[usize], family: &str| list.iter().filter(|&&i| self::family(events_[i].kind) == family).count();
    let sum = |list: &[usize], families: [&str; 2]| -> usize { families.iter().map(|f| count(list, f)).sum() };
    let top = steps.values().map(|c| sum(c, ["contact", "words"])).max().unwrap_or(0);
    let bottom = steps.values().map(|c| sum(c, ["pressure", "force"])).max().unwrap_or(0);
    // one scale for both, so that they can be compared
    let scale = (UP / top.max(1) as f64).min(if bottom > 0 { DOWN / bottom as f64 } else { UP }).min(14.0);
    let line = (top as f64 * scale).round().max(8.0) + HEAD;
    let height = line + (bottom as f64 * scale).round() + 2.0;

    // slots: steps with events, short silences, and one for each long silence
    let mut slots: Vec<Result<Step, i32>> = Vec::new();
    let mut previous = first;
    for &step in steps.keys() {
        let silence = (step - previous) / unit - 1;
        if silence > longest {
            slots.push(Err(silence));
        } else {
            slots.extend((1..=silence).map(|n| Ok(previous + n * unit)));
        }
        slots.push(Ok(step));
        previous = step;
    }
    debug_assert_eq!(previous, last);
    let each = 100.0 / slots.len() as f64;
    let few = slots.len() <= FEW;
    let share = if few { 0.42 } else { 0.76 };
    let named = |families: [&'static str; 2]| {
        let drawn = families.into_iter().filter(|f| steps.values().any(|list| count(list, f) > 0));
        drawn.map(|f| (f, word(&site.texts.families, f))).collect::<Vec<_>>()
    };
    // names of months stand between the line and those of years
    let ticked = few && !weekly;
    let mut strip = Strip {
        title: if weekly { site.texts.ui.density_week.clone() } else { site.texts.ui.density.clone() },
        up: named(["contact", "words"]),
        down: named(["pressure", "force"]),
        ticks: Vec::new(),
        counts: Vec::new(),
        silences: Vec::new(),
        quiet: Vec::new(),
        bars: Vec::new(),
        gaps: Vec::new(),
        labels: Vec::new(),
        centred: !weekly,
        height: (height + if ticked { 34.0 } else { 18.0 }) as u32,
        line: line as u32,
        tick_y: (height + 13.0) as u32,
        label_y: (height + if ticked { 29.0 } else { 14.0 }) as u32,
        width: (slots.len() as u32).saturating_mul(84).clamp(160, 4000),
    };
    let percent = |n: f64| format!("{n:.3}%");
    // year or month, its first slot, how many it has, its name
    let mut headings: Vec<(i32, usize, usize, String)> = Vec::new();
    for (i, slot) in slots.iter().enumerate() {
        let x = i as f64 * each;
        let step = match slot {
            Ok(step) => *step,
            Err(silence) => {
                let counted = if weekly { &site.texts.counts.days } else { &site.texts.counts.months };
                let label = site.count((*silence * unit) as usize, counted);
                strip.gaps.push(Gap { x: percent(x + each / 2.0), label });
                continue;
            }
        };
        // a new year, or among weeks a new month, has its name below
        let (heading, name) = match Day::from_num_days_from_ce_opt(step).filter(|_| weekly) {
            Some(monday) => {
                let sunday = monday + chrono::Days::new(6);
                let month = dates::month_short(sunday.month(), &site.texts.dates);
                let with_year = headings.is_empty() || sunday.month() == 1;
                let year = if with_year { format!(" {}", sunday.year()) } else { String::new() };
                (sunday.year() * 12 + sunday.month() as i32, format!("{month}{year}"))
            }
            None => (step.div_euclid(12), step.div_euclid(12).to_string()),
        };
        match headings.last_mut() {
            Some(last) if last.0 == heading => last.2 += 1,
            _ => headings.push((heading, i, 1, name)),
        }
        let Some(list) = steps.get(&step) else { continue };
        let mut parts = Vec::new();
        let mut up = line;
        let mut down = line + 1.0;
        for family in ["contact", "words", "pressure", "force"] {
            let tall = count(list, family) as f64 * scale;
            if tall == 0.0 {
                continue;
            }
            let y = if matches!(family, "contact" | "words") {
                up -= tall;
                up
            } else {
                down += tall;
                down - tall
            };
            parts.push(Part {
                family,
                x: percent(x + each * (1.0 - share) / 2.0),
                width: percent(each * share),
                y: format!("{y:.1}"),
                height: format!("{:.1}", (tall - 0.6).max(0.8)),
            });
        }
        if few || sum(list, ["contact", "words"]) == top && strip.counts.is_empty() {
            let text = super::plurals::number(list.len(), site.texts);
            strip.counts.push(Count { x: percent(x + each / 2.0), y: format!("{:.1}", up - 4.0), text });
        }
        if ticked {
            let text = dates::month_short(step.rem_euclid(12) as u32 + 1, &site.texts.dates).to_owned();
            strip.ticks.push(Label { x: percent(x + each / 2.0), text, wide: true });
        }
        let when = match Day::from_num_days_from_ce_opt(step).filter(|_| weekly) {
            Some(monday) => fill(&site.texts.ui.week_of, &[("date", &dates::day(monday, &site.texts.dates))]),
            None => dates::month(step.div_euclid(12), step.rem_euclid(12) as u32 + 1, &site.texts.dates),
        };
        let kinds = Kind::ALL.into_iter().filter_map(|kind| {
            let n = list.iter().filter(|&&i| events_[i].kind == kind).count();
            (n > 0).then(|| format!("{} {n}", word(&site.texts.kinds, kind.as_str())))
        });
        let kinds: Vec<String> = kinds.collect();
        strip.bars.push(Bar {
            href: format!("{}#{}", page(list[0]), super::groups::month_id(key(site.timeline, list[0]))),
            label: format!("{when}: {} ({})", site.count(list.len(), &site.texts.counts.events), kinds.join(", ")),
            x: percent(x),
            width: percent(each),
            parts,
        });
    }
    // those with more room first, none too near another; where the screen is wide more of them find room
    headings.sort_by_key(|h| (std::cmp::Reverse(h.2), h.1));
    let mut taken: Vec<f64> = Vec::new();
    for (apart, wide) in [(APART, false), (APART_WIDE[usize::from(weekly)], true)] {
        for (_, slot, _, text) in &headings {
            let x = *slot as f64 * each;
            if taken.iter().all(|t| (t - x).abs() >= apart) {
                taken.push(x);
                let into = if weekly { (1.0 - share) / 2.0 } else { 0.5 };
                strip.labels.push(Label { x: percent(x + each * into), text: text.clone(), wide });
            }
        }
    }
    // runs of months or weeks in which nothing happened
    let empty: Vec<usize> =
        (0..slots.len()).filter(|i| !matches!(slots[*i], Ok(s) if steps.contains_key(&s))).collect();
    for run in empty.chunk_by(|a, b| b - a == 1) {
        let length: i32 = run.iter().map(|i| slots[*i].err().unwrap_or(1) * unit).sum();
        let counted = if weekly { &site.texts.counts.days } else { &site.texts.counts.months };
        if run.len() > 1 {
            strip.quiet.push(Silence {
                x: percent(run[0] as f64 * each),
                middle: percent((run[0] as f64 + run.len() as f64 / 2.0) * each),
                width: percent(run.len() as f64 * each),
                label: site.count(length as usize, counted),
                short: match run.len() as f64 * each < 25.0 {
                    true => length.to_string(),
                    false => site.count(length as usize, counted),
                },
            });
        }
    }
    Some(strip)
}
