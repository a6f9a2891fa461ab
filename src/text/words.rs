//! Words, numbers and marks.

use super::TokenKind;
use rustc_hash::FxHashSet;

/// Elided beginnings and endings of one language, folded to lower case.
#[derive(Debug, Clone, Default)]
pub(super) struct Clitics {
    pub prefixes: FxHashSet<Box<str>>,
    pub suffixes: FxHashSet<Box<str>>,
}

fn joins(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '-' | '‐' | '‑' | '.')
}

/// Cuts `text` into (byte range, kind). Words keep inner hyphens and apostrophes unless
/// the language's clitics part there; `U.S.` is one word, numbers keep inner `.`, `,` and `:`.
pub(super) fn words(text: &str, clitics: &Clitics, mut found: impl FnMut(usize, usize, TokenKind)) {
    let mut chars = text.char_indices().peekable();
    while let Some(&(start, first)) = chars.peek() {
        if first.is_alphabetic() {
            let end = word_end(text, start);
            while chars.next_if(|&(i, _)| i < end).is_some() {}
            split(text, start, end, clitics, &mut found);
        } else if first.is_numeric() {
            let end = number_end(text, start);
            while chars.next_if(|&(i, _)| i < end).is_some() {}
            found(start, end, TokenKind::Number);
        } else {
            chars.next();
            if !first.is_whitespace() && !is_invisible(first) {
                let end = start + first.len_utf8();
                found(start, end, TokenKind::Mark);
            }
        }
    }
}

/// Soft hyphens, zero-width and bidirectional controls carry no words.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
        || c.is_control()
}

fn word_end(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut chars = text[start..].char_indices().peekable();
    let mut letters = 0;
    while let Some((i, c)) = chars.next() {
        if c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c) {
            letters += 1;
            end = start + i + c.len_utf8();
            continue;
        }
        let next = chars.peek().map(|&(_, c)| c);
        let abbreviation = c == '.' && letters == 1;
        let continues = next.is_some_and(|n| n.is_alphanumeric());
        if abbreviation
            && (continues && next.is_some_and(char::is_alphabetic) || end - start > 1 && text[start..end].contains('.'))
        {
            // `U.S.`: single letters with full stops, the last one included
            letters = 0;
            end = start + i + 1;
        } else if continues && joins(c) && c != '.' {
            letters = 2;
        } else {
            if matches!(c, '\'' | '’') && letters > 0 {
                // an apostrophe at the end stays outside unless it is an elision; see `split`
            }
            break;
        }
    }
    end.max(start + text[start..].chars().next().map_or(0, char::len_utf8))
}

fn number_end(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut chars = text[start..].char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        if c.is_numeric() {
            end = start + i + c.len_utf8();
        } else if matches!(c, '.' | ',' | ':' | '/' | '-')
            && chars.peek().is_some_and(|(_, n)| n.is_ascii_digit())
            && i > 0
        {
            // `03/09/2025`, `14:30`, `2025-09-03`, `1.204`, `1,000`
        } else {
            break;
        }
    }
    end
}

/// Parts elided words: `dell'Ucraina`, `Russia's`, `s-a`, `NATO-ul`.
fn split(text: &str, start: usize, end: usize, clitics: &Clitics, found: &mut impl FnMut(usize, usize, TokenKind)) {
    let word = &text[start..end];
    if word.is_ascii() && word.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return found(start, end, TokenKind::Word);
    }
    let mut at = start;
    for (i, c) in word.char_indices() {
        let joint = start + i;
        if joint < at || !joins(c) || c == '.' {
            continue;
        }
        let after = joint + c.len_utf8();
        if after < end && clitics.prefixes.contains(super::lower(&text[at..after]).as_str()) {
            found(at, after, TokenKind::Word);
            at = after;
        } else if joint > at && clitics.suffixes.contains(super::lower(&text[joint..end]).as_str()) {
            found(at, joint, TokenKind::Word);
            found(joint, end, TokenKind::Word);
            return;
        }
    }
    found(at, end, TokenKind::Word);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        let set = |w: &[&str]| w.iter().map(|w| (*w).into()).collect();
        let clitics = Clitics { prefixes: set(&["dell'", "l'", "s-", "într-"]), suffixes: set(&["'s", "-ul"]) };
        let mut out = Vec::new();
        words(text, &clitics, |s, e, _| out.push(&text[s..e]));
        out
    }

    #[test]
    fn words_part_where_the_language_elides() {
        assert_eq!(cut("dell’Ucraina, l'Italia"), ["dell’", "Ucraina", ",", "l'", "Italia"]);
        assert_eq!(cut("Russia's U.S. al-Sharaa."), ["Russia", "'s", "U.S.", "al-Sharaa", "."]);
        assert_eq!(cut("s-a NATO-ul într-un"), ["s-", "a", "NATO", "-ul", "într-", "un"]);
        assert_eq!(cut("ended. He"), ["ended", ".", "He"]);
        assert_eq!(cut("on 03/09/2025, at 14:30; 1,000."), ["on", "03/09/2025", ",", "at", "14:30", ";", "1,000", "."]);
    }
}
