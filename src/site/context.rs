//! What all pages are made from.

use super::{
    dates,
    links::Links,
    nouns::Namer,
    plan::{ON_ONE_PAGE, Plan},
    plurals::count,
    publish::Seal,
    relations::{Relations, episode_path},
    seals::Seals,
    slugs::Slugs,
    text::{capitalised, fill, line},
    titles::{EventTitles, Titles, texts},
};
use crate::{
    actors::ActorId,
    corrections::Outcome,
    edtf::Edtf,
    export::Named,
    graph::{Few, Parts, index_of},
    pack::{Counted, Packs, SiteTexts, UiTexts, Words},
    timeline::{Event, Evidence, Timeline},
};
use std::hash::{Hash, Hasher};

/// What the user chooses.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Options {
    /// Code of the site's language.
    pub language: String,
    /// The site's title; otherwise the pack's.
    pub title: Option<String>,
    /// Where the site will stand, for what needs whole addresses.
    pub base_url: Option<String>,
    /// Whole articles instead of the paragraphs that are evidence.
    pub full_text: bool,
    /// How many events the timeline shows on one page before it is spread over a page a year; otherwise some thousands.
    pub on_one_page: Option<usize>,
}

/// What people corrected and what became of it.
#[derive(Debug, Clone, Default)]
pub struct CorrectionsView {
    /// The file, as the user knows it: `data/events.yaml`.
    pub file: String,
    /// In the order of the file.
    pub outcomes: Vec<Outcome>,
}

/// A timeline ready to be shown.
pub struct Site<'a> {
    pub timeline: &'a Timeline,
    pub options: &'a Options,
    pub corrections: &'a CorrectionsView,
    pub packs: &'a Packs,
    pub texts: &'a SiteTexts,
    pub language: &'a str,
    pub links: Links,
    pub plan: Plan,
    /// Who takes part in each event, and the sides that they act for.
    pub parts: Parts,
    pub sides: Parts,
    /// By event: the number of its place among the actors.
    pub places: Vec<Option<usize>>,
    /// By event: the codes of the languages that it is told in, in order, each once.
    pub tongues: Vec<Vec<&'a str>>,
    pub relations: Relations,
    /// The pages of the episodes, in their order.
    pub episode_paths: Vec<String>,
    /// How to correct an event, with the file's name.
    pub correct_hint: String,
    /// What everything is made from, where files made from the same may stand already.
    pub seals: Option<Seals>,
    pub titles: EventTitles<'a>,
}

/// The frame around every page.
pub struct Frame<'a> {
    pub t: &'a UiTexts,
    pub lang: &'a str,
    pub site_title: String,
    pub page_title: String,
    /// The way to the output folder: empty or `../`.
    pub root: &'static str,
    /// The navigation's entry that is open: `timeline`, `actors`, `articles`, `corrections`, `about`.
    pub here: &'static str,
    pub corrections: usize,
    /// Where the site will stand, without a slash at its end; empty when nobody said so.
    pub base: &'a str,
    /// The page's own path from the output folder.
    pub path: String,
}

/// A link with its words; the address is empty when there is nothing to link to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Link {
    pub href: String,
    pub text: String,
}

/// Without the texts, which are the language's.
impl Hash for Frame<'_> {
    fn hash<H: Hasher>(&self, to: &mut H) {
        let Frame { t: _, lang, site_title, page_title, root, here, corrections, base, path } = self;
        (lang, site_title, page_title, root, here, corrections, base, path).hash(to);
    }
}

impl<'a> Site<'a> {
    /// None when no pack has a site's texts.
    pub fn new(
        timeline: &'a Timeline,
        packs: &'a Packs,
        options: &'a Options,
        corrections: &'a CorrectionsView,
    ) -> Option<Self> {
        let (texts, language) = texts(packs, &options.language)?;
        let names = Titles::new(timeline, packs, language)?;
        let related = || {
            let parts = Parts::new(timeline, false);
            let sides = parts.rolled(timeline);
            let relations = Relations::new(timeline, &parts, &sides);
            (parts, sides, relations)
        };
        let place = |event: &Event| index_of(timeline, event.place.as_ref()?);
        let ((parts, sides, relations), (links, plan, places, tongues)) = rayon::join(related, || {
            let plan = Plan::new(timeline, options.on_one_page.unwrap_or(ON_ONE_PAGE));
            let places: Vec<Option<usize>> = timeline.events.iter().map(place).collect();
            let tongues = timeline.events.iter().map(|event| tongues(timeline, event)).collect();
            (Links::new(timeline), plan, places, tongues)
        });
        let mut slugs = Slugs::default();
        let episode_paths = relations.episodes.iter().map(|e| episode_path(&mut slugs, e)).collect();
        let correct_hint = fill(&texts.ui.correct_hint, &[("file", &line(&corrections.file))]);
        Some(Site {
            correct_hint,
            plan,
            parts,
            sides,
            places,
            tongues,
            relations,
            episode_paths,
            timeline,
            options,
            corrections,
            packs,
            texts,
            language,
            links,
            titles: EventTitles::new(names, &timeline.events),
            seals: None,
        })
    }

