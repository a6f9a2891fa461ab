//! A page a pair: contacts and words above the line, pressure and force below, with the silences between.

use super::{Pair, RunPage, families, run};
use crate::{
    graph::took_place,
    site::{
        context::{Link, Site},
        dates,
        groups::Detail,
        press::Press,
        text::{capitalised, fill},
    },
};
use rayon::prelude::*;
use std::collections::BTreeSet;

pub fn render(site: &Site, press: &dyn Press) {
    let pairs = &site.relations.pairs;
    if !pairs.iter().any(|pair| press.wants(&pair.path)) {
        return;
    }
    let pairs = pairs.par_iter().zip(others(site));
    pairs.for_each(|(pair, others)| {
        let events: BTreeSet<usize> = pair.dyad.events.iter().chain(&others).copied().collect();
        let events: Vec<usize> = events.into_iter().collect();
        run(site, press, &pair.path, (&events, &pair.dyad.events), || pair_page(site, pair, &events));
    });
}

fn pair_page<'a>(site: &Site<'a>, pair: &Pair, events: &[usize]) -> RunPage<'a> {
    let (a, b) = pair.dyad.sides;
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
        strip: None,
        families: families(site, events),
        facts,
        brief: Detail::beside(events.len()) == Detail::Line,
        years: Vec::new(),
        title,
    }
}

/// `Russia – Ukraine`.
pub fn title(site: &Site, pair: &Pair) -> String {
    let name = |actor: usize| capitalised(&site.namer().full(&site.timeline.actors[actor].id));
    format!("{} – {}", name(pair.dyad.sides.0), name(pair.dyad.sides.1))
}

/// For each pair what was planned, possible or called off between the two; all pairs in one pass over the events.
fn others(site: &Site) -> Vec<Vec<usize>> {
    let relations = &site.relations;
    let mut found = vec![Vec::new(); relations.pairs.len()];
    for (at, _) in site.timeline.events.iter().enumerate().filter(|(_, e)| !took_place(e)) {
        let themselves = site.parts.who(at);
        let mut all = site.sides.who(at);
        all.extend(themselves.iter().copied());
        all.sort_unstable();
        all.dedup();
        for (n, &a) in all.iter().enumerate() {
            for &b in &all[n + 1..] {
                let Some(&pair) = relations.by_sides.get(&(a, b)) else { continue };
                if relations.pairs[pair].rolled || themselves.contains(&a) && themselves.contains(&b) {
                    found[pair].push(at);
                }
            }
        }
    }
    found
}
