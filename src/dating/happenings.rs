//! Clues from what the press told: an article that names those of a known happening, and what it is known by, was
//! mostly written while it was news.

use super::{
    clues::{ANYWHERE, Evidence, since},
    days::{Days, number},
    reading::Reading,
};
use crate::{
    actors::ActorId,
    edtf::Edtf,
    events::{Kind, Status, Undated},
    pack::{Happening, Later},
    text::{Span, fold, folded_hash},
    time::TimeKind,
};
use rustc_hash::{FxHashMap, FxHashSet};
use std::{collections::BTreeSet, ops::Range, sync::OnceLock};

/// How long after its last day a happening is told as news.
const ECHO: i32 = 3;
/// How long before and after it is told of at all, as something that comes or has just been.
const NEAR: [i32; 2] = [14, 60];
/// Happenings like one lie within so many days around it, mostly.
const AMONG: i32 = 1500;
/// How far it is trusted that an article is of a happening: by its name (and a deed of its kind, if one is known),
/// by a deed of its kind between those who took part, and by one of somebody who did. What fits several shares it.
const NAMED: f32 = 0.5;
const DONE: f32 = 0.5;
const DONE_ALONE: f32 = 0.2;
/// And that it was told near it, at least.
const TOLD_NEAR: f32 = 0.1;
/// How far it is trusted that nobody knew a name before its day.
const UNHEARD: f32 = 0.9;

/// The calendar of happenings, made ready when the first article is met whose day is open.
#[derive(Debug, Clone, Default)]
pub struct Happenings {
    files: Vec<Later<Vec<Happening>>>,
    known: OnceLock<Known>,
}

/// There are thousands: lists in order instead of tables, and what is of different length in one list for all.
#[derive(Debug, Clone, Default)]
struct Known {
    list: Vec<Told>,
    /// Those without a name, each by the one of its actors whom the fewest others have; in their order.
    by_actor: Vec<(ActorId, u32)>,
    /// Where the folded words of each name stand in the text, by the hash of the first, and whose they are.
    names: Vec<(u32, Range<u32>, u32)>,
    /// All names, those that are shown and those that are looked for.
    text: String,
    actors: Vec<ActorId>,
}

/// A happening, ready for comparison.
#[derive(Debug, Clone)]
struct Told {
    /// Its place in the text.
    name: Range<u32>,
    first: i32,
    last: i32,
    /// Its place among the actors.
    actors: Range<u32>,
    /// Each as a bit.
    kinds: u32,
    new: bool,
    lasting: bool,
}

/// How an article is known to be of a happening.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    DoneAlone,
    Done,
    Named,
}

impl Happenings {
    pub fn new(files: &[Later<Vec<Happening>>]) -> Self {
        Happenings { files: files.to_vec(), known: OnceLock::new() }
    }

