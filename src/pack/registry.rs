//! The actor registry, indexed.

use super::holders::Terms;
use super::schema::{BodyEntry, CountryEntry, OfficeEntry, PersonEntry, PlaceEntry, RegistryFile};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// The language in which ids are made, and whose names stand in where another has none.
pub const BASE_LANGUAGE: &str = "en";

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActorKind {
    Person,
    Country,
    Organisation,
    GovernmentBody,
    Place,
    Group,
}

impl ActorKind {
    /// The word of the contract.
    pub fn as_str(self) -> &'static str {
        match self {
            ActorKind::Person => "person",
            ActorKind::Country => "country",
            ActorKind::Organisation => "organisation",
            ActorKind::GovernmentBody => "government-body",
            ActorKind::Place => "place",
            ActorKind::Group => "group",
        }
    }
}

/// An entry of the registry.
#[derive(Debug, Clone, Copy)]
pub enum Actor<'r> {
    Country(&'r CountryEntry),
    Body(&'r BodyEntry),
    Place(&'r PlaceEntry),
    Person(&'r PersonEntry),
}

/// Everyone the program knows by name.
#[derive(Debug, Clone, Default)]
pub struct Registry {
    pub countries: Vec<CountryEntry>,
    pub bodies: Vec<BodyEntry>,
    pub places: Vec<PlaceEntry>,
    pub people: Vec<PersonEntry>,
    pub offices: Vec<OfficeEntry>,
    pub led_by_government: Vec<String>,
    pub led_by_government_within: BTreeMap<String, String>,
    by_id: FxHashMap<Box<str>, (ActorKind, u32)>,
    pub(super) terms: Terms,
}

impl Registry {
    /// Files in order; a later entry with the same id replaces an earlier one.
    pub fn new(files: impl IntoIterator<Item = RegistryFile>) -> Self {
        let files: Vec<RegistryFile> = files.into_iter().collect();
        let mut registry = Registry::default();
        // no more room than is needed: these lists are most of what a small project holds
        let count = |of: fn(&RegistryFile) -> usize| files.iter().map(of).sum();
        registry.countries.reserve_exact(count(|f| f.countries.len()));
        registry.bodies.reserve_exact(count(|f| f.organisations.len()));
        registry.places.reserve_exact(count(|f| f.places.len()));
        registry.people.reserve_exact(count(|f| f.people.len()));
        for file in files {
            registry.offices.extend(file.offices);
            registry.led_by_government.extend(file.led_by_government);
            registry.led_by_government_within.extend(file.led_by_government_within);
            for entry in file.countries {
                put(&mut registry.countries, &mut registry.by_id, ActorKind::Country, entry.id.clone(), entry);
            }
            for entry in file.organisations {
                put(&mut registry.bodies, &mut registry.by_id, ActorKind::Organisation, entry.id.clone(), entry);
            }
            for entry in file.places {
                put(&mut registry.places, &mut registry.by_id, ActorKind::Place, entry.id.clone(), entry);
            }
            for entry in file.people {
                put(&mut registry.people, &mut registry.by_id, ActorKind::Person, entry.id.clone(), entry);
            }
        }
        registry.terms = Terms::new(&registry.people);
        registry
    }

    /// The entries, to be changed and indexed [`new`](Self::new); leaves an empty registry.
    pub fn take(&mut self) -> RegistryFile {
        let registry = std::mem::take(self);
        RegistryFile {
            countries: registry.countries,
            organisations: registry.bodies,
            places: registry.places,
            people: registry.people,
            offices: registry.offices,
            led_by_government: registry.led_by_government,
            led_by_government_within: registry.led_by_government_within,
        }
    }

    pub fn get(&self, id: &str) -> Option<Actor<'_>> {
        let &(kind, ix) = self.by_id.get(id)?;
        let ix = ix as usize;
        Some(match kind {
            ActorKind::Country => Actor::Country(&self.countries[ix]),
            ActorKind::Place => Actor::Place(&self.places[ix]),
            ActorKind::Person => Actor::Person(&self.people[ix]),
            _ => Actor::Body(&self.bodies[ix]),
        })
    }
}

impl Actor<'_> {
    pub fn id(&self) -> &str {
        match self {
            Actor::Country(c) => &c.id,
            Actor::Body(b) => &b.id,
            Actor::Place(p) => &p.id,
            Actor::Person(p) => &p.id,
        }
    }
    pub fn kind(&self) -> ActorKind {
        match self {
            Actor::Country(_) => ActorKind::Country,
            Actor::Place(_) => ActorKind::Place,
            Actor::Person(_) => ActorKind::Person,
            Actor::Body(b) => match b.kind.as_str() {
                "government-body" => ActorKind::GovernmentBody,
                "group" => ActorKind::Group,
                _ => ActorKind::Organisation,
            },
        }
    }
    /// Display name in a site language.
    pub fn name(&self, language: &str) -> &str {
        let (map, id) = match self {
            Actor::Country(c) => (&c.name, &c.id),
            Actor::Body(b) => (&b.name, &b.id),
            Actor::Place(p) => (&p.name, &p.id),
            Actor::Person(p) => return p.display.get(language).unwrap_or(&p.name),
        };
        map.get(language).or_else(|| map.get(BASE_LANGUAGE)).unwrap_or(id)
    }
    /// Whether it can do anything: media and treaties are known only so as not to be taken for those who act.
    pub fn acts(&self) -> bool {
        !matches!(self, Actor::Body(b) if b.kind == "media" || b.kind == "treaty")
    }
    /// Whether things may happen in it.
    pub fn is_place(&self) -> bool {
        match self {
            Actor::Country(_) | Actor::Place(_) => true,
            Actor::Body(b) => b.building,
            Actor::Person(_) => false,
        }
    }
    /// The country it belongs to; a country belongs to itself.
    pub fn country(&self) -> Option<&str> {
        match self {
            Actor::Country(c) => Some(&c.id),
            Actor::Body(b) => b.country.as_deref(),
            Actor::Place(p) => p.country.as_deref(),
            Actor::Person(p) => p.country.as_deref(),
        }
    }
}

fn put<T>(list: &mut Vec<T>, by_id: &mut FxHashMap<Box<str>, (ActorKind, u32)>, kind: ActorKind, id: String, entry: T) {
    match by_id.get(id.as_str()) {
        Some(&(k, ix)) if k == kind => list[ix as usize] = entry,
        _ => {
            by_id.insert(id.into(), (kind, list.len() as u32));
            list.push(entry);
        }
    }
}
