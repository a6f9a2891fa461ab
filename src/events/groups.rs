//! Verb groups: a trigger verb with its auxiliaries, and the tense, voice and polarity they make.

use super::{
    Kind,
    candidate::fitting,
    lexicon::Frame,
    view::{VerbHit, View, bits},
};
use crate::{
    actors::{ActorMention, MentionForm},
    pack::{Mark, Preposition, VerbForm},
    text::TokenKind,
};

/// When the verb group places its action, seen from the time of writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    /// Before another past.
    Earlier,
    Present,
    Future,
    Conditional,
    Infinitive,
    Gerund,
    /// A participle without auxiliary: "proposed by the United States".
    Participle,
}

/// A trigger verb with what surrounds it.
#[derive(Debug, Clone)]
pub(super) struct Group {
    /// First token of the auxiliaries.
    pub start: usize,
    /// The verb itself.
    pub verb: usize,
    /// One past the verb's last token.
    pub end: usize,
    pub tense: Tense,
    pub passive: bool,
    pub negated: bool,
    pub reflexive: bool,
    /// A modal of possibility or duty.
    pub modal: bool,
    pub quoted: bool,
    /// In the words that an earlier verb of speech in the past reports: there "would" is a plan.
    pub reported: bool,
    /// The senses that the written form may have, by the pack's order.
    pub senses: Vec<u16>,
}

impl Group {
    /// A reporting verb reports only in a finite, affirmed form.
    pub fn speaks(&self) -> bool {
        match self.tense {
            Tense::Infinitive | Tense::Conditional => false,
            Tense::Participle => self.passive,
            _ => true,
        }
    }

    /// The verb has a sense of saying something, whatever it asks for.
    pub fn may_say(&self, view: &View) -> bool {
        self.senses.iter().any(|s| view.lexicon.verbs[*s as usize].kind == Some(Kind::Statement))
    }

    pub fn finite(&self) -> bool {
        matches!(self.tense, Tense::Past | Tense::Earlier | Tense::Present | Tense::Future | Tense::Conditional)
    }
}

/// The forms of verbs that help others.
pub(super) const AUXILIARY: u128 = bits(&[
    Mark::HavePresent,
    Mark::HavePast,
    Mark::HaveFuture,
    Mark::HaveConditional,
    Mark::BePresent,
    Mark::BePast,
    Mark::BeFuture,
    Mark::BeConditional,
]);

/// What else belongs to a group, right before the verb or among its auxiliaries.
const INSIDE: u128 = bits(&[
    Mark::Been,
    Mark::Future,
    Mark::Conditional,
    Mark::Possible,
    Mark::Must,
    Mark::Did,
    Mark::Negation,
    Mark::Reflexive,
    Mark::Adverb,
]);

/// The verb groups of a sentence, in text order, one for each written verb.
pub(super) fn groups(view: &View) -> Vec<Group> {
    let mut out: Vec<Group> = Vec::new();
    let mut i = 0;
    while i < view.verbs.len() {
        let start = view.verbs[i].start;
        let same = view.verbs[i..].iter().take_while(|v| v.start == start).count();
        let hits = &view.verbs[i..i + same];
        i += same;
        if out.last().is_some_and(|g| g.end > start) {
            continue;
        }
        let end = written(view, hits);
        if gives_way(view, hits, end, &view.verbs[i..]) {
            continue;
        }
        let hits: Vec<VerbHit> = hits.iter().filter(|h| h.end == end).copied().collect();
        if let Some(group) = group(view, start, end, &hits) {
            // "hanno" in "hanno firmato" is the next verb's auxiliary and no verb of its own
            while out.last().is_some_and(|g| g.verb >= group.start) {
                out.pop();
            }
            out.push(group);
        }
    }
    share_auxiliary(view, &mut out);
    let says = |g: &Group| {
        let past = matches!(g.tense, Tense::Past | Tense::Earlier) || g.tense == Tense::Participle && g.passive;
        past && !g.negated && g.senses.iter().any(|s| view.lexicon.verbs[*s as usize].frame == Frame::Say)
    };
    for ix in 0..out.len() {
        if to_come(view, &out, ix) || announced(view, &out, ix) {
            out[ix].tense = Tense::Future;
        }
    }
    for ix in 1..out.len() {
        let before = out[..ix].iter().rev().find(|g| g.finite() && g.quoted == out[ix].quoted);
        out[ix].reported = before.is_some_and(|g| says(g) || g.reported && g.tense == Tense::Conditional);
    }
    out
}

/// How many verbs may stand in a list.
const LIST: usize = 4;

