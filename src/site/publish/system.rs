//! What only the operating system can do.

use super::{At, PublishError};
use std::{fs, io, path::Path};

pub use imp::*;

/// Waits until a folder's list of names is on the disk. Some systems can't, and say so: then nothing is lost by it.
pub fn sync_folder(folder: &Path) -> Result<(), PublishError> {
    match fs::File::open(folder).and_then(|f| f.sync_all()) {
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::PermissionDenied) => Ok(()),
        other => other.at("sync", folder),
    }
}

#[cfg(unix)]
mod imp {
    use super::*;
    use rustix::fs::{CWD, FlockOperation, flock};
    use std::os::unix::fs::{DirEntryExt, MetadataExt, chown, symlink};

    pub const CAN_EXCHANGE: bool = cfg!(any(target_os = "linux", target_os = "android", target_vendor = "apple"));

    /// Holds the folder against other runs as long as it lives.
    pub struct Lock(fs::File);

    impl Drop for Lock {
        /// Let go at once, and not only when the last copy is closed: a process that is just being started has one until it runs.
        fn drop(&mut self) {
            let _ = flock(&self.0, FlockOperation::Unlock);
        }
    }

    pub fn lock(folder: &Path) -> Result<Lock, PublishError> {
        loop {
            let file = fs::File::open(folder).at("open", folder)?;
            match flock(&file, FlockOperation::NonBlockingLockExclusive) {
                Ok(()) => {}
                Err(error) if error == rustix::io::Errno::WOULDBLOCK => {
                    return Err(PublishError::Busy(folder.to_owned()));
                }
                // a file system without locks
                Err(_) => return Ok(Lock(file)),
            }
            // another run may have exchanged the folder between opening and locking it
            let (held, named) = (file.metadata().at("look at", folder)?, fs::metadata(folder).at("look at", folder)?);
            if (held.dev(), held.ino()) == (named.dev(), named.ino()) {
                return Ok(Lock(file));
            }
        }
    }

    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    pub fn exchange(a: &Path, b: &Path) -> io::Result<()> {
        rustix::fs::renameat_with(CWD, a, CWD, b, rustix::fs::RenameFlags::EXCHANGE).map_err(io::Error::from)
    }

    #[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
    pub fn exchange(_: &Path, _: &Path) -> io::Result<()> {
        let _ = CWD;
        Err(io::ErrorKind::Unsupported.into())
    }

    /// Waits until everything written is on the disk.
    pub fn sync_all(folder: &Path) -> Result<(), PublishError> {
        #[cfg(any(target_os = "linux", target_os = "android"))]
        {
            let file = fs::File::open(folder).at("open", folder)?;
            rustix::fs::syncfs(&file).map_err(io::Error::from).at("sync", folder)
        }
        #[cfg(not(any(target_os = "linux", target_os = "android")))]
        {
            rustix::fs::sync();
            sync_folder(folder)
        }
    }

    pub fn same_device(a: &Path, b: &Path) -> bool {
        matches!((fs::metadata(a), fs::metadata(b)), (Ok(a), Ok(b)) if a.dev() == b.dev())
    }

    /// Gives the second folder the owner and the permissions of the first.
    pub fn same_access(of: &Path, to: &Path) -> io::Result<()> {
        let (from, now) = (fs::metadata(of)?, fs::metadata(to)?);
        if (from.uid(), from.gid()) != (now.uid(), now.gid()) {
            chown(to, Some(from.uid()), Some(from.gid()))?;
        }
        fs::set_permissions(to, from.permissions())
    }

    /// A second name for a file, or a second link to where a link leads.
    pub fn link(from: &Path, to: &Path) -> io::Result<()> {
        match fs::symlink_metadata(from)?.is_symlink() {
            true => symlink(fs::read_link(from)?, to),
            false => fs::hard_link(from, to),
        }
    }

    /// The number of the file that an entry of a folder names, told without looking at the file.
    pub fn number(entry: &fs::DirEntry) -> Option<u64> {
        Some(entry.ino())
    }

    /// Two names of one file, or two links to one place.
    pub fn same_file(a: &Path, b: &Path) -> bool {
        let (Ok(x), Ok(y)) = (fs::symlink_metadata(a), fs::symlink_metadata(b)) else { return false };
        let links = || x.is_symlink() && y.is_symlink() && fs::read_link(a).ok() == fs::read_link(b).ok();
        (x.dev(), x.ino()) == (y.dev(), y.ino()) || links()
    }
}

#[cfg(not(unix))]
mod imp {
    use super::*;

    pub const CAN_EXCHANGE: bool = false;

    pub struct Lock;

    pub fn lock(_: &Path) -> Result<Lock, PublishError> {
        Ok(Lock)
    }

    pub fn exchange(_: &Path, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    pub fn sync_all(_: &Path) -> Result<(), PublishError> {
        Ok(())
    }

    pub fn same_device(_: &Path, _: &Path) -> bool {
        false
    }

    pub fn same_access(_: &Path, _: &Path) -> io::Result<()> {
        Ok(())
    }

    pub fn link(from: &Path, to: &Path) -> io::Result<()> {
        fs::hard_link(from, to)
    }

    pub fn number(_: &fs::DirEntry) -> Option<u64> {
        None
    }

    pub fn same_file(_: &Path, _: &Path) -> bool {
        false
    }
}
