//! Pairs by month, in PLOVER's types: one row a month, a source, a target and a type, for those who count events.
//!
//! People and organs stand for the side that they act for at the date. Only what took place and lies within one month is
//! counted; what is mutual (a call) is counted once, in the order of the names' ids, with `directed` false.

use super::{Options, plover, view};
use crate::{
    events::Role,
    graph::{Channel, Sides, index_of, month, took_place},
    timeline::{Event, Timeline},
};
use std::collections::{BTreeMap, BTreeSet};

const COLUMNS: [&str; 13] = [
    "month",
    "source",
    "target",
    "source_name",
    "target_name",
    "directed",
    "plover",
    "plover_quad",
    "channel",
    "events",
    "score_sum",
    "confidence_min",
    "ids",
];

/// Month, source, target, whether it has a direction, type, quad, channel.
type Key = ((i32, u32), usize, usize, bool, &'static str, &'static str, Channel);

pub fn write(timeline: &Timeline, _: &Options) -> Vec<u8> {
    let sides = Sides::new(timeline);
    let mut rows: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    for (ix, event) in timeline.events.iter().enumerate().filter(|(_, e)| took_place(e)) {
        let Some(month) = month(event) else { continue };
        let coded = plover::coded(event);
        let (kind, quad) = coded.map_or(("", ""), |c| (c.kind, c.quad));
        for (source, target, directed) in pairs(event, timeline, &sides) {
            let key = (month, source, target, directed, kind, quad, Channel::of(event.kind));
            rows.entry(key).or_default().push(ix);
        }
    }
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(COLUMNS).expect("memory takes it");
    for (((year, month), source, target, directed, kind, quad, channel), events) in rows {
        let score: f64 = events.iter().filter_map(|&e| plover::coded(&timeline.events[e])).map(|c| c.score).sum();
        let least = events.iter().map(|&e| timeline.events[e].confidence).fold(1.0, f32::min);
        let ids: Vec<&str> = events.iter().map(|&e| timeline.events[e].id.as_str()).collect();
        let (source, target) = (&timeline.actors[source], &timeline.actors[target]);
        let row = [
            format!("{year:04}-{month:02}"),
            source.id.to_string(),
            target.id.to_string(),
            view::line(&source.name),
            view::line(&target.name),
            directed.to_string(),
            kind.to_owned(),
            quad.to_owned(),
            channel.as_str().to_owned(),
            events.len().to_string(),
            score.to_string(),
            super::rounded(least).to_string(),
            ids.join(" "),
        ];
        out.write_record(row.map(super::events_csv::inert)).expect("as many as the columns");
    }
    out.into_inner().expect("memory takes it")
}

fn pairs(event: &Event, timeline: &Timeline, sides: &Sides) -> BTreeSet<(usize, usize, bool)> {
    let (mut doers, mut targets) = (BTreeSet::new(), BTreeSet::new());
    for (role, id) in &event.actors {
        let Some(actor) = index_of(timeline, id) else { continue };
        let side = sides.at(actor, event.date.as_ref());
        if matches!(role, Role::Target | Role::Host) {
            targets.insert(side)
        } else {
            doers.insert(side)
        };
    }
    let mut out = BTreeSet::new();
    for &a in &doers {
        if targets.is_empty() {
            out.extend(doers.range(a + 1..).map(|&b| (a, b, false)));
        } else {
            out.extend(targets.iter().filter(|b| **b != a).map(|&b| (a, b, true)));
        }
    }
    out
}
