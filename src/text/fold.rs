//! Lower case and diacritics.

use rustc_hash::FxHasher;
use std::hash::Hasher;
use unicode_normalization::{
    IsNormalized, UnicodeNormalization,
    char::{decompose_canonical, is_combining_mark},
    is_nfc_quick,
};

/// Lower case, with typographic variants unified: curly apostrophes, cedilla for comma
/// below, dotless and stroked letters left as they are; joints that only typesetting sees left out.
pub fn lower(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_lower(text, &mut out);
    out
}

pub(super) fn push_lower(text: &str, out: &mut String) {
    if text.is_ascii() {
        let start = out.len();
        out.push_str(text);
        out[start..].make_ascii_lowercase();
    } else if text.chars().all(|c| c < FIRST_MARK) || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        for c in text.chars() {
            if c.is_ascii() {
                push_unified(c.to_ascii_lowercase(), out);
            } else {
                c.to_lowercase().for_each(|c| push_unified(c, out));
            }
        }
    } else {
        text.nfc().flat_map(char::to_lowercase).for_each(|c| push_unified(c, out));
    }
}

/// Below it nothing combines with what stands before, so that a text of such letters is composed already.
const FIRST_MARK: char = '\u{300}';

fn push_unified(c: char, out: &mut String) {
    out.push(match c {
        '’' | '‘' | 'ʼ' | '´' | '`' => '\'',
        'ş' => 'ș',
        'ţ' => 'ț',
        '‐' | '‑' => '-',
        '\u{307}' | '\u{ad}' | '\u{200b}' | '\u{2060}' => return,
        c => c,
    });
}

/// Lower case without diacritics: the form under which words are compared when a writer left them out.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    push_folded(&lower(text), &mut out);
    out
}

pub(super) fn push_folded(lower: &str, out: &mut String) {
    if lower.is_ascii() {
        out.push_str(lower);
        return;
    }
    // the marks go, so that their order doesn't matter and each letter can be taken apart by itself
    for c in lower.chars() {
        if c.is_ascii() {
            out.push(c);
        } else {
            decompose_canonical(c, |part| push_plain(part, out));
        }
    }
}

fn push_plain(c: char, out: &mut String) {
    match c {
        'ı' => out.push('i'),
        'ł' => out.push('l'),
        'ø' => out.push('o'),
        'đ' | 'ð' => out.push('d'),
        'ß' => out.push_str("ss"),
        'æ' => out.push_str("ae"),
        'œ' => out.push_str("oe"),
        'þ' => out.push_str("th"),
        c if is_combining_mark(c) => {}
        c => out.push(c),
    }
}

/// A word's hash, the same in every run.
pub(super) fn hash(word: &str) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    let hash = hasher.finish();
    (hash ^ (hash >> 32)) as u32
}

/// The hash of a word in lower case without diacritics, as [`Document::folded_hash`](super::Document::folded_hash) has it.
pub fn folded_hash(word: &str) -> u32 {
    hash(&fold(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_what_writers_leave_out() {
        assert_eq!(fold("Președintele Erdoğan"), "presedintele erdogan");
        assert_eq!(lower("marţi L’Ucraina"), "marți l'ucraina");
        assert_eq!(fold("Łódź"), "lodz");
        // by itself, a letter is taken apart as in its text
        for text in ["ǭ ȱ ế ṩ q\u{307}\u{323} 한국 Ω Å ﬁ", "Ångström și İstanbul", "x\u{345}y \u{1f82}"]
        {
            let whole: String = lower(text).nfd().filter(|c| !is_combining_mark(*c)).collect();
            assert_eq!(fold(text), whole);
        }
        assert_eq!(lower("perche\u{301} mini\u{ad}stro"), "perché ministro");
    }
}
