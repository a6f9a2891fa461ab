//! One language's words around names, compiled: classes of single words, and titles.

use super::{
    Gender, Standing,
    lexicon::{Trie, Vocabulary, WordId},
    patterns::{GAP, expand},
};
use crate::{
    flat::{List, Prepared, Reader, Record, Writer},
    pack::{ActorRules, Epithet, GroupForms, LanguagePack, Mark, MinistryForms, OfficeForms},
    text::{Cutter, LanguageIx, fold},
};
use std::borrow::Cow;

/// Classes of words, as bits.
pub(super) mod class {
    pub const AT_PLACE: u32 = 1;
    pub const TO_PLACE: u32 = 1 << 1;
    pub const OF: u32 = 1 << 2;
    pub const ARTICLE: u32 = 1 << 3;
    pub const POSSESSIVE: u32 = 1 << 4;
    pub const AND: u32 = 1 << 5;
    pub const GENITIVE: u32 = 1 << 6;
    pub const FILLER: u32 = 1 << 7;
    pub const FORMER: u32 = 1 << 8;
    pub const OUTGOING: u32 = 1 << 9;
    pub const DESIGNATE: u32 = 1 << 10;
    pub const ACTING: u32 = 1 << 11;
    pub const HONORIFIC: u32 = 1 << 12;
    pub const PARTICLE: u32 = 1 << 13;
    pub const INSTITUTION: u32 = 1 << 14;
    pub const ORDINARY: u32 = 1 << 15;
    pub const PAIR: u32 = 1 << 16;
    pub const MASCULINE: u32 = 1 << 17;
    pub const FEMININE: u32 = 1 << 18;
    pub const PLURAL: u32 = 1 << 19;
    pub const FUNCTION: u32 = 1 << 20;
    pub const COMPLEMENT: u32 = 1 << 21;
    pub const GIVEN: u32 = 1 << 22;
    pub const DEFINITE: u32 = 1 << 23;
    pub const PLURAL_ARTICLE: u32 = 1 << 24;
    pub const FEMININE_ARTICLE: u32 = 1 << 25;
    pub const SEATED: u32 = 1 << 26;
    pub const INDEFINITE: u32 = 1 << 27;
    /// Any preposition of the pack, and what else governs a noun.
    pub const GOVERNING: u32 = 1 << 28;
    /// Words that open a clause.
    pub const CLAUSE: u32 = 1 << 29;
    pub const BODY_WORD: u32 = 1 << 30;
    pub const OBJECT: u32 = 1 << 31;
    pub const STANDING: u32 = FORMER | OUTGOING | DESIGNATE | ACTING;
}

/// What a title pattern stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TitleKind {
    /// Position in [`ActorRules::offices`].
    Office(u16),
    /// Position in [`ActorRules::ministries`].
    Ministry(u16),
    StandIn,
    /// A stand-in that may be abroad: troops.
    Forces,
    Counterpart,
    /// Position in [`ActorRules::groups`].
    GroupOfPeople(u16),
    /// Position in [`ActorRules::groups`].
    GroupOfCountries(u16),
    Lead,
    /// Position in [`ActorRules::epithets`].
    Epithet(u16),
}

/// A title as its words put it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Title {
    pub kind: TitleKind,
    pub gender: Option<Gender>,
    pub plural: bool,
    /// In the genitive or dative by its own ending.
    pub genitive: bool,
}

