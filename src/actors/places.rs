//! Whether a city or a country is meant as a place, and a demonym as a noun.

use super::{
    grammar::{Grammar, class},
    index::What,
    lexicon::WordId,
    recognise::is_seat,
    scan::{Atom, Findings},
};
use crate::{
    pack::Registry,
    text::{Document, TokenKind},
};
use std::ops::Range;

/// "in Kyiv", "to Moscow", a dateline: the atom is a place here. A country after "to" is still a country.
pub(super) fn locative(
    document: &Document,
    words: &[WordId],
    grammar: &Grammar,
    findings: &Findings,
    atom: &Atom,
    registry: &Registry,
) -> bool {
    let building = |w| matches!(w, What::Body(b) if registry.bodies[b as usize].building);
    let city = is_city(atom);
    let country = atom.any(|w| matches!(w, What::Country(_)));
    if !city && !country && !atom.any(building) {
        return false;
    }
    let (start, end) = (atom.tokens.start, atom.tokens.end);
    let text = |t: usize| if t < findings.end { document.text(t) } else { "" };
    let number = |t: usize| t < findings.end && document.tokens[t].kind == TokenKind::Number;
    let dateline = document.tokens[start].caps && document.sentences.first().is_some_and(|s| s.paragraph == 0);
    if city
        && (start == findings.start || dateline)
        && (text(end) == "," && number(end + 1)
            || text(end) == "("
            || dateline && matches!(text(end), "-" | "–" | "—" | "/"))
    {
        return true;
    }
    // "Crans-Montana, Switzerland"
    if country
        && start >= findings.start + 2
        && text(start - 1) == ","
        && let Some(before) = findings.atom_over(start - 2)
    {
        let place = |w: What| match w {
            What::Place(p) => registry.places[p as usize].country.as_deref(),
            _ => None,
        };
        let own = atom.senses.iter().find_map(|s| match s.what {
            What::Country(c) => Some(registry.countries[c as usize].id.as_str()),
            _ => None,
        });
        if own.is_some() && findings.atoms[before].senses.iter().any(|s| place(s.what) == own) {
            return true;
        }
    }
    // a state without a capital is its own city; a capital stands for its government elsewhere
    let state = |w| matches!(w, What::Country(c) if registry.countries[c as usize].capitals.is_empty());
    let seat = |w| matches!(w, What::CountrySeat(_));
    if (atom.any(state) || city && atom.any(seat)) && of_gathering(document, words, grammar, findings, atom) {
        return true;
    }
    let mut before = start;
    while before > findings.start {
        before -= 1;
        let class = grammar.class(words[before]);
        if class & class::AT_PLACE != 0 && before != start && class & class::ARTICLE != 0 {
            continue;
        }
        let place = class & class::AT_PLACE != 0 || city && class & class::TO_PLACE != 0;
        if place {
            // "aid to Kyiv", "acusó el martes a Moscú"
            let over = |t: &usize| grammar.rules.given_over.iter().any(|w| w == document.folded(*t));
            let last = (findings.start..before).rev().take(OVER).find(|t| !over(t));
            return last.is_none_or(|t| grammar.class(words[t]) & class::GIVEN == 0);
        }
        if class & (class::ARTICLE | class::FILLER) == 0 {
            return false;
        }
    }
    false
}

/// "the Singapore summit", "il vertice di Parigi": a city, or a state that is one, is where people gather.
fn of_gathering(document: &Document, words: &[WordId], grammar: &Grammar, findings: &Findings, atom: &Atom) -> bool {
    let gathering = |t: usize| grammar.rules.gatherings.iter().any(|g| g == document.folded(t));
    if grammar.rules.modifiers_first && atom.tokens.end < findings.end && gathering(atom.tokens.end) {
        return true;
    }
    let tie = |t: &usize| grammar.class(words[*t]) & (class::OF | class::ARTICLE) != 0;
    let ties = (findings.start..atom.tokens.start).rev().take_while(tie).count();
    let before = atom.tokens.start - ties;
    ties > 0 && before > findings.start && gathering(before - 1)
}

/// How many words may part what is given from the small word before whom it is given to.
const OVER: usize = 6;

/// Where the last place stood, and whether it was a city.
#[derive(Debug, Clone, Copy)]
pub(super) struct LastPlace {
    pub end: usize,
    pub city: bool,
}

/// How far the "and" that closes a list of places may stand from one of them.
const LIST: usize = 12;

/// "in Paris, Berlin and Rome": the next of a list of places. By a comma alone a list goes on only where an "and" closes
/// it; elsewhere the comma ends what opens the sentence: "In Washington, the White House said …".
pub(super) fn listed(
    document: &Document,
    words: &[WordId],
    grammar: &Grammar,
    findings: &Findings,
    last: LastPlace,
    atom: &Atom,
) -> bool {
    if !joined(document, words, grammar, last.end, atom.tokens.start) {
        return false;
    }
    let is = |t: usize, of: u32| grammar.class(words[t]) & of != 0;
    if (last.end..atom.tokens.start).any(|t| is(t, class::AND)) {
        return true;
    }
    let city = is_city(atom);
    if !city && (last.city || !atom.any(|w| matches!(w, What::Country(_)))) {
        return false;
    }
    (atom.tokens.end..findings.end.min(atom.tokens.end + LIST))
        .take_while(|t| document.tokens[*t].capital || document.text(*t) == "," || is(*t, class::AND | class::ARTICLE))
        .any(|t| is(t, class::AND))
}

/// A city, by its own name or as the seat of those who sit there.
pub(super) fn is_city(atom: &Atom) -> bool {
    atom.any(|w| is_seat(w) || matches!(w, What::Place(_)))
}

/// Only commas and "and" stand between: the next of a list.
pub(super) fn joined(document: &Document, words: &[WordId], grammar: &Grammar, from: usize, to: usize) -> bool {
    let hyphen = from + 1 == to && matches!(document.text(from), "-" | "‐" | "‑" | "–") && document.tokens[from].glued;
    hyphen
        || from < to
            && to - from <= 3
            && (from..to)
                .all(|t| document.text(t) == "," || grammar.class(words[t]) & (class::AND | class::ARTICLE) != 0)
            && (from..to).any(|t| document.text(t) == "," || grammar.class(words[t]) & class::AND != 0)
}

/// "the Russians": by the ending, or by an article right before where adjectives follow their nouns.
pub(super) fn is_noun(document: &Document, words: &[WordId], grammar: &Grammar, tokens: Range<usize>) -> bool {
    if grammar.is_noun(document.folded(tokens.end - 1)) {
        return true;
    }
    if grammar.rules.modifiers_first || tokens.start == 0 {
        return false;
    }
    let before = grammar.class(words[tokens.start - 1]);
    let article = before & (class::ARTICLE | class::OF | class::TO_PLACE) != 0;
    let alone = document.tokens.get(tokens.end).is_none_or(|t| !t.capital);
    article && alone && !grammar.rules.articles.is_empty() && grammar.rules.genitive_endings.is_empty()
}
