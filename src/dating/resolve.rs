//! The date of each mention: from its expression, from the mention that its paragraph goes on from, from what
//! news is by default, and from a gathering that is known.

use super::{
    days::{Days, day},
    gatherings::{Known, Likeness, Sought},
    publication::Publication,
    reading::{Reading, directed},
    running,
    scenes::Scene,
};
use crate::{
    actors::{self, ActorId},
    edtf::{Day, Edtf},
    events::{EventMention, Kind, Role, Status, Undated},
    time::{Resolution, TimeExpression, TimeKind},
};
use chrono::Datelike;

/// With more possible publication days than these, only the first and the last are tried.
const TRIED: i32 = 40;
/// What is wider is no day from which "the day after" is counted.
const DAYS: u32 = 10;
/// Dates further than this from the publication are not those that a story goes on from, in days.
const TOLD: i32 = 800;
/// So many sentences are title and lead.
const LEAD: usize = 3;
/// A headline tells of the last days.
const FRESH: i32 = 3;
/// A paragraph goes on telling of a day this far back at most.
pub(super) const CARRIED: i32 = 31;
/// A gathering that is told of without a date lies this far back at most, or ahead.
const RECALLED: i32 = 120;

/// A mention's date and how it was reached.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Dated {
    pub value: Option<Edtf>,
    /// One line a person can read.
    pub basis: String,
    pub steps: Vec<String>,
    /// Said by an expression of the text.
    pub written: bool,
    /// Of another occasion than the day's news: dated, or told as earlier.
    pub occasion: bool,
}

/// What the article has told before a mention.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    pub mention: &'a EventMention,
    pub dated: &'a Dated,
}

/// The days that an article can have been published on, and the words it names its own day by.
pub struct Newsroom<'a> {
    pub(super) reading: Reading<'a>,
    published: Option<Edtf>,
    /// The publication as it is told of: not the day that is only supposed.
    told: String,
    pub(super) days: Days,
    pub(super) resolutions: Vec<Resolution>,
    /// Days that no event takes, of whatever the packs don't know: "It came to a head on Tuesday."
    pub(super) scenes: Vec<Scene>,
    /// From which paragraph on a running report tells of its day.
    running: Option<u32>,
    /// The day before the publication, where the text leads with it and never names the other.
    lead: Option<Edtf>,
    /// Where the text names the publication day ("on Tuesday", "today"): which it names first, that day or the one before; of two
    /// in one sentence the publication day.
    named: Option<Edtf>,
}

