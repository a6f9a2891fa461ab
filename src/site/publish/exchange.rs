//! The new site put in the place of the old one by one exchange of names.

use super::{
    At, MANIFEST, PublishError,
    place::{Job, double, sync_stage},
    spare,
    stage::{UNFINISHED, vacate},
    system::{self, Lock},
};
use rayon::prelude::*;
use std::{
    collections::BTreeSet,
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

/// More files of others than this are not linked over at every build.
const MOST_FOREIGN: usize = 2000;

/// The new site in the old one's place.
pub struct Exchanged {
    /// Of the new folder: whoever comes before the end of this run must wait, as what was the site stands under the stage's
    /// name and is not yet put away.
    pub lock: Lock,
    /// Files that had their second name already, in order: nothing was done to them.
    pub unmoved: Vec<String>,
}

/// Exchanges the whole. None, with nothing changed in the folder, if that can't be done here.
pub fn exchange(job: &Job) -> Result<Option<Exchanged>, PublishError> {
    let stage = &job.stage.folder;
    if !job.stage.beside || system::same_access(job.out, stage).is_err() {
        return Ok(None);
    }
    let Some(foreign) = foreign_files(job)? else { return Ok(None) };
    if job.stage.filled {
        spare::trim(stage, job.old, job.new)?;
    }
    let folders: BTreeSet<&Path> = job.same.iter().filter_map(|path| Path::new(path).parent()).collect();
    for folder in folders {
        let at = stage.join(folder);
        fs::create_dir_all(&at).at("create", &at)?;
    }
    let named = job.same.par_iter().map(|path| Ok((path, second_name(job, path)?)));
    let named: Vec<(&String, bool)> = named.collect::<Result<_, PublishError>>()?;
    // the manifest before anything of others, so that a leftover can tell what is its own
    let at = stage.join(MANIFEST);
    let mut file = fs::File::create_new(&at).at("create", &at)?;
    file.write_all(&job.new.bytes()).at("write", &at)?;
    drop(file);
    sync_stage(job, &[at])?;
    let mark = stage.join(UNFINISHED);
    fs::remove_file(&mark).at("remove", &mark)?;
    for path in &foreign {
        if carry(&job.out.join(path), &stage.join(path)).is_err() {
            return Ok(None);
        }
    }
    let mut carried_to: BTreeSet<PathBuf> = foreign.iter().filter_map(|p| Some(stage.join(p.parent()?))).collect();
    carried_to.insert(stage.clone());
    carried_to.iter().try_for_each(|folder| system::sync_folder(folder))?;
    let lock = system::lock(stage)?;
    if system::exchange(job.out, stage).is_err() {
        return Ok(None);
    }
    let unmoved = named.into_iter().filter(|(_, there)| *there).map(|(path, _)| path.clone()).collect();
    Ok(Some(Exchanged { lock, unmoved }))
}

/// A second name in the stage for what stays as it stands in the folder. Whether it was there already.
fn second_name(job: &Job, path: &str) -> Result<bool, PublishError> {
    let lying = job.put.get(path);
    if lying.is_some_and(|lying| job.stage.holds(path, &lying.stamp)) {
        return Ok(true);
    }
    let at = job.stage.folder.join(path);
    if job.stage.filled {
        vacate(&at)?;
    }
    double(&job.out.join(path), &at)?;
    Ok(false)
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
        job.old.files.keys().any(inside) || job.new.files.keys().any(inside)
    };
    let goes = |path: &Path| {
        path.to_str().is_some_and(|p| {
            p == MANIFEST || job.new.files.contains_key(p) || job.stale.binary_search_by(|s| s.as_str().cmp(p)).is_ok()
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
