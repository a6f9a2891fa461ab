//! Weeks of use: articles are added, edited, encoded anew and taken away, the packs change, and what a person wrote in
//! `events.yaml` finds its event or says why it does not.

use demarche::{
    corrections::{Outcome, Section},
    engine::{Build, Project},
    timeline::Event,
};
use std::{fs, path::Path};
use unicode_normalization::UnicodeNormalization;

struct Week(tempfile::TempDir);

impl Week {
    fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.path().join(path)).unwrap()
    }
    fn build(&self) -> Build {
        let at = |name: &str| self.0.path().join(name);
        let project = Project { seeds: at("seeds"), data: at("data"), cache: Some(at("cache")), from: Vec::new() };
        demarche::build(&project, &|_| ()).unwrap_or_else(|problems| panic!("{problems:#?}"))
    }
}

fn quote<'b>(build: &'b Build, event: &Event, n: usize) -> &'b str {
    let evidence = &event.evidence[n];
    &build.timeline.articles[evidence.article].body[evidence.quote.range()]
}

/// The event that these words tell.
fn telling<'b>(build: &'b Build, words: &str) -> &'b Event {
    let tells = |e: &&Event| (0..e.evidence.len()).any(|n| quote(build, e, n).contains(words));
    build.timeline.events.iter().find(tells).unwrap_or_else(|| panic!("nothing tells {words:?}"))
}

/// What became of the correction that an entry is of.
fn outcome<'b>(build: &'b Build, subject: &str) -> &'b Outcome {
    let found = build.corrections.outcomes.iter().find(|o| o.subject == subject);
    found.unwrap_or_else(|| panic!("{subject} is lost"))
}

fn classes(build: &Build) -> Vec<(Section, String, &'static str)> {
    build.corrections.outcomes.iter().map(|o| (o.section, o.subject.clone(), o.class.as_str())).collect()
}

