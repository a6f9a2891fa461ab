//! Phrases of a pack, found in the words of a document.

use super::{Document, fold, fold::hash, lower};
use rustc_hash::FxHashMap;

/// A set of phrases with values, found by their words. A word of the text that is written
/// without diacritics matches a phrase word that has them (`Erdogan`, `Erdoğan`), unless the text uses these very
/// diacritics of its language: then `da` is not `dà`. One that has them must agree letter by letter.
#[derive(Debug, Clone)]
pub struct Phrases<T> {
    /// (node, hash of the folded word) to node. A collision is found out at the phrase's end.
    edges: FxHashMap<(u32, u32), u32>,
    /// What ends at a node.
    ends: Vec<Vec<Entry<T>>>,
}

#[derive(Debug, Clone)]
struct Entry<T> {
    /// Each word in lower case, and folded.
    words: Box<[(Box<str>, Box<str>)]>,
    value: T,
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
        Phrases { edges: FxHashMap::default(), ends: vec![Vec::new()] }
    }
}

impl<T: Clone> Phrases<T> {
    /// Adds a phrase already cut into words (see [`Cutter::words`](super::Cutter::words)).
    pub fn insert<S: AsRef<str>>(&mut self, words: &[S], value: T) {
        if words.is_empty() {
            return;
        }
        let words: Box<[_]> =
            words.iter().map(|w| (lower(w.as_ref()).into_boxed_str(), fold(w.as_ref()).into_boxed_str())).collect();
        let mut node = 0;
        for (_, folded) in &words {
            let next = self.ends.len() as u32;
            node = *self.edges.entry((node, hash(folded))).or_insert(next);
            if node == next {
                self.ends.push(Vec::new());
            }
        }
        self.ends[node as usize].push(Entry { words, value });
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
            for entry in &self.ends[node as usize] {
                if entry.words.iter().enumerate().all(|(i, w)| agrees(document, start + i, w)) {
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
                for entry in &self.ends[node as usize] {
                    if entry.words.iter().enumerate().all(|(i, w)| agrees(document, token(i), w)) {
                        found(at + 1, &entry.value);
                    }
                }
            }
        }
    }

    pub fn is_empty(&self) -> bool {
        self.edges.is_empty()
    }
}

/// The text's word is the phrase's word, or the same with diacritics that the text does not use left out.
fn agrees(document: &Document, token: usize, (word, folded): &(Box<str>, Box<str>)) -> bool {
    let lower = document.lower(token);
    lower == &**word || lower.is_ascii() && lower == &**folded && !word.chars().any(|c| document.diacritics.contains(c))
}
