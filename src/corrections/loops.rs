//! What must hold among the entries: nothing is corrected twice, and nothing is in the end the same as itself.

use super::{At, Corrections, Target, reader::Reader};
use crate::text::fold;
use std::collections::BTreeMap;

pub fn check(corrections: &Corrections, reader: &mut Reader) {
    let files = corrections.articles.iter().map(|a| (&a.file, a.file.value.clone()));
    twice(reader, "article", files);
    let ids = corrections.events.iter().filter_map(|e| match &e.target {
        Target::Change(id) | Target::Hide(id, _) | Target::SameAs(id, _) => Some((id, id.value.to_lowercase())),
        Target::Add => None,
    });
    twice(reader, "event", ids);
    twice(reader, "actor", corrections.actors.iter().map(|a| (&a.name, fold(&a.name.value))));

    let merges = corrections.events.iter().filter_map(|e| match &e.target {
        Target::SameAs(id, other) => Some((id.value.to_lowercase(), other, other.value.to_lowercase())),
        _ => None,
    });
    circles(reader, merges.collect());
    let actors = corrections.actors.iter().filter_map(|a| {
        let other = a.same_as.as_ref()?;
        Some((fold(&a.name.value), other, fold(&other.value)))
    });
    circles(reader, actors.collect());
}

fn twice<'c>(reader: &mut Reader, what: &str, names: impl Iterator<Item = (&'c At<String>, String)>) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (name, key) in names {
        if let Some(line) = seen.get(&key) {
            let message = format!("the {what} `{}` is corrected twice; the first time in line {line}", name.value);
            reader.error("corrected-twice", name.place, message, "put everything about it into one entry");
        } else {
            seen.insert(key, name.place.line);
        }
    }
}

/// Every edge (from, where it is written, to) that closes a circle, told once a circle.
fn circles(reader: &mut Reader, edges: Vec<(String, &At<String>, String)>) {
    let next: BTreeMap<&str, (usize, &str)> =
        edges.iter().enumerate().map(|(i, (from, _, to))| (from.as_str(), (i, to.as_str()))).collect();
    let mut told = vec![false; edges.len()];
    for (start, (from, ..)) in edges.iter().enumerate() {
        let mut path = vec![start];
        let mut at = edges[start].2.as_str();
        while at != from
            && let Some(&(edge, to)) = next.get(at)
            && !path.contains(&edge)
        {
            path.push(edge);
            at = to;
        }
        if at != from || path.iter().any(|e| told[*e]) {
            continue;
        }
        for edge in &path {
            told[*edge] = true;
        }
        let last = edges[path[path.len() - 1]].1;
        if path.len() == 1 {
            let message = format!("`{}` is said to be the same as itself", last.value);
            reader.error("circle", last.place, message, "name the other one, or delete the entry");
            continue;
        }
        let first = edges[path[path.len() - 1]].2.as_str();
        let written: Vec<&str> = path.iter().map(|e| edges[*e].1.value.as_str()).collect();
        let from = written.last().copied().unwrap_or(first);
        let chain: Vec<String> =
            std::iter::once(from).chain(written.iter().copied()).map(|n| format!("`{n}`")).collect();
        let message = format!("`same_as` runs in a circle: {}", chain.join(" is "));
        reader.error("circle", last.place, message, "one of them must stand for all: delete its `same_as`");
    }
}
