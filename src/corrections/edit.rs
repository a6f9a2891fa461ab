//! A correction written into `events.yaml`, every other byte of which stays as it is.
//!
//! Lines are put in, or one value on one line is exchanged; what is written otherwise than a person would expect
//! (entries in braces, values over several lines) is left to the person. The result is read back and compared with what
//! was there before it is handed out.

use super::{
    Section, guard, scalar,
    yaml::{self, Node, Value},
};
use crate::{events::Role, report::Diagnostic, text::fold};

/// What is to be written.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    pub section: Section,
    /// The event's id, the article's file or the actor's name; none for an event that is added.
    pub name: Option<String>,
    /// Keys with their values, in the order in which they are written.
    pub fields: Vec<(&'static str, Given)>,
}

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub enum Given {
    Text(String),
    /// A list that replaces one that is there.
    List(Vec<String>),
    /// A list that is added to one that is there.
    More(Vec<String>),
    /// Names by role; they replace those roles.
    Roles(Vec<(Role, Vec<String>)>),
}

/// The file as it is to be.
#[derive(Debug, Clone, PartialEq)]
pub struct Edited {
    pub text: String,
    /// Where the entry begins; 1-based.
    pub line: usize,
    /// An entry that was there was completed.
    pub merged: bool,
}

/// Writes an entry, or completes the one that speaks of the same. `text` is free of errors.
///
/// # Errors
/// When the file is written in a way that can't be changed line by line: the message names the line.
pub fn edit(text: &str, file: &str, entry: &Entry) -> Result<Edited, Box<Diagnostic>> {
    let body = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mark = &text[..text.len() - body.len()];
    let refuse = |line: usize, message: &str| {
        let shown = body.lines().nth(line.saturating_sub(1)).unwrap_or_default();
        let hint = "change it by hand; nothing was written";
        Box::new(Diagnostic::error("not-written", message).file(file).at(line, 1).showing(shown, 1).hint(hint))
    };
    let root = match yaml::parse(body) {
        (root, None) => root,
        (_, Some(error)) => return Err(refuse(error.place.line, "the file has an error here")),
    };
    let mut page = Page::new(body);
    let key = section_key(entry.section);
    let sections: &[(Node, Node)] = match &root {
        Some(Node { value: Value::Map(pairs), place, .. }) if !page.is_at(place.line, place.column, '{') => pairs,
        Some(Node { value: Value::Empty, .. }) | None => &[],
        Some(node) => return Err(refuse(node.place.line, "the file is written in braces")),
    };
    let section = sections.iter().find(|(name, _)| is_text(name, key));
    let (line, merged, at) = match section {
        None => (page.append_section(key, entry), false, 0),
        Some((name, node)) => match &node.value {
            Value::List(items) if !items.is_empty() => {
                if page.is_at(node.place.line, node.place.column, '[') {
                    return Err(refuse(node.place.line, "this list is written in brackets"));
                }
                let same = |item: &Node| entry.name.as_ref().is_some_and(|n| names(item, entry.section, n));
                match items.iter().position(same) {
                    Some(at) => {
                        page.complete(&items[at], entry).map_err(|(line, message)| refuse(line, &message))?;
                        (items[at].place.line, true, at)
                    }
                    None => {
                        let dash = page.dash(&items[0]);
                        (page.append(name.place.line, dash, entry), false, items.len())
                    }
                }
            }
            Value::List(_) | Value::Empty => {
                page.clear_value(name);
                (page.append(name.place.line, 2, entry), false, 0)
            }
            _ => return Err(refuse(node.place.line, "this is no list")),
        },
    };
    let new = page.text();
    if guard::too_large(new.len(), file).is_some() || !sound(root.as_ref(), &new, key, at, entry) {
        return Err(refuse(line, "this can't be written without touching what stands around it"));
    }
    Ok(Edited { text: format!("{mark}{new}"), line, merged })
}

fn section_key(section: Section) -> &'static str {
    match section {
        Section::Articles => "articles",
        Section::Events => "events",
        Section::Actors => "actors",
    }
}

