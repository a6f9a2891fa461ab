//! What stands behind a verb or noun, by the preposition that leads it in.

use super::{
    Kind,
    arguments::REACH,
    governed::{governed, takes_part},
    groups::Group,
    lexicon::Frame,
    lists::joined,
    view::{VerbHit, View},
};
use crate::{
    pack::{Mark, Preposition, VerbForm},
    text::TokenKind,
};
use std::ops::Range;

/// What follows a verb or noun, by preposition.
#[derive(Debug, Clone, Default)]
pub(super) struct Complements {
    pub object: Vec<usize>,
    pub with: Vec<usize>,
    pub by: Vec<usize>,
    pub between: Vec<usize>,
    pub against: Vec<usize>,
    pub to: Vec<usize>,
    pub from: Vec<usize>,
    /// For whom it is meant: "aid for Ukraine". Nobody travels there.
    pub benefit: Vec<usize>,
    pub of: Vec<usize>,
    /// Whose house it is: "summoned at the foreign ministry".
    pub at: Vec<usize>,
    /// Adjectives of the noun itself: "Israeli raids", "raid israeliani".
    pub own: Vec<usize>,
    /// What it is about, or falls upon: "on Iran".
    pub about: Vec<usize>,
    /// Adjectives of what is done: "on Indian goods".
    pub adjectives: Vec<usize>,
    /// The same after "by": "by Israeli missiles".
    pub by_adjectives: Vec<usize>,
    /// Actors that stand here as places: "to Khartoum".
    pub places: Vec<usize>,
    /// The same after a preposition that may also mean "by".
    pub by_places: Vec<usize>,
    /// The same after "from", whence words and goods come.
    pub from_places: Vec<usize>,
}

impl Complements {
    /// Where it may have happened: what stands behind prepositions of place.
    pub fn stations(&self) -> impl Iterator<Item = &usize> {
        self.places.iter().chain(&self.by_places).chain(&self.at).chain(&self.to)
    }
}

