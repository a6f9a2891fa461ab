//! A file replaced in one step: whoever looks, and whatever happens, finds the old one whole or the new one whole.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

/// Puts `new` in the place of `old`, the file's content as it was read (none when there was no such file). A file that
/// was changed since is left alone.
pub fn save(path: &Path, old: Option<&[u8]>, new: &[u8]) -> io::Result<()> {
    // a link stays a link, and what it leads to is replaced
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = match path.parent() {
        Some(parent) if parent != Path::new("") => parent.to_owned(),
        _ => PathBuf::from("."),
    };
    fs::create_dir_all(&folder)?;
    let mut file = tempfile::Builder::new().prefix(".events-").suffix(".tmp").tempfile_in(&folder)?;
    file.write_all(new)?;
    if let Ok(meta) = fs::metadata(&path) {
        file.as_file().set_permissions(meta.permissions())?;
    } else {
        readable(file.as_file())?;
    }
    file.as_file().sync_all()?;
    let present = match fs::read(&path) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    if present.as_deref() != old {
        return Err(io::Error::other("it was changed meanwhile; nothing was written"));
    }
    file.persist(&path).map_err(|error| error.error)?;
    // the file is in its place; that the disk is slow to learn its name is no failure
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
    Ok(())
}

/// A temporary file is its owner's alone; a new file of corrections is like any other.
#[cfg(unix)]
fn readable(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}
#[cfg(not(unix))]
fn readable(_: &File) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_and_keeps_its_permissions() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("data/events.yaml");
        save(&path, None, b"one").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"one");
        let error = save(&path, None, b"two").unwrap_err();
        assert!(error.to_string().contains("changed meanwhile"), "{error}");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
            let link = home.path().join("link.yaml");
            std::os::unix::fs::symlink(&path, &link).unwrap();
            save(&link, Some(b"one"), b"two").unwrap();
            assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
            assert_eq!(fs::read(&path).unwrap(), b"two");
        }
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "nothing is left beside it");
    }

    /// Runs this test binary again as a program that saves, killed by the system at its first, second … call of each
    /// sort that touches files.
    #[cfg(target_os = "linux")]
    #[test]
    fn killed_at_any_moment_it_leaves_the_old_or_the_new() {
        use std::process::{Command, Stdio};
        const OLD: &[u8] = b"# mine\nevents: []\n";
        let new = "# mine\nevents:\n  - id: aaaa-0001\n    hide: x\n".repeat(2000);
        if let Some(path) = std::env::var_os("DEMARCHE_TEST_SAVE") {
            save(Path::new(&path), Some(OLD), new.as_bytes()).unwrap();
            return;
        }
        if Command::new("strace").arg("-V").stdout(Stdio::null()).status().is_err() {
            eprintln!("skipped: no strace to kill it by");
            return;
        }
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("events.yaml");
        let (mut before, mut after) = (0, 0);
        let calls = "write,openat,fsync,rename,renameat,renameat2,link,linkat,unlink,fchmod,close,statx,read";
        for nth in 1..400 {
            fs::write(&path, OLD).unwrap();
            // only calls that touch the folder count
            let status = Command::new("strace")
                .args(["-f", "-qq", "-o", "/dev/null", "-P"])
                .arg(&path)
                .arg("-P")
                .arg(home.path())
                .arg("-e")
                .arg(format!("trace={calls}"))
                .arg("-e")
                .arg(format!("inject={calls}:signal=KILL:when={nth}"))
                .arg(std::env::current_exe().unwrap())
                .args(["--exact", "commands::save::tests::killed_at_any_moment_it_leaves_the_old_or_the_new"])
                .env("DEMARCHE_TEST_SAVE", &path)
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .status()
                .unwrap();
            let found = fs::read(&path).unwrap();
            if found == OLD {
                before += 1;
            } else {
                assert!(found == new.as_bytes(), "torn by a kill at call {nth}: {} bytes", found.len());
                after += 1;
            }
            if status.success() {
                assert!(before > 1 && after > 0, "{before} killed before, {after} after the file was in its place");
                return;
            }
        }
        panic!("it never came to its end: {before} before, {after} after");
    }
}
