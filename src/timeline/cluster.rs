//! From mentions to happenings: first within each article, then across them by blocks of actors and weeks, so
//! that the work grows in line with the number of mentions.

use super::{
    profiles::Profiles,
    same::{Match, same},
    unit::Unit,
};
use crate::{
    actors::ActorId,
    dating::{DatedArticle, DatedMention},
    events::Kind,
    text::fold,
};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

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

/// Sort of event and of block, and two sides (the same twice for one).
type Sides = (u8, Reach, ActorId, ActorId);
type Block = (Sides, Window);

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
}

pub fn cluster(articles: &[DatedArticle], profiles: &Profiles) -> Vec<Unit> {
    let mut units: Vec<Unit> =
        articles.par_iter().enumerate().flat_map_iter(|(ix, article)| inside(ix, article, profiles)).collect();
    units = copies(units, articles);
    across(units, articles, profiles)
}

/// The happenings that one article tells of.
fn inside(article: usize, dated: &DatedArticle, profiles: &Profiles) -> Vec<Unit> {
    let mut list: Vec<Unit> =
        dated.mentions.iter().enumerate().map(|(m, mention)| Unit::new((article, m), mention)).collect();
    // those that say most first, so that "the meeting" finds them
    list.sort_by_key(|u| (std::cmp::Reverse(u.actors.len().min(2)), u.width(), u.members[0]));
    let mut units: Vec<Unit> = Vec::new();
    for unit in list {
        let best = best(&units, (0..units.len()).collect(), &unit, true, profiles);
        join(&mut units, best, unit);
    }
    units.sort_by_key(|u| u.members.iter().min().copied());
    units
}

fn best(
    units: &[Unit],
    candidates: Vec<usize>,
    unit: &Unit,
    within: bool,
    profiles: &Profiles,
) -> Option<(usize, Match)> {
    let mut best: Option<(usize, Match)> = None;
    for ix in candidates {
        let Some(found) = same(&units[ix], unit, within, profiles) else { continue };
        if best.as_ref().is_none_or(|(_, b)| found.strength > b.strength) {
            best = Some((ix, found));
        }
    }
    best
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
    order.sort_by_key(|u| key(u, articles));
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

/// Nothing of this depends on where an article lies or how it is called.
fn key<'a>(unit: &Unit, articles: &'a [DatedArticle]) -> (i32, Option<(i32, i32)>, &'a str) {
    (unit.width(), unit.days, first(unit, articles).id.as_str())
}

/// The member whose id comes first.
fn first<'a>(unit: &Unit, articles: &'a [DatedArticle]) -> &'a DatedMention {
    let mentions = unit.members.iter().map(|&(a, m)| &articles[a].mentions[m]);
    mentions.min_by(|x, y| x.id.cmp(&y.id)).unwrap_or_else(|| unit.mention(articles))
}

fn across(mut list: Vec<Unit>, articles: &[DatedArticle], profiles: &Profiles) -> Vec<Unit> {
    list.sort_by_key(|u| key(u, articles));
    let mut units: Vec<Unit> = Vec::with_capacity(list.len());
    let mut blocks: FxHashMap<Block, Vec<usize>> = FxHashMap::default();
    for unit in list {
        let (asked, entered) = blocks_of(&unit, profiles);
        let lists = asked.iter().filter_map(|b| blocks.get(b));
        let mut candidates: Vec<usize> = lists.flat_map(|l| l.iter().rev().take(CANDIDATES)).copied().collect();
        candidates.sort_unstable();
        candidates.dedup();
        // an article that tells two happenings apart knows better
        candidates.retain(|&ix| !share_article(&units[ix], &unit));
        let best = best(&units, candidates, &unit, false, profiles);
        let ix = join(&mut units, best, unit);
        for block in entered {
            let list = blocks.entry(block).or_default();
            if list.last() != Some(&ix) {
                list.push(ix);
            }
        }
    }
    units
}

fn share_article(a: &Unit, b: &Unit) -> bool {
    a.members.iter().any(|(x, _)| b.members.iter().any(|(y, _)| x == y))
}

/// The blocks in which a unit is looked for, and those it is entered in: its pairs of sides, or its voice, and
/// the weeks it may lie in.
fn blocks_of(unit: &Unit, profiles: &Profiles) -> (Vec<Block>, Vec<Block>) {
    let Some((first, last)) = unit.days else { return Default::default() };
    if last.div_euclid(WEEK).saturating_sub(first.div_euclid(WEEK)) >= WEEKS {
        return Default::default();
    }
    let voices = matches!(unit.kind, Kind::Statement | Kind::Proposal);
    let mut sides: Vec<ActorId> = if voices {
        let doers = unit.doers();
        // who proposes does so for the country, too
        let countries = doers.iter().filter(|_| unit.kind == Kind::Proposal).map(|id| profiles.side(id));
        doers.iter().map(|id| profiles.voice(id)).chain(countries).collect()
    } else {
        unit.ids().map(|id| profiles.side(id)).collect()
    };
    let mut seen: Vec<ActorId> = Vec::new();
    sides.retain(|id| {
        let new = !seen.contains(id);
        if new {
            seen.push(id.clone());
        }
        new
    });
    sides.truncate(BLOCK_ACTORS);
    sides.sort();
    let sort = match unit.kind {
        Kind::Call | Kind::Summit | Kind::Meeting | Kind::Talks => 0,
        Kind::Statement | Kind::Proposal => 1,
        kind => 2 + kind as u8,
    };
    let (mut asked, mut entered) = (Vec::new(), Vec::new());
    let alone = |reach, id: &ActorId| (sort, reach, id.clone(), id.clone());
    // who struck, and whom, is not always said; where is
    if let Some(place) = unit.place.as_ref().filter(|_| !voices) {
        asked.push(alone(Reach::Alone, place));
        if sides.is_empty() {
            asked.push(alone(Reach::Among, place));
            entered.push(alone(Reach::Alone, place));
        } else {
            entered.push(alone(Reach::Among, place));
        }
    }
    if voices {
        entered.extend(sides.iter().map(|a| alone(Reach::Alone, a)));
        asked.clone_from(&entered);
    } else if let [only] = &sides[..] {
        asked.extend([alone(Reach::Alone, only), alone(Reach::Among, only)]);
        entered.push(alone(Reach::Alone, only));
    } else {
        for (i, a) in sides.iter().enumerate() {
            asked.push(alone(Reach::Alone, a));
            entered.push(alone(Reach::Among, a));
            for b in &sides[i + 1..] {
                let pair = (sort, Reach::Pair, a.clone(), b.clone());
                asked.push(pair.clone());
                entered.push(pair);
            }
        }
    }
    let (look, stand) = windows(first, last);
    let cross = |sides: &[Sides], windows: &[Window]| -> Vec<Block> {
        sides.iter().flat_map(|s| windows.iter().map(move |w| (s.clone(), *w))).collect()
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
        let days = || (first..=last).map(Window::Day);
        (days().chain(wide()).collect(), days().chain(sharp()).collect())
    } else {
        (sharp().chain(wide()).collect(), wide().collect())
    }
}
