//! By what a sentence is known again in another article: an agency's text, or a copy.

use super::unit::Words;
use crate::{
    dating::{self, DatedArticle, DatedMention},
    text::{Span, fold},
};
use std::num::NonZeroU64;
use twox_hash::XxHash3_128;

/// A copied sentence has at least so many letters.
const COPIED: usize = 60;
/// Stands for a shorter one.
const SHORT: NonZeroU64 = NonZeroU64::MIN;

/// The letters of the sentence looked at last, which often tells of more than one thing.
#[derive(Default)]
pub struct Letters {
    quote: Option<Span>,
    text: String,
    /// So many are the sentence's own.
    own: usize,
}

impl Letters {
    /// Those of a mention's sentence, where it is long enough.
    pub fn of(&mut self, mention: &DatedMention, article: &DatedArticle) -> Option<Words> {
        let words = mention.letters.0.unwrap_or_else(|| self.hash(mention, article));
        (words != SHORT).then_some(words.get())
    }

    fn hash(&mut self, mention: &DatedMention, article: &DatedArticle) -> NonZeroU64 {
        if self.quote != Some(mention.quote) {
            let mut text = fold(mention.quote.of(&article.body));
            text.retain(char::is_alphanumeric);
            *self = Letters { quote: Some(mention.quote), own: text.len(), text };
        }
        let Letters { text: letters, own, .. } = self;
        if *own < COPIED {
            return SHORT;
        }
        letters.truncate(*own);
        // the trigger's place within the words tells two events of one sentence apart
        let at = mention.trigger.start.saturating_sub(mention.quote.start);
        letters.push_str(mention.kind.as_str());
        letters.push_str(&at.to_string());
        NonZeroU64::new(XxHash3_128::oneshot(letters.as_bytes()) as Words).unwrap_or(SHORT)
    }
}

/// Notes it of all mentions of an article, which hangs on nothing else.
pub fn note_letters(article: &mut DatedArticle) {
    let mut letters = Letters::default();
    let all: Vec<NonZeroU64> = article.mentions.iter().map(|mention| letters.hash(mention, article)).collect();
    article.mentions.iter_mut().zip(all).for_each(|(mention, words)| mention.letters = dating::Letters(Some(words)));
}
