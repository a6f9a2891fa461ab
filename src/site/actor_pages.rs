//! A page an actor, and the list of all.

use super::{
    context::{Frame, Link, Site, word},
    density::{Strip, strip},
    groups::{Detail, Year, years},
    press::{Press, page, sealed},
    text::{capitalised, line},
};
use crate::{actors::ActorId, edtf::Edtf, timeline::TimelineActor};
use askama::Template;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::{cmp::Reverse, collections::BTreeMap};

#[derive(Template)]
#[template(path = "actor.html")]
struct ActorPage<'a> {
    frame: Frame<'a>,
    name: String,
    kind: String,
    country: Option<Link>,
    offices: Vec<Office>,
    forms: Vec<(String, String)>,
    counterparts: Vec<Counterpart>,
    count: String,
    strip: Option<Strip>,
    /// Events are listed by their titles alone.
    brief: bool,
    years: Vec<Year>,
}

#[derive(Hash)]
struct Office {
    title: String,
    of: Option<Link>,
    /// From when to when.
    term: String,
}

#[derive(Hash)]
struct Counterpart {
    link: Link,
    count: usize,
    /// 1 to 100, of the most.
    share: usize,
}

#[derive(Template)]
#[template(path = "actors.html")]
struct ActorsPage<'a> {
    frame: Frame<'a>,
    /// Heading, who takes part in events, who is only named.
    groups: Vec<(String, Vec<Listed>, Vec<Link>)>,
}

struct Listed {
    link: Link,
    count: String,
    number: String,
    country: String,
}

pub fn render(site: &Site, press: &dyn Press) {
    let mut taking_part: Vec<Vec<usize>> = vec![Vec::new(); site.timeline.actors.len()];
    for event in 0..site.timeline.events.len() {
        site.involved(event).into_iter().for_each(|actor| taking_part[actor].push(event));
    }
    let mut met: FxHashMap<&ActorId, BTreeMap<&str, u32>> = FxHashMap::default();
    for article in &site.timeline.articles {
        for (id, form, n) in &article.forms {
            *met.entry(id).or_default().entry(form).or_default() += n;
        }
    }
    page(press, "actors.html", || list(site, &taking_part));
    site.timeline.actors.par_iter().zip(&taking_part).enumerate().for_each(|(at, (actor, events))| {
        let Some(path) = site.links.actor(&actor.id) else { return };
        if !press.wants(path) {
            return;
        }
        let page = actor_page(site, path, (at, actor), events, met.get(&actor.id));
        let detail = Detail::beside(events.len());
        let seal = || {
            let ActorPage {
                frame,
                name,
                kind,
                country,
                offices,
                forms,
                counterparts,
                count,
                brief,
                strip: _,
                years: _,
            } = &page;
            let itself = (frame, name, kind, country, offices, forms, counterparts, count, brief);
            site.seal(|s| (itself, s.events(events, detail)))
        };
        let seal = seal();
        sealed(
            press,
            path,
            || seal,
            || ActorPage {
                strip: strip(site, events, |_| String::new()),
                years: years(site, events, "../", detail),
                ..page
            },
        );
    });
}

/// All but what is told of the events.
fn actor_page<'a>(
    site: &Site<'a>,
    path: &str,
    (at, actor): (usize, &TimelineActor),
    events: &[usize],
    met: Option<&BTreeMap<&str, u32>>,
) -> ActorPage<'a> {
    let name = capitalised(&site.namer().full(&actor.id));
    let country = actor.country.as_ref().filter(|c| **c != actor.id);
    let mut forms: Vec<(String, u32)> = met
        .into_iter()
        .flatten()
        .map(|(form, n)| (line(form), *n))
        .chain(actor.aliases.iter().map(|a| (line(a), 0)))
        .filter(|(form, _)| !form.is_empty())
        .collect();
    forms.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let mut seen = std::collections::BTreeSet::new();
    forms.retain(|(form, _)| seen.insert(form.clone()));
    let times = |n: u32| if n > 0 { site.count(n as usize, &site.texts.counts.times) } else { String::new() };
    ActorPage {
        frame: site.frame(&name, path, "actors"),
        kind: word(&site.texts.actor_kinds, actor.kind.as_str()),
        country: country.map(|c| site.actor_link(c, "../")),
        offices: offices(site, &actor.offices),
        forms: forms.into_iter().map(|(form, n)| (form, times(n))).collect(),
        counterparts: counterparts(site, at, events),
        count: site.count(events.len(), &site.texts.counts.events),
        strip: None,
        brief: Detail::beside(events.len()) == Detail::Line,
        years: Vec::new(),
        name,
    }
}

