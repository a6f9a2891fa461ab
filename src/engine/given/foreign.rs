//! A line as any extractor may write it: one article with its actors and events in the keys of `events.json`.

use super::{Given, Texts, sound};
use crate::{
    actors::{ActorId, Discovered},
    dating::{self, DatedArticle, DatedMention, Letters, PublishedBasis, Why},
    edtf::Edtf,
    events::{Cues, Kind, Role, Sort, Status, Tone},
    ingest::{self, Article, GivenBy},
    pack::{ActorKind, BASE_LANGUAGE, Registry},
    report::Diagnostic,
    text::Span,
};
use arcstr::ArcStr;
use serde::Deserialize;
use std::collections::BTreeSet;

#[derive(Deserialize)]
pub struct Line {
    articles: Vec<ArticleRecord>,
    #[serde(default)]
    actors: Vec<ActorRecord>,
    #[serde(default)]
    events: Vec<EventRecord>,
}

#[derive(Deserialize)]
struct ArticleRecord {
    path: String,
    /// The words themselves; without them the seeds hold the article.
    text: Option<String>,
    title: Option<String>,
    language: Option<String>,
    published: Option<Edtf>,
    source: Option<String>,
    url: Option<String>,
}

#[derive(Deserialize)]
struct ActorRecord {
    id: String,
    name: String,
    kind: ActorKind,
    country: Option<String>,
    #[serde(default)]
    aliases: Vec<String>,
}

#[derive(Deserialize)]
struct EventRecord {
    kind: String,
    tone: Option<String>,
    sort: Option<Sort>,
    status: String,
    #[serde(default)]
    topics: Vec<String>,
    date: Option<Edtf>,
    date_basis: Option<String>,
    place: Option<String>,
    #[serde(default)]
    actors: Vec<Part>,
    confidence: Option<f32>,
    evidence: Vec<Piece>,
}

#[derive(Deserialize)]
struct Part {
    id: String,
    role: String,
}

#[derive(Deserialize)]
struct Piece {
    article: Option<String>,
    start: u32,
    end: u32,
    quote: String,
    status: Option<String>,
    date: Option<Edtf>,
}

/// How sure an event is of which its extractor does not say.
const UNSAID: f32 = 0.5;

