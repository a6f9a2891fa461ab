//! `demarche explain`: why an event is as it is, and how an article's publication date was reached.

use super::{Done, Failed, console::Console, read_by, summary::count};
use crate::{
    corrections::{Outcome, Section},
    dating::{DatedArticle, PublishedBasis},
    edtf::Edtf,
    engine::{self, Build, Project},
    pack::BASE_LANGUAGE,
    site::Titles,
    timeline::{Event, Evidence},
};
use arcstr::ArcStr;
use std::fmt::Write;

pub fn run(project: &Project, id: &str, console: &Console) -> Result<Done, Failed> {
    let build = read_by(engine::build_explained, project, console)?;
    let mut out = String::new();
    if let Some(event) = event(&build, id) {
        explain_event(&build, event, id, console, &mut out);
    } else if let Some(article) = article(&build, id) {
        explain_article(&build, article, console, &mut out);
    } else if explain_gone(&build, id, &mut out) {
    } else {
        console.fail(&unknown(&build, id));
        return Err(Failed::Told);
    }
    console.out(&out)?;
    Ok(Done::with(&[]))
}

pub(super) fn event<'b>(build: &'b Build, id: &str) -> Option<&'b Event> {
    let same = |other: &ArcStr| other.eq_ignore_ascii_case(id);
    let events = &build.timeline.events;
    events.iter().find(|e| same(&e.id)).or_else(|| events.iter().find(|e| e.merged.iter().any(same)))
}

/// By path, or by the end of it where only one has it.
fn article<'b>(build: &'b Build, name: &str) -> Option<&'b DatedArticle> {
    let articles = &build.timeline.articles;
    let name = name.replace('\\', "/");
    if let Some(exact) = articles.iter().find(|a| a.path == name) {
        return Some(exact);
    }
    let ends = |long: &str, short: &str| long.strip_suffix(short).is_some_and(|rest| rest.ends_with('/'));
    let found: Vec<_> = articles.iter().filter(|a| ends(&a.path, &name) || ends(&name, &a.path)).collect();
    if let [only] = found[..] { Some(only) } else { None }
}

fn explain_event(build: &Build, event: &Event, asked: &str, console: &Console, out: &mut String) {
    let title = Titles::new(&build.timeline, &build.engine.packs, BASE_LANGUAGE).map(|t| t.of(event));
    let _ = writeln!(out, "{}  {}", console.bold(&event.id), title.unwrap_or_default());
    if !event.id.eq_ignore_ascii_case(asked) {
        let _ = writeln!(out, "{asked} was merged into this event");
    }
    let tone = event.tone.map(|t| format!(" ({})", t.as_str())).unwrap_or_default();
    let _ = writeln!(out, "{}{tone}, {}, {}", event.kind.as_str(), event.status.as_str(), shown(event.date.as_ref()));
    if !event.date_basis.is_empty() {
        let _ = writeln!(out, "  {}", event.date_basis);
    }
    for topic in event.topics.chunks(8) {
        let _ = writeln!(out, "about {}", topic.join(", "));
    }
    if let Some(place) = &event.place {
        let _ = writeln!(out, "in {}", name(build, &place.0));
    }

    heading("actors", console, out);
    for (role, id) in &event.actors {
        let _ = writeln!(out, "  {:<12}{}  {}", role.as_str(), name(build, &id.0), console.dim(&id.0));
    }
    if event.actors.is_empty() {
        let _ = writeln!(out, "  nobody is named");
    }

    if !event.evidence.is_empty() {
        heading(&format!("evidence, {}", count(event.evidence.len(), "piece")), console, out);
    }
    for evidence in &event.evidence {
        explain_evidence(build, evidence, console, out);
    }
    if !event.reasons.is_empty() || !event.merged.is_empty() {
        heading(if event.evidence.len() > 1 { "why they are one event" } else { "why" }, console, out);
        for reason in &event.reasons {
            let _ = writeln!(out, "  {reason}");
        }
        if !event.merged.is_empty() {
            let _ = writeln!(out, "  also known as {}", event.merged.join(", "));
        }
    }
    if !event.relations.is_empty() {
        heading("hangs together with", console, out);
        for relation in &event.relations {
            let _ = writeln!(out, "  {} {}: {}", relation.kind.as_str(), relation.event, relation.reason);
        }
    }
    let ids = std::iter::once(&event.id).chain(&event.merged);
    let mut outcomes: Vec<&Outcome> = ids.flat_map(|id| build.corrections.about(id)).collect();
    outcomes.sort_by_key(|o| (o.place.line, o.place.column));
    outcomes.dedup();
    explain_corrections(&outcomes, console, out);
    let percent = (event.confidence * 100.0).round();
    let _ = writeln!(out, "\nof mentions like this one, about {percent} in 100 are right");
}

