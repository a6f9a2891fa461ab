//! A text that mostly lies in the program.

use super::store::store;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{
    fmt,
    hash::{Hash, Hasher},
    ops::Deref,
};

/// A text of the registry: where it lies in the program, or, of a project's own files and of corrections, by itself. Fifty
/// thousand names that are never looked at need neither be copied nor loaded.
#[derive(Clone, Serialize, Deserialize)]
enum Kind {
    Own(Box<str>),
    Lies(u32, u32),
}

/// See [`Kind`].
#[derive(Clone)]
pub struct Text(Kind);

impl Text {
    /// From one byte of the [store](super::store) to another.
    pub(super) fn lying(start: u32, end: u32) -> Self {
        Text(Kind::Lies(start, end))
    }
    pub fn as_str(&self) -> &str {
        match self.0 {
            Kind::Own(ref text) => text,
            Kind::Lies(start, end) => store().text(start, end),
        }
    }
    /// What tells it from others without a look at what lies in the program.
    pub fn mark(&self, hasher: &mut impl Hasher) {
        match &self.0 {
            Kind::Own(text) => text.hash(hasher),
            Kind::Lies(start, end) => (start, end).hash(hasher),
        }
    }
}

impl Deref for Text {
    type Target = str;
    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        self
    }
}

impl std::borrow::Borrow<str> for Text {
    fn borrow(&self) -> &str {
        self
    }
}

impl Default for Text {
    fn default() -> Self {
        Text(Kind::Own(Box::default()))
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Text(Kind::Own(text.into()))
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Text(Kind::Own(text.into()))
    }
}

impl From<Text> for String {
    fn from(text: Text) -> String {
        text.as_str().to_owned()
    }
}

impl<T: AsRef<str> + ?Sized> PartialEq<T> for Text {
    fn eq(&self, other: &T) -> bool {
        **self == *other.as_ref()
    }
}

impl PartialEq<Text> for String {
    fn eq(&self, other: &Text) -> bool {
        **self == **other
    }
}

impl PartialEq<Text> for str {
    fn eq(&self, other: &Text) -> bool {
        *self == **other
    }
}

impl Eq for Text {}

impl Hash for Text {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        (**self).fmt(f)
    }
}

/// For people as the text itself, otherwise as where it lies.
impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() { serializer.serialize_str(self) } else { self.0.serialize(serializer) }
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            String::deserialize(deserializer).map(Text::from)
        } else {
            Kind::deserialize(deserializer).map(Text)
        }
    }
}
