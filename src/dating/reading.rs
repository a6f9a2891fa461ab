//! What one article gives to date it by, and the questions that several clues ask of it.

use super::gatherings::{Gatherings, Sought};
use crate::{
    actors::{ActorId, ActorRef, Cast},
    events::{EventMention, Status},
    pack::Registry,
    text::Document,
    time::TimeExpression,
};

/// One article as the earlier stages have read it, with the knowledge it is read by.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    pub document: &'a Document<'a>,
    pub times: &'a [TimeExpression],
    pub cast: &'a Cast,
    pub mentions: &'a [EventMention],
    pub registry: &'a Registry,
    pub gatherings: &'a Gatherings,
}

impl Reading<'_> {
    /// What the events that hang on a time expression say of it; none when no event does, or they disagree.
    pub fn status_at(&self, time: usize) -> Option<Status> {
        let mut of = self.mentions.iter().filter(|m| m.time == Some(time)).map(|m| m.status);
        let first = of.next()?;
        let past = |s: Status| matches!(s, Status::Occurred | Status::Cancelled);
        of.all(|s| past(s) == past(first)).then_some(first)
    }

    /// All who take part in an event, and the countries and bodies they act for.
    pub fn sides(&self, mention: &EventMention) -> Vec<ActorId> {
        let mut out: Vec<ActorId> = Vec::new();
        let mut add = |id: ActorId| {
            if !out.contains(&id) {
                out.push(id);
            }
        };
        for &(_, ix) in &mention.roles {
            let Some(actor) = self.cast.mentions.get(ix) else { continue };
            for reference in &actor.refs {
                let id = match reference {
                    ActorRef::Actor(id) => id,
                    ActorRef::Office { of, .. } => of,
                };
                add(id.clone());
                if let Some(country) = self.country(id) {
                    add(country);
                }
            }
            if let Some((_, of)) = &actor.office {
                add(of.clone());
            }
        }
        out
    }

    /// Where an event happens, with the country of the place.
    pub fn places(&self, mention: &EventMention) -> Vec<ActorId> {
        let Some(place) = &mention.place else { return Vec::new() };
        let country = self.country(place).filter(|c| c != place);
        std::iter::once(place.clone()).chain(country).collect()
    }

    pub fn country(&self, id: &ActorId) -> Option<ActorId> {
        let discovered = || self.cast.discovered.iter().find(|d| d.id == *id).and_then(|d| d.country.clone());
        match self.registry.get(&id.0) {
            Some(actor) => actor.country().map(ActorId::from),
            None => discovered(),
        }
    }

    /// Usual English name, or the id.
    pub fn name(&self, id: &ActorId) -> String {
        match self.registry.get(&id.0) {
            // no language has an empty code: the usual English name
            Some(actor) => actor.name("").to_owned(),
            None => self.cast.discovered.iter().find(|d| d.id == *id).map_or(id.0.to_string(), |d| d.name.clone()),
        }
    }

    /// Runs a question about a mention's likeness to known gatherings.
    pub fn with_sought<T>(&self, mention: &EventMention, ask: impl FnOnce(Sought) -> T) -> T {
        let (actors, places) = (self.sides(mention), self.places(mention));
        ask(Sought { kind: mention.kind, actors: &actors, places: &places })
    }
}
