//! demarche turns a folder of news articles into a dated, sourced, correctable timeline of diplomacy.
//!
//! The modules are the pipeline, in order; each sees only the output of earlier ones, which `tests/borders.rs` holds
//! them to:
//!
//! | stage | from | to |
//! |---|---|---|
//! | [`ingest`] | files in any encoding: text, HTML, JSON | [`Article`](ingest::Article) |
//! | [`text`] | an article's body | [`Document`](text::Document): paragraphs with their language, sentences, words |
//! | [`time`] | a document | time expressions, symbolic until the day of publication is known |
//! | [`actors`] | a document | [`Cast`](actors::Cast): who is named, by name, office, demonym or pronoun |
//! | [`events`] | both of these | event mentions: kind, status, roles, quote |
//! | [`dating`] | the mentions of one article | [`DatedArticle`](dating::DatedArticle): its publication day, then the date of each mention |
//! | [`timeline`] | all articles | [`Timeline`](timeline::Timeline): one event for one happening |
//! | [`corrections`] | what a person wrote in `events.yaml` | the same, set right |
//! | [`graph`], [`export`], [`site`] | the timeline | measures, data files, pages |
//!
//! What is known of languages, countries and people is data: [`pack`]. Dates are [`edtf`] values, as wide as what is
//! known. What there is to say of the input is data too: [`report`].
//!
//! [`eval`] compares a timeline with what a careful reader found, and packs with their own tests.
//!
//! Up to `dating` one article is a pure function of its bytes and the packs, without file system, clock or global
//! state: [`Engine::read`](engine::Engine::read). [`build`] wires the stages for a whole project; only `ingest` reads
//! articles, and only [`site::publish`] writes. [`cli`] and [`commands`] are the program around it.

pub mod edtf;
pub mod flat;
pub mod report;
pub mod shared;
pub mod stamp;

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
pub mod eval;

pub mod cli;
pub mod commands;

pub use engine::build;
