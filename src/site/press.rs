//! Where files go as they are made.

use super::publish::{Seal, Sheet};
use std::{
    collections::BTreeMap,
    io,
    sync::{Mutex, PoisonError},
};

/// Takes the files of a site one by one, from any thread and in any order, so that nobody need hold them all.
pub trait Press: Sync {
    /// Whether a file is wanted at all; what is not is not made.
    fn wants(&self, path: &str) -> bool;
    /// Whether there is the file already, made from what the seal tells: then it is done, and need not be made.
    fn stands(&self, path: &str, seal: Seal) -> bool;
    /// A file as a whole, with the seal of what it is made from if it has one.
    fn put(&self, path: &str, seal: Option<Seal>, bytes: Vec<u8>);
    /// A file that may be large, piece by piece.
    fn stream(&self, path: &str, seal: Option<Seal>, write: &mut dyn FnMut(&mut dyn Sheet) -> io::Result<()>);
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

    fn stands(&self, _: &str, _: Seal) -> bool {
        false
    }

    fn put(&self, path: &str, _: Option<Seal>, bytes: Vec<u8>) {
        self.files.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), bytes);
    }

    fn stream(&self, path: &str, seal: Option<Seal>, write: &mut dyn FnMut(&mut dyn Sheet) -> io::Result<()>) {
        let mut bytes = Vec::new();
        write(&mut bytes).expect("memory takes it");
        self.put(path, seal, bytes);
    }
}

/// Renders a page if it is wanted.
pub fn page<T: askama::Template>(press: &dyn Press, path: &str, make: impl FnOnce() -> T) {
    sealed(press, path, || None, make);
}

/// Renders a page if it is wanted and not there already. The seal tells all that it is made from; without one, it is made.
pub fn sealed<T: askama::Template>(
    press: &dyn Press,
    path: &str,
    seal: impl FnOnce() -> Option<Seal>,
    make: impl FnOnce() -> T,
) {
    if !press.wants(path) {
        return;
    }
    let seal = seal();
    if seal.is_some_and(|seal| press.stands(path, seal)) {
        return;
    }
    press.put(path, seal, text(&make()).into_bytes());
}

/// A page filled in. A template that can't be filled is a mistake of the program, caught by any test.
pub fn text<T: askama::Template>(page: &T) -> String {
    let mut text = page.render().expect("templates write to memory");
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}
