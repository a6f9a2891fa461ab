//! What can keep a site from being written.

use std::{
    io,
    path::{Path, PathBuf},
};

#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    #[error("{} is not a folder; move it away or choose another place with --out", .0.display())]
    NotAFolder(PathBuf),
    /// Something that this program did not write stands where it has to write.
    #[error("{} was not written by demarche and is in the way; move it away or choose another folder with --out", .0.display())]
    Foreign(PathBuf),
    #[error("another build is writing to {}; wait for it to end", .0.display())]
    Busy(PathBuf),
    /// What a killed run left behind holds something that can't be put back by itself.
    #[error("{} was left by a build that was interrupted, and holds {}, which is not in the site's folder as it is there; look at it and move it away", .folder.display(), .file.display())]
    Leftover { folder: PathBuf, file: PathBuf },
    #[error("no page can be written as `{0}`")]
    BadPath(String),
    /// A file was begun and could not be written to its end.
    #[error("`{0}` could not be written whole")]
    Incomplete(String),
    #[error("can't {action} {}: {error}", .path.display())]
    Io { action: &'static str, path: PathBuf, error: io::Error },
}

/// Says what was tried, and on what.
pub trait At<T> {
    fn at(self, action: &'static str, path: &Path) -> Result<T, PublishError>;
}

impl<T> At<T> for io::Result<T> {
    fn at(self, action: &'static str, path: &Path) -> Result<T, PublishError> {
        self.map_err(|error| PublishError::Io { action, path: path.to_owned(), error })
    }
}
