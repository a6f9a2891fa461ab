//! Words for several who were spoken of: where those that may stand before any noun count.

use super::{grammar::TitleKind, phrase::Parser, scan::TitleHit};

impl Parser<'_> {
    /// Whether a title may stand for somebody here: "the two agreed", but not "the two missiles".
    pub(super) fn stands_alone(&self, hit: &TitleHit) -> bool {
        let end = hit.tokens.end;
        let next = |words: &[String]| {
            words.is_empty() || self.boundary(end) || words.iter().any(|w| w == self.document.folded(end))
        };
        hit.titles.iter().all(|t| match t.kind {
            TitleKind::GroupOfPeople(ix) | TitleKind::GroupOfCountries(ix) => {
                next(&self.grammar.rules.groups[ix as usize].before)
            }
            _ => true,
        })
    }
}
