//! What is kept of extraction from run to run: nothing is read twice, and nothing that is kept changes a result.

use demarche::{
    engine::{Effort, Engine, Project, Workshop, memory},
    ingest, pack,
};
use std::{fs, path::Path};

const CALL: &str = "US President Donald Trump spoke by phone with Russian President Vladimir Putin on 18 March 2025.\n";
const STRANGER: &str = "The Moldovan deputy prime minister Oleg Serebrian met with British Prime Minister Keir Starmer in \
    London on Thursday. Il presidente ucraino Volodymyr Zelensky ha incontrato Emmanuel Macron a Parigi.\n";

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Folder {
        let folder = Folder(tempfile::tempdir().unwrap());
        for n in 0..6 {
            folder.write(&format!("seeds/{n}.txt"), &format!("Article {n}\n\n{CALL}"));
        }
        folder.write("seeds/stranger.txt", STRANGER);
        folder
    }
    fn write(&self, path: &str, text: &str) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    fn project(&self, cache: bool) -> Project {
        let at = |name: &str| self.0.path().join(name);
        Project { seeds: at("seeds"), data: at("data"), cache: cache.then(|| at("cache")), from: Vec::new() }
    }
    /// What a run with the cache took; it must come to what a run without one does.
    fn run(&self) -> (usize, usize) {
        let Effort { extracted, recalled, again } = self.effort();
        assert!(extracted > 0 || again == 0, "nothing changed, and {again} were read again");
        (extracted, recalled)
    }
    fn effort(&self) -> Effort {
        let cached = demarche::build(&self.project(true), &|_| ()).unwrap();
        let plain = demarche::build(&self.project(false), &|_| ()).unwrap();
        assert_eq!(cached.timeline.articles, plain.timeline.articles);
        assert_eq!(cached.timeline.events, plain.timeline.events);
        assert_eq!(cached.diagnostics, plain.diagnostics);
        assert_eq!(plain.effort.recalled, 0);
        cached.effort
    }
    /// With the reasons.
    fn explained(&self, cached: bool) -> demarche::engine::Build {
        demarche::engine::build_explained(&self.project(cached), &|_| ()).unwrap()
    }
    fn entries(&self) -> Vec<std::path::PathBuf> {
        self.entries_of("articles-")
    }
    /// Files of a sort: what was extracted, what was read.
    fn entries_of(&self, sort: &str) -> Vec<std::path::PathBuf> {
        let mut out = Vec::new();
        for shelf in fs::read_dir(self.0.path().join("cache")).unwrap().map(|e| e.unwrap().path()) {
            if shelf.file_name().unwrap().to_str().unwrap().starts_with(sort) {
                out.extend(fs::read_dir(shelf).unwrap().map(|e| e.unwrap().path()));
            }
        }
        out
    }
}

#[test]
fn only_what_changed_is_read_again() {
    let folder = Folder::new();
    assert_eq!(folder.run(), (7, 0));
    assert_eq!(folder.run(), (0, 7), "nothing has changed");
    folder.write("seeds/3.txt", &format!("Article 3, edited\n\n{CALL}"));
    assert_eq!(folder.run(), (1, 6), "its content");
    fs::rename(folder.0.path().join("seeds/3.txt"), folder.0.path().join("seeds/2025-03-19-3.txt")).unwrap();
    assert_eq!(folder.run(), (1, 6), "its name, which may be a date");
    folder.write("data/events.yaml", "articles:\n  - file: stranger.txt\n    published: 2025-03-20\n");
    assert_eq!(folder.run(), (1, 6), "its day by hand");
    folder.write("data/events.yaml", "articles:\n  - file: stranger.txt\n    published: 2025-03-20\n    note: x\n");
    assert_eq!(folder.run(), (0, 7), "a note is nothing that extraction sees");
    folder.write("data/events.yaml", "actors:\n  - name: Vladimir Putin\n    aliases: [Article]\n");
    assert_eq!(folder.run(), (7, 0), "who is who matters to all");
    fs::remove_file(folder.0.path().join("data/events.yaml")).unwrap();
    assert_eq!(folder.run(), (0, 7), "as it was before");
}

#[test]
fn packs_of_the_projects_own_change_the_key() {
    let folder = Folder::new();
    assert_eq!(folder.run(), (7, 0));
    let pack = fs::read_to_string("data/lang/en.yaml").unwrap();
    folder.write("data/lang/en.yaml", &pack);
    assert_eq!(folder.run(), (0, 7), "the program's own");
    folder.write("data/lang/en.yaml", &pack.replacen("name: English", "name: Anglic", 1));
    assert_eq!(folder.run(), (7, 0));
}

#[cfg(unix)]
#[test]
fn files_that_lie_as_they_did_are_not_opened_and_whatever_is_done_to_them_is_seen() {
    let folder = Folder::new();
    until_time_has_passed(folder.0.path());
    folder.run();
    assert_eq!(folder.entries_of("read-").len(), 1, "a file a run");
    assert_eq!(folder.run(), (0, 7));
    assert_eq!(folder.entries_of("read-").len(), 1, "nothing was opened");
    // of the same length, with the old time of change put back, at once
    let path = first_article(folder.0.path());
    let time = fs::metadata(&path).unwrap().modified().unwrap();
    for n in 0..5 {
        let text = fs::read_to_string(&path).unwrap();
        let at = text.rfind(|c: char| c.is_ascii_lowercase()).unwrap();
        let letter = char::from(b'a' + n);
        fs::write(&path, format!("{}{letter}{}", &text[..at], &text[at + 1..])).unwrap();
        fs::File::options().write(true).open(&path).unwrap().set_modified(time).unwrap();
        folder.run();
    }
    // whatever is done to what is kept
    for step in 1..6 {
        for kept in folder.entries_of("read-") {
            let mut bytes = fs::read(&kept).unwrap();
            let at = bytes.len() * step / 6;
            bytes[at] ^= 1;
            fs::write(&kept, bytes).unwrap();
        }
        folder.run();
    }
    for kept in folder.entries_of("read-") {
        let bytes = fs::read(&kept).unwrap();
        fs::write(&kept, &bytes[..bytes.len() / 2]).unwrap();
    }
    folder.run();
    fs::write(&path, "").unwrap();
    folder.run();
}

