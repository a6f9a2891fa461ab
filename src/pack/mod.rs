//! Language packs, the actor registry and the calendar: schema, loading, validation.

mod check;
mod guard;
mod holders;
mod load;
mod place_in;
mod registry;
pub(crate) mod schema;

use place_in::{Place, place_in};

pub(crate) use load::TEXTS;
pub use load::{Packs, languages, load, parse, stamp};
pub use registry::{Actor, ActorKind, BASE_LANGUAGE, Registry};
pub use schema::*;
