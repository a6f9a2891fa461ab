//! What articles whose publication day is open can learn from others that tell of the same happening.
//!
//! A link is looked for only where it can narrow something: between a mention of an open article and one of another
//! article whose day for it is sharp, or that was itself published within few days. Both must name the same who meet,
//! or the same who acts and the place; and the articles must be about the same matter as far as the actors and numbers
//! go that both speak of, the rare ones counting most. All that comes of it is a clue among others: a wrong link is
//! outweighed by what the article itself says.

use super::{
    profiles::{Profiles, Who},
    same::{kinds_agree, places_agree},
    unit::{Unit, Words, covered},
};
use crate::{
    actors::ActorId,
    dating::{DatedArticle, DatedMention, Hint, PublishedBasis, normalise},
    edtf::Edtf,
    events::{Kind, Status},
    pack::Packs,
};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use twox_hash::XxHash3_128;

/// Wider days than these narrow nothing.
const NARROW: u32 = 10;
/// In a block of more mentions than these, two sides speak so often that any two of them agree.
const BLOCK: usize = 240;
/// Who of an event takes part in finding its like.
const SIDES: usize = 6;
/// So much of what the lesser of two articles names must be in the other, where the text says when it is ...
const LIKE: f32 = 0.25;
/// ... and where it only tells it as news.
const LIKE_NEWS: f32 = 0.45;
/// How far it is believed where the other's own day is inferred: what is wrong there would be so here, too.
const INFERRED: f32 = 0.6;
/// A copied sentence has at least so many letters.
const COPIED: usize = 60;
/// No more hints than these for an article, the surest.
const HINTS: usize = 24;

type Pair = (Who, Who);

/// Whether other articles could say when it was published.
pub fn is_open(article: &DatedArticle) -> bool {
    matches!(article.published_basis, PublishedBasis::Inferred | PublishedBasis::Unknown)
        && article.published.as_ref().is_none_or(|d| d.is_day().is_none())
}

/// For each article, what others say; nothing for those whose day is known. The order of the articles changes only
/// the order of the lists.
pub fn hints(articles: &[DatedArticle], packs: &Packs) -> Vec<Vec<Hint>> {
    let open: Vec<bool> = articles.iter().map(is_open).collect();
    if !open.contains(&true) || articles.len() < 2 {
        return vec![Vec::new(); articles.len()];
    }
    let profiles = Profiles::new(articles, packs);
    let matters = Matters::new(articles);
    let linked = Linked::new(articles, &profiles);
    let copies = Copies::new(articles);
    let of_article = |ix: usize| {
        if !open[ix] {
            return Vec::new();
        }
        let mut found = copies.hints(ix, articles);
        let mut seen: FxHashSet<(u32, u32)> = FxHashSet::default();
        for unit in linked.of_article(ix) {
            for pair in pairs(&linked.units[unit as usize], &profiles) {
                let block = linked.blocks.get(&pair).filter(|b| b.len() <= BLOCK).into_iter().flatten();
                for &other in block.filter(|other| linked.article(**other) != ix) {
                    if seen.insert((unit, other)) {
                        let (here, there) = (linked.told(unit, articles), linked.told(other, articles));
                        let likeness = || matters.likeness(ix, linked.article(other));
                        found.extend(hint(here, there, likeness, &profiles));
                    }
                }
            }
        }
        surest(found)
    };
    (0..articles.len()).into_par_iter().map(of_article).collect()
}

/// What articles tell that others may be seen to share.
struct Linked {
    /// In order of article.
    units: Vec<Unit>,
    /// By article, where its units begin; one more for the end.
    starts: Vec<u32>,
    /// Units by the sides that meet, as many as are looked at, and one more where there are more.
    blocks: FxHashMap<Pair, Vec<u32>>,
}

impl Linked {
    fn new(articles: &[DatedArticle], profiles: &Profiles) -> Linked {
        let mut out = Linked { units: Vec::new(), starts: Vec::new(), blocks: FxHashMap::default() };
        for (ix, article) in articles.iter().enumerate() {
            out.starts.push(out.units.len() as u32);
            for (m, mention) in article.mentions.iter().enumerate().filter(|(_, mention)| is_linked(mention)) {
                let Some(unit) = Unit::new((ix as u32, m as u32), mention, article, profiles) else { continue };
                for pair in pairs(&unit, profiles) {
                    let block = out.blocks.entry(pair).or_default();
                    if block.len() <= BLOCK {
                        block.push(out.units.len() as u32);
                    }
                }
                out.units.push(unit);
            }
        }
        out.starts.push(out.units.len() as u32);
        out
    }

