//! A page an article: its words with the evidence numbered, and how its publication day is known; and the list of all.

use super::{
    context::{Frame, Link, Site, word},
    links::anchor,
    marks::{Numbered, Stretch, stretches},
    press::{Press, sealed},
    seals::Seals,
    text::{line, web_address},
};
use crate::{dating::DatedArticle, text::Span};
use askama::Template;
use rayon::prelude::*;

/// Bytes shown before and after the evidence in a paragraph that is longer than a page.
const CONTEXT: u32 = 900;

#[derive(Template)]
#[template(path = "article.html")]
struct ArticlePage<'a> {
    frame: Frame<'a>,
    title: String,
    lang: String,
    file: String,
    source: String,
    url: Option<String>,
    published: String,
    basis: String,
    clues: Vec<ClueView>,
    parts: Vec<Part>,
    full_text: bool,
    notes: Vec<Note>,
}

struct ClueView {
    text: String,
    words: String,
    days: String,
    used: bool,
}

enum Part {
    Paragraph { lang: String, dim: bool, before: bool, after: bool, stretches: Vec<Linked> },
    Omission,
}

struct Linked {
    stretch: Stretch,
    notes: Vec<NoteLink>,
}

struct NoteLink {
    number: usize,
    anchor: String,
    title: String,
}

/// One event told here, with the numbers of its passages.
struct Note {
    numbers: Vec<usize>,
    /// What the event's card and the passages point to.
    anchor: String,
    link: Link,
    kind: &'static str,
    kind_word: String,
    family: &'static str,
    status: &'static str,
    status_word: String,
    date: String,
}

#[derive(Template)]
#[template(path = "articles.html")]
struct ArticlesPage<'a> {
    frame: Frame<'a>,
    articles: Vec<Listed>,
}

struct Listed {
    link: Link,
    lang: String,
    language: String,
    source: String,
    published: String,
    basis: String,
    events: String,
    path: String,
}

pub fn render(site: &Site, press: &dyn Press) {
    let mut told: Vec<Vec<(usize, Numbered)>> = vec![Vec::new(); site.timeline.articles.len()];
    for (index, event) in site.timeline.events.iter().enumerate() {
        for evidence in &event.evidence {
            if let Some(list) = told.get_mut(evidence.article) {
                list.push((index, Numbered { number: 0, quote: evidence.quote, trigger: evidence.trigger }));
            }
        }
    }
    for list in &mut told {
        list.sort_by_key(|(index, n)| (n.quote.end, n.quote.start, *index));
        for (number, (_, numbered)) in list.iter_mut().enumerate() {
            numbered.number = number + 1;
        }
    }
    const LIST: &str = "articles.html";
    let counts = || told.iter().map(|list| counted(list)).collect::<Vec<_>>();
    sealed(press, LIST, || site.seal(|s| (LIST, s.references(), counts())), || list(site, &told));
    site.timeline.articles.par_iter().enumerate().for_each(|(at, article)| {
        if let Some(path) = site.links.article(at) {
            let seal = || {
                let line = |(event, numbered): &(usize, Numbered), s: &Seals| (s.line(*event), *numbered);
                site.seal(|s| (path, s.article(at), told[at].iter().map(|t| line(t, s)).collect::<Vec<_>>()))
            };
            sealed(press, path, seal, || article_page(site, path, article, &told[at]));
        }
    });
}

fn article_page<'a>(
    site: &Site<'a>,
    path: &str,
    article: &DatedArticle,
    told: &[(usize, Numbered)],
) -> ArticlePage<'a> {
    let title = shown_title(article);
    ArticlePage {
        frame: site.frame(&title, path, "articles"),
        lang: line(&article.language),
        file: line(&article.path),
        source: article.source.as_deref().map(line).unwrap_or_default(),
        url: article.url.as_deref().and_then(web_address),
        published: published(site, article),
        basis: word(&site.texts.bases, article.published_basis.as_str()),
        clues: article
            .clues
            .iter()
            .map(|clue| ClueView {
                text: line(&clue.text),
                words: clue.span.and_then(|s| article.body.get(s.range())).map(line).unwrap_or_default(),
                days: site.date(Some(&clue.days)),
                used: clue.used,
            })
            .collect(),
        parts: parts(site, article, told),
        full_text: site.options.full_text,
        notes: notes(site, told),
        title,
    }
}

fn published(site: &Site, article: &DatedArticle) -> String {
    match &article.published {
        Some(date) => site.date(Some(date)),
        None => site.texts.ui.unpublished.clone(),
    }
}

/// The title, or the file of an article that has none.
pub fn shown_title(article: &DatedArticle) -> String {
    let title = line(&article.title);
    if title.is_empty() { line(&article.path) } else { title }
}

