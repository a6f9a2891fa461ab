//! Clauses whose verbs stand apart or at the end, put into the order that the rules expect: subject, verb, rest.
//! The steps are those of Collins, Koehn and Kučerová, "Clause restructuring for statistical machine translation" (2005).

use super::{
    Kind,
    groups::AUXILIARY,
    lexicon::Frame,
    phrases::{Phrase, phrases},
    view::{VerbHit, View, bits},
};
use crate::{
    pack::{Mark, Preposition, VerbForm},
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
    /// What is denied in it is told otherwise in the next: ", sondern".
    contrasted: bool,
}

/// What was found of a sentence so far.
#[derive(Debug, Default)]
struct Sofar {
    /// A finite verb whose bracket no clause has closed yet.
    open: Option<usize>,
    /// Another clause, or a piece of one, stands behind that verb.
    parted: bool,
    /// One with a verb of its own.
    clause: bool,
    /// A subordinate clause that waits for its verb: behind what it goes, and the word that opens it.
    waiting: Option<(usize, usize)>,
    /// A name or noun stands there that the next verb may be of.
    nominal: bool,
    /// The sentence opened with a subordinate clause, and its main verb is still to come.
    fronted: bool,
    /// The last clause had its verb at the end.
    subordinate: bool,
    /// The sentence has had its main verb.
    main: bool,
    parts: Parts,
}

/// What only the old order tells of words that serve several ends.
#[derive(Debug, Clone, Default)]
pub(super) struct Parts {
    /// The words that open subordinate clauses, relatives among them.
    pub openers: Vec<usize>,
    /// Those that close a clause and belong to its verb.
    pub particles: Vec<usize>,
    /// The articles behind a noun that say "of": "der" in "Präsident der Ukraine".
    pub genitives: Vec<usize>,
}

/// The tokens of the sentence in their new order, and what some of them are.
pub(super) fn arranged(view: &View) -> (Vec<usize>, Parts) {
    let mut order = Moves(view.tokens.clone().collect());
    let mut sofar = Sofar::default();
    for clause in clauses(view) {
        arrange(view, &clause, &mut sofar, &mut order);
        postposed(view, &clause, &mut order);
    }
    let genitive = |t: &usize| view.is(*t, Mark::Determiner) && view.preposition(*t, Preposition::Of);
    sofar.parts.genitives.extend(view.tokens.clone().filter(genitive));
    (order.0, sofar.parts)
}

/// "dem Kreml zufolge": the word that says whose words they are stands behind the name.
fn postposed(view: &View, clause: &Clause, order: &mut Moves) {
    let tokens = clause.tokens.clone();
    let ends = |t: usize| t + 1 == tokens.end || is_finite(view, t + 1);
    let Some(word) = tokens.clone().find(|t| view.is(*t, Mark::According) && view.mention(*t).is_none() && ends(*t))
    else {
        return;
    };
    if let Some(whose) = phrases(view, tokens.start..word).last().filter(|p| p.tokens.end == word) {
        order.to(&[word], Place::Before(whose.tokens.start));
    }
}

