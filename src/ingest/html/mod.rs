//! A saved web page to the article in it: its text and what its metadata say.
//!
//! One streaming pass gathers blocks of text, the containers around them and the metadata ([`collect`]); then the
//! container is chosen that holds the article ([`main_text`]).

mod collect;
mod main_text;
mod metadata;

use super::given::{self, Given};

/// A page, read.
pub(super) struct Page {
    pub text: String,
    pub given: Given,
    /// The page was nested so deeply that reading ended before it did.
    pub cut_short: bool,
}

pub(super) fn read(html: &str) -> Page {
    let collected = collect::collect(html);
    let text = main_text::choose(&collected);
    let mut given = metadata::given(&collected);
    given.title = given.title.or_else(|| collected.title().map(given::line));
    Page { text, given, cut_short: collected.cut_short }
}

#[cfg(test)]
mod tests;