fn notes(site: &Site, told: &[(usize, Numbered)]) -> Vec<Note> {
    let mut notes: Vec<(usize, Note)> = Vec::new();
    for (index, numbered) in told {
        if let Some((_, note)) = notes.iter_mut().find(|(at, _)| at == index) {
            note.numbers.push(numbered.number);
            continue;
        }
        let event = &site.timeline.events[*index];
        let note = Note {
            numbers: vec![numbered.number],
            anchor: anchor(&event.id),
            link: site.event_link(*index, "../"),
            kind: event.kind.as_str(),
            kind_word: word(&site.texts.kinds, event.kind.as_str()),
            family: super::cards::family(event.kind),
            status: event.status.as_str(),
            status_word: word(&site.texts.statuses, event.status.as_str()),
            date: site.date(event.date.as_ref()),
        };
        notes.push((*index, note));
    }
    notes.into_iter().map(|(_, note)| note).collect()
}

/// The paragraphs to show: all of them, or those that hold evidence, without more around it than it needs.
fn parts(site: &Site, article: &DatedArticle, told: &[(usize, Numbered)]) -> Vec<Part> {
    let marks: Vec<Numbered> = told.iter().map(|(_, n)| *n).collect();
    let full = site.options.full_text;
    let whole = [(Span::new(0, article.body.len()), article.language.clone(), false)];
    let paragraphs = if article.paragraphs.is_empty() { &whole[..] } else { &article.paragraphs };
    let mut parts = Vec::new();
    for (span, lang, furniture) in paragraphs {
        let held: Vec<&Numbered> = marks.iter().filter(|m| m.quote.overlaps(*span)).collect();
        if article.body.get(span.range()).is_none_or(|text| text.trim().is_empty()) {
            continue;
        }
        let mut shown = *span;
        if !full {
            let Some(first) = held.iter().map(|m| m.quote.start).min() else {
                if !matches!(parts.last(), Some(Part::Omission)) {
                    parts.push(Part::Omission);
                }
                continue;
            };
            let last = held.iter().map(|m| m.quote.end).max().unwrap_or(first);
            shown.start = border(&article.body, first.saturating_sub(CONTEXT).max(span.start), span.start);
            shown.end = border(&article.body, last.saturating_add(CONTEXT).min(span.end), span.end);
        }
        let link = |number: usize| {
            let (index, _) = told[number - 1];
            NoteLink {
                number,
                anchor: anchor(&site.timeline.events[index].id),
                title: site.event_title(index).to_owned(),
            }
        };
        parts.push(Part::Paragraph {
            lang: line(lang),
            dim: *furniture,
            before: shown.start > span.start,
            after: shown.end < span.end,
            stretches: stretches(&article.body, shown, &marks)
                .into_iter()
                .map(|stretch| Linked { notes: stretch.ends.iter().map(|n| link(*n)).collect(), stretch })
                .collect(),
        });
    }
    parts
}

/// The offset, moved to the next blank so as not to cut a word; `end` stays what it is.
fn border(body: &str, offset: u32, end: u32) -> u32 {
    if offset == end {
        return end;
    }
    let mut at = offset as usize;
    while at < body.len() && !body.is_char_boundary(at) {
        at += 1;
    }
    let blank = body[at..].char_indices().take(80).find(|(_, c)| c.is_whitespace()).map_or(0, |(i, _)| i);
    (at + blank) as u32
}

/// How many events an article tells of.
fn counted(told: &[(usize, Numbered)]) -> usize {
    let mut events: Vec<usize> = told.iter().map(|(index, _)| *index).collect();
    events.sort_unstable();
    events.dedup();
    events.len()
}

fn list<'a>(site: &Site<'a>, told: &[Vec<(usize, Numbered)>]) -> ArticlesPage<'a> {
    // by their day, those without one last; what is open at its begin stands where it ends
    let mut order: Vec<usize> = (0..site.timeline.articles.len()).collect();
    order.sort_by_key(|&at| {
        let (first, last) = site.timeline.articles[at].published.as_ref().map_or((None, None), |d| d.bounds());
        let day = first.or(last);
        (day.is_none(), day, last, at)
    });
    let articles = order
        .into_iter()
        .map(|at| (at, &site.timeline.articles[at]))
        .map(|(at, article)| Listed {
            link: Link { href: site.links.article(at).unwrap_or_default().to_owned(), text: shown_title(article) },
            lang: line(&article.language),
            language: word(&site.texts.languages, &article.language),
            source: article.source.as_deref().map(line).unwrap_or_default(),
            published: published(site, article),
            basis: word(&site.texts.bases, article.published_basis.as_str()),
            events: site.count(counted(&told[at]), &site.texts.counts.events),
            path: line(&article.path),
        })
        .collect();
    let frame = site.frame(&site.texts.ui.articles, "articles.html", "articles");
    ArticlesPage { frame, articles }
}
