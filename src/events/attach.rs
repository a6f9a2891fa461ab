//! Which time and which place belong to a trigger.

use super::{
    Kind, Role, Status,
    arguments::Way,
    borrowed, bounds,
    candidate::Candidate,
    lexicon::Frame,
    objects, unclaimed,
    view::{NounHit, VerbHit, View},
};
use crate::{
    actors::ActorId,
    pack::{Mark, Preposition, VerbForm},
    text::TokenKind,
    time::{TimeExpression, TimeKind},
};
use std::ops::Range;

/// A trigger as far as attachment is concerned.
#[derive(Debug, Clone)]
pub(super) struct Anchor {
    pub tokens: Range<usize>,
    pub kind: Kind,
    /// It is told as a plan.
    pub ahead: bool,
    /// It has happened, as it is told.
    pub done: bool,
    /// It is talked of, and no news by itself.
    pub background: bool,
    /// The tokens of the verb's subject, where one stands by it.
    pub subject: Option<Range<usize>>,
    /// The verb that carries the noun: "the meeting that A and B held".
    pub carrier: Option<usize>,
}

impl Anchor {
    pub fn of(view: &View, candidate: &Candidate) -> Anchor {
        let spans = |mentions: &[usize]| {
            let tokens = mentions.iter().map(|m| view.actor(*m).tokens.clone());
            tokens.reduce(|a, b| a.start.min(b.start)..a.end.max(b.end))
        };
        let subject = candidate.subject.as_ref().filter(|s| s.way != Way::Dropped);
        Anchor {
            tokens: candidate.tokens.clone(),
            kind: candidate.kind,
            ahead: candidate.reading.status == Status::Planned,
            done: candidate.reading.status == Status::Occurred,
            background: candidate.background,
            subject: subject.and_then(|s| spans(&s.mentions)),
            carrier: candidate.carrier,
        }
    }
}

/// For each trigger the index of its time expression. An expression goes to the nearest trigger of its
/// clause; a reporting verb takes only what stands beside it, outside of what is reported.
pub(super) fn times(view: &View, all: &[TimeExpression], anchors: &[Anchor]) -> Vec<Option<usize>> {
    let mut out: Vec<Option<usize>> = vec![None; anchors.len()];
    let mut distance = vec![usize::MAX; anchors.len()];
    let from = all.partition_point(|t| t.tokens.end <= view.tokens.start);
    let here: Vec<usize> = (from..all.len())
        .take_while(|i| all[*i].tokens.start < view.tokens.end)
        .filter(|i| matches!(all[*i].kind, TimeKind::Date | TimeKind::Time | TimeKind::Vague))
        .collect();
    for &time in &here {
        let at = all[time].tokens.clone();
        if attributive(view, &at, anchors) {
            continue;
        }
        for clause in [fits, coincides] {
            // what is merely talked of has a time only where nothing else takes it
            let near = anchors
                .iter()
                .enumerate()
                .filter(|(_, a)| !(asked(view, &at, a) && anchors.iter().any(|s| says_at(view, &at, s))))
                .filter(|(_, a)| !announced(view, &all[time], a, anchors))
                .filter_map(|(ix, a)| Some((a.background && !owns(view, &at, a), clause(view, &at, a)?, ix)));
            if let Some((_, d, ix)) = near.min()
                && d < distance[ix]
            {
                out[ix] = Some(time);
                distance[ix] = d;
                // "Moscow left the pact on July 17, accusing …", "met on Monday and said": it is the day of the deed, too
                let deed = (0..anchors.len()).rev().find(|&other| precedes(view, &at, &anchors[other], &anchors[ix]));
                if let Some(other) = deed
                    && let Some(d) = fits(view, &at, &anchors[other]).filter(|d| *d < distance[other])
                {
                    out[other] = Some(time);
                    distance[other] = d;
                }
            }
        }
    }
    for (ix, own) in out.iter_mut().enumerate().filter(|(_, own)| own.is_none()) {
        *own = objects::behind(view, all, &here, anchors, ix);
    }
    // verbs joined in one clause share its time: "met on Monday and agreed …"
    for ix in 0..anchors.len() {
        if out[ix].is_some() || anchors[ix].background {
            continue;
        }
        let clause = view.segment_of(anchors[ix].tokens.start);
        out[ix] = here.iter().copied().find(|t| {
            let at = all[*t].tokens.start;
            view.has(at)
                && !anchors.iter().any(|a| owns(view, &all[*t].tokens, a))
                && segment(view, &all[*t].tokens) == clause
                && anchors.iter().zip(&out).any(|(a, o)| {
                    *o == Some(*t) && shares(view, a, &anchors[ix], at) && view.segment_of(a.tokens.start) == clause
                })
        });
    }
    borrowed::fronted(view, all, &here, anchors, &mut out);
    borrowed::times(view, all, &here, anchors, &mut out);
    unclaimed::times(view, all, &here, anchors, &mut out);
    out
}

