//! Speakers behind their verb at the end of what they say.

use super::{
    Kind, Tone,
    arguments::{Subject, Way},
    candidate::fitting,
    governed::{free, governed},
    groups::{Group, Tense},
    lexicon::{Frame, Sense},
    lists::joined,
    view::{NounHit, VerbHit, View, bits},
};
use crate::{
    actors::MentionForm,
    pack::{Mark, Preposition, VerbForm},
    text::TokenKind,
};

/// "…, said NATO's Oana Lungescu": a verb of speech between what is said and its speaker, in any language. What stands
/// between a stranger's name and his verb tells nothing: "Karel Brezina, a deputy, accused Spain".
pub(super) fn trails(view: &View, group: &Group) -> bool {
    let speaker = (group.end..group.end + 3).find_map(|t| view.mention(t));
    let bare = |m: usize| view.actor(m).tokens.start <= group.end + 2 && free(view, m) && !acts(view, m);
    told(view, group) && !view.is(group.end, Mark::Complementizer) && speaker.is_some_and(bare)
}

/// "meets Xi, says China must act", "says Russia wants …": who has a verb of his own is not who speaks. Where subjects stand
/// before their verbs, any plain word right behind a name may be that verb.
fn acts(view: &View, mention: usize) -> bool {
    const MEANT: u128 = bits(&[Mark::Must, Mark::Hoped, Mark::Planned, Mark::Decided]);
    let next = view.actor(mention).tokens.end;
    let plain = !view.lexicon.order.inversion && !view.lexicon.order.brackets && view.common(next);
    view.verbal(next) || view.is_one(next, MEANT) || plain
}

/// So many words are a clause, and no name with its title.
const CLAUSE: usize = 5;

/// "Not so, says Moscow": a few words without a verb are what was said.
fn brief(view: &View, group: &Group) -> bool {
    let words = view.tokens.start..group.start.saturating_sub(1);
    let comma = group.start.checked_sub(1).is_some_and(|t| view.has(t) && view.text(t) == ",");
    let says = |s: &u16| view.lexicon.verbs[*s as usize].frame == Frame::Say;
    let plain = |t: usize| view.document.tokens[t].kind == TokenKind::Word && view.mention(t).is_none();
    comma && (1..CLAUSE).contains(&words.len()) && words.into_iter().all(plain) && group.senses.iter().all(says)
}

/// Within how many words behind a paper's name begins what it was told.
const TOLD: usize = 5;

/// A verb of speech behind a comma, and another verb before it.
fn told(view: &View, group: &Group) -> bool {
    let before = view.tokens.start..group.start.saturating_sub(1);
    // a verb that the pack knows, or a clause that no other comma parts
    let whole = before.len() >= CLAUSE && !before.clone().any(|t| view.text(t) == ",");
    let told = whole || before.into_iter().any(|t| view.quoted(t) || view.verbal(t));
    let comma = group.start.checked_sub(1).is_some_and(|t| view.has(t) && view.text(t) == ",");
    let says = |s: &u16| view.lexicon.verbs[*s as usize].frame == Frame::Say;
    told && comma && group.senses.iter().any(says)
}

/// In languages that leave subjects out, a verb of speech behind a comma whose subject spoke before, and is nobody whom the
/// sentence names.
pub(super) fn echoes(view: &View, group: &Group) -> bool {
    let says = |s: &u16| view.lexicon.verbs[*s as usize].frame == Frame::Say;
    let comma = group.start.checked_sub(1).filter(|t| view.has(*t) && view.text(*t) == ",");
    let speech = view.lexicon.order.drops && group.finite() && group.senses.iter().any(says);
    let small = |t: &usize| view.timed(*t) || view.is(*t, Mark::Adverb);
    let next = (group.end..view.tokens.end).find(|t| !small(t));
    let echoes = |comma| ends(view, group, comma, next) || inserted(view, group, comma, next);
    comma.is_some_and(|comma| speech && echoes(comma)) && over_insets(view, group).is_none()
}

/// "Bogotà continuerà ad accogliere i suoi cittadini, ha detto in conferenza stampa": behind a clause and the comma nothing is
/// said and nobody stands. `next` is what comes next, over times and adverbs.
fn ends(view: &View, group: &Group, comma: usize, next: Option<usize>) -> bool {
    let before = view.tokens.start..comma;
    let clause = before.len() >= CLAUSE && !before.into_iter().any(|t| view.text(t) == "," || view.quoted(t));
    let named = |t: usize| view.mention(t).is_some_and(|m| free(view, m));
    let goes_on = |t: usize| view.verbal(t) || view.quoted(t) || named(t) || matches!(view.text(t), ":" | ",");
    // where or how it was said, and no noun: "ha fatto sapere il suo ufficio"
    let bare = next.is_none_or(|t| view.any_preposition(t) || view.document.tokens[t].kind == TokenKind::Mark);
    let opens = view.is(group.end, Mark::Complementizer);
    clause && bare && !opens && !(group.end..view.tokens.end).any(goes_on)
}

