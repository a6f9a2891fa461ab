//! Finds time expressions: the longest template at each place, its meaning, its direction.

use super::{
    Direction, Meaning, TimeExpression, dateline,
    direction::Marks,
    evaluate::{self, Outcome},
    grammar::Grammar,
    matcher::{Found, Reader},
    number::Number,
};
use crate::{
    pack::LanguagePack,
    text::{Cutter, Document, LanguageIx, Span},
};
use rayon::prelude::*;
use std::cell::RefCell;

/// The templates of all languages, as `build.rs` compiled them.
static TEMPLATES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/templates.bin"));

/// Finds time expressions by the templates of the packs. Made once, shared by all articles.
#[derive(Debug, Clone, Default)]
pub struct Tagger {
    /// One for each language, in the order of the packs.
    grammars: Vec<Grammar>,
}

impl Tagger {
    pub fn new(packs: &[LanguagePack], cutter: &Cutter) -> Tagger {
        Self::of(packs, cutter, |_| true)
    }

    /// For documents in some of the languages only; in the others it finds nothing.
    pub fn of(packs: &[LanguagePack], cutter: &Cutter, spoken: impl Fn(LanguageIx) -> bool + Sync) -> Tagger {
        let grammar = |(ix, pack): (usize, &LanguagePack)| match spoken(ix as LanguageIx) {
            true => Grammar::prepared(TEMPLATES, pack).unwrap_or_else(|| Grammar::new(pack, ix as LanguageIx, cutter)),
            false => Grammar::default(),
        };
        Tagger { grammars: packs.par_iter().enumerate().map(grammar).collect() }
    }

    /// What is wrong with the templates of the packs, each after its language's index; empty when all is well.
    pub fn problems(&self) -> Vec<(LanguageIx, String)> {
        let of = |(ix, g): (usize, &Grammar)| -> Vec<_> {
            g.problems.iter().map(|p| (ix as LanguageIx, p.clone())).collect()
        };
        self.grammars.iter().enumerate().flat_map(of).collect()
    }

    /// All expressions, in text order, not overlapping.
    pub fn tag(&self, document: &Document) -> Vec<TimeExpression> {
        let mut out = Vec::new();
        let mut items = Vec::new();
        for (number, sentence) in document.sentences.iter().enumerate() {
            let Some(grammar) = self.grammars.get(sentence.language as usize) else { continue };
            items.clear();
            grammar.lexicon.items(document, sentence.tokens.start as usize..sentence.tokens.end as usize, &mut items);
            let reader = Reader { grammar, document, items: &items, known: RefCell::default() };
            let mut marks = Marks::default();
            let mut at = 0;
            while at < items.len() {
                let begins = reader.begins(at) & grammar.top_bits;
                if begins == 0 || !reader.may_go_on(at) && !reader.may_be_all(at) {
                    at += 1;
                    continue;
                }
                let best = grammar
                    .tops
                    .iter()
                    .filter(|&&group| begins >> group & 1 == 1)
                    .filter_map(|&group| reader.longest(group, at))
                    .max_by_key(|f| (f.end, std::cmp::Reverse(f.rule)));
                let Some(found) = best else {
                    at += 1;
                    continue;
                };
                match evaluate::outcome(grammar, found.rule, &found.catches) {
                    Some(Outcome::Expression(meaning, kind)) => {
                        let expression = expression(&reader, &mut marks, number, at, &found, meaning, kind);
                        out.push(expression);
                        at = found.end;
                    }
                    Some(Outcome::Nothing) => at = found.end,
                    None => at += 1,
                }
            }
        }
        dateline::mark(document, &mut out);
        // whatever the sentence after it tells, a dateline is of the past
        for expression in out.iter_mut().filter(|e| e.dateline && e.needs_year()) {
            expression.meaning.redirect(Direction::Past);
        }
        out
    }
}

