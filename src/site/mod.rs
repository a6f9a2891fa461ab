//! The site: a timeline as linked pages that open from disk. [`render`] is pure; [`write`] hands each file to a
//! [`Publication`](publish::Publication) as soon as it is made, and keeps none.

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
mod press;
pub mod publish;
mod relations;
mod seals;
mod search;
mod slugs;
mod snippet;
mod text;
mod titles;

pub use context::{CorrectionsView, Options};
pub use titles::{Titles, title};

use crate::{export, pack::Packs, timeline::Timeline};
use context::Site;
use press::{Press, Shelf};
use publish::{Publication, PublishError, Seal, Sheet};
use rayon::prelude::*;
use seals::Seals;
use std::{
    io::{self, Write},
    sync::Mutex,
};

type Files = Vec<(String, Vec<u8>)>;
type Maker = fn(&Site, &dyn Press);

/// Who makes which files: whole names, and folders with their `/`. The first that fits makes it.
const MAKERS: &[(&[&str], Maker)] = &[
    // one file, which nobody can help with, and which goes to the disk while the others are made
    (&["assets/events.js"], search::render),
    // the network's layout takes longest
    (&["network.html", "storyline.html", "pairs/", "episodes/"], relations::render),
    (&["index.html", "years/"], index_page::render),
    (&["actors.html", "actors/"], actor_pages::render),
    (&["articles.html", "articles/"], article_pages::render),
    (&["about.html", "corrections.html"], about_page::render),
    (&["assets/"], |_, press| assets::files(press)),
];

/// Every file of the site and its data, by its path in the output folder, in order of path. Without a pack that speaks
/// for a site, only the data.
pub fn render(timeline: &Timeline, packs: &Packs, options: &Options, corrections: &CorrectionsView) -> Files {
    let shelf = Shelf::default();
    make(timeline, packs, options, corrections, (&shelf, None));
    shelf.into_files()
}

/// The same into a folder, each file as soon as it is made. `made_by` stands for the program and the packs, if the
/// publication knows what files were made from: those that would be made from the same are not made again.
///
/// # Errors
/// The first of what kept a file from being written; nothing is to be made of the publication then.
pub fn write(
    timeline: &Timeline,
    packs: &Packs,
    options: &Options,
    corrections: &CorrectionsView,
    publication: &Publication,
    made_by: Option<&[u8; 32]>,
) -> Result<(), PublishError> {
    let press = Printing { publication, failed: Mutex::new(None) };
    // it is made once, and to give back its many small pieces would take longer than the process lives
    std::mem::forget(make(timeline, packs, options, corrections, (&press, made_by)));
    press.failed.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner).map_or(Ok(()), Err)
}

/// The file of this path; none when there is no such file.
pub fn render_one(
    path: &str,
    timeline: &Timeline,
    packs: &Packs,
    options: &Options,
    corrections: &CorrectionsView,
) -> Option<Vec<u8>> {
    let makes = |names: &[&str]| names.iter().any(|n| *n == path || n.ends_with('/') && path.starts_with(n));
    let shelf = Shelf::for_one(path);
    let site = Site::new(timeline, packs, options, corrections);
    match (&site, MAKERS.iter().find(|(names, _)| makes(names))) {
        (Some(site), Some((_, make))) => make(site, &shelf),
        _ => data_files(site.as_ref(), timeline, packs, options, &shelf),
    }
    shelf.into_files().pop().map(|(_, bytes)| bytes)
}

fn make<'s>(
    timeline: &'s Timeline,
    packs: &'s Packs,
    options: &'s Options,
    corrections: &'s CorrectionsView,
    (press, made_by): (&dyn Press, Option<&[u8; 32]>),
) -> Option<Site<'s>> {
    let mut site = Site::new(timeline, packs, options, corrections);
    if let (Some(site), Some(made_by)) = (&mut site, made_by) {
        site.seals = Some(Seals::new(site, made_by));
    }
    let pages = || {
        if let Some(site) = &site {
            MAKERS.par_iter().with_max_len(1).for_each(|(_, make)| make(site, press));
        }
    };
    rayon::join(|| data_files(site.as_ref(), timeline, packs, options, press), pages);
    site
}

/// The timeline in all formats that have a place in the output folder.
fn data_files(site: Option<&Site>, timeline: &Timeline, packs: &Packs, options: &Options, press: &dyn Press) {
    let name = site.map(Site::title);
    let exported = export::Options {
        titles: site.map(|s| &s.titles as &dyn export::Named),
        name: name.as_deref(),
        language: site.map(|s| s.language),
        base_url: options.base_url.as_deref(),
        registry: Some(&packs.registry),
    };
    let mut formats = export::Format::ALL;
    // those that tell the articles' words are large and differ most often: they go to the disk while the others are made
    formats.sort_by_key(|format| !matches!(format, export::Format::Json | export::Format::Ics));
    formats.par_iter().with_max_len(1).for_each(|format| {
        if let Some(file) = format.file().filter(|file| press.wants(file)) {
            let told = |s: &Seals| match format.some_events(timeline) {
                Some(events) => s.events(&events, groups::Detail::Card),
                None if format.tells_articles() => s.everything(),
                None if format.is_graph() => s.graph(),
                None => s.all_events(),
            };
            let seal = site.and_then(|site| site.seal(|s| (file, told(s))));
            if !seal.is_some_and(|seal| press.stands(file, seal)) {
                press.stream(file, seal, &mut |to| {
                    let seals = site.and_then(|site| site.seals.as_ref());
                    format.write_in_pieces(timeline, &exported, &mut Sealed { to, seals })
                });
            }
        }
    });
}

/// Passes on pieces of data files with their seals.
struct Sealed<'t> {
    to: &'t mut dyn Sheet,
    seals: Option<&'t Seals>,
}

impl Write for Sealed<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.to.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

impl export::Pieces for Sealed<'_> {
    fn piece(&mut self, of: export::Of, make: &mut dyn FnMut(&mut Vec<u8>) -> io::Result<()>) -> io::Result<()> {
        self.to.piece(self.seals.map(|seals| seals.piece(of)), make)
    }
}

/// Passes files on to a folder, until one can't be written.
struct Printing<'p> {
    publication: &'p Publication,
    failed: Mutex<Option<PublishError>>,
}

impl Printing<'_> {
    fn failed(&self) -> std::sync::MutexGuard<'_, Option<PublishError>> {
        self.failed.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn note(&self, result: Result<(), PublishError>) {
        if let Err(error) = result {
            self.failed().get_or_insert(error);
        }
    }
}

impl Press for Printing<'_> {
    /// After a failure nothing is wanted any more.
    fn wants(&self, _: &str) -> bool {
        self.failed().is_none()
    }

    fn stands(&self, path: &str, seal: Seal) -> bool {
        self.publication.stands(path, seal).unwrap_or_else(|error| {
            self.note(Err(error));
            true
        })
    }

    fn put(&self, path: &str, seal: Option<Seal>, bytes: Vec<u8>) {
        self.note(self.publication.put(path, &bytes, seal));
    }

    fn stream(&self, path: &str, seal: Option<Seal>, write: &mut dyn FnMut(&mut dyn Sheet) -> io::Result<()>) {
        self.note(self.publication.stream(path, seal, write));
    }
}