/// "Il Canada, aveva scritto, non tollererà …": alone between two commas.
fn inserted(view: &View, group: &Group, comma: usize, next: Option<usize>) -> bool {
    let before = view.tokens.start..comma;
    let apart = !before.is_empty() && before.into_iter().all(|t| view.quoted(t) == group.quoted);
    // "Zaharova, purtătoarea de cuvânt, a dat vina, la începutul lunii, pe Kiev": only a time stands behind the comma
    let time = |comma: usize| {
        let mut behind = (comma + 1..view.tokens.end).take_while(|t| view.text(*t) != ",");
        behind.all(|t| view.timed(t) || view.any_preposition(t) || view.is(t, Mark::Determiner))
    };
    // "a declarat joi, la Berlin, că Rusia …": what stands between the next two commas says where, and what is said follows
    let aside = |comma: usize| {
        let close = (comma + 1..view.tokens.end).find(|t| view.text(*t) == ",");
        let led = view.has(comma + 1) && (view.any_preposition(comma + 1) || view.is(comma + 1, Mark::Around));
        led && close.is_some_and(|close| {
            view.is(close + 1, Mark::Complementizer) && !(comma + 1..close).any(|t| view.verbal(t))
        })
    };
    apart && next.is_some_and(|t| view.text(t) == "," && !time(t) && !aside(t))
}

/// "The decision was announced by Biden", "the decision, announced on Monday by Biden, …": in the passive the one behind "by" tells
/// news, but not in "as announced by Biden" or "a plan proposed by Biden".
pub(super) fn by_agent(view: &View, group: &Group) -> bool {
    let before = group.start.checked_sub(1).filter(|t| view.has(*t));
    let as_said = before.is_some_and(|t| view.is_one(t, bits(&[Mark::As, Mark::Subordinator, Mark::Relative])));
    let comma = before.is_some_and(|t| view.text(t) == ",");
    let timed = (group.end..group.end + DATED).any(|t| view.timed(t));
    let told = group.finite() && group.start < group.verb && matches!(group.tense, Tense::Past | Tense::Earlier);
    // "the deal was announced by Netanyahu and Yildirim": of what two agreed the announcement is no second event
    let agreed = |n: &NounHit| view.lexicon.nouns[n.sense as usize].kind == Some(Kind::Agreement);
    let clause = view.clause(group.verb);
    let deal = view.nouns.iter().any(|n| clause.contains(&n.start) && n.end <= group.start && agreed(n));
    group.passive && !as_said && !deal && (told || group.tense == Tense::Participle && comma && timed)
}

/// Within so many words behind a participle stands its day.
const DATED: usize = 8;

/// "…, TASS reported", "…, a raportat agenția TASS": a paper or an agency tells it, and none of those before.
pub(super) fn by_press(view: &View, group: &Group) -> bool {
    let says = |s: &u16| view.lexicon.verbs[*s as usize].frame == Frame::Say;
    if !group.senses.iter().any(says) {
        return false;
    }
    // "wrote on Twitter": where one says it is not who says it
    let there = |m: usize| {
        let before = view.actor(m).tokens.start.checked_sub(1).filter(|t| view.has(*t) && view.any_preposition(*t));
        governed(view, m).or(before).is_some_and(|p| !view.preposition(p, Preposition::By))
    };
    let media = |t: usize| view.mention(t).is_some_and(|m| view.actor(m).media && !there(m));
    // "…, a spus Ion Ionescu": somebody whom nobody knows
    let stranger = |t: usize| {
        let capital = view.has(t) && view.text(t).chars().next().is_some_and(char::is_uppercase);
        capital && view.document.tokens[t].kind == TokenKind::Word && view.mention(t).is_none()
    };
    if told(view, group) && stranger(group.end) && stranger(group.end + 1) {
        return true;
    }
    let before = group.start > view.tokens.start && media(group.start - 1);
    let comma = group.start > view.tokens.start && view.text(group.start - 1) == ",";
    let word = |t: &usize| view.has(*t) && view.document.tokens[*t].kind == TokenKind::Word;
    let behind = (group.end..group.end + 6).take_while(word).find(|t| view.mention(*t).is_some());
    before || comma && !addresses(view, group) && behind.is_some_and(|t| media(t) && !told_it(view, t))
}