    fn of_article(&self, ix: usize) -> std::ops::Range<u32> {
        self.starts[ix]..self.starts[ix + 1]
    }

    fn article(&self, unit: u32) -> usize {
        self.units[unit as usize].members[0].0 as usize
    }

    fn told<'a>(&'a self, unit: u32, articles: &'a [DatedArticle]) -> Told<'a> {
        let unit = &self.units[unit as usize];
        let (article, mention) = unit.members[0];
        let article = &articles[article as usize];
        (article, &article.mentions[mention as usize], unit)
    }
}

/// An article, one of its mentions, and that as a happening in the making.
type Told<'a> = (&'a DatedArticle, &'a DatedMention, &'a Unit);

fn hint(
    (_, own, unit): Told,
    (article, other, theirs): Told,
    likeness: impl FnOnce() -> f32,
    profiles: &Profiles,
) -> Option<Hint> {
    let cancelled = |s| s == Status::Cancelled;
    let agree = kinds_agree(unit, theirs)
        && places_agree(unit.place, theirs.place, profiles)
        && cancelled(unit.status) == cancelled(theirs.status)
        && same_company(unit, theirs, profiles);
    if !agree {
        return None;
    }
    if let (Some(x), Some(y)) = (unit.days, theirs.days)
        && x.0.max(y.0) > x.1.min(y.1)
    {
        return None;
    }
    let narrow = |value: &Option<Edtf>| value.clone().filter(|v| v.width_days().is_some_and(|w| w <= NARROW));
    let to_come = |m: &DatedMention| m.status == Status::Planned;
    // what both tell as still to come, both told about the same time
    let published = narrow(&article.published).filter(|_| to_come(own) && to_come(other));
    let days = narrow(&other.date);
    if days.is_none() && published.is_none() {
        return None;
    }
    // which takes longer than all else
    let likeness = likeness();
    (likeness >= if own.written { LIKE } else { LIKE_NEWS }).then(|| Hint {
        mention: own.id.to_string(),
        article: article.path.clone(),
        days,
        published,
        copied: false,
        likeness: (0.4 + likeness).min(1.0) * if is_open(article) { INFERRED } else { 1.0 },
    })
}

/// Happenings that two articles can be seen to share: encounters and journeys, no words.
fn is_linked(mention: &DatedMention) -> bool {
    (mention.kind.is_mutual() || mention.kind == Kind::Visit) && !mention.actors.is_empty()
}

/// The same who meet, two at least; or one who is the same, at the same place.
fn same_company(a: &Unit, b: &Unit, profiles: &Profiles) -> bool {
    let (x, y) = (a.all(), b.all());
    let Some((same, side)) = covered(&x, &y, profiles) else { return false };
    let people = |list: &[Who]| list.iter().any(|who| profiles.is_person(*who));
    let place = a.place.is_some() && a.place == b.place;
    same >= 2 && (place || people(&x) && people(&y))
        || same >= 1 && place && (same + side >= 2 || people(&x) && people(&y))
}

/// The pairs of sides under which an event is found: those who take part, and the place.
fn pairs(unit: &Unit, profiles: &Profiles) -> Vec<Pair> {
    let mut sides: Vec<Who> = unit.actors.iter().take(SIDES).map(|(_, who)| profiles.side(who)).collect();
    sides.extend(unit.place.map(|p| profiles.side(p)));
    sides.sort_unstable();
    sides.dedup();
    let mut out = Vec::new();
    for (i, a) in sides.iter().enumerate() {
        out.extend(sides[i + 1..].iter().map(|b| (*a, *b)));
    }
    out
}

/// What articles are about: the actors, places and numbers that they name.
struct Matters {
    of: Vec<Vec<u32>>,
    /// How much each matter counts: the fewer articles have it, the more.
    weight: Vec<f32>,
}

impl Matters {
    fn new(articles: &[DatedArticle]) -> Matters {
        let mut numbers = Numbers::default();
        let mut counts: Vec<u32> = Vec::new();
        let mut of = Vec::with_capacity(articles.len());
        for article in articles {
            let actors = article.mentions.iter().flat_map(|m| m.actors.iter().map(|(_, id)| id).chain(&m.place));
            let named = article.forms.iter().map(|(id, ..)| id);
            let mut list: Vec<u32> = actors.chain(named).map(|id| numbers.of_actor(id)).collect();
            list.extend(figures(&article.body).map(|figure| numbers.of_figure(figure)));
            list.sort_unstable();
            list.dedup();
            list.shrink_to_fit();
            counts.resize(numbers.next as usize, 0);
            for &number in &list {
                counts[number as usize] += 1;
            }
            of.push(list);
        }
        let all = articles.len() as f32;
        Matters { of, weight: counts.iter().map(|&n| (1.0 + all / n as f32).ln()).collect() }
    }

