//! What there is by language.

use super::Inline;
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{MapAccess, Visitor},
};
use std::{fmt, marker::PhantomData};

/// A language's code: forty thousand boxes of two letters each are no small thing.
type Code = Inline<7>;

/// Values by language code, in the order of the codes. A list: the registry has ten thousand of them with one to four
/// values each, for which a tree takes half a kilobyte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByCode<V>(Vec<(Code, V)>);

impl<V> Default for ByCode<V> {
    fn default() -> Self {
        ByCode(Vec::new())
    }
}

impl<V> ByCode<V> {
    pub fn get(&self, code: &str) -> Option<&V> {
        self.0.iter().find(|(own, _)| &**own == code).map(|(_, value)| value)
    }
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(code, _)| &**code)
    }
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.0.iter().map(|(_, value)| value)
    }
    pub fn iter(&self) -> impl Iterator<Item = (&str, &V)> {
        self.0.iter().map(|(code, value)| (&**code, value))
    }
    /// Puts a value in the place of the one before.
    fn insert(&mut self, code: Code, value: V) {
        match self.0.binary_search_by(|(own, _)| (**own).cmp(&*code)) {
            Ok(at) => self.0[at].1 = value,
            Err(at) => self.0.insert(at, (code, value)),
        }
    }
    /// The value of a code, made if there is none.
    pub fn at(&mut self, code: &str) -> &mut V
    where
        V: Default,
    {
        let at = match self.0.binary_search_by(|(own, _)| (**own).cmp(code)) {
            Ok(at) => at,
            Err(at) => {
                self.0.insert(at, (Code::of(code), V::default()));
                at
            }
        };
        &mut self.0[at].1
    }
}

impl<V> FromIterator<(String, V)> for ByCode<V> {
    fn from_iter<I: IntoIterator<Item = (String, V)>>(entries: I) -> Self {
        let mut map = ByCode::default();
        entries.into_iter().for_each(|(code, value)| map.insert(Code::of(&code), value));
        map
    }
}

impl<V: Serialize> Serialize for ByCode<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for ByCode<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries<V>(PhantomData<V>);
        impl<'de, V: Deserialize<'de>> Visitor<'de> for Entries<V> {
            type Value = ByCode<V>;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a map")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ByCode<V>, A::Error> {
                let mut out = ByCode(Vec::with_capacity(map.size_hint().unwrap_or(0).min(8)));
                while let Some((code, value)) = map.next_entry()? {
                    out.insert(code, value);
                }
                Ok(out)
            }
        }
        deserializer.deserialize_map(Entries(PhantomData))
    }
}
