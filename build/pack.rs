//! As much of the module of this name as names and triggers are made of.

#[path = "../src/pack/holders.rs"]
mod holders;
#[path = "../src/pack/registry.rs"]
mod registry;
#[path = "../src/pack/schema/mod.rs"]
pub mod schema;

pub use registry::{BASE_LANGUAGE, Registry};
pub use schema::*;
