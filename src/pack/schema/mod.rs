//! The shape of the hand-written data: language packs (`data/lang/<code>.yaml`), the
//! actor registry (`data/actors/*.yaml`) and the calendar of known gatherings.
//!
//! These types are compiled twice: into the program and into `build.rs`, which turns
//! the YAML into an embedded binary form. They therefore depend on nothing but serde, postcard and flat lists,
//! and use neither `untagged` nor `flatten`, which a compact format can't express (and
//! in which serde_yaml loses the place of an error).

mod actors;
mod by_code;
mod calendar;
mod dating;
mod events;
mod fingerprint;
mod inline;
mod language;
mod later;
mod registry;
mod site;
mod store;
mod tests;
mod text;
mod time;
mod written;

pub use actors::*;
pub use by_code::{ByCode, Shown};
pub use calendar::*;
pub use dating::*;
pub use events::*;
pub use fingerprint::fingerprint;
pub use inline::Inline;
pub use language::*;
pub use later::Later;
pub use registry::*;
pub use site::*;
#[allow(unused_imports)]
pub use store::{Holding, Storing};
pub use tests::*;
pub use text::Text;
pub use time::*;
pub use written::Written;
