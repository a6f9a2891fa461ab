//! As much of the module of this name as triggers are found by.

#[path = "../src/events/conditions.rs"]
mod conditions;
#[path = "../src/events/conjugation.rs"]
mod conjugation;
#[path = "../src/events/kinds.rs"]
mod kinds;
#[path = "../src/events/lexicon.rs"]
pub mod lexicon;
#[path = "../src/events/sorts.rs"]
mod sorts;

pub use kinds::{Kind, Status, Tone};
pub use sorts::Sort;
