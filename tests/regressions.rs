//! Whatever a fuzzer once broke the program with, replayed: `regressions/TARGET/…`.

#[path = "../fuzz/targets.rs"]
mod targets;

use std::{fs, path::Path};

type Target = (&'static str, fn(&[u8]));

#[test]
fn what_was_found_stays_mended() {
    let list: [Target; 6] = [
        ("ingest", targets::ingest),
        ("edtf", targets::edtf),
        ("dates", targets::dates),
        ("extraction", targets::extraction),
        ("corrections", targets::corrections),
        ("packs", targets::packs),
    ];
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/regressions");
    let mut replayed = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let name = entry.unwrap().file_name();
        assert!(list.iter().any(|(target, _)| name == *target), "{name:?} is no target");
    }
    for (target, run) in list {
        let mut inputs: Vec<_> = match fs::read_dir(folder.join(target)) {
            Ok(entries) => entries.map(|e| e.unwrap().path()).collect(),
            Err(_) => continue,
        };
        inputs.sort();
        for input in inputs {
            println!("{}", input.display());
            run(&fs::read(&input).unwrap());
            replayed += 1;
        }
    }
    assert!(replayed > 0, "there is nothing to replay");
}
