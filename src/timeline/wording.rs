//! The words in which something is told: enough of them to see that two tell the same, in one language or, by names and
//! numbers, across languages.

use crate::text::fold;
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

/// Shorter words say little in any language.
const SHORT: usize = 5;
/// No quote says more than so many words.
const MOST: usize = 80;
/// So many shared names and numbers are no chance,
const NAMES: usize = 3;
/// and so many shared words, when they are half of the shorter quote's.
const WORDS: usize = 4;

/// Hashes of words, sorted, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wording {
    /// Capitalised within the sentence, or with digits: the same in most languages.
    names: Vec<u32>,
    /// The long words.
    words: Vec<u32>,
}

impl Wording {
    pub fn new(quote: &str) -> Self {
        let mut out = Wording::default();
        let words = quote.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        for (n, word) in words.take(MOST).enumerate() {
            let digits = word.bytes().any(|b| b.is_ascii_digit());
            let long = word.len() >= SHORT;
            let capital = n > 0 && word.chars().next().is_some_and(char::is_uppercase);
            if digits && word.len() > 1 || capital && long {
                out.names.push(hash(word));
            } else if long {
                out.words.push(hash(word));
            }
        }
        sort(&mut out.names);
        sort(&mut out.words);
        out
    }

    pub fn absorb(&mut self, other: Wording) {
        self.names.extend(other.names);
        self.words.extend(other.words);
        sort(&mut self.names);
        sort(&mut self.words);
    }

    /// Whether two quotes tell the same in much the same words; `aside` are words that both have anyway, such as the
    /// speaker's name.
    pub fn retells(&self, other: &Wording, aside: &[u32]) -> bool {
        let names = common(&self.names, &other.names, aside);
        if names >= NAMES {
            return true;
        }
        let words = common(&self.words, &other.words, aside);
        let shorter = self.words.len().min(other.words.len());
        words >= WORDS && 2 * words >= shorter
    }
}

/// The words of a name, to be left aside.
pub fn parts(id: &str) -> Vec<u32> {
    let mut out: Vec<u32> = id.split('-').filter(|w| w.len() >= SHORT).map(hash).collect();
    sort(&mut out);
    out
}

fn sort(list: &mut Vec<u32>) {
    list.sort_unstable();
    list.dedup();
}

fn hash(word: &str) -> u32 {
    let mut hasher = FxHasher::default();
    if word.is_ascii() {
        word.bytes().for_each(|b| hasher.write_u8(b.to_ascii_lowercase()));
    } else {
        fold(word).bytes().for_each(|b| hasher.write_u8(b));
    }
    0u8.hash(&mut hasher);
    hasher.finish() as u32
}

fn common(a: &[u32], b: &[u32], aside: &[u32]) -> usize {
    let (mut i, mut j, mut n) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                n += usize::from(aside.binary_search(&a[i]).is_err());
                i += 1;
                j += 1;
            }
        }
    }
    n
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_retells_what() {
        let retells = |a: &str, b: &str| Wording::new(a).retells(&Wording::new(b), &parts("sergey-lavrov"));
        assert!(
            retells(
                "Lavrov said sanctions would not bring Russia to its knees.",
                "Sanctions would never bring his country to its knees, Lavrov said."
            ) || retells(
                "Lavrov warned that foreign troops deployed there would become legitimate targets.",
                "Foreign troops deployed in the country would be legitimate targets, Lavrov said."
            )
        );
        assert!(retells(
            "Lavrov said 2,500 soldiers from Donetsk and Luhansk would return.",
            "Secondo Lavrov torneranno 2.500 soldati di Donetsk e Luhansk."
        ));
        assert!(!retells("Lavrov said Moscow was ready for talks.", "Lavrov accused NATO of encircling his country."));
        assert!(!retells("", ""));
    }
}
