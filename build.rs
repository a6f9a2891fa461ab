//! Prepares `data/` for the binary: the hand-written YAML of language packs and of the actor registry is parsed here and
//! embedded in a compact binary form, and what times, names and triggers are found by is made here, by the program's own code, so
//! that a run never pays for what has not changed since it was compiled.

use serde::{Serialize, de::DeserializeOwned};
use std::{env, fs, path::Path};

#[allow(dead_code, unused_imports)]
#[path = "build/actors.rs"]
mod actors;
#[allow(dead_code, unused_imports)]
#[path = "src/edtf/mod.rs"]
mod edtf;
#[allow(dead_code, unused_imports)]
#[path = "build/events.rs"]
mod events;
#[allow(dead_code)]
#[path = "src/flat.rs"]
mod flat;
#[allow(dead_code, unused_imports)]
#[path = "build/pack.rs"]
mod pack;
#[allow(dead_code, unused_imports)]
#[path = "src/text/mod.rs"]
mod text;
#[allow(dead_code, unused_imports)]
#[path = "build/time.rs"]
mod time;

use pack::{BASE_LANGUAGE, Calendar, LanguagePack, Registry, RegistryFile, schema};

/// A file's name, the fingerprint of its text, and what it holds.
type Read<T> = (String, u64, T);

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let write = |name: &str, bytes: &[u8]| fs::write(Path::new(&out).join(name), bytes).expect("writable OUT_DIR");
    let languages = read::<LanguagePack>("data/lang");
    let mut actors = read::<RegistryFile>("data/actors");
    let mut storing = schema::Storing::new(text::folded_hash);
    actors.iter_mut().for_each(|(.., file)| file.store_ids(&mut storing));
    actors.iter_mut().for_each(|(.., file)| file.store_names(&mut storing));
    write("texts.bin", &storing.finish());
    let mut calendar = read::<Calendar>("data/calendar");
    let marks = [marks(&languages), marks(&actors), marks(&calendar)].concat();
    write("marks.bin", &compact(&marks));
    write("actors.bin", &pieces(&actors));
    let mut happenings = flat::Writer::default();
    calendar.iter_mut().for_each(|(.., file)| happenings.value(&*std::mem::take(&mut file.happenings)));
    write("happenings.bin", &happenings.0);
    write("calendar.bin", &pieces(&calendar));

    let registry = Registry::new(actors.into_iter().map(|(.., file)| file));
    let mut packs: Vec<LanguagePack> = languages.iter().map(|(.., pack)| pack.clone()).collect();
    // in the order in which the program has them
    packs.sort_by(|a, b| a.language.cmp(&b.language));
    packs.sort_by_key(|pack| pack.language != BASE_LANGUAGE);
    let cutter = text::Cutter::new(&packs);
    write("names.bin", &actors::prepared::Names::prepare(&packs, &registry, &cutter));
    write("templates.bin", &time::grammar::Grammar::prepare(&packs, &cutter));
    write("triggers.bin", &events::lexicon::Lexicon::prepare(&packs, &cutter));

    // what is hardly ever asked for once these are made lies by itself
    let mut rules = flat::Writer::default();
    let mut rest = languages;
    for (.., pack) in &mut rest {
        rules.value(&*std::mem::take(&mut pack.time));
        rules.value(&*std::mem::take(&mut pack.actors));
        rules.value(&*std::mem::take(&mut pack.events));
        rules.value(&*std::mem::take(&mut pack.site));
    }
    write("rules.bin", &rules.0);
    write("lang.bin", &pieces(&rest));
}

fn compact(value: &impl Serialize) -> Vec<u8> {
    postcard::to_stdvec(value).expect("data serialise")
}

/// File by file, so that they can be taken apart on all cores.
fn pieces<T: Serialize>(files: &[Read<T>]) -> Vec<u8> {
    let mut out = flat::Writer::default();
    files.iter().for_each(|file| out.value(file));
    out.0
}

fn marks<T>(files: &[Read<T>]) -> Vec<(String, u64)> {
    files.iter().map(|(file, mark, _)| (file.clone(), *mark)).collect()
}

/// Parses every YAML file of a folder, in name order.
fn read<T: DeserializeOwned>(folder: &str) -> Vec<Read<T>> {
    println!("cargo:rerun-if-changed={folder}");
    let mut list = Vec::new();
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
        list.push((file, schema::fingerprint(text.as_bytes()), value));
    }
    list
}
