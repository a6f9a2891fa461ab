//! Whether it happened: from tense, mood, negation and the words of plan and hope.

use super::{
    Kind, Status, Tone, Undated, candidate, governed,
    groups::{Group, Tense},
    inverted,
    lexicon::{Frame, Sense},
    view::View,
};
use crate::pack::{Mark, Preposition, VerbForm};
use std::ops::Range;

/// A reading of status, or none when the words tell no event at all (a denial, a mere thought).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Reading {
    pub status: Status,
    pub undated: Undated,
    /// Factor for the confidence.
    pub sure: f32,
    /// Goes with another action.
    pub gerund: bool,
    pub reason: &'static str,
}

/// What is told in the present is news, unless its day is still to come.
pub(super) const PRESENT: &str = "present tense";

/// What somebody does something for, or may do.
pub(super) const INFINITIVE: &str = "an infinitive without a plan";

/// What somebody decided to do.
pub(super) const DECIDED: &str = "decided";

/// Within how many words before a verb "no … ever" is looked for.
const EVER: usize = 8;

/// How many words may stand between an event noun and the preposition that leads it in.
const ADJUNCT: usize = 3;

/// Why what follows "if" is only possible.
pub(super) const CONDITION: &str = "stands in a condition";

fn reading(status: Status, sure: f32, reason: &'static str) -> Option<Reading> {
    let undated = match status {
        Status::Planned | Status::Possible => Undated::Future,
        _ => Undated::News,
    };
    Some(Reading { status, undated, sure, gerund: false, reason })
}

/// Behind a comma what may be a participle is one.
fn aside(view: &View, group: &Group) -> bool {
    let comma = group.start.checked_sub(1).is_some_and(|t| view.has(t) && view.text(t) == ",");
    comma && view.verbs.iter().any(|v| v.start == group.verb && v.form == VerbForm::Participle)
}

/// A verb that says of an event that it takes place.
fn happens(view: &View, group: &Group) -> bool {
    group.senses.iter().all(|s| view.lexicon.verbs[*s as usize].frame == Frame::Happen)
}

/// A participle without any auxiliary.
fn bare(view: &View, group: &Group) -> bool {
    (group.start..group.verb).all(|t| view.is(t, Mark::Negation) || view.is(t, Mark::Adverb))
}