/// "ha richiamato i riservisti, chiuso la frontiera e schierato truppe": participles share the first one's auxiliary.
fn share_auxiliary(view: &View, groups: &mut [Group]) {
    let mut lead: Option<usize> = None;
    for ix in 0..groups.len() {
        let joint = joint(view, groups, ix);
        let group = &groups[ix];
        let compound = matches!(group.tense, Tense::Past | Tense::Earlier | Tense::Future | Tense::Conditional);
        let bare = group.tense == Tense::Participle && group.start == group.verb;
        if let Some(first) = lead.map(|l| &groups[l])
            && (joint && bare && first.quoted == group.quoted)
            && !view.preposition(group.end, Preposition::By)
        {
            let (tense, negated) = (first.tense, first.negated);
            let group = &mut groups[ix];
            (group.tense, group.passive, group.negated) = (tense, false, negated);
            lead = Some(ix);
        } else if compound {
            lead = (group.verb > group.start && !group.passive && !group.reflexive).then_some(ix);
        } else if !matches!(group.tense, Tense::Present | Tense::Infinitive) {
            lead = None;
        }
    }
}

/// An "and" stands before the verb, or a comma of a list of participles that an "and" closes.
fn joint(view: &View, groups: &[Group], ix: usize) -> bool {
    let before = |g: &Group| g.start.checked_sub(1).filter(|t| view.has(*t));
    let and = |g: &Group| before(g).is_some_and(|t| view.is(t, Mark::And));
    let bare = |g: &&Group| g.tense == Tense::Participle && g.start == g.verb;
    let comma = before(&groups[ix]).is_some_and(|t| view.text(t) == ",");
    let mut rest = groups[ix + 1..].iter().take(LIST).filter(bare);
    and(&groups[ix]) || comma && rest.any(and)
}

/// "will ask him when they meet on Friday": the present of a clause of time beside a verb of the future.
fn to_come(view: &View, groups: &[Group], ix: usize) -> bool {
    let group = &groups[ix];
    let opens = view.clause(group.verb).start;
    if group.tense != Tense::Present || !view.any(opens..(opens + 2).min(group.start), Mark::When) {
        return false;
    }
    let main = |g: &&Group| g.finite() && g.quoted == group.quoted;
    let later = |g: &Group| matches!(g.tense, Tense::Future | Tense::Conditional);
    // what comes first decides: "will say … when", else what follows: "When they meet, he will …"
    groups[..ix].iter().rev().find(main).or_else(|| groups[ix + 1..].iter().find(main)).is_some_and(later)
}

/// "Germany to send howitzers to Ukraine": in a headline of a language whose subject always stands first, an infinitive
/// right behind it is a plan.
fn announced(view: &View, groups: &[Group], ix: usize) -> bool {
    let group = &groups[ix];
    let marked = group.start < group.verb && view.is(group.start, Mark::Infinitive);
    let line = view.text(view.tokens.end - 1) != "." && !view.lexicon.order.inversion && !group.quoted;
    if group.tense != Tense::Infinitive || !marked || !line || groups[..ix].iter().any(Group::finite) {
        return false;
    }
    let named = |t: usize| view.mention(t).is_some_and(|m| !view.actor(m).media);
    let before = view.tokens.start..group.start;
    let last = before.clone().next_back().is_some_and(named);
    last && before
        .into_iter()
        .all(|t| named(t) || view.is(t, Mark::And) || view.is(t, Mark::Determiner) || view.text(t) == ",")
}

/// Where the verb ends: the longest phrase that begins here and of which a sense has what it asks for; shorter ones
/// are part of it.
fn written(view: &View, hits: &[VerbHit]) -> usize {
    let longest = hits.iter().map(|h| h.end).max().unwrap_or(hits[0].start + 1);
    if hits.iter().all(|h| h.end == longest) {
        return longest;
    }
    let clause = view.clause(hits[0].start);
    let fits = |h: &&VerbHit| fitting(view, &[h.sense], h.end, &clause).next().is_some();
    hits.iter().filter(fits).map(|h| h.end).max().unwrap_or(longest)
}

/// "si sono riuniti", "is in": a phrase whose conditions are not met is none where a verb begins within it, whose are.
fn gives_way(view: &View, hits: &[VerbHit], end: usize, rest: &[VerbHit]) -> bool {
    let fits = |h: &VerbHit| fitting(view, &[h.sense], h.end, &view.clause(h.start)).next().is_some();
    let mut within = rest.iter().take_while(|h| h.start < end);
    end > hits[0].start + 1 && !hits.iter().any(fits) && within.any(fits)
}

