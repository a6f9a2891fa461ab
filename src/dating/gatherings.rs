//! The calendar of known gatherings, made ready for comparison.

use super::days::{Days, number};
use crate::{
    actors::ActorId,
    edtf::Edtf,
    events::Kind,
    pack::{ActorKind, Gathering, Registry},
};
use rustc_hash::FxHashMap;

/// A gathering whose days are known.
#[derive(Debug, Clone)]
pub struct Known {
    pub name: String,
    pub kind: Kind,
    pub actors: Vec<ActorId>,
    /// Those who meet are all named; otherwise the names of one body, each good for the others.
    pub joint: bool,
    /// People are named.
    people: bool,
    pub places: Vec<ActorId>,
    pub value: Edtf,
    /// First and last day.
    pub first: i32,
    pub last: i32,
}

/// All of them, found by whom they gather.
#[derive(Debug, Clone, Default)]
pub struct Gatherings {
    known: Vec<Known>,
    by_actor: FxHashMap<ActorId, Vec<u32>>,
}

/// What is compared with the calendar: one mention of an event.
#[derive(Debug, Clone, Copy)]
pub struct Sought<'a> {
    /// None when only a passage is known in which the gathering may be named.
    pub kind: Option<Kind>,
    /// All who take part, with the countries of the people among them.
    pub actors: &'a [ActorId],
    /// Where, with the country of the place.
    pub places: &'a [ActorId],
    /// Only one of those who take part is named.
    pub alone: bool,
}

/// How well a mention and a gathering agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// One feature agrees: worth a look when the days agree, too.
    Weak,
    /// Who and where, or all who meet.
    Strong,
}

impl Gatherings {
    /// Entries whose days or kind can't be read are left out; the pack's tests name them.
    pub fn new(list: &[Gathering], registry: &Registry) -> Self {
        let mut out = Gatherings::default();
        for gathering in list {
            let Some(known) = Known::new(gathering, registry) else { continue };
            let ix = out.known.len() as u32;
            for actor in &known.actors {
                out.by_actor.entry(actor.clone()).or_default().push(ix);
            }
            out.known.push(known);
        }
        out
    }

    /// Those that may be what a mention tells of, in the order of the calendar.
    pub fn like(&self, sought: Sought) -> Vec<(&Known, Likeness)> {
        let mut found: Vec<u32> =
            sought.actors.iter().filter_map(|a| self.by_actor.get(a)).flatten().copied().collect();
        found.sort_unstable();
        found.dedup();
        found.iter().map(|&ix| &self.known[ix as usize]).filter_map(|k| Some((k, k.likeness(sought)?))).collect()
    }
}

impl Known {
    fn new(gathering: &Gathering, registry: &Registry) -> Option<Self> {
        let alone = |id: &String| {
            // people who are not in the registry have a state or a body beside them, or another person
            registry.get(id).is_some_and(|a| matches!(a.kind(), ActorKind::Person | ActorKind::Country))
        };
        let value: Edtf = gathering.days.parse().ok()?;
        let (first, last) = (number(value.first()?), number(value.last()?));
        let ids = |list: &[String]| list.iter().map(|id| ActorId::from(id.as_str())).collect();
        Some(Known {
            name: gathering.name.clone(),
            kind: Kind::parse(&gathering.kind)?,
            joint: gathering.actors.iter().any(alone),
            people: gathering.actors.iter().any(|id| registry.get(id).is_some_and(|a| a.kind() == ActorKind::Person)),
            actors: ids(&gathering.actors),
            places: ids(&gathering.places),
            value,
            first,
            last,
        })
    }

    pub fn days(&self) -> Days {
        Days::between(self.first, self.last)
    }

    fn likeness(&self, sought: Sought) -> Option<Likeness> {
        let common = self.actors.iter().filter(|a| sought.actors.contains(a)).count();
        let place = self.places.iter().any(|p| sought.places.contains(p));
        if self.kind == Kind::Visit {
            // who travels, and the place or at least its country
            let there = self.fits(sought.kind) && common == self.actors.len() && place;
            return there.then_some(Likeness::Strong);
        }
        let elsewhere = sought.kind.is_some() && !place && !sought.places.is_empty() && !self.places.is_empty();
        if common == 0 || elsewhere || !self.fits(sought.kind) {
            return None;
        }
        if !self.joint {
            return Some(if place { Likeness::Strong } else { Likeness::Weak });
        }
        let all = common == self.actors.len();
        // the very place, and one of those who met there
        let there = self.places.first().is_some_and(|p| sought.places.contains(p));
        if all && (self.people || place)
            || common >= 2 && place
            || self.people && there && sought.alone && self.actors.len() == 2
        {
            return Some(Likeness::Strong);
        }
        (common >= 2 && all).then_some(Likeness::Weak)
    }

    /// The place itself is among these, not only its country.
    pub fn is_at(&self, places: &[ActorId]) -> bool {
        let own = &self.places[..self.places.len().saturating_sub(1).max(1).min(self.places.len())];
        own.iter().any(|p| places.contains(p))
    }

