//! The site: a timeline as linked pages that open from disk. [`render`] is pure; [`publish`](publish::publish) writes.

mod about_page;
mod actor_pages;
mod article_pages;
mod assets;
mod cards;
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

/// Every file of the site and its data, by its path in the output folder, in order of path. Without a pack that speaks
/// for a site, only the data.
pub fn render(
    timeline: &Timeline,
    packs: &Packs,
    options: &Options,
    corrections: &CorrectionsView,
) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    let site = Site::new(timeline, packs, options, corrections);
    let titles = site.as_ref().map_or(&[][..], |s| &s.titles);
    let name = site.as_ref().map(Site::title);
    let exported = export::Options {
        titles,
        name: name.as_deref(),
        language: site.as_ref().map(|s| s.language),
        base_url: options.base_url.as_deref(),
        registry: Some(&packs.registry),
    };
    for format in export::Format::ALL {
        files.extend(format.file().map(|file| (file.to_owned(), format.write(timeline, &exported))));
    }
    if let Some(site) = &site {
        files.extend(index_page::render(site));
        files.extend(actor_pages::render(site));
        files.extend(article_pages::render(site));
        files.extend(relations::render(site));
        files.extend(about_page::render(site));
        files.extend(assets::files());
        files.push(search::render(site));
    }
    files.sort();
    files
}
