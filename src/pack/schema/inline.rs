//! Short texts without a box of their own.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Visitor};
use std::{fmt, ops::Deref};

/// A short text that lies where it stands, of at most `N` bytes: a code, a day.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Inline<const N: usize> {
    bytes: [u8; N],
    len: u8,
}

impl<const N: usize> Inline<N> {
    /// As much of the text as there is room for.
    pub fn of(text: &str) -> Self {
        let len = (0..=text.len().min(N)).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let mut bytes = [0; N];
        bytes[..len].copy_from_slice(&text.as_bytes()[..len]);
        Inline { bytes, len: len as u8 }
    }
}

impl<const N: usize, T: AsRef<str>> From<T> for Inline<N> {
    fn from(text: T) -> Self {
        Inline::of(text.as_ref())
    }
}

impl<const N: usize> Deref for Inline<N> {
    type Target = str;
    fn deref(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.len as usize]).unwrap_or_default()
    }
}

impl<const N: usize> fmt::Debug for Inline<N> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<const N: usize> Serialize for Inline<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

impl<'de, const N: usize> Deserialize<'de> for Inline<N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text<const N: usize>;
        impl<const N: usize> Visitor<'_> for Text<N> {
            type Value = Inline<N>;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                write!(f, "a text of at most {N} bytes")
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Inline<N>, E> {
                let own = Inline::of(text);
                (*own == *text)
                    .then_some(own)
                    .ok_or_else(|| E::custom(format_args!("`{text}` is longer than {N} bytes")))
            }
        }
        deserializer.deserialize_str(Text)
    }
}
