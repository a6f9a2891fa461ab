//! How right the program is: events against what a careful reader found ([`gold`]), and a pack against its own
//! tests ([`pack_tests`]).
//!
//! A gold event and a found one may be the same where their kinds are of one sort and their quotes overlap; among
//! those the pairs that agree best in kind, date and actors are taken, each event once. `strict` asks for everything
//! at once: kind, day, status, and every actor named.

mod count;
pub mod gold;
pub mod pack_tests;

pub use count::{Figures, Found, compare};
