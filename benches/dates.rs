//! How fast `demarche dates` is, beside `gzip -1` on the same bytes: `cargo bench --bench dates`.

use demarche::{commands, pack, text::Cutter, time::Tagger};
use divan::{Bencher, black_box, counter::BytesCount};
use std::{
    io::Write,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

const TEXTS: usize = 1000;
const LENGTH: usize = 3000;

/// The program's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    ratio("articles", &articles());
    ratio("sentences of which each has a date", &requests());
    divan::main();
}

/// Texts of about 3 KB from the packs' own test sentences, as requests.
fn requests() -> String {
    let mut lines = String::new();
    let mut sentences = Vec::new();
    for entry in std::fs::read_dir("data/lang").expect("run in the project's folder") {
        let path = entry.expect("a file").path();
        let pack: pack::LanguagePack =
            serde_yaml::from_str(&std::fs::read_to_string(path).expect("readable")).expect("a pack");
        sentences.push((pack.language.clone(), pack.tests.time.into_iter().map(|t| t.text).collect::<Vec<_>>()));
    }
    sentences.sort();
    for n in 0..TEXTS {
        let (language, own) = &sentences[n % sentences.len()];
        let mut text = String::new();
        let mut at = n * 7;
        while text.len() < LENGTH {
            text.push_str(&own[at % own.len()]);
            text.push(if at % 5 == 0 { '\n' } else { ' ' });
            at += 1 + n % 3;
        }
        let request = serde_json::json!({"text": text, "published": "2025-03-20", "language": language});
        lines.push_str(&request.to_string());
        lines.push('\n');
    }
    lines
}

/// Articles cut to 3 KB, as requests: what news is like.
fn articles() -> String {
    let mut texts = Vec::new();
    for folder in ["seeds", "tests/articles/tune"] {
        for entry in std::fs::read_dir(folder).expect("run in the project's folder") {
            let path = entry.expect("a file").path();
            if path.extension().is_some_and(|e| e == "txt") {
                let text: String = std::fs::read_to_string(path).expect("readable").chars().take(LENGTH).collect();
                texts.push(text);
            }
        }
    }
    texts.sort();
    let line = |n: usize| serde_json::json!({"text": texts[n % texts.len()], "published": "2025-03-20"}).to_string();
    (0..TEXTS).map(|n| line(n) + "\n").collect()
}

/// Prints by how much `dates` takes longer than `gzip -1`.
fn ratio(what: &str, input: &str) {
    let (languages, _) = pack::languages(None);
    let best = |mut run: Box<dyn FnMut() + '_>| -> Duration {
        let once = |run: &mut Box<dyn FnMut() + '_>| {
            let start = Instant::now();
            run();
            start.elapsed()
        };
        (0..5).map(|_| once(&mut run)).min().unwrap_or_default()
    };
    let dates = best(Box::new(|| {
        commands::dates::run(black_box(input.as_bytes()), std::io::sink(), &languages).expect("memory can be read");
    }));
    let gzip = best(Box::new(|| {
        let child = Command::new("gzip").arg("-1").stdin(Stdio::piped()).stdout(Stdio::null()).spawn();
        let mut child = child.expect("gzip is installed");
        child.stdin.take().expect("piped").write_all(input.as_bytes()).expect("gzip reads");
        child.wait().expect("gzip ends");
    }));
    let speed = |time: Duration| input.len() as f64 / time.as_secs_f64() / 1e6;
    println!(
        "{what}: dates {:.1} MB/s, gzip -1 {:.1} MB/s: {:.1} times as long",
        speed(dates),
        speed(gzip),
        dates.as_secs_f64() / gzip.as_secs_f64()
    );
}

#[divan::bench]
fn dates(bencher: Bencher) {
    let input = requests();
    let (languages, _) = pack::languages(None);
    bencher.counter(BytesCount::of_str(&input)).bench(|| {
        commands::dates::run(black_box(input.as_bytes()), std::io::sink(), &languages).expect("memory can be read")
    });
}

#[divan::bench]
fn tagger_alone(bencher: Bencher) {
    let input = requests();
    let (languages, _) = pack::languages(None);
    let cutter = Cutter::new(&languages);
    let tagger = Tagger::new(&languages, &cutter);
    let document = cutter.cut(&input, None);
    bencher.counter(BytesCount::of_str(&input)).bench(|| tagger.tag(black_box(&document)).len());
}

#[divan::bench]
fn start_up() -> usize {
    let (languages, _) = pack::languages(None);
    let cutter = Cutter::new(&languages);
    Tagger::new(&languages, &cutter).problems().len()
}
