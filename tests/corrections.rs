//! Broken versions of `events.yaml`: each mistake is told with its line, a caret and what would be right.

use demarche::{
    commands::{Style, render},
    corrections::Corrections,
    report::Severity,
};

/// What a person may get wrong, and the file in which they do. `→` is a tab, `␣` a no-break space.
const BROKEN: &[(&str, &str)] = &[
    ("an unknown section", "event:\n  - id: 7hq2-k3vd\n    hide: a headline\n"),
    ("an unknown key", "events:\n  - id: 7hq2-k3vd\n    sttus: occurred\n"),
    ("a key of another section", "articles:\n  - file: a.txt\n    date: 2025-03-18\n"),
    ("a word of another program", "events:\n  - id: 7hq2-k3vd\n    location: Riyadh\n"),
    ("a key given twice", "events:\n  - id: 7hq2-k3vd\n    date: 2025-03-18\n    date: 2025-03-19\n"),
    ("a section given twice", "events:\n  - id: 7hq2-k3vd\n    hide: x y\nevents:\n  - id: 99ab-cc01\n    hide: x y\n"),
    (
        "an event corrected twice",
        "events:\n  - id: 7hq2-k3vd\n    date: 2025-03-18\n  - id: 7HQ2-k3vd\n    hide: a headline\n",
    ),
    ("an article corrected twice", "articles:\n  - file: a.txt\n    source: X\n  - file: a.txt\n    ignore: empty\n"),
    ("a date in the other order", "events:\n  - id: 7hq2-k3vd\n    date: 18.03.2025\n"),
    ("a date that may be two", "articles:\n  - file: a.txt\n    published: 03/04/2025\n"),
    ("a date in words", "events:\n  - id: 7hq2-k3vd\n    date: 18 March 2025\n"),
    ("a day that does not exist", "events:\n  - id: 7hq2-k3vd\n    date: 2025-02-30\n"),
    ("a date without zeros", "events:\n  - id: 7hq2-k3vd\n    date: 2025-3-8\n"),
    ("a time for a date", "events:\n  - id: 7hq2-k3vd\n    date: 12:30\n"),
    ("an interval that runs backwards", "events:\n  - id: 7hq2-k3vd\n    date: 2025-03-18/2025-03-12\n"),
    ("an empty date", "events:\n  - id: 7hq2-k3vd\n    date: ~\n"),
    ("an unknown kind", "events:\n  - id: 7hq2-k3vd\n    kind: meting\n"),
    ("a kind of nothing like it", "events:\n  - id: 7hq2-k3vd\n    kind: war\n"),
    ("an unknown status", "events:\n  - id: 7hq2-k3vd\n    status: happened\n"),
    ("an unknown tone", "events:\n  - id: 7hq2-k3vd\n    tone: suport\n"),
    ("an unknown role", "events:\n  - id: 7hq2-k3vd\n    actors: {participants: [Marco Rubio]}\n"),
    ("actors without a role", "events:\n  - id: 7hq2-k3vd\n    actors: [Marco Rubio, Sergey Lavrov]\n"),
    ("a tone for a call", "events:\n  - id: 7hq2-k3vd\n    kind: call\n    tone: threat\n"),
    ("hide and change", "events:\n  - id: 7hq2-k3vd\n    hide: a headline\n    date: 2025-03-18\n"),
    ("hide that says no", "events:\n  - id: 7hq2-k3vd\n    hide: no\n"),
    ("an entry that does nothing", "events:\n  - id: 7hq2-k3vd\narticles:\n  - file: a.txt\n    note: read it\n"),
    ("an addition without its kind", "events:\n  - date: 2025-03-12\n    actors: {participant: [Marco Rubio]}\n"),
    ("an addition without a date", "events:\n  - kind: call\n    actors: {participant: [Marco Rubio]}\n"),
    (
        "an addition without a source",
        "events:\n  - kind: call\n    date: 2025-03-12\n    actors: {participant: [Marco Rubio]}\n",
    ),
    ("same_as without an id", "events:\n  - same_as: 7hq2-k3vd\n"),
    (
        "a circle",
        "events:\n  - id: aaaa-aaaa\n    same_as: bbbb-bbbb\n  - id: bbbb-bbbb\n    same_as: cccc-cccc\n  - id: cccc-cccc\n    same_as: aaaa-aaaa\n",
    ),
    ("the same as itself", "actors:\n  - name: Zelensky\n    same_as: zelensky\n"),
    ("an article without its file", "articles:\n  - published: 2025-03-18\n"),
    ("an actor without a name", "actors:\n  - aliases: [Andriy Gnatov]\n"),
    ("a role that ends first", "actors:\n  - name: A B\n    roles: [{title: envoy, from: 2025-03, to: 2024-01}]\n"),
    ("an address without its beginning", "articles:\n  - file: a.txt\n    url: www.example.org/a\n"),
    ("a tab", "events:\n  - id: 7hq2-k3vd\n→   date: 2025-03-18\n"),
    ("a no-break space", "events:\n  - id: 7hq2-k3vd\n    date:␣2025-03-18\n"),
    ("a missing blank", "events:\n  - id: 7hq2-k3vd\n    date:2025-03-18\n"),
    ("an entry that is only text", "events:\n  - date:2025-03-18\n"),
    ("a missing colon", "events:\n  - id: 7hq2-k3vd\n    date 2025-03-18\n"),
    ("a colon in a text", "events:\n  - id: 7hq2-k3vd\n    title: Lavrov: we talked\n"),
    (
        "a quotation mark left open",
        "events:\n  - id: 7hq2-k3vd\n    note: \"as told\n  - id: 99ab-cc01\n    hide: x y\n",
    ),
    ("quotation marks within", "events:\n  - id: 7hq2-k3vd\n    note: \"the \"call\" of March\"\n"),
    ("brackets left open", "actors:\n  - name: A B\n    aliases: [C D, E F\nevents:\n"),
    ("a key out of line", "events:\n  - id: 7hq2-k3vd\n     date: 2025-03-18\n"),
    ("a list that is none", "events:\n  id: 7hq2-k3vd\n  date: 2025-03-18\n"),
    ("a text that begins with @", "events:\n  - id: 7hq2-k3vd\n    source: @KremlinRussia_E\n"),
    ("a text that begins with *", "events:\n  - id: 7hq2-k3vd\n    note: *important*\n"),
    ("a comment that swallows a text", "events:\n  - id: 7hq2-k3vd\n    title: Round #2 of the talks\n"),
    ("two documents", "events:\n  - id: 7hq2-k3vd\n    hide: x y\n---\nevents: []\n"),
    (
        "several mistakes at once",
        "articles:\n  - file: a.txt\n    publised: 2025-03-18\nevents:\n  - id: 7hq2-k3vd\n    kind: metting\n    date: 2025-13-01\n  - id: 99ab-cc01\n    hid: a headline\nactors:\n  - nme: A B\n",
    ),
];

