//! What offices people call by which titles, for those who write one down.

use super::patterns::{expand, next_part};
use crate::{
    pack::{ActorRules, LanguagePack},
    text::fold,
};
use rustc_hash::{FxHashMap, FxHashSet};

/// Titles that someone has written, with the codes of their offices.
#[derive(Debug, Clone, Default)]
pub struct Titles {
    /// By folded title: codes, each with the countries or bodies to which it is confined.
    codes: FxHashMap<String, Vec<(String, Vec<String>)>>,
}

impl Titles {
    /// The meanings of these titles by the languages' patterns, and the codes themselves. Only patterns of which some
    /// title may be are written out: all together are tens of thousands of titles.
    pub fn of<'t>(languages: &[LanguagePack], written: impl IntoIterator<Item = &'t str>) -> Self {
        let mut titles = Titles::default();
        titles.codes.extend(written.into_iter().map(|title| (plain(title), Vec::new())));
        if titles.codes.is_empty() {
            return titles;
        }
        let words: FxHashSet<String> = titles.codes.keys().flat_map(|t| t.split(' ')).map(str::to_owned).collect();
        // one language after the other, and none of them is kept
        languages.iter().for_each(|language| language.actors.once(|rules| titles.meant(rules, &words)));
        titles
    }

    /// The meanings that one language gives them; of no other words is any of them.
    fn meant(&mut self, rules: &ActorRules, words: &FxHashSet<String>) {
        let nouns: FxHashSet<&str> = { rules.nouns.iter() }
            .filter(|(_, noun)| noun.forms().any(|f| all_in(f, words)))
            .map(|n| n.0.as_str())
            .collect();
        let possible =
            |form: &String| {
                may_be(form, words, |noun| {
                    if rules.nouns.contains_key(noun) { nouns.contains(noun) } else { all_in(noun, words) }
                })
            };
        for office in &rules.offices {
            self.add(&office.office.replace('-', " "), &office.office, &[]);
            for variant in office.forms.iter().filter(|f| possible(f)).flat_map(|form| expand(form, &rules.nouns)) {
                self.add(&variant.words, &office.office, &office.of);
            }
        }
    }

    fn add(&mut self, title: &str, code: &str, of: &[String]) {
        let Some(known) = self.codes.get_mut(&plain(title)) else { return };
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

/// Whether some way to write a pattern has no other words than these.
fn may_be(pattern: &str, words: &FxHashSet<String>, noun: impl Fn(&str) -> bool) -> bool {
    let mut rest = pattern.trim();
    while !rest.is_empty() {
        let (part, tail) = next_part(rest);
        rest = tail.trim_start();
        let fits = if let Some(name) = part.strip_prefix('{') {
            noun(name)
        } else if let Some(list) = part.strip_prefix('(') {
            list.split('|').any(|choice| all_in(choice, words))
        } else {
            all_in(part, words)
        };
        if !fits {
            return false;
        }
    }
    true
}

/// Whether all words of a text are among these.
fn all_in(text: &str, words: &FxHashSet<String>) -> bool {
    plain(text).split(' ').all(|word| word.is_empty() || words.contains(word))
}

/// Folded, without signs and articles that only some write: "Chief of the General Staff".
fn plain(title: &str) -> String {
    let words = fold(title);
    words.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}
