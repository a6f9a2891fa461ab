//! The one-screen summary: what there is, and what needs a human look.

use super::console::Console;
use crate::{
    corrections::Class,
    dating::{DatedArticle, PublishedBasis},
    edtf::Edtf,
    engine::{Build, Effort},
    events::{Kind, Status},
    pack::ActorKind,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How many lines a list gets before it is only counted.
const LISTED: usize = 5;

/// Diagnostics that say that a file was left out.
const SKIPPED: &str = "skipped: ";

/// What there is to say when all is done: it can be kept, and said again.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Told {
    articles: Text,
    rest: Text,
    figures: Figures,
}

/// The same in figures.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Figures {
    articles: usize,
    effort: Effort,
    events: usize,
    actors: usize,
    corrections: BTreeMap<String, usize>,
}

impl Told {
    pub fn of(build: &Build) -> Told {
        let mut rest = Text::default();
        events(build, &mut rest);
        actors(build, &mut rest);
        rest.0.extend(corrections(build).0);
        to_look_at(build, &mut rest);
        let report = &build.corrections;
        let figures = Figures {
            articles: build.timeline.articles.len(),
            effort: build.effort,
            events: build.timeline.events.len(),
            actors: build.timeline.actors.len(),
            corrections: Class::ALL.iter().map(|c| (c.as_str().to_owned(), report.count(*c))).collect(),
        };
        Told { articles: articles(build), rest, figures }
    }

    /// As it is when nothing had to be read.
    pub fn again(mut self) -> Told {
        let Effort { extracted, recalled, again: _ } = self.figures.effort;
        self.figures.effort = Effort { extracted: 0, recalled: extracted + recalled, again: 0 };
        self
    }

    /// The one-screen summary.
    pub fn summary(&self, console: &Console) -> String {
        let mut out = self.articles.show(console);
        let effort = self.figures.effort;
        if console.verbose || effort.recalled > 0 {
            let text = format!("  {} extracted, {} known from before", effort.extracted, effort.recalled);
            out.push_str(&format!("{}\n", console.dim(&text)));
        }
        out.push_str(&self.rest.show(console));
        out
    }

    /// The figures, on one line, for programs.
    pub fn json(&self) -> String {
        let Figures { articles, effort, events, actors, corrections } = &self.figures;
        let figures = serde_json::json!({
            "reason": "build-finished",
            "articles": articles,
            "extracted": effort.extracted,
            "recalled": effort.recalled,
            "again": effort.again,
            "events": events,
            "actors": actors,
            "corrections": corrections,
        });
        format!("{figures}\n")
    }
}

/// Text for the terminal, whatever that shows.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Text(Vec<(Weight, String)>);

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
enum Weight {
    Plain,
    Bold,
    Dim,
}

impl Text {
    pub fn show(&self, console: &Console) -> String {
        let piece = |(weight, text): &(Weight, String)| match weight {
            Weight::Plain => text.clone(),
            Weight::Bold => console.bold(text),
            Weight::Dim => console.dim(text),
        };
        self.0.iter().map(piece).collect()
    }

    fn plain(&mut self, text: impl Into<String>) {
        self.0.push((Weight::Plain, text.into()));
    }

    fn bold(&mut self, text: impl Into<String>) {
        self.0.push((Weight::Bold, text.into()));
    }

    fn dim(&mut self, text: impl Into<String>) {
        self.0.push((Weight::Dim, text.into()));
    }

    /// `42 events: …`
    fn line(&mut self, n: usize, what: &str, rest: &str) {
        self.bold(count(n, what));
        self.plain(if n == 0 { "\n".to_owned() } else { format!(": {rest}\n") });
    }
}

fn articles(build: &Build) -> Text {
    let articles = &build.timeline.articles;
    let mut languages: BTreeMap<&str, usize> = BTreeMap::new();
    for article in articles {
        *languages.entry(&article.language).or_default() += 1;
    }
    let mut languages: Vec<(&str, usize)> = languages.into_iter().collect();
    languages.sort_by_key(|&(code, count)| (std::cmp::Reverse(count), code));
    let days = articles.iter().filter(|a| sure(a)).count();
    let inferred = articles.iter().filter(|a| sure(a) && a.published_basis == PublishedBasis::Inferred).count();
    let none = articles.iter().filter(|a| a.published.is_none()).count();
    let wide = articles.len() - days - none;
    let mut dates = vec![format!("{days} with a publication day")];
    if inferred > 0 {
        dates[0].push_str(&format!(" ({inferred} inferred)"));
    }
    if wide > 0 {
        dates.push(format!("{wide} with a wider date"));
    }
    if none > 0 {
        dates.push(format!("{none} without"));
    }
    let languages: Vec<String> = languages.iter().map(|(code, count)| format!("{code} {count}")).collect();
    let mut out = Text::default();
    out.line(articles.len(), "article", &format!("{}; {}", languages.join(", "), dates.join(", ")));
    out
}

fn events(build: &Build, out: &mut Text) {
    let events = &build.timeline.events;
    let mut counts: BTreeMap<(Kind, Status), usize> = BTreeMap::new();
    for event in events {
        *counts.entry((event.kind, event.status)).or_default() += 1;
    }
    let merged = events.iter().filter(|e| e.evidence.len() > 1).count();
    let undated = events.iter().filter(|e| e.date.is_none()).count();
    out.line(events.len(), "event", &format!("{merged} told more than once, {undated} without a date"));
    if events.is_empty() {
        return;
    }
    let head: String = Status::ALL.iter().map(|s| format!("{:>10}", s.as_str())).collect();
    out.dim(format!("  {:<14}{head}", ""));
    out.plain("\n");
    for kind in Kind::ALL {
        let cells: Vec<usize> = Status::ALL.iter().map(|s| counts.get(&(kind, *s)).copied().unwrap_or(0)).collect();
        if cells.iter().all(|c| *c == 0) {
            continue;
        }
        let cells: String =
            cells.iter().map(|c| format!("{:>10}", if *c == 0 { "·".into() } else { c.to_string() })).collect();
        out.plain(format!("  {:<14}{cells}\n", kind.as_str()));
    }
}

