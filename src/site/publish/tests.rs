use super::{manifest::Hash, *};
use std::{
    collections::BTreeMap,
    fs,
    path::PathBuf,
    process::{Command, Stdio},
};

fn files(list: &[(&str, &str)]) -> Files {
    list.iter().map(|(path, text)| (path.to_string(), text.as_bytes().to_vec())).collect()
}

/// All paths in a folder with their texts, but for the manifest.
fn tree(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(at) = folders.pop() {
        for entry in fs::read_dir(folder.join(&at)).unwrap() {
            let entry = entry.unwrap();
            let path = at.join(entry.file_name());
            if entry.file_type().unwrap().is_dir() {
                folders.push(path);
            } else if path.to_str() != Some(MANIFEST) {
                found.insert(path.to_str().unwrap().to_owned(), fs::read_to_string(entry.path()).unwrap_or_default());
            }
        }
    }
    found
}

fn expect(folder: &Path, list: &[(&str, &str)]) {
    let expected: BTreeMap<String, String> = list.iter().map(|(p, t)| (p.to_string(), t.to_string())).collect();
    assert_eq!(tree(folder), expected);
}

fn nothing_beside(folder: &Path) {
    let parent = folder.parent().unwrap();
    let left: Vec<_> = fs::read_dir(parent).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left, [folder.file_name().unwrap()], "a stage was left");
}

const OLD: &[(&str, &str)] =
    &[("index.html", "old"), ("actors/a.html", "a"), ("actors/b.html", "b"), ("events.json", "1")];
const NEW: &[(&str, &str)] =
    &[("index.html", "new"), ("actors/a.html", "a"), ("events.json", "2"), ("assets/x.css", "x")];

#[test]
fn replaces_what_it_wrote_and_nothing_else() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("out");
    fs::create_dir(&out).unwrap();
    fs::write(out.join(".gitignore"), "*").unwrap();
    let first = publish(&out, files(OLD)).unwrap();
    assert!(first.changed && first.at_once);
    fs::write(out.join("actors/mine.txt"), "mine").unwrap();
    let second = publish(&out, files(NEW)).unwrap();
    assert_eq!((second.removed, second.at_once), (1, true));
    let mut expected = NEW.to_vec();
    expected.extend([(".gitignore", "*"), ("actors/mine.txt", "mine")]);
    expect(&out, &expected);
    nothing_beside(&out);
    let third = publish(&out, files(NEW)).unwrap();
    assert!(!third.changed && third.written == 0);
}

/// What stays as it is keeps its place on the disk, under whatever folder.
#[cfg(unix)]
#[test]
fn only_what_is_new_is_written() {
    use std::os::unix::fs::MetadataExt;
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("out");
    publish(&out, files(OLD)).unwrap();
    let inode = |path: &str| fs::metadata(out.join(path)).unwrap().ino();
    let before = [inode("actors/a.html"), inode("index.html")];
    let summary = publish(&out, files(NEW)).unwrap();
    assert_eq!((summary.files, summary.written, summary.at_once), (4, 3, true));
    assert_eq!(inode("actors/a.html"), before[0]);
    assert_ne!(inode("index.html"), before[1]);
    assert_eq!(fs::metadata(out.join("actors/a.html")).unwrap().nlink(), 1);
    expect(&out, NEW);
}

#[test]
fn files_are_streamed() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("out");
    let write = |text: &str| {
        let site = Publication::begin(&out).unwrap();
        site.put("index.html", b"x", None).unwrap();
        site.stream("large.json", None, |to| {
            text.split_inclusive(' ').try_for_each(|part| to.write_all(part.as_bytes()))
        })
        .unwrap();
        site.finish().unwrap()
    };
    assert_eq!(write("one two").written, 2);
    assert!(!write("one two").changed);
    assert_eq!(write("one three").written, 1);
    expect(&out, &[("index.html", "x"), ("large.json", "one three")]);
    fs::write(out.join("large.json"), "edited").unwrap();
    assert_eq!(write("four").edited, ["large.json"]);
    nothing_beside(&out);
}

#[test]
fn one_that_is_given_up_leaves_no_trace() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("out");
    for old in [&[][..], OLD] {
        if !old.is_empty() {
            publish(&out, files(old)).unwrap();
        }
        let site = Publication::begin(&out).unwrap();
        site.put("index.html", b"another", None).unwrap();
        site.put("actors/a.html", b"another", None).unwrap();
        let failing = site.stream("large.json", None, |_| Err(std::io::Error::other("no")));
        assert!(failing.is_err());
        drop(site);
        match old.is_empty() {
            true => assert!(!out.exists()),
            false => expect(&out, old),
        }
        assert!(fs::read_dir(home.path()).unwrap().all(|e| e.unwrap().file_name() == "out"));
    }
}

