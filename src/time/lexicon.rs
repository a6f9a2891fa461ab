//! The words of a pack's templates, and the items that a document's tokens are to them.

use super::{
    follow::Follow,
    number::{self, Number},
};
use crate::text::{Document, TokenKind, fold, folded_hash, lower};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use thin_vec::ThinVec;

/// One place of the text as templates see it: mostly a token, or several that make one word ("31st", "Jan.", "sep- tember").
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    pub token: u32,
    /// How many tokens it takes.
    pub tokens: u8,
    /// Index into the lexicon's forms; 0 for a word that no template has.
    pub form: u32,
    pub number: Number,
    /// Written with a capital; the second half of "mid-May" has its own.
    pub capital: bool,
}

/// What a written form can be in templates.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Form {
    pub literals: ThinVec<u32>,
    /// Class and value.
    pub classes: ThinVec<(u32, i32)>,
    /// Listed with a full stop, which belongs to it when it is there.
    pub abbreviation: bool,
    /// The classes as a set of bits.
    pub class_bits: u128,
    /// The groups that may begin with it, as a set of bits.
    pub begins: u128,
    /// The groups that it may be by itself, as a set of bits.
    pub alone: u128,
    /// What may come next in a template that begins with it: one of [`Lexicon::follows`].
    pub follow: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Lexicon {
    /// Lower-case words, with and without their diacritics, to forms.
    words: FxHashMap<Box<str>, u32>,
    /// One bit for the folded form of each word: most words of a text are passed over by it.
    known: Box<[u64]>,
    /// Words in their full spelling, by literal; asked only while templates are added.
    #[serde(skip)]
    literals: FxHashMap<Box<str>, u32>,
    #[serde(skip)]
    spelled: Vec<Box<str>>,
    pub(super) forms: Vec<Form>,
    pub(super) follows: Vec<Follow>,
    pub ordinal_suffixes: Vec<Box<str>>,
}

/// How many bits tell known words.
const KNOWN: usize = 1 << 15;

impl Default for Lexicon {
    fn default() -> Self {
        Lexicon {
            words: FxHashMap::default(),
            known: vec![0; KNOWN / 64].into(),
            literals: FxHashMap::default(),
            spelled: Vec::new(),
            forms: vec![Form::default()],
            follows: vec![Follow::default()],
            ordinal_suffixes: Vec::new(),
        }
    }
}

impl Lexicon {
    /// The literal of a word, added if it is new.
    pub fn literal(&mut self, word: &str) -> u32 {
        let word = lower(word);
        if let Some(&literal) = self.literals.get(word.as_str()) {
            return literal;
        }
        let literal = self.spelled.len() as u32;
        self.spelled.push(word.as_str().into());
        self.literals.insert(word.as_str().into(), literal);
        for form in self.forms_of(&word) {
            self.forms[form].literals.push(literal);
        }
        literal
    }

    /// Adds a word to a class.
    pub fn class(&mut self, word: &str, class: u32, value: i32) {
        let stripped = word.strip_suffix('.').filter(|w| !w.contains('.'));
        let word = lower(stripped.unwrap_or(word));
        for form in self.forms_of(&word) {
            let form = &mut self.forms[form];
            form.abbreviation |= stripped.is_some();
            form.class_bits |= 1 << class.min(127);
            if !form.classes.contains(&(class, value)) {
                form.classes.push((class, value));
            }
        }
    }

    /// The forms under which a word may be written: as it is, and without diacritics.
    fn forms_of(&mut self, word: &str) -> Vec<usize> {
        let mut out = vec![self.form_slot(word)];
        let folded = fold(word);
        if folded != word {
            out.push(self.form_slot(&folded));
        }
        out
    }

    fn form_slot(&mut self, word: &str) -> usize {
        let next = self.forms.len() as u32;
        let slot = *self.words.entry(word.into()).or_insert(next);
        if slot == next {
            self.forms.push(Form::default());
            let bit = folded_hash(word) as usize % KNOWN;
            self.known[bit / 64] |= 1 << (bit % 64);
        }
        slot as usize
    }

    fn form(&self, document: &Document, token: usize) -> u32 {
        let bit = document.folded_hash(token) as usize % KNOWN;
        if self.known[bit / 64] >> (bit % 64) & 1 == 0 {
            return 0;
        }
        let lower = document.lower(token);
        if let Some(&form) = self.words.get(lower) {
            return form;
        }
        // only some of the diacritics are there: safe in a word long enough not to be another
        if !lower.is_ascii() && lower.len() >= 6 {
            return self.words.get(document.folded(token)).copied().unwrap_or(0);
        }
        0
    }