/// Status of an event told by a verb.
pub(super) fn of_verb(view: &View, group: &Group) -> Option<Reading> {
    let governors = governors(view, group);
    let mark = |mark| view.any(governors.clone(), mark);
    // "does not intend to send": what is denied is the plan
    let plan = |t: usize| view.is(t, Mark::Planned) || view.is(t, Mark::Hoped);
    if !group.negated
        && governors.clone().any(|t| {
            plan(t)
                && !view.is(t, Mark::Negation)
                && (t.saturating_sub(2).max(governors.start)..t).any(|n| view.is(n, Mark::Negation))
        })
    {
        return None;
    }
    // "No Turkish president has ever visited Armenia": what never was is no news
    let before = group.start.saturating_sub(EVER).max(view.clause(group.verb).start)..group.start;
    let ever = (group.start..group.end + 1).any(|t| view.is(t, Mark::Ever));
    if ever && (group.negated || view.any(before, Mark::Negation)) {
        return None;
    }
    let hangs = consequence(view, group.start) || hangs_on(view, group);
    let conditional = !hangs && condition(view, group.start);
    let found = match group.tense {
        _ if conditional => reading(Status::Possible, 0.7, CONDITION),
        // "the Israelis, not invited, followed from afar": an attribute and no news
        Tense::Participle if group.negated && bare(view, group) => None,
        Tense::Past if group.negated && bare(view, group) && aside(view, group) => None,
        Tense::Past | Tense::Earlier | Tense::Participle if group.negated => {
            reading(Status::Cancelled, 0.6, "past tense, denied")
        }
        Tense::Future if group.negated => reading(Status::Cancelled, 0.6, "future tense, denied"),
        // "findet nicht statt": what does not take place was to do so
        Tense::Present if group.negated && happens(view, group) => {
            reading(Status::Cancelled, 0.6, "present tense, denied")
        }
        _ if group.negated => None,
        Tense::Past | Tense::Participle => reading(Status::Occurred, 1.0, "past tense"),
        Tense::Earlier => {
            let mut earlier = reading(Status::Occurred, 0.95, "past before the past");
            if let Some(r) = &mut earlier {
                r.undated = Undated::Earlier;
            }
            earlier
        }
        Tense::Gerund if mark(Mark::Cancelled) || without(view, group.start) => {
            reading(Status::Cancelled, 0.85, "called off or refused")
        }
        // "is considering providing drones"
        Tense::Gerund if group.start > view.tokens.start && view.is(group.start - 1, Mark::Hoped) => {
            reading(Status::Possible, 0.85, "wished or thought possible")
        }
        Tense::Gerund => {
            let mut along = reading(Status::Occurred, 0.8, "goes with another action");
            if let Some(r) = &mut along {
                r.gerund = true;
            }
            along
        }
        Tense::Present if mark(Mark::Planned) => reading(Status::Planned, 0.95, "announced"),
        Tense::Present if mark(Mark::Hoped) => reading(Status::Possible, 0.9, "wished or thought possible"),
        Tense::Present => reading(Status::Occurred, 0.9, PRESENT),
        Tense::Future if mark(Mark::Hoped) => reading(Status::Possible, 0.9, "wished or thought possible"),
        Tense::Future | Tense::Conditional if hangs => reading(Status::Possible, 0.7, "hangs on a condition"),
        Tense::Future => reading(Status::Planned, 1.0, "future tense"),
        Tense::Conditional if group.reported && !group.modal && !mark(Mark::Hoped) => {
            reading(Status::Planned, 0.9, "announced for later")
        }
        Tense::Conditional => reading(Status::Possible, 0.8, "conditional mood"),
        Tense::Infinitive if mark(Mark::Cancelled) || without(view, group.start) => {
            reading(Status::Cancelled, 0.8, "called off or refused")
        }
        Tense::Infinitive if mark(Mark::Caused) && !mark(Mark::Hoped) => {
            reading(Status::Occurred, 0.85, "what another deed led to")
        }
        Tense::Infinitive if begun(view, group) => reading(Status::Occurred, 0.9, "begun or gone on with"),
        Tense::Infinitive if mark(Mark::Decided) && !mark(Mark::Hoped) && !mark(Mark::Negation) => {
            reading(Status::Occurred, 0.9, DECIDED)
        }
        Tense::Infinitive if mark(Mark::Planned) => reading(Status::Planned, 0.95, "announced"),
        Tense::Infinitive if mark(Mark::Hoped) || group.modal => {
            reading(Status::Possible, 0.9, "wished or thought possible")
        }
        Tense::Infinitive => reading(Status::Possible, 0.45, INFINITIVE),
    }?;
    // "suspended all aid and froze its assets": what is joined by "and" is not what was called off
    let joined = group.start.checked_sub(1).is_some_and(|t| view.is(t, Mark::And))
        && matches!(group.tense, Tense::Past | Tense::Earlier);
    // "after the truce collapsed, they resumed talks": of another clause
    let comma = governors.clone().rev().find(|t| view.text(*t) == ",").map_or(governors.start, |t| t + 1);
    let cancelled = view.any(comma..governors.end, Mark::Cancelled);
    let found = if found.status == Status::Occurred && cancelled && !joined {
        Reading { status: Status::Cancelled, reason: "called off or refused", ..found }
    } else {
        found
    };
    Some(earlier(view, group.start, found))
}

/// "visited Ankara before meeting Wang", "prima di incontrare Wang": what stands in a row with the main verb is of its tense.
pub(super) fn in_a_row(view: &View, groups: &[Group], index: usize) -> Option<Group> {
    let group = &groups[index];
    let sequel = sequel(view, group).filter(|_| matches!(group.tense, Tense::Gerund | Tense::Infinitive))?;
    // "warned that before lifting sanctions they would watch": in a row with what is still to be told
    if sequel > view.tokens.start && view.is(sequel - 1, Mark::Complementizer) {
        return None;
    }
    let before = groups[..index].iter().rev().find(|g| g.tense != Tense::Gerund);
    let main = before.or_else(|| groups[index + 1..].iter().find(|g| g.finite()))?;
    let tense = match main.tense {
        Tense::Past | Tense::Earlier | Tense::Participle => Tense::Past,
        Tense::Future => Tense::Future,
        Tense::Infinitive | Tense::Conditional => Tense::Infinitive,
        _ => return None,
    };
    Some(Group { tense, ..group.clone() })
}

/// "before meeting", "avant de rencontrer", "înainte de a se întâlni".
pub(super) fn led_by_sequel(view: &View, group: &Group) -> bool {
    sequel(view, group).is_some()
}

