//! Events told by nouns: carried by a verb ("held talks"), or with an identity of their own ("the summit in Alaska").

use super::{
    Kind, Role, Status,
    absorb::absorb,
    adjuncts,
    arguments::{Subject, Way},
    candidate::{Candidate, fitting},
    complements::{self, Complements},
    evidence::words,
    governed::{self, governed},
    groups::{Group, Tense},
    lexicon::{Frame, Sense},
    nominal, status,
    view::{NounHit, View},
};
use crate::pack::{Mark, Preposition};
use std::ops::Range;

/// Adds the events told by nouns to those told by verbs. Gives back who was said to negotiate, whatever became of it.
pub(super) fn add(
    view: &View,
    groups: &[Group],
    subjects: &[Option<Subject>],
    candidates: &mut Vec<Candidate>,
) -> Vec<Vec<(Role, usize)>> {
    let mut negotiators = Vec::new();
    for (ix, hit) in view.nouns.iter().enumerate() {
        let again = view.nouns[ix + 1..].iter().any(|n| (n.start, n.end) == (hit.start, hit.end));
        // a word that was read as a verb is no noun
        if candidates.iter().any(|c| !c.noun && c.tokens.start < hit.end && hit.start < c.tokens.end) {
            continue;
        }
        let sense = &view.lexicon.nouns[hit.sense as usize];
        if sense.kind.is_none() || told(candidates, hit) {
            continue;
        }
        let clause = view.clause(hit.start);
        if !sense.near.is_empty() && !view.near(&sense.near, clause.clone()) || view.near(&sense.never, clause.clone())
        {
            continue;
        }
        if let Some(candidate) = noun(view, hit, sense, groups, subjects, &clause) {
            // the next meaning of the same word may be content with less
            if again && !candidate.satisfied(view.cast, true, true) {
                continue;
            }
            if matches!(candidate.kind, Kind::Talks | Kind::Agreement) {
                negotiators.push(candidate.roles.clone());
            }
            absorb(view, candidate, groups, candidates);
        }
    }
    negotiators
}

/// Whether the first verb of what follows is in the conditional: "an attack on an ally would be", "un attacco sarebbe".
fn supposed(view: &View, behind: Range<usize>) -> bool {
    const SUPPOSED: [Mark; 3] = [Mark::Conditional, Mark::BeConditional, Mark::HaveConditional];
    let conditional = |t: usize| SUPPOSED.iter().any(|m| view.is(t, *m));
    behind.into_iter().find(|t| view.verbal(*t) || conditional(*t)).is_some_and(conditional)
}

/// "furious response", "response from": two phrases of the pack that share a word are one.
fn told(candidates: &[Candidate], hit: &NounHit) -> bool {
    candidates.iter().any(|c| c.noun && c.tokens.start < hit.end && hit.start < c.tokens.end)
}