/// File systems tell time in steps. What was changed within the step in which a run begins is rightly read again by the next
/// one; this waits for the step's end.
#[cfg(unix)]
fn until_time_has_passed(home: &Path) {
    let look = || demarche::stamp::Stamp::of(&tempfile::tempfile_in(home).unwrap().metadata().unwrap()).unwrap();
    let now = look();
    while !now.before(&look()) {
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
}

fn first_article(home: &std::path::Path) -> std::path::PathBuf {
    let all = fs::read_dir(home.join("seeds")).unwrap().map(|e| e.unwrap().path());
    all.filter(|p| p.extension().is_some_and(|e| e == "txt")).min().expect("an article")
}

#[test]
fn broken_and_missing_entries_are_made_anew() {
    let folder = Folder::new();
    folder.run();
    let entries = folder.entries();
    let [entry] = entries.as_slice() else { panic!("{entries:?}: a file a run") };
    let whole = fs::read(entry).unwrap();
    fs::write(entry, &whole[..whole.len() / 2]).unwrap();
    let (extracted, recalled) = folder.run();
    assert!(extracted + recalled == 7 && extracted > 0 && recalled > 0, "half of it");
    assert_eq!(folder.run(), (0, 7));
    folder.entries().iter().for_each(|path| fs::remove_file(path).unwrap());
    assert_eq!(folder.run(), (7, 0));
    let [entry] = &folder.entries()[..] else { panic!("a file a run") };
    // a bit here and there
    let whole = fs::read(entry).unwrap();
    for at in (0..whole.len()).step_by(whole.len() / 4).chain([whole.len() - 1]) {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        folder.entries().iter().for_each(|path| fs::remove_file(path).unwrap());
        fs::write(entry, bytes).unwrap();
        let Effort { extracted, recalled, again } = folder.effort();
        // reasons are not read where nobody asks for them
        let mut seen = extracted + again;
        if seen == 0 {
            let (told, plain) = (folder.explained(true), folder.explained(false));
            assert_eq!(told.timeline.articles, plain.timeline.articles, "the bit at {at}");
            seen = told.effort.extracted + told.effort.again;
        }
        assert!(extracted + recalled == 7 && seen > 0, "the bit at {at}");
    }
    // emptied
    folder.entries().iter().for_each(|path| fs::remove_file(path).unwrap());
    fs::write(entry, []).unwrap();
    assert_eq!(folder.run(), (7, 0));
    // what lies under another's name is known by what it is of
    folder.entries().iter().for_each(|path| fs::remove_file(path).unwrap());
    fs::write(entry.with_file_name("another").with_extension(entry.extension().unwrap_or_default()), &whole).unwrap();
    let (extracted, recalled) = folder.run();
    assert_eq!(extracted + recalled, 7, "under another name");
    folder.entries().iter().for_each(|path| fs::remove_file(path).unwrap());
    assert_eq!(folder.run(), (7, 0));
    assert_eq!(folder.run(), (0, 7));
    fs::remove_dir_all(folder.0.path().join("cache")).unwrap();
    assert_eq!(folder.run(), (7, 0));
    // where no folder can be made, nothing is kept, and that is all
    fs::remove_dir_all(folder.0.path().join("cache")).unwrap();
    folder.write("cache", "a file");
    assert_eq!(folder.run(), (7, 0));
}

#[test]
fn a_workshop_remembers() {
    let folder = Folder::new();
    let project = folder.project(false);
    let mut workshop = Workshop::of(&project);
    let mut build = || {
        let build = workshop.build(&project, &|_| ()).unwrap();
        (build.effort.extracted, build.effort.recalled)
    };
    assert_eq!(build(), (7, 0));
    assert_eq!(build(), (0, 7));
    folder.write("seeds/1.txt", "Other words\n");
    assert_eq!(build(), (1, 6));
    folder.write("data/events.yaml", "articles:\n  - file: 2.txt\n    ignore: a test\n");
    assert_eq!(build(), (0, 6));
    assert!(!Path::new("cache").exists());
}

#[test]
fn what_is_read_comes_back_as_it_was() {
    let (packs, _) = pack::load(None);
    let mark = memory::mark(&pack::stamp(Path::new("no such folder")), Some(&packs.registry));
    let engine = Engine::new(packs);
    let (articles, _) = ingest::read_folder(Path::new("seeds"));
    assert!(articles.len() > 10);
    let day = "2025-03-20".parse().unwrap();
    let mut keys = std::collections::BTreeSet::new();
    for article in &articles {
        for published in [None, Some(&day)] {
            let read = engine.read(article, published);
            let bytes = postcard::to_allocvec(&read).unwrap();
            assert_eq!(
                postcard::from_bytes::<demarche::dating::DatedArticle>(&bytes).unwrap(),
                read,
                "{}",
                article.path
            );
            assert!(keys.insert(memory::key(&mark, article, published)));
        }
    }
}