fn actors(build: &Build, out: &mut Text) {
    let actors = &build.timeline.actors;
    let mut kinds: BTreeMap<ActorKind, usize> = BTreeMap::new();
    for actor in actors {
        *kinds.entry(actor.kind).or_default() += 1;
    }
    let kinds: Vec<String> = kinds.iter().map(|(kind, count)| format!("{} {count}", kind.as_str())).collect();
    out.line(actors.len(), "actor", &kinds.join(", "));
}

/// A line of classes; nothing when there are no corrections.
pub fn corrections(build: &Build) -> Text {
    let mut out = Text::default();
    let report = &build.corrections;
    if report.outcomes.is_empty() {
        return out;
    }
    let classes = Class::ALL.iter().map(|class| (class, report.count(*class))).filter(|(_, count)| *count > 0);
    let classes: Vec<String> = classes.map(|(class, count)| format!("{count} {}", class.as_str())).collect();
    out.line(report.outcomes.len(), "correction", &classes.join(", "));
    out
}

fn to_look_at(build: &Build, out: &mut Text) {
    let mut lines: Vec<(Weight, String)> = Vec::new();
    let plain = |line: String| (Weight::Plain, line);
    let mut told = vec![0usize; build.timeline.articles.len()];
    for piece in build.timeline.events.iter().flat_map(|e| &e.evidence) {
        if let Some(count) = told.get_mut(piece.article) {
            *count += 1;
        }
    }
    let mut unsure: Vec<(&usize, &DatedArticle)> =
        told.iter().zip(&build.timeline.articles).filter(|(n, a)| **n > 0 && !sure(a)).collect();
    unsure.sort_by_key(|(n, a)| (std::cmp::Reverse(**n), &a.path));
    for (n, article) in unsure.iter().take(LISTED) {
        let date = article.published.as_ref().map_or("no date".to_owned(), brief);
        lines.push(plain(format!("{}: {date}; {} on it", article.path, hanging(**n))));
    }
    if !unsure.is_empty() {
        let file = "under `articles:` in events.yaml";
        let text = format!("a line `published: YYYY-MM-DD` {file} dates all that hangs on it");
        lines.push((Weight::Dim, text));
    }
    lines.extend(more(unsure.len(), "article without a day").map(plain));
    let disputed: Vec<_> = build.timeline.events.iter().filter(|e| !e.disputed().is_empty()).collect();
    for event in disputed.iter().take(LISTED) {
        let own = event.date.as_ref().map_or_else(String::new, brief);
        let others: Vec<String> = event.disputed().iter().map(|(date, _)| brief(date)).collect();
        let kind = event.kind.as_str();
        let text = format!("{}: sources differ on the date of the {kind}: {own} or {}", event.id, others.join(" or "));
        lines.push(plain(text));
    }
    lines.extend(more(disputed.len(), "disputed event").map(plain));
    let skipped: Vec<_> = build.diagnostics.iter().filter(|d| d.message.starts_with(SKIPPED)).collect();
    for problem in skipped.iter().take(LISTED) {
        lines.push(plain(format!("{}: {}", problem.file.as_deref().unwrap_or(""), problem.message)));
    }
    lines.extend(more(skipped.len(), "skipped file").map(plain));
    let idle = build.corrections.outcomes.iter().filter(|o| matches!(o.class, Class::Stale | Class::Conflicting));
    let idle: Vec<_> = idle.collect();
    for outcome in idle.iter().take(LISTED) {
        let reason = outcome.reason.as_deref().unwrap_or("");
        let (line, class) = (outcome.place.line, outcome.class.as_str());
        lines.push(plain(format!("events.yaml:{line}: {} is {class}: {reason}", outcome.subject)));
    }
    lines.extend(more(idle.len(), "correction").map(plain));
    if lines.is_empty() {
        return;
    }
    out.bold("worth a look");
    out.plain("\n");
    for (weight, line) in lines {
        out.plain("  ");
        out.0.push((weight, line));
        out.plain("\n");
    }
}

fn hanging(n: usize) -> String {
    if n == 1 { "1 event hangs".to_owned() } else { format!("{n} events hang") }
}

/// A choice of many stretches as its first and last day.
fn brief(date: &Edtf) -> String {
    let text = date.to_string();
    match (date.first(), date.last()) {
        (Some(first), Some(last)) if text.len() > 26 => format!("some time from {first} to {last}"),
        _ => text,
    }
}

/// Published on one day that is not in doubt.
fn sure(article: &DatedArticle) -> bool {
    article.published.as_ref().is_some_and(|d| d.is_day().is_some())
}

fn more(all: usize, what: &str) -> Option<String> {
    (all > LISTED).then(|| format!("… and {} more", count(all - LISTED, what)))
}

/// `1 event`, `3 events`.
pub fn count(n: usize, what: &str) -> String {
    match (n, what.split_once(' ')) {
        (1, _) => format!("1 {what}"),
        (_, Some((noun, rest))) if what.contains(" without") => format!("{n} {noun}s {rest}"),
        _ => format!("{n} {what}s"),
    }
}
