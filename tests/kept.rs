//! Pages that need not be made again: whatever is changed, a folder built over an earlier site holds what one built from
//! nothing does, to the byte.

mod fixture;

use demarche::{
    dating::{Clue, PublishedBasis},
    events::{Kind, Role, Sort, Status, Tone},
    pack::{self, ActorKind, Packs},
    site::{
        self, CorrectionsView, Options,
        publish::{Publication, Record},
    },
    text::Span,
    timeline::{self, Change, RelationKind, Timeline},
};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// All that a site is made from.
#[derive(Clone)]
struct World {
    timeline: Timeline,
    options: Options,
    corrections: CorrectionsView,
}

type Edit = (&'static str, fn(&mut World, usize));

/// A value of the list other than this one.
fn other<T: Copy + PartialEq>(all: &[T], is: T) -> T {
    *all.iter().find(|v| **v != is).expect("there are two")
}

/// An event, by any number.
macro_rules! event {
    ($world:ident, $n:ident) => {{
        let events = &mut $world.timeline.events;
        let at = $n % events.len();
        &mut events[at]
    }};
}

macro_rules! article {
    ($world:ident, $n:ident) => {{
        let articles = &mut $world.timeline.articles;
        let at = $n % articles.len();
        &mut articles[at]
    }};
}

macro_rules! actor {
    ($world:ident, $n:ident) => {{
        let actors = &mut $world.timeline.actors;
        let at = $n % actors.len();
        &mut actors[at]
    }};
}

const EDITS: &[Edit] = &[
    ("id", |w, n| event!(w, n).id = format!("zzzz-{n:04}").into()),
    ("merged", |w, n| event!(w, n).merged.push(format!("yyyy-{n:04}").into())),
    ("kind", |w, n| event!(w, n).kind = other(&Kind::ALL, event!(w, n).kind)),
    ("tone", |w, n| event!(w, n).tone = Some(other(&[Tone::Threat, Tone::Neutral], Tone::Neutral))),
    ("statement", |w, n| event!(w, n).kind = Kind::Statement),
    ("sort", |w, n| event!(w, n).sort = if event!(w, n).sort.is_none() { Some(Sort::Withdrawal) } else { None }),
    ("status", |w, n| event!(w, n).status = other(&Status::ALL, event!(w, n).status)),
    ("topics", |w, n| event!(w, n).topics.push(format!("topic-{n}").into())),
    ("date", |w, n| event!(w, n).date = fixture::date(&format!("2025-02-{:02}", n % 28 + 1))),
    ("no date", |w, n| event!(w, n).date = None),
    ("basis", |w, n| event!(w, n).date_basis = format!("guess {n}").into()),
    ("title", |w, n| event!(w, n).title = Some(format!("Called {n}").into())),
    ("place", |w, n| {
        let id = actor!(w, n).id.clone();
        event!(w, n).place = if event!(w, n).place.is_some() { None } else { Some(id) };
    }),
    ("one more actor", |w, n| {
        let id = actor!(w, n).id.clone();
        event!(w, n).actors.push((Role::Mediator, id));
    }),
    ("one less actor", |w, n| drop(event!(w, n).actors.pop())),
    ("role", |w, n| event!(w, n).actors.iter_mut().for_each(|a| a.0 = Role::Target)),
    ("confidence", |w, n| event!(w, n).confidence *= 0.9),
    ("change by hand", |w, n| {
        event!(w, n).corrections.push(Change { field: "date".into(), was: "2025".into(), now: format!("{n}") });
    }),
    ("note", |w, n| event!(w, n).note = Some(format!("note {n}").into())),
    ("source of an event", |w, n| event!(w, n).source = Some(format!("https://example.org/{n}").into())),
    ("quote", |w, n| event!(w, n).evidence.iter_mut().for_each(|e| e.quote.end = e.quote.end.saturating_sub(1))),
    ("trigger", |w, n| event!(w, n).evidence.iter_mut().for_each(|e| e.trigger.start += 1)),
    ("evidence's status", |w, n| {
        event!(w, n).evidence.iter_mut().for_each(|e| e.status = other(&Status::ALL, e.status))
    }),
    ("evidence's date", |w, n| {
        event!(w, n).evidence.iter_mut().take(1).for_each(|e| e.date = fixture::date("2024-12-01"))
    }),
    ("less evidence", |w, n| drop(event!(w, n).evidence.pop())),
    ("a relation", |w, n| {
        let id = event!(w, n).id.clone();
        let m = n + 1;
        let relation = timeline::Relation { kind: RelationKind::Follows, event: id, reason: "so said".into() };
        event!(w, m).relations.push(relation);
    }),
    ("relation's reason", |w, n| event!(w, n).relations.iter_mut().for_each(|r| r.reason = "another".into())),
    ("relation's kind", |w, n| event!(w, n).relations.iter_mut().for_each(|r| r.kind = RelationKind::PartOf)),
    ("one event less", |w, n| {
        let at = n % w.timeline.events.len();
        w.timeline.events.remove(at);
    }),
    ("one event more", |w, n| {
        let mut more = event!(w, n).clone();
        more.id = format!("more-{n:04}").into();
        w.timeline.events.push(more);
    }),
    ("article's id", |w, n| article!(w, n).id.push('f')),
    ("article's title", |w, n| article!(w, n).title.push_str(" again")),
    ("article's language", |w, n| article!(w, n).language = "xx".into()),
    ("published", |w, n| article!(w, n).published = fixture::date("2025-03-01")),
    ("published nowhere", |w, n| article!(w, n).published = None),
    ("basis of the day", |w, n| article!(w, n).published_basis = PublishedBasis::Filename),
    ("clue", |w, n| {
        let days = fixture::date("2025-03").unwrap();
        article!(w, n).clues.push(Clue { span: Some(Span::new(0, 3)), text: format!("clue {n}"), days, used: true });
    }),
    ("clue's use", |w, n| article!(w, n).clues.iter_mut().for_each(|c| c.used = !c.used)),
    ("source", |w, n| article!(w, n).source = Some(format!("Wire {n}"))),
    ("url", |w, n| article!(w, n).url = Some(format!("https://example.org/a{n}"))),
    ("body", |w, n| article!(w, n).body = article!(w, n).body.replace('e', "o").into()),
    ("paragraphs' language", |w, n| article!(w, n).paragraphs.iter_mut().for_each(|p| p.1 = "zz".into())),
    ("furniture", |w, n| article!(w, n).paragraphs.iter_mut().for_each(|p| p.2 = !p.2)),
    ("form", |w, n| {
        let id = actor!(w, n).id.clone();
        article!(w, n).forms.push((id, format!("Form {n}").into(), 3));
    }),
    ("path", |w, n| article!(w, n).path.insert_str(0, "moved-")),
    ("actor's name", |w, n| actor!(w, n).name.push_str(" II")),
    ("actor's name shown", |w, n| drop(actor!(w, n).display.insert("it".into(), format!("Nome {n}")))),
    ("actor's kind", |w, n| actor!(w, n).kind = other(&[ActorKind::Person, ActorKind::Country], actor!(w, n).kind)),
    ("actor's country", |w, n| {
        let m = n + 1;
        actor!(w, n).country = Some(actor!(w, m).id.clone());
    }),
    ("alias", |w, n| actor!(w, n).aliases.push(format!("Alias {n}"))),
    ("office", |w, n| actor!(w, n).offices.push((format!("office {n}"), None, Some("2020".into()), None))),
    ("site's title", |w, n| w.options.title = Some(format!("Site {n}"))),
    ("address", |w, n| w.options.base_url = Some(format!("https://example.org/{n}"))),
    ("whole articles", |w, _| w.options.full_text = !w.options.full_text),
    ("language", |w, _| w.options.language = if w.options.language == "it" { "ro".into() } else { "it".into() }),
    ("no corrections", |w, _| w.corrections.outcomes.clear()),
    ("name of their file", |w, n| w.corrections.file = format!("data/{n}.yaml")),
];

fn in_order(world: &mut World) {
    world.timeline.events.sort_by(timeline::order);
}

/// Every file below a folder, but for what begins with a point.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(at) = folders.pop() {
        for entry in fs::read_dir(folder.join(&at)).unwrap().map(|e| e.unwrap()) {
            let path = at.join(entry.file_name());
            let name = path.to_str().unwrap().to_owned();
            match entry.file_type().unwrap().is_dir() {
                true => folders.push(path),
                false if name.starts_with('.') => {}
                false => drop(found.insert(name, fs::read(entry.path()).unwrap())),
            }
        }
    }
    found
}

