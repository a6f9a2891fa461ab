//! Who belongs to whom: the countries and bodies that people act for.

use crate::{
    actors::{ActorId, Discovered},
    dating::DatedArticle,
    pack::{Actor, ActorKind, Packs},
};
use rustc_hash::FxHashMap;

/// An actor by its number in [`Profiles`]: small, and quick to compare.
pub type Who = u32;

/// What merging needs to know of an actor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    pub kind: ActorKind,
    pub country: Option<Who>,
    /// Bodies that a person holds or held an office of; countries are not among them.
    bodies: Box<[Who]>,
    /// Speaks for one of those bodies, and leads it not.
    speaker: bool,
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

/// The actors of all articles, and the countries and bodies that they act for. Numbers are as the articles lie, so that
/// nothing may be put in order by them.
#[derive(Debug, Clone, Default)]
pub struct Profiles {
    numbers: FxHashMap<ActorId, Who>,
    ids: Vec<ActorId>,
    list: Vec<Profile>,
}

/// The office code of those who speak for a body.
const SPEAKER: &str = "spokesperson";

impl Profiles {
    pub fn new(articles: &[DatedArticle], packs: &Packs) -> Self {
        let mut out = Profiles::default();
        let discovered: FxHashMap<&ActorId, &Discovered> =
            articles.iter().flat_map(|a| &a.discovered).map(|d| (&d.id, d)).collect();
        for mention in articles.iter().flat_map(|a| &a.mentions) {
            for id in mention.actors.iter().map(|(_, id)| id).chain(&mention.place) {
                out.enter(id, packs, &discovered);
            }
        }
        out
    }

    fn enter(&mut self, id: &ActorId, packs: &Packs, discovered: &FxHashMap<&ActorId, &Discovered>) -> Who {
        if let Some(known) = self.numbers.get(id) {
            return *known;
        }
        let number = self.ids.len() as Who;
        self.numbers.insert(id.clone(), number);
        self.ids.push(id.clone());
        let (kind, country, bodies, speaker) = facts(id, packs, discovered.get(id).copied());
        // its place is taken before those of its country and bodies, of which it may be one
        self.list.push(Profile { kind, country: None, bodies: Box::default(), speaker });
        let country = country.map(|c| self.enter(&c, packs, discovered));
        let bodies = bodies.iter().map(|b| self.enter(b, packs, discovered)).collect();
        let profile = &mut self.list[number as usize];
        (profile.country, profile.bodies) = (country, bodies);
        number
    }

    /// The number of an actor of the articles.
    pub fn number(&self, id: &ActorId) -> Option<Who> {
        self.numbers.get(id).copied()
    }

    pub fn id(&self, who: Who) -> &ActorId {
        &self.ids[who as usize]
    }

    pub fn get(&self, who: Who) -> &Profile {
        &self.list[who as usize]
    }

    /// The side that an actor stands on: its country, or itself.
    pub fn side(&self, who: Who) -> Who {
        self.get(who).country.unwrap_or(who)
    }

    /// The body for which a speaker speaks, or the actor itself.
    pub fn voice(&self, who: Who) -> Who {
        let profile = self.get(who);
        if profile.speaker { profile.bodies.first().copied().unwrap_or(who) } else { who }
    }

    pub fn is_person(&self, who: Who) -> bool {
        self.get(who).kind == ActorKind::Person
    }

    pub fn agreement(&self, a: Who, b: Who) -> Agreement {
        if a == b {
            return Agreement::Same;
        }
        let (x, y) = (self.get(a), self.get(b));
        if x.bodies.contains(&b) || y.bodies.contains(&a) {
            return Agreement::Same;
        }
        if x.country == Some(b) || y.country == Some(a) {
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

/// Kind, country, bodies, and whether the actor speaks for them.
type Facts = (ActorKind, Option<ActorId>, Vec<ActorId>, bool);

fn facts(id: &ActorId, packs: &Packs, discovered: Option<&Discovered>) -> Facts {
    let Some(actor) = packs.registry.get(&id.0) else {
        let kind = match discovered.map(|d| d.kind) {
            Some(ActorKind::Person) => ActorKind::Person,
            Some(_) => ActorKind::GovernmentBody,
            None => ActorKind::Organisation,
        };
        return (kind, discovered.and_then(|d| d.country.clone()), Vec::new(), false);
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
    (actor.kind(), actor.country().map(ActorId::from), bodies, speaker)
}
