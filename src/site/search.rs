//! The index that the search script reads: a classic script with one global name, since a page from disk may neither
//! fetch nor import.

use super::{cards, context::Site, links::anchor};
use crate::text::fold;
use serde::Serialize;

#[derive(Serialize)]
struct Index {
    /// All folded names of each actor.
    actors: Vec<(String, String)>,
    events: Vec<Entry>,
}

/// Anchor, kind, status, languages of the evidence, actors, folded text.
#[derive(Serialize)]
struct Entry(String, &'static str, &'static str, Vec<String>, Vec<usize>, String);

pub fn render(site: &Site) -> (String, Vec<u8>) {
    let timeline = site.timeline;
    let actors = timeline
        .actors
        .iter()
        .map(|a| {
            let mut names = vec![fold(&site.namer().full(&a.id)), fold(&a.name)];
            names.extend(a.aliases.iter().map(|n| fold(n)));
            names.extend(a.display.values().map(|n| fold(n)));
            names.sort();
            names.dedup();
            (a.id.to_string(), names.join(" | "))
        })
        .collect();
    let events = timeline.events.iter().enumerate().map(|(i, _)| entry(site, i)).collect();
    let json = serde_json::to_string(&Index { actors, events }).expect("no map keys, no failing types");
    // harmless wherever it may land
    let json = json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    ("assets/events.js".to_owned(), format!("var demarcheIndex={json};\n").into_bytes())
}

/// Language codes of an event's evidence, each once.
pub fn languages(site: &Site, index: usize) -> Vec<String> {
    let mut codes: Vec<String> = site.timeline.events[index]
        .evidence
        .iter()
        .filter_map(|e| {
            let article = site.timeline.articles.get(e.article)?;
            let paragraph = article.paragraphs.iter().find(|(span, _, _)| span.overlaps(e.quote));
            Some(paragraph.map_or(&article.language, |(_, language, _)| language).clone())
        })
        .collect();
    codes.sort();
    codes.dedup();
    codes
}

fn entry(site: &Site, index: usize) -> Entry {
    let event = &site.timeline.events[index];
    let at = |id| site.timeline.actors.binary_search_by(|a| a.id.cmp(id)).ok();
    let mut actors: Vec<usize> = event.actors.iter().filter_map(|(_, id)| at(id)).collect();
    actors.extend(event.place.as_ref().and_then(at));
    actors.sort_unstable();
    actors.dedup();
    let mut text = vec![site.titles[index].clone(), event.id.clone(), cards::topics(site, event)];
    text.extend(event.note.clone());
    text.extend(event.place.as_ref().map(|p| site.namer().full(p)));
    for evidence in &event.evidence {
        let article = site.timeline.articles.get(evidence.article);
        text.extend(article.and_then(|a| a.body.get(evidence.quote.range())).map(str::to_owned));
        text.extend(article.and_then(|a| a.source.clone()));
    }
    let text = fold(&super::text::line(&text.join(" ")));
    Entry(anchor(&event.id), event.kind.as_str(), event.status.as_str(), languages(site, index), actors, text)
}
