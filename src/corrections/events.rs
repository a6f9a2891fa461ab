//! `events:` on the assembled timeline: merge, change, hide, add, in this order, each in the order of the file.

use super::{
    Action, Class, Corrections, EventCorrection, Outcome, Report, Section, Target,
    change::{Claims, Desk},
    find::{By, Found, Index},
    names::{Meant, slug},
};
use crate::{
    actors::ActorId,
    dating,
    events::{Kind, Role, Status, Tone},
    pack::{Actor, ActorKind, Packs},
    report::Diagnostic,
    timeline::{Change, Event, Timeline, TimelineActor},
};
use std::collections::{BTreeMap, BTreeSet};
use thin_vec::{ThinVec, thin_vec};

impl Corrections {
    /// Applies everything that is said of events, and what `actors` says of those whom only the articles know.
    pub fn apply(&self, timeline: &mut Timeline, packs: &Packs, report: &mut Report) {
        self.join_discovered(timeline, packs, report);
        if self.events.is_empty() {
            // an index of all events would take as much room as they do
            timeline.actors.sort_by(|a, b| a.id.cmp(&b.id));
            return;
        }
        let mut desk = Desk::new(timeline, packs, self);
        let mut index = Index::new(&timeline.articles, std::mem::take(&mut timeline.events));
        let mut claims = Claims::default();
        for correction in &self.events {
            if let Target::SameAs(id, other) = &correction.target {
                let mut outcome = correction.outcome(&id.value, Action::SameAs);
                self.merge(&mut index, correction, &other.value, &mut outcome, report);
                report.push(outcome);
            }
        }
        for correction in &self.events {
            if let Target::Change(id) = &correction.target {
                let mut outcome = correction.outcome(&id.value, Action::Change);
                if let Some(slot) = self.locate(&index, correction, &id.value, &mut outcome, report) {
                    desk.change(self, correction, index.event(slot), slot, &mut claims, &mut outcome, report);
                }
                report.push(outcome);
            }
        }
        for correction in &self.events {
            if let Target::Hide(id, why) = &correction.target {
                let mut outcome = correction.outcome(&id.value, Action::Hide);
                if let Some(slot) = self.locate(&index, correction, &id.value, &mut outcome, report) {
                    hide(&mut index, slot, correction, &why.value, &claims, &mut outcome);
                }
                report.push(outcome);
            }
        }
        for correction in &self.events {
            if correction.target == Target::Add
                && let Some(event) = self.added(correction, &mut desk, report)
            {
                let mut outcome = correction.outcome(&event.id, Action::Add);
                add(&mut index, event, &mut outcome);
                report.push(outcome);
            }
        }
        timeline.events = index.finish();
        enlist(timeline, packs, desk.fresh);
    }

    fn locate(
        &self,
        index: &Index,
        correction: &EventCorrection,
        id: &str,
        outcome: &mut Outcome,
        report: &mut Report,
    ) -> Option<usize> {
        match index.find(id, correction.quote.as_ref().map(|q| q.value.as_str())) {
            Ok(Found { slot, by }) => {
                let event = index.peek(slot);
                outcome.found = Some(event.id.to_string());
                outcome.label = Some(index.label(event));
                if by != By::Id {
                    self.remark_moved(id, &event.id, correction, by, outcome, report);
                }
                Some(slot)
            }
            Err(reason) => {
                outcome.class = Class::Stale;
                outcome.reason = Some(reason);
                None
            }
        }
    }

    /// Found again under another id: that is said, for it may be a slip of the pen too.
    fn remark_moved(
        &self,
        id: &str,
        now: &str,
        correction: &EventCorrection,
        by: By,
        outcome: &mut Outcome,
        report: &mut Report,
    ) {
        let message = match by {
            By::Quote => format!("the event `{id}` is `{now}` now, found by its `quote`"),
            _ => format!("the event `{id}` is `{now}` now: its words were edited"),
        };
        outcome.reason = Some(format!("its words were edited; it is `{now}` now"));
        let place = match &correction.target {
            Target::Change(id) | Target::Hide(id, _) | Target::SameAs(id, _) => id.place,
            Target::Add => correction.place,
        };
        let label = outcome.label.as_deref().unwrap_or_default();
        let hint = format!("write `id: {now}` if this is meant: {label}");
        let remark = match by {
            By::Quote => Diagnostic::note("moved", message),
            _ => Diagnostic::warning("moved", message),
        };
        report.remark(self.source.mark(remark.hint(hint), place));
    }

