//! Who speaks where no verb of speech says so: "Kremlin: …", "according to Moscow", "Zarif, on television: “…”".

use super::{
    Kind, Role, Tone,
    arguments::{Subject, Way},
    candidate::Candidate,
    elsewhere, governed,
    groups::Group,
    known::Known,
    lexicon::Frame,
    view::View,
};
use crate::{
    actors::{ActorRef, MentionForm},
    pack::{Mark, Preposition},
};

/// "Kremlin: …". A country by its own name is what the line is about.
pub(super) fn headline(view: &View, known: &Known) -> Option<Candidate> {
    let start = view.tokens.start;
    if let Some(said) = behind_topic(view) {
        return Some(said);
    }
    let first = (start..(start + OPENING).min(view.tokens.end)).find_map(|t| view.mention(t))?;
    // "Syria, Gentiloni: …": what the line is about, then who speaks
    let topic = view.actor(first).tokens.end;
    let second = Some(topic).filter(|t| view.has(*t) && view.text(*t) == ",").and_then(|t| view.mention(t + 1));
    let second = second.filter(|m| topic <= start + 3 && view.actor(*m).form != MentionForm::Demonym);
    if let Some(speaker) = second.filter(|m| colon_follows(view, *m)) {
        let m = view.actor(speaker);
        let person = m.gender.is_some() || m.form != MentionForm::Name;
        return (person && !m.media && !m.locative)
            .then(|| said(view, speaker, 0.75, "a headline that names its speaker"));
    }
    if let Some(said) = to_whom(view, known, first).or_else(|| on_what(view, first)) {
        return Some(said);
    }
    let m = view.actor(first);
    let colon = m.tokens.end;
    if m.tokens.start >= start + 3 && !of_other_mind(view, first) || m.tokens.start > start && !speaks_up(view, first) {
        return None;
    }
    if !view.has(colon) || view.text(colon) != ":" || m.media || m.locative || colon + 3 > view.tokens.end {
        return None;
    }
    let country = |r: &ActorRef| matches!(r, ActorRef::Actor(id) if known.is_country(id));
    if m.form == MentionForm::Name && m.refs.iter().any(country) {
        return None;
    }
    Some(said(view, first, 0.75, "a headline that names its speaker"))
}

/// "Erdogan to Putin: …", "Xi a Biden: «…»": the line names who speaks and whom he addresses.
fn to_whom(view: &View, known: &Known, speaker: usize) -> Option<Candidate> {
    let m = view.actor(speaker);
    let to = m.tokens.end;
    let opens =
        m.tokens.start == view.tokens.start && !m.media && !m.adjective && view.preposition(to, Preposition::To);
    let other = view.mention(to + 1).filter(|o| opens && colon_follows(view, *o))?;
    let acts = |o: usize| !view.actor(o).media && !view.actor(o).adjective && view.actor(o).gender.is_some();
    // "Kenya to UN: …": a body may be addressed; a country is where one goes, too
    let country = |r: &ActorRef| matches!(r, ActorRef::Actor(id) if known.is_country(id));
    let body = |o: usize| {
        let (o, m) = (view.actor(o), view.actor(speaker));
        o.form == MentionForm::Name && !o.media && !o.adjective && !o.refs.iter().any(country) && !m.locative
    };
    let mut said = said(view, speaker, 0.75, "a headline that names its speaker and whom he addresses");
    said.roles.push((Role::Target, other));
    (acts(speaker) && acts(other) || body(other)).then_some(said)
}

/// "Ucraina: Tajani, lavoriamo per la pace": behind what the line is about and the colon stands who says what follows his comma.
fn behind_topic(view: &View) -> Option<Candidate> {
    let colon =
        (view.tokens.start + 1..(view.tokens.start + OPENING).min(view.tokens.end)).find(|t| view.text(*t) == ":")?;
    let speaker = view.mention(colon + 1).filter(|m| view.actor(*m).tokens.start == colon + 1)?;
    let m = view.actor(speaker);
    let comma = m.tokens.end;
    let words = view.has(comma) && view.text(comma) == "," && comma + 3 < view.tokens.end;
    // "Ucraina: Tajani, ministro degli Esteri, a Kiev": what two commas set aside are no words of his
    let set_aside = (comma + 1..view.tokens.end).any(|t| view.text(t) == ",");
    let topic = !(view.tokens.start..colon).any(|t| view.verbal(t));
    let line = view.text(view.tokens.end - 1) != ".";
    let person = m.gender.is_some() && !m.media && !m.adjective && m.form == MentionForm::Name;
    (words && topic && line && person && !set_aside)
        .then(|| said(view, speaker, 0.72, "a headline that names its topic and its speaker"))
}

