//! From the tree to values: each field read once, every problem of it told with its place.

use super::{
    At, Source,
    near::{either, nearest},
    yaml::{Node, Place, Value},
};
use crate::{edtf::Edtf, report::Diagnostic};

/// Collects problems while entries are read.
pub struct Reader {
    pub source: Source,
    pub problems: Vec<Diagnostic>,
}

/// The fields of one entry, its keys known and each given once.
pub struct Fields<'n> {
    pub place: Place,
    fields: Vec<(&'n str, &'n Node, &'n Node)>,
}

impl<'n> Fields<'n> {
    pub fn get(&self, key: &str) -> Option<&'n Node> {
        self.fields.iter().find(|f| f.0 == key).map(|f| f.2)
    }
    /// The place of the key itself.
    pub fn key(&self, key: &str) -> Option<Place> {
        self.fields.iter().find(|f| f.0 == key).map(|f| f.1.place)
    }
    /// The first of these keys that is given.
    pub fn any(&self, keys: &[&'static str]) -> Option<&'static str> {
        keys.iter().copied().find(|k| self.get(k).is_some())
    }
}

impl Reader {
    pub fn new(source: Source) -> Reader {
        Reader { source, problems: Vec::new() }
    }

    pub fn error(&mut self, code: &'static str, place: Place, message: impl Into<String>, hint: impl Into<String>) {
        let problem = Diagnostic::error(code, message).hint(hint);
        self.problems.push(self.source.mark(problem, place));
    }

    pub fn warn(&mut self, code: &'static str, place: Place, message: impl Into<String>, hint: impl Into<String>) {
        let problem = Diagnostic::warning(code, message).hint(hint);
        self.problems.push(self.source.mark(problem, place));
    }

    /// The fields of a mapping. `elsewhere` says of a key that is wrong here where it belongs.
    pub fn fields<'n>(
        &mut self,
        node: &'n Node,
        what: &str,
        allowed: &[&'static str],
        elsewhere: &[(&str, &str)],
    ) -> Option<Fields<'n>> {
        let Value::Map(pairs) = &node.value else {
            let hint = match &node.value {
                Value::Text { text, plain: true } if glued_key(text, allowed).is_some() => {
                    let key = glued_key(text, allowed).unwrap_or_default();
                    format!("a blank is missing after the colon: `{key}: {}`", &text[key.len() + 1..])
                }
                _ => format!("write keys and values: {}", either(allowed)),
            };
            self.error(
                "wrong-shape",
                node.place,
                format!("{what} is a mapping, and here stands {}", node.describe()),
                hint,
            );
            return None;
        };
        let mut fields: Vec<(&str, &Node, &Node)> = Vec::new();
        for (key, value) in pairs {
            let Value::Text { text, .. } = &key.value else {
                self.error("wrong-shape", key.place, "a key is a word", format!("write one of {}", either(allowed)));
                continue;
            };
            if let Some(first) = fields.iter().find(|f| f.0 == text) {
                let line = first.1.place.line;
                self.error(
                    "duplicate-key",
                    key.place,
                    format!("`{text}` is given twice; the first is in line {line}"),
                    "keep one of the two",
                );
                continue;
            }
            if allowed.contains(&text.as_str()) {
                fields.push((text, key, value));
                continue;
            }
            let hint = match elsewhere.iter().find(|e| e.0 == text) {
                Some((_, place)) => (*place).to_owned(),
                None => {
                    let given = |key: &&str| {
                        pairs.iter().any(|(k, _)| matches!(&k.value, Value::Text { text, .. } if text == key))
                    };
                    let free: Vec<&str> = allowed.iter().copied().filter(|key| !given(key)).collect();
                    did_you_mean(text, &free)
                }
            };
            self.error("unknown-key", key.place, format!("`{text}` is no key of {what}"), hint);
        }
        Some(Fields { place: node.place, fields })
    }

    /// The entries of a list; a lone mapping is told to be made one.
    pub fn list<'n>(&mut self, node: &'n Node, what: &str) -> &'n [Node] {
        match &node.value {
            Value::List(items) => items,
            Value::Empty => &[],
            _ => {
                self.error(
                    "wrong-shape",
                    node.place,
                    format!("`{what}` is a list, and here stands {}", node.describe()),
                    "begin each entry with `- `",
                );
                &[]
            }
        }
    }

    /// A text that is not empty.
    pub fn text(&mut self, node: Option<&Node>, key: &str) -> Option<At<String>> {
        let node = node?;
        match &node.value {
            Value::Text { text, plain } if !text.trim().is_empty() => {
                if *plain {
                    self.comment_behind(node);
                }
                Some(At { value: text.trim().to_owned(), place: node.place })
            }
            Value::Empty | Value::Text { .. } => {
                self.error("empty", node.place, format!("`{key}` is empty"), "write its text, or delete the line");
                None
            }
            _ => {
                let message = format!("`{key}` is a text, and here stands {}", node.describe());
                self.error("wrong-shape", node.place, message, "put the text between quotation marks");
                None
            }
        }
    }

    /// `title: Round #2` is cut short at the `#`.
    fn comment_behind(&mut self, node: &Node) {
        let line = self.source.lines.get(node.place.line - 1).map_or("", String::as_str);
        let behind: String = line.chars().skip(node.place.column - 1 + node.place.length).collect();
        let trimmed = behind.trim_start();
        if behind.len() > trimmed.len() && trimmed.starts_with('#') && trimmed[1..].starts_with(char::is_alphanumeric) {
            let column = line.chars().count() - trimmed.chars().count() + 1;
            let place = Place { line: node.place.line, column, length: trimmed.chars().count() };
            self.warn(
                "comment",
                place,
                "what follows ` #` is a comment and no part of the text",
                "put the text between quotation marks if it belongs to it, or write a blank after the `#`",
            );
        }
    }

    /// A text or a list of texts.
    pub fn texts(&mut self, node: Option<&Node>, key: &str) -> Vec<At<String>> {
        match node.map(|n| &n.value) {
            None => Vec::new(),
            Some(Value::List(items)) => items.iter().filter_map(|item| self.text(Some(item), key)).collect(),
            Some(_) => self.text(node, key).into_iter().collect(),
        }
    }

    /// One of the words of a closed list.
    pub fn word<T>(
        &mut self,
        node: Option<&Node>,
        key: &str,
        words: &[&'static str],
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<At<T>> {
        let text = self.text(node, key)?;
        if let Some(value) = parse(&text.value) {
            return Some(At { value, place: text.place });
        }
        let hint = did_you_mean(&text.value, words);
        self.error("unknown-word", text.place, format!("`{}` is no {key}", text.value), hint);
        None
    }

    /// An EDTF value. `[a, b]` without quotation marks is a list to YAML, and is meant as one of these.
    pub fn date(&mut self, node: Option<&Node>, key: &str) -> Option<At<Edtf>> {
        let node = node?;
        let text = match &node.value {
            Value::List(items) => {
                let parts: Vec<_> = items.iter().filter_map(|i| self.text(Some(i), key)).map(|t| t.value).collect();
                if parts.len() < items.len() {
                    return None;
                }
                At { value: format!("[{}]", parts.join(",")), place: node.place }
            }
            Value::Empty => {
                let hint = "write what is known: 2025-03-18, 2025-03, 2025-03-15/2025-03-16, or delete the line";
                self.error("bad-date", node.place, format!("`{key}` has no value"), hint);
                return None;
            }
            _ => self.text(Some(node), key)?,
        };
        match text.value.parse::<Edtf>() {
            Ok(value) => Some(At { value, place: text.place }),
            Err(error) => {
                let reason = error.to_string();
                let (reason, hint) = match other_notation(&text.value) {
                    Some(hint) => (format!("`{}` is no date in the ISO notation", text.value), hint),
                    None => match reason.split_once("; ") {
                        Some((reason, hint)) => (reason.to_owned(), hint.to_owned()),
                        None => (reason, "write a day, month or year: 2025-03-20, 2025-03, 2025".to_owned()),
                    },
                };
                self.error("bad-date", text.place, reason, hint);
                None
            }
        }
    }
}

fn did_you_mean(written: &str, names: &[&str]) -> String {
    match nearest(written, names.iter().copied()) {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("write one of {}", either(names)),
    }
}

/// The key at the head of `key:value`, which YAML takes for one text.
fn glued_key<'t>(text: &'t str, allowed: &[&str]) -> Option<&'t str> {
    let (key, _) = text.split_once(':')?;
    allowed.contains(&key).then_some(key)
}

