//! Clues from what the press counts time from: "three years after the invasion", "the war's 100th day", the words
//! that say that someone is new in an office.

use super::{
    clues::{ANYWHERE, Evidence, until},
    days::{Days, number},
    reading::Reading,
    terms,
};
use crate::{
    actors::{ActorId, ActorMention, ActorRef, Standing},
    edtf::Edtf,
    pack::{Actor, DatingRules, LanguagePack, Later, Packs, TimeRules},
    text::{LanguageIx, Phrases},
    time::{Anchor, Meaning, TimeExpression, Unit},
};
use std::{collections::BTreeSet, sync::OnceLock};

/// How long someone is new in an office, and how long mostly.
const NEW: [i32; 2] = [180, 40];
/// How far either is trusted.
const NEW_TRUST: f32 = 0.3;
/// How many words may stand between a number and the word that counts from a beginning, and between that and its name.
const GAP: usize = 3;
const NAME_GAP: usize = 7;
/// The press speaks of a day that returns some days before, and after.
const FEAST: i32 = 7;
/// More than so many units of time since a beginning are not counted, but meant otherwise.
const MANY: i32 = 3000;

/// A beginning, ready for comparison.
#[derive(Debug, Clone)]
struct Began {
    name: String,
    day: i32,
    actors: Vec<ActorId>,
}

/// The words of one language.
#[derive(Debug, Clone, Default)]
struct Words {
    new: Phrases<()>,
    since: Phrases<()>,
    anniversaries: Phrases<()>,
    ordinals: Phrases<i32>,
    /// As the packs code them.
    units: Phrases<i32>,
    names: Phrases<u32>,
}

/// What is known of beginnings, in all languages.
#[derive(Debug, Clone, Default)]
pub struct Beginnings {
    began: Vec<Began>,
    languages: Vec<Sources>,
}

/// What the words of one language are made of, and the words once an article is written in it.
#[derive(Debug, Clone, Default)]
struct Sources {
    rules: DatingRules,
    time: Later<TimeRules>,
    names: Vec<(String, u32)>,
    words: OnceLock<Words>,
}

impl Beginnings {
    /// Entries whose day can't be read are left out; the tests name them.
    pub fn new(packs: &Packs) -> Self {
        let mut out = Beginnings { began: Vec::new(), languages: packs.languages.iter().map(Sources::of).collect() };
        for beginning in &packs.beginnings {
            let Some(day) = beginning.day.parse::<Edtf>().ok().and_then(|v| v.is_day()) else { continue };
            let ix = out.began.len() as u32;
            for (pack, sources) in packs.languages.iter().zip(&mut out.languages) {
                let phrases = beginning.words.get(&pack.language).into_iter().flatten();
                sources.names.extend(phrases.map(|phrase| (phrase.clone(), ix)));
            }
            let actors = beginning.actors.iter().map(|id| ActorId::from(id.as_str())).collect();
            out.began.push(Began { name: beginning.name.clone(), day: number(day), actors });
        }
        out
    }

    pub fn clues(&self, reading: &Reading) -> Vec<Evidence> {
        let mut out = self.new_in_office(reading);
        let mut named: Option<BTreeSet<ActorId>> = None;
        // "the war" is that of those whom the article names
        let mut known = |list: Vec<u32>| {
            let all = || reading.company(0..reading.cast.mentions.len()).into_iter();
            let places = || reading.cast.places.iter().map(|p| p.place.clone());
            let named = named.get_or_insert_with(|| all().chain(places()).collect());
            let began = list.iter().map(|&ix| &self.began[ix as usize]);
            let mut fitting = began.filter(|b| b.actors.iter().all(|a| named.contains(a)));
            fitting.next().filter(|_| fitting.next().is_none())
        };
        for time in reading.times {
            if let Some((unit, n)) = counted(time)
                && let Some(began) = self.near(reading, time).and_then(&mut known)
            {
                // "almost three years" and "more than three years" are both three
                let part = unit_days(unit) / 5;
                let from = began.day + n * unit_days(unit);
                let text = format!("“{}” from {}", time.span.of(reading.document.body), began.name);
                let days = Days::between(from - part, from + unit_days(unit) + part);
                push(&mut out, Evidence { span: Some(time.span), text, days, trust: 0.9, among: ANYWHERE, of: None });
            }
        }
        for (ix, sentence) in reading.document.sentences.iter().enumerate() {
            let Some(words) = self.words(sentence.language) else { continue };
            let limit = sentence.tokens.end as usize;
            for at in sentence.tokens.start as usize..limit {
                let Some((end, began, years)) = words.returning(reading, at, limit) else { continue };
                let Some(began) = known(began) else { continue };
                let span = reading.document.tokens[at].span.hull(reading.document.tokens[end - 1].span);
                let (from, to, trust) = match years {
                    Counted::Nth(n, unit) => {
                        let from = began.day + (n - 1) * unit_days(unit);
                        (from, from + unit_days(unit), 0.7)
                    }
                    Counted::Anniversary(n) => {
                        let day = began.day + (f64::from(n) * 365.25).round() as i32;
                        (day - FEAST, day + FEAST, if ix == 0 { 0.7 } else { 0.5 })
                    }
                };
                let text = format!("“{}” of {}", span.of(reading.document.body), began.name);
                push(
                    &mut out,
                    Evidence {
                        span: Some(span),
                        text,
                        days: Days::between(from, to),
                        trust,
                        among: ANYWHERE,
                        of: None,
                    },
                );
            }
        }
        out
    }

