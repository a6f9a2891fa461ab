//! How events hang together. Only what the text or the dates support, each with its reason.

use super::{
    Event, Relation, RelationKind,
    profiles::{Agreement, Profiles},
};
use crate::{
    actors::ActorId,
    dating::DatedArticle,
    edtf::Day,
    events::{Kind, Role, Status, Tone},
    pack::ActorKind,
};
use rustc_hash::FxHashMap;

/// Between two rounds of talks lie so many days at most.
const ROUND: i64 = 120;
/// And between a word and its answer.
const ANSWER: i64 = 3;
/// Those who are more than these are a gathering.
const FEW: usize = 3;

pub fn relate(events: &mut [Event], articles: &[DatedArticle], profiles: &Profiles) {
    let mut found: Vec<(usize, RelationKind, usize, String)> = Vec::new();
    about(events, articles, &mut found);
    answers(events, profiles, &mut found);
    follows(events, profiles, &mut found);
    part_of(events, profiles, &mut found);
    for (from, kind, to, reason) in found {
        let event = events[to].id.clone();
        if !events[from].relations.iter().any(|r| r.kind == kind && r.event == event) {
            events[from].relations.push(Relation { kind, event, reason });
        }
    }
    for event in events {
        event.relations.sort_by(|a, b| (a.kind, &a.event).cmp(&(b.kind, &b.event)));
    }
}

type Found = Vec<(usize, RelationKind, usize, String)>;

/// A statement whose sentence tells of an encounter or a deed is about it.
fn about(events: &[Event], articles: &[DatedArticle], found: &mut Found) {
    let mut by_sentence: FxHashMap<(usize, usize), Vec<usize>> = FxHashMap::default();
    let mut sentence: FxHashMap<(usize, &str), usize> = FxHashMap::default();
    for (ix, article) in articles.iter().enumerate() {
        sentence.extend(article.mentions.iter().map(|m| ((ix, m.id.as_str()), m.sentence)));
    }
    let at = |article: usize, mention: &str| sentence.get(&(article, mention)).map(|s| (article, *s));
    for (ix, event) in events.iter().enumerate().filter(|(_, e)| e.kind != Kind::Statement) {
        for place in event.evidence.iter().filter_map(|e| at(e.article, &e.mention)) {
            by_sentence.entry(place).or_default().push(ix);
        }
    }
    for (ix, event) in events.iter().enumerate().filter(|(_, e)| e.kind == Kind::Statement) {
        for evidence in &event.evidence {
            let Some(place) = at(evidence.article, &evidence.mention) else { continue };
            for &other in by_sentence.get(&place).into_iter().flatten() {
                // told in the words of the statement: after its verb
                let after = events[other]
                    .evidence
                    .iter()
                    .any(|o| at(o.article, &o.mention) == Some(place) && o.trigger.start > evidence.trigger.start);
                if after {
                    found.push((ix, RelationKind::About, other, "told in the same sentence".to_owned()));
                }
            }
        }
    }
}

/// The one addressed speaks of the one who spoke, not long after, and not to agree.
fn answers(events: &[Event], profiles: &Profiles, found: &mut Found) {
    let spoken = |e: &Event| matches!(e.kind, Kind::Statement | Kind::Proposal) && e.status == Status::Occurred;
    let mut by_speaker: FxHashMap<&ActorId, Vec<usize>> = FxHashMap::default();
    for (ix, event) in events.iter().enumerate().filter(|(_, e)| spoken(e)) {
        for (_, id) in event.actors.iter().filter(|(r, _)| *r == Role::Source) {
            by_speaker.entry(id).or_default().push(ix);
        }
    }
    for (ix, event) in events.iter().enumerate() {
        let sharp = matches!(event.tone, Some(Tone::Refusal | Tone::Accusation | Tone::Threat | Tone::Support));
        if event.kind != Kind::Statement || event.status != Status::Occurred || !sharp {
            continue;
        }
        let Some(day) = day(event) else { continue };
        for (_, target) in event.actors.iter().filter(|(r, _)| *r == Role::Target) {
            let mut best: Option<(i64, usize)> = None;
            for &other in by_speaker.get(target).into_iter().flatten() {
                let earlier = &events[other];
                let Some(then) = self::day(earlier) else { continue };
                let days = (day - then).num_days();
                let addressed = earlier.actors.iter().any(|(r, id)| {
                    *r == Role::Target
                        && event
                            .actors
                            .iter()
                            .any(|(s, own)| *s == Role::Source && profiles.agreement(own, id) > Agreement::None)
                });
                let later = days > 0 || days == 0 && after(event, earlier);
                if other != ix && addressed && later && days <= ANSWER && best.is_none_or(|b| days < b.0) {
                    best = Some((days, other));
                }
            }
            if let Some((days, other)) = best {
                let when = if days == 0 { "the same day".to_owned() } else { format!("{days} days later") };
                found.push((
                    ix,
                    RelationKind::Answers,
                    other,
                    format!("the one addressed speaks of the speaker, {when}"),
                ));
            }
        }
    }
}

