//! Which language a stretch of text is in, by function words.

use super::LanguageIx;
use crate::pack::LanguagePack;
use rustc_hash::FxHashMap;

/// Counts each language's function words.
#[derive(Debug, Clone, Default)]
pub(super) struct Recogniser {
    /// Lower-case word to the languages that have it.
    words: FxHashMap<Box<str>, Vec<LanguageIx>>,
    letters: FxHashMap<char, LanguageIx>,
    languages: usize,
}

impl Recogniser {
    pub fn new(packs: &[LanguagePack]) -> Self {
        let mut recogniser = Recogniser { languages: packs.len(), ..Default::default() };
        for (ix, pack) in packs.iter().enumerate() {
            for word in &pack.text.function_words {
                let list = recogniser.words.entry(super::lower(word).into()).or_default();
                if !list.contains(&(ix as LanguageIx)) {
                    list.push(ix as LanguageIx);
                }
            }
            for letter in pack.text.letters.chars() {
                recogniser.letters.insert(letter, ix as LanguageIx);
            }
        }
        recogniser
    }

    /// A score for each language; words that several languages share count less.
    pub fn scores<'t>(&self, words: impl Iterator<Item = &'t str>) -> Vec<f32> {
        let mut scores = vec![0.0; self.languages];
        for word in words {
            if let Some(languages) = self.words.get(word) {
                for &l in languages {
                    scores[l as usize] += 1.0 / languages.len() as f32;
                }
            }
            if !word.is_ascii() {
                for l in word.chars().filter_map(|c| self.letters.get(&c)) {
                    scores[*l as usize] += 0.5;
                }
            }
        }
        scores
    }
}

/// The best language and by how much it leads; none when no score is above zero.
pub(super) fn best(scores: &[f32]) -> Option<(LanguageIx, f32)> {
    let (ix, &top) = scores.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(&a.0)))?;
    let second = scores.iter().enumerate().filter(|(i, _)| *i != ix).map(|(_, s)| *s).fold(0.0, f32::max);
    (top > 0.0).then_some((ix as LanguageIx, top - second))
}
