//! Whether two units are one happening. Rather two events for one than one for two.

use super::{
    profiles::{Agreement, Profiles, Who},
    stories::Stories,
    unit::{Few, Unit, covered},
    wording,
};
use crate::{
    dating::DatedArticle,
    events::{Kind, Role, Status},
};
use arcstr::ArcStr;

/// What stands behind a merger: how strong it is, and why.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Match {
    pub strength: u32,
    pub reason: &'static str,
}

/// What is known beside the two units.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    pub articles: &'a [DatedArticle],
    pub profiles: &'a Profiles,
    pub stories: &'a Stories,
    /// Both are told by one article, which speaks of the same people without naming them each time.
    pub within: bool,
}

/// A match of this strength holds only where nothing else matches as well.
pub const WEAK: u32 = 1;

/// A date as sharp as the press tells the day's news.
const SHARP: i32 = 2;
/// As sharp as the day's news of an article whose own day is nearly known.
const NEAR: i32 = 4;
/// As wide as a plan may be that what happened then fulfils.
const PLANNED: i32 = 10;

pub fn same(a: &Unit, b: &Unit, context: Context) -> Option<Match> {
    let days = a.days_with(b);
    // most candidates fail here
    if let (Some(x), Some(y)) = days
        && x.0.max(y.0).saturating_sub(x.1.min(y.1)) > 1
    {
        return None;
    }
    if !kinds_agree(a, b) || !places_agree(a.place, b.place, context.profiles) {
        return None;
    }
    if !statuses_agree(a, b) {
        return None;
    }
    match days {
        (Some(x), Some(y)) if x.0.max(y.0) > x.1.min(y.1) => return disputed(a, b, x, y, context),
        (None, _) | (_, None) if !context.within => return None,
        _ => {}
    }
    if a.kind == Kind::Statement || b.kind == Kind::Statement {
        return statements(a, b, context);
    }
    if a.kind.is_mutual() { encounters(a, b, context) } else { deeds(a, b, context) }
}

/// Two articles may differ by a day on when something happened: the night, the time zone, a mistake. Only what is told
/// as past, of the same people or sides, in articles of one story, and in one place or much the same words.
fn disputed(a: &Unit, b: &Unit, x: (i32, i32), y: (i32, i32), context: Context) -> Option<Match> {
    let apart = x.0.max(y.0).saturating_sub(x.1.min(y.1));
    let sharp = a.width().max(b.width()) <= SHARP;
    let past = a.status == Status::Occurred && b.status == Status::Occurred;
    if context.within || apart > 1 || !sharp || !past || a.kind != b.kind || !alike(a, b, context) {
        return None;
    }
    let place = a.place.is_some() && a.place == b.place;
    let retold = || retold(a, b, context);
    let agree = match a.kind {
        Kind::Statement | Kind::Proposal => {
            !a.of_role(Role::Source).is_empty() && a.of_role(Role::Source) == b.of_role(Role::Source) && retold()
        }
        kind if kind.is_mutual() => {
            let gathered = matches!(kind, Kind::Summit) && place;
            covered(&a.all(), &b.all(), context.profiles).is_some_and(|(same, _)| same >= 2) && (gathered || retold())
        }
        _ => {
            let covers = |x: Few, y: Few| !x.is_empty() && !y.is_empty() && covered(&x, &y, context.profiles).is_some();
            covers(a.doers(), b.doers()) && covers(a.of_role(Role::Target), b.of_role(Role::Target)) && retold()
        }
    };
    agree.then(|| found(2, "the same in much the same words, a day apart"))
}

/// Told by articles of one story.
fn alike(a: &Unit, b: &Unit, context: Context) -> bool {
    a.members.iter().any(|(x, _)| b.members.iter().any(|(y, _)| context.stories.alike(*x as usize, *y as usize)))
}

/// Told in much the same words, those for the ones who take part left aside.
fn retold(a: &Unit, b: &Unit, context: Context) -> bool {
    let ids = a.actors.iter().chain(b.actors.iter()).map(|(_, who)| context.profiles.id(who));
    let mut aside: Vec<u32> = ids.flat_map(|id| wording::parts(&id.0)).collect();
    aside.sort_unstable();
    a.wording(context.articles).retells(b.wording(context.articles), &aside)
}

