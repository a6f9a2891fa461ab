//! What the candidates of a sentence do to each other: which are one, and which are none.

use super::{
    Kind, Role, Sort, Status, Tone, Undated,
    arguments::{Subject, Way},
    candidate::Candidate,
    coordination, status,
    view::View,
};
use crate::{actors::ActorRef, pack::Mark};

/// Drops and joins what the sentence as a whole does not tell, or tells twice.
pub(super) fn settle(view: &View, candidates: &mut Vec<Candidate>) {
    denied(view, candidates);
    told_twice(candidates);
    reported(view, candidates);
    go_along(candidates);
    answered(candidates);
    announced(candidates);
    agreed(candidates);
    asked(view, candidates);
    run_in(view, candidates);
    handed(view, candidates);
}

/// "summoned the ambassador and handed him a protest", "whom it told of its concern": what is said to whoever is summoned is part
/// of the summons, unless it has a time of its own.
fn handed(view: &View, candidates: &mut Vec<Candidate>) {
    let summons = |c: &Candidate| c.sort == Some(Sort::Summons) && c.reading.status == Status::Occurred;
    let Some(summons) = candidates.iter().find(|c| summons(c)) else { return };
    let end = summons.tokens.end;
    let there: Vec<&[ActorRef]> = summons.roles.iter().map(|(_, m)| &view.actor(*m).refs[..]).collect();
    let part = |c: &Candidate| {
        let timed = view.segment_of(c.tokens.start) != view.segment_of(end - 1)
            && view.clause(c.tokens.start).any(|t| view.timed(t));
        let all = c.roles.iter().all(|(_, m)| there.contains(&&view.actor(*m).refs[..]));
        c.kind == Kind::Statement && c.tokens.start >= end && !c.quoted && all && !c.roles.is_empty() && !timed
    };
    let told: Vec<usize> = candidates.iter().filter(|c| part(c)).map(|c| c.tokens.start).collect();
    candidates.retain(|c| c.kind != Kind::Statement || !told.contains(&c.tokens.start));
}

/// What a refusal or denial has as its object did not happen: "denied attacking", "rejected the offer".
fn denied(view: &View, candidates: &mut Vec<Candidate>) {
    let refusals: Vec<usize> = candidates
        .iter()
        .filter(|c| c.kind == Kind::Statement && !c.noun && c.verb_tone == Some(Tone::Refusal))
        .map(|c| c.tokens.end)
        .collect();
    candidates.retain(|c| {
        c.kind == Kind::Statement
            // "refused to sign": told as what did not happen
            || c.reading.status == Status::Cancelled && !c.noun
            || !refusals.iter().any(|end| {
                let between = *end..c.tokens.start.max(*end);
                c.tokens.start >= *end
                    && between.len() <= 10
                    && !between.into_iter().any(|t| matches!(view.text(t), "," | ";" | ":") || coordination::goes_on(view, t))
            })
    });
}

/// "Rusia contează pe negocieri, a declarat luni Polonia": what a country is said to hold is part of the words of who closes
/// the sentence.
fn reported(view: &View, candidates: &mut Vec<Candidate>) {
    let said = |c: &Candidate| c.kind == Kind::Statement && !c.noun && !c.quoted;
    let behind = |c: &&Candidate| said(c) && c.subject.as_ref().is_some_and(|s| s.way == Way::After);
    let Some(tag) = candidates.iter().rfind(behind).map(|c| c.tokens.start) else { return };
    let comma = tag.checked_sub(2).is_some_and(|t| view.has(t) && (t..tag).any(|t| view.text(t) == ","));
    let held = |c: &Candidate| {
        let plain = c.verb_tone == Some(Tone::Neutral) && c.reading.reason == status::PRESENT;
        comma && said(c) && plain && c.tokens.end <= tag && !(c.tokens.end..tag).any(|t| view.is(t, Mark::And))
    };
    candidates.retain(|c| !held(c));
}

