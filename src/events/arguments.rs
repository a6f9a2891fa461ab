//! Who stands in which place around a verb or noun.

use super::{
    Kind, Tone, elsewhere,
    groups::{Group, Tense},
    inverted,
    lexicon::Frame,
    lists::{self, joined, joined_back, list_end},
    status,
    view::View,
};
use crate::pack::{Mark, Preposition, VerbForm};
use std::ops::Range;

/// How far from its verb an actor may stand.
pub(super) const REACH: usize = 28;
/// How far before "led by" what is led may end.
const LED: usize = 4;

/// How a subject was found; the farther the way, the less sure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Before,
    /// The word that a relative clause hangs on.
    Antecedent,
    After,
    /// The country of an adjective: "Russian warplanes".
    Adjective,
    /// Of the verb before, to which this one is joined.
    Shared,
    /// Of an earlier sentence.
    Dropped,
}

/// The subject of a verb: its mentions, joined ones included.
#[derive(Debug, Clone)]
pub(super) struct Subject {
    pub mentions: Vec<usize>,
    pub way: Way,
}

/// What may stand as subject or object: no place, no mere source, no adjective.
pub(super) fn takes_part(view: &View, mention: usize) -> bool {
    let m = view.actor(mention);
    !m.locative && !m.media && (!m.adjective || lists::peoples(view, mention))
}

/// The preposition before a mention, over articles.
pub(super) fn governed(view: &View, mention: usize) -> Option<usize> {
    let mut at = view.actor(mention).tokens.start;
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
        if view.any_preposition(at) && !owner {
            return Some(at).filter(|_| !lists::partitive(view, mention, at));
        }
        if owner || !view.is(at, Mark::Determiner) && !view.is(at, Mark::Honorific) {
            return None;
        }
    }
    None
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

