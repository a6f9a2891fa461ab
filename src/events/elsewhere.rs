//! Subjects that stand elsewhere than beside their verb.

use super::{
    Kind, Tone,
    arguments::{Subject, Way},
    complements::{Complements, acts_next},
    governed::{free, governed, takes_part},
    groups::{Group, Tense},
    headlines,
    lexicon::{Frame, Sense},
    lists::{joined, joined_back},
    view::{View, bits},
};
use crate::{
    actors::MentionForm,
    pack::{Mark, Preposition},
};

/// How many words an apposition may have.
const APPOSED: usize = 10;
/// Within how many words of an infinitive the decision stands that it belongs to.
const DECISION: usize = 8;

/// "Ad annunciarlo è stata Ashton": the infinitive opens the sentence, its subject follows "to be".
/// Or: the person stands between "to be" and the infinitive: "it was Erdogan to call".
pub(super) fn cleft(view: &View, group: &Group) -> Option<Subject> {
    let before = group.start.checked_sub(1).filter(|t| view.has(*t));
    // "it was Gandhi, the party's leader, to brand it": over what is set aside
    let over = |t: usize| (view.tokens.start..t).rev().take(APPOSED).find(|c| view.text(*c) == ",");
    let last = before.and_then(|t| if view.text(t) == "," { over(t)?.checked_sub(1) } else { Some(t) });
    let named = last.filter(|t| view.has(*t)).and_then(|t| view.mention(t));
    if let Some(mention) = named.filter(|m| free(view, *m) && brought_out(view, *m)) {
        return Some(Subject { mentions: vec![mention], way: Way::Before });
    }
    if group.start != view.tokens.start {
        return None;
    }
    let limit = view.tokens.end.min(group.end + 10);
    let be = (group.end..limit).find(|t| view.is(*t, Mark::BePresent) || view.is(*t, Mark::BePast))?;
    let at = (be + 1..be + 4).find(|t| view.mention(*t).is_some())?;
    let mention = view.mention(at).filter(|m| free(view, *m))?;
    Some(Subject { mentions: joined(view, mention, view.tokens.end), way: Way::After })
}

/// "prompted Turkey to recall its envoy", "hanno spinto Seul a chiedere": whoever is led to something does it.
pub(super) fn caused(view: &View, group: &Group) -> Option<Subject> {
    // "dazu gebracht" may stand behind him, and when it was
    let small = |t: &usize| {
        const SMALL: u128 = bits(&[Mark::Infinitive, Mark::Reflexive, Mark::Adverb, Mark::Caused]);
        view.is_one(*t, SMALL) || view.any_preposition(*t) || view.timed(*t) || view.text(*t) == ","
    };
    let before = (view.tokens.start..group.verb).rev().take(LED).find(|t| view.mention(*t).is_some() || !small(t))?;
    let mention = view.mention(before).filter(|_| group.tense == Tense::Infinitive && before < group.start)?;
    let m = view.actor(mention);
    let article = |t: &usize| view.is(*t, Mark::Determiner) || view.any_preposition(*t);
    let led = (view.tokens.start..m.tokens.start).rev().find(|t| !article(t))?;
    let caused = view.is(led, Mark::Caused) && m.tokens.start - led <= 3;
    let caused = caused || view.lexicon.order.brackets && view.any(m.tokens.end..group.start, Mark::Caused);
    // "llevó a París a expulsar": a seat behind the word that leads in an object is whoever sits there
    let acts = caused && (takes_part(view, mention) || m.locative && !m.media && !m.adjective);
    acts.then(|| Subject { mentions: vec![mention], way: Way::Before })
}

/// Within so many words before a verb stands who was led to it.
const LED: usize = 8;

/// "It was Erdogan …" at the head of a sentence: somebody of whom the rest is told.
pub(super) fn brought_out(view: &View, mention: usize) -> bool {
    let first = view.actor(mention).tokens.start;
    let be = (view.tokens.start..first).rev().take(4).collect::<Vec<_>>();
    // "last June, with the ship at sea, it was Macron to speak of …"
    let comma = be.iter().any(|t| view.text(*t) == ",");
    let opens = first - view.tokens.start <= 3 || comma;
    let is = |t: &usize| view.is(*t, Mark::BePresent) || view.is(*t, Mark::BePast);
    // "está previsto que Xi visite Moscú": a clause of its own
    let opens_one = bits(&[Mark::Complementizer, Mark::Subjunctive]);
    let said = be.iter().take_while(|t| !is(t)).any(|t| view.is_one(*t, opens_one));
    opens && !said && be.iter().any(is)
}