impl Record for Title {
    const SIZE: usize = u32::SIZE;
    fn get(bytes: &[u8]) -> Self {
        let all = u32::get(bytes);
        let number = all as u16;
        let kind = match all >> 16 & 15 {
            0 => TitleKind::Office(number),
            1 => TitleKind::Ministry(number),
            2 => TitleKind::StandIn,
            3 => TitleKind::Forces,
            4 => TitleKind::Counterpart,
            5 => TitleKind::GroupOfPeople(number),
            6 => TitleKind::GroupOfCountries(number),
            7 => TitleKind::Lead,
            _ => TitleKind::Epithet(number),
        };
        let gender = match all >> 20 & 3 {
            0 => None,
            1 => Some(Gender::Feminine),
            _ => Some(Gender::Masculine),
        };
        Title { kind, gender, plural: all >> 22 & 1 != 0, genitive: all >> 23 & 1 != 0 }
    }
    fn put(self, bytes: &mut [u8]) {
        let (tag, number) = match self.kind {
            TitleKind::Office(number) => (0, number),
            TitleKind::Ministry(number) => (1, number),
            TitleKind::StandIn => (2, 0),
            TitleKind::Forces => (3, 0),
            TitleKind::Counterpart => (4, 0),
            TitleKind::GroupOfPeople(number) => (5, number),
            TitleKind::GroupOfCountries(number) => (6, number),
            TitleKind::Lead => (7, 0),
            TitleKind::Epithet(number) => (8, number),
        };
        let gender = match self.gender {
            None => 0,
            Some(Gender::Feminine) => 1,
            Some(Gender::Masculine) => 2,
        };
        let flags = u32::from(self.plural) << 22 | u32::from(self.genitive) << 23;
        (u32::from(number) | tag << 16 | gender << 20 | flags).put(bytes);
    }
}

/// One language.
#[derive(Debug, Clone)]
pub(super) struct Grammar {
    classes: List<u32>,
    pub titles: Trie<Title>,
    /// Without the patterns, which the titles are made of, and the words, which the classes are made of.
    pub rules: ActorRules,
    /// Folded endings: genitives, and demonyms that are nouns.
    noun_endings: Vec<String>,
    definite_endings: Vec<String>,
    /// Classes of two words together.
    pairs: List<((WordId, WordId), u32)>,
    /// A capital makes no name of a word: all nouns have one.
    pub noun_capitals: bool,
    /// The days of the week: "On Friday Hill complained" names one person, though there is one called Friday.
    weekdays: Vec<WordId>,
}

impl Prepared for Grammar {
    fn write(&self, out: &mut Writer) {
        self.classes.write(out);
        self.titles.write(out);
        out.value(&self.rules);
        self.pairs.write(out);
        out.value(&self.noun_capitals);
        out.value(&self.weekdays);
    }
    fn read(from: &mut Reader) -> Self {
        let (classes, titles) = (List::read(from), Trie::read(from));
        let rules: ActorRules = from.value();
        let (noun_endings, definite_endings) = endings(&rules);
        let pairs = List::read(from);
        let noun_capitals = from.value();
        let weekdays = from.value();
        Grammar { classes, titles, rules, noun_endings, definite_endings, pairs, noun_capitals, weekdays }
    }
}

/// The folded endings of nouns, and of what is definite.
fn endings(rules: &ActorRules) -> (Vec<String>, Vec<String>) {
    let folded = |list: &[String]| list.iter().map(|e| fold(e)).collect();
    (folded(&rules.demonym_noun_endings), folded(&rules.definite_endings))
}

/// What is still asked once titles and classes are made.
fn lean(rules: &ActorRules) -> ActorRules {
    let office = |o: &OfficeForms| OfficeForms { forms: Vec::new(), ..o.clone() };
    let ministry = |m: &MinistryForms| MinistryForms { forms: Vec::new(), ..m.clone() };
    let group = |g: &GroupForms| GroupForms { forms: Vec::new(), ..g.clone() };
    let epithet = |e: &Epithet| Epithet { forms: Vec::new(), ..e.clone() };
    ActorRules {
        modifiers_first: rules.modifiers_first,
        demonym_capital: rules.demonym_capital,
        articles: rules.articles.clone(),
        genitive_endings: rules.genitive_endings.clone(),
        demonym_noun_endings: rules.demonym_noun_endings.clone(),
        definite_endings: rules.definite_endings.clone(),
        national: rules.national.clone(),
        gatherings: rules.gatherings.clone(),
        given_over: rules.given_over.clone(),
        pictured: rules.pictured.clone(),
        ones: rules.ones.clone(),
        possessives: rules.possessives.iter().filter(|p| p.chars().all(char::is_alphabetic)).cloned().collect(),
        offices: rules.offices.iter().map(office).collect(),
        ministries: rules.ministries.iter().map(ministry).collect(),
        groups: rules.groups.iter().map(group).collect(),
        epithets: rules.epithets.iter().map(epithet).collect(),
        ..ActorRules::default()
    }
}

