//! Who stands in which place around a verb or noun.

use super::{
    Kind, Tone, clauses, coordination, elsewhere,
    governed::{free, governed, takes_part},
    groups::{Group, Tense},
    headlines, inverted,
    lexicon::{Frame, Sense},
    lists::{self, joined, joined_back, list_end},
    shared,
    view::View,
};
use crate::{
    pack::{Mark, Preposition, VerbForm},
    text::TokenKind,
};

/// How far from its verb an actor may stand.
pub(super) const REACH: usize = 28;

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
    if let Some(found) = shared::coordinated(view, groups, index, earlier).or_else(|| elsewhere::owner(view, group)) {
        return Some(found);
    }
    if inverted::by_press(view, group) || inverted::echoes(view, group) || elsewhere::of_thing(view, groups, index) {
        return None;
    }
    if headlines::heading(view, group).is_some() {
        return after(view, group, view.clause(group.verb).end);
    }
    if let Some(found) = elsewhere::fell_to(view, group).or_else(|| elsewhere::caused(view, group)) {
        return Some(found);
    }
    let closes = || inverted::closes(view, group).or_else(|| inverted::over_insets(view, group));
    let over = || shared::over_relative(view, groups, index, earlier);
    if let Some(found) = around_insertion(view, group).or_else(closes).or_else(over) {
        return Some(found);
    }
    if let Some(found) = before(view, groups, index, earlier) {
        // "per spiegare la posizione americana è volata a Gerusalemme la viceministra": who travels follows
        let travels = |s: &u16| view.lexicon.verbs[*s as usize].frame == Frame::Travel;
        let limit = groups.get(index + 1).map_or(view.tokens.end, |g| g.start);
        // "o delegație germană a vizitat Ankara": an adjective that no earlier verb takes is of who travels
        let taken = found.way == Way::Adjective && previous.is_some_and(|p| !p.finite());
        let weak = taken && inversion && group.finite() && group.senses.iter().any(travels);
        return if weak { after(view, group, limit).or(Some(found)) } else { Some(found) };
    }
    // "Summoned to the ministry the ambassador of …": nothing but the participle tells it
    let alone = inversion && group.tense == Tense::Participle && index == 0 && group.start == view.tokens.start;
    if alone && !groups[1..].iter().any(|g| g.finite() && g.quoted == group.quoted) {
        return after(view, group, view.clause(group.verb).end);
    }
    let after_quote = clauses::follows_quotation(view, group.start);
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
    if let (Some(previous), Some(Some(subject))) = (previous, index.checked_sub(1).and_then(|i| earlier.get(i)))
        && previous.quoted == group.quoted
        && !shared::asked_of(view, previous, group)
        && (shared::continues(view, previous.end..group.start) || shared::of_itself(view, previous, group))
    {
        return Some(Subject { mentions: subject.mentions.clone(), way: Way::Shared });
    }
    if let Some(found) = shared::purpose(view, groups, index, earlier) {
        return Some(found);
    }
    if shared::goes_along(view, group) {
        let main = groups[..index].iter().zip(earlier).rev().find(|(g, _)| g.finite() && g.quoted == group.quoted);
        let shared = main.and_then(|(_, subject)| subject.as_ref())?;
        return Some(Subject { mentions: shared.mentions.clone(), way: Way::Shared });
    }
    None
}

/// "Tajani, expected in Belgrade with Crosetto, spoke …": what stands between two commas before the verb is set aside.
fn around_insertion(view: &View, group: &Group) -> Option<Subject> {
    let close = group.start.checked_sub(1).filter(|t| view.has(*t) && view.text(*t) == ",")?;
    // "If Russia attacks NATO, there will be a response, warned …": what the comma closes is the condition
    if view.is(view.tokens.start, Mark::If) {
        return None;
    }
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
    // "Guterres, \"extremely concerned\", urged": the whole of it may be quoted
    let inner = || (open + 1..close).filter(|t| view.document.tokens[*t].kind == TokenKind::Word);
    let whole = !group.quoted && inner().next().is_some() && inner().all(|t| view.quoted(t));
    // "NATO's leaders, present in Chicago, activated …, said": behind an inner comma goes on the verb of the clause
    let inner = (open + 1..clause_end(view, open, close)).filter(|t| view.text(*t) == ",");
    if inner.into_iter().any(|t| view.verbal(t + 1)) {
        return None;
    }
    // "Sarkozy, le « patron », …": a few words are what somebody is called
    let other = || (open..close).filter(|t| view.quoted(*t) != group.quoted);
    let called = !group.quoted && other().count() <= CALLED && !(open..close).any(|t| view.verbal(t));
    let quoted = !whole && !called && other().next().is_some();
    let named = |t: usize| view.mention(t).is_some() || view.is(t, Mark::Determiner) && view.mention(t + 1).is_some();
    // "Trump, back from Egypt where he and Sisi signed a pact, warned …": what is joined in a relative clause is no list
    let list =
        named(open + 1) || (open + 1..clause_end(view, open, close)).any(|t| view.is(t, Mark::And) && named(t + 1));
    if (quoted || list) && first.is_none() || close - open <= 1 {
        return None;
    }
    let mentions = joined_back(view, view.mention(open - 1)?, floor);
    // "the talks, mediated by A and B, involve …": what leads in the first leads in all
    mentions.iter().all(|m| free(view, *m)).then_some(Subject { mentions, way: Way::Before })
}

