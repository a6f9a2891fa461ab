//! Bytes to articles: encodings, front matter, HTML and JSON. Knows no language.

/// Where a publication day that the article brings along comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum GivenBy {
    /// Front matter, or the metadata of a saved web page or JSON object.
    Metadata,
    /// A date at the head of the file name.
    Filename,
}

/// One article, read but not yet understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// `a-` and a hash of path and body.
    pub id: String,
    /// Path relative to the seeds folder, with `/`; an object of a `.jsonl` is `file.jsonl#N` (N from 1).
    pub path: String,
    /// From front matter or metadata; not guessed from the text.
    pub title: Option<String>,
    /// The decoded body that all spans count in: front matter removed, or the text of the HTML.
    pub body: String,
    /// The publication day that came along with the article, if any.
    pub published: Option<(crate::edtf::Edtf, GivenBy)>,
    pub source: Option<String>,
    /// http(s) only.
    pub url: Option<String>,
    /// A language code, if the article names one.
    pub language: Option<String>,
}
