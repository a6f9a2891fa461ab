//! A trie over the folded words of names: one hash look-up a token, no allocation. Names that are added to those that lie
//! in the program are kept beside them.

use crate::{
    flat::{Bits, Bytes, List, Prepared, Reader, Record, Writer},
    text::{Document, fold, hash, ways::Ways},
};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A folded word that some form holds; 0 is every other word.
pub(super) type WordId = u32;

/// What a walk through the trie stands at. 0 is the root.
pub(super) type Node = crate::text::ways::Node;

/// The words of all forms, numbered. Tens of thousands: they lie in one text.
#[derive(Debug, Clone)]
pub(super) struct Vocabulary {
    text: Bytes,
    /// Where each word ends in the text, and its hash; the first has the number 1.
    words: List<(u32, u32)>,
    /// Numbers at the places that the hashes tell, or behind them; 0 is free. A power of two of them, half of them free.
    slots: List<WordId>,
    beside: FxHashMap<Box<str>, WordId>,
    /// For folding without an allocation a word.
    buffer: String,
}

impl Vocabulary {
    pub fn with_capacity(words: usize) -> Self {
        Vocabulary {
            text: List::default(),
            words: List::with_capacity(words),
            slots: List::zeros((words * 2).next_power_of_two().max(64)),
            beside: FxHashMap::default(),
            buffer: String::new(),
        }
    }

    /// The number of a word as written, given now if it is new.
    pub fn number(&mut self, word: &str) -> WordId {
        let mut buffer = std::mem::take(&mut self.buffer);
        buffer.clear();
        if word.is_ascii() {
            buffer.push_str(word);
            buffer.make_ascii_lowercase();
        } else {
            buffer.push_str(&fold(word));
        }
        let number = self.number_of(&buffer);
        self.buffer = buffer;
        number
    }

    fn number_of(&mut self, folded: &str) -> WordId {
        let hash = hash(folded);
        let prepared = self.words.is_prepared();
        if !prepared && self.words.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let slot = self.slot(folded, hash);
        match self.slots.at(slot) {
            0 if prepared => {
                let new = (self.words.len() + self.beside.len()) as WordId + 1;
                *self.beside.entry(folded.into()).or_insert(new)
            }
            0 => {
                self.text.extend(folded.as_bytes());
                self.words.push((self.text.len() as u32, hash));
                self.slots.set(slot, self.words.len() as WordId);
                self.words.len() as WordId
            }
            number => number,
        }
    }

    /// Where a folded word has its number, or would have it.
    fn slot(&self, folded: &str, hash: u32) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        while let Some(ix) = self.slots.at(at).checked_sub(1).map(|ix| ix as usize) {
            let (end, known) = self.words.at(ix);
            if known == hash && self.text.of(self.start(ix)..end) == folded.as_bytes() {
                break;
            }
            at = (at + 1) & mask;
        }
        at
    }

    fn start(&self, ix: usize) -> u32 {
        ix.checked_sub(1).map_or(0, |before| self.words.at(before).0)
    }

    fn grow(&mut self) {
        let size = self.slots.len() * 2;
        self.slots = List::zeros(size);
        for (ix, (_, hash)) in self.words.iter().enumerate() {
            let mut at = hash as usize & (size - 1);
            while self.slots.at(at) != 0 {
                at = (at + 1) & (size - 1);
            }
            self.slots.set(at, ix as WordId + 1);
        }
    }

    /// The number of a folded word; 0 if no form holds it.
    pub fn find(&self, folded: &str) -> WordId {
        let number = self.slots.at(self.slot(folded, hash(folded)));
        if number == 0 { self.beside.get(folded).copied().unwrap_or(0) } else { number }
    }

    /// The numbers of a document's tokens.
    pub fn of(&self, document: &Document) -> Vec<WordId> {
        let number = |t: usize| {
            let number = self.slots.at(self.slot(document.folded(t), document.folded_hash(t)));
            if number == 0 && !self.beside.is_empty() {
                return self.beside.get(document.folded(t)).copied().unwrap_or(0);
            }
            number
        };
        (0..document.tokens.len()).map(number).collect()
    }
}

