//! A page an episode, and the rows of the list of all.

use super::{RunPage, families, main_family, run};
use crate::{
    graph::{Around, Episode},
    site::{
        cards::topic,
        context::{Link, Site},
        groups::Detail,
        press::Press,
        text::{capitalised, fill},
    },
};

use rayon::prelude::*;

/// An episode in the list.
pub struct Row {
    pub link: Link,
    /// When it was, unless that is its name, and how many events it has.
    pub when: String,
    pub family: &'static str,
}

pub fn render(site: &Site, press: &dyn Press) {
    let episodes = site.relations.episodes.par_iter().zip(&site.episode_paths);
    episodes.for_each(|(episode, path)| {
        run(site, press, path, (&episode.events, &episode.events), || episode_page(site, episode, path));
    });
}

pub fn rows(site: &Site) -> Vec<Row> {
    let row = |(episode, path): (&Episode, &String)| Row {
        link: Link { href: path.clone(), text: title(site, episode) },
        when: when_and_how_many(site, episode),
        family: main_family(site, &episode.events),
    };
    site.relations.episodes.iter().zip(&site.episode_paths).map(row).collect()
}

fn episode_page<'a>(site: &Site<'a>, episode: &Episode, path: &str) -> RunPage<'a> {
    let t = &site.texts.ui;
    let title = title(site, episode);
    let mut facts = vec![(t.heart.clone(), vec![site.event_link(episode.heart, "../")])];
    if let Around::Pair(a, b) = episode.around
        && let Some(pair) = site.relations.pair(a, b)
    {
        let link = Link { href: format!("../{}", pair.path), text: super::pairs::title(site, pair) };
        facts.push((t.pair.clone(), vec![link]));
    }
    RunPage {
        frame: site.frame(&title, path, "storyline"),
        eyebrow: t.episode.clone(),
        sides: episode.sides.iter().map(|s| site.actor_link(&site.timeline.actors[*s].id, "../")).collect(),
        summary: when_and_how_many(site, episode),
        hint: String::new(),
        strip: None,
        families: families(site, &episode.events),
        facts,
        brief: Detail::beside(episode.events.len()) == Detail::Line,
        years: Vec::new(),
        title,
    }
}

fn when_and_how_many(site: &Site, episode: &Episode) -> String {
    let events = site.count(episode.events.len(), &site.texts.counts.events);
    let when = when(site, episode);
    if title(site, episode).ends_with(&when) { events } else { format!("{when} · {events}") }
}

fn when(site: &Site, episode: &Episode) -> String {
    let date = crate::edtf::Edtf::interval(episode.first, episode.last).simplified();
    site.date_short(&date)
}

/// `Russia, Ukraine: ceasefire`.
fn title(site: &Site, episode: &Episode) -> String {
    let names: Vec<String> =
        episode.sides.iter().map(|s| capitalised(&site.namer().full(&site.timeline.actors[*s].id))).collect();
    let of_pair = match &episode.around {
        Around::Pair(a, b) => {
            [*a, *b].map(|s| capitalised(&site.namer().full(&site.timeline.actors[s].id))).join(" – ")
        }
        Around::Topic(_) => names.join(", "),
    };
    let subject = match &episode.around {
        Around::Topic(code) => Some(topic(site, code)),
        Around::Pair(..) => episode.topics.first().map(|code| topic(site, code)),
    };
    match subject {
        Some(subject) => fill(&site.texts.ui.episode_title, &[("sides", &of_pair), ("topic", &subject)]),
        None => format!("{of_pair}, {}", when(site, episode)),
    }
}
