//! The forms and titles found in a sentence, before anything is decided.

use super::{
    Standing,
    grammar::{Grammar, Title, TitleKind},
    index::{Case, Index, Sense, What},
    lexicon::{Node, WordId},
    patterns::GAP,
};
use crate::text::{Document, TokenKind};
use std::ops::Range;

/// More words than any title has.
const LONGEST_TITLE: usize = 16;

/// A form found, with what it may mean; the longest at its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Atom {
    pub tokens: Range<usize>,
    pub senses: Vec<Sense>,
}

impl Atom {
    pub fn any(&self, test: impl Fn(What) -> bool) -> bool {
        self.senses.iter().any(|s| test(s.what))
    }
    pub fn is_person(&self) -> bool {
        self.any(|w| matches!(w, What::Person(_) | What::Surname(_)))
    }
    pub fn is_demonym(&self) -> bool {
        self.any(|w| matches!(w, What::CountryDemonym(_) | What::BodyDemonym(_)))
    }
    /// A country, body, seat or place, by a name.
    pub fn is_named(&self) -> bool {
        use What::*;
        self.any(|w| matches!(w, Country(_) | Body(_) | CountrySeat(_) | BodySeat(_) | Place(_)))
    }
    pub fn genitive(&self) -> bool {
        self.senses.iter().any(|s| s.genitive)
    }
}

/// A title found.
#[derive(Debug, Clone)]
pub(super) struct TitleHit {
    pub tokens: Range<usize>,
    /// One for each meaning of the words.
    pub titles: Vec<Title>,
    /// Atoms that stand within it: "ministrul *rus* de externe".
    pub atoms: Vec<usize>,
    pub standing: Option<Standing>,
}

/// What is found in one sentence.
#[derive(Debug, Default)]
pub(super) struct Findings {
    /// First token.
    pub start: usize,
    pub end: usize,
    pub atoms: Vec<Atom>,
    pub titles: Vec<TitleHit>,
    /// By token from `start`: the atom that covers it, and the title that begins there, counted from 1.
    atom_of: Vec<u32>,
    title_at: Vec<u32>,
}

impl Findings {
    /// The atom that begins at a token.
    pub fn atom_at(&self, token: usize) -> Option<usize> {
        self.atom_over(token).filter(|&a| self.atoms[a].tokens.start == token)
    }
    /// The atom that covers a token.
    pub fn atom_over(&self, token: usize) -> Option<usize> {
        let at = token.checked_sub(self.start)?;
        self.atom_of.get(at)?.checked_sub(1).map(|a| a as usize)
    }
    /// The title that begins at a token.
    pub fn title_at(&self, token: usize) -> Option<&TitleHit> {
        self.title_index(token).map(|t| &self.titles[t])
    }
    /// Its position among the titles.
    pub fn title_index(&self, token: usize) -> Option<usize> {
        let at = token.checked_sub(self.start)?;
        self.title_at.get(at)?.checked_sub(1).map(|t| t as usize)
    }
    /// The title that covers a token, if one begins within a pattern's length before it.
    pub fn title_over(&self, token: usize) -> Option<&TitleHit> {
        let first = token.saturating_sub(LONGEST_TITLE).max(self.start);
        (first..=token).rev().filter_map(|t| self.title_at(t)).find(|t| t.tokens.contains(&token))
    }
}

/// Everything in one sentence.
pub(super) fn scan(
    document: &Document,
    words: &[WordId],
    index: &Index,
    grammar: &Grammar,
    sentence: usize,
    accept: impl Fn(&Atom) -> bool,
) -> Findings {
    let sentence = &document.sentences[sentence];
    let language = 1 << sentence.language;
    let (start, end) = (sentence.tokens.start as usize, sentence.tokens.end as usize);
    let mut found = Findings { start, end, ..Default::default() };
    let mut at = start;
    while at < end {
        if !index.names.opens(words[at]) {
            at += 1;
            continue;
        }
        match longest(document, words, index, grammar, language, at, end).filter(&accept) {
            Some(atom) => {
                // "Sheikh Tamim bin Hamad": a longer name that begins within the shorter one wins
                let later = (at + 1..atom.tokens.end).find_map(|t| {
                    longest(document, words, index, grammar, language, t, end)
                        .filter(|b| b.tokens.end > atom.tokens.end && b.tokens.len() > atom.tokens.len())
                        .filter(&accept)
                });
                let atom = later.unwrap_or(atom);
                at = atom.tokens.end;
                found.atoms.push(atom);
            }
            None => at += 1,
        }
    }
    found.atom_of = vec![0; end - start];
    for (ix, atom) in found.atoms.iter().enumerate() {
        found.atom_of[atom.tokens.start - start..atom.tokens.end - start].fill(ix as u32 + 1);
    }
    found.title_at = vec![0; end - start];
    for at in start..end {
        if !grammar.titles.opens(words[at]) {
            continue;
        }
        if let Some(hit) = title(words, grammar, &found, at).filter(|hit| written(document, grammar, hit)) {
            found.titles.push(hit);
            found.title_at[at - start] = found.titles.len() as u32;
        }
    }
    found
}

fn longest(
    document: &Document,
    words: &[WordId],
    index: &Index,
    grammar: &Grammar,
    language: u32,
    start: usize,
    limit: usize,
) -> Option<Atom> {
    let mut node = 0;
    let mut best: Option<(usize, Node)> = None;
    let mut at = start;
    while at < limit {
        let Some(next) = index.names.step(node, words[at]) else { break };
        node = next;
        at += 1;
        if index.names.ends(node).any(|s| fits(document, &s, grammar, language, start, at)) {
            best = Some((at, node));
        }
    }
    let (end, node) = best?;
    let fitting = index.names.ends(node).filter(|s| fits(document, s, grammar, language, start, end));
    let mut senses: Vec<Sense> = fitting.collect();
    senses.reverse();
    Some(Atom { tokens: start..end, senses })
}

