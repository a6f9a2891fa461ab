//! An article's body cut into paragraphs, sentences and words, each with its byte span and language.

mod compounds;
mod cut;
mod fold;
mod language;
mod lines;
mod phrases;
mod quotes;
mod roles;
mod sentences;
pub(crate) mod ways;
mod words;

pub(crate) use compounds::HYPHENS;
pub use cut::Cutter;
pub(crate) use fold::hash;
pub use fold::{fold, folded_hash, lower};
pub use phrases::{PhraseMatch, Phrases};

use std::ops::Range;

/// A byte range of the article's body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    pub fn new(start: usize, end: usize) -> Self {
        Span { start: start as u32, end: end as u32 }
    }
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
    pub fn of(self, body: &str) -> &str {
        &body[self.range()]
    }
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
    /// The smallest span that holds both.
    pub fn hull(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// Index of a language in [`Packs::languages`](crate::pack::Packs).
pub type LanguageIx = u16;

/// What a paragraph is to the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParagraphRole {
    /// The first line, or a short line without a full stop between paragraphs.
    Headline,
    Body,
    /// Sharing lines, captions, links, cookie notices: no event is taken from it.
    Noise,
}

#[derive(Debug, Clone)]
pub struct Paragraph {
    pub span: Span,
    pub language: LanguageIx,
    pub role: ParagraphRole,
    pub sentences: Range<u32>,
}

#[derive(Debug, Clone)]
pub struct Sentence {
    pub span: Span,
    pub paragraph: u32,
    pub language: LanguageIx,
    /// Indices into [`Document::tokens`].
    pub tokens: Range<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    Word,
    Number,
    /// One punctuation mark or symbol.
    Mark,
}

/// One word, number or mark. Elided parts are words of their own (`l'` + `Ucraina`, `Russia` + `'s`, `s-` + `a`).
#[derive(Debug, Clone)]
pub struct Token {
    pub span: Span,
    pub kind: TokenKind,
    /// Begins with a capital.
    pub capital: bool,
    /// All capitals, two letters or more.
    pub caps: bool,
    /// No blank stands before it.
    pub glued: bool,
    /// Stands between quotation marks (the marks themselves do not).
    pub quoted: bool,
    /// In the document's forms.
    lower: Range<u32>,
    folded: Range<u32>,
    /// Of the folded form.
    hash: u32,
}

/// Words between quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotation {
    /// Marks included.
    pub span: Span,
    /// Token indices, marks included.
    pub tokens: (u32, u32),
}

/// An article's body, cut.
#[derive(Debug, Clone)]
pub struct Document<'a> {
    pub body: &'a str,
    /// The language of most of the text.
    pub language: LanguageIx,
    pub paragraphs: Vec<Paragraph>,
    pub sentences: Vec<Sentence>,
    pub tokens: Vec<Token>,
    pub quotations: Vec<Quotation>,
    /// The body, and the lower-case and folded forms that differ from it.
    forms: String,
    /// Letters with diacritics of the text's language, if it uses them.
    diacritics: Box<str>,
}

impl Document<'_> {
    pub fn tokens_of(&self, sentence: &Sentence) -> &[Token] {
        &self.tokens[sentence.tokens.start as usize..sentence.tokens.end as usize]
    }
    /// The token as written.
    pub fn text(&self, token: usize) -> &str {
        self.tokens[token].span.of(self.body)
    }
    /// A colon or a dash apart stands there, as behind the label of a line: "Monday: …", "Luni - …".
    pub fn label_at(&self, token: usize) -> bool {
        let Some(mark) = self.tokens.get(token) else { return false };
        let apart = || token.checked_sub(1).is_none_or(|before| self.tokens[before].span.end < mark.span.start);
        match mark.span.of(self.body) {
            ":" => true,
            "-" | "–" | "—" => apart(),
            _ => false,
        }
    }
    /// The token in lower case, with typographic variants unified (`’` to `'`, `ş` to `ș`).
    pub fn lower(&self, token: usize) -> &str {
        let r = &self.tokens[token].lower;
        &self.forms[r.start as usize..r.end as usize]
    }
    /// The token in lower case without diacritics.
    pub fn folded(&self, token: usize) -> &str {
        let r = &self.tokens[token].folded;
        &self.forms[r.start as usize..r.end as usize]
    }
    /// A hash of the token in lower case without diacritics: that of [`folded_hash`].
    pub fn folded_hash(&self, token: usize) -> u32 {
        self.tokens[token].hash
    }
    /// The sentence that a byte offset lies in.
    pub fn sentence_at(&self, offset: u32) -> Option<usize> {
        let i = self.sentences.partition_point(|s| s.span.end <= offset);
        (i < self.sentences.len() && self.sentences[i].span.start <= offset).then_some(i)
    }
    /// The token that a byte offset lies in, or the next one.
    pub fn token_at(&self, offset: u32) -> usize {
        self.tokens.partition_point(|t| t.span.end <= offset)
    }
}

#[cfg(test)]
mod tests;
