//! One event out of the mentions that tell of it: what they agree on, and where they contradict each other.

use super::{
    Event, Evidence,
    cast::Cast,
    order::Heads,
    profiles::{Agreement, Profiles, Who},
    unit::Unit,
};
use crate::{
    actors::ActorId,
    dating::{self, DatedArticle, DatedMention},
    edtf::Edtf,
    events::{Kind, Role, Sort, Status, Tone},
};
use arcstr::ArcStr;
use chrono::Datelike;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};
use thin_vec::ThinVec;

/// Never quite sure.
const MOST: f32 = 0.99;

/// So many happenings become events before it is seen whose mentions are not needed any more.
const PART: usize = 1 << 14;

/// All events in their order, with ids that are their own, and who takes part in each. Unless they are kept, mentions are
/// let go on the way, and how they came to be merged is not noted: here more is held at once than anywhere else.
pub fn events(
    units: Vec<Vec<Unit>>,
    articles: &mut [DatedArticle],
    profiles: &Profiles,
    mentions_kept: bool,
) -> (Vec<Event>, Vec<Cast>) {
    let all: Vec<&Unit> = units.iter().flatten().collect();
    let mut left = vec![0u32; if mentions_kept { 0 } else { articles.len() }];
    if !mentions_kept {
        all.iter().flat_map(|unit| &unit.members).for_each(|(article, _)| left[*article as usize] += 1);
    }
    // each article's mentions are read while they are near, not again and again from far away
    let last = |unit: &&Unit| unit.members.iter().map(|(article, _)| *article).max();
    let mut order: Vec<(Option<u32>, u32)> = all.iter().enumerate().map(|(ix, unit)| (last(unit), ix as u32)).collect();
    order.sort_unstable();
    let mut told: (Vec<Event>, Vec<Cast>) = (Vec::with_capacity(all.len()), Vec::with_capacity(all.len()));
    let mut heads = Heads::of(all.len());
    for part in order.chunks(PART) {
        let from: &[DatedArticle] = articles;
        let start = told.0.len();
        told.par_extend(part.par_iter().map(|(_, ix)| {
            let (mut event, cast) = event(all[*ix as usize], from, profiles);
            if !mentions_kept {
                event.reasons = ThinVec::new();
            }
            (event, cast)
        }));
        let let_go = || {
            if mentions_kept {
                return;
            }
            let mut done = Vec::new();
            for (article, _) in part.iter().flat_map(|(_, ix)| &all[*ix as usize].members) {
                let left = &mut left[*article as usize];
                *left -= 1;
                if *left == 0 {
                    done.push(std::mem::take(&mut articles[*article as usize].mentions));
                }
            }
            done.into_par_iter().for_each(drop);
        };
        rayon::join(|| heads.enter(&told.0[start..]), let_go);
    }
    drop(all);
    let (mut events, mut casts) = told;
    let may_share = heads.may_share();
    rayon::join(|| heads.put_in_order(&mut events, &mut casts), || drop(units));
    if may_share && tell_apart(&mut events) {
        let mut heads = Heads::of(events.len());
        heads.enter(&events);
        heads.put_in_order(&mut events, &mut casts);
    }
    (events, casts)
}

