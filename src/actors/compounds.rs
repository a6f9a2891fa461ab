//! "Putin-Erdogan", "US-Russia", "Moscow-Ankara-Tehran": names that a hyphen joins to a word that no list of names has.
//! "Putins", "Merkels": names that own what follows.

use super::{
    index::{Case, Index, What},
    lexicon::Vocabulary,
    names::FAMOUS,
};
use crate::text::{Document, HYPHENS, TokenKind, fold};

/// More parts are no names of those who deal with each other.
const MOST: usize = 4;

/// What tells whether a word is two names.
pub(super) struct Compounds<'a> {
    pub words: &'a Vocabulary,
    pub index: &'a Index,
    pub ranks: &'a [u8],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// A country, a body, or the seat of one.
    Side,
    Person,
}

impl Compounds<'_> {
    /// Where a word has to be cut; nowhere, if it is one. `owners` are endings by which a name owns what follows.
    pub fn cuts(&self, document: &Document, token: usize, owners: &[String]) -> Vec<usize> {
        let text = document.text(token);
        if text.contains(HYPHENS) {
            let parts: Vec<&str> = text.split(HYPHENS).collect();
            if parts.iter().any(|part| part.is_empty()) {
                return Vec::new();
            }
            let mut cuts: Vec<usize> = text.match_indices(HYPHENS).map(|(at, _)| at).collect();
            if self.apart(document, token, &parts) {
                return cuts;
            }
            // "Trump-Putin-Gipfel": the last hyphen joins a noun to the names, which stands apart
            let names = &parts[..parts.len() - 1];
            let noun = text.len() - parts[names.len()].len();
            if names.len() < 2 || !text[noun..].starts_with(char::is_uppercase) || !self.apart(document, token, names) {
                return Vec::new();
            }
            cuts.pop();
            cuts.push(noun);
            return cuts;
        }
        let owner = owners.iter().find_map(|ending| text.strip_suffix(ending.as_str()));
        owner.filter(|name| self.owns(document, token, name)).map(str::len).into_iter().collect()
    }

    /// "Putins": somebody's name, where the whole word is none.
    fn owns(&self, document: &Document, token: usize, name: &str) -> bool {
        let sentence = document.sentences.partition_point(|s| s.tokens.end as usize <= token);
        let Some(sentence) = document.sentences.get(sentence) else { return false };
        let word = self.words.find(document.folded(token));
        let known = word != 0 && self.index.names.step(0, word).is_some();
        !known && self.part(document, name, 1 << sentence.language) == Some(Part::Person)
    }

    /// Whether each part of a word is a name by itself, and the word is none.
    fn apart(&self, document: &Document, token: usize, parts: &[&str]) -> bool {
        if !(2..=MOST).contains(&parts.len()) || self.words.find(document.folded(token)) != 0 {
            return false;
        }
        let sentence = document.sentences.partition_point(|s| s.tokens.end as usize <= token);
        let Some(sentence) = document.sentences.get(sentence) else { return false };
        let kinds: Option<Vec<Part>> =
            parts.iter().map(|part| self.part(document, part, 1 << sentence.language)).collect();
        // "Sarah Lloyd-Jones": behind another name it is one person's
        let before = token.checked_sub(1).filter(|t| *t > sentence.tokens.start as usize);
        let named = before.is_some_and(|t| {
            let token = &document.tokens[t];
            token.capital && token.kind == TokenKind::Word
        });
        kinds.is_some_and(|kinds| !named || kinds.contains(&Part::Side))
    }

    fn part(&self, document: &Document, part: &str, language: u32) -> Option<Part> {
        if !part.chars().next().is_some_and(char::is_uppercase) {
            return None;
        }
        let folded = fold(part);
        let word = self.words.find(&folded);
        let node = self.index.names.step(0, word).filter(|_| word != 0)?;
        let caps = part.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        let stands_alone = || (0..document.tokens.len()).any(|t| document.folded(t) == folded);
        let mut person = None;
        for sense in self.index.names.ends(node) {
            if sense.languages & language == 0 || sense.case == Case::Caps && !caps {
                continue;
            }
            match sense.what {
                What::Place(_) | What::Person(_) => {}
                What::Surname(p) if self.ranks[p as usize] >= FAMOUS || stands_alone() => person = Some(Part::Person),
                What::Surname(_) => {}
                _ => return Some(Part::Side),
            }
        }
        person
    }
}
