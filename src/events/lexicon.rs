//! The packs' triggers and marks, compiled for matching.

use super::{
    Kind, Sort, Status, Tone,
    conditions::{Conditions, Words},
    conjugation,
};
use crate::{
    flat::{Prepared, Reader, Record, Writer},
    pack::{Cue, EventRules, LanguagePack, Mark, Preposition, VerbForm},
    text::{Cutter, LanguageIx, Phrases},
};
use arcstr::ArcStr;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::sync::LazyLock;

/// What a word or phrase of the pack is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Item {
    /// Index into [`Lexicon::verbs`], the form, and whether its accents must be written.
    Verb(u16, VerbForm, bool),
    /// Index into [`Lexicon::nouns`].
    Noun(u16),
    /// And whether its accents must be written.
    Mark(Mark, bool),
    Preposition(Preposition),
    Veto,
    /// Index into [`Lexicon::topics`].
    Topic(u16),
    Cue(Cue),
}

/// The words of the packs by their numbers.
static CODES: LazyLock<Codes> = LazyLock::new(|| (all(), all(), all(), all()));

type Codes = (Vec<VerbForm>, Vec<Mark>, Vec<Preposition>, Vec<Cue>);

/// All words of an enum, in its order.
fn all<T: DeserializeOwned>() -> Vec<T> {
    (0..128u8).map_while(|number| postcard::from_bytes(&[number]).ok()).collect()
}

/// A number, a word's number, whether its accents must be written, and of which sort it is.
impl Record for Item {
    const SIZE: usize = u32::SIZE;
    fn get(bytes: &[u8]) -> Self {
        let ((number, word), sort) = <((u16, u8), u8)>::get(bytes);
        let (forms, marks, prepositions, cues) = &*CODES;
        match sort {
            0 => Item::Verb(number, forms[word as usize & 127], word & 128 != 0),
            1 => Item::Noun(number),
            2 => Item::Mark(marks[word as usize], number != 0),
            3 => Item::Preposition(prepositions[word as usize]),
            4 => Item::Veto,
            5 => Item::Topic(number),
            _ => Item::Cue(cues[word as usize]),
        }
    }
    fn put(self, bytes: &mut [u8]) {
        let (number, word, sort) = match self {
            Item::Verb(number, form, accented) => (number, form as u8 | u8::from(accented) << 7, 0u8),
            Item::Noun(number) => (number, 0, 1),
            Item::Mark(mark, accented) => (u16::from(accented), mark as u8, 2),
            Item::Preposition(preposition) => (0, preposition as u8, 3),
            Item::Veto => (0, 0, 4),
            Item::Topic(number) => (number, 0, 5),
            Item::Cue(cue) => (0, cue as u8, 6),
        };
        ((number, word), sort).put(bytes);
    }
}

/// Who is who around a trigger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Frame {
    Say,
    Meet,
    Act,
    Travel,
    Host,
    Happen,
    /// Who does it brings others together.
    Mediate,
    /// The subject suffers it, and the object does it.
    Suffer,
}

/// What a trigger asks of its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Need {
    Subject,
    Object,
    Partner,
    /// Two or more who do it together; whoever else is named is what they do it about.
    Pair,
    Time,
    Place,
    Actor,
    Support,
    Always,
}

/// What a verb or noun of the pack tells.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Sense {
    /// None for supporting and plain verbs.
    pub kind: Option<Kind>,
    /// Carries an event noun.
    pub support: bool,
    pub tone: Option<Tone>,
    pub frame: Frame,
    pub then: Words,
    pub near: Words,
    pub never: Words,
    pub needs: Vec<Need>,
    pub status: Option<Status>,
    pub be: bool,
    pub weight: f32,
}

/// A sort within kinds and the words of triggers that tell it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct SortRule {
    pub sort: Sort,
    pub kinds: Vec<Kind>,
    pub words: Words,
    pub near: Words,
}

