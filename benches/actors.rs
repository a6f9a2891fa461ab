//! How fast names are recognised, and what the registry adds to the start: `cargo bench --bench actors`.

use demarche::{actors::Recogniser, pack, text::Cutter};
use divan::{Bencher, counter::BytesCount};

/// The program's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    divan::main();
}

/// News as it is: the sample's articles, with their language where the file tells it, several times over.
fn articles() -> Vec<(String, String)> {
    let (packs, _) = pack::load(None);
    let cutter = Cutter::new(&packs.languages);
    let (articles, _) = demarche::ingest::read_folder(std::path::Path::new("seeds"));
    assert!(articles.len() > 4, "run in the project's folder");
    let language = |body: &str| packs.languages[cutter.cut(body, None).language as usize].language.clone();
    articles.into_iter().map(|a| (language(&a.body), a.body.to_string())).collect()
}

/// The packs' own test sentences in articles of 3 KB, one language each: several names a line.
fn dense_articles() -> Vec<(String, String)> {
    let mut out = Vec::new();
    let (packs, _) = pack::load(None);
    for language in &packs.languages {
        let path = format!("data/lang/{}.yaml", language.language);
        let source = std::fs::read_to_string(path).expect("run in the project's folder");
        let own: pack::LanguagePack = serde_yaml::from_str(&source).expect("a pack");
        let time = own.tests.time.iter().map(|t| t.text.as_str());
        let sentences: Vec<&str> = time.chain(own.tests.actors.iter().map(|t| t.text.as_str())).collect();
        for n in 0..20 {
            let mut text = String::new();
            let mut at = n * 7;
            while text.len() < 3000 {
                text.push_str(sentences[at % sentences.len()]);
                text.push(if at % 4 == 0 { '\n' } else { ' ' });
                at += 1 + n % 3;
            }
            out.push((language.language.clone(), text));
        }
    }
    out
}

/// Articles already cut, to mentions.
#[divan::bench(args = [false, true])]
fn recognise(bencher: Bencher, dense: bool) {
    let (packs, _) = pack::load(None);
    let cutter = Cutter::new(&packs.languages);
    let recogniser = Recogniser::new(&packs, &cutter);
    let articles = if dense { dense_articles() } else { articles() };
    let documents: Vec<_> = articles.iter().map(|(l, text)| cutter.cut(text, cutter.language(l))).collect();
    let bytes: usize = articles.iter().map(|a| a.1.len()).sum();
    bencher
        .counter(BytesCount::new(bytes))
        .bench_local(|| documents.iter().map(|d| recogniser.recognise(d).mentions.len()).sum::<usize>());
}

/// Only the look-up of every form and title in the words of the articles.
#[divan::bench(args = [false, true])]
fn look_up(bencher: Bencher, dense: bool) {
    let (packs, _) = pack::load(None);
    let cutter = Cutter::new(&packs.languages);
    let recogniser = Recogniser::new(&packs, &cutter);
    let articles = if dense { dense_articles() } else { articles() };
    let documents: Vec<_> = articles.iter().map(|(l, text)| cutter.cut(text, cutter.language(l))).collect();
    let bytes: usize = articles.iter().map(|a| a.1.len()).sum();
    bencher
        .counter(BytesCount::new(bytes))
        .bench_local(|| documents.iter().map(|d| recogniser.forms(d)).sum::<usize>());
}

/// From the packs to a recogniser.
#[divan::bench]
fn start(bencher: Bencher) {
    let (packs, _) = pack::load(None);
    let cutter = Cutter::new(&packs.languages);
    bencher.bench_local(|| Recogniser::new(&packs, &cutter));
}