impl<'a> Newsroom<'a> {
    /// `supposed`: read as if it had been published on that day.
    pub fn new(reading: Reading<'a>, publication: &Publication, supposed: Option<Day>) -> Self {
        let told = publication.value.as_ref().map_or_else(|| "unknown".to_owned(), ToString::to_string);
        let published = supposed.map(Edtf::day).or_else(|| publication.value.clone());
        let days = published.as_ref().map_or_else(Days::default, Days::from);
        let mut room = Newsroom {
            reading,
            published,
            told,
            days,
            resolutions: Vec::new(),
            scenes: Vec::new(),
            running: running::since(reading.document),
            lead: None,
            named: None,
        };
        let mut previous: Option<Edtf> = None;
        // the day named last, however far away, and in which sentence
        let mut last: Option<(usize, Edtf)> = None;
        // the paragraph in which the last day was named
        let mut scene = None;
        let mut today = None;
        for (ix, time) in reading.times.iter().enumerate() {
            let paragraph = reading.sentence_of(time.tokens.start).map(|(_, paragraph, _)| paragraph);
            // "Zelensky is in Italy today, after yesterday's stop in London. In the evening …": where the news is of today, so is it
            let apart = time.meaning.is_of_scene() && (scene != paragraph || today == paragraph);
            // "in May 1992 … The following day": what counts from a day counts from that of the sentence before, whenever it was
            let follows = |(sentence, _): &&(usize, Edtf)| time.follows_day() && time.sentence <= sentence + 1;
            let told = last.as_ref().filter(follows).map(|(_, day)| day).or(previous.as_ref()).filter(|_| !apart);
            // "Freed the day before, the soldiers left": before a headline nothing has been told
            let unsaid = told.is_none() && time.follows_day() && reading.headline(time.tokens.start);
            let resolution = match unsaid {
                true => Resolution::default(),
                false => room.resolve(&directed(time, reading.status_at(ix)), told),
            };
            // "the minister, then as today": an aside in a paragraph that tells of another day
            let own = resolution.value.is_some() && resolution.value == room.published;
            let aside = time.aside || own && scene.is_some() && scene == paragraph && reading.deed_at(ix).is_none();
            let day = resolution.value.as_ref().filter(|v| v.width_days().is_some_and(|width| width <= DAYS));
            if let Some(day) = day.filter(|_| time.kind == TimeKind::Date && !aside) {
                last = Some((time.sentence, day.clone()));
            }
            if time.kind == TimeKind::Date && !aside && room.is_told(resolution.value.as_ref()) {
                previous = resolution.value.clone();
                scene = paragraph;
                if previous == room.published {
                    today = paragraph;
                }
            }
            room.resolutions.push(resolution);
        }
        // "Read also: What the papers say today" is no news
        let news = |time: &TimeExpression| time.kind == TimeKind::Date && !reading.furniture(time.tokens.start);
        let dates = || {
            let all = reading.times.iter().zip(&room.resolutions).filter(|(time, _)| news(time));
            all.filter_map(|(time, resolution)| Some((time, resolution.value.as_ref()?)))
        };
        let own = |day: &Edtf| room.published.as_ref() == Some(day) && day.is_day().is_some();
        if dates().any(|(time, day)| !time.dateline && !time.is_absolute() && own(day)) {
            let first = dates().find(|(_, day)| room.is_news(day));
            // "the deal, reached on Sunday, was announced today": in one sentence the news is of its own day
            let told = |time: &TimeExpression, ix| {
                first.is_some_and(|(t, _)| t.sentence == time.sentence)
                    && reading.status_at(ix) == Some(Status::Occurred)
            };
            let mut all = reading.times.iter().zip(&room.resolutions).enumerate().filter(|(_, (time, _))| news(time));
            let today = all.any(|(ix, (time, r))| r.value.as_ref().is_some_and(own) && told(time, ix));
            room.named = if today { room.published.clone() } else { first.map(|(_, day)| day.clone()) };
        } else {
            room.lead = room.lead();
        }
        room.scenes = room.scenes();
        room
    }

    /// "announced after a summit on Saturday", and no word of Sunday: the first day that the text names, where it is the one
    /// before the publication and some deed of the lead is of it, or the headline names it.
    fn lead(&self) -> Option<Edtf> {
        let floats = |time: &TimeExpression| {
            let date = time.kind == TimeKind::Date && !time.dateline && !time.is_absolute();
            date && !self.reading.furniture(time.tokens.start)
        };
        let (ix, day) =
            self.reading.times.iter().enumerate().filter(|(_, time)| floats(time)).find_map(|(ix, _)| {
                let day = self.resolutions[ix].value.as_ref()?;
                // "Lavrov, who had summoned the envoy on Tuesday, warned": no day that the news is of, but for its own
                let own = self.published.as_ref() == Some(day);
                (self.is_news(day) && (own || !self.reading.beside(ix))).then_some((ix, day))
            })?;
        let time = &self.reading.times[ix];
        // "What happened on Wednesday": a headline's day is that of the article whatever happened on it
        let told = self.reading.deed_at(ix).is_some() || self.reading.headline(time.tokens.start);
        let leads = told && (time.sentence <= LEAD || self.reading.begun(time.sentence) < LEAD);
        (leads && self.days.width() == Some(1)).then(|| day.clone())
    }

    /// The last day on which the article can have been published.
    fn last(&self) -> i32 {
        self.days.hull().map_or(i32::MAX, |(_, last)| last)
    }

    /// Whether it is a day that the news is of: that of the publication or the one before.
    pub fn is_news(&self, value: &Edtf) -> bool {
        let day = value.is_day().map(super::days::number);
        day.zip(self.days.hull()).is_some_and(|(day, (first, last))| (first - 1..=last).contains(&day))
    }

    /// Whether it is a day of which a headline may still be: few before the publication.
    pub fn is_fresh(&self, value: &Edtf) -> bool {
        let day = value.is_day().map(super::days::number);
        day.zip(self.days.hull()).is_some_and(|(day, (first, last))| (first - FRESH..=last).contains(&day))
    }

    /// The state that somebody acts for, or whoever has none.
    pub fn side(&self, id: &ActorId) -> ActorId {
        self.reading.country(id).unwrap_or_else(|| id.clone())
    }

