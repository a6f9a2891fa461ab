//! What one article gives to date it by, and the questions that several clues ask of it.

use super::{
    beginnings::Beginnings,
    gatherings::{Gatherings, Sought},
    happenings::Happenings,
};
use crate::{
    actors::{ActorId, ActorRef, Cast},
    events::{EventMention, Kind, Status},
    pack::Registry,
    text::{Document, Paragraph, ParagraphRole, TokenKind},
    time::{Direction, Field, Meaning, TimeExpression},
};
use std::{collections::BTreeSet, ops::Range};

/// One article as the earlier stages have read it, with the knowledge it is read by.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    pub document: &'a Document<'a>,
    pub times: &'a [TimeExpression],
    pub cast: &'a Cast,
    pub mentions: &'a [EventMention],
    pub registry: &'a Registry,
    pub gatherings: &'a Gatherings,
    pub beginnings: &'a Beginnings,
    pub happenings: &'a Happenings,
}

impl Reading<'_> {
    /// The sentence of a token, its paragraph, and how many words it has.
    pub fn sentence_of(&self, token: usize) -> Option<(usize, usize, usize)> {
        let sentences = &self.document.sentences;
        let ix = sentences.partition_point(|s| s.tokens.end as usize <= token);
        let sentence = sentences.get(ix).filter(|s| s.tokens.start as usize <= token)?;
        let words = sentence.tokens.clone().filter(|t| self.document.tokens[*t as usize].kind != TokenKind::Mark);
        Some((ix, sentence.paragraph as usize, words.count()))
    }

    /// A token of the page's furniture.
    pub fn furniture(&self, token: usize) -> bool {
        self.role(token) == Some(ParagraphRole::Noise)
    }

    /// The token is part of a headline.
    pub fn headline(&self, token: usize) -> bool {
        self.role(token) == Some(ParagraphRole::Headline)
    }

    /// How many sentences of the body stand before one: not counting what a page has above it.
    pub fn begun(&self, sentence: usize) -> usize {
        let prose = |p: &Paragraph| {
            let text = p.span.of(self.document.body).trim_end();
            p.role == ParagraphRole::Body && text.ends_with(['.', '!', '?', '”', '»', '"', ':'])
        };
        let before = self.document.sentences.iter().take(sentence);
        before.filter(|s| self.document.paragraphs.get(s.paragraph as usize).is_some_and(prose)).count()
    }

    fn role(&self, token: usize) -> Option<ParagraphRole> {
        let paragraph = self.sentence_of(token).and_then(|(_, p, _)| self.document.paragraphs.get(p));
        paragraph.map(|p| p.role)
    }

    /// What the events that hang on a time expression say of it; none when no event does, or they disagree. What
    /// is said today may be of tomorrow: a statement proves nothing against the tense of its sentence.
    pub fn status_at(&self, time: usize) -> Option<Status> {
        let future = self.times.get(time).and_then(|t| t.meaning.direction()).is_some_and(|d| d.is_future());
        let spoken = |m: &EventMention| matches!(m.kind, Kind::Statement | Kind::Proposal);
        let of = self.mentions.iter().filter(|m| m.time == Some(time) && !(future && spoken(m)));
        let mut of = of.map(|m| m.status);
        let Some(first) = of.next() else { return self.labelled(time) };
        let past = |s: Status| matches!(s, Status::Occurred | Status::Cancelled);
        of.all(|s| past(s) == past(first)).then_some(first)
    }

    /// "Friday. Tehran receives the ambassador.": a sentence that is nothing but a time goes with what its paragraph tells next.
    fn labelled(&self, time: usize) -> Option<Status> {
        let tokens = &self.times.get(time)?.tokens;
        let (sentence, paragraph, words) = self.sentence_of(tokens.start)?;
        let next = self.mentions.iter().find(|m| m.sentence > sentence)?;
        let here = self.document.sentences.get(next.sentence)?.paragraph as usize == paragraph;
        (words <= tokens.len() && here).then_some(next.status)
    }

    /// An encounter or a deed hangs on the expression; false when only words do, none when nothing does.
    pub fn deed_at(&self, time: usize) -> Option<bool> {
        let mut of = self.mentions.iter().filter(|m| m.time == Some(time)).peekable();
        of.peek()?;
        Some(of.any(|m| !matches!(m.kind, Kind::Statement | Kind::Proposal)))
    }

    /// Nothing but what is told beside the main clauses, or as earlier, hangs on the expression.
    pub fn beside(&self, time: usize) -> bool {
        let mut of = self.mentions.iter().filter(|m| m.time == Some(time)).peekable();
        of.peek().is_some() && of.all(EventMention::is_aside)
    }

    /// A time stands right before or behind the words that tell of an event.
    pub fn next_to(&self, mention: &EventMention, time: &TimeExpression) -> bool {
        let (first, end) = (self.document.token_at(mention.trigger.start), self.document.token_at(mention.trigger.end));
        time.tokens.start == end || time.tokens.end == first
    }

    /// All who take part in an event, and the countries and bodies they act for.
    pub fn sides(&self, mention: &EventMention) -> Vec<ActorId> {
        self.company(mention.roles.iter().map(|&(_, ix)| ix))
    }

    /// Those whom some mentions of the cast mean, and the countries and bodies they act for. An office stands
    /// for everyone who ever held it: the days will tell who.
    pub fn company(&self, mentions: impl Iterator<Item = usize>) -> Vec<ActorId> {
        let mut out: BTreeSet<ActorId> = BTreeSet::new();
        for actor in mentions.filter_map(|ix| self.cast.mentions.get(ix)) {
            for reference in &actor.refs {
                match reference {
                    ActorRef::Actor(id) => {
                        out.extend(self.country(id));
                        out.insert(id.clone());
                    }
                    ActorRef::Office { office, of } => {
                        let holders = self.registry.holders(office, &of.0);
                        out.extend(holders.iter().map(|p| ActorId::from(p.id.as_str())));
                        out.insert(of.clone());
                    }
                }
            }
            out.extend(actor.office.iter().map(|(_, of)| of.clone()));
        }
        out.into_iter().collect()
    }

    /// Where an event happens, with the country of the place.
    pub fn places(&self, mention: &EventMention) -> Vec<ActorId> {
        let Some(place) = &mention.place else { return Vec::new() };
        let country = self.country(place).filter(|c| c != place);
        std::iter::once(place.clone()).chain(country).collect()
    }

    pub fn country(&self, id: &ActorId) -> Option<ActorId> {
        let discovered = || self.cast.discovered.iter().find(|d| d.id == *id).and_then(|d| d.country.clone());
        match self.registry.get(&id.0) {
            Some(actor) => actor.country().map(ActorId::from),
            None => discovered(),
        }
    }

    /// Usual English name, or the id.
    pub fn name(&self, id: &ActorId) -> String {
        match self.registry.get(&id.0) {
            // no language has an empty code: the usual English name
            Some(actor) => actor.name("").to_owned(),
            None => self.cast.discovered.iter().find(|d| d.id == *id).map_or(id.0.to_string(), |d| d.name.clone()),
        }
    }

    /// Who is named in a run of paragraphs, with their sides, and where, with the countries of the places.
    pub fn named_in(&self, paragraphs: Range<u32>) -> (Vec<ActorId>, Vec<ActorId>) {
        let here =
            |sentence: usize| self.document.sentences.get(sentence).is_some_and(|s| paragraphs.contains(&s.paragraph));
        let cast = self.cast.mentions.iter().enumerate().filter(|(_, m)| here(m.sentence));
        let actors = self.company(cast.map(|(ix, _)| ix));
        let mut places: BTreeSet<ActorId> = BTreeSet::new();
        for place in self.cast.places.iter().filter(|p| here(p.sentence)).map(|p| &p.place) {
            places.extend(self.country(place));
            places.insert(place.clone());
        }
        for place in self.mentions.iter().filter(|m| here(m.sentence)).filter_map(|m| m.place.as_ref()) {
            places.extend(self.country(place));
            places.insert(place.clone());
        }
        (actors, places.into_iter().collect())
    }

    /// Runs a question about a mention's likeness to known gatherings. Where a gathering in some city is told of and
    /// nobody is said to be there, those named in its paragraph are taken for them.
    pub fn with_sought<T>(&self, mention: &EventMention, ask: impl FnOnce(Sought) -> T) -> T {
        let (mut actors, places) = (self.sides(mention), self.places(mention));
        let gathering = matches!(mention.kind, Kind::Summit | Kind::Meeting | Kind::Talks);
        if gathering
            && actors.is_empty()
            && places.len() > 1
            && let Some(sentence) = self.document.sentences.get(mention.sentence)
        {
            actors = self.named_in(sentence.paragraph..sentence.paragraph + 1).0;
        }
        let alone = mention.roles.len() == 1;
        ask(Sought { kind: Some(mention.kind), actors: &actors, places: &places, alone })
    }
}

