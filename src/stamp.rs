//! What a file system tells of a file without opening it, and when that is enough to know that it has not changed.

use serde::{Deserialize, Serialize};
use std::{fs, time::Duration};

/// Whatever is done to a file changes one of these.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Stamp {
    size: u64,
    place: (u64, u64),
    /// When its content was changed, since 1970. Programs can set it.
    modified: Duration,
    /// When anything was changed of it, its content, its names or its rights. No program can set it.
    changed: Duration,
}

impl Stamp {
    /// None where the file system doesn't say.
    #[cfg(unix)]
    pub fn of(meta: &fs::Metadata) -> Option<Stamp> {
        use std::os::unix::fs::MetadataExt;
        let time = |seconds: i64, nanos: i64| Some(Duration::new(seconds.try_into().ok()?, nanos.try_into().ok()?));
        Some(Stamp {
            size: meta.len(),
            place: (meta.dev(), meta.ino()),
            modified: time(meta.mtime(), meta.mtime_nsec())?,
            changed: time(meta.ctime(), meta.ctime_nsec())?,
        })
    }

    #[cfg(not(unix))]
    pub fn of(_: &fs::Metadata) -> Option<Stamp> {
        None
    }

    /// Whether the file has this number on its file system.
    pub fn is_number(&self, number: u64) -> bool {
        self.place.1 == number
    }

    /// When it was changed last.
    pub fn changed(&self) -> Duration {
        self.changed
    }

    /// The same file with the same content, though it may have got other names or rights since.
    pub fn same_content(&self, later: &Stamp) -> bool {
        (self.size, self.place, self.modified) == (later.size, later.place, later.modified)
    }

    /// On one file system.
    pub fn near(&self, other: &Stamp) -> bool {
        self.place.0 == other.place.0
    }

    /// Whether the file lay still when another one of the same file system was changed. File systems tell time in steps, and
    /// two changes within one leave the same stamp; a change after that of the other leaves another one.
    pub fn before(&self, other: &Stamp) -> bool {
        self.near(other) && self.changed < other.changed
    }
}
