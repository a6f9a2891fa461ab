//! The binary from outside: what it prints, writes, and returns.

use assert_cmd::Command;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// A project in a folder of its own, with two articles.
struct Project(TempDir);

const CALL: &str = "---\ntitle: A call on the truce\npublished: 2025-03-20\nsource: Sample Wire\n---\n\
    US President Donald Trump spoke by phone with Russian President Vladimir Putin on 18 March 2025.\n\n\
    US Secretary of State Marco Rubio will meet Russian Foreign Minister Sergey Lavrov in Riyadh.\n";
const UNDATED: &str = "Zelensky refuses\n\nUkrainian President Volodymyr Zelensky rejected the proposal. He met with \
    British Prime Minister Keir Starmer in Kyiv yesterday.\n";

impl Project {
    fn new() -> Project {
        let project = Project::empty();
        project.write("seeds/a.txt", CALL);
        project.write("seeds/sub/b.txt", UNDATED);
        project
    }
    fn empty() -> Project {
        Project(tempfile::tempdir().unwrap())
    }
    fn path(&self) -> &Path {
        self.0.path()
    }
    fn write(&self, path: &str, text: &str) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    fn run(&self, arguments: &[&str]) -> Run {
        self.command(arguments).into()
    }
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::cargo_bin("demarche").unwrap();
        command.current_dir(self.path()).args(arguments).env_remove("NO_COLOR");
        command
    }
    /// Every file of the output folder.
    fn out(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = BTreeMap::new();
        gather(&self.path().join("out"), &mut files);
        files
    }
    fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&fs::read(self.path().join("out/events.json")).unwrap()).unwrap()
    }
    /// Id of the only event of a kind.
    fn id(&self, kind: &str) -> String {
        let json = self.json();
        let of_kind: Vec<_> = json["events"].as_array().unwrap().iter().filter(|e| e["kind"] == kind).collect();
        assert_eq!(of_kind.len(), 1, "{kind} in {json:#}");
        of_kind[0]["id"].as_str().unwrap().to_owned()
    }
}

fn gather(folder: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(&path, files);
        } else {
            files.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
}

#[derive(Debug)]
struct Run {
    status: i32,
    out: String,
    err: String,
}

