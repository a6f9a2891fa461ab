//! The actors of a timeline, with everything that its pages show of them.

use super::{
    Event, TimelineActor,
    cast::Cast,
    profiles::{Profiles, Who},
};
use crate::{
    actors::{ActorId, Discovered},
    dating::DatedArticle,
    edtf::{Day, Edtf},
    pack::{self, Actor, ActorKind, Packs},
};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};

/// Everyone and every place named by an event, in order of id; `casts` are the events'.
pub fn actors(
    articles: &[DatedArticle],
    events: &[Event],
    casts: &[Cast],
    profiles: &Profiles,
    packs: &Packs,
) -> Vec<TimelineActor> {
    let places = events.iter().filter_map(|e| profiles.number(e.place.as_ref()?));
    let ids: FxHashSet<Who> = casts.iter().flat_map(Cast::iter).map(|(_, who)| who).chain(places).collect();
    // a country that only its people stand for is shown beside them
    let mut all: BTreeSet<ActorId> = ids.into_iter().map(|who| profiles.id(who).clone()).collect();
    let discovered: BTreeMap<&ActorId, &Discovered> =
        articles.iter().flat_map(|a| &a.discovered).map(|d| (&d.id, d)).collect();
    let countries: Vec<ActorId> = all
        .iter()
        .filter_map(|id| match packs.registry.get(&id.0) {
            Some(actor) => actor.country().map(ActorId::from),
            None => discovered.get(id).and_then(|d| d.country.clone()),
        })
        .collect();
    all.extend(countries);
    all.extend(organisations(events, casts, profiles, packs));
    let mut forms: FxHashMap<&ActorId, FxHashSet<&str>> = FxHashMap::default();
    for (id, form, _) in articles.iter().flat_map(|a| &a.forms) {
        forms.entry(id).or_default().insert(form);
    }
    all.into_iter()
        .map(|id| {
            let met = forms.get(&id).into_iter().flatten().map(|f| (*f).to_owned());
            let mut actor = match packs.registry.get(&id.0) {
                Some(known) => known_actor(id.clone(), known, packs),
                None => unknown_actor(id.clone(), discovered.get(&id).copied()),
            };
            actor.aliases.extend(met);
            let name = actor.name.clone();
            actor.aliases.retain(|a| *a != name);
            actor.aliases.sort();
            actor.aliases.dedup();
            actor
        })
        .collect()
}

/// The organisations that people of the events act for at the events' dates.
fn organisations(events: &[Event], casts: &[Cast], profiles: &Profiles, packs: &Packs) -> BTreeSet<ActorId> {
    let mut out = BTreeSet::new();
    let mut terms: FxHashMap<Who, Vec<Term>> = FxHashMap::default();
    for (event, cast) in events.iter().zip(casts) {
        let people = || cast.iter().filter(|(_, who)| profiles.is_person(*who));
        if people().next().is_none() {
            continue;
        }
        let Some(day) = event.date.as_ref().and_then(|d| d.first().or(d.last())) else { continue };
        for (_, who) in people() {
            let held = terms.entry(who).or_insert_with(|| terms_of(profiles.id(who), packs));
            let held = held.iter().filter(|(first, last, _)| {
                first.is_none_or(|first| first <= day) && last.is_none_or(|last| day <= last)
            });
            for (.., body) in held {
                if !out.contains(body) {
                    out.insert(body.clone());
                }
            }
        }
    }
    out
}

/// From when to when an office of an organisation was held, and of which.
type Term = (Option<Day>, Option<Day>, ActorId);

fn terms_of(id: &ActorId, packs: &Packs) -> Vec<Term> {
    let Some(Actor::Person(person)) = packs.registry.get(&id.0) else { return Vec::new() };
    let bound = |text: &Option<crate::pack::DayText>| text.as_deref().and_then(|t| t.parse::<Edtf>().ok());
    let term = |term: &pack::TermEntry| {
        let body = packs.registry.get(&term.of).filter(|b| b.country().is_none())?;
        let (from, to) = (bound(&term.from), bound(&term.to));
        Some((from.and_then(|d| d.first()), to.and_then(|d| d.last()), ActorId::from(body.id())))
    };
    person.offices.iter().filter_map(term).collect()
}

fn known_actor(id: ActorId, actor: Actor, packs: &Packs) -> TimelineActor {
    // no language has an empty code: the usual English name
    let name = actor.name("").to_owned();
    let display = packs
        .languages
        .iter()
        .map(|p| (p.language.clone(), actor.name(&p.language).to_owned()))
        .filter(|(_, n)| *n != name)
        .collect();
    let offices = match actor {
        Actor::Person(person) => person
            .offices
            .iter()
            .map(|t| {
                let [from, to] = t.days();
                (t.office.as_str().to_owned(), Some(ActorId::from(t.of.as_str())), from, to)
            })
            .collect(),
        _ => Vec::new(),
    };
    let country = actor.country().map(ActorId::from).filter(|c| *c != id);
    TimelineActor { id, name, display, kind: actor.kind(), country, aliases: Vec::new(), offices }
}

fn unknown_actor(id: ActorId, discovered: Option<&Discovered>) -> TimelineActor {
    let Some(found) = discovered else {
        let name = id.0.split('-').filter(|w| !w.is_empty()).map(capital).collect::<Vec<_>>().join(" ");
        let kind = ActorKind::Organisation;
        return TimelineActor {
            id,
            name,
            display: BTreeMap::new(),
            kind,
            country: None,
            aliases: Vec::new(),
            offices: Vec::new(),
        };
    };
    let person = found.kind == ActorKind::Person;
    TimelineActor {
        id,
        name: found.name.clone(),
        display: BTreeMap::new(),
        kind: if person { ActorKind::Person } else { ActorKind::GovernmentBody },
        country: found.country.clone(),
        aliases: found.aliases.clone(),
        offices: found.title.iter().map(|(title, _)| (title.clone(), found.country.clone(), None, None)).collect(),
    }
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}
