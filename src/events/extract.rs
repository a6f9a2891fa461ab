//! The events of a document, sentence by sentence.

use super::{
    EventMention, Kind, Role, Status, Tone, Undated,
    arguments::{self, Subject, Way},
    asides,
    attach::{self, Anchor},
    attributes, bounds,
    brackets::Parts,
    candidate::{self, Candidate, fitting},
    clauses, complements, cues,
    dropped::{self, Discourse, Dropped},
    elsewhere,
    evidence::{quote, span, words},
    gapped,
    groups::{self, Group, Tense},
    headlines, inverted,
    known::Known,
    lexicon::{BadRule, Frame, Lexicon, Need, Order},
    likewise, nouns, one_voice, opening,
    order::Ordered,
    plans, presence, quoting, reach, recalled, same_call, settle, singled, status, tone, topics,
    view::View,
    voices, wanted,
};
use crate::{
    actors::{ActorId, ActorRef, Cast},
    pack::{Mark, Packs},
    text::{Cutter, Document, LanguageIx, ParagraphRole},
    time::TimeExpression,
};
use rayon::prelude::*;
use std::ops::Range;

/// Below this a candidate is more often wrong than right.
const THRESHOLD: f32 = 0.34;

/// The triggers of all languages, as `build.rs` made them.
static TRIGGERS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/triggers.bin"));

/// Finds events by the packs' triggers. Made once, shared by all articles.
#[derive(Debug, Clone)]
pub struct Extractor {
    lexicons: Vec<Lexicon>,
    known: Known,
    faults: Vec<BadRule>,
}

impl Extractor {
    pub fn new(packs: &Packs, cutter: &Cutter) -> Self {
        Self::of(packs, cutter, |_| true)
    }

    /// For documents in some of the languages only; in the others it finds nothing.
    pub fn of(packs: &Packs, cutter: &Cutter, spoken: impl Fn(LanguageIx) -> bool + Sync) -> Self {
        let lexicon = |(ix, pack)| match spoken(ix as LanguageIx) {
            true => Lexicon::prepared(TRIGGERS, pack)
                .unwrap_or_else(|| Lexicon::with_faults(pack, ix as LanguageIx, cutter)),
            false => Default::default(),
        };
        let (lexicons, faults): (Vec<_>, Vec<_>) = packs.languages.par_iter().enumerate().map(lexicon).unzip();
        let faults = faults.concat();
        Extractor { lexicons, known: Known::new(&packs.registry), faults }
    }

    /// Rules of the packs that can't be understood.
    pub fn faults(&self) -> &[BadRule] {
        &self.faults
    }

    /// The event mentions of a document, in text order.
    pub fn extract(&self, document: &Document, times: &[TimeExpression], cast: &Cast) -> Vec<EventMention> {
        let lexicon = |language: LanguageIx| self.lexicons.get(language as usize);
        match Ordered::of(document, times, cast, lexicon) {
            Some(ordered) => {
                let Ordered { document, times, cast, parts, .. } = &ordered;
                ordered.restore(self.in_order(document, times, cast, parts))
            }
            None => self.in_order(document, times, cast, &Parts::default()),
        }
    }

    /// The same of a document whose clauses stand in the order that the rules expect.
    fn in_order(&self, document: &Document, times: &[TimeExpression], cast: &Cast, parts: &Parts) -> Vec<EventMention> {
        let mut out = Vec::new();
        let mut discourse = Discourse::default();
        for paragraph in &document.paragraphs {
            if paragraph.role == ParagraphRole::Noise {
                continue;
            }
            let Some(lexicon) = self.lexicons.get(paragraph.language as usize) else { continue };
            let order = lexicon.order;
            for sentence in paragraph.sentences.clone() {
                let view = View::new(document, cast, lexicon, times, sentence as usize, Some(parts));
                if view.tokens.len() > 2000 {
                    continue;
                }
                self.sentence(&view, sentence as usize, order, times, &mut discourse, &mut out);
            }
        }
        discourse.parties.complete(&mut out, cast, &self.known);
        same_call::complete(&mut out, cast);
        out
    }

