//! Waiting until something changes in the folders of a project.
//!
//! The folders are looked through again and again. That sees what every editor and every file system does, needs
//! nothing of the operating system, and costs some milliseconds for a thousand articles.

use crate::engine::Project;
use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant, SystemTime},
};

/// Between two looks.
const PAUSE: Duration = Duration::from_millis(60);
/// A change is taken for complete when nothing more happens for so long.
const SETTLED: Duration = Duration::from_millis(15);
/// Looking takes no more than this part of the time.
const SHARE: u32 = 20;
/// Folders within folders that are still looked into.
const MAX_DEPTH: usize = 32;

/// By path: size, when it was changed, and which file it is.
type Stamps = BTreeMap<PathBuf, (u64, Option<SystemTime>, u64)>;

pub struct Watch {
    roots: Vec<PathBuf>,
    seen: Stamps,
}

impl Watch {
    pub fn new(project: &Project) -> Watch {
        let roots = vec![project.seeds.clone(), project.data.clone()];
        Watch { seen: look(&roots), roots }
    }

    /// Returns when something is otherwise than it was when this last returned.
    pub fn wait(&mut self) {
        loop {
            let start = Instant::now();
            let mut found = look(&self.roots);
            let took = start.elapsed();
            if found != self.seen {
                // an editor may write in several steps
                loop {
                    thread::sleep(SETTLED);
                    let again = look(&self.roots);
                    if again == found {
                        break;
                    }
                    found = again;
                }
                self.seen = found;
                return;
            }
            thread::sleep(PAUSE.max(took * SHARE));
        }
    }
}

fn look(roots: &[PathBuf]) -> Stamps {
    let mut stamps = Stamps::new();
    for root in roots {
        // what can't be looked at is told by the build
        let _ = walk(root, 0, &mut stamps);
    }
    stamps
}

fn walk(folder: &Path, depth: usize, stamps: &mut Stamps) -> io::Result<()> {
    if depth > MAX_DEPTH {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        // editors keep their own files beside the one that is edited
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        let Ok(meta) = fs::metadata(&path) else { continue };
        if meta.is_dir() {
            let _ = walk(&path, depth + 1, stamps);
        } else {
            stamps.insert(path, (meta.len(), meta.modified().ok(), number(&meta)));
        }
    }
    Ok(())
}

/// Which file it is: a new one in the place of the old has another number.
#[cfg(unix)]
fn number(meta: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(meta)
}
#[cfg(not(unix))]
fn number(_: &fs::Metadata) -> u64 {
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_change_is_seen() {
        let home = tempfile::tempdir().unwrap();
        let at = |path: &str| home.path().join(path);
        fs::create_dir_all(at("seeds/sub")).unwrap();
        fs::write(at("seeds/sub/a.txt"), "one").unwrap();
        let roots = [at("seeds"), at("data")];
        let mut before = look(&roots);
        let mut changed = |what: &str| {
            let now = look(&roots);
            assert_ne!(now, before, "{what}");
            before = now;
        };
        fs::write(at("seeds/sub/a.txt"), "three").unwrap();
        changed("other words");
        fs::write(at("seeds/b.txt"), "").unwrap();
        changed("a new file");
        fs::rename(at("seeds/b.txt"), at("seeds/c.txt")).unwrap();
        changed("another name");
        fs::create_dir(at("data")).unwrap();
        fs::write(at("data/events.yaml"), "").unwrap();
        changed("a new folder");
        fs::write(at("new"), "").unwrap();
        fs::rename(at("new"), at("data/events.yaml")).unwrap();
        changed("another file under the same name");
        fs::remove_file(at("seeds/c.txt")).unwrap();
        changed("none any more");
        fs::write(at("seeds/.c.txt.swp"), "x").unwrap();
        assert_eq!(look(&roots), before, "an editor's own file");
    }
}
