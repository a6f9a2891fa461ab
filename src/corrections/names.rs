//! Whom a name means that a person wrote: any name or alias of the registry or of the timeline.

use super::near::nearest;
use crate::{
    pack::{Forms, Registry},
    text::fold,
};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// How directly a form names someone; the most direct reading wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Id,
    Name,
    Alias,
    /// A capital or seat that stands for its government.
    Seat,
}

/// All forms under which someone may be named.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// By the folded form. There are tens of thousands, made whenever a correction names somebody.
    forms: FxHashMap<String, Form>,
}

#[derive(Debug, Clone, Default)]
struct Form {
    /// As it is usually written, for "did you mean".
    usual: Option<String>,
    meant: Vec<(Rank, String)>,
}

/// What a name was found to mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meant {
    One(String),
    /// Several share the form; ids.
    Several(Vec<String>),
    /// Nobody; a near name, if there is one.
    Nobody(Option<String>),
}

impl Names {
    /// People, bodies and countries.
    pub fn of_actors(registry: &Registry) -> Names {
        let mut names = Names::default();
        for person in &registry.people {
            names.add(&person.name, &person.id, Rank::Name);
            for form in person.display.values() {
                names.add(form, &person.id, Rank::Name);
            }
            for form in person.aliases.iter().chain([&person.surname]) {
                names.add(form, &person.id, Rank::Alias);
            }
            names.add(&person.id, &person.id, Rank::Id);
        }
        for body in &registry.bodies {
            names.add_forms(&body.names, &body.id, Rank::Name);
            names.add_forms(&body.metonyms, &body.id, Rank::Seat);
            names.add_entry(&body.name, &body.id);
        }
        for country in &registry.countries {
            names.add_forms(&country.names, &country.id, Rank::Name);
            names.add_forms(&country.metonyms, &country.id, Rank::Seat);
            names.add_entry(&country.name, &country.id);
        }
        names
    }

    /// Places and countries.
    pub fn of_places(registry: &Registry) -> Names {
        let mut names = Names::default();
        for place in &registry.places {
            names.add_forms(&place.names, &place.id, Rank::Name);
            names.add_entry(&place.name, &place.id);
        }
        for country in &registry.countries {
            names.add_forms(&country.names, &country.id, Rank::Alias);
            names.add_entry(&country.name, &country.id);
        }
        names
    }

    /// A form met in an article.
    pub fn add_alias(&mut self, form: &str, id: &str) {
        self.add(form, id, Rank::Alias);
    }
    pub fn add_name(&mut self, form: &str, id: &str) {
        self.add(form, id, Rank::Name);
    }

    fn add(&mut self, form: &str, id: &str, rank: Rank) {
        let key = fold(form.trim());
        if key.is_empty() {
            return;
        }
        let entry = self.forms.entry(key).or_default();
        if !entry.meant.iter().any(|(r, i)| *r == rank && i == id) {
            entry.meant.push((rank, id.to_owned()));
        }
        if rank != Rank::Id && entry.usual.is_none() {
            entry.usual = Some(form.trim().to_owned());
        }
    }
    fn add_forms(&mut self, forms: &Forms, id: &str, rank: Rank) {
        for form in forms.values().flatten() {
            self.add(form, id, rank);
        }
    }
    fn add_entry(&mut self, name: &BTreeMap<String, String>, id: &str) {
        for form in name.values() {
            self.add(form, id, Rank::Name);
        }
        self.add(id, id, Rank::Id);
    }

    /// The most direct meaning of a name; `known` decides among several who share it.
    pub fn find(&self, written: &str, known: impl Fn(&str) -> bool) -> Meant {
        self.known(written, known).unwrap_or_else(|| {
            // in an order of their own, so that of equally near ones it is always the same
            let usual: BTreeMap<&String, &String> =
                self.forms.iter().filter_map(|(key, form)| Some((key, form.usual.as_ref()?))).collect();
            let near = nearest(written, usual.into_values().map(String::as_str));
            Meant::Nobody(near.map(str::to_owned))
        })
    }

    /// As [`find`](Self::find); none for nobody, with no search for a near name.
    pub fn known(&self, written: &str, known: impl Fn(&str) -> bool) -> Option<Meant> {
        let found = &self.forms.get(&fold(written.trim()))?.meant;
        let best = found.iter().map(|f| f.0).min();
        let ids: BTreeSet<&str> = found.iter().filter(|f| Some(f.0) == best).map(|f| f.1.as_str()).collect();
        let mut ids: Vec<&str> = ids.into_iter().collect();
        if ids.len() > 1 && ids.iter().any(|id| known(id)) {
            ids.retain(|id| known(id));
        }
        Some(match ids[..] {
            [only] => Meant::One(only.to_owned()),
            _ => Meant::Several(ids.into_iter().map(str::to_owned).collect()),
        })
    }

    /// A form given by hand: it means nobody else from now on.
    pub fn claim(&mut self, form: &str, id: &str) {
        let form = form.trim();
        let entry = self.forms.entry(fold(form)).or_default();
        entry.meant = vec![(Rank::Alias, id.to_owned())];
        entry.usual.get_or_insert_with(|| form.to_owned());
    }
}

/// The ASCII slug of a name, as ids are made.
pub fn slug(name: &str) -> String {
    let mut out = String::new();
    for c in fold(name).chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if !matches!(c, '\'' | '’') && !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    if out.is_empty() {
        out = format!("actor-{}", &blake3::hash(name.as_bytes()).to_hex()[..8]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_ascii() {
        for (name, expected) in [
            ("Sergey Lavrov", "sergey-lavrov"),
            ("Răzvan  O'Neill", "razvan-oneill"),
            ("Jean-Noël Barrot ", "jean-noel-barrot"),
        ] {
            assert_eq!(slug(name), expected);
        }
        assert!(slug("Путин").starts_with("actor-"));
    }

    #[test]
    fn names_in_any_form() {
        let (packs, _) = crate::pack::load(None);
        let mut names = Names::of_actors(&packs.registry);
        assert_eq!(names.find("russia", |_| false), Meant::One("russia".into()));
        assert_eq!(names.find("Serghei Lavrov", |_| false), Meant::One("sergey-lavrov".into()));
        assert_eq!(names.find("Sergey Lavrox", |_| false), Meant::Nobody(Some("Sergey Lavrov".into())));
        names.add_alias("Doe", "jane-doe");
        names.add_alias("Doe", "john-doe");
        assert_eq!(names.find("Doe", |_| false), Meant::Several(vec!["jane-doe".into(), "john-doe".into()]));
        assert_eq!(names.find("Doe", |id| id == "john-doe"), Meant::One("john-doe".into()));
    }
}