fn explain_evidence(build: &Build, evidence: &Evidence, console: &Console, out: &mut String) {
    let Some(article) = build.timeline.articles.get(evidence.article) else { return };
    let text = |span: crate::text::Span| article.body.get(span.range()).unwrap_or("");
    let _ = writeln!(out, "  “{}”", one_line(text(evidence.quote)));
    let place = format!("{}, bytes {} to {}", article.path, evidence.quote.start, evidence.quote.end);
    let _ = writeln!(out, "  {}", console.dim(&place));
    let (kind, status) = (evidence.kind.as_str(), evidence.status.as_str());
    let _ = writeln!(out, "    “{}” is read as {kind}, {status}", one_line(text(evidence.trigger)));
    let mention = article.mentions.iter().find(|m| m.id == evidence.mention);
    let why = mention.and_then(|m| m.why.as_deref());
    for reason in why.iter().flat_map(|why| &why.reasons) {
        let _ = writeln!(out, "      {reason}");
    }
    for line in build.engine.who(article, evidence.quote) {
        let _ = writeln!(out, "    {line}");
    }
    let _ = writeln!(out, "    when: {}; {}", shown(evidence.date.as_ref()), mention.map_or("", |m| &m.date_basis));
    for step in why.iter().flat_map(|why| &why.date_steps) {
        let _ = writeln!(out, "      {step}");
    }
}

fn explain_article(build: &Build, article: &DatedArticle, console: &Console, out: &mut String) {
    let _ = writeln!(out, "{}  {}", console.bold(&article.path), article.title);
    let language = |code: &str| {
        let packs = &build.engine.packs.languages;
        packs.iter().find(|p| p.language == code).map_or(code.to_owned(), |p| p.name.clone())
    };
    let others: std::collections::BTreeSet<&str> =
        article.paragraphs.iter().map(|p| p.1.as_str()).filter(|l| *l != article.language).collect();
    let _ = write!(out, "{}", language(&article.language));
    if !others.is_empty() {
        let others: Vec<String> = others.into_iter().map(language).collect();
        let _ = write!(out, ", with paragraphs in {}", others.join(", "));
    }
    let left = article.paragraphs.iter().filter(|p| p.2).count();
    let _ =
        writeln!(out, "; {} ({left} of the page and not of the article)", count(article.paragraphs.len(), "paragraph"));
    if let Some(source) = &article.source {
        let _ = writeln!(out, "from {source}");
    }
    let how = match article.published_basis {
        PublishedBasis::Correction => "by hand",
        PublishedBasis::Metadata => "the article says so itself",
        PublishedBasis::Filename => "from the file's name",
        PublishedBasis::Dateline => "from a dateline in the text",
        PublishedBasis::Inferred => "inferred from the clues below",
        PublishedBasis::Unknown => "nothing says when; no day is invented",
    };
    heading("published", console, out);
    let _ = writeln!(out, "  {}, {how}", shown(article.published.as_ref()));
    for clue in &article.clues {
        let mark = if clue.used { "+" } else { "−" };
        let words = clue.span.and_then(|s| article.body.get(s.range())).map(one_line);
        let words = words.map(|w| format!("“{w}”: ")).unwrap_or_default();
        let aside = if clue.used { "" } else { " (left aside)" };
        let _ = writeln!(out, "  {mark} {words}{}: {}{aside}", clue.text, console.dim(&clue.days.in_words()));
    }
    if article.published.as_ref().is_none_or(|d| d.is_day().is_none()) {
        let _ = writeln!(out, "  to settle it, write in events.yaml:");
        let _ = writeln!(out, "    articles:\n      - file: {}\n        published: YYYY-MM-DD", article.path);
    }
    let told: Vec<&Event> = build
        .timeline
        .events
        .iter()
        .filter(|e| e.evidence.iter().any(|p| build.timeline.articles[p.article].path == article.path))
        .collect();
    heading(&count(told.len(), "event"), console, out);
    let titles = Titles::new(&build.timeline, &build.engine.packs, BASE_LANGUAGE);
    for event in told {
        let title = titles.as_ref().map(|t| t.of(event)).unwrap_or_default();
        let _ = writeln!(out, "  {}  {:<24}{title}", event.id, shown(event.date.as_ref()));
    }
    let outcomes: Vec<&Outcome> = build.corrections.about(&article.path).collect();
    explain_corrections(&outcomes, console, out);
}

