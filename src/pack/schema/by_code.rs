//! What there is by language.

use super::{Inline, Written, store::store};
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{MapAccess, Visitor},
};
use std::{
    fmt,
    hash::{Hash, Hasher},
    marker::PhantomData,
};
use thin_vec::ThinVec;

/// A language's code: forty thousand boxes of two letters each are no small thing.
pub(super) type Code = Inline<7>;

/// A text or a list of lines by language code, in the order of the codes. Those of the program lie there language by
/// language, so that what no article is written in is never loaded.
#[derive(Clone)]
pub struct ByCode<V> {
    texts: Texts,
    of: PhantomData<fn() -> V>,
}

#[derive(Clone, Serialize, Deserialize)]
enum Texts {
    Own(ThinVec<(Code, Box<str>)>),
    /// The number by which the [store](super::store) knows them.
    Lie(u32),
}

/// What there is by language: one name, or forms, of which each is a line.
pub trait Value {
    /// What a hand-written file has, in one text.
    type Read: for<'de> Deserialize<'de>;
    fn text(read: Self::Read) -> Box<str>;
    /// Where in the store they lie, and how they are written for people.
    const SHOWN: bool;
}

/// The name that is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {}

impl Value for Shown {
    type Read = String;
    fn text(read: String) -> Box<str> {
        read.into()
    }
    const SHOWN: bool = true;
}

impl Value for Written {
    type Read = Written;
    fn text(read: Written) -> Box<str> {
        read.into_text().as_str().into()
    }
    const SHOWN: bool = false;
}

impl<V> ByCode<V> {
    pub(super) fn lying(number: u32) -> Self {
        ByCode { texts: Texts::Lie(number), of: PhantomData }
    }
    /// The number by which the store knows them, if they lie there.
    pub(super) fn number(&self) -> Option<u32> {
        match self.texts {
            Texts::Own(_) => None,
            Texts::Lie(number) => Some(number),
        }
    }
}

impl<V: Value> ByCode<V> {
    pub fn get(&self, code: &str) -> Option<&str> {
        match &self.texts {
            Texts::Own(texts) => texts.iter().find(|(own, _)| &**own == code).map(|(_, text)| &**text),
            Texts::Lie(number) => store().get(V::SHOWN, code, *number),
        }
    }
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.iter().map(|(code, _)| code)
    }
    pub fn values(&self) -> impl Iterator<Item = &str> {
        self.iter().map(|(_, text)| text)
    }
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        let (own, lie) = match &self.texts {
            Texts::Own(texts) => (Some(texts), None),
            Texts::Lie(number) => (None, Some(store().all(V::SHOWN, *number))),
        };
        own.into_iter().flatten().map(|(code, text)| (&**code, &**text)).chain(lie.into_iter().flatten())
    }
    /// What tells it from others without a look at what lies in the program.
    pub fn mark(&self, hasher: &mut impl Hasher) {
        match &self.texts {
            Texts::Own(texts) => texts.iter().for_each(|(code, text)| (&**code, text).hash(hasher)),
            Texts::Lie(number) => number.hash(hasher),
        }
    }
    /// The text of a code to be changed, made if there is none.
    fn at(&mut self, code: Code) -> &mut Box<str> {
        if let Texts::Lie(_) = self.texts {
            self.texts = Texts::Own(self.iter().map(|(code, text)| (Code::of(code), text.into())).collect());
        }
        let Texts::Own(texts) = &mut self.texts else { unreachable!("just made") };
        let at = match texts.binary_search_by(|(own, _)| (**own).cmp(&*code)) {
            Ok(at) => at,
            Err(at) => {
                texts.insert(at, (code, Box::default()));
                at
            }
        };
        &mut texts[at].1
    }
}

impl ByCode<Written> {
    /// All forms in all languages.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        self.values().flat_map(str::lines)
    }
    /// One more form in a language.
    pub fn push(&mut self, code: &str, form: &str) {
        let text = self.at(Code::of(code));
        let mut forms = Written((&**text).into());
        forms.push(form);
        *text = Written::text(forms);
    }
}

impl<V> Default for ByCode<V> {
    fn default() -> Self {
        ByCode { texts: Texts::Own(ThinVec::new()), of: PhantomData }
    }
}

impl<V: Value> FromIterator<(String, V::Read)> for ByCode<V> {
    fn from_iter<I: IntoIterator<Item = (String, V::Read)>>(entries: I) -> Self {
        let mut map = ByCode::default();
        entries.into_iter().for_each(|(code, value)| *map.at(Code::of(&code)) = V::text(value));
        map
    }
}

impl<V: Value> PartialEq for ByCode<V> {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl<V: Value> Eq for ByCode<V> {}

impl<V: Value> fmt::Debug for ByCode<V> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<V: Value> Serialize for ByCode<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (serializer.is_human_readable(), V::SHOWN) {
            (false, _) => self.texts.serialize(serializer),
            (true, true) => serializer.collect_map(self.iter()),
            (true, false) => {
                serializer.collect_map(self.iter().map(|(code, text)| (code, text.lines().collect::<Vec<_>>())))
            }
        }
    }
}

impl<'de, V: Value> Deserialize<'de> for ByCode<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries<V>(PhantomData<V>);
        impl<'de, V: Value> Visitor<'de> for Entries<V> {
            type Value = ByCode<V>;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a map")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ByCode<V>, A::Error> {
                let mut out = ByCode::default();
                while let Some((code, value)) = map.next_entry::<Code, V::Read>()? {
                    *out.at(code) = V::text(value);
                }
                Ok(out)
            }
        }
        if deserializer.is_human_readable() {
            deserializer.deserialize_map(Entries(PhantomData))
        } else {
            Ok(ByCode { texts: Texts::deserialize(deserializer)?, of: PhantomData })
        }
    }
}
