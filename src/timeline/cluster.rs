//! From mentions to happenings: first within each article, then across them by blocks of actors and weeks, so
//! that the work grows in line with the number of mentions.

use super::{
    profiles::{Profiles, Who},
    same::{Context, Match, WEAK, same},
    stories::Stories,
    unit::{Place, Unit},
};
use crate::{
    dating::{DatedArticle, DatedMention},
    events::Kind,
    text::fold,
};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::hash::Hash;

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

/// Sort of event, two sides (the same twice for one), and a stretch of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Block {
    sort: u8,
    reach: Reach,
    sides: (Who, Who),
    window: Window,
}

/// A stretch of days in which events are compared: what it is, and which.
type Window = (Stretch, i32);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Stretch {
    Day,
    /// The sharp dates of a week.
    Sharp,
    /// The wide ones.
    Wide,
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

/// Lists of units by some key, the latest first: a link for each entry, and no list of its own for each key, of which
/// there are far more than units.
struct Lists<K> {
    last: FxHashMap<K, u32>,
    /// Unit, and the entry before it.
    links: Vec<(u32, u32)>,
}

/// No entry lies before.
const NONE: u32 = u32::MAX;

impl<K: Hash + Eq> Lists<K> {
    fn new() -> Self {
        Lists { last: FxHashMap::default(), links: Vec::new() }
    }

    /// Enters a unit, unless it is the latest there already.
    fn enter(&mut self, key: K, unit: usize) {
        let next = self.links.len() as u32;
        let slot = self.last.entry(key).or_insert(NONE);
        if self.links.get(*slot as usize).is_none_or(|link| link.0 != unit as u32) {
            self.links.push((unit as u32, *slot));
            *slot = next;
        }
    }

    /// The latest units, so many at most.
    fn latest(&self, key: &K) -> impl Iterator<Item = usize> {
        let link = |ix: u32| self.links.get(ix as usize);
        let first = self.last.get(key).and_then(|ix| link(*ix));
        std::iter::successors(first, move |(_, before)| link(*before)).map(|(unit, _)| *unit as usize).take(CANDIDATES)
    }
}

pub fn cluster(articles: &[DatedArticle], profiles: &Profiles, stories: &Stories) -> Vec<Unit> {
    let context = Context { articles, profiles, stories, within: false };
    let mut units: Vec<Unit> = (0..articles.len()).into_par_iter().flat_map_iter(|ix| inside(ix, context)).collect();
    // from here on other articles count, and days of the calendar
    units.iter_mut().for_each(|u| u.moving = None);
    units.sort_by_cached_key(|u| key(u, articles));
    units = copies(units, context);
    // a copy may have made a plan a fact, or a wide date sharp
    units.sort_by_cached_key(|u| key(u, articles));
    across(units, context)
}

/// The happenings that one article tells of.
fn inside(article: usize, context: Context) -> Vec<Unit> {
    let Context { articles, profiles, .. } = context;
    let dated = &articles[article];
    let unit = |(m, mention)| Unit::new((article as u32, m as u32), mention, dated, profiles);
    let mut list: Vec<Unit> = dated.mentions.iter().enumerate().filter_map(unit).collect();
    // those that say most first, so that "the meeting" finds them
    list.sort_by_key(|u| (std::cmp::Reverse(u.actors.len().min(2)), u.width(), u.members[0]));
    let context = Context { stories: &Stories::default(), within: true, ..context };
    let mut units: Vec<Unit> = Vec::new();
    for unit in list {
        let best = best(&units, 0..units.len(), &unit, context);
        join(&mut units, best, unit, articles);
    }
    units.sort_by_key(|u| u.members.iter().min().copied());
    units
}

fn best(
    units: &[Unit],
    candidates: impl IntoIterator<Item = usize>,
    unit: &Unit,
    context: Context,
) -> Option<(usize, Match)> {
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

fn join(units: &mut Vec<Unit>, best: Option<(usize, Match)>, unit: Unit, articles: &[DatedArticle]) -> usize {
    match best {
        Some((ix, found)) => {
            units[ix].absorb(unit, found.reason, articles);
            ix
        }
        None => {
            units.push(unit);
            units.len() - 1
        }
    }
}

/// A sentence that stands in two articles tells of one happening: an agency's text, or a copy.
fn copies(order: Vec<Unit>, context: Context) -> Vec<Unit> {
    let articles = context.articles;
    let mut by_words: FxHashMap<Words, u32> = FxHashMap::default();
    let mut out: Vec<Unit> = Vec::with_capacity(order.len());
    for unit in order {
        let words: Vec<Words> = unit.members.iter().filter_map(|&place| copied(place, articles)).collect();
        let agrees = |ix: &u32| {
            let other: &Unit = &out[*ix as usize];
            let days = match (other.days, unit.days) {
                (Some(x), Some(y)) => x.0 <= y.1 && y.0 <= x.1,
                _ => true,
            };
            days && !share_article(other, &unit)
        };
        let found = words.iter().filter_map(|w| by_words.get(w)).copied().find(agrees);
        let same = Match { strength: 9, reason: "the same words in two articles" };
        let ix = join(&mut out, found.map(|ix| (ix as usize, same)), unit, articles);
        for words in words {
            by_words.entry(words).or_insert(ix as u32);
        }
    }
    out
}

/// The letters of a quote, the kind and the trigger's place, by a hash so long that no two are the same by chance.
type Words = [u8; 16];

fn copied((article, mention): Place, articles: &[DatedArticle]) -> Option<Words> {
    let article = &articles[article as usize];
    let mention = &article.mentions[mention as usize];
    let mut letters = fold(mention.quote.of(&article.body));
    letters.retain(char::is_alphanumeric);
    if letters.len() < COPIED {
        return None;
    }
    // the trigger's place within the words tells two events of one sentence apart
    let at = mention.trigger.start.saturating_sub(mention.quote.start);
    letters.push_str(mention.kind.as_str());
    let mut hasher = blake3::Hasher::new();
    hasher.update(&at.to_le_bytes()).update(letters.as_bytes());
    hasher.finalize().as_bytes()[..16].try_into().ok()
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
    let mut mentions = unit.mentions(articles);
    let one = mentions.next().expect("a unit has members");
    mentions.fold(one, |first, other| if other.id < first.id { other } else { first })
}

fn across(list: Vec<Unit>, context: Context) -> Vec<Unit> {
    let Context { articles, profiles, .. } = context;
    let mut units: Vec<Unit> = Vec::with_capacity(list.len());
    let mut blocks: Lists<Block> = Lists::new();
    // those too vague for blocks come last, and look through all of their sides
    let mut vague: Option<Lists<(u8, Who)>> = None;
    let (mut asked, mut entered, mut candidates) = (Vec::new(), Vec::new(), Vec::new());
    for unit in list {
        asked.clear();
        entered.clear();
        candidates.clear();
        blocks_of(&unit, profiles, &mut asked, &mut entered);
        candidates.extend(asked.iter().flat_map(|b| blocks.latest(b)));
        let sides = if asked.is_empty() && unit.days.is_some() { sides_of(&unit, profiles) } else { Vec::new() };
        if !sides.is_empty() {
            let all = vague.get_or_insert_with(|| by_side(&units, profiles));
            candidates.extend(sides.iter().flat_map(|side| all.latest(side)));
        }
        candidates.sort_unstable();
        candidates.dedup();
        // an article that tells two happenings apart knows better
        candidates.retain(|&ix| !share_article(&units[ix], &unit));
        let best = best(&units, candidates.iter().copied(), &unit, context);
        let ix = join(&mut units, best, unit, articles);
        for side in sides {
            vague.get_or_insert_with(Lists::new).enter(side, ix);
        }
        for &block in &entered {
            blocks.enter(block, ix);
        }
    }
    units
}

fn share_article(a: &Unit, b: &Unit) -> bool {
    a.members.iter().any(|(x, _)| b.members.iter().any(|(y, _)| x == y))
}

fn by_side(units: &[Unit], profiles: &Profiles) -> Lists<(u8, Who)> {
    let mut out = Lists::new();
    for (ix, unit) in units.iter().enumerate() {
        for side in sides_of(unit, profiles) {
            out.enter(side, ix);
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
fn sides_of(unit: &Unit, profiles: &Profiles) -> Vec<(u8, Who)> {
    let sort = sort_of(unit.kind);
    let mut out: Vec<(u8, Who)> = Vec::with_capacity(2 * unit.actors.len());
    let mut add = |who: Who| {
        if out.iter().all(|(_, known)| *known != who) {
            out.push((sort, who));
        }
    };
    if voices(unit) {
        let doers = unit.doers();
        doers.iter().for_each(|who| add(profiles.voice(*who)));
        // who proposes does so for the country, too
        if unit.kind == Kind::Proposal {
            doers.iter().for_each(|who| add(profiles.side(*who)));
        }
    } else {
        unit.actors.iter().for_each(|(_, who)| add(profiles.side(*who)));
    }
    out
}

/// The blocks in which a unit is looked for, and those it is entered in: its pairs of sides, or its voice, and
/// the weeks it may lie in.
fn blocks_of(unit: &Unit, profiles: &Profiles, asked: &mut Vec<Block>, entered: &mut Vec<Block>) {
    let Some((first, last)) = unit.days.filter(|_| !vague(unit)) else { return };
    let voices = voices(unit);
    let mut sides: Vec<Who> = sides_of(unit, profiles).iter().take(BLOCK_ACTORS).map(|(_, who)| *who).collect();
    sides.sort_unstable();
    let sort = sort_of(unit.kind);
    let (look, stand) = windows(first, last);
    let mut ask = |reach, a, b| add(asked, (sort, reach, (a, b)), &look);
    let mut enter = |reach, a, b| add(entered, (sort, reach, (a, b)), &stand);
    // who struck, and whom, is not always said; where is
    if let Some(place) = unit.place.filter(|_| !voices) {
        ask(Reach::Alone, place, place);
        if sides.is_empty() {
            ask(Reach::Among, place, place);
            enter(Reach::Alone, place, place);
        } else {
            enter(Reach::Among, place, place);
        }
    }
    if voices {
        for &a in &sides {
            ask(Reach::Alone, a, a);
            enter(Reach::Alone, a, a);
        }
    } else if let [only] = sides[..] {
        ask(Reach::Alone, only, only);
        ask(Reach::Among, only, only);
        enter(Reach::Alone, only, only);
    } else {
        for (i, &a) in sides.iter().enumerate() {
            ask(Reach::Alone, a, a);
            enter(Reach::Among, a, a);
            for &b in &sides[i + 1..] {
                ask(Reach::Pair, a, b);
                enter(Reach::Pair, a, b);
            }
        }
    }
    // nobody may be named; then the day and the story must tell
    if unit.kind.is_mutual() && first == last {
        ask(Reach::Nobody, 0, 0);
        if unit.actors.is_empty() {
            ask(Reach::Anyone, 0, 0);
            enter(Reach::Nobody, 0, 0);
        } else {
            enter(Reach::Anyone, 0, 0);
        }
    }
}

/// A block for each window.
fn add(blocks: &mut Vec<Block>, (sort, reach, sides): (u8, Reach, (Who, Who)), windows: &[Window]) {
    blocks.extend(windows.iter().map(|&window| Block { sort, reach, sides, window }));
}

/// The windows in which an event looks for others, and those in which it is found. A sharp date looks among the
/// sharp dates of its days and the wide ones of its weeks; a wide one among all of its weeks.
fn windows(first: i32, last: i32) -> (Vec<Window>, Vec<Window>) {
    let weeks = || first.div_euclid(WEEK)..=last.div_euclid(WEEK);
    let sharp = || weeks().map(|week| (Stretch::Sharp, week));
    let wide = || weeks().map(|week| (Stretch::Wide, week));
    if last - first < DAYS {
        // sources may differ by a day
        let day = |day| (Stretch::Day, day);
        let near = (first - 1..=last + 1).map(day);
        (near.chain(wide()).collect(), (first..=last).map(day).chain(sharp()).collect())
    } else {
        (sharp().chain(wide()).collect(), wide().collect())
    }
}
