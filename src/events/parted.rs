//! Phrases of several words that a time or an adverb parts.

use super::{
    lexicon::Item,
    view::{VerbHit, View, bits},
};
use crate::pack::Mark;

impl View<'_> {
    /// Verbs of several words that a time or an adverb parts: "a făcut luni o vizită", "s'est discrètement rendu"; and words
    /// before a verb: "a început joi să bombardeze".
    pub(super) fn parted(&mut self, at: usize) {
        let (document, lexicon, limit) = (self.document, self.lexicon, self.tokens.end);
        let (mut found, mut marks) = (Vec::new(), Vec::new());
        lexicon.items.each_parted(
            document,
            at,
            limit,
            |t| self.behind(t),
            |end, item| match item {
                Item::Verb(sense, form, accented) => found.push((VerbHit { start: at, end, sense, form }, accented)),
                Item::Mark(mark @ (Mark::Did | Mark::Decided | Mark::Caused), _) => marks.push((mark, end)),
                _ => {}
            },
        );
        for (mark, end) in marks {
            self.marks[at - self.tokens.start..end - self.tokens.start].iter_mut().for_each(|m| *m |= bits(&[mark]));
        }
        for (hit, accented) in found {
            let plain = (at..hit.end).all(|t| document.lower(t).is_ascii());
            if (!accented || !plain) && !self.verbs.contains(&hit) {
                self.verbs.push(hit);
            }
        }
    }

    /// Where a phrase goes on behind a time or an adverb that parts it; the token itself where there is none.
    pub(super) fn behind(&self, token: usize) -> usize {
        let limit = self.tokens.end;
        let run = |from: usize| (from..limit).find(|t| !self.timed(*t)).unwrap_or(limit);
        let adverb = |t: usize| self.adverbial(t) || self.is(t, Mark::Adverb) && !self.is(t, Mark::Determiner);
        match token {
            t if self.timed(t) => run(t),
            t if t < limit && adverb(t) => t + 1,
            // the preposition before it
            t if self.timed(t + 1) && (self.any_preposition(t) || self.is(t, Mark::Determiner)) => run(t + 1),
            t => t,
        }
    }
}