/// What a language's clauses may do with their subjects.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub(crate) struct Order {
    /// It may follow its verb.
    pub inversion: bool,
    /// It may be missing.
    pub drops: bool,
    /// Verbs close their clauses, which are put into another order first.
    pub brackets: bool,
    /// Nouns begin with a capital, and verbs don't.
    pub capitals: bool,
}

/// One language's triggers and marks.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lexicon {
    pub(super) items: Phrases<Item>,
    /// What the entries ask for and forbid.
    pub(super) conditions: Conditions,
    pub(super) words: Entries,
}

/// What the items mean: few, and small.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Entries {
    pub order: Order,
    pub verbs: Vec<Sense>,
    pub nouns: Vec<Sense>,
    pub topics: Vec<ArcStr>,
    pub sorts: Vec<SortRule>,
    /// Words that end so are adverbs.
    pub adverb_endings: Vec<Box<str>>,
}

impl std::ops::Deref for Lexicon {
    type Target = Entries;
    fn deref(&self) -> &Entries {
        &self.words
    }
}

impl Prepared for Lexicon {
    fn write(&self, out: &mut Writer) {
        self.items.write(out);
        self.conditions.write(out);
        out.value(&self.words);
    }
    fn read(from: &mut Reader) -> Self {
        Lexicon { items: Phrases::read(from), conditions: Conditions::read(from), words: from.value() }
    }
}

/// An entry of a pack that can't be understood: where and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BadRule {
    pub language: String,
    /// The word or value at fault, as written.
    pub word: String,
    pub reason: String,
}

impl Lexicon {
    /// The compiled rules, and those that can't be understood.
    pub fn with_faults(pack: &LanguagePack, language: LanguageIx, cutter: &Cutter) -> (Lexicon, Vec<BadRule>) {
        let mut faults = Vec::new();
        (Self::new(pack, language, cutter, &mut faults), faults)
    }

    /// Those of all languages, as they can be put into the program.
    #[allow(dead_code)]
    pub fn prepare(languages: &[LanguagePack], cutter: &Cutter) -> Vec<u8> {
        let mut out = Writer::default();
        for (ix, pack) in languages.iter().enumerate() {
            let (lexicon, faults) = Self::with_faults(pack, ix as LanguageIx, cutter);
            let mut own = Writer::default();
            own.value(&faults);
            lexicon.write(&mut own);
            out.bytes(pack.language.as_bytes());
            out.bytes(&own.0);
        }
        out.0
    }

    /// Those that lie in the program, if the pack does.
    #[allow(dead_code)]
    pub fn prepared(all: &'static [u8], pack: &LanguagePack) -> Option<(Lexicon, Vec<BadRule>)> {
        let mut all = Reader(all);
        while pack.is_embedded() && !all.0.is_empty() {
            let (language, own) = (all.bytes(), all.bytes());
            if language == pack.language.as_bytes() {
                let mut own = Reader(own);
                let faults = own.value();
                return Some((Lexicon::read(&mut own), faults));
            }
        }
        None
    }

