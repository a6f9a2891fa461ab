//! Pairs of gold and found events, and what they amount to.

use super::gold::{Gold, GoldActor, GoldEvent};
use crate::{
    edtf::{Day, Edtf},
    events::{Kind, Role, Status},
    timeline::Timeline,
};
use std::collections::BTreeMap;

/// From here on an event counts as sure: nine in ten are to be right.
const SURE: f32 = 0.9;

/// One found event, as one article tells it.
#[derive(Debug, Clone)]
pub struct Found<'t> {
    pub kind: Kind,
    pub status: Status,
    pub date: Option<Edtf>,
    pub confidence: f32,
    /// Role and ids that may be asked for: its id.
    pub actors: Vec<(Role, &'t str)>,
    /// Byte ranges of its quotes in the article.
    quotes: Vec<(usize, usize)>,
}

/// Sums over articles.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Figures {
    pub articles: usize,
    /// Core events of the gold, and those found.
    pub core: usize,
    pub core_found: usize,
    pub found: usize,
    pub found_right: usize,
    /// Those of which the program is sure, and those of them that are right.
    pub sure: usize,
    pub sure_right: usize,
    /// Pairs, and those that agree in kind, day and status.
    pub pairs: usize,
    pub kind: usize,
    pub day: usize,
    pub status: usize,
    /// Actors asked for and found; actors given and right.
    pub actors_asked: usize,
    pub actors_found: usize,
    pub actors_given: usize,
    pub actors_right: usize,
    pub roles: usize,
    pub roles_right: usize,
    /// Core events right in everything.
    pub strict: usize,
}

impl std::ops::AddAssign for Figures {
    fn add_assign(&mut self, o: Figures) {
        self.articles += o.articles;
        self.core += o.core;
        self.core_found += o.core_found;
        self.found += o.found;
        self.found_right += o.found_right;
        self.sure += o.sure;
        self.sure_right += o.sure_right;
        self.pairs += o.pairs;
        self.kind += o.kind;
        self.day += o.day;
        self.status += o.status;
        self.actors_asked += o.actors_asked;
        self.actors_found += o.actors_found;
        self.actors_given += o.actors_given;
        self.actors_right += o.actors_right;
        self.roles += o.roles;
        self.roles_right += o.roles_right;
        self.strict += o.strict;
    }
}

impl Figures {
    /// Names and values, in the order in which they are shown; shares of one.
    pub fn shares(&self) -> BTreeMap<&'static str, f64> {
        let share = |a: usize, b: usize| if b == 0 { 0.0 } else { a as f64 / b as f64 };
        let mean = |p: f64, r: f64| if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) };
        let (recall, precision) = (share(self.core_found, self.core), share(self.found_right, self.found));
        let (ar, ap) = (share(self.actors_found, self.actors_asked), share(self.actors_right, self.actors_given));
        BTreeMap::from([
            ("recall", recall),
            ("precision", precision),
            ("sure_precision", share(self.sure_right, self.sure)),
            ("f1", mean(precision, recall)),
            ("kind", share(self.kind, self.pairs)),
            ("date_exact", share(self.day, self.pairs)),
            ("status", share(self.status, self.pairs)),
            ("actor_p", ap),
            ("actor_r", ar),
            ("actor_f1", mean(ap, ar)),
            ("role", share(self.roles_right, self.roles)),
            ("strict_recall", share(self.strict, self.core)),
        ])
    }
}

/// What a timeline says against one article's gold; nothing when it does not hold the article.
pub fn compare(gold: &Gold, timeline: &Timeline) -> Option<Figures> {
    let name = |path: &str| path.rsplit(['/', '\\']).next() == Some(gold.article.as_str());
    let article = timeline.articles.iter().position(|a| name(&a.path))?;
    let body = &timeline.articles[article].body;
    let found = told(timeline, article);
    let quotes: Vec<Vec<(usize, usize)>> = gold.events.iter().map(|e| places(body, &e.quote)).collect();
    let pairs = pairs(&gold.events, &quotes, &found);
    let mut out = Figures { articles: 1, found: found.len(), found_right: pairs.len(), ..Figures::default() };
    out.sure = found.iter().filter(|f| f.confidence >= SURE).count();
    out.sure_right = pairs.iter().filter(|(_, f)| found[*f].confidence >= SURE).count();
    out.core = gold.events.iter().filter(|e| e.core).count();
    out.core_found = pairs.iter().filter(|(g, _)| gold.events[*g].core).count();
    for (g, f) in &pairs {
        let (event, found) = (&gold.events[*g], &found[*f]);
        let actors = event.actors();
        let (asked, hit, right) = counts(&actors, found);
        let kind = kind_share(found.kind, event) == 1.0;
        let day = day_share(found.date.as_ref(), event.date().as_ref()) == 1.0;
        let status = found.status == event.status || event.also_status.contains(&found.status);
        out.pairs += 1;
        out.kind += usize::from(kind);
        out.day += usize::from(day);
        out.status += usize::from(status);
        out.actors_asked += asked;
        out.actors_found += hit;
        out.actors_given += found.actors.len();
        out.actors_right += right;
        for (role, id) in &found.actors {
            for wanted in actors.iter().filter(|a| !a.optional && a.any_of.contains(id)) {
                out.roles += 1;
                out.roles_right += usize::from(wanted.role == *role);
            }
        }
        out.strict += usize::from(kind && day && status && hit == asked && event.core);
    }
    Some(out)
}