    fn words(&self, language: LanguageIx) -> Option<&Words> {
        let sources = self.languages.get(language as usize)?;
        Some(sources.words.get_or_init(|| Words::new(sources)))
    }

    /// The beginnings that a number of units may be counted from: the name stands behind, or before within the clause.
    fn near(&self, reading: &Reading, time: &TimeExpression) -> Option<Vec<u32>> {
        let sentence = reading.document.sentences.get(time.sentence)?;
        let words = self.words(sentence.language)?;
        let limit = sentence.tokens.end as usize;
        if matches!(time.meaning, Meaning::Distance { .. }) {
            // "the invasion that began three years ago"
            let first = (sentence.tokens.start as usize).max(time.tokens.start.saturating_sub(NAME_GAP + GAP));
            return (first..time.tokens.start)
                .rev()
                .find_map(|at| words.named(reading, at, time.tokens.start).map(|f| f.1));
        }
        words.counted_from(reading, time.tokens.end, limit).map(|f| f.1)
    }

    /// A clue for each who is called new in the office.
    fn new_in_office(&self, reading: &Reading) -> Vec<Evidence> {
        let mut out = Vec::new();
        for mention in &reading.cast.mentions {
            let [ActorRef::Actor(id)] = &mention.refs[..] else { continue };
            let (Some(office), Some(Actor::Person(person))) = (&mention.office, reading.registry.get(&id.0)) else {
                continue;
            };
            if mention.standing.is_some_and(|s| s != Standing::Acting) || !self.is_new(reading, mention) {
                continue;
            }
            let terms = terms::fitting(&person.offices, Some(office));
            let starts = terms.iter().map(|t| terms::span_of(t)).filter(|s| s.0 > super::days::FIRST);
            let within = |reach: i32| Days::of(starts.clone().map(|(from, to)| (from - 3, (from + reach).min(to))));
            let text = format!(
                "{} is called new {} of {}",
                person.name,
                terms::office_word(&office.0),
                reading.name(&office.1)
            );
            let span = Some(mention.span);
            let mostly = format!("{text}, mostly of late");
            push(&mut out, Evidence { span, text, days: within(NEW[0]), trust: NEW_TRUST, among: ANYWHERE, of: None });
            push(
                &mut out,
                Evidence { span, text: mostly, days: within(NEW[1]), trust: NEW_TRUST, among: ANYWHERE, of: None },
            );
        }
        out
    }

    fn is_new(&self, reading: &Reading, mention: &ActorMention) -> bool {
        let Some(sentence) = reading.document.sentences.get(mention.sentence) else { return false };
        let Some(words) = self.words(sentence.language).filter(|w| !w.new.is_empty()) else { return false };
        let first = mention.tokens.start.saturating_sub(2).max(sentence.tokens.start as usize);
        (first..mention.tokens.end).any(|at| words.new.longest(reading.document, at, mention.tokens.end).is_some())
    }
}

/// What returns, or is counted in order.
enum Counted {
    Nth(i32, Unit),
    Anniversary(i32),
}

impl Sources {
    fn of(pack: &LanguagePack) -> Sources {
        Sources { rules: pack.dating.clone(), time: pack.time.clone(), ..Sources::default() }
    }
}