    /// Compiles a pack's rules; what can't be understood is reported and left out.
    pub fn new(pack: &LanguagePack, language: LanguageIx, cutter: &Cutter, bad: &mut Vec<BadRule>) -> Self {
        let rules = &pack.events;
        let adverb_endings = rules.adverb_endings.iter().map(|e| e.as_str().into()).collect();
        let order = Order {
            inversion: rules.inversion,
            drops: rules.subject_drops,
            brackets: rules.brackets,
            capitals: rules.noun_capitals,
        };
        let mut lexicon =
            Lexicon { words: Entries { order, adverb_endings, ..Entries::default() }, ..Lexicon::default() };
        let mut fault = |word: &str, reason: &'static str| {
            bad.push(BadRule { language: pack.language.clone(), word: word.to_owned(), reason: reason.to_owned() });
        };
        // many entries ask for the same
        let mut asked = Conditions::default();
        let mut known: FxHashMap<&[String], Words> = FxHashMap::default();
        let mut named: FxHashMap<&str, u32> = FxHashMap::default();
        let mut phrases = asking(|list| {
            if let Some(words) = known.get(list) {
                return *words;
            }
            // what a list names lies there once, whoever names it
            let lists: Vec<u32> = { list.iter().filter(|word| word.starts_with('$')) }
                .map(|word| {
                    *named.entry(word).or_insert_with(|| {
                        let words = asked.add(listed(rules, std::slice::from_ref(word)), cutter, language);
                        asked.name(words)
                    })
                })
                .collect();
            let own = list.iter().filter(|word| !word.starts_with('$')).map(String::as_str);
            let own = asked.add(own, cutter, language);
            let words = if lists.is_empty() { own } else { asked.with(own, &lists) };
            known.insert(list, words);
            words
        });
        for (name, _) in rules.lists.iter().filter(|(_, words)| words.is_empty()) {
            fault(name, "is an empty list");
        }
        for phrase in conditions(rules).filter(|p| p.trim_end_matches('*').contains('*')) {
            fault(phrase, "has a `*` that does not end it");
        }
        for entry in &rules.verbs {
            for name in unknown_lists(rules, [&entry.then, &entry.near, &entry.never]) {
                fault(name, "names an unknown list");
            }
            let Some((kind, support)) = kind(&entry.kind) else {
                fault(&entry.kind, "unknown kind");
                continue;
            };
            let Some(frame) = frame(&entry.frame) else {
                fault(&entry.frame, "unknown frame");
                continue;
            };
            let ix = lexicon.words.verbs.len() as u16;
            lexicon.words.verbs.push(Sense {
                kind,
                support,
                tone: entry.tone.as_deref().and_then(tone),
                frame,
                then: phrases(&entry.then),
                near: phrases(&entry.near),
                never: phrases(&entry.never),
                needs: entry.needs.iter().filter_map(|n| need(n)).collect(),
                status: entry.status.as_deref().and_then(status),
                be: entry.be,
                weight: entry.weight.unwrap_or(0.8),
            });
            for (form, word) in conjugation::written(rules, entry, &mut fault) {
                let accented = rules.accents && !word.is_ascii();
                lexicon.items.insert(&cutter.words(&word, language), Item::Verb(ix, form, accented));
            }
            for (mark, word) in conjugation::parts(rules, entry) {
                lexicon.items.insert(&cutter.words(&word, language), Item::Mark(mark, false));
            }
        }
        for entry in &rules.nouns {
            for name in unknown_lists(rules, [&entry.near, &entry.never, &entry.words]) {
                fault(name, "names an unknown list");
            }
            let (Some((kind, _)), Some(frame)) = (kind(&entry.kind), frame(&entry.frame)) else {
                fault(&entry.kind, "unknown kind or frame");
                continue;
            };
            let ix = lexicon.words.nouns.len() as u16;
            lexicon.words.nouns.push(Sense {
                kind,
                support: false,
                tone: entry.tone.as_deref().and_then(tone),
                frame,
                then: Words::default(),
                near: phrases(&entry.near),
                never: phrases(&entry.never),
                needs: entry.needs.iter().filter_map(|n| need(n)).collect(),
                status: entry.status.as_deref().and_then(status),
                be: false,
                weight: entry.weight.unwrap_or(0.7),
            });
            for word in listed(rules, &entry.words) {
                lexicon.insert(cutter, language, word, Item::Noun(ix), &mut fault);
            }
        }
        for (mark, words) in &rules.marks {
            for word in words {
                let accented = rules.accented_marks && !word.is_ascii();
                lexicon.insert(cutter, language, word, Item::Mark(*mark, accented), &mut fault);
            }
        }
        for word in &pack.actors.honorifics {
            lexicon.insert(cutter, language, word, Item::Mark(Mark::Honorific, false), &mut fault);
        }
        for (preposition, words) in &rules.prepositions {
            for word in words {
                lexicon.insert(cutter, language, word, Item::Preposition(*preposition), &mut fault);
            }
        }
        for word in &rules.vetoes {
            lexicon.insert(cutter, language, word, Item::Veto, &mut fault);
        }
        for entry in &rules.sorts {
            for name in unknown_lists(rules, [&entry.words, &entry.near, &entry.kinds]) {
                fault(name, "names an unknown list");
            }
            let Some(sort) = Sort::parse(&entry.sort) else {
                fault(&entry.sort, "unknown sort");
                continue;
            };
            let mut kinds = Vec::new();
            for word in &entry.kinds {
                match Kind::parse(word) {
                    Some(kind) => kinds.push(kind),
                    None => fault(word, "unknown kind"),
                }
            }
            lexicon.words.sorts.push(SortRule {
                sort,
                kinds,
                words: phrases(&entry.words),
                near: phrases(&entry.near),
            });
        }
        for (topic, words) in &rules.topics {
            let ix = lexicon.words.topics.len() as u16;
            lexicon.words.topics.push(topic.as_str().into());
            for word in words {
                lexicon.insert(cutter, language, word, Item::Topic(ix), &mut fault);
            }
        }
        for (cue, words) in &rules.cues {
            for word in words {
                lexicon.insert(cutter, language, word, Item::Cue(*cue), &mut fault);
            }
        }
        asked.settle();
        lexicon.conditions = asked;
        lexicon.items.settle();
        lexicon
    }

    fn insert(
        &mut self,
        cutter: &Cutter,
        language: LanguageIx,
        word: &str,
        item: Item,
        fault: &mut impl FnMut(&str, &'static str),
    ) {
        let words = cutter.words(word, language);
        if words.is_empty() {
            return fault(word, "matches the empty string");
        }
        self.items.insert(&words, item);
    }
}

