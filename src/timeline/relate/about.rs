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
    for (ix, event) in known.events.iter().enumerate().filter(|(_, e)| e.kind == Kind::Statement) {
        for piece in &event.evidence {
            for (other, told) in known.sentences.beside(piece) {
                if known.events[*other].kind == Kind::Statement {
                    continue;
                }
                let reason = if told.trigger.start > piece.trigger.start {
                    "told in the same sentence, after the verb of saying"
                } else if quoted(&known.articles[piece.article], piece, told) {
                    "told within the words quoted"
                } else {
                    continue;
                };
                found.push((ix, RelationKind::About, *other, reason.to_owned()));
            }
        }
    }
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
