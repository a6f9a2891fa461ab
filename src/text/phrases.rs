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
/// may share the lists, each with a [`root`](Phrases::root). They are found once they are [settled](Phrases::settle).
#[derive(Debug, Clone)]
pub struct Phrases<T> {
    /// By hashes of the folded words. A collision is found out at the phrase's end.
    ways: Ways,
    /// Which hashes open a phrase of the first set, by their last bits, where many do: most words open none.
    opens: Bits,
    /// By node: the first of the entries that end there; those of the next are the end of them. [`OWN`] is set where some
    /// of them are among `own`.
    heads: List<u32>,
    /// In the order of their nodes.
    entries: List<T>,
    /// By node: the word that leads to it.
    words: List<Word>,
    /// Entries with words that are not those of their nodes, though they look alike: their words among `others`.
    own: List<(u32, Own)>,
    others: List<Word>,
    /// All words, each in lower case, and folded where that is not the same, behind the lengths of both.
    text: Bytes,
    /// What is put in, until it is settled.
    new: New<T>,
}

/// The first of an entry's own words, and how many they are.
type Own = (u32, u16);

/// What is put in.
#[derive(Debug, Clone)]
struct New<T> {
    /// Where a word lies in the text already.
    known: FxHashMap<Box<str>, Word>,
    /// Nodes at which something ends, what it is, and its own words.
    entries: Vec<(Node, T, Option<Own>)>,
}

impl<T> Default for New<T> {
    fn default() -> Self {
        New { known: FxHashMap::default(), entries: Vec::new() }
    }
}

/// The last bits of a hash, by which words that open nothing are passed over.
const OPENS: u32 = 0x1_ffff;

/// So few that open a phrase are told as soon without that.
const FEW: usize = 64;

/// A word of more bytes is none: the lengths are kept in a byte each.
const LONGEST: usize = 255;

/// Set where an entry is among `own`.
const OWN: u32 = 1 << 31;

/// Where a word of a phrase lies in the text.
type Word = u32;

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
            entries: List::default(),
            words: List::zeros(1),
            own: List::default(),
            others: List::default(),
            text: List::default(),
            new: New::default(),
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
            entries: List::read(from),
            words: List::read(from),
            own: List::read(from),
            others: List::read(from),
            text: List::read(from),
            new: New::default(),
        }
    }
}

impl<T: Record> Phrases<T> {
    /// Of another set that shares the lists: the first has the number 1, the next 2.
    pub fn root(&mut self) -> u32 {
        self.words.push(0);
        self.ways.root();
        self.ways.roots() as u32
    }

    /// Adds a phrase already cut into words (see [`Cutter::words`](super::Cutter::words)).
    pub fn insert<S: AsRef<str>>(&mut self, words: &[S], value: T) {
        self.insert_at(0, words, value);
    }

    /// The same, in the set of a root.
    pub fn insert_at<S: AsRef<str>>(&mut self, root: u32, words: &[S], value: T) {
        // no phrase of a pack has a thousandth of so many
        let Some(count) = u16::try_from(words.len()).ok().filter(|n| *n > 0) else { return };
        let forms: Vec<(String, Option<String>)> = { words.iter() }
            .map(|word| {
                let form = lower(word.as_ref());
                let folded = if form.is_ascii() { None } else { Some(fold(&form)) };
                (form, folded)
            })
            .collect();
        let long = |text: &String| text.len() > LONGEST;
        if forms.iter().any(|(form, folded)| long(form) || folded.as_ref().is_some_and(long)) {
            return;
        }
        let mut node = self.ways.start(root);
        let mut own = false;
        for (form, folded) in &forms {
            let by = hash(folded.as_deref().unwrap_or(form));
            node = self.ways.add(node, by);
            if node as usize == self.words.len() {
                let word = self.word(form, folded.as_deref());
                self.words.push(word);
            } else {
                own |= self.forms(self.words.at(node as usize)).0 != form.as_bytes();
            }
        }
        let others = own.then_some((self.others.len() as u32, count));
        if own {
            for (form, folded) in &forms {
                let word = self.word(form, folded.as_deref());
                self.others.push(word);
            }
        }
        self.new.entries.push((node, value, others));
    }

    /// Puts all that was put in where it is found; none is added afterwards.
    pub fn settle(&mut self) {
        let New { mut entries, .. } = std::mem::take(&mut self.new);
        let order = self.ways.settle();
        let mut place = vec![0; order.len()];
        let (mut words, mut heads) = (List::with_capacity(order.len()), List::with_capacity(order.len() + 1));
        for (new, old) in order.iter().enumerate() {
            place[*old as usize] = new as Node;
            words.push(self.words.at(*old as usize));
        }
        entries.iter_mut().for_each(|entry| entry.0 = place[entry.0 as usize]);
        // those of one node stay in the order in which they were put in
        entries.sort_by_key(|entry| entry.0);
        self.entries = List::with_capacity(entries.len());
        let mut rest = entries.iter().enumerate().peekable();
        for node in 0..=order.len() as Node {
            let first = rest.peek().map_or(entries.len(), |next| next.0) as u32;
            let mut some_own = 0;
            while let Some((number, (_, value, own))) = rest.next_if(|next| next.1.0 == node) {
                self.entries.push(*value);
                if let Some(own) = own {
                    self.own.push((number as u32, *own));
                    some_own = OWN;
                }
            }
            heads.push(first | some_own);
        }
        (self.words, self.heads) = (words, heads);
        if self.ways.leading(0).count() > FEW {
            self.ways.leading(0).for_each(|by| self.opens.insert(by & OPENS));
        }
        self.own.shrink();
        self.others.shrink();
        self.text.shrink();
    }

