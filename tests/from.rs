//! Building from what was extracted elsewhere: the same bytes as from the articles themselves.

use assert_cmd::Command;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

fn run(folder: &Path, arguments: &[&str], input: &str) -> (i32, Vec<u8>, String) {
    let mut command = Command::cargo_bin("demarche").unwrap();
    let output = command.current_dir(folder).args(arguments).write_stdin(input).output().unwrap();
    (output.status.code().unwrap(), output.stdout, String::from_utf8_lossy(&output.stderr).into_owned())
}

fn gather(folder: &Path, at: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in fs::read_dir(folder.join(at)).unwrap() {
        let entry = entry.unwrap();
        let path = at.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => gather(folder, &path, files),
            false => drop(files.insert(path.clone(), fs::read(folder.join(&path)).unwrap())),
        }
    }
}

fn site(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    gather(folder, Path::new(""), &mut files);
    files
}

/// Articles of several shapes; some that tell of one call, one without a day that others date.
fn articles() -> Vec<serde_json::Value> {
    let text = |path: &str, published: Option<&str>, text: &str| {
        let mut object = serde_json::json!({ "path": path, "text": text });
        if let Some(day) = published {
            object["published"] = day.into();
        }
        object
    };
    vec![
        text(
            "a.txt",
            Some("2025-03-20"),
            "US President Donald Trump spoke by phone with Russian President Vladimir Putin on 18 March 2025.\n",
        ),
        text("b.txt", None, "Il presidente Trump ha parlato martedì al telefono con Vladimir Putin.\n"),
        text("sub/c.txt", Some("2025-03-19"), "Ukraine's president Volodymyr Zelensky rejected the proposal.\n"),
        text("2025-03-21-d.txt", None, "Sergey Lavrov va merge vineri la Ankara.\n"),
        text(
            "e.txt",
            Some("2025-03-22"),
            "“We are ready”, the deputy foreign minister Jane Doe of Norway said on Friday.\n",
        ),
    ]
}

#[test]
fn a_build_from_readings_is_the_build_from_the_articles() {
    let home = tempfile::tempdir().unwrap();
    let lines: Vec<String> = articles().iter().map(|a| a.to_string()).collect();
    for article in articles() {
        let path = home.path().join("seeds").join(article["path"].as_str().unwrap());
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let text = article["text"].as_str().unwrap();
        let front = article["published"].as_str().map(|day| format!("---\npublished: {day}\n---\n"));
        fs::write(path, front.unwrap_or_default() + text).unwrap();
    }
    fs::create_dir(home.path().join("data")).unwrap();
    let corrections =
        "articles:\n  - {file: sub/c.txt, published: 2025-03-18, source: Wire}\n  - {file: e.txt, ignore: a test}\n";
    for corrections in [None, Some(corrections)] {
        if let Some(text) = corrections {
            fs::write(home.path().join("data/events.yaml"), text).unwrap();
        }
        let (status, _, said) = run(home.path(), &["build", "--out", "plain"], "");
        assert_eq!(status, 0, "{said}");
        // two machines, each with its share, in any order
        for (machine, share) in [(1, &lines[3..]), (2, &lines[..3])] {
            let (status, out, said) = run(home.path(), &["extract", "--reading"], &share.join("\n"));
            assert_eq!(status, 0, "{said}");
            fs::write(home.path().join(format!("{machine}.jsonl")), out).unwrap();
        }
        let (status, _, said) =
            run(home.path(), &["build", "--from", "1.jsonl", "--from", "2.jsonl", "--out", "given"], "");
        assert_eq!(status, 0, "{said}");
        assert!(site(&home.path().join("plain")) == site(&home.path().join("given")));
        let json = fs::read_to_string(home.path().join("given/events.json")).unwrap();
        assert!(json.contains("\"call\""), "{json}");
    }
}

#[test]
fn what_is_not_in_the_article_stops_the_build() {
    let home = tempfile::tempdir().unwrap();
    let (_, out, _) = run(home.path(), &["extract"], &articles()[0].to_string());
    let line = String::from_utf8(out).unwrap();
    // without its text the seeds have to hold the article
    fs::write(home.path().join("x.jsonl"), &line).unwrap();
    let (status, _, said) = run(home.path(), &["build", "--from", "x.jsonl"], "");
    assert!(status == 1 && said.contains("there is no article `a.txt`") && said.contains("x.jsonl:1"), "{said}");
    fs::create_dir(home.path().join("seeds")).unwrap();
    fs::write(home.path().join("seeds/a.txt"), articles()[0]["text"].as_str().unwrap()).unwrap();
    let (status, _, said) = run(home.path(), &["build", "--from", "x.jsonl"], "");
    assert_eq!(status, 0, "{said}");
    let built = site(&home.path().join("out"));
    fs::write(home.path().join("x.jsonl"), format!("{line}{}", line.replace("spoke by phone", "spoke by radio")))
        .unwrap();
    let (status, _, said) = run(home.path(), &["build", "--from", "x.jsonl"], "");
    assert!(status == 1 && said.contains("is not what stands at") && said.contains("x.jsonl:2"), "{said}");
    assert!(site(&home.path().join("out")) == built, "nothing was written");
}
