//! The new site put in the place of the old one by one exchange of names.

use super::{
    At, MANIFEST, PublishError,
    place::{Job, write_all},
    sweep::{clear, outer_stage},
    system,
};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// More files of others than this are not linked over at every build.
const MOST_FOREIGN: usize = 2000;

/// True if the whole folder was exchanged; false, with nothing changed, if that can't be done here.
pub fn exchange(job: &Job) -> Result<bool, PublishError> {
    let Some(stage) = outer_stage(job.out) else { return Ok(false) };
    let Some(foreign) = foreign_files(job)? else { return Ok(false) };
    if !system::CAN_EXCHANGE || fs::create_dir(&stage).is_err() {
        return Ok(false);
    }
    match staged(job, &stage, &foreign) {
        Ok(true) => {
            // the old site stands under the stage's name now; what is left of it no longer matters to the new one, and
            // what can't be removed is swept by the next run
            let _ = clear(&stage, job.out);
            Ok(true)
        }
        other => {
            clear(&stage, job.out)?;
            other
        }
    }
}

fn staged(job: &Job, stage: &Path, foreign: &[PathBuf]) -> Result<bool, PublishError> {
    if system::same_access(job.out, stage).is_err() {
        return Ok(false);
    }
    write_all(job, stage)?;
    for path in foreign {
        if carry(&job.out.join(path), &stage.join(path)).is_err() {
            return Ok(false);
        }
    }
    system::sync_folder(stage)?;
    // whoever comes between the exchange and the end of this run must wait as well
    let _lock = system::lock(stage)?;
    if system::exchange(job.out, stage).is_err() {
        return Ok(false);
    }
    if let Some(parent) = job.out.parent() {
        // the exchange has happened; that the disk is slow to learn of it is no failure
        let _ = system::sync_folder(parent);
    }
    Ok(true)
}

/// The same file under a second name; a link to elsewhere is made anew.
fn carry(from: &Path, to: &Path) -> io::Result<()> {
    if let Some(parent) = to.parent() {
        fs::create_dir_all(parent)?;
    }
    system::link(from, to)
}

/// Files in the folder that are not ours, by their paths; none when there are too many, or folders among them, or what
/// can't be linked.
fn foreign_files(job: &Job) -> Result<Option<Vec<PathBuf>>, PublishError> {
    let own_folder = |path: &Path| {
        let inside = |name: &String| Path::new(name).starts_with(path);
        job.old.files.keys().any(inside) || job.files.keys().any(inside)
    };
    let goes = |path: &Path| {
        path.to_str().is_some_and(|p| {
            p == MANIFEST || job.files.contains_key(p) || job.stale.binary_search_by(|s| s.as_str().cmp(p)).is_ok()
        })
    };
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        let at = job.out.join(&folder);
        for entry in fs::read_dir(&at).at("read", &at)? {
            let entry = entry.at("read", &at)?;
            let path = folder.join(entry.file_name());
            let kind = entry.file_type().at("look at", &entry.path())?;
            if kind.is_dir() {
                if !own_folder(&path) {
                    return Ok(None);
                }
                folders.push(path);
            } else if goes(&path) {
                continue;
            } else if kind.is_file() || kind.is_symlink() {
                found.push(path);
            } else {
                return Ok(None);
            }
            if found.len() > MOST_FOREIGN {
                return Ok(None);
            }
        }
    }
    found.sort();
    Ok(Some(found))
}