impl Prepared for Vocabulary {
    fn write(&self, out: &mut Writer) {
        self.text.write(out);
        self.words.write(out);
        self.slots.write(out);
    }
    fn read(from: &mut Reader) -> Self {
        Vocabulary {
            text: List::read(from),
            words: List::read(from),
            slots: List::read(from),
            beside: FxHashMap::default(),
            buffer: String::new(),
        }
    }
}

/// Sequences of words with what they mean.
#[derive(Debug, Clone)]
pub(super) struct Trie<T> {
    ways: Ways,
    /// By node: the first of its values; those of the next are the end of them.
    heads: List<u32>,
    /// In the order of their nodes, of one the last added first.
    values: List<T>,
    /// What is put in, until it is settled, or for good where the lists lie in the program.
    beside: FxHashMap<Node, Vec<T>>,
    /// Some sequence begins with the word. Most words of a text begin none.
    openers: Bits,
    /// Some sequence begins with a gap.
    gapped: bool,
}

impl<T> Default for Trie<T> {
    fn default() -> Self {
        Trie {
            ways: Ways::default(),
            heads: List::default(),
            values: List::default(),
            beside: FxHashMap::default(),
            openers: Bits::default(),
            gapped: false,
        }
    }
}

impl<T: Record + PartialEq> Trie<T> {
    pub fn with_capacity(nodes: usize) -> Self {
        let beside = FxHashMap::with_capacity_and_hasher(nodes, Default::default());
        Trie { ways: Ways::with_capacity(nodes), beside, ..Trie::default() }
    }

    /// Adds a sequence; the same value twice is kept once.
    pub fn insert(&mut self, words: &[WordId], value: T) {
        let Some(&first) = words.first() else { return };
        // the highest number is no word but a gap, in which any may stand
        if first == WordId::MAX {
            self.gapped = true;
        } else {
            self.openers.insert(first);
        }
        let node = words.iter().fold(0, |node, word| self.ways.add(node, *word));
        if !self.ends(node).any(|v| v == value) {
            self.beside.entry(node).or_default().push(value);
        }
    }

    /// Puts all that was put into an empty trie into lists.
    pub fn settle(&mut self) {
        let order = self.ways.settle();
        let mut beside = std::mem::take(&mut self.beside);
        self.heads = List::with_capacity(order.len() + 1);
        for node in &order {
            self.heads.push(self.values.len() as u32);
            beside.remove(node).into_iter().flatten().rev().for_each(|value| self.values.push(value));
        }
        self.heads.push(self.values.len() as u32);
        self.values.shrink();
    }

    /// Whether a sequence begins with the word.
    pub fn opens(&self, word: WordId) -> bool {
        self.gapped || self.openers.contains(word)
    }
    pub fn step(&self, node: Node, word: WordId) -> Option<Node> {
        if word == 0 {
            return None;
        }
        self.ways.step(node, word)
    }
    /// What ends at a node, the last added first.
    pub fn ends(&self, node: Node) -> impl Iterator<Item = T> {
        let beside = if self.beside.is_empty() { None } else { self.beside.get(&node) };
        let beside = beside.into_iter().flat_map(|values| values.iter().rev().copied());
        beside.chain(self.settled(node).map(|ix| self.values.at(ix as usize)))
    }
    pub fn is_end(&self, node: Node) -> bool {
        !self.settled(node).is_empty() || self.beside.contains_key(&node)
    }

    /// Where a node's values are in the list.
    fn settled(&self, node: Node) -> Range<u32> {
        match (self.heads.get(node as usize), self.heads.get(node as usize + 1)) {
            (Some(from), Some(to)) => from..to,
            _ => 0..0,
        }
    }
}

impl<T: Record> Prepared for Trie<T> {
    fn write(&self, out: &mut Writer) {
        self.ways.write(out);
        self.heads.write(out);
        self.values.write(out);
        self.openers.write(out);
        out.value(&self.gapped);
    }
    fn read(from: &mut Reader) -> Self {
        Trie {
            ways: Ways::read(from),
            heads: List::read(from),
            values: List::read(from),
            beside: FxHashMap::default(),
            openers: Bits::read(from),
            gapped: from.value(),
        }
    }
}
