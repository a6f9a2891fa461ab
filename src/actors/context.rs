//! What the whole article tells of who may be meant: who is named in full, which countries, which years.

use super::{
    grammar::{Grammar, TitleKind},
    long::Long,
    names::{NameRun, Whose},
    phrase::{Draft, Of},
    scan::Findings,
    targets::{HEAD, HEAD_OF_GOVERNMENT, HEAD_OF_STATE, LEADER, Target, atom_target, ever_held},
};
use crate::{
    pack::{Actor, PersonEntry, Registry},
    text::{Document, TokenKind},
};
use rustc_hash::{FxHashMap, FxHashSet};

/// How many people tell the time that an article is of.
const ERAS: usize = 64;

/// One article's evidence.
pub(super) struct Context<'a> {
    pub registry: &'a Registry,
    /// See [`ranks`].
    pub ranks: &'a [u8],
    /// See [`Index::long`](super::index::Index).
    pub long: &'a Long,
    /// People named in full.
    pub named: FxHashSet<u32>,
    /// How often each country is named, in any way.
    pub countries: FxHashMap<String, u32>,
    pub bodies: FxHashSet<String>,
    years: Vec<i32>,
    /// That of the publication, where it is known already.
    pub year: Option<i32>,
    /// Terms of those named in full, as years.
    eras: Vec<(u32, Vec<(i32, i32)>)>,
}

impl<'a> Context<'a> {
    pub fn new(
        registry: &'a Registry,
        ranks: &'a [u8],
        long: &'a Long,
        document: &Document,
        sentences: &[(Findings, Vec<NameRun>)],
    ) -> Self {
        let mut context = Context {
            registry,
            ranks,
            long,
            named: FxHashSet::default(),
            countries: FxHashMap::default(),
            bodies: FxHashSet::default(),
            years: Vec::new(),
            year: None,
            eras: Vec::new(),
        };
        for (findings, names) in sentences {
            for atom in &findings.atoms {
                if let Some(target) = atom_target(atom, registry, false) {
                    if let Some(country) = target.country {
                        *context.countries.entry(country).or_default() += 1;
                    }
                    if !target.is_country {
                        context.bodies.insert(target.id);
                    }
                }
            }
            for name in names {
                if let Whose::Full(people) = &name.whose
                    && let [person] = people[..]
                    && context.named.insert(person)
                {
                    let entry = &registry.people[person as usize];
                    if let Some(country) = &entry.country {
                        *context.countries.entry(country.as_str().to_owned()).or_default() += 1;
                    }
                    if context.eras.len() < ERAS {
                        context.eras.push((person, terms(entry)));
                    }
                }
            }
        }
        for token in &document.tokens {
            if token.kind == TokenKind::Number
                && let Ok(year) = token.span.of(document.body).parse::<i32>()
                && (1990..2036).contains(&year)
            {
                context.years.push(year);
            }
        }
        context
    }

    /// The likeliest of several bearers of a name, beside these titles; none when nobody is likely enough.
    pub fn bearer(&self, people: &[u32], sure: bool, ordinary: bool, codes: &[String], of: &[Target]) -> Option<u32> {
        let scored = people.iter().map(|&p| (self.score(p, codes, of), p));
        // of father and son in one office, where nothing else tells, the later one
        let until = |p: u32| terms(&self.registry.people[p as usize]).iter().map(|t| t.1).max();
        let (score, person) = scored.max_by_key(|&(score, p)| (score, until(p), std::cmp::Reverse(p)))?;
        // a name that only one person bears needs less to speak for it
        let least = match people.len() {
            _ if ordinary => 30,
            1 => 12,
            _ => 16,
        };
        (sure || score >= least).then_some(person)
    }

    fn score(&self, person: u32, codes: &[String], of: &[Target]) -> i32 {
        let entry = &self.registry.people[person as usize];
        // of two as high in rank whoever has held more offices is the better known
        let mut score = i32::from(self.ranks[person as usize]) * 2 + entry.offices.len().clamp(1, 3) as i32 - 1;
        if self.named.contains(&person) {
            score += 100;
        }
        let belongs = of.iter().any(|t| belongs(entry, t));
        let conflicts = !of.is_empty() && !belongs;
        if belongs {
            score += 30;
        }
        if conflicts {
            score -= 60;
        }
        for code in codes {
            if ever_held(self.registry, entry, code, None) {
                score += 15;
                if of.iter().any(|t| ever_held(self.registry, entry, code, Some(&t.id))) {
                    score += 30;
                }
            }
        }
        let country = entry.country.as_ref().is_some_and(|c| self.countries.contains_key(c.as_str()));
        let body = entry
            .offices
            .iter()
            .any(|t| self.bodies.contains(t.of.as_str()) || self.countries.contains_key(t.of.as_str()));
        if country || body {
            score += 15;
        }
        let own = terms(entry);
        if !own.is_empty() && self.years.iter().any(|y| own.iter().any(|t| (t.0..=t.1).contains(y))) {
            score += 3;
        }
        // an open term goes on; who has held nothing for years is hardly the one
        if self.year.is_some_and(|year| own.iter().any(|t| (t.0..=t.1).contains(&year))) {
            score += 8;
        }
        let others = self.eras.iter().filter(|(p, t)| *p != person && !t.is_empty());
        let (mut with, mut without) = (0, 0);
        for (_, era) in others {
            if overlap(&own, era) {
                with += 1;
            } else {
                without += 1;
            }
        }
        score + with.min(4) * 2 - without.min(4) * 2
    }

