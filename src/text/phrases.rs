//! Phrases of a pack, found in the words of a document.

use super::{
    Document,
    fold::{fold, hash, lower},
    ways::{Node, Ways},
};
use crate::flat::{Bits, Bytes, List, Prepared, Reader, Record, Writer};
use rustc_hash::FxHashMap;

/// A set of phrases with values, found by their words. A word of the text that is written
/// without diacritics matches a phrase word that has them (`Erdogan`, `Erdoğan`), unless the text uses these very
/// diacritics of its language: then `da` is not `dà`. One that has them must agree letter by letter.
///
/// The packs have a hundred thousand of them: they lie in a few lists, and not each in pieces of its own. Several sets
/// may share the lists, each with a [`root`](Phrases::root).
#[derive(Debug, Clone)]
pub struct Phrases<T> {
    /// By hashes of the folded words. A collision is found out at the phrase's end.
    ways: Ways,
    /// Which hashes open a phrase of the first set, by their last bits: most words open none.
    opens: Bits,
    /// By node: the first of the entries that end there, counted from 1.
    heads: List<u32>,
    /// The last of them, while they are put in.
    lasts: Vec<u32>,
    /// Where a word lies in the text already, while they are put in.
    known: FxHashMap<Box<str>, u32>,
    /// Each with the next that ends at the same node, counted from 1, and whether it is among `own`.
    entries: List<(T, u32)>,
    /// By node: the word that leads to it.
    words: List<Word>,
    /// Entries with words that are not those of their nodes, though they look alike: their words among `others`.
    own: List<(u32, (u32, u16))>,
    others: List<Word>,
    /// All words, each in lower case, and folded where that is not the same.
    text: Bytes,
}

/// The last bits of a hash, by which words that open nothing are passed over.
const OPENS: u32 = 0xffff;

/// A word of more bytes is none.
const LONGEST: usize = 4096;

/// Set where an entry is among `own`.
const OWN: u32 = 1 << 31;

/// A word of a phrase, in the text.
#[derive(Debug, Clone, Copy)]
struct Word {
    start: u32,
    /// How long it is in lower case.
    lower: u16,
    /// How long the folded form behind it is; 0 where that is the same.
    folded: u16,
}

impl Record for Word {
    const SIZE: usize = <(u32, u16, u16)>::SIZE;
    fn get(bytes: &[u8]) -> Self {
        let (start, lower, folded) = Record::get(bytes);
        Word { start, lower, folded }
    }
    fn put(self, bytes: &mut [u8]) {
        (self.start, self.lower, self.folded).put(bytes);
    }
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
            ways: Ways::default(),
            opens: Bits::default(),
            heads: List::default(),
            lasts: Vec::new(),
            known: FxHashMap::default(),
            entries: List::default(),
            words: List::zeros(1),
            own: List::default(),
            others: List::default(),
            text: List::default(),
        }
    }
}

impl<T: Record> Prepared for Phrases<T> {
    fn write(&self, out: &mut Writer) {
        self.ways.write(out);
        self.opens.write(out);
        self.heads.write(out);
        self.entries.write(out);
        self.words.write(out);
        self.own.write(out);
        self.others.write(out);
        self.text.write(out);
    }
    fn read(from: &mut Reader) -> Self {
        Phrases {
            ways: Ways::read(from),
            opens: Bits::read(from),
            heads: List::read(from),
            lasts: Vec::new(),
            known: FxHashMap::default(),
            entries: List::read(from),
            words: List::read(from),
            own: List::read(from),
            others: List::read(from),
            text: List::read(from),
        }
    }
}

impl<T: Record> Phrases<T> {
    /// Of another set that shares the lists.
    pub fn root(&mut self) -> u32 {
        self.words.grow_to(self.words.len() + 1);
        self.ways.root()
    }

    /// Adds a phrase already cut into words (see [`Cutter::words`](super::Cutter::words)).
    pub fn insert<S: AsRef<str>>(&mut self, words: &[S], value: T) {
        self.insert_at(0, words, value);
    }