impl From<Command> for Run {
    fn from(mut command: Command) -> Run {
        let output = command.output().unwrap();
        Run {
            status: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

#[test]
fn articles_become_a_site() {
    let project = Project::new();
    let run = project.run(&[]);
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{run:?}");
    for part in ["2 articles: en 2", "events", "planned", "sub/b.txt", "out/index.html"] {
        assert!(run.out.contains(part), "{part} in {}", run.out);
    }
    let out = project.out();
    for file in ["index.html", "events.json", "events.csv"] {
        assert!(out.contains_key(&project.path().join("out").join(file)), "{file}");
    }
    let json = project.json();
    assert_eq!(json["schema"], "demarche/events/1");
    let call = json["events"].as_array().unwrap().iter().find(|e| e["kind"] == "call").unwrap();
    let evidence = &call["evidence"][0];
    let body = CALL.split_once("---\n").unwrap().1.split_once("---\n").unwrap().1;
    let (start, end) = (evidence["start"].as_u64().unwrap() as usize, evidence["end"].as_u64().unwrap() as usize);
    assert_eq!(evidence["quote"].as_str().unwrap(), &body[start..end]);
    // quiet says nothing, and colours only where they are asked for
    let quiet = project.run(&["-q"]);
    assert_eq!((quiet.status, quiet.out.as_str(), quiet.err.as_str()), (0, "", ""));
    assert!(project.run(&["--color", "always"]).out.contains('\u{1b}'));
    assert!(!run.out.contains('\u{1b}'));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let project = Project::new();
    for i in 0..12 {
        project.write(
            &format!("seeds/more/{i:02}.txt"),
            &format!("{CALL}\nThe Kremlin condemned round {i} of the talks.\n"),
        );
    }
    assert_eq!(project.run(&["--jobs", "1"]).status, 0);
    let first = project.out();
    // the zone and the day of the machine must not matter
    for (jobs, zone) in [("2", "Pacific/Kiritimati"), ("7", "America/Los_Angeles")] {
        fs::remove_dir_all(project.path().join("out")).unwrap();
        let mut command = project.command(&["build", "--jobs", jobs]);
        command.env("TZ", zone).env("LANG", "ro_RO.UTF-8");
        assert_eq!(Run::from(command).status, 0);
        assert!(project.out() == first, "--jobs {jobs} in {zone} wrote something else");
    }
    // nor in what order the files came to be, how old they are, where they lie, and from where the program is called
    let other = Project::empty();
    let mut files = BTreeMap::new();
    gather(&project.path().join("seeds"), &mut files);
    for (age, (path, bytes)) in files.iter().rev().enumerate() {
        let path = other.path().join(path.strip_prefix(project.path()).unwrap());
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        let when = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000 + 86_400 * age as u64);
        fs::File::options().write(true).open(&path).unwrap().set_modified(when).unwrap();
    }
    let elsewhere = tempfile::tempdir().unwrap();
    let at = |name: &str| other.path().join(name).to_str().unwrap().to_owned();
    let mut command = other.command(&["build", "--seeds", &at("seeds"), "--data", &at("data"), "--out", &at("out")]);
    command.current_dir(elsewhere.path()).env("LC_ALL", "C").env("TZ", "Asia/Kathmandu");
    assert_eq!(Run::from(command).status, 0);
    let within = |files: BTreeMap<PathBuf, Vec<u8>>, of: &Path| -> BTreeMap<PathBuf, Vec<u8>> {
        files.into_iter().map(|(path, bytes)| (path.strip_prefix(of).unwrap().to_owned(), bytes)).collect()
    };
    let (built, first) = (within(other.out(), other.path()), within(first, project.path()));
    assert!(built.contains_key(Path::new("out/index.html")));
    assert!(built == first, "another place, age and order wrote something else");
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0, "something was written where it was called");
}

#[test]
fn no_day_is_invented() {
    let project = Project::empty();
    project
        .write("seeds/a.txt", "Talks\n\nThe two sides met on Thursday and will meet again tomorrow, officials said.\n");
    project.write("seeds/b.txt", UNDATED);
    assert_eq!(project.run(&[]).status, 0);
    for article in project.json()["articles"].as_array().unwrap() {
        let published = article["published"].as_str().unwrap_or("");
        assert!(!is_day(published), "{article}");
        assert_ne!(article["published_basis"], "metadata");
    }
}

fn is_day(date: &str) -> bool {
    date.len() == 10 && date.bytes().all(|b| b.is_ascii_digit() || b == b'-')
}

#[test]
fn what_cannot_be_read_is_named_and_skipped() {
    let project = Project::new();
    project.write("seeds/empty.txt", "");
    fs::write(project.path().join("seeds/binary.txt"), [0u8, 159, 146, 150, 0, 0, 1, 2].repeat(100)).unwrap();
    project.write("seeds/broken.json", "{\"text\": ");
    project.write("seeds/picture.png", "no article");
    let run = project.run(&[]);
    assert_eq!(run.status, 0, "{run:?}");
    for name in ["empty.txt", "binary.txt", "broken.json"] {
        assert!(run.err.contains(name) && run.out.contains(name), "{name}: {run:?}");
    }
    assert!(run.out.contains("2 articles"), "{}", run.out);
    assert_eq!(project.run(&["--strict"]).status, 1, "a warning counts when asked to");
    assert_eq!(project.run(&["check"]).status, 0);
}

#[test]
fn a_folder_without_articles_is_an_error_that_says_what_to_do() {
    let project = Project::empty();
    let missing = project.run(&[]);
    assert_eq!(missing.status, 1);
    assert!(missing.err.contains("no such folder") && missing.err.contains("--seeds"), "{}", missing.err);
    fs::create_dir(project.path().join("seeds")).unwrap();
    let empty = project.run(&["build"]);
    assert_eq!(empty.status, 1);
    assert!(empty.err.contains("no articles") && empty.err.contains(".txt"), "{}", empty.err);
    assert!(project.out().is_empty(), "nothing is written");
}

#[test]
fn broken_corrections_leave_the_site_as_it_was() {
    let project = Project::new();
    project.run(&[]);
    let before = project.out();
    project.write("data/events.yaml", "events:\n  - id: 7hq2-k3vd\n    dates: 2025-03-18\n");
    for command in ["build", "check"] {
        let run = project.run(&[command]);
        assert_eq!(run.status, 1);
        for part in ["data/events.yaml:3:5", "    dates: 2025-03-18", "^^^^^", "did you mean `date`?"] {
            assert!(run.err.contains(part), "{part} in {}", run.err);
        }
        assert_eq!(run.out, "");
    }
    assert!(project.out() == before);
    let run = project.run(&["check", "--message-format", "json"]);
    let told: serde_json::Value = serde_json::from_str(run.err.trim()).unwrap();
    assert_eq!((told["code"].as_str(), told["line"].as_u64()), (Some("unknown-key"), Some(3)));
}

#[test]
fn a_person_outranks_the_program() {
    let project = Project::new();
    project.run(&[]);
    let (call, meeting) = (project.id("call"), {
        let json = project.json();
        let planned = json["events"].as_array().unwrap().iter().find(|e| e["status"] == "planned").unwrap().clone();
        planned["id"].as_str().unwrap().to_owned()
    });
    let yaml = format!(
        "# mine\narticles:\n  - file: b.txt\n    published: 2025-03-19\nevents:\n  - id: {call}\n    date: 2025-03-17\n    \
         note: the readout says so\n  - id: {meeting}\n    hide: it never came to it\n  - id: zzzz-zzzz\n    status: planned\n"
    );
    project.write("data/events.yaml", &yaml);
    let run = project.run(&[]);
    assert_eq!(run.status, 0);
    assert!(run.out.contains("4 corrections: 3 applied, 1 stale"), "{}", run.out);
    assert!(run.err.contains("there is no event `zzzz-zzzz`"), "{}", run.err);
    let json = project.json();
    let events = json["events"].as_array().unwrap();
    let corrected = events.iter().find(|e| e["id"] == call.as_str()).unwrap();
    assert_eq!((corrected["date"].as_str(), corrected["corrected"].as_bool()), (Some("2025-03-17"), Some(true)));
    assert!(events.iter().all(|e| e["id"] != meeting.as_str()));
    let article = json["articles"].as_array().unwrap().iter().find(|a| a["path"] == "sub/b.txt").unwrap().clone();
    assert_eq!(
        (article["published"].as_str(), article["published_basis"].as_str()),
        (Some("2025-03-19"), Some("correction"))
    );
    assert_eq!(fs::read_to_string(project.path().join("data/events.yaml")).unwrap(), yaml, "never rewritten");

    let why = project.run(&["explain", &call]);
    for part in ["2025-03-17", "given by hand", "spoke", "a.txt", "the readout says so", "events.yaml:6"] {
        assert!(why.out.contains(part), "{part} in {}", why.out);
    }
    let gone = project.run(&["explain", &meeting]);
    assert!(gone.out.contains("it never came to it"), "{gone:?}");
    let article = project.run(&["explain", "b.txt"]);
    assert!(article.out.contains("2025-03-19, by hand"), "{}", article.out);
    let unknown = project.run(&["explain", "c.txt"]);
    assert_eq!(unknown.status, 1);
    assert!(unknown.err.contains("did you mean `a.txt`"), "{}", unknown.err);
}

#[test]
fn extract_answers_line_by_line() {
    let project = Project::empty();
    let mut input = String::new();
    for i in 0..40 {
        input.push_str(&match i % 4 {
            0 => format!("{{\"text\": \"Donald Trump spoke by phone with Vladimir Putin ({i}).\", \"published\": \"2025-03-18\"}}\n"),
            1 => "no json\n".to_owned(),
            2 => "\n".to_owned(),
            _ => "{\"path\": \"x/y.txt\", \"html\": \"<p>Keir Starmer met with Volodymyr Zelensky in Kyiv.</p>\"}\r\n".to_owned(),
        });
    }
    let mut command = project.command(&["extract", "--jobs", "2"]);
    command.write_stdin(input.as_str());
    let run = Run::from(command);
    assert_eq!(run.status, 0, "{run:?}");
    let lines: Vec<serde_json::Value> = run.out.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(lines.len(), 40);
    for (i, line) in lines.iter().enumerate() {
        match i % 4 {
            0 => assert_eq!(line["events"][0]["kind"], "call", "{line}"),
            3 => assert_eq!(line["articles"][0]["path"], "x/y.txt"),
            _ => assert!(line["error"].is_string(), "{line}"),
        }
    }
    assert!(lines[4]["events"][0]["evidence"][0]["quote"].as_str().unwrap().contains("(4)"), "in order");
}

#[test]
fn wrong_usage_is_told_apart() {
    let project = Project::new();
    for arguments in [
        &["--nonsense"][..],
        &["nonsense"],
        &["--jobs", "0"],
        &["explain"],
        &["--title", "x", "check"],
        &["--color", "sometimes"],
        &["--language", "xx"],
        &["--base-url", "example.org"],
    ] {
        let run = project.run(arguments);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{arguments:?}: {run:?}");
        assert!(!run.err.is_empty());
    }
    for arguments in [&["--help"][..], &["extract", "--help"], &["--version"], &["languages"]] {
        let run = project.run(arguments);
        assert_eq!(run.status, 0, "{arguments:?}: {run:?}");
        assert!(!run.out.is_empty());
    }
    assert!(project.out().is_empty());
}

#[test]
fn corrections_are_written_for_you() {
    let project = Project::new();
    project.run(&[]);
    let call = project.id("call");
    let path = project.path().join("data/events.yaml");
    // without a file, with one, twice: it is there once, and every comment stays
    let run = project.run(&["correct", &call, "--date", "2025-03-17", "--note", "the readout: twice"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{run:?}");
    assert!(run.out.contains("date: 2025-03-18 → 2025-03-17"), "{}", run.out);
    let first = fs::read_to_string(&path).unwrap();
    assert!(first.starts_with(&format!(
        "events:\n  - id: {call}\n    date: 2025-03-17\n    note: \"the readout: twice\"\n    quote: "
    )));
    let commented = format!("# mine\n{first}  # the end\n\n# who\nactors: []\n");
    fs::write(&path, &commented).unwrap();
    let run = project.run(&["correct", &call, "--date", "2025-03-19", "--actor", "participant=Marco Rubio"]);
    assert_eq!(run.status, 0, "{run:?}");
    let second = fs::read_to_string(&path).unwrap();
    let expected = commented
        .replace("2025-03-17", "2025-03-19")
        .replace("  # the end\n", "    actors: {participant: [Marco Rubio]}\n  # the end\n");
    assert_eq!(second, expected);
    assert_eq!(project.run(&[]).status, 0);
    assert_eq!(
        project.json()["events"].as_array().unwrap().iter().find(|e| e["id"] == call.as_str()).unwrap()["date"],
        "2025-03-19"
    );

    // what would be wrong, or nothing, is not written
    for (arguments, said) in [
        (&["correct", "zzzz-zzzz", "--date", "2025-03-17"][..], "there is no event or article `zzzz-zzzz`"),
        (&["correct", "hide", &call, "--note", "a headline"], "contradict each other"),
        (&["correct", "article", "c.txt", "--published", "2025-03-17"], "did you mean"),
    ] {
        let run = project.run(arguments);
        assert_eq!(run.status, 1, "{arguments:?}: {run:?}");
        assert!(run.err.contains(said), "{arguments:?}: {}", run.err);
        assert_eq!(fs::read_to_string(&path).unwrap(), second);
    }
    let planned = {
        let json = project.json();
        let list = json["events"].as_array().unwrap().clone();
        list.iter().find(|e| e["status"] == "planned").unwrap()["id"].as_str().unwrap().to_owned()
    };
    let dry = project.run(&["correct", "hide", &planned, "it never came to it", "--dry-run"]);
    assert!(dry.status == 0 && dry.out.contains("would be written"), "{dry:?}");
    assert_eq!(fs::read_to_string(&path).unwrap(), second);
    for (arguments, class) in [
        (&["correct", "hide", &planned, "--note", "it never came to it"][..], "applied"),
        (&["correct", "article", "b.txt", "--published", "2025-03-19"], "applied"),
        (&["correct", "actor", "Jane Placeholder", "--alias", "Janina Placeholder", "--country", "Ukraine"], "applied"),
        (
            &[
                "correct",
                "add",
                "--kind",
                "call",
                "--date",
                "2025-03-12",
                "--actor",
                "participant=Marco Rubio",
                "--actor",
                "participant=Sergey Lavrov",
                "--source",
                "https://example.org/readout",
            ],
            "applied",
        ),
    ] {
        let run = project.run(arguments);
        assert_eq!(run.status, 0, "{arguments:?}: {run:?}");
        assert!(run.out.contains(class), "{arguments:?}: {}", run.out);
    }
    let text = fs::read_to_string(&path).unwrap();
    for part in
        ["# mine\n", "  # the end\n", "# who\n", "hide: it never came to it", "actors:\n  - name: Jane Placeholder\n"]
    {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert!(project.run(&["check"]).out.contains("5 corrections: 5 applied"));

    // a file that has an error is mended first
    fs::write(&path, "events:\n  - id: x\n    dat: 1\n").unwrap();
    let run = project.run(&["correct", &call, "--date", "2025-03-17"]);
    assert!(run.status == 1 && run.err.contains("did you mean `date`") && run.err.contains("mend"), "{run:?}");
}

#[test]
fn a_new_project_works_at_once() {
    let project = Project::empty();
    let run = project.run(&["init", "crisis"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{run:?}");
    let crisis = project.path().join("crisis");
    let mut command = project.command(&["build", "--strict"]);
    command.current_dir(&crisis);
    let built = Run::from(command);
    assert_eq!((built.status, built.err.as_str()), (0, ""), "{built:?}");
    assert!(built.out.contains("1 article"), "{}", built.out);
    let schema = project.run(&["schema"]);
    assert_eq!(schema.out, fs::read_to_string(crisis.join("data/events.schema.json")).unwrap());
    // nothing that is there is touched
    fs::write(crisis.join("data/events.yaml"), "# mine\n").unwrap();
    let again = project.run(&["init", "crisis"]);
    assert!(again.status == 0 && again.out.contains("is kept"), "{again:?}");
    assert_eq!(fs::read_to_string(crisis.join("data/events.yaml")).unwrap(), "# mine\n");
    for (arguments, part) in [
        (&["completions", "bash"][..], "complete -F _demarche"),
        (&["completions", "fish"], "complete -c demarche"),
        (&["man"], ".TH demarche 1"),
        (&["man", "correct"], "the readout says so"),
    ] {
        let run = project.run(arguments);
        assert!(run.status == 0 && run.out.contains(part), "{arguments:?}: {run:?}");
    }
    assert_eq!(project.run(&["man", "nonsense"]).status, 2);
}
