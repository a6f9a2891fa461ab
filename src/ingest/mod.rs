//! Bytes to articles: encodings, front matter, HTML, Markdown and JSON. Knows no language.
//!
//! [`read_folder`] walks a seeds folder; [`read_bytes`] and [`read_object`] read one file's bytes or one
//! JSON object and touch no file system. Whatever can't be read is skipped and named in a [`Diagnostic`].

mod again;
mod day;
mod decode;
mod folder;
mod front;
mod given;
mod html;
mod json;
mod markdown;

pub use again::Known;
pub use folder::{Gathered, Listed, SeedFile, list_folder, read_file, read_folder, read_folder_by};
pub use json::read_object;

use crate::{edtf::Edtf, report::Diagnostic};
use given::Given;
use std::sync::Arc;

/// Where a publication day that the article brings along comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum GivenBy {
    /// Front matter, or the metadata of a saved web page or JSON object.
    Metadata,
    /// A date at the head of the file name.
    Filename,
}

/// One article, read but not yet understood.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Article {
    /// `a-` and a hash of path and body.
    pub id: String,
    /// Path relative to the seeds folder, with `/`; an object of a `.jsonl` is `file.jsonl#N` (N, its line, from 1).
    pub path: String,
    /// From front matter or metadata; not guessed from the text.
    pub title: Option<String>,
    /// The decoded body that all spans count in: front matter removed, or the text of the HTML. Lines end in `\n`.
    pub body: Arc<str>,
    /// The publication day that came along with the article, if any.
    pub published: Option<(Edtf, GivenBy)>,
    pub source: Option<String>,
    /// http(s) only.
    pub url: Option<String>,
    /// A language code, if the article names one.
    pub language: Option<String>,
}

/// The largest article that is read, in bytes; a `.jsonl` may hold many of them.
pub const MAX_ARTICLE: u64 = 16 << 20;
const MAX_JSON_LINES: u64 = 256 << 20;

/// What a file name's ending says of its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Text,
    Markdown,
    Html,
    Json,
    JsonLines,
}

impl Format {
    fn of(path: &str) -> Option<Format> {
        let extension = path.rsplit('/').next()?.rsplit_once('.')?.1.to_ascii_lowercase();
        Some(match extension.as_str() {
            "txt" => Format::Text,
            "md" => Format::Markdown,
            "html" | "htm" => Format::Html,
            "json" => Format::Json,
            "jsonl" => Format::JsonLines,
            _ => return None,
        })
    }

    /// Bytes of a whole file that are still read.
    fn limit(self) -> u64 {
        if self == Format::JsonLines { MAX_JSON_LINES } else { MAX_ARTICLE }
    }
}

/// Reads the articles of one file. `path` is relative to the seeds folder and names the format by its ending;
/// it becomes the articles' path and the diagnostics' file.
pub fn read_bytes(path: &str, bytes: &[u8]) -> (Vec<Article>, Vec<Diagnostic>) {
    let mut reader = Reader::new(path);
    let Some(format) = Format::of(path) else {
        reader.skip("unknown-format", "is of no kind that articles are read from", Some(FORMATS));
        return (Vec::new(), reader.diagnostics);
    };
    let articles = reader.file(format, bytes);
    (articles, reader.diagnostics)
}

const FORMATS: &str = "articles are .txt, .md, .html, .htm, .json or .jsonl";

/// Reads one file and gathers what there is to say of it.
struct Reader<'p> {
    path: &'p str,
    diagnostics: Vec<Diagnostic>,
}

impl<'p> Reader<'p> {
    fn new(path: &'p str) -> Self {
        Reader { path, diagnostics: Vec::new() }
    }

    /// The file is left out: `reason` completes "FILE …".
    fn skip(&mut self, code: &'static str, reason: &str, hint: Option<&str>) {
        let mut diagnostic = Diagnostic::warning(code, format!("skipped: {reason}")).file(self.path);
        if let Some(hint) = hint {
            diagnostic = diagnostic.hint(hint);
        }
        self.diagnostics.push(diagnostic);
    }

    fn file(&mut self, format: Format, bytes: &[u8]) -> Vec<Article> {
        if bytes.len() as u64 > format.limit() {
            let reason = format!("is larger than {} MB", format.limit() >> 20);
            self.skip("too-large", &reason, Some("split it, or take the article out of it"));
            return Vec::new();
        }
        let text = match decode::decode(bytes, format == Format::Html) {
            Ok(decoded) => {
                if decoded.controls > 0 {
                    let message = format!("{} control characters were left out of the text", decoded.controls);
                    self.diagnostics.push(Diagnostic::warning("control-characters", message).file(self.path));
                }
                decoded.text
            }
            Err(decode::Binary) => {
                self.skip("binary", "is not a text", Some("save it as text or as a web page"));
                return Vec::new();
            }
        };
        match format {
            Format::JsonLines => return self.json_lines(&text),
            Format::Json => return self.json(&text),
            Format::Text | Format::Markdown | Format::Html => {}
        }
        let (given, start) = self.front_matter(&text);
        let (given, body) = match format {
            Format::Html => {
                let page = html::read(&text[start..]);
                if page.cut_short {
                    let message = "the page is nested too deeply; it was read up to there";
                    self.diagnostics.push(Diagnostic::warning("nested-html", message).file(self.path));
                }
                (given.or(page.given), page.text)
            }
            Format::Markdown => (given, markdown::plain(&text[start..]).into_owned()),
            _ => (given, if start == 0 { text } else { text[start..].to_owned() }),
        };
        if body.trim().is_empty() {
            self.skip("empty", "has no text", None);
            return Vec::new();
        }
        vec![article(self.path.to_owned(), given, body, day::at_head(file_stem(self.path)))]
    }
}

fn article(path: String, given: Given, body: String, file_day: Option<crate::edtf::Day>) -> Article {
    let mut hasher = blake3::Hasher::new();
    hasher.update(path.as_bytes()).update(b"\0").update(body.as_bytes());
    let id = format!("a-{}", &hasher.finalize().to_hex()[..16]);
    let published = match given.published {
        Some(day) => Some((day, GivenBy::Metadata)),
        None => file_day.map(|day| (Edtf::day(day), GivenBy::Filename)),
    };
    let Given { title, source, url, language, .. } = given;
    Article { id, path, title, body: body.into(), published, source, url, language }
}

fn file_stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

#[cfg(test)]
mod hostile;
#[cfg(test)]
mod tests;
