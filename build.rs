//! Prepares `data/` for the binary: the hand-written YAML of language packs and of
//! the actor registry is parsed here and embedded in a compact binary form, so that a
//! run never pays for parsing what has not changed since it was compiled.

use serde::{Serialize, de::DeserializeOwned};
use std::{env, fs, path::Path};

#[allow(dead_code, unused_imports)]
#[path = "src/pack/schema/mod.rs"]
mod schema;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=src/pack/schema");
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let out = Path::new(&out);
    let marks = [
        embed::<schema::LanguagePack>("data/lang", out, "lang.bin"),
        embed::<schema::RegistryFile>("data/actors", out, "actors.bin"),
        embed::<schema::Calendar>("data/calendar", out, "calendar.bin"),
    ];
    let bytes = postcard::to_stdvec(&marks.concat()).expect("names serialise");
    fs::write(out.join("marks.bin"), bytes).expect("writable OUT_DIR");
}

/// Parses every YAML file of a folder, in name order, and writes them as one list of
/// (file name, fingerprint of the text, value). Returns names and fingerprints.
fn embed<T: Serialize + DeserializeOwned>(folder: &str, out: &Path, name: &str) -> Vec<(String, u64)> {
    println!("cargo:rerun-if-changed={folder}");
    let mut list: Vec<(String, u64, T)> = Vec::new();
    let mut files: Vec<_> = match fs::read_dir(folder) {
        Ok(entries) => entries.filter_map(|e| e.ok()).map(|e| e.path()).collect(),
        Err(_) => Vec::new(),
    };
    files.sort();
    for path in files {
        if path.extension().is_none_or(|e| e != "yaml") {
            continue;
        }
        println!("cargo:rerun-if-changed={}", path.display());
        let text = fs::read_to_string(&path).expect("readable data file");
        let value = match serde_yaml::from_str(&text) {
            Ok(value) => value,
            Err(error) => panic!("{}: {error}", path.display()),
        };
        let file = path.file_name().expect("a file").to_string_lossy().into_owned();
        list.push((file, schema::fingerprint(&text), value));
    }
    let bytes = postcard::to_stdvec(&list).expect("packs serialise");
    fs::write(out.join(name), bytes).expect("writable OUT_DIR");
    list.into_iter().map(|(file, mark, _)| (file, mark)).collect()
}