/// "Germany's decision to expel", "la decisione di Berlino di espellere": whose decision it is does it.
pub(super) fn owner(view: &View, group: &Group) -> Option<Subject> {
    if group.tense != Tense::Infinitive {
        return None;
    }
    let floor = group.start.saturating_sub(DECISION).max(view.clause(group.verb).start);
    let decision = (floor..group.verb).rev().find(|t| view.is(*t, Mark::Decided))?;
    let first = (floor..=decision).rev().take_while(|t| view.is(*t, Mark::Decided)).last().unwrap_or(decision);
    let whose = |m: usize| !view.actor(m).media && (takes_part(view, m) || view.actor(m).locative);
    // between the decision and the infinitive, behind "of" or in the genitive
    let behind = (decision + 1..group.start).find_map(|t| view.mention(t)).filter(|m| {
        let of = governed(view, *m).is_some_and(|p| view.preposition(p, Preposition::Of));
        of || view.actor(*m).genitive
    });
    // "Germany's decision"
    let before = || {
        let possessive = first.checked_sub(1).filter(|t| view.has(*t) && view.preposition(*t, Preposition::Of))?;
        let glued = view.document.tokens[possessive].glued;
        possessive.checked_sub(1).filter(|t| glued && view.has(*t)).and_then(|t| view.mention(t))
    };
    let mention = behind.or_else(before).filter(|m| whose(*m))?;
    Some(Subject { mentions: vec![mention], way: Way::Antecedent })
}

/// The person who opens a sentence of whose verbs the pack knows none: whom it is about.
pub(super) fn opener(view: &View) -> Option<usize> {
    let start = view.tokens.start;
    let mention = (start..(start + 3).min(view.tokens.end)).find_map(|t| view.mention(t))?;
    let m = view.actor(mention);
    let person = m.gender.is_some() || m.form == MentionForm::Office;
    let line = view.text(view.tokens.end - 1) == "." && m.tokens.end + 1 < view.tokens.end;
    (line && person && !view.quoted(start) && m.form != MentionForm::Pronoun && free(view, mention)).then_some(mention)
}

/// "Macron a fost cel care …", "è stato Macron quello che …": who is said to be the one that the relative goes on with.
pub(super) fn singled_out(view: &View, relative: usize, floor: usize) -> Option<usize> {
    let be = |t: usize| [Mark::BePast, Mark::BePresent, Mark::Been].iter().any(|m| view.is(t, *m));
    let small = |t: &usize| be(*t) || view.is(*t, Mark::HavePresent) || view.is(*t, Mark::HavePast);
    // the word that stands for the one has no class of its own
    let pointer = relative.checked_sub(1).filter(|t| *t > floor && view.mention(*t).is_none())?;
    let first = (floor..pointer).rev().take_while(small).last()?;
    let mention = first.checked_sub(1).and_then(|t| view.mention(t)).filter(|m| free(view, *m))?;
    (first..pointer).any(be).then_some(mention)
}

/// "Starmer and Carney were among those who welcomed it", "Macron figurava tra i leader che hanno condannato": whoever is one of
/// those with whom the relative goes on.
pub(super) fn among(view: &View, relative: usize, floor: usize) -> Option<Vec<usize>> {
    if !view.is(relative, Mark::Relative) && !view.is(relative, Mark::Complementizer) {
        return None;
    }
    let near = (floor..relative).rev().take(AMONG).take_while(|t| view.mention(*t).is_none());
    let last = near.into_iter().find(|t| view.is(*t, Mark::Among))?;
    let first = (floor..=last).rev().take_while(|t| view.is(*t, Mark::Among)).last()?;
    let counted = (floor..first).rev().take(COUNTED).find(|t| view.mention(*t).is_some())?;
    let mention = view.mention(counted).filter(|m| free(view, *m))?;
    let own = (view.actor(mention).tokens.end..first).all(|t| view.text(t) != ",");
    own.then(|| joined_back(view, mention, floor))
}

/// How many words may stand between "among those" and the relative, and between somebody and "among those".
const AMONG: usize = 4;
const COUNTED: usize = 4;

