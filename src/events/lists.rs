//! Names joined to one: "A, B and C".

use super::{
    governed::{free, governed, led_in, takes_part},
    groups::Group,
    view::{NounHit, View},
};
use crate::{
    actors::MentionForm,
    pack::{Mark, Preposition, VerbForm},
    text::TokenKind,
};

/// The mentions joined to one: "A, B and C". A comma joins only within a list that an "and" closes.
pub(super) fn joined(view: &View, first: usize, limit: usize) -> Vec<usize> {
    let mut out = vec![first];
    let mut certain = 1;
    let mut some = false;
    let mut at = view.actor(first).tokens.end;
    'list: while at < limit {
        let mut gap = 0;
        let mut comma = false;
        let mut and = false;
        while at < limit && gap < 4 && (view.mention(at).is_none() || view.is(at, Mark::Determiner)) {
            if and && others(view, at) {
                certain = out.len();
                break 'list;
            }
            // "several leaders, including Merkel and Renzi"
            if view.is(at, Mark::Including) {
                (some, comma) = (true, true);
                at += 1;
                continue;
            }
            let (c, a) = (view.text(at) == ",", view.is(at, Mark::And) || view.hyphen(at));
            if !c && !a && !view.is(at, Mark::Determiner) && !view.is(at, Mark::Adverb) && !view.any_preposition(at) {
                break 'list;
            }
            comma |= c;
            and |= a;
            at += 1;
            gap += 1;
        }
        match view.mention(at) {
            // "sanctioned ten Russians, and Australia did the same": who does likewise is none of them
            Some(next) if view.is(view.actor(next).tokens.end, Mark::Likewise) => break,
            Some(next) if (comma || and) && at < limit && !out.contains(&next) => {
                let included = some && !and && led_in(view, next).is_some();
                if takes_part(view, next) || included {
                    out.push(next);
                    if and || included {
                        certain = out.len();
                    }
                }
                at = view.actor(next).tokens.end;
            }
            _ => break,
        }
    }
    out.truncate(certain);
    // "European leaders, including Merkel": those who are named stand for them
    let m = view.actor(first);
    let many = matches!(m.form, MentionForm::Group | MentionForm::Office) && !m.person() || m.adjective;
    if some && out.len() > 1 && many {
        out.remove(0);
    }
    out
}

/// "Olaf Scholz (SPD)": alone in brackets behind somebody, a name says where he belongs.
pub(super) fn in_brackets(view: &View, mention: usize) -> bool {
    let tokens = &view.actor(mention).tokens;
    let open = tokens.start.checked_sub(1).filter(|t| view.has(*t) && view.text(*t) == "(");
    let closed = view.has(tokens.end) && view.text(tokens.end) == ")";
    closed && open.and_then(|t| t.checked_sub(1)).is_some_and(|t| view.mention(t).is_some())
}

/// One past the last word of the list that a mention opens: "from A, B and C" is governed whole.
pub(super) fn list_end(view: &View, first: usize, limit: usize) -> usize {
    let mut end = view.actor(first).tokens.end;
    let mut at = end;
    let mut joint = false;
    while at < limit && (view.text(at) == "," || view.is(at, Mark::And) || view.is(at, Mark::Determiner)) {
        // "Si riunisce a Bruxelles la Nato": an article alone joins nothing
        joint |= !view.is(at, Mark::Determiner);
        at += 1;
        if let Some(next) = view.mention(at).filter(|_| at < limit && joint) {
            joint = false;
            end = view.actor(next).tokens.end;
            at = end;
        }
    }
    end
}

/// "Des avions russes ont bombardé …": a word of two meanings, which at the head of a clause is an article.
pub(super) fn partitive(view: &View, mention: usize, at: usize) -> bool {
    let opens = |t: usize| {
        view.is(t, Mark::And)
            || view.is(t, Mark::Subordinator)
            || view.is(t, Mark::Complementizer)
            || matches!(view.text(t), "," | ":" | ";" | "«" | "–" | "-")
    };
    let people = view.actor(mention).form == MentionForm::Demonym;
    people && view.is(at, Mark::Partitive) && (at == view.tokens.start || opens(at - 1))
}

/// "tra israeliani e palestinesi", "între ruși și ucraineni": adjectives of two peoples behind "between", with no noun after
/// them, are these peoples.
pub(super) fn peoples(view: &View, mention: usize) -> bool {
    let alone = |m: usize| {
        let end = view.actor(m).tokens.end;
        let small = |t: usize| view.any_preposition(t) || view.is(t, Mark::And) || view.timed(t) || view.verbal(t);
        !view.has(end) || small(end) || view.document.tokens[end].kind != TokenKind::Word
    };
    let first = |m: usize| {
        let start = view.actor(m).tokens.start;
        start > view.tokens.start && view.preposition(start - 1, Preposition::Between)
    };
    let start = view.actor(mention).tokens.start;
    let other = || {
        let and = start.checked_sub(1).filter(|t| view.is(*t, Mark::And))?;
        and.checked_sub(1).filter(|t| view.has(*t)).and_then(|t| view.mention(t))
    };
    // "fără negocieri între afgani": one people by itself is no pair
    let followed = || {
        let end = view.actor(mention).tokens.end;
        view.has(end) && view.is(end, Mark::And) && (end + 1..end + 3).any(|t| view.mention(t).is_some())
    };
    alone(mention) && (first(mention) && followed() || other().is_some_and(|m| view.actor(m).adjective && first(m)))
}