    /// The items of a stretch of tokens.
    pub fn items(&self, document: &Document, tokens: std::ops::Range<usize>, out: &mut Vec<Item>) {
        let mut token = tokens.start;
        while token < tokens.end {
            let kind = document.tokens[token].kind;
            let capital = document.tokens[token].capital;
            let mut item = Item { token: token as u32, tokens: 1, form: 0, number: Number::None, capital };
            // after an elision (`l'8 luglio`) a number is cut as a word
            if kind == TokenKind::Number || document.text(token).starts_with(|c: char| c.is_ascii_digit()) {
                let text = document.text(token);
                item.number = number::read(text);
                if item.number == Number::None && self.run_of_dates(text, item, out) {
                    token += 1;
                    continue;
                }
                item.form = self.form(document, token);
                if let Number::Int { value, digits, .. } = item.number
                    && let Some(taken) = self.ordinal_suffix(document, token, tokens.end)
                {
                    item.number = Number::Int { value, digits, ordinal: true };
                    item.tokens = 1 + taken as u8;
                }
            } else {
                item.form = self.form(document, token);
                if kind == TokenKind::Word {
                    if item.form == 0 && self.halves(document, token, out) {
                        token += 1;
                        continue;
                    }
                    self.join(document, &mut item, tokens.end);
                }
            }
            token += item.tokens as usize;
            out.push(item);
        }
    }

    /// "mid-August", "June-July", "two-year", "mid-2012", "mid-1990s": words of the templates, one token to the text.
    fn halves(&self, document: &Document, token: usize, out: &mut Vec<Item>) -> bool {
        let Some((a, b)) = document.lower(token).split_once('-') else { return false };
        let part = |word: &str| self.words.get(word).copied().filter(|&f| f != 0);
        let capital = document.tokens[token].capital;
        let second_capital =
            document.text(token).split_once('-').is_some_and(|(_, b)| b.starts_with(char::is_uppercase));
        let item = |form, number| Item { token: token as u32, tokens: 1, form, number, capital };
        let (Some(first), Some(hyphen)) = (part(a), part("-")) else { return false };
        let digits = b.trim_end_matches(|c: char| !c.is_ascii_digit());
        // "ianuarie-31 martie", where a month ends a date and a day begins another
        let day = digits.len() == b.len() && matches!(digits.len(), 1 | 2);
        if digits.len() == 4 || day && !self.forms[first as usize].classes.is_empty() {
            let ending = &b[digits.len()..];
            let Some(ending) = Some(ending).filter(|e| e.is_empty() || part(e).is_some()) else { return false };
            out.extend([item(first, Number::None), item(hyphen, Number::None), item(0, number::read(digits))]);
            out.extend(part(ending).map(|form| item(form, Number::None)));
            return true;
        }
        let Some(second) = part(b) else { return false };
        if self.forms[first as usize].classes.is_empty() && self.forms[second as usize].classes.is_empty() {
            return false;
        }
        out.extend([first, hyphen].map(|form| item(form, Number::None)));
        out.push(Item { capital: second_capital, ..item(second, Number::None) });
        true
    }

    /// "05.03.2021-10.03.2021": two dates and what stands between them, one token to the text.
    fn run_of_dates(&self, text: &str, item: Item, out: &mut Vec<Item>) -> bool {
        let Some((a, b)) = text.split_once('-') else { return false };
        let dates = [number::read(a), number::read(b)];
        let Some(&hyphen) = self.words.get("-") else { return false };
        let found = dates.iter().all(|d| matches!(d, Number::Triple { .. }));
        if found {
            let [a, b] = dates.map(|number| Item { number, ..item });
            out.extend([a, Item { form: hyphen, ..item }, b]);
        }
        found
    }

    /// How many tokens after a number make it an ordinal.
    fn ordinal_suffix(&self, document: &Document, token: usize, limit: usize) -> Option<usize> {
        let end = document.tokens[token].span.end as usize;
        let rest = document.body.get(end..)?;
        let suffix = self.ordinal_suffixes.iter().find(|suffix| {
            rest.get(..suffix.len()).is_some_and(|r| r.eq_ignore_ascii_case(suffix))
                && !rest[suffix.len()..].starts_with(char::is_alphanumeric)
        })?;
        let end = end + suffix.len();
        let taken = document.tokens[token + 1..limit].iter().take_while(|t| t.span.end as usize <= end).count();
        (taken > 0 && taken < 8).then_some(taken)
    }

    /// Takes in the full stop of an abbreviation, and the second half of a word that a line's end has parted.
    fn join(&self, document: &Document, item: &mut Item, limit: usize) {
        let token = item.token as usize;
        let Some(next) = document.tokens.get(token + 1).filter(|_| token + 1 < limit) else { return };
        if !next.glued || next.kind != TokenKind::Mark {
            let gap = document.tokens[token].span.end as usize..next.span.start as usize;
            if !gap.is_empty() && document.body[gap].contains('\u{ad}') {
                self.rejoin(document, item, token + 1);
            }
            return;
        }
        match document.text(token + 1) {
            "." if item.form != 0 && self.forms[item.form as usize].abbreviation && token + 2 < limit => {
                item.tokens = 2
            }
            "-" if token + 2 < limit && !document.tokens[token + 2].glued => self.rejoin(document, item, token + 2),
            _ => {}
        }
    }

    fn rejoin(&self, document: &Document, item: &mut Item, second: usize) {
        if document.tokens[second].kind != TokenKind::Word || document.tokens[second].capital {
            return;
        }
        let whole = format!("{}{}", document.lower(item.token as usize), document.lower(second));
        if let Some(&form) = self.words.get(whole.as_str()) {
            item.form = form;
            item.tokens = (second - item.token as usize + 1) as u8;
        }
    }
}