#[test]
fn folders_of_others_stay_whole() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("out");
    publish(&out, files(OLD)).unwrap();
    fs::create_dir_all(out.join(".git/objects")).unwrap();
    fs::write(out.join(".git/objects/x"), "x").unwrap();
    let summary = publish(&out, files(NEW)).unwrap();
    assert!(!summary.at_once && summary.changed);
    let mut expected = NEW.to_vec();
    expected.push((".git/objects/x", "x"));
    expect(&out, &expected);
    nothing_beside(&out);
    assert!(!publish(&out, files(NEW)).unwrap().changed);
}

#[test]
fn a_file_of_someone_else_is_not_overwritten() {
    for foreign in ["index.html", "actors", "assets/x.css"] {
        let home = tempfile::tempdir().unwrap();
        let out = home.path().join("out");
        fs::create_dir_all(out.join("assets")).unwrap();
        fs::write(out.join(foreign), "mine").unwrap();
        let error = publish(&out, files(NEW)).unwrap_err();
        assert!(matches!(error, PublishError::Foreign(_)), "{error}");
        expect(&out, &[(foreign, "mine")]);
        nothing_beside(&out);
    }
}

#[test]
fn the_same_file_is_adopted() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("index.html"), "old").unwrap();
    publish(home.path(), files(&[("index.html", "old"), ("b", "b")])).unwrap();
    publish(home.path(), files(&[("index.html", "new")])).unwrap();
    expect(home.path(), &[("index.html", "new")]);
}

#[cfg(unix)]
#[test]
fn links_are_neither_followed_nor_lost() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("out");
    publish(&out, files(OLD)).unwrap();
    std::os::unix::fs::symlink("/nowhere/at/all", out.join("link")).unwrap();
    publish(&out, files(NEW)).unwrap();
    assert_eq!(fs::read_link(out.join("link")).unwrap(), Path::new("/nowhere/at/all"));
    let elsewhere = home.path().join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    let other = home.path().join("other");
    fs::create_dir(&other).unwrap();
    std::os::unix::fs::symlink(&elsewhere, other.join("actors")).unwrap();
    assert!(matches!(publish(&other, files(NEW)), Err(PublishError::Foreign(_))));
    assert_eq!(fs::read_dir(&elsewhere).unwrap().count(), 0);
}

#[test]
fn edited_files_are_told_of() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("out");
    publish(&out, files(OLD)).unwrap();
    fs::write(out.join("index.html"), "edited").unwrap();
    fs::write(out.join("actors/b.html"), "edited").unwrap();
    let summary = publish(&out, files(NEW)).unwrap();
    assert_eq!(summary.edited, ["index.html"]);
    assert_eq!(summary.kept, ["actors/b.html"]);
    let mut expected = NEW.to_vec();
    expected.push(("actors/b.html", "edited"));
    expect(&out, &expected);
}

#[test]
fn refusals_are_clear() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("file");
    fs::write(&file, "x").unwrap();
    assert!(matches!(publish(&file, files(NEW)), Err(PublishError::NotAFolder(_))));
    let error = publish(&file.join("out"), files(NEW)).unwrap_err().to_string();
    assert!(error.starts_with("can't open ") || error.starts_with("can't create "), "{error}");
    for path in ["../x", "/x", "a/../b", "", "a//b", "./a", "a/", ".demarche-manifest.json", "a\\b", "a\0b"] {
        let error = publish(&home.path().join("new"), files(&[(path, "x")])).unwrap_err();
        assert!(matches!(error, PublishError::BadPath(_)), "{path}: {error}");
    }
    assert!(!home.path().join("new").exists());
    let twice = publish(&home.path().join("new"), files(&[("a", "x"), ("a", "y")]));
    assert!(matches!(twice, Err(PublishError::BadPath(_))));
}

#[cfg(unix)]
#[test]
fn a_folder_that_can_not_be_written_is_left_as_it_is() {
    use std::os::unix::fs::PermissionsExt;
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("out");
    publish(&out, files(OLD)).unwrap();
    let mode = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    mode(&out, 0o555);
    mode(home.path(), 0o555);
    let may_anyway = fs::write(out.join("probe"), "").is_ok();
    let result = publish(&out, files(NEW));
    mode(home.path(), 0o755);
    mode(&out, 0o755);
    if may_anyway {
        return; // whoever may do everything is not kept out by permissions
    }
    assert!(result.unwrap_err().to_string().contains("can't"));
    expect(&out, OLD);
}

#[cfg(unix)]
#[test]
fn a_second_run_is_turned_away() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("out");
    publish(&out, files(OLD)).unwrap();
    let lock = system::lock(&out).unwrap();
    assert!(matches!(publish(&out, files(NEW)), Err(PublishError::Busy(_))));
    expect(&out, OLD);
    drop(lock);
    publish(&out, files(NEW)).unwrap();
    expect(&out, NEW);
}