impl Words {
    fn new(sources: &Sources) -> Words {
        let set = |list: &[String]| {
            let mut phrases = Phrases::default();
            for phrase in list {
                phrases.insert(&phrase.split_whitespace().collect::<Vec<_>>(), ());
            }
            phrases.settle();
            phrases
        };
        let mut words = Words {
            new: set(&sources.rules.new),
            since: set(&sources.rules.since),
            anniversaries: set(&sources.rules.anniversaries),
            ..Words::default()
        };
        // the classes by which the pack's own templates know ordinals and units
        sources.time.once(|time| {
            for (value, list) in time.words.get("ordinal").into_iter().flatten() {
                let Ok(number) = value.parse::<i32>() else { continue };
                list.iter().for_each(|word| words.ordinals.insert(&[word], number));
            }
            for (value, list) in time.words.get("unit").into_iter().flatten() {
                let Some(unit) = Unit::named(value) else { continue };
                list.iter().for_each(|word| words.units.insert(&[word], unit as i32));
            }
        });
        for (phrase, ix) in &sources.names {
            words.names.insert(&phrase.split_whitespace().collect::<Vec<_>>(), *ix);
        }
        words.ordinals.settle();
        words.units.settle();
        words.names.settle();
        words
    }

    /// "third year of the war", "third anniversary of the invasion": where it ends, the beginning, and what is counted.
    fn returning(&self, reading: &Reading, at: usize, limit: usize) -> Option<(usize, Vec<u32>, Counted)> {
        let document = reading.document;
        let (end, n) = match self.ordinals.longest(document, at, limit) {
            Some((end, n)) => (end, n),
            // the suffix of an ordinal in digits is a word of its own, or part of the number
            None => {
                let digits: String =
                    document.text(at).chars().take_while(|c| c.is_ascii_digit() || *c == ',').collect();
                let n: i32 = digits.replace(',', "").parse().ok().filter(|n| (1..=MANY).contains(n))?;
                // without a suffix it counts: "15 months of war"
                let next = document.tokens.get(at + 1).filter(|_| at + 1 < limit);
                let suffixed = document.text(at).len() > digits.len() || next.is_some_and(|t| t.glued);
                suffixed.then_some((at + 1, n))?
            }
        };
        for from in end..(end + 2).min(limit) {
            if let Some((end, ())) = self.anniversaries.longest(document, from, limit).filter(|_| n < 100) {
                let (end, began) = self.counted_from(reading, end, limit)?;
                return Some((end, began, Counted::Anniversary(n)));
            }
            let unit = self.units.longest(document, from, limit);
            if let Some((end, unit)) = unit.and_then(|(end, code)| Some((end, Unit::coded(code)?))) {
                let (end, began) = self.counted_from(reading, end, limit)?;
                return Some((end, began, Counted::Nth(n, unit)));
            }
        }
        None
    }

    /// What the longest name at a token may mean.
    fn named(&self, reading: &Reading, at: usize, limit: usize) -> Option<(usize, Vec<u32>)> {
        let found = self.names.at(reading.document, at, limit);
        let end = found.last()?.end;
        Some((end, found.iter().filter(|f| f.end == end).map(|f| f.value).collect()))
    }

    /// A word that counts, then the name of a beginning.
    fn counted_from(&self, reading: &Reading, at: usize, limit: usize) -> Option<(usize, Vec<u32>)> {
        let document = reading.document;
        let since = (at..(at + GAP).min(limit)).find_map(|i| self.since.longest(document, i, limit))?.0;
        (since..(since + NAME_GAP).min(limit)).find_map(|i| self.named(reading, i, limit))
    }
}

/// How many units an extent or a distance counts.
fn counted(time: &TimeExpression) -> Option<(Unit, i32)> {
    let (unit, n) = match time.meaning {
        Meaning::Duration { unit, count: Some(n) } => (unit, n),
        Meaning::Distance { unit, count, anchor: Anchor::Publication } if count < 0 => (unit, -count),
        _ => return None,
    };
    let fits = matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Year) && (1..=MANY).contains(&n);
    (fits && n * unit_days(unit) < 80 * 366).then_some((unit, n))
}

fn unit_days(unit: Unit) -> i32 {
    match unit {
        Unit::Day => 1,
        Unit::Week => 7,
        Unit::Month => 30,
        _ => 365,
    }
}

/// The same days prove nothing twice.
fn push(out: &mut Vec<Evidence>, evidence: Evidence) {
    let open = until(super::days::LAST);
    if !out.iter().any(|e| e.days == evidence.days) && evidence.days != open {
        out.push(evidence);
    }
}
