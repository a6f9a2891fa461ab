//! `actors:`: who is who, before names are recognised. What a person says outranks the built-in registry.

use super::{
    Action, ActorCorrection, Class, Corrections, Outcome, Report, RoleCorrection, Section,
    names::{Meant, Names, slug},
};
use crate::{
    actors::Titles,
    edtf::{Day, Edtf},
    pack::{Packs, PersonEntry, Registry, RegistryFile, TermEntry},
    report::Diagnostic,
    text::fold,
    timeline::Change,
};
use std::sync::Arc;

impl Corrections {
    /// Adds what is said of actors to the registry; roles are read by the titles of the languages. An entry whose
    /// `same_as` names someone whom only the articles know is left to [`apply`](Self::apply).
    pub fn extend(&self, packs: &mut Packs, report: &mut Report) {
        if self.actors.is_empty() {
            return;
        }
        let written = self.actors.iter().flat_map(|a| &a.roles).map(|r| r.title.value.as_str());
        let titles = Titles::of(&packs.languages, written);
        let registry = &mut packs.registry;
        // the registry is indexed anew once, after all of them
        let mut names = Names::of_actors_asked(registry, self.names());
        let mut countries = self.actors.iter().filter_map(|a| a.country.as_ref());
        if countries.any(|c| names.known(&c.value, |_| false).is_none()) {
            // a near one will be looked for
            names = Names::of_actors(registry);
        }
        let file = &mut Arc::make_mut(registry).take();
        for correction in &self.actors {
            let mut outcome = correction.outcome();
            match &correction.same_as {
                Some(other) => {
                    let Some(Meant::One(target)) = names.known(&other.value, |_| false) else { continue };
                    join(file, &mut names, correction, &target, &mut outcome);
                }
                None => self.enter(file, &mut names, (correction, &titles), &mut outcome, report),
            }
            if outcome.changes.is_empty() {
                outcome.class = Class::Redundant;
                outcome.reason = Some("the program knows all of it by itself".into());
            }
            report.push(outcome);
        }
        *registry = Arc::new(Registry::new([std::mem::take(file)]));
    }