fn same(is: &BTreeMap<String, Vec<u8>>, should: &BTreeMap<String, Vec<u8>>, after: &str) {
    let names: Vec<_> = is.keys().collect();
    assert_eq!(names, should.keys().collect::<Vec<_>>(), "after: {after}");
    for (path, bytes) in is {
        let (is, should) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&should[path]));
        let differ = is.lines().zip(should.lines()).find(|(a, b)| a != b);
        assert!(is == should, "after: {after}\n{path} is stale: {differ:?}");
    }
}

fn write(world: &World, packs: &Packs, out: &Path, past: Record) -> (usize, Record) {
    let early = Publication::begin_early(out, past).unwrap();
    let publication = early.or_else(|past| Publication::begin_after(out, past)).unwrap();
    let World { timeline, options, corrections } = world;
    site::write(timeline, packs, options, corrections, &publication, Some(&[7; 32])).unwrap();
    let (summary, record) = publication.finish_recorded(&|_| ()).unwrap();
    (summary.written, record)
}

/// Every field of everything is changed, one after the other, and each time the folder is as if built from nothing.
fn every_change_is_seen(on_one_page: Option<usize>) {
    let (packs, _) = pack::load(None);
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("out");
    let options = Options { language: "en".into(), on_one_page, ..Options::default() };
    let first = World { timeline: fixture::timeline(), options, corrections: fixture::corrections() };
    let (_, mut record) = write(&first, &packs, &out, Record::default());
    let (written, again) = write(&first, &packs, &out, record);
    assert_eq!(written, 0);
    record = again;
    for (name, edit) in EDITS {
        let mut world = first.clone();
        for n in [4, 17] {
            edit(&mut world, n);
            in_order(&mut world);
            record = write(&world, &packs, &out, record).1;
            let World { timeline, options, corrections } = &world;
            let should = site::render(timeline, &packs, options, corrections).into_iter().collect();
            same(&tree(&out), &should, &format!("{name} of {n}"));
        }
    }
}