/// "since the coup of 28 June", "dal golpe del 28 giugno": the day of what is merely named.
pub(super) fn attributive(view: &View, time: &Range<usize>, anchors: &[Anchor]) -> bool {
    let of = |t: usize| view.preposition(t, Preposition::Of) && !view.preposition(t, Preposition::At);
    let Some(of) = time.start.checked_sub(1).filter(|t| view.has(*t) && of(*t)) else { return false };
    let Some(noun) = of.checked_sub(1).filter(|t| view.has(*t)) else { return false };
    let word = view.document.tokens[noun].kind == TokenKind::Word && view.mention(noun).is_none() && !view.timed(noun);
    // "the bilateral talks of 28 June", with the adjective behind the noun in some languages
    let near = |a: &Anchor| a.tokens.end <= of && of - a.tokens.end <= ADJECTIVES;
    // "the night of 7 August" is a time itself
    const LED: [Mark; 3] = [Mark::Since, Mark::Around, Mark::Subordinator];
    let first = noun.saturating_sub(NAMED).max(view.tokens.start);
    let led = (first..noun).any(|t| LED.iter().any(|m| view.is(t, *m)));
    led && word && !view.verbal(noun) && !view.nouns.iter().any(|n| n.end == of) && !anchors.iter().any(near)
}

/// How many words may lead in what is named with its day: "since the failed coup of".
const NAMED: usize = 4;

/// How many words may stand between an event's noun and the "of" of its day.
const ADJECTIVES: usize = 2;

/// "the talks of yesterday", "dei negoziati di ieri": the time is of the noun that it stands by, and of nothing else.
fn owns(view: &View, time: &Range<usize>, anchor: &Anchor) -> bool {
    let between = anchor.tokens.end..time.start;
    let noun = view.nouns.iter().any(|n| n.start == anchor.tokens.start);
    let of = |t: usize| view.preposition(t, Preposition::Of) && !view.preposition(t, Preposition::At);
    noun && between.len() == 1 && between.into_iter().all(of)
}

/// "was asked on Monday to explain the strike", "accused on Monday of shelling Kherson": the anchor is part of what somebody is
/// asked for or blamed for right behind a time.
fn asked(view: &View, time: &Range<usize>, anchor: &Anchor) -> bool {
    let of = |t: usize| view.preposition(t, Preposition::Of) && verb_at(view, t + 1, VerbForm::Gerund);
    let leads = view.has(time.end) && (view.is(time.end, Mark::Infinitive) || of(time.end));
    leads && anchor.tokens.start >= time.end
}

/// "kündigte am Montag die Ausweisung an", "hat die Ausweisung am Montag angekündigt": the day of the announcement, and not of
/// what is planned, unless that is set for it.
pub(super) fn announced(view: &View, time: &TimeExpression, plan: &Anchor, anchors: &[Anchor]) -> bool {
    let says = |carrier: usize| {
        let words = |a: &Anchor| a.kind == Kind::Statement && a.tokens.start == carrier;
        carrier < plan.tokens.start && anchors.iter().any(words)
    };
    let at = &time.tokens;
    let set = led_by(view, at, |t| view.preposition(t, Preposition::For))
        || (plan.tokens.end..at.start).any(|t| view.is(t, Mark::Planned));
    plan.ahead && plan.kind.is_deed() && !time.meaning.is_to_come() && !set && plan.carrier.is_some_and(says)
}

fn verb_at(view: &View, token: usize, form: VerbForm) -> bool {
    view.verbs.iter().any(|v| v.start == token && v.form == form)
}