/// An event or article that a correction took out.
fn explain_gone(build: &Build, id: &str, out: &mut String) -> bool {
    let mut found = false;
    for outcome in build.corrections.about(id).filter(|o| o.section != Section::Actors) {
        let what = outcome.label.as_deref().unwrap_or("");
        let _ = writeln!(out, "{id}  {what}");
        explain_correction(outcome, out);
        found = true;
    }
    found
}

fn explain_corrections(outcomes: &[&Outcome], console: &Console, out: &mut String) {
    if outcomes.is_empty() {
        return;
    }
    heading("corrections by hand", console, out);
    for outcome in outcomes {
        explain_correction(outcome, out);
    }
}

fn explain_correction(outcome: &Outcome, out: &mut String) {
    let head = format!("events.yaml:{}", outcome.place.line);
    let _ = writeln!(out, "  {head}: {} of {}, {}", outcome.action.as_str(), outcome.subject, outcome.class.as_str());
    let or_nothing = |text: &str| if text.is_empty() { "nothing".to_owned() } else { text.to_owned() };
    for change in &outcome.changes {
        let _ = writeln!(out, "    {}: {} → {}", change.field, or_nothing(&change.was), or_nothing(&change.now));
    }
    for text in [&outcome.reason, &outcome.note, &outcome.source].into_iter().flatten() {
        let _ = writeln!(out, "    {text}");
    }
}

pub(super) fn unknown(build: &Build, id: &str) -> String {
    let timeline = &build.timeline;
    let events = timeline.events.iter().flat_map(|e| e.merged.iter().chain([&e.id]));
    let names = events.map(|id| id.as_str()).chain(timeline.articles.iter().map(|a| a.path.as_str()));
    match crate::corrections::nearest(id, names) {
        Some(near) => format!("there is no event or article `{id}`; did you mean `{near}`?"),
        None => format!("there is no event or article `{id}`; ids stand on the cards of the site and in events.json"),
    }
}

fn heading(text: &str, console: &Console, out: &mut String) {
    let _ = writeln!(out, "\n{}", console.bold(text));
}

fn shown(date: Option<&Edtf>) -> String {
    date.map_or("no date".into(), |d| d.to_string())
}

fn name(build: &Build, id: &str) -> String {
    let actors = &build.timeline.actors;
    if let Some(actor) = actors.iter().find(|a| &*a.id.0 == id) {
        return actor.name.clone();
    }
    build.engine.packs.registry.get(id).map_or(id.to_owned(), |a| a.name(BASE_LANGUAGE).to_owned())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
