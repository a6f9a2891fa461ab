//! From mentions to happenings: first within each article, then across them by blocks of actors and weeks, so
//! that the work grows in line with the number of mentions.

use super::{
    profiles::Profiles,
    same::{Context, Match, WEAK, same},
    stories::Stories,
    unit::Unit,
};
use crate::{
    actors::ActorId,
    dating::{DatedArticle, DatedMention},
    events::Kind,
    text::fold,
};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};

/// Who of an event takes part in finding its like.
const BLOCK_ACTORS: usize = 6;
const WEEK: i32 = 7;
/// Over more weeks than these an event is too vague to be found in another article.
const WEEKS: i32 = 6;
/// A date of fewer days than these is sharp.
const DAYS: i32 = 4;
/// A copied sentence has at least so many letters.
const COPIED: usize = 60;

/// No more candidates than these are looked at in one block, the latest first.
const CANDIDATES: usize = 256;

/// Sort of event and of block, two sides (the same twice for one), and a stretch of days, as a number that is hardly
/// ever the same for two; when it is, some more are compared.
type Block = u64;

fn number(key: impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    key.hash(&mut hasher);
    hasher.finish()
}

/// A stretch of days in which events are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Window {
    Day(i32),
    /// The sharp dates of a week.
    Sharp(i32),
    /// The wide ones.
    Wide(i32),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Reach {
    /// Both sides are named.
    Pair,
    /// The side is one of several.
    Among,
    /// The side is alone.
    Alone,
    /// Whoever takes part.
    Anyone,
    /// Nobody is named.
    Nobody,
}

pub fn cluster(articles: &[DatedArticle], profiles: &Profiles, stories: &Stories) -> Vec<Unit> {
    let mut units: Vec<Unit> =
        articles.par_iter().enumerate().flat_map_iter(|(ix, article)| inside(ix, article, profiles)).collect();
    // from here on other articles count, and days of the calendar
    units.iter_mut().for_each(|u| u.moving = None);
    units = copies(units, articles);
    across(units, articles, profiles, stories)
}

/// The happenings that one article tells of.
fn inside(article: usize, dated: &DatedArticle, profiles: &Profiles) -> Vec<Unit> {
    let mut list: Vec<Unit> =
        dated.mentions.iter().enumerate().map(|(m, mention)| Unit::new((article, m), mention, dated)).collect();
    // those that say most first, so that "the meeting" finds them
    list.sort_by_key(|u| (std::cmp::Reverse(u.actors.len().min(2)), u.width(), u.members[0]));
    let context = Context { profiles, stories: &Stories::default(), within: true };
    let mut units: Vec<Unit> = Vec::new();
    for unit in list {
        let best = best(&units, (0..units.len()).collect(), &unit, context);
        join(&mut units, best, unit);
    }
    units.sort_by_key(|u| u.members.iter().min().copied());
    units
}

fn best(units: &[Unit], candidates: Vec<usize>, unit: &Unit, context: Context) -> Option<(usize, Match)> {
    let mut best: Option<(usize, Match)> = None;
    let mut equals = 0;
    for ix in candidates {
        let Some(found) = same(&units[ix], unit, context) else { continue };
        match best.as_ref().map(|(_, b)| found.strength.cmp(&b.strength)) {
            None | Some(std::cmp::Ordering::Greater) => (best, equals) = (Some((ix, found)), 1),
            Some(std::cmp::Ordering::Equal) => equals += 1,
            Some(std::cmp::Ordering::Less) => {}
        }
    }
    best.filter(|(_, found)| context.within || found.strength > WEAK || equals == 1)
}

fn join(units: &mut Vec<Unit>, best: Option<(usize, Match)>, unit: Unit) -> usize {
    match best {
        Some((ix, found)) => {
            units[ix].absorb(unit, found.reason);
            ix
        }
        None => {
            units.push(unit);
            units.len() - 1
        }
    }
}

/// A sentence that stands in two articles tells of one happening: an agency's text, or a copy.
fn copies(mut order: Vec<Unit>, articles: &[DatedArticle]) -> Vec<Unit> {
    let mut by_words: FxHashMap<(Kind, String), usize> = FxHashMap::default();
    let mut out: Vec<Unit> = Vec::with_capacity(order.len());
    order.sort_by_cached_key(|u| key(u, articles));
    for unit in order {
        let words: Vec<(Kind, String)> = unit.members.iter().filter_map(|&(a, m)| copied(&articles[a], m)).collect();
        let agrees = |ix: &&usize| {
            let other: &Unit = &out[**ix];
            let days = match (other.days, unit.days) {
                (Some(x), Some(y)) => x.0 <= y.1 && y.0 <= x.1,
                _ => true,
            };
            days && !share_article(other, &unit)
        };
        let found = words.iter().filter_map(|w| by_words.get(w)).find(agrees).copied();
        let ix = join(
            &mut out,
            found.map(|ix| (ix, Match { strength: 9, reason: "the same words in two articles".into() })),
            unit,
        );
        for word in words {
            by_words.entry(word).or_insert(ix);
        }
    }
    out
}

