//! Which language a stretch of text is in, by function words.

use super::{LanguageIx, fold::push_lower};
use crate::pack::LanguagePack;
use rustc_hash::FxHashMap;

/// Counts each language's function words.
#[derive(Debug, Clone, Default)]
pub(super) struct Recogniser {
    /// Lower-case word to the languages that have it.
    words: FxHashMap<Box<str>, Vec<LanguageIx>>,
    letters: FxHashMap<char, LanguageIx>,
    endings: Vec<(Box<str>, LanguageIx)>,
    languages: usize,
    /// Bytes of the longest function word.
    longest: usize,
}

/// Words of a text that is so short that endings are asked too.
const SHORT: usize = 25;

/// The lead that leaves no doubt.
const CLEAR: f32 = 6.0;

/// How much of each language a text shows.
#[derive(Debug, Clone, Default)]
pub(super) struct Scores {
    /// For each language; words that several share count less.
    pub by_language: Vec<f32>,
    pub words: usize,
}

impl Recogniser {
    pub fn new(packs: &[LanguagePack]) -> Self {
        let mut recogniser = Recogniser { languages: packs.len(), ..Default::default() };
        for (ix, pack) in packs.iter().enumerate() {
            for word in &pack.text.function_words {
                let word = super::lower(word);
                recogniser.longest = recogniser.longest.max(word.len());
                let list = recogniser.words.entry(word.into()).or_default();
                if !list.contains(&(ix as LanguageIx)) {
                    list.push(ix as LanguageIx);
                }
            }
            for ending in &pack.text.endings {
                recogniser.endings.push((super::lower(ending).into(), ix as LanguageIx));
            }
            for letter in pack.text.letters.chars() {
                recogniser.letters.insert(letter, ix as LanguageIx);
            }
        }
        recogniser
    }

    pub fn scores(&self, text: &str) -> Scores {
        let mut scores = Scores { by_language: vec![0.0; self.languages], words: 0 };
        let mut lower = String::with_capacity(32);
        let mut seen = text.len();
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
            scores.words += 1;
            // a decomposed letter takes more room than its composed form
            if word.len() <= 2 * self.longest {
                lower.clear();
                push_lower(word, &mut lower);
                if let Some(languages) = self.words.get(lower.as_str()) {
                    for &l in languages {
                        scores.by_language[l as usize] += 1.0 / languages.len() as f32;
                    }
                }
            }
            if !word.is_ascii() {
                for l in word.chars().filter_map(|c| self.letters.get(&c)) {
                    scores.by_language[*l as usize] += 0.5;
                }
            }
            // what is plain need not be read to its end
            if scores.words.is_multiple_of(16) && scores.best().is_some_and(|(_, lead)| lead >= CLEAR) {
                seen = word.as_ptr() as usize - text.as_ptr() as usize + word.len();
                break;
            }
        }
        let clear = scores.best().is_some_and(|(_, lead)| lead >= 1.0);
        if !clear && scores.words <= SHORT {
            self.score_endings(text, &mut scores);
        }
        let whole = text.len() as f32 / seen.max(1) as f32;
        scores.by_language.iter_mut().for_each(|s| *s *= whole);
        scores.words = (scores.words as f32 * whole) as usize;
        scores
    }

    fn score_endings(&self, text: &str, scores: &mut Scores) {
        // a name says nothing of the language around it
        let word = |w: &&str| w.len() > 3 && w.starts_with(char::is_lowercase);
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(word) {
            for (ending, language) in &self.endings {
                if word.len() > ending.len() + 1 && word.ends_with(&**ending) {
                    scores.by_language[*language as usize] += 0.3;
                }
            }
        }
    }
}

impl Scores {
    pub fn add(&mut self, other: &Scores) {
        self.by_language.resize(other.by_language.len().max(self.by_language.len()), 0.0);
        for (sum, more) in self.by_language.iter_mut().zip(&other.by_language) {
            *sum += more;
        }
        self.words += other.words;
    }

    pub fn of(&self, language: LanguageIx) -> f32 {
        self.by_language.get(language as usize).copied().unwrap_or(0.0)
    }

    /// The best language and by how much it leads; none when no score is above zero.
    pub fn best(&self) -> Option<(LanguageIx, f32)> {
        let all = self.by_language.iter().enumerate();
        let (ix, &top) = all.clone().max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(&a.0)))?;
        let second = all.filter(|(i, _)| *i != ix).map(|(_, s)| *s).fold(0.0, f32::max);
        (top > 0.0).then_some((ix as LanguageIx, top - second))
    }

    /// Whether this is running text in none of the languages.
    pub fn foreign(&self) -> bool {
        let top = self.by_language.iter().copied().fold(0.0, f32::max);
        self.words >= 12 && top < 0.1 * self.words as f32
    }
}
