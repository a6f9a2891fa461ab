//! Whom a name means that a person wrote: any name or alias of the registry or of the timeline.

use super::near::nearest;
use crate::{
    pack::{ByCode, Forms, Holding, Registry, Shown},
    text::{fold, folded_hash},
};
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::{
    collections::{BTreeMap, BTreeSet},
    hash::Hasher,
    sync::Arc,
};

/// How directly a form names someone; the most direct reading wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Id,
    Name,
    Alias,
    /// A capital or seat that stands for its government.
    Seat,
}

/// The forms under which someone may be named. The registry has tens of thousands, so that only those are gathered that
/// are asked for; they lie in one text, and are found by the hash of the folded form.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// The forms that are asked for; none when all are gathered.
    asked: Option<Asked>,
    /// Where the rest is gathered from when it must be.
    rest: Option<(Arc<Registry>, Gather)>,
    /// How many entries are of the registry; the others came later.
    gathered: usize,
    text: String,
    entries: Vec<Entry>,
    /// The last entry with a hash.
    last: FxHashMap<u64, u32>,
    ids: Vec<String>,
    numbers: FxHashMap<String, u32>,
    /// Folded forms that mean one person only, whatever else has them.
    claimed: BTreeMap<String, String>,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    rank: Rank,
    id: u32,
    /// Where the form lies in the text, as it is usually written.
    form: (u32, u32),
    /// The entry before it with the same hash.
    before: u32,
}

/// Enters the forms of a registry.
type Gather = fn(&mut Names, &Registry);