#[test]
fn a_week_of_use() {
    let week = Week(tempfile::tempdir().unwrap());
    let mut articles = 0;
    for entry in fs::read_dir("tests/week").unwrap().map(|e| e.unwrap().path()) {
        let name = entry.file_name().unwrap().to_str().unwrap();
        week.write(&format!("seeds/{name}"), fs::read(&entry).unwrap());
        articles += 1;
    }
    assert_eq!(articles, 13);

    // Monday: the page is read, and what is wrong is written down
    let build = week.build();
    let id = |words: &str| telling(&build, words).id.clone();
    let call = id("went over the outcome");
    let received = id("Ieri Kim ha ricevuto a Pyongyang");
    let opened = id("The round opened on June 28");
    let monday = telling(&build, "Luni, ministrul ucrainean de externe");
    let damascus = id("au discutat vineri la Damasc");
    let spokeswoman = id("Zakharova said the field marshal");
    let moscow = id("has walked away from a truce text");
    let several = build.timeline.events.iter().find(|e| {
        let path = &build.timeline.articles[e.evidence[0].article].path;
        !e.merged.is_empty() && ![&spokeswoman, &moscow, &damascus].contains(&&e.id) && !path.starts_with("208")
    });
    let several = several.expect("something is told more than once");
    let (one, other) = (several.id.clone(), several.merged[0].clone());
    let (monday, when) = (monday.id.clone(), monday.date.clone().unwrap());
    let yaml = format!(
        "# what we know better
articles:
  - file: 107_7b424b5f.txt   # misspelt, as it were
    published: 2022-08-04
  - file: 302_dbdc6da5.txt
    ignore: an explainer, not news
  - file: 209_4e74853f.txt
    published: 2025-06-04
  - file: 109_61a8f48a.txt
    published: 2020-01-14
events:
  - id: {call}
    date: 2025-06-02
    source: https://example.org/readout
  - id: {received}
    title: Kim receives Lavrov
  - id: {opened}
    hide: background
  - id: {monday}
    date: {when}
  - id: {damascus}
    note: the first such visit
    topics: [recognition]
  - id: {spokeswoman}
    same_as: {moscow}
  - kind: call
    date: 2025-06-10
    actors: {{participant: [Marco Rubio, Sergey Lavrov]}}
    source: https://example.org/call
  - id: {one}
    title: One
  - id: {other}
    title: Another
actors:
  - name: Il feldmaresciallo
    same_as: Khalifa Haftar
  - name: Nobody Such
    same_as: Noone Either
"
    );
    week.write("data/events.yaml", &yaml);
    let build = week.build();
    assert_eq!(build.corrections.outcomes.len(), 15);
    let added = build.corrections.outcomes.iter().find(|o| o.action.as_str() == "add").unwrap().subject.clone();
    let expected = |stale: &[&str], redundant: &[&str]| -> Vec<(Section, String, &'static str)> {
        let subjects = [
            (Section::Articles, "107_7b424b5f.txt"),
            (Section::Articles, "302_dbdc6da5.txt"),
            (Section::Articles, "209_4e74853f.txt"),
            (Section::Articles, "109_61a8f48a.txt"),
            (Section::Events, &call),
            (Section::Events, &received),
            (Section::Events, &opened),
            (Section::Events, &monday),
            (Section::Events, &damascus),
            (Section::Events, &spokeswoman),
            (Section::Events, &added),
            (Section::Events, &one),
            (Section::Events, &other),
            (Section::Actors, "Il feldmaresciallo"),
            (Section::Actors, "Nobody Such"),
        ];
        let class = |subject: &str| match subject {
            s if s == other => "conflicting",
            s if stale.contains(&s) => "stale",
            s if redundant.contains(&s) => "redundant",
            _ => "applied",
        };
        subjects.into_iter().map(|(section, s)| (section, s.to_owned(), class(s))).collect()
    };
    let redundant = ["109_61a8f48a.txt", monday.as_str()];
    assert_eq!(classes(&build), expected(&["107_7b424b5f.txt", "Nobody Such"], &redundant));
    let misspelt = outcome(&build, "107_7b424b5f.txt").reason.as_deref().unwrap();
    assert!(misspelt.contains("did you mean"), "{misspelt}");

    // Tuesday: the name is mended
    let yaml = yaml.replace("107_7b424b5f.txt   # misspelt, as it were", "107_cd91234f.txt");
    week.write("data/events.yaml", &yaml);
    let named = |list: Vec<(Section, String, &'static str)>| -> Vec<(Section, String, &'static str)> {
        let name = |s: String| if s == "107_7b424b5f.txt" { "107_cd91234f.txt".to_owned() } else { s };
        list.into_iter().map(|(section, s, class)| (section, name(s), class)).collect()
    };
    let build = week.build();
    assert_eq!(classes(&build), named(expected(&["Nobody Such"], &redundant)));

    // Wednesday: three articles are saved again, as newspapers and editors change them
    let text = week.read("seeds/310_8d0a4150.txt");
    let text = text
        .replace("au discutat vineri la Damasc", "au discutat vineri, la Damasc")
        .replace("cu al-Sharaa și", "cu Al-Sharaa, şi");
    let utf16: Vec<u8> =
        [0xFEFF].into_iter().chain(text.nfd().collect::<String>().encode_utf16()).flat_map(u16::to_le_bytes).collect();
    week.write("seeds/310_8d0a4150.txt", utf16);
    let text = week.read("seeds/209_4e74853f.txt");
    assert!(text.contains("the latest Russian-Ukrainian talks"));
    week.write(
        "seeds/209_4e74853f.txt",
        text.replace("the latest Russian-Ukrainian talks", "the Russian-Ukrainian talks").replace('"', "”"),
    );
    let text = week.read("seeds/104_2e3c2fef.txt");
    week.write(
        "seeds/104_2e3c2fef.txt",
        format!(
            "{}\n\nAggiornato in serata.\n",
            text.replace("Ieri Kim ha ricevuto a Pyongyang", "Ieri Kim ha accolto a Pyongyang")
                .replace("accolto", "ricevuto  ")
        ),
    );
    // Thursday: one is taken away
    fs::remove_file(week.0.path().join("seeds/208_668d629f.txt")).unwrap();
    let build = week.build();
    assert_eq!(classes(&build), named(expected(&["Nobody Such", &opened], &redundant)));
    let gone = outcome(&build, &opened).reason.as_deref().unwrap();
    assert!(gone.contains("its article is gone"), "{gone}");
    let edited = telling(&build, "went over the outcome");
    assert_ne!(edited.id, call, "its words were edited");
    assert_eq!(outcome(&build, &call).found.as_deref(), Some(edited.id.as_str()));
    assert_eq!(edited.date.as_ref().unwrap().to_string(), "2025-06-02");
    assert!(build.diagnostics.iter().any(|d| d.code == "moved" && d.message.contains(call.as_str())));

    // Friday: the packs change, and with them who is known
    let pack = fs::read_to_string("data/lang/it.yaml").unwrap();
    week.write("data/lang/it.yaml", pack.replacen("\nname: ", "\nname: New ", 1));
    week.write("data/actors/mine.yaml", "people:\n  - id: noone-either\n    name: Noone Either\n    surname: Either\n");
    let build = week.build();
    assert!(build.effort.extracted > 0 && build.effort.recalled == 0, "everything is read anew");
    assert_eq!(classes(&build), named(expected(&[&opened], &redundant)));

    assert_eq!(week.read("data/events.yaml"), yaml, "never rewritten");
    assert_eq!(telling(&build, "Ieri Kim ha ricevuto").title.as_deref(), Some("Kim receives Lavrov"));
    assert!(build.timeline.articles.iter().all(|a| a.path != "302_dbdc6da5.txt"));
    assert!(telling(&build, "has walked away from a truce text").merged.contains(&spokeswoman));
    assert!(build.timeline.events.iter().any(|e| e.id == added && e.evidence.is_empty()));
}