/// The events that an article tells, with what it says of them.
fn told(timeline: &Timeline, article: usize) -> Vec<Found<'_>> {
    let mut out = Vec::new();
    for event in &timeline.events {
        let mut own = event.evidence.iter().filter(|e| e.article == article).peekable();
        let Some(first) = own.peek() else { continue };
        out.push(Found {
            kind: event.kind,
            status: first.status,
            confidence: event.confidence,
            date: first.date.clone().or_else(|| event.date.clone()),
            actors: event.actors.iter().map(|(role, id)| (*role, &*id.0)).collect(),
            quotes: own.map(|e| (e.quote.start as usize, e.quote.end as usize)).collect(),
        });
    }
    out
}

fn places(body: &str, quotes: &[String]) -> Vec<(usize, usize)> {
    quotes.iter().filter_map(|q| body.find(q.as_str()).map(|at| (at, at + q.len()))).collect()
}

/// Which gold event is which found one, best pairs first.
fn pairs(gold: &[GoldEvent], quotes: &[Vec<(usize, usize)>], found: &[Found]) -> Vec<(usize, usize)> {
    let mut all: Vec<(f64, usize, usize)> = Vec::new();
    for (g, event) in gold.iter().enumerate() {
        let actors = event.actors();
        for (f, one) in found.iter().enumerate() {
            let kind = kind_share(one.kind, event);
            let meet = quotes[g].iter().any(|a| one.quotes.iter().any(|b| a.0 < b.1 && b.0 < a.1));
            if kind == 0.0 || !meet {
                continue;
            }
            let (asked, hit, right) = counts(&actors, one);
            let share = |a: usize, b: usize, none: f64| if b == 0 { none } else { a as f64 / b as f64 };
            let weight = 10.0 * kind
                + 3.0 * day_share(one.date.as_ref(), event.date().as_ref())
                + 3.0 * share(hit, asked, 1.0)
                + share(right, one.actors.len(), 0.0);
            all.push((weight, g, f));
        }
    }
    all.sort_by(|a, b| b.0.total_cmp(&a.0).then((b.1, b.2).cmp(&(a.1, a.2))));
    let mut out: Vec<(usize, usize)> = Vec::new();
    for (_, g, f) in all {
        if !out.iter().any(|(x, y)| *x == g || *y == f) {
            out.push((g, f));
        }
    }
    out
}

/// Actors asked for, those of them found, and found ones that are right.
fn counts(actors: &[GoldActor], found: &Found) -> (usize, usize, usize) {
    let has = |a: &&GoldActor| found.actors.iter().any(|(_, id)| a.any_of.contains(id));
    let asked = actors.iter().filter(|a| !a.optional);
    let right = found.actors.iter().filter(|(_, id)| actors.iter().any(|a| a.any_of.contains(id)));
    (asked.clone().count(), asked.filter(has).count(), right.count())
}

fn kind_share(kind: Kind, event: &GoldEvent) -> f64 {
    if kind == event.kind || event.also.contains(&kind) {
        1.0
    } else if kind.group() == event.kind.group() {
        0.5
    } else {
        0.0
    }
}

/// 1 when the found date lies within the gold's, else the share of it that does.
fn day_share(found: Option<&Edtf>, gold: Option<&Edtf>) -> f64 {
    let bounds = |date: Option<&Edtf>| {
        let (first, last) = date.map_or((None, None), |d| d.bounds());
        (first.unwrap_or(Day::MIN), last.unwrap_or(Day::MAX))
    };
    let (p, g) = (bounds(found), bounds(gold));
    let (from, to) = (p.0.max(g.0), p.1.min(g.1));
    if from > to {
        return 0.0;
    }
    ((to - from).num_days() + 1) as f64 / ((p.1 - p.0).num_days() + 1) as f64
}