/// Told later in an article that tells both.
fn after(event: &Event, earlier: &Event) -> bool {
    event.evidence.iter().any(|e| earlier.evidence.iter().any(|o| o.article == e.article && o.trigger < e.trigger))
}

/// One round of talks after another between the same sides.
fn follows(events: &[Event], profiles: &Profiles, found: &mut Found) {
    let mut last: FxHashMap<(Kind, Vec<ActorId>), usize> = FxHashMap::default();
    // events are in the order of their dates
    for (ix, event) in events.iter().enumerate() {
        let rounds = matches!(event.kind, Kind::Talks | Kind::Summit | Kind::Call | Kind::Meeting);
        let held = matches!(event.status, Status::Occurred | Status::Planned);
        let Some(day) = day(event).filter(|_| rounds && held) else { continue };
        let mut ids: Vec<ActorId> = event.actors.iter().map(|(_, id)| id.clone()).collect();
        ids.sort();
        ids.dedup();
        if ids.len() < 2 || ids.iter().any(|id| profiles.get(id).is_some_and(|p| p.kind == ActorKind::Group)) {
            continue;
        }
        if let Some(before) = last.insert((event.kind, ids), ix)
            && let Some(then) = self::day(&events[before])
        {
            let days = (day - then).num_days();
            if (1..=ROUND).contains(&days) {
                found.push((
                    ix,
                    RelationKind::Follows,
                    before,
                    format!("the next {} of the same, {days} days later", event.kind.as_str()),
                ));
            }
        }
    }
}

/// Two or three meet where and when a gathering does.
fn part_of(events: &[Event], profiles: &Profiles, found: &mut Found) {
    let gathers = |e: &Event| {
        let body = |id: &ActorId| {
            profiles.get(id).is_some_and(|p| matches!(p.kind, ActorKind::Group | ActorKind::Organisation))
        };
        e.kind == Kind::Summit && (e.actors.len() > FEW || e.actors.iter().any(|(_, id)| body(id)))
    };
    let mut by_place: FxHashMap<&ActorId, Vec<usize>> = FxHashMap::default();
    for (ix, event) in events.iter().enumerate().filter(|(_, e)| gathers(e)) {
        if let Some(place) = &event.place {
            by_place.entry(place).or_default().push(ix);
        }
    }
    for (ix, event) in events.iter().enumerate() {
        let meets = matches!(event.kind, Kind::Meeting | Kind::Summit | Kind::Talks) && !gathers(event);
        let (Some(place), Some(date), true) = (&event.place, &event.date, meets) else { continue };
        for &other in by_place.get(place).into_iter().flatten() {
            let whole = &events[other];
            let within = whole.date.as_ref().is_some_and(|d| d.width_days().is_some_and(|w| w <= 10) && d.covers(date));
            if within && whole.status == event.status {
                found.push((ix, RelationKind::PartOf, other, "where and when the gathering is".to_owned()));
            }
        }
    }
}

fn day(event: &Event) -> Option<Day> {
    event.date.as_ref().filter(|d| d.width_days().is_some_and(|w| w <= 2)).and_then(|d| d.last())
}
