//! Words, numbers and marks.

use super::TokenKind;
use rustc_hash::FxHashSet;

/// Elided beginnings and endings of one language, folded to lower case.
#[derive(Debug, Clone, Default)]
pub(super) struct Clitics {
    pub prefixes: FxHashSet<Box<str>>,
    pub suffixes: FxHashSet<Box<str>>,
    /// Endings with an apostrophe for an accent, the accented ones beside them (`a'`, `à`); longer ones first.
    pub accents: Vec<(Box<str>, Box<str>)>,
}

impl Clitics {
    /// The lower-case form of a word that an apostrophe accents: `città` for `citta'`.
    pub fn accented(&self, word: &str) -> Option<String> {
        if self.accents.is_empty() || !word.ends_with(is_apostrophe) {
            return None;
        }
        let lower = super::lower(word);
        if self.prefixes.contains(lower.as_str()) {
            return None;
        }
        self.accents.iter().find_map(|(from, to)| Some(format!("{}{to}", lower.strip_suffix(&**from)?)))
    }
}

fn joins(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '-' | '‐' | '‑' | '.')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '`' | '´')
}

/// Cuts `text` into (byte range, kind). Words keep inner hyphens and apostrophes unless
/// the language's clitics part there; `U.S.` is one word, a web address too; numbers keep inner `.`, `,` and `:`.
pub(super) fn words(text: &str, clitics: &Clitics, mut found: impl FnMut(usize, usize, TokenKind)) {
    let mut at = 0;
    // an apostrophe that opened a quotation closes it; it is no accent
    let mut opened = false;
    while at < text.len() {
        if let Some(end) = plain_word(text.as_bytes(), at) {
            found(at, end, TokenKind::Word);
            at = end;
            continue;
        }
        let Some(first) = text[at..].chars().next() else { break };
        let end = if first.is_alphabetic() {
            if let Some(end) = address_end(text, at) {
                found(at, end, TokenKind::Word);
                end
            } else {
                let end = word_end(text, at);
                let end = trailing(text, at, end, clitics, opened);
                split(text, at, end, clitics, &mut found);
                end
            }
        } else if first.is_numeric() {
            let end = number_end(text, at);
            found(at, end, TokenKind::Number);
            end
        } else {
            let end = at + first.len_utf8();
            if !first.is_whitespace() && !is_invisible(first) {
                if is_apostrophe(first) || first == '‘' {
                    let before = text[..at].chars().next_back();
                    opened = before.is_none_or(|c| !c.is_alphanumeric());
                }
                found(at, end, TokenKind::Mark);
            }
            end
        };
        at = end;
    }
}

/// The end of a word of ASCII letters and digits that nothing joins or elides: most words, found fast.
fn plain_word(bytes: &[u8], start: usize) -> Option<usize> {
    if !bytes[start].is_ascii_alphabetic() {
        return None;
    }
    let end = bytes[start..].iter().position(|b| !b.is_ascii_alphanumeric()).map_or(bytes.len(), |i| start + i);
    match bytes.get(end) {
        None | Some(b' ' | b'\n' | b',' | b'"' | b')') => Some(end),
        // a stop ends a word of several letters, unless more follows right behind
        Some(b'.') if end - start > 1 && bytes.get(end + 1).is_none_or(|b| matches!(b, b' ' | b'\n')) => Some(end),
        _ => None,
    }
}

/// The end of a web address (`https://…`, `www.…`) that begins here.
fn address_end(text: &str, start: usize) -> Option<usize> {
    let rest = &text.as_bytes()[start..];
    if ![b"http://".as_slice(), b"https://", b"www."]
        .iter()
        .any(|p| rest.len() > p.len() && rest[..p.len()].eq_ignore_ascii_case(p))
    {
        return None;
    }
    let rest = &text[start..];
    let end = rest.find(|c: char| c.is_whitespace() || "<>\"”“»«)]".contains(c)).unwrap_or(rest.len());
    Some(start + rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '…']).len())
}

/// An apostrophe that belongs to the word's end: an elision before a blank (`po'`), or an accent (`citta'`).
fn trailing(text: &str, start: usize, end: usize, clitics: &Clitics, opened: bool) -> usize {
    let mut after = text[end..].chars();
    let Some(mark) = after.next().filter(|c| is_apostrophe(*c)) else { return end };
    if after.next().is_some_and(char::is_alphanumeric) {
        return end;
    }
    let with = end + mark.len_utf8();
    let accent = || !opened && mark != '’' && clitics.accented(&text[start..with]).is_some();
    let elided = || clitics.prefixes.contains(super::lower(&text[start..with]).as_str());
    if elided() || accent() { with } else { end }
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
        if c.is_alphanumeric() || !c.is_ascii() && unicode_normalization::char::is_combining_mark(c) {
            letters += 1;
            end = start + i + c.len_utf8();
            continue;
        }
        let next = chars.peek().map(|&(_, c)| c);
        if matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}') && next.is_some_and(char::is_alphanumeric) {
            continue;
        }
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

/// Bytes of a clitic at most: bounds the work on a word without end.
const LONGEST: usize = 32;

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
        if after < end && after - at <= LONGEST && clitics.prefixes.contains(super::lower(&text[at..after]).as_str()) {
            found(at, after, TokenKind::Word);
            at = after;
        } else if joint > at
            && end - joint <= LONGEST
            && clitics.suffixes.contains(super::lower(&text[joint..end]).as_str())
        {
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
        let prefixes = set(&["dell'", "l'", "po'", "s-", "într-"]);
        let clitics = Clitics {
            prefixes,
            suffixes: set(&["'s", "-ul"]),
            accents: vec![("a'".into(), "à".into()), ("e'".into(), "è".into())],
        };
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

    #[test]
    fn marks_at_the_end_belong_to_the_word_or_not() {
        assert_eq!(
            cut("E' un po' di citta', l' altro 'nulla' e dell' Iran"),
            ["E'", "un", "po'", "di", "citta'", ",", "l'", "altro", "'", "nulla", "'", "e", "dell'", "Iran"]
        );
        assert_eq!(cut("the ministers' talks"), ["the", "ministers", "'", "talks"]);
        assert_eq!(
            cut("the U.N.-led D.C. plan. J.D. Vance"),
            ["the", "U.N.-led", "D.C.", "plan", ".", "J.D.", "Vance"]
        );
        assert_eq!(cut("mini\u{ad}stro x\u{ad} y"), ["mini\u{ad}stro", "x", "y"]);
        assert_eq!(
            cut("(see https://example.org/a?b=1, www.example.org). Http is"),
            ["(", "see", "https://example.org/a?b=1", ",", "www.example.org", ")", ".", "Http", "is"]
        );
    }
}
