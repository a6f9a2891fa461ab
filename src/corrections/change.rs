//! One entry that changes fields of one event.

use super::{At, Class, Corrections, EventCorrection, Outcome, Report, names::Names};
use crate::{
    actors::ActorId,
    edtf::Edtf,
    events::{Kind, Tone},
    pack::{ActorKind, Packs},
    report::Diagnostic,
    timeline::{Change, Event, Timeline, TimelineActor},
};
use arcstr::ArcStr;
use std::{
    cell::OnceCell,
    collections::{BTreeMap, BTreeSet},
};

/// What names mean, and who came to be known by hand.
pub struct Desk<'p> {
    packs: &'p Packs,
    /// Names that the corrections have.
    asked: Vec<&'p str>,
    names: OnceCell<Names>,
    places: OnceCell<Names>,
    actors: Vec<TimelineActor>,
    /// Ids of those who are in the timeline already.
    pub present: BTreeSet<String>,
    /// Those whom nobody knew.
    pub fresh: BTreeMap<ActorId, (String, ActorKind)>,
}

/// Which line set which field of which event.
#[derive(Default)]
pub struct Claims(BTreeMap<(usize, String), (usize, String)>);

impl Claims {
    /// The line of some correction of this event.
    pub fn any(&self, slot: usize) -> Option<usize> {
        self.0.iter().find(|(key, _)| key.0 == slot).map(|(_, claim)| claim.0)
    }
}

