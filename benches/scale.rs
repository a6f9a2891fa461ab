//! The whole program by size: `cargo bench --bench scale`, or with sizes of one's own `cargo bench --bench scale -- 1000 10000`.
//!
//! Articles of some 3 KB are made by recombining paragraphs of the project's own; each build runs as a process of its
//! own. Figures are processor time (a busy machine changes it little) beside wall time, and peak memory; what counts are
//! the ratios, to `gzip -1` over the same bytes and between the sizes. Linux only, for it reads `/proc`. 100,000 articles
//! need some 20 GB of disk; `TMPDIR` says where.

use std::{
    env, fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::{Duration, Instant},
};

/// Of an article, in bytes: paragraphs are added until there are so many.
const SIZE: usize = 2_700;

fn main() {
    let sizes: Vec<usize> = env::args().filter_map(|a| a.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![1_000, 10_000] } else { sizes };
    let home = tempfile::tempdir().expect("a folder for the articles");
    five(home.path());
    let mut last: Option<(usize, f64)> = None;
    for n in sizes {
        let project = home.path().join(n.to_string());
        let bytes = corpus(n, &project.join("seeds"));
        let zipped = gzip(&project.join("seeds"));
        let one = build(&project, 1);
        println!("\n{n} articles, {:.1} MB; gzip -1 takes {:.2} s", bytes as f64 / 1e6, zipped.cpu);
        println!("  one job   {one}, {:.1} times gzip", one.cpu / zipped.cpu);
        if let Some((before, cpu)) = last {
            println!("  {:.0} times the articles, {:.1} times the time", n as f64 / before as f64, one.cpu / cpu);
        }
        let two = build(&project, 2);
        println!("  two jobs  {two}, {:.2} times faster", one.wall / two.wall);
        last = Some((n, one.cpu));
    }
}

/// The sample of the repository; the best of ten, for the first ones fill the caches.
fn five(home: &Path) {
    let project = home.join("five");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds"), &project.join("seeds"));
    let runs: Vec<Cost> = (0..10).map(|_| build(&project, 1)).collect();
    let best = runs.iter().min_by(|a, b| a.wall.total_cmp(&b.wall)).expect("ten runs");
    println!("the sample   {best}");
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("the sample").flatten() {
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(from, to).expect("a copy");
        }
    }
}

/// What a process took.
struct Cost {
    wall: f64,
    cpu: f64,
    /// In MB; 0 where it was too short to be seen.
    peak: f64,
}

impl std::fmt::Display for Cost {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "{:.2} s of processor, {:.3} s in all, peak {:.0} MB", self.cpu, self.wall, self.peak)
    }
}

/// A build into a folder of its own. None is removed before the end: for some seconds ext4 goes around the places of files
/// that are gone, which takes longer than writing new ones.
fn build(project: &Path, jobs: usize) -> Cost {
    static BUILDS: AtomicUsize = AtomicUsize::new(0);
    let out = format!("out-{}", BUILDS.fetch_add(1, Ordering::Relaxed));
    let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
    command.current_dir(project).args(["build", "-q", "--jobs", &jobs.to_string(), "--out", &out]);
    command.env_remove("DEMARCHE_CACHE");
    let out = project.join(out);
    let begun = Instant::now();
    let cost = watch(command.stderr(Stdio::null()).spawn().expect("the program"), begun);
    assert!(out.join("index.html").exists(), "nothing was built");
    cost
}

fn gzip(seeds: &Path) -> Cost {
    let mut command = Command::new("sh");
    command.args(["-c", "find . -type f | sort | xargs cat | gzip -1 > /dev/null"]).current_dir(seeds);
    // once to fill the caches
    command.status().expect("gzip");
    let begun = Instant::now();
    let all = fs::File::create(seeds.with_extension("all")).expect("a file");
    let cat =
        Command::new("sh").args(["-c", "find . -type f | sort | xargs cat"]).current_dir(seeds).stdout(all).status();
    assert!(cat.is_ok_and(|s| s.success()));
    let all = fs::File::open(seeds.with_extension("all")).expect("a file");
    let child = Command::new("gzip").args(["-1", "-c"]).stdin(all).stdout(Stdio::null()).spawn().expect("gzip");
    watch(child, begun)
}

/// Waits for the end; the times of a process that ended can be read until it is waited for.
fn watch(mut child: Child, begun: Instant) -> Cost {
    let folder = PathBuf::from(format!("/proc/{}", child.id()));
    let mut peak: f64 = 0.0;
    loop {
        let status = fs::read_to_string(folder.join("status")).unwrap_or_default();
        if let Some(line) = status.lines().find_map(|l| l.strip_prefix("VmHWM:")) {
            let kilobytes: f64 = line.trim().trim_end_matches(" kB").parse().unwrap_or(0.0);
            peak = peak.max(kilobytes / 1e3);
        }
        let stat = fs::read_to_string(folder.join("stat")).expect("Linux");
        // the name in parentheses may hold anything
        let fields: Vec<&str> = stat.rsplit(") ").next().unwrap_or_default().split(' ').collect();
        if fields[0] == "Z" {
            let wall = begun.elapsed().as_secs_f64();
            let ticks: f64 = fields[11..=12].iter().filter_map(|f| f.parse::<f64>().ok()).sum();
            assert!(child.wait().expect("it ended").success());
            // the kernel tells processor time in hundredths of a second to every program
            return Cost { wall, cpu: ticks / 100.0, peak };
        }
        thread::sleep(Duration::from_millis(1));
    }
}

/// Articles of recombined paragraphs with a publication day each, a thousand a folder; the same for the same number.
fn corpus(n: usize, to: &Path) -> usize {
    let paragraphs = paragraphs();
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    let mut bytes = 0;
    for i in 0..n {
        let folder = to.join(format!("{:04}", i / 1_000));
        if i % 1_000 == 0 {
            fs::create_dir_all(&folder).expect("a folder");
        }
        let language = &paragraphs[chance.below(paragraphs.len())];
        let (year, month, day) = (2005 + chance.below(20), 1 + chance.below(12), 1 + chance.below(28));
        let mut text = format!("---\npublished: {year}-{month:02}-{day:02}\n---\n");
        while text.len() < SIZE {
            text.push_str(&language[chance.below(language.len())]);
            text.push_str("\n\n");
        }
        bytes += text.len();
        let mut file = fs::File::create(folder.join(format!("{i:07}.txt"))).expect("a file");
        file.write_all(text.as_bytes()).expect("room on the disk");
    }
    bytes
}

/// Those of the articles under `tests/articles/tune`, by language.
fn paragraphs() -> Vec<Vec<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles/tune");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).expect("articles").flatten().map(|e| e.path()).collect();
    files.sort();
    let mut languages = std::collections::BTreeMap::<String, Vec<String>>::new();
    for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "txt")) {
        let about = fs::read_to_string(file.with_extension("yaml")).expect("what the article holds");
        let language = about.lines().find_map(|l| l.strip_prefix("language:")).unwrap_or_default().trim();
        let text = fs::read_to_string(file).expect("an article");
        let whole = text.split("\n\n").map(str::trim).filter(|p| p.len() > 60 && !p.starts_with("---"));
        languages.entry(language.to_owned()).or_default().extend(whole.map(str::to_owned));
    }
    languages.into_values().filter(|list| !list.is_empty()).collect()
}

/// xorshift: the same numbers on every machine.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % n as u64).unwrap_or(0)
    }
}
