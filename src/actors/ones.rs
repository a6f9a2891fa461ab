//! A title taken up by a word: "il presidente americano e quello cubano", "the American president and the Cuban one".

use super::{
    grammar::class,
    phrase::{Draft, Of, Parser},
};

impl Parser<'_> {
    /// A word that takes up a title.
    pub(super) fn takes_up(&self, at: usize) -> bool {
        at < self.findings.end && self.grammar.rules.ones.iter().any(|w| w == self.document.folded(at))
    }

    /// Gives a country beside such a word the title of the phrase before it.
    pub(super) fn take_up(&self, before: Option<&Draft>, draft: &mut Draft) {
        let Some(before) = before.filter(|b| !b.titles.is_empty() && !b.of.is_empty() && !b.of_several()) else {
            return;
        };
        // the word may be the whole of a vaguer title: "quello cubano"
        let vague = draft.name.is_none() && draft.titles.len() == 1 && self.takes_up(draft.tokens.start);
        let atom = match draft.of[..] {
            [Of::Atom(atom)] if vague => Some(atom),
            _ => draft.atom,
        };
        let (Some(atom), between) = (atom, before.tokens.end..draft.tokens.start) else { return };
        let joins = |at: usize| self.comma(at) || self.is(at, class::AND | class::ARTICLE | class::OF);
        let joins = |at: usize| joins(at) || self.takes_up(at);
        if !(1..5).contains(&between.len()) || !between.clone().all(joins) || between.clone().all(|t| self.comma(t)) {
            return;
        }
        let behind = self.takes_up(draft.tokens.end);
        let itself = (vague || behind).then_some(draft.tokens.start);
        let Some(first) = between.clone().find(|t| self.takes_up(*t)).or(itself) else { return };
        // where the word is an article, a name behind it is its own: "el gobierno y el ELN"
        let found = &self.findings.atoms[atom];
        let of = between.clone().any(|t| self.is(t, class::OF));
        if self.is(first, class::ARTICLE) && !of && (found.is_named() || !found.is_demonym()) {
            return;
        }
        draft.titles.clone_from(&before.titles);
        draft.of = vec![Of::Atom(atom)];
        draft.atom = None;
        draft.genitive = before.genitive;
        draft.tokens = first..draft.tokens.end + usize::from(behind);
    }
}
