//! An event as a card.

use super::{
    article_pages::shown_title as article_title,
    claims::{Side, Station, passages, sides, story, stretches},
    context::{Link, Site, word},
    dates::words,
    links::anchor,
    marks::Piece,
    snippet::snippet,
    text::{capitalised, clean, line, web_address},
};
use crate::{
    events::{Kind, Role},
    pack::Actor,
    timeline::{Event, Evidence},
};

/// Passages shown at once; more of them unfold.
const OPEN_PASSAGES: usize = 2;

pub struct Card {
    pub id: String,
    pub anchor: String,
    /// Anchors of ids that were merged away.
    pub former: Vec<String>,
    pub kind: &'static str,
    pub kind_word: String,
    pub family: &'static str,
    pub tone_word: String,
    pub status: &'static str,
    pub status_word: String,
    pub title: String,
    /// Of the event itself.
    pub href: String,
    pub actors: Vec<(String, Vec<Link>)>,
    pub place: Option<Link>,
    pub topics: String,
    /// How the event was told of, station by station, where it was announced before it took place.
    pub story: Vec<Station>,
    /// Sources that contradict each other, side by side; their quotes stand here alone.
    pub sides: Vec<Side>,
    pub quotes: Vec<Quote>,
    pub more: Vec<Quote>,
    pub more_words: String,
    pub sources: String,
    pub by_hand: bool,
    /// Where an event comes from that no article reports.
    pub source: Option<Link>,
    pub corrections: Vec<ChangeView>,
    pub note: String,
    pub relations: Vec<RelationView>,
    /// The lines that correct the event, where they are shown, and the id of what shows them.
    pub snippet: String,
    pub popover: String,
}

/// What one article says of the event.
pub struct Quote {
    /// Its passages in order, each cut at its triggers.
    pub passages: Vec<Vec<Piece>>,
    pub lang: String,
    pub article: Link,
    pub article_lang: String,
    pub source: String,
    /// The publication day, where several articles are quoted.
    pub published: String,
    /// What it says, where that differs from the event.
    pub status: String,
    pub date: String,
}

pub struct ChangeView {
    pub field: String,
    /// Nothing became something else: what was added, or why it is hidden.
    pub plain: bool,
    /// Something was there before.
    pub had: bool,
    pub was: String,
    pub now: String,
}

pub struct RelationView {
    pub word: String,
    pub link: Link,
    pub date: String,
    pub status: String,
    pub reason: String,
}

/// The four families of kinds.
pub const FAMILIES: [&str; 4] = ["contact", "words", "pressure", "force"];

/// The family of a kind: contacts and agreements, words, pressure, force.
pub fn family(kind: Kind) -> &'static str {
    match kind {
        Kind::Call | Kind::Summit | Kind::Meeting | Kind::Talks | Kind::Visit | Kind::Agreement | Kind::Aid => {
            "contact"
        }
        Kind::Statement | Kind::Proposal => "words",
        Kind::Sanction | Kind::Rupture => "pressure",
        Kind::Strike | Kind::Mobilization => "force",
    }
}

impl Card {
    /// The event for a page that is `root` away from the output folder; `correctable` with the lines that correct it.
    pub fn new(site: &Site, index: usize, root: &str, correctable: bool) -> Card {
        let event = &site.timeline.events[index];
        let texts = site.texts;
        let tone = event.tone.filter(|_| event.kind == Kind::Statement);
        let title = site.event_title(index).to_owned();
        let sides = sides(site, event, root);
        let (quotes, more, hidden) = if sides.is_empty() { quotes(site, event, root) } else { Default::default() };
        let sources = site.sources(event).len();
        Card {
            id: line(&event.id),
            anchor: anchor(&event.id),
            former: event.merged.iter().map(|id| anchor(id)).collect(),
            kind: event.kind.as_str(),
            kind_word: word(&texts.kinds, event.kind.as_str()),
            family: family(event.kind),
            tone_word: tone.map(|t| word(&texts.tones, t.as_str())).unwrap_or_default(),
            status: event.status.as_str(),
            status_word: word(&texts.statuses, event.status.as_str()),
            href: site.event_link(index, root).href,
            actors: actors(site, event, root),
            place: event.place.as_ref().map(|p| site.actor_link(p, root)),
            topics: topics(site, event),
            story: if sides.is_empty() { story(site, event) } else { Vec::new() },
            sides,
            more_words: site.count(hidden, &texts.counts.quotes),
            quotes,
            more,
            sources: if sources > 0 { site.count(sources, &texts.counts.sources) } else { String::new() },
            by_hand: event.evidence.is_empty(),
            source: event.source.as_deref().map(|s| Link { href: web_address(s).unwrap_or_default(), text: line(s) }),
            corrections: changes(site, &event.corrections),
            note: event.note.as_deref().map(clean).unwrap_or_default(),
            relations: relations(site, event, root),
            popover: anchor(&event.id).replacen("e-", "c-", 1),
            snippet: if correctable { commented_snippet(site, event, &title) } else { String::new() },
            title,
        }
    }
}

fn commented_snippet(site: &Site, event: &Event, title: &str) -> String {
    let ui = &site.texts.ui;
    let mut out = format!("# {}: {}\n", ui.date_why, line(&event.date_basis));
    let sure = event.confidence.clamp(0.0, 1.0) * 100.0;
    out.push_str(&format!("# {}: {sure:.0} %\n# {}\n", ui.confidence, site.correct_hint));
    out.push_str(&snippet(event, title, &evidence_words(site, event), |id| usual_name(site, id)));
    out
}

/// The sentence that an event is known from, on one line.
fn evidence_words(site: &Site, event: &Event) -> String {
    let Some(evidence) = event.evidence.first() else { return String::new() };
    let body = site.timeline.articles.get(evidence.article).map_or("", |a| &a.body[..]);
    line(body.get(evidence.quote.range()).unwrap_or_default())
}

