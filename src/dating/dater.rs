//! One article whole: its publication day, then its mentions, dated and with their actors.

use super::{
    DatedArticle, DatedMention, Hint, Letters, Why,
    beginnings::Beginnings,
    gatherings::Gatherings,
    happenings::Happenings,
    headline, ids,
    publication::publication,
    reading::Reading,
    resolve::{Dated, Newsroom, Told},
    supposed,
};
use crate::{
    actors::{ActorId, ActorRef, Cast, MentionForm},
    edtf::Edtf,
    events::{EventMention, Kind, Role, Status, Undated},
    ingest::Article,
    pack::{Packs, Registry},
    text::{Document, ParagraphRole, Span},
    time::TimeExpression,
};
use arcstr::ArcStr;
use rustc_hash::FxHashSet;
use std::{collections::BTreeMap, sync::Arc};

/// A headline is cut here when the text has none.
const TITLE: usize = 110;
/// Longer phrases are no forms of a name.
const FORM: usize = 80;

/// Dates articles by the registry and the calendar. Made once, shared by all articles.
#[derive(Debug, Clone)]
pub struct Dater {
    registry: Arc<Registry>,
    gatherings: Gatherings,
    beginnings: Beginnings,
    happenings: Happenings,
    codes: Vec<ArcStr>,
}

/// What comes from outside of an article.
#[derive(Debug, Clone, Copy, Default)]
pub struct Outside<'a> {
    /// The publication day that a person gives.
    pub corrected: Option<&'a Edtf>,
    /// What other articles say of the same happenings.
    pub hints: &'a [Hint],
}

impl Dater {
    pub fn new(packs: &Packs) -> Self {
        Dater {
            registry: packs.registry.clone(),
            gatherings: Gatherings::new(&packs.gatherings, &packs.registry),
            beginnings: Beginnings::new(packs),
            happenings: Happenings::new(&packs.happenings),
            codes: packs.languages.iter().map(|p| p.language.as_str().into()).collect(),
        }
    }

    /// Dates an article and its mentions.
    pub fn date(
        &self,
        article: &Article,
        document: &Document,
        times: &[TimeExpression],
        cast: &Cast,
        mut mentions: Vec<EventMention>,
        outside: Outside,
    ) -> DatedArticle {
        mentions.sort_by_key(|m| (m.trigger, m.kind));
        let reading = Reading {
            document,
            times,
            cast,
            mentions: &mentions,
            registry: &self.registry,
            gatherings: &self.gatherings,
            beginnings: &self.beginnings,
            happenings: &self.happenings,
        };
        let ids = ids(document, &mentions);
        let publication = publication(article, &reading, outside.corrected, (&ids, outside.hints));
        let room = |day| Newsroom::new(reading, &publication, day);
        let told = |room: &Newsroom| self.mentions(document, cast, &mentions, &ids, room);
        let rounds: Vec<_> = supposed::days(&publication).into_iter().map(|day| told(&room(Some(day)))).collect();
        let dated = match rounds.is_empty() {
            true => told(&room(None)),
            false => supposed::united(&room(None), &mentions, rounds),
        };
        let code = |ix: u16| self.codes.get(ix as usize).cloned().unwrap_or_default();
        DatedArticle {
            id: article.id.clone(),
            path: article.path.clone(),
            title: title(article, document),
            language: code(document.language),
            mentions: dated,
            published: publication.value,
            published_basis: publication.basis,
            clues: publication.clues,
            source: article.source.clone(),
            url: article.url.clone(),
            body: article.body.clone(),
            paragraphs: document
                .paragraphs
                .iter()
                .map(|p| (p.span, code(p.language), p.role == ParagraphRole::Noise))
                .collect(),
            discovered: cast.discovered.clone(),
            forms: forms(cast, document),
        }
    }

