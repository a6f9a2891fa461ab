//! Where sources say different things of one event: stations of one story, or claims that exclude each other.

use super::{
    cards::{Quote, quote},
    context::{Site, word},
    marks::{self, Piece},
    text::fill,
};
use crate::{
    edtf::Edtf,
    events::Status,
    text::Span,
    timeline::{Event, Evidence},
};

/// What was said of the event at one time.
pub struct Station {
    pub status: &'static str,
    pub status_word: String,
    /// When it was said, or for when.
    pub when: String,
}

/// One of several claims that exclude each other.
pub struct Side {
    pub status: &'static str,
    pub status_word: String,
    pub date: String,
    pub quotes: Vec<Quote>,
}

/// Evidence in stretches of one article that says the same of status and date.
pub fn stretches(list: &[Evidence]) -> impl Iterator<Item = &[Evidence]> {
    list.chunk_by(|a, b| (a.article, a.status, &a.date) == (b.article, b.status, &b.date))
}

/// The stations of an event that was announced and then held, or called off: what each article says, in the order in
/// which they were published. Empty when all say the same.
pub fn story(site: &Site, event: &Event) -> Vec<Station> {
    let mut told: Vec<(bool, Option<&Edtf>, u8, &Evidence)> = Vec::new();
    for evidence in &event.evidence {
        let Some(article) = site.timeline.articles.get(evidence.article) else { continue };
        let rank = match evidence.status {
            Status::Possible => 0,
            Status::Planned => 1,
            Status::Occurred | Status::Cancelled => 2,
        };
        told.push((article.published.is_none(), article.published.as_ref(), rank, evidence));
    }
    told.sort_by(|a, b| (a.2, a.0, a.1).cmp(&(b.2, b.0, b.1)));
    told.dedup_by_key(|t| t.3.status);
    if told.len() < 2 {
        return Vec::new();
    }
    told.into_iter()
        .map(|(_, published, _, evidence)| Station {
            status: evidence.status.as_str(),
            status_word: word(&site.texts.statuses, evidence.status.as_str()),
            when: match published {
                Some(day) => fill(&site.texts.ui.told_on, &[("date", &site.date_short(day))]),
                None => String::new(),
            },
        })
        .collect()
}

/// A date other than the event's own, and whether it is said to be called off.
type Claim<'e> = (Option<&'e Edtf>, bool);

/// The claims of sources that can't all be right: of dates that exclude each other, or of one that it took place and
/// another that it was called off.
pub fn sides(site: &Site, event: &Event, root: &str) -> Vec<Side> {
    let says = |status| event.evidence.iter().any(|e| e.status == status);
    let clash = says(Status::Occurred) && says(Status::Cancelled);
    let disputed = event.disputed();
    if !clash && disputed.is_empty() {
        return Vec::new();
    }
    let side_of = |ix: usize| -> Claim {
        let other = disputed.iter().find(|(_, pieces)| pieces.contains(&ix)).map(|(date, _)| *date);
        (other, clash && event.evidence[ix].status == Status::Cancelled)
    };
    let mut groups: Vec<(Claim, Vec<usize>)> = Vec::new();
    for ix in 0..event.evidence.len() {
        let key = side_of(ix);
        match groups.iter_mut().find(|(k, _)| *k == key) {
            Some((_, list)) => list.push(ix),
            None => groups.push((key, vec![ix])),
        }
    }
    if groups.len() < 2 {
        return Vec::new();
    }
    // what the event itself says comes first
    groups.sort_by_key(|(key, _)| *key);
    groups
        .into_iter()
        .map(|((date, cancelled), list)| {
            let own: Vec<Evidence> = list.iter().map(|ix| event.evidence[*ix].clone()).collect();
            let status = if cancelled { Status::Cancelled } else { own[0].status };
            let quotes = stretches(&own).filter_map(|group| {
                let body = &site.timeline.articles.get(group[0].article)?.body;
                let passages = passages(body, group);
                (!passages.is_empty()).then(|| Quote {
                    status: String::new(),
                    date: String::new(),
                    ..quote(site, event, &group[0], passages, root)
                })
            });
            Side {
                status: status.as_str(),
                status_word: word(&site.texts.statuses, status.as_str()),
                date: site.date(date.or(own[0].date.as_ref())),
                quotes: quotes.collect(),
            }
        })
        .collect()
}

/// The passages of one article, each once, cut at their triggers.
pub fn passages(body: &str, group: &[Evidence]) -> Vec<Vec<Piece>> {
    let mut passages: Vec<(Span, Vec<Span>)> = Vec::new();
    for evidence in group {
        match passages.iter_mut().find(|(quote, _)| quote.contains(evidence.quote)) {
            Some((_, triggers)) => triggers.push(evidence.trigger),
            None => passages.push((evidence.quote, vec![evidence.trigger])),
        }
    }
    let mut cut: Vec<Vec<Piece>> = passages.iter().map(|(quote, t)| marks::quote(body, *quote, t)).collect();
    cut.retain(|pieces| !pieces.is_empty());
    cut
}
