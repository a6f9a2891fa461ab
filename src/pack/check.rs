//! What can be wrong in the actor registry: ids, aliases, references, terms.

use super::{Forms, Place, RegistryFile, place_in};
use crate::{
    edtf::{Day, Edtf},
    report::Diagnostic,
};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;

/// Forms under this code belong to every language.
const ANY: &str = "any";

const NOT_PEOPLE: &[Sort] = &[Sort::Country, Sort::Body, Sort::Place];

const KINDS: &[&str] = &["organisation", "government-body", "group", "media", "treaty"];

/// A registry file and where it comes from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source<'s> {
    /// As the user named it.
    pub name: &'s str,
    /// Its text, for the places of problems. Files without one are part of the program.
    pub text: Option<&'s str>,
    pub file: &'s RegistryFile,
}

/// What sort of thing an entry is: an alias may be claimed once among those that are named alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Sort {
    Country,
    Body,
    Place,
    Person,
}

/// One entry, reduced to what is checked.
struct Entry<'s> {
    source: usize,
    sort: Sort,
    id: &'s str,
    names: Vec<(&'s str, &'s str)>,
    demonyms: Vec<(&'s str, &'s str)>,
    metonyms: Vec<(&'s str, &'s str)>,
    country: Option<&'s str>,
}

/// Every problem of the files taken together, in their order. A later file's entry replaces an earlier
/// file's with the same id and sort.
pub(super) fn check(sources: &[Source]) -> Vec<Diagnostic> {
    let mut checker = Checker { sources, out: Vec::new() };
    let entries = checker.entries();
    let ids: FxHashMap<&str, Sort> = entries.iter().map(|e| (e.id, e.sort)).collect();
    for entry in &entries {
        checker.known(entry.source, entry.id, entry.country, "country", &ids, &[Sort::Country]);
    }
    checker.fields(&ids);
    checker.claims(&entries);
    checker.out
}

struct Checker<'s, 'c> {
    sources: &'c [Source<'s>],
    out: Vec<Diagnostic>,
}

