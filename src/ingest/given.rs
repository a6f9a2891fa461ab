//! What an article says of itself: the five keys of front matter, JSON objects and page metadata.

use super::day;
use crate::edtf::Edtf;

/// The keys of front matter, as the contract names them.
pub(super) const KEYS: [&str; 5] = ["title", "published", "source", "url", "language"];

#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Given {
    pub title: Option<String>,
    pub published: Option<Edtf>,
    pub source: Option<String>,
    pub url: Option<String>,
    pub language: Option<String>,
}

impl Given {
    /// What is missing here is taken from `other`.
    pub fn or(self, other: Given) -> Given {
        Given {
            title: self.title.or(other.title),
            published: self.published.or(other.published),
            source: self.source.or(other.source),
            url: self.url.or(other.url),
            language: self.language.or(other.language),
        }
    }

    /// Sets one of [`KEYS`]; an error says what would be right.
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), Wrong> {
        let value = value.trim();
        if value.is_empty() {
            return Ok(());
        }
        match key {
            "title" => self.title = Some(line(value)),
            "source" => self.source = Some(line(value)),
            "published" => {
                // a person may know less than the day
                let day = published(value).or_else(|| value.parse().ok());
                self.published = Some(day.ok_or(Wrong("bad-date", "is no date", "write the day as 2025-03-20"))?);
            }
            "url" => {
                let url = web_address(value);
                self.url =
                    Some(url.ok_or(Wrong("bad-url", "is no web address", "it begins with https:// or http://"))?);
            }
            "language" => {
                let code = language_code(value);
                self.language =
                    Some(code.ok_or(Wrong("bad-language", "is no language code", "such as: en, it, ro"))?);
            }
            _ => {}
        }
        Ok(())
    }
}

/// Why a value can't be taken: code, what is wrong, what would be right.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Wrong(pub &'static str, pub &'static str, pub &'static str);

pub(super) fn published(text: &str) -> Option<Edtf> {
    day::written(text).map(Edtf::day)
}

/// One line of bounded length.
pub(super) fn line(text: &str) -> String {
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty()).collect();
    let joined = words.join(" ");
    match joined.char_indices().nth(300) {
        Some((end, _)) => format!("{}…", joined[..end].trim_end()),
        None => joined,
    }
}

pub(super) fn web_address(text: &str) -> Option<String> {
    let text = text.trim();
    let host = text.strip_prefix("https://").or(text.strip_prefix("http://"))?;
    let clean =
        text.len() <= 2048 && !text.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"".contains(c));
    (clean && host.starts_with(|c: char| c.is_alphanumeric() || c == '[')).then(|| text.to_owned())
}

/// The primary code of a language tag: `en` of `en-GB` and `en_US`.
pub(super) fn language_code(tag: &str) -> Option<String> {
    let code = tag.trim().split(['-', '_']).next()?;
    let right = (2..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_alphabetic());
    right.then(|| code.to_ascii_lowercase())
}

/// The candidate that a word was probably meant to be: about a third of its letters may differ.
pub(super) fn nearest<'c>(word: &str, candidates: &[&'c str]) -> Option<&'c str> {
    let word = word.to_lowercase();
    let length = word.chars().count();
    if length > 40 {
        return None;
    }
    let allowed = (length / 3).clamp(1, 3);
    let (distance, best) = candidates.iter().map(|c| (strsim::damerau_levenshtein(&word, c), *c)).min()?;
    (distance <= allowed).then_some(best)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_suggested() {
        assert_eq!(nearest("Publishd", &KEYS), Some("published"));
        assert_eq!(nearest("titel", &KEYS), Some("title"));
        assert_eq!(nearest("titl", &KEYS), Some("title"));
        assert_eq!(nearest("author", &KEYS), None);
    }

    #[test]
    fn addresses_and_codes_are_checked() {
        assert_eq!(web_address("https://example.org/a?b=c"), Some("https://example.org/a?b=c".into()));
        for bad in ["javascript:alert(1)", "//example.org", "https://", "https://exa mple.org", "http://a/\"onclick"] {
            assert_eq!(web_address(bad), None, "{bad}");
        }
        assert_eq!(language_code("ro-RO"), Some("ro".into()));
        assert_eq!(language_code("Romanian"), None);
    }
}
