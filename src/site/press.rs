//! Where files go as they are made.

use std::{
    collections::BTreeMap,
    io::{self, Write},
    sync::{Mutex, PoisonError},
};

/// Takes the files of a site one by one, from any thread and in any order, so that nobody need hold them all.
pub trait Press: Sync {
    /// Whether a file is wanted at all; what is not is not made.
    fn wants(&self, path: &str) -> bool;
    /// A file as a whole.
    fn put(&self, path: &str, bytes: Vec<u8>);
    /// A file that may be large, piece by piece.
    fn stream(&self, path: &str, write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>);
}

/// Keeps everything, or the one file that is asked for.
#[derive(Default)]
pub struct Shelf<'p> {
    only: Option<&'p str>,
    files: Mutex<BTreeMap<String, Vec<u8>>>,
}

impl<'p> Shelf<'p> {
    pub fn for_one(path: &'p str) -> Self {
        Shelf { only: Some(path), ..Shelf::default() }
    }

    /// In order of path.
    pub fn into_files(self) -> Vec<(String, Vec<u8>)> {
        self.files.into_inner().unwrap_or_else(PoisonError::into_inner).into_iter().collect()
    }
}

impl Press for Shelf<'_> {
    fn wants(&self, path: &str) -> bool {
        self.only.is_none_or(|only| only == path)
    }

    fn put(&self, path: &str, bytes: Vec<u8>) {
        self.files.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), bytes);
    }

    fn stream(&self, path: &str, write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) {
        let mut bytes = Vec::new();
        write(&mut bytes).expect("memory takes it");
        self.put(path, bytes);
    }
}

/// Renders a page if it is wanted. A template that can't be filled is a mistake of the program, caught by any test.
pub fn page<T: askama::Template>(press: &dyn Press, path: &str, make: impl FnOnce() -> T) {
    if !press.wants(path) {
        return;
    }
    let mut text = make().render().expect("templates write to memory");
    text.truncate(text.trim_end().len());
    text.push('\n');
    press.put(path, text.into_bytes());
}