pub fn kinds_agree(one: &Unit, other: &Unit) -> bool {
    let (a, b) = (one.kind, other.kind);
    // a proposal put to nobody is words like others
    let words = |u: &Unit| u.kind == Kind::Statement || u.kind == Kind::Proposal && !u.targets;
    if a != b && words(one) && words(other) {
        return true;
    }
    let talk = |k| matches!(k, Kind::Talks);
    let in_person = |k| matches!(k, Kind::Summit | Kind::Meeting);
    a == b
        || talk(a) && (b == Kind::Call || in_person(b))
        || talk(b) && (a == Kind::Call || in_person(a))
        || in_person(a) && in_person(b)
}

/// Two places contradict each other unless one lies in the other.
pub fn places_agree(a: Option<Who>, b: Option<Who>, profiles: &Profiles) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return true };
    let within = |x: Who, y: Who| profiles.get(x).country == Some(y);
    a == b || within(a, b) || within(b, a)
}

fn statuses_agree(a: &Unit, b: &Unit) -> bool {
    let done = |s| matches!(s, Status::Occurred);
    match (a.status, b.status) {
        (x, y) if x == y => true,
        // what failed is not what was held
        (Status::Cancelled, y) | (y, Status::Cancelled) => !done(y) && a.width().max(b.width()) <= PLANNED,
        // words of today are not those announced for tomorrow
        _ if a.kind == Kind::Statement || b.kind == Kind::Statement => false,
        // a plan fulfilled: the plan was sharp enough to be this one
        (x, y) if done(x) != done(y) => {
            let plan = if done(x) { b } else { a };
            plan.width() <= PLANNED && (plan.status == Status::Planned || plan.width() <= SHARP)
        }
        _ => true,
    }
}

/// One statement a speaker and a day; in one article, a speaker and an occasion.
fn statements(a: &Unit, b: &Unit, context: Context) -> Option<Match> {
    let Context { profiles, within, .. } = context;
    let (x, y) = (a.of_role(Role::Source), b.of_role(Role::Source));
    let in_both = |list: &[Who], others: &[Who]| {
        list.iter().all(|id| others.iter().any(|other| profiles.voice(*id) == profiles.voice(*other)))
    };
    if x.is_empty() || y.is_empty() || !in_both(&x, &y) || !in_both(&y, &x) {
        return None;
    }
    let (Some(own), Some(their)) = a.days_with(b) else {
        return within.then(|| found(1, "the same speaker"));
    };
    let wide = a.width().max(b.width());
    if own == their && (within || wide <= SHARP) {
        return Some(found(5, "the same speaker on the same day"));
    }
    // one of two days may be the other article's day
    if wide <= SHARP && (within || topics_meet(a, b, profiles)) {
        return Some(found(3, "the same speaker on days that overlap"));
    }
    if within {
        return None;
    }
    // wider than the day's news: the article's own day is in doubt; two articles of following days tell each its own
    let sharp = a.width().min(b.width()) == 1;
    if sharp && wide > SHARP && wide <= NEAR && alike(a, b, context) {
        return Some(found(3, "the same speaker on days that overlap, in articles of one story"));
    }
    if alike(a, b, context) && retold(a, b, context) {
        return Some(found(3, "the same speaker in much the same words"));
    }
    None
}

/// Speak to, or of, some of the same.
fn topics_meet(a: &Unit, b: &Unit, profiles: &Profiles) -> bool {
    let (x, y) = (a.of_role(Role::Target), b.of_role(Role::Target));
    x.iter().any(|s| y.iter().any(|t| profiles.agreement(*s, *t) >= Agreement::Side))
}

/// "agreed on a ceasefire", "agreed to free the prisoners": each says what it is on, and no word of it is the same.
fn of_other_matters(a: &Unit, b: &Unit, context: Context) -> bool {
    let topics = |unit: &Unit| -> Vec<ArcStr> {
        let all = unit.mentions(context.articles).flat_map(|m| m.topics.iter().cloned());
        all.collect()
    };
    let (x, y) = (topics(a), topics(b));
    !x.is_empty() && !y.is_empty() && !x.iter().any(|t| y.contains(t))
}

