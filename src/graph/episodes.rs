//! Episodes: connected runs of events around a pair or a topic, without a long silence.

use super::{Channel, Counts, Dyad, Parts, took_place};
use crate::{
    edtf::Day,
    events::Kind,
    timeline::{Event, Timeline},
};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

/// A silence longer than this ends an episode, in days.
const SILENCE: i64 = 14;
/// An episode that is longer than this is cut at its longest silence, in days,
const LONG: i64 = 45;
/// as long as that silence is at least so long.
const PAUSE: i64 = 5;
/// Fewer events make no episode.
const LEAST: usize = 3;
/// An event that may lie anywhere within more days than these belongs to none.
const VAGUE: u32 = 31;
/// No more topics and actors than these stand for an episode.
const LEADING: usize = 3;

/// What the events of an episode have in common.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Around {
    /// Two sides: indices into the timeline's actors, the smaller first.
    Pair(usize, usize),
    /// A topic's code of the packs, between three sides or more.
    Topic(String),
}

/// A run of events, and what a title of it can be made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Episode {
    /// A slug of its own: `russia-ukraine-2025-05-11`, `ceasefire-2025-05-11`.
    pub id: String,
    pub around: Around,
    pub first: Day,
    pub last: Day,
    /// Indices into the timeline's events, in their order: those that took place, and those that were planned, thought
    /// of or called off within the run.
    pub events: Vec<usize>,
    /// Of those that took place.
    pub counts: Counts,
    /// The topics of most events, at most three.
    pub topics: Vec<String>,
    /// The sides of most events, at most three, the pair's own first.
    pub sides: Vec<usize>,
    /// The event that most tell of, of equals the weightiest: an index into the timeline's events.
    pub heart: usize,
}

/// All episodes, by first day, then those with the most events first. One around a topic that says no more than one
/// around a pair is left out. `parts` are the sides, and `pairs` the pairs of them.
pub fn episodes(timeline: &Timeline, parts: &Parts, pairs: &[Dyad]) -> Vec<Episode> {
    let mut out: Vec<Episode> = Vec::new();
    for dyad in pairs {
        for run in runs(dyad.events.iter().copied(), timeline) {
            out.push(episode(Around::Pair(dyad.sides.0, dyad.sides.1), run, timeline, parts));
        }
    }
    unfulfilled(&mut out, timeline, parts);
    let mut topics: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (ix, event) in timeline.events.iter().enumerate().filter(|(_, e)| took_place(e)) {
        for topic in &event.topics {
            topics.entry(topic).or_default().push(ix);
        }
    }
    let known: Vec<BTreeSet<usize>> = out.iter().map(|e| e.events.iter().copied().collect()).collect();
    for (topic, events) in topics {
        for part in connected(&events, timeline, parts) {
            for run in runs(part.into_iter(), timeline) {
                let episode = episode(Around::Topic(topic.to_owned()), run, timeline, parts);
                let pair = known.iter().any(|k| episode.events.iter().all(|e| k.contains(e)));
                if !pair && sides_of(&episode.events, parts).len() > 2 {
                    out.push(episode);
                }
            }
        }
    }
    out.sort_by_key(|e| (e.first, Reverse(e.events.len()), e.around.clone()));
    name(&mut out, timeline);
    out
}

/// The days that an event lies on, if they are few enough.
fn days(event: &Event) -> Option<(Day, Day)> {
    let date = event.date.as_ref().filter(|d| d.width_days().is_some_and(|w| w <= VAGUE))?;
    Some((date.first()?, date.last()?))
}

/// Stretches without a long silence, each in the order of its days.
fn runs(events: impl Iterator<Item = usize>, timeline: &Timeline) -> Vec<Vec<(Day, Day, usize)>> {
    let mut dated: Vec<(Day, Day, usize)> = events
        .filter_map(|ix| {
            let (first, last) = days(&timeline.events[ix])?;
            Some((first, last, ix))
        })
        .collect();
    dated.sort();
    let mut out: Vec<Vec<(Day, Day, usize)>> = Vec::new();
    cut(dated, &mut out);
    out.retain(|run| run.len() >= LEAST);
    out
}

fn cut(run: Vec<(Day, Day, usize)>, out: &mut Vec<Vec<(Day, Day, usize)>>) {
    let mut rest = vec![run];
    while let Some(mut run) = rest.pop() {
        let mut until = Day::MIN;
        let mut longest: Option<(i64, usize)> = None;
        for (i, &(first, last, _)) in run.iter().enumerate() {
            let gap = (first - until).num_days();
            if i > 0 && longest.is_none_or(|(g, _)| gap > g) {
                longest = Some((gap, i));
            }
            until = until.max(last);
        }
        let length = run.first().map_or(0, |r| (until - r.0).num_days());
        match longest {
            Some((gap, at)) if gap > SILENCE || length > LONG && gap >= PAUSE => {
                let later = run.split_off(at);
                rest.extend([later, run]);
            }
            _ => out.push(run),
        }
    }
}

