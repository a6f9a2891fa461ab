//! Written forms of a name in one text.

use super::Text;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::hash::Hasher;

/// Written forms, a line each. One text: the registry has fifty thousand of them, and each by itself took as much room again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written(pub(super) Text);

impl Written {
    pub fn iter(&self) -> std::str::Lines<'_> {
        self.0.lines()
    }
    /// One more at the end.
    pub fn push(&mut self, form: &str) {
        let before = if self.is_empty() { "" } else { "\n" };
        self.0 = [&*self.0, before, &line(form)].concat().into();
    }
    /// Whether some had to go.
    pub fn retain(&mut self, keep: impl Fn(&str) -> bool) -> bool {
        let all = self.iter().all(&keep);
        if !all {
            *self = self.iter().filter(|form| keep(form)).collect();
        }
        !all
    }
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
    /// What tells it from others without a look at what lies in the program.
    pub fn mark(&self, hasher: &mut impl Hasher) {
        self.0.mark(hasher);
    }
    /// All forms, a line each.
    pub(super) fn into_text(self) -> Text {
        self.0
    }
}

impl<'a> IntoIterator for &'a Written {
    type Item = &'a str;
    type IntoIter = std::str::Lines<'a>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<S: AsRef<str>> FromIterator<S> for Written {
    fn from_iter<I: IntoIterator<Item = S>>(forms: I) -> Self {
        Written(forms.into_iter().map(|form| line(form.as_ref())).collect::<Vec<_>>().join("\n").into())
    }
}

/// A name over two lines is one name.
fn line(form: &str) -> String {
    form.replace(['\n', '\r'], " ")
}

impl Serialize for Written {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() { serializer.collect_seq(self) } else { self.0.serialize(serializer) }
    }
}

impl<'de> Deserialize<'de> for Written {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            Vec::<String>::deserialize(deserializer).map(|forms| forms.iter().collect())
        } else {
            Text::deserialize(deserializer).map(Written)
        }
    }
}
