//! What was extracted before: an article is read again only when its content, the day given by hand, the packs or the
//! program have changed.
//!
//! In memory where there is more than one run; in a folder too when one is given. The folder can be deleted at any time and
//! changes no result: an entry is named by the hash of all that went into it, holds a hash of itself under that name, and is
//! made anew when it does not fit.

use super::shelf::Shelf;
use crate::{
    dating::{DatedArticle, Hint},
    edtf::Edtf,
    ingest::Article,
    pack::Registry,
    timeline,
};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::{
    fs,
    io::{Read, Seek, SeekFrom},
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

/// The hash of everything that a result depends on.
pub type Key = [u8; 32];

/// Cache folders of other programs, or of other packs, that are kept beside the present one.
const KEPT: usize = 3;
/// Tells programs that make backups to leave the folder out.
const TAG: (&str, &str) =
    ("CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55\n# Made by demarche; delete it whenever you like.\n");

/// What is done to a result before it is remembered; with one that was read from the folder, what reading has not done.
pub type Tidy<'t> = &'t (dyn Fn(&mut DatedArticle, Origin) + Sync);

/// Where a result comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    Extraction,
    Folder,
}

/// Results of earlier runs.
#[derive(Debug, Default)]
pub struct Memory {
    /// A single run without a folder has nobody to remember for.
    forgets: bool,
    /// What is read again in the same run is read with other hints: nothing is asked for twice.
    once: bool,
    /// Somebody will ask why.
    explains: bool,
    /// Results of the last run and of this one; each with the run that used it last.
    entries: Mutex<FxHashMap<Key, (Arc<DatedArticle>, u32)>>,
    run: u32,
    folder: Option<PathBuf>,
    /// Where this program with these packs keeps its own.
    shelf: Option<Shelf>,
    extracted: AtomicUsize,
    recalled: AtomicUsize,
    again: AtomicUsize,
}

/// How many articles were read in a run, and how many were known from before.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effort {
    pub extracted: usize,
    pub recalled: usize,
    /// Of all, those that were read once more with what others say of their day.
    pub again: usize,
}

impl Memory {
    /// With results kept below `folder` from run to run.
    pub fn kept_in(folder: Option<PathBuf>) -> Memory {
        Memory { folder, ..Memory::default() }
    }

    /// For a single run: with a folder as [`kept_in`](Self::kept_in), without one nothing is remembered.
    pub fn of_one_run(folder: Option<PathBuf>, explains: bool) -> Memory {
        Memory { forgets: folder.is_none(), once: true, explains, folder, ..Memory::default() }
    }

    /// Whether the mentions and their reasons are kept in what is built.
    pub fn explains(&self) -> bool {
        self.explains
    }

    /// Whether nothing is remembered, so that keys are of no use.
    pub fn forgets(&self) -> bool {
        self.forgets
    }

    /// Whether there is but one run.
    pub fn is_for_once(&self) -> bool {
        self.once
    }

    /// Whether results of these keys lie in the folder, as far as can be told without reading them.
    pub fn knows(&self, keys: &[Key]) -> bool {
        self.shelf.as_ref().is_some_and(|shelf| keys.iter().all(|key| shelf.knows(key)))
    }

    /// A new run; `mark` stands for the packs and whatever else all articles depend on.
    pub fn begin(&mut self, mark: &Key) {
        self.run += 1;
        *self.extracted.get_mut() = 0;
        *self.recalled.get_mut() = 0;
        *self.again.get_mut() = 0;
        self.shelf = self.folder.as_ref().and_then(|folder| shelf(folder, "articles", mark));
    }

    /// Forgets what the run that ends here did not use.
    pub fn end(&mut self) -> Effort {
        let run = self.run;
        if let Some(shelf) = self.shelf.take() {
            shelf.tidy();
        }
        self.entries.get_mut().unwrap_or_else(|e| e.into_inner()).retain(|_, entry| entry.1 == run);
        Effort {
            extracted: *self.extracted.get_mut(),
            recalled: *self.recalled.get_mut(),
            again: *self.again.get_mut(),
        }
    }

    /// The results for these keys, which are those of an article of this body, if all are known; otherwise `make` makes them
    /// all. What is made, or read from the folder, is remembered as `tidy` leaves it; the folder keeps all of it but the body.
    pub fn recall(
        &self,
        (keys, body): (&[Key], &Arc<str>),
        make: impl FnOnce() -> Vec<DatedArticle>,
        tidy: Tidy,
    ) -> Vec<DatedArticle> {
        let (all, known) = self.known_or((keys, body), make, tidy);
        let counter = if known { &self.recalled } else { &self.extracted };
        counter.fetch_add(1, Ordering::Relaxed);
        all
    }