    fn merge(
        &self,
        index: &mut Index,
        correction: &EventCorrection,
        other: &str,
        outcome: &mut Outcome,
        report: &mut Report,
    ) {
        let Target::SameAs(id, _) = &correction.target else { return };
        let Some(slot) = self.locate(index, correction, &id.value, outcome, report) else { return };
        let target = match index.find(other, None) {
            Ok(target) => target.slot,
            Err(reason) => {
                outcome.class = Class::Stale;
                outcome.reason = Some(format!("`{other}`, which it is said to be the same as, is gone: {reason}"));
                return;
            }
        };
        if slot == target {
            outcome.class = Class::Redundant;
            outcome.reason = Some("the program sees by itself that they are one".into());
            return;
        }
        let was = index.peek(slot).id.to_string();
        let note = correction.note.as_ref().map(|n| n.value.as_str());
        index.merge(slot, target, note);
        let event = index.peek(target);
        outcome.found = Some(event.id.to_string());
        outcome.label = Some(index.label(event));
        let change = Change { field: "same_as".into(), was, now: event.id.to_string() };
        outcome.changes.push(change.clone());
        index.event(target).corrections.push(change);
    }

    /// The event that an entry without id describes.
    fn added(&self, correction: &EventCorrection, desk: &mut Desk, report: &mut Report) -> Option<Event> {
        let kind = correction.kind.as_ref()?.value;
        let date = correction.date.as_ref()?.value.clone();
        let mut actors: Vec<(Role, ActorId)> = Vec::new();
        for (role, names) in &correction.actors {
            for name in names {
                let id = desk.actor(self, name, report);
                if !actors.contains(&(*role, id.clone())) {
                    actors.push((*role, id));
                }
            }
        }
        let place = correction.location.as_ref().map(|p| desk.place(self, p, report));
        let title = correction.title.as_ref().map(|t| t.value.clone());
        let mut parts = vec!["by hand".to_owned(), kind.as_str().to_owned(), date.to_string()];
        parts.extend(title.clone());
        parts.extend(actors.iter().map(|(role, id)| format!("{} {id}", role.as_str())));
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        let tone = (kind == Kind::Statement).then(|| correction.tone.as_ref().map_or(Tone::Neutral, |t| t.value));
        let text = |at: &Option<super::At<String>>| at.as_ref().map(|t| t.value.as_str().into());
        Some(Event {
            id: dating::id(&parts).into(),
            merged: ThinVec::new(),
            kind,
            tone,
            sort: None,
            status: correction.status.as_ref().map_or(Status::Occurred, |s| s.value),
            topics: correction.topics.iter().flatten().map(|t| t.value.as_str().into()).collect(),
            date: Some(date),
            date_basis: "given by hand".into(),
            title: title.map(Into::into),
            place,
            actors: actors.into(),
            confidence: 1.0,
            corrections: thin_vec![Change { field: "add".into(), was: String::new(), now: kind.as_str().into() }],
            note: text(&correction.note),
            source: text(&correction.source),
            evidence: ThinVec::new(),
            relations: ThinVec::new(),
            reasons: thin_vec!["no article reports it; it was added by hand".into()],
        })
    }