/// "Merkel on Greece: time is running out", "Stoltenberg, Monday in Ankara: …": between a person and the colon stands on what, or
/// when and where, he speaks.
fn on_what(view: &View, speaker: usize) -> Option<Candidate> {
    let m = view.actor(speaker);
    let person = m.gender.is_some() && !m.media && !m.adjective && m.tokens.start <= view.tokens.start + 1;
    let end = m.tokens.end;
    let colon = (end..(end + OPENING + 2).min(view.tokens.end)).find(|t| view.text(*t) == ":")?;
    let small = |t: usize| {
        let known = view.mention(t).is_some() || view.cast.places.iter().any(|p| p.tokens.contains(&t));
        known || view.timed(t) || view.is(t, Mark::Determiner) || view.any_preposition(t)
    };
    let topic =
        view.preposition(end, Preposition::About) && view.mention(colon - 1).is_some_and(|o| !view.actor(o).media);
    let when = view.text(end) == "," && (end..colon).any(|t| view.timed(t));
    let between = end + usize::from(when)..colon;
    let told = !between.is_empty() && between.into_iter().all(small) && colon + 3 <= view.tokens.end;
    (person && told && (topic || when)).then(|| said(view, speaker, 0.7, "a headline that names its speaker"))
}

fn colon_follows(view: &View, mention: usize) -> bool {
    let colon = view.actor(mention).tokens.end;
    view.has(colon) && view.text(colon) == ":" && colon + 3 <= view.tokens.end
}

/// Within how many words a line names its speaker.
const OPENING: usize = 6;

/// "Worry in the Quirinal: …", "Dal Cremlino: …": behind another preposition than "from" it is where or what the line is about.
fn speaks_up(view: &View, mention: usize) -> bool {
    // "Volte-face de Berlin: …": where one word says "from" and "of", it is what somebody did
    let from = |p: usize| view.preposition(p, Preposition::From) && !view.preposition(p, Preposition::Of);
    governed::governed(view, mention)
        .is_none_or(|p| from(p) || view.preposition(p, Preposition::From) && p == view.tokens.start)
}

/// "Altri toni da Peskov: …", "Di diverso avviso Macron: …": a person behind a few words that hold no verb.
fn of_other_mind(view: &View, mention: usize) -> bool {
    let m = view.actor(mention);
    speaks_up(view, mention)
        && m.gender.is_some()
        && !m.adjective
        && !(view.tokens.start..m.tokens.start).any(|t| view.verbal(t))
}

/// "Zarif, interviewed on television: “Our answer is over”": a colon and a quotation say that the one before speaks.
pub(super) fn introduced(view: &View, groups: &[Group], subjects: &[Option<Subject>]) -> Option<Candidate> {
    let quoted = |from: usize| (from..from + 3).any(|t| view.has(t) && view.quoted(t));
    let colon = view.tokens.clone().find(|t| view.text(*t) == ":" && !view.quoted(*t) && quoted(t + 1))?;
    let before = groups.iter().zip(subjects).rev().filter(|(g, s)| g.end <= colon && !g.quoted && s.is_some());
    let acts = before.filter(|(g, _)| g.finite()).find_map(|(_, s)| s.as_ref());
    let first = || {
        let named = (view.tokens.start..colon.min(view.tokens.start + 3)).find_map(|t| view.mention(t));
        named.filter(|m| governed::free(view, *m))
    };
    // "Lavrov meets Baerbock, Macron: “…”" and "Tbilisi, the generals and Saakashvili: “…”": who stands at the colon
    let last = colon.checked_sub(1).filter(|t| view.has(*t)).and_then(|t| view.mention(t));
    let speaks = |m: &usize| view.actor(*m).gender.is_some() || view.actor(*m).form == MentionForm::Office;
    let last = last.filter(|m| speaks(m) && governed::free(view, *m));
    let beside = last.filter(|m| {
        let start = view.actor(*m).tokens.start;
        start > view.tokens.start && (view.text(start - 1) == "," || view.is(start - 1, Mark::And))
    });
    let acts = acts.filter(|_| beside.is_none());
    let first = || beside.or_else(first);
    let speaker = acts.filter(|s| s.way != Way::Adjective).and_then(|s| s.mentions.first().copied()).or_else(first)?;
    let m = view.actor(speaker);
    let person = m.gender.is_some() || matches!(m.form, MentionForm::Office | MentionForm::Metonym);
    (!m.media && !m.adjective && person).then(|| said(view, speaker, 0.66, "what one says follows a colon"))
}

