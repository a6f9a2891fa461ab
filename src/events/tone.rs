//! The tone of a neutral report, from what is reported: "said that Sudan must return it" asks,
//! "said it would not accept" refuses, "said they will send" promises.

use super::{Tone, groups::Group, view::View};
use crate::pack::Mark;

/// How many words of the reported clause are looked at.
const REACH: usize = 14;

/// The tone of what `group` reports in indirect speech.
pub(super) fn reported(view: &View, group: &Group, speakers: &[usize]) -> Tone {
    let mut at = group.end;
    let limit = (group.end + REACH).min(view.tokens.end);
    // the reported clause begins at a complementizer, or right after the verb
    if let Some(that) = (group.end..limit).find(|t| view.is(*t, Mark::Complementizer)) {
        at = that + 1;
    }
    let mut own = true;
    for token in at..limit {
        if view.quoted(token) || matches!(view.text(token), ";" | ":" | ".") {
            break;
        }
        if let Some(mention) = view.mention(token) {
            let m = view.actor(mention);
            let same = speakers.iter().any(|s| view.actor(*s).refs.iter().any(|r| m.refs.contains(r)));
            own &= same || m.adjective || m.locative;
        }
        let negated = view.is(token, Mark::Negation)
            || view.is(token + 1, Mark::Negation)
            || token > at && view.is(token - 1, Mark::Negation);
        if view.is(token, Mark::Must) {
            return if own { Tone::Neutral } else { Tone::Appeal };
        }
        if own && view.is(token, Mark::Willing) {
            let denied = (token.saturating_sub(2).max(at)..token).any(|t| view.is(t, Mark::Negation));
            return if denied { Tone::Refusal } else { Tone::Promise };
        }
        if view.is(token, Mark::Future) || view.is(token, Mark::Conditional) {
            return match (negated, own) {
                (true, true) => Tone::Refusal,
                (false, true) => Tone::Promise,
                _ => Tone::Neutral,
            };
        }
        if view.is(token, Mark::BePresent) || view.is(token, Mark::HavePresent) || view.is(token, Mark::BePast) {
            break;
        }
    }
    Tone::Neutral
}
