//! A headline names no day and no minister: they are those of the same news in the text below it.

use super::{DatedMention, Why, resolve::Newsroom};
use crate::{
    actors::ActorId,
    edtf::Edtf,
    events::{Kind, Role, Status},
    text::{Document, ParagraphRole},
};

/// "Argentina rejects the claim" above, "the foreign ministry rejected …" below: in a headline a country speaks by whoever speaks
/// for it first of all who speak below in the same tone, where nobody else does and it does not itself.
pub(super) fn voiced(document: &Document, room: &Newsroom, mentions: &mut [DatedMention]) {
    let headline = |m: &DatedMention| {
        let paragraph = document.sentences.get(m.sentence as usize).map(|s| s.paragraph as usize);
        let role = paragraph.and_then(|p| document.paragraphs.get(p)).map(|p| p.role);
        role == Some(ParagraphRole::Headline)
    };
    let said = |m: &DatedMention| m.kind == Kind::Statement && m.status == Status::Occurred;
    let speaker = |m: &DatedMention| {
        let mut sources = m.actors.iter().filter(|(role, _)| *role == Role::Source).map(|(_, id)| id.clone());
        sources.next().filter(|_| sources.next().is_none())
    };
    // what the text itself says, in which tone, and where
    let below: Vec<_> = { mentions.iter().enumerate() }
        .filter(|(_, m)| said(m) && !headline(m))
        .filter_map(|(ix, m)| Some((ix, m.tone, speaker(m)?)))
        .collect();
    for (ix, above) in mentions.iter_mut().enumerate() {
        let Some(country) = speaker(above).filter(|_| said(above) && headline(above)) else { continue };
        let own = |id: &&ActorId| **id == country || room.side(id) == country;
        let mut alike = { below.iter() }.filter(|(at, tone, _)| *at > ix && *tone == above.tone).map(|(.., id)| id);
        // whoever speaks first speaks for it; of two who do it may be either
        let Some(voice) = alike.next().filter(own).filter(|id| **id != country) else { continue };
        if alike.filter(own).any(|id| id != voice) {
            continue;
        }
        for (_, id) in above.actors.iter_mut().filter(|(role, _)| *role == Role::Source) {
            *id = voice.clone();
        }
    }
}

/// Gives headlines the day that the text tells of the same deed of the same actors. What comes first there decides: where
/// it has no day of its own, the headline keeps the day of the news.
pub(super) fn dated(document: &Document, room: &Newsroom, mentions: &mut [DatedMention]) {
    let paragraph = |m: &DatedMention| document.sentences.get(m.sentence as usize).map(|s| s.paragraph as usize);
    let line = |p: usize| document.paragraphs.get(p).is_some_and(|p| p.role == ParagraphRole::Headline);
    let headline = |m: &DatedMention| paragraph(m).is_some_and(line);
    // where the text itself begins: lines between its paragraphs stand over what follows them at once
    let text = (0..document.paragraphs.len()).find(|p| document.paragraphs[*p].role == ParagraphRole::Body);
    for ix in 0..mentions.len() {
        let above = &mentions[ix];
        if !headline(above) || above.written || !above.news || above.status != Status::Occurred {
            continue;
        }
        let over = paragraph(above).filter(|p| text.is_some_and(|text| *p > text)).map(|p| p + 1);
        let same = |below: &&DatedMention| {
            below.kind == above.kind
                && below.status == Status::Occurred
                && !headline(below)
                && (over.is_none() || paragraph(below) == over)
                && agree(room, above, below, over.is_some())
        };
        let Some(below) = mentions[ix + 1..].iter().find(same) else { continue };
        let fresh = |v: &Edtf| over.is_some() || room.is_fresh(v);
        let Some(value) = below.date.clone().filter(|v| below.written && fresh(v)) else { continue };
        let words = below.trigger.of(document.body).to_owned();
        let above = &mut mentions[ix];
        above.date_basis = format!("a headline; told below with “{words}”: {value}").into();
        let step = format!("no date of its own, as a headline; the text below has “{words}” on {value}");
        match &mut above.why {
            Some(why) => why.date_steps.push(step),
            None => above.why = Some(Box::new(Why { date_steps: vec![step], ..Why::default() })),
        }
        above.date = Some(value);
    }
}

/// "The minister said …. On Saturday she announced …": what one says without a day, right before what he says on a day, is of
/// that day.
pub(super) fn said_next(document: &Document, room: &Newsroom, mentions: &mut [DatedMention]) {
    let paragraph = |m: &DatedMention| document.sentences.get(m.sentence as usize).map(|s| s.paragraph);
    for ix in 0..mentions.len() {
        let first = &mentions[ix];
        let open = first.kind == Kind::Statement && first.status == Status::Occurred && !first.written && first.news;
        if !open {
            continue;
        }
        let mut later = mentions[ix + 1..].iter().filter(|m| m.kind == Kind::Statement && m.actors == first.actors);
        let next = later.find(|m| m.sentence > first.sentence);
        let next = next.filter(|m| m.written && m.sentence == first.sentence + 1 && paragraph(m) == paragraph(first));
        let Some(value) = next.and_then(|m| m.date.clone()).filter(|v| room.is_news(v)) else { continue };
        let first = &mut mentions[ix];
        first.date_basis = format!("said before what the same speaker says on {value}").into();
        if let Some(why) = &mut first.why {
            why.date_steps.push(format!("no date of its own; what the same speaker says next is of {value}"));
        }
        first.date = Some(value);
    }
}

/// The same speaker; of other kinds the same sides, two of them where the headline has two and the text is not right below.
fn agree(room: &Newsroom, above: &DatedMention, below: &DatedMention, at_once: bool) -> bool {
    let speech = above.kind == Kind::Statement;
    let of = |m: &DatedMention| -> Vec<ActorId> {
        let mut ids: Vec<ActorId> = { m.actors.iter() }
            .filter(|(role, _)| !speech || *role == Role::Source)
            .map(|(_, id)| if speech { id.clone() } else { room.side(id) })
            .collect();
        ids.sort();
        ids.dedup();
        ids
    };
    let (ours, theirs) = (of(above), of(below));
    let shared = ours.iter().filter(|id| theirs.contains(id)).count();
    shared > 0 && (at_once || shared >= ours.len().min(2))
}
