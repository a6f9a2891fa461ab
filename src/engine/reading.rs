//! What was read of the articles' files before: in the cache's folder, by how each lay. As all in that folder, it can be deleted
//! at any time and changes no result.

use super::{
    memory::{self, Key},
    shelf::Shelf,
};
use crate::{
    ingest::{self, Gathered, Listed, SeedFile},
    stamp::Stamp,
};
use std::path::Path;
use tempfile::NamedTempFile;

pub struct Reading {
    shelf: Shelf,
    /// Of a look at the file system before any file was looked at: what changes after it leaves a later stamp.
    begun: Stamp,
}

impl Reading {
    /// None where nothing can be kept.
    pub fn open(cache: &Path) -> Option<Reading> {
        let shelf = memory::shelf(cache, "read", &Key::default())?;
        let look = NamedTempFile::new_in(cache).ok()?;
        let begun = Stamp::of(&look.as_file().metadata().ok()?)?;
        Some(Reading { shelf, begun })
    }

    /// As [`ingest::read_folder`]; files that lie as they did are not opened. Listed before this was opened or after it: what
    /// changes between leaves another stamp or is read as it is then.
    pub fn read_folder(&self, seeds: &Path, listed: Listed) -> Gathered {
        let read = ingest::read_folder_by(seeds, listed, &|file| self.read(file));
        self.shelf.tidy();
        read
    }

    fn read(&self, file: &SeedFile) -> Gathered {
        let Some(key) = self.key(file) else { return ingest::read_file(file) };
        let known = self.shelf.get(&key, |bytes| postcard::from_bytes(bytes).ok());
        known.unwrap_or_else(|| {
            let read = ingest::read_file(file);
            if let Ok(bytes) = postcard::to_allocvec(&read) {
                self.shelf.put(&key, &bytes, &[]);
            }
            read
        })
    }

    /// None for a file that may change and look as before.
    fn key(&self, file: &SeedFile) -> Option<Key> {
        let SeedFile { path, location, stamp } = file;
        let stamp = stamp.as_ref().filter(|stamp| stamp.before(&self.begun))?;
        let bytes = postcard::to_allocvec(&(path, location, stamp)).ok()?;
        Some(*blake3::hash(&bytes).as_bytes())
    }
}