/// The time stands behind words, and is theirs where nothing else takes it.
fn says_at(view: &View, time: &Range<usize>, anchor: &Anchor) -> bool {
    let noun = view.nouns.iter().any(|n| n.start == anchor.tokens.start);
    let says = anchor.kind == Kind::Statement && !noun && anchor.tokens.end <= time.start;
    says && fits(view, time, anchor).is_some()
}

/// What the subject of a verb of speech did before the time that stands between the two.
fn precedes(view: &View, time: &Range<usize>, deed: &Anchor, said: &Anchor) -> bool {
    let subject = said.subject.as_ref().is_some_and(|s| s.end <= deed.tokens.start);
    let between = deed.tokens.end <= time.start && time.end <= said.tokens.start;
    let same = view.segment_of(deed.tokens.start) == view.segment_of(said.tokens.start);
    said.kind == Kind::Statement && deed.kind != Kind::Statement && subject && between && same
}

/// Whether what was found to be the time of one is that of the other. "agreed to meet in May": the day of a plan behind it is
/// not that on which it is made.
fn shares(view: &View, one: &Anchor, other: &Anchor, time: usize) -> bool {
    // "the meetings follow the call of Tuesday"
    let another = view.nouns.iter().any(|n| n.start == other.tokens.start && view.encounter(n))
        && view.next_encounter(other.tokens.end) == Some(one.tokens.start)
        && time >= one.tokens.end;
    if another {
        return false;
    }
    // "Zakharova said the marshal had asked on Monday": what is reported has a subject of its own
    let reports = other.kind == Kind::Statement && other.tokens.end <= one.tokens.start && one.tokens.end <= time;
    let own = one.subject.as_ref().is_some_and(|s| (other.tokens.end..one.tokens.start).contains(&s.start));
    if reports && own {
        return false;
    }
    let beyond = (other.tokens.start < one.tokens.start) == (one.tokens.start < time);
    (one.kind == Kind::Statement) == (other.kind == Kind::Statement) && (one.ahead == other.ahead || !beyond)
}

/// What stands beyond an "and" is so much farther off.
const BEYOND: usize = 20;

/// How far a year by itself may stand from what happened in it.
const YEAR: usize = 5;

pub(super) fn bare_year(view: &View, time: &Range<usize>) -> bool {
    let number = |t: usize| view.document.tokens[t].kind == TokenKind::Number && view.text(t).len() == 4;
    time.len() == 1 && number(time.start)
}

/// The clause that a time belongs to.
pub(super) fn segment(view: &View, time: &Range<usize>) -> u16 {
    view.segment_of(if view.aside(time.start) && view.has(time.end) { time.end } else { time.start })
}

/// A word of some sort leads the time in, over an article.
pub(super) fn led_by(view: &View, time: &Range<usize>, word: impl Fn(usize) -> bool) -> bool {
    let before = |t: usize| t.checked_sub(1).filter(|t| view.has(*t));
    let next = before(time.start);
    let over = next.filter(|t| view.is(*t, Mark::Determiner)).and_then(before);
    [next, over].into_iter().flatten().any(word)
}