/// "Iran, which it accuses of supplying arms", "che accusa di fornire armi": the relative is the object, and a small pronoun, or
/// nothing, stands for whoever the main clause is about.
fn of_main(view: &View, group: &Group, relative: usize) -> bool {
    if relative == view.tokens.start {
        return false;
    }
    let named = |t: usize| view.has(t) && view.mention(t).is_some_and(|m| takes_part(view, m));
    let apposed = relative >= 2 && view.has(relative - 1) && view.text(relative - 1) == "," && named(relative - 2);
    let relates = view.is(relative, Mark::Relative) || view.is(relative, Mark::Complementizer) && apposed;
    let pronoun = (relative + 1..group.start.max(relative + 1)).any(|t| view.is(t, Mark::Self_));
    let accuses = |s: &u16| view.lexicon.verbs[*s as usize].tone == Some(Tone::Accusation);
    let bare = view.lexicon.order.drops && view.preposition(group.end, Preposition::Of);
    let says = group.senses.iter().all(accuses);
    // "pe care o acuză": where the sign of an object stands before the relative, and nobody follows
    let follows = view.mention(group.end).is_some_and(|m| free(view, m));
    let object = || !follows && (relative - 1..=relative).any(|t| view.preposition(t, Preposition::Object));
    relates
        && !group.passive
        && group.start <= relative + CLOSE
        && (pronoun || object() || bare && says && view.is(group.end, Mark::Infinitive))
}

/// How far behind a relative its verb may stand, for pronouns between the two.
const CLOSE: usize = 4;

/// The subject of the last verb before such a relative.
pub(super) fn subject_of_main(
    view: &View,
    groups: &[Group],
    index: usize,
    earlier: &[Option<Subject>],
    relative: usize,
) -> Option<Subject> {
    let main = groups[..index].iter().zip(earlier).rev().find(|(g, _)| g.finite() && !g.quoted && g.end <= relative);
    let shared = main?.1.as_ref().filter(|_| of_main(view, &groups[index], relative))?;
    Some(Subject { mentions: shared.mentions.clone(), way: Way::Shared })
}

/// Complements that stand elsewhere than behind their verb, or behind a preposition that belongs to it: "expelled from".
pub(super) fn complete(view: &View, group: &Group, subject: Option<&Subject>, sense: &Sense, found: &mut Complements) {
    let frame = sense.frame;
    let force = matches!(sense.kind, Some(Kind::Strike | Kind::Mobilization));
    if matches!(frame, Frame::Act | Frame::Host | Frame::Say) && !force {
        found.by.extend(headlines::heading(view, group));
    }
    if frame == Frame::Say {
        found.object.retain(|m| !acts_next(view, group.end, *m));
    }
    let suffers = group.passive && frame == Frame::Act && found.by.is_empty();
    let from = || (group.end - 1..=group.end).any(|t| view.preposition(t, Preposition::From));
    match sense.kind {
        // "were told to leave Norway": whom one who is put out leaves has put him out
        Some(Kind::Rupture) if suffers => found.from.append(&mut found.object),
        _ if group.passive && from() => found.from.append(&mut found.object),
        _ => {}
    }
    if matches!(frame, Frame::Meet | Frame::Host | Frame::Say) && found.object.is_empty() {
        found.object.extend(subject.and_then(|s| antecedent_object(view, group, s)));
    }
}

/// "Lukashenko, whom Putin received": the one that a relative with a subject of its own hangs on is its object.
fn antecedent_object(view: &View, group: &Group, subject: &Subject) -> Option<usize> {
    let clause = view.clause(group.verb);
    let own = subject.way == Way::Before
        && subject.mentions.iter().all(|m| (clause.start..group.start).contains(&view.actor(*m).tokens.start));
    let opens = view.is(clause.start, Mark::Relative) || view.is(clause.start, Mark::Complementizer);
    // "pe care", "a quien": the sign of an object stands before it
    let mut at = clause.start;
    while at > view.tokens.start && (view.text(at - 1) == "," || view.preposition(at - 1, Preposition::Object)) {
        at -= 1;
    }
    let mention = at.checked_sub(1).filter(|t| view.has(*t)).and_then(|t| view.mention(t))?;
    let person = view.actor(mention).gender.is_some() || view.actor(mention).form == MentionForm::Office;
    if subject.way == Way::Shared && opens && takes_part(view, mention) && !subject.mentions.contains(&mention) {
        return of_main(view, group, clause.start).then_some(mention);
    }
    (own && opens && person && !group.passive && at < clause.start && takes_part(view, mention)).then_some(mention)
}