/// Complements in `range`, which begins right after the trigger.
pub(super) fn complements(view: &View, range: Range<usize>) -> Complements {
    let mut out = Complements::default();
    let quoted = range.clone().next().is_some_and(|t| view.quoted(t));
    let mut at = range.start;
    while at < range.end.min(range.start + REACH) {
        if view.quoted(at) && !quoted {
            // "expelled two “undeclared officers” of the embassy": what it is called parts nothing
            match named_so(view, at, range.end) {
                Some(close) => at = close,
                None => break,
            }
        }
        let Some(mention) = view.mention(at) else {
            at += 1;
            continue;
        };
        let m = view.actor(mention);
        let mut list = joined(view, mention, range.end);
        // "after talks led by Lavrov, Armenia and Azerbaijan agreed": one leads
        if governed(view, mention).is_some_and(|p| view.is(p, Mark::Led)) {
            list.truncate(1);
        }
        let end = list.last().map_or(m.tokens.end, |l| view.actor(*l).tokens.end).max(m.tokens.end);
        let by = governed(view, mention).is_some_and(|p| view.preposition(p, Preposition::By));
        if m.adjective && !m.media && !m.locative {
            if by || doer(view, mention, range.start) || strikes(view, mention) {
                &mut out.by_adjectives
            } else {
                &mut out.adjectives
            }
            .push(mention);
        }
        if m.locative && !m.media {
            let from = governed(view, mention).is_some_and(|p| view.preposition(p, Preposition::From));
            if by { &mut out.by_places } else { &mut out.places }.push(mention);
            if from {
                out.from_places.push(mention);
            }
        }
        // "for the G20 summit", "on the sidelines of the NATO summit": part of the name of what is attended
        const WHOSE: [Preposition; 3] = [Preposition::With, Preposition::Between, Preposition::By];
        let attends = view.nouns.iter().any(|n| n.start == m.tokens.end && view.encounter(n))
            && governed(view, mention).is_some_and(|p| !WHOSE.iter().any(|w| view.preposition(p, *w)));
        // "his meeting with Putin at the G20 summit": the name of another gathering, whose noun stands before it
        let attends = attends || range.start < m.tokens.start && names_summit(view, range.start..m.tokens.start);
        // "several European leaders, including Merkel": those who are named stand for them
        let stood_for = !list.contains(&mention);
        if !attends && (takes_part(view, mention) || m.locative || stood_for) {
            let slot = match governed(view, mention) {
                _ if m.locative => None,
                // "were killed, according to Unicef": who says it has no part in it
                Some(p) if view.any(p.saturating_sub(1)..p + 1, Mark::According) => None,
                None => (out.object.is_empty()
                    && distance(view, range.start..m.tokens.start) <= 8
                    && !next_clause(view, range.start..m.tokens.start))
                .then_some(&mut out.object),
                Some(p) if view.preposition(p, Preposition::With) && apart(view, p, end) => None,
                Some(p) if view.preposition(p, Preposition::With) => Some(&mut out.with),
                Some(p) if view.preposition(p, Preposition::Between) => Some(&mut out.between),
                Some(p) if view.preposition(p, Preposition::By) => Some(&mut out.by),
                Some(p) if view.preposition(p, Preposition::Against) => Some(&mut out.against),
                Some(p) if view.preposition(p, Preposition::To) => Some(&mut out.to),
                Some(p) if view.preposition(p, Preposition::For) => Some(&mut out.benefit),
                Some(p) if view.preposition(p, Preposition::Object) => Some(&mut out.object),
                Some(p) if view.preposition(p, Preposition::Of) && falls_upon(view, range.start..p) => {
                    Some(&mut out.against)
                }
                Some(p) if view.preposition(p, Preposition::Of) => Some(&mut out.of),
                Some(p) if view.preposition(p, Preposition::About) => Some(&mut out.about),
                Some(p) if view.preposition(p, Preposition::From) => Some(&mut out.from),
                Some(p) if view.preposition(p, Preposition::At) => Some(&mut out.at),
                Some(_) => None,
            };
            if let Some(slot) = slot {
                slot.extend(list);
            }
        }
        at = end.max(at + 1);
    }
    out
}

/// Where a few quoted words end that are part of a noun phrase: between words of the clause, and without a verb.
fn named_so(view: &View, quote: usize, limit: usize) -> Option<usize> {
    let close = (quote..limit).find(|t| !view.quoted(*t))?;
    let word = |t: usize| view.has(t) && view.document.tokens[t].kind == TokenKind::Word;
    let inside =
        close - quote <= CALLED && (quote..close).all(|t| word(t) && !view.verbal(t) && view.mention(t).is_none());
    (inside && word(close + 1) && quote >= 2 && word(quote - 2)).then_some(close)
}

/// So many quoted words are what something is called.
const CALLED: usize = 4;

/// How many words stand before an object, without those that say when and where: "a reçu il y a deux jours à Paris le président".
fn distance(view: &View, between: Range<usize>) -> usize {
    let placed = |t: usize| view.mention(t).is_some_and(|m| view.actor(m).locative || governed(view, m).is_some());
    let set = |t: usize| view.timed(t) || placed(t) || view.cast.places.iter().any(|p| p.tokens.contains(&t));
    let led = |t: usize| (view.any_preposition(t) || view.is(t, Mark::Determiner)) && (set(t + 1) || set(t + 2));
    between.filter(|t| !set(*t) && !led(*t) && view.text(*t) != ",").count()
}

