//! What a file is made from, as one number.

use serde::{Deserialize, Serialize};
use std::{
    cell::RefCell,
    hash::{Hash, Hasher},
};
use twox_hash::XxHash3_128;

/// Files of the same seal, made by the same program, hold the same bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Seal([u8; 16]);

impl Seal {
    pub fn of<T: Hash + ?Sized>(what: &T) -> Seal {
        thread_local!(static ROOM: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) });
        ROOM.with_borrow_mut(|room| {
            room.clear();
            let mut all = Gathered(std::mem::take(room));
            what.hash(&mut all);
            *room = all.0;
            Seal(XxHash3_128::oneshot(room).to_le_bytes())
        })
    }
}

impl Seal {
    /// Of a long text, where it lies.
    pub fn of_text(text: &str) -> Seal {
        Seal(XxHash3_128::oneshot(text.as_bytes()).to_le_bytes())
    }

    pub(super) fn known(bytes: [u8; 16]) -> Seal {
        Seal(bytes)
    }

    pub(super) fn bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// Of something that hangs on two; `part` tells apart what else would be the same.
    pub fn with(self, other: Seal, part: u8) -> Seal {
        let mut seal = self.0;
        seal.iter_mut().zip(other.0).for_each(|(a, b)| *a ^= b);
        seal[0] ^= part;
        Seal(seal)
    }
}

/// Everything that is hashed, so that it can be hashed at once: by small pieces, it takes several times as long.
struct Gathered(Vec<u8>);

impl Hasher for Gathered {
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    /// Nobody asks.
    fn finish(&self) -> u64 {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_has_another_seal() {
        assert_eq!(Seal::of(&("a", 1)), Seal::of(&("a", 1)));
        assert_ne!(Seal::of(&("a", "bc")), Seal::of(&("ab", "c")));
        assert_ne!(Seal::of(&vec!["a", ""]), Seal::of(&vec!["a"]));
        assert_ne!(Seal::of(&Some(0u8)), Seal::of(&None::<u8>));
    }
}