/// A date that the event which hangs on it sets right: a plan does not lie behind, whatever the tense in which it
/// was made ("they fixed 14 June"), and what happened lies behind where the sentence does not say.
pub fn directed(time: &TimeExpression, status: Option<Status>) -> TimeExpression {
    let mut time = time.clone();
    let direction = match status {
        Some(Status::Occurred) => Direction::Past,
        Some(Status::Planned) => Direction::Future,
        _ => return time,
    };
    if turn(&mut time.meaning, direction) {
        time.reason = format!("{direction}: so is the event");
    }
    time
}

/// Turns what floats the other way or nowhere; "last" and "next" are said by the words themselves.
fn turn(meaning: &mut Meaning, direction: Direction) -> bool {
    match meaning {
        Meaning::Nearest { direction: own, field } => {
            let floats = matches!(field, Field::Weekday(_) | Field::Weekend | Field::Month(_) | Field::MonthDay { .. });
            // the plain past or future that words around suggest, and not what the time says itself ("next Friday")
            let wrong = matches!(own, Direction::Near | Direction::Past | Direction::Future) && *own != direction;
            let turned = floats && wrong;
            if turned {
                *own = direction;
            }
            turned
        }
        Meaning::Part { of, .. } => turn(of, direction),
        Meaning::Range { from, to } => {
            let turned = turn(from, direction);
            turn(to, direction) || turned
        }
        _ => false,
    }
}