#[test]
fn every_change_is_seen_on_one_page() {
    every_change_is_seen(None);
}

#[test]
fn every_change_is_seen_on_many_pages() {
    every_change_is_seen(Some(4));
}

struct Folder(tempfile::TempDir);

impl Folder {
    fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.path().join(path)).unwrap()
    }

    fn run(&self, args: &[&str]) -> Output {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin("demarche"));
        command.env_remove("DEMARCHE_CACHE").current_dir(self.0.path());
        command.arg("build").args(args).output().unwrap()
    }

    /// Builds over what is there, and elsewhere from nothing; both must come to the same. What the former said.
    fn build(&self, after: &str, args: &[&str]) -> String {
        let kept = self.run(&[args, &["--cache", "cache", "--out", "out"]].concat());
        let fresh = self.0.path().join("fresh");
        let _ = fs::remove_dir_all(&fresh);
        let anew = self.run(&[args, &["--no-cache", "--out", "fresh"]].concat());
        let told = |output: &Output| {
            let text = [&output.stdout[..], &output.stderr[..]].concat();
            let text = String::from_utf8(text).unwrap().replace("fresh", "out");
            let lines = text.lines().filter(|l| !l.contains("known from before"));
            lines.collect::<Vec<_>>().join("\n")
        };
        assert_eq!(kept.status, anew.status, "after: {after}\n{}", told(&kept));
        let said = told(&kept);
        if !said.contains("[edited]") {
            assert_eq!(said, told(&anew), "after: {after}");
        }
        if kept.status.success() {
            same(&tree(&self.0.path().join("out")), &tree(&fresh), after);
        }
        said
    }
}

