use super::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One language, whole: everything the program knows of it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LanguagePack {
    /// ISO 639-1 code, as in `lang` attributes: `en`.
    pub language: String,
    /// The language's name in itself: `English`.
    pub name: String,
    /// How the text stage cuts and recognises the language.
    pub text: TextRules,
    /// Time expressions.
    pub time: Later<TimeRules>,
    /// Titles, offices, epithets, pronouns and the words around names.
    pub actors: Later<ActorRules>,
    /// Triggers, their inflection, and the marks of status and role.
    pub events: Later<EventRules>,
    /// Words that say something of the publication day.
    pub dating: DatingRules,
    /// The site's texts in this language.
    pub site: Later<SiteTexts>,
    /// The pack's own tests, which `cargo test` and `languages check` run. Embedded empty.
    #[serde(serialize_with = "no_tests")]
    pub tests: PackTests,
}

impl LanguagePack {
    /// Whether it is as it lies in the program, as far as times, names and triggers are concerned.
    pub fn is_embedded(&self) -> bool {
        self.time.is_embedded() && self.actors.is_embedded() && self.events.is_embedded()
    }
}

/// The compact form knows no field by its name, so the place of the tests must be kept.
fn no_tests<S: serde::Serializer>(_: &PackTests, serializer: S) -> Result<S::Ok, S::Error> {
    PackTests::default().serialize(serializer)
}

/// How to cut a language into sentences and words, and how to recognise it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TextRules {
    /// Frequent function words, lower case with their diacritics; the paragraph goes to
    /// the language most of whose function words it holds.
    pub function_words: Vec<String>,
    /// Frequent endings of the language's words: they decide where function words leave it open, in a short line.
    pub endings: Vec<String>,
    /// Letters that hardly another language uses.
    pub letters: String,
    /// The language's own letters with diacritics, lower case. In a text that uses them a word without
    /// them is another word (`da`, `dà`).
    pub diacritics: String,
    /// Word endings with an apostrophe in place of an accent, and the accented ones: `a': à`.
    pub apostrophe_accents: BTreeMap<String, String>,
    /// Abbreviations that end in a full stop without ending a sentence, unless a sentence opener follows.
    pub abbreviations: Vec<String>,
    /// Abbreviations only before a number: `no.`, `art.`
    pub number_abbreviations: Vec<String>,
    /// Words that open a sentence when they stand with a capital behind an abbreviation: `… in the U.S. The …`.
    pub openers: Vec<String>,
    /// A full stop behind a number of one or two digits makes it an ordinal: `3. Februar`. Before one of the
    /// [`openers`](TextRules::openers) it ends the sentence.
    pub ordinal_stops: bool,
    /// Elided beginnings, cut off as words of their own: `l'`, `dell'`, `s-`.
    pub prefixes: Vec<String>,
    /// Elided endings, cut off as words of their own: `'s`, `-ul`.
    pub suffixes: Vec<String>,
    /// Phrases that mark a short sentence as the page's furniture and not the article's text:
    /// sharing, cookies, "read also", picture credits. Every word of news must be impossible there.
    pub noise: Vec<String>,
    /// Beginnings of a sentence that mark it and what follows on its line as furniture: `Read also:`, `Photo:`.
    pub noise_starts: Vec<String>,
    /// Words of buttons and counters: a line of little else is furniture (`Share 34 | Tweet 5`).
    pub noise_words: Vec<String>,
    /// Words that begin a line that names the author: `By`.
    pub bylines: Vec<String>,
    /// Agencies and rights holders that a caption ends with in brackets.
    pub credits: Vec<String>,
}