impl<'s> Checker<'s, '_> {
    /// The entries in force; reports ids given twice.
    fn entries(&mut self) -> Vec<Entry<'s>> {
        let mut entries: Vec<Entry<'s>> = Vec::new();
        let mut at: FxHashMap<&str, usize> = FxHashMap::default();
        for (ix, source) in self.sources.iter().enumerate() {
            for entry in entries_of(ix, source.file) {
                if entry.id.is_empty() {
                    self.report(ix, "", None, "missing-id", "an entry has no id".into(), None);
                    continue;
                }
                match at.get(entry.id).copied() {
                    Some(before)
                        if entries[before].sort == entry.sort && self.overrides(ix, entries[before].source) =>
                    {
                        entries[before] = entry;
                    }
                    Some(before) => {
                        let other = self.sources[entries[before].source].name;
                        let message = format!("the id {} is given twice, also in {other}", entry.id);
                        self.report_second(ix, entry.id, "duplicate-id", message);
                    }
                    None => {
                        at.insert(entry.id, entries.len());
                        entries.push(entry);
                    }
                }
            }
        }
        entries
    }

    /// A user's file may replace what the program brings.
    fn overrides(&self, later: usize, earlier: usize) -> bool {
        self.sources[later].text.is_some() && self.sources[earlier].text.is_none()
    }

    /// References, kinds and dates within entries.
    fn fields(&mut self, ids: &FxHashMap<&str, Sort>) {
        for (ix, source) in self.sources.iter().enumerate() {
            for c in &source.file.countries {
                for capital in &c.capitals {
                    self.known(ix, &c.id, Some(capital), "place", ids, &[Sort::Place]);
                }
                if let Some(existed) = c.existed.as_deref().filter(|e| e.parse::<Edtf>().is_err()) {
                    self.bad_date(ix, &c.id, existed);
                }
            }
            for b in &source.file.organisations {
                for member in &b.members {
                    self.known(ix, &b.id, Some(member), "member", ids, &[Sort::Country, Sort::Body]);
                }
                if !KINDS.contains(&b.kind.as_str()) {
                    let message = format!("{} has the unknown kind {:?}", b.id, b.kind);
                    let hint = format!("kinds are {}", KINDS.join(", "));
                    self.report(ix, &b.id, Some(&b.kind), "unknown-kind", message, Some(hint));
                }
            }
            for p in &source.file.people {
                for term in &p.offices {
                    self.known(ix, &p.id, Some(&term.of), "country, body or place", ids, NOT_PEOPLE);
                    let bounds = [term.from.as_deref(), term.to.as_deref()].map(|text| text.map(|t| (t, bounds(t))));
                    for (text, day) in bounds.iter().flatten() {
                        if day.is_none() {
                            self.bad_date(ix, &p.id, text);
                        }
                    }
                    if let [Some((from, Some((first, _)))), Some((to, Some((_, last))))] = bounds
                        && last < first
                    {
                        let message = format!("a term of {} ends ({to}) before it starts ({from})", p.id);
                        self.report(ix, &p.id, Some(to), "term-ends-before-start", message, None);
                    }
                }
            }
        }
    }

    /// Two entries under one name.
    fn claims(&mut self, entries: &[Entry<'s>]) {
        let languages: BTreeSet<&str> = (entries.iter())
            .flat_map(|e| e.names.iter().chain(&e.demonyms).chain(&e.metonyms))
            .map(|&(language, _)| language)
            .filter(|&l| l != ANY)
            .collect();
        let each = |language: &'s str| {
            let all = if language == ANY { languages.iter().copied().collect() } else { vec![language] };
            all.into_iter()
        };
        let mut names: FxHashMap<(&str, &str), usize> = FxHashMap::default();
        let mut demonyms = names.clone();
        let mut metonyms = names.clone();
        let mut told: FxHashSet<(&str, &str, &str)> = FxHashSet::default();
        for (ix, entry) in entries.iter().enumerate() {
            for (claimed, list) in
                [(&mut names, &entry.names), (&mut demonyms, &entry.demonyms), (&mut metonyms, &entry.metonyms)]
            {
                for &(language, form) in list {
                    for language in each(language) {
                        let first = *claimed.entry((language, form)).or_insert(ix);
                        if first != ix && told.insert((entries[first].id, entry.id, form)) {
                            self.claim(entry, &entries[first], form);
                        }
                    }
                }
            }
        }
        // a seat may share its name with a place, and with nothing else
        for entry in entries {
            for &(language, form) in &entry.metonyms {
                for language in each(language) {
                    let other = names.get(&(language, form)).map(|&ix| &entries[ix]);
                    if let Some(other) = other
                        && other.id != entry.id
                        && other.sort != Sort::Place
                        && told.insert((other.id, entry.id, form))
                    {
                        self.claim(entry, other, form);
                    }
                }
            }
        }
    }

    fn claim(&mut self, entry: &Entry, first: &Entry, form: &str) {
        let message = format!("{form:?} names both {} and {}", first.id, entry.id);
        let hint = format!("{} is in {}", first.id, self.sources[first.source].name);
        self.report(entry.source, entry.id, Some(form), "alias-claimed-twice", message, Some(hint));
    }

    fn known(
        &mut self,
        source: usize,
        id: &str,
        target: Option<&str>,
        what: &str,
        ids: &FxHashMap<&str, Sort>,
        sorts: &[Sort],
    ) {
        let Some(target) = target else { return };
        if ids.get(target).is_some_and(|s| sorts.contains(s)) {
            return;
        }
        let near = (ids.iter().filter(|(_, s)| sorts.contains(s)))
            .map(|(&id, _)| (strsim::damerau_levenshtein(target, id), id))
            .filter(|&(distance, id)| distance * 3 <= id.len().max(3))
            .min();
        let hint = near.map(|(_, id)| format!("did you mean {id}?"));
        let message = format!("{id}: there is no {what} with the id {target:?}");
        self.report(source, id, Some(target), "unknown-actor", message, hint);
    }

    fn bad_date(&mut self, source: usize, id: &str, text: &str) {
        let message = format!("{id}: {text:?} is no date");
        let hint = "a date is written 2025, 2025-03 or 2025-03-20".to_string();
        self.report(source, id, Some(text), "bad-date", message, Some(hint));
    }

    fn report(
        &mut self,
        source: usize,
        id: &str,
        word: Option<&str>,
        code: &'static str,
        message: String,
        hint: Option<String>,
    ) {
        let place = self.sources[source].text.and_then(|text| place_in(text, id, 0, word));
        self.push(source, place, code, message, hint);
    }

    fn report_second(&mut self, source: usize, id: &str, code: &'static str, message: String) {
        let text = self.sources[source].text;
        let place = text.and_then(|text| place_in(text, id, 1, None).or_else(|| place_in(text, id, 0, None)));
        self.push(source, place, code, message, None);
    }

    fn push(&mut self, source: usize, place: Option<Place>, code: &'static str, message: String, hint: Option<String>) {
        let mut diagnostic = Diagnostic::error(code, message).file(self.sources[source].name);
        if let Some(place) = place {
            diagnostic = diagnostic.at(place.line, place.column).showing(place.source_line, place.length);
        }
        if let Some(hint) = hint {
            diagnostic = diagnostic.hint(hint);
        }
        self.out.push(diagnostic);
    }
}

/// The first and last day of a term's bound.
fn bounds(text: &str) -> Option<(Day, Day)> {
    let value: Edtf = text.parse().ok()?;
    Some((value.first()?, value.last()?))
}

fn entries_of(source: usize, file: &RegistryFile) -> Vec<Entry<'_>> {
    fn flat(forms: &Forms) -> Vec<(&str, &str)> {
        forms.iter().flat_map(|(l, list)| list.lines().map(move |f| (l, f))).collect()
    }
    let mut out = Vec::new();
    for c in &file.countries {
        let (names, demonyms, metonyms) = (flat(&c.names), flat(&c.demonyms), flat(&c.metonyms));
        out.push(Entry { source, sort: Sort::Country, id: &c.id, names, demonyms, metonyms, country: None });
    }
    for b in &file.organisations {
        let (names, demonyms, metonyms) = (flat(&b.names), flat(&b.demonyms), flat(&b.metonyms));
        let country = b.country.as_deref();
        out.push(Entry { source, sort: Sort::Body, id: &b.id, names, demonyms, metonyms, country });
    }
    for p in &file.places {
        let country = p.country.as_deref();
        let (demonyms, metonyms) = Default::default();
        out.push(Entry { source, sort: Sort::Place, id: &p.id, names: flat(&p.names), demonyms, metonyms, country });
    }
    for p in &file.people {
        // surnames are shared; only full names are one's own
        let full = std::iter::once(&*p.name).chain(&p.aliases).filter(|n| n.contains(' '));
        let names = full.map(|n| (ANY, n)).collect();
        let country = p.country.as_deref();
        let (demonyms, metonyms) = Default::default();
        out.push(Entry { source, sort: Sort::Person, id: &p.id, names, demonyms, metonyms, country });
    }
    out
}