const NONE: u32 = u32::MAX;

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
        names.gather_actors(registry);
        names
    }

    /// The same, but no more than what is asked for: nothing else may be looked up, and nothing near is found.
    pub fn of_actors_asked<'a>(registry: &Registry, asked: impl IntoIterator<Item = &'a str>) -> Names {
        let mut names = Names { asked: Some(Asked::new(asked)), ..Names::default() };
        names.gather_actors(registry);
        names
    }

    /// People, bodies and countries; what is asked for at first, the rest where something else is looked up.
    pub fn of_actors_in<'a>(registry: &Arc<Registry>, asked: impl IntoIterator<Item = &'a str>) -> Names {
        Names::asked_of(registry, asked, Names::gather_actors)
    }

    /// Places and countries, likewise.
    pub fn of_places_in<'a>(registry: &Arc<Registry>, asked: impl IntoIterator<Item = &'a str>) -> Names {
        Names::asked_of(registry, asked, Names::gather_places)
    }

    fn asked_of<'a>(registry: &Arc<Registry>, asked: impl IntoIterator<Item = &'a str>, gather: Gather) -> Names {
        let mut names = Names { asked: Some(Asked::new(asked)), ..Names::default() };
        gather(&mut names, registry);
        names.gathered = names.entries.len();
        names.rest = Some((registry.clone(), gather));
        names
    }

    /// With all forms; none when there are no others.
    fn whole(&self) -> Option<Names> {
        let (registry, gather) = self.rest.as_ref()?;
        let mut names = Names::default();
        gather(&mut names, registry);
        for entry in &self.entries[self.gathered..] {
            names.insert(self.form(entry), &self.ids[entry.id as usize], entry.rank);
        }
        names.claimed.clone_from(&self.claimed);
        Some(names)
    }

    fn gather_actors(&mut self, registry: &Registry) {
        let names = self;
        for person in &registry.people {
            names.add(&person.name, &person.id, Rank::Name);
            names.add_shown(&person.display, &person.id);
            for form in person.aliases.iter().chain([&*person.surname]) {
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
    }

    fn gather_places(&mut self, registry: &Registry) {
        let names = self;
        for place in &registry.places {
            names.add_forms(&place.names, &place.id, Rank::Name);
            names.add_entry(&place.name, &place.id);
        }
        for country in &registry.countries {
            names.add_forms(&country.names, &country.id, Rank::Alias);
            names.add_entry(&country.name, &country.id);
        }
    }

    /// A form met in an article.
    pub fn add_alias(&mut self, form: &str, id: &str) {
        self.insert(form, id, Rank::Alias);
    }
    pub fn add_name(&mut self, form: &str, id: &str) {
        self.insert(form, id, Rank::Name);
    }

    /// A form of the registry, if it is asked for.
    fn add(&mut self, form: &str, id: &str, rank: Rank) {
        if self.asked.as_ref().is_none_or(|asked| asked.may_be(form.trim())) {
            self.insert(form, id, rank);
        }
    }

    fn insert(&mut self, form: &str, id: &str, rank: Rank) {
        let form = form.trim();
        if form.is_empty() {
            return;
        }
        let start = self.text.len() as u32;
        self.text.push_str(form);
        let id = self.number(id);
        let next = self.entries.len() as u32;
        let before = self.last.insert(hash(form), next).unwrap_or(NONE);
        self.entries.push(Entry { rank, id, form: (start, self.text.len() as u32), before });
    }

    fn number(&mut self, id: &str) -> u32 {
        // the forms of one stand together
        if self.ids.last().is_some_and(|last| last == id) {
            return self.ids.len() as u32 - 1;
        }
        if let Some(&known) = self.numbers.get(id) {
            return known;
        }
        let number = self.ids.len() as u32;
        self.ids.push(id.to_owned());
        self.numbers.insert(id.to_owned(), number);
        number
    }

    fn form(&self, entry: &Entry) -> &str {
        &self.text[entry.form.0 as usize..entry.form.1 as usize]
    }

    /// The entries of a folded form.
    fn entries<'n>(&'n self, folded: &'n str) -> impl Iterator<Item = &'n Entry> {
        let entry = |ix: u32| self.entries.get(ix as usize);
        let first = self.last.get(&hash_of(folded)).and_then(|ix| entry(*ix));
        std::iter::successors(first, move |e| entry(e.before)).filter(move |e| fold(self.form(e)) == folded)
    }

    fn add_forms(&mut self, forms: &Forms, id: &str, rank: Rank) {
        if self.may_be_in(forms) {
            forms.forms().for_each(|form| self.add(form, id, rank));
        }
    }
    fn add_entry(&mut self, name: &ByCode<Shown>, id: &str) {
        self.add_shown(name, id);
        self.add(id, id, Rank::Id);
    }
    fn add_shown(&mut self, name: &ByCode<Shown>, id: &str) {
        if self.may_be_in(name) {
            name.values().for_each(|form| self.add(form, id, Rank::Name));
        }
    }
    /// Whether any of these may be asked for.
    fn may_be_in<V>(&self, texts: &ByCode<V>) -> bool {
        self.asked.as_ref().is_none_or(|asked| asked.holding.may_be_in(texts))
    }

    /// The most direct meaning of a name; `known` decides among several who share it.
    pub fn find(&self, written: &str, known: impl Fn(&str) -> bool) -> Meant {
        self.known(written, known).unwrap_or_else(|| {
            let whole = self.whole();
            let names = whole.as_ref().unwrap_or(self);
            // in an order of their own, so that of equally near ones it is always the same
            let mut usual: BTreeMap<String, &str> = BTreeMap::new();
            for entry in names.entries.iter().filter(|e| e.rank != Rank::Id) {
                usual.entry(fold(names.form(entry))).or_insert(names.form(entry));
            }
            let near = nearest(written, usual.into_values());
            Meant::Nobody(near.map(str::to_owned))
        })
    }

    /// As [`find`](Self::find); none for nobody, with no search for a near name.
    pub fn known(&self, written: &str, known: impl Fn(&str) -> bool) -> Option<Meant> {
        let folded = fold(written.trim());
        if let Some(asked) = &self.asked
            && !asked.hashes.contains(&hash_of(&folded))
            && let Some(whole) = self.whole()
        {
            return whole.known(written, known);
        }
        if let Some(id) = self.claimed.get(&folded) {
            return Some(Meant::One(id.clone()));
        }
        let best = self.entries(&folded).map(|e| e.rank).min()?;
        let ids: BTreeSet<&str> =
            self.entries(&folded).filter(|e| e.rank == best).map(|e| self.ids[e.id as usize].as_str()).collect();
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
        self.insert(form, id, Rank::Alias);
        self.claimed.insert(fold(form.trim()), id.to_owned());
    }
}

/// Forms that are asked for.
#[derive(Debug, Clone, Default)]
struct Asked {
    /// Of the folded forms.
    hashes: FxHashSet<u64>,
    /// First letters and lengths of the folded forms, as bits: most others are told by them.
    heads: Vec<u64>,
    /// First two letters alone, as bits: by the first, and the second.
    openings: [u32; 32],
    /// What the registry has by language may hold them.
    holding: Holding,
}

impl Asked {
    fn new<'a>(forms: impl IntoIterator<Item = &'a str>) -> Asked {
        let forms: Vec<String> = forms.into_iter().map(|form| fold(form.trim())).collect();
        let holding = Holding::of(forms.iter().map(|form| folded_hash(form)));
        let mut asked = Asked { heads: vec![0; 32], holding, ..Asked::default() };
        for folded in forms {
            asked.hashes.insert(hash_of(&folded));
            let (at, bit) = head(&folded);
            asked.heads[at] |= bit;
            if let Some((first, second)) = opening(&folded) {
                asked.openings[first] |= 1 << second;
            }
        }
        asked
    }

    /// Whether a form may be one of them; seldom wrong.
    fn may_be(&self, form: &str) -> bool {
        let (at, bit) = head(form);
        let likely = match form.is_ascii() {
            true => self.heads[at] & bit != 0,
            // folded, it may be longer or shorter, and its first letters others
            false => opening(form).is_none_or(|(first, second)| self.openings[first] >> second & 1 != 0),
        };
        likely && self.hashes.contains(&hash(form))
    }
}

