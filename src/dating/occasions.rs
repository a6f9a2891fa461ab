//! Clues from known gatherings: "Friday's meeting of the two ministers" fits few weeks of the calendar.

use super::{
    clues::{ANYWHERE, Evidence},
    days::{Days, day, number},
    gatherings::{Known, Likeness, Sought},
    reading::{Reading, directed},
};
use crate::{
    actors::ActorId,
    edtf::Edtf,
    events::{EventMention, Status, Undated},
    text::Span,
    time::{Direction, Field, Meaning, TimeExpression, TimeKind, Values},
};
use rustc_hash::FxHashMap;

/// How far from a gathering the press still speaks of it with an expression that floats.
const REACH: i32 = 200;

/// A passage that proves less than this would only narrow the answer by chance.
const LEAST: f32 = 0.9;
/// What is sharper than this fits by chance too seldom to matter.
const SHARP: f32 = 1.5;
/// How far a passage is trusted, when its expression is sharp and when it isn't.
const SURE: f32 = 0.3;
const UNSURE: f32 = 0.15;
/// Among more gatherings than these some would fit by chance.
const CHANCES: usize = 5;
/// How long a gathering is news.
const ECHO: i32 = 7;
/// The same, for one that is likely and no more.
const FAINT_ECHO: i32 = 4;
/// A mention that may be more gatherings than these is no clue.
const MANY: usize = 240;

pub fn clues(reading: &Reading) -> Vec<Evidence> {
    let mut out = by_events(reading);
    for evidence in by_passages(reading) {
        if !out.iter().any(|e| e.days == evidence.days) {
            out.push(evidence);
        }
    }
    out
}

/// Events that may be known gatherings, and what their expression or their being news allows.
fn by_events(reading: &Reading) -> Vec<Evidence> {
    let mut out: Vec<Evidence> = Vec::new();
    for mention in reading.mentions {
        let time = mention.time.and_then(|ix| reading.times.get(ix)).filter(|t| t.kind == TimeKind::Date);
        if time.is_some_and(|t| t.is_absolute()) {
            continue;
        }
        let time = time.map(|t| directed(t, Some(mention.status)));
        let sharp = time.as_ref().is_some_and(|t| sharpness(&t.meaning) > 0.0);
        let found: Vec<(&Known, Likeness, bool)> = reading.with_sought(mention, |sought| {
            // "yesterday" fits any day: then all who met are named, and where, or it is not this gathering
            let whole =
                |k: &Known| k.missing(sought.actors) == 0 && (k.is_call() || k.is_visit() || k.is_at(sought.places));
            let found = reading.gatherings.like(sought).into_iter();
            found.filter(|(k, _)| sharp || !k.joint || whole(k)).map(|(k, likeness)| (k, likeness, whole(k))).collect()
        });
        let mut strong = false;
        let mut fitting: Vec<(&Known, Days)> = Vec::new();
        let mut pointer = time.as_ref().map(Pointer::new);
        for (known, likeness, whole) in found {
            let allowed = match &mut pointer {
                Some(pointer) => pointer.at(&known.days()),
                // two states talk often, and so do two people: then it is of the same kind, or all of them are there
                None if known.joint && (likeness == Likeness::Weak || known.kind != mention.kind && !whole) => continue,
                None => by_default(known, likeness, mention),
            };
            if !allowed.is_empty() {
                strong |= likeness == Likeness::Strong;
                fitting.push((known, allowed));
            }
        }
        let trust = match (strong, &time) {
            (true, Some(_)) if sharp => 0.75,
            (true, None) => 0.15,
            (true, Some(_)) => 0.5,
            (false, _) => 0.6,
        };
        let words = format!("“{}”", mention.trigger.of(reading.document.body));
        if let Some(evidence) = evidence(&words, mention.trigger, fitting, trust)
            && !out.iter().any(|e| e.days == evidence.days)
        {
            out.push(evidence);
        }
    }
    out
}

