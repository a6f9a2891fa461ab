//! Clauses whose verbs stand apart or at the end, put into the order that the rules expect: subject, verb, rest.
//! The steps are those of Collins, Koehn and Kučerová, "Clause restructuring for statistical machine translation" (2005).

use super::{
    phrases::{Phrase, phrases},
    view::View,
};
use crate::{
    pack::{Mark, VerbForm},
    text::TokenKind,
};
use std::ops::Range;

/// A stretch between commas, or what "and" joins to it.
#[derive(Debug, Clone)]
struct Clause {
    /// Without the marks around it and the "and" before it.
    tokens: Range<usize>,
    /// An "and" joins it to what stands before.
    joined: bool,
}

/// What was found of a sentence so far.
#[derive(Debug, Default)]
struct Sofar {
    /// A finite verb whose bracket no clause has closed yet.
    open: Option<usize>,
    /// A subordinate clause that waits for its verb: behind what it goes.
    waiting: Option<usize>,
    /// A name or noun stands there that the next verb may be of.
    nominal: bool,
    /// The sentence opened with a subordinate clause, and its main verb is still to come.
    fronted: bool,
    /// The last clause had its verb at the end.
    subordinate: bool,
    main: bool,
}

/// The tokens of the sentence in their new order.
pub(super) fn arranged(view: &View) -> Vec<usize> {
    let mut order = Moves(view.tokens.clone().collect());
    let mut sofar = Sofar::default();
    for clause in clauses(view) {
        arrange(view, &clause, &mut sofar, &mut order);
    }
    order.0
}

fn arrange(view: &View, clause: &Clause, sofar: &mut Sofar, order: &mut Moves) {
    let tokens = clause.tokens.clone();
    let quoted = view.quoted(tokens.start);
    let tail = tail(view, &tokens, sofar.open.is_some());
    let finite: Vec<usize> = tokens.clone().filter(|t| is_finite(view, *t)).collect();
    let closes = finite.last().is_some_and(|t| t + 1 == tokens.end);
    if let Some(opener) = opener(view, &tokens).filter(|_| closes && !tail.is_empty()) {
        let anchor = subordinate_subject(view, opener, &tokens, &tail);
        bring(view, &tokens, &tail, anchor, order);
        sofar.fronted |= !sofar.main && !sofar.nominal;
        sofar.subordinate = true;
        return;
    }
    if finite.is_empty() {
        let infinitive = tail.clone().any(|t| view.is(t, Mark::Infinitive));
        let to_close = sofar.open.filter(|open| !tail.is_empty() && view.quoted(*open) == quoted);
        if infinitive && !tail.is_empty() {
            let small = |t: usize| view.is(t, Mark::Subordinator) || view.any_preposition(t) && view.mention(t + 1).is_none();
            let first = tokens.clone().find(|t| !(*t == tokens.start && small(*t))).unwrap_or(tokens.start);
            bring(view, &tokens, &tail, Place::Before(first), order);
            sofar.fronted |= !sofar.main && !sofar.nominal;
            sofar.subordinate = true;
        } else if let Some(open) = to_close {
            bring(view, &tokens, &tail, Place::After(open), order);
            sofar.open = None;
        } else if !tail.is_empty() && !sofar.main {
            // "Botschafter am Montag einbestellt": a headline
            if let Some(subject) = subject(&phrases(view, tokens.start..tail.start)) {
                bring(view, &tokens, &tail, Place::After(subject.tokens.end - 1), order);
            }
            sofar.main = true;
        } else {
            if let Some(opener) = opener(view, &tokens) {
                let found = phrases(view, opener + 1..tokens.end);
                sofar.waiting = subject(&found).map(|s| s.tokens.end - 1).or(Some(opener));
            }
            sofar.nominal |= subject(&phrases(view, tokens)).is_some();
        }
        return;
    }
    if let Some(waiting) = sofar.waiting.filter(|_| closes && !tail.is_empty() && tail.contains(&finite[0])) {
        bring(view, &tokens, &tail, Place::After(waiting), order);
        sofar.waiting = None;
        return;
    }
    if clause.joined && sofar.subordinate && closes && tail.contains(&finite[0]) && tail.start > tokens.start {
        // "… angriff und die Krim besetzte": of two phrases the first is the subject
        let found = phrases(view, tokens.start..tail.start);
        let free = found.iter().filter(|p| !p.bound).count();
        let anchor = match subject(&found).filter(|_| free > 1) {
            Some(subject) => Place::After(subject.tokens.end - 1),
            None => Place::Before(tokens.start),
        };
        bring(view, &tokens, &tail, anchor, order);
        return;
    }
    main_clause(view, clause, finite[0], sofar, order);
}