/// So many quoted words are what somebody is called.
const CALLED: usize = 4;

/// Where in an insertion a relative clause begins, or its end.
fn clause_end(view: &View, open: usize, close: usize) -> usize {
    (open + 1..close).find(|t| view.is(*t, Mark::Relative)).unwrap_or(close)
}

/// The verb is of those whose subject may follow outside of quotations: who comes, meets or says. Whoever follows a
/// verb that does something to others is one of these others: "ha accusato Parigi".
fn stands_first(view: &View, group: &Group) -> bool {
    // "al quale aveva telefonato Obama": the relative is the object
    let clause = view.clause(group.verb).start.max(view.tokens.start + 1);
    let related = (clause..group.start).any(|t| view.is(t, Mark::Relative) && view.preposition(t - 1, Preposition::To));
    group.reflexive
        || related
        || inverted::carries(view, group)
        || group.senses.iter().any(|s| {
            let sense = &view.lexicon.verbs[*s as usize];
            match sense.frame {
                Frame::Travel | Frame::Happen => true,
                Frame::Say => matches!(sense.tone, None | Some(Tone::Neutral)),
                Frame::Meet | Frame::Host | Frame::Act | Frame::Mediate | Frame::Suffer => false,
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
            // "attended by the envoy Klaar, expected in the evening": a participle behind a comma is of who stands before it
            let of_people = |s: &u16| {
                let frame = view.lexicon.verbs[*s as usize].frame;
                matches!(frame, Frame::Host | Frame::Travel | Frame::Meet)
            };
            let apposed = group.tense == Tense::Participle && commas == 1 && m.tokens.end + 1 == group.start;
            let apposed = apposed && group.senses.iter().any(of_people);
            // "met Blinken and Pompeo, having told …": the last of several who are an object together
            let first = || *joined_back(view, mention, floor).first().unwrap_or(&mention);
            let when = |t: usize| view.timed(t) || view.any_preposition(t) || view.text(t) == ",";
            let closed = commas == 1 && group.tense != Tense::Participle && (m.tokens.end..group.start).all(when);
            let object = object_of_earlier(view, groups, index, mention)
                || closed && object_of_earlier(view, groups, index, first());
            let object = object && !controls(view, groups, index);
            if apposed && takes_part(view, mention) && (object || governed(view, mention).is_some()) {
                return Some(Subject { mentions: vec![mention], way: Way::Antecedent });
            }
            if free(view, mention) && !object {
                let and = coordination::and(view, groups, index);
                let mut mentions = joined_back(view, mention, and.map_or(floor, |and| and + 1));
                lists::part_from_object(view, groups, index, &mut mentions);
                if commas > 0 && lists::governed_whole(view, &mentions) {
                    at = view.actor(mentions[0]).tokens.start;
                    continue;
                }
                mentions.splice(0..0, lists::listed(view, group, mentions[0]));
                return Some(Subject { mentions, way: Way::Before });
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
        if commas == 0 && unnamed_before(view, at, group) {
            return acts(people);
        }
        match view.text(at) {
            ";" => return None,
            // "Kim oversaw the launch, state media said"
            "," if commas == 0 && inverted::unnamed(view, at, group) => return acts(people),
            "," => commas += 1,
            _ => {}
        }
        if let Some(main) = elsewhere::subject_of_main(view, groups, index, earlier, at) {
            return Some(main);
        }
        if let Some(mentions) = elsewhere::among(view, at, floor) {
            return Some(Subject { mentions, way: Way::Antecedent });
        }
        if view.is(at, Mark::Relative) {
            // "una lettera in cui chiede": what the relative hangs on does nothing, but who sent it
            if at >= floor + 2 && view.any_preposition(at - 1) && view.mention(at - 2).is_none() {
                // the one who acted last before it, else whoever the sentence names first
                let last =
                    groups[..index].iter().zip(earlier).rev().find(|(g, _)| g.finite() && !g.quoted && g.end <= at);
                let last = last.and_then(|(_, s)| s.as_ref()).map(|s| s.mentions.clone());
                let first = (view.tokens.start..at).filter_map(|t| view.mention(t)).find(|m| free(view, *m));
                let main = last.or_else(|| first.map(|m| joined(view, m, at)));
                let main = main.filter(|_| !view.preposition(at - 1, Preposition::To));
                let shared = main.map(|mentions| Subject { mentions, way: Way::Shared });
                return shared.or_else(|| acts(people));
            }
            // the antecedent stands right before, over a comma or preposition
            let back = (at.saturating_sub(2).max(floor)..at).rev().find_map(|t| view.mention(t));
            if let Some(mention) = back.filter(|m| takes_part(view, *m)) {
                // "Putin and Xi, who met in September", "France and Germany, which signed the pact"
                let mutual = |s: &Sense| s.frame == Frame::Meet || s.kind.is_some_and(Kind::is_mutual);
                let meets = group.senses.iter().any(|s| mutual(&view.lexicon.verbs[*s as usize]));
                let several = || lists::antecedents(view, mention, at, floor);
                let mentions = if meets { joined_back(view, mention, floor) } else { several() };
                return Some(Subject { mentions, way: Way::Antecedent });
            }
            if let Some(mention) = elsewhere::singled_out(view, at, floor) {
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
                let several = |m| Subject { mentions: lists::antecedents(view, m, at, floor), way: Way::Antecedent };
                return name.map(several).or_else(|| acts(people));
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

/// "Putin knows the plan failed": right before the verb stands what nobody is named by, with its article.
fn unnamed_before(view: &View, article: usize, group: &Group) -> bool {
    let words = article + 1..group.start;
    let led = article.checked_sub(1).filter(|t| view.has(*t));
    let free = led.is_some_and(|t| !view.any_preposition(t) && !view.is(t, Mark::And) && view.mention(t).is_none());
    let says = group.senses.iter().any(|s| view.lexicon.verbs[*s as usize].frame == Frame::Say);
    says && free
        && (1..=NOUN).contains(&words.len())
        && view.is(article, Mark::Determiner)
        && words.into_iter().all(|t| view.common(t))
}

/// So many words are a noun with its adjectives.
const NOUN: usize = 3;

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
    let small = |t: usize| view.is(t, Mark::Self_) && view.mention(t).is_none();
    // "Both thanked": a word that may stand inside the verb's own, too
    let within = group.start < group.verb && small(group.start);
    !group.passive && group.finite() && (within || before.is_some_and(small))
}

fn acts(country: Option<usize>) -> Option<Subject> {
    country.map(|m| Subject { mentions: vec![m], way: Way::Adjective })
}

/// A mention that follows an earlier verb as its object is not the subject of the next.
pub(super) fn object_of_earlier(view: &View, groups: &[Group], index: usize, mention: usize) -> bool {
    let start = view.actor(mention).tokens.start;
    let Some(previous) = groups[..index].iter().rev().find(|g| g.end <= start) else { return false };
    if !previous.finite() && previous.tense != Tense::Infinitive && previous.tense != Tense::Gerund {
        return false;
    }
    // "said Joe Biden will host Scholz": who stands between a verb of speech and a verb that has a tense, acts by the second
    let group = &groups[index];
    let says = |s: &u16| view.lexicon.verbs[*s as usize].frame == Frame::Say;
    let next = view.actor(mention).tokens.end == group.start && group.finite() && !view.lexicon.order.inversion;
    if next && previous.finite() && !previous.passive && previous.senses.iter().any(says) {
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
    // "welcomed Modi, pledging …": behind a comma the gerund is of who acts
    let comma = groups[index].start.checked_sub(1).is_some_and(|t| view.has(t) && view.text(t) == ",");
    matches!(groups[index].tense, Tense::Gerund | Tense::Infinitive)
        && !comma
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
        // "era arrivato da Parigi, dove Sarkozy aveva riunito …": somebody else's clause
        if clause || view.is(at, Mark::Relative) {
            return None;
        }
        at += 1;
    }
    None
}
