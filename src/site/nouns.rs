//! Actors' names as sentences need them: with article and preposition, in a case, short where that is clear.

use super::text;
use crate::{
    actors::ActorId,
    pack::{Actor, ActorKind, CaseRule, ClassRule, NounRules, Packs, SiteTexts},
    text::fold,
    timeline::{Timeline, TimelineActor},
};
use rustc_hash::FxHashMap;

/// No more actors than this are named in a row.
const MOST: usize = 3;

/// Names actors in one language.
pub struct Namer<'a> {
    timeline: &'a Timeline,
    packs: &'a Packs,
    pub texts: &'a SiteTexts,
    language: &'a str,
    /// How many people of the timeline have a surname.
    surnames: FxHashMap<String, u32>,
    /// The names of all actors of the timeline, who are named again and again.
    made: FxHashMap<&'a ActorId, Made<'a>>,
}

/// What an actor is called.
#[derive(Hash)]
pub struct Made<'a> {
    full: String,
    short: String,
    /// By case, for the cases that the language has rules for.
    inflected: Vec<(&'a str, String)>,
    plural: bool,
}

impl<'a> Namer<'a> {
    pub fn new(timeline: &'a Timeline, packs: &'a Packs, texts: &'a SiteTexts, language: &'a str) -> Self {
        let (surnames, made) = (FxHashMap::default(), FxHashMap::default());
        let mut namer = Namer { timeline, packs, texts, language, surnames, made };
        for actor in timeline.actors.iter().filter(|a| a.kind == ActorKind::Person) {
            let name = namer.full(&actor.id);
            let surname = namer.surname(&actor.id, &name);
            // who is not in the registry is told apart by the last word
            let surname = surname.unwrap_or_else(|| name.split(' ').next_back().unwrap_or_default());
            *namer.surnames.entry(fold(surname)).or_default() += 1;
        }
        let make = |actor: &'a TimelineActor| {
            let cases = texts.nouns.cases.keys().map(|case| (case.as_str(), namer.inflect(&actor.id, case)));
            let made = Made {
                full: namer.make_full(&actor.id),
                short: namer.make_short(&actor.id),
                inflected: cases.collect(),
                plural: namer.is_plural(&actor.id),
            };
            (&actor.id, made)
        };
        namer.made = timeline.actors.iter().map(make).collect();
        namer
    }

    fn actor(&self, id: &ActorId) -> Option<&'a TimelineActor> {
        self.timeline.actors.binary_search_by(|a| a.id.cmp(id)).ok().map(|at| &self.timeline.actors[at])
    }

    /// The name to show: `Sergey Lavrov`, `Stati Uniti`.
    pub fn full(&self, id: &ActorId) -> String {
        self.made.get(id).map_or_else(|| self.make_full(id), |made| made.full.clone())
    }

    fn make_full(&self, id: &ActorId) -> String {
        let known = self.actor(id);
        let entry = self.packs.registry.get(&id.0);
        let name = match (known.and_then(|a| a.display.get(self.language)), &entry, known) {
            (Some(display), _, _) => display,
            (None, Some(entry), _) => entry.name(self.language),
            (None, None, Some(actor)) => &actor.name,
            (None, None, None) => &*id.0,
        };
        let name = text::line(name);
        if name.is_empty() { id.to_string() } else { name }
    }

    /// The surname of someone who is the only one of the timeline to bear it; otherwise the whole name.
    pub fn short(&self, id: &ActorId) -> String {
        self.made.get(id).map_or_else(|| self.make_short(id), |made| made.short.clone())
    }

    fn make_short(&self, id: &ActorId) -> String {
        let exception = self.rules().exceptions.get(&*id.0);
        if let Some(name) = exception.and_then(|e| e.name.clone()) {
            return name;
        }
        let full = self.full(id);
        match self.surname(id, &full) {
            Some(surname) if self.surnames.get(&fold(surname)).is_none_or(|n| *n < 2) => surname.to_owned(),
            _ => full,
        }
    }

    /// The part of a shown name that is the surname, by the place it has in the usual name.
    fn surname<'n>(&self, id: &ActorId, full: &'n str) -> Option<&'n str> {
        let Some(Actor::Person(person)) = self.packs.registry.get(&id.0) else { return None };
        if person.surname.is_empty() {
            return None;
        }
        let words = person.surname.split(' ').count();
        let from_end = |text: &'n str| {
            text.rsplitn(words + 1, ' ').take(words).last().map(|first| {
                let start = first.as_ptr() as usize - text.as_ptr() as usize;
                &text[start..]
            })
        };
        if full.ends_with(&*person.surname) || person.name.ends_with(&*person.surname) {
            from_end(full)
        } else if person.name.starts_with(&*person.surname) {
            let end = full.match_indices(' ').nth(words - 1).map_or(full.len(), |(at, _)| at);
            Some(&full[..end])
        } else {
            None
        }
    }

    fn rules(&self) -> &'a NounRules {
        &self.texts.nouns
    }

    fn kind(&self, id: &ActorId) -> Option<ActorKind> {
        self.packs.registry.get(&id.0).map(|e| e.kind()).or_else(|| self.actor(id).map(|a| a.kind))
    }

    fn class(&self, id: &ActorId, name: &str) -> &'a str {
        if let Some(exception) = self.rules().exceptions.get(&*id.0) {
            return &exception.class;
        }
        let kind = self.kind(id).map_or("", |k| k.as_str());
        let gender = match self.packs.registry.get(&id.0) {
            Some(Actor::Person(p)) => p.gender.as_deref().unwrap_or_default(),
            _ => "",
        };
        let first = first_word(name).to_lowercase();
        let fits = |rule: &&ClassRule| {
            (rule.kinds.is_empty() || rule.kinds.iter().any(|k| k == kind))
                && (rule.gender.is_empty() || rule.gender == gender)
                && (rule.ends.is_empty() || rule.ends.iter().any(|end| first.ends_with(end.as_str())))
                && rule.compound.is_none_or(|compound| compound == name.contains(' '))
        };
        self.rules().classes.iter().find(fits).map_or("", |rule| &rule.class)
    }

    /// The name in a case: `l’Ucraina`, `agli Stati Uniti`.
    pub fn inflected(&self, id: &ActorId, case: &str) -> String {
        let made = self.made.get(id).and_then(|made| made.inflected.iter().find(|(known, _)| *known == case));
        made.map_or_else(|| self.inflect(id, case), |(_, name)| name.clone())
    }

    fn inflect(&self, id: &ActorId, case: &str) -> String {
        if let Some(form) = self.rules().exceptions.get(&*id.0).and_then(|e| e.forms.get(case)) {
            return form.clone();
        }
        let name = self.short(id);
        let class = self.class(id, &name);
        let lower = fold(&name);
        let first = first_word(&name);
        let fits = |rule: &&CaseRule| {
            (rule.classes.is_empty() || rule.classes.iter().any(|c| c == class))
                && (rule.begins.is_empty() || rule.begins.iter().any(|b| lower.starts_with(b.as_str())))
                && first.ends_with(&rule.ends)
                && rule.compound.is_none_or(|compound| compound == name.contains(' '))
        };
        let Some(rule) = self.rules().cases.get(case).and_then(|rules| rules.iter().find(fits)) else { return name };
        let stem = &first[..first.len() - rule.ends.len()];
        let ending = if rule.ending.is_empty() { &rule.ends } else { &rule.ending };
        format!("{}{stem}{ending}{}", rule.prefix, &name[first.len()..])
    }

    /// Whether a verb agrees with them in the plural.
    pub fn plural(&self, ids: &[&ActorId]) -> bool {
        match ids {
            [one] => self.made.get(*one).map_or_else(|| self.is_plural(one), |made| made.plural),
            _ => true,
        }
    }

    fn is_plural(&self, id: &ActorId) -> bool {
        let class = self.class(id, &self.short(id));
        self.rules().plural.iter().any(|c| c == class)
    }

    /// All that an actor of the timeline may be called.
    pub fn made(&self, id: &ActorId) -> Option<&Made<'a>> {
        self.made.get(id)
    }

    /// `Putin, la Russia e gli Stati Uniti`; after three, "and others".
    pub fn list(&self, ids: &[&ActorId], case: &str) -> String {
        let names: Vec<String> = ids.iter().take(MOST).map(|id| self.inflected(id, case)).collect();
        if ids.len() > MOST {
            return names.join(", ") + &self.rules().others;
        }
        match names.as_slice() {
            [] => String::new(),
            [only] => only.clone(),
            [most @ .., last] => [most.join(", "), last.clone()].join(self.and(last)),
        }
    }

    /// The "and" before a name: "Rusia y China", "Rusia e Irán".
    fn and(&self, last: &str) -> &'a str {
        let rules = self.rules();
        let last = last.to_lowercase();
        let other = rules.and_before.iter().find(|(_, begins)| begins.iter().any(|b| last.starts_with(b.as_str())));
        other.map_or(&rules.and, |(and, _)| and)
    }
}

fn first_word(name: &str) -> &str {
    name.split(' ').next().unwrap_or(name)
}