/// The same words can stand in two articles that tell of two days: all but the first of such events get another id. What
/// an event has merged is its own then, not what another event is called by. Whether any id is another now.
fn tell_apart(events: &mut [Event]) -> bool {
    let mut taken: FxHashSet<&str> = FxHashSet::with_capacity_and_hasher(events.len(), Default::default());
    let again: Vec<usize> = numbers(events, |event| !taken.insert(&event.id));
    if again.is_empty() {
        let shared = numbers(events, |event| event.merged.iter().any(|id| taken.contains(&**id)));
        let kept = |ix: usize| events[ix].merged.iter().filter(|id| !taken.contains(&***id)).cloned().collect();
        let kept: Vec<(usize, ThinVec<ArcStr>)> = shared.into_iter().map(|ix| (ix, kept(ix))).collect();
        kept.into_iter().for_each(|(ix, merged)| events[ix].merged = merged);
        return false;
    }
    let another = |id: &str, event: &Event, round: u32| -> ArcStr {
        let date = event.date.as_ref().map_or_else(String::new, |d| d.to_string());
        dating::id(&[id, &date, &round.to_string()]).into()
    };
    // most of the work, in which none waits for the others
    let mut ids: Vec<ArcStr> = again.par_iter().map(|ix| another(&events[*ix].id, &events[*ix], 0)).collect();
    // hardly any of them is another's, too
    let mut late: Vec<(usize, ArcStr)> = Vec::new();
    let mut taken_late: FxHashSet<ArcStr> = FxHashSet::default();
    for (n, ix) in again.iter().enumerate() {
        if !taken_late.contains(&ids[n]) && taken.insert(&ids[n]) {
            continue;
        }
        let (mut id, mut round) = (ids[n].clone(), 1);
        while taken.contains(&*id) || taken_late.contains(&id) {
            id = another(&id, &events[*ix], round);
            round += 1;
        }
        taken_late.insert(id.clone());
        late.push((n, id));
    }
    let is_taken = |id: &ArcStr| taken.contains(&**id) || taken_late.contains(id);
    let shared = numbers(events, |event| event.merged.iter().any(is_taken));
    let kept = |ix: usize| events[ix].merged.iter().filter(|id| !is_taken(id)).cloned().collect();
    let kept: Vec<(usize, ThinVec<ArcStr>)> = shared.into_iter().map(|ix| (ix, kept(ix))).collect();
    late.into_iter().for_each(|(n, id)| ids[n] = id);
    again.into_iter().zip(ids).for_each(|(ix, id)| events[ix].id = id);
    kept.into_iter().for_each(|(ix, merged)| events[ix].merged = merged);
    true
}

/// Of those events of which something is true the numbers.
fn numbers<'e>(events: &'e [Event], mut is: impl FnMut(&'e Event) -> bool) -> Vec<usize> {
    events.iter().enumerate().filter(|(_, event)| is(event)).map(|(ix, _)| ix).collect()
}

fn event(unit: &Unit, articles: &[DatedArticle], profiles: &Profiles) -> (Event, Cast) {
    let mut members: Vec<(usize, &DatedMention)> =
        unit.members.iter().map(|place| place.0 as usize).zip(unit.mentions(articles)).collect();
    // by publication, then as told; nothing here depends on where an article lies
    members.sort_by_key(|(a, m)| {
        let published = articles[*a].published.as_ref().and_then(|p| p.first());
        (published.is_none(), published.map(|d| d.num_days_from_ce()), m.trigger.start, &m.id)
    });
    let mut reasons = counted(&unit.reasons);
    let (date, date_basis) = date(&members, &mut reasons);
    let ids: Vec<&ArcStr> = members.iter().map(|(_, m)| &m.id).collect();
    let mut merged: ThinVec<ArcStr> = ids[1..].iter().filter(|id| **id != ids[0]).map(|id| (*id).clone()).collect();
    merged.sort();
    merged.dedup();
    merged.shrink_to_fit();
    let cast = cast(&unit.actors, profiles);
    let mut actors: ThinVec<(Role, ActorId)> = ThinVec::with_capacity(cast.len());
    actors.extend(cast.iter().map(|(role, who)| (role, profiles.id(who).clone())));
    let event = Event {
        id: ids[0].clone(),
        merged,
        kind: unit.kind,
        tone: tone(&members),
        sort: sort(&members, unit.kind),
        status: unit.status,
        topics: topics(&members),
        date,
        date_basis,
        title: None,
        place: place(&members, profiles),
        actors,
        confidence: confidence(&members),
        corrections: ThinVec::new(),
        note: None,
        source: None,
        evidence: list(members.iter().map(|&(article, m)| evidence(article, m))),
        relations: ThinVec::new(),
        reasons,
    };
    (event, cast)
}