/// Whether the words of the text are written as the sense wants it, in a language that has it. A name of
/// several words, or in capitals, is understood in any language.
fn fits(document: &Document, sense: &Sense, grammar: &Grammar, language: u32, start: usize, end: usize) -> bool {
    let tokens = &document.tokens[start..end];
    let own = sense.languages & language != 0;
    match sense.case {
        Case::Any if grammar.rules.demonym_capital => own && tokens[0].capital,
        // a demonym is written small; "Eleni Papadrakou" is a name
        Case::Any => {
            let opens =
                start == 0 || document.tokens[start - 1].kind == TokenKind::Mark && document.text(start - 1) != ",";
            let next = document.tokens.get(end).is_some_and(|t| t.capital && !t.caps && t.kind == TokenKind::Word);
            own && (opens || !tokens[0].capital || tokens[0].caps || !next)
        }
        Case::Caps => {
            // in a headline all in capitals, another language's acronym is a word of this one
            let word = |t: Option<usize>| t.and_then(|t| document.tokens.get(t)).filter(|t| t.kind == TokenKind::Word);
            let beside = [word(start.checked_sub(1)), word(Some(end))];
            let shouted = beside.iter().flatten().any(|t| t.caps) && beside.iter().flatten().all(|t| t.caps);
            tokens.iter().all(|t| t.caps || t.span.end - t.span.start == 1) && (own || !shouted)
        }
        // a word with an accent is not the short name without it
        Case::Capitals(_) if matches!(sense.what, What::Body(_)) && short_and_marked(document, start..end) => false,
        Case::Capitals(mask) => {
            (own || end - start > 1)
                && tokens.iter().enumerate().take(16).all(|(i, t)| mask & (1 << i) == 0 || t.capital)
        }
    }
}

/// One word of up to four letters with a diacritic.
fn short_and_marked(document: &Document, tokens: Range<usize>) -> bool {
    let text = document.text(tokens.start);
    tokens.len() == 1 && !text.is_ascii() && text.chars().count() <= 4
}

/// The longest title that begins at a token; what is part of a longer name begins none.
fn title(words: &[WordId], grammar: &Grammar, found: &Findings, start: usize) -> Option<TitleHit> {
    if let Some(atom) = found.atom_over(start)
        && (found.atoms[atom].tokens.len() > 1 || found.atoms[atom].tokens.start != start)
    {
        return None;
    }
    let mut walk = Walk { words, grammar, found, best: None, atoms: Vec::new(), standing: None };
    walk.from(0, start);
    let (end, node, atoms, standing) = walk.best?;
    // in the order of the pack: the first meaning leads
    let mut titles: Vec<Title> = grammar.titles.ends(node).collect();
    titles.reverse();
    Some(TitleHit { tokens: start..end, titles, atoms, standing })
}

/// "the north" is no half of a country, "the North" may be one.
fn written(document: &Document, grammar: &Grammar, hit: &TitleHit) -> bool {
    let half =
        |t: &Title| matches!(t.kind, TitleKind::Epithet(ix) if !grammar.rules.epithets[ix as usize].among.is_empty());
    document.tokens[hit.tokens.start].capital || !hit.titles.iter().all(half)
}

struct Walk<'w> {
    words: &'w [WordId],
    grammar: &'w Grammar,
    found: &'w Findings,
    best: Option<(usize, Node, Vec<usize>, Option<Standing>)>,
    atoms: Vec<usize>,
    standing: Option<Standing>,
}

impl Walk<'_> {
    fn from(&mut self, node: Node, at: usize) {
        // a title doesn't end within a longer name
        let whole = at == 0 || self.found.atom_over(at - 1).is_none_or(|a| self.found.atoms[a].tokens.end <= at);
        let longer = self.best.as_ref().is_none_or(|b| b.0 < at);
        if whole && longer && self.grammar.titles.is_end(node) {
            self.best = Some((at, node, self.atoms.clone(), self.standing));
        }
        if at >= self.found.end {
            return;
        }
        if let Some(next) = self.grammar.titles.step(node, self.words[at]) {
            self.from(next, at + 1);
        }
        if let Some(gap) = self.grammar.titles.step(node, GAP) {
            self.gap(gap, at, 0);
        }
    }

    /// One to three modifiers, then on.
    fn gap(&mut self, node: Node, at: usize, count: usize) {
        if count == 3 || at >= self.found.end {
            return;
        }
        if let Some(ix) = self.found.atom_at(at) {
            let atom = &self.found.atoms[ix];
            if !atom.is_demonym() && !atom.is_named() {
                return;
            }
            let end = atom.tokens.end;
            self.atoms.push(ix);
            self.step_gap(node, end, count);
            self.atoms.pop();
        } else if let Some((length, class)) = self.grammar.modifier(self.words, at) {
            let before = self.standing;
            self.standing = before.or(Grammar::standing(class));
            self.step_gap(node, at + length, count);
            self.standing = before;
        }
    }

    fn step_gap(&mut self, node: Node, at: usize, count: usize) {
        // the gap's own node carries the words that follow it
        if at < self.found.end
            && let Some(next) = self.grammar.titles.step(node, self.words[at])
        {
            self.from(next, at + 1);
        }
        self.gap(node, at, count + 1);
    }
}
