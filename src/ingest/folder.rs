//! The seeds folder: which files are read, and what is said of the others.

use super::{Article, FORMATS, Format, read_bytes};
use crate::{report::Diagnostic, stamp::Stamp};
use rayon::prelude::*;
use std::{
    collections::BTreeMap,
    ffi::OsString,
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

/// Folders within folders that are still read.
const MAX_DEPTH: usize = 32;

/// A file that holds articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeedFile {
    /// Relative to the seeds folder, with `/`.
    pub path: String,
    /// Where it lies.
    pub location: PathBuf,
    /// What tells that it has changed, where the file system says.
    pub stamp: Option<Stamp>,
}

impl SeedFile {
    /// A file that is named, not found in a folder.
    pub fn new(path: String, location: PathBuf) -> SeedFile {
        SeedFile { path, location, stamp: None }
    }
}

/// Articles, with what there is to say of them.
pub type Gathered = (Vec<Article>, Vec<Diagnostic>);

/// The files of a folder that hold articles, with what there is to say of the others.
pub type Listed = (Vec<SeedFile>, Vec<Diagnostic>);

/// Every article under a folder, in the order of their paths.
///
/// A missing or empty folder is an error; a file that can't be read is skipped with a warning.
pub fn read_folder(seeds: &Path) -> Gathered {
    read_folder_by(seeds, list_folder(seeds), &read_file)
}

/// The same of a folder's files as they were listed, with each read so: by someone who may know already what is in it.
pub fn read_folder_by(
    seeds: &Path,
    (files, diagnostics): Listed,
    read: &(dyn Fn(&SeedFile) -> Gathered + Sync),
) -> Gathered {
    gathered(seeds, files.par_iter().map(read).collect(), diagnostics)
}

/// What a folder's files hold, with what there is to say.
pub(super) fn gathered(seeds: &Path, read: Vec<Gathered>, mut diagnostics: Vec<Diagnostic>) -> Gathered {
    let any = !read.is_empty();
    let mut articles = Vec::new();
    for (more, said) in read {
        articles.extend(more);
        diagnostics.extend(said);
    }
    if articles.is_empty() && any {
        let error = Diagnostic::error("no-articles", "none of the files could be read as an article");
        diagnostics.push(error.file(seeds.display().to_string()).hint("what is wrong with each is said above"));
    }
    (articles, diagnostics)
}

/// The files under a folder that hold articles, in the order of their paths, without opening any.
pub fn list_folder(seeds: &Path) -> Listed {
    let name = seeds.display().to_string();
    let hint = "put articles there as .txt, .md, .html, .json or .jsonl, or name another folder with --seeds";
    match fs::metadata(seeds) {
        Ok(meta) if meta.is_dir() => {}
        Ok(_) => return (Vec::new(), vec![Diagnostic::error("no-seeds", "is no folder").file(name).hint(hint)]),
        Err(error) => {
            let message = match error.kind() {
                io::ErrorKind::NotFound => "there is no such folder".to_owned(),
                _ => format!("can't be opened: {}", reason(&error)),
            };
            return (Vec::new(), vec![Diagnostic::error("no-seeds", message).file(name).hint(hint)]);
        }
    }
    let mut walk = Walk {
        root: fs::canonicalize(seeds).unwrap_or_else(|_| seeds.to_owned()),
        files: Vec::new(),
        diagnostics: Vec::new(),
        others: BTreeMap::new(),
        linked: Vec::new(),
    };
    walk.folder(seeds, "", 0);
    let Walk { mut files, mut diagnostics, others, .. } = walk;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    diagnostics.sort_by(|a, b| a.file.cmp(&b.file));
    if !others.is_empty() {
        let count: usize = others.values().sum();
        let kinds: Vec<String> = others.iter().map(|(kind, count)| format!("{count} {kind}")).collect();
        let message = format!("{count} files of other kinds were left aside: {}", kinds.join(", "));
        diagnostics.push(Diagnostic::note("other-files", message).file(&*name).hint(FORMATS));
    }
    if files.is_empty() {
        diagnostics.push(Diagnostic::error("no-seeds", "the folder holds no articles").file(name).hint(hint));
    }
    (files, diagnostics)
}

/// Reads one file. Its diagnostics name it by its location.
pub fn read_file(file: &SeedFile) -> Gathered {
    let location = file.location.display().to_string();
    let skip = |code, message: String| {
        (Vec::new(), vec![Diagnostic::warning(code, format!("skipped: {message}")).file(&*location)])
    };
    let limit = Format::of(&file.path).map_or(0, Format::limit);
    let bytes = match read_at_most(&file.location, limit) {
        Ok(Some(bytes)) => bytes,
        Ok(None) => return skip("too-large", format!("is larger than {} MB", limit >> 20)),
        Err(error) => return skip("unreadable", reason(&error)),
    };
    let (articles, mut diagnostics) = read_bytes(&file.path, &bytes);
    for diagnostic in &mut diagnostics {
        diagnostic.file = Some(location.clone());
    }
    (articles, diagnostics)
}