fn noun(
    view: &View,
    hit: &NounHit,
    sense: &Sense,
    groups: &[Group],
    subjects: &[Option<Subject>],
    clause: &Range<usize>,
) -> Option<Candidate> {
    let kind = sense.kind?;
    // "after five months of truce": how long it lasted is no news of it
    let of = hit.start.checked_sub(2).filter(|t| view.has(*t));
    if kind == Kind::Agreement && of.is_some_and(|t| view.timed(t) && view.preposition(t + 1, Preposition::Of)) {
        return None;
    }
    if nominal::choice(view, hit.start) {
        return None;
    }
    // whoever is named behind the noun and acts
    let named = |ix: usize| {
        let first = subjects[ix].as_ref().and_then(|s| s.mentions.first());
        let start = first.map(|m| view.actor(*m).tokens.start).filter(|start| *start >= hit.end);
        groups[ix].finite() && start.is_some_and(|start| governed::free(view, view.mention(start).unwrap_or(0)))
    };
    let carrier = carrier(view, hit, groups, &named, clause).filter(|_| !nominal::spoken_of(view, hit.start));
    let group = carrier.map(|c| &groups[c.0]);
    let own = carrier.and_then(|(ix, object)| {
        let mut senses = fitting(view, &groups[ix].senses, groups[ix].end, clause).filter(|(_, s)| s.support);
        senses.find(|(_, s)| (s.frame == Frame::Happen) != object || groups[ix].passive).and_then(|(_, s)| s.status)
    });
    let thought_of = own == Some(Status::Possible);
    let other = (0..groups.len()).find(|&ix| groups[ix].start >= hit.end && named(ix));
    let until = other.map_or(view.tokens.end, |ix| groups[ix].start);
    let mut reading = match status::of_noun(view, hit.start..hit.end, group, own, until) {
        Some(_) if kind.is_mutual() && never_held(view, hit, groups) => status::Reading::never_held(),
        found => found?.of(kind),
    };
    // "will fly to Moscow on Thursday for talks with Putin": what one goes for is as sure as the going
    if carrier.is_none() && is_purpose(view, hit.start) && reading.status == Status::Occurred {
        let before = groups.iter().rev().find(|g| g.end <= hit.start && g.finite());
        let going = before.filter(|g| clause.contains(&g.verb)).and_then(|g| status::of_verb(view, g));
        if let Some(going) = going.filter(|r| matches!(r.status, Status::Planned | Status::Possible)) {
            reading = going;
        }
    }
    if kind == Kind::Agreement && status::without(view, hit.start) {
        reading.status = Status::Cancelled;
    }
    if let Some(fixed) = sense.status
        && reading.status == Status::Occurred
    {
        reading.status = fixed;
    }
    if kind == Kind::Strike {
        // "an attack on an ally would be the end": one that is merely thought of has no identity
        let thought = reading.status == Status::Possible || supposed(view, hit.end..clause.end);
        if thought && carrier.is_none() && !clause.clone().any(|t| view.timed(t)) {
            return None;
        }
        if reading.status == Status::Possible {
            reading.sure *= 0.5;
        }
    }
    let limit = groups.iter().find(|g| g.start >= hit.end && g.finite()).map_or(clause.end, |g| g.start);
    let limit = limit.min(clause.end).min(view.next_encounter(hit.end).unwrap_or(clause.end));
    let limit = match sense.frame {
        Frame::Act | Frame::Say => complements::reason(view, &(hit.end..limit.max(hit.end))),
        _ => limit,
    };
    let mut complements = complements::complements(view, hit.end..limit.max(hit.end));
    // a genitive without a preposition: "ultimatumul Algeriei"
    let next = |m: &usize| view.actor(*m).tokens.start == hit.end && governed(view, *m).is_none();
    if complements.object.first().is_some_and(next) {
        complements.of.append(&mut complements.object);
    }
    complements.object.clear();
    let own = |m: &usize| view.actor(*m).tokens.start == hit.end;
    complements.own = complements.adjectives.iter().copied().filter(own).collect();
    complements.adjectives.retain(|m| !own(m));
    beside(view, (hit, kind), groups, &mut complements);
    // "Poland's expulsion of Russian diplomats": whose deed it is stands before the noun, who suffers it behind
    if matches!(kind, Kind::Rupture | Kind::Sanction) {
        let owner = |m: &usize| view.actor(*m).tokens.start < hit.start;
        let (before, behind): (Vec<usize>, Vec<usize>) = complements.of.iter().copied().partition(owner);
        if !before.is_empty() {
            complements.of = before;
            complements.against.extend(behind);
        }
    }
    complements.by.retain(|m| !asked_for(view, *m));
    // "la visita da Roma": where one word is "by" and "from", nobody travels by it
    let from = |m: &usize| governed(view, *m).is_some_and(|p| view.preposition(p, Preposition::From));
    complements.by.retain(|m| kind != Kind::Visit || !from(m));
    // "went over the Russian-Ukrainian talks with Rubio": whose talks they are is told, and with whom one spoke
    let before = groups.iter().any(|g| g.finite() && g.end <= hit.start && clause.contains(&g.verb));
    if before && complements.own.len() > 1 {
        complements.with.clear();
    }
    // "il vertice Nato": a name among the words of the noun
    let within = (hit.start..hit.end).filter_map(|t| view.mention(t));
    complements.own.extend(within.filter(|m| hit.start <= view.actor(*m).tokens.start && !view.actor(*m).media));
    complements.own.dedup();
    let mut subject = None;
    if let Some((ix, true)) = carrier {
        subject = subjects[ix].clone();
        // "the meeting that A had on Monday with B"
        if groups[ix].start >= hit.end {
            let after = complements::complements(view, groups[ix].end..view.clause(groups[ix].verb).end);
            complements.with.extend(after.with);
        }
        // "held talks in Vienna with Blinken": what follows the noun was read above
    } else if let Some((ix, false)) = carrier {
        let limit = clause.end.min(view.next_encounter(groups[ix].end).unwrap_or(clause.end));
        // "the attack launched by Hamas was condemned by Berlin": what follows the next verb is that verb's
        let goes_on = |g: &Group| {
            let own = view.clause(g.verb);
            let sense = fitting(view, &g.senses, g.end, &own).next();
            sense.is_some_and(|(_, s)| s.support || matches!(s.frame, Frame::Mediate | Frame::Meet | Frame::Happen))
        };
        // "the attack by Hamas, condemned by Berlin, killed twenty"
        let aside = |g: &Group| g.tense == Tense::Participle && view.text(g.start - 1) == ",";
        let other = |g: &&Group| g.start >= groups[ix].end && (g.finite() || aside(g)) && !goes_on(g);
        let next = groups.iter().find(other);
        let limit = next.map_or(limit, |g| g.start.min(limit));
        let after = complements::complements(view, groups[ix].end..limit.max(groups[ix].end));
        complements.between.extend(after.between);
        complements.with.extend(after.with);
        // "the truce between India and Pakistan was announced by Trump": who makes known what two agree is neither
        let others = complements.between.len().max(complements.of.len()).max(complements.own.len()) > 1;
        let told = |m: &usize| others && kind.is_mutual() && asked_for(view, *m);
        complements.by.extend(after.by.into_iter().filter(|m| !told(m)));
        // "Sanktionen wurden verhängt gegen Belarus": upon whom, and for whom, stands behind the verb
        if groups[ix].passive && kind.is_deed() {
            complements.against.extend(after.against);
            complements.benefit.extend(after.benefit);
        }
        // "è stato annullato da Baku", where one word says "by" and "from"; "spostato da Baku a Tbilisi" names two places
        if groups[ix].passive && after.places.is_empty() && after.to.is_empty() {
            complements.by.extend(after.by_places);
        }
    }
    let passive = group.is_some_and(|g| g.passive) && carrier.is_some_and(|c| c.1);
    let sender = nominal::sender(view, hit, sense, carrier, groups);
    let sent = sender.is_some();
    let doer = sender.filter(|_| !nominal::owned(sense, &complements));
    subject = subject.or(doer.map(|m| Subject { mentions: vec![m], way: Way::Before }));
    let mut candidate = Candidate {
        tokens: hit.start..hit.end,
        kind,
        tone: sense.tone,
        sort: view.sort(kind, hit.start..hit.end),
        reading,
        roles: Vec::new(),
        subject: subject.clone(),
        weight: sense.weight,
        needs: sense.needs.clone(),
        carried: carrier.is_some(),
        carrier: carrier.filter(|c| c.1).map(|c| groups[c.0].verb),
        noun: true,
        quoted: view.quoted(hit.start),
        object: false,
        collective: false,
        verb_tone: None,
        background: background(view, hit.start, clause.start),
        reasons: vec![format!("“{}” names {}", words(view, hit.start..hit.end), kind.one()), reading.reason.into()],
    };
    if let Some(group) = group {
        candidate.reasons.push(format!("carried by “{}”", words(view, group.verb..group.end)));
        candidate.weight = (candidate.weight + 0.1).min(0.95);
    }
    let actors = subject.as_ref().map_or(&[][..], |s| &s.mentions[..]);
    candidate.assign(sense, passive, actors, &complements, view.cast);
    if kind == Kind::Aid && group.is_some_and(|g| receives(view, g)) {
        candidate.handed(actors);
    }
    // "began preparations for a meeting between Putin and Zelensky": who speaks of two's meeting is neither
    if kind.is_mutual() && complements.between.len() > 1 {
        let outside = |m: &usize| actors.contains(m) && !complements.between.contains(m);
        candidate.roles.retain(|(role, mention)| *role != Role::Participant || !outside(mention));
    }
    // "discussed the normalisation of ties with Tashkent": what is merely talked of is no news of one side
    if thought_of && kind == Kind::Agreement && candidate.partners(view.cast) < 2 {
        return None;
    }
    adjuncts::settle(view, hit, groups, subjects, carrier.is_some(), &mut candidate);
    nominal::line(view, groups, subjects, sent, &mut candidate);
    Some(candidate)
}

