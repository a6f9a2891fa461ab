//! Lines without a verb: headlines, and sentences that are a noun with what belongs to it.

use super::{
    Kind, Role, Tone,
    arguments::{Subject, Way},
    attach,
    candidate::Candidate,
    complements::Complements,
    governed,
    groups::{Group, Tense},
    lexicon::{Frame, Sense},
    lists::joined,
    view::{NounHit, View},
};
use crate::{
    pack::{Mark, Preposition},
    text::TokenKind,
};

/// So many words are a headline; more have a verb that the pack does not know.
const LINE: usize = 18;
/// How many words may stand before the noun that opens a line.
const OPENING: usize = 2;
/// How many small words may stand between who opens a line and its noun.
const GAP: usize = 4;
/// Within so many words the first of two nouns stands before the "and".
const CHOICE: usize = 5;

/// "Surprise visit of Draghi to Kyiv", "Russian drone attack on Odesa", "Warning from Moscow: …": a line without a verb
/// tells its noun. `sent` says that the line opens with the place from where it comes.
pub(super) fn line(view: &View, groups: &[Group], subjects: &[Option<Subject>], sent: bool, candidate: &mut Candidate) {
    let noun = candidate.tokens.clone();
    // what a colon leads in is a line of its own
    let colon = (noun.end..view.tokens.end).find(|t| view.text(*t) == ":" && !view.quoted(*t));
    let end = colon.unwrap_or(view.tokens.end);
    // "la replica di Mosca": what also is a form of a verb is the noun here
    let other = |g: &Group| g.end <= noun.start || g.verb >= noun.end && g.verb < end;
    // "expected them to meet after the summit": a verb that has a subject, though no tense
    let verb = |(g, s): (&Group, &Option<Subject>)| {
        let named = || g.tense == Tense::Infinitive && s.as_ref().is_some_and(|s| s.way == Way::Before);
        !g.quoted && other(g) && (g.finite() || named())
    };
    if groups.iter().zip(subjects).any(verb) || end - view.tokens.start > LINE || candidate.background {
        return;
    }
    for (role, mention) in leads(view, candidate) {
        candidate.roles.push((role, mention));
    }
    // "Zelensky a Roma: incontro con Meloni": who stands before the colon takes part
    if candidate.kind.group() == Kind::Meeting.group()
        && candidate.kind != Kind::Visit
        && candidate.partners(view.cast) > 0
        // the word may be part of the noun as the pack writes it
        && (candidate.partners(view.cast) == 1
            || (noun.start..noun.end + 1).any(|t| view.preposition(t, Preposition::With)))
        && let Some(mention) = before_colon(view, noun.start)
        && !candidate.roles.iter().any(|(_, other)| *other == mention)
    {
        candidate.roles.push((Role::Participant, mention));
    }
    let encounter = candidate.kind.group() == Kind::Meeting.group() || candidate.kind == Kind::Strike;
    // a whole sentence without a known verb has one that nobody knows, but for one that a bare noun opens
    let unended = view.text(view.tokens.end - 1) != "." || view.tokens.clone().any(|t| view.quoted(t));
    // "La risposta di Londra alla crisi tarda.": what an article opens may well be spoken of
    // but not where somebody by name has it: "L'annuncio del premier Renzi dopo tre ore di colloqui."
    let somebodys = candidate.roles.iter().any(|(role, m)| *role == Role::Source && view.actor(*m).person());
    let told =
        !view.is(noun.start, Mark::Determiner) || somebodys || candidate.tone.is_some_and(|t| t != Tone::Neutral);
    let bare = told && opens(view, noun.start) && !auxiliary(view, noun.end..end);
    let nominal = unended || sent || colon.is_some() || bare;
    let located = || attach::place(view, &noun, candidate.kind, &candidate.roles).is_some();
    let told = match candidate.partners(view.cast) {
        // "Three days of talks in Kinshasa"
        0 => {
            let struck = candidate.kind == Kind::Strike && nominal;
            (struck || matches!(candidate.kind, Kind::Talks | Kind::Summit)) && located()
        }
        // "Ecowas ultimatum", "Harsh the reaction of Tehran."
        1 if candidate.kind == Kind::Statement => nominal || predicated(view, noun.start),
        // "Talks in Geneva"
        1 => encounter && located() || sent,
        _ => encounter || nominal,
    };
    if told {
        candidate.carried = true;
        candidate.reasons.push("a line without a verb".into());
    }
}

