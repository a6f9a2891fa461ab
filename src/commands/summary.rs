//! The one-screen summary: what there is, and what needs a human look.

use super::console::Console;
use crate::{
    corrections::Class,
    dating::{DatedArticle, PublishedBasis},
    edtf::Edtf,
    engine::Build,
    events::{Kind, Status},
    pack::ActorKind,
};
use std::collections::BTreeMap;

/// How many lines a list gets before it is only counted.
const LISTED: usize = 5;

/// Diagnostics that say that a file was left out.
const SKIPPED: &str = "skipped: ";

pub fn summary(build: &Build, console: &Console) -> String {
    let mut out = String::new();
    for part in [
        articles(build, console),
        events(build, console),
        actors(build, console),
        corrections(build, console),
        to_look_at(build, console),
    ] {
        out.push_str(&part);
    }
    out
}

/// The same in figures, on one line, for programs.
pub fn json(build: &Build) -> String {
    let report = &build.corrections;
    let corrections: BTreeMap<&str, usize> = Class::ALL.iter().map(|c| (c.as_str(), report.count(*c))).collect();
    let figures = serde_json::json!({
        "reason": "build-finished",
        "articles": build.timeline.articles.len(),
        "extracted": build.effort.extracted,
        "recalled": build.effort.recalled,
        "again": build.effort.again,
        "events": build.timeline.events.len(),
        "actors": build.timeline.actors.len(),
        "corrections": corrections,
    });
    format!("{figures}\n")
}

fn articles(build: &Build, console: &Console) -> String {
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
    let mut out = line(console, articles.len(), "article", &format!("{}; {}", languages.join(", "), dates.join(", ")));
    if console.verbose || build.effort.recalled > 0 {
        let effort = build.effort;
        let text = format!("  {} extracted, {} known from before", effort.extracted, effort.recalled);
        out.push_str(&format!("{}\n", console.dim(&text)));
    }
    out
}

fn events(build: &Build, console: &Console) -> String {
    let events = &build.timeline.events;
    let mut counts: BTreeMap<(Kind, Status), usize> = BTreeMap::new();
    for event in events {
        *counts.entry((event.kind, event.status)).or_default() += 1;
    }
    let merged = events.iter().filter(|e| e.evidence.len() > 1).count();
    let undated = events.iter().filter(|e| e.date.is_none()).count();
    let mut out =
        line(console, events.len(), "event", &format!("{merged} told more than once, {undated} without a date"));
    if events.is_empty() {
        return out;
    }
    let head: String = Status::ALL.iter().map(|s| format!("{:>10}", s.as_str())).collect();
    out.push_str(&format!("{}\n", console.dim(&format!("  {:<14}{head}", ""))));
    for kind in Kind::ALL {
        let cells: Vec<usize> = Status::ALL.iter().map(|s| counts.get(&(kind, *s)).copied().unwrap_or(0)).collect();
        if cells.iter().all(|c| *c == 0) {
            continue;
        }
        let cells: String =
            cells.iter().map(|c| format!("{:>10}", if *c == 0 { "·".into() } else { c.to_string() })).collect();
        out.push_str(&format!("  {:<14}{cells}\n", kind.as_str()));
    }
    out
}

fn actors(build: &Build, console: &Console) -> String {
    let actors = &build.timeline.actors;
    let mut kinds: BTreeMap<ActorKind, usize> = BTreeMap::new();
    for actor in actors {
        *kinds.entry(actor.kind).or_default() += 1;
    }
    let kinds: Vec<String> = kinds.iter().map(|(kind, count)| format!("{} {count}", kind.as_str())).collect();
    line(console, actors.len(), "actor", &kinds.join(", "))
}

/// A line of classes; nothing when there are no corrections.
pub fn corrections(build: &Build, console: &Console) -> String {
    let report = &build.corrections;
    if report.outcomes.is_empty() {
        return String::new();
    }
    let classes = Class::ALL.iter().map(|class| (class, report.count(*class))).filter(|(_, count)| *count > 0);
    let classes: Vec<String> = classes.map(|(class, count)| format!("{count} {}", class.as_str())).collect();
    line(console, report.outcomes.len(), "correction", &classes.join(", "))
}

fn to_look_at(build: &Build, console: &Console) -> String {
    let mut lines: Vec<String> = Vec::new();
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
        lines.push(format!("{}: {date}; {} on it", article.path, hanging(**n)));
    }
    if !unsure.is_empty() {
        let file = "under `articles:` in events.yaml";
        lines.push(console.dim(&format!("a line `published: YYYY-MM-DD` {file} dates all that hangs on it")));
    }
    lines.extend(more(unsure.len(), "article without a day"));
    let disputed: Vec<_> = build.timeline.events.iter().filter(|e| !e.disputed().is_empty()).collect();
    for event in disputed.iter().take(LISTED) {
        let own = event.date.as_ref().map_or_else(String::new, brief);
        let others: Vec<String> = event.disputed().iter().map(|(date, _)| brief(date)).collect();
        lines.push(format!(
            "{}: sources differ on the date of the {}: {own} or {}",
            event.id,
            event.kind.as_str(),
            others.join(" or ")
        ));
    }
    lines.extend(more(disputed.len(), "disputed event"));
    let skipped: Vec<_> = build.diagnostics.iter().filter(|d| d.message.starts_with(SKIPPED)).collect();
    for problem in skipped.iter().take(LISTED) {
        lines.push(format!("{}: {}", problem.file.as_deref().unwrap_or(""), problem.message));
    }
    lines.extend(more(skipped.len(), "skipped file"));
    let idle = build.corrections.outcomes.iter().filter(|o| matches!(o.class, Class::Stale | Class::Conflicting));
    let idle: Vec<_> = idle.collect();
    for outcome in idle.iter().take(LISTED) {
        let reason = outcome.reason.as_deref().unwrap_or("");
        lines.push(format!(
            "events.yaml:{}: {} is {}: {reason}",
            outcome.place.line,
            outcome.subject,
            outcome.class.as_str()
        ));
    }
    lines.extend(more(idle.len(), "correction"));
    if lines.is_empty() {
        return String::new();
    }
    let mut out = format!("{}\n", console.bold("worth a look"));
    for line in lines {
        out.push_str(&format!("  {line}\n"));
    }
    out
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

fn line(console: &Console, n: usize, what: &str, rest: &str) -> String {
    let head = console.bold(&count(n, what));
    if n == 0 { format!("{head}\n") } else { format!("{head}: {rest}\n") }
}

/// `1 event`, `3 events`.
pub fn count(n: usize, what: &str) -> String {
    match (n, what.split_once(' ')) {
        (1, _) => format!("1 {what}"),
        (_, Some((noun, rest))) if what.contains(" without") => format!("{n} {noun}s {rest}"),
        _ => format!("{n} {what}s"),
    }
}