fn expression(
    reader: &Reader,
    marks: &mut Marks,
    sentence: usize,
    at: usize,
    found: &Found,
    mut meaning: Meaning,
    mut kind: super::TimeKind,
) -> TimeExpression {
    let rule = &reader.grammar.rules[found.rule as usize];
    let first = reader.items[at].token as usize;
    let last = &reader.items[found.end - 1];
    let tokens = first..last.token as usize + last.tokens as usize;
    let span = Span {
        start: reader.document.tokens[tokens.start].span.start,
        end: reader.document.tokens[tokens.end - 1].span.end,
    };
    let mut reason = String::new();
    if meaning.direction() == Some(Direction::Near) {
        // the label of a line of a chronicle ("Monday: …", "Luni - …") has no direction from the line
        let label = at == 0 && reader.document.label_at(tokens.end);
        let (mut direction, why) =
            if label { (Direction::Near, String::new()) } else { marks.direction(reader, at, found.end) };
        // a date by itself announces something; the label of what its paragraph tells does not: "Friday. Tehran receives …"
        let alone = at == 0 && found.end + 1 >= reader.items.len() && reader.fills_paragraph(sentence);
        if direction == Direction::Near && (alone || rule.ahead) {
            direction = Direction::Future;
        }
        meaning.direct(direction);
        reason = why;
    }
    if let (true, Meaning::Distance { unit, count, .. }) = (rule.forward, &meaning)
        && marks.direction(reader, at, found.end).0.is_past()
    {
        meaning = Meaning::Duration { unit: *unit, count: Some(*count) };
        kind = super::TimeKind::Duration;
    }
    let dateline = reader.labelled(at);
    TimeExpression {
        span,
        tokens,
        sentence,
        kind,
        meaning,
        dateline,
        aside: rule.aside,
        rule: rule.name.clone(),
        reason,
    }
}

/// How many words a label ("Published on") may take at the head of a sentence.
const LABEL: usize = 4;

impl Reader<'_> {
    /// Only a label such as "Published on:" stands before in the sentence.
    fn labelled(&self, at: usize) -> bool {
        at <= LABEL
            && self.items[..at].iter().any(|item| {
                let form = &self.grammar.lexicon.forms[item.form as usize];
                form.literals.iter().any(|l| self.grammar.datelines.contains(l))
            })
    }

    /// Some template has this item and the next.
    fn may_go_on(&self, at: usize) -> bool {
        let Some(next) = self.items.get(at + 1) else { return false };
        let forms = &self.grammar.lexicon.forms;
        let (item, form) = (&self.items[at], &forms[next.form as usize]);
        self.grammar.lexicon.follows[forms[item.form as usize].follow as usize].holds(next, form)
            || item.number != Number::None && self.grammar.number_follow.holds(next, form)
    }

    /// The item by itself may be an expression.
    fn may_be_all(&self, at: usize) -> bool {
        let item = &self.items[at];
        self.grammar.lexicon.forms[item.form as usize].alone & self.grammar.top_bits != 0
            || self.grammar.lone_numbers.iter().any(|class| class.catch(item.number).is_some())
    }

    /// Whether the paragraph holds nothing but that sentence.
    fn fills_paragraph(&self, sentence: usize) -> bool {
        let paragraph = |ix: usize| self.document.sentences.get(ix).map(|s| s.paragraph);
        let own = paragraph(sentence);
        paragraph(sentence + 1) != own && sentence.checked_sub(1).is_none_or(|before| paragraph(before) != own)
    }

    /// The groups that may begin at an item, as a set of bits.
    pub fn begins(&self, at: usize) -> u128 {
        let item = &self.items[at];
        let bits = self.grammar.lexicon.forms[item.form as usize].begins;
        if item.number == Number::None { bits } else { bits | self.grammar.number_begins }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_packs_compile() {
        let (packs, _) = crate::pack::load(None);
        let cutter = Cutter::new(&packs.languages);
        let tagger = Tagger::new(&packs.languages, &cutter);
        assert!(tagger.problems().is_empty(), "{:#?}", tagger.problems());
        // what lies in the program is what its own code makes of the packs
        assert!(Grammar::prepare(&packs.languages, &cutter) == TEMPLATES);
        let mut pack = packs.languages[0].clone();
        pack.time.rules.clear();
        assert!(Grammar::prepared(TEMPLATES, &packs.languages[0]).is_some());
        assert!(Grammar::prepared(TEMPLATES, &pack).is_none());
    }
}
