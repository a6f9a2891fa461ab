//! What is remembered of a build in the cache's folder: what it was made from, what it said, and how it left its files. When all
//! of that is as it was there is nothing to be done; otherwise the files that would be made from the same are kept.
//!
//! As all in that folder, it can be deleted at any time and changes no result.

use super::{build::Options, summary::Told};
use crate::{
    engine::{
        Project,
        memory::{self, Key},
    },
    ingest::{self, Listed, SeedFile},
    pack,
    report::Diagnostic,
    site::publish::{Cuts, Record},
    stamp::Stamp,
};
use serde::{Deserialize, Serialize};
use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    thread,
    time::Duration,
};
use tempfile::NamedTempFile;
use twox_hash::xxhash3_128::Hasher;

/// Notes of other builds, to other places or with other options, that are kept beside the present one.
const KEPT: usize = 8;
const NOTE: &str = "built-";
const CUTS: &str = "cuts-";
const SPARE: &str = "site-";
/// A whole site each, though most of it has its names here and there.
const SPARES_KEPT: usize = 1;
/// Within so many turns of a millisecond each, any file system that tells time finely tells another.
const TURNS: usize = 12;

/// The note of an earlier build with the same options to the same place, and the room for the next.
pub struct Past {
    folder: PathBuf,
    key: Key,
    note: Option<Note>,
    /// What the next one is made from, where that can be told by looking.
    inputs: Option<Key>,
    /// The articles' files as they were looked at for that.
    listed: Option<Listed>,
    /// Waits for the next; its stamp is that of the beginning.
    room: NamedTempFile,
    begun: Stamp,
}

#[derive(Serialize, Deserialize)]
struct Note {
    inputs: Option<Key>,
    told: Told,
    diagnostics: Vec<Diagnostic>,
    record: Record,
}

impl Past {
    /// None where nothing is kept, or can be.
    pub fn open(project: &Project, options: &Options) -> Option<Past> {
        let folder = project.cache.clone()?;
        let key = key(project, options)?;
        fs::create_dir_all(&folder).ok()?;
        let room = NamedTempFile::new_in(&folder).ok()?;
        let begun = stamp(&room)?;
        let note = || {
            let bytes = read(&folder.join(name(NOTE, &key)), &key)?;
            let (mut note, look) = postcard::take_from_bytes::<Note>(&bytes).ok()?;
            if let Some(look) = postcard::from_bytes::<Option<Stamp>>(look).ok()? {
                note.record.settle(&look);
            }
            Some(note)
        };
        let (note, (inputs, listed)) = rayon::join(note, || inputs(project, &begun));
        Some(Past { folder, key, note, inputs, listed, room, begun })
    }

    /// What an earlier build said, if it would be the same again to the byte.
    pub fn again(&mut self, out: &Path) -> Option<(Told, Vec<Diagnostic>)> {
        let note = self.note.as_ref()?;
        if note.inputs.is_none() || note.inputs != self.inputs || !note.record.stands(out) {
            return None;
        }
        let mut note = self.note.take()?;
        let said = (note.told.clone(), note.diagnostics.clone());
        if !note.record.is_settled() {
            // what was as it should be after this began, and lay still before
            note.record.settle(&self.begun);
            if let Ok(bytes) = postcard::to_allocvec(&note) {
                self.save(bytes, None);
            }
        }
        Some(said)
    }

    /// The files of the seeds' folder, which need not be looked at once more.
    pub fn listed(&mut self) -> Option<Listed> {
        self.listed.take()
    }

    /// How the earlier build left its files.
    pub fn record(&mut self) -> Record {
        let mut record = self.note.take().map(|note| note.record).unwrap_or_default();
        let cuts = read(&self.folder.join(name(CUTS, &self.key)), &self.key).and_then(Cuts::read);
        record.cuts = cuts.unwrap_or_default();
        record.sparing(self.folder.join(name(SPARE, &self.key)))
    }

    /// For the next build. What can't be written is not known then.
    pub fn keep(mut self, told: &Told, diagnostics: Vec<Diagnostic>, record: Record) {
        let inputs = self.inputs.take();
        let mut note = Note { inputs, told: told.clone().again(), diagnostics, record };
        let Ok(bytes) = postcard::to_allocvec(&note) else { return };
        // as late as can be: mostly there is nothing to wait for then
        let mut last = None;
        for _ in 0..TURNS {
            let looked = self.room.as_file().set_len(0).and_then(|()| self.room.write_all(b".")).ok();
            let Some(look) = looked.and_then(|()| stamp(&self.room)) else { return };
            let settled = note.record.settle(&look);
            last = Some(look);
            if settled {
                break;
            }
            thread::sleep(Duration::from_millis(1));
        }
        self.save(bytes, last.as_ref());
    }

    /// The same of where the pieces of large files stand; it counts only for files that are as it says.
    pub fn keep_cuts(&self, cuts: &Cuts) {
        self.write(CUTS, |to| cuts.write(to));
    }