/// Where what says before or after begins, right before a verb; the pack may have it among the words of that: "after receiving".
fn sequel(view: &View, group: &Group) -> Option<usize> {
    let small = |t: &usize| view.any_preposition(*t) || view.is(*t, Mark::Infinitive) || view.is(*t, Mark::Reflexive);
    let sequel = |t: &usize| view.is(*t, Mark::Sequel);
    let within = (group.start..group.verb + 1).find(sequel);
    let before = || (view.tokens.start..group.start).rev().take(SEQUEL).find(|t| sequel(t) || !small(t)).filter(sequel);
    let last = within.or_else(before)?;
    (view.tokens.start..=last).rev().take_while(sequel).last()
}

/// How many small words may stand between what says before or after and its verb.
const SEQUEL: usize = 4;

/// Aid and sanctions are decided, and that is it; who is to meet or to march has not done so.
pub(super) fn at_once(kind: Kind) -> bool {
    matches!(kind, Kind::Aid | Kind::Agreement | Kind::Sanction | Kind::Rupture)
}

impl Reading {
    /// Told as a fact of the news.
    pub fn told() -> Reading {
        Reading { status: Status::Occurred, undated: Undated::News, sure: 1.0, gerund: false, reason: "told as a fact" }
    }

    /// It did not take place.
    pub fn never_held() -> Reading {
        Reading {
            status: Status::Cancelled,
            undated: Undated::News,
            sure: 0.85,
            gerund: false,
            reason: "it did not take place",
        }
    }

    /// Set for a day, whatever the tense in which that is told.
    pub fn fixed() -> Reading {
        Reading {
            status: Status::Planned,
            undated: Undated::Future,
            sure: 0.95,
            gerund: false,
            reason: "set for a day to come",
        }
    }

    /// What was decided of an event of this kind.
    pub fn of(mut self, kind: Kind) -> Reading {
        if self.reason == DECIDED && !at_once(kind) {
            (self.status, self.undated) = (Status::Planned, Undated::Future);
        }
        self
    }

    /// "flies to Moscow tomorrow": told in the present, and of a day to come.
    pub fn to_come(self) -> Option<Reading> {
        let plan = || reading(Status::Planned, 0.95, "present tense, and its day is to come");
        (self.status == Status::Occurred && self.reason == PRESENT).then(plan).flatten()
    }
}