    /// Every name that has to be looked up.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let of_actors = self.actors.iter().flat_map(|a| {
            let whole = std::iter::once(&a.name).chain(&a.aliases).chain(&a.country).chain(&a.same_as);
            whole.chain(a.roles.iter().filter_map(|r| r.of.as_ref()))
        });
        let of_events =
            self.events.iter().flat_map(|e| e.actors.iter().flat_map(|(_, names)| names).chain(&e.location));
        of_actors.chain(of_events).map(|name| name.value.as_str())
    }

    /// Adds to someone known, or enters someone new.
    fn enter(
        &self,
        file: &mut RegistryFile,
        names: &mut Names,
        (correction, titles): (&ActorCorrection, &Titles),
        outcome: &mut Outcome,
        report: &mut Report,
    ) {
        let id = match names.known(&correction.name.value, |_| false) {
            Some(Meant::One(id)) => id,
            Some(Meant::Several(ids)) => {
                let message = format!("`{}` is the name of several: {}", correction.name.value, ids.join(", "));
                let remark = Diagnostic::warning("ambiguous", message).hint("write one of these ids, or a full name");
                report.remark(self.source.mark(remark, correction.name.place));
                slug(&correction.name.value)
            }
            _ => slug(&correction.name.value),
        };
        let is_country = |id: &str| file.countries.iter().any(|c| c.id == id);
        let country = correction.country.as_ref().and_then(|written| match names.find(&written.value, is_country) {
            Meant::One(id) if is_country(&id) => Some(id),
            meant => {
                let message = format!("the country `{}` is not known", written.value);
                let hint = match meant {
                    Meant::Nobody(Some(near)) => format!("did you mean `{near}`?"),
                    _ => "write its usual English name".to_owned(),
                };
                report.remark(
                    self.source.mark(Diagnostic::warning("unknown-country", message).hint(hint), written.place),
                );
                None
            }
        });
        let offices: Vec<TermEntry> = correction
            .roles
            .iter()
            .map(|role| {
                let of = role.of.as_ref().and_then(|of| match names.known(&of.value, |_| false) {
                    Some(Meant::One(id)) => Some(id),
                    _ => None,
                });
                role.term(of.or_else(|| country.clone()))
            })
            .collect();
        outcome.found = Some(id.clone());
        let aliases: Vec<&str> = correction.aliases.iter().map(|a| a.value.as_str()).collect();
        for alias in &aliases {
            take_from_others(file, alias, &id, &mut outcome.changes);
        }
        names.add_name(&correction.name.value, &id);
        names.add_name(&id, &id);
        aliases.iter().for_each(|alias| names.claim(alias, &id));
        let known = file.people.iter().position(|p| p.id == id);
        if known.is_none()
            && (file.organisations.iter().any(|b| b.id == id) || file.countries.iter().any(|c| c.id == id))
        {
            let forms = file.organisations.iter_mut().map(|b| (&b.id, &mut b.names));
            let forms = forms.chain(file.countries.iter_mut().map(|c| (&c.id, &mut c.names)));
            for (_, forms) in forms.filter(|(other, _)| **other == *id) {
                for alias in &aliases {
                    if !forms.forms().any(|f| f == *alias) {
                        // the code for forms that every language uses
                        forms.push("any", alias);
                        outcome.changes.push(added("alias", alias));
                    }
                }
            }
            return;
        }
        let at = known.unwrap_or_else(|| {
            let name = correction.name.value.clone();
            outcome.changes.push(added("name", &name));
            file.people.push(person(id.clone(), name, &file.people));
            file.people.len() - 1
        });
        let person = &mut file.people[at];
        rename(person, &correction.name.value, &mut outcome.changes);
        for alias in &aliases {
            if person.name != *alias && person.surname != *alias && !person.aliases.iter().any(|a| a == *alias) {
                person.aliases.push(alias);
                outcome.changes.push(added("alias", alias));
            }
        }
        if let Some(country) = country
            && person.country.as_deref() != Some(&*country)
        {
            let was = person.country.replace(country.as_str().into()).unwrap_or_default();
            outcome.changes.push(Change { field: "country".into(), was: was.into(), now: country });
        }
        for mut term in offices {
            if term.of.is_empty() {
                term.of = person.country.clone().unwrap_or_default();
            }
            if let Some(code) = titles.code(&term.office, &term.of) {
                term.office = code.into();
            }
            hold(person, term, &mut outcome.changes);
        }
    }
}

/// A full name by hand is the one shown; the registry's is understood as before. One word is no name to show.
fn rename(person: &mut PersonEntry, name: &str, changes: &mut Vec<Change>) {
    if person.name == name || person.id == name || !name.contains(' ') {
        return;
    }
    let was = std::mem::replace(&mut person.name, name.into());
    person.aliases.retain(|a| a != name);
    person.aliases.push(&was);
    changes.push(Change { field: "name".into(), was: was.into(), now: name.to_owned() });
}

/// What is said of an office replaces what the registry has of the same person in it at that time.
fn hold(person: &mut PersonEntry, term: TermEntry, changes: &mut Vec<Change>) {
    let bounds = |t: &TermEntry| {
        let bound = |text: &Option<crate::pack::DayText>| text.as_deref().and_then(|d| d.parse::<Edtf>().ok());
        let first = bound(&t.from).and_then(|d| d.first()).unwrap_or(Day::MIN);
        (first, bound(&t.to).and_then(|d| d.last()).unwrap_or(Day::MAX))
    };
    let same = |t: &TermEntry| (&t.office, &t.of, &t.from, &t.to) == (&term.office, &term.of, &term.from, &term.to);
    if let Some(known) = person.offices.iter_mut().find(|t| same(t)) {
        known.by_hand = true;
        return;
    }
    let (first, last) = bounds(&term);
    let mut was = Vec::new();
    person.offices.retain(|t| {
        let (from, to) = bounds(t);
        let stays = t.by_hand || (&t.office, &t.of) != (&term.office, &term.of) || from > last || to < first;
        if !stays {
            was.push([t.from.as_deref(), t.to.as_deref()].map(|d| d.unwrap_or("..")).join("/"));
        }
        stays
    });
    changes.push(Change { field: "role".into(), was: was.join(", "), now: term.office.as_str().into() });
    person.offices.push(term);
}