pub fn article(line: Line, texts: &mut Texts, registry: &Registry) -> Result<Given, Box<Diagnostic>> {
    let wrong = |message: String| Box::new(Diagnostic::error("bad-line", message));
    let [record] = <[ArticleRecord; 1]>::try_from(line.articles)
        .map_err(|all| wrong(format!("a line holds one article, not {}", all.len())))?;
    let article = body(&record, texts).map_err(wrong)?;
    let mut known: BTreeSet<&str> = line.actors.iter().map(|a| a.id.as_str()).collect();
    known.retain(|id| !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'));
    let actor = |id: &str| {
        let found = registry.get(id).is_some() || known.contains(id);
        if found {
            Ok(ActorId(id.into()))
        } else {
            Err(wrong(format!("the actor `{id}` is neither known nor described")))
        }
    };
    let mut minter = dating::Minter::new(&article.body);
    let mut mentions = Vec::new();
    for event in &line.events {
        let kind = Kind::parse(&event.kind).ok_or_else(|| wrong(format!("there is no kind `{}`", event.kind)))?;
        let tone =
            event.tone.as_deref().map(|t| Tone::parse(t).ok_or_else(|| wrong(format!("there is no tone `{t}`"))));
        let tone = tone.transpose()?;
        let status = |word: &str| Status::parse(word).ok_or_else(|| wrong(format!("there is no status `{word}`")));
        let mut actors = Vec::with_capacity(event.actors.len());
        for part in &event.actors {
            let role = Role::parse(&part.role).ok_or_else(|| wrong(format!("there is no role `{}`", part.role)))?;
            actors.push((role, actor(&part.id)?));
        }
        actors.sort();
        actors.dedup();
        let confidence = event.confidence.unwrap_or(UNSAID);
        sound::certain(confidence).map_err(wrong)?;
        if event.evidence.is_empty() {
            return Err(wrong("an event has no evidence".into()));
        }
        for piece in &event.evidence {
            let quote = exact(&article, piece)?;
            let day = piece.date.as_ref().or(event.date.as_ref());
            mentions.push(DatedMention {
                id: minter.mint(&piece.quote, &event.kind).into(),
                kind,
                tone,
                sort: event.sort,
                status: status(piece.status.as_deref().unwrap_or(&event.status))?,
                date: day.cloned(),
                written: false,
                news: false,
                date_basis: event.date_basis.as_deref().unwrap_or_default().into(),
                actors: actors.as_slice().into(),
                place: event.place.as_deref().map(actor).transpose()?,
                topics: event.topics.iter().map(|t| t.as_str().into()).collect(),
                cues: Cues::default(),
                trigger: quote,
                quote,
                sentence: mentions.len() as u32,
                confidence,
                letters: Letters::default(),
                why: Some(Box::new(Why { date_steps: Vec::new(), reasons: vec!["extracted elsewhere".into()] })),
            });
        }
    }
    let unknown = line.actors.iter().filter(|a| registry.get(&a.id).is_none() && known.contains(a.id.as_str()));
    let discovered = unknown.map(|a| Discovered {
        id: ActorId(a.id.as_str().into()),
        name: a.name.clone(),
        kind: a.kind,
        country: a.country.as_deref().filter(|c| registry.get(c).is_some()).map(|c| ActorId(c.into())),
        title: None,
        aliases: a.aliases.clone(),
    });
    let language: ArcStr = article.language.as_deref().unwrap_or(BASE_LANGUAGE).into();
    let read = DatedArticle {
        id: article.id.clone(),
        path: article.path.clone(),
        title: article.title.clone().unwrap_or_else(|| article.path.clone()),
        published: article.published.as_ref().map(|(day, _)| day.clone()),
        published_basis: match &article.published {
            Some((_, GivenBy::Metadata)) => PublishedBasis::Metadata,
            Some((_, GivenBy::Filename)) => PublishedBasis::Filename,
            None => PublishedBasis::Unknown,
        },
        clues: Vec::new(),
        source: article.source.clone(),
        url: article.url.clone(),
        paragraphs: paragraphs(&article.body, &language),
        language,
        body: article.body.clone(),
        mentions,
        discovered: discovered.collect(),
        forms: Vec::new(),
    };
    Ok(Given { article, read, own: false })
}

/// The article that a line tells of: with the line's own words, or those of the seeds.
fn body(record: &ArticleRecord, texts: &mut Texts) -> Result<Article, String> {
    let mut article = match &record.text {
        Some(text) => {
            let object = serde_json::json!({ "text": text, "path": record.path }).to_string();
            let (article, problems) = ingest::read_object(&object, &record.path);
            let said = || problems.iter().map(|p| p.message.clone()).collect::<Vec<_>>().join("; ");
            article.ok_or_else(|| format!("the article `{}` can't be read: {}", record.path, said()))?
        }
        None => texts.find(&record.path).cloned().ok_or_else(|| {
            format!("there is no article `{}` among the seeds, and the line has no `text`", record.path)
        })?,
    };
    let set = |slot: &mut Option<String>, value: &Option<String>| {
        if let Some(value) = value.as_ref().filter(|v| !v.trim().is_empty()) {
            *slot = Some(value.clone());
        }
    };
    set(&mut article.title, &record.title);
    set(&mut article.language, &record.language);
    set(&mut article.source, &record.source);
    if let Some(url) = record.url.as_ref().filter(|u| u.starts_with("http://") || u.starts_with("https://")) {
        article.url = Some(url.clone());
    }
    if let Some(day) = &record.published {
        article.published = Some((day.clone(), GivenBy::Metadata));
    }
    Ok(article)
}

/// A paragraph a line, as articles are written.
fn paragraphs(body: &str, language: &ArcStr) -> Vec<(Span, ArcStr, bool)> {
    let mut start = 0;
    let mut out = Vec::new();
    for line in body.split_inclusive('\n') {
        let words = line.trim_end();
        if !words.trim_start().is_empty() {
            out.push((Span::new(start, start + words.len()), language.clone(), false));
        }
        start += line.len();
    }
    out
}

/// Where a piece of evidence stands, if it says exactly what stands there.
fn exact(article: &Article, piece: &Piece) -> Result<Span, Box<Diagnostic>> {
    let refuse = |message: String| Box::new(Diagnostic::error("bad-evidence", message));
    if piece.article.as_ref().is_some_and(|path| *path != article.path) {
        return Err(refuse(format!("evidence of another article stands in the line of `{}`", article.path)));
    }
    let span = Span { start: piece.start, end: piece.end };
    sound::within(article, span, "evidence").map_err(refuse)?;
    if span.of(&article.body) == piece.quote {
        return Ok(span);
    }
    let hint = match article.body.find(&piece.quote) {
        Some(at) => format!("these words stand at bytes {at}–{}", at + piece.quote.len()),
        None => "these words are nowhere in the article".to_owned(),
    };
    let quote: String = piece.quote.chars().take(80).collect();
    let message = format!("“{quote}” is not what stands at bytes {}–{} of `{}`", piece.start, piece.end, article.path);
    Err(Box::new(Diagnostic::error("bad-evidence", message).hint(hint)))
}
