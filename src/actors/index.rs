//! Every written form of the registry, ready to be found.

use super::lexicon::{Trie, Vocabulary, WordId};
use crate::{
    pack::{BASE_LANGUAGE, ByCode, Forms, Packs, PersonEntry},
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
    /// In the genitive or dative by its own ending.
    pub genitive: bool,
}

/// All forms.
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    pub names: Trie<Sense>,
    /// Words that some known person's full name begins with.
    pub given: FxHashSet<WordId>,
    /// Long surnames, for those who misspell them: folded surname and given name, and whose; sorted.
    pub long: Vec<(Box<str>, Box<str>, u32)>,
}

/// From this length on a surname is known with one wrong letter.
pub(super) const LONG: usize = 7;

pub(super) const ALL_LANGUAGES: u32 = u32::MAX;

/// Builds the index; the vocabulary grows by the words of the forms.
pub(super) fn index(packs: &Packs, cutter: &Cutter, words: &mut Vocabulary) -> Index {
    let registry = &packs.registry;
    let genitives = packs.languages.iter().map(|p| p.actors.genitive_endings.clone()).collect();
    let forms = registry.people.len() * 6 + registry.countries.len() * 40 + registry.places.len() * 4;
    let mut builder = Builder {
        index: Index { names: Trie::with_capacity(forms), ..Default::default() },
        numbers: Vec::new(),
        words,
        cutter,
        languages: packs.languages.len(),
        genitives,
        genitive: false,
        every: false,
    };
    for (ix, country) in registry.countries.iter().enumerate() {
        let ix = ix as u32;
        builder.forms(&country.names, Some(&country.name), What::Country(ix));
        builder.forms(&country.demonyms, None, What::CountryDemonym(ix));
        builder.forms(&country.metonyms, None, What::CountrySeat(ix));
    }
    for (ix, body) in registry.bodies.iter().enumerate() {
        let ix = ix as u32;
        // "visited Russia today" is no paper
        builder.every = body.kind == "media";
        builder.forms(&body.names, Some(&body.name), What::Body(ix));
        builder.every = false;
        builder.forms(&body.demonyms, None, What::BodyDemonym(ix));
        builder.forms(&body.metonyms, None, What::BodySeat(ix));
    }
    for (ix, place) in registry.places.iter().enumerate() {
        builder.forms(&place.names, Some(&place.name), What::Place(ix as u32));
    }
    for (ix, person) in registry.people.iter().enumerate() {
        builder.person(person, ix as u32);
    }
    builder.index.names.shrink();
    builder.index.long.sort_unstable();
    builder.index.long.dedup();
    builder.index
}

struct Builder<'b> {
    index: Index,
    words: &'b mut Vocabulary,
    cutter: &'b Cutter,
    languages: usize,
    /// Genitive endings by language.
    genitives: Vec<Vec<String>>,
    genitive: bool,
    /// Every capital of a form must be one in the text, as of people.
    every: bool,
    numbers: Vec<WordId>,
}

impl Builder<'_> {
    /// `names` are the display names: a form like these is no genitive, whatever its ending.
    /// A language in which a named entry has no form yet takes over those of the registry's own language, so that
    /// a new language need not name everything before it can be used.
    fn forms(&mut self, forms: &Forms, names: Option<&ByCode<String>>, what: What) {
        let unnamed = match names {
            Some(_) if forms.keys().all(|code| self.cutter.language(code).is_some()) => {
                let named =
                    forms.keys().filter_map(|code| self.cutter.language(code)).fold(0, |mask, ix| mask | 1 << ix);
                ALL_LANGUAGES & !named
            }
            _ => 0,
        };
        for (code, list) in forms.iter() {
            let language = self.cutter.language(code);
            let mut languages = language.map_or(ALL_LANGUAGES, |ix| 1 << ix);
            if code == BASE_LANGUAGE {
                languages |= unnamed;
            }
            let base = names.and_then(|n| n.get(code)).map(String::as_str);
            for form in list {
                let endings = language.map_or(&[][..], |ix| &self.genitives[ix as usize]);
                let genitive = Some(form.as_str()) != base
                    && form.split_whitespace().any(|w| endings.iter().any(|e| w.ends_with(e.as_str())))
                    && base.is_none_or(|b| !b.split_whitespace().any(|w| form.split_whitespace().next() == Some(w)));
                self.genitive = genitive;
                self.form(form, what, languages, self.every);
            }
            self.genitive = false;
        }
    }

    fn person(&mut self, person: &PersonEntry, ix: u32) {
        for form in std::iter::once(&person.name).chain(&person.aliases) {
            let what = if form.contains(' ') { What::Person(ix) } else { What::Surname(ix) };
            self.form(form, what, ALL_LANGUAGES, true);
            if let (What::Person(_), Some((given, surname))) = (what, form.split_once(' ')) {
                let surname = surname.rsplit(' ').next().unwrap_or(surname);
                if surname.len() >= LONG {
                    self.index.long.push((fold(surname).into(), fold(given).into(), ix));
                }
            }
            if let (What::Person(_), Some(first)) = (what, form.split([' ', '-']).next()) {
                let word = self.words.number(first);
                self.index.given.insert(word);
            }
        }
        if !person.surname.is_empty() {
            self.form(&person.surname, What::Surname(ix), ALL_LANGUAGES, true);
        }
    }

    /// Inserts a form in every way that a text may be cut at its hyphens and apostrophes.
    fn form(&mut self, form: &str, what: What, languages: u32, person: bool) {
        if form.contains(|c: char| !c.is_alphanumeric() && !c.is_whitespace()) {
            // most languages cut it alike
            let mut cuts: Vec<(Vec<&str>, u32)> = Vec::new();
            for language in 0..self.languages {
                let own = languages & (1 << language);
                if own != 0 {
                    let words = self.cutter.words(form, language as LanguageIx);
                    match cuts.iter_mut().find(|cut| cut.0 == words) {
                        Some(cut) => cut.1 |= own,
                        None => cuts.push((words, own)),
                    }
                }
            }
            for (words, languages) in cuts {
                self.insert(&words, what, languages, person);
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
        self.numbers.clear();
        for word in words {
            self.numbers.push(self.words.number(word));
        }
        self.index.names.insert(&self.numbers, Sense { what, languages, case, genitive: self.genitive });
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
    // "al-Qaeda": a name all the same, though it begins small
    let name = mask != 0 || letters().any(char::is_uppercase);
    if name { Case::Capitals(mask) } else { Case::Any }
}