/// "recibió ayuda de la Unión Europea": a verb by which help comes to its subject.
fn receives(view: &View, group: &Group) -> bool {
    let receives = |s: &u16| {
        let sense = &view.lexicon.verbs[*s as usize];
        sense.kind == Some(Kind::Aid) && matches!(sense.frame, Frame::Host | Frame::Suffer)
    };
    !group.passive && group.senses.iter().any(receives)
}

/// "The meeting planned for Tuesday did not take place": a verb behind the noun denies it, whatever was planned.
fn never_held(view: &View, hit: &NounHit, groups: &[Group]) -> bool {
    let takes_place = |s: &u16| {
        let sense = &view.lexicon.verbs[*s as usize];
        sense.support && sense.frame == Frame::Happen
    };
    let past = |g: &Group| matches!(g.tense, Tense::Past | Tense::Earlier) && g.negated && !g.quoted;
    let alone = |g: &Group| {
        let other = |n: &NounHit| (hit.end..g.start).contains(&n.start) && view.encounter(n);
        !view.nouns.iter().any(other) && !(hit.end..g.start).any(|t| matches!(view.text(t), ";" | ":"))
    };
    let near = |g: &Group| g.start >= hit.end && g.start - hit.end <= DENIED;
    groups.iter().any(|g| near(g) && past(g) && g.senses.iter().any(takes_place) && alone(g))
}

