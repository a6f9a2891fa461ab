//! Results on the disk: a file a run that had some, and one now and then for those of many runs.
//!
//! A file is a row of results, each behind its key and the hash of itself under that key, and in front of what is seldom asked
//! for of it. Nothing is ever changed in a file, so
//! that a run that is killed or meets another leaves what can be read; what can't be is passed over.

use super::memory::Key;
use rustc_hash::FxHashMap;
use std::{
    cell::Cell,
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};
use twox_hash::xxhash3_128::Hasher;

const PREFIX: &str = "results-";
/// More files than these are put together.
const MANY: usize = 12;
/// So much is read at once to find them.
const WINDOW: usize = 1 << 14;
/// Key, hash and length of the result, the same of what is seldom asked for.
const HEAD: usize = 32 + 2 * (16 + 4);

/// Of a result under a key: tells what was damaged, and guards against nobody.
fn hash(key: &Key, result: &[u8]) -> [u8; 16] {
    let mut hasher = Hasher::new();
    hasher.write(key);
    hasher.write(result);
    hasher.finish_128().to_le_bytes()
}

/// The results of one program with the same packs.
#[derive(Debug)]
pub struct Shelf {
    folder: PathBuf,
    files: Vec<(PathBuf, File, u64)>,
    known: FxHashMap<Key, Place>,
    /// The file of this run, once there is something to put in it.
    new: Mutex<New>,
}

#[derive(Debug, Clone, Copy)]
struct Place {
    file: usize,
    at: u64,
    /// Of the result, and of what is seldom asked for.
    lengths: (usize, usize),
}

impl Place {
    fn whole(&self) -> usize {
        HEAD + self.lengths.0 + self.lengths.1
    }
}

#[derive(Debug, Default)]
enum New {
    #[default]
    Nothing,
    File(File),
    /// The disk refused: what follows would not be found.
    Broken,
}

impl Shelf {
    /// What is there. The folder stands already.
    pub fn open(folder: PathBuf) -> Shelf {
        let mut shelf = Shelf { files: Vec::new(), known: FxHashMap::default(), new: Mutex::default(), folder };
        let entries = fs::read_dir(&shelf.folder).into_iter().flatten().filter_map(|e| e.ok());
        let ours = entries.filter(|e| e.file_name().to_str().is_some_and(|n| n.starts_with(PREFIX)));
        let mut paths: Vec<PathBuf> = ours.map(|e| e.path()).collect();
        paths.sort();
        for path in paths {
            let Ok(file) = File::open(&path) else { continue };
            let length = file.metadata().map_or(0, |m| m.len());
            shelf.learn(&file, length);
            shelf.files.push((path, file, length));
        }
        shelf
    }

    /// Where each result of a file stands, as far as it is whole.
    fn learn(&mut self, file: &File, end: u64) {
        let number = self.files.len();
        let mut at = 0;
        // small results stand near each other
        let mut window = vec![0; WINDOW];
        let (mut from, mut filled) = (0, 0);
        while at + HEAD as u64 <= end {
            if at < from || at + HEAD as u64 > from + filled as u64 {
                (from, filled) = (at, WINDOW.min((end - at) as usize));
                if read_at(file, at, &mut window[..filled]).is_err() {
                    return;
                }
            }
            let head = &window[(at - from) as usize..][..HEAD];
            let length = |at: usize| u32::from_le_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]) as usize;
            let place = Place { file: number, at, lengths: (length(48), length(68)) };
            let next = at + place.whole() as u64;
            if next > end {
                return;
            }
            let mut own = Key::default();
            own.copy_from_slice(&head[..32]);
            self.known.insert(own, place);
            at = next;
        }
    }

    /// Whether a result of this key seems to be there.
    pub fn knows(&self, key: &Key) -> bool {
        self.known.contains_key(key)
    }

    /// What is made of the result of this key, if it is there as it was put.
    pub fn get<T>(&self, key: &Key, make: impl FnOnce(&[u8]) -> Option<T>) -> Option<T> {
        let place = self.known.get(key)?;
        // there are as many as articles, and one room for each thread is enough for all
        thread_local!(static ROOM: Cell<Vec<u8>> = const { Cell::new(Vec::new()) });
        let mut bytes = ROOM.take();
        bytes.resize(HEAD + place.lengths.0, 0);
        let read = read_at(&self.files[place.file].1, place.at, &mut bytes).is_ok();
        let whole = read && &bytes[..32] == key && bytes[32..48] == hash(key, &bytes[HEAD..]);
        let made = if whole { make(&bytes[HEAD..]) } else { None };
        ROOM.set(bytes);
        made
    }

    /// What was put beside the result of this key.
    pub fn beside(&self, key: &Key) -> Option<Vec<u8>> {
        let place = self.known.get(key)?;
        let mut bytes = vec![0; place.whole()];
        read_at(&self.files[place.file].1, place.at, &mut bytes).ok()?;
        let rest = bytes.split_off(HEAD + place.lengths.0);
        (&bytes[..32] == key && bytes[52..68] == hash(key, &rest)).then_some(rest)
    }

    /// The result, and beside it what is seldom asked for. What can't be written is made anew the next time.
    pub fn put(&self, key: &Key, result: &[u8], rest: &[u8]) {
        let (Ok(length), Ok(beside)) = (u32::try_from(result.len()), u32::try_from(rest.len())) else { return };
        let (own, its) = (hash(key, result), hash(key, rest));
        let bytes = [&key[..], &own, &length.to_le_bytes(), &its, &beside.to_le_bytes(), result, rest].concat();
        let mut new = self.new.lock().unwrap_or_else(PoisonError::into_inner);
        if matches!(*new, New::Nothing) {
            *new = create(&self.folder).map_or(New::Broken, New::File);
        }
        if let New::File(file) = &mut *new
            && file.write_all(&bytes).is_err()
        {
            *new = New::Broken;
        }
    }

    /// Puts many small files together to one.
    pub fn tidy(&self) {
        if self.files.len() <= MANY {
            return;
        }
        let most = self.files.iter().map(|f| f.2).max().unwrap_or(0);
        let small = |n: &usize| self.files[*n].2 <= most / 2 || self.files.len() > 2 * MANY;
        let small: Vec<usize> = (0..self.files.len()).filter(small).collect();
        if self.gathered(&small).is_some() {
            // another run that is about to read them makes anew what it misses
            small.iter().for_each(|n| drop(fs::remove_file(&self.files[*n].0)));
        }
    }

    fn gathered(&self, files: &[usize]) -> Option<()> {
        let mut to = io::BufWriter::new(create(&self.folder).ok()?);
        for place in self.known.values().filter(|place| files.contains(&place.file)) {
            // as they stand; what is damaged is passed over by whoever asks for it
            let mut bytes = vec![0; place.whole()];
            if read_at(&self.files[place.file].1, place.at, &mut bytes).is_ok() {
                to.write_all(&bytes).ok()?;
            }
        }
        to.flush().ok()
    }
}

