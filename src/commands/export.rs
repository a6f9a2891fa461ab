//! `demarche export`: the timeline in another program's format, to stdout or a file.

use super::{Done, Failed, console::Console, read};
use crate::{
    engine::Project,
    export::{self, Format},
    pack::BASE_LANGUAGE,
    report::Diagnostic,
    site::Titles,
};
use std::{
    io::{self, Write},
    path::{Path, PathBuf},
};

#[derive(Debug, Clone, Default)]
pub struct Options {
    /// A file instead of stdout.
    pub output: Option<PathBuf>,
    /// Code of the titles' language.
    pub language: Option<String>,
    pub title: Option<String>,
    pub base_url: Option<String>,
}

pub fn run(project: &Project, format: Format, options: &Options, console: &Console) -> Result<Done, Failed> {
    let build = read(project, console)?;
    let packs = &build.engine.packs;
    let language = options.language.as_deref().unwrap_or(BASE_LANGUAGE);
    super::known_language(packs, language)?;
    let names = Titles::new(&build.timeline, packs, language);
    let titles: Vec<String> =
        names.map(|names| build.timeline.events.iter().map(|e| names.of(e)).collect()).unwrap_or_default();
    let name = packs.languages.iter().find(|p| p.language == language).map(|p| p.site.ui.default_title.as_str());
    let exported = export::Options {
        titles: Some(&titles),
        name: options.title.as_deref().or(name),
        language: Some(language),
        base_url: options.base_url.as_deref(),
        registry: Some(&packs.registry),
    };
    let write = |out: &mut dyn Write| format.write(&build.timeline, &exported, out);
    match &options.output {
        Some(path) => save(path, write).map_err(|error| {
            let problem = Diagnostic::error("unwritable", error.to_string()).file(path.display().to_string());
            console.tell_all(&[problem]);
            Failed::Told
        })?,
        None => {
            let mut out = io::BufWriter::new(io::stdout().lock());
            write(&mut out)?;
            out.flush()?;
        }
    }
    console.tell(&build.diagnostics);
    Ok(Done::with(&build.diagnostics))
}

/// The file is there whole or as it was.
fn save(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    // as the umask has it; temporary files are the owner's alone otherwise
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder)?;
    let mut out = io::BufWriter::new(file.as_file_mut());
    write(&mut out)?;
    out.flush()?;
    drop(out);
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}