/// Calls, meetings, talks, agreements: the same two sides at the same time.
fn encounters(a: &Unit, b: &Unit, context: Context) -> Option<Match> {
    let Context { profiles, within, .. } = context;
    if a.kind == Kind::Agreement && b.kind == Kind::Agreement && of_other_matters(a, b, context) {
        return None;
    }
    let (x, y) = (a.all(), b.all());
    let wide = a.width().max(b.width());
    let narrow = a.width().min(b.width());
    if x.is_empty() || y.is_empty() {
        // "the meeting": in the same article, of the same kind, and the dates leave no doubt
        let place = a.place.is_some() && a.place == b.place;
        let fits = a.kind == b.kind && (wide <= SHARP || place && narrow <= PLANNED);
        if within {
            // "they met on the margins of the summit" tells of two
            let beside = a.kind != b.kind
                && a.mentions(context.articles)
                    .any(|m| b.mentions(context.articles).any(|other| m.sentence == other.sentence));
            return (fits && !beside).then(|| found(1, "the same kind at the same time in one article"));
        }
        // nobody is named on one side: the day is exact, and nothing else of the story lies on it
        return (wide == 1 && alike(a, b, context))
            .then(|| found(WEAK, "the same kind on the same day, in articles of one story"));
    }
    let (same, side) = covered(&x, &y, profiles)?;
    let both = same + side >= 2;
    let sharp = wide <= SHARP || narrow <= SHARP && wide <= PLANNED || a.days == b.days && wide <= 62;
    let near = || narrow <= NEAR && wide <= PLANNED && alike(a, b, context);
    if both && (sharp || near()) {
        return Some(found(4 + same as u32, "the same who meet, on days that agree"));
    }
    // sides that are not named alike must at least be as many: "both sides" are no two of three leaders
    if within && both && a.status == b.status && (same > 0 || x.len() == y.len()) {
        return Some(found(2, "the same who meet, told again in one article"));
    }
    let place = a.place.is_some() && a.place == b.place;
    let signed = a.kind == Kind::Agreement && b.kind == Kind::Agreement;
    // a single act of a single side ("has not signed") needs its place or its day
    if same >= 1 && x.len() == 1 && y.len() == 1 {
        let exact = wide <= SHARP || a.days == b.days && wide <= PLANNED;
        return (exact && (within || place || signed)).then(|| found(3, "the same side, kind and day"));
    }
    if signed && same >= 1 && wide == 1 {
        return Some(found(3, "one of those who agreed is the same, and so is the day"));
    }
    if same >= 1 && wide <= SHARP && (within || place) {
        return Some(found(2, "one who meets is the same, and so are day and place"));
    }
    // the days leave it open, and nothing else of the story fits
    if same >= 2 && a.status == b.status && alike(a, b, context) {
        return Some(found(WEAK, "the same who meet, in articles of one story"));
    }
    // as many as one side names: the day is exact, and nothing else of the story lies on it
    if same >= 1 && wide == 1 && !signed && alike(a, b, context) {
        return Some(found(WEAK, "one who meets is the same, and so is the day, in articles of one story"));
    }
    None
}

/// Visits, strikes, sanctions, aid, proposals: the same doer, done to the same, at the same time.
fn deeds(a: &Unit, b: &Unit, context: Context) -> Option<Match> {
    let Context { profiles, within, .. } = context;
    let (x, y) = (a.doers(), b.doers());
    let (mut s, mut t) = (a.of_role(Role::Target), b.of_role(Role::Target));
    // one names as the place what the other names as the target
    if s.is_empty() != t.is_empty() {
        let (missing, there, place) = if s.is_empty() { (&mut s, &t, a.place) } else { (&mut t, &s, b.place) };
        missing.extend(place.filter(|p| covered(&[*p], there, profiles).is_some()));
    }
    let wide = a.width().max(b.width());
    let place = a.place.is_some() && a.place == b.place;
    let doers = if x.is_empty() || y.is_empty() { None } else { Some(covered(&x, &y, profiles)?) };
    let targets = if s.is_empty() || t.is_empty() { None } else { Some(covered(&s, &t, profiles)?) };
    let sharp = wide <= SHARP || a.days.is_some() && a.days == b.days && wide <= 31;
    match (doers, targets) {
        (Some(_), Some(_)) if sharp => Some(found(5, "the same deed, on days that agree")),
        (Some(_), Some(_)) if within && a.status == b.status => {
            Some(found(2, "the same deed, told again in one article"))
        }
        (Some((same, _)), None) if sharp && same > 0 && (within || place) => {
            Some(found(3, "the same doer and kind, on days that agree"))
        }
        (None, Some(_)) if sharp && (within || place) => Some(found(3, "done to the same, on days that agree")),
        (None, None) if sharp && place => Some(found(2, "the same kind, place and day")),
        _ => None,
    }
}

fn found(strength: u32, reason: &'static str) -> Match {
    Match { strength, reason }
}
