//! Clues from what the press told: an article that names those of a known happening, and what it is known by, was
//! mostly written while it was news.

use super::{
    clues::{ANYWHERE, Evidence, since},
    days::{Days, number},
    deeds::{self, Deed, Pinned},
    reading::Reading,
    signs::Sign,
};
use crate::{
    actors::ActorId,
    edtf::Edtf,
    events::Kind,
    pack::{Happening, Later},
    text::{Span, fold, folded_hash},
};
use rustc_hash::{FxHashMap, FxHashSet};
use std::{collections::BTreeSet, ops::Range, sync::OnceLock};

/// How long after its last day a happening is still told as news, and that on most of its days it is.
const ECHO: i32 = 1;
const MOSTLY: (f32, f32) = (0.7, 0.25);
/// How long before and after it is told of at all, as something that comes or has just been, and how far that is trusted
/// beside that it is news.
const NEAR: [i32; 2] = [14, 60];
const TOLD_NEAR: f32 = 0.2;
/// Happenings like one lie within so many days around it, mostly.
const AMONG: i32 = 1500;
/// How much more or less it is trusted where the days are known on which something of it happened: that the article tells of
/// one of them, and that it tells of it while it is news in any other way. Where the article's words name a weekday or a date
/// that fits; where they name none.
const SHARP: (f32, f32) = (0.8, 0.6);
const PLAIN: (f32, f32) = (0.3, 0.5);
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
    on: Vec<i32>,
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
    /// Their place among the days on which something of it happened.
    on: Range<u32>,
    /// How many have the same actors, itself among them.
    alike: u8,
    /// It is known by names.
    named: bool,
    new: bool,
    lasting: bool,
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
        let mut found: Vec<Found> = Vec::new();
        let mut out = Vec::new();
        for ix in candidates {
            let told = &known.list[ix as usize];
            let actors = known.actors(told);
            if !actors.iter().all(|actor| named.contains(actor)) {
                continue;
            }
            let words = words.get(&ix).copied().unwrap_or_default();
            if let Some(span) = words.first.filter(|_| told.new) {
                let text = format!("“{}” was unheard of before {}", span.of(reading.document.body), known.name(told));
                out.push(Evidence {
                    span: Some(span),
                    text,
                    days: since(told.first),
                    trust: UNHEARD,
                    among: ANYWHERE,
                    of: None,
                });
            }
            if told.lasting {
                continue;
            }
            let taking_part = |deed: &Deed| actors.iter().filter(|actor| deed.actors.contains(actor)).count();
            let those = deeds.iter().filter(|deed| told.kinds & deed.bit() != 0 && taking_part(deed) > 0);
            let those: Vec<&Deed> = those.collect();
            let sign = Sign {
                words: words.count,
                ambiguous: words.alike,
                deed: told.kinds != 0,
                named: told.named,
                actors: actors.len(),
                alike: told.alike.into(),
                said: those.iter().all(|deed| deed.said()),
                taking_part: those.iter().map(|deed| taking_part(deed)).max().unwrap_or(0),
            };
            let trust = sign.trust();
            if trust > 0.0 {
                // of deeds alike the last
                let span = words.first.or(those.iter().max_by_key(|deed| taking_part(deed)).map(|deed| deed.trigger));
                // what tells of it by its name alone is of no day, unless it consists of no deeds
                let told_of = !those.is_empty() || told.kinds == 0;
                let pinned = told_of.then(|| deeds::pinned(reading, known.on(told), &those)).flatten();
                found.push(Found { ix, span, trust, pinned });
            }
        }
        // an article is of one thing, mostly
        let share = found.iter().map(|f| f.trust).sum::<f32>().max(1.0);
        for Found { ix, span, trust, pinned } in found {
            let (told, trust) = (&known.list[ix as usize], trust / share);
            let words = span.map_or("", |span| span.of(reading.document.body));
            let mut add = |why: &str, days: Days, trust: f32, among: i32| {
                let text = match words {
                    "" => format!("those who are named may be of {}{why}", known.name(told)),
                    words => format!("“{words}” may be of {}{why}", known.name(told)),
                };
                out.push(Evidence { span, text, days, trust, among, of: Some(ix) });
            };
            let (sure, rest) = match &pinned {
                None => (0.0, 1.0),
                Some(pinned) if pinned.sharp => SHARP,
                Some(_) => PLAIN,
            };
            add("", Days::between(told.first, told.last + ECHO), trust * rest * MOSTLY.0, AMONG);
            add("", Days::between(told.first, told.last - ECHO), trust * rest * MOSTLY.1, AMONG);
            let near = Days::between(told.first - NEAR[0], told.last + NEAR[1]);
            add(", told before or after", near, trust * TOLD_NEAR, ANYWHERE);
            if let Some(Pinned { days, .. }) = pinned {
                add(", told on its days", days, trust * sure, AMONG);
            }
        }
        out.retain(|e| !e.days.is_empty());
        out
    }
}