/// "had on Monday likened": the auxiliary before a time that stands between it and its verb and ends at `last`.
fn parted(view: &View, last: usize) -> Option<usize> {
    let first = (view.tokens.start..=last).rev().take_while(|t| view.timed(*t)).last()?;
    let before = first.checked_sub(1).filter(|t| view.has(*t))?;
    let tense = |t: usize| auxiliary(view, t) || view.is(t, Mark::Future) || view.is(t, Mark::Conditional);
    let led = view.any_preposition(before) && !tense(before);
    let at = if led { before.checked_sub(1)? } else { before };
    tense(at).then_some(at)
}

/// "Hungarian consul expelled from Ukraine": whoever is put out of somewhere suffers it.
fn put_out(view: &View, end: usize, hits: &[VerbHit]) -> bool {
    let breaks = |h: &VerbHit| view.lexicon.verbs[h.sense as usize].kind == Some(Kind::Rupture);
    // "from" may belong to the verb
    (end - 1..=end).any(|t| view.preposition(t, Preposition::From)) && hits.iter().any(breaks)
}

fn group(view: &View, verb: usize, end: usize, hits: &[VerbHit]) -> Option<Group> {
    let mut start = verb;
    let mut infinitive = false;
    // a time within it counts for nothing
    let long = |start: usize| (start..verb).filter(|t| !view.timed(*t)).count();
    while start > view.tokens.start && long(start) < 8 {
        let mut before = start - 1;
        // "has “firmly” rejected"
        while before > view.tokens.start && view.inset_mark(before) {
            before -= 1;
        }
        if view.mention(before).is_some_and(|m| view.actor(m).form != MentionForm::Pronoun) {
            break;
        }
        // "a și semnat", "și a semnat": a word that is also "and" belongs to the verb only behind its auxiliary
        if view.is(before, Mark::And) && !(before > view.tokens.start && helps(view, before - 1)) {
            break;
        }
        if auxiliary(view, before) || view.is_one(before, INSIDE) {
            start = before;
        } else if let Some(at) = parted(view, before) {
            start = at;
        } else if view.is(before, Mark::Infinitive) && !infinitive {
            infinitive = true;
            start = before;
        } else {
            break;
        }
    }
    // "wird verurteilt" is of now, "wird verurteilt werden" of the future, though one word serves both
    let passive_now = || {
        let helps = |t: &usize| view.is(*t, Mark::Future);
        view.lexicon.order.brackets
            && (start..verb).filter(helps).count() == 1
            && (start..verb).any(|t| helps(&t) && view.is(t, Mark::BePresent))
            && hits.iter().any(|h| h.form == VerbForm::Participle)
            && !hits.iter().any(|h| h.form == VerbForm::Base)
    };
    let passive_now = passive_now();
    let is = |mark| view.any(start..verb, mark) && !(mark == Mark::Future && passive_now);
    let form = |form| hits.iter().any(|h| h.form == form);
    // only the word right before counts as infinitive marker where it is also an auxiliary or a preposition
    infinitive |= verb > view.tokens.start && view.is(verb - 1, Mark::Infinitive);
    // "anzukündigen"
    infinitive |= view.lexicon.order.brackets && view.is(verb, Mark::Infinitive);
    let base = form(VerbForm::Base) || form(VerbForm::Subjunctive);
    let be = is(Mark::BePresent) || is(Mark::BePast) || is(Mark::BeFuture) || is(Mark::BeConditional);
    // where one written form serves as past and participle, "to be" before it tells
    let participle = form(VerbForm::Participle) || form(VerbForm::Past) && (be || is(Mark::Been));
    let have = is(Mark::HavePresent) || is(Mark::HavePast) || is(Mark::HaveFuture) || is(Mark::HaveConditional);
    // "Received in Paris, …": what opens the sentence is no finite verb where it may be a participle
    let opening = (view.tokens.start..verb).all(|t| view.document.tokens[t].kind == TokenKind::Mark);
    let active_be = hits.iter().any(|h| view.lexicon.verbs[h.sense as usize].be);
    let reflexive = is(Mark::Reflexive);
    let mut passive = false;
    let tense = if participle && (be || have || is(Mark::Been)) {
        // "è arrivato" is active, "è stato colpito" never is
        passive = be && !active_be && !reflexive || is(Mark::Been);
        if is(Mark::Future) || is(Mark::HaveFuture) || is(Mark::BeFuture) {
            Tense::Future
        } else if is(Mark::Conditional) || is(Mark::HaveConditional) || is(Mark::BeConditional) {
            Tense::Conditional
        } else if is(Mark::HavePast) {
            Tense::Earlier
        } else if is(Mark::BePast) {
            if active_be || reflexive || is(Mark::Been) { Tense::Earlier } else { Tense::Past }
        } else if is(Mark::HavePresent) || is(Mark::Been) || active_be || reflexive {
            Tense::Past
        } else if infinitive || is(Mark::Possible) || is(Mark::Must) {
            Tense::Infinitive
        } else {
            Tense::Present
        }
    } else if (base || form(VerbForm::Present)) && is(Mark::Future) {
        Tense::Future
    } else if base && (is(Mark::Conditional) || is(Mark::Possible) || is(Mark::Must)) {
        Tense::Conditional
    } else if base && is(Mark::Did) {
        Tense::Past
    } else if base && infinitive {
        Tense::Infinitive
    } else if form(VerbForm::Future) {
        Tense::Future
    } else if form(VerbForm::Conditional) {
        Tense::Conditional
    } else if form(VerbForm::Past) {
        // "responded by shelling": no agent but a way
        let way = view.verbs.iter().any(|v| v.start == end + 1 && v.form == VerbForm::Gerund);
        if participle && (view.preposition(end, Preposition::By) && !way || opening || put_out(view, end, hits)) {
            passive = true;
            Tense::Participle
        } else {
            Tense::Past
        }
    } else if form(VerbForm::Gerund) {
        if is(Mark::BePresent) {
            Tense::Present
        } else if is(Mark::BePast) || is(Mark::Did) {
            // "was sending", "began sending"
            Tense::Past
        } else {
            Tense::Gerund
        }
    } else if form(VerbForm::Present) {
        Tense::Present
    } else if participle {
        passive = true;
        Tense::Participle
    } else {
        Tense::Infinitive
    };
    // "imposed sanctions": right after another verb a word that is also a noun is its object
    let noun = view.nouns.iter().any(|n| n.start <= verb && verb < n.end);
    let nominal =
        matches!(tense, Tense::Present | Tense::Infinitive | Tense::Gerund) || noun && tense == Tense::Participle;
    let named = noun && tense == Tense::Participle;
    // "Telefonata tra Conte e Macron", "Telefonata Conte-Macron"
    let joined = view.mention(end).is_some_and(|m| view.hyphen(view.actor(m).tokens.end));
    let pair = joined || view.preposition(end, Preposition::Between) || view.preposition(end, Preposition::With);
    if named && opening && pair {
        return None;
    }
    // "retaliated by expelling the ambassador": an object follows it, while "killed by shelling" has none
    let way = form(VerbForm::Gerund)
        && verb > view.tokens.start
        && view.preposition(verb - 1, Preposition::By)
        && (view.is(end, Mark::Determiner) || view.mention(end).is_some());
    if nominal && !way && (start == verb || named) && noun_position(view, verb) {
        return None;
    }
    // "for a bilateral meeting Tuesday", "Putin, whose meeting with Trump was cancelled"
    let whose = verb > view.tokens.start && view.is(verb - 1, Mark::Relative);
    if noun && tense == Tense::Gerund && start == verb && (whose || described_noun(view, verb)) {
        return None;
    }
    // "the disputed islands", "its expelled envoy": a participle between an article and its noun
    let bare = start == verb && participle && !have && !be;
    if bare && (form_of_article(view, verb) || says_which(view, verb, end) || taken(view, verb, end, hits)) {
        return None;
    }
    let stands_alone = start == verb && (verb == view.tokens.start || view.mention(verb - 1).is_none());
    // "the Russian-Ukrainian talks", "the Russian moves": nobody acts by an adjective
    let adjective = verb.checked_sub(1).filter(|t| view.has(*t)).and_then(|t| view.mention(t)).map(|m| view.actor(m));
    let described = adjective.filter(|m| m.adjective && start == verb);
    let article = |at: usize| at > view.tokens.start && view.is(at - 1, Mark::Determiner);
    if tense == Tense::Present && described.is_some_and(|m| noun || article(m.tokens.start)) {
        return None;
    }
    // "a U.S. attack": one country "attacks"
    let one = adjective.filter(|m| !m.plural && start == verb && article(m.tokens.start));
    let base = hits.iter().any(|h| h.form == VerbForm::Base);
    if noun && base && tense == Tense::Present && one.is_some() {
        return None;
    }
    let bare = (start..verb).all(|t| view.is(t, Mark::Adverb));
    if tense == Tense::Present && (noun && stands_alone || bare && object_position(view, verb)) {
        return None;
    }
    // "La visita era stata preparata": what stands before an auxiliary is its subject, and not "visits her"
    if noun && matches!(tense, Tense::Present | Tense::Past) && auxiliary(view, end) {
        return None;
    }
    let mut senses: Vec<u16> = hits.iter().map(|h| h.sense).collect();
    senses.dedup();
    Some(Group {
        start,
        verb,
        end,
        tense,
        passive,
        // "did not hesitate to expel": done all the same
        negated: (start..verb).any(|t| view.is(t, Mark::Negation) && !view.is(t, Mark::Did)),
        reflexive,
        modal: is(Mark::Possible) || is(Mark::Must),
        quoted: view.quoted(verb),
        reported: false,
        senses,
    })
}

