//! The text stage whole: a body in, a [`Document`] out.

use super::{
    Document, LanguageIx, Paragraph, ParagraphRole, Quotation, Sentence, Span, Token, TokenKind,
    fold::{push_folded, push_lower},
    language::{self, Recogniser},
    phrases::Phrases,
    sentences,
    words::{Clitics, words},
};
use crate::pack::LanguagePack;
use rustc_hash::FxHashSet;

/// Cuts bodies by the rules of the packs. Made once, shared by all articles.
#[derive(Debug, Clone)]
pub struct Cutter {
    recogniser: Recogniser,
    rules: Vec<Rules>,
    codes: Vec<String>,
}

#[derive(Debug, Clone, Default)]
struct Rules {
    clitics: Clitics,
    abbreviations: FxHashSet<Box<str>>,
    noise: Phrases<()>,
    noise_starts: Phrases<()>,
}

impl Cutter {
    pub fn new(packs: &[LanguagePack]) -> Self {
        let mut cutter = Cutter {
            recogniser: Recogniser::new(packs),
            rules: Vec::new(),
            codes: packs.iter().map(|p| p.language.clone()).collect(),
        };
        for pack in packs {
            let set = |list: &[String]| list.iter().map(|w| super::lower(w).into()).collect();
            let clitics = Clitics { prefixes: set(&pack.text.prefixes), suffixes: set(&pack.text.suffixes) };
            cutter.rules.push(Rules { clitics, abbreviations: set(&pack.text.abbreviations), ..Default::default() });
        }
        for (ix, pack) in packs.iter().enumerate() {
            let mut noise = Phrases::default();
            let mut starts = Phrases::default();
            for phrase in &pack.text.noise {
                noise.insert(&cutter.words(phrase, ix as LanguageIx), ());
            }
            for phrase in &pack.text.noise_starts {
                starts.insert(&cutter.words(phrase, ix as LanguageIx), ());
            }
            cutter.rules[ix].noise = noise;
            cutter.rules[ix].noise_starts = starts;
        }
        cutter
    }

    /// The words of a phrase as the text stage would cut them.
    pub fn words<'t>(&self, phrase: &'t str, language: LanguageIx) -> Vec<&'t str> {
        let mut out = Vec::new();
        words(phrase, &self.rules[language as usize].clitics, |s, e, _| out.push(&phrase[s..e]));
        out
    }

    /// Index of a language code, if there is a pack for it.
    pub fn language(&self, code: &str) -> Option<LanguageIx> {
        self.codes.iter().position(|c| c == code).map(|i| i as LanguageIx)
    }

    /// Cuts a body; `declared` is the language that the article itself names.
    pub fn cut<'a>(&self, body: &'a str, declared: Option<LanguageIx>) -> Document<'a> {
        let spans = paragraph_spans(body);
        let scores: Vec<Vec<f32>> = spans
            .iter()
            .map(|span| {
                let text = super::lower(span.of(body));
                let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
                self.recogniser.scores(parts)
            })
            .collect();
        let mut total = vec![0.0; self.rules.len().max(1)];
        for s in &scores {
            for (t, v) in total.iter_mut().zip(s) {
                *t += v;
            }
        }
        let main = declared.or_else(|| language::best(&total).map(|b| b.0)).unwrap_or(0);
        let mut document = Document {
            body,
            language: main,
            paragraphs: Vec::new(),
            sentences: Vec::new(),
            tokens: Vec::new(),
            quotations: Vec::new(),
            forms: String::with_capacity(body.len() * 2),
        };
        for (span, scores) in spans.iter().zip(&scores) {
            // a short paragraph needs a clear lead to leave the article's language
            let language = match language::best(scores) {
                Some((ix, lead)) if ix == main || lead >= 1.5 => ix,
                _ => main,
            };
            self.paragraph(*span, language, &mut document);
        }
        document
    }

    fn paragraph(&self, span: Span, language: LanguageIx, document: &mut Document) {
        let Some(rules) = self.rules.get(language as usize) else { return };
        let body = document.body;
        let first = document.tokens.len();
        let base = span.start as usize;
        let mut last_end = usize::MAX;
        words(span.of(body), &rules.clitics, |start, end, kind| {
            let text = &body[base + start..base + end];
            let lower = push_form(&mut document.forms, |forms| push_lower(text, forms));
            let lowered = document.forms[lower.start as usize..lower.end as usize].to_owned();
            let folded = if lowered.is_ascii() {
                lower.clone()
            } else {
                push_form(&mut document.forms, |forms| push_folded(&lowered, forms))
            };
            document.tokens.push(Token {
                span: Span::new(base + start, base + end),
                kind,
                capital: text.chars().next().is_some_and(char::is_uppercase),
                caps: text.chars().filter(|c| c.is_alphabetic()).count() > 1 && !text.chars().any(char::is_lowercase),
                glued: start == last_end,
                quoted: false,
                lower,
                folded,
            });
            last_end = end;
        });
        if document.tokens.len() == first {
            return;
        }
        quotations(document, first);
        let paragraph = document.paragraphs.len() as u32;
        let first_sentence = document.sentences.len() as u32;
        let mut start = first;
        for end in sentences::ends(body, &document.tokens[first..], &rules.abbreviations) {
            let tokens = &document.tokens[start..first + end];
            let sentence = Sentence {
                span: Span { start: tokens[0].span.start, end: tokens[tokens.len() - 1].span.end },
                paragraph,
                language,
                tokens: start as u32..(first + end) as u32,
            };
            document.sentences.push(sentence);
            start = first + end;
        }
        let role = self.role(document, first, span, language, paragraph == 0);
        let sentences = first_sentence..document.sentences.len() as u32;
        document.paragraphs.push(Paragraph { span, language, role, sentences });
    }

    fn role(
        &self,
        document: &Document,
        first: usize,
        span: Span,
        language: LanguageIx,
        opening: bool,
    ) -> ParagraphRole {
        let count = document.tokens.len() - first;
        let words = document.tokens[first..].iter().filter(|t| t.kind == TokenKind::Word).count();
        let end = document.tokens.len();
        // furniture is often in another language than the article; every pack may recognise it
        let noisy = self.rules.iter().any(|rules| {
            rules.noise_starts.longest_at(document, first, end).is_some()
                || words <= 30 && (first..end).any(|i| rules.noise.longest_at(document, i, end).is_some())
        });
        let _ = language;
        if noisy || words < 2 {
            return ParagraphRole::Noise;
        }
        let stops = span.of(document.body).trim_end().ends_with(['.', '!', '?', '”', '"', '»', '…', ':', ';', ')']);
        if words <= 25 && !stops && (opening || count <= 22) {
            return ParagraphRole::Headline;
        }
        ParagraphRole::Body
    }
}