    /// A note, and behind it a look at the file system after all that it tells of, which it tells to have lain still.
    fn save(&self, note: Vec<u8>, look: Option<&Stamp>) {
        let Ok(bytes) = postcard::to_extend(&look, note) else { return };
        self.write(NOTE, |to| to.write_all(&bytes));
        sweep(&self.folder, NOTE, KEPT);
        sweep(&self.folder, CUTS, KEPT);
        sweep(&self.folder, SPARE, SPARES_KEPT);
    }

    /// What is written, and behind it its hash.
    fn write(&self, prefix: &str, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) {
        let Ok(file) = NamedTempFile::new_in(&self.folder) else { return };
        let mut to = io::BufWriter::with_capacity(1 << 16, Hashing { to: file, hasher: hasher(&self.key) });
        let written = write(&mut to).and_then(|()| to.into_inner().map_err(io::IntoInnerError::into_error));
        if let Ok(Hashing { to: mut file, hasher }) = written
            && file.write_all(&hasher.finish_128().to_le_bytes()).is_ok()
        {
            let place = self.folder.join(name(prefix, &self.key));
            // a file that takes another's place is brought to the disk at once by some systems. Killed between, nothing is known
            let _ = fs::remove_file(&place);
            let _ = file.persist(place);
        }
    }
}

/// Stands for all that is told to the program, and the program.
fn key(project: &Project, options: &Options) -> Option<Key> {
    let Options { out, language, full_text, title, base_url } = options;
    let Project { seeds, data, cache: _, from } = project;
    let out = std::path::absolute(out).ok()?;
    let told = (out, language, full_text, title, base_url, (seeds, data, from));
    memory::made_by(blake3::hash(&postcard::to_allocvec(&told).ok()?).as_bytes())
}

/// Stands for what is read: the articles by how they lie, the rest by content. None when an article may have changed while
/// it was read and look as before. Beside it the files that were looked at.
fn inputs(project: &Project, begun: &Stamp) -> (Option<Key>, Option<Listed>) {
    if !project.from.is_empty() {
        return (None, None);
    }
    let (files, diagnostics) = ingest::list_folder(&project.seeds);
    let settled = |file: &SeedFile| file.stamp.as_ref().is_some_and(|stamp| stamp.before(begun));
    let key = files.iter().all(settled).then(|| key_of(project, &files, &diagnostics)).flatten();
    (key, Some((files, diagnostics)))
}

fn key_of(project: &Project, files: &[SeedFile], diagnostics: &[Diagnostic]) -> Option<Key> {
    let files: Vec<_> = files.iter().map(|file| (&file.path, &file.location, &file.stamp)).collect();
    let corrections = fs::read(project.corrections()).map_err(|error| error.to_string());
    let read = (files, diagnostics, corrections, pack::stamp(&project.data));
    Some(*blake3::hash(&postcard::to_allocvec(&read).ok()?).as_bytes())
}

fn stamp(room: &NamedTempFile) -> Option<Stamp> {
    Stamp::of(&room.as_file().metadata().ok()?)
}

/// What was written there under the same key.
fn read(place: &Path, key: &Key) -> Option<Vec<u8>> {
    let mut bytes = fs::read(place).ok()?;
    let (rest, hash) = bytes.split_last_chunk()?;
    let mut hasher = hasher(key);
    hasher.write(rest);
    if hasher.finish_128().to_le_bytes() != *hash {
        return None;
    }
    bytes.truncate(bytes.len() - hash.len());
    Some(bytes)
}

/// Of what is written under a key: tells what was damaged, and guards against nobody.
fn hasher(key: &Key) -> Hasher {
    let mut hasher = Hasher::new();
    hasher.write(key);
    hasher
}

/// Passes on what is written, and gathers its hash.
struct Hashing {
    to: NamedTempFile,
    hasher: Hasher,
}

impl Write for Hashing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n = self.to.write(bytes)?;
        self.hasher.write(&bytes[..n]);
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

fn name(prefix: &str, key: &Key) -> String {
    format!("{prefix}{}", &blake3::Hash::from(*key).to_hex()[..16])
}

/// Removes those of a sort that were made longest ago, but for so many beside the present one.
fn sweep(folder: &Path, prefix: &str, kept: usize) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let note = |name: &str| {
        name.strip_prefix(prefix).is_some_and(|h| h.len() == 16 && h.bytes().all(|b| b.is_ascii_hexdigit()))
    };
    let notes = entries.filter_map(|e| e.ok()).filter(|e| e.file_name().to_str().is_some_and(note));
    let mut notes: Vec<_> = notes.filter_map(|e| Some((e.metadata().ok()?.modified().ok()?, e.path()))).collect();
    notes.sort();
    let extra = notes.len().saturating_sub(kept + 1);
    for (_, path) in notes.into_iter().take(extra) {
        let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    }
}