/// A verb that only helps others.
fn auxiliary(view: &View, at: usize) -> bool {
    view.is_one(at, AUXILIARY)
}

/// An auxiliary, or another word that a verb follows.
fn helps(view: &View, at: usize) -> bool {
    auxiliary(view, at)
        || view.is_one(at, bits(&[Mark::Been, Mark::Future, Mark::Conditional, Mark::Possible, Mark::Must]))
}

/// An article stands right before, and none of the words that look like one but open a clause.
fn form_of_article(view: &View, verb: usize) -> bool {
    let before = verb.wrapping_sub(1);
    view.is(before, Mark::Determiner)
        && ![Mark::Complementizer, Mark::Relative, Mark::Adverb, Mark::Self_].iter().any(|m| view.is(before, *m))
}

/// "Captured Ukrainian soldiers were …", "eighteen captured Cambodian soldiers": at the head of a clause or behind a number, a
/// participle before a people and its noun says which they are, where another verb tells what becomes of them.
fn says_which(view: &View, verb: usize, end: usize) -> bool {
    let people =
        view.mention(end).map(|m| view.actor(m)).filter(|m| m.form == MentionForm::Demonym && m.tokens.start == end);
    let number = |t: usize| view.document.tokens[t].kind == TokenKind::Number || view.opens(t) && view.common(t);
    let opens = view.opens(verb) || number(verb - 1);
    let told = |m: &ActorMention| {
        let behind = m.tokens.end..(m.tokens.end + COUNTED).min(view.tokens.end);
        behind.into_iter().any(|t| helps(view, t))
    };
    opens && people.is_some_and(told)
}

