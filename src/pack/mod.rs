//! Language packs, the actor registry and the calendar: schema, loading, validation.

mod holders;
mod load;
mod registry;
pub(crate) mod schema;

pub use load::{Packs, load};
pub use registry::{Actor, ActorKind, BASE_LANGUAGE, Registry};
pub use schema::*;