/// "Netanyahu's reaction. The premier said …": a head that runs into its paragraph names words and tells none.
fn run_in(view: &View, candidates: &mut Vec<Candidate>) {
    let named = |t: usize| view.nouns.iter().any(|n| (n.start..n.end).contains(&t));
    let bare =
        view.verbs.iter().all(|v| named(v.start)) && view.tokens.len() <= HEAD && view.text(view.tokens.end - 1) == ".";
    let follows = || view.document.sentences.iter().find(|s| s.tokens.start as usize == view.tokens.end);
    let own = || view.document.sentences.iter().find(|s| s.tokens.start as usize == view.tokens.start);
    let bare = bare && own().zip(follows()).is_some_and(|(own, next)| own.paragraph == next.paragraph);
    candidates.retain(|c| !bare || !c.noun || c.kind != Kind::Statement);
}

/// How many words such a head may have.
const HEAD: usize = 7;

/// "Moldova announced the expulsion of three diplomats": the deed is the news, not that it was announced, unless it is still to
/// be done.
fn announced(candidates: &mut Vec<Candidate>) {
    let deed = |c: &&Candidate| c.noun && c.kind.is_deed() && c.reading.status != Status::Planned;
    let carriers: Vec<usize> = candidates.iter().filter(deed).filter_map(|c| c.carrier).collect();
    candidates.retain(|c| c.kind != Kind::Statement || c.noun || !carriers.contains(&c.tokens.start));
}

/// "accused the army that it had shelled the town": where the verbs begin that tell what somebody is accused of. Without a day
/// of its own it is part of the words.
pub(super) fn alleged(view: &View, candidates: &[Candidate]) -> Vec<usize> {
    let accuses = |c: &&Candidate| c.kind == Kind::Statement && !c.noun && c.verb_tone == Some(Tone::Accusation);
    let accusations: Vec<(usize, Option<&Subject>)> =
        candidates.iter().filter(accuses).map(|c| (c.tokens.end, c.subject.as_ref())).collect();
    // "accused Moscow and left": another verb of the same doer
    let ends = |t: usize| {
        let other = view.is(t, Mark::And) && view.verbal(t + 1) || coordination::goes_on(view, t);
        matches!(view.text(t), "," | ";" | ":") || other
    };
    let of = |c: &&Candidate| {
        let right_after = |(end, speaker): &(usize, Option<&Subject>)| {
            let mut between = *end..c.tokens.start.max(*end);
            // "condemned the raids after receiving Zelensky": what the speaker did himself
            let own = c.subject.as_ref().zip(*speaker).is_some_and(|(a, b)| a.mentions == b.mentions);
            let before = own && view.any(*end..c.tokens.end, Mark::Sequel);
            c.tokens.start >= *end && between.len() <= ALLEGED && !between.any(ends) && !before
        };
        c.kind != Kind::Statement && (!c.noun || c.carried) && accusations.iter().any(right_after)
    };
    let told_again = candidates.iter().filter(|c| retold(view, candidates, c));
    candidates.iter().filter(of).chain(told_again).map(|c| c.tokens.start).collect()
}

/// "Lavrov said that he had warned Blinken": what a speaker reports of his earlier words is part of what he says, unless a time
/// stands there.
fn retold(view: &View, candidates: &[Candidate], c: &Candidate) -> bool {
    let said = |c: &Candidate| c.kind == Kind::Statement && !c.noun;
    let speaker = |c: &Candidate| c.subject.as_ref().and_then(|s| s.mentions.first()).map(|m| &view.actor(*m).refs);
    let before = |b: &Candidate| {
        let told = said(b) && b.tokens.end <= c.tokens.start && b.reading.undated != Undated::Earlier;
        told && speaker(b).is_some() && speaker(b) == speaker(c)
    };
    let timed = view.clause(c.tokens.start).any(|t| view.timed(t));
    said(c) && !timed && c.reading.undated == Undated::Earlier && candidates.iter().any(before)
}

/// How far behind a verb of accusation its complement may begin.
const ALLEGED: usize = 12;

/// "agreed to send tanks", "agreed to impose sanctions": the deed is the news, not that its doers agreed.
fn agreed(candidates: &mut Vec<Candidate>) {
    let decided = |c: &Candidate| c.reading.reason == status::DECIDED && status::at_once(c.kind);
    let deeds: Vec<usize> =
        candidates.iter().filter(|c| decided(c)).map(|c| c.carrier.unwrap_or(c.tokens.start)).collect();
    let to = |c: &Candidate| deeds.iter().any(|d| (c.tokens.end..c.tokens.end + 3).contains(d));
    candidates.retain(|c| c.kind != Kind::Agreement || c.noun || !to(c));
}

