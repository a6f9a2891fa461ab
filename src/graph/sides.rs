//! Who stands for whom, and when: people and organs rolled up into the side that they act for on a day.

use super::index_of;
use crate::{
    edtf::{Day, Edtf},
    pack::ActorKind,
    timeline::Timeline,
};

/// A term of an office that ties a person to a side.
#[derive(Debug, Clone, Copy)]
struct Term {
    first: Day,
    last: Day,
    side: usize,
    /// Of a state rather than of an organisation that states belong to.
    state: bool,
}

/// The side of each actor at any date. A person stands for the country whose office is held on that day; for an
/// organisation without a country when only that one's office is held; otherwise for the own country. An organ of a
/// state stands for its country, and whoever belongs to nobody for itself.
#[derive(Debug, Clone)]
pub struct Sides {
    own: Vec<usize>,
    terms: Vec<Vec<Term>>,
}

impl Sides {
    pub fn new(timeline: &Timeline) -> Self {
        let country = |actor: usize| {
            let country = timeline.actors[actor].country.as_ref();
            country.and_then(|c| index_of(timeline, c)).unwrap_or(actor)
        };
        let bound = |text: &Option<String>| text.as_deref().and_then(|t| t.parse::<Edtf>().ok());
        let terms = |actor: usize| -> Vec<Term> {
            let actor = &timeline.actors[actor];
            if actor.kind != ActorKind::Person {
                return Vec::new();
            }
            let of = |(_, of, from, to): &crate::timeline::OfficeHeld| {
                let of = index_of(timeline, of.as_ref()?)?;
                let side = country(of);
                Some(Term {
                    first: bound(from).and_then(|d| d.first()).unwrap_or(Day::MIN),
                    last: bound(to).and_then(|d| d.last()).unwrap_or(Day::MAX),
                    side,
                    state: timeline.actors[side].kind == ActorKind::Country,
                })
            };
            actor.offices.iter().filter_map(of).collect()
        };
        let actors = 0..timeline.actors.len();
        Sides { own: actors.clone().map(country).collect(), terms: actors.map(terms).collect() }
    }

    /// The side that an actor stands on at a date; without a date, its country.
    pub fn at(&self, actor: usize, date: Option<&Edtf>) -> usize {
        let Some(day) = date.and_then(|d| d.first().or(d.last())) else { return self.own[actor] };
        let held = self.terms[actor].iter().filter(|t| t.first <= day && day <= t.last);
        // of two offices the state's, of two states' the own one's, of equals the later
        let best = held.max_by_key(|t| (t.state, t.side == self.own[actor], t.first));
        best.map_or(self.own[actor], |t| t.side)
    }
}
