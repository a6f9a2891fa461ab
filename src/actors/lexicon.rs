//! A trie over the folded words of names: one hash look-up a token, no allocation.

use crate::text::{Document, fold, hash};
/// A folded word that some form holds; 0 is every other word.
pub(super) type WordId = u32;

/// What a walk through the trie stands at. 0 is the root.
pub(super) type Node = u32;

/// The words of all forms, numbered. Tens of thousands: they lie in one text.
#[derive(Debug, Clone, Default)]
pub(super) struct Vocabulary {
    text: String,
    /// Where each word ends in the text, and its hash; the first has the number 1.
    words: Vec<(u32, u32)>,
    /// Numbers at the places that the hashes tell, or behind them; 0 is free. A power of two of them, half of them free.
    slots: Vec<WordId>,
    /// For folding without an allocation a word.
    buffer: String,
}

impl Vocabulary {
    pub fn with_capacity(words: usize) -> Self {
        let slots = vec![0; (words * 2).next_power_of_two()];
        Vocabulary { slots, words: Vec::with_capacity(words), ..Vocabulary::default() }
    }

    /// The number of a word as written, given now if it is new.
    pub fn number(&mut self, word: &str) -> WordId {
        let mut buffer = std::mem::take(&mut self.buffer);
        buffer.clear();
        if word.is_ascii() {
            buffer.extend(word.bytes().map(|b| char::from(b.to_ascii_lowercase())));
        } else {
            buffer.push_str(&fold(word));
        }
        let hash = hash(&buffer);
        if self.words.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let slot = self.slot(&buffer, hash);
        if self.slots[slot] == 0 {
            self.text.push_str(&buffer);
            self.words.push((self.text.len() as u32, hash));
            self.slots[slot] = self.words.len() as WordId;
        }
        self.buffer = buffer;
        self.slots[slot]
    }

    /// Where a folded word has its number, or would have it. There are slots.
    fn slot(&self, folded: &str, hash: u32) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        while let Some(ix) = self.slots[at].checked_sub(1).map(|ix| ix as usize) {
            if self.words[ix].1 == hash && self.word(ix) == folded {
                break;
            }
            at = (at + 1) & mask;
        }
        at
    }

    fn word(&self, ix: usize) -> &str {
        let start = ix.checked_sub(1).map_or(0, |before| self.words[before].0);
        &self.text[start as usize..self.words[ix].0 as usize]
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(64);
        self.slots = vec![0; size];
        for (ix, (_, hash)) in self.words.iter().enumerate() {
            let mut at = *hash as usize & (size - 1);
            while self.slots[at] != 0 {
                at = (at + 1) & (size - 1);
            }
            self.slots[at] = ix as WordId + 1;
        }
    }

    /// The numbers of a document's tokens.
    pub fn of(&self, document: &Document) -> Vec<WordId> {
        if self.slots.is_empty() {
            return vec![0; document.tokens.len()];
        }
        let number = |t: usize| self.slots[self.slot(document.folded(t), document.folded_hash(t))];
        (0..document.tokens.len()).map(number).collect()
    }
}

/// Sequences of words with what they mean.
#[derive(Debug, Clone)]
pub(super) struct Trie<T> {
    /// By node: where it is reached from, and by which word; the root by none.
    nodes: Vec<(Node, WordId)>,
    /// Nodes at the places that the hashes of their ways tell, or behind them; 0 is free. A power of two of them, a third
    /// of them free.
    slots: Vec<Node>,
    /// By node: the first of its values, counted from 1.
    heads: Vec<u32>,
    /// Values, each with the next of the same node.
    values: Vec<(T, u32)>,
    /// Bit by word: some sequence begins with it. Most words of a text begin none.
    openers: Vec<u64>,
    /// Some sequence begins with a gap.
    gapped: bool,
}

impl<T> Default for Trie<T> {
    fn default() -> Self {
        Trie {
            nodes: vec![(0, 0)],
            slots: vec![0; 64],
            heads: vec![0],
            values: Vec::new(),
            openers: Vec::new(),
            gapped: false,
        }
    }
}

impl<T: PartialEq> Trie<T> {
    pub fn with_capacity(nodes: usize) -> Self {
        let mut trie = Trie { slots: vec![0; (nodes * 3 / 2).next_power_of_two()], ..Trie::default() };
        trie.nodes.reserve_exact(nodes);
        trie.heads.reserve_exact(nodes);
        trie.values.reserve_exact(nodes);
        trie
    }

    /// Adds a sequence; the same value twice is kept once.
    pub fn insert(&mut self, words: &[WordId], value: T) {
        let Some(&first) = words.first() else { return };
        // the highest number is no word but a gap, in which any may stand
        if first == WordId::MAX {
            self.gapped = true;
        } else {
            let (at, bit) = (first as usize / 64, first % 64);
            if self.openers.len() <= at {
                self.openers.resize(at + 1, 0);
            }
            self.openers[at] |= 1 << bit;
        }
        let mut node = 0;
        for &word in words {
            if self.nodes.len() * 3 / 2 >= self.slots.len() {
                self.grow();
            }
            let slot = self.slot((node, word));
            if self.slots[slot] == 0 {
                self.slots[slot] = self.nodes.len() as Node;
                self.nodes.push((node, word));
                self.heads.push(0);
            }
            node = self.slots[slot];
        }
        if self.ends(node).all(|v| *v != value) {
            self.values.push((value, self.heads[node as usize]));
            self.heads[node as usize] = self.values.len() as u32;
        }
    }

    /// Where a way has its node, or would have it.
    fn slot(&self, way: (Node, WordId)) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = place(way) & mask;
        while self.slots[at] != 0 && self.nodes[self.slots[at] as usize] != way {
            at = (at + 1) & mask;
        }
        at
    }

    fn grow(&mut self) {
        self.slots = vec![0; self.slots.len() * 2];
        for node in 1..self.nodes.len() {
            let slot = self.slot(self.nodes[node]);
            self.slots[slot] = node as Node;
        }
    }

    /// Gives back the room that was made for more.
    pub fn shrink(&mut self) {
        self.nodes.shrink_to_fit();
        self.heads.shrink_to_fit();
        self.values.shrink_to_fit();
    }

    /// Whether a sequence begins with the word.
    pub fn opens(&self, word: WordId) -> bool {
        self.gapped || self.openers.get(word as usize / 64).is_some_and(|bits| bits >> (word % 64) & 1 != 0)
    }
    pub fn step(&self, node: Node, word: WordId) -> Option<Node> {
        if word == 0 {
            return None;
        }
        Some(self.slots[self.slot((node, word))]).filter(|next| *next != 0)
    }
    /// What ends at a node, the last added first.
    pub fn ends(&self, node: Node) -> impl Iterator<Item = &T> {
        let mut at = self.heads[node as usize];
        std::iter::from_fn(move || {
            let (value, next) = self.values.get(at.checked_sub(1)? as usize)?;
            at = *next;
            Some(value)
        })
    }
    pub fn is_end(&self, node: Node) -> bool {
        self.heads[node as usize] != 0
    }
}

/// Spreads the ways over all numbers.
fn place((node, word): (Node, WordId)) -> usize {
    let mixed = (u64::from(node) << 32 | u64::from(word)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 32) as usize
}
