//! All that names are found by: made of the packs and the registry by `build.rs`, and again where a project has its own.

use super::{
    grammar::Grammar,
    index::{Index, index},
    lexicon::Vocabulary,
};
use crate::{
    flat::{Prepared, Reader, Writer},
    pack::{Forms, LanguagePack, Registry},
    text::{Cutter, LanguageIx},
};
use rustc_hash::FxHasher;
use std::{
    hash::{Hash, Hasher},
    ops::Deref,
    sync::OnceLock,
};

/// Words with their numbers, forms of names, and the words around them in each language.
#[derive(Debug, Clone)]
pub(crate) struct Names {
    pub(super) words: Vocabulary,
    pub(super) index: Index,
    pub(super) grammars: Vec<Kept>,
}

/// One language's grammar. One that lies in the program is looked at when a sentence of its language is first read: each of
/// its lists begins on a page of its own.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    made: OnceLock<Grammar>,
    lies: &'static [u8],
}

impl Deref for Kept {
    type Target = Grammar;
    fn deref(&self) -> &Grammar {
        self.made.get_or_init(|| Grammar::read(&mut Reader(self.lies)))
    }
}

impl From<Grammar> for Kept {
    fn from(grammar: Grammar) -> Self {
        Kept { made: grammar.into(), lies: &[] }
    }
}

/// What [`Names`] were made of: the codes of the languages, how many people there were, and two hashes of all forms: of where
/// they lie, and of themselves.
type Made = (Vec<String>, usize, u64, u64);

impl Names {
    pub fn new(languages: &[LanguagePack], registry: &Registry, cutter: &Cutter) -> Names {
        let mut words = Vocabulary::with_capacity(registry.people.len() * 4);
        // the grammars' words have the lowest numbers, so that their lists by number are short
        let grammar = |(ix, pack)| Grammar::new(pack, cutter, ix as LanguageIx, &mut words).into();
        let grammars = languages.iter().enumerate().map(grammar).collect();
        let index = index(languages, registry, cutter, &mut words);
        Names { words, index, grammars }
    }

    /// As they can be put into the program.
    #[allow(dead_code)]
    pub fn prepare(languages: &[LanguagePack], registry: &Registry, cutter: &Cutter) -> Vec<u8> {
        let codes = languages.iter().map(|l| l.language.clone()).collect();
        let people = registry.people.len();
        let made: Made = (codes, people, places(registry, people), forms(registry, people));
        let names = Self::new(languages, registry, cutter);
        let mut out = Writer::default();
        out.value(&made);
        names.words.write(&mut out);
        names.index.write(&mut out);
        for grammar in &names.grammars {
            let mut own = Writer::default();
            grammar.write(&mut own);
            out.bytes(&own.0);
        }
        out.0
    }

    /// Those that lie in the program, if they are made of these languages and this registry. Of the registry, there may be
    /// more people behind those who were known.
    #[allow(dead_code)]
    pub fn prepared(
        prepared: &'static [u8],
        languages: &[LanguagePack],
        registry: &Registry,
        cutter: &Cutter,
    ) -> Option<Names> {
        let mut from = Reader(prepared);
        let (codes, people, at, hash): Made = from.value();
        let same = languages.iter().all(LanguagePack::is_embedded)
            && languages.iter().map(|l| &l.language).eq(&codes)
            && registry.people.len() >= people
            // what lies where it did needs no look
            && (places(registry, people) == at || forms(registry, people) == hash);
        if !same {
            return None;
        }
        let (words, index) = (Vocabulary::read(&mut from), Index::read(&mut from));
        let grammars = codes.iter().map(|_| Kept { made: OnceLock::new(), lies: from.bytes() }).collect();
        let mut names = Names { words, index, grammars };
        if registry.people.len() > people {
            names.index.enter(&registry.people, people, codes.len(), cutter, &mut names.words);
        }
        Some(names)
    }
}

/// A hash of all that the index is made of, the forms of so many people: of forms that lie in the program, of where they do.
fn places(registry: &Registry, people: usize) -> u64 {
    let mut hasher = FxHasher::default();
    for country in &registry.countries {
        country.name.mark(&mut hasher);
        [&country.names, &country.demonyms, &country.metonyms].into_iter().for_each(|forms| forms.mark(&mut hasher));
    }
    for body in &registry.bodies {
        body.name.mark(&mut hasher);
        body.kind.mark(&mut hasher);
        [&body.names, &body.demonyms, &body.metonyms].into_iter().for_each(|forms| forms.mark(&mut hasher));
    }
    for place in &registry.places {
        place.name.mark(&mut hasher);
        place.names.mark(&mut hasher);
    }
    for person in registry.people.iter().take(people) {
        [&person.name, &person.surname].into_iter().for_each(|text| text.mark(&mut hasher));
        person.aliases.mark(&mut hasher);
    }
    counts(registry, &mut hasher);
    hasher.finish()
}

/// The same of the forms themselves, wherever they lie.
fn forms(registry: &Registry, people: usize) -> u64 {
    let mut hasher = FxHasher::default();
    let all = |forms: &Forms, hasher: &mut FxHasher| {
        forms.iter().for_each(|text| text.hash(hasher));
        hasher.write_usize(forms.keys().count());
    };
    for country in &registry.countries {
        country.name.iter().for_each(|text| text.hash(&mut hasher));
        [&country.names, &country.demonyms, &country.metonyms].into_iter().for_each(|list| all(list, &mut hasher));
    }
    for body in &registry.bodies {
        body.name.iter().for_each(|text| text.hash(&mut hasher));
        body.kind.hash(&mut hasher);
        [&body.names, &body.demonyms, &body.metonyms].into_iter().for_each(|list| all(list, &mut hasher));
    }
    for place in &registry.places {
        place.name.iter().for_each(|text| text.hash(&mut hasher));
        all(&place.names, &mut hasher);
    }
    for person in registry.people.iter().take(people) {
        (&person.name, &person.surname).hash(&mut hasher);
        person.aliases.iter().for_each(|alias| alias.hash(&mut hasher));
        hasher.write_usize(person.aliases.iter().count());
    }
    counts(registry, &mut hasher);
    hasher.finish()
}

fn counts(registry: &Registry, hasher: &mut FxHasher) {
    [registry.countries.len(), registry.bodies.len(), registry.places.len()].hash(hasher);
}
