//! Files put into a folder: all into the stage, or each over the one that it replaces.

use super::{At, MANIFEST, Manifest, PublishError, stage::Stage, sweep::remove_empty_parents, system};
use std::{
    collections::BTreeSet,
    fs,
    io::Write,
    path::{Path, PathBuf},
};

/// From so many files on, the file system is synced as a whole and not file by file.
const MANY: usize = 64;

pub struct Job<'a> {
    pub out: &'a Path,
    pub stage: &'a Stage,
    pub old: &'a Manifest,
    pub new: &'a Manifest,
    /// Files that stand in the folder as they should.
    pub same: &'a [String],
    /// Files that wait in the stage.
    pub written: &'a [String],
    /// Old files that go.
    pub stale: &'a [String],
}

/// Waits until all that was written to the stage is on the disk.
pub fn sync_stage(job: &Job) -> Result<(), PublishError> {
    let stage = &job.stage.folder;
    if job.written.len() > MANY {
        return system::sync_all(stage);
    }
    let mut folders = BTreeSet::from([stage.clone()]);
    for path in job.written {
        let at = stage.join(path);
        // some systems sync only what is open for writing
        fs::File::options().write(true).open(&at).and_then(|file| file.sync_all()).at("sync", &at)?;
        folders.extend(at.parent().map(Path::to_owned));
    }
    folders.iter().try_for_each(|folder: &PathBuf| system::sync_folder(folder))
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
    sync_stage(job)?;
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
