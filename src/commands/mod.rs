//! One file a command: each takes plain options, works, and says how it went.

pub mod build;
pub mod check;
pub mod console;
pub mod correct;
pub mod dates;
pub mod eval;
pub mod explain;
pub mod export;
pub mod extract;
pub mod init;
pub mod languages;
mod past;
mod render;
mod save;
pub mod schema;
pub mod serve;
mod summary;

pub use render::{Style, render};

use crate::{
    engine::{self, Build, Project},
    pack::Packs,
    report::{Diagnostic, Severity},
};
use console::Console;
use std::io;

/// A command that did its job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Done {
    /// There was something to warn of.
    pub warnings: bool,
}

impl Done {
    fn with(diagnostics: &[Diagnostic]) -> Done {
        Done { warnings: diagnostics.iter().any(|d| d.severity == Severity::Warning) }
    }
}

/// Why a command did not do its job.
#[derive(Debug)]
pub enum Failed {
    /// The errors have been told.
    Told,
    /// It was asked for what can't be.
    Usage(String),
    /// Nothing could be read or written.
    Io(io::Error),
}

impl From<io::Error> for Failed {
    fn from(error: io::Error) -> Self {
        Failed::Io(error)
    }
}

/// Reads the project with a bar on the terminal; tells its errors if there are any.
fn read(project: &Project, console: &Console) -> Result<Build, Failed> {
    read_by(engine::build, project, console)
}

/// By one of the engine's ways to build.
fn read_by(
    way: impl FnOnce(&Project, engine::Progress) -> Result<Build, Vec<Diagnostic>>,
    project: &Project,
    console: &Console,
) -> Result<Build, Failed> {
    let bar = console.bar();
    let result = way(project, &|all| bar.tick(all));
    bar.finish();
    result.map_err(|diagnostics| {
        console.tell_all(&diagnostics);
        Failed::Told
    })
}

/// Asks for a language that no pack speaks.
fn known_language(packs: &Packs, language: &str) -> Result<(), Failed> {
    if packs.languages.iter().any(|p| p.language == language) {
        return Ok(());
    }
    let known: Vec<&str> = packs.languages.iter().map(|p| p.language.as_str()).collect();
    Err(Failed::Usage(format!("there is no pack for the language `{language}`; there are {}", known.join(", "))))
}
