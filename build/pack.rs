//! As much of the module of this name as names and triggers are made of.

#[path = "../src/pack/holders.rs"]
mod holders;
#[path = "../src/pack/registry.rs"]
mod registry;
#[path = "../src/pack/schema/mod.rs"]
pub mod schema;

/// The registry's texts, once they lie in the program; here they are found where they are made.
pub static TEXTS: &[u8] = &[];

pub use registry::{BASE_LANGUAGE, Registry};
pub use schema::*;