fn arrange(view: &View, clause: &Clause, sofar: &mut Sofar, order: &mut Moves) {
    let tokens = clause.tokens.clone();
    let quoted = view.quoted(tokens.start);
    let tail = tail(view, &tokens, sofar.open.is_some());
    let finite: Vec<usize> = tokens.clone().filter(|t| is_finite(view, *t)).collect();
    let closes = finite.last().is_some_and(|t| t + 1 == tokens.end);
    // "hat Merkel, die in Indien weilt, den Angriff verurteilt": a form that may be a participle, too
    let participle = |t: usize| {
        let form = |f| matches!(f, VerbForm::Participle | VerbForm::Base);
        view.verbs.iter().any(|v| v.start == t && v.end == t + 1 && form(v.form))
    };
    // ", die Regierung sei informiert", "Als Reaktion hat London Moskau kritisiert": a verb that helps another stands second in a
    // main clause
    let second = |opener: usize| {
        let article = view.is(opener, Mark::Relative) && view.is(opener, Mark::Determiner);
        let last = || tail.len() == 1 && participle(tail.start);
        (article || last()) && (opener + 1..tail.start).any(|t| helps(view, t))
    };
    let closing = sofar.open.filter(|open| view.quoted(*open) == quoted && closes && finite.len() == 1);
    let closing = closing.filter(|_| tokens.len() > 1 && participle(finite[0]));
    let opener = opener(view, &tokens).filter(|o| closes && !tail.is_empty() && !second(*o));
    // behind a clause between, "den" is an article
    let article = |o: usize| view.is(o, Mark::Relative) && view.is(o, Mark::Determiner);
    if let Some(opener) = opener.filter(|o| closing.is_none() || !sofar.parted || !article(*o)) {
        sofar.parts.openers.push(opener);
        (sofar.parted, sofar.clause) = (true, true);
        let anchor = subordinate_subject(view, opener, &tokens, &tail);
        bring(view, &tokens, &tail, anchor, order);
        sofar.fronted |= !sofar.main && !sofar.nominal;
        sofar.subordinate = true;
        return;
    }
    if finite.is_empty() {
        return without_finite(view, clause, &tail, sofar, order);
    }
    if let Some(open) = closing {
        close(view, &tokens, &tail, open, sofar.clause, order);
        (sofar.open, sofar.waiting) = (None, None);
        return;
    }
    if let Some((behind, opener)) = sofar.waiting.filter(|_| closes && tail.contains(&finite[0])) {
        bring(view, &tokens, &tail, Place::After(behind), order);
        sofar.parts.openers.push(opener);
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

/// An infinitive with "zu", the end of a bracket, a headline, or a mere piece of a clause.
fn without_finite(view: &View, clause: &Clause, tail: &Range<usize>, sofar: &mut Sofar, order: &mut Moves) {
    let tokens = clause.tokens.clone();
    if tail.is_empty() {
        piece(view, tokens, sofar);
    } else if tail.clone().any(|t| view.is(t, Mark::Infinitive)) {
        let small =
            |t: usize| view.is(t, Mark::Subordinator) || view.any_preposition(t) && view.mention(t + 1).is_none();
        let first = tokens.start + usize::from(tokens.len() > 1 && small(tokens.start));
        bring(view, &tokens, tail, Place::Before(first), order);
        sofar.fronted |= !sofar.main && !sofar.nominal;
        sofar.subordinate = true;
    } else if let Some(open) = sofar.open.filter(|open| view.quoted(*open) == view.quoted(tokens.start)) {
        sofar.parts.particles.extend(tail.clone().filter(|t| view.is(*t, Mark::Particle)));
        close(view, &tokens, tail, open, sofar.clause, order);
        sofar.open = None;
    } else if clause.joined && sofar.main {
        // "hat die Grenze geschlossen und Truppen entsandt"
        bring(view, &tokens, tail, Place::Before(tokens.start), order);
    } else if !sofar.main {
        // "Botschafter am Montag einbestellt": a headline
        if let Some(subject) = subject(&phrases(view, tokens.start..tail.start)) {
            bring(view, &tokens, tail, Place::After(subject.tokens.end - 1), order);
        }
        sofar.main = true;
    } else {
        piece(view, tokens, sofar);
    }
}

/// "…, die Kanzlerin, …", "dass Russland, das …": its verb, if it has one, is still to come.
fn piece(view: &View, tokens: Range<usize>, sofar: &mut Sofar) {
    if let Some(opener) = opener(view, &tokens) {
        let found = phrases(view, opener + 1..tokens.end);
        let behind = subject(&found).map_or(opener, |s| s.tokens.end - 1);
        // "…, die gerade in Indien weilt, …": it has a verb, which the pack does not know
        let whole = tokens.len() > 1 && view.common(tokens.end - 1) && !view.document.tokens[tokens.end - 1].capital;
        // whether "die" is a relative only its verb will tell
        if whole || !view.is(opener, Mark::Determiner) {
            sofar.parts.openers.push(opener);
        }
        sofar.waiting = Some((behind, opener)).filter(|_| !whole);
        sofar.clause |= whole;
    }
    sofar.nominal |= subject(&phrases(view, tokens)).is_some();
    sofar.parted = true;
}

/// The verb stands second, or first behind a clause that stands before it.
fn main_clause(view: &View, clause: &Clause, verb: usize, sofar: &mut Sofar, order: &mut Moves) {
    let tokens = clause.tokens.clone();
    let opens = helps(view, verb);
    let parted = view.is(verb, Mark::Parted);
    let tail = tail(view, &(verb + 1..tokens.end), parted);
    let found = phrases(view, tokens.start..verb);
    let after = phrases(view, verb + 1..if tail.is_empty() { tokens.end } else { tail.start });
    // "das Angebot hatte Moskau abgelehnt": behind "hat" and "will" the other verb tells
    let active = opens && !parted && !view.is(verb, Mark::BePast) && !view.is(verb, Mark::BePresent);
    let meant = if active && !tail.is_empty() { tail.start } else { verb };
    // "Dem US-Sender CNN sagte Macron": of what opens the clause all belongs together
    let fronted = found.first().is_some_and(|p| p.tokens.start == tokens.start && p.bound);
    let before = !fronted && subject(&found).is_some_and(|front| !object(view, (verb, meant), front, after.first()));
    let first = verb == tokens.start;
    // "…, sagte Merkel am Montag": who speaks stands behind the verb
    let speaker = || subject(&after).is_some_and(|p| p.named);
    let echo = first && !sofar.fronted && !sofar.nominal && !clause.joined && tokens.start > view.tokens.start;
    let echo = echo && speaks(view, verb) && speaker();
    let follows = first && !sofar.fronted || sofar.nominal || first && clause.joined;
    let inverted = !before && (!follows || echo);
    let small = small(view, &(verb + 1..tokens.end), &tail, clause.contrasted);
    let led = small.first().copied().filter(|_| !opens || parted);
    if led.is_none() {
        order.to(&small, Place::After(verb));
    }
    if opens && !tail.is_empty() {
        let last = small.last().copied().filter(|_| led.is_none()).unwrap_or(verb);
        order.to(&nested(view, &tail), Place::After(last));
    }
    if led.is_some() {
        order.to(&small, Place::Before(verb));
    }
    sofar.parts.particles.extend(tail.clone().filter(|t| parted && view.is(*t, Mark::Particle)));
    sofar.open = (opens && tail.is_empty()).then_some(verb);
    // "hat Merkel, die Kanzlerin, den Angriff verurteilt", where all of that is her name
    (sofar.parted, sofar.clause) = (after.iter().any(|p| p.tokens.end > tokens.end), false);
    if inverted && let Some(subject) = subject(&after) {
        let subject: Vec<usize> = subject.tokens.clone().filter(|t| !small.contains(t)).collect();
        order.to(&subject, Place::Before(led.unwrap_or(verb)));
        // "gegen Belarus wurden Sanktionen verhängt": behind the verbs, where others look for it
        let last = if opens && !tail.is_empty() { tail.start } else { verb };
        if let Some(phrase) = found.first().filter(|p| p.tokens.start == tokens.start && complement(view, p)) {
            order.to(&phrase.tokens.clone().collect::<Vec<_>>(), Place::After(last));
        }
    }
    (sofar.nominal, sofar.fronted, sofar.subordinate, sofar.main) = (false, false, false, true);
}

/// "gegen Belarus", "mit Putin", "von der EU": it has a part in what the verb tells, and says neither where nor when.
fn complement(view: &View, phrase: &Phrase) -> bool {
    const PART: [Preposition; 5] =
        [Preposition::Against, Preposition::With, Preposition::By, Preposition::For, Preposition::Between];
    let (first, all) = (phrase.tokens.start, phrase.tokens.clone());
    let place = view.preposition(first, Preposition::At) || all.into_iter().any(|t| view.timed(t));
    phrase.named && !place && PART.iter().any(|p| view.preposition(first, *p))
}

/// "Putins Angebot wies Selenskyj zurück", "Die Reise nach Berlin sagte er ab": what stands in front is no subject, as
/// whoever stands right behind the verb is. What it tells, another verb may say.
fn object(view: &View, (verb, meant): (usize, usize), front: &Phrase, next: Option<&Phrase>) -> bool {
    let Some(next) = next.filter(|p| !p.bound) else { return false };
    let follows = next.tokens.start == verb + 1;
    let pronoun = next.tokens.len() == 1 && view.is(next.tokens.start, Mark::Self_);
    if pronoun && follows {
        return view.is(next.tokens.start, Mark::Nominative) || thing(view, front);
    }
    thing(view, front) && next.named && (speaks(view, meant) || makes(view, meant))
}

/// An offer, an agreement, a decision: nothing that speaks or signs.
fn thing(view: &View, phrase: &Phrase) -> bool {
    // "das Angebot der EU", "Putins Angebot"
    let noun = |t: usize| view.document.tokens[t].capital && !view.is(t, Mark::Determiner) && view.mention(t).is_none();
    let head = phrase.tokens.clone().find(|t| noun(*t));
    let event = |t: usize| view.nouns.iter().any(|n| n.start <= t && t < n.end);
    head.is_some_and(|t| event(t) || view.is(t, Mark::Decided))
}

/// "Das Abkommen unterzeichnete Putin", "Die Gespräche beendete Moskau": verbs of which no event is the subject.
fn makes(view: &View, verb: usize) -> bool {
    let makes = |v: &VerbHit| {
        let sense = &view.lexicon.verbs[v.sense as usize];
        let people = matches!(sense.kind, Some(Kind::Agreement | Kind::Sanction));
        sense.frame == Frame::Say || sense.frame == Frame::Act && (sense.support || people)
    };
    let mut senses = view.verbs.iter().filter(|v| v.start == verb).peekable();
    senses.peek().is_some() && senses.all(makes)
}

/// A verb of speech; of one that is parted here only the whole is known.
fn speaks(view: &View, verb: usize) -> bool {
    let says = |v: &VerbHit| view.lexicon.verbs[v.sense as usize].frame == Frame::Say;
    let mut senses = view.verbs.iter().filter(|v| v.start == verb).peekable();
    view.is(verb, Mark::Parted) || senses.peek().is_some() && senses.all(says)
}

/// Behind what the verbs of a subordinate clause go: its subject, which may be the relative itself.
fn subordinate_subject(view: &View, opener: usize, tokens: &Range<usize>, tail: &Range<usize>) -> Place {
    let found = phrases(view, opener + 1..tail.start);
    // "wie sie Ankara verlangt": "sie" is what is asked for
    let object = |p: &&Phrase| view.is(p.tokens.start, Mark::Self_) && !view.is(p.tokens.start, Mark::Nominative);
    let second = found.get(1).filter(|p| view.is(opener, Mark::As) && p.named && !p.bound);
    let free = second.filter(|_| found.first().is_some_and(|p| object(&p))).or_else(|| subject(&found));
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
    let small = small(view, &(tokens.start..tail.start), tail, false);
    let mut verbs = nested(view, tail);
    let at = usize::from(verbs.len() > 1 && is_finite(view, verbs[0]));
    verbs.splice(at..at, small);
    order.to(&verbs, place);
}

/// Brings the verbs that close a bracket to the one that opened it. Where another clause stands between, they all go behind it,
/// where what else is told stands: "Merkel, die in Indien weilt, hat verurteilt den Angriff".
fn close(view: &View, tokens: &Range<usize>, tail: &Range<usize>, open: usize, clause: bool, order: &mut Moves) {
    bring(view, tokens, tail, Place::After(open), order);
    if clause && tokens.start < tail.start {
        let small = |t: usize| view.is(t, Mark::Reflexive) || view.is(t, Mark::Negation);
        let run = order.run(open, |t| t == open || tail.contains(&t) || small(t));
        if !run.contains(&tokens.start) {
            order.to(&run, Place::Before(tokens.start));
        }
    }
}

/// "nicht" and "sich", wherever they stand; and the "kein" of what the verb falls upon.
fn small(view: &View, tokens: &Range<usize>, tail: &Range<usize>, contrasted: bool) -> Vec<usize> {
    let end = if tail.is_empty() { tokens.end } else { tail.start };
    let of = |mark| (tokens.start..end).find(|t| view.is(*t, mark) && view.mention(*t).is_none() && !view.timed(*t));
    // "in keinem Fall", "nicht in Genf, sondern in Wien"
    let led = |t: usize| t > tokens.start && view.any_preposition(t - 1);
    let not = of(Mark::Negation).filter(|t| !contrasted && !led(*t));
    not.into_iter().chain(of(Mark::Reflexive)).collect()
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
    // "zu verhängen": of the plural, too, the form would be the same
    let marker = |t: usize| view.has(t) && view.is(t, Mark::Infinitive) && !view.verbal(t);
    bare(view, token)
        && !token.checked_sub(1).is_some_and(marker)
        && (helps(view, token)
            || view.verbs.iter().any(|v| v.start == token && finite(v.form)) && !view.attributive(token))
}

/// It may open a bracket that another verb closes.
fn helps(view: &View, token: usize) -> bool {
    const OTHER: u128 = bits(&[Mark::Future, Mark::Conditional, Mark::Possible, Mark::Must, Mark::Modal, Mark::Parted]);
    bare(view, token) && view.is_one(token, AUXILIARY | OTHER)
}

/// No noun, no name and no time.
fn bare(view: &View, token: usize) -> bool {
    let word = &view.document.tokens[token];
    word.kind == TokenKind::Word
        && view.mention(token).is_none()
        && !view.timed(token)
        && (!word.capital || view.opens(token))
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
    let relative =
        (first..first + 2).find(|t| opens(*t, &[Mark::Relative]) && (*t == first || view.any_preposition(first)));
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
            let contrast = mark && view.text(token) == "," && view.is(token + 1, Mark::And);
            out.iter_mut().rev().take(1).for_each(|clause| clause.contrasted = contrast);
            start = token + 1;
        }
    }
    out
}