/// Status of an event told by a noun; `carrier` is the verb that carries it, if any.
/// `own` is the status that the carrying verb gives whatever its tense; `limit` where another subject begins.
pub(super) fn of_noun(
    view: &View,
    noun: Range<usize>,
    carrier: Option<&Group>,
    own: Option<Status>,
    limit: usize,
) -> Option<Reading> {
    let clause = view.clause(noun.start);
    // "presses for a truce and for a meeting": what governs the first governs the second
    let joined = view.any(noun.start.saturating_sub(3).max(clause.start)..noun.start, Mark::And);
    let back = if joined { 10 } else { 5 };
    // "chaired a meeting and asked Moscow": the next verb says nothing of the noun
    let next = |t: &usize| view.is(*t, Mark::And) && view.verbal(*t + 1);
    let end = (noun.end..(noun.end + 5).min(clause.end)).find(next).unwrap_or((noun.end + 5).min(clause.end));
    // "In a phone call, Macron asked Putin …": what follows the comma says nothing of what opens the sentence
    let close = closing(view, &noun).unwrap_or(clause.end);
    let (end, limit) = (end.min(close), limit.min(close));
    // "calls for calm in a call with Lavrov": where it was said is as sure as the saying
    // "schlug am Montag ein Treffen vor": what leads in a time alone
    let dates = |t: usize| (t..noun.start).find(|t| !view.timed(*t)).is_some_and(|e| view.is(e, Mark::Determiner));
    let led = |t: &usize| {
        let at = view.preposition(*t, Preposition::At) && !view.preposition(*t, Preposition::To);
        view.is(*t, Mark::Around) || at && !(view.timed(*t + 1) && dates(*t + 1))
    };
    let plain = |t: &usize| !view.verbal(*t) && view.mention(*t).is_none() && view.text(*t) != ",";
    let words = (noun.start.saturating_sub(ADJUNCT).max(clause.start)..noun.start).rev().take_while(plain);
    let adjunct = words.into_iter().find(led).unwrap_or(clause.start);
    let near = noun.start.saturating_sub(back).max(clause.start).max(adjunct)..end.max(noun.end);
    // "the awaited meeting was held": what a verb of the past tells is no plan any more
    let told = carrier.filter(|g| matches!(g.tense, Tense::Past) && g.finite() && !g.negated);
    // "began preparations for a meeting": what was begun is the plan, and not the meeting
    let plan = |t: usize| view.is(t, Mark::Planned) && (t..noun.start).any(|p| view.any_preposition(p));
    let told = told.filter(|g| !(g.end..noun.start.max(g.end)).any(plan));
    let mark = |mark| view.any(near.clone(), mark);
    let mood = |mark| told.is_none() && view.any(near.clone(), mark);
    let negated = view.any(noun.start.saturating_sub(3).max(clause.start)..noun.start, Mark::Negation);
    let all = |mark| view.any(clause.clone(), mark);
    if negated {
        return None;
    }
    let carried = match carrier {
        Some(group) => of_verb(view, group)?,
        None => reading(Status::Occurred, 0.85, "told as a fact")?,
    };
    // "the summit between A and B was called off"
    let fate = noun.end..(noun.end + 11).min(clause.end).min(close);
    let far = noun.end..(noun.end + 28).min(limit).max(noun.end);
    let was = |t: usize| {
        (t.saturating_sub(3).max(noun.end)..t).any(|b| {
            view.is(b, Mark::BePast)
                || view.is(b, Mark::BePresent)
                || view.is(b, Mark::Been)
                || view.is(b, Mark::HavePresent)
        })
    };
    let been = |t: usize| {
        let first = t.saturating_sub(2).max(noun.end);
        (first..t).any(|b| view.is(b, Mark::BePresent) || view.is(b, Mark::BePast))
    };
    // "talks between A and B, brokered by C, were postponed": what is said behind a comma is not what became of it
    let by_comma = |g: &Group| {
        g.tense == Tense::Participle && g.start > noun.end && view.text(g.start - 1) == "," && g.start == g.verb
    };
    let off = mark(Mark::Cancelled)
        || own == Some(Status::Cancelled)
        || carrier.is_none_or(by_comma)
            && (view.any(fate, Mark::Cancelled) || far.clone().any(|t| view.is(t, Mark::Cancelled) && was(t)));
    // "a call is not ruled out": what is not refused may be
    let open = |t: usize| view.is(t, Mark::Cancelled) && (t.saturating_sub(3)..t).any(|n| view.is(n, Mark::Negation));
    let found = if off && (near.start..far.end).any(open) {
        reading(Status::Possible, 0.85, "not ruled out")
    } else if off {
        reading(Status::Cancelled, 0.85, "called off or failed")
    } else if carried.status != Status::Occurred {
        Some(carried)
    } else if let Some(status) = own {
        reading(status, 0.9, "by what the verb says of it")
    } else if condition(view, noun.start) {
        reading(Status::Possible, 0.7, CONDITION)
    } else if mood(Mark::Hoped) || near.clone().any(|t| view.is(t, Mark::Possible) || view.is(t, Mark::Conditional)) {
        reading(Status::Possible, 0.85, "wished or thought possible")
    } else if carrier.is_none() && far.clone().any(|t| view.is(t, Mark::Hoped) && been(t)) {
        // "a summit of the two leaders is under consideration"
        reading(Status::Possible, 0.85, "wished or thought possible")
    } else if mood(Mark::Planned)
        // "a call between A and B is expected in the coming days"
        || carrier.is_none() && far.clone().any(|t| view.is(t, Mark::Planned) && been(t))
        || all(Mark::Future) && carrier.is_none() && mark(Mark::Future)
    {
        reading(Status::Planned, 0.9, "announced")
    } else {
        Some(carried)
    }?;
    Some(earlier(view, noun.start, found))
}

/// Where the comma stands that closes what opens a sentence and holds an event noun behind "in" or "during", with somebody
/// right behind it: "During a visit to Kyiv, Scholz promised …".
fn closing(view: &View, noun: &Range<usize>) -> Option<usize> {
    let comma = |t: &usize| view.text(*t) == ",";
    let before = view.tokens.start..noun.start;
    let led = before.clone().any(|t| view.is(t, Mark::Around) || view.preposition(t, Preposition::At));
    let opens = led && !before.into_iter().any(|t| view.verbal(t) || comma(&t));
    let close = (noun.end..view.tokens.end).take_while(|t| !view.verbal(*t)).find(comma).filter(|_| opens)?;
    let first = close + 1 + usize::from(view.is(close + 1, Mark::Determiner));
    view.mention(first).filter(|m| governed::free(view, *m)).map(|_| close)
}