/// What a date in another notation would be: `18.03.2025`, `3/18/2025`, `2025-3-18`, `12:30`.
fn other_notation(text: &str) -> Option<String> {
    if text.contains(':') && !text.contains('-') && text.chars().all(|c| c.is_ascii_digit() || c == ':') {
        return Some("this is a time of the day; write the day: 2025-03-18".to_owned());
    }
    let parts: Vec<&str> = text.split(['.', '/', '-', ' ']).filter(|p| !p.is_empty()).collect();
    let [a, b, c] = parts[..] else {
        let words = text.split_whitespace().any(|w| w.chars().all(char::is_alphabetic) && w.len() > 2);
        return words.then(|| "write the month as a number, the year first: 2025-03-18 or 2025-03".to_owned());
    };
    if c.len() == 4 && c.bytes().all(|b| b.is_ascii_digit()) && parts.iter().any(|p| p.chars().all(char::is_alphabetic))
    {
        return Some(format!("write the month as a number, the year first: {c}-03-18"));
    }
    let number = |p: &str| (p.len() <= 4).then(|| p.parse::<u32>().ok()).flatten();
    let (a, b, c) = (number(a)?, number(b)?, number(c)?);
    let day = |year: u32, month: u32, day: u32| {
        let text = format!("{year:04}-{month:02}-{day:02}");
        (year > 999).then(|| text.parse::<Edtf>().ok().map(|_| text)).flatten()
    };
    let mut readings: Vec<String> = [day(a, b, c), day(c, b, a), day(c, a, b)].into_iter().flatten().collect();
    readings.dedup();
    match &readings[..] {
        [] => None,
        [only] => Some(format!("write {only}")),
        [one, other, ..] => Some(format!("write {one} or {other}, whichever is meant")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notations_of_other_places() {
        for (text, expected) in [
            ("18.03.2025", Some("write 2025-03-18")),
            ("3/18/2025", Some("write 2025-03-18")),
            ("03/04/2025", Some("write 2025-04-03 or 2025-03-04, whichever is meant")),
            ("2025-3-8", Some("write 2025-03-08")),
            ("2025/03/08", Some("write 2025-03-08")),
            ("12:30", Some("this is a time of the day; write the day: 2025-03-18")),
            ("March 2025", Some("write the month as a number, the year first: 2025-03-18 or 2025-03")),
            ("18 March 2025", Some("write the month as a number, the year first: 2025-03-18")),
            ("2025-02-30", None),
        ] {
            assert_eq!(other_notation(text).as_deref(), expected, "{text}");
        }
    }
}