    /// A day or few of the story, to which "the same day" can belong; not the year of a treaty.
    fn is_told(&self, value: Option<&Edtf>) -> bool {
        let Some(value) = value else { return false };
        let near = match (value.bounds(), self.days.hull()) {
            ((Some(a), Some(b)), Some((first, last))) => {
                super::days::number(b) >= first - TOLD && super::days::number(a) <= last + TOLD
            }
            _ => true,
        };
        near && (self.days.width() != Some(1) || value.width_days().is_some_and(|w| w <= 31))
    }

    /// What an expression means on each day that the article can have been published on.
    fn resolve(&self, time: &TimeExpression, previous: Option<&Edtf>) -> Resolution {
        if let Some(day) = self.published.as_ref().and_then(Edtf::is_day) {
            return time.resolve(Some(day), previous);
        }
        let width = self.days.width();
        if time.is_absolute() || width.is_none() {
            return time.resolve(None, previous);
        }
        let near = width.is_some_and(|w| w <= TRIED);
        let tried: Vec<Day> = match self.days.hull() {
            Some((first, last)) if !near => vec![day(first), day(last)],
            _ => self.days.stretches().iter().flat_map(|&(a, b)| a..=b).map(day).collect(),
        };
        let mut first: Option<Resolution> = None;
        let mut all: Option<Days> = None;
        for published in tried {
            let resolution = time.resolve(Some(published), previous);
            let Some(value) = &resolution.value else { continue };
            let days = Days::from(value);
            all = Some(all.map_or_else(|| days.clone(), |a| a.or(&days)));
            first.get_or_insert(resolution);
        }
        let (Some(mut resolution), Some(mut all)) = (first, all) else { return time.resolve(None, previous) };
        if (!near || all.stretches().len() > 4)
            && let Some((first, last)) = all.hull()
        {
            all = Days::between(first, last);
        }
        resolution.steps.push("the same for each day on which the article can have been published".to_owned());
        // the same on all those days: as it was written
        if resolution.value.as_ref().is_none_or(|v| Days::from(v) != all) {
            resolution.value = all.edtf();
        }
        resolution
    }

    /// Who takes part, at the date of the event; no actor twice in one role.
    pub fn actors(&self, mention: &EventMention, date: Option<&Edtf>) -> Vec<(Role, ActorId)> {
        let mut out: Vec<(Role, ActorId)> = Vec::new();
        let when = date.or(self.published.as_ref());
        for &(role, ix) in &mention.roles {
            let Some(actor) = self.reading.cast.mentions.get(ix) else { continue };
            for reference in &actor.refs {
                let id = actors::resolve(reference, when, self.reading.registry);
                if !out.contains(&(role, id.clone())) {
                    out.push((role, id));
                }
            }
        }
        // by role; the order of the text within one
        out.sort_by_key(|(role, _)| *role);
        out
    }

    /// `before`: the last dated mention of the same paragraph. `spoken`: the last statement of the same speaker.
    /// `told`: the day of the story that the article spoke of last, however many paragraphs ago.
    pub fn date(
        &self,
        mention: &EventMention,
        before: Option<Told>,
        spoken: Option<Told>,
        told: Option<&Edtf>,
    ) -> Dated {
        let mut dated = self.written(mention).unwrap_or_default();
        if dated.value.is_none() {
            let at = |t: Option<Told>| t.filter(|t| t.dated.written).map(|t| t.mention.sentence);
            // whoever has spoken of the day's news already goes on doing so, and is not of an older day's story
            let again = mention.kind == Kind::Statement && spoken.is_some_and(|s| news(s) && !s.dated.written);
            let fits = |d: &Dated| !again || d.value.as_ref().is_some_and(|v| self.is_news(v));
            // what stands nearer before it
            let carried = || self.carried(mention, before).filter(fits);
            let played = self.played(mention, at(before).max(at(spoken))).filter(fits);
            let nearer = before.filter(|b| b.dated.written && at(before) > at(spoken)).and_then(|_| carried());
            dated = played
                .or(nearer)
                .or_else(|| self.goes_on(mention, spoken))
                .or_else(carried)
                .unwrap_or_else(|| self.default(mention, told, dated.steps));
        }
        self.compare_with_calendar(mention, &mut dated);
        dated
    }

