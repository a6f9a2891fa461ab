//! demarche turns a folder of news articles into a dated, sourced, correctable timeline of diplomacy.
//!
//! The modules are the pipeline, in order; each sees only the output of earlier ones:
//!
//! [`ingest`] → [`text`] → [`time`], [`actors`] → [`events`] → [`dating`] → [`timeline`] →
//! [`corrections`] → [`graph`] → [`export`], [`site`], over the knowledge of [`pack`].

pub mod edtf;
pub mod report;

pub mod pack;

pub mod ingest;
pub mod text;

pub mod time;

pub mod actors;
pub mod events;

pub mod dating;
pub mod timeline;

pub mod corrections;

pub mod export;
pub mod graph;
pub mod site;

pub mod engine;

pub mod cli;
pub mod commands;

pub use engine::build;