fn copied(article: &DatedArticle, mention: usize) -> Option<(Kind, String)> {
    let mention = &article.mentions[mention];
    let words: String = fold(mention.quote.of(&article.body)).chars().filter(|c| c.is_alphanumeric()).collect();
    // the trigger's place within the words tells two events of one sentence apart
    let at = mention.trigger.start.saturating_sub(mention.quote.start);
    (words.len() >= COPIED).then(|| (mention.kind, format!("{words} {at}")))
}

/// Those that say most first; those that say little find them, and see when they might be either of two. Nothing of
/// this depends on where an article lies or how it is called.
fn key<'a>(unit: &Unit, articles: &'a [DatedArticle]) -> impl Ord + use<'a> {
    let named = if unit.kind.is_mutual() { unit.actors.len().min(2) } else { 2 };
    (vague(unit), 2 - named, unit.width(), unit.days, first(unit, articles).id.as_str())
}

/// Too vague to be looked for week by week.
fn vague(unit: &Unit) -> bool {
    unit.days.is_none_or(|(first, last)| last.div_euclid(WEEK).saturating_sub(first.div_euclid(WEEK)) >= WEEKS)
}

/// The member whose id comes first.
fn first<'a>(unit: &Unit, articles: &'a [DatedArticle]) -> &'a DatedMention {
    let mentions = unit.members.iter().map(|&(a, m)| &articles[a].mentions[m]);
    mentions.min_by(|x, y| x.id.cmp(&y.id)).unwrap_or_else(|| unit.mention(articles))
}

fn across(mut list: Vec<Unit>, articles: &[DatedArticle], profiles: &Profiles, stories: &Stories) -> Vec<Unit> {
    let context = Context { profiles, stories, within: false };
    list.sort_by_cached_key(|u| key(u, articles));
    let mut units: Vec<Unit> = Vec::with_capacity(list.len());
    let mut blocks: FxHashMap<Block, Vec<u32>> = FxHashMap::default();
    // those too vague for blocks come last, and look through all of their sides
    let mut vague: Option<FxHashMap<(u8, ActorId), Vec<usize>>> = None;
    for unit in list {
        let (asked, entered) = blocks_of(&unit, profiles);
        let lists = asked.iter().filter_map(|b| blocks.get(b));
        let mut candidates: Vec<usize> =
            lists.flat_map(|l| l.iter().rev().take(CANDIDATES)).map(|ix| *ix as usize).collect();
        let sides: Vec<(u8, ActorId)> =
            if asked.is_empty() && unit.days.is_some() { sides_of(&unit, profiles) } else { Vec::new() };
        if !sides.is_empty() {
            let all = vague.get_or_insert_with(|| by_side(&units, profiles));
            let lists = sides.iter().filter_map(|side| all.get(side));
            candidates.extend(lists.flat_map(|l| l.iter().rev().take(CANDIDATES)));
        }
        candidates.sort_unstable();
        candidates.dedup();
        // an article that tells two happenings apart knows better
        candidates.retain(|&ix| !share_article(&units[ix], &unit));
        let best = best(&units, candidates, &unit, context);
        let ix = join(&mut units, best, unit);
        for side in sides {
            let list = vague.get_or_insert_default().entry(side).or_default();
            if list.last() != Some(&ix) {
                list.push(ix);
            }
        }
        for block in entered {
            let list = blocks.entry(block).or_default();
            if list.last() != Some(&(ix as u32)) {
                list.push(ix as u32);
            }
        }
    }
    units
}

fn share_article(a: &Unit, b: &Unit) -> bool {
    a.members.iter().any(|(x, _)| b.members.iter().any(|(y, _)| x == y))
}

fn by_side(units: &[Unit], profiles: &Profiles) -> FxHashMap<(u8, ActorId), Vec<usize>> {
    let mut out: FxHashMap<(u8, ActorId), Vec<usize>> = FxHashMap::default();
    for (ix, unit) in units.iter().enumerate() {
        for side in sides_of(unit, profiles) {
            out.entry(side).or_default().push(ix);
        }
    }
    out
}

/// Words have a voice, where other events have sides.
fn voices(unit: &Unit) -> bool {
    matches!(unit.kind, Kind::Statement | Kind::Proposal)
}

