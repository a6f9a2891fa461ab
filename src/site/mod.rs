//! The site: a timeline as linked pages that open from disk. [`render`] is pure; [`publish`](publish::publish) writes.

mod dates;
mod nouns;
mod plurals;
mod slugs;
mod text;
mod titles;

pub use titles::{Titles, title};
