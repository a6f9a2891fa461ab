//! Whether a city or a country is meant as a place.

use super::{
    index::What,
    lexicon::{Vocabulary, WordId},
    scan::Atom,
};
use crate::{
    pack::{ActorRules, Registry},
    text::{Document, fold},
};
use rustc_hash::FxHashSet;

/// The words of one language that make a place of a name.
#[derive(Debug, Clone, Default)]
pub(super) struct Prepositions {
    at: FxHashSet<WordId>,
    to: FxHashSet<WordId>,
}

impl Prepositions {
    pub fn new(rules: &ActorRules, words: &mut Vocabulary) -> Self {
        let mut set = |list: &[String]| list.iter().map(|w| words.number(&fold(w))).collect();
        Prepositions { at: set(&rules.at_place), to: set(&rules.to_place) }
    }

    /// "in Kyiv", "to Moscow": the atom is a place here. A country after "to" is still a country.
    pub fn locative(&self, document: &Document, words: &[WordId], atom: &Atom, registry: &Registry) -> bool {
        let Some(before) = atom.tokens.start.checked_sub(1) else { return false };
        let sentence = document.sentence_at(document.tokens[atom.tokens.start].span.start);
        if sentence.is_none_or(|s| (document.sentences[s].tokens.start as usize) > before) {
            return false;
        }
        let word = words[before];
        let city = atom.senses.iter().any(|s| match s.what {
            What::Place(p) => registry.places[p as usize].country.is_some(),
            What::CountrySeat(_) | What::BodySeat(_) => true,
            _ => false,
        });
        let named = atom.senses.iter().any(|s| matches!(s.what, What::Country(_))) || city;
        named && self.at.contains(&word) || city && self.to.contains(&word)
    }
}
