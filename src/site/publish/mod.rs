//! Writing the output folder: the earlier site whole, or the new one whole, and never a file of someone else lost.
//!
//! A manifest in the folder names what was written, so that only that is ever replaced or removed. A [`Publication`] takes
//! one file at a time and keeps none: what is there already as it should be is only noted, anything else goes to a stage
//! beside the folder on the same file system. At the end the stage is completed by second names of what stays and of
//! what others keep there, synced, and put in the folder's place by one exchange of names. Where the system can't
//! exchange, or others keep folders of their own in it, each new file is put in place by a rename of its own, the pages
//! last. Where there is a cache, the stage is the site before the last. What a [`Record`] of an earlier build knows of the files is not read or made again. A second run at the same time is turned away, and what a killed run left behind is swept by the next.

mod cuts;
mod error;
mod exchange;
mod manifest;
mod place;
mod publication;
mod record;
mod seal;
mod sheet;
mod spare;
mod stage;
mod sweep;
mod system;
#[cfg(test)]
mod tests;
mod underway;

pub use cuts::Cuts;
pub use error::PublishError;
pub use publication::{Publication, idle};
pub use record::Record;
pub use seal::Seal;
pub use sheet::Sheet;

use error::At;
use manifest::{MANIFEST, Manifest};
use std::path::Path;

/// What was done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files of the site now.
    pub files: usize,
    /// Of these, how many were written anew.
    pub written: usize,
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
    let publication = Publication::begin(out)?;
    for (path, bytes) in files {
        publication.put(&path, &bytes, None)?;
    }
    publication.finish()
}
