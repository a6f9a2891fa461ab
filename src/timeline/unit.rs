//! A happening in the making: some mentions, and what they say together.

use super::{
    cast::Cast,
    profiles::{Agreement, Profiles, Who},
    wording::Wording,
};
use crate::{
    dating::{DatedArticle, DatedMention},
    events::{Kind, Role, Status},
};
use chrono::Datelike;
use smallvec::{SmallVec, smallvec};
use std::{cmp::Ordering, sync::OnceLock};
use thin_vec::ThinVec;

/// Where a mention stands: article, then mention within it.
pub type Place = (u32, u32);

/// The first and the last day, numbered.
pub type Days = (i32, i32);

/// The letters of a sentence by a hash so long that no two of some millions are the same by chance.
pub type Words = u64;

/// Some of those who take part; mostly two or three, for whom nothing is allocated.
pub type Few = SmallVec<[Who; 6]>;

/// The first id of some. The letters it begins with are kept here because there are many to compare.
#[derive(Debug, Clone, Copy)]
pub struct First {
    /// Eight letters as a number that puts them in their order.
    pub letters: u64,
    /// Whose it is, for the others.
    of: Place,
}

impl First {
    fn new(of: Place, id: &str) -> Self {
        let mut letters = [0; 8];
        letters.iter_mut().zip(id.bytes()).for_each(|(to, letter)| *to = letter);
        First { letters: u64::from_be_bytes(letters), of }
    }

    /// The whole id.
    pub fn id<'a>(&self, articles: &'a [DatedArticle]) -> &'a str {
        &articles[self.of.0 as usize].mentions[self.of.1 as usize].id
    }

    fn before(&self, other: &First, articles: &[DatedArticle]) -> bool {
        match self.letters.cmp(&other.letters) {
            Ordering::Equal => self.id(articles) < other.id(articles),
            unlike => unlike == Ordering::Less,
        }
    }
}

/// Mentions that tell of one happening, in the order in which they joined. There are as many as mentions, and all are
/// held at once: it is kept small.
#[derive(Debug, Clone)]
pub struct Unit {
    pub members: SmallVec<[Place; 2]>,
    pub kind: Kind,
    pub status: Status,
    /// First and last day that all members allow, numbered; none when no member says.
    pub days: Option<Days>,
    /// The same counted from the publication day, where that is not known and the members' dates move with it; set
    /// while the happenings of one article are told apart.
    pub moving: Option<Box<Days>>,
    /// Known once it was asked for.
    wording: OnceLock<Box<Wording>>,
    pub actors: Cast,
    pub place: Option<Who>,
    pub targets: bool,
    /// The first of its members' ids.
    pub first: First,
    /// Of its sentences those that stand in another article, too; set while copies are looked for.
    pub words: ThinVec<Words>,
    /// How the members came together.
    pub reasons: ThinVec<&'static str>,
}

impl Unit {
    /// None when somebody takes part who is none of the profiles'.
    pub fn new(place: Place, mention: &DatedMention, article: &DatedArticle, profiles: &Profiles) -> Option<Self> {
        let number = |id| profiles.number(id);
        let actors: Option<Cast> = mention.actors.iter().map(|(role, id)| Some((*role, number(id)?))).collect();
        Some(Unit {
            moving: moving(mention, article).map(Box::new),
            wording: OnceLock::new(),
            members: smallvec![place],
            kind: mention.kind,
            status: mention.status,
            days: days_of(mention),
            actors: actors?,
            place: mention.place.as_ref().and_then(number),
            targets: mention.actors.iter().any(|(r, _)| *r == Role::Target),
            first: First::new(place, &mention.id),
            words: ThinVec::new(),
            reasons: ThinVec::new(),
        })
    }