    pub fn clues(&self, reading: &Reading) -> Vec<Evidence> {
        let known = self.known.get_or_init(|| Known::new(&self.files));
        if known.list.is_empty() {
            return Vec::new();
        }
        let all = || reading.company(0..reading.cast.mentions.len()).into_iter();
        let places = || reading.cast.places.iter().map(|p| p.place.clone());
        let countries = || places().filter_map(|place| reading.country(&place));
        let named: FxHashSet<ActorId> = all().chain(places()).chain(countries()).collect();
        let words = known.words(reading);
        let deeds = Deed::all(reading);
        let nameless = named.iter().flat_map(|actor| known.nameless(actor));
        let candidates: BTreeSet<u32> = nameless.chain(words.keys().copied()).collect();
        let mut found: Vec<(Sign, Span, &Told)> = Vec::new();
        let mut out = Vec::new();
        for ix in candidates {
            let told = &known.list[ix as usize];
            if !known.actors(told).iter().all(|actor| named.contains(actor)) {
                continue;
            }
            let word = words.get(&ix).copied();
            if let Some(span) = word.filter(|_| told.new) {
                let text = format!("“{}” was unheard of before {}", span.of(reading.document.body), known.name(told));
                out.push(Evidence { span: Some(span), text, days: since(told.first), trust: UNHEARD, among: ANYWHERE });
            }
            if let Some((sign, span)) = told.sign(known.actors(told), word, &deeds).filter(|_| !told.lasting) {
                found.push((sign, span, told));
            }
        }
        for (sign, span, told) in &found {
            let trust = match sign {
                Sign::Named => NAMED,
                Sign::Done => DONE,
                Sign::DoneAlone => DONE_ALONE,
            };
            let share = found.iter().filter(|other| other.0 == *sign).count() as f32;
            let words = span.of(reading.document.body);
            let span = Some(*span);
            let days = Days::between(told.first, told.last + ECHO);
            let text = format!("“{words}” may be of {}", known.name(told));
            out.push(Evidence { span, text, days, trust: trust / share, among: AMONG });
            let days = Days::between(told.first - NEAR[0], told.last + NEAR[1]);
            let text = format!("“{words}” may be of {}, told before or after", known.name(told));
            out.push(Evidence { span, text, days, trust: TOLD_NEAR / share, among: ANYWHERE });
        }
        out
    }
}

impl Known {
    /// Entries whose days or kinds can't be read are left out; the tests name them.
    fn new(files: &[Later<Vec<Happening>>]) -> Self {
        let mut out = Known::default();
        let mut ids: FxHashSet<ActorId> = FxHashSet::default();
        let mut id = |text: &String| {
            let new = ActorId::from(text.as_str());
            ids.get(&new).cloned().unwrap_or_else(|| {
                ids.insert(new.clone());
                new
            })
        };
        for file in files {
            file.once(|list| {
                out.list.reserve_exact(list.len());
                for happening in list {
                    let Some(told) = out.told(happening, &mut id) else { continue };
                    let ix = out.list.len() as u32;
                    for name in &happening.words {
                        let name = fold(name);
                        let hash = folded_hash(name.split_whitespace().next().unwrap_or_default());
                        let place = out.write(&name);
                        out.names.push((hash, place, ix));
                    }
                    out.list.push(told);
                }
            });
        }
        let mut counts: FxHashMap<&ActorId, u32> = FxHashMap::default();
        let named: FxHashSet<u32> = out.names.iter().map(|(.., ix)| *ix).collect();
        for actor in &out.actors {
            *counts.entry(actor).or_default() += 1;
        }
        let mut by_actor = Vec::new();
        for (ix, told) in out.list.iter().enumerate().filter(|(ix, _)| !named.contains(&(*ix as u32))) {
            if let Some(rarest) = out.actors(told).iter().min_by_key(|actor| counts[*actor]) {
                by_actor.push((rarest.clone(), ix as u32));
            }
        }
        by_actor.sort();
        by_actor.shrink_to_fit();
        out.by_actor = by_actor;
        // stable: of one word the names stay in the calendar's order
        out.names.sort_by_key(|(hash, ..)| *hash);
        out.names.shrink_to_fit();
        out.actors.shrink_to_fit();
        out.text.shrink_to_fit();
        out
    }

    fn told(&mut self, happening: &Happening, id: &mut impl FnMut(&String) -> ActorId) -> Option<Told> {
        let days: Edtf = happening.days.parse().ok()?;
        let bit = |kind: &String| Kind::parse(kind).map(bit);
        let kinds = happening.kinds.iter().map(bit).try_fold(0, |all, kind| Some(all | kind?))?;
        let (first, last) = (number(days.first()?), number(days.last()?));
        let from = self.actors.len() as u32;
        self.actors.extend(happening.actors.iter().map(id));
        Some(Told {
            name: self.write(&happening.name),
            first,
            last,
            actors: from..self.actors.len() as u32,
            kinds,
            new: happening.new,
            lasting: happening.lasting,
        })
    }

