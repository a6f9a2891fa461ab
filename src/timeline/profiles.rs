//! Who belongs to whom: the countries and bodies that people act for.

use crate::{
    actors::{ActorId, Discovered},
    dating::DatedArticle,
    pack::{Actor, ActorKind, Packs},
};
use rustc_hash::FxHashMap;

/// What merging and rolling up need to know of an actor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    pub kind: ActorKind,
    pub country: Option<ActorId>,
    /// Bodies that a person holds or held an office of; countries are not among them.
    pub bodies: Vec<ActorId>,
    /// Speaks for one of those bodies, and leads it not.
    pub speaker: bool,
}

/// How well two actors agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Agreement {
    /// Different actors.
    None,
    /// One is of the other's side: a minister and the country.
    Side,
    /// The same, or a person and the own body.
    Same,
}

/// The actors of all articles.
#[derive(Debug, Clone, Default)]
pub struct Profiles(FxHashMap<ActorId, Profile>);

/// The office code of those who speak for a body.
const SPEAKER: &str = "spokesperson";

impl Profiles {
    pub fn new(articles: &[DatedArticle], packs: &Packs) -> Self {
        let mut out = Profiles::default();
        let discovered: FxHashMap<&ActorId, &Discovered> =
            articles.iter().flat_map(|a| &a.discovered).map(|d| (&d.id, d)).collect();
        for mention in articles.iter().flat_map(|a| &a.mentions) {
            for id in mention.actors.iter().map(|(_, id)| id).chain(&mention.place) {
                if !out.0.contains_key(id) {
                    out.0.insert(id.clone(), profile(id, packs, discovered.get(id).copied()));
                }
            }
        }
        out
    }

    pub fn get(&self, id: &ActorId) -> Option<&Profile> {
        self.0.get(id)
    }

    /// The side that an actor stands on: its country, or itself.
    pub fn side<'a>(&'a self, id: &'a ActorId) -> &'a ActorId {
        self.get(id).and_then(|p| p.country.as_ref()).unwrap_or(id)
    }

    /// The body for which a speaker speaks, or the actor itself.
    pub fn voice<'a>(&'a self, id: &'a ActorId) -> &'a ActorId {
        match self.get(id) {
            Some(p) if p.speaker => p.bodies.first().unwrap_or(id),
            _ => id,
        }
    }

    pub fn is_person(&self, id: &ActorId) -> bool {
        self.get(id).is_some_and(|p| p.kind == ActorKind::Person)
    }

    pub fn agreement(&self, a: &ActorId, b: &ActorId) -> Agreement {
        if a == b {
            return Agreement::Same;
        }
        let (Some(x), Some(y)) = (self.get(a), self.get(b)) else { return Agreement::None };
        if x.bodies.contains(b) || y.bodies.contains(a) {
            return Agreement::Same;
        }
        let of = |p: &Profile, id: &ActorId| p.country.as_ref() == Some(id);
        if of(x, b) || of(y, a) {
            return Agreement::Side;
        }
        // an organ of the state beside one of its people
        let organ = |p: &Profile| p.kind == ActorKind::GovernmentBody;
        if (organ(x) != organ(y)) && x.country.is_some() && x.country == y.country {
            return Agreement::Side;
        }
        Agreement::None
    }
}

fn profile(id: &ActorId, packs: &Packs, discovered: Option<&Discovered>) -> Profile {
    let Some(actor) = packs.registry.get(&id.0) else {
        let kind = match discovered.map(|d| d.kind) {
            Some(ActorKind::Person) => ActorKind::Person,
            Some(_) => ActorKind::GovernmentBody,
            None => ActorKind::Organisation,
        };
        return Profile {
            kind,
            country: discovered.and_then(|d| d.country.clone()),
            bodies: Vec::new(),
            speaker: false,
        };
    };
    let mut bodies = Vec::new();
    let mut speaker = false;
    if let Actor::Person(person) = actor {
        for term in &person.offices {
            let of = ActorId::from(term.of.as_str());
            if matches!(packs.registry.get(&term.of), Some(Actor::Body(_))) && !bodies.contains(&of) {
                speaker |= term.office == SPEAKER;
                bodies.push(of);
            }
        }
    }
    Profile { kind: actor.kind(), country: actor.country().map(ActorId::from), bodies, speaker }
}
