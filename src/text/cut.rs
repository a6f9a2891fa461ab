//! The text stage whole: a body in, a [`Document`] out.

use super::{
    Document, LanguageIx, Paragraph, Sentence, Span, Token, TokenKind,
    fold::{hash, lower, push_folded, push_lower},
    language::{Recogniser, Scores},
    lines, quotes,
    roles::{self, Furniture, LineCut},
    sentences::{self, Stops},
    words::{Clitics, words},
};
use crate::pack::LanguagePack;
use std::ops::Range;

/// Cuts bodies by the rules of the packs. Made once, shared by all articles.
#[derive(Debug, Clone)]
pub struct Cutter {
    recogniser: Recogniser,
    rules: Vec<Rules>,
    furniture: Furniture,
}

#[derive(Debug, Clone, Default)]
struct Rules {
    code: String,
    clitics: Clitics,
    stops: Stops,
    diacritics: String,
}

impl Cutter {
    pub fn new(packs: &[LanguagePack]) -> Self {
        let rules = packs.iter().map(Rules::new).collect();
        let mut cutter = Cutter { recogniser: Recogniser::new(packs), rules, furniture: Furniture::default() };
        for (ix, pack) in packs.iter().enumerate() {
            let language = ix as LanguageIx;
            let mut furniture = std::mem::take(&mut cutter.furniture);
            let text = &pack.text;
            for (set, list) in [
                (&mut furniture.phrases, &text.noise),
                (&mut furniture.starts, &text.noise_starts),
                (&mut furniture.credits, &text.credits),
            ] {
                list.iter().for_each(|phrase| set.insert(&cutter.words(phrase, language), ()));
            }
            furniture.words.extend(set::<Vec<_>>(&text.noise_words));
            furniture.bylines.extend(set::<Vec<_>>(&text.bylines));
            cutter.furniture = furniture;
        }
        let Furniture { phrases, starts, credits, .. } = &mut cutter.furniture;
        [phrases, starts, credits].into_iter().for_each(|set| set.settle());
        cutter
    }

