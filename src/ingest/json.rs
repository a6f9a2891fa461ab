//! Articles as JSON objects: `text` or `html`, and the keys of front matter.

use super::{
    Article, MAX_ARTICLE, Reader, article, day, file_stem,
    given::{Given, KEYS, Wrong, nearest},
    html,
};
use crate::report::Diagnostic;
use serde_json::{Map, Value};

/// Keys beside those of front matter.
const OWN: [&str; 4] = ["text", "html", "path", "id"];

/// Reads one object of a JSON Lines stream. Its `path`, else its `id`, names the article; without either
/// `fallback` does. No article when the object can't be read; the diagnostics, which name `fallback` as their
/// file, say why.
pub fn read_object(line: &str, fallback: &str) -> (Option<Article>, Vec<Diagnostic>) {
    let mut reader = Reader::new(fallback);
    let Some(object) = reader.object(line, 1) else { return (None, reader.diagnostics) };
    let own = ["path", "id"].iter().find_map(|k| object.get(*k).and_then(Value::as_str).filter(|p| is_path(p)));
    let path = own.unwrap_or(fallback).to_owned();
    let article = reader.article_of(object, path, 1);
    (article, reader.diagnostics)
}

/// A relative path without steps upwards or control characters.
fn is_path(path: &str) -> bool {
    let sound = |part: &str| !matches!(part, "" | "." | "..");
    path.len() <= 1024 && !path.contains(|c: char| c.is_control() || c == '\\') && path.split('/').all(sound)
}

impl Reader<'_> {
    pub(super) fn json_lines(&mut self, text: &str) -> Vec<Article> {
        let mut articles = Vec::new();
        for (at, line) in text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
            if line.len() as u64 > MAX_ARTICLE {
                let warning =
                    Diagnostic::warning("too-large", format!("skipped: is larger than {} MB", MAX_ARTICLE >> 20));
                self.diagnostics.push(warning.file(self.path).at(at + 1, 1));
                continue;
            }
            if let Some(object) = self.object(line, at + 1) {
                articles.extend(self.article_of(object, format!("{}#{}", self.path, at + 1), at + 1));
            }
        }
        if articles.is_empty() && self.diagnostics.is_empty() {
            self.skip("empty", "has no text", None);
        }
        articles
    }

    /// One object, or a list of them.
    pub(super) fn json(&mut self, text: &str) -> Vec<Article> {
        if text.trim().is_empty() {
            self.skip("empty", "has no text", None);
            return Vec::new();
        }
        match self.parse(text, 1) {
            Some(Value::Object(object)) => self.article_of(object, self.path.to_owned(), 1).into_iter().collect(),
            Some(Value::Array(list)) => {
                let mut articles = Vec::new();
                for (at, item) in list.into_iter().enumerate() {
                    match item {
                        Value::Object(object) => {
                            articles.extend(self.article_of(object, format!("{}#{}", self.path, at + 1), 1));
                        }
                        _ => self.no_object(1),
                    }
                }
                articles
            }
            Some(_) => {
                self.no_object(1);
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    fn object(&mut self, text: &str, line: usize) -> Option<Map<String, Value>> {
        match self.parse(text, line)? {
            Value::Object(object) => Some(object),
            _ => {
                self.no_object(line);
                None
            }
        }
    }

    fn no_object(&mut self, line: usize) {
        let warning =
            Diagnostic::warning("bad-json", "skipped: is no JSON object").hint("an article is {\"text\": \"…\"}");
        self.diagnostics.push(warning.file(self.path).at(line, 1));
    }

    /// `first` is the line of the file that the text begins on.
    fn parse(&mut self, text: &str, first: usize) -> Option<Value> {
        let error = match serde_json::from_str(text.trim_start_matches('\u{feff}')) {
            Ok(value) => return Some(value),
            Err(error) => error,
        };
        let full = error.to_string();
        let message = full.split(" at line ").next().unwrap_or(&full);
        let warning = Diagnostic::warning("bad-json", format!("skipped: is no valid JSON: {message}"));
        let line = error.line().max(1);
        let shown = text.lines().nth(line - 1).unwrap_or("");
        // serde_json counts bytes
        let column = shown.char_indices().take_while(|(i, _)| *i + 1 < error.column()).count() + 1;
        let mut warning = warning.file(self.path).at(first + line - 1, column);
        if shown.len() <= 400 {
            warning = warning.showing(shown, 1);
        }
        self.diagnostics.push(warning);
        None
    }

    fn article_of(&mut self, object: Map<String, Value>, path: String, line: usize) -> Option<Article> {
        let mut given = Given::default();
        let mut diagnose = |warning: Diagnostic| self.diagnostics.push(warning.file(self.path).at(line, 1));
        for (key, value) in &object {
            if KEYS.contains(&key.as_str()) {
                let wrong = match value {
                    Value::Null => continue,
                    Value::String(text) => given.set(key, text).err(),
                    Value::Number(number) => given.set(key, &number.to_string()).err(),
                    _ => Some(Wrong("bad-value", "is no single value", "a text between quotation marks")),
                };
                if let Some(Wrong(code, what, hint)) = wrong {
                    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                    let text: String = text.chars().take(80).collect();
                    diagnose(Diagnostic::warning(code, format!("`{text}` {what} (key `{key}`)")).hint(hint));
                }
            } else if !OWN.contains(&key.as_str())
                && let Some(near) = nearest(key, &[&KEYS[..], &OWN[..2]].concat())
            {
                // other keys are common and harmless; only what looks like a slip is worth a word
                let warning = Diagnostic::warning("unknown-key", format!("unknown key `{key}`"));
                diagnose(warning.hint(format!("did you mean `{near}`?")));
            }
        }
        let text = |key: &str| object.get(key).and_then(Value::as_str);
        let body = match (text("text"), text("html")) {
            (Some(text), _) if !text.trim().is_empty() => clean(text),
            (_, Some(html)) => {
                let page = html::read(&clean(html));
                given = given.or(page.given);
                page.text
            }
            (Some(_), None) => String::new(),
            (None, None) => {
                diagnose(Diagnostic::warning("bad-json", "skipped: has neither `text` nor `html`"));
                return None;
            }
        };
        if body.trim().is_empty() {
            diagnose(Diagnostic::warning("empty", "skipped: has no text"));
            return None;
        }
        let day = day::at_head(file_stem(&path));
        Some(article(path, given, body, day))
    }
}

/// Line ends and control characters as in a decoded file.
fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    if !text.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\t' | '\u{0c}')) {
        return text;
    }
    let text = text.replace(['\r', '\u{85}'], "\n");
    text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t' | '\u{0c}')).collect()
}