/// How far behind its noun a verb may stand that denies it.
const DENIED: usize = 20;

/// "years of talks", "the outcome of the latest Russian-Ukrainian talks": talked of, and no news. Whose they are counts for
/// nothing.
fn background(view: &View, noun: usize, clause: usize) -> bool {
    let named = |t: &usize| view.mention(*t).is_some() || view.hyphen(*t);
    let first = (clause..noun).rev().take_while(named).last().unwrap_or(noun);
    view.any(first.saturating_sub(4).max(clause)..noun, Mark::Background)
}

/// "a call requested by Washington", "talks announced by Paris": who speaks of it is not at its head.
fn asked_for(view: &View, mention: usize) -> bool {
    let said = |sense: u16| view.lexicon.verbs[sense as usize].kind == Some(Kind::Statement);
    governed(view, mention).is_some_and(|p| view.verbs.iter().any(|v| v.end == p && said(v.sense)))
}

/// A verb that is one of speech by the words beside it.
fn speech(sense: &Sense) -> bool {
    sense.frame == Frame::Say && sense.kind == Some(Kind::Statement) && !sense.near.is_empty()
}

/// Within how many words behind a noun with an aside its verb stands.
const ASIDE: usize = 24;

/// The supporting verb of a noun: (group, the noun is its object).
fn carrier(
    view: &View,
    hit: &NounHit,
    groups: &[Group],
    named: &dyn Fn(usize) -> bool,
    clause: &Range<usize>,
) -> Option<(usize, bool)> {
    // "held Moscow responsible for the attack": a phrase of speech carries nothing
    let phrase = |g: &Group| fitting(view, &g.senses, g.end, clause).next().is_some_and(|(_, s)| speech(s));
    let supports = |g: &Group| fitting(view, &g.senses, g.end, clause).any(|(_, s)| s.support) && !phrase(g);
    let happens =
        |g: &Group| fitting(view, &g.senses, g.end, clause).any(|(_, s)| s.support && s.frame == Frame::Happen);
    let near = |g: &Group| view.segment_of(g.verb) == view.segment_of(hit.start);
    // "discussed in phone talks the return of envoys": where it was said is not what was thought of
    let thought = |g: &Group| {
        // "announced on Monday talks": what leads in a time says nothing of where
        let where_said = (hit.start.saturating_sub(2).max(g.end)..hit.start)
            .filter(|t| !view.timed(*t) && !view.timed(t + 1))
            .any(|t| view.is(t, Mark::Around) || view.preposition(t, Preposition::At));
        let open = |s: &Sense| s.support && matches!(s.status, Some(Status::Possible | Status::Planned));
        where_said && fitting(view, &g.senses, g.end, clause).any(|(_, s)| open(s))
    };
    // "six wounded gunmen": a participle alone says nothing of what follows
    let told = |g: &Group| g.tense != Tense::Participle || !happens(g) || g.start == view.tokens.start;
    let left =
        groups.iter().rposition(|g| g.end <= hit.start && hit.start - g.end <= 9 && near(g) && supports(g) && told(g));
    let left = left.filter(|ix| !thought(&groups[*ix]));
    if let Some(ix) = left {
        // "si è svolto ieri il vertice": the noun follows as subject
        // a verb that can do either acts on the noun, unless its form says that the noun happens
        let group = &groups[ix];
        let acts = fitting(view, &group.senses, group.end, clause).any(|(_, s)| s.support && s.frame == Frame::Act);
        return Some((ix, !group.passive && (!happens(group) || acts && !group.reflexive)));
    }
    let right = groups.iter().position(|g| {
        g.start >= hit.end && g.start - hit.end <= 16 && near(g) && supports(g) && (happens(g) || g.passive)
    });
    // "talks, mediated by Oman, are set to resume": the main verb says what becomes of them
    let behind_comma = |g: &Group| g.start > view.tokens.start && view.text(g.start - 1) == ",";
    let main = |g: &Group| g.finite() && g.start - hit.end <= ASIDE && happens(g) && behind_comma(g);
    let right = match right {
        Some(ix) if groups[ix].tense == Tense::Participle && behind_comma(&groups[ix]) => {
            (ix + 1..groups.len()).find(|next| main(&groups[*next])).or(right)
        }
        other => other,
    };
    // "after the talks Kyiv agreed to resume …": another acts in between, and this verb is his
    let others = |ix: usize| groups[ix].start >= hit.end && near(&groups[ix]) && named(ix);
    let right = right.filter(|ix| groups[*ix].tense != Tense::Infinitive || !(0..*ix).any(others));
    // "talks, which are to be held on Sunday": the relative is the noun
    let related = || {
        groups.iter().position(|g| {
            let own = view.clause(g.verb);
            let relative = view.is(own.start, Mark::Relative) || view.is(own.start, Mark::Complementizer);
            let at_once = own.start >= hit.end
                && own.start - hit.end <= 6
                && (hit.end..own.start).all(|t| !groups.iter().any(|o| o.verb == t));
            // "told him in a call that the war must end": somebody or something else is the subject
            let own_subject = |t: usize| view.common(t) || view.mention(t).is_some();
            let subject = !view.is(own.start, Mark::Relative) && (own.start + 1..g.start).any(own_subject);
            let begins = (own.start..=own.start + 3).contains(&g.start) && !subject;
            relative && at_once && begins && happens(g)
        })
    };
    // "the meeting that A has had with B", "the meeting that A and B held": the relative is what the verb carries
    let object = || {
        (0..groups.len()).find(|ix| {
            let g = &groups[*ix];
            let own = view.clause(g.verb);
            let opens = view.is(own.start, Mark::Relative) || view.is(own.start, Mark::Complementizer);
            let at_once =
                own.start >= hit.end && own.start - hit.end <= 1 && (own.start..=own.start + 8).contains(&g.start);
            opens && at_once && !g.passive && !g.negated && supports(g) && (!happens(g) || !g.reflexive && named(*ix))
        })
    };
    right.or_else(related).map(|ix| (ix, false)).or_else(|| object().map(|ix| (ix, true)))
}

