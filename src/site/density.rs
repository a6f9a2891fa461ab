//! The whole timeline at a glance: a bar a month, contacts and words above the line, pressure and force below.

use super::{
    cards::family,
    context::Site,
    dates::{self, Slot, slot},
};
use std::collections::BTreeMap;

/// Months without events that are still drawn one by one; a longer silence is one gap.
const SILENCE: i32 = 9;
const UP: f64 = 56.0;
const DOWN: f64 = 32.0;

/// A drawing in percent across and pixels down; empty when there is nothing to compare.
pub struct Strip {
    pub bars: Vec<Bar>,
    pub gaps: Vec<Gap>,
    pub labels: Vec<Label>,
    pub height: u32,
    pub line: u32,
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

pub struct Gap {
    pub x: String,
    pub label: String,
}

pub struct Label {
    pub x: String,
    pub text: String,
}

/// The strip of some events; `href` is the page that its months stand on.
pub fn strip(site: &Site, events: impl Iterator<Item = usize>, href: &str) -> Option<Strip> {
    let mut months: BTreeMap<i32, BTreeMap<&'static str, usize>> = BTreeMap::new();
    for index in events {
        let event = &site.timeline.events[index];
        if let Slot::Month(year, month) = slot(event.date.as_ref()) {
            *months.entry(year * 12 + month as i32 - 1).or_default().entry(family(event.kind)).or_default() += 1;
        }
    }
    let (&first, &last) = (months.keys().next()?, months.keys().next_back()?);
    let sum = |counts: &BTreeMap<&str, usize>, families: [&str; 2]| -> usize {
        families.iter().filter_map(|f| counts.get(f)).sum()
    };
    let top = months.values().map(|c| sum(c, ["contact", "words"])).max().unwrap_or(0);
    let bottom = months.values().map(|c| sum(c, ["pressure", "force"])).max().unwrap_or(0);
    // one scale for both, so that they can be compared
    let unit = (UP / top.max(1) as f64).min(if bottom > 0 { DOWN / bottom as f64 } else { UP }).min(14.0);
    let line = (top as f64 * unit).round().max(8.0) + 2.0;
    let height = line + (bottom as f64 * unit).round() + 2.0;

    // slots: months with events, short silences, and one for each long silence
    let mut slots: Vec<Result<i32, i32>> = Vec::new();
    let mut previous = first;
    for &month in months.keys() {
        let silence = month - previous - 1;
        if silence > SILENCE {
            slots.push(Err(silence));
        } else {
            slots.extend((previous + 1..month).map(Ok));
        }
        slots.push(Ok(month));
        previous = month;
    }
    debug_assert_eq!(previous, last);
    let each = 100.0 / slots.len() as f64;
    let mut strip = Strip {
        bars: Vec::new(),
        gaps: Vec::new(),
        labels: Vec::new(),
        height: (height + 18.0) as u32,
        line: line as u32,
        label_y: (height + 14.0) as u32,
        width: (slots.len() as u32).saturating_mul(34).clamp(120, 4000),
    };
    let percent = |n: f64| format!("{n:.3}%");
    let mut labelled: Option<(i32, f64)> = None;
    for (i, slot) in slots.iter().enumerate() {
        let x = i as f64 * each;
        let month = match slot {
            Ok(month) => *month,
            Err(silence) => {
                let label = site.count(*silence as usize, &site.texts.counts.months);
                strip.gaps.push(Gap { x: percent(x + each / 2.0), label });
                continue;
            }
        };
        let (year, number) = (month.div_euclid(12), month.rem_euclid(12) as u32 + 1);
        if labelled.is_none_or(|(y, at)| y != year && x - at >= 11.0) {
            strip.labels.push(Label { x: percent(x + each * 0.1), text: year.to_string() });
            labelled = Some((year, x));
        }
        let Some(counts) = months.get(&month) else { continue };
        let total: usize = counts.values().sum();
        let mut parts = Vec::new();
        let mut up = line;
        let mut down = line + 1.0;
        for family in ["contact", "words", "pressure", "force"] {
            let tall = counts.get(family).copied().unwrap_or(0) as f64 * unit;
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
                x: percent(x + each * 0.12),
                width: percent(each * 0.76),
                y: format!("{y:.1}"),
                height: format!("{:.1}", (tall - 0.6).max(0.8)),
            });
        }
        strip.bars.push(Bar {
            href: format!("{href}#m{year:04}-{number:02}"),
            label: format!(
                "{}: {}",
                dates::month(year, number, &site.texts.dates),
                site.count(total, &site.texts.counts.events)
            ),
            x: percent(x),
            width: percent(each),
            parts,
        });
    }
    (strip.bars.len() > 1).then_some(strip)
}