    /// The same, in the set of a root.
    pub fn insert_at<S: AsRef<str>>(&mut self, root: u32, words: &[S], value: T) {
        // no phrase of a pack has a thousandth of so many
        let Some(count) = u16::try_from(words.len()).ok().filter(|n| *n > 0) else { return };
        if words.iter().any(|word| word.as_ref().len() > LONGEST) {
            return;
        }
        let mut node = root;
        let mut own = false;
        for word in words {
            let form = lower(word.as_ref());
            let folded = if form.is_ascii() { None } else { Some(fold(&form)) };
            let by = hash(folded.as_deref().unwrap_or(&form));
            if node == 0 {
                self.opens.insert(by & OPENS);
            }
            node = self.ways.add(node, by);
            if node as usize == self.words.len() {
                let word = self.word(&form, folded.as_deref());
                self.words.push(word);
            } else {
                let known = self.words.at(node as usize);
                own |= self.lower(known) != form.as_bytes();
            }
        }
        let number = self.entries.len() as u32 + 1;
        if own {
            self.own.push((number - 1, (self.others.len() as u32, count)));
            for word in words {
                let form = lower(word.as_ref());
                let folded = if form.is_ascii() { None } else { Some(fold(&form)) };
                let word = self.word(&form, folded.as_deref());
                self.others.push(word);
            }
        }
        self.entries.push((value, if own { OWN } else { 0 }));
        let node = node as usize;
        self.heads.grow_to(node + 1);
        self.lasts.resize(self.heads.len(), 0);
        match self.lasts[node].checked_sub(1) {
            Some(last) => {
                let (value, own) = self.entries.at(last as usize);
                self.entries.set(last as usize, (value, own | number));
            }
            None => self.heads.set(node, number),
        }
        self.lasts[node] = number;
    }

    /// Gives back the room that was made for more; none is added afterwards.
    pub fn shrink(&mut self) {
        self.ways.shrink();
        self.heads.shrink();
        self.lasts = Vec::new();
        self.known = FxHashMap::default();
        self.entries.shrink();
        self.words.shrink();
        self.own.shrink();
        self.others.shrink();
        self.text.shrink();
    }

    /// Puts a word into the text.
    fn word(&mut self, lower: &str, folded: Option<&str>) -> Word {
        // "of", "la": most stand in many phrases
        let start = match self.known.get(lower) {
            Some(start) => *start,
            None => {
                let start = self.text.len() as u32;
                self.text.extend(lower.as_bytes());
                self.text.extend(folded.unwrap_or_default().as_bytes());
                self.known.insert(lower.into(), start);
                start
            }
        };
        Word { start, lower: lower.len() as u16, folded: folded.map_or(0, |f| f.len() as u16) }
    }

    /// Every phrase that begins at a token and ends before `limit`, shortest first.
    pub fn at(&self, document: &Document, start: usize, limit: usize) -> Vec<PhraseMatch<T>> {
        let mut found = Vec::new();
        self.each_at(document, start, limit, |end, value| found.push(PhraseMatch { start, end, value }));
        found
    }

    /// The end of the longest phrase that begins at a token, and its value.
    pub fn longest(&self, document: &Document, start: usize, limit: usize) -> Option<(usize, T)> {
        self.longest_of(0, document, start, limit)
    }

    /// The same, in the set of a root.
    pub fn longest_of(&self, root: u32, document: &Document, start: usize, limit: usize) -> Option<(usize, T)> {
        let mut best = None;
        self.each_of(root, document, start, limit, |end, value| best = Some((end, value)));
        best
    }

    /// Calls `found` with the end and value of every phrase that begins at a token, shortest first. Gives back one past
    /// the last token with which a phrase might go on.
    pub fn each_at(&self, document: &Document, start: usize, limit: usize, found: impl FnMut(usize, T)) -> usize {
        self.each_of(0, document, start, limit, found)
    }

    fn each_of(
        &self,
        root: Node,
        document: &Document,
        start: usize,
        limit: usize,
        mut found: impl FnMut(usize, T),
    ) -> usize {
        if root == 0 && start < limit && !self.opening(document, start) {
            return start;
        }
        let (mut node, end) = (root, limit.min(document.tokens.len()));
        for at in start..end {
            let Some(next) = self.ways.step(node, document.tokens[at].hash) else { return at };
            node = next;
            self.ending(node, document, at - start, |word| start + word, |value| found(at + 1, value));
        }
        end.max(start)
    }

