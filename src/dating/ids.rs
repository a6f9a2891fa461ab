//! Ids of mentions: from the evidence alone, so that better rules don't orphan what people wrote about an event.
//!
//! The first three letters stand for the article (its opening), the other five for the words. Both are similarity hashes:
//! where a word was changed, few bits of the id differ, so that a correction still finds its event after the article was
//! edited.

use crate::text::fold;
use smallvec::SmallVec;
use std::collections::{BTreeMap, BTreeSet};

/// Digits and letters without those that are easily mistaken for others (Crockford's base 32), lower case.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// How much of an article's opening goes into an id: enough to tell articles apart, little enough
/// that an appended correction does no harm.
const OPENING: usize = 320;

/// Lower case without diacritics; punctuation and blanks are one blank.
pub fn normalise(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in fold(text).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// The normalised opening of an article's body.
fn opening(body: &str) -> String {
    // a letter takes at most four bytes, and normalising hardly lengthens a text
    let head: String = body.chars().take(OPENING * 4).collect();
    let mut out = normalise(&head);
    if let Some((cut, _)) = out.char_indices().nth(OPENING) {
        out.truncate(cut);
    }
    out
}

/// Bits of an id that stand for the words; those above stand for the article.
const WORDS: u32 = 25;
/// Bits that stand for the article.
const ARTICLE: u32 = 15;
/// Letters of a piece of a sentence that is hashed: long enough to be rare, short enough that an edit touches few.
const PIECE: usize = 4;

/// Gives the mentions of one article their ids.
pub struct Minter {
    article: u64,
    taken: BTreeSet<u64>,
    /// The sentence asked for last, which often tells of more than one, with its hash.
    last: (String, u64),
    /// How often the same words and trigger were met: an article may repeat a sentence ten thousand times.
    met: BTreeMap<(u64, String), u32>,
}

impl Minter {
    pub fn new(body: &str) -> Minter {
        Minter {
            article: likeness_hash(&opening(body), ARTICLE) << WORDS,
            taken: BTreeSet::new(),
            last: (String::new(), likeness_hash("", WORDS)),
            met: BTreeMap::new(),
        }
    }

    /// The id of a mention, from its sentence and trigger as they stand in the article.
    pub fn mint(&mut self, sentence: &str, trigger: &str) -> String {
        if self.last.0 != sentence {
            self.last = (sentence.to_owned(), likeness_hash(&normalise(sentence), WORDS));
        }
        let words = self.last.1;
        // of "spoke by phone" what is most likely to stay, however the sentence or the rules are edited
        let trigger = normalise(trigger).split(' ').next().unwrap_or_default().to_owned();
        let round = self.met.entry((words, trigger.clone())).or_default();
        loop {
            // two triggers of one sentence are as far from each other as two sentences
            let own = words ^ bits(&[&trigger, &round.to_string()]);
            let all = self.article | own & ((1 << WORDS) - 1);
            *round += 1;
            if self.taken.insert(all) {
                return letters(all);
            }
        }
    }
}

/// How near the evidence of two ids is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nearness {
    /// Bits in which the articles' openings differ: 0 for the same opening, few for an edited one, about 7 for others.
    pub article: u32,
    /// Bits in which the words differ: 0 for the same words, up to about 5 for edited ones, about 12 for others.
    pub words: u32,
}

/// Compares two ids; none when one of them is no id.
pub fn nearness(id: &str, other: &str) -> Option<Nearness> {
    let differ = parse(id)? ^ parse(other)?;
    Some(Nearness { article: (differ >> WORDS).count_ones(), words: (differ & ((1 << WORDS) - 1)).count_ones() })
}

