//! What is remembered of a site from build to build, for whoever keeps it: how its files lay in the folder, and what each
//! was made from. A file that lies there as it did needs not be opened, and not be made if it would be made from the same.

use super::{
    Cuts, MANIFEST,
    manifest::{Hash, OURS},
    seal::Seal,
    sheet::Earlier,
    sweep, system,
};
use crate::stamp::Stamp;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// So many files are looked at before a core looks for other things to do.
const AT_A_TIME: usize = 48;

/// The files of a site in its folder.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Record {
    files: BTreeMap<String, Lying>,
    /// The list of what was written, which is no file of the site.
    manifest: Option<Lying>,
    /// Where the pieces of the large ones stand; kept by itself, as it is asked for only when something is made.
    #[serde(skip)]
    pub cuts: Cuts,
    /// Where the site before the last is kept, if anywhere; on the file system of the site, or it is not.
    #[serde(skip)]
    pub(super) spare: Option<PathBuf>,
}

/// A file as it lay when the site was finished.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Lying {
    pub stamp: Stamp,
    pub hash: Hash,
    pub seal: Option<Seal>,
    /// It lay still before anyone could look, so that its stamp alone tells whether it still does.
    settled: bool,
    /// A look at it found it unchanged since this program began.
    #[serde(skip)]
    seen: bool,
}

/// A site that is in its place.
pub(super) struct Done {
    /// Every file as it was put or found.
    pub put: BTreeMap<String, Lying>,
    /// Those to which nothing was done, not even a name given, since they were looked at; in order.
    pub unmoved: Vec<String>,
    /// Where the pieces of the streamed ones stand.
    pub cuts: Cuts,
}

impl Lying {
    pub fn new(stamp: Stamp, hash: Hash, seal: Option<Seal>) -> Lying {
        Lying { stamp, hash, seal, settled: false, seen: false }
    }

    /// Whether this place holds it unchanged.
    fn lies(&self, at: &Path) -> bool {
        self.lies_still(at) && (self.settled || Hash::of_file(at).is_ok_and(|hash| hash == self.hash))
    }

    /// By its stamp.
    fn lies_still(&self, at: &Path) -> bool {
        let found = fs::symlink_metadata(at).ok().filter(fs::Metadata::is_file);
        found.and_then(|found| Stamp::of(&found)).is_some_and(|stamp| stamp == self.stamp)
    }
}

impl Record {
    /// Of files as they were put in their place, as they lie in the folder now. What was touched since is left out.
    pub(super) fn of(out: &Path, Done { put, unmoved, cuts }: Done, manifest: &[u8]) -> Record {
        let now = |path: &str| {
            let found = fs::symlink_metadata(out.join(path)).ok().filter(fs::Metadata::is_file)?;
            Stamp::of(&found)
        };
        let files: Vec<(String, Lying)> = put
            .into_par_iter()
            .filter_map(|(path, lying)| {
                if unmoved.binary_search(&path).is_ok() {
                    return Some((path, lying));
                }
                let stamp = now(&path).filter(|now| lying.stamp.same_content(now))?;
                Some((path, Lying { stamp, ..lying }))
            })
            .collect();
        let manifest = now(MANIFEST).map(|stamp| Lying::new(stamp, Hash::of(manifest), None));
        Record { files: files.into_iter().collect(), manifest, cuts, spare: None }
    }

    /// With the place where the site before the last is kept for the next.
    pub fn sparing(self, place: PathBuf) -> Record {
        Record { spare: Some(place), ..self }
    }

    /// Takes note of a look at the file system after all was written: what was changed before it lies still. False while a
    /// later look may tell more.
    pub fn settle(&mut self, look: &Stamp) -> bool {
        let mut all = true;
        for lying in self.files.values_mut().chain(&mut self.manifest) {
            lying.settled |= lying.stamp.before(look);
            all &= lying.settled || !lying.stamp.near(look);
        }
        all
    }

    /// Looks at all files, a few at a time, by cores that have nothing else to do. Those that lie as they did need not be looked at once more.
    pub(super) fn look(&mut self, out: &Path) {
        let mut files: Vec<(&String, &mut Lying)> = self.files.iter_mut().collect();
        rayon::in_place_scope(|scope| {
            for some in files.chunks_mut(AT_A_TIME) {
                scope.spawn(move |_| {
                    for (path, lying) in some {
                        lying.seen = lying.settled && lying.lies_still(&out.join(path.as_str()));
                    }
                });
            }
        });
    }

    /// Whether the stamps alone tell all.
    pub fn is_settled(&self) -> bool {
        self.files.values().chain(&self.manifest).all(|lying| lying.settled)
    }

    /// Whether the folder holds all of it unchanged, nothing of an interrupted build is left in it or beside it, and no other
    /// build is at work.
    pub fn stands(&self, out: &Path) -> bool {
        let Ok(out) = fs::canonicalize(out) else { return false };
        let Ok(_lock) = system::lock(&out) else { return false };
        let left = sweep::outer_stage(&out).is_none_or(|stage| fs::symlink_metadata(stage).is_ok());
        let ours = |entry: std::io::Result<fs::DirEntry>| {
            let name = entry.map(|e| e.file_name());
            name.map_or(true, |n| n.to_str().is_some_and(|n| n.starts_with(OURS) && n != MANIFEST))
        };
        if left || fs::read_dir(&out).map_or(true, |mut entries| entries.any(ours)) {
            return false;
        }
        self.manifest.as_ref().is_some_and(|m| m.lies(&out.join(MANIFEST)))
            && self.files.par_iter().all(|(path, lying)| lying.lies(&out.join(path)))
    }

    /// The file of this path as it lies there unchanged, with its pieces, to be copied from.
    pub(super) fn earlier(&self, out: &Path, path: &str) -> Option<(&Lying, Earlier<'_, fs::File>)> {
        let (known, at) = (self.files.get(path)?, out.join(path));
        let cut = self.cuts.of(path, &known.hash)?;
        let file = fs::File::open(&at).ok()?;
        known.lies(&at).then(|| (known, Earlier::new(file, cut)))
    }

    /// The file of this path, if the folder holds it unchanged and made from the same.
    pub(super) fn file(&self, out: &Path, path: &str, seal: Seal) -> Option<&Lying> {
        self.files.get(path).filter(|known| known.seal == Some(seal) && (known.seen || known.lies(&out.join(path))))
    }
}