    /// Puts a name behind the others.
    fn write(&mut self, name: &str) -> Range<u32> {
        let from = self.text.len() as u32;
        self.text.push_str(name);
        from..self.text.len() as u32
    }

    fn name(&self, told: &Told) -> &str {
        &self.text[told.name.start as usize..told.name.end as usize]
    }

    fn actors(&self, told: &Told) -> &[ActorId] {
        &self.actors[told.actors.start as usize..told.actors.end as usize]
    }

    /// The happenings without a name that are found by an actor.
    fn nameless(&self, actor: &ActorId) -> impl Iterator<Item = u32> {
        let from = self.by_actor.partition_point(|(other, _)| other < actor);
        self.by_actor[from..].iter().take_while(move |(other, _)| other == actor).map(|(_, ix)| *ix)
    }

    /// Where each happening's name stands first, outside of the page's furniture.
    fn words(&self, reading: &Reading) -> FxHashMap<u32, Span> {
        let document = reading.document;
        let mut out: FxHashMap<u32, Span> = FxHashMap::default();
        for at in 0..document.tokens.len() {
            let hash = document.folded_hash(at);
            let from = self.names.partition_point(|(other, ..)| *other < hash);
            for (_, place, ix) in self.names[from..].iter().take_while(|(other, ..)| *other == hash) {
                let name = &self.text[place.start as usize..place.end as usize];
                let words = name.split_whitespace().count();
                let whole = name
                    .split_whitespace()
                    .zip(at..)
                    .all(|(word, token)| document.tokens.get(token).is_some_and(|_| document.folded(token) == word));
                if whole && !reading.furniture(at) {
                    let span = document.tokens[at].span.hull(document.tokens[at + words - 1].span);
                    out.entry(*ix).or_insert(span);
                }
            }
        }
        out
    }
}

impl Told {
    /// How the article is known to be of this, and the words that say it.
    fn sign(&self, actors: &[ActorId], word: Option<Span>, deeds: &[Deed]) -> Option<(Sign, Span)> {
        if self.kinds == 0 {
            return word.map(|span| (Sign::Named, span));
        }
        let those = |deed: &&Deed| self.kinds & bit(deed.kind) != 0;
        let taking_part = |deed: &Deed| actors.iter().filter(|actor| deed.actors.contains(actor)).count();
        if let Some(span) = word {
            let deed = deeds.iter().filter(those).find(|deed| taking_part(deed) > 0);
            return deed.map(|_| (Sign::Named, span));
        }
        let (deed, taking_part) = deeds.iter().filter(those).map(|d| (d, taking_part(d))).max_by_key(|(_, n)| *n)?;
        match taking_part {
            0 => None,
            n if n >= actors.len().min(2) => {
                Some((if actors.len() > 1 { Sign::Done } else { Sign::DoneAlone }, deed.trigger))
            }
            _ => None,
        }
    }
}

/// A kind as one of so many bits.
fn bit(kind: Kind) -> u32 {
    1 << kind as u32
}

/// What an article tells as news.
struct Deed {
    kind: Kind,
    /// All who take part, those they act for, and where.
    actors: FxHashSet<ActorId>,
    trigger: Span,
}

impl Deed {
    fn all(reading: &Reading) -> Vec<Deed> {
        let news = reading.mentions.iter().filter(|mention| {
            let time = mention.time.and_then(|ix| reading.times.get(ix)).filter(|t| t.kind == TimeKind::Date);
            matches!(mention.status, Status::Occurred | Status::Cancelled)
                && match time {
                    Some(time) => !time.is_absolute(),
                    None => mention.undated == Undated::News,
                }
        });
        news.map(|mention| Deed {
            kind: mention.kind,
            actors: reading.sides(mention).into_iter().chain(reading.places(mention)).collect(),
            trigger: mention.trigger,
        })
        .collect()
    }
}
