//! Where a verb stands in its clause: at its head, behind what is quoted, or among words for a thing.

use super::view::View;
use crate::pack::Mark;

/// The group stands right after the end of a quotation (and a comma).
pub(super) fn follows_quotation(view: &View, start: usize) -> bool {
    let mut at = start;
    // pronouns that the verb takes along: "le-a cerut", "lo ha detto"
    while view.has(at.wrapping_sub(1)) && (view.is(at - 1, Mark::Adverb) || view.text(at - 1) == "-") {
        at -= 1;
    }
    for _ in 0..3 {
        if at == 0 {
            return false;
        }
        at -= 1;
        if view.quoted(at) {
            return true;
        }
        if view.document.tokens[at].kind != crate::text::TokenKind::Mark {
            return false;
        }
    }
    view.document.tokens.get(at.wrapping_sub(1)).is_some_and(|t| t.quoted)
}

/// A place stands right before, over a comma.
pub(super) fn after_place(view: &View, at: usize) -> bool {
    let before = at.checked_sub(1).filter(|t| view.has(*t));
    let before =
        before.and_then(|t| if view.text(t) == "," { t.checked_sub(1).filter(|t| view.has(*t)) } else { Some(t) });
    let city = |t: usize| {
        let places = &view.cast.places;
        let next = places.partition_point(|p| p.tokens.end <= t);
        places.get(next).is_some_and(|p| p.tokens.contains(&t))
    };
    before.is_some_and(|t| view.mention(t).map_or(city(t), |m| view.actor(m).locative))
}

/// A place stands right before, over a comma and a time: "to Beijing last week, where".
pub(super) fn after_time(view: &View, at: usize) -> bool {
    let passed = |t: &usize| view.timed(*t) || view.any_preposition(*t) && view.timed(*t + 1) || view.text(*t) == ",";
    let first = (view.tokens.start + 1..at).rev().take_while(passed).last().unwrap_or(at);
    after_place(view, first)
}

/// "…, acolo unde a fost primită": the word before the relative is of it, and a comma before that.
fn stands_alone(view: &View, at: usize) -> bool {
    let word = at.checked_sub(1).filter(|t| view.has(*t) && view.mention(*t).is_none() && !view.verbal(*t));
    word.and_then(|t| t.checked_sub(1)).is_some_and(|t| view.has(t) && view.text(t) == ",")
}

/// The verb begins its clause: nothing that could be a subject stands before it.
pub(super) fn begins_clause(view: &View, start: usize) -> bool {
    let mut at = start;
    // "a Glasgow, dove a margine della conferenza vedrà …": nobody is named since the relative
    let clause = view.clause(start).start;
    if view.is(clause, Mark::Relative)
        && after_place(view, clause)
        && (clause..start).all(|t| view.mention(t).is_none())
    {
        return true;
    }
    while at > view.tokens.start {
        at -= 1;
        let text = view.text(at);
        // "quando venerdì incontrerà …"
        if view.is(at, Mark::Adverb) && !view.is(at, Mark::And) || view.timed(at) {
            continue;
        }
        return view.is(at, Mark::And)
            || view.is(at, Mark::Complementizer)
            || view.is(at, Mark::Subordinator)
            // "a letter in which asks …"
            || view.is(at, Mark::Relative) && at > view.tokens.start && view.any_preposition(at - 1)
            // "arrives in Kyiv where will meet …": nobody but a place stands before the relative
            || view.is(at, Mark::Relative) && (after_place(view, at) || stands_alone(view, at))
            || matches!(text, "," | ";" | ":" | "”" | "\"" | "»" | "“" | "«" | "„" | "—" | "–");
    }
    true
}

/// "what Delhi calls a camp", "quello che Mosca definisce", "ceea ce numește": words for a thing, by which nobody speaks. A day of
/// its own makes it an occasion; behind a comma it is "which"; "according to what he said" is his word.
pub(super) fn of_a_thing(view: &View, verb: usize) -> bool {
    let floor = verb.saturating_sub(WHAT).max(view.tokens.start);
    let within = |t: &usize| view.text(*t) != "," && !view.is(*t, Mark::And) && !view.begins(*t);
    let Some(what) = (floor..verb).rev().take_while(within).find(|t| view.is(*t, Mark::What)) else { return false };
    // an article by itself opens nothing
    let next = view.is(what + 1, Mark::Relative) || view.is(what + 1, Mark::Complementizer);
    let opens = next || !view.is(what, Mark::Determiner) && view.mention(what + 1).is_some();
    let first = (floor..=what).rev().take_while(|t| view.is(*t, Mark::What)).last().unwrap_or(what);
    let led = first.checked_sub(1).filter(|t| view.has(*t));
    let apart = led.is_none_or(|t| view.text(t) == "," || view.is(t, Mark::According));
    opens && !apart && !view.clause(verb).into_iter().any(|t| view.timed(t))
}

/// So many words may stand between the word for a thing and the verb that tells of it.
const WHAT: usize = 6;