/// The name by which corrections find an actor in any language of the site.
fn usual_name(site: &Site, id: &crate::actors::ActorId) -> String {
    let known = site.timeline.actors.binary_search_by(|a| a.id.cmp(id)).ok();
    match known {
        Some(at) => line(&site.timeline.actors[at].name),
        None => {
            site.packs.registry.get(&id.0).map_or_else(|| id.to_string(), |a: Actor| a.name(site.language).to_owned())
        }
    }
}

fn actors(site: &Site, event: &Event, root: &str) -> Vec<(String, Vec<Link>)> {
    let of = |role: Role| -> Vec<Link> {
        event.actors.iter().filter(|(r, _)| *r == role).map(|(_, id)| site.actor_link(id, root)).collect()
    };
    Role::ALL
        .into_iter()
        .map(|role| (word(&site.texts.roles, role.as_str()), of(role)))
        .filter(|(_, links)| !links.is_empty())
        .collect()
}

pub fn topics(site: &Site, event: &Event) -> String {
    event.topics.iter().map(|t| topic(site, t)).collect::<Vec<_>>().join(", ")
}

/// The name of a topic.
pub fn topic(site: &Site, code: &str) -> String {
    match site.texts.topics.get(code) {
        Some(texts) => texts.name.clone(),
        None => line(&code.replace(['-', '_'], " ")),
    }
}

/// The quotes to show, those to unfold, and how many passages the latter hold. Evidence of one article that says the
/// same of status and date stands together, and triggers in one passage are marked in it.
fn quotes(site: &Site, event: &Event, root: &str) -> (Vec<Quote>, Vec<Quote>, usize) {
    let mut open = Vec::new();
    let mut more = Vec::new();
    let mut shown = 0;
    let mut hidden = 0;
    for group in stretches(&event.evidence) {
        let Some(article) = site.timeline.articles.get(group[0].article) else { continue };
        let mut cut = passages(&article.body, group);
        let rest = cut.split_off(cut.len().min(OPEN_PASSAGES.saturating_sub(shown)));
        shown += cut.len();
        hidden += rest.len();
        for (list, passages) in [(&mut open, cut), (&mut more, rest)] {
            if !passages.is_empty() {
                list.push(quote(site, event, &group[0], passages, root));
            }
        }
    }
    (open, more, hidden)
}

/// A quotation with where it stands, and what it says where that differs from the event.
pub fn quote(site: &Site, event: &Event, evidence: &Evidence, passages: Vec<Vec<Piece>>, root: &str) -> Quote {
    let article = &site.timeline.articles[evidence.article];
    let paragraph = article.paragraphs.iter().find(|(span, _, _)| span.overlaps(evidence.quote));
    let page = site.links.article(evidence.article).unwrap_or_default();
    let other_status = evidence.status != event.status;
    // a wider date contradicts nothing
    let other_date = match (&evidence.date, &event.date) {
        (Some(own), Some(date)) => !own.covers(date),
        (own, date) => own.is_some() && date.is_none(),
    };
    Quote {
        passages,
        lang: line(paragraph.map_or(&article.language, |(_, language, _)| language)),
        article: Link { href: format!("{root}{page}#{}", anchor(&event.id)), text: article_title(article) },
        article_lang: line(&article.language),
        published: article.published.as_ref().map(|d| site.date_short(d)).unwrap_or_default(),
        source: article.source.as_deref().map(line).unwrap_or_default(),
        status: if other_status { word(&site.texts.statuses, evidence.status.as_str()) } else { String::new() },
        date: if other_date { words(evidence.date.as_ref(), &site.texts.dates) } else { String::new() },
    }
}

pub fn changes(site: &Site, changes: &[crate::timeline::Change]) -> Vec<ChangeView> {
    let shown = |field: &str, value: &str| {
        let mut value = line(value);
        if field == "country" && site.packs.registry.get(&value).is_some() {
            value = capitalised(&site.namer().full(&value.as_str().into()));
        }
        let known = site.texts.statuses.get(&value).or_else(|| site.texts.kinds.get(&value));
        // a day, and how it was known: `2025-03-18 (inferred)`
        let (day, basis) = value.strip_suffix(')').and_then(|v| v.split_once(" (")).unwrap_or((&value, ""));
        let basis = site.texts.bases.get(basis);
        let dated = day.parse().ok().filter(|_| basis.is_some() || day == value).map(|date| {
            let date = site.date(Some(&date));
            basis.map_or(date.clone(), |basis| format!("{date} ({basis})"))
        });
        match (known.cloned().or(dated), value.is_empty()) {
            (Some(words), _) => words,
            (None, true) => site.texts.ui.nothing.clone(),
            (None, false) => value,
        }
    };
    let view = |c: &crate::timeline::Change| ChangeView {
        field: word(&site.texts.fields, &c.field),
        plain: matches!(&*c.field, "add" | "hide"),
        had: !c.was.is_empty(),
        was: shown(&c.field, &c.was),
        now: shown(&c.field, &c.now),
    };
    changes.iter().map(view).collect()
}

fn relations(site: &Site, event: &Event, root: &str) -> Vec<RelationView> {
    event
        .relations
        .iter()
        .filter_map(|relation| {
            let other = site.links.event(&relation.event)?;
            let told = &site.timeline.events[other];
            Some(RelationView {
                word: word(&site.texts.relations, relation.kind.as_str()),
                link: site.event_link(other, root),
                date: site.date(told.date.as_ref()),
                status: word(&site.texts.statuses, told.status.as_str()),
                reason: line(&relation.reason),
            })
        })
        .collect()
}