#[cfg(unix)]
#[test]
fn the_new_folder_is_locked_until_the_old_one_is_put_away() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("out");
    for texts in [OLD, NEW] {
        let publication = Publication::begin(&out).unwrap();
        for (path, text) in texts {
            publication.put(path, text.as_bytes(), None).unwrap();
        }
        let (summary, next) = publication.finish_then(&|_| (), |out, _, _| system::lock(out).map(drop)).unwrap();
        assert_eq!(summary.at_once, system::CAN_EXCHANGE);
        assert!(matches!(next, Err(PublishError::Busy(_))), "another run may come between");
        drop(system::lock(&out).unwrap());
    }
    expect(&out, NEW);
}

#[test]
fn leftovers_of_killed_runs_are_swept() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("out");
    publish(&out, files(OLD)).unwrap();
    fs::write(out.join(".gitignore"), "*").unwrap();
    // killed while staging: a manifest, some files, a second name of a foreign file
    let stage = sweep::outer_stage(&out.canonicalize().unwrap()).unwrap();
    fs::create_dir_all(stage.join("actors")).unwrap();
    let new = Manifest { files: files(NEW).into_iter().map(|(path, bytes)| (path, Hash::of(&bytes))).collect() };
    fs::write(stage.join(MANIFEST), new.bytes()).unwrap();
    fs::write(stage.join("index.html"), "ne").unwrap();
    fs::hard_link(out.join(".gitignore"), stage.join(".gitignore")).unwrap();
    // killed just after an exchange, with a file that came in at the last moment
    fs::write(stage.join("actors/late.txt"), "late").unwrap();
    // killed while going file by file
    fs::create_dir(sweep::inner_stage(&out)).unwrap();
    fs::write(sweep::inner_stage(&out).join("x"), "x").unwrap();
    fs::write(out.join(".demarche-abc"), "half a manifest").unwrap();
    publish(&out, files(NEW)).unwrap();
    let mut expected = NEW.to_vec();
    expected.extend([(".gitignore", "*"), ("actors/late.txt", "late")]);
    expect(&out, &expected);
    nothing_beside(&out);
}

#[test]
fn a_strange_leftover_is_not_touched() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("out");
    publish(&out, files(OLD)).unwrap();
    fs::write(out.join("mine"), "1").unwrap();
    let stage = sweep::outer_stage(&out.canonicalize().unwrap()).unwrap();
    fs::create_dir(&stage).unwrap();
    fs::write(stage.join("mine"), "2").unwrap();
    assert!(matches!(publish(&out, files(NEW)), Err(PublishError::Leftover { .. })));
    assert_eq!(fs::read_to_string(stage.join("mine")).unwrap(), "2");
}

#[test]
fn a_broken_manifest_makes_nothing_ours() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("out");
    publish(&out, files(OLD)).unwrap();
    fs::write(out.join(MANIFEST), "{\"files\":{\"../../etc/passwd\":\"\"}").unwrap();
    assert!(matches!(publish(&out, files(NEW)), Err(PublishError::Foreign(_))));
    fs::write(home.path().join("victim"), "v").unwrap();
    fs::remove_dir_all(&out).unwrap();
    fs::create_dir(&out).unwrap();
    fs::write(out.join(MANIFEST), "{\"files\":{\"../victim\":\"\"}}").unwrap();
    publish(&out, files(NEW)).unwrap();
    assert!(home.path().join("victim").exists());
}

/// Runs this test binary again as a build of its own, killed by the system after a while.
#[cfg(unix)]
#[test]
fn a_killed_run_leaves_one_whole_site() {
    let sites: Vec<Files> = (0..2)
        .map(|version| {
            (0..40).map(|i| (format!("p/{i}.html"), format!("{version}").repeat(2000).into_bytes())).collect()
        })
        .collect();
    if let Some(out) = std::env::var_os("DEMARCHE_TEST_PUBLISH") {
        for turn in 0.. {
            publish(Path::new(&out), sites[turn % 2].clone()).unwrap();
        }
    }
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("out");
    fs::create_dir(&out).unwrap();
    fs::write(out.join("mine"), "mine").unwrap();
    publish(&out, sites[0].clone()).unwrap();
    for turn in 0..12 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "site::publish::tests::a_killed_run_leaves_one_whole_site"])
            .env("DEMARCHE_TEST_PUBLISH", &out)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(40 + turn * 7));
        child.kill().unwrap();
        child.wait().unwrap();
        let mut found = tree(&out);
        assert_eq!(found.remove("mine").as_deref(), Some("mine"));
        let versions: std::collections::BTreeSet<&String> = found.values().collect();
        assert_eq!((found.len(), versions.len()), (40, 1), "torn");
    }
    publish(&out, sites[1].clone()).unwrap();
    publish(&out, sites[0].clone()).unwrap();
    nothing_beside(&out);
}