    /// How much of what the lesser of two articles names the other names, too; from 0 to 1.
    fn likeness(&self, a: usize, b: usize) -> f32 {
        let (x, y) = (&self.of[a], &self.of[b]);
        let sum = |list: &[u32]| list.iter().map(|&n| self.weight[n as usize]).sum::<f32>();
        let shared: Vec<u32> = x.iter().filter(|n| y.binary_search(n).is_ok()).copied().collect();
        let least = sum(x).min(sum(y));
        if least > 0.0 { sum(&shared) / least } else { 0.0 }
    }
}

/// Matters numbered as they come.
#[derive(Default)]
struct Numbers<'a> {
    actors: FxHashMap<&'a str, u32>,
    figures: FxHashMap<Figure, u32>,
    next: u32,
}

impl<'a> Numbers<'a> {
    fn of_actor(&mut self, id: &'a ActorId) -> u32 {
        *self.actors.entry(&id.0).or_insert_with(|| next(&mut self.next))
    }

    fn of_figure(&mut self, figure: Figure) -> u32 {
        *self.figures.entry(figure).or_insert_with(|| next(&mut self.next))
    }
}

fn next(counter: &mut u32) -> u32 {
    *counter += 1;
    *counter - 1
}

/// How many digits, and their value.
type Figure = (usize, u32);

/// Numbers of two digits or more, without separators; years are in every text.
fn figures(body: &str) -> impl Iterator<Item = Figure> {
    body.split(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')))
        .map(|word| word.chars().filter(char::is_ascii_digit).collect::<String>())
        .filter(|digits| (2..=9).contains(&digits.len()))
        .filter(|digits| !(digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))))
        .filter_map(|digits| Some((digits.len(), digits.parse().ok()?)))
}

/// Sentences that stand in several articles.
struct Copies(Vec<(Words, u32)>);

impl Copies {
    fn new(articles: &[DatedArticle]) -> Copies {
        let of_article = |(ix, article): (usize, &'_ DatedArticle)| {
            article.mentions.iter().filter_map(|m| Some((copied(m, article)?, ix as u32))).collect::<Vec<_>>()
        };
        let mut all: Vec<(Words, u32)> = articles.par_iter().enumerate().flat_map_iter(of_article).collect();
        all.par_sort_unstable();
        all.dedup();
        let mut kept = Vec::new();
        for copies in all.chunk_by(|a, b| a.0 == b.0).filter(|copies| copies.len() > 1) {
            kept.extend_from_slice(copies);
        }
        Copies(kept)
    }

    /// Articles that have a sentence of this one word by word appeared about the same time.
    fn hints(&self, ix: usize, articles: &[DatedArticle]) -> Vec<Hint> {
        let mut out = Vec::new();
        if self.0.is_empty() {
            return out;
        }
        for mention in &articles[ix].mentions {
            let Some(words) = copied(mention, &articles[ix]) else { continue };
            let from = self.0.partition_point(|(other, _)| *other < words);
            let copies = self.0[from..].iter().take_while(|(other, _)| *other == words);
            for other in copies.map(|(_, other)| *other as usize).filter(|other| *other != ix) {
                let published = articles[other].published.clone();
                let narrow = published.filter(|p| p.width_days().is_some_and(|w| w <= NARROW));
                let Some(published) = narrow else { continue };
                out.push(Hint {
                    mention: mention.id.to_string(),
                    article: articles[other].path.clone(),
                    days: None,
                    published: Some(published),
                    copied: true,
                    likeness: 1.0,
                });
            }
        }
        out
    }
}

/// The sentence of a mention, when it is long enough to be known again elsewhere.
fn copied(mention: &DatedMention, article: &DatedArticle) -> Option<Words> {
    let words = normalise(mention.quote.of(&article.body));
    let long = words.len() >= COPIED;
    long.then(|| XxHash3_128::oneshot(words.as_bytes()) as Words)
}

fn surest(mut hints: Vec<Hint>) -> Vec<Hint> {
    let day = |h: &Hint| (h.days.as_ref().map(Edtf::to_string), h.published.as_ref().map(Edtf::to_string));
    hints.sort_by(|a, b| {
        b.likeness
            .total_cmp(&a.likeness)
            .then_with(|| (&a.mention, &a.article, day(a), a.copied).cmp(&(&b.mention, &b.article, day(b), b.copied)))
    });
    hints.dedup();
    hints.truncate(HINTS);
    hints
}
