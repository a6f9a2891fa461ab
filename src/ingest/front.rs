//! YAML front matter: the lines between two `---` at the head of a file.

use super::{
    Reader,
    given::{Given, KEYS, Wrong, nearest},
};
use crate::report::Diagnostic;
use serde_yaml::Value;

/// The longest front matter, in bytes, and its deepest nesting: what lies beyond is no front matter but a bomb.
const MAX_BYTES: usize = 64 << 10;
const MAX_DEPTH: usize = 32;

enum Head<'t> {
    /// The file does not begin with `---`.
    None,
    /// The keys between the marks, and where the text after them begins.
    Keys(&'t str, usize),
    /// No closing mark within the bounds.
    Open,
}

fn head(text: &str) -> Head<'_> {
    let mut lines = text.split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| line.trim_end() == "---") else { return Head::None };
    let mut at = first.len();
    for line in lines {
        if matches!(line.trim_end(), "---" | "...") {
            return Head::Keys(&text[first.len()..at], at + line.len());
        }
        at += line.len();
        if at > MAX_BYTES {
            break;
        }
    }
    Head::Open
}

impl Reader<'_> {
    /// What the front matter gives, and the byte at which the body begins. Mistakes are reported; the body is
    /// what follows the front matter all the same.
    pub(super) fn front_matter(&mut self, text: &str) -> (Given, usize) {
        let mut given = Given::default();
        let (yaml, body) = match head(text) {
            Head::None => return (given, 0),
            Head::Keys(yaml, body) => (yaml, body),
            Head::Open => {
                // a rule at the head of a text is drawn the same way
                let key = |line: &str| {
                    let name = line.split(':').next().unwrap_or("");
                    KEYS.iter().any(|k| is_key(line, k))
                        || name.len() < line.len() && !name.is_empty() && line.len() > MAX_BYTES
                };
                if text.lines().nth(1).is_some_and(key) {
                    let message =
                        format!("the front matter does not end within {} KB; it was taken as text", MAX_BYTES >> 10);
                    let warning = Diagnostic::warning("open-front-matter", message)
                        .hint("close it with a line of three hyphens: ---");
                    self.diagnostics.push(warning.file(self.path).at(1, 1).showing("---", 3));
                }
                return (given, 0);
            }
        };
        if depth(yaml) > MAX_DEPTH {
            let warning =
                Diagnostic::warning("bad-front-matter", "the front matter is nested too deeply; it was left out");
            self.diagnostics.push(warning.file(self.path).at(2, 1));
            return (given, body);
        }
        let value: Value = match serde_yaml::from_str(yaml) {
            Ok(value) => value,
            Err(error) => {
                self.broken_yaml(yaml, &error);
                return (self.salvage(yaml), body);
            }
        };
        match value {
            Value::Null => {}
            Value::Mapping(map) => {
                for (key, value) in &map {
                    self.key(yaml, key, value, &mut given);
                }
            }
            _ => {
                let warning = Diagnostic::warning("bad-front-matter", "the front matter holds no keys")
                    .hint("one `key: value` a line: title, published, source, url, language");
                self.diagnostics.push(warning.file(self.path).at(2, 1).showing(yaml.lines().next().unwrap_or(""), 1));
            }
        }
        (given, body)
    }

    fn key(&mut self, yaml: &str, key: &Value, value: &Value, given: &mut Given) {
        let name = plain(key).unwrap_or_default();
        let line = yaml.lines().position(|l| is_key(l, &name));
        let at = |diagnostic: Diagnostic, column: usize, length: usize| {
            let diagnostic = diagnostic.file(self.path);
            match line {
                Some(line) => diagnostic.at(line + 2, column).showing(yaml.lines().nth(line).unwrap_or(""), length),
                None => diagnostic,
            }
        };
        if !KEYS.contains(&name.as_str()) {
            let warning = Diagnostic::warning("unknown-key", format!("unknown key `{name}` in the front matter"));
            let hint = match nearest(&name, &KEYS) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("known keys: {}", KEYS.join(", ")),
            };
            let warning = at(warning.hint(hint), 1, name.chars().count());
            self.diagnostics.push(warning);
            return;
        }
        let wrong = match plain(value) {
            Some(text) => match given.set(&name, &text) {
                Ok(()) => return,
                Err(wrong) => (wrong, text),
            },
            None => (Wrong("bad-value", "is no single value", "one line of text"), name.clone()),
        };
        let (Wrong(code, what, hint), text) = wrong;
        let source = line.and_then(|l| yaml.lines().nth(l)).unwrap_or("");
        let column = source.find(text.as_str()).map_or(1, |at| source[..at].chars().count() + 1);
        let warning = Diagnostic::warning(code, format!("`{text}` {what} (key `{name}`)")).hint(hint);
        let warning = at(warning, column, text.chars().count());
        self.diagnostics.push(warning);
    }

    fn broken_yaml(&mut self, yaml: &str, error: &serde_yaml::Error) {
        let full = error.to_string();
        // the place stands in the diagnostic itself
        let message = full.split(" at line ").next().unwrap_or(&full);
        let mut warning =
            Diagnostic::warning("bad-front-matter", format!("the front matter is no valid YAML: {message}"))
                .file(self.path)
                .hint("put values that hold `:` or `#`, or begin with a mark, between quotation marks");
        if let Some(place) = error.location() {
            // errors at the end lie behind the last line
            let line = place.line().clamp(1, yaml.lines().count().max(1));
            warning = warning.at(line + 1, place.column().max(1)).showing(yaml.lines().nth(line - 1).unwrap_or(""), 1);
        }
        self.diagnostics.push(warning);
    }

    /// The keys that can be read line by line from broken YAML: better a title with a colon than none.
    fn salvage(&mut self, yaml: &str) -> Given {
        let mut given = Given::default();
        for line in yaml.lines() {
            let Some(key) = KEYS.iter().find(|k| is_key(line, k)) else { continue };
            let value = line[key.len()..].trim_start().trim_start_matches(':').trim().trim_matches(['"', '\'']);
            // whatever is wrong here too has been reported with the whole
            let _ = given.set(key, value);
        }
        given
    }
}

fn is_key(line: &str, key: &str) -> bool {
    let line = line.trim_start_matches(['"', '\'']);
    line.strip_prefix(key).is_some_and(|rest| rest.trim_start_matches(['"', '\'']).trim_start().starts_with(':'))
}

fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(bool) => Some(bool.to_string()),
        Value::Null => Some(String::new()),
        _ => None,
    }
}

/// How deep the flow collections nest at most, and an upper bound for block ones.
fn depth(yaml: &str) -> usize {
    let (mut now, mut deepest) = (0usize, 0);
    for b in yaml.bytes() {
        match b {
            b'[' | b'{' => now += 1,
            b']' | b'}' => now = now.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(now);
    }
    let block = |line: &str| line.split(' ').take_while(|w| w.is_empty() || matches!(*w, "-" | "?")).count();
    deepest.max(yaml.lines().map(block).max().unwrap_or(0) / 2)
}