/// Tells the compiler that what is asked for lives as long as the rules.
fn asking<'r, F: FnMut(&'r [String]) -> Words>(ask: F) -> F {
    ask
}

/// The phrases of a list, with the named lists (`$weapons`) written out.
fn listed<'r>(rules: &'r EventRules, list: &'r [String]) -> Vec<&'r str> {
    let mut out = Vec::new();
    for phrase in list {
        match phrase.strip_prefix('$') {
            Some(name) => out.extend(rules.lists.get(name).into_iter().flatten().map(String::as_str)),
            None => out.push(phrase),
        }
    }
    out
}

/// Every phrase of the pack's conditions and lists.
fn conditions(rules: &EventRules) -> impl Iterator<Item = &String> {
    let verbs = rules.verbs.iter().flat_map(|e| [&e.then, &e.near, &e.never]);
    let nouns = rules.nouns.iter().flat_map(|e| [&e.near, &e.never]);
    let sorts = rules.sorts.iter().flat_map(|e| [&e.words, &e.near]);
    verbs.chain(nouns).chain(sorts).chain(rules.lists.values()).flatten()
}

fn unknown_lists<'r, const N: usize>(rules: &EventRules, lists: [&'r Vec<String>; N]) -> Vec<&'r str> {
    let phrases = lists.into_iter().flatten().map(String::as_str);
    phrases.filter(|p| p.strip_prefix('$').is_some_and(|name| !rules.lists.contains_key(name))).collect()
}

fn kind(word: &str) -> Option<(Option<Kind>, bool)> {
    Some(match word {
        "support" => (None, true),
        "none" => (None, false),
        word => (Some(Kind::parse(word)?), false),
    })
}

fn frame(word: &str) -> Option<Frame> {
    Some(match word {
        "say" => Frame::Say,
        "meet" => Frame::Meet,
        "act" => Frame::Act,
        "travel" => Frame::Travel,
        "host" => Frame::Host,
        "happen" => Frame::Happen,
        "mediate" => Frame::Mediate,
        "suffer" => Frame::Suffer,
        _ => return None,
    })
}

fn need(word: &str) -> Option<Need> {
    Some(match word {
        "subject" => Need::Subject,
        "object" => Need::Object,
        "partner" => Need::Partner,
        "pair" => Need::Pair,
        "time" => Need::Time,
        "place" => Need::Place,
        "actor" => Need::Actor,
        "support" => Need::Support,
        "always" => Need::Always,
        _ => return None,
    })
}

fn tone(word: &str) -> Option<Tone> {
    Tone::parse(word)
}

fn status(word: &str) -> Option<Status> {
    Status::parse(word)
}
