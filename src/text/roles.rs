//! What a line is to the reader: news, headline, or the page's furniture.

use super::{Document, LanguageIx, ParagraphRole, Phrases, TokenKind, lines::Line};
use rustc_hash::FxHashSet;
use std::ops::Range;

/// Marks of furniture, of all languages together: it is often in another language than the article.
#[derive(Debug, Clone, Default)]
pub(super) struct Furniture {
    pub phrases: Phrases<()>,
    pub starts: Phrases<()>,
    pub words: FxHashSet<Box<str>>,
    pub bylines: FxHashSet<Box<str>>,
    pub credits: Phrases<()>,
}

/// Longer sentences are news, whatever they mention.
const LONGEST_NOISE: usize = 30;
const LONGEST_HEADLINE: usize = 25;

/// A line, cut: its tokens, and the sentences in it.
pub(super) struct LineCut {
    pub line: Line,
    pub language: LanguageIx,
    /// Running text of no language there is a pack for.
    pub foreign: bool,
    pub tokens: Range<usize>,
    pub sentences: Range<usize>,
}

/// For each sentence of a line, whether it is furniture.
pub(super) fn noise(furniture: &Furniture, document: &Document, cut: &LineCut) -> Vec<bool> {
    let count = cut.sentences.len();
    if cut.foreign || is_furniture(furniture, document, cut) {
        return vec![true; count];
    }
    let mut noise = Vec::with_capacity(count);
    let mut rest = false;
    for sentence in &document.sentences[cut.sentences.clone()] {
        let tokens = sentence.tokens.start as usize..sentence.tokens.end as usize;
        // brackets and bars may stand before the words
        let mut head = tokens.start;
        while head < tokens.end
            && document.tokens[head].kind == TokenKind::Mark
            && !matches!(document.text(head), "©" | "#")
        {
            head += 1;
        }
        let starts = |at: usize| furniture.starts.longest(document, at, tokens.end).is_some();
        rest = rest || head < tokens.end && (starts(head) || starts(tokens.start));
        let within = |i: usize| furniture.phrases.longest(document, i, tokens.end).is_some();
        noise.push(rest || words(document, tokens.clone()) <= LONGEST_NOISE && tokens.clone().any(within));
    }
    // furniture to the left and to the right: what stands between, without a verb's room, goes with it
    for i in 1..count.saturating_sub(1) {
        let tokens = &document.sentences[cut.sentences.start + i].tokens;
        if noise[i - 1] && noise[i + 1] && tokens.len() <= 4 {
            noise[i] = true;
        }
    }
    noise
}

fn words(document: &Document, tokens: Range<usize>) -> usize {
    document.tokens[tokens].iter().filter(|t| t.kind == TokenKind::Word).count()
}

/// Whole lines whose form alone says that they are no news.
fn is_furniture(furniture: &Furniture, document: &Document, cut: &LineCut) -> bool {
    let tokens = cut.tokens.clone();
    let count = words(document, tokens.clone());
    if count == 0 {
        return true;
    }
    if count > LONGEST_NOISE {
        return false;
    }
    let word = |i: &usize| document.tokens[*i].kind == TokenKind::Word;
    let text = |i: usize| document.text(i);
    // buttons and counters
    let buttons = tokens.clone().filter(word).filter(|&i| furniture.words.contains(document.lower(i))).count();
    if buttons * 10 >= count * 6 {
        return true;
    }
    // keywords
    let hashed = tokens.clone().filter(|&i| i > tokens.start && text(i - 1) == "#" && document.tokens[i].glued).count();
    if hashed >= 2 && hashed * 2 >= count {
        return true;
    }
    let address = |i: usize| text(i).contains("://") || text(i).starts_with("www.");
    if tokens.clone().filter(word).filter(|&i| address(i)).count() * 2 >= count {
        return true;
    }
    // rights
    if tokens.clone().any(|i| text(i) == "©") && count <= 12 {
        return true;
    }
    is_credit(furniture, document, cut) || is_byline(furniture, document, cut)
}

/// A caption that ends with its credit (`… in Geneva (Reuters)`), or a line that is only a name in brackets.
fn is_credit(furniture: &Furniture, document: &Document, cut: &LineCut) -> bool {
    let tokens = cut.tokens.clone();
    if document.text(tokens.end - 1) != ")" {
        return false;
    }
    let Some(open) = tokens.clone().rev().find(|&i| document.text(i) == "(") else { return false };
    let inside = open + 1..tokens.end - 1;
    if inside.is_empty() || words(document, inside.clone()) > 6 {
        return false;
    }
    let credited = inside.clone().any(|i| furniture.credits.longest(document, i, inside.end).is_some());
    let capitals = document.tokens[inside].iter().all(|t| t.capital || t.kind != TokenKind::Word);
    let stop = open > tokens.start && matches!(document.text(open - 1), "." | "!" | "?" | "”" | "\"" | "»");
    !stop && credited && cut.sentences.len() == 1 || open == tokens.start && capitals
}

/// `By Anna Smith and John Doe`: a byline word, then nothing but names.
fn is_byline(furniture: &Furniture, document: &Document, cut: &LineCut) -> bool {
    let tokens = cut.tokens.clone();
    let first = document.lower(tokens.start);
    if tokens.len() > 10 || !furniture.bylines.contains(first) {
        return false;
    }
    let rest = &document.tokens[tokens.start + 1..tokens.end];
    let names = rest.iter().filter(|t| t.kind == TokenKind::Word && t.capital).count();
    // "and" in any language is short and stands between names
    let between = |i: usize| i > 0 && i + 1 < rest.len() && rest[i - 1].capital && rest[i + 1].capital;
    let small = |i: usize| rest[i].kind == TokenKind::Word && !rest[i].capital;
    names >= 2
        && rest.iter().all(|t| t.kind != TokenKind::Number)
        && (0..rest.len()).all(|i| !small(i) || between(i) && names >= 4 && rest[i].span.range().len() <= 3)
}

/// The role of a stretch of news on a line. `longer` says that the next line is running text.
pub(super) fn role(
    document: &Document,
    cut: &LineCut,
    sentences: Range<usize>,
    opening: bool,
    longer: bool,
) -> ParagraphRole {
    let first = document.sentences[sentences.start].tokens.start as usize;
    let end = document.sentences[sentences.end - 1].tokens.end as usize;
    let count = words(document, first..end);
    if count < 2 && !cut.line.heading {
        return ParagraphRole::Noise;
    }
    if cut.line.heading {
        return ParagraphRole::Headline;
    }
    let whole = sentences == cut.sentences;
    if count > LONGEST_HEADLINE || !opening && end - first > LONGEST_HEADLINE + 3 {
        return ParagraphRole::Body;
    }
    let closes = |i: &usize| matches!(document.text(*i), "”" | "\"" | "»" | "“" | "’" | "'" | ")" | "]");
    let last = (first..end).rev().find(|i| !closes(i)).map_or("", |i| document.text(i));
    match last {
        "?" if whole
            && sentences.len() == 1
            && count <= 15
            && (longer || opening)
            && !document.tokens[first].quoted =>
        {
            ParagraphRole::Headline
        }
        "." | "!" | "?" | "…" | ":" | ";" | "," => ParagraphRole::Body,
        _ if last.ends_with('.') && !opening => ParagraphRole::Body,
        _ => ParagraphRole::Headline,
    }
}
