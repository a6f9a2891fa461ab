//! Subjects that a verb has from another: those of verbs joined to one, and of what goes along with them.

use super::{
    Tone,
    arguments::{Subject, Way},
    groups::{Group, Tense},
    inverted,
    lexicon::Frame,
    status,
    view::{View, bits},
};
use crate::pack::{Mark, Preposition};
use std::ops::Range;

/// "left without signing", "spoke at length, agreeing to meet again": a verb without a subject of its own that goes
/// along with the main verb of its sentence.
pub(super) fn goes_along(view: &View, group: &Group) -> bool {
    let before = group.start.checked_sub(1).filter(|t| view.has(*t));
    let after_comma = before.is_some_and(|t| view.text(t) == ",");
    // "left the talks after expelling two envoys"
    let led = before.is_some_and(|t| view.is(t, Mark::Around) || view.is(t, Mark::Subordinator));
    match group.tense {
        Tense::Gerund => after_comma || led || status::without(view, group.start) || inverted::by(view, group),
        Tense::Infinitive => status::without(view, group.start) || status::led_by_sequel(view, group),
        // "dopo aver ricevuto Zelensky", "après avoir reçu": the infinitive of what was done before
        Tense::Past => group.start < group.verb && !group.passive && status::led_by_sequel(view, group),
        _ => false,
    }
}

/// "will fly to Seoul on Wednesday to meet Lee", "sarà a Seul per incontrare Lee": who goes somewhere does there what he goes
/// for.
pub(super) fn purpose(view: &View, groups: &[Group], index: usize, earlier: &[Option<Subject>]) -> Option<Subject> {
    let (group, going) = (&groups[index], &groups[index.checked_sub(1)?]);
    let travels = |s: &u16| view.lexicon.verbs[*s as usize].frame == Frame::Travel;
    let led = (group.start.checked_sub(1)?..group.verb)
        .any(|t| view.preposition(t, Preposition::For) || view.is(t, Mark::Infinitive));
    let small = |t: usize| {
        let named = view.mention(t).is_some() || view.timed(t) || view.any_preposition(t);
        named || [Mark::Determiner, Mark::Infinitive, Mark::Reflexive, Mark::Adverb].iter().any(|m| view.is(t, *m))
    };
    let placed = |t: usize| view.cast.places.iter().any(|p| p.tokens.contains(&t));
    let between = going.end..group.start;
    let near = between.len() <= GOING && between.into_iter().all(|t| small(t) || placed(t));
    let goes = going.finite() && going.quoted == group.quoted && going.senses.iter().any(travels);
    let shared =
        earlier.get(index - 1)?.as_ref().filter(|_| group.tense == Tense::Infinitive && led && near && goes)?;
    Some(Subject { mentions: shared.mentions.clone(), way: Way::Shared })
}

/// So many words tell where and when somebody goes.
const GOING: usize = 10;

/// "Blinken said that Russia could attack and urged …": right after "and" a verb goes on where the last one of its tense
/// began; one of speech where the last one of speech did.
pub(super) fn coordinated(view: &View, groups: &[Group], index: usize, earlier: &[Option<Subject>]) -> Option<Subject> {
    let group = &groups[index];
    let before = group.start.checked_sub(1).filter(|t| view.has(*t));
    let and = before.is_some_and(|t| view.is(t, Mark::And));
    // "chaired the meeting, warned Moscow and left": an "and" closes the list
    let listed = || before.is_some_and(|t| view.text(t) == ",") && closed(view, group);
    if !(and || listed()) || !group.finite() || group.passive && !group.reflexive {
        return None;
    }
    let says = |g: &Group| g.senses.iter().any(|s| view.lexicon.verbs[*s as usize].frame == Frame::Say);
    let last = &groups[..index];
    let alike = |g: &Group| g.finite() && g.tense == group.tense && g.quoted == group.quoted;
    let of_speech = last.iter().rposition(|g| alike(g) && says(g)).filter(|_| says(group));
    let from = of_speech.or_else(|| last.iter().rposition(alike))?;
    // who comes or what happens may stand behind its verb: "Macron left and came Putin"
    let moves = |s: &u16| matches!(view.lexicon.verbs[*s as usize].frame, Frame::Travel | Frame::Happen);
    if from + 1 == index && group.senses.iter().all(moves) {
        return None;
    }
    let shared = earlier.get(from)?.as_ref()?;
    Some(Subject { mentions: shared.mentions.clone(), way: Way::Shared })
}