/// "told Reuters", "warned the BBC": where subjects stand before their verbs, whoever follows a verb that always addresses
/// somebody is addressed.
fn addresses(view: &View, group: &Group) -> bool {
    let toned = |s: &u16| view.lexicon.verbs[*s as usize].tone.is_some_and(|t| t != Tone::Neutral);
    let orders = view.any(group.verb..group.end, Mark::Orders);
    !view.lexicon.order.inversion && (orders || group.senses.iter().all(toned))
}

/// "said the BBC was lying", "told the BBC that …": of a paper with a verb of its own, or to which something is told, it is not
/// the words.
fn told_it(view: &View, paper: usize) -> bool {
    let end = view.mention(paper).map_or(paper, |m| view.actor(m).tokens.end);
    let near = (end..end + TOLD).take_while(|t| view.has(*t) && view.text(*t) != ",");
    view.verbal(end) || near.into_iter().any(|t| view.is(t, Mark::Complementizer))
}

/// "…, state media said", "…, two officials added": words that name nobody stand between a comma and a verb of speech.
pub(super) fn unnamed(view: &View, comma: usize, group: &Group) -> bool {
    let says = |s: &u16| view.lexicon.verbs[*s as usize].frame == Frame::Say;
    let between = comma + 1..group.start;
    // of one word nobody knows whether it is "then"
    let words = between.clone().filter(|t| view.common(*t)).count();
    let told = (view.tokens.start..comma).any(|t| view.verbal(t));
    let small = |t: usize| view.any_preposition(t) || view.is(t, Mark::Subordinator) || view.is(t, Mark::Relative);
    told && group.senses.iter().any(says) && words >= 2 && !between.into_iter().any(small)
}

/// "responded by closing …", "ha risposto chiudendo …": a gerund right behind another verb.
pub(super) fn by(view: &View, group: &Group) -> bool {
    let before = |t: usize| view.verbs.iter().any(|v| v.end == t);
    let small = |t: usize| view.any_preposition(t);
    let start = group.verb;
    // "retaliated on Thursday by declaring …"
    let over = || {
        let close = (view.tokens.start..start - 1).rev().take_while(|t| view.timed(*t) || small(*t)).last();
        close.is_some_and(|t| (t..start - 1).any(|t| view.timed(t)) && before(t))
    };
    before(start) || start > view.tokens.start && small(start - 1) && (before(start - 1) || over())
}

/// "Rusia nu va câștiga, a adăugat el": between a comma and the end stand the verb and its speaker, whoever the words
/// before name.
pub(super) fn closes(view: &View, group: &Group) -> Option<Subject> {
    let bare = |t: usize| view.timed(t) || view.is(t, Mark::Determiner);
    let at = (group.end..group.end + 4).find(|t| view.mention(*t).is_some() || !bare(*t))?;
    let trails = trails(view, group) || brief(view, group);
    let mention = view.mention(at).filter(|m| trails && free(view, *m))?;
    let m = view.actor(mention);
    let ends = !view.has(m.tokens.end) || view.document.tokens[m.tokens.end].kind == TokenKind::Mark;
    let says = m.form == MentionForm::Pronoun || speaks(view, group, mention);
    (ends && says && m.tokens.start == at).then(|| Subject { mentions: vec![mention], way: Way::After })
}

/// Whoever follows such a verb says it. Whom one accuses or urges may follow, too, but hardly the only person of the sentence:
/// "If Russia attacks, there will be a response, warned Stoltenberg".
fn speaks(view: &View, group: &Group, mention: usize) -> bool {
    let plain = |s: &Sense| matches!(s.tone, None | Some(Tone::Neutral | Tone::Promise));
    let clause = view.clause(group.verb);
    let mut before = (view.tokens.start..group.start).filter_map(|t| view.mention(t));
    let mut alone = || view.actor(mention).person() && !before.any(|m| view.actor(m).person() && free(view, m));
    fitting(view, &group.senses, group.end, &clause).next().is_some_and(|(_, s)| plain(s) || alone())
}

