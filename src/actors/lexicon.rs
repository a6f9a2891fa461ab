//! A trie over the folded words of names: one hash look-up a token, no allocation.

use crate::text::{Document, fold};
use rustc_hash::FxHashMap;

/// A folded word that some form holds; 0 is every other word.
pub(super) type WordId = u32;

/// What a walk through the trie stands at. 0 is the root.
pub(super) type Node = u32;

/// The words of all forms, numbered.
#[derive(Debug, Clone, Default)]
pub(super) struct Vocabulary {
    ids: FxHashMap<Box<str>, WordId>,
}

impl Vocabulary {
    /// The number of a word already folded, given now if it is new.
    pub fn number(&mut self, folded: &str) -> WordId {
        if let Some(&id) = self.ids.get(folded) {
            return id;
        }
        let id = self.ids.len() as WordId + 1;
        self.ids.insert(folded.into(), id);
        id
    }
    pub fn numbers<S: AsRef<str>>(&mut self, words: &[S]) -> Vec<WordId> {
        words.iter().map(|w| self.number(&fold(w.as_ref()))).collect()
    }
    pub fn get(&self, folded: &str) -> WordId {
        self.ids.get(folded).copied().unwrap_or(0)
    }
    /// The numbers of a document's tokens.
    pub fn of(&self, document: &Document) -> Vec<WordId> {
        (0..document.tokens.len()).map(|t| self.get(document.folded(t))).collect()
    }
}

/// Sequences of words with what they mean.
#[derive(Debug, Clone)]
pub(super) struct Trie<T> {
    edges: FxHashMap<u64, Node>,
    ends: Vec<Vec<T>>,
}

impl<T> Default for Trie<T> {
    fn default() -> Self {
        Trie { edges: FxHashMap::default(), ends: vec![Vec::new()] }
    }
}

fn key(node: Node, word: WordId) -> u64 {
    u64::from(node) << 32 | u64::from(word)
}

impl<T: PartialEq> Trie<T> {
    /// Adds a sequence; the same value twice is kept once.
    pub fn insert(&mut self, words: &[WordId], value: T) {
        if words.is_empty() {
            return;
        }
        let mut node = 0;
        for &word in words {
            let next = self.ends.len() as Node;
            node = *self.edges.entry(key(node, word)).or_insert(next);
            if node == next {
                self.ends.push(Vec::new());
            }
        }
        let end = &mut self.ends[node as usize];
        if !end.contains(&value) {
            end.push(value);
        }
    }
    pub fn step(&self, node: Node, word: WordId) -> Option<Node> {
        if word == 0 {
            return None;
        }
        self.edges.get(&key(node, word)).copied()
    }
    pub fn ends(&self, node: Node) -> &[T] {
        &self.ends[node as usize]
    }
}