/// With no more room than it takes.
fn list<T>(items: impl ExactSizeIterator<Item = T>) -> ThinVec<T> {
    let mut out = ThinVec::with_capacity(items.len());
    out.extend(items);
    out
}

fn evidence(article: usize, mention: &DatedMention) -> Evidence {
    Evidence {
        article,
        mention: mention.id.clone(),
        quote: mention.quote,
        trigger: mention.trigger,
        sentence: mention.sentence,
        cues: mention.cues,
        kind: mention.kind,
        status: mention.status,
        date: mention.date.clone(),
    }
}

/// The days that all allow, those first who tell of it as past, then those with whom most articles agree, then the
/// sharpest. Who contradicts them is noted.
fn date(members: &[(usize, &DatedMention)], reasons: &mut ThinVec<ArcStr>) -> (Option<Edtf>, ArcStr) {
    if let [(_, only)] = members {
        return (only.date.clone(), only.date_basis.clone());
    }
    let all: Vec<(usize, &Edtf, &DatedMention)> =
        members.iter().filter_map(|(a, m)| Some((*a, m.date.as_ref()?, *m))).collect();
    // where all say the same, nothing is weighed
    if let Some((_, date, first)) = all.first().filter(|first| all.iter().all(|other| other.1 == first.1))
        && let Some(value) = if all.len() > 1 { date.intersection(date) } else { Some((*date).clone()) }
    {
        let mention = all.iter().map(|(.., m)| *m).find(|m| m.status == Status::Occurred).unwrap_or(first);
        return (Some(value), mention.date_basis.clone());
    }
    // many say the same, and each date is compared with the others once
    let mut articles: FxHashMap<&Edtf, BTreeSet<usize>> = FxHashMap::default();
    for (article, date, _) in &all {
        articles.entry(date).or_default().insert(*article);
    }
    let agreeing = |date: &Edtf| {
        let agree = articles.iter().filter(|(d, _)| d.intersects(date)).flat_map(|(_, set)| set);
        agree.collect::<BTreeSet<_>>().len()
    };
    let agreeing: FxHashMap<&Edtf, usize> = articles.keys().map(|d| (*d, agreeing(d))).collect();
    let mut dated: Vec<(&Edtf, &DatedMention)> = all.iter().map(|(_, d, m)| (*d, *m)).collect();
    dated.sort_by_cached_key(|(d, m)| {
        (m.status != Status::Occurred, Reverse(agreeing[d]), d.width_days().unwrap_or(u32::MAX))
    });
    let Some(&(first, mention)) = dated.first() else {
        return (None, members.first().map_or_else(ArcStr::default, |(_, m)| m.date_basis.clone()));
    };
    let mut value = first.clone();
    let mut contradicting: BTreeSet<String> = BTreeSet::new();
    let mut heard: FxHashSet<&Edtf> = FxHashSet::default();
    for (other, _) in dated[1..].iter().filter(|(other, _)| heard.insert(*other)) {
        match value.intersection(other) {
            Some(common) => value = common,
            None => {
                contradicting.insert(other.to_string());
            }
        }
    }
    for other in contradicting {
        reasons.push(format!("sources differ on the date: {value} or {other}").into());
    }
    (Some(value), mention.date_basis.clone())
}

/// Leaves away who takes part in a mention, where [`tone`] does not ask for it.
pub fn forget_actors(mention: &mut DatedMention) {
    if mention.tone.is_none() || !addressed(mention) {
        mention.actors = ThinVec::new();
    }
}

fn addressed(mention: &DatedMention) -> bool {
    mention.actors.iter().any(|(role, _)| *role == Role::Target)
}