/// The first two letters in either case, if they are plain.
fn opening(form: &str) -> Option<(usize, u32)> {
    let &[first, second, third, ..] = form.as_bytes() else { return None };
    // a letter before a mark may be another with it
    let plain = first.is_ascii_alphanumeric() && second.is_ascii_alphanumeric() && third.is_ascii();
    plain.then_some((usize::from(first & 31), u32::from(second & 31)))
}

/// By the first letter in either case, and the length.
fn head(form: &str) -> (usize, u64) {
    (form.bytes().next().map_or(0, |b| usize::from(b & 31)), 1 << (form.len() & 63))
}

/// The hash of a form when it is folded.
fn hash(form: &str) -> u64 {
    if !form.is_ascii() {
        return hash_of(&fold(form));
    }
    let mut hasher = FxHasher::default();
    form.bytes().for_each(|b| hasher.write_u8(b.to_ascii_lowercase()));
    hasher.finish()
}

fn hash_of(folded: &str) -> u64 {
    let mut hasher = FxHasher::default();
    folded.bytes().for_each(|b| hasher.write_u8(b));
    hasher.finish()
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

    #[test]
    fn what_is_not_asked_for_is_found_all_the_same() {
        let (packs, _) = crate::pack::load(None);
        let mut names = Names::of_actors_in(&packs.registry, ["Russia"]);
        names.add_name("Jane Doe", "jane-doe");
        assert!(names.entries.len() < 20);
        assert_eq!(names.find("RUSSIA", |_| false), Meant::One("russia".into()));
        assert_eq!(names.find("Serghei Lavrov", |_| false), Meant::One("sergey-lavrov".into()));
        assert_eq!(names.find("Sergey Lavrox", |_| false), Meant::Nobody(Some("Sergey Lavrov".into())));
        assert_eq!(names.find("Jane Do", |_| false), Meant::Nobody(Some("Jane Doe".into())));
        assert_eq!(names.find("jane doe", |_| false), Meant::One("jane-doe".into()));
    }
}