/// "Speaking in Nairobi, Ruto called for …": a neutral gerund beside the speaker's own words tells nothing more.
fn go_along(candidates: &mut Vec<Candidate>) {
    let speaker = |c: &Candidate| c.roles.iter().find(|(r, _)| *r == Role::Source).map(|(_, m)| *m);
    // "said in an address to the nation": the verb tells it
    let verbs: Vec<Option<usize>> =
        candidates.iter().filter(|c| c.kind == Kind::Statement && !c.noun).map(speaker).collect();
    if !verbs.is_empty() {
        // "where Guterres made an appeal and Craft urged …": another speaker, whose own verb carries the noun
        let own = |c: &Candidate, s: &usize| {
            c.subject.as_ref().is_some_and(|x| x.way == Way::Before && x.mentions.contains(s))
        };
        let other = |c: &Candidate| {
            let told = c.carried && c.reading.status == Status::Occurred;
            told && speaker(c).is_some_and(|s| !verbs.contains(&Some(s)) && own(c, &s))
        };
        candidates.retain(|c| c.kind != Kind::Statement || !c.noun || other(c));
    }
    let said: Vec<Option<usize>> =
        candidates.iter().filter(|c| c.kind == Kind::Statement && !c.reading.gerund).map(speaker).collect();
    candidates.retain(|c| {
        !(c.kind == Kind::Statement && c.reading.gerund && c.tone == Some(Tone::Neutral) && said.contains(&speaker(c)))
    });
}

/// "Islamabad responded by closing its airspace": the answer is the deed.
fn answered(candidates: &mut Vec<Candidate>) {
    let deeds: Vec<usize> =
        candidates.iter().filter(|c| c.reading.gerund && !c.noun && c.kind.is_deed()).map(|c| c.tokens.start).collect();
    let by = |c: &Candidate| deeds.iter().any(|d| (c.tokens.end..c.tokens.end + 2).contains(d));
    candidates.retain(|c| c.kind != Kind::Statement || c.tone != Some(Tone::Neutral) || c.noun || !by(c));
}

/// "Has Berlin frozen its aid?", "Can a deal be reached?": who asks does not tell, and what is to come is only possible.
fn asked(view: &View, candidates: &mut Vec<Candidate>) {
    let last = view.tokens.end - 1;
    if view.text(last) != "?" || view.quoted(last) {
        return;
    }
    let open = |c: &Candidate| matches!(c.reading.status, Status::Occurred | Status::Possible) && !c.noun;
    candidates.retain(|c| c.quoted || c.kind == Kind::Statement || !open(c));
    for c in candidates.iter_mut().filter(|c| c.reading.status == Status::Planned) {
        c.reading.status = Status::Possible;
    }
}

/// "bombed the town, killing dozens", "cut ties and expelled the ambassador": verbs of one kind with one doer in one
/// sentence tell one event.
fn told_twice(candidates: &mut Vec<Candidate>) {
    let mut at = 1;
    while at < candidates.len() {
        let (before, rest) = candidates.split_at_mut(at);
        let later = &rest[0];
        let doer = |c: &Candidate| c.roles.iter().find(|(r, _)| *r == Role::Source).map(|(_, m)| *m);
        let twin = before.iter_mut().find(|c| {
            let deed = matches!(c.kind, Kind::Strike | Kind::Rupture | Kind::Sanction | Kind::Mobilization);
            // "sent Ukraine aid, delivered on Monday"
            let bare = c.kind == Kind::Aid && later.roles.is_empty() && !later.noun;
            c.kind == later.kind
                && (bare
                    || deed
                        && (doer(c).is_some() && doer(c) == doer(later)
                            || later.reading.gerund && !c.noun && !later.noun))
                && c.reading.status == later.reading.status
        });
        if let Some(twin) = twin {
            for (role, mention) in later.roles.clone() {
                if !twin.roles.iter().any(|(_, m)| *m == mention) {
                    twin.roles.push((role, mention));
                }
            }
            candidates.remove(at);
        } else {
            at += 1;
        }
    }
}