    fn written(&self, mention: &EventMention) -> Option<Dated> {
        let ix = mention.time?;
        let (time, resolution) = (self.reading.times.get(ix)?, self.resolutions.get(ix)?);
        if !matches!(time.kind, TimeKind::Date | TimeKind::Vague) {
            return None;
        }
        // what has been said or done does not lie ahead: the date is that of something else, unless it stands right beside it
        let ahead = |resolution: &Resolution| {
            let beyond = |value: &Edtf| value.first().is_some_and(|d| super::days::number(d) > self.last());
            mention.status == Status::Occurred
                && (time.meaning.is_deadline() || resolution.value.as_ref().is_some_and(beyond))
        };
        let mut resolution = std::borrow::Cow::Borrowed(resolution);
        if ahead(&resolution) && self.reading.next_to(mention, time) {
            resolution = std::borrow::Cow::Owned(self.resolve(&directed(time, Some(Status::Occurred)), None));
        }
        if ahead(&resolution) {
            return None;
        }
        let words = time.span.of(self.reading.document.body);
        let mut steps = vec![format!("“{words}” is `{}`, found by {}", time.symbolic(), time.rule)];
        if !time.reason.is_empty() {
            steps.push(time.reason.clone());
        }
        steps.extend(resolution.steps.iter().cloned());
        let mut value = resolution.value.clone();
        if mention.since
            && let (Some(from), Some((_, last))) = (value.as_ref().and_then(Edtf::first), self.days.hull())
        {
            value = Days::between(super::days::number(from).min(last), last).edtf();
            steps.push("since then: any time up to the publication".to_owned());
        }
        let basis = match (&value, &self.published) {
            (Some(value), Some(_)) if mention.since || !time.is_absolute() => {
                format!("“{words}”, published {}: {value}", self.told)
            }
            (Some(_), _) => format!("“{words}”"),
            (None, _) => format!("“{words}”, which needs a publication day"),
        };
        let written = value.is_some();
        Some(Dated { written, occasion: written, value, basis, steps })
    }

    /// A paragraph that has begun to tell of a day goes on doing so: "On Sunday Barak arrives. He will be received by Gul."
    fn carried(&self, mention: &EventMention, before: Option<Told>) -> Option<Dated> {
        let Told { mention: told, dated, .. } = before?;
        let plan = mention.status == Status::Planned && mention.undated == Undated::Future;
        let next = plan && mention.kind.group() == Kind::Meeting.group() && mention.sentence <= told.sentence + 1;
        if !goes_with_text(mention) && !next {
            return None;
        }
        // "Serraj signed on Monday. Haftar wants two more days": where the tense turns, the story is at its end
        if mention.present && !told.present {
            return None;
        }
        // "Zelensky, who had met bin Salman on Monday, thanked": what is told as earlier lends its day to nothing beside it
        let aside = told.undated == Undated::Earlier && mention.undated == Undated::News;
        if aside && told.sentence == mention.sentence {
            return None;
        }
        let value = dated.value.as_ref().filter(|_| dated.written && told.status == mention.status)?;
        let (number, published) = (super::days::number(value.is_day()?), self.days.hull()?);
        let days = if plan { published.0..=published.1 + CARRIED } else { published.0 - CARRIED..=published.1 };
        if !days.contains(&number) {
            return None;
        }
        let words = told.trigger.of(self.reading.document.body);
        Some(Dated {
            value: Some(value.clone()),
            basis: format!("told with “{words}”: {value}"),
            steps: vec![format!("no date of its own; the paragraph goes on from “{words}” on {value}")],
            written: false,
            occasion: dated.occasion,
        })
    }

    /// A speaker who is quoted again speaks on the same occasion, unless the text says otherwise.
    fn goes_on(&self, mention: &EventMention, spoken: Option<Told>) -> Option<Dated> {
        let statement = |m: &EventMention| m.kind == Kind::Statement && m.status == Status::Occurred;
        let Told { mention: told, dated, .. } = spoken?;
        if !statement(mention) || !statement(told) || mention.undated != Undated::News || !dated.occasion {
            return None;
        }
        // "Lavrov, who had warned Kyiv on Monday, said": two occasions
        if told.is_aside() && told.sentence == mention.sentence {
            return None;
        }
        let value = dated.value.clone()?;
        let words = told.trigger.of(self.reading.document.body);
        Some(Dated {
            basis: format!("the speaker of “{words}” goes on: {value}"),
            steps: vec![format!("no date of its own; the same speaker has “{words}” on {value}")],
            value: Some(value),
            written: false,
            occasion: true,
        })
    }

