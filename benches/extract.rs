//! How fast an article becomes events, everything up to `events`, beside `gzip -1` on the same bytes:
//! `cargo bench --bench extract`.

use demarche::{actors::Recogniser, events::Extractor, pack, text::Cutter, time::Tagger};
use divan::{Bencher, counter::BytesCount};
use std::{
    io::Write,
    process::{Command, Stdio},
};

/// The program's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    divan::main();
}

/// The project's own articles.
fn articles() -> Vec<String> {
    let mut paths: Vec<_> = ["tests/articles/tune", "tests/articles/heldout"]
        .iter()
        .filter_map(|folder| std::fs::read_dir(folder).ok())
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read_to_string(path).expect("an article")).collect()
}

/// On one core.
#[divan::bench]
fn extract(bencher: Bencher) {
    let (packs, _) = pack::load(None);
    let cutter = Cutter::new(&packs.languages);
    let tagger = Tagger::new(&packs.languages, &cutter);
    let recogniser = Recogniser::new(&packs, &cutter);
    let extractor = Extractor::new(&packs, &cutter);
    let articles = articles();
    let bytes: usize = articles.iter().map(String::len).sum();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        let of = |text: &String| {
            let document = cutter.cut(text, None);
            let times = tagger.tag(&document);
            let cast = recogniser.recognise(&document);
            extractor.extract(&document, &times, &cast).len()
        };
        articles.iter().map(of).sum::<usize>()
    });
}

/// Only the last stage.
#[divan::bench]
fn events(bencher: Bencher) {
    let (packs, _) = pack::load(None);
    let cutter = Cutter::new(&packs.languages);
    let tagger = Tagger::new(&packs.languages, &cutter);
    let recogniser = Recogniser::new(&packs, &cutter);
    let extractor = Extractor::new(&packs, &cutter);
    let articles = articles();
    let bytes: usize = articles.iter().map(String::len).sum();
    let read: Vec<_> = articles
        .iter()
        .map(|text| {
            let document = cutter.cut(text, None);
            let (times, cast) = (tagger.tag(&document), recogniser.recognise(&document));
            (document, times, cast)
        })
        .collect();
    bencher
        .counter(BytesCount::new(bytes))
        .bench_local(|| read.iter().map(|(d, t, c)| extractor.extract(d, t, c).len()).sum::<usize>());
}

/// A hundred copies through `gzip -1`, so that starting it does not count.
#[divan::bench(sample_count = 10)]
fn gzip_1(bencher: Bencher) {
    let all = articles().concat().repeat(100);
    bencher.counter(BytesCount::new(all.len())).bench_local(|| {
        let mut gzip = Command::new("gzip")
            .args(["-1", "-c"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .expect("gzip is installed");
        gzip.stdin.take().expect("a pipe").write_all(all.as_bytes()).expect("gzip reads");
        gzip.wait().expect("gzip ends")
    });
}