/// "Opt soldați capturați vor fi eliberați": between people and the verb that tells what becomes of them, a participle of force
/// says which they are.
fn taken(view: &View, verb: usize, end: usize, hits: &[VerbHit]) -> bool {
    let force = |h: &VerbHit| view.lexicon.verbs[h.sense as usize].kind == Some(Kind::Strike);
    let people = verb.checked_sub(1).filter(|t| view.has(*t)).and_then(|t| view.mention(t));
    let people = people.is_some_and(|m| view.actor(m).form == MentionForm::Demonym);
    people && helps(view, end) && hits.iter().all(force)
}

/// Within how many words behind a people and its noun stands the verb.
const COUNTED: usize = 4;

/// An article or a preposition, and a word that describes what follows it.
fn described_noun(view: &View, verb: usize) -> bool {
    let adjective = verb.checked_sub(1).filter(|t| view.has(*t) && view.mention(*t).is_none() && !view.verbal(*t));
    let word = adjective.filter(|t| view.document.tokens[*t].kind == TokenKind::Word && !view.timed(*t));
    word.is_some_and(|t| t > view.tokens.start && view.is(t - 1, Mark::Determiner))
}

/// So many words may stand before a noun that is the object of the verb before them.
const MODIFIERS: usize = 3;

/// "to impose further sanctions": another verb stands before, and between them nobody who could act.
fn object_position(view: &View, verb: usize) -> bool {
    let floor = verb.saturating_sub(MODIFIERS + 1).max(view.clause(verb).start);
    let ends = |t: usize| view.verbs.iter().any(|v| v.end == t + 1);
    let plain = |t: usize| {
        view.document.tokens[t].kind == TokenKind::Word
            && view.mention(t).is_none()
            && ![Mark::And, Mark::Self_, Mark::Relative, Mark::Complementizer].iter().any(|m| view.is(t, *m))
    };
    (floor..verb.saturating_sub(1)).rev().take_while(|t| plain(t + 1)).any(ends)
}

/// After an article or a preposition the word is a noun: "the visit", "for talks".
fn noun_position(view: &View, verb: usize) -> bool {
    let before = verb > view.tokens.start && (view.is(verb - 1, Mark::Determiner) || view.any_preposition(verb - 1));
    // "without signing" is a verb, though "without" may be a preposition
    before && !view.is(verb - 1, Mark::Without)
}
