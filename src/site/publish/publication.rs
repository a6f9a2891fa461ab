//! A site as it is written, file by file, from as many threads as there are.

use super::{
    At, Cuts, Manifest, PublishError, Summary,
    exchange::exchange,
    manifest::{self, Hash},
    place::{Job, in_place},
    record::{Done, Lying, Record},
    seal::Seal,
    sheet::{Cut, Earlier, Pen, Sheet},
    spare,
    stage::{Stage, vacate},
    sweep, system,
    underway::Underway,
};
use crate::stamp::Stamp;
use rustc_hash::FxHashSet;
use std::{
    cell::Cell,
    collections::BTreeMap,
    fs, io,
    io::Write,
    path::{Component, Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

/// A site on its way into a folder, which is locked against other runs until the end. Dropped before
/// [`finish`](Self::finish), it leaves everything as it was.
pub struct Publication {
    out: PathBuf,
    /// The folder was made for it, and goes again if nothing comes of it.
    made: bool,
    old: Manifest,
    /// What an earlier build left.
    past: Record,
    /// The next build will be told of this one.
    remembers: bool,
    state: Mutex<State>,
    /// Where new files wait; made with the first of them. By itself, as making it takes a while in which files are found.
    stage: Mutex<Option<Stage>>,
    underway: Underway,
    lock: Option<system::Lock>,
}

/// What is in a file, with its stamp from before it was read.
type Standing = (Vec<u8>, Option<Stamp>);

/// A file that is ready.
struct Found {
    hash: Hash,
    /// As it was before its content was looked at, or after it was written.
    stamp: Option<Stamp>,
    seal: Option<Seal>,
}

#[derive(Default)]
struct State {
    /// Paths that were given out, ready or not.
    taken: FxHashSet<String>,
    /// There already, with the same bytes.
    same: Vec<String>,
    /// In the stage.
    written: Vec<String>,
    edited: Vec<String>,
    /// Every file that is ready.
    ready: Vec<(String, Found)>,
    /// Where the pieces of the streamed ones stand.
    cuts: Cuts,
    /// Folders of the site that are known to be folders, or not to be there.
    sound: FxHashSet<String>,
}

impl Publication {
    /// Locks the folder, which is made if it isn't there, and sweeps what a killed run left.
    ///
    /// # Errors
    /// When `out` is no folder or can't be read, or when another run is at work.
    pub fn begin(out: &Path) -> Result<Publication, PublishError> {
        Self::begin_with(out, Record::default(), false)
    }

    /// The same with what is remembered of an earlier build.
    ///
    /// # Errors
    /// As [`begin`](Self::begin).
    pub fn begin_after(out: &Path, past: Record) -> Result<Publication, PublishError> {
        Self::begin_with(out, past, true)
    }

    /// The same before there is anything to write, with a look at what stands there: by the cores that have nothing else to do.
    /// Where there is no such folder yet, or another run is at work, what is remembered is given back for a later time.
    ///
    /// # Errors
    /// As [`begin`](Self::begin).
    pub fn begin_early(out: &Path, past: Record) -> Result<Result<Publication, Record>, PublishError> {
        if !out.is_dir() || system::lock(out).is_err() {
            return Ok(Err(past));
        }
        let mut early = idle(|| Self::begin_after(out, past))?;
        early.past.look(&early.out);
        let spare = early.past.spare.as_ref().is_some_and(|spare| spare.is_dir());
        if let Some(stage) = spare.then(|| idle(|| early.stage()).ok()).flatten() {
            early.stage = Mutex::new(Some(stage));
        }
        Ok(Ok(early))
    }

    fn begin_with(out: &Path, past: Record, remembers: bool) -> Result<Publication, PublishError> {
        let made = prepare(out)?;
        Self::begin_in(out, (made, remembers), past).inspect_err(|_| {
            if made {
                // only if it is empty, that is: only what was made here
                let _ = fs::remove_dir(out);
            }
        })
    }

    fn begin_in(out: &Path, (made, remembers): (bool, bool), past: Record) -> Result<Publication, PublishError> {
        let out = fs::canonicalize(out).at("open", out)?;
        let lock = Some(system::lock(&out)?);
        sweep::sweep(&out)?;
        let old = Manifest::read(&out)?;
        let (state, stage, underway) = Default::default();
        Ok(Publication { out, made, old, past, remembers, state, stage, underway, lock })
    }

    /// A file of the new site that is to be made from what this seal tells, if the folder holds it already: then it is
    /// ready, and need not be made. It must be one that this program wrote.
    ///
    /// # Errors
    /// When the path leads out of the folder or was given before.
    pub fn stands(&self, path: &str, seal: Seal) -> Result<bool, PublishError> {
        let Some(known) = self.past.file(&self.out, path, seal) else { return Ok(false) };
        if self.old.files.get(path) != Some(&known.hash) {
            return Ok(false);
        }
        self.take(path)?;
        let Lying { stamp, hash, seal, .. } = known.clone();
        self.keep(path, Found { hash, stamp: Some(stamp), seal });
        Ok(true)
    }

    /// A file of the new site, and what it is made from if that is known.
    ///
    /// # Errors
    /// When the path leads out of the folder or was given before, when a file of someone else stands there, or when the
    /// disk refuses.
    pub fn put(&self, path: &str, bytes: &[u8], seal: Option<Seal>) -> Result<(), PublishError> {
        self.take(path)?;
        let at = self.out.join(path);
        let hash = Hash::of(bytes);
        if let Some((is, stamp)) = self.standing(&at)? {
            if is == bytes {
                self.keep(path, Found { hash, stamp, seal });
                return Ok(());
            }
            self.replaces(path, &at, |known| known.fits(&is))?;
        }
        let to = self.staged(path)?;
        let mut file = fs::File::create_new(&to).at("create", &to)?;
        file.write_all(bytes).at("write", &to)?;
        self.written(path, &to, Found { hash, stamp: None, seal });
        Ok(())
    }

    /// A file that is written piece by piece, because it may be large.
    ///
    /// # Errors
    /// As [`put`](Self::put).
    pub fn stream(
        &self,
        path: &str,
        seal: Option<Seal>,
        mut write: impl FnMut(&mut dyn Sheet) -> io::Result<()>,
    ) -> Result<(), PublishError> {
        self.take(path)?;
        let at = self.out.join(path);
        let standing = present(&at)?;
        if standing.as_ref().is_some_and(|found| !found.is_file()) {
            return Err(PublishError::Foreign(at));
        }
        let (mut known, earlier) = self.past.earlier(&self.out, path).unzip();
        let look = || fs::symlink_metadata(&at).ok().and_then(|m| Stamp::of(&m));
        let begun = Cell::new(look());
        let touched = Cell::new(false);
        let mut stage = || {
            touched.set(touched.get() || begun.take() != look());
            let to = self.staged(path);
            // again: a name that it had in the stage may have been taken away
            begun.set(look());
            to
        };
        let mut written = fair_copy(&at, &mut stage, earlier, &mut write)?;
        // looked at after it was copied from, so that it was this that was copied
        let lies_still = known.is_none_or(|known: &Lying| {
            let begun = begun.take().filter(|begun| known.stamp.same_content(begun));
            !touched.get() && begun.is_some() && begun == look()
        });
        if !lies_still {
            known = None;
            if let Some((to, _)) = &written.0 {
                vacate(to)?;
            }
            written = fair_copy(&at, &mut || self.staged(path), None, &mut write)?;
        }
        let (written, cut) = written;
        let (to, hash) = match (written, known) {
            (Some((to, hash)), _) => (Some(to), hash),
            (None, Some(known)) => (None, known.hash.clone()),
            (None, None) => return Err(PublishError::Incomplete(path.to_owned())),
        };
        if let Some(cut) = cut.filter(|_| self.remembers) {
            self.state().cuts.put(path, hash.clone(), cut);
        }
        if let Some(found) = standing {
            let is = known.map_or_else(|| Hash::of_file(&at).at("read", &at), |known| Ok(known.hash.clone()))?;
            if is == hash {
                if let Some(to) = to {
                    fs::remove_file(&to).at("remove", &to)?;
                }
                self.keep(path, Found { hash, stamp: Stamp::of(&found), seal });
                return Ok(());
            }
            self.replaces(path, &at, |known| known.fits_file(&at, &is).unwrap_or_default())?;
        }
        let to = to.ok_or_else(|| PublishError::Incomplete(path.to_owned()))?;
        self.written(path, &to, Found { hash, stamp: None, seal });
        Ok(())
    }

    /// Puts the new site in the place of the old one. Files of an earlier build that were not given again go.
    ///
    /// # Errors
    /// When the disk refuses; the earlier site is then as it was, or, where no exchange can be had, each of its files
    /// is wholly old or wholly new and the next run goes on from there.
    pub fn finish(self) -> Result<Summary, PublishError> {
        self.finish_then(&|_| (), |_, _, _| ()).map(|(summary, ())| summary)
    }

    /// The same, with what the next build may know of it. `keep` is told, while files go to the disk, where their pieces stand.
    ///
    /// # Errors
    /// As [`finish`](Self::finish).
    pub fn finish_recorded(self, keep: &(dyn Fn(&Cuts) + Sync)) -> Result<(Summary, Record), PublishError> {
        self.finish_then(keep, |out, done, new| Record::of(out, done, &new.bytes()))
    }

    /// The same; `then` is called when all is done, before the folder is open to others.
    pub(super) fn finish_then<T>(
        mut self,
        keep: &(dyn Fn(&Cuts) + Sync),
        then: impl FnOnce(&Path, Done, &Manifest) -> T,
    ) -> Result<(Summary, T), PublishError> {
        let mut ready = std::mem::take(&mut self.state().ready);
        ready.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        let is_ready = |path: &&String| ready.binary_search_by(|(ready, _)| ready.cmp(path)).is_ok();
        if let Some(path) = self.state().taken.iter().filter(|path| !is_ready(path)).min() {
            return Err(PublishError::Incomplete(path.clone()));
        }
        let new = Manifest { files: ready.iter().map(|(path, found)| (path.clone(), found.hash.clone())).collect() };
        let lying = |(path, Found { hash, stamp, seal })| Some((path, Lying::new(stamp?, hash, seal)));
        let put: BTreeMap<String, Lying> = ready.into_iter().filter_map(lying).collect();
        let (stale, kept) = self.left(&new)?;
        let state = std::mem::take(self.state.get_mut().unwrap_or_else(PoisonError::into_inner));
        let stage = self.stage.get_mut().unwrap_or_else(PoisonError::into_inner).take();
        let State { mut same, mut written, mut edited, mut cuts, .. } = state;
        // who came first depends on the threads
        same.sort_unstable();
        written.sort_unstable();
        edited.sort_unstable();
        let mut summary =
            Summary { files: new.files.len(), written: written.len(), edited, kept, ..Summary::default() };
        for (path, lying) in &put {
            cuts.take(&mut self.past.cuts, path, &lying.hash);
        }
        let mut unmoved = Vec::new();
        let changed = !written.is_empty() || !stale.is_empty() || self.old != new;
        if changed {
            summary.changed = true;
            summary.removed = stale.len();
            let mut stage = match stage {
                Some(stage) => stage,
                None => self.stage()?,
            };
            let going = stage.going();
            let job = Job {
                out: &self.out,
                stage: &stage,
                old: &self.old,
                new: &new,
                same: &same,
                put: &put,
                written: &written,
                underway: &self.underway,
                stale: &stale,
            };
            // while the disk is waited for
            let beside = || {
                drop(going);
                keep(&cuts);
            };
            let (exchanged, ()) = rayon::join(|| exchange(&job), beside);
            summary.at_once = match exchanged {
                Ok(None) => {
                    let done = in_place(&job);
                    stage.remove(&self.out).and(done)?;
                    false
                }
                Ok(Some(done)) => {
                    self.lock = Some(done.lock);
                    unmoved = done.unmoved;
                    // the old site stands under the stage's name now; what is left of it no longer matters to the new
                    // one, and what can't be removed is swept by the next run. Nor is it a failure that the disk is slow to
                    // learn of the exchange
                    let _ = rayon::join(|| self.retire(&stage, &new), || self.out.parent().map(system::sync_folder));
                    true
                }
                Err(error) => {
                    let _ = stage.remove(&self.out);
                    return Err(error);
                }
            };
        } else {
            keep(&cuts);
            stage.map_or(Ok(()), |stage| self.put_back(&stage))?;
        }
        self.made = false;
        let rest = then(&self.out, Done { put, unmoved, cuts }, &new);
        Ok((summary, rest))
    }

    /// Reserves a path that stays in the folder, leaves the bookkeeping alone and goes through no link.
    fn take(&self, path: &str) -> Result<(), PublishError> {
        let plain = |c: Component| matches!(c, Component::Normal(_));
        let inside = !path.is_empty() && Path::new(path).components().all(plain) && !path.contains(['\\', '\0']);
        let clean = !path.split('/').any(|name| matches!(name, "" | "."));
        let mut state = self.state();
        if !inside || !clean || path.starts_with(manifest::OURS) || !state.taken.insert(path.to_owned()) {
            return Err(PublishError::BadPath(path.to_owned()));
        }
        // a link or a file where a folder has to be would lead out of the site
        let mut folder = path;
        while let Some((above, _)) = folder.rsplit_once('/') {
            folder = above;
            if state.sound.contains(folder) {
                continue;
            }
            let at = self.out.join(folder);
            if present(&at)?.is_some_and(|found| !found.is_dir()) {
                return Err(PublishError::Foreign(at));
            }
            state.sound.insert(folder.to_owned());
        }
        Ok(())
    }

    /// What stands there now, with its stamp; none when nothing does.
    fn standing(&self, at: &Path) -> Result<Option<Standing>, PublishError> {
        match present(at)? {
            Some(found) if !found.is_file() => Err(PublishError::Foreign(at.to_owned())),
            Some(found) => fs::read(at).at("read", at).map(|bytes| Some((bytes, Stamp::of(&found)))),
            None => Ok(None),
        }
    }

    /// Another file stands there: it must be one that was written before. `as_written` says whether it is as the old
    /// manifest has it.
    fn replaces(&self, path: &str, at: &Path, as_written: impl Fn(&Hash) -> bool) -> Result<(), PublishError> {
        match self.old.files.get(path) {
            None => return Err(PublishError::Foreign(at.to_owned())),
            Some(known) if !as_written(known) => self.state().edited.push(path.to_owned()),
            Some(_) => {}
        }
        Ok(())
    }

    fn keep(&self, path: &str, found: Found) {
        let mut state = self.state();
        state.same.push(path.to_owned());
        state.ready.push((path.to_owned(), found));
    }

    /// Of a file that waits there, whose stamp is taken now.
    fn written(&self, path: &str, at: &Path, mut found: Found) {
        if let Ok(file) = fs::symlink_metadata(at) {
            found.stamp = Stamp::of(&file);
            self.underway.begin(at, &file);
        }
        let mut state = self.state();
        state.written.push(path.to_owned());
        state.ready.push((path.to_owned(), found));
    }

    /// Where the file waits, with its folder made.
    fn staged(&self, path: &str) -> Result<PathBuf, PublishError> {
        let mut stage = self.stage.lock().unwrap_or_else(PoisonError::into_inner);
        if stage.is_none() {
            *stage = Some(self.stage()?);
        }
        stage.as_mut().expect("made above").room_for(path)
    }

    fn stage(&self) -> Result<Stage, PublishError> {
        Stage::beside(&self.out, self.past.spare.as_deref(), &self.old)
    }

    /// Keeps the old site for the next build where it may be kept, or removes it.
    fn retire(&self, stage: &Stage, new: &Manifest) -> Result<(), PublishError> {
        match &self.past.spare {
            Some(spare) if spare::keep(&stage.folder, spare, &self.out, &self.old, new)? => Ok(()),
            _ => stage.remove(&self.out),
        }
    }

    /// Ends a stage that was not needed.
    fn put_back(&self, stage: &Stage) -> Result<(), PublishError> {
        match &self.past.spare {
            Some(spare) if stage.filled && fs::rename(&stage.folder, spare).is_ok() => Ok(()),
            _ => stage.remove(&self.out),
        }
    }

    /// Files of the old site that are not in the new one: those that go, and those that someone edited.
    fn left(&self, new: &Manifest) -> Result<(Vec<String>, Vec<String>), PublishError> {
        let (mut stale, mut kept) = (Vec::new(), Vec::new());
        for (path, hash) in self.old.files.iter().filter(|(path, _)| !new.files.contains_key(*path)) {
            let at = self.out.join(path);
            match present(&at)? {
                Some(found) if found.is_file() && hash.fits(&fs::read(&at).at("read", &at)?) => {
                    stale.push(path.clone());
                }
                Some(_) => kept.push(path.clone()),
                None => {}
            }
        }
        Ok((stale, kept))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Publication {
    fn drop(&mut self) {
        // nothing comes of them
        let _ = self.underway.end();
        let stage = self.stage.get_mut().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(stage) = stage {
            // what can't be removed is swept by the next run
            let untouched = self.state.get_mut().unwrap_or_else(PoisonError::into_inner).written.is_empty();
            let _ = if untouched { self.put_back(&stage) } else { stage.remove(&self.out) };
        }
        if self.made {
            // only if it is empty, that is: only what was made here
            let _ = fs::remove_dir(&self.out);
        }
        self.lock = None;
    }
}

/// Does something on a core that has nothing else to do, asked for by a thread that is none of theirs.
pub fn idle<T: Send>(what: impl FnOnce() -> T + Send) -> T {
    let mut done = None;
    rayon::in_place_scope(|scope| scope.spawn(|_| done = Some(what())));
    done.expect("the scope waits for it")
}

/// A file that was written, with its hash; none if it would be the earlier one. And where its pieces stand.
type Copied = (Option<(PathBuf, Hash)>, Option<Cut>);

/// Writes a file piece by piece to the place that is given out for it, unless it would be the earlier one.
fn fair_copy(
    at: &Path,
    stage: &mut dyn FnMut() -> Result<PathBuf, PublishError>,
    earlier: Option<Earlier<'_, fs::File>>,
    write: &mut dyn FnMut(&mut dyn Sheet) -> io::Result<()>,
) -> Result<Copied, PublishError> {
    let mut to = None;
    let mut refused = None;
    let begin = || {
        let place = stage().map_err(|error| {
            refused = Some(error);
            io::Error::other("no place for it")
        })?;
        let place = to.insert(place);
        // gathered before it is hashed: piece by piece, hashing was a tenth of a large build
        Ok(io::BufWriter::with_capacity(1 << 16, manifest::Hashing::new(fs::File::create_new(place)?)))
    };
    let mut pen = Pen::new(begin, earlier);
    let done = write(&mut pen).and_then(|()| pen.finish());
    if let Some(error) = refused {
        return Err(error);
    }
    let (pipe, cut) = done.at("write", to.as_deref().unwrap_or(at))?;
    Ok((to.zip(pipe.map(|pipe| pipe.get_ref().hash())), cut))
}

/// True if the folder had to be made.
fn prepare(out: &Path) -> Result<bool, PublishError> {
    match fs::metadata(out) {
        Ok(found) if found.is_dir() => Ok(false),
        Ok(_) => Err(PublishError::NotAFolder(out.to_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound && fs::symlink_metadata(out).is_err() => {
            fs::create_dir_all(out).at("create", out)?;
            Ok(true)
        }
        Err(error) => Err(error).at("open", out),
    }
}

fn present(at: &Path) -> Result<Option<fs::Metadata>, PublishError> {
    match fs::symlink_metadata(at) {
        Ok(found) => Ok(Some(found)),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(error).at("look at", at),
    }
}
