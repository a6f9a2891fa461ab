//! `about`: a statement on an encounter or a deed.

use super::{Found, Known};
use crate::{
    dating::DatedArticle,
    events::Kind,
    timeline::{Evidence, RelationKind},
};

/// A statement is about what its sentence tells in the words reported: after the verb of saying, or within the
/// quotation before it.
pub(super) fn about(known: &Known, found: &mut Found) {
    // sentence by sentence, as articles tell; most tell one thing only
    let mut all: Vec<(usize, usize, usize, &str)> = Vec::new();
    for told in known.sentences.each().filter(|told| told.len() > 1) {
        for (ix, piece) in told.iter().filter(|(ix, _)| known.events[*ix].kind == Kind::Statement) {
            for (other, told) in told.iter().filter(|(other, _)| known.events[*other].kind != Kind::Statement) {
                let reason = if told.trigger.start > piece.trigger.start {
                    "told in the same sentence, after the verb of saying"
                } else if quoted(&known.articles[piece.article], piece, told) {
                    "told within the words quoted"
                } else {
                    continue;
                };
                let nth = known.events[*ix].evidence.iter().position(|own| std::ptr::eq(own, *piece));
                all.push((*ix, nth.unwrap_or_default(), *other, reason));
            }
        }
    }
    // the first piece of evidence says why, and that is the same wherever its article lies
    all.sort_by_key(|(ix, nth, ..)| (*ix, *nth));
    found.extend(all.into_iter().map(|(ix, _, other, reason)| (ix, RelationKind::About, other, reason.to_owned())));
}

/// Whether a trigger stands between marks of quotation that close before the verb of saying.
fn quoted(article: &DatedArticle, saying: &Evidence, told: &Evidence) -> bool {
    let start = saying.quote.start.min(told.quote.start) as usize;
    let Some(text) = article.body.get(start..saying.trigger.start as usize) else { return false };
    let at = told.trigger.start as usize - start;
    let mut open: Option<usize> = None;
    for (i, c) in text.char_indices() {
        match (c, open) {
            ('“' | '„' | '«', _) => open = Some(i),
            ('"', None) => open = Some(i),
            ('”' | '»' | '"', Some(from)) => {
                if (from..i).contains(&at) {
                    return true;
                }
                open = None;
            }
            _ => {}
        }
    }
    false
}