/// The verb stands second, or first behind a clause that stands before it.
fn main_clause(view: &View, clause: &Clause, verb: usize, sofar: &mut Sofar, order: &mut Moves) {
    let tokens = clause.tokens.clone();
    let opens = helps(view, verb);
    let tail = tail(view, &(verb + 1..tokens.end), view.is(verb, Mark::Parted));
    let found = phrases(view, tokens.start..verb);
    let before = subject(&found).is_some();
    // "…", sagte Merkel: who speaks stands behind the verb in any language
    let echo = verb == tokens.start && !sofar.fronted;
    let inverted = !before && !sofar.nominal && !(clause.joined && verb == tokens.start) && !echo;
    let small = small(view, &(verb + 1..tokens.end), &tail);
    let first = small.first().copied();
    if opens && !tail.is_empty() {
        let mut moved = small;
        moved.extend(nested(view, &tail));
        order.to(&moved, Place::After(verb));
    } else {
        order.to(&small, if opens { Place::After(verb) } else { Place::Before(verb) });
    }
    sofar.open = (opens && tail.is_empty()).then_some(verb);
    if inverted {
        let after = phrases(view, verb + 1..if tail.is_empty() { tokens.end } else { tail.start });
        if let Some(subject) = subject(&after) {
            let subject: Vec<usize> = subject.tokens.clone().filter(|t| Some(*t) != first).collect();
            let at = first.filter(|_| !opens).unwrap_or(verb);
            order.to(&subject, Place::Before(at));
        }
    }
    (sofar.nominal, sofar.fronted, sofar.subordinate, sofar.main) = (false, false, false, true);
}

/// Behind what the verbs of a subordinate clause go: its subject, which may be the relative itself.
fn subordinate_subject(view: &View, opener: usize, tokens: &Range<usize>, tail: &Range<usize>) -> Place {
    let found = phrases(view, opener + 1..tail.start);
    let free = subject(&found);
    if view.is(opener, Mark::Relative) && !view.is(opener, Mark::Oblique) && opener == tokens.start {
        // "Sanktionen, die die EU verhängt hat": the relative is the object of whoever stands right behind it
        let before = opener.checked_sub(2).filter(|t| view.has(*t));
        let of_name = before.is_some_and(|t| view.mention(t).is_some());
        let next = free.filter(|p| p.named && p.tokens.start == opener + 1 && !of_name);
        return Place::After(next.map_or(opener, |p| p.tokens.end - 1));
    }
    match free {
        Some(subject) => Place::After(subject.tokens.end - 1),
        None => Place::Before(tail.start),
    }
}

/// Moves the verbs of a clause, with what belongs to them.
fn bring(view: &View, tokens: &Range<usize>, tail: &Range<usize>, place: Place, order: &mut Moves) {
    let small = small(view, &(tokens.start..tail.start), tail);
    let mut verbs = nested(view, tail);
    let at = usize::from(verbs.len() > 1 && is_finite(view, verbs[0]));
    verbs.splice(at..at, small);
    order.to(&verbs, place);
}

/// "nicht" right before the verbs, and "sich" wherever it stands.
fn small(view: &View, tokens: &Range<usize>, tail: &Range<usize>) -> Vec<usize> {
    let end = if tail.is_empty() { tokens.end } else { tail.start };
    let not = end.checked_sub(1).filter(|t| tokens.contains(t) && view.is(*t, Mark::Negation));
    let own = tokens.clone().find(|t| view.is(*t, Mark::Reflexive) && view.mention(*t).is_none());
    not.into_iter().chain(own.filter(|t| *t < end)).collect()
}

/// The verbs from the outermost to the innermost: "verurteilt worden sei" is "sei worden verurteilt".
fn nested(view: &View, tail: &Range<usize>) -> Vec<usize> {
    let mut out: Vec<usize> = Vec::new();
    for token in tail.clone().rev() {
        match out.last() {
            // "zu verhängen" stays
            Some(last) if view.is(token, Mark::Infinitive) && token + 1 == *last && !view.verbal(token) => {
                out.insert(out.len() - 1, token);
            }
            _ => out.push(token),
        }
    }
    out
}

/// The run of verbs that closes a range; a part of a verb, too, where one waits for it.
fn tail(view: &View, tokens: &Range<usize>, particle: bool) -> Range<usize> {
    let mut start = tokens.end;
    let part = |t: usize| particle && view.is(t, Mark::Particle);
    if tokens.clone().next_back().is_some_and(|t| part(t) && view.mention(t).is_none()) {
        return tokens.end - 1..tokens.end;
    }
    while start > tokens.start {
        let token = start - 1;
        let zu = start < tokens.end && view.is(token, Mark::Infinitive) && is_verb(view, start);
        if !is_verb(view, token) && !zu {
            break;
        }
        start = token;
    }
    start..tokens.end
}

/// A form of a verb, or of one that helps.
fn is_verb(view: &View, token: usize) -> bool {
    is_finite(view, token)
        || bare(view, token)
            && (view.verbs.iter().any(|v| v.start == token && v.end == token + 1) || view.is(token, Mark::Been))
}

fn is_finite(view: &View, token: usize) -> bool {
    let finite = |form| !matches!(form, VerbForm::Base | VerbForm::Participle | VerbForm::Gerund);
    bare(view, token)
        && (helps(view, token)
            || view.verbs.iter().any(|v| v.start == token && finite(v.form)) && !view.attributive(token))
}