/// A comma or a stop; not the comma of a list of names.
fn parts(view: &View, token: usize) -> bool {
    match view.text(token) {
        "," => {
            let named =
                |t: usize| view.mention(t).or_else(|| view.mention(t + 1).filter(|_| view.is(t, Mark::Determiner)));
            let Some(next) = named(token + 1) else { return true };
            let end = view.actor(next).tokens.end;
            let goes_on = view.is(end, Mark::And) || view.has(end) && view.text(end) == "," && named(end + 1).is_some();
            token.checked_sub(1).is_none_or(|t| view.mention(t).is_none()) || !goes_on
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
        // "im April hatten Obama und Medwedew den Vertrag unterzeichnet": what closes a bracket is no verb of its own
        let open = (start..token).rev().find(|t| is_finite(view, *t)).is_some_and(|t| helps(view, t));
        let rest = if open { token + 1..tail(view, &(token + 1..last), false).start } else { token + 1..last };
        let part = view.is(token - 1, Mark::Particle) && (start..token).any(|t| view.is(t, Mark::Parted));
        if is_verb(view, token - 1) || part || is_finite(view, token + 1) || verbs(start..token) && verbs(rest) {
            out.push(Clause { tokens: start..token, joined, contrasted: false });
            (start, joined) = (token + 1, true);
        }
    }
    if start < last {
        out.push(Clause { tokens: start..last, joined, contrasted: false });
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
    /// The tokens from one on, as far as they are of a sort.
    fn run(&self, first: usize, sort: impl Fn(usize) -> bool) -> Vec<usize> {
        self.0.iter().copied().skip_while(|t| *t != first).take_while(|t| sort(*t)).collect()
    }

    /// Moves some tokens, which take the order that they are given in. Where the place is one of them, they come together
    /// there.
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