    /// Of a file that is made from this, beside what all are made from. None where no seals are kept.
    pub fn seal<'s, T: Hash>(&'s self, what: impl FnOnce(&'s Seals) -> T) -> Option<Seal> {
        let seals = self.seals.as_ref()?;
        Some(Seal::of(&(seals.base(), what(seals))))
    }

    pub fn namer(&self) -> &Namer<'a> {
        &self.titles.maker.namer
    }

    /// What the whole is called: by the user, or by the pack.
    pub fn title(&self) -> String {
        let given = self.options.title.as_deref().map(line).filter(|t| !t.is_empty());
        given.unwrap_or_else(|| self.texts.ui.default_title.clone())
    }

    /// The frame of the page at a path from the output folder.
    pub fn frame(&self, page: &str, path: &str, here: &'static str) -> Frame<'a> {
        let site_title = self.title();
        let page_title = if page.is_empty() { site_title.clone() } else { format!("{page} · {site_title}") };
        Frame {
            t: &self.texts.ui,
            lang: self.language,
            site_title,
            page_title,
            root: if path.contains('/') { "../" } else { "" },
            here,
            corrections: self.corrections.outcomes.len(),
            base: self.options.base_url.as_deref().map(|b| b.trim_end_matches('/')).unwrap_or_default(),
            path: path.to_owned(),
        }
    }

    pub fn date(&self, date: Option<&Edtf>) -> String {
        dates::words(date, &self.texts.dates)
    }

    /// Without the weekday.
    pub fn date_short(&self, date: &Edtf) -> String {
        match date.is_day() {
            Some(day) => dates::day(day, &self.texts.dates),
            None => self.date(Some(date)),
        }
    }

    pub fn count(&self, n: usize, noun: &Counted) -> String {
        count(n, noun, self.texts)
    }

    /// The actor's name, linked if it has a page.
    pub fn actor_link(&self, id: &ActorId, root: &str) -> Link {
        let href = self.links.actor(id).map(|page| format!("{root}{page}")).unwrap_or_default();
        Link { href, text: capitalised(&self.namer().full(id)) }
    }

    pub fn event_title(&self, index: usize) -> &str {
        self.titles.title(index)
    }

    pub fn event_link(&self, index: usize, root: &str) -> Link {
        let event = &self.timeline.events[index];
        let anchor = super::links::anchor(&event.id);
        let page = &self.plan.chapters[self.plan.home(index)].path;
        Link { href: format!("{root}{page}#{anchor}"), text: self.event_title(index).to_owned() }
    }

    /// Who takes part in an event, and where: numbers of actors, in order, each once.
    pub fn involved(&self, event: usize) -> Few {
        let mut all = self.parts.who(event);
        if let Some(place) = self.places[event]
            && let Err(at) = all.binary_search(&place)
        {
            all.insert(at, place);
        }
        all
    }

    /// Articles whose evidence an event has, in order, each once.
    pub fn sources(&self, event: &crate::timeline::Event) -> Vec<usize> {
        let mut list: Vec<usize> =
            event.evidence.iter().map(|e| e.article).filter(|a| *a < self.timeline.articles.len()).collect();
        list.sort_unstable();
        list.dedup();
        list
    }
}

fn tongues<'a>(timeline: &'a Timeline, event: &'a Event) -> Vec<&'a str> {
    let code = |e: &'a Evidence| {
        let article = timeline.articles.get(e.article)?;
        let paragraph = article.paragraphs.iter().find(|(span, _, _)| span.overlaps(e.quote));
        Some(&**paragraph.map_or(&article.language, |(_, language, _)| language))
    };
    let mut codes: Vec<&str> = event.evidence.iter().filter_map(code).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// The word for a code, or the code itself, readable.
pub fn word(words: &Words, code: &str) -> String {
    words.get(code).cloned().unwrap_or_else(|| line(&code.replace(['-', '_'], " ")))
}