/// A week of a person's work, built with a cache each time.
#[test]
fn the_program_sees_whatever_is_done() {
    let folder = Folder(tempfile::tempdir().unwrap());
    for (name, text) in tree(Path::new("tests/week")).into_iter().step_by(3) {
        folder.write(&format!("seeds/{name}"), text);
    }
    folder.write("seeds/empty.txt", "");
    let article = {
        let mut names: Vec<_> = tree(&folder.0.path().join("seeds")).into_keys().collect();
        names.retain(|n| n != "empty.txt");
        format!("seeds/{}", names[2])
    };
    let said = folder.build("nothing", &[]);
    assert!(said.contains("empty.txt"), "{said}");
    // warnings are told each time
    assert_eq!(folder.build("the first build", &[]), said);
    assert_eq!(folder.build("the second build", &[]), said);
    let text = folder.read(&article);
    folder.write(&article, format!("{text}\n\nRussia and Ukraine held talks in Istanbul on Monday.\n"));
    folder.build("an article was edited", &[]);
    folder.write(&article, &text);
    folder.build("and put back", &[]);
    fs::rename(folder.0.path().join(&article), folder.0.path().join("seeds/zz.txt")).unwrap();
    folder.build("an article has another name", &[]);
    fs::remove_file(folder.0.path().join("seeds/zz.txt")).unwrap();
    folder.build("an article is gone", &[]);
    folder.write(&article, &text);
    folder.build("it is back", &[]);
    for args in [&["--title", "T"][..], &["--language", "it"], &["--base-url", "https://example.org"], &["--full-text"]]
    {
        folder.build("options", args);
        folder.build("the same options", args);
    }
    folder.build("none again", &[]);
    folder.write("data/events.yaml", "actors:\n  - name: Vladimir Putin\n    aliases: [Wladimir]\n");
    folder.build("actors by hand", &[]);
    folder.write("data/events.yaml", "articles:\n  - file: nothing.txt\n    published: 2025-03-20\n");
    let said = folder.build("a stale correction", &[]);
    assert_eq!(folder.build("it stays", &[]), said);
    folder.write("data/events.yaml", "events: [\n");
    folder.build("a broken one", &[]);
    fs::remove_file(folder.0.path().join("data/events.yaml")).unwrap();
    folder.build("none", &[]);
    let pack = fs::read_to_string("data/lang/en.yaml").unwrap();
    folder.write("data/lang/en.yaml", pack.replacen("timeline: Timeline", "timeline: Annals", 1));
    folder.build("other words", &[]);
    fs::remove_dir_all(folder.0.path().join("data")).unwrap();
    folder.build("the program's own", &[]);
    // whatever is done to the site itself
    let page = folder.read("out/actors.html");
    folder.write("out/actors.html", page.replacen('a', "b", 1));
    assert!(folder.build("an edited page", &[]).contains("[edited]"));
    fs::remove_file(folder.0.path().join("out/articles.html")).unwrap();
    folder.build("a lost page", &[]);
    folder.write("out/.demarche-stage/x", "left");
    folder.build("a left stage", &[]);
    assert!(!folder.0.path().join("out/.demarche-stage").exists());
    fs::remove_dir_all(folder.0.path().join("out")).unwrap();
    folder.build("a lost site", &[]);
    for entry in fs::read_dir(folder.0.path().join("cache")).unwrap().map(|e| e.unwrap().path()) {
        if entry.is_file() {
            let mut bytes = fs::read(&entry).unwrap();
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
            fs::write(&entry, bytes).unwrap();
        }
    }
    folder.build("a broken cache", &[]);
    fs::remove_dir_all(folder.0.path().join("cache")).unwrap();
    folder.build("a lost cache", &[]);
}

/// What is edited so fast that its size and time tell nothing is seen all the same.
#[test]
fn an_edit_at_once_is_seen() {
    let folder = Folder(tempfile::tempdir().unwrap());
    let text = |n: usize| format!("---\npublished: 2025-03-20\n---\nDonald Trump met Vladimir Putin in Rome ({n}).\n");
    for n in 0..6 {
        folder.write("seeds/a.txt", text(n));
        folder.build("an edit", &["-q"]);
        let page = folder.read("out/index.html");
        folder.write("out/index.html", page.replace("Rome", "Nome"));
        assert!(folder.build("an edited page", &["-q"]).contains("[edited]"));
    }
}