fn fits(view: &View, time: &Range<usize>, anchor: &Anchor) -> Option<usize> {
    let gap = if time.start >= anchor.tokens.end {
        time.start - anchor.tokens.end
    } else {
        anchor.tokens.start.saturating_sub(time.end)
    };
    // "said Nato had expanded since 1999": nobody speaks since a year
    if anchor.kind == Kind::Statement && time.start > anchor.tokens.end && view.since(time.start) {
        return None;
    }
    // "condemned Monday's attack": the day of what is spoken of
    if anchor.kind == Kind::Statement && time.start >= anchor.tokens.end && objects::owning(view, time) {
        return None;
    }
    // "extended the sanctions until 31 January": what was done was not done then
    if anchor.done && bounds::ends(view, time) {
        return None;
    }
    // "the body set up in 2023": a bare year further off is of something else
    if anchor.kind != Kind::Statement && gap > YEAR && bare_year(view, time) {
        return None;
    }
    // "Obama, in power since January 2009, met Putin": what an insertion counts from
    let comma = |mut tokens: Range<usize>| tokens.any(|t| view.text(t) == ",");
    let inserted = || comma(view.tokens.start..time.start) && comma(time.end..anchor.tokens.start.max(time.end));
    if anchor.tokens.start > time.end && view.since(time.start) && inserted() {
        return None;
    }
    // "On Friday, hours after the plane had landed, Armenia …": not of what the next comma opens
    let beyond = |t: usize| view.text(t) == ",";
    if view.aside(time.start) && (anchor.tokens.start < time.end || (time.end..anchor.tokens.start).any(beyond)) {
        return None;
    }
    let same = segment(view, time) == view.segment_of(anchor.tokens.start);
    if anchor.kind != Kind::Statement {
        // "landed on Sunday and met Trump the following day": of the verb before the "and" first
        let verb = |and: usize| (and + 1..and + 1 + CLITICS).any(|t| view.verbal(t));
        let and = |t: usize| view.is(t, Mark::And) && !view.timed(t) && verb(t);
        let next = (time.end..anchor.tokens.start).rev().find(|t| and(*t) || view.mention(*t).is_some());
        let beyond = next.is_some_and(and);
        return same.then_some(if beyond { gap + BEYOND } else { gap });
    }
    // "told on Monday reporters": within the verb's own words
    if anchor.tokens.contains(&time.start) {
        return Some(0);
    }
    // beside the reporting verb, beside its subject, or at the head of its clause
    let beside = time.start >= anchor.tokens.end && same && (gap <= 3 || gap <= PLAIN && plain(view, time, anchor));
    let subject = anchor.subject.as_ref().is_some_and(|s| {
        let (first, last) = (s.start.min(anchor.tokens.start), s.end.max(anchor.tokens.end));
        // what an insertion tells of the subject has a time of its own
        let comma = |mut tokens: Range<usize>| tokens.any(|t| view.text(t) == ",");
        let aside = anchor.tokens.start > time.end
            && comma(s.end..time.start.saturating_sub(2).max(s.end))
            && comma(time.end..anchor.tokens.start)
            // "he who, in the Commons on Monday, announced": without a verb it is of those words
            && (s.end..time.start).any(|t| view.verbal(t) || view.mention(t).is_some());
        let between = (first..last).contains(&time.start)
            && !aside
            && [s.start, anchor.tokens.start].iter().any(|t| view.segment_of(*t) == segment(view, time));
        between || time.start >= s.end && time.start - s.end <= 2 && same
    });
    // "in an interview published on Sunday", "quoted as saying on Monday"
    let occasion = occasion(view, time, anchor);
    let head = same && time.end <= anchor.tokens.start && time.start <= view.clause(anchor.tokens.start).start + 2;
    let last = same && time.start > anchor.tokens.end && time.end + 1 >= view.tokens.end && gap <= 12;
    if beside || subject || occasion {
        Some(gap.min(2))
    } else if head {
        Some(gap)
    } else if last {
        Some(gap + 10)
    } else {
        None
    }
}

/// How many plain words may stand between a verb of speech and its time.
const PLAIN: usize = 8;

/// "told reporters at the airport on Friday that …": nothing stands between that could have a time itself, and what is said
/// begins behind it.
fn plain(view: &View, time: &Range<usize>, anchor: &Anchor) -> bool {
    const OPENS: [Mark; 5] = [Mark::Complementizer, Mark::Relative, Mark::Subordinator, Mark::And, Mark::Infinitive];
    let opens = |t: usize| OPENS.iter().any(|m| view.is(t, *m)) || matches!(view.text(t), "," | ";" | ":");
    let busy = |t: usize| view.verbal(t) || view.quoted(t) || view.nouns.iter().any(|n| n.start == t);
    let between = anchor.tokens.end..time.start;
    !between.into_iter().any(|t| opens(t) || busy(t))
        && (!view.has(time.end) || opens(time.end) || view.text(time.end) == ".")
}

/// How many words may stand between an occasion of words and its time: "held late".
const HELD: usize = 3;