    fn sentence(
        &self,
        view: &View,
        sentence: usize,
        order: Order,
        times: &[TimeExpression],
        discourse: &mut Discourse,
        out: &mut Vec<EventMention>,
    ) {
        let groups = groups::groups(view);
        let mut subjects: Vec<Option<Subject>> = Vec::with_capacity(groups.len());
        for ix in 0..groups.len() {
            let found = arguments::subject(view, &groups, ix, &subjects, order.inversion);
            subjects.push(found);
        }
        opening::preposed(view, &groups, &mut subjects);
        let mut groups = groups;
        for (group, subject) in groups.iter_mut().zip(&subjects) {
            // "neither Macron nor Scholz spoke to Putin"
            let first = subject.as_ref().filter(|s| s.way == Way::Before).and_then(|s| s.mentions.first());
            let before = first.and_then(|m| view.actor(*m).tokens.start.checked_sub(1));
            group.negated |= group.finite() && before.is_some_and(|t| view.is(t, Mark::Negation));
        }
        let groups = groups;

        let mut candidates = Vec::new();
        for (ix, group) in groups.iter().enumerate() {
            let limit = reach::limit(view, &groups, &subjects, ix);
            // the subject of the clause before, where the sentence goes on with "but", "after", a comma
            let of_sentence = (0..ix).rev().find_map(|i| {
                let named = subjects[i].as_ref().filter(|s| s.way != Way::Adjective);
                named.filter(|_| groups[i].finite() && !groups[i].quoted)
            });
            let pronoun = arguments::pronoun(view, group);
            let drops = (order.drops || pronoun) && !inverted::by_press(view, group);
            let dropped = drops.then_some(Dropped { of_sentence, discourse });
            let in_a_row = status::in_a_row(view, &groups, ix);
            let group = in_a_row.as_ref().unwrap_or(group);
            let told = self.verb(view, group, subjects[ix].clone(), limit, dropped);
            // "denies that the sky was closed"
            let denied = in_a_row.is_none() && status::denied(view, &groups[..=ix]);
            candidates.extend(told.filter(|c| c.kind == Kind::Statement || !denied));
            if let Some(subject) = &subjects[ix]
                && !group.quoted
            {
                discourse.subject = Some(subject.mentions.clone());
            }
            if let Some(Candidate { kind: Kind::Statement, subject: Some(subject), .. }) = candidates.last() {
                discourse.speaker = Some(subject.mentions.clone());
            }
        }
        if !groups.iter().zip(&subjects).any(|(g, s)| s.is_some() && !g.quoted)
            && let Some(opener) = elsewhere::opener(view)
        {
            // "Trump wavers. On Monday …": the verb is none of the pack's
            discourse.subject = Some(vec![opener]);
            discourse.speaker = Some(vec![opener]);
        }
        let negotiators = nouns::add(view, &groups, &subjects, &mut candidates);
        wanted::settle(view, &groups, &subjects, &mut candidates, |roles, mention| {
            self.sided(roles, mention, view.cast)
        });
        for candidate in &mut candidates {
            candidate.collective |= self.known.collective(candidate, view.cast);
        }
        attributes::settle(view, &groups, &mut candidates);
        settle::settle(view, &mut candidates);
        one_voice::join(view, &mut candidates, |roles, mention| self.sided(roles, mention, view.cast));
        one_voice::own_words(view, &mut candidates, |roles, mention| self.sided(roles, mention, view.cast));
        if view.any(view.tokens.clone(), Mark::Elsewhere) {
            candidates.retain(|c| !matches!(c.kind, Kind::Strike | Kind::Meeting | Kind::Summit | Kind::Agreement));
        }
        if let Some(said) = voices::headline(view, &self.known)
            .or_else(|| voices::attribution(view))
            .or_else(|| voices::introduced(view, &groups, &subjects))
            .or_else(|| voices::turn(view))
            && !candidates.iter().any(|c| c.kind == Kind::Statement && c.roles.iter().any(|r| said.roles.contains(r)))
        {
            candidates.push(said);
        }
        one_voice::reported(view, &mut candidates, &self.known);
        let quoting = quoting::statements(view, &candidates);
        candidates.extend(quoting);
        candidates.extend(presence::visit(view, &groups, &candidates, &self.known));
        let before = out.last().filter(|m| m.sentence + 1 == sentence);
        let likewise = likewise::likewise(view, &candidates, before);
        candidates.extend(likewise);
        candidates.sort_by_key(|c| c.tokens.start);
        let anchors: Vec<Anchor> = candidates.iter().map(|c| Anchor::of(view, c)).collect();
        discourse.parties.hear(sentence, &candidates, negotiators, view.cast, &self.known);
        let mut dated = attach::times(view, times, &anchors);
        gapped::split(view, times, &mut candidates, &mut dated);
        let topics = topics::topics(view, &groups, &candidates);
        let cues = cues::cues(view, &candidates);
        plans::plans(view, &mut candidates, &dated, times);
        // "warned that it would strike if NATO placed missiles": what one threatens with is part of what he says
        let threat = candidates.iter().any(|c| c.kind == Kind::Statement) && view.any(view.tokens.clone(), Mark::If);
        let alleged = settle::alleged(view, &candidates);
        let recalled = asides::recalled(view, &candidates);
        for (((candidate, time), cues), topics) in candidates.into_iter().zip(dated).zip(cues).zip(topics) {
            let force = matches!(candidate.kind, Kind::Strike | Kind::Mobilization) && !candidate.noun;
            let open = matches!(candidate.reading.status, Status::Possible | Status::Planned);
            let told = alleged.contains(&candidate.tokens.start) || recalled.contains(&candidate.tokens.start);
            if time.is_none() && (threat && force && open || told) {
                continue;
            }
            let at = |tokens: &Range<usize>| attach::place(view, tokens, candidate.kind, &candidate.roles);
            let carrier = candidate.carrier.filter(|c| *c >= candidate.tokens.end);
            let place = at(&candidate.tokens).or_else(|| carrier.and_then(|c| at(&(c..c + 1))));
            if !candidate.satisfied(view.cast, time.is_some(), place.is_some()) {
                continue;
            }
            if candidate.roles.is_empty() && (time.is_none() && place.is_none() || candidate.kind == Kind::Statement) {
                continue;
            }
            if candidate.quoted && !quoting::quotable(&candidate, view.cast, time.is_some()) {
                continue;
            }
            let confidence = candidate.confidence(view.cast, time.is_some());
            if confidence < THRESHOLD {
                continue;
            }
            let kind = self.known.raised(&candidate, view.cast);
            let trigger = span(view, candidate.tokens.clone());
            let until = bounds::until(view, times, &candidate.tokens);
            let aside = asides::aside(view, &candidate, time.map(|t| &times[t]));
            // "arrived for talks": not those that others hold
            if !nouns::is_purpose(view, candidate.tokens.start) {
                discourse.parties.note(out.len(), &candidate);
            }
            out.push(EventMention {
                kind,
                tone: (kind == Kind::Statement).then(|| candidate.tone.unwrap_or(Tone::Neutral)),
                sort: candidate.sort,
                status: candidate.reading.status,
                trigger,
                quote: quote(view, &candidate, sentence),
                sentence,
                roles: candidate.roles,
                since: kind != Kind::Statement
                    && candidate.reading.status == Status::Occurred
                    && time.is_some_and(|t| view.since(times[t].tokens.start)),
                until,
                aside,
                time,
                undated: candidate.reading.undated,
                present: candidate.reading.reason == status::PRESENT,
                place,
                topics,
                cues,
                confidence: candidate::share_right(confidence),
                reasons: candidate.reasons,
            });
        }
    }