    /// The same for phrases of several words that something parts after one of them: "made on Monday a visit". `after`
    /// gives where the words go on behind what may stand between, or the token itself.
    pub fn each_parted(
        &self,
        document: &Document,
        start: usize,
        limit: usize,
        after: impl Fn(usize) -> usize,
        mut found: impl FnMut(usize, T),
    ) {
        let limit = limit.min(document.tokens.len());
        if start < limit && !self.opening(document, start) {
            return;
        }
        let mut node = 0;
        for first in start..limit {
            let Some(next) = self.ways.step(node, document.tokens[first].hash) else { return };
            node = next;
            let on = after(first + 1);
            if on == first + 1 {
                continue;
            }
            let (mut node, gap) = (node, on - first - 1);
            for at in on..limit {
                let Some(next) = self.ways.step(node, document.tokens[at].hash) else { break };
                node = next;
                let token = move |word: usize| if start + word <= first { start + word } else { start + word + gap };
                self.ending(node, document, at - start - gap, token, |value| found(at + 1, value));
            }
        }
    }

    /// A token may open a phrase of the first set.
    fn opening(&self, document: &Document, token: usize) -> bool {
        document.tokens.get(token).is_some_and(|t| self.opens.contains(t.hash & OPENS))
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Calls `found` with what ends at a node where the document has its words, in the order in which it was put in.
    /// `token` tells where each word stands, up to the last.
    fn ending(
        &self,
        node: Node,
        document: &Document,
        last: usize,
        token: impl Fn(usize) -> usize,
        mut found: impl FnMut(T),
    ) {
        let mut at = self.heads.get(node as usize).unwrap_or(0);
        let mut agree = None;
        while let Some(entry) = at.checked_sub(1) {
            let (value, next) = self.entries.at(entry as usize);
            at = next & !OWN;
            let fits = match next & OWN {
                0 => *agree.get_or_insert_with(|| self.leads(node, document, last, &token)),
                _ => self.own_words(entry).all(|(i, w)| self.agrees(document, token(i), w)),
            };
            if fits {
                found(value);
            }
        }
    }

    /// Whether the document has the words that lead to a node.
    fn leads(&self, node: Node, document: &Document, last: usize, token: impl Fn(usize) -> usize) -> bool {
        let mut node = node;
        (0..=last).rev().all(|word| {
            let own = node;
            node = self.ways.from(own);
            self.agrees(document, token(word), self.words.at(own as usize))
        })
    }

    fn own_words(&self, entry: u32) -> impl Iterator<Item = (usize, Word)> {
        let (mut from, mut to) = (0, self.own.len());
        while from < to {
            let middle = (from + to) / 2;
            if self.own.at(middle).0 < entry { from = middle + 1 } else { to = middle }
        }
        let (_, (first, count)) = self.own.at(from);
        (0..count as usize).map(move |n| (n, self.others.at(first as usize + n)))
    }

    fn lower(&self, word: Word) -> &[u8] {
        self.text.of(word.start..word.start + u32::from(word.lower))
    }

    fn folded(&self, word: Word) -> &[u8] {
        let start = word.start + u32::from(word.lower);
        self.text.of(start..start + u32::from(word.folded))
    }

    /// The text's word is the phrase's word, or the same with diacritics that the text does not use left out.
    fn agrees(&self, document: &Document, token: usize, word: Word) -> bool {
        let written = document.lower(token);
        let lower = self.lower(word);
        written.as_bytes() == lower
            || word.folded != 0
                && written.is_ascii()
                && written.as_bytes() == self.folded(word)
                && !document.diacritics.chars().any(|c| holds(lower, c))
    }
}

/// Whether a text holds a letter.
fn holds(text: &[u8], letter: char) -> bool {
    let mut bytes = [0; 4];
    let letter = letter.encode_utf8(&mut bytes).as_bytes();
    text.windows(letter.len()).any(|part| part == letter)
}
