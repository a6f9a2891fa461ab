//! Publishing under faults: killed, out of space and with a failing disk at every system call; many builds at once.
//!
//! Needs `strace`; where it is missing the test says so and passes, unless `DEMARCHE_STRACE=required`.
#![cfg(target_os = "linux")]

use demarche::site::publish::{Publication, PublishError, Record, publish};
use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// Every call by which publishing changes the disk, and those that open and lock.
const CALLS: &str = "mkdir,mkdirat,openat,write,pwrite64,rename,renameat,renameat2,unlink,unlinkat,rmdir,link,linkat,\
    symlink,symlinkat,chmod,fchmod,fchmodat,chown,fchownat,fsync,fdatasync,syncfs,flock,ftruncate";

type Site = BTreeMap<String, String>;

/// Ten pages in two folders, and one so large that it goes to the disk before the others are made; one goes and one comes
/// from version to version.
fn site(version: usize) -> Site {
    let mut pages: Site =
        (0..8).map(|i| (format!("p{}/{i}.html", i % 2), format!("page {i}, version {version}\n").repeat(40))).collect();
    pages.insert("index.html".into(), format!("version {version}"));
    pages.insert(format!("only-{version}.html"), "once".into());
    pages.insert("large.html".into(), format!("version {version}\n").repeat(110_000));
    pages
}

fn files(site: Site) -> Vec<(String, Vec<u8>)> {
    site.into_iter().map(|(path, text)| (path, text.into_bytes())).collect()
}

/// Publishes with the site before the last kept beside, as a build with a cache does, or without.
fn publish_version(version: usize, out: &Path, spare: Option<&Path>) -> Result<(), PublishError> {
    let Some(spare) = spare else {
        return publish(out, files(site(version))).map(drop);
    };
    let early = Publication::begin_early(out, Record::default().sparing(spare.to_owned()))?;
    let publication = early.or_else(|past| Publication::begin_after(out, past))?;
    files(site(version)).iter().try_for_each(|(path, bytes)| publication.put(path, bytes, None))?;
    publication.finish_recorded(&|_| ()).map(drop)
}

/// All files but the bookkeeping and what others keep there.
fn tree(folder: &Path) -> Site {
    let mut found = Site::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(at) = folders.pop() {
        for entry in fs::read_dir(folder.join(&at)).unwrap() {
            let entry = entry.unwrap();
            let path = at.join(entry.file_name());
            let name = path.to_str().unwrap().to_owned();
            if name.starts_with(".demarche-") || name.starts_with("mine") {
                continue;
            }
            match entry.file_type().unwrap().is_dir() {
                true => folders.push(path),
                false => drop(found.insert(name, fs::read_to_string(entry.path()).unwrap())),
            }
        }
    }
    found
}

/// Says whether the test is to be left out.
fn without_strace() -> bool {
    let works = Command::new("strace").args(["-qq", "-o", "/dev/null", "true"]).status().is_ok_and(|s| s.success());
    if !works {
        assert!(env::var_os("DEMARCHE_STRACE").is_none(), "strace is required here and does not work");
        eprintln!("skipped: strace is missing, or may not trace here");
    }
    !works
}

/// Publishes version 1 over version 0 in a process of its own, with a fault at the `nth` of the calls. False when it
/// went through without.
fn publish_with(fault: &str, nth: usize, out: &Path, spare: Option<&Path>) -> bool {
    let log = out.with_file_name("strace.log");
    let status = Command::new("strace")
        .args(["-f", "-qq", "-o", log.to_str().unwrap(), "-e", &format!("trace={CALLS}")])
        .args(["-e", &format!("inject={CALLS}:{fault}:when={nth}")])
        .arg(env::current_exe().unwrap())
        .args(["--exact", "at_every_call_the_site_is_wholly_old_or_wholly_new", "--nocapture", "--test-threads=1"])
        .env("DEMARCHE_TEST_PUBLISH", out)
        .envs(spare.map(|spare| ("DEMARCHE_TEST_SPARE", spare)))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    let said = fs::read_to_string(&log).unwrap();
    let injected = said.contains("(INJECTED)") || said.contains("killed by SIGKILL");
    assert!(injected || status.success(), "failed by itself: {said}");
    injected
}

