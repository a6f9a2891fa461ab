//! A page a pair: contacts and words above the line, pressure and force below, with the silences between.

use super::{Pair, RunPage, families};
use crate::{
    graph::Sides,
    site::{
        context::{Link, Site, page},
        dates,
        density::with_silences,
        groups::years,
        text::{capitalised, fill},
    },
    timeline::Event,
};
use std::collections::BTreeSet;

pub fn render(site: &Site) -> Vec<(String, Vec<u8>)> {
    let sides = Sides::new(site.timeline);
    site.relations.pairs.iter().map(|pair| page(pair.path.clone(), &pair_page(site, pair, &sides))).collect()
}

fn pair_page<'a>(site: &Site<'a>, pair: &Pair, sides: &Sides) -> RunPage<'a> {
    let (a, b) = pair.dyad.sides;
    let events = all_events(site, pair, sides);
    let title = title(site, pair);
    let actors = &site.timeline.actors;
    let mut facts = Vec::new();
    if let Some(((y1, m1), (y2, m2))) = pair.dyad.silence() {
        let month = |y, m| dates::month(y, m, &site.texts.dates);
        let ends = [("from", &*month(y1, m1)), ("to", &*month(y2, m2))];
        facts.push((fill(&site.texts.ui.longest_silence, &ends), Vec::new()));
    }
    let episodes: Vec<Link> = (site.relations.episodes.iter().enumerate())
        .filter(|(_, e)| matches!(e.around, crate::graph::Around::Pair(x, y) if (x, y) == (a, b)) && pair.rolled)
        .map(|(at, e)| Link {
            href: format!("../{}", site.episode_paths[at]),
            text: format!("{} – {}", dates::day(e.first, &site.texts.dates), dates::day(e.last, &site.texts.dates)),
        })
        .collect();
    if !episodes.is_empty() {
        facts.push((site.texts.ui.episodes.clone(), episodes));
    }
    RunPage {
        frame: site.frame(&title, &pair.path, "network"),
        eyebrow: site.texts.ui.pair.clone(),
        sides: [a, b].map(|x| site.actor_link(&actors[x].id, "../")).into(),
        summary: site.count(events.len(), &site.texts.counts.events),
        hint: site.texts.ui.pair_hint.clone(),
        strip: with_silences(site, &pair.dyad.events),
        families: families(site, &events),
        facts,
        years: years(site, &events, "../"),
        title,
    }
}

/// `Russia – Ukraine`.
pub fn title(site: &Site, pair: &Pair) -> String {
    let name = |actor: usize| capitalised(&site.namer().full(&site.timeline.actors[actor].id));
    format!("{} – {}", name(pair.dyad.sides.0), name(pair.dyad.sides.1))
}

/// What took place, and what was planned, possible or called off between the two.
fn all_events(site: &Site, pair: &Pair, sides: &Sides) -> Vec<usize> {
    let (a, b) = pair.dyad.sides;
    let mut events: BTreeSet<usize> = pair.dyad.events.iter().copied().collect();
    let stands = |event: &Event, side: usize| {
        event.actors.iter().any(|(_, id)| {
            crate::graph::index_of(site.timeline, id)
                .is_some_and(|actor| actor == side || pair.rolled && sides.at(actor, event.date.as_ref()) == side)
        })
    };
    for (at, event) in site.timeline.events.iter().enumerate() {
        if event.status != crate::events::Status::Occurred && stands(event, a) && stands(event, b) {
            events.insert(at);
        }
    }
    events.into_iter().collect()
}