    fn default(&self, mention: &EventMention, told: Option<&Edtf>, mut steps: Vec<String>) -> Dated {
        let published = &self.told;
        let mut out = |value: Option<Edtf>, why: &str| {
            steps.push(format!("{why}; published {published}"));
            let basis = if value.is_some() { format!("{why}, published {published}") } else { why.to_owned() };
            let occasion = mention.undated == Undated::Earlier;
            Dated { value, basis, steps: std::mem::take(&mut steps), written: false, occasion }
        };
        let Some((first, last)) = self.days.hull() else {
            return out(None, "no date, and no publication day");
        };
        let paragraph = self.reading.document.sentences.get(mention.sentence).map(|s| s.paragraph);
        let running = self.running.is_some_and(|first| paragraph.is_some_and(|p| p >= first));
        match mention.undated {
            Undated::News if running => out(self.published.clone(), "an entry of a running report, of its day"),
            // where the article began with the day before, it goes on with the day that it told of last
            Undated::News if self.named.is_some() && self.named != self.published && told.is_some() => {
                out(told.cloned(), "news of the day that the article spoke of last")
            }
            Undated::News if self.lead.is_some() => {
                out(self.lead.clone(), "news of the day that the article leads with")
            }
            Undated::News if self.named.is_some() => {
                out(self.published.clone(), "news of the day, which the text names")
            }
            Undated::News => {
                out(Days::between(first - 1, last).edtf(), "news of the day or the day before: the text does not say")
            }
            Undated::Earlier => {
                let begin = day(first);
                // in the first days of a month "earlier" reaches back into the month before
                let month = if begin.day() < 3 { day(first - 7) } else { begin };
                let begin = month.with_day(1).unwrap_or(month);
                out(
                    Days::between(super::days::number(begin), last).edtf(),
                    "earlier than the news, the text does not say when",
                )
            }
            Undated::Future => {
                let end = Day::from_ymd_opt(day(last).year(), 12, 31).map_or(last, super::days::number);
                out(Days::between(first, end).edtf(), "still to come, left open: to the end of the year")
            }
            Undated::Unknown => out(None, "the text does not say when"),
        }
    }

    /// A known gathering that agrees is named; where the text leaves the date open, it gives its days.
    fn compare_with_calendar(&self, mention: &EventMention, dated: &mut Dated) {
        let Some((first, last)) = self.days.hull() else { return };
        let found = self.reading.with_sought(mention, |sought| self.known(sought, mention, dated, first, last));
        let Some(known) = found else { return };
        let known_days = if known.first == known.last {
            known.value.to_string()
        } else {
            format!("{} (days {})", known.name, known.value)
        };
        dated.steps.push(format!("the calendar knows {}: {}", known.name, known.value));
        if dated.written {
            return;
        }
        let days = dated.value.as_ref().map(Days::from);
        let common = days.as_ref().map_or_else(|| known.days(), |d| d.and(&known.days()));
        let value = if common.is_empty() { known.days() } else { common };
        // news of the day stays news of the day
        if mention.undated == Undated::News && days.is_some_and(|d| !d.intersects(&known.days())) {
            return;
        }
        dated.value = value.edtf();
        dated.basis = format!("{} in the calendar of gatherings: {known_days}", known.name);
    }

    fn known(&self, sought: Sought, mention: &EventMention, dated: &Dated, first: i32, last: i32) -> Option<&'a Known> {
        let gatherings = self.reading.gatherings;
        let mut strong = gatherings.like(sought).into_iter().filter(|(_, l)| *l == Likeness::Strong).map(|(k, _)| k);
        if let Some(value) = dated.value.as_ref().filter(|_| dated.written || mention.undated == Undated::News) {
            let days = Days::from(value);
            // a value as wide as a year proves nothing
            return strong.rfind(|k| days.width().is_some_and(|w| w <= 62) && days.intersects(&k.days()));
        }
        match mention.status {
            Status::Occurred => strong.rfind(|k| k.last <= last && k.last >= first - RECALLED),
            Status::Planned => strong.find(|k| k.first >= first && k.first <= last + RECALLED),
            _ => None,
        }
    }
}

/// A statement of the day's news, and not of the occasion of another day.
fn news(told: Told) -> bool {
    !told.dated.occasion
        && told.mention.kind == Kind::Statement
        && told.mention.status == Status::Occurred
        && told.mention.undated == Undated::News
}

/// A fact of the news without a day of its own: it has that of what the text tells around it.
pub(super) fn goes_with_text(mention: &EventMention) -> bool {
    matches!(mention.undated, Undated::News | Undated::Earlier) && mention.status == Status::Occurred
}