/// The key by which an entry says of what it speaks.
fn name_key(section: Section) -> &'static str {
    match section {
        Section::Articles => "file",
        Section::Events => "id",
        Section::Actors => "name",
    }
}

fn is_text(node: &Node, wanted: &str) -> bool {
    matches!(&node.value, Value::Text { text, .. } if text == wanted)
}

fn pair<'n>(item: &'n Node, key: &str) -> Option<&'n (Node, Node)> {
    let Value::Map(pairs) = &item.value else { return None };
    pairs.iter().find(|(name, _)| is_text(name, key))
}

fn field<'n>(item: &'n Node, key: &str) -> Option<&'n Node> {
    pair(item, key).map(|(_, value)| value)
}

fn names(item: &Node, section: Section, name: &str) -> bool {
    let Some(Value::Text { text, .. }) = field(item, name_key(section)).map(|n| &n.value) else { return false };
    match section {
        Section::Articles => text.trim() == name,
        Section::Events => text.trim().eq_ignore_ascii_case(name),
        Section::Actors => fold(text.trim()) == fold(name),
    }
}

/// The file's lines, with their ends.
struct Page {
    lines: Vec<String>,
    end: &'static str,
}

impl Page {
    fn new(text: &str) -> Page {
        let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        Page { lines: text.split_inclusive('\n').map(str::to_owned).collect(), end }
    }

    fn text(&self) -> String {
        self.lines.concat()
    }

    fn is_at(&self, line: usize, column: usize, wanted: char) -> bool {
        self.lines.get(line - 1).and_then(|l| l.chars().nth(column - 1)) == Some(wanted)
    }

    /// Blanks before the `-` of a list's item.
    fn dash(&self, item: &Node) -> usize {
        let before = |line: usize| self.lines.get(line).and_then(|l| l.chars().position(|c| c == '-'));
        let line = &self.lines[item.place.line - 1];
        match line.chars().take(item.place.column - 1).position(|c| c == '-') {
            Some(dash) => dash,
            // `-` stands on a line of its own above
            None => item.place.line.checked_sub(2).and_then(before).unwrap_or(item.place.column.saturating_sub(3)),
        }
    }

    /// Puts lines behind the first `at`, the last of which may lack its end.
    fn insert(&mut self, at: usize, new: Vec<String>) {
        if let Some(last) = at.checked_sub(1).and_then(|i| self.lines.get_mut(i))
            && !last.ends_with('\n')
        {
            last.push_str(self.end);
        }
        self.lines.splice(at..at, new);
    }

    fn append_section(&mut self, key: &str, entry: &Entry) -> usize {
        let mut new = Vec::new();
        if self.lines.last().is_some_and(|l| !l.trim().is_empty()) {
            new.push(self.end.to_owned());
        }
        new.push(format!("{key}:{}", self.end));
        let line = self.lines.len() + new.len() + 1;
        new.extend(self.entry(2, entry));
        self.insert(self.lines.len(), new);
        line
    }

    /// Puts an entry at the end of the section whose key stands in `line`.
    fn append(&mut self, line: usize, dash: usize, entry: &Entry) -> usize {
        let last = self.block_end(line, |line| indent(line) > 0 || line.starts_with("- ") || line.trim_end() == "-");
        let new = self.entry(dash, entry);
        self.insert(last, new);
        last + 1
    }

    /// The last line of the block that begins in `line`: comments within it belong to it, those behind it don't.
    fn block_end(&self, line: usize, belongs: impl Fn(&str) -> bool) -> usize {
        let mut last = line;
        for (i, text) in self.lines.iter().enumerate().skip(line) {
            if text.trim().is_empty() {
                continue;
            }
            if belongs(text) {
                last = i + 1;
            } else if !text.trim_start().starts_with('#') {
                break;
            }
        }
        last
    }

