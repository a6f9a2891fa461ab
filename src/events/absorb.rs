//! A noun beside a verb of its own sort: one event told twice, or two.

use super::{
    Kind, Sort, Status,
    candidate::Candidate,
    groups::{Group, Tense},
    status,
    view::View,
};
use crate::pack::Mark;

/// Within how many words behind its verb the noun of what is broken off stands.
const BROKEN: usize = 5;

/// A noun that only completes a verb of its own sort is the same event: "signed an agreement".
pub(super) fn absorb(view: &View, noun: Candidate, groups: &[Group], candidates: &mut Vec<Candidate>) {
    // "broke off its talks with Paris": the break is the news, and no talks
    let broken = |c: &Candidate| {
        c.kind == Kind::Rupture
            && !c.noun
            && noun.kind == Kind::Talks
            && noun.reading.status == Status::Cancelled
            && (c.tokens.end..c.tokens.end + BROKEN).contains(&noun.tokens.start)
    };
    if candidates.iter().any(broken) {
        return;
    }
    let sequel = sequel(view, noun.tokens.start);
    let same = candidates.iter_mut().find(|c| {
        c.kind.group() == noun.kind.group()
            && c.kind != Kind::Statement
            // "spoke by phone and set a meeting for Friday" are two
            && !(noun.carried && noun.reading.status == Status::Planned && c.reading.status == Status::Occurred)
            // "agreed to resume military aid": what was decided is the news
            && (noun.reading.reason != status::DECIDED || c.kind == noun.kind)
            // who travels to a summit does two things
            && (c.kind == Kind::Visit) == (noun.kind == Kind::Visit)
            && view.segment_of(c.tokens.start) == view.segment_of(noun.tokens.start)
            && !groups.iter().any(|g| {
                g.finite()
                    && g.verb > c.tokens.start.min(noun.tokens.start)
                    && g.verb < c.tokens.start.max(noun.tokens.start)
            })
            && c.tokens.start.abs_diff(noun.tokens.start) <= 12
            && !apart(view, c, &noun)
            // "after the phone call, Trump met Zelensky": two, one behind the other
            && (c.noun || noun.carried || c.partners(view.cast) < 2 || !sequel)
    });
    let Some(known) = same else { return candidates.push(noun) };
    // "met on the sidelines of the NATO summit": whose gathering it is where two meet, does not meet with them
    let beside = !known.noun && noun.kind == Kind::Summit && !noun.carried && known.partners(view.cast) >= 2;
    for (role, mention) in noun.roles {
        if beside && view.actor(mention).gender.is_none() {
            continue;
        }
        if !known.roles.iter().any(|(_, m)| *m == mention) {
            known.roles.push((role, mention));
        }
    }
    // "agreed to a prisoner swap": what the noun says is more than that word was given
    if known.sort.is_none() || known.sort == Some(Sort::Promise) && noun.sort.is_some() {
        known.sort = noun.sort.or(known.sort);
    }
    // "talks, mediated by Oman, are set to resume": who mediates them is told beside what becomes of them
    let beside = |g: &Group| g.tense == Tense::Participle && g.passive && known.tokens.contains(&g.verb);
    if !known.noun && noun.carried && noun.tokens.end <= known.tokens.start && groups.iter().any(beside) {
        known.reading = noun.reading;
        known.reasons.extend(noun.reasons.iter().cloned());
    }
    if known.noun && !known.carried && noun.carried {
        known.kind = noun.kind;
        known.reading = noun.reading;
        known.carried = true;
        known.subject = noun.subject;
        known.reasons.extend(noun.reasons);
    } else if !known.noun
        && known.kind != noun.kind
        && noun.weight >= known.weight
        // "cancelled the treaty": what is undone is not what the verb does
        && noun.reading.status != Status::Cancelled
    {
        known.kind = noun.kind;
        known.reasons.extend(noun.reasons);
    }
}

/// "After a phone call with Kurti he spoke to Vucic": each has a partner of its own.
fn apart(view: &View, one: &Candidate, other: &Candidate) -> bool {
    let lacks = |a: &Candidate, b: &Candidate| {
        let refs = |c: &Candidate| c.roles.iter().flat_map(|(_, m)| &view.actor(*m).refs).collect::<Vec<_>>();
        let known = refs(a);
        refs(b).iter().any(|r| !known.contains(r))
    };
    let full = |c: &Candidate| c.partners(view.cast) >= 2;
    full(one) && full(other) && lacks(one, other) && lacks(other, one)
}

/// "after that phone call": told as what something else came before or behind.
fn sequel(view: &View, noun: usize) -> bool {
    let plain = |t: &usize| view.mention(*t).is_none() && !view.any_preposition(*t);
    let first = view.clause(noun).start.max(noun.saturating_sub(4));
    let led = (first..noun).rev().take_while(plain).last().unwrap_or(noun);
    view.any(led.saturating_sub(1).max(first)..noun, Mark::Sequel)
}