    /// How many of those who met are not among these.
    pub fn missing(&self, actors: &[ActorId]) -> usize {
        self.actors.iter().filter(|a| !actors.contains(a)).count()
    }

    /// Held at a distance: it has no place.
    pub fn is_call(&self) -> bool {
        self.kind == Kind::Call
    }

    /// Someone's journey, for which the country is place enough.
    pub fn is_visit(&self) -> bool {
        self.kind == Kind::Visit
    }

    /// The days and the place prove nothing beside people who are named.
    pub fn is_of_people(&self) -> bool {
        self.people
    }

    fn fits(&self, kind: Option<Kind>) -> bool {
        let Some(kind) = kind else { return true };
        match (self.kind, kind) {
            (Kind::Call, _) | (_, Kind::Call) => return self.kind == kind,
            // the traveller meets those who live there
            (Kind::Visit, _) => return matches!(kind, Kind::Visit | Kind::Summit | Kind::Meeting | Kind::Talks),
            _ => {}
        }
        match kind {
            // ministers of a body meet as a meeting, its leaders as a summit
            Kind::Summit | Kind::Meeting | Kind::Talks => self.joint || self.kind == kind,
            Kind::Visit => !self.joint,
            Kind::Agreement => self.kind == Kind::Talks,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(list: &str) -> Vec<ActorId> {
        list.split_whitespace().map(ActorId::from).collect()
    }

    fn calendar() -> Gatherings {
        let entry = |name: &str, actors: &str, places: &str, days: &str, kind: &str| Gathering {
            name: name.into(),
            actors: actors.split_whitespace().map(Into::into).collect(),
            places: places.split_whitespace().map(Into::into).collect(),
            days: days.into(),
            kind: kind.into(),
        };
        let list = [
            entry("A", "bloc", "lake-town lakeland", "2015-06-07/2015-06-08", "summit"),
            entry("B", "bloc", "", "2016-06-07/2016-06-08", "meeting"),
            entry("C", "ann bob", "port", "2018-07-16", "summit"),
            entry("broken", "ann bob", "port", "2018-07-99", "summit"),
            entry("D", "here there", "port", "2019-07-16", "talks"),
            entry("E", "ann bob", "", "2018-07-01", "call"),
            entry("F", "ann", "port there", "2018-03-01", "visit"),
        ];
        let file = "people: [{id: ann}, {id: bob}]\ncountries: [{id: here}, {id: there}]";
        Gatherings::new(&list, &Registry::new([serde_yaml::from_str(file).unwrap()]))
    }

    #[test]
    fn who_and_where() {
        let check = |kind, actors: &str, places: &str, expect: &[(&str, Likeness)]| {
            let calendar = calendar();
            let (actors, places) = (ids(actors), ids(places));
            let found =
                calendar.like(Sought { kind: Some(kind), actors: &actors, places: &places, alone: actors.len() == 1 });
            let found: Vec<_> = found.iter().map(|(k, l)| (k.name.as_str(), *l)).collect();
            assert_eq!(found, expect, "{actors:?} {places:?}");
        };
        check(Kind::Summit, "bloc", "lakeland", &[("A", Likeness::Strong)]);
        check(Kind::Summit, "bloc", "", &[("A", Likeness::Weak)]);
        check(Kind::Meeting, "bloc", "", &[("B", Likeness::Weak)]);
        check(Kind::Summit, "bloc", "port", &[]);
        check(Kind::Meeting, "ann bob", "", &[("C", Likeness::Strong)]);
        check(Kind::Meeting, "ann", "", &[]);
        check(Kind::Talks, "here there", "", &[("D", Likeness::Weak)]);
        check(Kind::Talks, "here there else", "port", &[("D", Likeness::Strong)]);
        check(Kind::Talks, "here", "port", &[]);
        check(Kind::Meeting, "ann", "port", &[("C", Likeness::Strong), ("F", Likeness::Strong)]);
        check(Kind::Call, "ann bob", "", &[("E", Likeness::Strong)]);
        check(Kind::Visit, "ann", "port", &[("F", Likeness::Strong)]);
        check(Kind::Visit, "ann", "", &[]);
        check(Kind::Statement, "ann bob", "port", &[]);
    }

    #[test]
    fn the_calendar_can_be_read() {
        let (packs, diagnostics) = crate::pack::load(None);
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        assert!(packs.gatherings.len() >= 300);
        for gathering in &packs.gatherings {
            let known = Known::new(gathering, &packs.registry).unwrap_or_else(|| panic!("{gathering:?}"));
            assert!(known.last - known.first < 30, "{gathering:?}");
            assert!(!known.actors.is_empty(), "{gathering:?}");
            for id in gathering.actors.iter().chain(&gathering.places) {
                let slug = id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
                assert!(slug && !id.is_empty(), "{id:?} in {gathering:?}");
            }
        }
    }
}
