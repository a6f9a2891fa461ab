//! Phrases of a pack, found in the words of a document.

use super::{Document, fold, lower};
use rustc_hash::FxHashMap;

/// A set of phrases with values, found by their words. A word of the text that is written
/// without diacritics matches a phrase word that has them; one that has them must agree
/// letter by letter (`da` is found for `dà`, never `dà` for `da`).
#[derive(Debug, Clone)]
pub struct Phrases<T> {
    /// (node, folded word) to node.
    edges: FxHashMap<(u32, Box<str>), u32>,
    /// What ends at a node: the phrase's words with their diacritics, and its value.
    ends: Vec<Vec<(Box<[Box<str>]>, T)>>,
}

/// A phrase found: token range and value.
#[derive(Debug, Clone, PartialEq)]
pub struct PhraseMatch<T> {
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    pub value: T,
}

impl<T: Clone> Default for Phrases<T> {
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
        let mut node = 0;
        for word in words {
            let key = (node, fold(word.as_ref()).into_boxed_str());
            let next = self.ends.len() as u32;
            node = *self.edges.entry(key).or_insert(next);
            if node == next {
                self.ends.push(Vec::new());
            }
        }
        let words = words.iter().map(|w| lower(w.as_ref()).into_boxed_str()).collect();
        self.ends[node as usize].push((words, value));
    }

    /// Every phrase that begins at a token and ends before `limit`, shortest first.
    pub fn at(&self, document: &Document, start: usize, limit: usize) -> Vec<PhraseMatch<T>> {
        let mut found = Vec::new();
        self.each_at(document, start, limit, |end, value| found.push(PhraseMatch { start, end, value: value.clone() }));
        found
    }

    /// The longest phrase that begins at a token.
    pub fn longest_at(&self, document: &Document, start: usize, limit: usize) -> Option<PhraseMatch<T>> {
        let mut best = None;
        self.each_at(document, start, limit, |end, value| best = Some((end, value)));
        best.map(|(end, value)| PhraseMatch { start, end, value: value.clone() })
    }

    fn each_at<'s>(&'s self, document: &Document, start: usize, limit: usize, mut found: impl FnMut(usize, &'s T)) {
        let mut node = 0;
        let mut key = (0, Box::from(""));
        for at in start..limit.min(document.tokens.len()) {
            key.0 = node;
            key.1 = document.folded(at).into();
            let Some(&next) = self.edges.get(&key) else { return };
            node = next;
            for (words, value) in &self.ends[node as usize] {
                if words.iter().enumerate().all(|(i, w)| agrees(document, start + i, w)) {
                    found(at + 1, value);
                }
            }
        }
    }
}

/// The text's word is the phrase's word, or the same without any diacritic.
fn agrees(document: &Document, token: usize, word: &str) -> bool {
    let lower = document.lower(token);
    lower == word || lower.is_ascii()
}