/// "Lavrov, Cavusoglu meet": in a headline a comma stands for "and", where the verb is of several.
pub(super) fn listed(view: &View, group: &Group, second: usize) -> Option<usize> {
    let several = view.verbs.iter().any(|v| v.start == group.verb && v.form == VerbForm::Base);
    let comma = view.actor(second).tokens.start.checked_sub(1).filter(|t| view.has(*t) && view.text(*t) == ",")?;
    let first = comma.checked_sub(1).filter(|t| view.has(*t)).and_then(|t| view.mention(t))?;
    let opens = view.opens(view.actor(first).tokens.start) && free(view, first);
    (several && opens && view.text(view.tokens.end - 1) != ".").then_some(first)
}

/// "… and others", "… and several other leaders": behind the "and" of a list, those who are not named.
fn others(view: &View, at: usize) -> bool {
    let nameless = |t: &usize| view.has(*t) && view.mention(*t).is_none() && !view.verbal(*t);
    (at..at + OTHERS).take_while(nameless).any(|t| view.is(t, Mark::Others))
}

/// How many words may count the others: "several other".
const OTHERS: usize = 3;

/// "who is mediating between Israel and Hamas": the preposition before the first of a list governs all of it.
pub(super) fn governed_whole(view: &View, list: &[usize]) -> bool {
    list.len() > 1 && governed(view, list[0]).is_some_and(|p| view.preposition(p, Preposition::Between))
}

/// "cuts ties with Israel, Colombia and Chile recall …": the first is the earlier verb's, where a preposition governs it and a
/// comma parts it from those right before the verb.
pub(super) fn part_from_object(view: &View, groups: &[Group], index: usize, list: &mut Vec<usize>) {
    let [first, second, ..] = list[..] else { return };
    let (first, second) = (&view.actor(first).tokens, &view.actor(second).tokens);
    let earlier = groups[..index].iter().any(|g| g.finite() && g.end <= first.start);
    let beside = list.last().is_some_and(|m| view.actor(*m).tokens.end == groups[index].start);
    let bound = governed(view, list[0]).is_some_and(|p| !view.preposition(p, Preposition::Of));
    let parted = (first.end..second.start).any(|t| view.text(t) == ",");
    if earlier && beside && bound && parted && groups[index].finite() {
        list.remove(0);
    }
}

/// The list that ends with a mention, its first before it: "A, B and C".
pub(super) fn joined_back(view: &View, last: usize, limit: usize) -> Vec<usize> {
    let mut out = vec![last];
    let mut at = view.actor(last).tokens.start;
    let end = view.actor(last).tokens.end;
    let closing = if view.has(end) && view.text(end) == "," { end + 1 } else { end };
    let mut and_seen = view.is(closing, Mark::And) && others(view, closing + 1);
    while at > limit {
        let mut gap = 0;
        let mut joint = false;
        while at > limit && gap < 3 && (view.mention(at - 1).is_none() || view.is(at - 1, Mark::Determiner)) {
            let and = view.is(at - 1, Mark::And) || view.hyphen(at - 1);
            let comma = view.text(at - 1) == "," && and_seen;
            // "nici Franța, nici Germania", "né la Francia né la Germania": the second of two negations joins
            let and = and || view.is(at - 1, Mark::Negation) && view.any(limit..at - 1, Mark::Negation);
            if !and && !comma && !view.is(at - 1, Mark::Determiner) {
                return out;
            }
            and_seen |= and;
            joint |= and || comma;
            at -= 1;
            gap += 1;
        }
        let Some(next) = (at > limit).then(|| view.mention(at - 1)).flatten() else { return out };
        // "în marja summitului NATO, Macron și Scholz": what is beside an event noun is no part of the list
        let first = view.actor(next).tokens.start;
        // the name may be part of the noun as the pack writes it
        let beside = |n: &NounHit| n.start < first && (n.end == first || n.end == view.actor(next).tokens.end);
        if view.text(at) == "," && view.nouns.iter().any(beside) {
            return out;
        }
        if !joint || !takes_part(view, next) || governed(view, next).is_some() && !and_seen {
            return out;
        }
        out.insert(0, next);
        at = view.actor(next).tokens.start;
    }
    out
}

/// "Putin and Xi, who met in Samarkand, spoke by phone": a relative behind a comma is of both where the pair opens the sentence.
pub(super) fn antecedents(view: &View, last: usize, relative: usize, floor: usize) -> Vec<usize> {
    let pair = joined_back(view, last, floor);
    let comma = view.text(relative - 1) == "," || relative > floor + 1 && view.text(relative - 2) == ",";
    let start = view.actor(pair[0]).tokens.start;
    let opens = start <= view.tokens.start + 1 && free(view, pair[0]);
    if comma && opens { pair } else { vec![last] }
}
