//! A folder that is read again and again: what has not changed since the last time is not opened.

use super::folder::{Gathered, SeedFile, gathered, list_folder, read_file};
use crate::stamp::Stamp;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::{path::Path, time::Duration};

/// Two changes within so much time may leave the same stamp: file systems tell time in steps, the coarsest in two seconds.
const STEP: Duration = Duration::from_secs(2);

/// What was read of a folder's files the last time.
#[derive(Debug, Default)]
pub struct Known {
    /// By path; with the stamp of those that could not have changed since without it.
    files: FxHashMap<String, (Stamp, Gathered)>,
    opened: usize,
}

impl Known {
    /// As [`read_folder`](super::read_folder), with what is known of files that have not changed.
    pub fn read_folder(&mut self, seeds: &Path) -> Gathered {
        let (files, diagnostics) = list_folder(seeds);
        // the clock is not asked: the latest change of all says what lies long enough ago
        let latest = files.iter().filter_map(|f| f.stamp.as_ref()).map(Stamp::changed).max();
        let settled = |stamp: &&Stamp| latest.is_some_and(|latest| latest.saturating_sub(stamp.changed()) > STEP);
        let known = |file: &SeedFile| {
            let (stamp, read) = self.files.get(&file.path)?;
            (file.stamp.as_ref() == Some(stamp)).then(|| read.clone())
        };
        let read: Vec<(Gathered, bool)> = files
            .par_iter()
            .map(|file| known(file).map_or_else(|| (read_file(file), true), |read| (read, false)))
            .collect();
        self.opened = read.iter().filter(|(_, opened)| *opened).count();
        let keep = |(file, (read, _)): (&SeedFile, &(Gathered, bool))| {
            let stamp = file.stamp.as_ref().filter(settled)?;
            Some((file.path.clone(), (stamp.clone(), read.clone())))
        };
        self.files = files.iter().zip(&read).filter_map(keep).collect();
        gathered(seeds, read.into_iter().map(|(read, _)| read).collect(), diagnostics)
    }

    /// How many files were opened the last time.
    pub fn opened(&self) -> usize {
        self.opened
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::{fs, thread};

    fn bodies(known: &mut Known, folder: &Path) -> Vec<String> {
        known.read_folder(folder).0.iter().map(|a| a.body.trim().to_owned()).collect()
    }

    /// Whatever is done to a file, and however fast, the next look sees it.
    #[test]
    fn every_change_is_seen() {
        let home = tempfile::tempdir().unwrap();
        let file = |name: &str| home.path().join(name);
        let mut known = Known::default();
        fs::write(file("a.txt"), "first").unwrap();
        fs::write(file("b.txt"), "other").unwrap();
        assert_eq!(bodies(&mut known, home.path()), ["first", "other"]);
        // of the same length, at once, with the old time of change put back
        let time = fs::metadata(file("a.txt")).unwrap().modified().unwrap();
        for n in 0..20 {
            let text = format!("{n:05}");
            fs::write(file("a.txt"), &text).unwrap();
            fs::File::options().write(true).open(file("a.txt")).unwrap().set_modified(time).unwrap();
            assert_eq!(bodies(&mut known, home.path()), [text.as_str(), "other"]);
        }
        fs::write(file("c.txt"), "third").unwrap();
        fs::rename(file("c.txt"), file("a.txt")).unwrap();
        assert_eq!(bodies(&mut known, home.path()), ["third", "other"]);
        fs::remove_file(file("b.txt")).unwrap();
        assert_eq!(bodies(&mut known, home.path()), ["third"]);
        fs::write(file("b.txt"), "again").unwrap();
        assert_eq!(bodies(&mut known, home.path()), ["third", "again"]);
    }

    #[test]
    fn what_has_not_changed_is_not_opened() {
        let home = tempfile::tempdir().unwrap();
        let mut known = Known::default();
        for n in 0..5 {
            fs::write(home.path().join(format!("{n}.txt")), "text").unwrap();
        }
        known.read_folder(home.path());
        assert_eq!(known.opened(), 5);
        thread::sleep(STEP + Duration::from_millis(100));
        for (text, opened) in [("one", 5), ("two", 1), ("three", 1)] {
            fs::write(home.path().join("3.txt"), text).unwrap();
            assert_eq!(bodies(&mut known, home.path())[3], text);
            assert_eq!(known.opened(), opened);
        }
    }
}