    /// `same_as` between names of whom the registry knows none.
    fn join_discovered(&self, timeline: &mut Timeline, packs: &Packs, report: &mut Report) {
        let mut renamed: BTreeMap<ActorId, ActorId> = BTreeMap::new();
        let done: BTreeSet<(usize, usize)> = report
            .outcomes
            .iter()
            .filter(|o| o.section == Section::Actors)
            .map(|o| (o.place.line, o.place.column))
            .collect();
        for correction in &self.actors {
            let Some(other) = &correction.same_as else { continue };
            if done.contains(&(correction.place.line, correction.place.column)) {
                continue;
            }
            let mut desk = Desk::new(timeline, packs, self);
            let names = desk.names();
            let mut outcome = correction.outcome();
            let target = names.find(&other.value, |_| false);
            match (names.find(&correction.name.value, |_| false), target) {
                (Meant::One(from), Meant::One(to)) if from != to => {
                    outcome.found = Some(to.clone());
                    outcome.changes = vec![Change { field: "same_as".into(), was: from.clone(), now: to.clone() }];
                    renamed.insert(from.as_str().into(), to.as_str().into());
                }
                (Meant::One(_), Meant::One(to)) => {
                    outcome.found = Some(to);
                    outcome.class = Class::Redundant;
                    outcome.reason = Some("the program knows that they are one".into());
                }
                (Meant::One(_), _) | (Meant::Several(_), _) => {
                    outcome.class = Class::Stale;
                    outcome.reason = Some(format!("nobody is known as `{}`", other.value));
                }
                (Meant::Nobody(near), _) => {
                    outcome.class = Class::Stale;
                    outcome.reason = Some(match near {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => "no article names them".into(),
                    });
                }
            }
            report.push(outcome);
        }
        if renamed.is_empty() {
            return;
        }
        let last = |id: &ActorId| {
            let mut at = id;
            // circles are refused when the file is read
            for _ in 0..renamed.len() {
                at = renamed.get(at).unwrap_or(at);
            }
            at.clone()
        };
        for event in &mut timeline.events {
            let mut actors: ThinVec<(Role, ActorId)> = ThinVec::new();
            for (role, id) in &event.actors {
                let entry = (*role, last(id));
                if !actors.contains(&entry) {
                    actors.push(entry);
                }
            }
            event.actors = actors;
        }
        let mut gone: Vec<TimelineActor> = Vec::new();
        timeline.actors.retain(|actor| {
            let keep = !renamed.contains_key(&actor.id);
            if !keep {
                gone.push(actor.clone());
            }
            keep
        });
        for actor in gone {
            let target = last(&actor.id);
            if let Some(target) = timeline.actors.iter_mut().find(|a| a.id == target) {
                target.aliases.push(actor.name);
                target.aliases.extend(actor.aliases);
                target.aliases.sort();
                target.aliases.dedup();
            }
        }
    }
}

impl EventCorrection {
    fn outcome(&self, subject: &str, action: Action) -> Outcome {
        let text = |at: &Option<super::At<String>>| at.as_ref().map(|t| t.value.as_str().into());
        Outcome {
            section: Section::Events,
            action,
            class: Class::Applied,
            place: self.place,
            subject: subject.to_owned(),
            found: None,
            label: None,
            changes: Vec::new(),
            note: text(&self.note),
            source: text(&self.source),
            reason: None,
        }
    }
}

fn hide(
    index: &mut Index,
    slot: usize,
    correction: &EventCorrection,
    why: &str,
    claims: &Claims,
    outcome: &mut Outcome,
) {
    if let Some(line) = claims.any(slot) {
        outcome.class = Class::Conflicting;
        outcome.reason = Some(format!("line {line} changes the same event; keep one of the two"));
        return;
    }
    let event = index.remove(slot);
    let mut now = why.to_owned();
    if event.evidence.len() > 1 {
        now.push_str(&format!(" (with {} pieces of evidence)", event.evidence.len()));
    }
    outcome.changes.push(Change { field: "hide".into(), was: event.kind.as_str().into(), now });
    if let Some(note) = &correction.note {
        outcome.note = Some(note.value.clone());
    }
}

fn add(index: &mut Index, event: Event, outcome: &mut Outcome) {
    if let Some(twin) = index.twin(&event) {
        outcome.found = Some(twin.id.to_string());
        outcome.label = Some(index.label(twin));
        if twin.evidence.is_empty() {
            outcome.class = Class::Conflicting;
            outcome.reason = Some("another entry adds the same event".into());
        } else {
            outcome.class = Class::Redundant;
            outcome.reason = Some(format!("an article reports it now: `{}`", twin.id));
        }
        return;
    }
    outcome.found = Some(event.id.to_string());
    outcome.label = event.title.as_ref().map(ToString::to_string);
    outcome.changes = event.corrections.to_vec();
    index.insert(event);
}

/// Those who are named by hand and in no article become actors of the timeline; `fresh` are those whom nobody
/// knew: id to name and kind.
fn enlist(timeline: &mut Timeline, packs: &Packs, fresh: BTreeMap<ActorId, (String, ActorKind)>) {
    let known: BTreeSet<ActorId> = timeline.actors.iter().map(|a| a.id.clone()).collect();
    let mut wanted: BTreeSet<ActorId> = BTreeSet::new();
    for event in timeline.events.iter().filter(|e| !e.corrections.is_empty()) {
        wanted.extend(event.actors.iter().map(|a| a.1.clone()).chain(event.place.clone()));
    }
    for id in wanted.difference(&known) {
        if let Some(actor) = packs.registry.get(&id.0) {
            timeline.actors.push(entry(id, actor));
        } else if let Some((name, kind)) = fresh.get(id) {
            timeline.actors.push(TimelineActor {
                id: id.clone(),
                name: name.clone(),
                display: BTreeMap::new(),
                kind: *kind,
                country: None,
                aliases: Vec::new(),
                offices: Vec::new(),
            });
        }
    }
    timeline.actors.sort_by(|a, b| a.id.cmp(&b.id));
}