/// Kinds that may be one happening have one number.
fn sort_of(kind: Kind) -> u8 {
    match kind {
        Kind::Call | Kind::Summit | Kind::Meeting | Kind::Talks => 0,
        Kind::Statement | Kind::Proposal => 1,
        kind => 2 + kind as u8,
    }
}

/// Sort of event and side, no side twice, in the order of the unit's actors.
fn sides_of(unit: &Unit, profiles: &Profiles) -> Vec<(u8, ActorId)> {
    let sort = sort_of(unit.kind);
    let mut out: Vec<(u8, ActorId)> = Vec::new();
    let mut add = |id: ActorId| {
        if out.iter().all(|(_, known)| *known != id) {
            out.push((sort, id));
        }
    };
    if voices(unit) {
        let doers = unit.doers();
        doers.iter().for_each(|id| add(profiles.voice(id).clone()));
        // who proposes does so for the country, too
        if unit.kind == Kind::Proposal {
            doers.iter().for_each(|id| add(profiles.side(id).clone()));
        }
    } else {
        unit.ids().for_each(|id| add(profiles.side(id).clone()));
    }
    out
}

/// The blocks in which a unit is looked for, and those it is entered in: its pairs of sides, or its voice, and
/// the weeks it may lie in.
fn blocks_of(unit: &Unit, profiles: &Profiles) -> (Vec<Block>, Vec<Block>) {
    let Some((first, last)) = unit.days else { return Default::default() };
    if vague(unit) {
        return Default::default();
    }
    let voices = voices(unit);
    let mut sides: Vec<u64> = sides_of(unit, profiles).iter().take(BLOCK_ACTORS).map(|(_, id)| number(id)).collect();
    sides.sort_unstable();
    let sort = sort_of(unit.kind);
    let (mut asked, mut entered) = (Vec::new(), Vec::new());
    let pair = |reach: Reach, a: u64, b: u64| number((sort, reach, a, b));
    let alone = |reach, side: u64| pair(reach, side, side);
    // who struck, and whom, is not always said; where is
    if let Some(place) = unit.place.as_ref().filter(|_| !voices).map(number) {
        asked.push(alone(Reach::Alone, place));
        if sides.is_empty() {
            asked.push(alone(Reach::Among, place));
            entered.push(alone(Reach::Alone, place));
        } else {
            entered.push(alone(Reach::Among, place));
        }
    }
    if voices {
        entered.extend(sides.iter().map(|a| alone(Reach::Alone, *a)));
        asked.clone_from(&entered);
    } else if let [only] = sides[..] {
        asked.extend([alone(Reach::Alone, only), alone(Reach::Among, only)]);
        entered.push(alone(Reach::Alone, only));
    } else {
        for (i, &a) in sides.iter().enumerate() {
            asked.push(alone(Reach::Alone, a));
            entered.push(alone(Reach::Among, a));
            for &b in &sides[i + 1..] {
                let both = pair(Reach::Pair, a, b);
                asked.push(both);
                entered.push(both);
            }
        }
    }
    // nobody may be named; then the day and the story must tell
    if unit.kind.is_mutual() && first == last {
        let (asks, enters) = if unit.actors.is_empty() {
            (&[Reach::Anyone, Reach::Nobody][..], Reach::Nobody)
        } else {
            (&[Reach::Nobody][..], Reach::Anyone)
        };
        asked.extend(asks.iter().map(|reach| alone(*reach, 0)));
        entered.push(alone(enters, 0));
    }
    let (look, stand) = windows(first, last);
    let cross = |sides: &[u64], windows: &[Window]| -> Vec<Block> {
        sides.iter().flat_map(|s| windows.iter().map(move |w| number((*s, *w)))).collect()
    };
    (cross(&asked, &look), cross(&entered, &stand))
}

/// The windows in which an event looks for others, and those in which it is found. A sharp date looks among the
/// sharp dates of its days and the wide ones of its weeks; a wide one among all of its weeks.
fn windows(first: i32, last: i32) -> (Vec<Window>, Vec<Window>) {
    let weeks = || first.div_euclid(WEEK)..=last.div_euclid(WEEK);
    let sharp = || weeks().map(Window::Sharp);
    let wide = || weeks().map(Window::Wide);
    if last - first < DAYS {
        // sources may differ by a day
        let near = (first - 1..=last + 1).map(Window::Day);
        (near.chain(wide()).collect(), (first..=last).map(Window::Day).chain(sharp()).collect())
    } else {
        (sharp().chain(wide()).collect(), wide().collect())
    }
}