/// "Erdogan, with whom he spoke by phone", "con cui", "cu care": the one that such a relative hangs on is its partner.
pub(super) fn antecedent_partner(view: &View, group: &Group) -> Option<usize> {
    let clause = view.clause(group.verb);
    // the preposition may stand on either side of where the clause opens
    let relative = (clause.start..(clause.start + 2).min(group.start)).find(|t| view.is(*t, Mark::Relative))?;
    let with = relative.checked_sub(1).filter(|t| view.has(*t) && view.preposition(*t, Preposition::With))?;
    let end = if with > view.tokens.start && view.text(with - 1) == "," { with - 1 } else { with };
    let mention = end.checked_sub(1).filter(|t| view.has(*t)).and_then(|t| view.mention(t))?;
    (!group.passive && takes_part(view, mention)).then_some(mention)
}

/// How many words may stand between a relative clause that opens a sentence and whom it is about.
const ABOUT: usize = 14;

/// "The one who raised it was Cavusoglu", "Chi frena è Szijjarto", "Cel care a adus vorba a fost Lavrov": a relative clause
/// about nobody opens the sentence, and who is meant follows "to be".
pub(super) fn equated(view: &View, group: &Group) -> Option<Subject> {
    let relative = (view.tokens.start..group.start).find(|t| view.is(*t, Mark::Relative))?;
    let opens =
        relative - view.tokens.start <= 3 && (view.tokens.start..group.start).all(|t| view.mention(t).is_none());
    if !opens || group.start - relative > 3 || !group.finite() {
        return None;
    }
    let limit = view.tokens.end.min(group.end + ABOUT);
    let be = (group.end..limit)
        .find(|t| view.is(*t, Mark::BePresent) || view.is(*t, Mark::BePast) || view.is(*t, Mark::Been))?;
    let named = (be + 1..(be + 5).min(limit)).find_map(|t| view.mention(t))?;
    let plain = (be + 1..view.actor(named).tokens.start)
        .all(|t| !view.any_preposition(t) && !view.verbal(t) || view.is(t, Mark::Been));
    (plain && free(view, named)).then(|| Subject { mentions: vec![named], way: Way::After })
}

/// "It fell to Szijjarto to voice …", "A smentire è toccato a Peskov", "La difesa è toccata al ministro": who is named right
/// behind the words that say whose turn it was.
pub(super) fn fell_to(view: &View, group: &Group) -> Option<Subject> {
    let (near, limit) =
        (group.start.saturating_sub(ABOUT).max(view.tokens.start), view.tokens.end.min(group.end + ABOUT));
    let mention = whose_turn(view, near..limit)?;
    let behind = view.actor(mention).tokens.end;
    // the infinitive follows him, or stands before the words
    let fits = behind <= group.start || group.end <= view.actor(mention).tokens.start;
    (group.tense == Tense::Infinitive && fits).then(|| Subject { mentions: vec![mention], way: Way::Before })
}

/// Who is named behind "it fell to".
pub(super) fn whose_turn(view: &View, range: std::ops::Range<usize>) -> Option<usize> {
    let fell = range.clone().rev().find(|t| view.is(*t, Mark::Fell))?;
    let mention = (fell + 1..(fell + 6).min(range.end)).find_map(|t| view.mention(t))?;
    let person = view.actor(mention).gender.is_some() || view.actor(mention).form != MentionForm::Demonym;
    (person && !view.actor(mention).media).then_some(mention)
}

/// "au trimis Ucrainei ajutoare, livrate luni": a participle behind a comma and a common noun is of that noun, and not of who acts.
pub(super) fn of_thing(view: &View, groups: &[Group], index: usize) -> bool {
    let group = &groups[index];
    let does = |s: &u16| view.lexicon.verbs[*s as usize].frame == Frame::Act;
    let comma = group.start.checked_sub(1).filter(|t| view.has(*t) && view.text(*t) == ",");
    let thing = comma.and_then(|t| t.checked_sub(1)).is_some_and(|t| view.common(t));
    let told = groups[..index].iter().any(|g| g.finite() && g.quoted == group.quoted);
    group.tense == Tense::Participle && thing && told && group.senses.iter().all(does)
}