/// "Per il ministro, il principe Faisal, il problema va oltre: …, ha spiegato": whose view opens the sentence is who explains it.
pub(super) fn holder(view: &View) -> Option<usize> {
    let start = view.tokens.start;
    let opens = view.is(start, Mark::ForWhom) || view.is(start, Mark::According);
    let named = (start + 1..start + 4).find_map(|t| view.mention(t)).filter(|_| opens)?;
    let m = view.actor(named);
    (m.gender.is_some() && !m.media && !m.adjective).then_some(named)
}

/// "According to Moscow, …"
pub(super) fn attribution(view: &View) -> Option<Candidate> {
    let according = |t: &usize| view.is(*t, Mark::According) && !view.quoted(*t) && !view.is(t + 1, Mark::According);
    let at = view.tokens.clone().find(according).or_else(|| for_whom(view))?;
    let mention = (at + 1..(at + 4).min(view.tokens.end)).find_map(|t| view.mention(t))?;
    let m = view.actor(mention);
    let between = at + 1..m.tokens.start;
    if m.media || m.adjective || !between.into_iter().all(|t| view.is(t, Mark::Determiner) || view.any_preposition(t)) {
        return None;
    }
    let person = matches!(m.form, MentionForm::Name | MentionForm::Office | MentionForm::Metonym);
    let mut told = said(view, mention, if person { 0.6 } else { 0.5 }, "attributed to its speaker");
    // "Per il ministro, …, ha spiegato sabato, …": the verb of speech tells when
    let says = |sense: u16| view.lexicon.verbs[sense as usize].frame == Frame::Say;
    let apart = |t: usize| (t.saturating_sub(2)..t).any(|c| view.has(c) && view.text(c) == ",");
    let verb = view.verbs.iter().find(|v| v.start > told.tokens.end && says(v.sense) && apart(v.start));
    if let Some(verb) = verb.filter(|_| view.is(at, Mark::ForWhom)) {
        told.tokens = verb.start..verb.end;
    }
    Some(told)
}

/// "La difesa è toccata a Szijjarto", "The reply was left to Lavrov": whose turn it was to speak, where a noun says so.
pub(super) fn turn(view: &View) -> Option<Candidate> {
    let mention = elsewhere::whose_turn(view, view.tokens.clone())?;
    let said_so = |sense: u16| view.lexicon.nouns[sense as usize].kind == Some(Kind::Statement);
    let spoken = view.nouns.iter().any(|n| said_so(n.sense) && !view.quoted(n.start))
        || view.any(view.tokens.clone(), Mark::Task);
    spoken.then(|| said(view, mention, 0.62, "whose turn it was to speak"))
}

/// "For Mike Pompeo, “peace is possible”": who opens the sentence behind "for", and a quotation follows.
fn for_whom(view: &View) -> Option<usize> {
    let start = view.tokens.start;
    let named =
        view.mention(start + 1).or_else(|| view.mention(start + 2).filter(|_| view.is(start + 1, Mark::Determiner)))?;
    let end = view.actor(named).tokens.end;
    if view.is(start, Mark::ForWhom) && holds(view, named) {
        return Some(start);
    }
    let quotes = (end..(end + 12).min(view.tokens.end)).find(|t| view.quoted(*t))?;
    let plain = !view.verbs.iter().any(|v| (end..quotes).contains(&v.start));
    (view.preposition(start, Preposition::For) && plain && !view.quoted(start)).then_some(start)
}

/// "Per Ylva Johansson, commissaria, le frontiere sono …", "per Amano si tratta di …": a person, then a clause that has a
/// subject of its own. What is done for somebody goes on with the verb.
fn holds(view: &View, named: usize) -> bool {
    let m = view.actor(named);
    let end = m.tokens.end;
    // "Per il segretario generale della Nato, …": whoever has no name here, and a comma
    let office =
        m.form == MentionForm::Office && m.refs.len() == 1 && !m.plural && view.has(end) && view.text(end) == ",";
    let person = m.gender.is_some() && m.form == MentionForm::Name || office;
    let own = view.text(end) == "," || view.is(end, Mark::Determiner) || view.is(end, Mark::Reflexive);
    let own = own && !view.verbal(end);
    let told = view.verbs.iter().any(|v| v.start > end)
        || view.any(end..view.tokens.end, Mark::BePresent)
        || view.any(end..view.tokens.end, Mark::BePast);
    person && !view.quoted(view.tokens.start) && view.has(end) && own && told
}

pub(super) fn said(view: &View, mention: usize, weight: f32, reason: &str) -> Candidate {
    let tokens = view.actor(mention).tokens.clone();
    let told = Candidate::told(Kind::Statement, tokens, mention, Role::Source, weight, reason);
    Candidate { tone: Some(Tone::Neutral), ..told }
}