/// Expressions in a passage that names all who met at a gathering: the day must fit, too.
fn by_passages(reading: &Reading) -> Vec<Evidence> {
    let mut out: Vec<Evidence> = Vec::new();
    // a paragraph, who and where is named in it, and the same with the paragraph before
    type Named = (Vec<ActorId>, Vec<ActorId>);
    let mut passage: Option<(u32, Named, Named)> = None;
    for (ix, time) in reading.times.iter().enumerate() {
        let sharpness = sharpness(&time.meaning);
        if time.kind != TimeKind::Date || time.dateline || time.is_absolute() || sharpness == 0.0 {
            continue;
        }
        let Some(sentence) = reading.document.sentences.get(time.sentence) else { continue };
        if passage.as_ref().is_none_or(|p| p.0 != sentence.paragraph) {
            let at = sentence.paragraph;
            passage = Some((at, reading.named_in(at..at + 1), reading.named_in(at.saturating_sub(1)..at + 1)));
        }
        let Some((_, (near_actors, near_places), (actors, places))) = &passage else { continue };
        let sharpness = match reading.deed_at(ix) {
            Some(true) => sharpness,
            // the day of a statement is not that of what it speaks of
            Some(false) => sharpness * 0.4,
            None => sharpness * 0.8,
        };
        let time = directed(time, reading.status_at(ix));
        let sought = Sought { kind: None, actors, places, alone: false };
        let mut fitting: Vec<(&Known, Days)> = Vec::new();
        let mut both = false;
        let mut compared = 0;
        let mut pointer = Pointer::new(&time);
        for (known, _) in reading.gatherings.like(sought).into_iter().filter(|(k, _)| !k.is_call()) {
            // who met says most; a body meets often, and needs its place beside it
            let there = known.is_at(if known.joint { places } else { near_places });
            let missing = known.missing(if known.joint { actors } else { near_actors });
            let those = known.joint && (missing == 0 || missing == 1 && there && known.actors.len() > 2);
            if !(those && (there || known.is_of_people()) || !known.joint && there) {
                continue;
            }
            compared += 1;
            let allowed = pointer.at(&known.days());
            if !allowed.is_empty() {
                both |= there && those;
                fitting.push((known, allowed));
            }
        }
        let words = format!("“{}” and those named with it", time.span.of(reading.document.body));
        let weight = if both { sharpness + 0.5 } else { sharpness };
        // of seven gatherings one falls on any weekday
        if weight >= LEAST
            && (sharpness > SHARP || compared <= CHANCES)
            && let Some(evidence) = evidence(&words, time.span, fitting, if sharpness > SHARP { SURE } else { UNSURE })
            && !out.iter().any(|e| e.days == evidence.days)
        {
            out.push(evidence);
        }
    }
    out
}

fn evidence(words: &str, span: Span, fitting: Vec<(&Known, Days)>, trust: f32) -> Option<Evidence> {
    // what may be so many says nothing
    if fitting.len() > MANY {
        return None;
    }
    let names: Vec<&str> = fitting.iter().map(|(k, _)| k.name.as_str()).collect();
    let which = match &names[..] {
        [] => return None,
        [one] => (*one).to_owned(),
        [one, two] => format!("{one} or {two}"),
        [one, .., last] => format!("{one}, … or {last} ({} of the calendar)", names.len()),
    };
    let days = Days::of(fitting.iter().flat_map(|(_, days)| days.stretches()).copied());
    Some(Evidence { span: Some(span), text: format!("{words} may be {which}"), days, trust, among: ANYWHERE, of: None })
}

/// How much it proves that an expression fits a gathering: a day of a month fits one in three hundred, a weekday
/// one in seven, "yesterday" every one.
fn sharpness(meaning: &Meaning) -> f32 {
    match meaning {
        Meaning::Nearest { field: Field::MonthDay { .. }, .. } => 2.5,
        Meaning::Nearest { field: Field::Weekday(_), .. } => 1.2,
        Meaning::Nearest { field: Field::Month(_), .. } => 1.0,
        Meaning::Part { of, .. } => sharpness(of),
        Meaning::Range { from, to } => sharpness(from).max(sharpness(to)),
        _ => 0.0,
    }
}

