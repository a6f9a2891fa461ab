//! What binds an actor: a preposition before it, what it owns or belongs to. Who is free may act.

use super::{Kind, lists, view::View};
use crate::{
    actors::MentionForm,
    pack::{Mark, Preposition},
    text::TokenKind,
};

/// How far before "led by" what is led may end.
const LED: usize = 4;

/// What may stand as subject or object: no place, no mere source, no adjective.
pub(super) fn takes_part(view: &View, mention: usize) -> bool {
    let m = view.actor(mention);
    !m.locative && !m.media && (!m.adjective || lists::peoples(view, mention)) && !lists::in_brackets(view, mention)
}

/// The preposition before a mention, over articles.
pub(super) fn governed(view: &View, mention: usize) -> Option<usize> {
    let mut at = view.actor(mention).tokens.start;
    if let Some(including) = led_in(view, mention) {
        return stood_for(view, including);
    }
    for _ in 0..3 {
        if at <= view.tokens.start {
            return None;
        }
        at -= 1;
        // "a delegation headed by Riman": who leads stands for it
        if view.is(at, Mark::Led) {
            return Some(at).filter(|_| gathering_led(view, at));
        }
        // "called in the Russian ambassador": a word that belongs to the verb leads nobody in
        if inside_verb(view, at) {
            return None;
        }
        // "the opposition's Penny Wong": whose she is leads her in nowhere
        let owner = view.document.tokens[at].glued && view.preposition(at, Preposition::Of);
        if view.is(at, Mark::As) && verb_follows(view, mention) {
            return None;
        }
        // "secondo l'Unicef, ha avvertito": whose words they are is no subject
        if view.is(at, Mark::According) {
            return Some(at);
        }
        if view.any_preposition(at) && !owner {
            // "par des missiles russes", "contre des positions russes": the second of two is an article
            let first = at.checked_sub(1).filter(|t| view.is(at, Mark::Partitive) && view.any_preposition(*t));
            return first.or(Some(at)).filter(|_| !lists::partitive(view, mention, at));
        }
        // "expulsion of 10 Russian diplomats"
        let noun =
            |of: usize| view.nouns.iter().any(|n| n.end.abs_diff(of) < 2) && view.preposition(of, Preposition::Of);
        let count = view.document.tokens[at].kind == TokenKind::Number && at.checked_sub(1).is_some_and(noun);
        if owner || !count && !view.is(at, Mark::Determiner) && !view.is(at, Mark::Honorific) {
            return None;
        }
    }
    None
}

/// "including the French president": the word before somebody, over an article, that leads in those of a list who are named.
pub(super) fn led_in(view: &View, mention: usize) -> Option<usize> {
    let before = |t: usize| t.checked_sub(1).filter(|t| view.has(*t));
    let at = before(view.actor(mention).tokens.start)?;
    let at = if view.is(at, Mark::Determiner) && !view.is(at, Mark::Including) { before(at)? } else { at };
    Some(at).filter(|t| view.is(*t, Mark::Including))
}

/// "spoke with several leaders, including Merkel": the preposition before those for whom whoever is named stands. Of commas only
/// the one that parts them from the named may stand between.
fn stood_for(view: &View, including: usize) -> Option<usize> {
    let leads = |t: usize| view.is(t, Mark::Including) || view.text(t) == ",";
    let before = (including.saturating_sub(INCLUDED).max(view.tokens.start)..including).rev().skip_while(|t| leads(*t));
    let mut before = before.take_while(|t| !view.verbal(*t) && !view.timed(*t) && view.text(*t) != ",");
    before.find(|t| view.any_preposition(*t) && !view.preposition(*t, Preposition::Of))
}

/// How many words may stand between a preposition and the word that leads in some of those behind it.
const INCLUDED: usize = 9;

/// "as Lavrov had announced": a verb follows, with nothing but its auxiliaries before it.
fn verb_follows(view: &View, mention: usize) -> bool {
    const SMALL: [Mark; 4] = [Mark::HavePast, Mark::HavePresent, Mark::Adverb, Mark::Reflexive];
    let end = view.actor(mention).tokens.end;
    let small = |t: usize| SMALL.iter().any(|m| view.is(t, *m));
    let verb = (end..(end + 4).min(view.tokens.end)).find(|t| !small(*t));
    verb.is_some_and(|t| view.verbs.iter().any(|v| v.start == t))
}

/// "called in", "hauled in", "laid into": the small word is part of the verb.
fn inside_verb(view: &View, at: usize) -> bool {
    const LEADS: [Preposition; 6] = [
        Preposition::With,
        Preposition::To,
        Preposition::By,
        Preposition::Of,
        Preposition::Between,
        Preposition::Against,
    ];
    let part = |v: &super::view::VerbHit| v.start < at && at + 1 == v.end;
    !LEADS.iter().any(|p| view.preposition(at, *p)) && view.verbs.iter().any(part)
}

/// "Monday's round, chaired by Fidan": who leads talks is not the talks.
fn gathering_led(view: &View, led: usize) -> bool {
    let first = (view.tokens.start..=led).rev().take_while(|t| view.is(*t, Mark::Led)).last().unwrap_or(led);
    view.nouns.iter().any(|n| {
        let kind = view.lexicon.nouns[n.sense as usize].kind;
        n.end <= first && first - n.end <= LED && matches!(kind, Some(Kind::Talks | Kind::Meeting | Kind::Summit))
    })
}

/// "Russia's": the mention owns what follows.
fn possessive(view: &View, mention: usize) -> bool {
    let after = view.actor(mention).tokens.end;
    view.has(after) && view.document.tokens[after].glued && view.preposition(after, Preposition::Of)
}

/// "Russia's", "Rusiei": the mention belongs to another noun.
fn owned(view: &View, mention: usize) -> bool {
    // of people only a title shows the case, and it may be that of another noun
    let m = view.actor(mention);
    let article = m.tokens.start.checked_sub(1).is_some_and(|t| lists::partitive(view, mention, t));
    possessive(view, mention) || m.genitive && m.gender.is_none() && !article
}

/// Nothing binds it: it may act, or speak through one who stands for it.
pub(super) fn free(view: &View, mention: usize) -> bool {
    // "the NATO–Ukraine commission", "the Putin-Erdogan meeting": names in a compound act by a noun beside them
    let tokens = &view.actor(mention).tokens;
    let compound = view.hyphen(tokens.end) || tokens.start.checked_sub(1).is_some_and(|t| view.hyphen(t));
    // "Ambasadorului i s-a cerut": by its case an office is no subject
    let oblique = view.actor(mention).genitive && view.actor(mention).form == MentionForm::Office;
    !compound
        && !oblique
        && takes_part(view, mention)
        && (governed(view, mention).is_none() && !owned(view, mention) || voiced(view, mention))
}

/// "A spokesman for Abdul-Mahdi", "Netanyahu's office": who speaks so speaks through the name.
fn voiced(view: &View, mention: usize) -> bool {
    let after = view.actor(mention).tokens.end + 1;
    if possessive(view, mention) {
        return view.is(after, Mark::Voice);
    }
    governed(view, mention)
        .is_some_and(|at| (at.saturating_sub(2).max(view.tokens.start)..=at).any(|t| view.is(t, Mark::Voice)))
}