    /// The words of a phrase as the text stage would cut them. A clitic at either end is one word with its hyphen
    /// (`l-`, `-ul`), as it is where it leans on another.
    pub fn words<'t>(&self, phrase: &'t str, language: LanguageIx) -> Vec<&'t str> {
        // most are of plain words, which nothing joins or elides
        if is_plain(phrase) {
            return phrase.split(' ').filter(|w| !w.is_empty()).collect();
        }
        let clitics = &self.rules[language as usize].clitics;
        let mut parts: Vec<(usize, usize)> = Vec::new();
        words(phrase, clitics, |s, e, _| parts.push((s, e)));
        if let [.., (start, end), last] = parts[..]
            && last.0 == end
            && clitics.prefixes.contains(lower(&phrase[start..last.1]).as_str())
        {
            parts.truncate(parts.len() - 2);
            parts.push((start, last.1));
        }
        if let [first, (start, end), ..] = parts[..]
            && first.1 == start
            && clitics.suffixes.contains(lower(&phrase[first.0..end]).as_str())
        {
            parts.splice(..2, [(first.0, end)]);
        }
        parts.into_iter().map(|(s, e)| &phrase[s..e]).collect()
    }

    /// Index of a language code, if there is a pack for it.
    pub fn language(&self, code: &str) -> Option<LanguageIx> {
        self.rules.iter().position(|r| r.code == code).map(|i| i as LanguageIx)
    }

    /// Cuts a body; `declared` is the language that the article itself names. It is believed unless the
    /// text plainly is in another.
    pub fn cut<'a>(&self, body: &'a str, declared: Option<LanguageIx>) -> Document<'a> {
        let lines = lines::lines(body);
        let scores: Vec<Scores> = lines.iter().map(|line| self.recogniser.scores(line.span.of(body))).collect();
        let mut total = Scores::default();
        scores.iter().for_each(|s| total.add(s));
        let best = total.best();
        let language = match (declared, best) {
            (Some(declared), Some((best, lead))) if lead >= 5.0 && total.of(best) > 2.0 * total.of(declared) => best,
            (Some(declared), _) => declared,
            (None, Some((best, _))) => best,
            (None, None) => 0,
        };
        let mut document = self.empty(body, language);
        if self.rules.is_empty() {
            return document;
        }
        let mut cuts = Vec::with_capacity(lines.len());
        for (line, scores) in lines.into_iter().zip(&scores) {
            // a short line needs a clear lead to leave the article's language
            let language = match scores.best() {
                Some((ix, lead)) if ix == language || lead >= 1.5 => ix,
                _ => language,
            };
            cuts.extend(self.line(line, language, scores.foreign(), &mut document));
        }
        let ranges: Vec<Range<usize>> = cuts.iter().map(|c| c.tokens.clone()).collect();
        quotes::mark(&mut document, &ranges);
        self.paragraphs(&cuts, &mut document);
        document
    }

    fn empty<'a>(&self, body: &'a str, language: LanguageIx) -> Document<'a> {
        // a language's letters are only told apart where the text uses them
        let own = self.rules.get(language as usize).map_or("", |r| &r.diacritics);
        let uses = !own.is_empty() && body.chars().filter(|c| !c.is_ascii() && own.contains(*c)).take(2).count() == 2;
        Document {
            body,
            language,
            paragraphs: Vec::new(),
            sentences: Vec::new(),
            tokens: Vec::with_capacity(body.len() / 5),
            quotations: Vec::new(),
            forms: body.to_owned(),
            diacritics: if uses { own.into() } else { "".into() },
        }
    }

    /// Cuts one line into tokens and sentences; nothing if it holds no token.
    fn line(&self, line: lines::Line, language: LanguageIx, foreign: bool, document: &mut Document) -> Option<LineCut> {
        let rules = &self.rules[language as usize];
        let body = document.body;
        let first = document.tokens.len();
        let base = line.span.start as usize;
        let mut last_end = usize::MAX;
        words(line.span.of(body), &rules.clitics, |start, end, kind| {
            let span = Span::new(base + start, base + end);
            document.push_token(span, kind, start == last_end, &rules.clitics);
            last_end = end;
        });
        let tokens = first..document.tokens.len();
        if tokens.is_empty() {
            return None;
        }
        let first_sentence = document.sentences.len();
        let mut start = first;
        for end in sentences::ends(document, tokens.clone(), &rules.stops) {
            let span = document.tokens[start].span.hull(document.tokens[end - 1].span);
            let tokens = start as u32..end as u32;
            document.sentences.push(Sentence { span, paragraph: 0, language, tokens });
            start = end;
        }
        Some(LineCut { line, language, foreign, tokens, sentences: first_sentence..document.sentences.len() })
    }

    /// Lines become paragraphs; one that holds both news and furniture becomes several.
    fn paragraphs(&self, cuts: &[LineCut], document: &mut Document) {
        let mut opening = true;
        for (at, cut) in cuts.iter().enumerate() {
            let noise = roles::noise(&self.furniture, document, cut);
            let longer = cuts.get(at + 1).is_some_and(|next| next.tokens.len() >= 15);
            let mut start = 0;
            while start < noise.len() {
                let len = noise[start..].iter().take_while(|n| **n == noise[start]).count();
                let sentences = cut.sentences.start + start..cut.sentences.start + start + len;
                let role = match noise[start] {
                    true => super::ParagraphRole::Noise,
                    false => roles::role(document, cut, sentences.clone(), opening, longer),
                };
                opening &= role == super::ParagraphRole::Noise;
                let whole = len == noise.len();
                let hull = document.sentences[sentences.start].span.hull(document.sentences[sentences.end - 1].span);
                let ix = document.paragraphs.len() as u32;
                document.sentences[sentences.clone()].iter_mut().for_each(|s| s.paragraph = ix);
                document.paragraphs.push(Paragraph {
                    span: if whole { cut.line.span } else { hull },
                    language: cut.language,
                    role,
                    sentences: sentences.start as u32..sentences.end as u32,
                });
                start += len;
            }
        }
    }
}