    /// The event that a verb group tells, by the first of its senses that fits.
    fn verb(
        &self,
        view: &View,
        group: &Group,
        subject: Option<Subject>,
        limit: usize,
        dropped: Option<Dropped>,
    ) -> Option<Candidate> {
        let clause = view.clause(group.verb);
        let led = elsewhere::cleft(view, group).or_else(|| elsewhere::fell_to(view, group));
        let group = &match led.or_else(|| elsewhere::caused(view, group)) {
            Some(_) if group.tense == Tense::Infinitive => Group { tense: Tense::Past, ..group.clone() },
            _ => group.clone(),
        };
        for (_, sense) in fitting(view, &group.senses, group.end, &clause) {
            let Some(kind) = sense.kind else { continue };
            let saying = sense.frame == Frame::Say && kind == Kind::Statement;
            // "…, but not the truce, the Kremlin announced": who closes a sentence behind its comma, says what stands before
            if !saying && group.may_say(view) && inverted::closes(view, group).is_some() {
                continue;
            }
            if saying && (group.quoted || !group.speaks() || clauses::of_a_thing(view, group.verb)) {
                continue;
            }
            let mut reading = status::of_verb(view, group)?;
            if let Some(fixed) = sense.status {
                reading.status = fixed;
                if matches!(fixed, Status::Planned | Status::Possible) {
                    reading.undated = Undated::Future;
                }
            }
            reading = reading.of(kind);
            // what is merely thought of may be told, but an attack that nobody announced is no event
            let thought = !group.finite() || reading.reason == status::CONDITION;
            if kind == Kind::Strike && reading.status != Status::Occurred && thought {
                reading.sure *= 0.45;
            }
            // "missiles supplied by Russia": how they came is no news
            if kind == Kind::Aid && group.tense == Tense::Participle {
                reading.sure *= 0.6;
            }
            // "if Morocco rejects it"
            if saying && reading.reason == status::CONDITION {
                continue;
            }
            if saying && reading.status != Status::Occurred {
                if group.tense == Tense::Future && !group.negated {
                    continue;
                }
                if reading.status == Status::Cancelled || group.tense == Tense::Conditional {
                    continue;
                }
                reading.status = Status::Occurred;
                reading.undated = Undated::News;
            }
            // "Russian newspapers said": words are people's own, not their country's
            let neutral = saying && sense.tone == Some(Tone::Neutral);
            let mut subject = subject.clone().filter(|s| {
                !neutral || s.way != Way::Adjective || self.reported(view, group, Some(s)) != Tone::Neutral
            });
            if group.tense == Tense::Gerund
                && !saying
                && subject.as_ref().is_none_or(|s| matches!(s.way, Way::After | Way::Dropped))
            {
                continue;
            }
            let partner = if sense.frame == Frame::Meet { elsewhere::antecedent_partner(view, group) } else { None };
            subject = subject.filter(|s| partner.is_none_or(|p| !s.mentions.contains(&p)));
            if let Some(dropped) = dropped
                && subject.is_none()
                // "è atteso oggi a Gerusalemme", "è stato ricevuto": who is expected or received goes on
                && (!group.passive || matches!(sense.frame, Frame::Host | Frame::Travel))
                && dropped::drops(view, group)
                && !dropped::otherwise(view, group, sense.frame)
            {
                subject = dropped.by(view, group, saying);
            }
            if subject.is_none() && group.tense == Tense::Present && !group.passive {
                continue;
            }
            let reach = complements::reach(view, group, sense.frame, clause.end.min(limit));
            let mut complements = complements::complements(view, reach);
            elsewhere::complete(view, group, subject.as_ref(), sense, &mut complements);
            // "s-au întâlnit sub egida UE": they meet each other
            if sense.frame == Frame::Meet && group.reflexive && subject.as_ref().is_some_and(|s| s.mentions.len() > 1) {
                complements.object.clear();
            }
            if complements.with.is_empty() {
                complements.with.extend(partner);
            }
            if sense.frame == Frame::Meet && complements.with.is_empty() {
                complements.with = complements::fronted(view, clause.start..group.start);
            }
            // "NATO, which keeps 3,700 soldiers in Kosovo": what is always so is no news
            let state = group.tense == Tense::Present && subject.as_ref().is_some_and(|s| s.way == Way::Antecedent);
            if state && !saying && kind.group() != Kind::Meeting.group() && kind.group() != Kind::Statement.group() {
                continue;
            }
            let mut candidate = Candidate {
                tokens: group.verb..group.end,
                kind,
                tone: sense.tone,
                sort: view.sort(kind, group.verb..group.end),
                reading,
                roles: Vec::new(),
                subject: subject.clone(),
                weight: sense.weight,
                needs: sense.needs.clone(),
                carried: false,
                carrier: None,
                noun: false,
                quoted: group.quoted,
                background: false,
                object: false,
                collective: false,
                verb_tone: sense.tone,
                reasons: vec![
                    format!("“{}” tells of {}", words(view, group.verb..group.end), kind.one()),
                    reading.reason.into(),
                ],
            };
            let actors = subject.as_ref().map_or(&[][..], |s| &s.mentions[..]);
            candidate.assign(sense, group.passive, actors, &complements, view.cast);
            recalled::settle(view, group, subject.as_ref(), &mut candidate);
            candidate.collective = self.known.collective(&candidate, view.cast);
            if sense.frame == Frame::Host && group.passive {
                candidate.received(&complements, actors, view.cast);
            }
            if kind == Kind::Strike && !group.passive && group.may_say(view) && candidate.turns_to_words(view.cast) {
                return Some(candidate);
            }
            // "received them in Moscow", "met the visiting ministers": several, though nobody knows who
            let encounter = matches!(sense.frame, Frame::Host | Frame::Meet) && kind.group() == Kind::Meeting.group();
            if encounter && !group.passive && complements.object.is_empty() && complements::someone(view, group) {
                candidate.object = true;
                candidate.collective = true;
                // "hosted ministers from Egypt and Jordan"
                candidate.roles.extend(complements.from.iter().map(|m| (Role::Participant, *m)));
            }
            // "offered Russia's help", "recalled France's ambassador": what is the doer's own suffers nothing
            if saying || sense.frame == Frame::Act && !group.passive {
                self.on_behalf(&mut candidate, view.cast);
            }
            if saying {
                // "the guarantees asked for by Moscow": a bare participle with a seat tells no news
                let bare = group.tense == Tense::Participle;
                candidate.roles.retain(|(r, m)| !(bare && *r == Role::Source && view.actor(*m).locative));
            }
            if saying && inverted::by_agent(view, group) {
                candidate.needs.retain(|need| *need != Need::Subject);
            }
            let addressed = candidate.roles.iter().any(|(r, _)| *r == Role::Target);
            // "denied that Russia would attack" says nothing to Russia
            let toward = matches!(sense.tone, Some(Tone::Appeal | Tone::Accusation | Tone::Threat));
            if saying && !group.passive && !addressed && toward {
                let other = |m: &usize| !self.sided(&candidate.roles, *m, view.cast);
                let reported = singled::reported_subject(view, group, actors).filter(other);
                candidate.roles.extend(reported.map(|m| (Role::Target, m)));
            }
            if saying && !addressed {
                let known: Vec<usize> = candidate.roles.iter().map(|r| r.1).collect();
                candidate.roles.extend(singled::out(view, group, &known).map(|m| (Role::Target, m)));
            }
            if saying && !candidate.roles.iter().any(|(r, _)| *r == Role::Source) {
                continue;
            }
            // "warned that it would strike back"
            if saying && sense.tone == Some(Tone::Accusation) && !group.passive {
                let close = group.end..(group.end + 3).min(view.tokens.end);
                // whoever warns of what they will do themselves threatens, whatever it is
                let own = |tone| matches!(tone, Tone::Threat | Tone::Promise);
                if view.any(close, Mark::Complementizer) && own(self.reported(view, group, subject.as_ref())) {
                    candidate.tone = Some(Tone::Threat);
                }
            }
            if neutral {
                candidate.tone = Some(self.reported(view, group, subject.as_ref()));
            }
            // "no missile was fired at Haifa"
            let unnamed = kind == Kind::Strike && candidate.roles.is_empty();
            let told = group.finite() || headlines::line(view, group);
            if unnamed && (!told || view.any(clause.clone(), Mark::Negation)) {
                continue;
            }
            // time and place are known only later; what they can't mend is decided here
            let asked = unnamed || candidate.needs.contains(&Need::Place);
            let placed = !asked || attach::place(view, &candidate.tokens, kind, &candidate.roles).is_some();
            if candidate.satisfied(view.cast, true, placed) {
                return Some(candidate);
            }
        }
        None
    }