/// It may open a bracket that another verb closes.
fn helps(view: &View, token: usize) -> bool {
    const HELP: [Mark; 13] = [
        Mark::HavePresent,
        Mark::HavePast,
        Mark::HaveFuture,
        Mark::HaveConditional,
        Mark::BePresent,
        Mark::BePast,
        Mark::BeFuture,
        Mark::BeConditional,
        Mark::Future,
        Mark::Conditional,
        Mark::Possible,
        Mark::Modal,
        Mark::Parted,
    ];
    bare(view, token) && (HELP.iter().any(|m| view.is(token, *m)) || view.is(token, Mark::Must))
}

/// No noun, no name and no time.
fn bare(view: &View, token: usize) -> bool {
    let word = &view.document.tokens[token];
    word.kind == TokenKind::Word && view.mention(token).is_none() && !view.timed(token) && (!word.capital || view.opens(token))
}

fn subject(phrases: &[Phrase]) -> Option<&Phrase> {
    phrases.iter().find(|p| !p.bound)
}

/// The word that makes a clause a subordinate one.
fn opener(view: &View, tokens: &Range<usize>) -> Option<usize> {
    let opens = |t: usize, marks: &[Mark]| tokens.contains(&t) && marks.iter().any(|m| view.is(t, *m));
    let first = tokens.start;
    if opens(first, &[Mark::Complementizer, Mark::Subordinator, Mark::If, Mark::When]) {
        return Some(first);
    }
    let comma = first.checked_sub(1).is_some_and(|t| view.has(t));
    let relative = (first..first + 2).find(|t| opens(*t, &[Mark::Relative]) && (*t == first || view.any_preposition(first)));
    relative.filter(|_| comma)
}

/// The clauses of a sentence.
fn clauses(view: &View) -> Vec<Clause> {
    let mut out = Vec::new();
    let mut start = view.tokens.start;
    for token in view.tokens.clone() {
        let end = token + 1 == view.tokens.end;
        let mark = view.document.tokens[token].kind == TokenKind::Mark && parts(view, token);
        let quote = token > start && view.quoted(token) != view.quoted(token - 1) && !view.scare(token);
        if quote && !mark {
            push(view, start..token, &mut out);
            start = token;
        }
        if mark || end {
            push(view, start..if mark { token } else { token + 1 }, &mut out);
            start = token + 1;
        }
    }
    out
}

/// A comma or a stop; not the comma of a list of names.
fn parts(view: &View, token: usize) -> bool {
    match view.text(token) {
        "," => {
            let Some(next) = view.mention(token + 1) else { return true };
            let end = view.actor(next).tokens.end;
            let goes_on = view.is(end, Mark::And) || view.has(end) && view.text(end) == "," && view.mention(end + 1).is_some();
            view.mention(token - usize::from(token > view.tokens.start)).is_none() || !goes_on
        }
        ";" | ":" | "(" | ")" | "–" | "—" | "." | "!" | "?" => true,
        "-" => !view.hyphen(token) && !view.document.tokens[token].glued,
        _ => false,
    }
}

/// A stretch, parted at each "and" that joins clauses.
fn push(view: &View, tokens: Range<usize>, out: &mut Vec<Clause>) {
    let word = |t: &usize| view.document.tokens[*t].kind != TokenKind::Mark;
    let Some(first) = tokens.clone().find(word) else { return };
    let last = tokens.clone().rfind(word).map_or(first, |t| t + 1);
    let mut start = first;
    let mut joined = false;
    if view.is(start, Mark::And) && start + 1 < last && view.mention(start).is_none() {
        (start, joined) = (start + 1, true);
    }
    for token in start + 1..last.saturating_sub(1) {
        if !view.is(token, Mark::And) || view.mention(token).is_some() {
            continue;
        }
        let verbs = |mut range: Range<usize>| range.any(|t| is_finite(view, t));
        let part = view.is(token - 1, Mark::Particle) && (start..token).any(|t| view.is(t, Mark::Parted));
        if is_verb(view, token - 1) || part || is_finite(view, token + 1) || verbs(start..token) && verbs(token + 1..last) {
            out.push(Clause { tokens: start..token, joined });
            (start, joined) = (token + 1, true);
        }
    }
    if start < last {
        out.push(Clause { tokens: start..last, joined });
    }
}

/// Where moved words go.
#[derive(Debug, Clone, Copy)]
enum Place {
    Before(usize),
    After(usize),
}

/// The order of a sentence's tokens while it is made.
struct Moves(Vec<usize>);

impl Moves {
    /// Moves some tokens, which keep the order that they are given in. Where the place is one of them, nothing moves.
    fn to(&mut self, moved: &[usize], place: Place) {
        let (Place::Before(at) | Place::After(at)) = place;
        if moved.is_empty() {
            return;
        }
        let Some(was) = self.0.iter().position(|t| *t == at) else { return };
        let within = moved.contains(&at);
        // their own place among the others
        let lead = self.0[..was].iter().filter(|t| !moved.contains(t)).count();
        self.0.retain(|t| !moved.contains(t));
        let index = match place {
            Place::After(_) if !within => lead + 1,
            _ => lead,
        };
        self.0.splice(index..index, moved.iter().copied());
    }
}
