//! Which bearer of a name is meant.

use super::{
    index::{Index, What},
    lexicon::WordId,
    scan::Atom,
};
use crate::{pack::Registry, text::Document};
use rustc_hash::FxHashMap;

/// Who bears which name in one article.
pub(super) struct Bearers<'a> {
    registry: &'a Registry,
    /// People named in full.
    named: FxHashMap<u32, usize>,
}

impl<'a> Bearers<'a> {
    pub fn new(
        registry: &'a Registry,
        _index: &'a Index,
        _document: &Document,
        _words: &[WordId],
        found: &[(usize, Atom)],
    ) -> Self {
        let mut named = FxHashMap::default();
        for (_, atom) in found {
            for sense in &atom.senses {
                if let What::Person(p) = sense.what {
                    *named.entry(p).or_default() += 1;
                }
            }
        }
        Bearers { registry, named }
    }

    /// The person an atom names: in full, or by the surname of someone.
    pub fn person(&mut self, atom: &Atom) -> Option<u32> {
        let of = |full: bool| {
            atom.senses.iter().filter_map(move |s| match s.what {
                What::Person(p) if full => Some(p),
                What::Surname(p) if !full => Some(p),
                _ => None,
            })
        };
        if let Some(p) = of(true).max_by_key(|p| self.prominence(*p)) {
            return Some(p);
        }
        of(false).max_by_key(|p| (self.named.get(p).copied(), self.prominence(*p)))
    }

    fn prominence(&self, person: u32) -> usize {
        self.registry.people[person as usize].offices.len()
    }
}
