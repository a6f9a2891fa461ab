//! `demarche build`: articles and corrections to the site and the data files.

use super::{Done, Failed, console::Console, past::Past, read_by, summary::Told};
use crate::{
    engine::{self, Build, Key, Progress, Project},
    pack::BASE_LANGUAGE,
    report::Diagnostic,
    site::{
        self, CorrectionsView,
        publish::{Publication, PublishError, Record, Summary, idle},
    },
};
use std::{
    path::PathBuf,
    sync::{Mutex, PoisonError},
    thread,
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
    let mut past = Past::open(project, options);
    if let Some((told, diagnostics)) = past.as_mut().and_then(|past| past.again(&options.out)) {
        return tell(&told, &diagnostics, options, console);
    }
    let listed = past.as_mut().and_then(Past::listed);
    let way = |project: &Project, progress: Progress| engine::build_listed(project, listed, progress);
    // what there is to know of the earlier files is read meanwhile, and how they lie
    let earlier = || past.as_mut().map(|past| Publication::begin_early(&options.out, idle(|| past.record())));
    let (build, earlier) = meanwhile(|| read_by(way, project, console), earlier);
    let build = build?;
    let packs = &build.engine.packs;
    let language = options.language.as_deref().unwrap_or(BASE_LANGUAGE);
    super::known_language(packs, language)?;
    let site = options.site();
    let corrections = corrections_view(project, &build);
    let publish = || -> Result<(Summary, Option<Record>), PublishError> {
        let write = |publication: &Publication, made_by: Option<&Key>| {
            site::write(&build.timeline, packs, &site, &corrections, publication, made_by)
        };
        let (Some(past), Some(earlier)) = (&past, earlier) else {
            let publication = Publication::begin(&options.out)?;
            write(&publication, None)?;
            return publication.finish().map(|summary| (summary, None));
        };
        let publication = match earlier? {
            Ok(publication) => publication,
            Err(record) => Publication::begin_after(&options.out, record)?,
        };
        write(&publication, build.made_by.as_ref())?;
        let (summary, record) = publication.finish_recorded(&|cuts| past.keep_cuts(cuts))?;
        Ok((summary, Some(record)))
    };
    let (written, told) = rayon::join(publish, || Told::of(&build));
    let (written, record) = written.map_err(|error| {
        console.tell_all(&[Diagnostic::error("unwritable", error.to_string())]);
        Failed::Told
    })?;
    if let (Some(past), Some(record)) = (past, record) {
        past.keep(&told, build.diagnostics.clone(), record);
    }
    let mut diagnostics = build.diagnostics.clone();
    diagnostics.extend(written.edited.iter().map(|path| {
        let file = options.out.join(path).display().to_string();
        Diagnostic::warning("edited", "this file was edited after it was built, and has been built anew").file(file)
    }));
    // the process ends here: giving back millions of small pieces one by one takes longer than all of them at once
    std::mem::forget(build);
    tell(&told, &diagnostics, options, console)
}

/// Beside the first the second, on a thread of its own that hands the cores what to do when they have nothing else.
fn meanwhile<A: Send, B: Send>(first: impl FnOnce() -> A + Send, second: impl FnOnce() -> B + Send) -> (A, B) {
    let waiting = Mutex::new(Some(second));
    let second = || waiting.lock().unwrap_or_else(PoisonError::into_inner).take().map(|second| second());
    thread::scope(|scope| {
        let other = thread::Builder::new().spawn_scoped(scope, second);
        let first = rayon::scope(|_| first());
        let other = other.ok().map(|other| other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        // no thread was to be had
        let second = other.flatten().or_else(second).expect("it waits until somebody takes it");
        (first, second)
    })
}

/// All that there is to say in the end.
fn tell(told: &Told, diagnostics: &[Diagnostic], options: &Options, console: &Console) -> Result<Done, Failed> {
    console.tell(diagnostics);
    if console.quiet == 0 && !console.json {
        let mut text = told.summary(console);
        text.push_str(&format!("→ {}\n", options.out.join("index.html").display()));
        console.out(&text)?;
    }
    if console.json {
        console.out(&told.json())?;
    }
    Ok(Done::with(diagnostics))
}

impl Options {
    /// What of it the pages are made by.
    pub(super) fn site(&self) -> site::Options {
        site::Options {
            language: self.language.clone().unwrap_or_else(|| BASE_LANGUAGE.to_owned()),
            title: self.title.clone(),
            base_url: self.base_url.clone(),
            full_text: self.full_text,
            on_one_page: None,
        }
    }
}

pub(super) fn corrections_view(project: &Project, build: &Build) -> CorrectionsView {
    CorrectionsView { file: shown_file(project), outcomes: build.corrections.outcomes.clone() }
}

/// The file of corrections by the name of its folder and its own: pages don't tell where the project lies.
fn shown_file(project: &Project) -> String {
    let path = project.corrections();
    let names = [path.parent().and_then(|p| p.file_name()), path.file_name()];
    let names: Vec<String> = names.into_iter().flatten().map(|n| n.to_string_lossy().into_owned()).collect();
    names.join("/")
}