/// "…, with Russia abstaining", "…, con la Russia che si è astenuta": behind a comma and "with", what somebody else does beside
/// the deed.
fn apart(view: &View, with: usize, end: usize) -> bool {
    let comma = with.checked_sub(1).is_some_and(|t| view.has(t) && view.text(t) == ",");
    let gerund = || view.verbs.iter().any(|v| v.start == end && v.form == VerbForm::Gerund);
    let plain = || !view.lexicon.order.inversion && !view.lexicon.order.brackets && view.common(end);
    let clause = || view.is(end, Mark::Complementizer) || view.is(end, Mark::Relative);
    comma && (gerund() || plain() || clause())
}

/// "sanctioned Belarus over its support for Russia": where behind whom a deed falls upon its reason begins, in which nobody
/// takes part.
pub(super) fn reason(view: &View, range: &Range<usize>) -> usize {
    let named = |to: usize| (range.start..to).any(|t| view.mention(t).is_some());
    range.clone().find(|t| view.is(*t, Mark::Reason) && named(*t)).unwrap_or(range.end)
}

/// "accused NATO of sending arms to Kyiv", "urged Tehran to stop attacks on Israel": where behind whom one addresses the verb begins
/// that tells what he has done or is to do, whose complements are its own.
fn controlled(view: &View, range: &Range<usize>) -> usize {
    let addressed = |to: usize| {
        (range.start..to).any(|t| view.mention(t).is_some_and(|m| takes_part(view, m) && !view.actor(m).locative))
    };
    let led = |t: usize| t > range.start && (view.is(t - 1, Mark::Infinitive) || view.any_preposition(t - 1));
    let form = |v: &VerbHit| matches!(v.form, VerbForm::Base | VerbForm::Gerund | VerbForm::Subjunctive);
    let verb = |t: &usize| led(*t) && view.verbs.iter().any(|v| v.start == *t && form(v));
    range.clone().find(|t| verb(t) && addressed(*t)).unwrap_or(range.end)
}

/// "an attack against a hospital of Ukraine": upon whom it falls is told by what is theirs.
fn falls_upon(view: &View, range: Range<usize>) -> bool {
    let plain = |t: &usize| view.mention(*t).is_none() && !view.verbal(*t) && view.text(*t) != ",";
    range.rev().take(THEIRS).take_while(plain).any(|t| view.preposition(t, Preposition::Against))
}

/// How many words a noun that is somebody's may have.
const THEIRS: usize = 4;

/// "A day after Russia struck Odesa, Macron called Putin": whoever stands right behind the comma that ends a clause of time
/// is no object of its verb.
fn next_clause(view: &View, range: Range<usize>) -> bool {
    let comma = range.end.checked_sub(1).filter(|t| *t > range.start && view.text(*t) == ",");
    let opens = view.tokens.start..range.start;
    comma.is_some()
        && !opens.clone().any(|t| view.text(t) == ",")
        && opens.into_iter().any(|t| view.is(t, Mark::Subordinator))
}

/// "ECOWAS threatens to intervene, Paris evacuates its citizens": whoever stands right behind the only comma, before a verb or
/// what belongs to one, begins a clause of his own.
pub(super) fn acts_next(view: &View, from: usize, mention: usize) -> bool {
    let tokens = &view.actor(mention).tokens;
    let before = tokens.start - usize::from(view.is(tokens.start.saturating_sub(1), Mark::Determiner));
    let comma = |t: usize| view.text(t) == ",";
    let behind = before > from && comma(before - 1) && !(from..before - 1).any(comma);
    behind && (view.verbal(tokens.end) || view.is(tokens.end, Mark::Reflexive))
}

/// How far the complements of a verb may stand, by what it tells.
pub(super) fn reach(view: &View, group: &Group, frame: Frame, limit: usize) -> Range<usize> {
    let range = group.end..limit.max(group.end);
    let end = match frame {
        Frame::Meet | Frame::Host | Frame::Travel => purpose(view, &range),
        // "was criticised for its raids by the UN": by whom may stand behind it
        Frame::Say if !group.passive => reason(view, &range).min(controlled(view, &range)),
        Frame::Act if !group.passive => reason(view, &range),
        _ => range.end,
    };
    range.start..end
}