fn entry(id: &ActorId, actor: Actor) -> TimelineActor {
    let name = actor.name(crate::pack::BASE_LANGUAGE).to_owned();
    let display = match actor {
        Actor::Country(c) => &c.name,
        Actor::Body(b) => &b.name,
        Actor::Place(p) => &p.name,
        Actor::Person(p) => &p.display,
    };
    let offices = match actor {
        Actor::Person(p) => {
            let of = |t: &crate::pack::TermEntry| (!t.of.is_empty()).then(|| t.of.as_str().into());
            let held = |t: &crate::pack::TermEntry| {
                let [from, to] = t.days();
                (t.office.as_str().to_owned(), of(t), from, to)
            };
            p.offices.iter().map(held).collect()
        }
        _ => Vec::new(),
    };
    TimelineActor {
        id: id.clone(),
        display: display
            .iter()
            .filter(|(_, form)| *form != name)
            .map(|(code, form)| (code.to_owned(), (*form).to_owned()))
            .collect(),
        name,
        kind: actor.kind(),
        country: actor.country().map(Into::into),
        aliases: Vec::new(),
        offices,
    }
}

/// At most 90 characters, cut at a word.
pub(super) fn shortened(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= 90 {
        return text;
    }
    let head: String = text.chars().take(90).collect();
    let cut = head.rfind(' ').unwrap_or(head.len());
    format!("{} …", head[..cut].trim_end_matches([',', ';', ':']))
}

impl Desk<'_> {
    /// The actor that a name means. One whom nobody knows is entered as a person, and said to be so.
    pub(super) fn actor(
        &mut self,
        corrections: &Corrections,
        name: &super::At<String>,
        report: &mut Report,
    ) -> ActorId {
        let present = self.present.clone();
        let (id, remark) = match self.names().find(&name.value, |id| present.contains(id)) {
            Meant::One(id) => return id.as_str().into(),
            Meant::Several(ids) => {
                let message = format!("`{}` is the name of several; taken for {}", name.value, ids[0]);
                let hint = format!("write one of these ids: {}", ids.join(", "));
                (ids[0].as_str().into(), Diagnostic::warning("ambiguous", message).hint(hint))
            }
            Meant::Nobody(near) => {
                let id: ActorId = slug(&name.value).as_str().into();
                self.fresh.insert(id.clone(), (name.value.clone(), ActorKind::Person));
                self.names().add_name(&name.value, &id.0);
                let message = format!("nobody is known as `{}`; taken for a new person", name.value);
                let hint = match near {
                    Some(near) => format!("did you mean `{near}`? otherwise say under `actors:` who it is"),
                    None => "say under `actors:` who it is".to_owned(),
                };
                (id, Diagnostic::warning("unknown-actor", message).hint(hint))
            }
        };
        report.remark(corrections.source.mark(remark, name.place));
        id
    }

    /// The place or country that a name means; one that nobody knows is entered as it is written.
    pub(super) fn place(
        &mut self,
        corrections: &Corrections,
        name: &super::At<String>,
        report: &mut Report,
    ) -> ActorId {
        let present = self.present.clone();
        match self.places().find(&name.value, |id| present.contains(id)) {
            Meant::One(id) => id.as_str().into(),
            Meant::Several(ids) => ids[0].as_str().into(),
            Meant::Nobody(near) => {
                let id: ActorId = slug(&name.value).as_str().into();
                self.fresh.insert(id.clone(), (name.value.clone(), ActorKind::Place));
                if let Some(near) = near {
                    let message = format!("the place `{}` is not known; shown as it is written", name.value);
                    let remark = Diagnostic::warning("unknown-place", message).hint(format!("did you mean `{near}`?"));
                    report.remark(corrections.source.mark(remark, name.place));
                }
                id
            }
        }
    }
}