type Term = (String, Option<ActorId>, Option<String>, Option<String>);

/// The offices in their order; what was held together, for the same and from and to the same days, is said once.
fn offices(site: &Site, terms: &[Term]) -> Vec<Office> {
    let name = |title: &String| site.texts.offices.get(title).cloned().unwrap_or_else(|| line(title));
    let mut order: Vec<(&Term, Vec<String>)> = Vec::new();
    for term in terms {
        match order.iter_mut().find(|(t, _)| (&t.1, &t.2, &t.3) == (&term.1, &term.2, &term.3)) {
            Some((_, titles)) => titles.push(name(&term.0)),
            None => order.push((term, vec![name(&term.0)])),
        }
    }
    let office = |((_, of, from, to), titles): (&Term, Vec<String>)| Office {
        title: titles.join(" · "),
        of: of.as_ref().map(|id| site.actor_link(id, "../")),
        term: term(site, from.as_deref(), to.as_deref()),
    };
    order.into_iter().map(office).collect()
}

/// A term of office in words; what is no calendar value stands as it was written.
fn term(site: &Site, from: Option<&str>, to: Option<&str>) -> String {
    let date = |text: Option<&str>| match text.map(str::parse::<Edtf>) {
        None => Some(None),
        Some(Ok(Edtf::Date(date))) => Some(Some(date)),
        Some(_) => None,
    };
    match (date(from), date(to)) {
        (Some(None), Some(None)) => String::new(),
        (Some(from), Some(to)) => site.date(Some(&Edtf::Interval(from, to))),
        _ => format!("{} – {}", line(from.unwrap_or_default()), line(to.unwrap_or_default())).trim().to_owned(),
    }
}

fn counterparts(site: &Site, actor: usize, events: &[usize]) -> Vec<Counterpart> {
    let mut counts: FxHashMap<usize, usize> = FxHashMap::default();
    for who in events.iter().map(|&event| site.parts.who(event)).filter(|who| who.contains(&actor)) {
        who.into_iter().filter(|other| *other != actor).for_each(|other| *counts.entry(other).or_default() += 1);
    }
    // numbers are in the order of ids
    let mut list: Vec<(usize, usize)> = counts.into_iter().collect();
    list.sort_unstable_by_key(|&(other, n)| (Reverse(n), other));
    let most = list.first().map_or(1, |(_, n)| *n);
    // who has a page together is linked by it
    let link = |other: usize| {
        let link = site.actor_link(&site.timeline.actors[other].id, "../");
        match site.relations.pair(actor, other) {
            Some(pair) => Link { href: format!("../{}", pair.path), ..link },
            None => link,
        }
    };
    list.into_iter()
        .map(|(other, count)| Counterpart { link: link(other), count, share: (count * 100).div_ceil(most) })
        .collect()
}

fn list<'a>(site: &Site<'a>, taking_part: &[Vec<usize>]) -> ActorsPage<'a> {
    let mut kinds: BTreeMap<crate::pack::ActorKind, Vec<(usize, Listed)>> = BTreeMap::new();
    for (actor, events) in site.timeline.actors.iter().zip(taking_part) {
        let n = events.len();
        let country = actor.country.as_ref().filter(|c| **c != actor.id).map(|c| site.namer().full(c));
        let listed = Listed {
            link: site.actor_link(&actor.id, ""),
            count: site.count(n, &site.texts.counts.events),
            number: super::plurals::number(n, site.texts),
            country: country.unwrap_or_default(),
        };
        kinds.entry(actor.kind).or_default().push((n, listed));
    }
    let groups = kinds
        .into_iter()
        .map(|(kind, mut list)| {
            list.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.link.text.cmp(&b.1.link.text)));
            let named = list.iter().filter(|(n, _)| *n == 0).map(|(_, l)| l.link.clone()).collect();
            list.retain(|(n, _)| *n > 0);
            (word(&site.texts.actor_groups, kind.as_str()), list.into_iter().map(|(_, l)| l).collect(), named)
        })
        .collect();
    let frame = site.frame(&site.texts.ui.actors, "actors.html", "actors");
    ActorsPage { frame, groups }
}