/// "Lavrov in talks with Pandor", "Macron, appello a Putin", "Iran and the U.S. close to a deal": who opens the line, with
/// nothing but small words before the noun.
fn leads(view: &View, candidate: &Candidate) -> Vec<(Role, usize)> {
    let role = match candidate.kind {
        Kind::Visit => Role::Source,
        Kind::Statement if !candidate.roles.iter().any(|(r, _)| *r == Role::Source) => Role::Source,
        kind if kind.is_mutual() => Role::Participant,
        _ => return Vec::new(),
    };
    let start = view.tokens.start;
    let first = if view.is(start, Mark::Determiner) { start + 1 } else { start };
    let free = |m: &usize| governed::free(view, *m) && view.actor(*m).tokens.start == first;
    let Some(mention) = view.mention(first).filter(free) else { return Vec::new() };
    let list = joined(view, mention, candidate.tokens.start);
    let end = list.last().map_or(first, |m| view.actor(*m).tokens.end);
    let between = end..candidate.tokens.start;
    let plain =
        |t: usize| small(view, t) || view.text(t) == "," || view.is(t, Mark::Planned) || view.is(t, Mark::Hoped);
    // "Erdogan in Baghdad for talks": where he is stands between
    let placed = |t: usize| view.cast.places.iter().any(|p| p.tokens.contains(&t));
    let purpose = between.clone().any(|t| view.preposition(t, Preposition::For));
    let between: Vec<usize> = between.filter(|t| !(purpose && placed(*t))).collect();
    let alone = subjectless(candidate) && first < candidate.tokens.start && between.len() <= GAP;
    let known = |m: &usize| candidate.roles.iter().any(|(_, other)| other == m);
    // "Trump e Putin a colloquio": the noun has taken whoever stands beside it
    let beside = list.len() > 1
        && candidate.kind.is_mutual()
        && list.last().is_some_and(known)
        && !list[..list.len() - 1].iter().any(known);
    if !alone || !between.into_iter().all(plain) || list.iter().any(known) && !beside {
        return Vec::new();
    }
    list.into_iter().filter(|m| !known(m)).map(|m| (role, m)).collect()
}

/// The person of whom a headline tells before the colon behind which a noun stands.
fn before_colon(view: &View, noun: usize) -> Option<usize> {
    let colon = (view.tokens.start..noun).rev().take(GAP).find(|t| view.text(*t) == ":" && !view.quoted(*t))?;
    let person = |m: &usize| view.actor(*m).gender.is_some() && governed::free(view, *m);
    (view.tokens.start..colon).filter_map(|t| view.mention(t)).find(person)
}

fn subjectless(candidate: &Candidate) -> bool {
    candidate.subject.is_none() && !candidate.quoted
}

/// "Warning from Moscow.", "Harsh reaction of Tehran.", "Il no di Ankara all'adesione.": nothing but an adjective before
/// the noun, which itself may hold its article.
fn opens(view: &View, noun: usize) -> bool {
    let words = view.tokens.start..noun;
    let plain = |t: usize| {
        view.document.tokens[t].kind == TokenKind::Word
            && !view.any_preposition(t)
            && !view.timed(t)
            && !view.verbal(t)
            && ![Mark::Determiner, Mark::And, Mark::Subordinator, Mark::Relative, Mark::Complementizer, Mark::Negation]
                .iter()
                .any(|m| view.is(t, *m))
            && view.mention(t).is_none_or(|m| view.actor(m).adjective)
    };
    words.len() <= OPENING && words.into_iter().all(plain)
}

/// An auxiliary stands there, whose verb nobody knows. In some languages "has" is also "of".
fn auxiliary(view: &View, mut range: std::ops::Range<usize>) -> bool {
    const SURE: [Mark; 6] =
        [Mark::BePresent, Mark::BePast, Mark::BeFuture, Mark::Been, Mark::Future, Mark::Conditional];
    let has = |t: usize| view.is(t, Mark::HavePresent) || view.is(t, Mark::HavePast);
    // "reacția a lui Macron", "a Moscovei"
    let of = |t: usize| {
        view.preposition(t, Preposition::Of)
            && (view.mention(t + 1).is_some() || view.preposition(t + 1, Preposition::Of))
    };
    // "Stati Uniti", and an "e" that may lack its accent
    let other = |t: usize| view.mention(t).is_some() || view.is(t, Mark::And);
    range.any(|t| !of(t) && !other(t) && (has(t) || SURE.iter().any(|m| view.is(t, *m))))
}

