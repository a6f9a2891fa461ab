//! Articles that tell of the same happening, dated together.

use super::{
    Engine,
    given::Given,
    memory::{self, Key, Memory},
};
use crate::{
    corrections::Prepared,
    dating::{DatedArticle, Hint},
    timeline,
};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// How often what one article has learned is passed on.
const ROUNDS: usize = 3;
/// So many articles are read again before they take the place of what was read before.
const AT_A_TIME: usize = 4096;

impl Engine {
    /// Dates those articles anew whose publication day is open, with what the others say of the same happenings.
    /// `prepared` and `dated` go side by side. Each round hears only what was known before it, so that the order of
    /// the articles changes nothing; a corpus whose days are all known costs nothing.
    pub(super) fn date_jointly(
        &self,
        prepared: &[&Prepared],
        dated: &mut [DatedArticle],
        (mark, memory): (&Key, &Memory),
        given: &BTreeMap<String, Given>,
        tidy: memory::Tidy,
    ) {
        if !dated.iter().any(timeline::is_open) {
            return;
        }
        // what another extractor says of an article is not read anew
        let fixed = |ix: usize| given.get(&prepared[ix].article.path).is_some_and(|g| !g.own);
        // an article that others have dated stays open to them
        let mut heard: Vec<Vec<Hint>> = vec![Vec::new(); dated.len()];
        for _ in 0..ROUNDS {
            let hints = timeline::hints(dated, &self.packs);
            let mut changed = false;
            // some at a time, so that not all are held twice; what they hear is known
            for start in (0..dated.len()).step_by(AT_A_TIME) {
                let end = dated.len().min(start + AT_A_TIME);
                let again: Vec<(usize, Option<DatedArticle>)> = (start..end)
                    .into_par_iter()
                    .filter(|&ix| !hints[ix].is_empty() && hints[ix] != heard[ix] && !fixed(ix))
                    .map(|ix| {
                        let article = &prepared[ix].article;
                        let make = || self.read_hinted(article, &hints[ix]);
                        let key = memory::key_with(&memory::key(mark, article, None), &hints[ix]);
                        (
                            ix,
                            super::guarded(&article.path, || memory.recall_again((&key, &article.body), make, tidy))
                                .ok(),
                        )
                    })
                    .collect();
                for (ix, read) in again {
                    let Some(read) = read else { continue };
                    changed |= read.published != dated[ix].published;
                    dated[ix] = read;
                }
            }
            // one that could not be read again has heard it all the same: it could not be the next time either
            for (heard, hints) in heard.iter_mut().zip(hints).filter(|(_, hints)| !hints.is_empty()) {
                *heard = hints;
            }
            if !changed {
                break;
            }
        }
    }
}
