//! What a title is held for, and which office its words mean there.

use super::{
    grammar::{Grammar, TitleKind},
    index::What,
    phrase::Of,
    scan::{Atom, Findings},
};
use crate::pack::{Actor, PersonEntry, Registry};

/// A country or body that offices are held of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Target {
    /// Country, body or place id.
    pub id: String,
    /// The country it belongs to, itself if it is one.
    pub country: Option<String>,
    pub is_country: bool,
    /// A state organ that the registry need not know: the rest of its id.
    pub slug: Option<String>,
}

/// The country, body or place that an atom names, in that order. A place only where nothing else is meant.
pub(super) fn atom_target(atom: &Atom, registry: &Registry, places_first: bool) -> Option<Target> {
    let rank = |what: What| match what {
        What::Place(_) if places_first => Some(0),
        What::Country(_) => Some(1),
        What::Body(_) => Some(2),
        What::CountryDemonym(_) => Some(3),
        What::BodyDemonym(_) => Some(4),
        What::CountrySeat(_) => Some(5),
        What::BodySeat(_) => Some(6),
        What::Place(_) => Some(7),
        What::Person(_) | What::Surname(_) => None,
    };
    let (_, what) = atom.senses.iter().filter_map(|s| Some((rank(s.what)?, s.what))).min_by_key(|(r, _)| *r)?;
    let country = |ix: u32| {
        let id = String::from(registry.countries[ix as usize].id.clone());
        Target { country: Some(id.clone()), id, is_country: true, slug: None }
    };
    Some(match what {
        What::Country(c) | What::CountryDemonym(c) | What::CountrySeat(c) => country(c),
        What::Body(b) | What::BodyDemonym(b) | What::BodySeat(b) => {
            let body = &registry.bodies[b as usize];
            Target {
                id: body.id.clone().into(),
                country: body.country.clone().map(String::from),
                is_country: false,
                slug: None,
            }
        }
        What::Place(p) => {
            let place = &registry.places[p as usize];
            Target {
                id: place.id.clone().into(),
                country: place.country.clone().map(String::from),
                is_country: false,
                slug: None,
            }
        }
        What::Person(_) | What::Surname(_) => return None,
    })
}

/// The ministries among what a title is held for: ends of their ids.
pub(super) fn slugs(of: &[Of], findings: &Findings, grammar: &Grammar) -> Vec<String> {
    let mut out = Vec::new();
    for of in of {
        if let Of::Title(t) = of {
            for title in &findings.titles[*t].titles {
                if let TitleKind::Ministry(m) = title.kind {
                    out.push(grammar.rules.ministries[m as usize].slug.clone());
                }
            }
        }
    }
    out
}

/// The registry's id of a state organ, or the one it would have.
pub(super) fn organ(registry: &Registry, country: &str, slug: &str) -> (String, bool) {
    let known = registry
        .bodies
        .iter()
        .find(|b| b.country.as_deref() == Some(country) && b.kind == "government-body" && b.id.ends_with(slug));
    if let Some(body) = known {
        return (body.id.clone().into(), true);
    }
    let demonym = match registry.get(country) {
        Some(Actor::Country(c)) => c.demonyms.get(crate::pack::BASE_LANGUAGE).and_then(|d| d.lines().next()),
        _ => None,
    };
    (format!("{}-{slug}", super::slug::slug(demonym.unwrap_or(country))), false)
}

/// The office that a title's code means of a country or body: the first that the registry knows holders of.
pub(super) fn office_of(registry: &Registry, code: &str, target: &str, is_country: bool) -> String {
    let entry = registry.offices.iter().find(|o| o.code == code);
    let others = entry.map(|o| o.or.as_slice()).unwrap_or_default();
    let leads = code == LEADER && is_country;
    // the day tells
    if leads && registry.led_by_government_within.contains_key(target) {
        return LEADER.into();
    }
    if leads && registry.led_by_government.iter().any(|c| c == target) {
        return HEAD_OF_GOVERNMENT.into();
    }
    let codes = std::iter::once(code).chain(others.iter().map(String::as_str));
    if let Some(known) = codes.clone().find(|c| registry.has_holders(c, target)) {
        return known.into();
    }
    if leads { HEAD_OF_STATE.into() } else { code.into() }
}

/// Codes that the engine itself speaks of; see the registry's `offices`.
pub(super) const LEADER: &str = "leader";
pub(super) const HEAD_OF_STATE: &str = "head-of-state";
pub(super) const HEAD_OF_GOVERNMENT: &str = "head-of-government";
pub(super) const HEAD: &str = "head";
pub(super) const MINISTER: &str = "minister";
pub(super) const MINISTRY: &str = "ministry";
pub(super) const OFFICIAL: &str = "official";

/// Whether a person ever held an office as a title's code means it: any minister is a "minister".
pub(super) fn ever_held(registry: &Registry, person: &PersonEntry, code: &str, of: Option<&str>) -> bool {
    if code == OFFICIAL {
        return of.is_none_or(|of| person.country.as_deref() == Some(of));
    }
    person.offices.iter().any(|t| is_office(registry, &t.office, code) && of.is_none_or(|of| t.of == of))
}

/// Whether the last office that the registry knows of a person is of a code.
pub(super) fn lastly_held(registry: &Registry, person: &PersonEntry, code: &str) -> bool {
    person.offices.last().is_none_or(|t| is_office(registry, &t.office, code))
}

/// Whether an office is one that a title's code means.
fn is_office(registry: &Registry, office: &str, code: &str) -> bool {
    let entry = registry.offices.iter().find(|o| o.code == code);
    let others = entry.map(|o| o.or.as_slice()).unwrap_or_default();
    office == code || code == MINISTER && office.ends_with(MINISTER) || others.iter().any(|other| *other == office)
}
