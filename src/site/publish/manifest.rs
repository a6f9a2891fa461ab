//! The list of what was written, with hashes: all else in the folder is someone else's.

use super::{At, PublishError};
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeMap,
    fs,
    io::{self, Write},
    path::Path,
};

pub const MANIFEST: &str = ".demarche-manifest.json";

/// Every name of the program's own bookkeeping in the folder begins so.
pub const OURS: &str = ".demarche-";

/// The bytes' hash in hexadecimal; empty when it isn't known which of two it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Hash(String);

impl Hash {
    pub fn of(bytes: &[u8]) -> Hash {
        Hash(blake3::hash(bytes).to_hex().to_string())
    }
    /// One that was written down.
    pub fn known(text: String) -> Hash {
        Hash(text)
    }
    pub fn as_str(&self) -> &str {
        &self.0
    }
    /// Of a file that may be large.
    pub fn of_file(path: &Path) -> io::Result<Hash> {
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(fs::File::open(path)?)?;
        Ok(Hash(hasher.finalize().to_hex().to_string()))
    }
    /// One of two versions.
    pub fn either() -> Hash {
        Hash(String::new())
    }
    pub fn fits(&self, bytes: &[u8]) -> bool {
        self.is(&Hash::of(bytes))
    }
    /// As [`fits`](Self::fits), of bytes whose hash is known.
    pub fn is(&self, other: &Hash) -> bool {
        self.0.is_empty() || self == other
    }
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub files: BTreeMap<String, Hash>,
}

impl Manifest {
    /// That of the folder; empty when there is none or it is no manifest, so that nothing is taken for our own then.
    /// Paths that lead out of the folder are dropped.
    ///
    /// # Errors
    /// When it is there and the disk doesn't give it: then what is ours can't be told from what is not.
    pub fn read(folder: &Path) -> Result<Manifest, PublishError> {
        let at = folder.join(MANIFEST);
        let text = match fs::read(&at) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            other => other.at("read", &at)?,
        };
        let mut manifest: Manifest = serde_json::from_slice(&text).unwrap_or_default();
        let inside = |path: &str| {
            !path.is_empty() && Path::new(path).components().all(|c| matches!(c, std::path::Component::Normal(_)))
        };
        manifest.files.retain(|path, _| inside(path) && path != MANIFEST);
        Ok(manifest)
    }

    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).expect("strings serialise");
        bytes.push(b'\n');
        bytes
    }

    /// What either names.
    pub fn union(&self, other: &Manifest) -> Manifest {
        let mut files = self.files.clone();
        for (path, hash) in &other.files {
            let both = files.get(path).is_some_and(|h| h != hash);
            files.insert(path.clone(), if both { Hash::either() } else { hash.clone() });
        }
        Manifest { files }
    }
}

/// Passes on what is written, and knows its hash.
pub struct Hashing<W> {
    inner: W,
    hasher: blake3::Hasher,
}

impl<W: Write> Hashing<W> {
    pub fn new(inner: W) -> Self {
        Hashing { inner, hasher: blake3::Hasher::new() }
    }
    pub fn hash(&self) -> Hash {
        Hash(self.hasher.finalize().to_hex().to_string())
    }
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n = self.inner.write(bytes)?;
        self.hasher.update(&bytes[..n]);
        Ok(n)
    }
    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}
