//! A folder of everything that can be wrong with a file, beside two good articles: each is named with its line of
//! warning, the good ones are built as if they stood alone, and nothing hangs.
#![cfg(unix)]

use assert_cmd::Command;
use std::{
    collections::BTreeMap,
    ffi::OsString,
    fs::{self, File},
    os::unix::{ffi::OsStringExt, fs::symlink},
    path::Path,
    time::Duration,
};

const GOOD: &str = "---\npublished: 2024-05-02\n---\nThe British foreign secretary David Cameron met his Polish \
    counterpart Radoslaw Sikorski in Warsaw on Thursday.\n";

/// Long enough for a debug build on a busy machine; a hang is what must not pass.
const PATIENCE: Duration = Duration::from_secs(120);

fn run(project: &Path, name: &str) -> (i32, String) {
    let mut command = Command::cargo_bin("demarche").unwrap();
    let output = command.current_dir(project).args([name, "--color", "never"]).timeout(PATIENCE).output().unwrap();
    (output.status.code().expect("ended by itself"), String::from_utf8_lossy(&output.stderr).into_owned())
}

/// The events that the good articles tell, without what names the article.
fn events(project: &Path, of: &str) -> Vec<serde_json::Value> {
    let json: serde_json::Value = serde_json::from_slice(&fs::read(project.join("out/events.json")).unwrap()).unwrap();
    let mut events = json["events"].as_array().unwrap().clone();
    events.retain(|e| e["evidence"][0]["article"].as_str().unwrap().starts_with(of));
    events
}

#[test]
fn what_is_hostile_is_named_and_the_good_is_unharmed() {
    let home = tempfile::tempdir().unwrap();
    let seeds = home.path().join("seeds");
    fs::create_dir(&seeds).unwrap();
    fs::write(seeds.join("good.txt"), GOOD).unwrap();
    let (status, _) = run(home.path(), "build");
    assert_eq!(status, 0);
    let alone = events(home.path(), "good.txt");
    assert_eq!(alone.len(), 1);

    let text = "The ministers met on Tuesday.";
    let random: Vec<u8> = (0..300_000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 11) as u8).collect();
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let front = |yaml: &str| format!("---\n{yaml}\n---\n{text}").into_bytes();
    let laughs = front("a: &a [x, x, x, x]\nb: &b [*a, *a, *a, *a]\nc: &c [*b, *b, *b, *b]\nd: &d [*c, *c, *c, *c]");
    // file, its bytes, what is said of it (nothing where it is simply read)
    let files: Vec<(&str, Vec<u8>, &str)> = vec![
        ("empty.txt", vec![], "skipped: has no text"),
        ("random.txt", random.clone(), "skipped: is not a text"),
        ("random.html", random, "skipped: is not a text"),
        ("utf16.txt", utf16, ""),
        ("bom.txt", [b"\xef\xbb\xbf", text.as_bytes()].concat(), ""),
        ("crlf.txt", text.replace(' ', "\r\n").into(), ""),
        ("nul.txt", [text.repeat(20).as_bytes(), b"\0"].concat(), "1 control characters were left out of the text"),
        ("nested.html", format!("{}{text}", "<div>".repeat(200_000)).into(), ""),
        ("attributes.html", format!("<p {}>{text}", "a=b ".repeat(100_000)).into(), ""),
        ("bomb.txt", front(&format!("title: {}", "[".repeat(60_000))), "the front matter is nested too deeply"),
        ("laughs.txt", laughs, "unknown key"),
        ("brackets.json", "[".repeat(1 << 20).into(), "skipped: "),
        ("brackets.jsonl", "[".repeat(1 << 20).into(), "skipped: "),
        ("words.txt", "word ".repeat(1_000_000).into(), ""),
        ("letters.txt", "x".repeat(500_000).into(), ""),
        ("quotes.txt", "“\"«”»„'‘’".repeat(2_000).into(), ""),
        ("Case.txt", GOOD.replace("Warsaw", "Gdansk").into(), ""),
        ("case.txt", GOOD.replace("Warsaw", "Krakow").into(), ""),
        ("<script>alert(1)<.txt", GOOD.replace("Warsaw", "Lublin").into(), ""),
        ("..\u{202e}txt.txt", GOOD.replace("Warsaw", "Poznan").into(), ""),
    ];
    for (name, bytes, _) in &files {
        fs::write(seeds.join(name), bytes).unwrap();
    }
    let long = format!("{}.txt", "l".repeat(251));
    fs::write(seeds.join(&long), text).unwrap();
    File::create(seeds.join("sparse.txt")).unwrap().set_len(3 << 30).unwrap();
    symlink("loop-b.txt", seeds.join("loop-a.txt")).unwrap();
    symlink("loop-a.txt", seeds.join("loop-b.txt")).unwrap();
    symlink("/nowhere/at/all.txt", seeds.join("nowhere.txt")).unwrap();
    symlink("/dev/zero", seeds.join("zero.txt")).unwrap();
    symlink(".", seeds.join("self")).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(seeds.join("pipe.txt")).status().unwrap().success());
    fs::write(seeds.join(OsString::from_vec(b"bad-\xff.txt".to_vec())), text).unwrap();
    let mut deep = seeds.clone();
    for _ in 0..40 {
        deep.push("d");
    }
    fs::create_dir_all(&deep).unwrap();
    fs::write(deep.join("deep.txt"), text).unwrap();

    let (status, said) = run(home.path(), "check");
    assert_eq!(status, 0, "{said}");
    let others = [
        ("sparse.txt", "skipped: is larger than 16 MB"),
        ("loop-a.txt", "skipped: "),
        ("loop-b.txt", "skipped: "),
        ("nowhere.txt", "skipped: what it links to is missing"),
        ("zero.txt", "skipped: is no plain file but a device, pipe or socket"),
        ("pipe.txt", "skipped: is no plain file but a device, pipe or socket"),
        ("self", "skipped: links to a folder that is read anyway"),
        ("bad-\u{fffd}.txt", "skipped: its name is no UTF-8; rename it"),
        ("d/d", "skipped: lies more than 32 folders deep"),
    ];
    let expected = files.iter().map(|(name, _, what)| (*name, *what)).chain(others);
    for (name, what) in expected.filter(|(_, what)| !what.is_empty()) {
        // the message stands in one line and the place in the next, or both in one
        let lines: Vec<&str> = said.lines().collect();
        let told = lines.windows(2).any(|pair| {
            let near = format!("{}\n{}", pair[0], pair[1]);
            near.contains(name) && near.contains(what)
        });
        assert!(told, "{name}: “{what}” is not among\n{said}");
    }
    let (status, said) = run(home.path(), "build");
    assert_eq!(status, 0, "{said}");
    assert_eq!(events(home.path(), "good.txt"), alone);

    // names that differ by case only, that are long or that mean something to a browser: a page each, in the folder
    let mut pages = BTreeMap::new();
    for entry in fs::read_dir(home.path().join("out/articles")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(name.is_ascii() && !name.contains(['<', '>', '"', '\'', '&']) && name.len() < 200, "{name}");
        *pages.entry(name.to_lowercase()).or_insert(0) += 1;
    }
    assert!(pages.values().all(|n| *n == 1), "{pages:?}");
    assert!(pages.len() >= 12, "{pages:?}");
}