fn push_form(forms: &mut String, push: impl FnOnce(&mut String)) -> std::ops::Range<u32> {
    let start = forms.len() as u32;
    push(forms);
    start..forms.len() as u32
}

/// Lines are paragraphs, unless a line is broken by a fixed width (then a blank line parts).
fn paragraph_spans(body: &str) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        lines.push((at, at + line.trim_end().len(), line.trim().is_empty()));
        at += line.len();
    }
    let mut out: Vec<Span> = Vec::new();
    let mut joined = false;
    for (i, &(start, end, blank)) in lines.iter().enumerate() {
        if blank {
            joined = false;
            continue;
        }
        let begin = start + (body[start..end].len() - body[start..end].trim_start().len());
        if joined && let Some(last) = out.last_mut() {
            last.end = end as u32;
        } else {
            out.push(Span::new(begin, end));
        }
        // a hard-wrapped line: long, no stop at its end, and the next line goes on in lower case
        let text = &body[begin..end];
        let open = (50..=100).contains(&text.chars().count()) && !text.ends_with(['.', '!', '?', '”', '"', '»']);
        joined = open
            && lines.get(i + 1).is_some_and(|&(s, e, blank)| {
                !blank && body[s..e].trim_start().starts_with(|c: char| c.is_lowercase())
            });
    }
    out
}

/// Marks the tokens between quotation marks of one paragraph. An opening mark that is never
/// closed quotes to the end of the paragraph (a quotation that goes on in the next).
fn quotations(document: &mut Document, first: usize) {
    let mut open: Option<(usize, &'static str)> = None;
    let last = document.tokens.len();
    for i in first..last {
        let text = document.tokens[i].span.of(document.body);
        match open {
            None => {
                let closing = match text {
                    "“" => "”",
                    "„" => "”",
                    "«" => "»",
                    "\"" => "\"",
                    _ => continue,
                };
                open = Some((i, closing));
            }
            Some((start, closing)) => {
                let closes = text == closing
                    || closing == "”"
                        && matches!(text, "“" | "\"" | "″")
                        && (i + 1 == last
                            || !document.tokens[i + 1].glued
                            || document.tokens[i + 1].kind == TokenKind::Mark);
                if closes {
                    quote(document, start, i + 1);
                    open = None;
                }
            }
        }
    }
    if let Some((start, _)) = open
        && start + 1 < last
    {
        quote(document, start, last);
    }
}

fn quote(document: &mut Document, start: usize, end: usize) {
    for token in &mut document.tokens[start + 1..end] {
        token.quoted = true;
    }
    let last = &mut document.tokens[end - 1];
    if last.kind == TokenKind::Mark {
        last.quoted = false;
    }
    let span = document.tokens[start].span.hull(document.tokens[end - 1].span);
    document.quotations.push(Quotation { span, tokens: (start as u32, end as u32) });
}