/// An expression seen from one day after another; many gatherings ask for the same days.
pub struct Pointer<'t> {
    time: &'t TimeExpression,
    values: Values<'t>,
    /// What it means by the day of publication, some days together; nothing where that is too wide to point at anything.
    meant: FxHashMap<i32, Vec<Option<Meant>>>,
}

/// How many days of publication are kept together.
const TOGETHER: i32 = 128;
/// A value as wide as a year would fit everything.
const WIDE: i32 = 62;

/// What an expression means by one day of publication.
enum Meant {
    Nothing,
    /// One stretch, as nearly always.
    From(i32, i32),
    Several(Days),
}

impl<'t> Pointer<'t> {
    pub fn new(time: &'t TimeExpression) -> Self {
        Pointer { time, values: time.values(), meant: FxHashMap::default() }
    }

    /// It names a weekday, a month or a day of one.
    pub fn sharp(&self) -> bool {
        sharpness(&self.time.meaning) > 0.0
    }

    /// The publication days from which the expression points at some days.
    pub fn at(&mut self, days: &Days) -> Days {
        let Some((first, last)) = days.hull() else { return Days::default() };
        let (before, after) = match direction(&self.time.meaning) {
            Some(direction) if direction.is_past() => (0, REACH),
            Some(direction) if direction.is_future() => (REACH, 0),
            _ => (REACH, REACH),
        };
        let mut fitting: Vec<(i32, i32)> = Vec::new();
        let (mut published, end) = (first - before, last + after);
        while published <= end {
            let page = published.div_euclid(TOGETHER);
            let kept = self.meant.entry(page).or_insert_with(|| (0..TOGETHER).map(|_| None).collect());
            let on = end.min((page + 1) * TOGETHER - 1);
            for published in published..=on {
                let meant = &mut kept[(published - page * TOGETHER) as usize];
                let fits = match meant.get_or_insert_with(|| meaning(self.values.at(day(published)))) {
                    Meant::Nothing => false,
                    Meant::From(from, to) => days.stretches().iter().any(|&(a, b)| a <= *to && *from <= b),
                    Meant::Several(meant) => meant.intersects(days),
                };
                match fitting.last_mut() {
                    Some(stretch) if fits && stretch.1 + 1 == published => stretch.1 = published,
                    _ if fits => fitting.push((published, published)),
                    _ => {}
                }
            }
            published = on + 1;
        }
        Days::of(fitting)
    }
}

fn meaning(value: Option<Edtf>) -> Meant {
    let Some(value) = value else { return Meant::Nothing };
    if let Edtf::OneOf(_) = value {
        let narrow = value.width_days().is_some_and(|width| width <= WIDE as u32);
        return if narrow { Meant::Several(Days::from(&value)) } else { Meant::Nothing };
    }
    match value.bounds() {
        (Some(first), Some(last)) if first <= last && (last - first).num_days() < i64::from(WIDE) => {
            Meant::From(number(first), number(last))
        }
        _ => Meant::Nothing,
    }
}

fn direction(meaning: &Meaning) -> Option<Direction> {
    match meaning {
        Meaning::Nearest { direction, .. } => Some(*direction),
        Meaning::Shift { count, .. } if *count < 0 => Some(Direction::Past),
        Meaning::Part { of, .. } => direction(of),
        Meaning::Range { from, .. } => direction(from),
        _ => None,
    }
}

/// Without an expression: how near to it the press speaks of a gathering as news, as past, or as a plan.
fn by_default(known: &Known, likeness: Likeness, mention: &EventMention) -> Days {
    let slack = if likeness == Likeness::Strong { 0 } else { 2 };
    match (mention.status, mention.undated) {
        (Status::Occurred, Undated::News) => {
            let echo = if likeness == Likeness::Strong { ECHO } else { FAINT_ECHO };
            Days::between(known.first - slack, known.last + echo)
        }
        (Status::Occurred, Undated::Earlier) if likeness == Likeness::Strong => {
            Days::between(known.first, known.last + 90)
        }
        (Status::Planned, _) if likeness == Likeness::Strong => Days::between(known.first - 120, known.last),
        _ => Days::default(),
    }
}