pub(super) fn free(view: &View, mention: usize) -> bool {
    takes_part(view, mention) && (governed(view, mention).is_none() && !owned(view, mention) || voiced(view, mention))
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

/// The subject of a group, if the sentence names one. `earlier` are the subjects of the groups before.
pub(super) fn subject(
    view: &View,
    groups: &[Group],
    index: usize,
    earlier: &[Option<Subject>],
    inversion: bool,
) -> Option<Subject> {
    let group = &groups[index];
    let previous = index.checked_sub(1).map(|i| &groups[i]);
    if let Some(found) = coordinated(view, groups, index, earlier).or_else(|| elsewhere::owner(view, group)) {
        return Some(found);
    }
    if inverted::by_press(view, group) {
        return None;
    }
    if let Some(found) = elsewhere::fell_to(view, group) {
        return Some(found);
    }
    if let Some(found) = around_insertion(view, group).or_else(|| inverted::closes(view, group)) {
        return Some(found);
    }
    if let Some(found) = before(view, groups, index, earlier) {
        // "per spiegare la posizione americana è volata a Gerusalemme la viceministra": who travels follows
        let travels = |s: &u16| view.lexicon.verbs[*s as usize].frame == Frame::Travel;
        let limit = groups.get(index + 1).map_or(view.tokens.end, |g| g.start);
        let weak = found.way == Way::Adjective && inversion && group.finite() && group.senses.iter().any(travels);
        return if weak { after(view, group, limit).or(Some(found)) } else { Some(found) };
    }
    // "Summoned to the ministry the ambassador of …": nothing but the participle tells it
    let alone = inversion && group.tense == Tense::Participle && index == 0 && group.start == view.tokens.start;
    if alone && !groups[1..].iter().any(|g| g.finite() && g.quoted == group.quoted) {
        return after(view, group, view.clause(group.verb).end);
    }
    let after_quote = follows_quotation(view, group.start);
    // what follows an infinitive is its object: "să retragă trupele"
    let follows = !group.passive | group.reflexive | group.finite() && group.tense != Tense::Infinitive;
    // "said the group, blaming Israel": and what follows a gerund is its object, too
    let follows = follows && group.tense != Tense::Gerund;
    if (inversion && stands_first(view, group) || after_quote || inverted::trails(view, group)) && follows {
        let limit = groups.get(index + 1).map_or(view.tokens.end, |g| g.start);
        if let Some(found) = after(view, group, limit) {
            return Some(found);
        }
    }
    if group.tense == Tense::Infinitive
        && let Some(found) = elsewhere::cleft(view, group)
    {
        return Some(found);
    }
    if let Some(found) = elsewhere::equated(view, group) {
        return Some(found);
    }
    if let Some(found) = inverted::accused(view, groups, index) {
        return Some(found);
    }
    // "met Putin and said …": the same subject; "said it would send": who speaks, by a pronoun
    if let (Some(previous), Some(Some(shared))) = (previous, index.checked_sub(1).and_then(|i| earlier.get(i)))
        && previous.quoted == group.quoted
        && (continues(view, previous.end..group.start) || of_itself(view, previous, group))
    {
        return Some(Subject { mentions: shared.mentions.clone(), way: Way::Shared });
    }
    if goes_along(view, group) {
        let main = groups[..index].iter().zip(earlier).rev().find(|(g, _)| g.finite() && g.quoted == group.quoted);
        let shared = main.and_then(|(_, subject)| subject.as_ref())?;
        return Some(Subject { mentions: shared.mentions.clone(), way: Way::Shared });
    }
    None
}

/// "left without signing", "spoke at length, agreeing to meet again": a verb without a subject of its own that goes
/// along with the main verb of its sentence.
fn goes_along(view: &View, group: &Group) -> bool {
    let after_comma = view.has(group.start.wrapping_sub(1)) && view.text(group.start - 1) == ",";
    match group.tense {
        Tense::Gerund => after_comma || status::without(view, group.start) || inverted::by(view, group),
        Tense::Infinitive => status::without(view, group.start),
        _ => false,
    }
}

/// "Tajani, expected in Belgrade with Crosetto, spoke …": what stands between two commas before the verb is set aside.
fn around_insertion(view: &View, group: &Group) -> Option<Subject> {
    let close = group.start.checked_sub(1).filter(|t| view.has(*t) && view.text(*t) == ",")?;
    let floor = view.tokens.start.max(group.start.saturating_sub(REACH));
    // the comma that opens the insertion follows a name that may be the subject
    let opens = |t: &usize| {
        view.text(*t) == "," && view.mention(*t - 1).is_some_and(|m| view.actor(m).tokens.end == *t && free(view, m))
    };
    // "Biden, speaking with Harris and Blinken beside him, said": whoever the words of another verb name
    let verbal = |t: &usize| {
        let form = |v: &super::view::VerbHit| matches!(v.form, VerbForm::Gerund | VerbForm::Participle);
        view.verbs.iter().any(|v| v.start == *t + 1 && form(v))
    };
    let first = (floor + 1..close).find(|t| opens(t) && verbal(t));
    let open = first.or_else(|| (floor + 1..close).rev().find(opens))?;
    let quoted = (open..close).any(|t| view.quoted(t) != group.quoted);
    let named = |t: usize| view.mention(t).is_some() || view.is(t, Mark::Determiner) && view.mention(t + 1).is_some();
    let list = named(open + 1) || (open + 1..close).any(|t| view.is(t, Mark::And) && named(t + 1));
    if quoted || list && first.is_none() || close - open <= 1 {
        return None;
    }
    let mention = view.mention(open - 1)?;
    Some(Subject { mentions: joined_back(view, mention, floor), way: Way::Before })
}

/// "Blinken said that Russia could attack and urged …": right after "and" a verb goes on where the last one of its tense
/// began; one of speech where the last one of speech did.
fn coordinated(view: &View, groups: &[Group], index: usize, earlier: &[Option<Subject>]) -> Option<Subject> {
    let group = &groups[index];
    let and = group.start.checked_sub(1).is_some_and(|t| view.is(t, Mark::And));
    if !and || !group.finite() || group.passive && !group.reflexive {
        return None;
    }
    let says = |g: &Group| g.senses.iter().any(|s| view.lexicon.verbs[*s as usize].frame == Frame::Say);
    let last = &groups[..index];
    let alike = |g: &Group| g.finite() && g.tense == group.tense && g.quoted == group.quoted;
    let of_speech = last.iter().rposition(|g| alike(g) && says(g)).filter(|_| says(group));
    let from = of_speech.or_else(|| last.iter().rposition(alike))?;
    // what is right before may be joined to it in any tense; `before` sees to that
    if from + 1 == index {
        return None;
    }
    let shared = earlier.get(from)?.as_ref()?;
    Some(Subject { mentions: shared.mentions.clone(), way: Way::Shared })
}

/// The verb is of those whose subject may follow outside of quotations: who comes, meets or says. Whoever follows a
/// verb that does something to others is one of these others: "ha accusato Parigi".
fn stands_first(view: &View, group: &Group) -> bool {
    // "al quale aveva telefonato Obama": the relative is the object
    let clause = view.clause(group.verb).start.max(view.tokens.start + 1);
    let related = (clause..group.start).any(|t| view.is(t, Mark::Relative) && view.preposition(t - 1, Preposition::To));
    group.reflexive
        || related
        || group.senses.iter().any(|s| {
            let sense = &view.lexicon.verbs[*s as usize];
            match sense.frame {
                Frame::Travel | Frame::Happen => true,
                Frame::Say => matches!(sense.tone, None | Some(Tone::Neutral)),
                Frame::Meet | Frame::Host | Frame::Act => false,
            }
        })
}

fn before(view: &View, groups: &[Group], index: usize, earlier: &[Option<Subject>]) -> Option<Subject> {
    let group = &groups[index];
    let mut at = inserted(view, groups, index).unwrap_or(group.start);
    let floor = view.tokens.start.max(group.start.saturating_sub(REACH * 2));
    let mut commas = 0;
    let mut people: Option<usize> = None;
    while at > floor {
        at -= 1;
        if view.quoted(at) != group.quoted {
            if group.quoted {
                return None;
            }
            // the words of a quotation are not the clause's; its speaker may stand before it
            while at > floor && view.quoted(at) {
                at -= 1;
            }
            return acts(people);
        }
        if let Some(mention) = view.mention(at) {
            let m = view.actor(mention);
            at = m.tokens.start;
            let object = object_of_earlier(view, groups, index, mention) && !controls(view, groups, index);
            if free(view, mention) && !object {
                return Some(Subject { mentions: joined_back(view, mention, floor), way: Way::Before });
            }
            // "Russian warplanes struck …": the country acts through the noun that its adjective stands by
            if m.adjective && !m.locative && group.start - m.tokens.end <= 4 && governed(view, mention).is_none() {
                people = people.or(Some(mention));
            }
            continue;
        }
        // "…, his office said": someone who was named before
        if at + 1 == group.start && view.is(at, Mark::Voice) && at > floor && view.is(at - 1, Mark::Determiner) {
            return None;
        }
        match view.text(at) {
            ";" => return None,
            // "Kim oversaw the launch, state media said"
            "," if commas == 0 && inverted::unnamed(view, at, group) => return acts(people),
            "," => commas += 1,
            _ => {}
        }
        if view.is(at, Mark::Relative) {
            // "una lettera in cui chiede": what the relative hangs on does nothing, but who sent it
            if at >= floor + 2 && view.any_preposition(at - 1) && view.mention(at - 2).is_none() {
                let main = (view.tokens.start..at).filter_map(|t| view.mention(t)).find(|m| free(view, *m));
                let main = main.filter(|_| !view.preposition(at - 1, Preposition::To));
                let shared = main.map(|m| Subject { mentions: joined(view, m, at), way: Way::Shared });
                return shared.or_else(|| acts(people));
            }
            // the antecedent stands right before, over a comma or preposition
            let back = (at.saturating_sub(2).max(floor)..at).rev().find_map(|t| view.mention(t));
            if let Some(mention) = back.filter(|m| takes_part(view, *m)) {
                return Some(Subject { mentions: vec![mention], way: Way::Antecedent });
            }
            if commas == 0 {
                return acts(people);
            }
        }
        if commas == 0 && (view.is(at, Mark::Complementizer) || view.is(at, Mark::Subordinator)) {
            // where one word is complementizer and relative, a name and a comma before it make it the latter
            if view.is(at, Mark::Complementizer) && at >= floor + 2 && view.text(at - 1) == "," {
                let name = view.mention(at - 2).filter(|m| takes_part(view, *m));
                return name.map(|m| Subject { mentions: vec![m], way: Way::Antecedent }).or_else(|| acts(people));
            }
            return acts(people);
        }
        // "letting American aircraft train": over another verb those beside this one are nearest
        if people.is_some() && groups[..index].iter().any(|g| g.verb == at && !g.finite()) {
            return acts(people);
        }
        // over an earlier verb: its subject, when this clause goes on after an insertion
        if let Some(i) = groups[..index].iter().rposition(|g| g.verb == at && g.finite()) {
            // "a décidé d'expulser": who decides does it
            if group.tense == Tense::Infinitive && view.any(at..groups[i].end, Mark::Decided) {
                continue;
            }
            let shared = earlier.get(i).cloned().flatten()?;
            let insertion = shared.way == Way::Antecedent && commas > 0;
            return insertion.then_some(Subject { mentions: shared.mentions, way: Way::Shared });
        }
    }
    acts(people)
}

/// "the envoys, he alleged, had leaned on the bloc": where the words begin that say between commas who speaks.
fn inserted(view: &View, groups: &[Group], index: usize) -> Option<usize> {
    let group = &groups[index];
    let close = group.start.checked_sub(1).filter(|t| view.has(*t) && view.text(*t) == ",")?;
    let says = groups[..index].iter().rev().find(|g| g.end <= close)?;
    let open = (view.tokens.start..says.start).rev().take(5).find(|t| view.text(*t) == ",")?;
    let speech = says.finite() && says.senses.iter().any(|s| view.lexicon.verbs[*s as usize].frame == Frame::Say);
    let bare = close - says.end <= 4 && (open + 1..close).all(|t| !view.quoted(t) && !opens(view, t));
    let alone = !groups[..index].iter().any(|g| g.verb > open && g.verb != says.verb);
    (group.finite() && !group.quoted && speech && bare && alone && open > view.tokens.start).then_some(open)
}

fn opens(view: &View, token: usize) -> bool {
    [Mark::Complementizer, Mark::Relative, Mark::Subordinator, Mark::And].iter().any(|m| view.is(token, *m))
}

/// "it had sent", "they signed": a small pronoun that goes back to who acted before.
pub(super) fn pronoun(view: &View, group: &Group) -> bool {
    let before = group.start.checked_sub(1).filter(|t| view.has(*t));
    !group.passive && group.finite() && before.is_some_and(|t| view.is(t, Mark::Self_) && view.mention(t).is_none())
}

/// What the last of the groups tells is denied: "denies that the sky was closed", "denied it had fired".
pub(super) fn denied(view: &View, groups: &[Group]) -> bool {
    let [before @ .., group] = groups else { return false };
    let Some(says) = before.iter().rev().find(|g| g.finite() && g.quoted == group.quoted) else { return false };
    let clause = view.clause(says.verb);
    let refuses = |s: &super::lexicon::Sense| s.frame == Frame::Say && s.tone == Some(Tone::Refusal);
    let that = (says.end..(says.end + 2).min(group.start + 1))
        .any(|t| view.is(t, Mark::Complementizer) || view.is(t, Mark::Self_) && t + 1 == group.start);
    that && !says.negated
        && super::candidate::fitting(view, &says.senses, says.end, &clause).next().is_some_and(|(_, s)| refuses(s))
}

fn acts(country: Option<usize>) -> Option<Subject> {
    country.map(|m| Subject { mentions: vec![m], way: Way::Adjective })
}

/// A mention that follows an earlier verb as its object is not the subject of the next.
fn object_of_earlier(view: &View, groups: &[Group], index: usize, mention: usize) -> bool {
    let start = view.actor(mention).tokens.start;
    let Some(previous) = groups[..index].iter().rev().find(|g| g.end <= start) else { return false };
    if !previous.finite() && previous.tense != Tense::Infinitive && previous.tense != Tense::Gerund {
        return false;
    }
    let between = previous.end..start;
    let close = between.len() <= 3
        && between.clone().all(|t| {
            let small = [Mark::Determiner, Mark::Adverb, Mark::Honorific].iter().any(|m| view.is(t, *m));
            small || view.any_preposition(t)
        });
    close && view.segment_of(previous.verb) == view.segment_of(start)
}

/// "accused Kyiv of attacking", "urged Tehran to halt": whom the words address is to do, or has done, what they name.
fn controls(view: &View, groups: &[Group], index: usize) -> bool {
    let toned = |s: &u16| {
        let sense = &view.lexicon.verbs[*s as usize];
        sense.frame == Frame::Say && sense.tone.is_some_and(|t| t != Tone::Neutral)
    };
    matches!(groups[index].tense, Tense::Gerund | Tense::Infinitive)
        && index.checked_sub(1).is_some_and(|i| groups[i].senses.iter().any(toned))
}

fn after(view: &View, group: &Group, limit: usize) -> Option<Subject> {
    let limit = limit.min(group.end + 14);
    let mut at = group.end;
    while at < limit {
        if view.quoted(at) != group.quoted || matches!(view.text(at), ";" | ":") {
            return None;
        }
        if let Some(mention) = view.mention(at) {
            // "fără ei, recunosc diplomații, Juba ar fi căzut": a verb of its own follows
            if view.text(at - 1) == "," && view.verbal(view.actor(mention).tokens.end) {
                return None;
            }
            if free(view, mention) {
                return Some(Subject { mentions: joined(view, mention, limit), way: Way::After });
            }
            at = list_end(view, mention, limit);
            continue;
        }
        // "per la politica estera": before a noun the word opens no clause
        let clause = view.is(at, Mark::Complementizer)
            || view.is(at, Mark::Subordinator) && !(view.any_preposition(at) && view.is(at + 1, Mark::Determiner));
        if clause {
            return None;
        }
        at += 1;
    }
    None
}

/// The second verb tells what the first one says, of the speaker: nobody else is named between them.
fn of_itself(view: &View, previous: &Group, group: &Group) -> bool {
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

/// Only "and", commas, adverbs and what belongs to the first verb stand between the two.
fn continues(view: &View, between: Range<usize>) -> bool {
    let Some(last) = between.clone().next_back() else { return true };
    let mut at = last;
    while at > between.start && (view.is(at, Mark::Adverb) || view.is(at, Mark::Negation)) {
        at -= 1;
    }
    view.is(at, Mark::And) || view.text(at) == "," || view.is(at, Mark::Complementizer)
}

/// The group stands right after the end of a quotation (and a comma).
pub(super) fn follows_quotation(view: &View, start: usize) -> bool {
    let mut at = start;
    // pronouns that the verb takes along: "le-a cerut", "lo ha detto"
    while view.has(at.wrapping_sub(1)) && (view.is(at - 1, Mark::Adverb) || view.text(at - 1) == "-") {
        at -= 1;
    }
    for _ in 0..3 {
        if at == 0 {
            return false;
        }
        at -= 1;
        if view.document.tokens[at].quoted {
            return true;
        }
        if view.document.tokens[at].kind != crate::text::TokenKind::Mark {
            return false;
        }
    }
    view.document.tokens.get(at.wrapping_sub(1)).is_some_and(|t| t.quoted)
}

/// A place stands right before, over a comma.
fn after_place(view: &View, at: usize) -> bool {
    let before = at.checked_sub(1).filter(|t| view.has(*t));
    let before =
        before.and_then(|t| if view.text(t) == "," { t.checked_sub(1).filter(|t| view.has(*t)) } else { Some(t) });
    let city = |t: usize| {
        let places = &view.cast.places;
        let next = places.partition_point(|p| p.tokens.end <= t);
        places.get(next).is_some_and(|p| p.tokens.contains(&t))
    };
    before.is_some_and(|t| view.mention(t).map_or(city(t), |m| view.actor(m).locative))
}

/// The verb begins its clause: nothing that could be a subject stands before it.
pub(super) fn begins_clause(view: &View, start: usize) -> bool {
    let mut at = start;
    // "a Glasgow, dove a margine della conferenza vedrà …": nobody is named since the relative
    let clause = view.clause(start).start;
    if view.is(clause, Mark::Relative)
        && after_place(view, clause)
        && (clause..start).all(|t| view.mention(t).is_none())
    {
        return true;
    }
    while at > view.tokens.start {
        at -= 1;
        let text = view.text(at);
        // "quando venerdì incontrerà …"
        if view.is(at, Mark::Adverb) || view.timed(at) {
            continue;
        }
        return view.is(at, Mark::And)
            || view.is(at, Mark::Complementizer)
            || view.is(at, Mark::Subordinator)
            // "a letter in which asks …"
            || view.is(at, Mark::Relative) && at > view.tokens.start && view.any_preposition(at - 1)
            // "arrives in Kyiv where will meet …": nobody but a place stands before the relative
            || view.is(at, Mark::Relative) && after_place(view, at)
            || matches!(text, "," | ";" | ":" | "”" | "\"" | "»" | "“" | "«" | "„" | "—" | "–");
    }
    true
}
