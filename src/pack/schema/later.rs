//! What is taken apart only when it is first asked for.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::DeserializeOwned};
use std::{
    fmt,
    ops::{Deref, DerefMut},
    sync::{Arc, OnceLock},
};

/// A part of a pack. Of those that lie in the program most are never asked for: what is made of them lies there, too.
#[derive(Clone)]
pub struct Later<T> {
    value: Arc<OnceLock<T>>,
    embedded: Option<&'static [u8]>,
}

impl<T> Later<T> {
    /// Of the program's own data.
    #[allow(dead_code)]
    pub fn embedded(bytes: &'static [u8]) -> Self {
        Later { value: Arc::default(), embedded: Some(bytes) }
    }

    /// Whether it is as it lies in the program.
    pub fn is_embedded(&self) -> bool {
        self.embedded.is_some()
    }
}

impl<T: DeserializeOwned> Later<T> {
    /// Looks at it once: what lies in the program is taken apart for that alone, and not kept.
    #[allow(dead_code)]
    pub fn once<R>(&self, look: impl FnOnce(&T) -> R) -> R {
        match (self.value.get(), self.embedded) {
            (None, Some(bytes)) => look(&postcard::from_bytes(bytes).expect("embedded data is written by build.rs")),
            _ => look(self),
        }
    }
}

impl<T> From<T> for Later<T> {
    fn from(value: T) -> Self {
        Later { value: Arc::new(value.into()), embedded: None }
    }
}

impl<T: Default> Default for Later<T> {
    fn default() -> Self {
        T::default().into()
    }
}

impl<T: DeserializeOwned> Deref for Later<T> {
    type Target = T;
    fn deref(&self) -> &T {
        let read = || postcard::from_bytes(self.embedded.unwrap_or_default());
        self.value.get_or_init(|| read().expect("embedded data is written by build.rs"))
    }
}

impl<T: DeserializeOwned + Clone> DerefMut for Later<T> {
    fn deref_mut(&mut self) -> &mut T {
        let _: &T = self;
        self.embedded = None;
        Arc::make_mut(&mut self.value).get_mut().expect("just filled")
    }
}

impl<T: DeserializeOwned + fmt::Debug> fmt::Debug for Later<T> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: DeserializeOwned + Serialize> Serialize for Later<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Later<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Into::into)
    }
}
