//! What the registry tells of those who act: for which country, and whether they lead one. Asked of the registry itself, as
//! few of its thousands are ever met.

use super::{Kind, Role, candidate::Candidate};
use crate::{
    actors::{ActorId, ActorRef, Cast},
    pack::{Actor, Registry},
};
use rustc_hash::FxHashMap;
use std::sync::Arc;

#[derive(Debug, Clone)]
pub(super) struct Known {
    registry: Arc<Registry>,
    /// Ids of countries to which someone belongs.
    sides: FxHashMap<Box<str>, ActorId>,
}

impl Known {
    pub fn new(registry: &Arc<Registry>) -> Known {
        let mut sides: FxHashMap<Box<str>, ActorId> = FxHashMap::default();
        let people = registry.people.iter().filter_map(|p| p.country.as_deref());
        for country in people.chain(registry.bodies.iter().filter_map(|b| b.country.as_deref())) {
            if !sides.contains_key(country) {
                sides.insert(country.into(), ActorId::from(country));
            }
        }
        Known { registry: registry.clone(), sides }
    }

    /// The country of a person or of a state's body.
    pub fn side(&self, id: &ActorId) -> Option<&ActorId> {
        match self.registry.get(&id.0)? {
            actor @ (Actor::Person(_) | Actor::Body(_)) => self.sides.get(actor.country()?),
            _ => None,
        }
    }

    /// A person who belongs to the country of one of the sources.
    pub fn same_side(&self, cast: &Cast, roles: &[(Role, usize)], person: usize) -> bool {
        let id = |m: usize| match &cast.mentions[m].refs[..] {
            [ActorRef::Actor(id)] => Some(id),
            _ => None,
        };
        let own = id(person).filter(|_| cast.mentions[person].gender.is_some()).and_then(|id| self.side(id));
        let source = |m: usize| id(m).map(|id| self.side(id).unwrap_or(id));
        own.is_some() && roles.iter().any(|(role, m)| *role == Role::Source && source(*m) == own)
    }

    /// The country in which a place is, or which it is.
    pub fn land(&self, place: &ActorId) -> Option<&str> {
        match self.registry.get(&place.0)? {
            Actor::Country(country) => Some(&country.id),
            Actor::Place(place) => place.country.as_deref(),
            _ => None,
        }
    }

    pub fn is_country(&self, id: &ActorId) -> bool {
        matches!(self.registry.get(&id.0), Some(Actor::Country(_)))
    }

    /// Leads or led a state or government.
    pub fn is_leader(&self, id: &ActorId) -> bool {
        matches!(self.registry.get(&id.0), Some(Actor::Person(p)) if p.offices.iter().any(|o| leads(&o.office)))
    }

    /// A body or group of many members.
    pub fn is_collective(&self, id: &ActorId) -> bool {
        let many = |kind: &str, country: Option<&str>| kind == "group" || kind == "organisation" && country.is_none();
        matches!(self.registry.get(&id.0), Some(Actor::Body(b)) if many(&b.kind, b.country.as_deref()))
    }
}

impl Known {
    /// Among those who deal with each other is a body of many members.
    pub fn collective(&self, candidate: &Candidate, cast: &Cast) -> bool {
        // who mediates is none of those who deal with each other
        let acts = candidate.roles.iter().filter(|(role, _)| *role != Role::Mediator);
        let mut refs = acts.flat_map(|(_, m)| &cast.mentions[*m].refs);
        refs.any(|r| matches!(r, ActorRef::Actor(id) if self.is_collective(id)))
    }

    /// A meeting of leaders is a summit.
    pub fn raised(&self, candidate: &Candidate, cast: &Cast) -> Kind {
        let refs: Vec<&ActorRef> = candidate.roles.iter().flat_map(|(_, m)| cast.mentions[*m].refs.iter()).collect();
        let lead = |r: &&ActorRef| match r {
            ActorRef::Actor(id) => self.is_leader(id),
            ActorRef::Office { office, .. } => leads(office),
        };
        if candidate.kind == Kind::Meeting && refs.len() >= 2 && refs.iter().all(lead) {
            Kind::Summit
        } else {
            candidate.kind
        }
    }
}

/// Whether the holders of an office lead a state or government.
pub(super) fn leads(office: &str) -> bool {
    matches!(office, "head-of-state" | "head-of-government")
}
