//! Where the new site waits until it is whole.

use super::{
    At, Manifest, PublishError, spare,
    sweep::{clear, inner_stage, outer_stage},
    system,
};
use crate::stamp::Stamp;
use rustc_hash::FxHashMap;
use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

/// Stands in a stage as long as it holds nothing but what this program put there: then it may go as a whole.
pub const UNFINISHED: &str = ".demarche-unfinished";

/// Of smaller files the room is given back at once.
const LARGE: u64 = 1 << 18;

/// A folder on the file system of the site.
pub struct Stage {
    pub folder: PathBuf,
    /// It lies beside the site's folder and may take its place; otherwise it lies in it.
    pub beside: bool,
    /// It holds much of the site from before: what is to be put into it may stand there.
    pub filled: bool,
    folders: BTreeSet<PathBuf>,
    /// The names that it holds from before, and of which file each is.
    names: Names,
    /// Large files whose names were taken away: as long as they are open, nothing of them is given back, which takes time.
    going: Vec<fs::File>,
}

/// Paths, with the numbers that the file system has for their files.
pub type Names = FxHashMap<String, u64>;

impl Stage {
    /// A stage beside the folder, which holds what an earlier site kept by this name held if there is one and `own` names it
    /// still; in the folder where that can't be.
    pub fn beside(out: &Path, spare: Option<&Path>, own: &Manifest) -> Result<Stage, PublishError> {
        let (folders, names) = Default::default();
        if system::CAN_EXCHANGE
            && let Some(names) = spare.and_then(|spare| spare::take(spare, out, own))
            && let Some(folder) = outer_stage(out)
        {
            return Ok(Stage { folder, beside: true, filled: true, folders, names, going: Vec::new() });
        }
        if system::CAN_EXCHANGE
            && let Some(folder) = outer_stage(out)
            && fs::create_dir(&folder).is_ok()
        {
            let mark = folder.join(UNFINISHED);
            if system::same_device(out, &folder) && fs::File::create_new(&mark).is_ok() {
                return Ok(Stage { folder, beside: true, filled: false, folders, names, going: Vec::new() });
            }
            let _ = fs::remove_file(&mark);
            fs::remove_dir(&folder).at("remove", &folder)?;
        }
        let folder = inner_stage(out);
        fs::create_dir(&folder).at("create", &folder)?;
        Ok(Stage { folder, beside: false, filled: false, folders, names, going: Vec::new() })
    }

    /// The place of a file, with its folder made.
    pub fn room_for(&mut self, path: &str) -> Result<PathBuf, PublishError> {
        let at = self.folder.join(path);
        if let Some(parent) = Path::new(path).parent().filter(|p| !p.as_os_str().is_empty())
            && !self.folders.contains(parent)
        {
            let folder = self.folder.join(parent);
            fs::create_dir_all(&folder).at("create", &folder)?;
            self.folders.insert(parent.to_owned());
        }
        if self.filled {
            self.names.remove(path);
            self.going.extend(fs::File::open(&at).ok().filter(|file| file.metadata().is_ok_and(|m| m.len() >= LARGE)));
            vacate(&at)?;
        }
        Ok(at)
    }

    /// What of large files is to be given back, by whoever has time for it.
    pub fn going(&mut self) -> Vec<fs::File> {
        std::mem::take(&mut self.going)
    }

    /// Whether it holds from before a name of the file of this stamp. Nobody else writes to it.
    pub fn holds(&self, path: &str, stamp: &Stamp) -> bool {
        self.names.get(path).is_some_and(|number| stamp.is_number(*number))
    }

    /// Removes it, or the old site that stands in its place.
    pub fn remove(&self, out: &Path) -> Result<(), PublishError> {
        if !self.beside || unfinished(&self.folder) {
            return discard(&self.folder).at("remove", &self.folder);
        }
        clear(&self.folder, out)
    }
}

/// Takes a name away; the file may have others.
pub fn vacate(at: &Path) -> Result<(), PublishError> {
    match fs::remove_file(at) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error).at("remove", at),
        _ => Ok(()),
    }
}

/// Removes a stage as a whole; its mark last, so that what is left when it can't be is known by it.
pub fn discard(stage: &Path) -> io::Result<()> {
    for entry in fs::read_dir(stage)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        } else if entry.file_name() != UNFINISHED {
            fs::remove_file(entry.path())?;
        }
    }
    match fs::remove_file(stage.join(UNFINISHED)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => fs::remove_dir(stage),
    }
}

/// Whether a stage was left before anything of others was carried into it.
pub fn unfinished(stage: &Path) -> bool {
    fs::symlink_metadata(stage.join(UNFINISHED)).is_ok_and(|m| m.is_file())
}
