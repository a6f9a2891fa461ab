//! Files put into a folder: all into the stage, or each over the one that it replaces.

use super::{
    At, MANIFEST, Manifest, PublishError, record::Lying, stage::Stage, sweep::remove_empty_parents, system,
    underway::Underway,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::Write,
    path::{Path, PathBuf},
    thread,
};

/// From so many files on, the file system is synced as a whole and not file by file.
const MANY: usize = 64;

/// So many one after the other.
const EACH: usize = 2;

pub struct Job<'a> {
    pub out: &'a Path,
    pub stage: &'a Stage,
    pub old: &'a Manifest,
    pub new: &'a Manifest,
    /// Files that stand in the folder as they should.
    pub same: &'a [String],
    /// Every file that is ready, as it was put or found.
    pub put: &'a BTreeMap<String, Lying>,
    /// Files that wait in the stage.
    pub written: &'a [String],
    /// Those of them that are on their way to the disk.
    pub underway: &'a Underway,
    /// Old files that go.
    pub stale: &'a [String],
}

/// Waits until all that was written to the stage, and this beside it, is on the disk.
pub fn sync_stage(job: &Job, beside: &[PathBuf]) -> Result<(), PublishError> {
    let stage = &job.stage.folder;
    if job.written.len() > MANY {
        return system::sync_all(stage).and(job.underway.end());
    }
    let files: Vec<PathBuf> = job.written.iter().map(|path| stage.join(path)).chain(beside.iter().cloned()).collect();
    let mut folders = BTreeSet::from([stage.clone()]);
    folders.extend(files.iter().filter_map(|at| at.parent()).map(Path::to_owned));
    // in whatever order they reach it, nothing is exchanged before the last has
    let files = files.into_iter().map(|at| (at, false));
    let all: Vec<(PathBuf, bool)> = files.chain(folders.into_iter().map(|at| (at, true))).collect();
    waiting(&all, &|(at, folder)| if *folder { system::sync_folder(at) } else { sync_file(at) })?;
    job.underway.end()
}

/// Waits until a file is on the disk.
pub fn sync_file(at: &Path) -> Result<(), PublishError> {
    // some systems sync only what is open for writing
    fs::File::options().write(true).open(at).and_then(|file| file.sync_all()).at("sync", at)
}

/// Does what is mostly waiting for the disk, to all at once: it has them all done in the time of a few.
fn waiting<T: Sync>(list: &[T], wait: &(dyn Fn(&T) -> Result<(), PublishError> + Sync)) -> Result<(), PublishError> {
    thread::scope(|scope| {
        let some = |part: &'_ [T]| part.iter().try_for_each(wait);
        let (first, rest) = list.split_at(list.len().min(EACH));
        let mut done = Vec::new();
        let mut here = Ok(());
        for part in rest.chunks(EACH) {
            match thread::Builder::new().spawn_scoped(scope, move || some(part)) {
                Ok(other) => done.push(other),
                // no more threads to be had
                Err(_) => here = here.and(some(part)),
            }
        }
        here = here.and(some(first));
        let join = |other: thread::ScopedJoinHandle<Result<(), PublishError>>| {
            other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        done.into_iter().map(join).fold(here, Result::and)
    })
}

/// A second name for a file, whose folder is there; a copy where the file system has no such thing.
pub fn double(from: &Path, to: &Path) -> Result<(), PublishError> {
    if fs::hard_link(from, to).is_err() {
        fs::copy(from, to).at("write", to)?;
    }
    Ok(())
}

/// The safest where no exchange can be had: everything has been written, now each file takes its place by a rename,
/// what pages need before the pages, the first page last.
pub fn in_place(job: &Job) -> Result<(), PublishError> {
    sync_stage(job, &[])?;
    // from here on both versions are ours, whichever a reader or the next run meets
    manifest(job.out, &job.old.union(job.new))?;
    let last = |path: &str| (path.ends_with(".html"), path == "index.html");
    let mut paths: Vec<&String> = job.written.iter().collect();
    paths.sort_by_key(|path| last(path));
    for path in paths {
        let to = job.out.join(path);
        if let Some(parent) = to.parent() {
            fs::create_dir_all(parent).at("create", parent)?;
        }
        fs::rename(job.stage.folder.join(path), &to).at("write", &to)?;
    }
    for path in job.stale {
        let at = job.out.join(path);
        fs::remove_file(&at).at("remove", &at)?;
        remove_empty_parents(job.out, path);
    }
    manifest(job.out, job.new)?;
    system::sync_folder(job.out)
}

/// Replaces the manifest whole.
fn manifest(out: &Path, manifest: &Manifest) -> Result<(), PublishError> {
    let at = out.join(MANIFEST);
    let mut file = tempfile::Builder::new().prefix(super::manifest::OURS).tempfile_in(out).at("write to", out)?;
    file.write_all(&manifest.bytes()).at("write", &at)?;
    file.as_file().sync_all().at("sync", &at)?;
    file.persist(&at).map_err(|e| e.error).at("write", &at)?;
    Ok(())
}
