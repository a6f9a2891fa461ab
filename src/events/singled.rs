//! Who is singled out in what is said.

use super::{arguments::REACH, governed::free, groups::Group, view::View};
use crate::pack::{Mark, Preposition};

/// "said it was Ankara that would not give way", "che è stata Teheran a rifiutare": who is singled out in what is said.
pub(super) fn out(view: &View, group: &Group, speakers: &[usize]) -> Option<usize> {
    let end = view.tokens.end.min(group.end + REACH);
    let be = |t: usize| view.is(t, Mark::BePresent) || view.is(t, Mark::BePast);
    let found = (group.end..end).filter(|t| be(*t) && !view.quoted(*t)).find_map(|t| {
        let at = (t + 1..t + 4).find(|t| !be(*t) && !view.is(*t, Mark::Determiner))?;
        let mention = view.mention(at).filter(|m| free(view, *m) && view.actor(*m).tokens.start <= at)?;
        let next = view.actor(mention).tokens.end;
        let clause = view.is(next, Mark::Relative) || view.is(next, Mark::Complementizer);
        (clause || view.preposition(next, Preposition::To)).then_some(mention)
    })?;
    let own = speakers.iter().any(|s| view.actor(*s).refs.iter().any(|r| view.actor(found).refs.contains(r)));
    (!own).then_some(found)
}

/// "demanded that Tbilisi apologise": who is to do it, or is said to have done it.
pub(super) fn reported_subject(view: &View, group: &Group, speakers: &[usize]) -> Option<usize> {
    let limit = view.tokens.end.min(group.end + 4);
    let that = (group.end..limit).find(|t| view.is(*t, Mark::Complementizer))?;
    let mention = (that + 1..(that + 5).min(view.tokens.end)).find_map(|t| view.mention(t))?;
    let own = speakers.iter().any(|s| view.actor(*s).refs.iter().any(|r| view.actor(mention).refs.contains(r)));
    (free(view, mention) && !own).then_some(mention)
}
