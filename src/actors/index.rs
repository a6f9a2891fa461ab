//! Every written form of the registry, ready to be found.

use super::lexicon::{Trie, Vocabulary, WordId};
use crate::{
    pack::{Forms, PersonEntry, Registry},
    text::{Cutter, LanguageIx, fold},
};
use rustc_hash::FxHashSet;

/// What a form may mean; numbers are positions in the registry's lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Country(u32),
    CountryDemonym(u32),
    /// Capital or seat, for the country.
    CountrySeat(u32),
    Body(u32),
    BodyDemonym(u32),
    BodySeat(u32),
    Place(u32),
    /// A full name.
    Person(u32),
    Surname(u32),
}

/// How a form must be written in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// As the writer likes: a demonym.
    Any,
    /// The words of this mask begin with a capital.
    Capitals(u16),
    /// All in capitals: an acronym.
    Caps,
}

/// One meaning of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sense {
    pub what: What,
    /// Bit n: a form of language n.
    pub languages: u32,
    pub case: Case,
}

/// All forms.
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    pub names: Trie<Sense>,
    /// Words that some known person's full name begins with.
    pub given: FxHashSet<WordId>,
}

pub(super) const ALL_LANGUAGES: u32 = u32::MAX;

/// Builds the index; the vocabulary grows by the words of the forms.
pub(super) fn index(registry: &Registry, cutter: &Cutter, languages: usize, words: &mut Vocabulary) -> Index {
    let mut builder = Builder { index: Index::default(), words, cutter, languages };
    for (ix, country) in registry.countries.iter().enumerate() {
        let ix = ix as u32;
        builder.forms(&country.names, What::Country(ix));
        builder.forms(&country.demonyms, What::CountryDemonym(ix));
        builder.forms(&country.metonyms, What::CountrySeat(ix));
    }
    for (ix, body) in registry.bodies.iter().enumerate() {
        let ix = ix as u32;
        builder.forms(&body.names, What::Body(ix));
        builder.forms(&body.demonyms, What::BodyDemonym(ix));
        builder.forms(&body.metonyms, What::BodySeat(ix));
    }
    for (ix, place) in registry.places.iter().enumerate() {
        builder.forms(&place.names, What::Place(ix as u32));
    }
    for (ix, person) in registry.people.iter().enumerate() {
        builder.person(person, ix as u32);
    }
    builder.index
}

struct Builder<'b> {
    index: Index,
    words: &'b mut Vocabulary,
    cutter: &'b Cutter,
    languages: usize,
}

impl Builder<'_> {
    fn forms(&mut self, forms: &Forms, what: What) {
        for (code, list) in forms {
            let languages = match self.cutter.language(code) {
                Some(ix) => 1 << ix,
                None => ALL_LANGUAGES,
            };
            for form in list {
                self.form(form, what, languages, false);
            }
        }
    }

    fn person(&mut self, person: &PersonEntry, ix: u32) {
        for form in std::iter::once(&person.name).chain(&person.aliases) {
            let what = if form.contains(' ') { What::Person(ix) } else { What::Surname(ix) };
            self.form(form, what, ALL_LANGUAGES, true);
            if let (What::Person(_), Some(first)) = (what, form.split([' ', '-']).next()) {
                let word = self.words.number(&fold(first));
                self.index.given.insert(word);
            }
        }
        if !person.surname.is_empty() {
            self.form(&person.surname, What::Surname(ix), ALL_LANGUAGES, true);
        }
    }

    /// Inserts a form in every way that a text may be cut at its hyphens and apostrophes.
    fn form(&mut self, form: &str, what: What, languages: u32, person: bool) {
        if form.contains(['\'', '’', '-', '.']) {
            for language in 0..self.languages {
                let languages = languages & (1 << language);
                if languages != 0 {
                    let words = self.cutter.words(form, language as LanguageIx);
                    self.insert(&words, what, languages, person);
                }
            }
            if let Some(open) = form.strip_suffix('.').filter(|f| f.contains('.')) {
                self.insert(&[open], what, languages, person);
            }
            if person && form.contains('-') {
                let apart = form.replace('-', " ");
                self.insert(&apart.split_whitespace().collect::<Vec<_>>(), what, languages, person);
            }
        } else {
            self.insert(&form.split_whitespace().collect::<Vec<_>>(), what, languages, person);
        }
    }

    fn insert(&mut self, words: &[&str], what: What, languages: u32, person: bool) {
        let case = case(words, person);
        let numbers = self.words.numbers(words);
        self.index.names.insert(&numbers, Sense { what, languages, case });
    }
}

/// The case that a form as listed asks of the text: of a person every capital, of others the first.
fn case(words: &[&str], person: bool) -> Case {
    let letters = || words.iter().flat_map(|w| w.chars()).filter(|c| c.is_alphabetic());
    if letters().count() > 1 && letters().all(char::is_uppercase) {
        return Case::Caps;
    }
    let capital = |w: &&str| w.chars().next().is_some_and(char::is_uppercase);
    let mut mask = 0;
    for (i, word) in words.iter().take(16).enumerate() {
        // a particle is written as the writer likes: `Al-Sharaa`, `el-Sisi`
        if capital(word) && (person || mask == 0) {
            mask |= 1 << i;
        }
    }
    if mask == 0 { Case::Any } else { Case::Capitals(mask) }
}