const LEADERS: &str = "Leaders speak\n\nPresident Donald Trump spoke by phone with Russian President Vladimir Putin on 18 March \
    2025. The Kremlin said afterwards that Moscow’s “caf\u{e9}” talks had been frank.\n\nBritish Prime Minister Keir Starmer met with \
    Emmanuel Macron in Paris. The German chancellor Friedrich Merz will visit Kyiv next week, his spokesman said.\n";

#[test]
fn edited_and_encoded_anew_a_sentence_keeps_its_correction() {
    let edits: Vec<(&str, Vec<u8>)> = vec![
        ("a word changed", LEADERS.replace("spoke by phone with", "spoke by telephone with").into()),
        ("a word more", LEADERS.replace("spoke by phone with", "spoke again by phone with").into()),
        ("a word less", LEADERS.replace("with Russian President", "with President").into()),
        ("a typo", LEADERS.replace("President Donald", "Presdient Donald").into()),
        ("decomposed letters", LEADERS.nfd().collect::<String>().into()),
        (
            "UTF-16",
            LEADERS.encode_utf16().flat_map(u16::to_be_bytes).fold(vec![0xFE, 0xFF], |mut all, b| {
                all.push(b);
                all
            }),
        ),
        ("straight quotation marks", LEADERS.replace('’', "'").replace(['“', '”'], "\"").into()),
        ("Windows line ends", LEADERS.replace('\n', "\r\n").into()),
        ("another headline", LEADERS.replace("Leaders speak", "Trump and Putin on the phone").into()),
        ("more behind it", format!("{LEADERS}\nUpdated in the evening.\n").into()),
        (
            "a paragraph before it",
            LEADERS.replace("\n\nPresident", "\n\nBy our correspondent in Brussels\n\nPresident").into(),
        ),
        ("another name of the file", LEADERS.into()),
    ];
    for (what, bytes) in edits {
        let week = Week(tempfile::tempdir().unwrap());
        week.write("seeds/a.txt", LEADERS);
        let call = telling(&week.build(), "spoke by phone").id.clone();
        week.write("data/events.yaml", format!("events:\n  - id: {call}\n    title: The call\n"));
        assert_eq!(outcome(&week.build(), &call).class.as_str(), "applied");
        let name = if what.contains("name of the file") { "seeds/sub/b.txt" } else { "seeds/a.txt" };
        fs::remove_file(week.0.path().join("seeds/a.txt")).unwrap();
        week.write(name, bytes);
        let build = week.build();
        let outcome = outcome(&build, &call);
        assert_eq!(outcome.class.as_str(), "applied", "{what}: {outcome:?}");
        let found = telling(&build, "Putin on 18 March");
        assert_eq!(found.title.as_deref(), Some("The call"), "{what}");
    }
    // gone is gone, and nothing else takes its place
    let week = Week(tempfile::tempdir().unwrap());
    week.write("seeds/a.txt", LEADERS);
    let call = telling(&week.build(), "spoke by phone").id.clone();
    week.write("data/events.yaml", format!("events:\n  - id: {call}\n    title: The call\n"));
    let rest: Vec<&str> = LEADERS.split("\n\n").collect();
    let without = format!("{}\n\nThe Kremlin said afterwards that the talks had been frank.\n\n{}", rest[0], rest[2]);
    week.write("seeds/a.txt", without);
    let build = week.build();
    let outcome = outcome(&build, &call);
    assert_eq!(outcome.class.as_str(), "stale", "{outcome:?}");
}

/// What the site offers to copy, as it stands, is a correction without a mistake that changes nothing yet.
#[test]
fn each_cards_snippet_is_a_valid_correction() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let status = std::process::Command::new(env!("CARGO_BIN_EXE_demarche"))
            .args(arguments)
            .arg("--out")
            .arg(folder.path().join("out"))
            .status();
        assert!(status.unwrap().success());
    };
    run(&["build", "-q"]);
    let page = fs::read_to_string(folder.path().join("out/index.html")).unwrap();
    let unescape = |text: &str| {
        let text = text.replace("&#34;", "\"").replace("&#39;", "'").replace("&#60;", "<").replace("&#62;", ">");
        text.replace("&quot;", "\"")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&#38;", "&")
            .replace("&amp;", "&")
    };
    let snippets: Vec<String> = page
        .split("<pre popover")
        .skip(1)
        .map(|rest| unescape(rest.split_once('>').unwrap().1.split("</pre>").next().unwrap()))
        .collect();
    assert!(snippets.len() > 50, "{}", snippets.len());
    let yaml = format!("events:\n{}", snippets.concat());
    let (corrections, problems) = demarche::corrections::Corrections::parse(&yaml, "events.yaml");
    assert_eq!(problems, []);
    assert_eq!(corrections.events.len(), snippets.len());
    assert!(Path::new("data/events.yaml").exists());
}