/// A file that no other run writes to.
fn create(folder: &Path) -> io::Result<File> {
    let (file, _) = tempfile::Builder::new().prefix(PREFIX).tempfile_in(folder)?.keep().map_err(|e| e.error)?;
    Ok(file)
}

#[cfg(unix)]
fn read_at(file: &File, at: u64, to: &mut [u8]) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, to, at)
}

#[cfg(not(unix))]
fn read_at(file: &File, at: u64, to: &mut [u8]) -> io::Result<()> {
    use std::io::{Read, Seek, SeekFrom};
    // one place in the file for all threads
    static ONE: Mutex<()> = Mutex::new(());
    let _one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    let mut file = file;
    file.seek(SeekFrom::Start(at))?;
    file.read_exact(to)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(n: u8) -> Key {
        [n; 32]
    }

    fn get(shelf: &Shelf, n: u8) -> Option<Vec<u8>> {
        shelf.get(&key(n), |bytes| Some(bytes.to_vec()))
    }

    #[test]
    fn what_is_put_is_found_by_the_next() {
        let home = tempfile::tempdir().unwrap();
        let open = || Shelf::open(home.path().to_owned());
        for n in 0..40 {
            let shelf = open();
            for earlier in 0..n {
                assert_eq!(get(&shelf, earlier), Some(vec![earlier; 100]));
                assert_eq!(shelf.beside(&key(earlier)), Some(vec![earlier; 9]));
            }
            shelf.put(&key(n), &[n; 100], &[n; 9]);
            assert_eq!(get(&shelf, n), None, "it is for later runs");
            shelf.tidy();
        }
        let left = fs::read_dir(home.path()).unwrap().count();
        assert!(left <= 2 * MANY + 2, "{left} files");
    }

    #[test]
    fn what_is_broken_is_passed_over() {
        let home = tempfile::tempdir().unwrap();
        let open = || Shelf::open(home.path().to_owned());
        let shelf = open();
        (0..3).for_each(|n| shelf.put(&key(n), &[n; 100], &[n; 9]));
        let path = fs::read_dir(home.path()).unwrap().next().unwrap().unwrap().path();
        let whole = fs::read(&path).unwrap();
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 1;
            fs::write(&path, &bytes).unwrap();
            let shelf = open();
            let found: Vec<_> = (0..3).map(|n| (get(&shelf, n), shelf.beside(&key(n)))).collect();
            assert!(found.iter().zip(0..).all(|(f, n)| f.0.as_ref().is_none_or(|f| *f == [n; 100])));
            assert!(found.iter().zip(0..).all(|(f, n)| f.1.as_ref().is_none_or(|f| *f == [n; 9])));
            fs::write(&path, &whole[..at]).unwrap();
            let shelf = open();
            assert_eq!((0..3).filter(|n| get(&shelf, *n).is_some()).count(), at / (HEAD + 109));
        }
    }
}