impl Rules {
    fn new(pack: &LanguagePack) -> Self {
        let text = &pack.text;
        let stops = |list: &[String]| {
            let key = |word: &String| {
                let word = super::lower(word);
                word.strip_suffix('.').unwrap_or(&word).into()
            };
            list.iter().map(key).collect()
        };
        Rules {
            code: pack.language.clone(),
            clitics: Clitics {
                prefixes: set(&text.prefixes),
                suffixes: set(&text.suffixes),
                accents: {
                    let pair = |(from, to): (&String, &String)| (super::lower(from).into(), super::lower(to).into());
                    let mut list: Vec<(Box<str>, Box<str>)> = text.apostrophe_accents.iter().map(pair).collect();
                    list.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
                    list
                },
            },
            stops: Stops {
                abbreviations: stops(&text.abbreviations),
                number_abbreviations: stops(&text.number_abbreviations),
                openers: set(&text.openers),
                ordinals: text.ordinal_stops,
            },
            diacritics: text.diacritics.clone(),
        }
    }
}

/// Words of letters with blanks between; all scripts beyond the Latin one are cut with more care.
fn is_plain(phrase: &str) -> bool {
    let mut opens = true;
    phrase.chars().all(|c| {
        let opening = std::mem::replace(&mut opens, c == ' ');
        c == ' '
            || c.is_ascii_alphabetic()
            || !opening && c.is_ascii_digit()
            || matches!(c, 'À'..='ɏ') && c.is_alphabetic()
    })
}

fn set<S: FromIterator<Box<str>>>(list: &[String]) -> S {
    list.iter().map(|w| super::lower(w).into()).collect()
}

impl Document<'_> {
    fn push_token(&mut self, span: Span, kind: TokenKind, glued: bool, clitics: &Clitics) {
        let text = span.of(self.body);
        let ascii = text.is_ascii();
        let (mut uppers, mut letters) = (0, 0);
        if ascii {
            for b in text.bytes() {
                uppers += usize::from(b.is_ascii_uppercase());
                letters += usize::from(b.is_ascii_alphabetic());
            }
        } else {
            for c in text.chars() {
                uppers += usize::from(c.is_uppercase());
                letters += usize::from(c.is_alphabetic() && (c.is_uppercase() || c.is_lowercase()));
            }
        }
        let accented = if kind == TokenKind::Word { clitics.accented(text) } else { None };
        // most words are their own lower case, and the body stands at the head of the forms
        let lower = if ascii && uppers == 0 && accented.is_none() {
            span.start..span.end
        } else {
            push_form(&mut self.forms, |forms| match accented {
                Some(word) => forms.push_str(&word),
                None => push_lower(text, forms),
            })
        };
        let range = lower.start as usize..lower.end as usize;
        let folded = if self.forms[range.clone()].is_ascii() {
            lower.clone()
        } else {
            let form = self.forms[range].to_owned();
            push_form(&mut self.forms, |forms| push_folded(&form, forms))
        };
        let hash = hash(&self.forms[folded.start as usize..folded.end as usize]);
        self.tokens.push(Token {
            span,
            kind,
            capital: text.chars().next().is_some_and(char::is_uppercase),
            caps: letters > 1 && uppers == letters,
            glued,
            quoted: false,
            lower,
            folded,
            hash,
        });
    }
}

fn push_form(forms: &mut String, push: impl FnOnce(&mut String)) -> Range<u32> {
    let start = forms.len() as u32;
    push(forms);
    start..forms.len() as u32
}
