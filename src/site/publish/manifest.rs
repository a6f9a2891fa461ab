//! The list of what was written, with hashes: all else in the folder is someone else's.

use super::{At, PublishError};
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeMap,
    fs,
    io::{self, Read, Write},
    path::Path,
};
use twox_hash::{XxHash3_128, xxhash3_128::Hasher};

pub const MANIFEST: &str = ".demarche-manifest.json";

/// Every name of the program's own bookkeeping in the folder begins so.
pub const OURS: &str = ".demarche-";

/// The bytes' hash in hexadecimal; empty when it isn't known which of two it is. It tells whether a file was touched, and
/// guards against nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Hash(String);

/// Earlier versions of the program wrote a longer one, BLAKE3's.
const LONGER: usize = 2 * blake3::OUT_LEN;

impl Hash {
    pub fn of(bytes: &[u8]) -> Hash {
        Hash::written(XxHash3_128::oneshot(bytes))
    }
    fn written(hash: u128) -> Hash {
        Hash(format!("{hash:032x}"))
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
        let mut hashing = Hashing::new(io::sink());
        let mut room = vec![0; 1 << 18];
        let mut file = fs::File::open(path)?;
        loop {
            match file.read(&mut room) {
                Ok(0) => return Ok(hashing.hash()),
                Ok(n) => hashing.write_all(&room[..n])?,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }
    /// One of two versions.
    pub fn either() -> Hash {
        Hash(String::new())
    }
    pub fn fits(&self, bytes: &[u8]) -> bool {
        match self.0.len() {
            0 => true,
            LONGER => self.0 == blake3::hash(bytes).to_hex().as_str(),
            _ => *self == Hash::of(bytes),
        }
    }
    /// As [`fits`](Self::fits), of a file that may be large, whose hash is known.
    pub fn fits_file(&self, path: &Path, is: &Hash) -> io::Result<bool> {
        match self.0.len() {
            0 => Ok(true),
            LONGER => {
                let mut hasher = blake3::Hasher::new();
                hasher.update_reader(fs::File::open(path)?)?;
                Ok(self.0 == hasher.finalize().to_hex().as_str())
            }
            _ => Ok(self == is),
        }
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
    hasher: Hasher,
}

impl<W: Write> Hashing<W> {
    pub fn new(inner: W) -> Self {
        Hashing { inner, hasher: Hasher::new() }
    }
    pub fn hash(&self) -> Hash {
        Hash::written(self.hasher.finish_128())
    }
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n = self.inner.write(bytes)?;
        self.hasher.write(&bytes[..n]);
        Ok(n)
    }
    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}