/// The tone of those that address somebody, so that nobody is accused by words of thanks to him; among them the one that
/// most mentions have, of equals the sharper. Neutral ones stand aside.
fn tone(members: &[(usize, &DatedMention)]) -> Option<Tone> {
    if let [(_, only)] = members {
        return only.tone;
    }
    let mut counts: BTreeMap<Tone, (usize, usize)> = BTreeMap::new();
    for (_, mention) in members {
        // a proposal may be told as a statement elsewhere, and has none
        let Some(tone) = mention.tone else { continue };
        let count = counts.entry(tone).or_default();
        count.0 += usize::from(addressed(mention));
        count.1 += 1;
    }
    let marked = counts.iter().filter(|(t, _)| **t != Tone::Neutral).max_by_key(|(t, n)| (**n, **t));
    marked.map(|(t, _)| *t).or(counts.keys().next().copied())
}

/// The sort that most mentions of the event's kind have; of equals the more definite.
fn sort(members: &[(usize, &DatedMention)], kind: Kind) -> Option<Sort> {
    if let [(_, only)] = members {
        return only.sort.filter(|_| only.kind == kind);
    }
    let mut counts: BTreeMap<Sort, usize> = BTreeMap::new();
    for sort in members.iter().filter(|(_, m)| m.kind == kind).filter_map(|(_, m)| m.sort) {
        *counts.entry(sort).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(sort, n)| (*n, *sort)).map(|(sort, _)| sort)
}

fn topics(members: &[(usize, &DatedMention)]) -> ThinVec<ArcStr> {
    let all: BTreeSet<&ArcStr> = members.iter().flat_map(|(_, m)| &m.topics).collect();
    list(all.into_iter().cloned())
}

/// The place that most name; a city rather than its country.
fn place(members: &[(usize, &DatedMention)], profiles: &Profiles) -> Option<ActorId> {
    if let [(_, only)] = members {
        return only.place.clone();
    }
    let mut counts: BTreeMap<&ActorId, usize> = BTreeMap::new();
    for place in members.iter().filter_map(|(_, m)| m.place.as_ref()) {
        *counts.entry(place).or_default() += 1;
    }
    let whole = |id: &ActorId| profiles.number(id).is_some_and(|who| profiles.get(who).country == Some(who));
    counts
        .into_iter()
        .max_by_key(|(id, n)| (!whole(id), *n, std::cmp::Reverse((*id).clone())))
        .map(|(id, _)| id.clone())
}

/// All who take part, by role; a country or body steps back behind its own people in the same role.
fn cast(all: &Cast, profiles: &Profiles) -> Cast {
    let behind = |role: Role, who: Who| {
        all.of_role(role).any(|other| {
            profiles.is_person(other) && !profiles.is_person(who) && profiles.agreement(who, other) > Agreement::None
        })
    };
    let mut out: Cast = all.iter().filter(|(role, who)| !behind(*role, *who)).collect();
    out.sort();
    out
}

/// Each article counts once, as sure as its surest mention.
fn confidence(members: &[(usize, &DatedMention)]) -> f32 {
    if let [(_, only)] = members {
        return together(&[only.confidence.max(0.0)]);
    }
    let mut by_article: BTreeMap<usize, f32> = BTreeMap::new();
    for (article, mention) in members {
        let best = by_article.entry(*article).or_default();
        *best = best.max(mention.confidence);
    }
    let mut list: Vec<f32> = by_article.into_values().collect();
    // a fixed order of multiplying, so that the result is the same to the last bit
    list.sort_by(f32::total_cmp);
    together(&list)
}

fn together(list: &[f32]) -> f32 {
    let doubt: f32 = list.iter().map(|c| 1.0 - c.clamp(0.0, 1.0)).product();
    (1.0 - doubt).min(MOST).max(list.last().copied().unwrap_or(0.0).min(MOST))
}

fn counted(reasons: &[&'static str]) -> ThinVec<ArcStr> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for reason in reasons {
        *counts.entry(reason).or_default() += 1;
    }
    counts
        .into_iter()
        .map(
            |(reason, n)| {
                if n == 1 { format!("merged: {reason}").into() } else { format!("merged {n} times: {reason}").into() }
            },
        )
        .collect()
}
