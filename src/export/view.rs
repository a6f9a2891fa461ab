//! What several formats ask of an event.

use crate::{
    actors::ActorId,
    dating::DatedArticle,
    edtf::{Choice, Day, Edtf},
    timeline::{Event, Timeline, TimelineActor},
};
use std::collections::BTreeSet;

pub fn actor<'a>(timeline: &'a Timeline, id: &ActorId) -> Option<&'a TimelineActor> {
    timeline.actors.binary_search_by(|a| a.id.cmp(id)).ok().map(|at| &timeline.actors[at])
}

/// The usual English name, or the id of someone who is not in the timeline.
pub fn name<'a>(timeline: &'a Timeline, id: &'a ActorId) -> &'a str {
    actor(timeline, id).map_or(&*id.0, |a| &a.name)
}

/// The articles that tell of an event, each once, in their order.
pub fn articles<'a>(timeline: &'a Timeline, event: &Event) -> Vec<&'a DatedArticle> {
    let list: BTreeSet<usize> = event.evidence.iter().map(|e| e.article).collect();
    list.into_iter().filter_map(|a| timeline.articles.get(a)).collect()
}

/// The quotes with their articles, in order.
pub fn quotes<'a>(timeline: &'a Timeline, event: &Event) -> Vec<(&'a str, &'a DatedArticle)> {
    let piece = |e: &crate::timeline::Evidence| {
        let article = timeline.articles.get(e.article)?;
        Some((article.body.get(e.quote.range())?, article))
    };
    event.evidence.iter().filter_map(piece).collect()
}

/// When an event was first and last told: the publication days of its articles; otherwise the last day it may lie on.
/// Nothing asks what day it is now.
pub fn told(timeline: &Timeline, event: &Event) -> Option<(Day, Day)> {
    let days = event.evidence.iter().filter_map(|e| timeline.articles.get(e.article)?.published.as_ref()?.last());
    match days.map(|day| (day, day)).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))) {
        Some(days) => Some(days),
        None => event.date.as_ref().and_then(|d| d.last().or(d.first())).map(|day| (day, day)),
    }
}

/// One day that is not in doubt.
pub fn exact(date: &Edtf) -> Option<Day> {
    date.is_day().filter(|_| !date.is_approximate() && !date.is_uncertain())
}

/// How a date is to be read, where it is not one day.
pub fn reading(date: Option<&Edtf>) -> Option<&'static str> {
    let Some(date) = date else { return Some("the date is not known") };
    if exact(date).is_some() {
        return None;
    }
    Some(match date {
        _ if date.is_approximate() => "about then",
        _ if date.is_uncertain() => "the source may be wrong",
        Edtf::OneOf(choices) if choices.iter().all(|c| matches!(c, Choice::One(_))) => "one of these, unknown which",
        Edtf::OneOf(_) => "within one of these stretches",
        Edtf::Interval(_, None) => "then or later",
        Edtf::Interval(None, _) => "then or earlier",
        _ => "some time within these days",
    })
}

/// The title; with the date in brackets where it is not one day that a calendar can show.
pub fn headline(title: &str, date: Option<&Edtf>) -> String {
    match date {
        Some(date) if exact(date).is_none() => format!("{} [{date}]", clean(title)),
        _ => clean(title),
    }
}

/// Text that XML 1.0 and iCalendar can hold: control characters are blanks.
pub fn clean(text: &str) -> String {
    if text.chars().all(fit) {
        return text.to_owned();
    }
    text.chars().map(|c| if fit(c) { c } else { ' ' }).collect()
}

fn fit(c: char) -> bool {
    c == '\n' || c == '\t' || !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}')
}

/// The same on one line.
pub fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || !fit(c)).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
