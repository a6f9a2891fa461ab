//! What runs leave behind: the stage of one that was killed, the old site of one that was killed just after the exchange.

use super::{
    At, MANIFEST, Manifest, PublishError,
    manifest::OURS,
    stage::{discard, unfinished},
    system,
};
use rayon::prelude::*;
use std::{
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
};

/// Beside the folder; none for a root.
pub fn outer_stage(out: &Path) -> Option<PathBuf> {
    let mut name = OsString::from(".");
    name.push(out.file_name()?);
    name.push(".demarche-stage");
    Some(out.with_file_name(name))
}

/// Within the folder.
pub fn inner_stage(out: &Path) -> PathBuf {
    out.join(format!("{OURS}stage"))
}

/// Removes what earlier runs left, under the lock.
pub fn sweep(out: &Path) -> Result<(), PublishError> {
    let inner = inner_stage(out);
    if fs::symlink_metadata(&inner).is_ok_and(|m| m.is_dir()) {
        fs::remove_dir_all(&inner).at("remove", &inner)?;
    }
    if let Some(stage) = outer_stage(out)
        && fs::symlink_metadata(&stage).is_ok_and(|m| m.is_dir())
    {
        match unfinished(&stage) {
            true => discard(&stage).at("remove", &stage)?,
            false => clear(&stage, out)?,
        }
    }
    // half-written manifests
    for entry in fs::read_dir(out).at("read", out)? {
        let entry = entry.at("read", out)?;
        let name = entry.file_name();
        let ours = name.to_str().is_some_and(|n| n.starts_with(OURS) && n != MANIFEST);
        if ours && entry.file_type().is_ok_and(|t| t.is_file()) {
            fs::remove_file(entry.path()).at("remove", &entry.path())?;
        }
    }
    Ok(())
}

/// Removes a stage. Its own files go; of others' files it holds second names only, but one that came in at the last
/// moment is brought back.
pub fn clear(stage: &Path, out: &Path) -> Result<(), PublishError> {
    let own = Manifest::read(stage)?;
    let inside = strangers_home(stage, out, &Ours { own: &own, stays: &|path| out.join(path).exists() })?;
    let going = inside.ours.par_iter().chain(&inside.others);
    going.try_for_each(|path| fs::remove_file(path).at("remove", path))?;
    let manifest = stage.join(MANIFEST);
    match fs::remove_file(&manifest) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error).at("remove", &manifest),
        _ => {}
    }
    for folder in inside.folders.iter().rev() {
        let folder = stage.join(folder);
        fs::remove_dir(&folder).at("remove", &folder)?;
    }
    Ok(())
}

/// What of a folder's files is the program's own.
pub struct Ours<'a> {
    /// As it was written.
    pub own: &'a Manifest,
    /// Whether the site has another file in its place.
    pub stays: &'a dyn Fn(&str) -> bool,
}

/// What stands in an old site.
pub struct Inside {
    /// Its own files.
    pub ours: Vec<PathBuf>,
    /// Second names of what others have in the site.
    pub others: Vec<PathBuf>,
    /// Within it; the first is itself.
    pub folders: Vec<PathBuf>,
}

/// Looks through an old site, and brings back what others put into it at the last moment.
pub fn strangers_home(stage: &Path, out: &Path, ours: &Ours) -> Result<Inside, PublishError> {
    let mut inside = Inside { ours: Vec::new(), others: Vec::new(), folders: vec![PathBuf::new()] };
    let folders = &mut inside.folders;
    let mut at = 0;
    while at < folders.len() {
        let folder = stage.join(&folders[at]);
        for entry in fs::read_dir(&folder).at("read", &folder)? {
            let entry = entry.at("read", &folder)?;
            let path = folders[at].join(entry.file_name());
            if entry.file_type().at("look at", &entry.path())?.is_dir() {
                folders.push(path);
                continue;
            }
            if path.as_os_str() == MANIFEST {
                continue;
            }
            let own = match path.to_str().and_then(|p| Some((p, ours.own.files.get(p)?))) {
                // replaced by the same name in the site, or as it was written; what can't be read is not judged
                Some((p, hash)) => (ours.stays)(p) || hash.fits(&fs::read(entry.path()).at("read", &entry.path())?),
                None => false,
            };
            let home = out.join(&path);
            if own {
                inside.ours.push(entry.path());
            } else if system::same_file(&entry.path(), &home) || same_bytes(&entry.path(), &home) {
                inside.others.push(entry.path());
            } else if fs::symlink_metadata(&home).is_err() {
                if let Some(parent) = home.parent() {
                    fs::create_dir_all(parent).at("create", parent)?;
                }
                fs::rename(entry.path(), &home).at("bring back", &home)?;
            } else {
                return Err(PublishError::Leftover { folder: stage.to_owned(), file: path });
            }
        }
        at += 1;
    }
    Ok(inside)
}

/// Two files that hold the same; links don't count.
fn same_bytes(a: &Path, b: &Path) -> bool {
    let length = |path: &Path| fs::symlink_metadata(path).ok().filter(|m| m.is_file()).map(|m| m.len());
    let (Some(x), Some(y)) = (length(a), length(b)) else { return false };
    x == y && matches!((fs::read(a), fs::read(b)), (Ok(x), Ok(y)) if x == y)
}

/// Folders that held only what went.
pub fn remove_empty_parents(out: &Path, path: &str) {
    for folder in Path::new(path).ancestors().skip(1).filter(|f| !f.as_os_str().is_empty()) {
        if fs::remove_dir(out.join(folder)).is_err() {
            return;
        }
    }
}
