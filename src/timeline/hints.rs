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
    unit::{Unit, covered},
};
use crate::{
    dating::{DatedArticle, DatedMention, Hint, PublishedBasis, normalise},
    edtf::Edtf,
    events::{Kind, Status},
    pack::Packs,
};
use rustc_hash::{FxHashMap, FxHashSet};

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
    let mut blocks: FxHashMap<Pair, Vec<(usize, usize)>> = FxHashMap::default();
    let mut units: Vec<Vec<Option<Unit>>> = Vec::with_capacity(articles.len());
    for (ix, article) in articles.iter().enumerate() {
        let linked = article.mentions.iter().enumerate().map(|(m, mention)| {
            let unit = is_linked(mention).then(|| Unit::new((ix as u32, m as u32), mention, article, &profiles))??;
            for pair in pairs(&unit, &profiles) {
                blocks.entry(pair).or_default().push((ix, m));
            }
            Some(unit)
        });
        units.push(linked.collect());
    }
    let copies = copies(articles);
    (0..articles.len())
        .map(|ix| {
            if !open[ix] {
                return Vec::new();
            }
            let mut found = of_copies(ix, articles, &copies);
            let mut seen: FxHashSet<(usize, usize, usize)> = FxHashSet::default();
            for (m, unit) in units[ix].iter().enumerate().filter_map(|(m, u)| Some((m, u.as_ref()?))) {
                for pair in pairs(unit, &profiles) {
                    let Some(block) = blocks.get(&pair).filter(|b| b.len() <= BLOCK) else { continue };
                    for &(other, n) in block.iter().filter(|(other, _)| *other != ix) {
                        if !seen.insert((m, other, n)) {
                            continue;
                        }
                        let Some(theirs) = &units[other][n] else { continue };
                        let here = (&articles[ix], &articles[ix].mentions[m], unit);
                        let there = (&articles[other], &articles[other].mentions[n], theirs);
                        found.extend(hint(here, there, matters.likeness(ix, other), &profiles));
                    }
                }
            }
            surest(found)
        })
        .collect()
}

/// An article, one of its mentions, and that as a happening in the making.
type Told<'a> = (&'a DatedArticle, &'a DatedMention, &'a Unit);

fn hint((_, own, unit): Told, (article, other, theirs): Told, likeness: f32, profiles: &Profiles) -> Option<Hint> {
    let cancelled = |s| s == Status::Cancelled;
    let agree = kinds_agree(unit, theirs)
        && places_agree(unit.place, theirs.place, profiles)
        && cancelled(unit.status) == cancelled(theirs.status)
        && same_company(unit, theirs, profiles)
        && likeness >= if own.written { LIKE } else { LIKE_NEWS };
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
    Some(Hint {
        mention: own.id.to_string(),
        article: article.path.clone(),
        days,
        published,
        copied: false,
        likeness: (0.4 + likeness).min(1.0),
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
        let mut numbers: FxHashMap<String, u32> = FxHashMap::default();
        let mut counts: Vec<u32> = Vec::new();
        let mut of = Vec::with_capacity(articles.len());
        for article in articles {
            let actors = article.mentions.iter().flat_map(|m| m.actors.iter().map(|(_, id)| id).chain(&m.place));
            let named = article.forms.iter().map(|(id, ..)| id);
            let mut list: Vec<u32> = Vec::new();
            let figures = figures(&article.body);
            for matter in actors.chain(named).map(|id| id.0.to_string()).chain(figures) {
                let next = numbers.len() as u32;
                let number = *numbers.entry(matter).or_insert(next);
                if number == next {
                    counts.push(0);
                }
                list.push(number);
            }
            list.sort_unstable();
            list.dedup();
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

/// Numbers of two digits or more, without separators; years are in every text.
fn figures(body: &str) -> Vec<String> {
    let part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    body.split(|c: char| !part(c))
        .map(|word| word.chars().filter(char::is_ascii_digit).collect::<String>())
        .filter(|digits| (2..=9).contains(&digits.len()))
        .filter(|digits| !(digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))))
        .collect()
}

/// Sentences that stand in several articles, with the mentions in them.
fn copies(articles: &[DatedArticle]) -> FxHashMap<String, Vec<(usize, usize)>> {
    let mut out: FxHashMap<String, Vec<(usize, usize)>> = FxHashMap::default();
    for (ix, article) in articles.iter().enumerate() {
        for (m, mention) in article.mentions.iter().enumerate() {
            let words = normalise(mention.quote.of(&article.body));
            if words.len() >= COPIED {
                out.entry(words).or_default().push((ix, m));
            }
        }
    }
    out.retain(|_, list| list.iter().any(|p| p.0 != list[0].0));
    out
}

/// Articles that have a sentence of this one word by word appeared about the same time.
fn of_copies(ix: usize, articles: &[DatedArticle], copies: &FxHashMap<String, Vec<(usize, usize)>>) -> Vec<Hint> {
    let mut out = Vec::new();
    for mention in &articles[ix].mentions {
        let words = normalise(mention.quote.of(&articles[ix].body));
        let Some(list) = copies.get(&words) else { continue };
        for &(other, _) in list.iter().filter(|p| p.0 != ix) {
            let published = articles[other].published.clone();
            let Some(published) = published.filter(|p| p.width_days().is_some_and(|w| w <= NARROW)) else { continue };
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
