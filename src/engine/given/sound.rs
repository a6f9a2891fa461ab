//! Whether what a line says fits its article: nothing later checks it again.

use crate::{dating::DatedArticle, ingest::Article, text::Span};

/// An error is what is wrong, for a person.
pub fn check(article: &Article, read: &DatedArticle) -> Result<(), String> {
    if (&read.path, &read.body) != (&article.path, &article.body) {
        return Err(format!("the events are not of the article `{}`", article.path));
    }
    for (span, _, _) in &read.paragraphs {
        within(article, *span, "a paragraph")?;
    }
    for clue in &read.clues {
        if let Some(span) = clue.span {
            within(article, span, "a clue")?;
        }
    }
    for mention in &read.mentions {
        within(article, mention.quote, "the evidence of an event")?;
        within(article, mention.trigger, "the trigger of an event")?;
        if !mention.quote.contains(mention.trigger) {
            return Err("the trigger of an event lies outside of its evidence".into());
        }
        certain(mention.confidence)?;
    }
    Ok(())
}

/// A span that words of the article stand at.
pub fn within(article: &Article, span: Span, what: &str) -> Result<(), String> {
    match article.body.get(span.range()) {
        Some(words) if !words.is_empty() => Ok(()),
        _ => {
            Err(format!("{what} lies at bytes {}–{}, where no words of `{}` stand", span.start, span.end, article.path))
        }
    }
}

pub fn certain(confidence: f32) -> Result<(), String> {
    if (0.0..=1.0).contains(&confidence) { Ok(()) } else { Err(format!("a confidence is 0 to 1, not {confidence}")) }
}
