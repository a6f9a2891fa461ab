//! Phrases of a pack, found in the words of a document.

use super::{
    Document,
    fold::{hash, push_folded, push_lower},
};
use rustc_hash::FxHashMap;
use std::num::NonZeroU32;

/// A set of phrases with values, found by their words. A word of the text that is written
/// without diacritics matches a phrase word that has them (`Erdogan`, `Erdoğan`), unless the text uses these very
/// diacritics of its language: then `da` is not `dà`. One that has them must agree letter by letter.
///
/// The packs have a hundred thousand of them: they lie in a few lists, and not each in pieces of its own.
#[derive(Debug, Clone)]
pub struct Phrases<T> {
    /// (node, hash of the folded word) to node. A collision is found out at the phrase's end.
    edges: FxHashMap<(u32, u32), u32>,
    /// By node: the first and the last of the entries that end there, counted from 1. The root, where none does, is left out.
    ends: Vec<(u32, u32)>,
    entries: Vec<Entry<T>>,
    words: Vec<Word>,
    /// All words, each in lower case, and folded where that is not the same.
    text: String,
}

#[derive(Debug, Clone)]
struct Entry<T> {
    value: T,
    /// The next that ends at the same node, counted from 1.
    next: u32,
    /// Its words.
    first: u32,
    count: u16,
}

/// A word of a phrase, in the text.
#[derive(Debug, Clone, Copy)]
struct Word {
    start: u32,
    /// In lower case it ends here, and its folded form begins.
    middle: u32,
    /// None where the folded form is the same.
    end: Option<NonZeroU32>,
}

/// A phrase found: token range and value.
#[derive(Debug, Clone, PartialEq)]
pub struct PhraseMatch<T> {
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    pub value: T,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Phrases {
            edges: FxHashMap::default(),
            ends: Vec::new(),
            entries: Vec::new(),
            words: Vec::new(),
            text: String::new(),
        }
    }
}

impl<T: Clone> Phrases<T> {
    /// Adds a phrase already cut into words (see [`Cutter::words`](super::Cutter::words)).
    pub fn insert<S: AsRef<str>>(&mut self, words: &[S], value: T) {
        // no phrase of a pack has a thousandth of so many
        let Some(count) = u16::try_from(words.len()).ok().filter(|n| *n > 0) else { return };
        let first = self.words.len() as u32;
        let mut node = 0;
        for word in words {
            let word = self.word(word.as_ref());
            self.words.push(word);
            let next = self.ends.len() as u32 + 1;
            node = *self.edges.entry((node, hash(self.folded(word)))).or_insert(next);
            if node == next {
                self.ends.push((0, 0));
            }
        }
        self.entries.push(Entry { value, next: 0, first, count });
        let number = self.entries.len() as u32;
        let ends = &mut self.ends[node as usize - 1];
        match ends.1.checked_sub(1) {
            Some(last) => self.entries[last as usize].next = number,
            None => ends.0 = number,
        }
        ends.1 = number;
    }

    /// Gives back the room that was made for more.
    pub fn shrink(&mut self) {
        self.edges.shrink_to_fit();
        self.ends.shrink_to_fit();
        self.entries.shrink_to_fit();
        self.words.shrink_to_fit();
        self.text.shrink_to_fit();
    }

    fn word(&mut self, word: &str) -> Word {
        let start = self.text.len();
        push_lower(word, &mut self.text);
        let middle = self.text.len();
        let end = if self.text[start..].is_ascii() {
            None
        } else {
            let lower = self.text[start..].to_owned();
            push_folded(&lower, &mut self.text);
            NonZeroU32::new(self.text.len() as u32)
        };
        Word { start: start as u32, middle: middle as u32, end }
    }

    /// Every phrase that begins at a token and ends before `limit`, shortest first.
    pub fn at(&self, document: &Document, start: usize, limit: usize) -> Vec<PhraseMatch<T>> {
        let mut found = Vec::new();
        self.each_at(document, start, limit, |end, value| found.push(PhraseMatch { start, end, value: value.clone() }));
        found
    }

    /// The longest phrase that begins at a token.
    pub fn longest_at(&self, document: &Document, start: usize, limit: usize) -> Option<PhraseMatch<T>> {
        self.longest_ref(document, start, limit).map(|(end, value)| PhraseMatch { start, end, value: value.clone() })
    }
}

impl<T> Phrases<T> {
    /// The end of the longest phrase that begins at a token, and its value.
    pub fn longest_ref(&self, document: &Document, start: usize, limit: usize) -> Option<(usize, &T)> {
        let mut best = None;
        self.each_at(document, start, limit, |end, value| best = Some((end, value)));
        best
    }

    /// Calls `found` with the end and value of every phrase that begins at a token, shortest first.
    pub fn each_at<'s>(&'s self, document: &Document, start: usize, limit: usize, mut found: impl FnMut(usize, &'s T)) {
        let mut node = 0;
        for at in start..limit.min(document.tokens.len()) {
            let Some(&next) = self.edges.get(&(node, document.tokens[at].hash)) else { return };
            node = next;
            for entry in self.ending(node) {
                if self.words_of(entry).all(|(i, w)| self.agrees(document, start + i, w)) {
                    found(at + 1, &entry.value);
                }
            }
        }
    }

    /// The same for phrases of several words that something parts after one of them: "made on Monday a visit". `after`
    /// gives where the words go on behind what may stand between, or the token itself.
    pub fn each_parted<'s>(
        &'s self,
        document: &Document,
        start: usize,
        limit: usize,
        after: impl Fn(usize) -> usize,
        mut found: impl FnMut(usize, &'s T),
    ) {
        let limit = limit.min(document.tokens.len());
        let mut node = 0;
        for first in start..limit {
            let Some(&next) = self.edges.get(&(node, document.tokens[first].hash)) else { return };
            node = next;
            let on = after(first + 1);
            if on == first + 1 {
                continue;
            }
            let (mut node, gap) = (node, on - first - 1);
            for at in on..limit {
                let Some(&next) = self.edges.get(&(node, document.tokens[at].hash)) else { break };
                node = next;
                let token = |word: usize| if start + word <= first { start + word } else { start + word + gap };
                for entry in self.ending(node) {
                    if self.words_of(entry).all(|(i, w)| self.agrees(document, token(i), w)) {
                        found(at + 1, &entry.value);
                    }
                }
            }
        }
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// What ends at a node that is not the root, in the order in which it was put in.
    fn ending(&self, node: u32) -> impl Iterator<Item = &Entry<T>> {
        let entry = |number: u32| number.checked_sub(1).map(|ix| &self.entries[ix as usize]);
        std::iter::successors(entry(self.ends[node as usize - 1].0), move |e| entry(e.next))
    }

    fn words_of(&self, entry: &Entry<T>) -> impl Iterator<Item = (usize, Word)> {
        let words = &self.words[entry.first as usize..entry.first as usize + entry.count as usize];
        words.iter().copied().enumerate()
    }

    fn folded(&self, word: Word) -> &str {
        match word.end {
            Some(end) => &self.text[word.middle as usize..end.get() as usize],
            None => &self.text[word.start as usize..word.middle as usize],
        }
    }

    /// The text's word is the phrase's word, or the same with diacritics that the text does not use left out.
    fn agrees(&self, document: &Document, token: usize, word: Word) -> bool {
        let written = document.lower(token);
        let lower = &self.text[word.start as usize..word.middle as usize];
        written == lower
            || word.end.is_some()
                && written.is_ascii()
                && written == self.folded(word)
                && !lower.chars().any(|c| document.diacritics.contains(c))
    }
}
