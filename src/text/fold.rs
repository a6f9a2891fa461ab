//! Lower case and diacritics.

use rustc_hash::FxHasher;
use std::{hash::Hasher, sync::LazyLock};
use unicode_normalization::{
    IsNormalized, UnicodeNormalization,
    char::{decompose_canonical, is_combining_mark},
    is_nfc_quick,
};

/// Letters below this never change when marks are joined to them or parted from each other: nothing here is a mark.
const PLAIN: usize = 0x300;

/// A letter in lower case, what it is without marks, and what it is in lower case without marks.
type Letter = (char, [char; 2], [char; 2]);

/// Each letter below [`PLAIN`] in lower case, and parted from its marks, worked out once; `\0` for nothing. Nearly all text
/// is of such letters.
static LETTERS: LazyLock<Box<[Letter]>> = LazyLock::new(|| {
    let letter = |n: usize| {
        let Some(c) = u32::try_from(n).ok().and_then(char::from_u32) else { return Default::default() };
        let mut lower = String::new();
        c.to_lowercase().for_each(|c| push_unified(c, &mut lower));
        let parted = |c: char| {
            let mut folded = String::new();
            decompose_canonical(c, |part| push_plain(part, &mut folded));
            let mut parts = folded.chars();
            let mut next = || parts.next().unwrap_or_default();
            [next(), next()]
        };
        let lower = lower.chars().next().unwrap_or_default();
        (lower, parted(c), if lower == '\0' { Default::default() } else { parted(lower) })
    };
    (0..PLAIN).map(letter).collect()
});

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
    } else if text.chars().all(is_plain) {
        let letters = &**LETTERS;
        for c in text.chars() {
            match letters.get(c as usize) {
                Some(&(c, ..)) if c != '\0' => out.push(c),
                Some(_) => {}
                None => push_unified(c, out),
            }
        }
    } else if is_nfc_quick(text.chars()) == IsNormalized::Yes {
        text.chars().flat_map(char::to_lowercase).for_each(|c| push_unified(c, out));
    } else {
        text.nfc().flat_map(char::to_lowercase).for_each(|c| push_unified(c, out));
    }
}

/// A letter of [`LETTERS`], or a mark of everyday typography, which has neither case nor parts.
fn is_plain(c: char) -> bool {
    (1..PLAIN).contains(&(c as usize)) || matches!(c, '‐'..='”')
}

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
    let letters = &**LETTERS;
    let mut rest = text;
    // an apostrophe of a kind
    let odd = text.contains('`');
    // mostly plain letters, some with marks
    while let Some(at) = rest.find(|c: char| !c.is_ascii()) {
        push_lower(&rest[..at], &mut out);
        let c = rest[at..].chars().next().unwrap_or_default();
        if odd || !is_plain(c) {
            out.clear();
            push_folded(&lower(text), &mut out);
            return out;
        }
        match letters.get(c as usize) {
            Some((.., parts)) => parts.iter().filter(|c| **c != '\0').for_each(|c| out.push(*c)),
            None => push_unified(c, &mut out),
        }
        rest = &rest[at + c.len_utf8()..];
    }
    push_lower(rest, &mut out);
    out
}

pub(super) fn push_folded(lower: &str, out: &mut String) {
    if lower.is_ascii() {
        out.push_str(lower);
        return;
    }
    // the marks go, so that their order doesn't matter and each letter can be taken apart by itself
    let letters = &**LETTERS;
    for c in lower.chars() {
        match letters.get(c as usize).filter(|_| c != '\0') {
            Some((_, parts, _)) => parts.iter().filter(|c| **c != '\0').for_each(|c| out.push(*c)),
            None => decompose_canonical(c, |part| push_plain(part, out)),
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

/// The hash of a word that is folded, the same in every run.
pub(crate) fn hash(word: &str) -> u32 {
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
    fn letters_are_as_if_worked_out_each_time() {
        for c in (0..0x3000).filter_map(char::from_u32) {
            let text = format!("é{c}");
            let mut slow = String::new();
            text.nfc().flat_map(char::to_lowercase).for_each(|c| push_unified(c, &mut slow));
            assert_eq!(lower(&text), slow, "{c:?}");
            let mut parted = String::new();
            slow.nfd().for_each(|c| push_plain(c, &mut parted));
            assert_eq!(fold(&text), parted, "{c:?}");
        }
    }

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
