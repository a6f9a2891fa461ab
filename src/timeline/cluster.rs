//! From mentions to happenings: first within each article, then across them by blocks of actors and weeks, so
//! that the work grows in line with the number of mentions.

use super::{
    blocks::{Block, Blocks, Lists, SORTS, blocks_of, sides_of, sort_of, vague},
    copied::Letters,
    profiles::{Profiles, Who},
    same::{Context, Match, WEAK, same},
    stories::Stories,
    unit::{Few, Unit, Words},
};
use crate::dating::DatedArticle;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// So many articles are read before what they tell goes to its list.
const AT_A_TIME: usize = 4096;

/// Sentences long enough to be known again elsewhere, each with the unit that it tells of, by where that stands.
type Sentences = Vec<(u32, Words)>;

/// The happenings of all articles, in lists. Where in them one stands says nothing.
pub fn cluster(articles: &[DatedArticle], profiles: &Profiles, stories: &Stories) -> Vec<Vec<Unit>> {
    let context = Context { articles, profiles, stories, within: false };
    // room for as many as there may be, which is not taken before it is filled
    let mut counts = [0; SORTS];
    articles.iter().flat_map(|a| &a.mentions).for_each(|mention| counts[sort_of(mention.kind)] += 1);
    let mut sorts: Vec<(Vec<Unit>, Sentences)> =
        counts.into_iter().map(|n| (Vec::with_capacity(n), Sentences::new())).collect();
    // what can never be one happening is not looked through together; some articles at a time, so that no second list
    // of all happenings is held
    for start in (0..articles.len()).step_by(AT_A_TIME) {
        let end = articles.len().min(start + AT_A_TIME);
        let told: Vec<Told> = (start..end).into_par_iter().map(|ix| inside(ix, context)).collect();
        for Told { units: told, sentences } in told {
            let mut sentences = sentences.into_iter().peekable();
            for (n, unit) in told.into_iter().enumerate() {
                let (units, all) = &mut sorts[sort_of(unit.kind)];
                while let Some((_, words)) = sentences.next_if(|(of, _)| *of as usize == n) {
                    all.push((units.len() as u32, words));
                }
                units.push(unit);
            }
        }
    }
    sorts.into_par_iter().map(|(units, sentences)| of_sort(units, sentences, context)).collect()
}

/// The happenings of one sort.
fn of_sort(mut units: Vec<Unit>, sentences: Sentences, context: Context) -> Vec<Unit> {
    let copied = tell_of_copies(&mut units, sentences);
    put_in_order(&mut units, context.articles);
    if copied {
        let before = units.len();
        merge(&mut units, Copies::default(), context.articles);
        // a copy may have made a plan a fact, or a wide date sharp
        if units.len() < before {
            put_in_order(&mut units, context.articles);
        }
    }
    merge(&mut units, Across::new(context), context.articles);
    units.iter_mut().for_each(Unit::forget_words);
    units.shrink_to_fit();
    units
}

/// Tells the units those of their sentences that others have, too; hardly any in most corpora. Whether there are any.
fn tell_of_copies(units: &mut [Unit], sentences: Sentences) -> bool {
    let mut heard: FxHashMap<Words, u32> = FxHashMap::with_capacity_and_hasher(sentences.len(), Default::default());
    let mut any = false;
    for (of, words) in sentences {
        let first = *heard.entry(words).or_insert(of);
        if first != of {
            any = true;
            for unit in [first, of] {
                let known = &mut units[unit as usize].words;
                if !known.contains(&words) {
                    known.push(words);
                }
            }
        }
    }
    any
}

/// What one article tells.
struct Told {
    units: Vec<Unit>,
    sentences: Sentences,
}

/// The happenings that one article tells of.
fn inside(article: usize, context: Context) -> Told {
    let Context { articles, profiles, .. } = context;
    let dated = &articles[article];
    let unit = |(m, mention)| Unit::new((article as u32, m as u32), mention, dated, profiles);
    let mut units: Vec<Unit> = Vec::with_capacity(dated.mentions.len());
    units.extend(dated.mentions.iter().enumerate().filter_map(unit));
    // those that say most first, so that "the meeting" finds them
    units.sort_by_key(|u| (Reverse(u.actors.len().min(2)), u.width(), u.members[0]));
    let context = Context { stories: &Stories::default(), within: true, ..context };
    merge(&mut units, Inside(context), articles);
    units.sort_by_key(|u| u.members.iter().min().copied());
    // from here on other articles count, and days of the calendar
    units.iter_mut().for_each(|unit| unit.moving = None);
    // while the article is at hand
    let mut sentences = Sentences::with_capacity(units.len());
    let mut letters = Letters::default();
    for (n, unit) in units.iter().enumerate() {
        let words = unit.mentions(articles).filter_map(|mention| letters.of(mention, dated));
        sentences.extend(words.map(|words| (n as u32, words)));
    }
    Told { units, sentences }
}

/// Finds of the units before one the one that is the same happening.
trait Search {
    fn find(&mut self, before: &[Unit], unit: &Unit) -> Option<(usize, Match)>;

    /// Told where the unit that was asked for last, or the one that it joined, stands.
    fn stands(&mut self, _at: usize) {}
}