    /// The members' mentions, in the order in which they joined.
    pub fn mentions<'a>(&self, articles: &'a [DatedArticle]) -> impl Iterator<Item = &'a DatedMention> {
        self.members.iter().map(|&(a, m)| &articles[a as usize].mentions[m as usize])
    }

    /// In which words it is told.
    pub fn wording(&self, articles: &[DatedArticle]) -> &Wording {
        self.wording.get_or_init(|| {
            let quote = |&(a, m): &Place| {
                let article = &articles[a as usize];
                Wording::new(article.mentions[m as usize].quote.of(&article.body))
            };
            let mut all = self.members.iter().map(quote);
            let mut out = all.next().unwrap_or_default();
            all.for_each(|other| out.absorb(other));
            Box::new(out)
        })
    }

    /// The days of both, on one scale.
    pub fn days_with(&self, other: &Unit) -> (Option<Days>, Option<Days>) {
        match (&self.moving, &other.moving) {
            (Some(own), Some(their)) => (Some(**own), Some(**their)),
            _ => (self.days, other.days),
        }
    }

    /// How many days it may have happened on.
    pub fn width(&self) -> i32 {
        self.moving.as_deref().copied().or(self.days).map_or(i32::MAX, |(a, b)| b.saturating_sub(a).saturating_add(1))
    }

    pub fn all(&self) -> Few {
        self.actors.iter().map(|(_, who)| who).collect()
    }

    pub fn of_role(&self, role: Role) -> Few {
        self.actors.of_role(role).collect()
    }

    /// Those who act: sources, or all who take part.
    pub fn doers(&self) -> Few {
        self.actors.iter().filter(|(r, _)| *r != Role::Target).map(|(_, who)| who).collect()
    }

    /// Lets go what nobody compares any more.
    pub fn forget_words(&mut self) {
        self.words = ThinVec::new();
        self.wording = OnceLock::new();
    }

    /// Takes in another's members, and leaves nothing of it.
    pub fn absorb(&mut self, other: &mut Unit, reason: &'static str, articles: &[DatedArticle]) {
        self.moving = match (self.moving.take(), other.moving.take()) {
            (Some(own), Some(their)) => Some(Box::new(common(*own, *their))),
            // what stands still dates the other, too
            (_, None) | (None, _) => None,
        };
        self.days = match (self.days, other.days) {
            // what happened is dated by those who tell it as past
            (Some(own), Some(their)) => Some(common(own, their)),
            (own, their) => own.or(their),
        };
        if let Some(own) = self.wording.get_mut() {
            // what is known is not made again from all members
            own.absorb(other.wording(articles).clone());
        }
        self.status = surer(self.status, other.status);
        if self.kind != other.kind {
            self.kind = prevailing(self.kind, other.kind);
        }
        for (role, who) in std::mem::take(&mut other.actors).iter() {
            self.actors.enter(role, who);
        }
        if other.first.before(&self.first, articles) {
            self.first = other.first;
        }
        self.targets |= other.targets;
        self.place = self.place.or(other.place);
        self.members.extend(std::mem::take(&mut other.members));
        self.words.extend(std::mem::take(&mut other.words));
        self.reasons.push(reason);
        self.reasons.extend(std::mem::take(&mut other.reasons));
        other.wording = OnceLock::new();
    }
}

/// The days of both; the first's when there are none.
fn common(own: Days, their: Days) -> Days {
    let common = (own.0.max(their.0), own.1.min(their.1));
    if common.0 <= common.1 { common } else { own }
}

/// What happened outranks what was called off, and that what was planned or thought of.
pub fn surer(a: Status, b: Status) -> Status {
    let rank = |s| match s {
        Status::Occurred => 0,
        Status::Cancelled => 1,
        Status::Planned => 2,
        Status::Possible => 3,
    };
    if rank(b) < rank(a) { b } else { a }
}

/// Of two kinds of encounter the one that says more: a call and a summit are sharper than talks or a meeting.
fn prevailing(a: Kind, b: Kind) -> Kind {
    let rank = |k: Kind| match k {
        Kind::Call => 0,
        Kind::Summit => 1,
        Kind::Talks => 2,
        Kind::Meeting => 3,
        Kind::Statement => 4,
        _ => 5,
    };
    if rank(b) < rank(a) { b } else { a }
}

pub fn days_of(mention: &DatedMention) -> Option<Days> {
    let (first, last) = mention.date.as_ref()?.bounds();
    Some((first.map_or(i32::MIN, |d| d.num_days_from_ce()), last.map_or(i32::MAX, |d| d.num_days_from_ce())))
}

/// A date counted from the publication day, when that may be one of many and the date is as wide: "yesterday" is the
/// day before, whenever that is. None when the publication day is known, or the date doesn't hang on it.
fn moving(mention: &DatedMention, article: &DatedArticle) -> Option<Days> {
    let (Some(from), Some(to)) = article.published.as_ref()?.bounds() else { return None };
    let (first, last) = days_of(mention)?;
    let (from, to) = (from.num_days_from_ce(), to.num_days_from_ce());
    let (first, last) = (first.checked_sub(from)?, last.checked_sub(to)?);
    (to > from && first <= last).then_some((first, last))
}

/// How two sets of actors agree: each of the smaller set must be in the larger, a person under the own name or
/// as the country's side. None when one is not; else how many are the same and how many only of one side.
pub fn covered(a: &[Who], b: &[Who], profiles: &Profiles) -> Option<(usize, usize)> {
    let (small, large) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let mut taken: SmallVec<[bool; 8]> = smallvec![false; large.len()];
    let (mut same, mut side) = (0, 0);
    let mut rest = Few::new();
    // the same first, so that a side does not take another's place
    for &x in small {
        match large.iter().enumerate().find(|(i, y)| !taken[*i] && profiles.agreement(x, **y) == Agreement::Same) {
            Some((i, _)) => {
                taken[i] = true;
                same += 1;
            }
            None => rest.push(x),
        }
    }
    for x in rest {
        let found = large.iter().enumerate().find(|(i, y)| !taken[*i] && profiles.agreement(x, **y) == Agreement::Side);
        match found {
            Some((i, _)) => {
                taken[i] = true;
                side += 1;
            }
            // a country beside its own people: already there
            None if large.iter().any(|y| profiles.agreement(x, *y) >= Agreement::Side) => side += 1,
            None => return None,
        }
    }
    Some((same, side))
}
