//! Where the new site waits until it is whole.

use super::{
    At, PublishError,
    sweep::{clear, inner_stage, outer_stage},
    system,
};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// Stands in a stage as long as it holds nothing but what this program put there: then it may go as a whole.
pub const UNFINISHED: &str = ".demarche-unfinished";

/// A folder on the file system of the site.
pub struct Stage {
    pub folder: PathBuf,
    /// It lies beside the site's folder and may take its place; otherwise it lies in it.
    pub beside: bool,
    folders: BTreeSet<PathBuf>,
}

impl Stage {
    /// A stage beside the folder; in it where that can't be.
    pub fn beside(out: &Path) -> Result<Stage, PublishError> {
        if system::CAN_EXCHANGE
            && let Some(folder) = outer_stage(out)
            && fs::create_dir(&folder).is_ok()
        {
            let mark = folder.join(UNFINISHED);
            if system::same_device(out, &folder) && fs::File::create_new(&mark).is_ok() {
                return Ok(Stage { folder, beside: true, folders: BTreeSet::new() });
            }
            let _ = fs::remove_file(&mark);
            fs::remove_dir(&folder).at("remove", &folder)?;
        }
        let folder = inner_stage(out);
        fs::create_dir(&folder).at("create", &folder)?;
        Ok(Stage { folder, beside: false, folders: BTreeSet::new() })
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
        Ok(at)
    }

    /// Removes it, or the old site that stands in its place.
    pub fn remove(&self, out: &Path) -> Result<(), PublishError> {
        if !self.beside || unfinished(&self.folder) {
            return fs::remove_dir_all(&self.folder).at("remove", &self.folder);
        }
        clear(&self.folder, out)
    }
}

/// Whether a stage was left before anything of others was carried into it.
pub fn unfinished(stage: &Path) -> bool {
    fs::symlink_metadata(stage.join(UNFINISHED)).is_ok_and(|m| m.is_file())
}
