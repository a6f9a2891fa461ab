//! YAML as a tree that knows where everything stands.
//!
//! Scalars stay text: `no`, `12:30` and `2025-03-18` mean what is written, not a boolean, a number in
//! base 60 or a timestamp. The tree is cut short at a syntax error, so that what stands above it can be checked.

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError};

/// Where a node stands; all 1-based and in characters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Place {
    pub line: usize,
    pub column: usize,
    /// Characters on its first line; at least 1.
    pub length: usize,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing, `~` or `null`.
    Empty,
    Text {
        text: String,
        /// Without quotation marks and not a block.
        plain: bool,
    },
    List(Vec<Node>),
    Map(Vec<(Node, Node)>),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    pub place: Place,
    /// Line and column behind a text's last character; of lists and mappings some place behind them.
    pub end: (usize, usize),
    pub value: Value,
}

impl Node {
    /// What it is, with its article, for messages.
    pub fn describe(&self) -> &'static str {
        match self.value {
            Value::Empty => "nothing",
            Value::Text { .. } => "a text",
            Value::List(_) => "a list",
            Value::Map(_) => "a mapping",
        }
    }
}

/// Why there is no more tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    pub place: Place,
    /// The parser's words.
    pub message: String,
}

/// No file of corrections nests deeper than a few levels; a bomb does.
const MAX_DEPTH: usize = 16;

/// The tree of the first document (none when there is no content), and the error that cut it short, if any.
/// Entries that the error left unfinished are not part of the tree.
pub fn parse(text: &str) -> (Option<Node>, Option<SyntaxError>) {
    let mut builder = Builder::default();
    let mut documents = 0;
    for event in Parser::new_from_str(text) {
        let (event, span) = match event {
            Ok(found) => found,
            Err(error) => return (builder.finish(), Some(scan_error(error))),
        };
        let length = if span.start.line() == span.end.line() { span.end.col() - span.start.col() } else { 1 };
        let place = Place { line: span.start.line(), column: span.start.col() + 1, length: length.max(1) };
        let end = (span.end.line(), span.end.col() + 1);
        let refuse = |message: &str| Some(SyntaxError { place, message: message.to_owned() });
        match event {
            Event::DocumentStart(_) => {
                documents += 1;
                if documents > 1 {
                    return (builder.finish(), refuse("a second document begins"));
                }
            }
            Event::Alias(_) => return (builder.finish(), refuse("an alias (`*name`) stands here")),
            Event::Scalar(_, _, _, Some(_)) | Event::SequenceStart(_, Some(_)) | Event::MappingStart(_, Some(_)) => {
                return (builder.finish(), refuse("a tag (`!name`) stands here"));
            }
            Event::Scalar(text, style, _, None) => {
                let plain = style == ScalarStyle::Plain;
                let value = match &*text {
                    "" | "~" | "null" | "Null" | "NULL" if plain => Value::Empty,
                    _ => Value::Text { text: text.into_owned(), plain },
                };
                builder.value(Node { place, end, value });
            }
            Event::SequenceStart(..) | Event::MappingStart(..) => {
                if builder.open.len() >= MAX_DEPTH {
                    return (builder.finish(), refuse("lists and mappings nest too deep"));
                }
                let map = matches!(event, Event::MappingStart(..));
                builder.open.push(Open { place, map, items: Vec::new() });
            }
            Event::SequenceEnd | Event::MappingEnd => builder.close(end),
            _ => {}
        }
    }
    (builder.finish(), None)
}

fn scan_error(error: ScanError) -> SyntaxError {
    let marker = error.marker();
    let place = Place { line: marker.line().max(1), column: marker.col() + 1, length: 1 };
    SyntaxError { place, message: error.info().to_owned() }
}

#[derive(Default)]
struct Builder {
    open: Vec<Open>,
    root: Option<Node>,
}

/// A list or mapping that has not ended; a mapping's keys and values alternate.
struct Open {
    place: Place,
    map: bool,
    items: Vec<Node>,
}

impl Builder {
    fn value(&mut self, node: Node) {
        match self.open.last_mut() {
            Some(open) => open.items.push(node),
            None => self.root = Some(node),
        }
    }

    fn close(&mut self, end: (usize, usize)) {
        let Some(open) = self.open.pop() else { return };
        self.value(open.node(end));
    }

    /// Closes what is open, but drops the entry in which the text broke off.
    fn finish(mut self) -> Option<Node> {
        if self.root.is_none() && self.open.len() > 3 {
            // root, section and list are kept, the entry that broke off is not
            self.open.truncate(3);
            let last = self.open.len() - 1;
            if self.open[last].map {
                self.open.truncate(last);
            }
        } else if self.open.len() == 3 && self.open[2].map {
            self.open.truncate(2);
        }
        while !self.open.is_empty() {
            self.close((0, 0));
        }
        self.root
    }
}

impl Open {
    fn node(self, end: (usize, usize)) -> Node {
        let value = if self.map {
            let mut pairs = Vec::with_capacity(self.items.len() / 2);
            let mut items = self.items.into_iter();
            while let (Some(key), Some(value)) = (items.next(), items.next()) {
                pairs.push((key, value));
            }
            Value::Map(pairs)
        } else {
            Value::List(self.items)
        };
        Node { place: self.place, end, value }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_has_its_place() {
        let (root, error) = parse("events:\n  - id: ab-cd   # why\n    date: 2025-03-18\n    note: \"é: x\"\n");
        assert_eq!(error, None);
        let Value::Map(sections) = root.unwrap().value else { panic!() };
        let (key, list) = &sections[0];
        assert_eq!(key.place, Place { line: 1, column: 1, length: 6 });
        let Value::List(entries) = &list.value else { panic!() };
        let Value::Map(fields) = &entries[0].value else { panic!() };
        let places: Vec<_> = fields.iter().map(|(k, v)| (k.place.line, k.place.column, v.place.column)).collect();
        assert_eq!(places, [(2, 5, 9), (3, 5, 11), (4, 5, 11)]);
        assert_eq!(fields[1].1.value, Value::Text { text: "2025-03-18".into(), plain: true });
        assert_eq!(fields[2].1.place.length, 6);
    }

    #[test]
    fn what_stands_above_an_error_is_kept() {
        let (root, error) = parse("events:\n  - id: a\n    hide: x\n  - id: b\n    note: [\n  - id: c\n");
        assert!(error.is_some());
        let Value::Map(sections) = root.unwrap().value else { panic!() };
        let Value::List(entries) = &sections[0].1.value else { panic!() };
        assert_eq!(entries.len(), 1);
    }

    #[test]
    fn bombs_are_refused_at_once() {
        for bomb in ["[".repeat(1_000_000), "{a: ".repeat(300_000), "- ".repeat(500_000), "? ".repeat(500_000)] {
            assert!(parse(&bomb).1.is_some());
        }
        assert!(parse("a: &x 1\nb: *x\n").1.unwrap().message.contains("alias"));
        assert!(parse("a: !!int 1\n").1.unwrap().message.contains("tag"));
        assert!(parse("a: 1\n---\nb: 2\n").1.unwrap().message.contains("second"));
        assert_eq!(parse("# only a comment\n"), (None, None));
    }
}