/// A similarity hash (Charikar's): each piece votes on every bit, so that texts with most pieces in common differ in few.
fn likeness_hash(text: &str, bits: u32) -> u64 {
    let chars: Vec<char> = text.chars().collect();
    let mut votes = [0i32; WORDS as usize];
    let votes = &mut votes[..bits as usize];
    for piece in chars.windows(PIECE.min(chars.len()).max(1)) {
        let mut hash = piece
            .iter()
            .fold(0xcbf2_9ce4_8422_2325_u64, |h, c| (h ^ u64::from(u32::from(*c))).wrapping_mul(0x100_0000_01b3));
        // the last steps of splitmix64: FNV alone leaves its upper bits nearly alike
        hash = (hash ^ hash >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        hash = (hash ^ hash >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        hash ^= hash >> 31;
        for (bit, vote) in votes.iter_mut().enumerate() {
            *vote += if hash >> bit & 1 == 1 { 1 } else { -1 };
        }
    }
    votes.iter().enumerate().fold(0, |all, (bit, vote)| all | u64::from(*vote > 0) << bit)
}

/// `7hq2-k3vd`: forty bits of a hash over the parts.
pub fn id(parts: &[&str]) -> String {
    letters(bits(parts))
}

fn bits(parts: &[&str]) -> u64 {
    // put together, as a hasher that is fed piece by piece is far larger than they are
    let mut all: SmallVec<[u8; 128]> = SmallVec::new();
    for part in parts {
        all.extend_from_slice(&(part.len() as u64).to_le_bytes());
        all.extend_from_slice(part.as_bytes());
    }
    let bytes = blake3::hash(&all);
    bytes.as_bytes()[..5].iter().fold(0u64, |all, b| all << 8 | u64::from(*b))
}

fn parse(id: &str) -> Option<u64> {
    let mut letters = id.bytes().filter(|b| *b != b'-');
    let bits = letters.by_ref().take(8).try_fold(0u64, |all, b| {
        let value = ALPHABET.iter().position(|a| *a == b.to_ascii_lowercase())?;
        Some(all << 5 | value as u64)
    })?;
    (id.len() == 9 && letters.next().is_none()).then_some(bits)
}

fn letters(bits: u64) -> String {
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
    fn edited_words_keep_an_id_that_is_near() {
        const BODY: &str = "Leaders speak\n\nThe two leaders spoke by phone on Tuesday about a ceasefire.";
        let sentence = "The two leaders spoke by phone on Tuesday about a ceasefire, the Kremlin said.";
        let mint = |body: &str, sentence: &str, trigger: &str| Minter::new(body).mint(sentence, trigger);
        let id = mint(BODY, sentence, "spoke");
        for (edited, most) in [
            ("The two leaders spoke by phone on “Tuesday” about a cease\u{301}fire, the Kremlin said…", 0),
            ("The two leaders spoke by phone on Tuesday about the ceasefire, the Kremlin said.", 5),
            ("The two leeders spoke by phone on Tuesday about a ceasefire, the Kremlin said.", 5),
            ("The two leaders spoke by telephone on Tuesday about a ceasefire, the Kremlin said.", 5),
            ("The two leaders spoke again by phone on Tuesday about a ceasefire, the Kremlin said.", 5),
        ] {
            let near = nearness(&id, &mint(BODY, edited, "spoke")).unwrap();
            assert!(near.article == 0 && near.words <= most, "{edited}: {near:?}");
        }
        for (other, trigger) in [
            ("The two leaders spoke by phone on Tuesday about a ceasefire, the Kremlin said.", "said"),
            ("The foreign minister spoke of a grave mistake in an interview with state television.", "spoke"),
            ("Both sides agreed to meet again before the end of the month.", "agreed"),
        ] {
            assert!(nearness(&id, &mint(BODY, other, trigger)).unwrap().words > 6, "{other}");
        }
        let elsewhere = nearness(&id, &mint("Another beginning", sentence, "spoke")).unwrap();
        assert!(elsewhere.article > 4 && elsewhere.words == 0, "{elsewhere:?}");
        let edited = BODY.replace("by phone", "by telephone");
        let near = nearness(&id, &mint(&edited, &sentence.replace("by phone", "by telephone"), "spoke")).unwrap();
        assert!((1..=4).contains(&near.article) && near.words <= 5, "{near:?}");
        let mut minter = Minter::new(BODY);
        assert_ne!(minter.mint(sentence, "spoke"), minter.mint(sentence, "spoke"));
        for none in ["", "-", "7hq2-k3v", "7hq2-k3vdd", "éééé-k3vd", "nosuchid!"] {
            assert_eq!(nearness(&id, none), None, "{none}");
        }
        assert_eq!(minter.mint("", "").len(), 9);
    }

    #[test]
    fn the_opening_ends() {
        let long = "è".repeat(10_000);
        assert_eq!(opening(&long).len(), OPENING);
        assert_eq!(opening("Brief."), "brief");
    }
}