    fn reported(&self, view: &View, group: &Group, subject: Option<&Subject>) -> Tone {
        let found = |id: &ActorId| view.cast.discovered.iter().find(|d| d.id == *id).and_then(|d| d.country.clone());
        let side = |r: &ActorRef| match r {
            ActorRef::Actor(id) => self.known.side(id).cloned().or_else(|| found(id)).unwrap_or_else(|| id.clone()),
            ActorRef::Office { of, .. } => self.known.side(of).unwrap_or(of).clone(),
        };
        tone::reported(view, group, subject.map_or(&[][..], |s| &s.mentions[..]), &side)
    }

    /// "Ned Price voiced the concern of the United States": for whom one speaks is not whom one addresses.
    fn on_behalf(&self, candidate: &mut Candidate, cast: &Cast) {
        let roles = candidate.roles.clone();
        // "called home the ambassador, Frederico Meyer": the doer's own envoy
        let breaks = candidate.kind == Kind::Rupture;
        let own = |m: usize| breaks && self.known.same_side(cast, &roles, m);
        let theirs = |m: usize| own(m) || cast.mentions[m].genitive && self.sided(&roles, m, cast);
        candidate.roles.retain(|(role, m)| *role != Role::Target || !theirs(*m));
    }

    /// A mention names the country for which those act who are sources: Iran, where its president speaks.
    fn sided(&self, roles: &[(Role, usize)], mention: usize, cast: &Cast) -> bool {
        let sources = roles.iter().filter(|(role, _)| *role == Role::Source);
        let sides: Vec<&ActorId> = { sources }
            .flat_map(|(_, m)| &cast.mentions[*m].refs)
            .filter_map(|r| match r {
                ActorRef::Actor(id) => self.known.side(id),
                ActorRef::Office { of, .. } => Some(self.known.side(of).unwrap_or(of)),
            })
            .collect();
        let own = |r: &ActorRef| matches!(r, ActorRef::Actor(id) if sides.contains(&id));
        cast.mentions[mention].refs.iter().all(own)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What lies in the program is what its own code makes of the packs.
    #[test]
    fn prepared_triggers_are_those_that_would_be_made() {
        let (packs, _) = crate::pack::load(None);
        assert!(Lexicon::prepare(&packs.languages, &Cutter::new(&packs.languages)) == TRIGGERS);
        let mut pack = packs.languages[0].clone();
        assert!(Lexicon::prepared(TRIGGERS, &pack).is_some());
        pack.events.vetoes.clear();
        assert!(Lexicon::prepared(TRIGGERS, &pack).is_none());
    }
}
