//! All that names are found by: made of the packs and the registry by `build.rs`, and again where a project has its own.

use super::{
    grammar::Grammar,
    index::{Index, index},
    lexicon::Vocabulary,
};
use crate::{
    flat::{Prepared, Reader, Writer},
    pack::{ByCode, Forms, LanguagePack, Registry},
    text::{Cutter, LanguageIx},
};
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

/// Words with their numbers, forms of names, and the words around them in each language.
#[derive(Debug, Clone)]
pub(crate) struct Names {
    pub(super) words: Vocabulary,
    pub(super) index: Index,
    pub(super) grammars: Vec<Grammar>,
}

/// What [`Names`] were made of: the codes of the languages, how many people there were, and a hash of all forms.
type Made = (Vec<String>, usize, u64);

impl Names {
    pub fn new(languages: &[LanguagePack], registry: &Registry, cutter: &Cutter) -> Names {
        let mut words = Vocabulary::with_capacity(registry.people.len() * 4);
        // the grammars' words have the lowest numbers, so that their lists by number are short
        let grammar = |(ix, pack)| Grammar::new(pack, cutter, ix as LanguageIx, &mut words);
        let grammars = languages.iter().enumerate().map(grammar).collect();
        let index = index(languages, registry, cutter, &mut words);
        Names { words, index, grammars }
    }

    /// As they can be put into the program.
    #[allow(dead_code)]
    pub fn prepare(languages: &[LanguagePack], registry: &Registry, cutter: &Cutter) -> Vec<u8> {
        let codes = languages.iter().map(|l| l.language.clone()).collect();
        let made: Made = (codes, registry.people.len(), forms(registry, registry.people.len()));
        let names = Self::new(languages, registry, cutter);
        let mut out = Writer::default();
        out.value(&made);
        names.words.write(&mut out);
        names.index.write(&mut out);
        names.grammars.iter().for_each(|grammar| grammar.write(&mut out));
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
        let (codes, people, hash): Made = from.value();
        let same = languages.iter().all(LanguagePack::is_embedded)
            && languages.iter().map(|l| &l.language).eq(&codes)
            && registry.people.len() >= people
            && forms(registry, people) == hash;
        if !same {
            return None;
        }
        let (words, index) = (Vocabulary::read(&mut from), Index::read(&mut from));
        let grammars = codes.iter().map(|_| Grammar::read(&mut from)).collect();
        let mut names = Names { words, index, grammars };
        if registry.people.len() > people {
            names.index.enter(&registry.people, people, codes.len(), cutter, &mut names.words);
        }
        Some(names)
    }
}

/// A hash of all forms that the index is made of, those of so many people.
fn forms(registry: &Registry, people: usize) -> u64 {
    let mut hasher = FxHasher::default();
    let text = |text: &str, hasher: &mut FxHasher| hasher.write(text.as_bytes());
    let one = |names: &ByCode<String>, hasher: &mut FxHasher| {
        names.iter().for_each(|(code, name)| (code, name).hash(hasher));
    };
    let all = |forms: &Forms, hasher: &mut FxHasher| {
        forms.iter().for_each(|(code, list)| {
            code.hash(hasher);
            list.iter().for_each(|form| text(form, hasher));
        });
        hasher.write_usize(forms.keys().count());
    };
    for country in &registry.countries {
        one(&country.name, &mut hasher);
        [&country.names, &country.demonyms, &country.metonyms].into_iter().for_each(|list| all(list, &mut hasher));
    }
    for body in &registry.bodies {
        one(&body.name, &mut hasher);
        body.kind.hash(&mut hasher);
        [&body.names, &body.demonyms, &body.metonyms].into_iter().for_each(|list| all(list, &mut hasher));
    }
    for place in &registry.places {
        one(&place.name, &mut hasher);
        all(&place.names, &mut hasher);
    }
    for person in registry.people.iter().take(people) {
        text(&person.name, &mut hasher);
        text(&person.surname, &mut hasher);
        hasher.write_usize(person.aliases.len());
        person.aliases.iter().for_each(|alias| text(alias, &mut hasher));
    }
    hasher.write_usize(registry.countries.len());
    hasher.write_usize(registry.bodies.len());
    hasher.write_usize(registry.places.len());
    hasher.finish()
}
