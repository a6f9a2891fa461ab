//! The site: a timeline as linked pages that open from disk. [`render`] is pure; [`publish`](publish::publish) writes.

mod about_page;
mod actor_pages;
mod article_pages;
mod assets;
mod cards;
mod claims;
mod context;
mod dates;
mod density;
mod groups;
mod index_page;
mod links;
mod marks;
mod nouns;
mod plan;
mod plurals;
pub mod publish;
mod relations;
mod search;
mod slugs;
mod snippet;
mod text;
mod titles;

pub use context::{CorrectionsView, Options};
pub use titles::{Titles, title};

use crate::{export, pack::Packs, timeline::Timeline};
use context::Site;
use rayon::prelude::*;

type Files = Vec<(String, Vec<u8>)>;
type Maker = fn(&Site) -> Files;

/// Who makes which files: whole names, and folders with their `/`. The first that fits makes it.
const MAKERS: &[(&[&str], Maker)] = &[
    (&["index.html", "years/"], index_page::render),
    (&["actors.html", "actors/"], actor_pages::render),
    (&["articles.html", "articles/"], article_pages::render),
    (&["network.html", "storyline.html", "pairs/", "episodes/"], relations::render),
    (&["about.html", "corrections.html"], |site| about_page::render(site).into()),
    (&["assets/events.js"], |site| vec![search::render(site)]),
    (&["assets/"], |_| assets::files().collect()),
];

/// Every file of the site and its data, by its path in the output folder, in order of path. Without a pack that speaks
/// for a site, only the data.
pub fn render(timeline: &Timeline, packs: &Packs, options: &Options, corrections: &CorrectionsView) -> Files {
    let site = Site::new(timeline, packs, options, corrections);
    let pages = || -> Files {
        let Some(site) = &site else { return Vec::new() };
        MAKERS.par_iter().flat_map_iter(|(_, make)| make(site)).collect()
    };
    let data = || -> Files {
        let formats: Vec<_> = export::Format::ALL.into_iter().collect();
        formats
            .into_par_iter()
            .filter_map(|format| data_file(format, site.as_ref(), timeline, packs, options))
            .collect()
    };
    let (mut files, data) = rayon::join(pages, data);
    files.extend(data);
    files.sort();
    files
}

/// The file of this path, with those that are made together with it; none when there is no such file.
pub fn render_one(
    path: &str,
    timeline: &Timeline,
    packs: &Packs,
    options: &Options,
    corrections: &CorrectionsView,
) -> Files {
    let makes = |names: &[&str]| names.iter().any(|n| *n == path || n.ends_with('/') && path.starts_with(n));
    let site = Site::new(timeline, packs, options, corrections);
    if let (Some(site), Some((_, make))) = (&site, MAKERS.iter().find(|(names, _)| makes(names))) {
        return make(site);
    }
    let format = export::Format::ALL.into_iter().find(|format| format.file() == Some(path));
    format.and_then(|format| data_file(format, site.as_ref(), timeline, packs, options)).into_iter().collect()
}

/// The timeline in a format that has a place in the output folder.
fn data_file(
    format: export::Format,
    site: Option<&Site>,
    timeline: &Timeline,
    packs: &Packs,
    options: &Options,
) -> Option<(String, Vec<u8>)> {
    let file = format.file()?;
    let name = site.map(Site::title);
    let exported = export::Options {
        titles: site.map_or(&[][..], |s| &s.titles),
        name: name.as_deref(),
        language: site.map(|s| s.language),
        base_url: options.base_url.as_deref(),
        registry: Some(&packs.registry),
    };
    Some((file.to_owned(), format.write(timeline, &exported)))
}