/// A happening that the article may be of.
struct Found {
    ix: u32,
    /// The words that say so.
    span: Option<Span>,
    trust: f32,
    pinned: Option<Pinned>,
}

/// How the names of one happening stand in an article.
#[derive(Debug, Clone, Copy, Default)]
struct Words {
    /// Which stands first.
    first: Option<Span>,
    /// How many different ones.
    count: usize,
    /// How many happenings have that name.
    alike: usize,
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
        for actor in &out.actors {
            *counts.entry(actor).or_default() += 1;
        }
        let mut alike: FxHashMap<Vec<&ActorId>, u8> = FxHashMap::default();
        let sorted = |told: &Told| {
            let mut all: Vec<&ActorId> = out.actors(told).iter().collect();
            all.sort_unstable();
            all
        };
        for told in &out.list {
            let count = alike.entry(sorted(told)).or_default();
            *count = count.saturating_add(1);
        }
        let alike: Vec<u8> = out.list.iter().map(|told| alike[&sorted(told)]).collect();
        let mut by_actor = Vec::new();
        for (ix, told) in out.list.iter().enumerate().filter(|(_, told)| !told.named) {
            if let Some(rarest) = out.actors(told).iter().min_by_key(|actor| counts[*actor]) {
                by_actor.push((rarest.clone(), ix as u32));
            }
        }
        by_actor.sort();
        for (told, alike) in out.list.iter_mut().zip(alike) {
            told.alike = alike;
        }
        by_actor.shrink_to_fit();
        out.by_actor = by_actor;
        // stable: of one word the names stay in the calendar's order
        out.names.sort_by_key(|(hash, ..)| *hash);
        out.names.shrink_to_fit();
        out.actors.shrink_to_fit();
        out.on.shrink_to_fit();
        out.text.shrink_to_fit();
        out
    }

    fn told(&mut self, happening: &Happening, id: &mut impl FnMut(&String) -> ActorId) -> Option<Told> {
        let days: Edtf = happening.days.parse().ok()?;
        let bit = |kind: &String| Kind::parse(kind).map(deeds::bit);
        let kinds = happening.kinds.iter().map(bit).try_fold(0, |all, kind| Some(all | kind?))?;
        let (first, last) = (number(days.first()?), number(days.last()?));
        let from = self.actors.len() as u32;
        self.actors.extend(happening.actors.iter().map(id));
        let on = self.on.len() as u32;
        self.on.extend(happening.happened.iter().filter_map(|day| Some(number(day.parse::<Edtf>().ok()?.is_day()?))));
        Some(Told {
            name: self.write(&happening.name),
            first,
            last,
            actors: from..self.actors.len() as u32,
            kinds,
            on: on..self.on.len() as u32,
            alike: 1,
            named: !happening.words.is_empty(),
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

    fn on(&self, told: &Told) -> &[i32] {
        &self.on[told.on.start as usize..told.on.end as usize]
    }

    /// The happenings without a name that are found by an actor.
    fn nameless(&self, actor: &ActorId) -> impl Iterator<Item = u32> {
        let from = self.by_actor.partition_point(|(other, _)| other < actor);
        self.by_actor[from..].iter().take_while(move |(other, _)| other == actor).map(|(_, ix)| *ix)
    }

    /// Where each happening's names stand, outside of the page's furniture.
    fn words(&self, reading: &Reading) -> FxHashMap<u32, Words> {
        let document = reading.document;
        let mut out: FxHashMap<u32, Words> = FxHashMap::default();
        let mut seen: FxHashSet<(u32, u32)> = FxHashSet::default();
        for at in 0..document.tokens.len() {
            let hash = document.folded_hash(at);
            let from = self.names.partition_point(|(other, ..)| *other < hash);
            let those = self.names[from..].iter().take_while(|(other, ..)| *other == hash);
            for (_, place, ix) in those.clone() {
                let name = self.spelt(place);
                let words = name.split_whitespace().count();
                let whole = name
                    .split_whitespace()
                    .zip(at..)
                    .all(|(word, token)| document.tokens.get(token).is_some_and(|_| document.folded(token) == word));
                if whole && !reading.furniture(at) && seen.insert((*ix, place.start)) {
                    let entry = out.entry(*ix).or_default();
                    entry.count += 1;
                    if entry.first.is_none() {
                        entry.first = Some(document.tokens[at].span.hull(document.tokens[at + words - 1].span));
                        entry.alike = those.clone().filter(|(_, other, _)| self.spelt(other) == name).count();
                    }
                }
            }
        }
        out
    }

    fn spelt(&self, place: &Range<u32>) -> &str {
        &self.text[place.start as usize..place.end as usize]
    }
}