/// "…, a anunțat joi, la Johannesburg, președintele …": between a verb of speech and its speaker stand only when, where and on
/// what occasion he spoke.
pub(super) fn over_insets(view: &View, group: &Group) -> Option<Subject> {
    let order = &view.lexicon.order;
    if !(order.inversion || order.brackets) || !told(view, group) || !group.finite() {
        return None;
    }
    // a noun belongs to an inset that a preposition led in
    let mut led = false;
    let mut at = group.end;
    while view.has(at) && at < group.end + INSETS && view.quoted(at) == group.quoted {
        let Some(mention) = view.mention(at) else {
            let small = view.timed(at) || view.is_one(at, bits(&[Mark::Adverb, Mark::Determiner]));
            let led_in = view.any_preposition(at) || view.is(at, Mark::Around);
            let opens = view.is_one(at, bits(&[Mark::Relative, Mark::Complementizer, Mark::If])) && !led_in;
            let comma = view.text(at) == ",";
            if let Some(close) = Some(at).filter(|_| comma).and_then(|at| occasion(view, at, group.end + INSETS)) {
                at = close;
                continue;
            }
            if let Some(place) = view.cast.places.iter().find(|p| p.tokens.contains(&at)) {
                at = place.tokens.end;
                continue;
            }
            // "lors d'une conférence de presse": behind a preposition it is no verb
            let verb = view.verbal(at) && !(led && view.any_preposition(at - 1));
            if verb || opens || !(small || led_in || comma || led && (view.common(at) || view.verbal(at))) {
                return None;
            }
            led = led_in || led && !comma;
            at += 1;
            continue;
        };
        let m = view.actor(mention);
        if m.locative || governed(view, mention).is_some() {
            at = m.tokens.end;
            continue;
        }
        let says = free(view, mention) && !acts(view, mention) && speaks(view, group, mention);
        let mentions = says.then(|| joined(view, mention, view.tokens.end))?;
        return Some(Subject { mentions, way: Way::After });
    }
    None
}

/// ", tras reunirse con Zelenski, …", ", uscendo da una riunione, …": the comma that closes what tells between two commas on what
/// occasion somebody spoke.
fn occasion(view: &View, open: usize, limit: usize) -> Option<usize> {
    let close = (open + 1..limit.min(view.tokens.end)).find(|t| view.text(*t) == ",")?;
    let form = |v: &VerbHit| matches!(v.form, VerbForm::Gerund | VerbForm::Base);
    let first = open + 1;
    let led = view.any_preposition(first) || view.is_one(first, bits(&[Mark::Around, Mark::Sequel]));
    let opens = led || view.verbs.iter().any(|v| v.start == first && v.form == VerbForm::Gerund);
    let finite = |v: &VerbHit| (first..close).contains(&v.start) && !form(v) && !view.any_preposition(v.start - 1);
    let clause = |t: usize| view.is_one(t, bits(&[Mark::Relative, Mark::Complementizer, Mark::If])) && t > first;
    (opens && !view.verbs.iter().any(finite) && !(first..close).any(clause)).then_some(close)
}

/// Within so many words of the verb its speaker has to follow.
const INSETS: usize = 18;

/// "a acuzat China că a lovit o barcă": whom one accuses has done what follows.
pub(super) fn accused(view: &View, groups: &[Group], index: usize) -> Option<Subject> {
    let (group, says) = (&groups[index], &groups[index.checked_sub(1)?]);
    let blames = |s: &u16| {
        let sense = &view.lexicon.verbs[*s as usize];
        sense.frame == Frame::Say && sense.tone == Some(Tone::Accusation)
    };
    let that = group.start.checked_sub(1).is_some_and(|t| view.is(t, Mark::Complementizer));
    if !that || !group.finite() || group.passive || !says.senses.iter().all(blames) || says.quoted != group.quoted {
        return None;
    }
    let mention = (says.end..group.start).rev().find_map(|t| view.mention(t))?;
    let m = view.actor(mention);
    (m.tokens.end + 1 == group.start && !m.locative && !m.adjective)
        .then(|| Subject { mentions: vec![mention], way: Way::Before })
}

/// "la reunión que mantuvieron Putin y Biden": whoever follows the verb of a relative of an event noun holds the event.
pub(super) fn carries(view: &View, group: &Group) -> bool {
    let carries = |s: &u16| {
        let sense = &view.lexicon.verbs[*s as usize];
        sense.support && sense.frame == Frame::Act
    };
    let Some(opener) = group.start.checked_sub(1).filter(|t| view.has(*t)) else { return false };
    let opens = view.is(opener, Mark::Relative) || view.is(opener, Mark::Complementizer);
    opens && !group.passive && group.senses.iter().any(carries) && view.nouns.iter().any(|n| n.end == opener)
}