    /// The results for these keys if all are known.
    pub fn recall_known(&self, (keys, body): (&[Key], &Arc<str>), tidy: Tidy) -> Option<Vec<DatedArticle>> {
        let known: Option<Vec<DatedArticle>> = keys.iter().map(|key| self.look_up(key, body, tidy)).collect();
        self.recalled.fetch_add(usize::from(known.is_some()), Ordering::Relaxed);
        known
    }

    /// The same for one that was read in this run already, without what others say.
    pub fn recall_again(
        &self,
        (key, body): (&Key, &Arc<str>),
        make: impl FnOnce() -> DatedArticle,
        tidy: Tidy,
    ) -> DatedArticle {
        let (mut all, known) = self.known_or((&[*key], body), || vec![make()], tidy);
        if !known {
            self.again.fetch_add(1, Ordering::Relaxed);
        }
        all.swap_remove(0)
    }

    fn known_or(
        &self,
        (keys, body): (&[Key], &Arc<str>),
        make: impl FnOnce() -> Vec<DatedArticle>,
        tidy: Tidy,
    ) -> (Vec<DatedArticle>, bool) {
        let tidied = |mut made: Vec<DatedArticle>| {
            made.iter_mut().for_each(|article| tidy(article, Origin::Extraction));
            made
        };
        if self.forgets {
            return (tidied(make()), false);
        }
        let known: Option<Vec<DatedArticle>> = keys.iter().map(|key| self.look_up(key, body, tidy)).collect();
        if let Some(known) = known {
            return (known, true);
        }
        let mut made = make();
        for (key, article) in keys.iter().zip(&mut made) {
            self.store(key, article);
        }
        let made = tidied(made);
        if self.once {
            return (made, false);
        }
        let mut entries = self.entries.lock().unwrap_or_else(|e| e.into_inner());
        for (key, article) in keys.iter().zip(&made) {
            entries.insert(*key, (Arc::new(article.clone()), self.run));
        }
        drop(entries);
        (made, false)
    }

    fn look_up(&self, key: &Key, body: &Arc<str>, tidy: Tidy) -> Option<DatedArticle> {
        let mut entries = self.entries.lock().unwrap_or_else(|e| e.into_inner());
        let known = entries.get_mut(key).map(|(article, run)| {
            *run = self.run;
            article.clone()
        });
        drop(entries);
        // copied when others can look again
        if let Some(article) = known {
            return Some(DatedArticle::clone(&article));
        }
        let shelf = self.shelf.as_ref()?;
        let (mut article, letters) =
            shelf.get(key, |bytes| postcard::from_bytes::<(DatedArticle, Vec<_>)>(bytes).ok())?;
        article.recall_letters(letters);
        article.body = body.clone();
        if self.explains {
            article.recall_why(postcard::from_bytes(&shelf.beside(key)?).ok()?);
        }
        tidy(&mut article, Origin::Folder);
        if self.once {
            return Some(article);
        }
        let mut entries = self.entries.lock().unwrap_or_else(|e| e.into_inner());
        entries.insert(*key, (Arc::new(article.clone()), self.run));
        Some(article)
    }

    /// With the reasons beside all else: where nobody asks for them, they are not read. The body is in the key, and known to
    /// whoever has that.
    fn store(&self, key: &Key, article: &mut DatedArticle) {
        let Some(shelf) = &self.shelf else { return };
        timeline::note_letters(article);
        let (why, body) = (article.take_why(), std::mem::take(&mut article.body));
        let told = (&*article, article.letters());
        if let (Ok(bytes), Ok(beside)) = (postcard::to_allocvec(&told), postcard::to_allocvec(&why)) {
            shelf.put(key, &bytes, &beside);
        }
        article.body = body;
        article.recall_why(why);
    }
}

/// Everything that all articles depend on: the packs by their stamp, and the registry where people have changed it.
pub fn mark(stamp: &Key, registry: Option<&Registry>) -> Key {
    let Some(registry) = registry else { return *stamp };
    let mut hash = blake3::Hasher::new_keyed(stamp);
    let sources = (&registry.countries, &registry.bodies, &registry.places, &registry.people);
    // what a person says of offices outranks the rest, though its form is the same
    let said = registry.people.iter().flat_map(|p| p.offices.iter().filter(|t| t.by_hand).map(move |t| (&p.id, t)));
    let said: Vec<_> = said.collect();
    let rest = (&registry.offices, &registry.led_by_government, said);
    for bytes in [postcard::to_allocvec(&sources), postcard::to_allocvec(&rest)] {
        // the registry was read from this form; if it could not be written in it, nothing would be kept apart by it
        let bytes = bytes.unwrap_or_default();
        hash.update(&(bytes.len() as u64).to_le_bytes()).update(&bytes);
    }
    *hash.finalize().as_bytes()
}

