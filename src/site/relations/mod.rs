//! Pages on what passes between actors: pairs, episodes, the network, the storyline.

mod episodes;
mod layout;
mod lines;
mod network;
mod pairs;
mod storyline;

use super::{
    context::{Frame, Link, Site},
    density::{Strip, with_silences},
    groups::{Detail, Year, years},
    press::{Press, sealed},
};
use crate::graph::{self, Dyad, Episode, Parts};
use rustc_hash::FxHashMap;

/// Pairs with fewer events have no page.
const LEAST: usize = 2;
/// No more pairs than these have one.
const MOST: usize = 400;

/// What the pages link to each other by.
pub struct Relations {
    /// Those that have a page: sides first, then people; the most events first.
    pub pairs: Vec<Pair>,
    pub episodes: Vec<Episode>,
    /// All pairs of actors that stand for themselves.
    pub own: Vec<Dyad>,
    by_sides: FxHashMap<(usize, usize), usize>,
}

pub struct Pair {
    pub dyad: Dyad,
    /// People and organs stand for their sides.
    pub rolled: bool,
    /// From the output folder.
    pub path: String,
}

impl Relations {
    /// Of those who take part, and of the sides that they act for.
    pub fn new(timeline: &crate::timeline::Timeline, own: &Parts, sides: &Parts) -> Relations {
        let mut slugs = super::slugs::Slugs::default();
        let mut pairs: Vec<Pair> = Vec::new();
        let mut by_sides = FxHashMap::default();
        let among_sides = || {
            let dyads = graph::dyads(timeline, sides);
            let episodes = graph::episodes(timeline, sides, &dyads);
            (dyads, episodes)
        };
        let ((between_sides, episodes), own) = rayon::join(among_sides, || graph::dyads(timeline, own));
        for (rolled, dyads) in [(true, &between_sides), (false, &own)] {
            let list = dyads.iter().filter(|d| d.events.len() >= LEAST);
            for dyad in list.take(MOST) {
                if by_sides.contains_key(&dyad.sides) {
                    continue;
                }
                by_sides.insert(dyad.sides, pairs.len());
                let id = |actor: usize| &*timeline.actors[actor].id.0;
                let name = slugs.give(&format!("{}-and-{}", id(dyad.sides.0), id(dyad.sides.1)));
                pairs.push(Pair { dyad: dyad.clone(), rolled, path: format!("pairs/{name}.html") });
            }
        }
        Relations { pairs, by_sides, episodes, own }
    }

    /// The page of two actors, in whichever order.
    pub fn pair(&self, a: usize, b: usize) -> Option<&Pair> {
        self.by_sides.get(&(a.min(b), a.max(b))).map(|at| &self.pairs[*at])
    }
}

/// Where an episode's page stands.
pub fn episode_path(slugs: &mut super::slugs::Slugs, episode: &Episode) -> String {
    format!("episodes/{}.html", slugs.give(&episode.id))
}

/// A page that tells of some events: a pair, an episode.
#[derive(askama::Template)]
#[template(path = "run.html")]
struct RunPage<'a> {
    frame: Frame<'a>,
    eyebrow: String,
    title: String,
    /// The actors that it is about.
    sides: Vec<Link>,
    summary: String,
    hint: String,
    strip: Option<Strip>,
    /// Events by family, in words.
    families: Vec<(&'static str, String, usize)>,
    /// Label and links of what else there is to know.
    facts: Vec<(String, Vec<Link>)>,
    /// Events are listed by their titles alone.
    brief: bool,
    years: Vec<Year>,
}

/// The page that tells of some events; the `drawn` ones are those of its strip. `head` makes all else of it.
fn run<'a>(
    site: &Site<'a>,
    press: &dyn Press,
    path: &str,
    (events, drawn): (&[usize], &[usize]),
    head: impl FnOnce() -> RunPage<'a>,
) {
    if !press.wants(path) {
        return;
    }
    let page = head();
    let detail = Detail::beside(events.len());
    let seal = site.seal(|s| {
        let RunPage { frame, eyebrow, title, sides, summary, hint, families, facts, brief, strip: _, years: _ } = &page;
        let itself = (frame, eyebrow, title, sides, summary, hint, families, facts, brief);
        (itself, s.events(events, detail), s.events(drawn, Detail::Line))
    });
    sealed(
        press,
        path,
        || seal,
        || RunPage { strip: with_silences(site, drawn), years: years(site, events, "../", detail), ..page },
    );
}

/// How many of some events belong to each family, with its name; families without any are left out.
fn families(site: &Site, events: &[usize]) -> Vec<(&'static str, String, usize)> {
    super::cards::FAMILIES
        .into_iter()
        .map(|family| {
            let n = events.iter().filter(|&&e| super::cards::family(site.timeline.events[e].kind) == family).count();
            (family, super::context::word(&site.texts.families, family), n)
        })
        .filter(|(_, _, n)| *n > 0)
        .collect()
}

/// The family that most events belong to; of equals the one nearer to force.
fn main_family(site: &Site, events: &[usize]) -> &'static str {
    families(site, events).into_iter().max_by_key(|(_, _, n)| *n).map_or("contact", |(family, _, _)| family)
}

/// The pages, with the lists that lead to them.
pub fn render(site: &Site, press: &dyn Press) {
    // the layout of the network is the longest single piece of work
    rayon::join(
        || network::render(site, press),
        || {
            pairs::render(site, press);
            episodes::render(site, press);
            storyline::render(site, press);
        },
    );
}