    fn entry(&self, dash: usize, entry: &Entry) -> Vec<String> {
        let name = entry.name.iter().map(|name| (name_key(entry.section), Given::Text(name.clone())));
        let fields = name.chain(entry.fields.iter().cloned());
        let line = |(n, (key, value)): (usize, (&str, Given))| {
            let lead = if n == 0 { "- " } else { "  " };
            format!("{:dash$}{lead}{key}: {}{}", "", value.yaml(), self.end)
        };
        fields.enumerate().map(line).collect()
    }

    /// `events: []` and `events: ~` lose what stands for nothing.
    fn clear_value(&mut self, key: &Node) {
        let line = &mut self.lines[key.place.line - 1];
        let Some(colon) = line.find(':') else { return };
        let rest = &line[colon + 1..];
        let value = rest.trim_start();
        for nothing in ["[]", "~", "null", "Null", "NULL"] {
            if value.strip_prefix(nothing).is_some_and(|r| r.trim_start().is_empty() || r.starts_with([' ', '\t'])) {
                let start = colon + 1;
                let stop = line.len() - value.len() + nothing.len();
                line.replace_range(start..stop, "");
                return;
            }
        }
    }

    /// Sets fields of an entry that is there.
    fn complete(&mut self, item: &Node, entry: &Entry) -> Result<(), (usize, String)> {
        let place = item.place;
        if self.is_at(place.line, place.column, '{') {
            return Err((place.line, "this entry is written in braces".to_owned()));
        }
        let mut new = Vec::new();
        for (key, value) in &entry.fields {
            match pair(item, key) {
                Some((name, old)) => {
                    let line = name.place.line;
                    let message = || format!("`{key}` is there already, and is no text or list on this one line");
                    self.exchange(line, old, value).ok_or_else(|| (line, message()))?;
                }
                None => new.push(format!("{:1$}{key}: {2}{3}", "", place.column - 1, value.yaml(), self.end)),
            }
        }
        let dash = self.dash(item);
        let last = self.block_end(place.line, |line| indent(line) > dash);
        self.insert(last, new);
        Ok(())
    }

    /// Puts a value in the place of one that begins and ends on the line of its key.
    fn exchange(&mut self, line: usize, old: &Node, value: &Given) -> Option<()> {
        let column = old.place.column;
        let brackets = self.is_at(line, column, '[') || self.is_at(line, column, '{');
        let block = matches!(old.value, Value::List(_) | Value::Map(_)) && !brackets;
        if old.place.line != line || block || old.value == Value::Empty {
            return None;
        }
        let end = match brackets {
            true => closing(&self.lines[line - 1], column)?,
            false => old.end.1,
        };
        if !brackets && old.end.0 != line || end <= column {
            return None;
        }
        let new = value.with(old).yaml();
        let chars: Vec<char> = self.lines[line - 1].chars().collect();
        let (head, tail) = (&chars[..column - 1], &chars[end - 1..]);
        self.lines[line - 1] = head.iter().copied().chain(new.chars()).chain(tail.iter().copied()).collect();
        Some(())
    }
}

/// The column behind the bracket that closes the one in `column`, if it stands on the line.
fn closing(line: &str, column: usize) -> Option<usize> {
    let mut depth = 0usize;
    let mut quote = None;
    let mut escaped = false;
    for (i, c) in line.chars().enumerate().skip(column - 1) {
        match (quote, c) {
            (Some('"'), '\\') if !escaped => {
                escaped = true;
                continue;
            }
            (Some(q), c) if c == q && !escaped => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') if !line.chars().nth(i.saturating_sub(1)).is_some_and(char::is_alphanumeric) => {
                quote = Some(c)
            }
            (None, '[' | '{') => depth += 1,
            (None, ']' | '}') => {
                depth -= 1;
                if depth == 0 {
                    return Some(i + 2);
                }
            }
            _ => {}
        }
        escaped = false;
    }
    None
}

fn indent(line: &str) -> usize {
    line.chars().take_while(|c| *c == ' ').count()
}

impl Given {
    fn yaml(&self) -> String {
        let list = |names: &[String]| format!("[{}]", names.iter().map(|n| scalar(n)).collect::<Vec<_>>().join(", "));
        match self {
            Given::Text(text) => scalar(text),
            Given::List(names) | Given::More(names) => list(names),
            Given::Roles(roles) => {
                let each: Vec<String> =
                    roles.iter().map(|(r, names)| format!("{}: {}", r.as_str(), list(names))).collect();
                format!("{{{}}}", each.join(", "))
            }
        }
    }