/// The key of an article with the publication day that a person gives it.
pub fn key(mark: &Key, article: &Article, published: Option<&Edtf>) -> Key {
    let Article { id, path, title, body, published: given, source, url, language } = article;
    let parts = (id, path, title, (given, source, url, language), published);
    let bytes = postcard::to_allocvec(&parts).unwrap_or_default();
    // all at once: several stretches of it are hashed side by side then
    let all = [&(bytes.len() as u64).to_le_bytes(), &bytes[..], body.as_bytes()].concat();
    *blake3::keyed_hash(mark, &all).as_bytes()
}

/// The key of an article that is read with what others say.
pub fn key_with(key: &Key, hints: &[Hint]) -> Key {
    let mut hash = blake3::Hasher::new_keyed(key);
    for hint in hints {
        let Hint { mention, article, days, published, copied, likeness } = hint;
        let parts = (mention, article, days, published, copied, likeness);
        let bytes = postcard::to_allocvec(&parts).unwrap_or_default();
        hash.update(&(bytes.len() as u64).to_le_bytes()).update(&bytes);
    }
    *hash.finalize().as_bytes()
}

/// The program itself: another build of it may read otherwise. By its size, its age and blocks from all over it, for it
/// is large; None when it can't be read; then nothing is kept.
fn program() -> Option<&'static [u8]> {
    const BLOCKS: u64 = 128;
    const BLOCK: usize = 4096;
    static PROGRAM: std::sync::LazyLock<Option<[u8; 32]>> = std::sync::LazyLock::new(|| {
        let mut file = fs::File::open(std::env::current_exe().ok()?).ok()?;
        let meta = file.metadata().ok()?;
        let age = meta.modified().ok().and_then(|t| t.duration_since(std::time::UNIX_EPOCH).ok());
        let mut hash = blake3::Hasher::new();
        hash.update(&meta.len().to_le_bytes()).update(&age.map_or(0, |a| a.as_nanos()).to_le_bytes());
        let mut block = Vec::with_capacity(BLOCK);
        for n in 0..BLOCKS {
            block.clear();
            file.seek(SeekFrom::Start(meta.len() / BLOCKS * n)).ok()?;
            Read::by_ref(&mut file).take(BLOCK as u64).read_to_end(&mut block).ok()?;
            hash.update(&block);
        }
        Some(*hash.finalize().as_bytes())
    });
    PROGRAM.as_ref().map(|hash| hash.as_slice())
}

/// What everything is made by: the program, and what `mark` stands for.
pub fn made_by(mark: &Key) -> Option<Key> {
    Some(*blake3::keyed_hash(mark, program()?).as_bytes())
}

/// What this program keeps of a sort in a folder, where `mark` stands for all else that it depends on.
pub fn shelf(folder: &Path, sort: &str, mark: &Key) -> Option<Shelf> {
    let name = format!("{sort}-{}", &blake3::Hash::from(made_by(mark)?).to_hex()[..16]);
    let own = folder.join(name);
    fs::create_dir_all(&own).ok()?;
    if !folder.join(TAG.0).exists() {
        let _ = fs::write(folder.join(TAG.0), TAG.1);
    }
    sweep(folder, sort, &own);
    Some(Shelf::open(own))
}

/// Removes the shelves of a sort that were made longest ago; those of a few other programs and packs stay.
fn sweep(folder: &Path, sort: &str, own: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let shelf = |name: &str| {
        let hash = name.strip_prefix(sort).and_then(|rest| rest.strip_prefix('-'));
        hash.is_some_and(|h| h.len() == 16 && h.bytes().all(|b| b.is_ascii_hexdigit()))
    };
    let others =
        entries.filter_map(|e| e.ok()).filter(|e| e.path() != own && e.file_name().to_str().is_some_and(shelf));
    let mut others: Vec<_> = others.filter_map(|e| Some((e.metadata().ok()?.modified().ok()?, e.path()))).collect();
    others.sort();
    let extra = others.len().saturating_sub(KEPT);
    for (_, path) in others.into_iter().take(extra) {
        let _ = fs::remove_dir_all(path);
    }
}
