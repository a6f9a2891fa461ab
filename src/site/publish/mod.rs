//! Writing the output folder: the earlier site whole, or the new one whole, and never a file of someone else lost.
//!
//! A manifest in the folder names what was written, so that only that is ever replaced or removed. The new site is
//! staged beside the folder on the same file system, synced, and put in its place by one exchange of names; files of
//! others are linked into it first. Where the system can't exchange, or others keep folders of their own in it, each
//! file is put in place by a rename of its own, the pages last. A second run at the same time is turned away, and what
//! a killed run left behind is swept by the next.

mod error;
mod exchange;
mod manifest;
mod place;
mod sweep;
mod system;
#[cfg(test)]
mod tests;

pub use error::PublishError;

use error::At;
use manifest::{MANIFEST, Manifest};
use std::{
    collections::BTreeMap,
    fs, io,
    path::{Component, Path, PathBuf},
};

/// What was done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files of the site now.
    pub files: usize,
    /// False when everything was as it should be already, and nothing was touched.
    pub changed: bool,
    /// Files of an earlier build that are no longer made, and are gone.
    pub removed: usize,
    /// Files that someone edited after they were written, and that are replaced now.
    pub edited: Vec<String>,
    /// Files that are no longer made but that someone edited: left where they are.
    pub kept: Vec<String>,
    /// The whole site changed in one step; otherwise file by file.
    pub at_once: bool,
}

/// A site to be written: paths within the folder, and bytes.
pub type Files = Vec<(String, Vec<u8>)>;

/// Replaces what was written to `out` before by `files`. Creates the folder if it isn't there.
///
/// # Errors
/// When `out` is no folder or can't be written, when a file of someone else stands where one has to be written, or
/// when another run is at work. The earlier site is then as it was.
pub fn publish(out: &Path, files: Files) -> Result<Summary, PublishError> {
    let files = checked(files)?;
    let made = prepare(out)?;
    let result = publish_into(out, &files);
    if result.is_err() && made {
        // only if it is empty, that is: only what was made here
        let _ = fs::remove_dir(out);
    }
    result
}

fn publish_into(out: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<Summary, PublishError> {
    let out = &fs::canonicalize(out).at("open", out)?;
    let _lock = system::lock(out)?;
    sweep::sweep(out)?;
    let old = Manifest::read(out)?;
    let new = Manifest::of(files);
    let state = look(out, files, &old)?;
    let mut summary = Summary { files: files.len(), edited: state.edited, kept: state.kept, ..Summary::default() };
    if state.same && old == new {
        return Ok(summary);
    }
    summary.changed = true;
    summary.removed = state.stale.len();
    let job = place::Job { out, files, old: &old, new: &new, stale: &state.stale };
    summary.at_once = exchange::exchange(&job)?;
    if !summary.at_once {
        place::one_by_one(&job)?;
    }
    Ok(summary)
}

/// The files by their paths, if all of those stay in the folder and leave the manifest alone.
fn checked(files: Files) -> Result<BTreeMap<String, Vec<u8>>, PublishError> {
    let mut checked = BTreeMap::new();
    for (path, bytes) in files {
        let plain = |c: Component| matches!(c, Component::Normal(_));
        let inside = !path.is_empty() && Path::new(&path).components().all(plain) && !path.contains(['\\', '\0']);
        let clean = Path::new(&path).components().collect::<PathBuf>().as_os_str() == path.as_str();
        if !inside || !clean || path.starts_with(manifest::OURS) || checked.insert(path.clone(), bytes).is_some() {
            return Err(PublishError::BadPath(path));
        }
    }
    Ok(checked)
}

/// True if the folder had to be made.
fn prepare(out: &Path) -> Result<bool, PublishError> {
    match fs::metadata(out) {
        Ok(found) if found.is_dir() => Ok(false),
        Ok(_) => Err(PublishError::NotAFolder(out.to_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound && fs::symlink_metadata(out).is_err() => {
            fs::create_dir_all(out).at("create", out)?;
            Ok(true)
        }
        Err(error) => Err(error).at("open", out),
    }
}

/// How the folder stands to what is to be written.
#[derive(Default)]
struct State {
    /// Every file is there with its bytes.
    same: bool,
    /// Written before, no longer made, and as it was written.
    stale: Vec<String>,
    edited: Vec<String>,
    kept: Vec<String>,
}

fn look(out: &Path, files: &BTreeMap<String, Vec<u8>>, old: &Manifest) -> Result<State, PublishError> {
    let mut state = State { same: true, ..State::default() };
    for (path, bytes) in files {
        parents_are_folders(out, path)?;
        let at = out.join(path);
        let Some(found) = present(&at)? else {
            state.same = false;
            continue;
        };
        if !found.is_file() {
            return Err(PublishError::Foreign(at));
        }
        let is = fs::read(&at).at("read", &at)?;
        if is == *bytes {
            continue;
        }
        state.same = false;
        match old.files.get(path) {
            None => return Err(PublishError::Foreign(at)),
            Some(hash) if !hash.fits(&is) => state.edited.push(path.clone()),
            Some(_) => {}
        }
    }
    for (path, hash) in &old.files {
        if files.contains_key(path) {
            continue;
        }
        let at = out.join(path);
        match present(&at)? {
            Some(found) if found.is_file() && hash.fits(&fs::read(&at).at("read", &at)?) => {
                state.stale.push(path.clone());
                state.same = false;
            }
            Some(_) => state.kept.push(path.clone()),
            None => {}
        }
    }
    Ok(state)
}

/// A link or a file where a folder has to be would lead out of the site.
fn parents_are_folders(out: &Path, path: &str) -> Result<(), PublishError> {
    for folder in Path::new(path).ancestors().skip(1).filter(|f| !f.as_os_str().is_empty()) {
        let at = out.join(folder);
        if present(&at)?.is_some_and(|found| !found.is_dir()) {
            return Err(PublishError::Foreign(at));
        }
    }
    Ok(())
}

fn present(at: &Path) -> Result<Option<fs::Metadata>, PublishError> {
    match fs::symlink_metadata(at) {
        Ok(found) => Ok(Some(found)),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(error).at("look at", at),
    }
}