    /// Together with what is kept of the former value.
    fn with(&self, old: &Node) -> Given {
        match self {
            Given::More(names) => {
                let mut all = texts(old);
                all.extend(names.iter().filter(|n| !texts(old).contains(n)).cloned());
                Given::More(all)
            }
            Given::Roles(given) => {
                let kept = |role: Role| field(old, role.as_str()).map(texts);
                let named = |role: Role| given.iter().find(|(r, _)| *r == role).map(|(_, names)| names.clone());
                let roles = Role::ALL.into_iter();
                Given::Roles(roles.filter_map(|r| Some((r, named(r).or_else(|| kept(r))?))).collect())
            }
            other => other.clone(),
        }
    }
}

fn texts(node: &Node) -> Vec<String> {
    match &node.value {
        Value::Text { text, .. } => vec![text.clone()],
        Value::List(items) => items.iter().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}

/// The new text says what the old one said, and in entry `at` of the section what was to be written.
fn sound(old: Option<&Node>, new: &str, key: &str, at: usize, entry: &Entry) -> bool {
    let (Some(Node { value: Value::Map(sections), .. }), None) = yaml::parse(new) else { return false };
    let empty = Vec::new();
    let before = match old.map(|n| &n.value) {
        Some(Value::Map(pairs)) => pairs,
        _ => &empty,
    };
    let others = |pairs: &[(Node, Node)]| -> Vec<String> {
        pairs.iter().filter(|(name, _)| !is_text(name, key)).map(|(n, v)| format!("{} {}", said(n), said(v))).collect()
    };
    let items = |pairs: &[(Node, Node)]| match pairs.iter().find(|(name, _)| is_text(name, key)).map(|(_, v)| &v.value)
    {
        Some(Value::List(items)) => items.clone(),
        _ => Vec::new(),
    };
    let (was, now) = (items(before), items(&sections));
    let Some(item) = now.get(at) else { return false };
    let kept = now.len() == was.len().max(at + 1)
        && was.iter().zip(&now).enumerate().all(|(i, (a, b))| i == at || said(a) == said(b));
    let own = |name: &str| entry.fields.iter().any(|(key, _)| *key == name);
    let fields = |item: &Node| -> Vec<String> {
        let Value::Map(pairs) = &item.value else { return Vec::new() };
        let rest = pairs.iter().filter(|(n, _)| !matches!(&n.value, Value::Text { text, .. } if own(text)));
        rest.map(|(n, v)| format!("{} {}", said(n), said(v))).collect()
    };
    let same_rest = was.get(at).is_none_or(|old| fields(old) == fields(item));
    let written = entry.fields.iter().all(|(key, value)| {
        let Some(node) = field(item, key) else { return false };
        match value {
            Given::Text(text) => is_text(node, text),
            Given::List(names) => texts(node) == *names,
            Given::More(names) => names.iter().all(|n| texts(node).contains(n)),
            Given::Roles(roles) => {
                roles.iter().all(|(role, names)| field(node, role.as_str()).is_some_and(|n| texts(n) == *names))
            }
        }
    });
    let named = entry.name.as_ref().is_none_or(|name| names(item, entry.section, name));
    others(before) == others(&sections) && kept && same_rest && written && named
}

/// What a node says, wherever it stands.
fn said(node: &Node) -> String {
    match &node.value {
        Value::Empty => "~".to_owned(),
        // a block's last line break may come or go with the lines behind it; no reader of corrections sees it
        Value::Text { text, .. } => format!("{:?}", text.trim()),
        Value::List(items) => format!("{:?}", items.iter().map(said).collect::<Vec<_>>()),
        Value::Map(pairs) => format!("{:?}", pairs.iter().map(|(k, v)| (said(k), said(v))).collect::<Vec<_>>()),
    }
}

#[cfg(test)]
mod tests;
