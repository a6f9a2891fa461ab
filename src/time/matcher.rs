//! Templates against the items of a sentence.

use super::{
    Meaning, evaluate,
    grammar::{Grammar, Guard, Symbol},
    lexicon::Item,
    nodes::SlotId,
    number::{Caught, Number},
};
use crate::text::{Document, TokenKind};
use rustc_hash::FxHashMap;
use std::{cell::RefCell, rc::Rc};

/// What a place of a template caught.
#[derive(Debug, Clone)]
pub(super) enum Catch {
    Number(Caught),
    Meaning(Rc<Meaning>),
}

/// Every end that a group may have from an item, with what it means there.
type Ends = Rc<[(usize, Catch)]>;

pub(super) type Catches = Vec<(SlotId, Catch)>;

/// The items of one sentence, before the grammar of its language.
pub(super) struct Reader<'r> {
    pub grammar: &'r Grammar,
    pub document: &'r Document<'r>,
    pub items: &'r [Item],
    /// What groups were found at items: many templates ask for the same.
    pub known: RefCell<FxHashMap<(u32, usize), Ends>>,
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
/// No more than so much is remembered: what lies behind is never asked for again.
const MEMORY: usize = 1 << 10;

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
        for &rule in grammar.nodes.ends(node) {
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
        for edge in grammar.nodes.edges(node) {
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
                for (end, meaning) in self.all(group, at, depth + 1).iter() {
                    catches.push((edge.slot, meaning.clone()));
                    self.walk(edge.to, start, *end, depth, catches, found);
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
    fn all(&self, group: u32, at: usize, depth: u32) -> Ends {
        if let Some(ends) = self.known.borrow().get(&(group, at)) {
            return ends.clone();
        }
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
        let ends: Ends = ends
            .into_iter()
            .filter_map(|(end, rule, catches)| {
                let value = evaluate::catch(grammar, &grammar.rules[rule as usize].value, &catches)?;
                Some((end, value))
            })
            .collect();
        let mut known = self.known.borrow_mut();
        if known.len() >= MEMORY {
            known.clear();
        }
        known.insert((group, at), ends.clone());
        ends
    }

    fn allowed(&self, rule: u32, start: usize, end: usize) -> bool {
        let rule = &self.grammar.rules[rule as usize];
        if end < self.items.len()
            && (self.guarded(&rule.unless_next, end)
                || !rule.only_next.is_empty() && !self.guarded(&rule.only_next, end))
            || start > 0 && self.guarded(&rule.unless_before, start - 1)
        {
            return false;
        }
        let led = rule.only_after.is_empty()
            || if start == 0 { rule.only_after.head } else { self.guarded(&rule.only_after, start - 1) };
        let ended = || {
            end == self.items.len()
                || end + 1 == self.items.len() && self.document.text(self.items[end].token as usize) == "."
        };
        led && (!rule.alone || start == 0 && ended())
    }

    /// The item is one of those that a guard names.
    fn guarded(&self, guard: &Guard, item: usize) -> bool {
        if guard.is_empty() {
            return false;
        }
        let form = &self.grammar.lexicon.forms[self.items[item].form as usize];
        form.literals.iter().any(|word| guard.words.contains(word))
            || guard.others.iter().any(|&symbol| match symbol {
                Symbol::Group(group) => self.begins(item) >> group & 1 == 1 && !self.all(group, item, 1).is_empty(),
                symbol => self.is(item, symbol).is_some(),
            })
    }
}