/// "Harsh the reaction of Tehran.": an adjective opens the line, the noun with its article follows.
fn predicated(view: &View, noun: usize) -> bool {
    let first = view.tokens.start;
    let plain = !view.any_preposition(first) && !view.is(first, Mark::Determiner) && view.mention(first).is_none();
    // the article may be part of the noun as the pack writes it
    let article = if noun == first + 1 { noun } else { first + 1 };
    plain && !view.timed(first) && noun > first && noun <= first + 2 && view.is(article, Mark::Determiner)
}

/// "From Vilnius, the expulsion of two diplomats", "From Beijing came a rebuke": who opens the sentence behind "from".
pub(super) fn sender(
    view: &View,
    hit: &NounHit,
    sense: &Sense,
    carrier: Option<(usize, bool)>,
    groups: &[Group],
) -> Option<usize> {
    sense.kind.filter(|k| sense.frame == Frame::Act && !k.is_mutual())?;
    let start = view.tokens.start;
    if carrier.is_some_and(|c| c.1) || view.quoted(hit.start) {
        return None;
    }
    let mention = (start + 1..start + 4).find_map(|t| view.mention(t))?;
    let m = view.actor(mention);
    let from = governed::governed(view, mention).is_some_and(|p| view.preposition(p, Preposition::From));
    let opens = m.tokens.start < hit.start && (start..m.tokens.start).all(|t| small(view, t));
    // whoever acts before the noun has done it
    let carries = |g: &Group| carrier.is_some_and(|c| groups[c.0].verb == g.verb);
    let acts = groups.iter().any(|g| g.finite() && g.end <= hit.start && !carries(g));
    // "From Moscow came condemnation of the raid": what another noun is about is nobody's deed
    let before = hit.start.saturating_sub(1);
    let at = if view.is(before, Mark::Determiner) { before.saturating_sub(1) } else { before };
    let governed = at >= m.tokens.end && view.any_preposition(at) && !view.is(at, Mark::Determiner);
    (from && opens && !acts && !governed && !m.media && !m.adjective).then_some(mention)
}

/// Whether the noun says itself whose words or deed it is.
pub(super) fn owned(sense: &Sense, complements: &Complements) -> bool {
    let own = [&complements.of, &complements.own, &complements.from].iter().any(|list| !list.is_empty());
    sense.kind == Some(Kind::Statement) && own || !complements.by.is_empty()
}

fn small(view: &View, token: usize) -> bool {
    view.any_preposition(token) || view.is(token, Mark::Determiner) || view.is(token, Mark::Adverb)
}

/// "must choose between dialogue and sanctions": what one chooses from has not happened.
pub(super) fn choice(view: &View, noun: usize) -> bool {
    let clause = view.clause(noun);
    let named = |t: usize| view.mention(t).is_some_and(|m| !view.actor(m).adjective);
    let before = |from: usize| {
        (from.saturating_sub(CHOICE).max(clause.start)..from)
            .rev()
            .take_while(|t| !named(*t) && !view.timed(*t) && !matches!(view.text(*t), "," | ";"))
            .find(|t| view.preposition(*t, Preposition::Between) || view.is(*t, Mark::And))
    };
    let Some(first) = before(noun) else { return false };
    let between = |t: usize| view.preposition(t, Preposition::Between);
    // "between sanctions and talks": the "and" of the pair stands before the second
    between(first) || before(first).is_some_and(between)
}

/// "La condanna del raid è arrivata": what words are about is not what the verb carries.
pub(super) fn spoken_of(view: &View, noun: usize) -> bool {
    let of = noun.checked_sub(1).filter(|t| view.has(*t) && view.preposition(*t, Preposition::Of));
    let spoken = |end: usize| {
        let said = |sense: u16| view.lexicon.nouns[sense as usize].kind == Some(Kind::Statement);
        view.nouns.iter().any(|n| (n.end == end || n.end == end + 1) && said(n.sense))
    };
    // "a refusal of the offer", "un refuz la propunerea lui Trump"
    let to = || {
        let before = |t: usize| t.checked_sub(1).filter(|t| view.has(*t));
        let last = before(noun).and_then(|t| if view.is(t, Mark::Determiner) { before(t) } else { Some(t) });
        last.filter(|t| view.preposition(*t, Preposition::To) || view.preposition(*t, Preposition::At))
    };
    of.is_some_and(spoken) || to().is_some_and(|t| (t.saturating_sub(1)..=t).any(spoken))
}
