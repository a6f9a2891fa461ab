//! Written forms of a name in one text.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Written forms, a line each. One text: the registry has fifty thousand of them, and each by itself took as much room again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written(Box<str>);

impl Written {
    pub fn iter(&self) -> std::str::Lines<'_> {
        self.0.lines()
    }
    /// One more at the end.
    pub fn push(&mut self, form: &str) {
        let before = if self.is_empty() { "" } else { "\n" };
        self.0 = [&self.0, before, &line(form)].concat().into();
    }
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'a> IntoIterator for &'a Written {
    type Item = &'a str;
    type IntoIter = std::str::Lines<'a>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl From<Vec<String>> for Written {
    fn from(forms: Vec<String>) -> Self {
        Written(forms.iter().map(|form| line(form)).collect::<Vec<_>>().join("\n").into())
    }
}

/// A name over two lines is one name.
fn line(form: &str) -> String {
    form.replace(['\n', '\r'], " ")
}

impl Serialize for Written {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() { serializer.collect_seq(self) } else { serializer.serialize_str(&self.0) }
    }
}

impl<'de> Deserialize<'de> for Written {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            Vec::<String>::deserialize(deserializer).map(Written::from)
        } else {
            Box::deserialize(deserializer).map(Written)
        }
    }
}
