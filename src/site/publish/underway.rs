//! Large files go to the disk while the next ones are made, so that there is little to wait for in the end.

use super::{PublishError, place::sync_file};
use std::{
    fs,
    path::Path,
    sync::{Mutex, PoisonError},
    thread::{self, JoinHandle},
};

/// Smaller ones are not worth a thread.
const LARGE: u64 = 1 << 20;
/// So many in all: a site of many large pages is synced as a whole.
const MOST: usize = 16;

#[derive(Default)]
pub struct Underway(Mutex<Vec<JoinHandle<Result<(), PublishError>>>>);

impl Underway {
    /// Begins to bring a file that is written to the disk, if it is large. Where that can't be done beside, nothing is lost:
    /// all is synced in the end.
    pub fn begin(&self, at: &Path, file: &fs::Metadata) {
        let mut begun = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if file.len() < LARGE || begun.len() >= MOST {
            return;
        }
        let at = at.to_owned();
        begun.extend(thread::Builder::new().spawn(move || sync_file(&at)));
    }

    /// Waits for those that were begun.
    ///
    /// # Errors
    /// The first of what kept one from the disk; whoever syncs it again is not told by every system.
    pub fn end(&self) -> Result<(), PublishError> {
        let begun = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        let join = |one: JoinHandle<_>| one.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        begun.into_iter().map(join).fold(Ok(()), Result::and)
    }
}