#[test]
fn at_every_call_the_site_is_wholly_old_or_wholly_new() {
    if let Some(out) = env::var_os("DEMARCHE_TEST_PUBLISH") {
        let spare = env::var_os("DEMARCHE_TEST_SPARE").map(PathBuf::from);
        publish_version(1, Path::new(&out), spare.as_deref()).unwrap();
        return;
    }
    if without_strace() {
        return;
    }
    // a folder of someone else in it rules out the exchange: then each page is whole, and the next run mends the rest
    for (fault, foreign_folder, spared) in [
        ("signal=KILL", false, false),
        ("error=ENOSPC", false, false),
        ("error=EIO", false, false),
        ("signal=KILL", true, false),
        ("signal=KILL", false, true),
        ("error=ENOSPC", false, true),
    ] {
        let mut states = BTreeSet::new();
        for nth in 1.. {
            assert!(nth < 2000, "there is no end of calls");
            let home = tempfile::tempdir().unwrap();
            let out = home.path().join("out");
            let spare = home.path().join("cache/site");
            let spare = spared.then_some(spare.as_path());
            fs::create_dir(home.path().join("cache")).unwrap();
            if spared {
                // so that a site lies in the cache which has what the next one lacks, and lacks what it has
                publish_version(2, &out, spare).unwrap();
                publish_version(0, &out, spare).unwrap();
                publish_version(2, &out, spare).unwrap();
            }
            publish_version(0, &out, spare).unwrap();
            assert_eq!(spare.is_some_and(|spare| tree(spare) == site(2)), spared);
            fs::write(out.join("mine.txt"), "mine").unwrap();
            if foreign_folder {
                fs::create_dir(out.join("mine")).unwrap();
                fs::write(out.join("mine/x"), "x").unwrap();
            }
            let faulty = publish_with(fault, nth, &out, spare);
            let log = || fs::read_to_string(home.path().join("strace.log")).unwrap_or_default();
            let found = tree(&out);
            let at = format!("{fault} at call {nth}{}", if spared { ", with a spare site" } else { "" });
            if foreign_folder {
                for (path, text) in &found {
                    let whole = [0, 1].iter().any(|v| site(*v).get(path) == Some(text));
                    assert!(whole, "{at}: {path} is torn");
                }
            } else {
                assert!(found == site(0) || found == site(1), "{at}: torn: {:?}\n{}", found.keys(), log());
                states.insert(found == site(1));
            }
            for version in [1, if spared { 2 } else { 1 }, 1] {
                let next = publish_version(version, &out, spare);
                next.unwrap_or_else(|error| panic!("{at}: a run after it fails: {error}\n{}", log()));
                assert_eq!(tree(&out), site(version), "{at}");
            }
            assert_eq!(fs::read_to_string(out.join("mine.txt")).unwrap(), "mine", "{at}");
            let mut beside: Vec<_> = fs::read_dir(home.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
            beside.retain(|name| name != "strace.log");
            beside.sort();
            assert_eq!(beside, ["cache", "out"], "{at}: a stage was left");
            if !faulty {
                // of one thread: each has its own count
                assert!(nth > 24, "only {nth} calls were met");
                break;
            }
        }
        assert!(foreign_folder || states.len() == 2, "{fault}: it is never seen before and after");
    }
}

#[test]
fn of_many_builds_at_once_one_wins_and_nothing_is_torn() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join("seeds")).unwrap();
    for i in 0..6 {
        let text = format!(
            "---\npublished: 2024-05-0{}\n---\nThe British foreign secretary David Cameron met his Polish counterpart \
             Radoslaw Sikorski in Warsaw on Thursday.\n",
            i + 1
        );
        fs::write(home.path().join(format!("seeds/{i}.txt")), text).unwrap();
    }
    let build = |out: &str| {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin("demarche"));
        command.args(["build", "--jobs", "1", "--out", out]).current_dir(home.path());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().unwrap()
    };
    let children: Vec<_> = (0..20).map(|_| build("out")).collect();
    let mut won = 0;
    for child in children {
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        match output.status.code() {
            Some(0) => won += 1,
            Some(1) => assert!(said.contains("another build is writing to"), "{said}"),
            other => panic!("{other:?}: {said}"),
        }
    }
    assert!(won >= 1);
    assert!(build("alone").wait().unwrap().success());
    assert_eq!(tree(&home.path().join("out")), tree(&home.path().join("alone")));
}
