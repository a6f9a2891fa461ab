//! Templates against the items of a sentence.

use super::{
    Meaning, evaluate,
    grammar::{Grammar, SlotId, Symbol},
    lexicon::Item,
    number::{Caught, Number},
};
use crate::text::{Document, TokenKind};

/// What a place of a template caught.
#[derive(Debug, Clone)]
pub(super) enum Catch {
    Number(Caught),
    Meaning(Box<Meaning>),
}

pub(super) type Catches = Vec<(SlotId, Catch)>;

/// The items of one sentence, before the grammar of its language.
pub(super) struct Reader<'r> {
    pub grammar: &'r Grammar,
    pub document: &'r Document<'r>,
    pub items: &'r [Item],
}

/// A template found: where it ends, its rule, and what it caught.
pub(super) struct Found {
    /// One past its last item.
    pub end: usize,
    pub rule: u32,
    pub catches: Catches,
}

/// How deep groups may stand in one another.
const DEPTH: u32 = 6;

impl Reader<'_> {
    /// The longest match of a group at an item; of several, the rule that stands first in the pack.
    pub fn longest(&self, group: u32, at: usize) -> Option<Found> {
        let mut best: Option<Found> = None;
        let mut catches = Vec::new();
        self.walk(self.grammar.groups[group as usize], at, at, 0, &mut catches, &mut |end, rule, catches| {
            if best.as_ref().is_none_or(|b| (end, std::cmp::Reverse(rule)) > (b.end, std::cmp::Reverse(b.rule))) {
                best = Some(Found { end, rule, catches: catches.clone() });
            }
        });
        best
    }

    /// Whether an item can be such a symbol by itself.
    pub fn is(&self, item: usize, symbol: Symbol) -> Option<Caught> {
        let item = &self.items[item];
        match symbol {
            Symbol::Literal(word) => {
                self.grammar.lexicon.forms[item.form as usize].literals.contains(&word).then_some([0; 3])
            }
            Symbol::Class(class) => {
                let form = &self.grammar.lexicon.forms[item.form as usize];
                form.classes.iter().find(|c| c.0 == class).map(|c| [c.1, 0, 0])
            }
            Symbol::Number(class) => class.catch(item.number),
            Symbol::Ending(ending) => {
                let word = self.document.lower(item.token as usize);
                let fits = |end: &str| word.strip_suffix(end).is_some_and(|stem| stem.chars().nth(1).is_some());
                self.grammar.endings[ending as usize].iter().any(|e| fits(e)).then_some([0; 3])
            }
            Symbol::Capital => {
                let token = &self.document.tokens[item.token as usize];
                (token.capital && token.kind == TokenKind::Word).then_some([0; 3])
            }
            Symbol::Group(_) | Symbol::Start => None,
        }
    }

    fn walk(
        &self,
        node: u32,
        start: usize,
        at: usize,
        depth: u32,
        catches: &mut Catches,
        found: &mut dyn FnMut(usize, u32, &Catches),
    ) {
        let grammar = self.grammar;
        for &rule in &grammar.nodes[node as usize].ends {
            if self.allowed(rule, start, at) {
                found(at, rule, catches);
            }
        }
        let Some(item) = self.items.get(at) else { return };
        let form = &grammar.lexicon.forms[item.form as usize];
        let numbered = item.number != Number::None;
        let begins = self.begins(at);
        for &word in &form.literals {
            if let Some(&next) = grammar.words.get(&(node, word)) {
                self.walk(next, start, at + 1, depth, catches, found);
            }
        }
        for edge in &grammar.nodes[node as usize].edges {
            let possible = match edge.symbol {
                Symbol::Class(class) => form.class_bits >> class & 1 == 1,
                Symbol::Number(_) => numbered,
                Symbol::Group(group) => begins >> group & 1 == 1 && depth < DEPTH,
                _ => true,
            };
            if !possible {
                continue;
            }
            let token = &self.document.tokens[item.token as usize];
            if edge.capital && !item.capital || edge.glued && !token.glued {
                continue;
            }
            if let Symbol::Group(group) = edge.symbol {
                for (end, meaning) in self.all(group, at, depth + 1) {
                    catches.push((edge.slot, meaning));
                    self.walk(edge.to, start, end, depth, catches, found);
                    catches.pop();
                }
            } else if let Some(caught) = self.is(at, edge.symbol) {
                catches.push((edge.slot, Catch::Number(caught)));
                self.walk(edge.to, start, at + 1, depth, catches, found);
                catches.pop();
            }
        }
    }

    /// Every end that a group may have from an item, with the meaning of its first rule there.
    fn all(&self, group: u32, at: usize, depth: u32) -> Vec<(usize, Catch)> {
        let mut ends: Vec<(usize, u32, Catches)> = Vec::new();
        let mut catches = Vec::new();
        self.walk(
            self.grammar.groups[group as usize],
            at,
            at,
            depth,
            &mut catches,
            &mut |end, rule, catches| match ends.iter_mut().find(|e| e.0 == end) {
                Some(known) if known.1 <= rule => {}
                Some(known) => *known = (end, rule, catches.clone()),
                None => ends.push((end, rule, catches.clone())),
            },
        );
        let grammar = self.grammar;
        ends.into_iter()
            .filter_map(|(end, rule, catches)| {
                let value = evaluate::catch(grammar, &grammar.rules[rule as usize].value, &catches)?;
                Some((end, value))
            })
            .collect()
    }

    fn allowed(&self, rule: u32, start: usize, end: usize) -> bool {
        let rule = &self.grammar.rules[rule as usize];
        let next = rule.unless_next.iter().any(|&s| end < self.items.len() && self.is(end, s).is_some());
        let before = rule.unless_before.iter().any(|&s| start > 0 && self.is(start - 1, s).is_some());
        let followed = rule.only_next.is_empty()
            || end >= self.items.len()
            || rule.only_next.iter().any(|&s| self.is(end, s).is_some());
        let led = rule.only_after.is_empty()
            || rule
                .only_after
                .iter()
                .any(|&s| if start == 0 { s == Symbol::Start } else { self.is(start - 1, s).is_some() });
        let ended = || {
            end == self.items.len()
                || end + 1 == self.items.len() && self.document.text(self.items[end].token as usize) == "."
        };
        let alone = !rule.alone || start == 0 && ended();
        !next && !before && followed && led && alone
    }
}
