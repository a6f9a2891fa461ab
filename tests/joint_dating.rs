//! Articles that tell of the same happening date one another.

use demarche::engine::{self, Project};
use std::{collections::BTreeMap, fs};

/// Publication by file name, and the clues that name another article.
fn published(files: &[(&str, &str)]) -> BTreeMap<String, (String, Vec<String>)> {
    let folder = tempfile::tempdir().unwrap();
    let project =
        Project { seeds: folder.path().join("seeds"), data: folder.path().join("data"), cache: None, from: Vec::new() };
    fs::create_dir_all(&project.seeds).unwrap();
    for (name, text) in files {
        fs::write(project.seeds.join(name), text).unwrap();
    }
    let build = engine::build(&project, &|_| ()).unwrap();
    let articles = build.timeline.articles.iter().map(|a| {
        let value = a.published.as_ref().map_or("none".to_owned(), |d| d.to_string());
        let clues = a.clues.iter().filter(|c| c.text.contains(".txt")).map(|c| c.text.clone()).collect();
        (a.path.clone(), (value, clues))
    });
    articles.collect()
}

const DATED: &str = "---\npublished: 2019-03-14\n---\nRomanian President Klaus Iohannis met Bulgarian Prime Minister \
    Boyko Borissov in Sofia on Tuesday. The two talked about 1,250 kilometres of new roads and 340 million euros of \
    European money.\n";
const OPEN: &str = "Il presidente romeno Klaus Iohannis ha incontrato martedì a Sofia il premier bulgaro Boyko Borissov. \
    Si è parlato di 1.250 chilometri di strade e di 340 milioni di euro di fondi europei.\n";

#[test]
fn a_dated_article_anchors_one_without_a_day() {
    let alone = published(&[("b.txt", OPEN)]);
    let both = published(&[("a.txt", DATED), ("b.txt", OPEN)]);
    // nobody knows the year of the one by itself
    assert!(!alone["b.txt"].0.contains("2019-03"), "{alone:?}");
    assert_eq!(both["a.txt"].0, "2019-03-14");
    assert_eq!(both["b.txt"].0, "2019-03-12/2019-03-13", "{both:?}");
    assert!(both["b.txt"].1.iter().any(|c| c.starts_with("a.txt tells of")), "{both:?}");
}

#[test]
fn the_order_of_the_articles_changes_nothing() {
    let one = published(&[("a.txt", DATED), ("b.txt", OPEN)]);
    let other = published(&[("z.txt", DATED), ("b.txt", OPEN)]);
    assert_eq!(one["b.txt"].0, other["b.txt"].0);
}

#[test]
fn another_meeting_of_the_same_two_says_nothing() {
    // the same two, but the matter is another, and the place
    let other = "Premierul bulgar Boiko Borisov l-a primit pe președintele Klaus Iohannis la Varna. Cei doi au vorbit \
        despre 77 de tone de grâu, despre pescuit și despre Macedonia de Nord.\n";
    let found = published(&[("a.txt", DATED), ("b.txt", other)]);
    assert!(!found["b.txt"].0.contains("2019-03"), "{found:?}");
}

#[test]
fn what_an_article_says_itself_outweighs_another() {
    // the same sentence about people who had long left office when the dated article appeared
    let own = "In November 2021, Romanian President Klaus Iohannis met Bulgarian Prime Minister Boyko Borissov in Sofia. \
        On 4 May 2022 the new Bulgarian Prime Minister Kiril Petkov said that 1,250 kilometres and 340 million were not \
        enough. German Chancellor Olaf Scholz agreed.\n";
    let found = published(&[("a.txt", DATED), ("b.txt", own)]);
    assert!(found["b.txt"].0.starts_with("2022"), "{found:?}");
}

#[test]
fn what_one_has_learned_is_passed_on() {
    let third = "Iohannis and Borissov will meet on Tuesday in Sofia, officials said. President Klaus Iohannis and Prime \
        Minister Boyko Borissov are to talk about 1,250 kilometres of roads and 340 million euros.\n";
    let found = published(&[("a.txt", DATED), ("b.txt", OPEN), ("c.txt", third)]);
    assert!(found["c.txt"].0.contains("2019-03"), "{found:?}");
    let given = published(&[("a.txt", DATED)]);
    assert!(given["a.txt"].1.is_empty(), "what is known needs no clue");
}