/// The time of the interview in which something was said, and that of what somebody is quoted as saying.
fn occasion(view: &View, time: &Range<usize>, anchor: &Anchor) -> bool {
    let same = segment(view, time) == view.segment_of(anchor.tokens.start);
    let led = time.start.checked_sub(1).filter(|t| view.has(*t) && view.any_preposition(*t)).unwrap_or(time.start);
    let near = led.saturating_sub(HELD).max(view.tokens.start)..led;
    let plain = |t: &usize| view.mention(*t).is_none() && !matches!(view.text(*t), "," | ";" | ":");
    let words = || near.clone().rev().take_while(plain);
    let held = words().any(|t| view.is(t, Mark::Occasion));
    let says = |t: usize| view.verbs.iter().any(|v| v.end == t + 1 && v.form == VerbForm::Gerund && says(view, v));
    let quoted = time.start >= anchor.tokens.end && same && words().any(says);
    held && (same || time.end <= anchor.tokens.start) || quoted
}

fn says(view: &View, verb: &VerbHit) -> bool {
    view.lexicon.verbs[verb.sense as usize].frame == Frame::Say
}

/// "on Saturday, when aircraft bombed …": the time is that of the clause it opens, too.
fn coincides(view: &View, time: &Range<usize>, anchor: &Anchor) -> Option<usize> {
    let when = if view.has(time.end) && view.text(time.end) == "," { time.end + 1 } else { time.end };
    if !view.is(when, Mark::When) || anchor.tokens.start <= when {
        return None;
    }
    (view.segment_of(anchor.tokens.start) == view.segment_of(when)).then(|| anchor.tokens.start - when)
}

/// The place of a trigger: the nearest place of its clause that a preposition of place leads in, or that a name holds.
/// Of an attack also the one that it falls upon: "rockets on Sderot".
pub(super) fn place(view: &View, trigger: &Range<usize>, kind: Kind, roles: &[(Role, usize)]) -> Option<ActorId> {
    let clause = view.clause(trigger.start);
    let gap = |at: &Range<usize>| {
        if at.start >= trigger.end { at.start - trigger.end } else { trigger.start.saturating_sub(at.end) + 2 }
    };
    let mut best: Option<(usize, ActorId)> = None;
    let mut offer = |at: Range<usize>, id: &ActorId| {
        let d = gap(&at);
        if clause.contains(&at.start) && best.as_ref().is_none_or(|(b, _)| d < *b) {
            best = Some((d, id.clone()));
        }
    };
    // both in the order of the text
    let (places, mentions) = (&view.cast.places, &view.cast.mentions);
    let from = |start: usize| places.partition_point(|p| p.tokens.start < start);
    let places = &places[from(clause.start)..from(clause.end)];
    let from = |start: usize| mentions.partition_point(|m| m.tokens.start < start);
    let mentions = &mentions[from(clause.start)..from(clause.end)];
    // small words may stand before the verb: "și i-a mulțumit"
    let joined = |t: &usize| view.is(*t, Mark::And) && (t + 1..t + 1 + CLITICS).any(|t| view.verbal(t));
    // "reported on the talks in Istanbul", "thanked him for the soldiers sent to Kursk": where the talks were and the soldiers
    // went is not where it was said
    let nearer = |at: &Range<usize>| {
        let mut between = trigger.end..at.start;
        let talks = |n: &NounHit| between.contains(&n.start) && view.encounter(n);
        let said = kind == Kind::Statement;
        // "met Kim and thanked him for the soldiers sent to Kursk": of the next verb
        let of_next = |at: usize| said || (trigger.end..at).any(|t| joined(&t));
        said && view.nouns.iter().any(talks) || between.any(|t| view.preposition(t, Preposition::For) && of_next(t))
    };
    let (places, mentions) = (
        places.iter().filter(|p| !nearer(&p.tokens)).collect::<Vec<_>>(),
        mentions.iter().filter(|m| !nearer(&m.tokens)).collect::<Vec<_>>(),
    );
    // "backed the truce in Donbas and agreed to meet": what stands by an earlier verb is that one's
    let earlier = |at: &Range<usize>| {
        let mut before = clause.start..at.start;
        (at.end..trigger.start).any(|t| joined(&t)) && before.any(|t| view.verbs.iter().any(|v| v.start == t))
    };
    // "Peking's reply to Tokyo": whom words are for, or come from, is not where they were said
    let speaks = |at: &Range<usize>| {
        kind == Kind::Statement && roles.iter().any(|(_, m)| view.actor(*m).tokens == *at && !view.actor(*m).locative)
    };
    let told = |at: &Range<usize>| kind != Kind::Statement && attributed(view, trigger, at);
    let elsewhere = |at: &Range<usize>| earlier(at) || told(at) || speaks(at);
    for p in places.iter().filter(|p| !elsewhere(&p.tokens)) {
        let struck = kind == Kind::Strike && owned_by(view, &p.tokens);
        if located(view, p.tokens.start, kind == Kind::Strike) || struck || object(view, trigger, &p.tokens, kind) {
            offer(p.tokens.clone(), &p.place);
        }
    }
    let seats = &view.cast.seats;
    let from = |start: usize| seats.partition_point(|p| p.tokens.start < start);
    for p in &seats[from(clause.start)..from(clause.end)] {
        if object(view, trigger, &p.tokens, kind) || kind == Kind::Strike && owned_by(view, &p.tokens) {
            offer(p.tokens.clone(), &p.place);
        }
    }
    for m in mentions {
        if m.locative
            && !told(&m.tokens)
            && let Some(crate::actors::ActorRef::Actor(id)) = m.refs.first()
        {
            // a capital is the city that it names, not the country that sits there
            let city = places.iter().find(|p| p.tokens == m.tokens);
            offer(m.tokens.clone(), city.map_or(id, |p| &p.place));
        }
    }
    best.filter(|(d, _)| *d <= 20).map(|(_, id)| id)
}

