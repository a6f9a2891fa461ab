//! The noun phrases of a clause in a language that writes nouns with capitals.

use super::view::View;
use crate::{
    pack::{Mark, Preposition},
    text::TokenKind,
};
use std::ops::Range;

/// A noun or name with what stands around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase {
    pub tokens: Range<usize>,
    /// Behind a preposition, within a time, or of a case that no subject has.
    pub bound: bool,
    /// It holds a name or a title.
    pub named: bool,
}

/// The phrases of a range, in text order.
pub(super) fn phrases(view: &View, range: Range<usize>) -> Vec<Phrase> {
    let mut out = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let timed = view.timed(at);
        // "als Reaktion", "wie Deutschland"
        let as_such = view.is(at, Mark::As) || view.is(at, Mark::Subordinator);
        let led = (view.any_preposition(at) || as_such) && view.mention(at).is_none();
        let from = if led && !timed { at + 1 } else { at };
        match phrase(view, from, range.end) {
            Some(end) => {
                let oblique = view.is(from, Mark::Oblique);
                let times = (from..end).any(|t| view.timed(t));
                let named = (from..end).any(|t| view.mention(t).is_some());
                out.push(Phrase { tokens: at..end, bound: led || timed || oblique || times, named });
                at = end;
            }
            None => at += 1,
        }
    }
    out
}

/// One past the phrase that begins at a token, if one does.
fn phrase(view: &View, from: usize, limit: usize) -> Option<usize> {
    if view.is(from, Mark::Self_) && view.mention(from).is_none() {
        return Some(from + 1);
    }
    let mut at = from;
    // one past the last noun or name
    let mut end = None;
    // the name that ends there
    let mut named: Option<usize> = None;
    while at < limit {
        if let Some(mention) = view.mention(at) {
            // "am Sonntag Nicolas Sarkozy", "hatte die Junta Frankreich beschuldigt", but "auf Einladung Katars"
            let noun = named.is_none() && view.actor(mention).gender.is_none() && !belongs(view, mention);
            if end == Some(at) && (view.timed(at - 1) || noun) {
                break;
            }
            // "kritisierte Merkel Ungarn"
            if named.is_some_and(|m| closed(view, m)) && end == Some(at) {
                break;
            }
            at = view.actor(mention).tokens.end;
            end = Some(at);
            named = Some(mention);
        } else if noun(view, at) {
            if end == Some(at) && view.timed(at - 1) != view.timed(at) {
                break;
            }
            // "dass Michel Vertreter der Gruppen traf": what follows a name is another
            let glued = view.document.tokens[at].glued;
            if named.is_some_and(|m| closed(view, m)) && end == Some(at) && !glued {
                break;
            }
            at += 1;
            end = Some(at);
            named = None;
        } else if end == Some(at) && view.hyphen(at) {
            // "der Trump-Putin-Gipfel"
            at += 1;
            named = None;
        } else if end == Some(at)
            && (of(view, at) && !placed(view, at - 1) || view.is(at, Mark::And) || view.text(at) == ",")
        {
            // "der Präsident der Ukraine", "Merkel und die Minister"; a comma parts clauses unless it is a list's
            at += 1;
        } else if end != Some(at) && attribute(view, at) {
            at += 1;
        } else {
            break;
        }
    }
    end
}

/// "auf Einladung Katars": in the genitive a name belongs to the noun before it, unless it owns the next one: "dass die Junta
/// Frankreichs Botschafter auswies".
fn belongs(view: &View, mention: usize) -> bool {
    let m = view.actor(mention);
    let next = m.tokens.end;
    m.genitive
        && !view.is(m.tokens.start, Mark::Determiner)
        && !(view.has(next) && (noun(view, next) || attribute(view, next)))
}

/// "in New York der Sicherheitsrat": nothing belongs to where it is.
pub(super) fn placed(view: &View, token: usize) -> bool {
    view.mention(token).is_some_and(|m| view.actor(m).locative)
        || view.cast.places.iter().any(|p| p.tokens.contains(&token))
}

/// Whether a name is whole: the "EU" of "EU-Gipfel" and an adjective go on.
fn closed(view: &View, mention: usize) -> bool {
    let m = view.actor(mention);
    !m.adjective && !view.text(m.tokens.end - 1).ends_with('-')
}

/// "der", "des" behind a noun. What may be "by" as well belongs to the verb.
fn of(view: &View, token: usize) -> bool {
    view.preposition(token, Preposition::Of) && !view.preposition(token, Preposition::By)
}

/// A word with a capital, or a time that is written so.
fn noun(view: &View, token: usize) -> bool {
    let word = &view.document.tokens[token];
    // at the beginning of a sentence every word has one
    let opens = view.opens(token) && !view.unmarked(token);
    word.kind == TokenKind::Word && word.capital && !opens || view.timed(token)
}

/// An article, a number or an adjective.
fn attribute(view: &View, token: usize) -> bool {
    const OTHER: [Mark; 6] =
        [Mark::And, Mark::Reflexive, Mark::Adverb, Mark::Negation, Mark::Complementizer, Mark::Subordinator];
    let small = view.document.tokens[token].kind != TokenKind::Mark;
    view.is(token, Mark::Determiner)
        || small
            && !view.any_preposition(token)
            && !OTHER.iter().any(|m| view.is(token, *m))
            && (!view.verbal(token) || view.attributive(token))
}