/// "met to discuss Syria": where the verb begins that tells what for, whose complements are its own.
fn purpose(view: &View, range: &Range<usize>) -> usize {
    let infinitive = |t: &usize| view.is(*t, Mark::Infinitive) && view.verbs.iter().any(|v| v.start == t + 1);
    range.clone().find(infinitive).unwrap_or(range.end)
}

/// "killed in a Russian attack", "uccisi in un attacco russo": the adjective of a noun of force says whose it was.
fn strikes(view: &View, mention: usize) -> bool {
    let at = &view.actor(mention).tokens;
    let force = |sense: u16| view.lexicon.nouns[sense as usize].kind == Some(Kind::Strike);
    view.nouns.iter().any(|n| (n.start == at.end || n.end == at.start) && force(n.sense))
}

/// How many small words may stand before somebody without a name who is met.
const UNNAMED: usize = 4;

/// "received them", "li ha ricevuti", "a primit delegația": somebody without a name is the verb's object.
pub(super) fn someone(view: &View, group: &Group) -> bool {
    let someone = |t: usize| view.is(t, Mark::Someone) && !view.is(t, Mark::Determiner);
    let led = |t: usize| view.preposition(t, Preposition::With) || view.preposition(t, Preposition::Object);
    let small = |t: usize| {
        let word = view.document.tokens[t].kind != TokenKind::Mark && !view.verbal(t) && !view.is(t, Mark::And);
        let named = view.mention(t).is_some_and(|m| !view.actor(m).adjective);
        led(t) || word && !named && !view.any_preposition(t) && !view.is(t, Mark::Complementizer)
    };
    let reach = group.end..(group.end + UNNAMED).min(view.tokens.end);
    let mut behind = reach.take_while(|t| someone(*t) || view.timed(*t) || small(*t));
    view.any(group.start..group.verb, Mark::Someone) || behind.any(someone)
}

/// "colpita dai raid russi", "lovit luni de drone rusești": the noun of an adjective stands behind "by". `from` is where what
/// stands behind the verb begins.
fn doer(view: &View, mention: usize, from: usize) -> bool {
    let start = view.actor(mention).tokens.start;
    let before = (start.saturating_sub(NOUN).max(view.tokens.start)..start).rev();
    let word =
        |t: &usize| view.mention(*t).is_none() && !view.verbal(*t) && !view.is(*t, Mark::And) && view.text(*t) != ",";
    // where one word is "by" and "of", it may well be of the noun, unless it comes first
    let by = |t: usize| {
        let first = || (from..t).all(|t| view.timed(t) || view.is(t, Mark::Adverb));
        view.preposition(t, Preposition::By) && (!view.preposition(t, Preposition::Of) || first())
    };
    before.take_while(word).find(|t| view.any_preposition(*t)).is_some_and(by)
}

/// How many words before its adjective a noun with its article may begin.
const NOUN: usize = 3;

/// "summitul G20", "il vertice Nato": the noun of a gathering ends where a name begins.
fn names_summit(view: &View, range: Range<usize>) -> bool {
    let summit = |sense: u16| view.lexicon.nouns[sense as usize].kind == Some(Kind::Summit);
    view.nouns.iter().any(|n| n.start > range.start && n.end == range.end && summit(n.sense))
}

/// "Con Salman il presidente si era consultato", "Cu Putin, Macron a discutat": who opens the clause behind "with".
pub(super) fn fronted(view: &View, range: Range<usize>) -> Vec<usize> {
    let (start, end) = (range.start, range.end);
    let mention = Some(start)
        .filter(|t| view.preposition(*t, Preposition::With))
        .and_then(|t| (t + 1..(t + 4).min(end)).find_map(|t| view.mention(t)))
        .filter(|m| takes_part(view, *m) && governed(view, *m) == Some(start));
    mention.map_or_else(Vec::new, |m| joined(view, m, end))
}