/// The events of a topic in parts, each joined by sides that take part in several of its events.
fn connected(events: &[usize], timeline: &Timeline, parts: &Parts) -> Vec<Vec<usize>> {
    let mut union = petgraph::unionfind::UnionFind::<usize>::new(events.len());
    let mut last: BTreeMap<usize, (Day, usize)> = BTreeMap::new();
    let mut dated: Vec<(Day, Day, usize)> = Vec::new();
    for (at, &ix) in events.iter().enumerate() {
        dated.extend(days(&timeline.events[ix]).map(|(first, until)| (first, until, at)));
    }
    dated.sort();
    for (first, until, at) in dated {
        for side in parts.who(events[at]) {
            let before = last.get(&side).copied();
            if let Some((day, other)) = before.filter(|(day, _)| (first - *day).num_days() <= SILENCE) {
                union.union(other, at);
                last.insert(side, (day.max(until), at));
            } else {
                last.insert(side, (until, at));
            }
        }
    }
    let mut parts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, &ix) in events.iter().enumerate() {
        parts.entry(union.find(at)).or_default().push(ix);
    }
    parts.into_values().filter(|p| p.len() >= LEAST).collect()
}

/// The sides that take part in events, with how many of them.
fn sides_of(events: &[usize], parts: &Parts) -> BTreeMap<usize, usize> {
    let mut out: BTreeMap<usize, usize> = BTreeMap::new();
    for &ix in events {
        parts.who(ix).into_iter().for_each(|side| *out.entry(side).or_default() += 1);
    }
    out
}

fn episode(around: Around, run: Vec<(Day, Day, usize)>, timeline: &Timeline, parts: &Parts) -> Episode {
    let first = run.iter().map(|r| r.0).min().unwrap_or_default();
    let last = run.iter().map(|r| r.1).max().unwrap_or_default();
    let mut events: Vec<usize> = run.into_iter().map(|r| r.2).collect();
    events.sort_unstable();
    events.dedup();
    let mut counts = Counts::default();
    let mut topics: BTreeMap<&str, usize> = BTreeMap::new();
    for &ix in &events {
        counts.add(Channel::of(timeline.events[ix].kind));
        for topic in &timeline.events[ix].topics {
            *topics.entry(topic).or_default() += 1;
        }
    }
    let mut topics: Vec<(&str, usize)> = topics.into_iter().collect();
    topics.sort_by_key(|&(topic, n)| (Reverse(n), topic));
    let own = |side: usize| matches!(around, Around::Pair(a, b) if side == a || side == b);
    let mut leading: Vec<(usize, usize)> = sides_of(&events, parts).into_iter().collect();
    leading.sort_by_key(|&(side, n)| (!own(side), Reverse(n), side));
    let heart = events.iter().copied().min_by_key(|&ix| {
        let event = &timeline.events[ix];
        (Reverse(told(event)), weight(event.kind), ix)
    });
    Episode {
        id: String::new(),
        first,
        last,
        counts,
        topics: topics.into_iter().take(LEADING).map(|(t, _)| t.to_owned()).collect(),
        sides: leading.into_iter().take(LEADING).map(|(s, _)| s).collect(),
        heart: heart.unwrap_or_default(),
        around,
        events,
    }
}

/// How many articles tell of an event.
fn told(event: &Event) -> usize {
    event.evidence.iter().map(|e| e.article).collect::<BTreeSet<_>>().len()
}

/// What an episode is remembered for, the weightiest first.
fn weight(kind: Kind) -> u8 {
    match kind {
        Kind::Agreement | Kind::Summit => 0,
        Kind::Rupture | Kind::Strike | Kind::Sanction => 1,
        Kind::Talks | Kind::Call | Kind::Meeting | Kind::Visit => 2,
        Kind::Mobilization | Kind::Aid | Kind::Proposal => 3,
        Kind::Statement => 4,
    }
}

/// Plans and cancellations within a pair's run belong to it.
fn unfulfilled(episodes: &mut [Episode], timeline: &Timeline, parts: &Parts) {
    let mut by_pair: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (ix, episode) in episodes.iter().enumerate() {
        if let Around::Pair(a, b) = episode.around {
            by_pair.entry((a, b)).or_default().push(ix);
        }
    }
    for (ix, event) in timeline.events.iter().enumerate().filter(|(_, e)| !took_place(e)) {
        let Some((first, last)) = days(event) else { continue };
        for pair in parts.pairs(ix, event) {
            for &at in by_pair.get(&pair).into_iter().flatten() {
                let episode = &mut episodes[at];
                if episode.first <= first && (last - episode.last).num_days() <= SILENCE {
                    episode.events.push(ix);
                    episode.events.sort_unstable();
                }
            }
        }
    }
}

/// Gives each its slug, told apart by a number where two have the same.
fn name(episodes: &mut [Episode], timeline: &Timeline) {
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    for episode in episodes {
        let slug = match &episode.around {
            Around::Pair(a, b) => format!("{}-{}", timeline.actors[*a].id, timeline.actors[*b].id),
            Around::Topic(topic) => topic.clone(),
        };
        let slug = format!("{slug}-{}", episode.first);
        let n = taken.entry(slug.clone()).or_default();
        *n += 1;
        episode.id = if *n == 1 { slug } else { format!("{slug}-{n}") };
    }
}
