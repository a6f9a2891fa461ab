//! Where an event looks for its like, and where it is found: by sort of event, sides, and a stretch of days. Every stretch
//! lies in one week, and each week has a table of its own: as events come in the order of their days, what is asked for
//! next is near what was asked for last, however many events there are in all.

use super::{
    profiles::{Profiles, Who},
    unit::{Days, Few, Unit},
};
use crate::events::Kind;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use std::hash::Hash;

/// Who of an event takes part in finding its like.
const BLOCK_ACTORS: usize = 6;
const WEEK: i32 = 7;
/// Over more weeks than these an event is too vague to be found in another article.
const WEEKS: i32 = 6;
/// A date of fewer days than these is sharp.
const DAYS: i32 = 4;
/// No more candidates than these are looked at in one block, the latest first.
const CANDIDATES: usize = 256;

/// Two sides (the same twice for one), and a stretch of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    week: i32,
    key: Key,
}

/// A block among those of its week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Key {
    sides: (Who, Who),
    reach: Reach,
    stretch: Stretch,
}

/// Days within a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Stretch {
    /// The week's day so many.
    Day(u8),
    /// The sharp dates of the week.
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

/// Units by the blocks they are found in.
#[derive(Default)]
pub struct Blocks(FxHashMap<i32, Lists<Key>>);

impl Blocks {
    pub fn enter(&mut self, block: Block, unit: usize) {
        self.0.entry(block.week).or_default().enter(block.key, unit);
    }

    pub fn latest(&self, block: &Block) -> impl Iterator<Item = usize> {
        self.0.get(&block.week).into_iter().flat_map(|week| week.latest(&block.key))
    }
}

/// Lists of units by some key, the latest first: a link for each entry, and no list of its own for each key, of which
/// there are far more than units.
pub struct Lists<K> {
    last: FxHashMap<K, u32>,
    /// Unit, and the entry before it.
    links: Vec<(u32, u32)>,
}

/// No entry lies before.
const NONE: u32 = u32::MAX;

impl<K> Default for Lists<K> {
    fn default() -> Self {
        Lists { last: FxHashMap::default(), links: Vec::new() }
    }
}

impl<K: Hash + Eq> Lists<K> {
    /// Enters a unit, unless it is the latest there already.
    pub fn enter(&mut self, key: K, unit: usize) {
        let next = self.links.len() as u32;
        let slot = self.last.entry(key).or_insert(NONE);
        if self.links.get(*slot as usize).is_none_or(|link| link.0 != unit as u32) {
            self.links.push((unit as u32, *slot));
            *slot = next;
        }
    }

    /// The latest units, so many at most.
    pub fn latest(&self, key: &K) -> impl Iterator<Item = usize> {
        let link = |ix: u32| self.links.get(ix as usize);
        let first = self.last.get(key).and_then(|ix| link(*ix));
        std::iter::successors(first, move |(_, before)| link(*before)).map(|(unit, _)| *unit as usize).take(CANDIDATES)
    }
}

/// Too vague to be looked for week by week.
pub fn vague(unit: &Unit) -> bool {
    unit.days.is_none_or(|(first, last)| last.div_euclid(WEEK).saturating_sub(first.div_euclid(WEEK)) >= WEEKS)
}

/// Words have a voice, where other events have sides.
fn voices(kind: Kind) -> bool {
    matches!(kind, Kind::Statement | Kind::Proposal)
}

/// Kinds that may be one happening have one number; those of different numbers never meet.
pub fn sort_of(kind: Kind) -> usize {
    match kind {
        Kind::Call | Kind::Summit | Kind::Meeting | Kind::Talks => 0,
        Kind::Statement | Kind::Proposal => 1,
        kind => 2 + kind as usize,
    }
}

/// How many numbers of sorts there are.
pub const SORTS: usize = 2 + Kind::ALL.len();

/// The sides or voices of a unit, none twice, in the order of its actors.
pub fn sides_of(unit: &Unit, profiles: &Profiles) -> Few {
    let mut out = Few::new();
    let mut add = |who: Who| {
        if !out.contains(&who) {
            out.push(who);
        }
    };
    if voices(unit.kind) {
        let doers = unit.doers();
        doers.iter().for_each(|who| add(profiles.voice(*who)));
        // who proposes does so for the country, too
        if unit.kind == Kind::Proposal {
            doers.iter().for_each(|who| add(profiles.side(*who)));
        }
    } else {
        unit.actors.iter().for_each(|(_, who)| add(profiles.side(who)));
    }
    out
}

/// The blocks in which a unit is looked for, and those it is entered in: its pairs of sides, or its voice, and
/// the weeks it may lie in. None of a vague one.
pub fn blocks_of(unit: &Unit, profiles: &Profiles, asked: &mut Vec<Block>, entered: &mut Vec<Block>) {
    let Some(days) = unit.days.filter(|_| !vague(unit)) else { return };
    let voices = voices(unit.kind);
    let mut sides = sides_of(unit, profiles);
    sides.truncate(BLOCK_ACTORS);
    sides.sort_unstable();
    let (look, stand) = windows(days);
    let mut ask = |reach, a, b| add(asked, reach, (a, b), &look);
    let mut enter = |reach, a, b| add(entered, reach, (a, b), &stand);
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
    if unit.kind.is_mutual() && days.0 == days.1 {
        ask(Reach::Nobody, 0, 0);
        if unit.actors.is_empty() {
            ask(Reach::Anyone, 0, 0);
            enter(Reach::Nobody, 0, 0);
        } else {
            enter(Reach::Anyone, 0, 0);
        }
    }
}

/// Stretches of days, each with its week.
type Windows = SmallVec<[(i32, Stretch); 8]>;

/// A block for each window.
fn add(blocks: &mut Vec<Block>, reach: Reach, sides: (Who, Who), windows: &Windows) {
    blocks.extend(windows.iter().map(|&(week, stretch)| Block { week, key: Key { sides, reach, stretch } }));
}

/// The windows in which an event looks for others, and those in which it is found. A sharp date looks among the
/// sharp dates of its days and the wide ones of its weeks; a wide one among all of its weeks.
fn windows((first, last): Days) -> (Windows, Windows) {
    let weeks = || first.div_euclid(WEEK)..=last.div_euclid(WEEK);
    let sharp = || weeks().map(|week| (week, Stretch::Sharp));
    let wide = || weeks().map(|week| (week, Stretch::Wide));
    if last - first < DAYS {
        // sources may differ by a day
        let day = |day: i32| (day.div_euclid(WEEK), Stretch::Day(day.rem_euclid(WEEK) as u8));
        let near = (first - 1..=last + 1).map(day);
        (near.chain(wide()).collect(), (first..=last).map(day).chain(sharp()).collect())
    } else {
        (sharp().chain(wide()).collect(), wide().collect())
    }
}