    fn mentions(
        &self,
        document: &Document,
        cast: &Cast,
        mentions: &[EventMention],
        ids: &[String],
        room: &Newsroom,
    ) -> Vec<DatedMention> {
        let mut told: Vec<Dated> = Vec::with_capacity(mentions.len());
        // the last dated mention of the paragraph, the same beside the main clauses, and the last statement of each speaker
        let mut before: Option<(usize, usize)> = None;
        let mut aside: Option<(usize, usize)> = None;
        let mut spoken: BTreeMap<ActorId, usize> = BTreeMap::new();
        let mut news: Option<Edtf> = None;
        // many have the same, which is kept once
        let mut bases: FxHashSet<ArcStr> = FxHashSet::default();
        let mut out = Vec::with_capacity(mentions.len());
        for ((ix, mention), id) in mentions.iter().enumerate().zip(ids) {
            let sentence = document.sentences.get(mention.sentence);
            let paragraph = sentence.map_or(usize::MAX, |s| s.paragraph as usize);
            let tell = |ix: usize| Told { mention: &mentions[ix], dated: &told[ix] };
            let speaker = speaker(mention, cast);
            // what is told as earlier goes on from what was, too
            let on =
                |&(p, ix): &(usize, usize)| p == paragraph && goes_on(&mentions[ix], mention, speaker.as_ref(), cast);
            let earlier = mention.undated == Undated::Earlier || aside.as_ref().is_some_and(on);
            let last = if earlier { before.max(aside) } else { before };
            let dated = room.date(
                mention,
                last.filter(|b| b.0 == paragraph).map(|b| tell(b.1)),
                speaker.as_ref().and_then(|s| spoken.get(s)).map(|&ix| tell(ix)),
                news.as_ref(),
            );
            if dated.written
                && mention.status == Status::Occurred
                && mention.undated == Undated::News
                && !mention.aside
                && let Some(value) = dated.value.as_ref().filter(|v| room.is_news(v))
            {
                news = Some(value.clone());
            }
            let actors = room.actors(mention, dated.value.as_ref());
            // what is told in the present ends what was told of another day
            let tells = |last: Option<(usize, usize)>| {
                dated.written || mention.present || last.is_none_or(|b| b.0 != paragraph)
            };
            // a paragraph that begins with what was earlier tells of that
            let opens = before.is_none_or(|b| b.0 != paragraph) && !mention.aside;
            if mention.is_aside() && !opens {
                aside = Some((paragraph, ix)).filter(|_| tells(before.max(aside))).or(aside);
            } else if tells(before) {
                before = Some((paragraph, ix));
            }
            if let Some(speaker) = speaker {
                spoken.insert(speaker, ix);
            }
            out.push(DatedMention {
                id: id.as_str().into(),
                kind: mention.kind,
                tone: mention.tone,
                sort: mention.sort,
                status: mention.status,
                date: dated.value.clone(),
                date_basis: match bases.get(dated.basis.as_str()) {
                    Some(known) => known.clone(),
                    None => {
                        let new: ArcStr = dated.basis.as_str().into();
                        bases.insert(new.clone());
                        new
                    }
                },
                written: dated.written,
                news: mention.undated == Undated::News,
                actors: actors.as_slice().into(),
                place: mention.place.clone(),
                topics: mention.topics.clone(),
                cues: mention.cues,
                trigger: mention.trigger,
                quote: mention.quote,
                sentence: mention.sentence as u32,
                confidence: mention.confidence,
                letters: Letters::default(),
                why: Some(Box::new(Why { date_steps: dated.steps.clone(), reasons: mention.reasons.clone() })),
            });
            told.push(dated);
        }
        headline::voiced(document, room, &mut out);
        headline::dated(document, room, &mut out);
        headline::said_next(document, room, &mut out);
        out
    }
}

/// The mentions' ids, of their evidence alone.
fn ids(document: &Document, mentions: &[EventMention]) -> Vec<String> {
    let mut minter = ids::Minter::new(document.body);
    let id = |mention: &EventMention| {
        let sentence = document.sentences.get(mention.sentence);
        minter.mint(sentence.map_or("", |s| s.span.of(document.body)), mention.trigger.of(document.body))
    };
    mentions.iter().map(id).collect()
}

