//! What offices people call by which titles, for those who write one down.

use super::patterns::expand;
use crate::{pack::LanguagePack, text::fold};
use rustc_hash::FxHashMap;

/// Titles of all languages with the codes of their offices.
#[derive(Debug, Clone, Default)]
pub struct Titles {
    /// By folded title: codes, each with the countries or bodies to which it is confined.
    codes: FxHashMap<String, Vec<(String, Vec<String>)>>,
}

impl Titles {
    /// Of the languages' patterns, and the codes themselves.
    pub fn new(languages: &[LanguagePack]) -> Self {
        let mut titles = Titles::default();
        for rules in languages.iter().map(|l| &l.actors) {
            for office in &rules.offices {
                titles.add(&office.office.replace('-', " "), &office.office, &[]);
                for variant in office.forms.iter().flat_map(|form| expand(form, &rules.nouns)) {
                    let words: Vec<&str> = variant.words.iter().map(String::as_str).filter(|w| *w != "~").collect();
                    titles.add(&words.join(" "), &office.office, &office.of);
                }
            }
        }
        titles
    }

    fn add(&mut self, title: &str, code: &str, of: &[String]) {
        let known = self.codes.entry(plain(title)).or_default();
        if !known.iter().any(|(c, o)| c == code && o == of) {
            known.push((code.to_owned(), of.to_vec()));
        }
    }

    /// The code of a title held for a country or body; what is confined to that one comes first.
    pub fn code(&self, title: &str, of: &str) -> Option<&str> {
        let known = self.codes.get(&plain(title))?;
        let confined = known.iter().find(|(_, list)| list.iter().any(|o| o == of));
        confined.or_else(|| known.iter().find(|(_, list)| list.is_empty())).map(|(code, _)| code.as_str())
    }
}

/// Folded, without signs and articles that only some write: "Chief of the General Staff".
fn plain(title: &str) -> String {
    let words = fold(title);
    words.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}