#[test]
fn every_mistake_is_told_with_its_place_and_what_would_be_right() {
    let mut told = String::new();
    for (what, yaml) in BROKEN {
        let yaml = yaml.replace('→', "\t").replace('␣', "\u{a0}");
        let (_, problems) = Corrections::parse(&yaml, "data/events.yaml");
        assert!(!problems.is_empty(), "{what} went unnoticed");
        for problem in &problems {
            assert!(problem.line.is_some() && problem.hint.is_some(), "{what}: {problem:?}");
        }
        told.push_str(&format!("## {what}\n"));
        for problem in problems {
            told.push_str(&render(&problem, Style::Plain));
            told.push_str("\n\n");
        }
    }
    assert!(BROKEN.len() >= 40);
    insta::assert_snapshot!("broken", told);
}

const RIGHT: &[&str] = &[
    "",
    "# nothing yet\n",
    "events:\narticles: []\nactors:\n",
    "\u{feff}events:\n  - {id: 7hq2-k3vd, hide: a headline}\n",
    "events:\r\n  - id: 7hq2-k3vd\r\n    date: [2025-03-06, 2025-03-20]\r\n    note: \"Tuesday: no #hashtag\"\r\n",
    "events:\n  - id: 0123-4567\n    title: no\n    place: Washington, D.C.\n    actors: {host: []}\n    note: |\n      Two\n      lines: of it\n",
    "events:\n  - id: 1e10-0000\n    date: 2025-03~\n    topics: [ceasefire]\n",
];

#[test]
fn what_is_right_is_not_complained_of() {
    for yaml in RIGHT {
        let (_, problems) = Corrections::parse(yaml, "data/events.yaml");
        assert_eq!(problems, [], "{yaml}");
    }
}

