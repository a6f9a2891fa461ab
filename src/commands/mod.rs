//! One file a command: each takes plain options, works, and says how it went.

pub mod build;
pub mod check;
pub mod console;
pub mod dates;
pub mod explain;
pub mod extract;
pub mod languages;
mod render;
mod summary;

pub use render::{Style, render};

use crate::{
    engine::{self, Build, Project},
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
    let bar = console.bar();
    let result = engine::build(project, &|all| bar.tick(all));
    bar.finish();
    result.map_err(|diagnostics| {
        console.tell_all(&diagnostics);
        Failed::Told
    })
}
