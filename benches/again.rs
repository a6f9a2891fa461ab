//! What a build costs the second time: `cargo bench --bench again`, with another number of articles behind `--`.
//!
//! The program itself builds a project of a thousand articles with `--cache`: from nothing, again with nothing changed, and
//! with one article changed; the best of three. Then what `serve` does after one article was edited, from the same
//! memory, to the page that a browser loads again.

use demarche::{
    engine::{Project, Workshop},
    pack, site,
};
use std::{
    fs,
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

fn main() {
    let count = std::env::args().filter_map(|a| a.parse().ok()).next().unwrap_or(1_000);
    let home = tempfile::tempdir().expect("a folder");
    articles(home.path(), count);
    let build = || {
        let start = Instant::now();
        let out = Command::new(env!("CARGO_BIN_EXE_demarche"))
            .args(["build", "--cache", "cache", "--message-format", "json"])
            .current_dir(home.path())
            .output()
            .expect("it starts");
        let took = start.elapsed();
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        let told: serde_json::Value = serde_json::from_slice(&out.stdout).expect("figures");
        (took, told["extracted"].as_u64().expect("how many were read"))
    };
    let best = |prepare: &dyn Fn(usize)| {
        let turns = (0..3).map(|turn| {
            prepare(turn);
            build()
        });
        turns.min().expect("three turns")
    };
    println!("{count} articles {:>14} {:>8} {:>8}", "read", "seconds", "of full");
    let full = best(&|_| {
        let _ = fs::remove_dir_all(home.path().join("cache"));
    });
    let nothing = best(&|_| ());
    let one = best(&|turn| edit(home.path(), turn));
    for (name, (took, read)) in [("from nothing", full), ("nothing changed", nothing), ("one changed", one)] {
        line(name, took, read, full.0);
    }
    served(home.path(), full.0);
}

fn line(name: &str, took: Duration, read: u64, full: Duration) {
    let share = 100.0 * took.as_secs_f64() / full.as_secs_f64();
    println!("{name:<20} {read:>8} {:>8.3} {share:>7.1}%", took.as_secs_f64());
}

/// The same in one process that remembers, as `serve` is.
fn served(home: &Path, full: Duration) {
    let project = Project { seeds: home.join("seeds"), data: home.join("data"), cache: None, from: Vec::new() };
    let mut workshop = Workshop::of(&project);
    let mut turn = |name: &str| {
        let start = Instant::now();
        let build = workshop.build(&project, &|_| ()).expect("it builds");
        let built = start.elapsed();
        let packs = &build.engine.packs;
        let page = site::render_one(
            "index.html",
            &build.timeline,
            packs,
            &site::Options::default(),
            &site::CorrectionsView::default(),
        );
        assert!(page.is_some());
        line(&format!("served, {name}"), built, build.effort.extracted as u64, full);
        line("  to its first page", start.elapsed(), build.effort.extracted as u64, full);
    };
    turn("first");
    for n in 0..3 {
        edit(home, 10 + n);
        turn("one changed");
    }
}

fn edit(home: &Path, turn: usize) {
    let path = home.join("seeds/0007.txt");
    let text = fs::read_to_string(&path).expect("the article");
    fs::write(path, format!("{text}\n\nNote {turn}: two diplomats met again.\n")).expect("written");
}

/// The sample's and the tests' articles again and again, each on a day of its own and with words of its own.
fn articles(home: &Path, count: usize) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts: Vec<String> = Vec::new();
    let mut paths: Vec<_> =
        fs::read_dir(root.join("tests/week")).expect("articles").map(|e| e.expect("one").path()).collect();
    paths.sort();
    for path in paths.iter().filter(|p| p.extension().is_some_and(|e| e == "txt")) {
        texts.push(fs::read_to_string(path).expect("text"));
    }
    let countries: Vec<String> = pack::load(None)
        .0
        .registry
        .countries
        .iter()
        .filter_map(|c| c.name.values().next().map(str::to_owned))
        .collect();
    fs::create_dir_all(home.join("seeds")).expect("a folder");
    for n in 0..count {
        let day = demarche::edtf::Day::from_ymd_opt(2015, 1, 1).expect("a day") + chrono::Days::new(n as u64 * 3);
        let (a, b) = (&countries[n % countries.len()], &countries[(n * 7 + 3) % countries.len()]);
        let text = &texts[n % texts.len()];
        let text = format!("---\npublished: {day}\n---\n{text}\n\n{a} and {b} held talks on Monday, round {n}.\n");
        fs::write(home.join(format!("seeds/{n:04}.txt")), text).expect("written");
    }
}