/// "On Saturday Medvedev had received the Czech minister. He said there …": in the next sentence the same person tells of it, in the past.
fn goes_on(aside: &EventMention, mention: &EventMention, speaker: Option<&ActorId>, cast: &Cast) -> bool {
    let takes_part = |speaker: &ActorId| {
        aside.roles.iter().any(|&(_, ix)| matches!(&cast.mentions[ix].refs[..], [ActorRef::Actor(id)] if id == speaker))
    };
    !aside.aside && !mention.present && aside.sentence + 1 == mention.sentence && speaker.is_some_and(takes_part)
}

/// The one who speaks, as far as is known before the day is.
fn speaker(mention: &EventMention, cast: &Cast) -> Option<ActorId> {
    let mut sources = mention.roles.iter().filter(|(role, _)| *role == Role::Source);
    let (Some((_, ix)), None, Kind::Statement) = (sources.next(), sources.next(), mention.kind) else { return None };
    match &cast.mentions.get(*ix)?.refs[..] {
        [ActorRef::Actor(id)] => Some(id.clone()),
        [ActorRef::Office { of, office }] => Some(ActorId::from(format!("{office} {of}").as_str())),
        _ => None,
    }
}

/// The article's own title, or the first line that is not the page's furniture, cut at a word.
fn title(article: &Article, document: &Document) -> String {
    if let Some(title) = article.title.as_ref().filter(|t| !t.trim().is_empty()) {
        return title.trim().to_owned();
    }
    let first = document.paragraphs.iter().find(|p| p.role != ParagraphRole::Noise).or(document.paragraphs.first());
    let Some(first) = first else { return article.path.clone() };
    let sentence = document.sentences.get(first.sentences.start as usize);
    let text = match (first.role, sentence) {
        (ParagraphRole::Body, Some(sentence)) => sentence.span.of(document.body),
        _ => first.span.of(document.body),
    };
    shortened(text)
}

fn shortened(text: &str) -> String {
    let mut out = String::new();
    for word in text.split_whitespace() {
        if !out.is_empty() {
            if out.chars().count() + word.chars().count() >= TITLE {
                return out + " …";
            }
            out.push(' ');
        }
        out.extend(word.chars().take(TITLE));
    }
    out
}

/// The words by which actors are named here, and how often.
fn forms(cast: &Cast, document: &Document) -> Vec<(ActorId, ArcStr, u32)> {
    let mut counts: BTreeMap<(ActorId, String), u32> = BTreeMap::new();
    for mention in &cast.mentions {
        let [ActorRef::Actor(id)] = &mention.refs[..] else { continue };
        if mention.form != MentionForm::Name || mention.adjective {
            continue;
        }
        let words: Vec<&str> = mention
            .name
            .map_or_else(|| name(mention.span, document), |n| n.of(document.body))
            .split_whitespace()
            .collect();
        let form = words.join(" ");
        if !form.is_empty() && form.len() <= FORM {
            *counts.entry((id.clone(), form)).or_default() += 1;
        }
    }
    counts.into_iter().map(|((id, form), n)| (id, form.into(), n)).collect()
}

/// A mention without the title before the name: from the last run of capitalised words on.
fn name<'a>(span: Span, document: &'a Document) -> &'a str {
    let (first, end) = (document.token_at(span.start), document.token_at(span.end));
    let mut from = first;
    for ix in first..end.min(document.tokens.len()) {
        // a lower-case word of three letters or more is no particle of a name
        if !document.tokens[ix].capital && document.lower(ix).chars().count() > 3 {
            from = ix + 1;
        }
    }
    match document.tokens.get(from) {
        Some(token) if token.span.start < span.end => Span { start: token.span.start, end: span.end }.of(document.body),
        _ => span.of(document.body),
    }
}
