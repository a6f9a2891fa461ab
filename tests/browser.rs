//! The pages in a real browser: headless Chromium, if there is one.

mod fixture;

use demarche::{pack, site};
use std::{fs, path::PathBuf};

/// Writes the fixture's site and says where.
fn site(language: &str, full_text: bool) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("site-{language}-{full_text}"));
    let _ = fs::remove_dir_all(&folder);
    let (packs, _) = pack::load(None);
    let options = site::Options { language: language.into(), full_text, ..Default::default() };
    for (path, bytes) in site::render(&fixture::timeline(), &packs, &options, &fixture::corrections()) {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

#[test]
fn renders() {
    for language in ["en", "it", "ro"] {
        site(language, false);
    }
}
