//! Days that sentences name though no event takes them: what follows in the paragraph is of them.

use super::resolve::{CARRIED, Dated, Newsroom, goes_with_text};
use crate::{
    edtf::Edtf,
    events::EventMention,
    time::{TimeExpression, TimeKind},
};

/// A day on which the sentences behind it are played, with where it is named.
#[derive(Debug, Clone)]
pub(super) struct Scene {
    sentence: usize,
    paragraph: usize,
    value: Edtf,
    time: usize,
}

impl Newsroom<'_> {
    /// Days that sentences name and no event takes, not long before the publication.
    pub(super) fn scenes(&self) -> Vec<Scene> {
        let Some((first, last)) = self.days.hull() else { return Vec::new() };
        let scene = |(ix, time): (usize, &TimeExpression)| {
            let (sentence, paragraph, _) = self.reading.sentence_of(time.tokens.start)?;
            let value = self.resolutions.get(ix)?.value.clone()?;
            let number = super::days::number(value.is_day()?);
            // "Netanyahu, whom Obama had called on Friday, said", "before the summit, which opens on Saturday": where something else
            // is told, it is an aside
            let body = &self.reading.document.body;
            let apart = |m: &EventMention| {
                m.trigger.end <= time.span.start && body[m.trigger.end as usize..time.span.start as usize].contains(',')
            };
            let aside = |m: &EventMention| m.sentence == sentence && (m.trigger.start >= time.span.end || apart(m));
            let hangs = |m: &EventMention| m.time == Some(ix) || m.until == Some(ix);
            let told = || self.reading.mentions.iter().any(|m| hangs(m) || aside(m));
            let sets = time.kind == TimeKind::Date
                && (first - CARRIED..=last).contains(&number)
                && !self.reading.furniture(time.tokens.start)
                && !told();
            sets.then_some(Scene { sentence, paragraph, value, time: ix })
        };
        self.reading.times.iter().enumerate().filter_map(scene).collect()
    }

    /// "It came to a head on Tuesday.": what follows in the paragraph is of that day.
    pub(super) fn played(&self, mention: &EventMention, after: Option<usize>) -> Option<Dated> {
        if !goes_with_text(mention) {
            return None;
        }
        let paragraph = self.reading.document.sentences.get(mention.sentence)?.paragraph as usize;
        let here = |s: &&Scene| {
            s.paragraph == paragraph && s.sentence < mention.sentence && after.is_none_or(|a| a < s.sentence)
        };
        let scene = self.scenes.iter().rev().find(here)?;
        let words = self.reading.times.get(scene.time)?.span.of(self.reading.document.body);
        let value = scene.value.clone();
        Some(Dated {
            basis: format!("told behind “{words}”: {value}"),
            steps: vec![format!("no date of its own; the sentence before names “{words}”, {value}")],
            value: Some(value),
            written: false,
            occasion: true,
        })
    }
}
