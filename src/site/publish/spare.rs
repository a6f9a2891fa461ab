//! The site before the last, where a cache keeps it: most of the next one stands in it already under second names, and only
//! what differs has to be put right.

use super::{
    At, Manifest, PublishError,
    stage::{Names, UNFINISHED, discard},
    sweep::{Ours, outer_stage, remove_empty_parents, strangers_home},
    system,
};
use std::{fs, io, path::Path};

/// Makes it the stage. Only what the site's manifest names stays in it, and is told. None when there is no such folder, or it
/// can't be had: then nothing stands in the stage's place.
pub fn take(spare: &Path, out: &Path, own: &Manifest) -> Option<Names> {
    let stage = outer_stage(out)?;
    let there = fs::symlink_metadata(spare).is_ok_and(|m| m.is_dir());
    // marked before it is moved, so that whenever this is killed, what is left may go as a whole
    let moved = there
        && system::same_device(out, spare)
        && fs::File::create(spare.join(UNFINISHED)).is_ok()
        && fs::rename(spare, &stage).is_ok();
    if !moved {
        return None;
    }
    let ready = strip(&stage, own);
    if ready.is_err() {
        let _ = discard(&stage);
    }
    ready.ok()
}

/// Removes what the manifest doesn't name, and folders that hold nothing. What is left.
fn strip(stage: &Path, own: &Manifest) -> io::Result<Names> {
    let mut names = Names::default();
    let mut folders = vec![String::new()];
    let mut at = 0;
    while at < folders.len() {
        for entry in fs::read_dir(stage.join(&folders[at]))? {
            let entry = entry?;
            let name = entry.file_name();
            let path = name.to_str().map(|name| match folders[at].as_str() {
                "" => name.to_owned(),
                folder => format!("{folder}/{name}"),
            });
            let kind = entry.file_type()?;
            match path {
                Some(path) if kind.is_dir() => folders.push(path),
                Some(path) if kind.is_file() && path == UNFINISHED => {}
                Some(path) if kind.is_file() && own.files.contains_key(&path) => {
                    names.extend(system::number(&entry).map(|number| (path, number)));
                }
                _ if kind.is_dir() => fs::remove_dir_all(entry.path())?,
                _ => fs::remove_file(entry.path())?,
            }
        }
        at += 1;
    }
    for folder in folders.iter().skip(1).rev() {
        // only if it is empty
        let _ = fs::remove_dir(stage.join(folder));
    }
    Ok(names)
}

/// Takes away what the next site hasn't got. What is there under the other paths is looked at when they come up.
pub fn trim(stage: &Path, old: &Manifest, new: &Manifest) -> Result<(), PublishError> {
    for path in old.files.keys().filter(|path| !new.files.contains_key(*path)) {
        let at = stage.join(path);
        match fs::remove_file(&at) {
            Ok(()) => remove_empty_parents(stage, path),
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {}
            Err(error) => return Err(error).at("remove", &at),
        }
    }
    Ok(())
}

/// Keeps the old site, which stands as the stage since the exchange. False when it can't be; it stands there still.
///
/// # Errors
/// When something of others in it can't be brought home.
pub fn keep(stage: &Path, spare: &Path, out: &Path, old: &Manifest, new: &Manifest) -> Result<bool, PublishError> {
    if !spare.parent().is_some_and(|folder| system::same_device(out, folder)) {
        return Ok(false);
    }
    let ours = Ours { own: old, stays: &|path| new.files.contains_key(path) };
    let inside = strangers_home(stage, out, &ours)?;
    inside.others.iter().try_for_each(|path| fs::remove_file(path).at("remove", path))?;
    // its manifest stays until it is taken: should this be killed, it tells the next run what may go. A folder of this name was
    // taken away before, unless another run came between or it is none of ours
    let _ = match fs::symlink_metadata(spare) {
        Ok(there) if there.is_dir() => fs::remove_dir_all(spare),
        Ok(_) => fs::remove_file(spare),
        Err(_) => Ok(()),
    };
    Ok(fs::rename(stage, spare).is_ok())
}
