//! The pages on the site itself: what was corrected, and how to read it.

use super::{
    cards::{ChangeView, changes, family},
    context::{Frame, Link, Site, word},
    index_page::summary,
    press::{Press, page, sealed},
    text::line,
};
use crate::{
    corrections::{Class, Outcome, Section},
    dating::PublishedBasis,
    events::{Kind, Status},
};
use askama::Template;

#[derive(Template)]
#[template(path = "corrections.html")]
struct CorrectionsPage<'a> {
    frame: Frame<'a>,
    file: &'a str,
    counts: Vec<(&'static str, String, usize)>,
    rows: Vec<Row>,
}

struct Row {
    line: usize,
    action: String,
    class: &'static str,
    class_word: String,
    subject: String,
    link: Option<Link>,
    label: String,
    changes: Vec<ChangeView>,
    note: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "about.html")]
struct AboutPage<'a> {
    frame: Frame<'a>,
    summary: String,
    kinds: Vec<(&'static str, &'static str, String, String)>,
    statuses: Vec<(&'static str, String)>,
    forms: Vec<(&'static str, String)>,
    families: Vec<(&'static str, String)>,
    uncertain: Vec<(Link, String)>,
    languages: Vec<(String, String)>,
}

pub fn render(site: &Site, press: &dyn Press) {
    page(press, "corrections.html", || corrections(site));
    const PATH: &str = "about.html";
    sealed(press, PATH, || site.seal(|s| (PATH, s.lines(), s.references())), || about(site));
}

fn corrections<'a>(site: &'a Site<'a>) -> CorrectionsPage<'a> {
    let t = &site.texts.ui;
    let outcomes = &site.corrections.outcomes;
    let counts = Class::ALL
        .into_iter()
        .map(|class| (class.as_str(), word(&site.texts.correction_classes, class.as_str()), class))
        .map(|(code, name, class)| (code, name, outcomes.iter().filter(|o| o.class == class).count()))
        .filter(|(_, _, n)| *n > 0)
        .collect();
    CorrectionsPage {
        frame: site.frame(&t.corrections, "corrections.html", "corrections"),
        file: &site.corrections.file,
        counts,
        rows: outcomes.iter().map(|o| row(site, o)).collect(),
    }
}

fn about<'a>(site: &'a Site<'a>) -> AboutPage<'a> {
    let t = &site.texts.ui;
    AboutPage {
        frame: site.frame(&t.about, "about.html", "about"),
        summary: summary(site),
        kinds: Kind::ALL
            .into_iter()
            .map(|k| {
                let n = site.timeline.events.iter().filter(|e| e.kind == k).count();
                (k.as_str(), family(k), word(&site.texts.kinds, k.as_str()), site.count(n, &site.texts.counts.events))
            })
            .collect(),
        statuses: Status::ALL.into_iter().map(|s| (s.as_str(), word(&site.texts.statuses, s.as_str()))).collect(),
        forms: ["day", "range", "about", "choice", "unknown"].map(|f| (f, word(&site.texts.date_forms, f))).into(),
        families: ["contact", "words", "pressure", "force"].map(|f| (f, word(&site.texts.families, f))).into(),
        uncertain: uncertain(site),
        languages: languages(site),
    }
}

fn row(site: &Site, outcome: &Outcome) -> Row {
    let found = outcome.found.as_deref().unwrap_or_default();
    let link = match outcome.section {
        Section::Events => site.links.event(found).map(|index| site.event_link(index, "")),
        Section::Articles => {
            let at = site.timeline.articles.iter().position(|a| a.path == found);
            at.and_then(|at| {
                let text = line(&site.timeline.articles[at].title);
                site.links.article(at).map(|href| Link { href: href.to_owned(), text })
            })
        }
        Section::Actors => {
            let id = found.into();
            site.links.actor(&id).map(|href| Link { href: href.to_owned(), text: site.namer().full(&id) })
        }
    };
    let label = if link.is_some() { String::new() } else { outcome.label.as_deref().map(line).unwrap_or_default() };
    let subject = line(&outcome.subject);
    // an actor's name is said once
    let said = link.as_ref().map_or(&label, |l| &l.text);
    Row {
        line: outcome.place.line,
        action: word(&site.texts.actions, outcome.action.as_str()),
        class: outcome.class.as_str(),
        class_word: word(&site.texts.correction_classes, outcome.class.as_str()),
        subject: if *said == subject { String::new() } else { subject },
        label,
        link,
        changes: changes(site, &outcome.changes),
        note: outcome.note.as_deref().map(line).unwrap_or_default(),
        reason: outcome.reason.as_deref().map(line).unwrap_or_default(),
    }
}

/// Articles whose publication day nobody gave and the text doesn't pin down.
fn uncertain(site: &Site) -> Vec<(Link, String)> {
    let articles = site.timeline.articles.iter().enumerate();
    articles
        .filter(|(_, a)| {
            let pinned = a.published.as_ref().is_some_and(|d| d.is_day().is_some());
            !pinned && matches!(a.published_basis, PublishedBasis::Inferred | PublishedBasis::Unknown)
        })
        .filter_map(|(at, a)| {
            let text = line(if a.title.trim().is_empty() { &a.path } else { &a.title });
            let link = Link { href: site.links.article(at)?.to_owned(), text };
            let days = a.published.as_ref().map_or_else(|| site.texts.ui.unpublished.clone(), |d| site.date(Some(d)));
            Some((link, days))
        })
        .collect()
}

fn languages(site: &Site) -> Vec<(String, String)> {
    let mut counts = std::collections::BTreeMap::<&str, usize>::new();
    for article in &site.timeline.articles {
        *counts.entry(&article.language).or_default() += 1;
    }
    let name = |code: &str| word(&site.texts.languages, code);
    counts.into_iter().map(|(code, n)| (name(code), site.count(n, &site.texts.counts.articles))).collect()
}