impl Grammar {
    pub fn new(pack: &LanguagePack, cutter: &Cutter, language: LanguageIx, words: &mut Vocabulary) -> Self {
        let rules = &*pack.actors;
        let mut titles = Trie::default();
        let mut numbers: Vec<WordId> = Vec::new();
        let mut add = |form: &str, kind: TitleKind| {
            for variant in expand(form, &rules.nouns) {
                numbers.clear();
                for (i, part) in variant.words.split('~').enumerate() {
                    if i > 0 {
                        numbers.push(GAP);
                    }
                    // an elided word is written as one with the next: `dell' interno`
                    let part = match part.contains("' ") {
                        true => Cow::Owned(part.trim().replace("' ", "'")),
                        false => Cow::Borrowed(part.trim()),
                    };
                    numbers.extend(cutter.words(&part, language).iter().map(|w| words.number(w)));
                }
                let title = Title { kind, gender: variant.gender, plural: variant.plural, genitive: variant.genitive };
                titles.insert(&numbers, title);
            }
        };
        for (ix, office) in rules.offices.iter().enumerate() {
            office.forms.iter().for_each(|f| add(f, TitleKind::Office(ix as u16)));
        }
        for (ix, ministry) in rules.ministries.iter().enumerate() {
            ministry.forms.iter().for_each(|f| add(f, TitleKind::Ministry(ix as u16)));
        }
        for (ix, Epithet { forms, .. }) in rules.epithets.iter().enumerate() {
            forms.iter().for_each(|f| add(f, TitleKind::Epithet(ix as u16)));
        }
        rules.stand_ins.iter().for_each(|f| add(f, TitleKind::StandIn));
        rules.counterparts.iter().for_each(|f| add(f, TitleKind::Counterpart));
        rules.leads.iter().for_each(|f| add(f, TitleKind::Lead));
        rules.forces.iter().for_each(|f| add(f, TitleKind::Forces));
        for (ix, group) in rules.groups.iter().enumerate() {
            let people = group.of == "people";
            let of = if people { TitleKind::GroupOfPeople } else { TitleKind::GroupOfCountries };
            let kind = of(ix as u16);
            group.forms.iter().for_each(|f| add(f, kind));
        }
        titles.settle();
        let (noun_endings, definite_endings) = endings(rules);
        let mut grammar = Grammar {
            classes: List::default(),
            titles,
            rules: lean(rules),
            noun_endings,
            definite_endings,
            pairs: List::default(),
            noun_capitals: pack.events.noun_capitals,
            weekdays: pack.site.dates.weekdays.iter().map(|day| words.number(day)).collect(),
        };
        let s = &rules.standing;
        let p = &rules.pronouns;
        for (list, class) in [
            (&rules.at_place, class::AT_PLACE),
            (&rules.to_place, class::TO_PLACE),
            (&rules.of, class::OF),
            (&rules.complements, class::COMPLEMENT),
            (&rules.given_to, class::GIVEN),
            (&rules.definite, class::DEFINITE),
            (&rules.plural_articles, class::PLURAL_ARTICLE),
            (&rules.feminine_articles, class::FEMININE_ARTICLE),
            (&rules.articles, class::ARTICLE),
            (&rules.possessives, class::POSSESSIVE),
            (&rules.and, class::AND),
            (&rules.genitive_markers, class::GENITIVE),
            (&rules.fillers, class::FILLER),
            (&s.former, class::FORMER),
            (&s.outgoing, class::OUTGOING),
            (&s.designate, class::DESIGNATE),
            (&s.acting, class::ACTING),
            (&rules.honorifics, class::HONORIFIC),
            (&rules.particles, class::PARTICLE),
            (&rules.institutions, class::INSTITUTION),
            (&rules.ordinary, class::ORDINARY),
            (&rules.pairs, class::PAIR),
            (&p.masculine, class::MASCULINE),
            (&p.feminine, class::FEMININE),
            (&p.plural, class::PLURAL),
            (&pack.text.function_words, class::FUNCTION),
            (&rules.body_words, class::BODY_WORD),
            (&p.masculine_object, class::MASCULINE | class::OBJECT),
            (&rules.seated, class::SEATED),
            (&rules.indefinite, class::INDEFINITE),
        ] {
            grammar.all(list, class, words);
        }
        for list in pack.events.prepositions.values() {
            grammar.all(list, class::GOVERNING, words);
        }
        // a weekday that opens a sentence is the day, and no surname
        grammar.all(&pack.site.dates.weekdays, class::FUNCTION, words);
        for mark in [Mark::Complementizer, Mark::Relative, Mark::Subordinator] {
            // "die" opens many more noun phrases than clauses
            let opens =
                pack.events.marks.get(&mark).into_iter().flatten().filter(|word| !rules.articles.contains(word));
            grammar.all(&opens.cloned().collect::<Vec<_>>(), class::CLAUSE, words);
        }
        grammar
    }

