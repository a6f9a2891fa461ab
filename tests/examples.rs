//! What `examples/` shows, run for real: spread over processes or a cluster, the site is the same to the byte.
//!
//! Each needs a tool; where it is missing the test says so and passes, unless `DEMARCHE_EXAMPLES=required`.
//! `DEMARCHE_PYTHON` names a Python that has PySpark.
#![cfg(unix)]

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

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
    assert!(files.contains_key(Path::new("index.html")));
    files
}

/// False, or a failure where it is required, when a tool is missing.
fn there(what: &str, command: &mut Command) -> bool {
    let works = command.output().is_ok_and(|o| o.status.success());
    if !works {
        assert!(env::var_os("DEMARCHE_EXAMPLES").is_none(), "{what} is required here");
        eprintln!("skipped: {what} is missing");
    }
    works
}

/// A project of forty articles, some undated and some of one happening, as files and as lines; built from the files.
fn project(home: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    fs::create_dir(home.join("seeds")).unwrap();
    let mut lines = String::new();
    for i in 0..40 {
        let path = format!("{i:02}.txt");
        let day = (i % 4 > 0).then(|| format!("2025-03-{:02}", 19 + i % 9));
        let text = [
            "US President Donald Trump spoke by phone with Russian President Vladimir Putin on 18 March 2025.",
            "Il ministro degli Esteri Sergej Lavrov ha incontrato venerdì ad Ankara il collega Hakan Fidan.",
            "Ukraine's president Volodymyr Zelensky rejected the proposal on Tuesday.",
        ][i % 3];
        let text = format!("{text}\n\nRound {i} of the talks.\n");
        let front = day.as_ref().map(|d| format!("---\npublished: {d}\n---\n")).unwrap_or_default();
        fs::write(home.join("seeds").join(&path), front + &text).unwrap();
        let mut object = serde_json::json!({ "path": path, "text": text });
        if let Some(day) = day {
            object["published"] = day.into();
        }
        lines += &format!("{object}\n");
    }
    fs::write(home.join("articles.jsonl"), lines).unwrap();
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("demarche"));
    succeed(command.args(["build", "--out", "plain"]).current_dir(home).output().unwrap());
    site(&home.join("plain"))
}

fn succeed(output: Output) {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name)
}

/// The search path with the program in front.
fn path() -> std::ffi::OsString {
    let program = assert_cmd::cargo::cargo_bin("demarche");
    let own = program.parent().unwrap().to_owned();
    let old = env::var_os("PATH").unwrap_or_default();
    env::join_paths([own].into_iter().chain(env::split_paths(&old))).unwrap()
}

#[test]
fn over_many_processes_the_site_is_the_same() {
    if !there("GNU parallel", Command::new("parallel").args(["--will-cite", "--version"])) {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let plain = project(home.path());
    let mut command = Command::new("sh");
    command.arg(example("on-many-cores.sh")).args(["articles.jsonl", "spread"]);
    succeed(command.current_dir(home.path()).env("PATH", path()).output().unwrap());
    assert!(site(&home.path().join("spread")) == plain);
}

#[test]
fn over_a_cluster_the_site_is_the_same() {
    let python = env::var_os("DEMARCHE_PYTHON").unwrap_or_else(|| "python3".into());
    if !there("PySpark", Command::new(&python).args(["-c", "import pyspark"]))
        || !there("Java", Command::new("java").arg("-version"))
    {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let plain = project(home.path());
    let mut command = Command::new(&python);
    command.arg(example("on_spark.py")).args(["articles.jsonl", "read"]);
    succeed(command.current_dir(home.path()).env("PATH", path()).output().unwrap());
    let mut parts = site_parts(&home.path().join("read"));
    assert!(parts.len() > 1, "it was not spread");
    // in whichever order they come
    parts.reverse();
    fs::write(home.path().join("read.jsonl"), parts.concat()).unwrap();
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("demarche"));
    let arguments = ["build", "--from", "read.jsonl", "--out", "spread"];
    succeed(command.args(arguments).current_dir(home.path()).output().unwrap());
    assert!(site(&home.path().join("spread")) == plain);
}

fn site_parts(folder: &Path) -> Vec<Vec<u8>> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.retain(|p| p.file_name().is_some_and(|n| n.to_string_lossy().starts_with("part-")));
    paths.sort();
    paths.iter().map(|p| fs::read(p).unwrap()).collect()
}