#[test]
fn bombs_are_refused_without_delay() {
    for bomb in ["[".repeat(2 << 20), "{".repeat(2 << 20), "- ".repeat(1 << 20), "a".repeat(5 << 20)] {
        let (corrections, problems) = Corrections::parse(&bomb, "data/events.yaml");
        assert!(corrections.is_empty());
        assert!(problems.iter().any(|p| p.severity == Severity::Error));
    }
    let many = format!("events:\n{}", "  - id: x\n    hide: y z\n".repeat(20_000));
    let (_, problems) = Corrections::parse(&many, "data/events.yaml");
    assert_eq!(problems.len(), 19_999, "each but the first corrects the same event again");
}

/// What only the reader can tell: texts that YAML itself refuses or that mean something else than they seem to, and what
/// holds among several entries.
const BEYOND_A_SCHEMA: &[&str] = &[
    "a key given twice",
    "a section given twice",
    "an event corrected twice",
    "an article corrected twice",
    "a day that does not exist",
    "an interval that runs backwards",
    "an addition without a source",
    "a circle",
    "the same as itself",
    "a role that ends first",
    "a comment that swallows a text",
];

#[test]
fn the_schema_refuses_what_the_reader_refuses_and_nothing_else() {
    let schema = demarche::corrections::schema();
    jsonschema::draft7::meta::validate(&schema).unwrap_or_else(|e| panic!("{e}"));
    let schema = jsonschema::draft7::new(&schema).unwrap();
    let mut passed = Vec::new();
    for (what, yaml) in BROKEN {
        let yaml = yaml.replace('→', "\t").replace('␣', "\u{a0}");
        // what is no YAML is told by every editor
        let Ok(value) = serde_yaml::from_str::<serde_json::Value>(&yaml) else { continue };
        if schema.is_valid(&value) {
            passed.push(*what);
        }
    }
    assert_eq!(passed, BEYOND_A_SCHEMA);
    let sample = std::fs::read_to_string("data/events.yaml").unwrap();
    for yaml in RIGHT.iter().copied().chain([sample.as_str()]) {
        let value: serde_json::Value = serde_yaml::from_str(yaml.trim_start_matches('\u{feff}')).unwrap();
        let problems: Vec<String> = schema.iter_errors(&value).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(problems.is_empty(), "{yaml}: {problems:?}");
    }
    for date in DATES {
        let problems = |date: &str| {
            let value = serde_json::json!({"articles": [{"file": "a.txt", "published": date}]});
            (schema.is_valid(&value), date.parse::<demarche::edtf::Edtf>().is_ok())
        };
        assert_eq!(problems(date), (true, true), "{date}");
    }
    for date in
        ["18.03.2025", "March 2025", "2025-3-8", "12:30", "2025-13", "2025/", "/", "2025-02-30 ca", "25-03-18", ""]
    {
        let value = serde_json::json!({"articles": [{"file": "a.txt", "published": date}]});
        // an interval with a side left out is open on that side
        assert_eq!(schema.is_valid(&value), date.parse::<demarche::edtf::Edtf>().is_ok() || date == "/", "{date}");
    }
}

const DATES: &[&str] = &[
    "2025-03-18",
    "2025-03",
    "2025",
    "2025-21",
    "199X",
    "19XX",
    "2025-XX",
    "2025-03-XX",
    "2025-03-15/2025-03-16",
    "2025-09-03/..",
    "../2025-09",
    "2025-08~",
    "2025?",
    "2025-08%",
    "[2025-03-06,2025-03-20]",
    "[2025-03-06..2025-03-20]",
    "[2025-03-06, 2025-04~]",
    "2025-03-18T10:30:00Z",
    " 2025-03-18 ",
];

proptest::proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "([a-z]{1,6}: |- |\\[|\\]|\\{|\\}|\"|'|\n|  |\t|#|&|\\*|!|\\||>|%|@|2025-03-1|é|\u{a0}|,|~){0,60}") {
        let (_, problems) = Corrections::parse(&text, "f");
        for problem in problems {
            render(&problem, Style::Plain);
        }
    }

    #[test]
    fn nor_does_one_that_is_nearly_right(cut in 0usize..600, insert in "[\\[\\]{}\"':#\t\n -]{0,3}") {
        let whole: String = BROKEN.iter().take(9).map(|(_, yaml)| *yaml).collect();
        let at = (0..=cut.min(whole.len())).rev().find(|i| whole.is_char_boundary(*i)).unwrap();
        let (_, problems) = Corrections::parse(&format!("{}{insert}{}", &whole[..at], &whole[at..]), "f");
        for problem in problems {
            render(&problem, Style::Plain);
        }
    }
}