/// "denied a part in the attack that killed Hariri, recalling …": a gerund of speech goes along with the last verb of speech,
/// and not with whom a relative clause between them names.
pub(super) fn over_relative(
    view: &View,
    groups: &[Group],
    index: usize,
    earlier: &[Option<Subject>],
) -> Option<Subject> {
    let group = &groups[index];
    let comma = group.start.checked_sub(1).filter(|t| view.has(*t) && view.text(*t) == ",")?;
    let says = |g: &Group| g.senses.iter().any(|s| view.lexicon.verbs[*s as usize].frame == Frame::Say);
    if group.tense != Tense::Gerund || group.quoted || !says(group) {
        return None;
    }
    let main = groups[..index].iter().rposition(|g| g.finite() && !g.quoted && says(g))?;
    // "the attack that killed": what hangs on a noun, and none that is said
    let hangs = |t: &usize| view.is_one(*t, bits(&[Mark::Relative, Mark::Complementizer])) && view.common(*t - 1);
    let relative = (groups[main].end + 1..comma).rev().find(hangs)?;
    let named = (relative..comma).any(|t| view.mention(t).is_some());
    let parted = (relative..comma).any(|t| view.text(t) == ",");
    let shared = earlier.get(main)?.as_ref().filter(|_| named && !parted)?;
    Some(Subject { mentions: shared.mentions.clone(), way: Way::Shared })
}

/// A verb in the list that a verb behind the next "and" closes.
fn closed(view: &View, group: &Group) -> bool {
    let clause = view.clause(group.verb);
    let and = (group.end..clause.end).find(|t| view.is(*t, Mark::And) && view.mention(*t + 1).is_none());
    and.is_some_and(|t| view.verbal(t + 1) || view.is(t + 1, Mark::Adverb) && view.verbal(t + 2))
}

/// The second verb tells what the first one says, of the speaker: nobody else is named between them.
pub(super) fn of_itself(view: &View, previous: &Group, group: &Group) -> bool {
    let between = previous.end..group.start;
    let says = previous.senses.iter().any(|s| view.lexicon.verbs[*s as usize].frame == Frame::Say);
    let other = |m: usize| view.actor(m).form != crate::actors::MentionForm::Pronoun;
    let nobody =
        between.clone().all(|t| !view.mention(t).is_some_and(other) && !matches!(view.text(t), "," | ";" | ":"));
    if !nobody {
        return false;
    }
    if group.finite() {
        let last = between.clone().next_back();
        return says
            && between.len() <= 6
            && last.is_some_and(|t| view.is(t, Mark::Self_) || view.is(t, Mark::Complementizer));
    }
    // "said he was ready to meet", "a spus că este dispus să se întâlnească"
    let ready = |t: usize| view.is(t, Mark::Willing) || view.is(t, Mark::Hoped) || view.is(t, Mark::Planned);
    group.tense == Tense::Infinitive && between.len() <= 5 && (previous.end..group.verb).any(ready)
}

/// The verb may ask for something.
pub(super) fn asks(view: &View, group: &Group) -> bool {
    group.senses.iter().any(|s| {
        let sense = &view.lexicon.verbs[*s as usize];
        sense.frame == Frame::Say && sense.tone == Some(Tone::Appeal)
    })
}

/// "a cerut Rusiei să retragă trupele": whoever is asked is to do it, and not who asks.
pub(super) fn asked_of(view: &View, previous: &Group, group: &Group) -> bool {
    let named = |t: usize| view.mention(t).is_some_and(|m| !view.actor(m).adjective && !view.actor(m).locative);
    group.tense == Tense::Infinitive && asks(view, previous) && (previous.end..group.start).any(named)
}

/// Only "and", commas, adverbs and what belongs to the first verb stand between the two.
pub(super) fn continues(view: &View, between: Range<usize>) -> bool {
    let Some(last) = between.clone().next_back() else { return true };
    let mut at = last;
    // a word that is "and" and "also" is "and" here
    let skips = |t: usize| (view.is(t, Mark::Adverb) || view.is(t, Mark::Negation)) && !view.is(t, Mark::And);
    while at > between.start && skips(at) {
        at -= 1;
    }
    view.is(at, Mark::And) || view.text(at) == "," || view.is(at, Mark::Complementizer)
}