fn earlier(view: &View, at: usize, mut found: Reading) -> Reading {
    if found.status == Status::Occurred && view.any(view.clause(at), Mark::Earlier) {
        found.undated = Undated::Earlier;
    }
    found
}

/// Words before the verb, in its clause, that may govern it: "plans to", "is expected to".
fn governors(view: &View, group: &Group) -> Range<usize> {
    let clause = view.clause(group.verb);
    // "no meeting is planned, Peskov said": what is said is not what becomes of the saying
    let first = if inverted::trails(view, group) { group.start } else { clause.start };
    let speaker = group.start.checked_sub(1).filter(|_| group.may_say(view)).and_then(|t| view.mention(t));
    let tag = speaker.map(|m| view.actor(m).tokens.start).filter(|t| *t > view.tokens.start && tagged(view, *t));
    let first = first.max(tag.unwrap_or(first));
    group.verb.saturating_sub(9).max(first)..group.verb
}

/// "…, Peskov said", "…, the Kremlin said": a comma stands before who speaks.
fn tagged(view: &View, speaker: usize) -> bool {
    let before = if view.is(speaker - 1, Mark::Determiner) { speaker.checked_sub(2) } else { Some(speaker - 1) };
    before.is_some_and(|t| view.has(t) && view.text(t) == ",")
}

/// "If Hamas keeps the hostages, Israel will attack": the sentence begins with a condition that ends before this.
fn consequence(view: &View, at: usize) -> bool {
    let start = view.tokens.start;
    view.any(start..(start + 3).min(at), Mark::If) && (start..at).any(|t| view.text(t) == ",")
}

/// "will recall its envoy if no apology comes": a condition follows; what one goes to find out is none ("to see if").
fn hangs_on(view: &View, group: &Group) -> bool {
    let limit = (group.end + CONDITIONED).min(view.tokens.end);
    let near = (group.end..limit).take_while(|t| !matches!(view.text(*t), ";" | ":"));
    let condition =
        |t: &usize| view.is(*t, Mark::If) && !view.is(*t, Mark::Reflexive) && view.quoted(*t) == group.quoted;
    let asked = |t: usize| {
        let last = if view.text(t - 1) == "," { t - 2 } else { t - 1 };
        let found_out = view.verbal(last) || view.common(last) && view.is(last - 1, Mark::Infinitive);
        found_out || (group.end..t).any(|c| view.is(c, Mark::Complementizer))
    };
    near.into_iter().find(condition).is_some_and(|t| t > group.end && !asked(t))
}

/// Within so many words of the verb its condition begins.
const CONDITIONED: usize = 20;

/// "without signing", "without an agreement".
pub(super) fn without(view: &View, start: usize) -> bool {
    (start.saturating_sub(3).max(view.tokens.start)..start + 1).any(|t| view.is(t, Mark::Without))
}

/// The clause begins with "if".
fn condition(view: &View, at: usize) -> bool {
    let clause = view.clause(at);
    view.any(clause.start..at.min(clause.start + 4).max(clause.start), Mark::If)
        || view.any(at.saturating_sub(6).max(clause.start)..at, Mark::If)
}

/// "begann am Montag, Kiew zu beschießen": over a comma and a time stands a word of what was begun, before the infinitive of a
/// clause of its own.
fn begun(view: &View, group: &Group) -> bool {
    let order = &view.lexicon.order;
    let small = |t: &usize| view.timed(*t) || view.text(*t) == "," || view.timed(*t + 1) && view.any_preposition(*t);
    let before = (view.tokens.start..group.start).rev().find(|t| !small(t));
    let comma = group.start.checked_sub(1).is_some_and(|t| view.has(t) && view.text(t) == ",");
    order.brackets && comma && before.is_some_and(|t| view.is(t, Mark::Did))
}

/// What the last of the groups tells is denied: "denies that the sky was closed", "denied it had fired".
pub(super) fn denied(view: &View, groups: &[Group]) -> bool {
    let [before @ .., group] = groups else { return false };
    let Some(says) = before.iter().rev().find(|g| g.finite() && g.quoted == group.quoted) else { return false };
    let clause = view.clause(says.verb);
    let refuses = |s: &Sense| s.frame == Frame::Say && s.tone == Some(Tone::Refusal);
    let that = (says.end..(says.end + 2).min(group.start + 1))
        .any(|t| view.is(t, Mark::Complementizer) || view.is(t, Mark::Self_) && t + 1 == group.start);
    that && !says.negated
        && candidate::fitting(view, &says.senses, says.end, &clause).next().is_some_and(|(_, s)| refuses(s))
}