/// How many words stand at most between an "and" and its verb, the verb with them.
const CLITICS: usize = 4;

/// "…, diplomatic sources in Ankara said.": where those are who tell of it.
fn attributed(view: &View, trigger: &Range<usize>, place: &Range<usize>) -> bool {
    let comma = |t: usize| view.text(t) == ",";
    let last = |v: &VerbHit| v.start >= place.end && v.end + TAIL >= view.tokens.end && says(view, v);
    (trigger.end..place.start).any(comma) && view.verbs.iter().any(|v| last(v) && !(place.end..v.start).any(comma))
}

/// How many words may follow the verb by which a sentence ends in who tells it.
const TAIL: usize = 3;

/// "Tripoli's airport": the city owns what is struck.
fn owned_by(view: &View, place: &Range<usize>) -> bool {
    view.has(place.end) && view.document.tokens[place.end].glued && view.preposition(place.end, Preposition::Of)
}

/// "captured Goma", "visited Sochi", "Goma was shelled", "Goma fell": a city that the deed itself reaches.
fn object(view: &View, trigger: &Range<usize>, place: &Range<usize>, kind: Kind) -> bool {
    let small = |t: usize| view.is(t, Mark::Determiner) || view.is(t, Mark::Adverb);
    let reached = matches!(kind, Kind::Strike | Kind::Visit);
    let behind = place.start >= trigger.end && (trigger.end..place.start).all(small);
    let auxiliary = |t: usize| {
        small(t)
            || [Mark::BePast, Mark::BePresent, Mark::Been, Mark::HavePresent, Mark::HavePast]
                .iter()
                .any(|m| view.is(t, *m))
    };
    let clause = view.clause(place.start).start;
    // "Orașul Odesa a fost lovit": behind the noun of what it is
    let first = place.start == clause || place.start == clause + 1 && view.common(clause);
    let ahead =
        kind == Kind::Strike && first && place.end <= trigger.start && (place.end..trigger.start).all(auxiliary);
    reached && behind || ahead
}

fn located(view: &View, start: usize, upon: bool) -> bool {
    let mut at = start;
    for _ in 0..3 {
        if at <= view.tokens.start {
            return false;
        }
        at -= 1;
        if view.preposition(at, Preposition::At) || view.preposition(at, Preposition::From) {
            return true;
        }
        if view.preposition(at, Preposition::Of) || upon && falls(view, at) {
            return true;
        }
        if !view.is(at, Mark::Determiner) {
            return false;
        }
    }
    false
}

/// "rockets on Sderot", "a raid against Goma": where an attack falls.
fn falls(view: &View, at: usize) -> bool {
    view.preposition(at, Preposition::Against) || view.preposition(at, Preposition::About)
}
