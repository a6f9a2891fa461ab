//! A document whose clauses stand in the order that the rules expect, and the way back.

use super::{
    EventMention,
    brackets::{self, Parts},
    lexicon::Lexicon,
    view::View,
};
use crate::{
    actors::Cast,
    text::{Document, LanguageIx, ParagraphRole},
    time::TimeExpression,
};
use std::ops::Range;

/// Longer sentences are lists and tables.
const LONGEST: usize = 400;

/// The words of some sentences in another order. What they are in the text, their spans tell as before.
pub(super) struct Ordered<'a> {
    pub document: Document<'a>,
    pub times: Vec<TimeExpression>,
    pub cast: Cast,
    /// Tokens of sorts that the old order tells, in their new places and in text order.
    pub parts: Parts,
    /// Where each time and each mention stood in the lists that were given.
    earlier: (Vec<usize>, Vec<usize>),
}

impl<'a> Ordered<'a> {
    /// None where no language has another order.
    pub fn of<'l>(
        document: &Document<'a>,
        times: &[TimeExpression],
        cast: &Cast,
        lexicon: impl Fn(LanguageIx) -> Option<&'l Lexicon>,
    ) -> Option<Self> {
        let mut order: Vec<usize> = (0..document.tokens.len()).collect();
        let mut parts = Parts::default();
        let mut asked = false;
        for paragraph in document.paragraphs.iter().filter(|p| p.role != ParagraphRole::Noise) {
            let Some(lexicon) = lexicon(paragraph.language).filter(|l| l.order.brackets) else { continue };
            asked = true;
            for sentence in paragraph.sentences.clone() {
                let tokens = &document.sentences[sentence as usize].tokens;
                if tokens.len() > LONGEST {
                    continue;
                }
                let view = View::new(document, cast, lexicon, times, sentence as usize, None);
                let (arranged, found) = brackets::arranged(&view);
                order[tokens.start as usize..tokens.end as usize].copy_from_slice(&arranged);
                parts.relatives.extend(found.relatives);
                parts.particles.extend(found.particles);
            }
        }
        asked.then(|| Self::put(document, times, cast, (&order, &parts)))
    }

    fn put(document: &Document<'a>, times: &[TimeExpression], cast: &Cast, (order, parts): (&[usize], &Parts)) -> Self {
        let mut places = vec![0; order.len()];
        for (now, was) in order.iter().enumerate() {
            places[*was] = now;
        }
        let moved = |tokens: &Range<usize>| match tokens.is_empty() {
            true => tokens.clone(),
            false => places[tokens.start]..places[tokens.start] + tokens.len(),
        };
        let list = |tokens: &[usize]| {
            let mut list: Vec<usize> = tokens.iter().map(|was| places[*was]).collect();
            list.sort_unstable();
            list
        };
        let mut ordered = Ordered {
            document: document.clone(),
            times: times.to_vec(),
            cast: cast.clone(),
            parts: Parts { relatives: list(&parts.relatives), particles: list(&parts.particles) },
            earlier: (sorted(times, |t| moved(&t.tokens).start), sorted(&cast.mentions, |m| moved(&m.tokens).start)),
        };
        ordered.document.tokens = order.iter().map(|was| document.tokens[*was].clone()).collect();
        ordered.times = ordered.earlier.0.iter().map(|was| times[*was].clone()).collect();
        ordered.times.iter_mut().for_each(|t| t.tokens = moved(&t.tokens));
        ordered.cast.mentions = ordered.earlier.1.iter().map(|was| cast.mentions[*was].clone()).collect();
        ordered.cast.mentions.iter_mut().for_each(|m| m.tokens = moved(&m.tokens));
        for places in [&mut ordered.cast.places, &mut ordered.cast.seats] {
            places.iter_mut().for_each(|p| p.tokens = moved(&p.tokens));
            places.sort_by_key(|p| p.tokens.start);
        }
        ordered
    }

    /// What was found, in terms of what was given.
    pub fn restore(&self, mut found: Vec<EventMention>) -> Vec<EventMention> {
        for mention in &mut found {
            mention.time = mention.time.map(|t| self.earlier.0[t]);
            mention.roles.iter_mut().for_each(|(_, m)| *m = self.earlier.1[*m]);
        }
        found
    }
}

/// The numbers of a list's entries, in the order of their keys.
fn sorted<T>(list: &[T], key: impl Fn(&T) -> usize) -> Vec<usize> {
    let mut numbers: Vec<usize> = (0..list.len()).collect();
    numbers.sort_by_key(|n| key(&list[*n]));
    numbers
}
