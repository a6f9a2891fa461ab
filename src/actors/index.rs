//! Every written form of the registry, ready to be found.

use super::{
    lexicon::{Trie, Vocabulary, WordId},
    long::Long,
};
use crate::{
    flat::{Bits, Prepared, Reader, Record, Writer},
    pack::{BASE_LANGUAGE, ByCode, Forms, LanguagePack, PersonEntry, Registry, Shown},
    text::{Cutter, LanguageIx, fold},
};

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

/// The bits in which a position stands, and where those above it are: how the form is written, whether it is a genitive.
const NUMBER: u32 = (1 << CASE) - 1;
const CASE: u32 = 25;
const GENITIVE: u32 = 27;

/// What and how, languages, and capitals: there are forty thousand.
impl Record for Sense {
    const SIZE: usize = <(u32, u32, u16)>::SIZE;
    fn get(bytes: &[u8]) -> Self {
        let (whole, languages, capitals) = <(u32, u32, u16)>::get(bytes);
        let number = whole & NUMBER;
        let what = match whole >> 28 {
            0 => What::Country(number),
            1 => What::CountryDemonym(number),
            2 => What::CountrySeat(number),
            3 => What::Body(number),
            4 => What::BodyDemonym(number),
            5 => What::BodySeat(number),
            6 => What::Place(number),
            7 => What::Person(number),
            _ => What::Surname(number),
        };
        let case = match whole >> CASE & 3 {
            0 => Case::Any,
            1 => Case::Caps,
            _ => Case::Capitals(capitals),
        };
        Sense { what, languages, case, genitive: whole >> GENITIVE & 1 != 0 }
    }
    fn put(self, bytes: &mut [u8]) {
        let (tag, number) = match self.what {
            What::Country(n) => (0, n),
            What::CountryDemonym(n) => (1, n),
            What::CountrySeat(n) => (2, n),
            What::Body(n) => (3, n),
            What::BodyDemonym(n) => (4, n),
            What::BodySeat(n) => (5, n),
            What::Place(n) => (6, n),
            What::Person(n) => (7, n),
            What::Surname(n) => (8, n),
        };
        let (case, capitals) = match self.case {
            Case::Any => (0, 0),
            Case::Caps => (1, 0),
            Case::Capitals(mask) => (2, mask),
        };
        assert!(number <= NUMBER, "so many names no registry has");
        let what = tag << 28 | u32::from(self.genitive) << GENITIVE | case << CASE | number;
        (what, self.languages, capitals).put(bytes);
    }
}

/// All forms.
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    pub names: Trie<Sense>,
    /// Words that some known person's full name begins with.
    pub given: Bits,
    pub long: Long,
}

impl Prepared for Index {
    fn write(&self, out: &mut Writer) {
        self.names.write(out);
        self.given.write(out);
        self.long.write(out);
    }
    fn read(from: &mut Reader) -> Self {
        Index { names: Trie::read(from), given: Bits::read(from), long: Long::read(from) }
    }
}

/// From this length on a surname is known with one wrong letter.
pub(super) const LONG: usize = 7;

pub(super) const ALL_LANGUAGES: u32 = u32::MAX;

/// Builds the index; the vocabulary grows by the words of the forms.
pub(super) fn index(languages: &[LanguagePack], registry: &Registry, cutter: &Cutter, words: &mut Vocabulary) -> Index {
    let forms = registry.people.len() * 6 + registry.countries.len() * 40 + registry.places.len() * 4;
    let index = Index { names: Trie::with_capacity(forms), ..Default::default() };
    let genitives = languages.iter().map(|p| p.actors.genitive_endings.clone()).collect();
    let mut builder = Builder { genitives, ..Builder::of(index, languages.len(), cutter, words) };
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
    let (mut index, long) = (builder.index, builder.long);
    index.names.settle();
    index.long = Long::new(long);
    index
}

impl Index {
    /// Enters those who were added to the registry behind all whose forms are here, as if they had been there.
    pub fn enter(
        &mut self,
        people: &[PersonEntry],
        first: usize,
        languages: usize,
        cutter: &Cutter,
        words: &mut Vocabulary,
    ) {
        let mut builder = Builder::of(std::mem::take(self), languages, cutter, words);
        for (ix, person) in people.iter().enumerate().skip(first) {
            builder.person(person, ix as u32);
        }
        let (index, long) = (builder.index, builder.long);
        *self = index;
        self.long.add(long);
    }
}

struct Builder<'b> {
    index: Index,
    /// What the index of long surnames is made of.
    long: Vec<(Box<str>, Box<str>, u32)>,
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

impl<'b> Builder<'b> {
    fn of(index: Index, languages: usize, cutter: &'b Cutter, words: &'b mut Vocabulary) -> Self {
        let (genitives, long, numbers) = (Vec::new(), Vec::new(), Vec::new());
        Builder { index, long, words, cutter, languages, genitives, genitive: false, every: false, numbers }
    }

    /// `names` are the display names: a form like these is no genitive, whatever its ending.
    /// A language in which a named entry has no form yet takes over those of the registry's own language, so that
    /// a new language need not name everything before it can be used.
    fn forms(&mut self, forms: &Forms, names: Option<&ByCode<Shown>>, what: What) {
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
            let base = names.and_then(|n| n.get(code));
            for form in list.lines() {
                let endings = language.map_or(&[][..], |ix| &self.genitives[ix as usize]);
                let genitive = Some(form) != base
                    && form.split_whitespace().any(|w| endings.iter().any(|e| w.ends_with(e.as_str())))
                    && base.is_none_or(|b| !b.split_whitespace().any(|w| form.split_whitespace().next() == Some(w)));
                self.genitive = genitive;
                self.form(form, what, languages, self.every);
            }
            self.genitive = false;
        }
    }

    fn person(&mut self, person: &PersonEntry, ix: u32) {
        for form in std::iter::once(&*person.name).chain(&person.aliases) {
            let what = if form.contains(' ') { What::Person(ix) } else { What::Surname(ix) };
            self.form(form, what, ALL_LANGUAGES, true);
            if let (What::Person(_), Some((given, surname))) = (what, form.split_once(' ')) {
                let surname = surname.rsplit(' ').next().unwrap_or(surname);
                if surname.len() >= LONG {
                    self.long.push((fold(surname).into(), fold(given).into(), ix));
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