/// Makes a name mean someone else: an alias of theirs, or with all that was known under it.
fn join(file: &mut RegistryFile, names: &mut Names, correction: &ActorCorrection, target: &str, outcome: &mut Outcome) {
    let name = &correction.name.value;
    outcome.found = Some(target.to_owned());
    let own = match names.known(name, |_| false) {
        Some(Meant::One(id)) if id != target => Some(id),
        Some(Meant::One(_)) if correction.aliases.is_empty() => return,
        _ => None,
    };
    let mut forms = vec![name.clone()];
    forms.extend(correction.aliases.iter().map(|a| a.value.clone()));
    if let Some(at) = file.people.iter().position(|p| own.as_deref() == Some(&*p.id) && fold(&p.name) == fold(name)) {
        let gone = file.people.remove(at);
        forms.extend([&*gone.name, &*gone.surname].map(str::to_owned));
        forms.extend(gone.aliases.iter().map(str::to_owned));
    }
    for form in &forms {
        take_from_others(file, form, target, &mut outcome.changes);
        names.claim(form, target);
    }
    if let Some(person) = file.people.iter_mut().find(|p| p.id == target) {
        for form in forms {
            if person.name != form && person.surname != form && !person.aliases.iter().any(|a| a == form) {
                outcome.changes.push(added("alias", &form));
                person.aliases.push(&form);
            }
        }
        return;
    }
    let bodies = file.organisations.iter_mut().map(|b| (&b.id, &mut b.names));
    let countries = file.countries.iter_mut().map(|c| (&c.id, &mut c.names));
    for (_, known) in bodies.chain(countries).filter(|(id, _)| id.as_str() == target) {
        for form in &forms {
            if !known.forms().any(|f| f == form) {
                known.push("any", form);
                outcome.changes.push(added("alias", form));
            }
        }
    }
}

/// A form given by hand means only whom it was given to.
fn take_from_others(file: &mut RegistryFile, form: &str, id: &str, changes: &mut Vec<Change>) {
    let folded = fold(form);
    for person in file.people.iter_mut().filter(|p| p.id != id) {
        let other = |a: &str| if a.is_ascii() { !a.eq_ignore_ascii_case(&folded) } else { fold(a) != folded };
        let alias = person.aliases.retain(other);
        let surname = !other(&person.surname);
        if surname {
            // called by the whole name only, as those are who share a surname
            person.surname.clone_from(&person.name);
        }
        if surname || alias {
            changes.push(Change { field: "alias".into(), was: person.id.as_str().into(), now: form.to_owned() });
        }
    }
}

fn person(id: String, name: String, others: &[PersonEntry]) -> PersonEntry {
    let last = name.rsplit(' ').next().unwrap_or(&name).to_owned();
    // a surname that another bears would make both ambiguous
    let taken = others.iter().any(|p| fold(&p.surname) == fold(&last));
    let surname = if taken { name.clone() } else { last };
    PersonEntry { id: id.into(), name: name.into(), surname: surname.into(), ..PersonEntry::default() }
}

fn added(field: &str, now: &str) -> Change {
    Change { field: field.into(), was: String::new(), now: now.to_owned() }
}

impl RoleCorrection {
    /// The office as written; its first and last day.
    fn term(&self, of: Option<String>) -> TermEntry {
        let plain = |value: &Edtf, day: Option<crate::edtf::Day>| match value {
            Edtf::Date(date) => date.point.to_string(),
            _ => day.map(|d| d.to_string()).unwrap_or_default(),
        };
        TermEntry {
            office: self.title.value.as_str().into(),
            of: of.unwrap_or_default().into(),
            from: self.from.as_ref().map(|f| plain(&f.value, f.value.first()).into()),
            to: self.to.as_ref().map(|t| plain(&t.value, t.value.last()).into()),
            by_hand: true,
        }
    }
}

impl ActorCorrection {
    pub(super) fn outcome(&self) -> Outcome {
        Outcome {
            section: Section::Actors,
            action: if self.same_as.is_some() { Action::SameAs } else { Action::Change },
            class: Class::Applied,
            place: self.place,
            subject: self.name.value.clone(),
            found: None,
            label: Some(self.name.value.clone()),
            changes: Vec::new(),
            note: self.note.as_ref().map(|n| n.value.clone()),
            source: None,
            reason: None,
        }
    }
}