/// Lets each unit, in their order, join the one that is found for it.
fn merge(units: &mut Vec<Unit>, mut search: impl Search, articles: &[DatedArticle]) {
    // in place: with many articles a second list would be felt
    let mut done = 0;
    for next in 0..units.len() {
        let (before, rest) = units.split_at_mut(next);
        let unit = &mut rest[0];
        let at = match search.find(&before[..done], unit) {
            Some((ix, found)) => {
                before[ix].absorb(unit, found.reason, articles);
                ix
            }
            None => {
                if done < next {
                    std::mem::swap(&mut before[done], unit);
                }
                done += 1;
                done - 1
            }
        };
        search.stands(at);
    }
    units.truncate(done);
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

/// All that one article tells is compared.
struct Inside<'a>(Context<'a>);

impl Search for Inside<'_> {
    fn find(&mut self, before: &[Unit], unit: &Unit) -> Option<(usize, Match)> {
        best(before, 0..before.len(), unit, self.0)
    }
}

/// A sentence that stands in two articles tells of one happening: an agency's text, or a copy.
#[derive(Default)]
struct Copies {
    by_words: FxHashMap<Words, u32>,
    /// Of the unit asked for last.
    words: Vec<Words>,
}

impl Search for Copies {
    fn find(&mut self, before: &[Unit], unit: &Unit) -> Option<(usize, Match)> {
        self.words.clear();
        self.words.extend_from_slice(&unit.words);
        let agrees = |ix: &usize| {
            let other = &before[*ix];
            let days = match (other.days, unit.days) {
                (Some(x), Some(y)) => x.0 <= y.1 && y.0 <= x.1,
                _ => true,
            };
            days && !share_article(other, unit)
        };
        let found = unit.words.iter().filter_map(|w| self.by_words.get(w)).map(|ix| *ix as usize).find(agrees)?;
        Some((found, Match { strength: 9, reason: "the same words in two articles" }))
    }

    fn stands(&mut self, at: usize) {
        for words in &self.words {
            self.by_words.entry(*words).or_insert(at as u32);
        }
    }
}

/// Those that say most first; those that say little find them, and see when they might be either of two. Nothing of
/// this depends on where an article lies or how it is called.
fn put_in_order(units: &mut [Unit], articles: &[DatedArticle]) {
    let key = |unit: &Unit| {
        let named = if unit.kind.is_mutual() { unit.actors.len().min(2) } else { 2 };
        (vague(unit), 2 - named as u8, unit.width(), unit.days, unit.first.letters)
    };
    units.sort_by_cached_key(key);
    // hardly any two begin alike
    for alike in units.chunk_by_mut(|a, b| a.first.letters == b.first.letters && key(a) == key(b)) {
        alike.sort_by(|a, b| a.first.id(articles).cmp(b.first.id(articles)));
    }
}

/// Across all articles, by blocks.
struct Across<'a> {
    context: Context<'a>,
    blocks: Blocks,
    /// Those too vague for blocks come last, and look through all of their sides.
    by_side: Option<Lists<Who>>,
    /// Of the unit asked for last: blocks to look in and to stand in, the sides of a vague one.
    asked: Vec<Block>,
    entered: Vec<Block>,
    sides: Few,
    candidates: Vec<usize>,
}

impl<'a> Across<'a> {
    fn new(context: Context<'a>) -> Self {
        Across {
            context,
            blocks: Blocks::default(),
            by_side: None,
            asked: Vec::new(),
            entered: Vec::new(),
            sides: Few::new(),
            candidates: Vec::new(),
        }
    }
}

impl Search for Across<'_> {
    fn find(&mut self, before: &[Unit], unit: &Unit) -> Option<(usize, Match)> {
        let Across { context, blocks, by_side, asked, entered, sides, candidates } = self;
        asked.clear();
        entered.clear();
        sides.clear();
        candidates.clear();
        blocks_of(unit, context.profiles, asked, entered);
        candidates.extend(asked.iter().flat_map(|b| blocks.latest(b)));
        if asked.is_empty() && unit.days.is_some() {
            *sides = sides_of(unit, context.profiles);
        }
        if !sides.is_empty() {
            let all = by_side.get_or_insert_with(|| lists_by_side(before, context.profiles));
            candidates.extend(sides.iter().flat_map(|side| all.latest(side)));
        }
        candidates.sort_unstable();
        candidates.dedup();
        // an article that tells two happenings apart knows better
        candidates.retain(|&ix| !share_article(&before[ix], unit));
        best(before, candidates.iter().copied(), unit, *context)
    }

    fn stands(&mut self, at: usize) {
        for side in &self.sides {
            self.by_side.get_or_insert_default().enter(*side, at);
        }
        for block in &self.entered {
            self.blocks.enter(*block, at);
        }
    }
}

fn share_article(a: &Unit, b: &Unit) -> bool {
    a.members.iter().any(|(x, _)| b.members.iter().any(|(y, _)| x == y))
}

fn lists_by_side(units: &[Unit], profiles: &Profiles) -> Lists<Who> {
    let mut out = Lists::default();
    for (ix, unit) in units.iter().enumerate() {
        for side in sides_of(unit, profiles) {
            out.enter(side, ix);
        }
    }
    out
}
