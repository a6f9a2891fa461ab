//! The packs' triggers and marks, compiled for matching.

use super::{Kind, Sort, Status, Tone};
use crate::{
    pack::{Cue, EventRules, LanguagePack, Mark, Preposition, VerbForm},
    text::{Cutter, Document, LanguageIx, Phrases, fold},
};
use arcstr::ArcStr;

/// What a word or phrase of the pack is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Item {
    /// Index into [`Lexicon::verbs`], the form, and whether its accents must be written.
    Verb(u16, VerbForm, bool),
    /// Index into [`Lexicon::nouns`].
    Noun(u16),
    Mark(Mark),
    Preposition(Preposition),
    Veto,
    /// Index into [`Lexicon::topics`].
    Topic(u16),
    Cue(Cue),
}

/// Who is who around a trigger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Frame {
    Say,
    Meet,
    Act,
    Travel,
    Host,
    Happen,
}

/// What a trigger asks of its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    Subject,
    Object,
    Partner,
    Time,
    Place,
    Actor,
    Support,
    Always,
}

/// Words and phrases that an entry asks for or forbids.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    phrases: Phrases<()>,
    /// Beginnings of words, without diacritics: `diplomat*`.
    stems: Vec<Box<str>>,
    /// The same with words before: `aircraft carrier*`.
    runs: Vec<(Vec<Box<str>>, Box<str>)>,
    /// First bytes of all these, as bits by their last six: most words begin none.
    heads: u64,
}

