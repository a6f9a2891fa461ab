//! Ids of mentions: from the evidence alone, so that better rules don't orphan what people wrote about an event.

use crate::text::fold;

/// Digits and letters without those that are easily mistaken for others (Crockford's base 32), lower case.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// How much of an article's opening goes into an id: enough to tell articles apart, little enough
/// that an appended correction does no harm.
const OPENING: usize = 160;

/// Lower case without diacritics; punctuation and blanks are one blank.
pub fn normalise(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in fold(text).chars() {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// The normalised opening of an article's body.
pub fn opening(body: &str) -> String {
    // a letter takes at most four bytes, and normalising hardly lengthens a text
    let head: String = body.chars().take(OPENING * 4).collect();
    let mut out = normalise(&head);
    if let Some((cut, _)) = out.char_indices().nth(OPENING) {
        out.truncate(cut);
    }
    out
}

/// `7hq2-k3vd`: forty bits of a hash over the parts.
pub fn id(parts: &[&str]) -> String {
    let mut hash = blake3::Hasher::new();
    for part in parts {
        hash.update(&(part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    let bytes = hash.finalize();
    let bits = bytes.as_bytes()[..5].iter().fold(0u64, |all, b| all << 8 | u64::from(*b));
    let mut out = String::with_capacity(9);
    for i in 0..8 {
        if i == 4 {
            out.push('-');
        }
        out.push(ALPHABET[(bits >> (35 - 5 * i) & 31) as usize] as char);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_differences_of_encoding_are_none() {
        assert_eq!(normalise("  L’Ucraina, “già” – 31\u{a0}dicembre… "), "l ucraina gia 31 dicembre");
        assert_eq!(normalise("Preşedinţia"), normalise("Președinția"));
        assert_eq!(normalise("Cafe\u{301}"), normalise("Café"));
        assert_eq!(normalise("…"), "");
    }

    #[test]
    fn ids_are_eight_letters() {
        let a = id(&["opening", "sentence", "said", "0"]);
        assert_eq!(a.len(), 9);
        assert!(a.bytes().enumerate().all(|(i, b)| if i == 4 { b == b'-' } else { ALPHABET.contains(&b) }), "{a}");
        assert_eq!(a, id(&["opening", "sentence", "said", "0"]));
        assert_ne!(a, id(&["opening", "sentence", "said", "1"]));
        assert_ne!(id(&["ab", "c"]), id(&["a", "bc"]), "parts are kept apart");
    }

    #[test]
    fn the_opening_ends() {
        let long = "è".repeat(10_000);
        assert_eq!(opening(&long).len(), OPENING);
        assert_eq!(opening("Brief."), "brief");
    }
}
