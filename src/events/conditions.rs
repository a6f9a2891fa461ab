//! Words and phrases that entries ask for or forbid.

use crate::{
    flat::{Bytes, List, Prepared, Reader, Writer},
    text::{Cutter, Document, LanguageIx, Phrases, fold, folded_hash},
};
use serde::{Deserialize, Serialize};

/// All conditions of one language: there are thousands, of a few words each.
#[derive(Debug, Clone, Default)]
pub(crate) struct Conditions {
    phrases: Phrases<()>,
    /// Beginnings of words, without diacritics, and the words before them, each behind its like: `diplomat*`,
    /// `aircraft carrier*`.
    text: Bytes,
    /// Where each word begins and ends in the text.
    words: List<(u32, u32)>,
    /// The first word and the beginning that stands last.
    runs: List<(u32, u32)>,
    /// Lists of the pack, which many conditions name and which lie here once.
    named: Vec<Words>,
    /// Which of them each condition names.
    parts: List<u32>,
}

/// One condition.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Words {
    /// Of its phrases; 0 for none.
    root: u32,
    /// Hashes of their first words, as bits by their last six: most words begin none.
    opens: u64,
    /// The first of its runs, and the one behind the last.
    runs: (u32, u32),
    /// First bytes of all these, as bits by their last six.
    heads: u64,
    /// The first of the lists that it names, and the one behind the last.
    parts: (u32, u32),
}

impl Words {
    pub fn is_empty(&self) -> bool {
        self.root == 0 && self.runs.0 == self.runs.1 && self.parts.0 == self.parts.1
    }
}

impl Conditions {
    /// A condition of phrases, any one of which fulfils it.
    pub fn add<'p>(
        &mut self,
        phrases: impl IntoIterator<Item = &'p str>,
        cutter: &Cutter,
        language: LanguageIx,
    ) -> Words {
        let first = self.runs.len() as u32;
        let mut condition = Words { runs: (first, first), ..Words::default() };
        for phrase in phrases {
            match phrase.strip_suffix('*') {
                Some(phrase) => {
                    let words: Vec<String> = cutter.words(phrase, language).iter().map(|w| fold(w)).collect();
                    let Some(opening) = words.first() else { continue };
                    condition.heads |= head(opening);
                    let from = self.words.len() as u32;
                    for word in &words {
                        let start = self.text.len() as u32;
                        self.text.extend(word.as_bytes());
                        self.words.push((start, self.text.len() as u32));
                    }
                    self.runs.push((from, self.words.len() as u32 - 1));
                }
                None => {
                    let words = cutter.words(phrase, language);
                    if condition.root == 0 && !words.is_empty() {
                        condition.root = self.phrases.root();
                    }
                    condition.opens |= words.first().map_or(0, |word| bit(folded_hash(word)));
                    self.phrases.insert_at(condition.root, &words, ());
                }
            }
        }
        condition.runs.1 = self.runs.len() as u32;
        condition
    }

    /// A list of the pack, for others to name.
    pub fn name(&mut self, list: Words) -> u32 {
        self.named.push(list);
        self.named.len() as u32 - 1
    }

    /// The same condition, fulfilled by any of these lists, too.
    pub fn with(&mut self, mut condition: Words, lists: &[u32]) -> Words {
        condition.parts.0 = self.parts.len() as u32;
        lists.iter().for_each(|list| self.parts.push(*list));
        condition.parts.1 = self.parts.len() as u32;
        condition
    }

    /// One of a condition's phrases begins at a token.
    pub fn begin(&self, condition: &Words, document: &Document, token: usize, limit: usize) -> bool {
        let list = |part: u32| &self.named[self.parts.at(part as usize) as usize];
        self.own(condition, document, token, limit)
            || (condition.parts.0..condition.parts.1).any(|part| self.own(list(part), document, token, limit))
    }

    fn own(&self, condition: &Words, document: &Document, token: usize, limit: usize) -> bool {
        token < limit
            && (condition.opens & bit(document.folded_hash(token)) != 0
                && self.phrases.longest_of(condition.root, document, token, limit).is_some()
                || condition.heads != 0
                    && condition.heads & head(document.folded(token)) != 0
                    && (condition.runs.0..condition.runs.1).any(|run| self.runs(run, document, token, limit)))
    }

    /// Whether a run's words stand at a token, and behind them one that begins as it says.
    fn runs(&self, run: u32, document: &Document, token: usize, limit: usize) -> bool {
        let (first, last) = self.runs.at(run as usize);
        let word = |ix: u32| {
            let (start, end) = self.words.at(ix as usize);
            self.text.of(start..end)
        };
        let end = token + (last - first) as usize;
        end < limit
            && (first..last).zip(token..).all(|(ix, at)| document.folded(at).as_bytes() == word(ix))
            && document.folded(end).as_bytes().starts_with(word(last))
    }

    /// Once all are there: puts them where they are found, and gives back the room that was made for more.
    pub fn settle(&mut self) {
        self.phrases.settle();
        self.text.shrink();
        self.words.shrink();
        self.runs.shrink();
        self.parts.shrink();
    }
}

impl Prepared for Conditions {
    fn write(&self, out: &mut Writer) {
        self.phrases.write(out);
        self.text.write(out);
        self.words.write(out);
        self.runs.write(out);
        self.parts.write(out);
        out.value(&self.named);
    }
    fn read(from: &mut Reader) -> Self {
        Conditions {
            phrases: Phrases::read(from),
            text: List::read(from),
            words: List::read(from),
            runs: List::read(from),
            parts: List::read(from),
            named: from.value(),
        }
    }
}

/// The bit of a word's hash.
fn bit(hash: u32) -> u64 {
    1 << (hash & 63)
}

/// The bit of a word's first byte.
fn head(word: &str) -> u64 {
    word.bytes().next().map_or(0, |b| 1 << (b & 63))
}
