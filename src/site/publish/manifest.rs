//! The list of what was written, with hashes: all else in the folder is someone else's.

use super::{At, PublishError};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fs, io, path::Path};

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
    /// One of two versions.
    pub fn either() -> Hash {
        Hash(String::new())
    }
    pub fn fits(&self, bytes: &[u8]) -> bool {
        self.0.is_empty() || *self == Hash::of(bytes)
    }
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub files: BTreeMap<String, Hash>,
}

impl Manifest {
    pub fn of(files: &BTreeMap<String, Vec<u8>>) -> Manifest {
        Manifest { files: files.iter().map(|(path, bytes)| (path.clone(), Hash::of(bytes))).collect() }
    }

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
