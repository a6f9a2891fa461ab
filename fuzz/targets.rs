//! What is fuzzed: a function a target, from any bytes to "holds, or panics". The fuzzer calls them, and
//! `tests/regressions.rs` replays with them what it once found.

#![allow(dead_code)]

use demarche::{
    corrections::Corrections,
    edtf::{Day, Edtf},
    engine::Engine,
    ingest::{self, Article},
    pack::{self, LanguagePack, Packs, Registry},
    text::Cutter,
    time::{self, Tagger},
    timeline,
};
use std::sync::LazyLock;

const ENDINGS: [&str; 6] = ["txt", "md", "html", "htm", "json", "jsonl"];

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new(pack::load(None).0));
static TIMES: LazyLock<(Cutter, Tagger)> = LazyLock::new(|| {
    let packs = pack::load(None).0;
    let cutter = Cutter::new(&packs.languages);
    let tagger = Tagger::new(&packs.languages, &cutter);
    (cutter, tagger)
});

/// Encodings, front matter, HTML, Markdown, JSON: the first byte chooses the format.
pub fn ingest(data: &[u8]) {
    let Some((first, bytes)) = data.split_first() else { return };
    let path = format!("x.{}", ENDINGS[*first as usize % ENDINGS.len()]);
    let (articles, problems) = ingest::read_bytes(&path, bytes);
    assert!(!articles.is_empty() || !problems.is_empty(), "skipped in silence");
    for article in articles {
        assert!(!article.body.trim().is_empty());
        assert!(article.path.starts_with(&path));
        assert!(article.url.is_none_or(|u| u.starts_with("http")));
    }
}

/// Two values, one a line: print and parse again, and the algebra.
pub fn edtf(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let values: Vec<Edtf> = text.lines().take(2).filter_map(|line| line.parse().ok()).collect();
    for value in &values {
        let printed = value.to_string();
        assert_eq!(printed.parse().as_ref(), Ok(value), "{printed}");
        let _ = (value.bounds(), value.width_days(), value.ranges(), value.is_day(), value.clone().simplified());
        let (first, last) = (value.first(), value.last());
        assert!(first.is_none() || last.is_none() || first <= last, "{printed}");
    }
    if let [a, b] = values.as_slice() {
        assert_eq!(a.intersects(b), b.intersects(a));
        assert_eq!(a.intersects(b), a.intersection(b).is_some());
        let _ = a.hull(b);
        if a.covers(b) {
            assert!(a.intersects(b));
        }
    }
}

/// Any text, with a publication day from its first bytes: spans stand on characters, and every value is one.
pub fn dates(data: &[u8]) {
    let (published, bytes) = match data {
        [a, b, rest @ ..] => (Day::from_yo_opt(1990 + i32::from(*a % 48), u32::from(*b) + 1), rest),
        _ => return,
    };
    let text = String::from_utf8_lossy(bytes);
    let (cutter, tagger) = &*TIMES;
    let expressions = tagger.tag(&cutter.cut(&text, None));
    for (expression, resolution) in expressions.iter().zip(time::resolve_all(&expressions, published)) {
        assert!(!expression.span.of(&text).is_empty());
        if let Some(value) = resolution.value {
            let printed = value.to_string();
            assert!(printed.parse::<Edtf>().is_ok(), "{printed}");
        }
    }
}

/// An article whole, up to the timeline: evidence is exactly the words of the article.
pub fn extraction(data: &[u8]) {
    let body = String::from_utf8_lossy(data).into_owned();
    let article = Article {
        id: "a-fuzz".into(),
        path: "x.txt".into(),
        title: None,
        body: body.into(),
        published: None,
        source: None,
        url: None,
        language: None,
    };
    let read = ENGINE.read(&article, None);
    for mention in &read.mentions {
        assert!(!mention.quote.of(&article.body).is_empty());
        assert!(mention.quote.contains(mention.trigger));
        assert!((0.0..=1.0).contains(&mention.confidence));
    }
    let _ = timeline::assemble(vec![read], &ENGINE.packs);
}

/// `events.yaml`: read, or told why not.
pub fn corrections(data: &[u8]) {
    let (_, problems) = Corrections::parse_bytes(data, "events.yaml");
    for problem in problems {
        assert_eq!(problem.file.as_deref(), Some("events.yaml"));
        assert!(problem.line.is_none_or(|line| line > 0) && problem.column.is_none_or(|column| column > 0));
    }
}

/// A language pack by itself: told what is wrong with it, or used on a text.
pub fn packs(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let Ok(pack) = pack::parse::<LanguagePack>(text) else { return };
    let packs = Packs {
        languages: vec![pack],
        registry: Registry::new([]).into(),
        gatherings: Vec::new(),
        beginnings: Vec::new(),
        happenings: Vec::new(),
    };
    let engine = Engine::new(packs);
    let article = Article {
        id: "a-fuzz".into(),
        path: "x.txt".into(),
        title: None,
        body: "On 3 May 2024 A and B met in C. “We will sign it on Friday”, said D.".into(),
        published: None,
        source: None,
        url: None,
        language: None,
    };
    engine.read(&article, None);
}