/// As a build with a cache does.
fn publish_spared(out: &Path, spare: &Path, list: &[(&str, &str)]) -> Summary {
    let record = Record::default().sparing(spare.to_owned());
    let publication = Publication::begin_after(out, record).unwrap();
    for (path, bytes) in files(list) {
        publication.put(&path, &bytes, None).unwrap();
    }
    publication.finish_recorded(&|_| ()).unwrap().0
}

#[cfg(unix)]
#[test]
fn the_site_before_the_last_serves_the_next() {
    use std::os::unix::fs::MetadataExt;
    let home = tempfile::tempdir().unwrap();
    let (out, spare) = (home.path().join("out"), home.path().join("cache/site"));
    fs::create_dir(home.path().join("cache")).unwrap();
    let changed = |path: &str| fs::metadata(out.join(path)).map(|m| (m.ino(), m.ctime_nsec(), m.nlink())).unwrap();
    publish_spared(&out, &spare, OLD);
    fs::write(out.join("actors/mine.txt"), "mine").unwrap();
    publish_spared(&out, &spare, NEW);
    expect(&spare, OLD);
    publish_spared(&out, &spare, OLD);
    expect(&spare, NEW);
    let before = changed("actors/a.html");
    publish_spared(&out, &spare, NEW);
    assert_eq!(changed("actors/a.html"), before, "it was given another name");
    assert_eq!(before.2, 2);
    let mut all = NEW.to_vec();
    all.push(("actors/mine.txt", "mine"));
    expect(&out, &all);
    expect(&spare, OLD);
    assert_eq!(changed("actors/mine.txt").2, 1);
    // whatever is done to it there: it shows nowhere
    fs::remove_file(spare.join("actors/a.html")).unwrap();
    fs::create_dir_all(spare.join("actors/a.html/deep")).unwrap();
    fs::write(spare.join("events.json"), "edited").unwrap();
    fs::write(spare.join("more.html"), "more").unwrap();
    fs::remove_dir_all(spare.join("assets")).ok();
    std::os::unix::fs::symlink(&out, spare.join("assets")).unwrap();
    publish_spared(&out, &spare, OLD);
    let mut all = OLD.to_vec();
    all.push(("actors/mine.txt", "mine"));
    expect(&out, &all);
    fs::remove_dir_all(&spare).unwrap();
    fs::write(&spare, "no folder").unwrap();
    publish_spared(&out, &spare, NEW);
    expect(&spare, OLD);
    let left: Vec<_> = fs::read_dir(home.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "{left:?}");
}

#[test]
fn what_was_edited_or_came_at_the_last_moment_is_not_kept_as_ours() {
    let home = tempfile::tempdir().unwrap();
    let (out, spare) = (home.path().join("out"), home.path().join("cache/site"));
    fs::create_dir(home.path().join("cache")).unwrap();
    publish_spared(&out, &spare, OLD);
    // no longer made, but edited: it stays, and in the spare it is nobody's
    fs::write(out.join("actors/b.html"), "my own").unwrap();
    let summary = publish_spared(&out, &spare, NEW);
    assert_eq!(summary.kept, ["actors/b.html"]);
    fs::remove_file(out.join("actors/b.html")).unwrap();
    let mut changed = NEW.to_vec();
    changed[0].1 = "newer";
    publish_spared(&out, &spare, &changed);
    expect(&out, &changed);
    publish_spared(&out, &spare, NEW);
    expect(&out, NEW);
}

#[test]
fn a_manifest_of_an_earlier_version_is_understood() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("out");
    let earlier = |list: &[(&str, &str)]| {
        let hash = |text: &str| Hash::known(blake3::hash(text.as_bytes()).to_hex().to_string());
        let files = list.iter().map(|(path, text)| (path.to_string(), hash(text))).collect();
        fs::write(out.join(MANIFEST), Manifest { files }.bytes()).unwrap();
    };
    publish(&out, files(OLD)).unwrap();
    earlier(OLD);
    let publication = Publication::begin(&out).unwrap();
    for (path, text) in NEW {
        publication.stream(path, None, |to| to.write_all(text.as_bytes())).unwrap();
    }
    let summary = publication.finish().unwrap();
    assert_eq!((summary.removed, summary.edited.len()), (1, 0));
    expect(&out, NEW);
    earlier(NEW);
    fs::write(out.join("events.json"), "mine").unwrap();
    assert_eq!(publish(&out, files(OLD)).unwrap().edited, ["events.json"]);
}
