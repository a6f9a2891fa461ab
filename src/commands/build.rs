//! `demarche build`: articles and corrections to the site and the data files.

use super::{Done, Failed, console::Console, read, summary};
use crate::{engine::Project, export, pack::BASE_LANGUAGE, site::Titles};
use std::{
    io::{self, Write},
    path::{Path, PathBuf},
};

#[derive(Debug, Clone, Default)]
pub struct Options {
    pub out: PathBuf,
    /// Code of a pack.
    pub language: Option<String>,
    pub full_text: bool,
    pub title: Option<String>,
    pub base_url: Option<String>,
}

pub fn run(project: &Project, options: &Options, console: &Console) -> Result<Done, Failed> {
    let build = read(project, console)?;
    let packs = &build.engine.packs;
    let language = options.language.as_deref().unwrap_or(BASE_LANGUAGE);
    if !packs.languages.iter().any(|p| p.language == language) {
        let known: Vec<&str> = packs.languages.iter().map(|p| p.language.as_str()).collect();
        return Err(Failed::Usage(format!(
            "there is no pack for the language `{language}`; there are {}",
            known.join(", ")
        )));
    }
    let titles: Vec<String> = match Titles::new(&build.timeline, packs, language) {
        Some(titles) => build.timeline.events.iter().map(|e| titles.of(e)).collect(),
        None => Vec::new(),
    };
    let exported = export::Options { titles: &titles };
    write(&options.out, "events.json", &export::events_json(&build.timeline, &exported))?;
    write(&options.out, "events.csv", &export::events_csv(&build.timeline, &exported))?;
    console.tell(&build.diagnostics);
    if console.quiet == 0 && !console.json {
        let mut text = summary::summary(&build, console);
        text.push_str(&format!("→ {}\n", options.out.join("events.json").display()));
        console.out(&text)?;
    }
    Ok(Done::with(&build.diagnostics))
}

/// Replaces a file whole.
fn write(out: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    std::fs::create_dir_all(out)?;
    let mut file = tempfile::NamedTempFile::new_in(out)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(out.join(name)).map_err(|e| e.error)?;
    Ok(())
}
