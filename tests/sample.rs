//! The sample in `seeds/` with its corrections, as a user builds it: pinned to the byte.

use std::{fs, path::Path, process::Command};

fn build(out: &Path) {
    let status = Command::new(env!("CARGO_BIN_EXE_demarche"))
        .args(["build", "--quiet", "--out"])
        .arg(out)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .status()
        .expect("the binary starts");
    assert!(status.success());
}

#[test]
fn the_samples_events_and_one_page_are_as_reviewed() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("out");
    build(&out);
    let events = fs::read_to_string(out.join("events.json")).expect("events.json");
    insta::assert_snapshot!("sample_events_json", events);
    let page = fs::read_to_string(out.join("actors/sergey-lavrov.html")).expect("an actor's page");
    insta::assert_snapshot!("sample_actor_page", page);
}

#[test]
fn every_quote_of_the_sample_is_the_exact_slice_of_its_article() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("out");
    build(&out);
    let events: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(out.join("events.json")).expect("events.json")).expect("JSON");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (articles, _) = demarche::ingest::read_folder(&root.join("seeds"));
    let mut seen = 0;
    for evidence in events["events"].as_array().expect("a list").iter().flat_map(|e| e["evidence"].as_array().unwrap())
    {
        let article = articles.iter().find(|a| a.path == evidence["article"]).expect("the article was read");
        let range = evidence["start"].as_u64().unwrap() as usize..evidence["end"].as_u64().unwrap() as usize;
        assert_eq!(article.body.get(range), evidence["quote"].as_str());
        seen += 1;
    }
    assert!(seen > 50, "only {seen} quotes");
}