/// A file's bytes, or none if there are more than the limit; the size is looked at before reading, and
/// a file that grows meanwhile is read no further than that.
fn read_at_most(path: &Path, limit: u64) -> io::Result<Option<Vec<u8>>> {
    // what is no plain file may block when it is opened
    let meta = fs::metadata(path)?;
    if !meta.is_file() {
        return Err(io::Error::other("is no plain file"));
    }
    if meta.len() > limit {
        return Ok(None);
    }
    let mut bytes = Vec::with_capacity(meta.len() as usize);
    File::open(path)?.take(limit + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= limit).then_some(bytes))
}

/// An error in a few words, without the number of the operating system.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "what it links to is missing".into(),
        io::ErrorKind::PermissionDenied => "may not be read (permission denied)".into(),
        _ => {
            let full = error.to_string();
            full.split(" (os error").next().unwrap_or(&full).to_lowercase()
        }
    }
}

struct Walk {
    root: PathBuf,
    files: Vec<SeedFile>,
    diagnostics: Vec<Diagnostic>,
    /// Endings that are no articles, and how often each was met.
    others: BTreeMap<String, usize>,
    /// Folders outside that links led to.
    linked: Vec<PathBuf>,
}

impl Walk {
    fn skip(&mut self, location: &Path, code: &'static str, message: impl std::fmt::Display) {
        let warning = Diagnostic::warning(code, format!("skipped: {message}"));
        self.diagnostics.push(warning.file(location.display().to_string()));
    }

    fn folder(&mut self, folder: &Path, prefix: &str, depth: usize) {
        if depth > MAX_DEPTH {
            return self.skip(folder, "deep-folder", format!("lies more than {MAX_DEPTH} folders deep"));
        }
        let link = |entry: &fs::DirEntry| entry.file_type().is_ok_and(|kind| kind.is_symlink());
        let mut entries: Vec<(OsString, bool)> = match fs::read_dir(folder) {
            Ok(entries) => entries.filter_map(|e| e.ok()).map(|e| (e.file_name(), link(&e))).collect(),
            Err(error) => return self.skip(folder, "unreadable", reason(&error)),
        };
        entries.sort();
        // looked at from all cores
        let look = |(name, link): (OsString, bool)| {
            let location = folder.join(&name);
            let found = fs::metadata(&location);
            (name, link, location, found)
        };
        let entries: Vec<_> = entries.into_par_iter().with_min_len(64).map(look).collect();
        for (name, link, location, found) in entries {
            let Some(name) = name.to_str() else {
                self.skip(&location, "bad-file-name", "its name is no UTF-8; rename it");
                continue;
            };
            if name.starts_with('.') {
                continue;
            }
            if name.contains(|c: char| c.is_control() || c == '\\') {
                self.skip(&location, "bad-file-name", "its name holds control characters or backslashes; rename it");
                continue;
            }
            let path = if prefix.is_empty() { name.to_owned() } else { format!("{prefix}/{name}") };
            self.entry((location, link), found, path, depth);
        }
    }

    fn entry(
        &mut self,
        (location, link): (PathBuf, bool),
        found: io::Result<fs::Metadata>,
        path: String,
        depth: usize,
    ) {
        let (kind, stamp) = match found {
            Ok(meta) => (meta.file_type(), Stamp::of(&meta)),
            Err(error) => return self.skip(&location, "unreadable", reason(&error)),
        };
        if kind.is_dir() {
            if !link {
                return self.folder(&location, &path, depth + 1);
            }
            // a link to a folder is followed once, and only out of the seeds, where it can't lead in a circle
            let Ok(target) = fs::canonicalize(&location) else { return };
            let known = |other: &PathBuf| target.starts_with(other) || other.starts_with(&target);
            if known(&self.root) || self.linked.iter().any(known) {
                return self.skip(&location, "linked-folder", "links to a folder that is read anyway");
            }
            self.linked.push(target);
            return self.folder(&location, &path, depth + 1);
        }
        if Format::of(&path).is_none() {
            let name = path.rsplit('/').next().unwrap_or(&path);
            let ending =
                name.rsplit_once('.').map_or("without an ending".into(), |(_, e)| format!(".{}", e.to_lowercase()));
            *self.others.entry(ending).or_default() += 1;
            return;
        }
        if !kind.is_file() {
            return self.skip(&location, "no-file", "is no plain file but a device, pipe or socket");
        }
        self.files.push(SeedFile { path, location, stamp });
    }
}
