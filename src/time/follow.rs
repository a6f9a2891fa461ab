//! What may follow what in a template: by it most words that only could begin one are passed over.

use super::{
    grammar::{Grammar, Symbol},
    lexicon::{Form, Item},
    number::Number,
};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// A set of words and numbers, never too small: literals share their bits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Follow {
    classes: u128,
    literals: [u64; 4],
    number: bool,
    /// Words that are known by their ending or capital.
    any: bool,
}

impl Follow {
    pub fn add(&mut self, symbol: Symbol) {
        match symbol {
            Symbol::Class(class) => self.classes |= 1 << class,
            Symbol::Literal(word) => self.literals[word as usize / 64 % 4] |= 1 << (word % 64),
            Symbol::Number(_) => self.number = true,
            Symbol::Ending(_) | Symbol::Capital => self.any = true,
            Symbol::Group(_) | Symbol::Start => {}
        }
    }

    pub fn join(&mut self, other: &Follow) {
        self.classes |= other.classes;
        for (own, more) in self.literals.iter_mut().zip(other.literals) {
            *own |= more;
        }
        self.number |= other.number;
        self.any |= other.any;
    }

    /// The item may be one of the set.
    pub fn holds(&self, item: &Item, form: &Form) -> bool {
        self.any
            || self.number && item.number != Number::None
            || self.classes & form.class_bits != 0
            || form.literals.iter().any(|&word| self.literals[word as usize / 64 % 4] >> (word % 64) & 1 == 1)
    }
}

/// Of each symbol with which a group that is found by itself may begin, what may come next; numbers are one.
pub(super) fn pairs(grammar: &Grammar) -> FxHashMap<Symbol, Follow> {
    let groups = grammar.groups.len();
    // words stand apart from the other edges
    let mut words: FxHashMap<u32, Vec<(Symbol, u32)>> = FxHashMap::default();
    for (&(node, word), &to) in &grammar.words {
        words.entry(node).or_default().push((Symbol::Literal(word), to));
    }
    let edges = |node: u32| {
        let plain = words.get(&node).into_iter().flatten().copied();
        grammar.nodes.edges(node).iter().map(|e| (e.symbol, e.to)).chain(plain)
    };
    let ends = |node: u32| !grammar.nodes.ends(node).is_empty();
    // symbols with which a group may begin, and of which it may consist
    let mut firsts: Vec<FxHashMap<Symbol, bool>> = vec![FxHashMap::default(); groups];
    loop {
        let mut changed = false;
        for group in 0..groups {
            for (symbol, to) in edges(grammar.groups[group]) {
                let own: Vec<(Symbol, bool)> = match symbol {
                    Symbol::Group(inner) => {
                        firsts[inner as usize].iter().map(|(s, whole)| (*s, *whole && ends(to))).collect()
                    }
                    symbol => vec![(single(symbol), ends(to))],
                };
                for (symbol, whole) in own {
                    match firsts[group].entry(symbol) {
                        std::collections::hash_map::Entry::Vacant(slot) => {
                            slot.insert(whole);
                            changed = true;
                        }
                        std::collections::hash_map::Entry::Occupied(mut slot) if whole && !slot.get() => {
                            slot.insert(true);
                            changed = true;
                        }
                        _ => {}
                    }
                }
            }
        }
        if !changed {
            break;
        }
    }
    let begins: Vec<Follow> = firsts
        .iter()
        .map(|symbols| {
            let mut set = Follow::default();
            symbols.keys().for_each(|s| set.add(*s));
            set
        })
        .collect();
    let next = |node: u32| {
        let mut set = Follow::default();
        for (symbol, _) in edges(node) {
            match symbol {
                Symbol::Group(inner) => set.join(&begins[inner as usize]),
                symbol => set.add(symbol),
            }
        }
        set
    };
    let mut seconds: Vec<FxHashMap<Symbol, Follow>> = vec![FxHashMap::default(); groups];
    loop {
        let mut changed = false;
        for group in 0..groups {
            for (symbol, to) in edges(grammar.groups[group]) {
                let after = next(to);
                let mut more: Vec<(Symbol, Follow)> = Vec::new();
                match symbol {
                    Symbol::Group(inner) => {
                        more.extend(seconds[inner as usize].iter().map(|(s, f)| (*s, *f)));
                        more.extend(
                            firsts[inner as usize].iter().filter(|(_, whole)| **whole).map(|(s, _)| (*s, after)),
                        );
                    }
                    symbol => more.push((single(symbol), after)),
                }
                for (symbol, follow) in more {
                    let own = seconds[group].entry(symbol).or_default();
                    let before = *own;
                    own.join(&follow);
                    changed |= *own != before;
                }
            }
        }
        if !changed {
            break;
        }
    }
    let mut out: FxHashMap<Symbol, Follow> = FxHashMap::default();
    for &top in &grammar.tops {
        for (symbol, follow) in &seconds[top as usize] {
            out.entry(*symbol).or_default().join(follow);
        }
    }
    out
}

/// All classes of numbers as one.
fn single(symbol: Symbol) -> Symbol {
    match symbol {
        Symbol::Number(_) => ANY_NUMBER,
        symbol => symbol,
    }
}

pub(super) const ANY_NUMBER: Symbol = Symbol::Number(super::number::NumberClass::N);
