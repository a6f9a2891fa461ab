//! As much of the module of this name as names are found by.

#[path = "../src/actors/grammar.rs"]
mod grammar;
#[path = "../src/actors/index.rs"]
mod index;
#[path = "../src/actors/lexicon.rs"]
mod lexicon;
#[path = "../src/actors/long.rs"]
mod long;
#[path = "../src/actors/patterns.rs"]
mod patterns;
#[path = "../src/actors/prepared.rs"]
pub mod prepared;
#[path = "../src/actors/words.rs"]
mod words;

pub use words::{Gender, Standing};
