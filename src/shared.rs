//! Texts that are read again and again, each kept once by each thread: nothing is allocated for those that it knows.

use arcstr::ArcStr;
use rustc_hash::FxHashSet;
use serde::de::{Deserializer, Error, Visitor};
use std::{cell::RefCell, fmt};

/// No more than these; then it begins anew.
const MOST: usize = 1 << 15;

thread_local!(static KNOWN: RefCell<FxHashSet<ArcStr>> = RefCell::default());

/// Reads a text, for `deserialize_with`.
///
/// # Errors
/// When it is none.
pub fn text<'de, D: Deserializer<'de>>(from: D) -> Result<ArcStr, D::Error> {
    from.deserialize_str(Known)
}

struct Known;

impl Visitor<'_> for Known {
    type Value = ArcStr;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<ArcStr, E> {
        KNOWN.with_borrow_mut(|known| {
            if let Some(known) = known.get(text) {
                return Ok(known.clone());
            }
            if known.len() >= MOST {
                known.clear();
            }
            let text = ArcStr::from(text);
            known.insert(text.clone());
            Ok(text)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::de::value::{Error, StrDeserializer};

    #[test]
    fn the_same_text_is_one() {
        let read = |word: &str| text(StrDeserializer::<Error>::new(word)).unwrap();
        let (a, b) = (read("somebody"), read("somebody"));
        assert!(ArcStr::ptr_eq(&a, &b) && a == "somebody");
        (0..2 * MOST).for_each(|n| assert_eq!(read(&n.to_string()), n.to_string()));
        assert_eq!(read("somebody"), a);
    }
}
