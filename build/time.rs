//! As much of the module of this name as templates are compiled by.

#[path = "../src/time/follow.rs"]
mod follow;
#[path = "../src/time/formula.rs"]
mod formula;
#[path = "../src/time/grammar.rs"]
pub mod grammar;
#[path = "../src/time/lexicon.rs"]
mod lexicon;
#[path = "../src/time/meaning.rs"]
mod meaning;
#[path = "../src/time/nodes.rs"]
mod nodes;
#[path = "../src/time/number.rs"]
mod number;
#[path = "../src/time/template.rs"]
mod template;

pub use meaning::{Direction, TimeKind, Unit};
