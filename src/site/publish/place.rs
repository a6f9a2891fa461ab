//! Files put into a folder: all into a new one, or each over the one that it replaces.

use super::{
    At, MANIFEST, Manifest, PublishError,
    sweep::{inner_stage, remove_empty_parents},
    system,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::Write,
    path::Path,
};

/// From so many files on, the file system is synced as a whole and not file by file.
const MANY: usize = 64;

pub struct Job<'a> {
    pub out: &'a Path,
    pub files: &'a BTreeMap<String, Vec<u8>>,
    pub old: &'a Manifest,
    pub new: &'a Manifest,
    /// Old files that go.
    pub stale: &'a [String],
}

/// Writes all files and the manifest into an empty folder, and waits until they are on the disk.
pub fn write_all(job: &Job, folder: &Path) -> Result<(), PublishError> {
    // the manifest first, so that a leftover can tell what is its own
    write(&folder.join(MANIFEST), &job.new.bytes(), true)?;
    let many = job.files.len() > MANY;
    let mut folders = BTreeSet::new();
    for (path, bytes) in job.files {
        let at = folder.join(path);
        if let Some(parent) = at.parent()
            && folders.insert(parent.to_owned())
        {
            fs::create_dir_all(parent).at("create", parent)?;
        }
        write(&at, bytes, !many)?;
    }
    if many {
        return system::sync_all(folder);
    }
    folders.insert(folder.to_owned());
    folders.iter().try_for_each(|folder| system::sync_folder(folder))
}

fn write(at: &Path, bytes: &[u8], sync: bool) -> Result<(), PublishError> {
    let mut file = fs::File::create_new(at).at("create", at)?;
    file.write_all(bytes).at("write", at)?;
    if sync { file.sync_all().at("sync", at) } else { Ok(()) }
}

/// The safest where no exchange can be had: everything is written first, then each file takes its place by a rename,
/// what pages need before the pages, the first page last.
pub fn one_by_one(job: &Job) -> Result<(), PublishError> {
    let stage = inner_stage(job.out);
    fs::create_dir(&stage).at("create", &stage)?;
    let done = write_all(job, &stage).and_then(|()| {
        // from here on both versions are ours, whichever a reader or the next run meets
        manifest(job.out, &job.old.union(job.new))?;
        let last = |path: &str| (path.ends_with(".html"), path == "index.html");
        let mut paths: Vec<&String> = job.files.keys().collect();
        paths.sort_by_key(|path| last(path));
        for path in paths {
            let to = job.out.join(path);
            if let Some(parent) = to.parent() {
                fs::create_dir_all(parent).at("create", parent)?;
            }
            fs::rename(stage.join(path), &to).at("write", &to)?;
        }
        for path in job.stale {
            let at = job.out.join(path);
            fs::remove_file(&at).at("remove", &at)?;
            remove_empty_parents(job.out, path);
        }
        manifest(job.out, job.new)?;
        system::sync_folder(job.out)
    });
    let swept = fs::remove_dir_all(&stage).at("remove", &stage);
    done.and(swept)
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