impl<'p> Desk<'p> {
    pub fn new(timeline: &Timeline, packs: &'p Packs, corrections: &'p Corrections) -> Desk<'p> {
        Desk {
            packs,
            asked: corrections.names().collect(),
            names: OnceCell::new(),
            places: OnceCell::new(),
            present: timeline.actors.iter().map(|a| a.id.0.to_string()).collect(),
            fresh: BTreeMap::new(),
            actors: timeline.actors.clone(),
        }
    }

    /// The names of actors, gathered when they are first asked for: most files change only dates.
    pub fn names(&mut self) -> &mut Names {
        self.names.get_or_init(|| {
            let mut names = Names::of_actors_in(&self.packs.registry, self.asked.iter().copied());
            self.actors.iter().filter(|a| a.kind != ActorKind::Place).for_each(|actor| enter(&mut names, actor));
            names
        });
        self.names.get_mut().expect("just made")
    }
    /// The names of places.
    pub fn places(&mut self) -> &mut Names {
        self.places.get_or_init(|| {
            let mut places = Names::of_places_in(&self.packs.registry, self.asked.iter().copied());
            self.actors.iter().filter(|a| a.kind == ActorKind::Place).for_each(|actor| enter(&mut places, actor));
            places
        });
        self.places.get_mut().expect("just made")
    }

    /// The usual name of an actor.
    fn name(&self, id: &ActorId) -> String {
        if let Some(actor) = self.packs.registry.get(&id.0) {
            return actor.name(crate::pack::BASE_LANGUAGE).to_owned();
        }
        let fresh = self.fresh.get(id).map(|f| &f.0);
        let found = || self.actors.iter().find(|a| a.id == *id).map(|a| &a.name);
        fresh.or_else(found).cloned().unwrap_or_else(|| id.to_string())
    }

    fn names_of(&self, ids: &[ActorId]) -> String {
        ids.iter().map(|id| self.name(id)).collect::<Vec<_>>().join(", ")
    }

    #[allow(clippy::too_many_arguments)]
    pub fn change(
        &mut self,
        corrections: &Corrections,
        correction: &EventCorrection,
        event: &mut Event,
        slot: usize,
        claims: &mut Claims,
        outcome: &mut Outcome,
        report: &mut Report,
    ) {
        if let Some(date) = &correction.date {
            self.warn_of_finer(corrections, correction, date, event, report);
        }
        let mut wanted = self.wanted(corrections, correction, event, report);
        let line = correction.place.line;
        let mut against = None;
        wanted.retain(|(change, _)| {
            let claim = claims.0.entry((slot, change.field.clone())).or_insert((line, change.now.clone()));
            let agrees = claim.0 == line || claim.1 == change.now;
            if !agrees {
                against = Some((claim.0, change.field.clone(), claim.1.clone()));
            }
            agrees
        });
        for (change, set) in wanted {
            if change.was == change.now {
                continue;
            }
            set(event);
            event.corrections.push(change.clone());
            outcome.changes.push(change);
        }
        let mut said = false;
        for (value, slot) in [(&correction.note, &mut event.note), (&correction.source, &mut event.source)] {
            if let Some(value) = value
                && slot.as_deref() != Some(value.value.as_str())
            {
                *slot = Some(value.value.as_str().into());
                said = true;
            }
        }
        if let Some((line, field, value)) = against {
            outcome.class = Class::Conflicting;
            outcome.reason = Some(format!(
                "both mean `{}` by now, and line {line} sets its {field} to {value}; keep one of the two",
                event.id
            ));
        } else if outcome.changes.is_empty() {
            let only_words = correction.date.is_none() && correction.kind.is_none() && correction.status.is_none();
            if !(said && only_words && correction.actors.is_empty() && correction.title.is_none()) {
                outcome.class = Class::Redundant;
                outcome.reason = Some("the program finds the same by itself".into());
            }
        }
    }

    /// Every field that the entry gives, was and now, and how to set it.
    #[allow(clippy::type_complexity)]
    fn wanted(
        &mut self,
        corrections: &Corrections,
        correction: &EventCorrection,
        event: &Event,
        report: &mut Report,
    ) -> Vec<(Change, Box<dyn FnOnce(&mut Event)>)> {
        let mut out: Vec<(Change, Box<dyn FnOnce(&mut Event)>)> = Vec::new();
        let mut add = |field: &str, was: String, now: String, set: Box<dyn FnOnce(&mut Event)>| {
            out.push((Change { field: field.to_owned(), was, now }, set));
        };
        let kind = correction.kind.as_ref().map(|k| k.value);
        if let Some(kind) = kind {
            let set = move |event: &mut Event| {
                if event.kind != kind {
                    event.sort = None;
                }
                event.kind = kind;
                event.tone = (kind == Kind::Statement).then(|| event.tone.unwrap_or(Tone::Neutral));
            };
            add("kind", event.kind.as_str().into(), kind.as_str().into(), Box::new(set));
        }
        if let Some(tone) = correction.tone.as_ref().map(|t| t.value) {
            let was = event.tone.map_or("", Tone::as_str).to_owned();
            if kind.unwrap_or(event.kind) == Kind::Statement {
                add("tone", was, tone.as_str().into(), Box::new(move |event| event.tone = Some(tone)));
            } else if let Some(at) = &correction.tone {
                let message = format!("only a statement has a tone, and this event is a {}", event.kind.as_str());
                let remark = Diagnostic::warning("no-effect", message).hint("delete `tone`, or add `kind: statement`");
                report.remark(corrections.source.mark(remark, at.place));
            }
        }
        if let Some(status) = correction.status.as_ref().map(|s| s.value) {
            let set = move |event: &mut Event| event.status = status;
            add("status", event.status.as_str().into(), status.as_str().into(), Box::new(set));
        }
        if let Some(date) = correction.date.as_ref().map(|d| d.value.clone()) {
            let was = event.date.as_ref().map(Edtf::to_string).unwrap_or_default();
            let basis = match was.as_str() {
                "" => "given by hand".to_owned(),
                was => format!("given by hand; the articles give {was}: {}", event.date_basis),
            };
            let now = date.to_string();
            let set = move |event: &mut Event| (event.date, event.date_basis) = (Some(date), basis.into());
            add("date", was, now, Box::new(set));
        }
        if let Some(title) = correction.title.as_ref().map(|t| t.value.clone()) {
            let was = event.title.as_deref().unwrap_or_default().to_owned();
            add("title", was, title.clone(), Box::new(move |event| event.title = Some(title.into())));
        }
        if let Some(topics) = &correction.topics {
            let topics: Vec<String> = topics.iter().map(|t| t.value.clone()).collect();
            let (was, now) = (event.topics.join(", "), topics.join(", "));
            add(
                "topics",
                was,
                now,
                Box::new(move |event| event.topics = topics.into_iter().map(ArcStr::from).collect()),
            );
        }
        if let Some(location) = &correction.location {
            let place = self.place(corrections, location, report);
            let was = event.place.as_ref().map(|p| self.name(p)).unwrap_or_default();
            let now = self.name(&place);
            add("place", was, now, Box::new(move |event| event.place = Some(place)));
        }
        for (role, names) in &correction.actors {
            let role = *role;
            let mut ids: Vec<ActorId> = Vec::new();
            for name in names {
                let id = self.actor(corrections, name, report);
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
            let held: Vec<ActorId> = event.actors.iter().filter(|a| a.0 == role).map(|a| a.1.clone()).collect();
            let (mut before, mut after) = (held.clone(), ids.clone());
            before.sort();
            after.sort();
            let was = self.names_of(&held);
            // in another order they are the same
            let now = if before == after { was.clone() } else { self.names_of(&ids) };
            let set = move |event: &mut Event| {
                event.actors.retain(|a| a.0 != role);
                event.actors.extend(ids.into_iter().map(|id| (role, id)));
                event.actors.sort_by_key(|a| a.0);
            };
            add(role.as_str(), was, now, Box::new(set));
        }
        out
    }

    /// A day where the source says "in March" needs a source of its own.
    fn warn_of_finer(
        &self,
        corrections: &Corrections,
        correction: &EventCorrection,
        date: &At<Edtf>,
        event: &Event,
        report: &mut Report,
    ) {
        if correction.source.is_some() || correction.note.is_some() || event.evidence.is_empty() {
            return;
        }
        let width = |date: &Edtf| date.width_days().unwrap_or(u32::MAX);
        let finest = event.evidence.iter().filter_map(|e| e.date.as_ref()).chain(&event.date).min_by_key(|d| width(d));
        let Some(finest) = finest else { return };
        // a month for another month is not finer, be it a day shorter
        if width(&date.value).saturating_mul(2) <= width(finest) {
            let message = format!("{} is finer than the evidence, which gives {finest}", date.value);
            let remark = Diagnostic::warning("finer-than-evidence", message)
                .hint("say how you know: add `source: https://…` or a `note`");
            report.remark(corrections.source.mark(remark, date.place));
        }
    }
}

fn enter(names: &mut Names, actor: &TimelineActor) {
    names.add_name(&actor.name, &actor.id.0);
    names.add_alias(&actor.id.0, &actor.id.0);
    for alias in &actor.aliases {
        names.add_alias(alias, &actor.id.0);
    }
}
