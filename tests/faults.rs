//! Publishing under faults: killed, out of space and with a failing disk at every system call; many builds at once.
//!
//! Needs `strace`; where it is missing the test says so and passes, unless `DEMARCHE_STRACE=required`.
#![cfg(target_os = "linux")]

use demarche::site::publish::publish;
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

/// Ten pages in two folders; one goes and one comes from version to version.
fn site(version: usize) -> Site {
    let mut pages: Site =
        (0..8).map(|i| (format!("p{}/{i}.html", i % 2), format!("page {i}, version {version}\n").repeat(40))).collect();
    pages.insert("index.html".into(), format!("version {version}"));
    pages.insert(format!("only-{version}.html"), "once".into());
    pages
}

fn files(site: Site) -> Vec<(String, Vec<u8>)> {
    site.into_iter().map(|(path, text)| (path, text.into_bytes())).collect()
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
fn publish_with(fault: &str, nth: usize, out: &Path) -> bool {
    let log = out.with_file_name("strace.log");
    let status = Command::new("strace")
        .args(["-f", "-qq", "-o", log.to_str().unwrap(), "-e", &format!("trace={CALLS}")])
        .args(["-e", &format!("inject={CALLS}:{fault}:when={nth}")])
        .arg(env::current_exe().unwrap())
        .args(["--exact", "at_every_call_the_site_is_wholly_old_or_wholly_new", "--nocapture", "--test-threads=1"])
        .env("DEMARCHE_TEST_PUBLISH", out)
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
        publish(Path::new(&out), files(site(1))).unwrap();
        return;
    }
    if without_strace() {
        return;
    }
    // a folder of someone else in it rules out the exchange: then each page is whole, and the next run mends the rest
    for (fault, foreign_folder) in
        [("signal=KILL", false), ("error=ENOSPC", false), ("error=EIO", false), ("signal=KILL", true)]
    {
        let mut states = BTreeSet::new();
        for nth in 1.. {
            assert!(nth < 2000, "there is no end of calls");
            let home = tempfile::tempdir().unwrap();
            let out = home.path().join("out");
            publish(&out, files(site(0))).unwrap();
            fs::write(out.join("mine.txt"), "mine").unwrap();
            if foreign_folder {
                fs::create_dir(out.join("mine")).unwrap();
                fs::write(out.join("mine/x"), "x").unwrap();
            }
            let faulty = publish_with(fault, nth, &out);
            let found = tree(&out);
            let at = format!("{fault} at call {nth}");
            if foreign_folder {
                for (path, text) in &found {
                    let whole = [0, 1].iter().any(|v| site(*v).get(path) == Some(text));
                    assert!(whole, "{at}: {path} is torn");
                }
            } else {
                let log = || fs::read_to_string(home.path().join("strace.log")).unwrap_or_default();
                assert!(found == site(0) || found == site(1), "{at}: torn: {:?}\n{}", found.keys(), log());
                states.insert(found == site(1));
            }
            publish(&out, files(site(1))).unwrap_or_else(|error| panic!("{at}: the next run fails: {error}"));
            assert_eq!(tree(&out), site(1), "{at}");
            assert_eq!(fs::read_to_string(out.join("mine.txt")).unwrap(), "mine", "{at}");
            let mut beside: Vec<_> = fs::read_dir(home.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
            beside.retain(|name| name != "strace.log");
            assert_eq!(beside, ["out"], "{at}: a stage was left");
            if !faulty {
                assert!(nth > 40, "only {nth} calls were met");
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