    /// Puts words, and pairs of words, into a class.
    fn all(&mut self, list: &[String], class: u32, words: &mut Vocabulary) {
        for word in list {
            match word.split_once(' ') {
                Some((a, b)) => {
                    let pair = (words.number(a), words.number(b));
                    self.pairs.push((pair, class));
                }
                None => self.classify(words.number(word), class),
            }
        }
    }

    /// Whether some pair of words in a class begins with the word.
    pub fn opens_pair(&self, word: WordId) -> bool {
        word != 0 && self.pairs.iter().any(|(p, _)| p.0 == word)
    }

    /// A day of the week.
    pub fn is_weekday(&self, word: WordId) -> bool {
        word != 0 && self.weekdays.contains(&word)
    }

    /// How many words at a place are of a class: one, or two together.
    pub fn length_of(&self, words: &[WordId], at: usize, class: u32) -> Option<usize> {
        let word = *words.get(at)?;
        if self.class(word) & class != 0 {
            return Some(1);
        }
        let next = *words.get(at + 1)?;
        self.pairs.iter().any(|(p, c)| p == (word, next) && c & class != 0).then_some(2)
    }

    fn classify(&mut self, word: WordId, class: u32) {
        let at = word as usize;
        self.classes.grow_to(at + 1);
        self.classes.set(at, self.classes.at(at) | class);
    }

    /// The classes of a word.
    pub fn class(&self, word: WordId) -> u32 {
        self.classes.get(word as usize).unwrap_or(0)
    }

    /// The fillers and words of standing that begin at a place: how many words, and their classes.
    pub fn modifier(&self, words: &[WordId], at: usize) -> Option<(usize, u32)> {
        const MODIFIER: u32 = class::FILLER | class::STANDING;
        let word = *words.get(at)?;
        let single = self.class(word) & MODIFIER;
        if single != 0 {
            return Some((1, single));
        }
        let next = *words.get(at + 1)?;
        let pair = self.pairs.iter().find(|(p, c)| *p == (word, next) && c & MODIFIER != 0)?;
        Some((2, pair.1))
    }

    /// Whether a title's first word is definite by its ending; true where articles tell.
    pub fn is_definite(&self, folded: &str) -> bool {
        self.definite_endings.iter().any(|e| folded.ends_with(e.as_str()))
    }

    /// Whether a demonym's form is a noun's by its ending.
    pub fn is_noun(&self, folded: &str) -> bool {
        self.noun_endings.iter().any(|e| folded.ends_with(e.as_str()))
    }

    /// The standing that a word's classes tell.
    pub fn standing(class: u32) -> Option<Standing> {
        [
            (class::FORMER, Standing::Former),
            (class::OUTGOING, Standing::Outgoing),
            (class::DESIGNATE, Standing::Designate),
            (class::ACTING, Standing::Acting),
        ]
        .into_iter()
        .find(|(bit, _)| class & bit != 0)
        .map(|(_, s)| s)
    }
}
