//! The actor registry, indexed.

use super::holders::Terms;
use super::schema::{BodyEntry, CountryEntry, OfficeEntry, PersonEntry, PlaceEntry, RegistryFile};
use rustc_hash::FxHasher;
use std::{collections::BTreeMap, hash::Hasher, sync::OnceLock};

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

/// For so many more, whom corrections add, there is room in each list: one that grows by pushing takes twice its room.
const FEW: usize = 16;

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
    by_id: Ids,
    /// Made when somebody asks for a holder: corrections change them before.
    terms: OnceLock<Terms>,
}

impl Registry {
    /// Files in order; a later entry with the same id replaces an earlier one.
    pub fn new(files: impl IntoIterator<Item = RegistryFile>) -> Self {
        let files: Vec<RegistryFile> = files.into_iter().collect();
        let mut registry = Registry::default();
        let count = |file: &RegistryFile| {
            file.countries.len() + file.organisations.len() + file.places.len() + file.people.len()
        };
        registry.by_id = Ids::with_capacity(files.iter().map(count).sum());
        // no more room than is needed: these lists are most of what a small project holds
        let all = |of: fn(&RegistryFile) -> usize| files.iter().map(of).sum::<usize>();
        let (countries, bodies) = (all(|f| f.countries.len()), all(|f| f.organisations.len()));
        let (places, people) = (all(|f| f.places.len()), all(|f| f.people.len()));
        for file in files {
            registry.offices.extend(file.offices);
            registry.led_by_government.extend(file.led_by_government);
            registry.led_by_government_within.extend(file.led_by_government_within);
            registry.enter(ActorKind::Country, file.countries, countries, |r| &mut r.countries);
            registry.enter(ActorKind::Organisation, file.organisations, bodies, |r| &mut r.bodies);
            registry.enter(ActorKind::Place, file.places, places, |r| &mut r.places);
            registry.enter(ActorKind::Person, file.people, people, |r| &mut r.people);
        }
        registry
    }

    /// Puts entries behind the others of their kind, or in the place of those with the same ids. There are to be `all`.
    fn enter<T>(&mut self, kind: ActorKind, entries: Vec<T>, all: usize, list: fn(&mut Registry) -> &mut Vec<T>) {
        let mut rest = entries;
        let mut ix = 0;
        if list(self).is_empty() {
            // the first lie well where they are
            *list(self) = std::mem::take(&mut rest);
            while ix < list(self).len() {
                let slot = self.slot(self.entry(kind, ix).id());
                if !self.by_id.put(slot, kind, ix) {
                    rest = list(self).split_off(ix);
                }
                ix += 1;
            }
        }
        let more = all - list(self).len() + FEW;
        list(self).reserve_exact(more);
        for entry in rest {
            let ix = list(self).len();
            list(self).push(entry);
            let slot = self.slot(self.entry(kind, ix).id());
            if !self.by_id.put(slot, kind, ix) {
                let known = slot.and_then(|slot| self.by_id.at(slot)).map_or(ix, |known| known.1);
                list(self).swap_remove(known);
            }
        }
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

    pub(super) fn terms(&self) -> &Terms {
        self.terms.get_or_init(|| Terms::new(&self.people))
    }

    pub fn get(&self, id: &str) -> Option<Actor<'_>> {
        self.by_id.at(self.slot(id)?).map(|(kind, ix)| self.entry(kind, ix))
    }

    fn entry(&self, kind: ActorKind, ix: usize) -> Actor<'_> {
        match kind {
            ActorKind::Country => Actor::Country(&self.countries[ix]),
            ActorKind::Place => Actor::Place(&self.places[ix]),
            ActorKind::Person => Actor::Person(&self.people[ix]),
            _ => Actor::Body(&self.bodies[ix]),
        }
    }

    /// Where an id stands, or would stand, among the ids; nowhere in an empty registry.
    fn slot(&self, id: &str) -> Option<usize> {
        self.by_id.find(id, |kind, ix| self.entry(kind, ix).id() == id)
    }
}

/// Entries by their ids, which are not held once more: ten thousand of them.
#[derive(Debug, Clone, Default)]
struct Ids {
    /// A kind and a position, at the place that the hash of the id tells, or behind it. A power of two of them, half of
    /// them free.
    slots: Vec<Option<(ActorKind, u32)>>,
}

impl Ids {
    fn with_capacity(ids: usize) -> Self {
        Ids { slots: vec![None; (ids * 2 + 1).next_power_of_two()] }
    }

    fn find(&self, id: &str, is: impl Fn(ActorKind, usize) -> bool) -> Option<usize> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut hasher = FxHasher::default();
        hasher.write(id.as_bytes());
        let mut at = hasher.finish() as usize & mask;
        while let Some((kind, ix)) = self.slots[at] {
            if is(kind, ix as usize) {
                break;
            }
            at = (at + 1) & mask;
        }
        Some(at)
    }

    fn at(&self, slot: usize) -> Option<(ActorKind, usize)> {
        self.slots[slot].map(|(kind, ix)| (kind, ix as usize))
    }

    /// Notes an entry in its slot, unless one of its kind has it.
    fn put(&mut self, slot: Option<usize>, kind: ActorKind, ix: usize) -> bool {
        let slot = &mut self.slots[slot.expect("there is room for all")];
        let new = slot.is_none_or(|known| known.0 != kind);
        if new {
            *slot = Some((kind, ix as u32));
        }
        new
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
        map.get(language).or_else(|| map.get(BASE_LANGUAGE)).unwrap_or(id.as_str())
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