/// Actors written beside the noun: adjectives, possessors, joined names before it ("US-Russia talks").
fn beside(view: &View, (hit, kind): (&NounHit, Kind), groups: &[Group], complements: &mut Complements) {
    let mut at = hit.start;
    let mut steps = 0;
    // "the Council condemned Pyongyang's latest tests": who acts before the noun's possessor has no part in it
    let verb = |t: usize| [Mark::HavePast, Mark::BePast, Mark::BePresent].iter().any(|m| view.is(t, *m));
    // "two soldiers were killed in an attack": beyond an auxiliary the verb may be none of the pack's
    let acts = |t: usize| verb(t) || groups.iter().any(|g| g.finite() && (g.start..g.end).contains(&t));
    while at > view.tokens.start && steps < 5 {
        at -= 1;
        steps += 1;
        if acts(at) {
            break;
        }
        match view.mention(at) {
            Some(m) if view.actor(m).tokens.start >= view.tokens.start => {
                let actor = view.actor(m);
                // "gegen Belarus neue Sanktionen": what a preposition leads in is no adjective of the noun
                let led = || governed(view, m).is_some_and(|p| !view.preposition(p, Preposition::Of));
                if actor.tokens.end < hit.start && !actor.adjective && complements.of.is_empty() && led() {
                    break;
                }
                if !actor.media && !actor.locative {
                    let list = if actor.adjective { &mut complements.own } else { &mut complements.of };
                    list.insert(0, m);
                }
                at = actor.tokens.start;
                steps = 2;
            }
            None if view.is(at, Mark::Determiner) || view.any_preposition(at) && !view.document.tokens[at].glued => {
                break;
            }
            None if matches!(view.text(at), "," | ";" | ":" | ")" | "(") => break,
            None if [Mark::Complementizer, Mark::Relative, Mark::Subordinator].iter().any(|m| view.is(at, *m)) => break,
            _ => {}
        }
    }
    // adjectives after the noun: "colloqui russi", "atac aerian rusesc"
    let mut at = hit.end;
    // "expulzarea celor cinci diplomați bulgari": farther off it is of those who suffer the deed
    let reach = if matches!(kind, Kind::Rupture | Kind::Sanction) { 2 } else { 4 };
    for _ in 0..reach {
        match view.mention(at) {
            Some(m) if view.actor(m).adjective => {
                if !complements.of.contains(&m) {
                    complements.of.push(m);
                }
                at = view.actor(m).tokens.end;
            }
            Some(_) => break,
            None if view.has(at) && view.any_preposition(at) => break,
            None => at += 1,
        }
    }
}

/// "flew to Moscow for talks": what one goes for.
pub(super) fn is_purpose(view: &View, noun: usize) -> bool {
    (noun.saturating_sub(3).max(view.clause(noun).start)..noun)
        .any(|t| view.preposition(t, Preposition::For) || view.is(t, Mark::Infinitive))
}