    /// Whether a term of this office fell into the times of the others named here.
    pub fn contemporary(&self, person: u32, code: &str, of: &str) -> bool {
        let entry = &self.registry.people[person as usize];
        let own: Vec<(i32, i32)> =
            entry.offices.iter().filter(|t| held_as(&t.office, code) && t.of == of).map(years).collect();
        let others = self.eras.iter().filter(|(p, t)| *p != person && !t.is_empty());
        let (mut with, mut all) = (0, 0);
        for (_, era) in others {
            all += 1;
            with += usize::from(overlap(&own, era));
        }
        with * 2 >= all
    }
}

/// Whether an office is the one that a code means: a leader may be the head of state or of government.
fn held_as(office: &str, code: &str) -> bool {
    office == code || code == LEADER && matches!(office, HEAD_OF_STATE | HEAD_OF_GOVERNMENT)
}

/// Whether a person belongs to a country or body, by citizenship or office.
pub(super) fn belongs(entry: &PersonEntry, target: &Target) -> bool {
    let country = |id: &Option<String>| id.is_some() && id.as_deref() == entry.country.as_deref();
    country(&target.country)
        || entry.offices.iter().any(|t| t.of == target.id || target.country.as_deref() == Some(t.of.as_str()))
}

/// How well known the people of the registry are, 0 to 10: by the highest office held.
pub(super) fn ranks(registry: &Registry) -> Vec<u8> {
    let ranks: FxHashMap<&str, u8> = registry.offices.iter().map(|o| (o.code.as_str(), o.rank)).collect();
    let rank = |p: &PersonEntry| p.offices.iter().map(|t| ranks.get(t.office.as_str()).copied().unwrap_or(2)).max();
    registry.people.iter().map(|p| rank(p).unwrap_or(1)).collect()
}

/// The years of a term; only these matter here, so no calendar value is made of them.
fn years(term: &crate::pack::TermEntry) -> (i32, i32) {
    let year = |text: &Option<crate::pack::DayText>, or: i32| {
        text.as_deref().and_then(|t| t.get(..4)?.parse().ok()).unwrap_or(or)
    };
    (year(&term.from, 1900), year(&term.to, 2100))
}

fn terms(entry: &PersonEntry) -> Vec<(i32, i32)> {
    entry.offices.iter().map(years).collect()
}

fn overlap(a: &[(i32, i32)], b: &[(i32, i32)]) -> bool {
    a.iter().any(|x| b.iter().any(|y| x.0 <= y.1 && y.0 <= x.1))
}

/// The office codes of a draft's titles.
pub(super) fn codes(draft: &Draft, grammar: &Grammar) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for title in draft.titles.iter().flatten() {
        if let TitleKind::Office(ix) = title.kind {
            let code = &grammar.rules.offices[ix as usize].office;
            if !out.contains(code) {
                out.push(code.clone());
            }
        }
    }
    out
}

/// Whom somebody's aides are of: "Guterres's spokesman" is of the United Nations, "a Putin aide" of Russia.
fn acts_for(person: &PersonEntry, registry: &Registry) -> Option<Target> {
    let body = person.offices.last().and_then(|term| match registry.get(&term.of) {
        Some(Actor::Body(body)) if term.office == HEAD && body.country.is_none() => Some(&body.id),
        _ => None,
    });
    let target = |id: &str, is_country: bool| {
        let country = is_country.then(|| id.to_owned());
        Target { country, id: id.to_owned(), is_country, slug: None }
    };
    body.map(|id| target(id, false)).or_else(|| person.country.as_ref().map(|id| target(id, true)))
}

/// The targets of what a title is held for, as far as names and atoms tell; people stand for whom they act for.
pub(super) fn targets(
    of: &[Of],
    findings: &Findings,
    names: &[NameRun],
    registry: &Registry,
    places_first: bool,
) -> Vec<Target> {
    let mut out: Vec<Target> = Vec::new();
    for of in of {
        let target = match of {
            Of::Atom(a) => atom_target(&findings.atoms[*a], registry, places_first),
            Of::Name(n) => match &names[*n].whose {
                Whose::Full(p) | Whose::Surname(p) => p
                    .iter()
                    .max_by_key(|p| registry.people[**p as usize].offices.len())
                    .and_then(|p| acts_for(&registry.people[*p as usize], registry)),
                _ => None,
            },
            Of::Title(_) => None,
        };
        out.extend(target.filter(|t| !out.contains(t)));
    }
    out
}