impl Words {
    fn insert(&mut self, phrase: &str, cutter: &Cutter, language: LanguageIx) {
        match phrase.strip_suffix('*') {
            Some(phrase) => {
                let words: Vec<Box<str>> = cutter.words(phrase, language).iter().map(|w| fold(w).into()).collect();
                self.heads |= words.first().map_or(0, |word| head(word));
                match <[Box<str>]>::split_last(&words) {
                    Some((stem, [])) => self.stems.push(stem.clone()),
                    Some((stem, before)) => self.runs.push((before.to_vec(), stem.clone())),
                    None => {}
                }
            }
            None => self.phrases.insert(&cutter.words(phrase, language), ()),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.phrases.is_empty() && self.stems.is_empty() && self.runs.is_empty()
    }

    /// One of them begins at a token.
    pub fn begin(&self, document: &Document, token: usize, limit: usize) -> bool {
        token < limit
            && (self.phrases.longest_ref(document, token, limit).is_some()
                || self.heads != 0 && {
                    let word = document.folded(token);
                    self.heads & head(word) != 0
                        && (self.stems.iter().any(|stem| word.starts_with(&**stem))
                            || self.runs.iter().any(|run| *run.0[0] == *word && runs(document, token, limit, run)))
                })
    }
}

/// The bit of a word's first byte.
fn head(word: &str) -> u64 {
    word.bytes().next().map_or(0, |b| 1 << (b & 63))
}

/// Whether words stand at a token, and behind them one that begins so.
fn runs(document: &Document, token: usize, limit: usize, (before, stem): &(Vec<Box<str>>, Box<str>)) -> bool {
    let last = token + before.len();
    last < limit
        && before.iter().enumerate().all(|(n, word)| document.folded(token + n) == &**word)
        && document.folded(last).starts_with(&**stem)
}

/// What a verb or noun of the pack tells.
#[derive(Debug, Clone)]
pub(super) struct Sense {
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
#[derive(Debug, Clone)]
pub(super) struct SortRule {
    pub sort: Sort,
    pub kinds: Vec<Kind>,
    pub words: Words,
    pub near: Words,
}

/// One language's triggers and marks.
#[derive(Debug, Clone, Default)]
pub(super) struct Lexicon {
    pub items: Phrases<Item>,
    pub verbs: Vec<Sense>,
    pub nouns: Vec<Sense>,
    pub topics: Vec<ArcStr>,
    pub sorts: Vec<SortRule>,
    /// Words that end so are adverbs.
    pub adverb_endings: Vec<Box<str>>,
}

/// An entry of a pack that can't be understood: where and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadRule {
    pub language: String,
    /// The word or value at fault, as written.
    pub word: String,
    pub reason: &'static str,
}

impl Lexicon {
    /// Compiles a pack's rules; what can't be understood is reported and left out.
    pub fn new(pack: &LanguagePack, language: LanguageIx, cutter: &Cutter, bad: &mut Vec<BadRule>) -> Self {
        let rules = &pack.events;
        let adverb_endings = rules.adverb_endings.iter().map(|e| e.as_str().into()).collect();
        let mut lexicon = Lexicon { adverb_endings, ..Lexicon::default() };
        let mut fault = |word: &str, reason| {
            bad.push(BadRule { language: pack.language.clone(), word: word.to_owned(), reason });
        };
        let phrases = |list: &[String]| {
            let mut set = Words::default();
            for phrase in listed(rules, list) {
                set.insert(phrase, cutter, language);
            }
            set
        };
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
            let ix = lexicon.verbs.len() as u16;
            lexicon.verbs.push(Sense {
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
            for (form, word) in written(rules, entry, &mut fault) {
                let accented = rules.accents && !word.is_ascii();
                lexicon.items.insert(&cutter.words(&word, language), Item::Verb(ix, form, accented));
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
            let ix = lexicon.nouns.len() as u16;
            lexicon.nouns.push(Sense {
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
                lexicon.insert(cutter, language, word, Item::Mark(*mark), &mut fault);
            }
        }
        for word in &pack.actors.honorifics {
            lexicon.insert(cutter, language, word, Item::Mark(Mark::Honorific), &mut fault);
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
            lexicon.sorts.push(SortRule { sort, kinds, words: phrases(&entry.words), near: phrases(&entry.near) });
        }
        for (topic, words) in &rules.topics {
            let ix = lexicon.topics.len() as u16;
            lexicon.topics.push(topic.as_str().into());
            for word in words {
                lexicon.insert(cutter, language, word, Item::Topic(ix), &mut fault);
            }
        }
        for (cue, words) in &rules.cues {
            for word in words {
                lexicon.insert(cutter, language, word, Item::Cue(*cue), &mut fault);
            }
        }
        lexicon.items.shrink();
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

/// Every written form of an entry's verbs.
fn written(
    rules: &EventRules,
    entry: &crate::pack::VerbEntry,
    fault: &mut impl FnMut(&str, &'static str),
) -> Vec<(VerbForm, String)> {
    let mut out = Vec::new();
    for verb in &entry.verbs {
        let Some((stem, conjugation)) = verb.split_once('+') else {
            fault(verb, "has no `+conjugation`");
            continue;
        };
        // "pull+reg out of": words that belong to the verb follow the conjugation
        let (conjugation, rest) = match conjugation.split_once(' ') {
            Some((conjugation, rest)) => (conjugation, format!(" {rest}")),
            None => (conjugation, String::new()),
        };
        let Some(endings) = rules.conjugations.get(conjugation) else {
            fault(verb, "names an unknown conjugation");
            continue;
        };
        for (form, endings) in endings {
            out.extend(endings.iter().map(|ending| (*form, format!("{stem}{ending}{rest}"))));
        }
    }
    for forms in &entry.irregular {
        for (form, words) in forms {
            out.extend(words.iter().map(|word| (*form, word.clone())));
        }
    }
    out.retain(|(_, word)| {
        let empty = word.trim().is_empty();
        if empty {
            fault(word, "matches the empty string");
        }
        !empty
    });
    out
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
        _ => return None,
    })
}

fn need(word: &str) -> Option<Need> {
    Some(match word {
        "subject" => Need::Subject,
        "object" => Need::Object,
        "partner" => Need::Partner,
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
