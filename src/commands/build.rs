//! `demarche build`: articles and corrections to the site and the data files.

use super::{Done, Failed, console::Console, read, summary};
use crate::{
    engine::Project,
    pack::BASE_LANGUAGE,
    site::{self, CorrectionsView},
};
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
    let settings = site::Options {
        language: language.to_owned(),
        title: options.title.clone(),
        base_url: options.base_url.clone(),
        full_text: options.full_text,
    };
    let corrections = CorrectionsView {
        file: project.corrections().display().to_string(),
        outcomes: build.corrections.outcomes.clone(),
    };
    for (path, bytes) in site::render(&build.timeline, packs, &settings, &corrections) {
        write(&options.out.join(path), &bytes)?;
    }
    console.tell(&build.diagnostics);
    if console.quiet == 0 && !console.json {
        let mut text = summary::summary(&build, console);
        text.push_str(&format!("→ {}\n", options.out.join("index.html").display()));
        console.out(&text)?;
    }
    Ok(Done::with(&build.diagnostics))
}

/// Replaces a file whole.
fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.persist(path).map_err(|e| e.error)?;
    Ok(())
}
