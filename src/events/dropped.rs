//! Verbs without a subject, in languages that leave it out: "ha aggiunto", "a spus".

use super::{
    arguments::{self, Subject, Way},
    clauses,
    groups::{Group, Tense},
    inverted,
    lexicon::Frame,
    parties::Parties,
    view::View,
    voices,
};
use crate::pack::Mark;

/// What one sentence leaves to the next.
#[derive(Debug, Default)]
pub(super) struct Discourse {
    /// Who spoke last.
    pub speaker: Option<Vec<usize>>,
    /// Who acted last.
    pub subject: Option<Vec<usize>>,
    /// Between whom talks are.
    pub parties: Parties,
}

/// Whom a verb without a subject may mean.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dropped<'a> {
    /// The subject of an earlier clause of the sentence.
    pub of_sentence: Option<&'a Subject>,
    pub discourse: &'a Discourse,
}

impl Dropped<'_> {
    /// Who acted last, if it was one person.
    fn actor(&self, view: &View) -> Option<&Vec<usize>> {
        let one = |m: &&Vec<usize>| matches!(m[..], [m] if view.actor(m).gender.is_some());
        self.discourse.subject.as_ref().filter(one)
    }

    /// The subject that the verb goes on with.
    pub fn by(&self, view: &View, group: &Group, saying: bool) -> Option<Subject> {
        if self.of_sentence.is_none() && of_thing(view, group) {
            return None;
        }
        // after a quotation it is the last speaker, wherever he was named
        let after_quote = clauses::follows_quotation(view, group.start) || inverted::echoes(view, group);
        // "Putin and Xi met. Both thanked …", "They said …": several who acted together
        let several = self.discourse.subject.as_ref().filter(|s| s.len() > 1 && arguments::pronoun(view, group));
        let holder = saying.then(|| voices::holder(view)).flatten().map(|m| vec![m]);
        let mentions = match self.of_sentence.filter(|_| !after_quote) {
            Some(subject) => &subject.mentions,
            None if holder.is_some() => holder.as_ref()?,
            None if several.is_some() => several?,
            // "revoked the visas. “…”, ha minacciato": where nobody has spoken yet, who acted last
            None if saying => self.discourse.speaker.as_ref().or_else(|| self.actor(view))?,
            None => self.discourse.subject.as_ref()?,
        };
        // "it", "they": a body or several; for whom "he" and "she" mean the actors see
        let thing = mentions.len() > 1 || mentions.iter().all(|m| view.actor(*m).gender.is_none());
        let fits = thing || !arguments::pronoun(view, group);
        fits.then(|| Subject { mentions: mentions.clone(), way: Way::Dropped })
    }
}

/// "a resolution that asks for …": a thing is the subject, of which nobody earlier is meant.
fn of_thing(view: &View, group: &Group) -> bool {
    let Some(that) = group.start.checked_sub(1).filter(|t| view.has(*t)) else { return false };
    let relative = view.is(that, Mark::Relative) || view.is(that, Mark::Complementizer);
    relative && that.checked_sub(1).is_some_and(|thing| view.common(thing))
}

/// The verb may stand without a subject: it begins its clause or follows a quotation.
pub(super) fn drops(view: &View, group: &Group) -> bool {
    group.tense != Tense::Infinitive
        && group.tense != Tense::Participle
        && (clauses::begins_clause(view, group.start)
            || clauses::follows_quotation(view, group.start)
            || arguments::pronoun(view, group))
}

/// Somebody or something else is the subject, whom nobody knows: "L'esperto dell'Onu, X, si è detto allarmato", "è arrivato da
/// Baghdad il segnale".
pub(super) fn otherwise(view: &View, group: &Group, frame: Frame) -> bool {
    unnamed_opening(view, group) || frame == Frame::Travel && arrives(view, group)
}

/// The sentence opens with a noun and its article, and this is its first verb.
fn unnamed_opening(view: &View, group: &Group) -> bool {
    let first = view.tokens.start;
    let noun = first + 1;
    let opens = view.is(first, Mark::Determiner) && !view.any_preposition(first) && view.common(noun);
    let earlier = (first..group.start).any(|t| view.verbal(t) || view.quoted(t));
    // "Il piano, ha spiegato, prevede …": put in between by the speaker
    let inserted = view.has(group.end) && view.text(group.end) == ",";
    opens && !earlier && !inserted && !view.quoted(group.verb)
}

/// Behind the verb, over places and times, stands a noun with its article.
fn arrives(view: &View, group: &Group) -> bool {
    let small = |t: &usize| {
        view.timed(*t) || view.any_preposition(*t) || view.mention(*t).is_some() || view.is(*t, Mark::Adverb)
    };
    let placed = |t: &usize| view.cast.places.iter().any(|p| p.tokens.contains(t));
    let behind = group.end..(group.end + REACH).min(view.tokens.end);
    let Some(at) = behind.clone().find(|t| !small(t) && !placed(t)) else { return false };
    let led = at > group.end && view.any_preposition(at - 1);
    view.is(at, Mark::Determiner) && !led && view.common(at + 1)
}

/// How far behind its verb a subject may stand.
const REACH: usize = 6;