    /// Puts a word into the text.
    fn word(&mut self, lower: &str, folded: Option<&str>) -> Word {
        // "of", "la": most stand in many phrases
        if let Some(known) = self.new.known.get(lower) {
            return *known;
        }
        let start = self.text.len() as Word;
        let folded = folded.unwrap_or_default();
        self.text.extend(&[lower.len() as u8, folded.len() as u8]);
        self.text.extend(lower.as_bytes());
        self.text.extend(folded.as_bytes());
        self.new.known.insert(lower.into(), start);
        start
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
        assert!(self.new.entries.is_empty(), "phrases are settled before they are looked for");
        let (mut node, end) = (root, limit.min(document.tokens.len()));
        let mut way = Way::default();
        for at in start..end {
            let Some(next) = self.ways.step(node, document.tokens[at].hash) else { return at };
            node = next;
            way.push(node);
            self.ending(&way, document, |word| start + word, |value| found(at + 1, value));
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
        let mut way = Way::default();
        for first in start..limit {
            let Some(next) = self.ways.step(node, document.tokens[first].hash) else { return };
            node = next;
            way.push(node);
            let on = after(first + 1);
            if on == first + 1 {
                continue;
            }
            let (mut node, gap) = (node, on - first - 1);
            for at in on..limit {
                let Some(next) = self.ways.step(node, document.tokens[at].hash) else { break };
                node = next;
                way.push(node);
                let token = move |word: usize| if start + word <= first { start + word } else { start + word + gap };
                self.ending(&way, document, token, |value| found(at + 1, value));
            }
            way.cut(first + 1 - start);
        }
    }

    /// A token may open a phrase of the first set.
    fn opening(&self, document: &Document, token: usize) -> bool {
        document.tokens.get(token).is_some_and(|t| self.opens.is_empty() || self.opens.contains(t.hash & OPENS))
    }

    pub fn is_empty(&self) -> bool {
        self.new.entries.is_empty() && self.heads.len().checked_sub(1).is_none_or(|last| self.heads.at(last) == 0)
    }

    /// Calls `found` with what ends at the end of a way where the document has its words, in the order in which it was put
    /// in. `token` tells where each word stands.
    fn ending(&self, way: &Way, document: &Document, token: impl Fn(usize) -> usize, mut found: impl FnMut(T)) {
        let node = way.last() as usize;
        let (Some(head), Some(end)) = (self.heads.get(node), self.heads.get(node + 1)) else { return };
        let mut agree = None;
        for entry in head & !OWN..end & !OWN {
            let own = if head & OWN != 0 { self.own_words(entry) } else { None };
            let fits = match own {
                None => *agree.get_or_insert_with(|| {
                    (0..way.len())
                        .rev()
                        .all(|word| self.agrees(document, token(word), self.words.at(way.at(word) as usize)))
                }),
                Some(mut own) => own.all(|(i, w)| self.agrees(document, token(i), w)),
            };
            if fits {
                found(self.entries.at(entry as usize));
            }
        }
    }

    /// The words of an entry that has its own.
    fn own_words(&self, entry: u32) -> Option<impl Iterator<Item = (usize, Word)>> {
        let (mut from, mut to) = (0, self.own.len());
        while from < to {
            let middle = (from + to) / 2;
            if self.own.at(middle).0 < entry { from = middle + 1 } else { to = middle }
        }
        let (_, (first, count)) = self.own.get(from).filter(|own| own.0 == entry)?;
        Some((0..count as usize).map(move |n| (n, self.others.at(first as usize + n))))
    }

    /// A word in lower case, and folded where that is not the same.
    fn forms(&self, word: Word) -> (&[u8], &[u8]) {
        let [lower, folded] = [0, 1].map(|n| u32::from(self.text.at((word + n) as usize)));
        let (start, middle) = (word + 2, word + 2 + lower);
        (self.text.of(start..middle), self.text.of(middle..middle + folded))
    }

    /// The text's word is the phrase's word, or the same with diacritics that the text does not use left out.
    fn agrees(&self, document: &Document, token: usize, word: Word) -> bool {
        let written = document.lower(token);
        let (lower, folded) = self.forms(word);
        written.as_bytes() == lower
            || !folded.is_empty()
                && written.is_ascii()
                && written.as_bytes() == folded
                && !document.diacritics.chars().any(|c| holds(lower, c))
    }
}

/// The nodes that the words of a phrase led to.
#[derive(Default)]
struct Way {
    nodes: [Node; 12],
    /// Those of longer ones.
    more: Vec<Node>,
    len: usize,
}

impl Way {
    fn push(&mut self, node: Node) {
        match self.nodes.get_mut(self.len) {
            Some(slot) => *slot = node,
            None => self.more.push(node),
        }
        self.len += 1;
    }
    fn cut(&mut self, len: usize) {
        self.len = self.len.min(len);
        self.more.truncate(self.len.saturating_sub(self.nodes.len()));
    }
    fn at(&self, ix: usize) -> Node {
        self.nodes.get(ix).copied().unwrap_or_else(|| self.more[ix - self.nodes.len()])
    }
    fn last(&self) -> Node {
        self.at(self.len - 1)
    }
    fn len(&self) -> usize {
        self.len
    }
}

/// Whether a text holds a letter.
fn holds(text: &[u8], letter: char) -> bool {
    let mut bytes = [0; 4];
    let letter = letter.encode_utf8(&mut bytes).as_bytes();
    text.windows(letter.len()).any(|part| part == letter)
}