#[test]
fn where_nothing_can_be_written_it_is_said() {
    use std::os::unix::fs::PermissionsExt;
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join("seeds")).unwrap();
    fs::write(home.path().join("seeds/good.txt"), GOOD).unwrap();
    fs::write(home.path().join("file"), "mine").unwrap();
    let run = |out: &str| {
        let mut command = Command::cargo_bin("demarche").unwrap();
        let output = command.current_dir(home.path()).args(["build", "--out", out]).timeout(PATIENCE).output().unwrap();
        (output.status.code().unwrap(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let (status, said) = run("file");
    assert!(status == 1 && said.contains("is not a folder"), "{said}");
    assert_eq!(fs::read_to_string(home.path().join("file")).unwrap(), "mine");
    let (status, said) = run("/dev/null/out");
    assert!(status == 1 && said.contains("/dev/null"), "{said}");
    fs::create_dir(home.path().join("locked")).unwrap();
    fs::set_permissions(home.path().join("locked"), fs::Permissions::from_mode(0o555)).unwrap();
    // whoever may do everything is not kept out by permissions
    if fs::write(home.path().join("locked/probe"), "").is_err() {
        let (status, said) = run("locked/out");
        assert!(status == 1 && said.contains("can't create"), "{said}");
    }
}

/// The system refuses to let files grow beyond a few kilobytes, as it does when the disk is full; at every single call
/// it is tried in `faults.rs`.
#[test]
fn where_there_is_no_room_the_old_site_stays() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join("seeds")).unwrap();
    fs::write(home.path().join("seeds/good.txt"), GOOD).unwrap();
    let program = assert_cmd::cargo::cargo_bin("demarche");
    let cramped = || {
        let script = "trap '' XFSZ; ulimit -f 4; exec \"$0\" build --color never";
        let mut command = std::process::Command::new("sh");
        let output = command.current_dir(home.path()).args(["-c", script]).arg(&program).output().unwrap();
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let (status, said) = cramped();
    assert!(status == Some(1) && said.contains("can't write"), "{status:?}: {said}");
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1, "something was left of the site that has no room");
    assert_eq!(run(home.path(), "build").0, 0);
    let before = fs::read(home.path().join("out/events.json")).unwrap();
    fs::write(home.path().join("seeds/more.txt"), GOOD.replace("Warsaw", "Gdansk")).unwrap();
    let (status, said) = cramped();
    assert!(status == Some(1) && said.contains("can't write"), "{status:?}: {said}");
    assert_eq!(fs::read(home.path().join("out/events.json")).unwrap(), before);
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 2, "a stage was left");
    assert_eq!(run(home.path(), "build").0, 0);
    assert_ne!(fs::read(home.path().join("out/events.json")).unwrap(), before);
}
