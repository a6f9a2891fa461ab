//! `demarche check`: everything that `build` does but writing, and every problem told.

use super::{Done, Failed, console::Console, read, summary};
use crate::{engine::Project, report::Severity};

pub fn run(project: &Project, console: &Console) -> Result<Done, Failed> {
    let build = read(project, console)?;
    console.tell_all(&build.diagnostics);
    if console.quiet == 0 && !console.json {
        let warnings = build.diagnostics.iter().filter(|d| d.severity == Severity::Warning).count();
        let mut text = summary::corrections(&build).show(console);
        text.push_str(&match warnings {
            0 => "no problems\n".to_owned(),
            1 => "1 warning\n".to_owned(),
            n => format!("{n} warnings\n"),
        });
        console.out(&text)?;
    }
    if console.json {
        console.out(&summary::Told::of(&build).json())?;
    }
    Ok(Done::with(&build.diagnostics))
}
