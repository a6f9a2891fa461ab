//! What a person writes under `actors:` outranks the registry, in what is recognised and on the timeline; and whom
//! somebody stands for follows the day.

use demarche::{
    engine::{self, Build, Project},
    graph::{Sides, index_of},
    timeline::TimelineActor,
};
use std::fs;

fn build(articles: &[(&str, &str)], by_hand: &str) -> Build {
    let folder = tempfile::tempdir().unwrap();
    let project =
        Project { seeds: folder.path().join("seeds"), data: folder.path().join("data"), cache: None, from: Vec::new() };
    fs::create_dir_all(&project.seeds).unwrap();
    fs::create_dir_all(&project.data).unwrap();
    for (name, text) in articles {
        fs::write(project.seeds.join(name), text).unwrap();
    }
    fs::write(project.data.join("events.yaml"), by_hand).unwrap();
    engine::build(&project, &|_| ()).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// Who takes part in the event whose date begins so.
fn parties<'b>(build: &'b Build, date: &str) -> Vec<&'b str> {
    let on = |e: &&demarche::timeline::Event| e.date.as_ref().is_some_and(|d| d.to_string().starts_with(date));
    let event = build.timeline.events.iter().find(on).unwrap_or_else(|| panic!("nothing happens on {date}"));
    let mut parties: Vec<&str> = event.actors.iter().map(|(_, id)| &*id.0).collect();
    parties.sort_unstable();
    parties
}

fn actor<'b>(build: &'b Build, id: &str) -> &'b TimelineActor {
    build.timeline.actors.iter().find(|a| &*a.id.0 == id).unwrap_or_else(|| panic!("{id} is not on the timeline"))
}

const MEETING: &str =
    "---\npublished: 2025-09-17\n---\nThe Canadian foreign minister met Hakan Fidan in Ankara on Tuesday.\n";

#[test]
fn an_office_by_hand_outranks_the_registry_in_its_time() {
    let later = MEETING.replace("2025-09-17", "2025-11-19");
    let articles = [("a.txt", MEETING), ("b.txt", later.as_str())];
    let without = build(&articles, "");
    assert_eq!(parties(&without, "2025-09-16"), ["anita-anand", "hakan-fidan"]);
    // in the words of any language, and only for as long as they say
    for title in ["foreign minister", "Ministro degli Esteri", "ministru de externe", "foreign-minister"] {
        let yaml = format!(
            "actors:\n  - name: Jane Placeholder\n    country: Canada\n    roles: [{{title: {title}, from: 2025-09-01, to: 2025-09-30}}]\n"
        );
        let with = build(&articles, &yaml);
        assert_eq!(parties(&with, "2025-09-16"), ["hakan-fidan", "jane-placeholder"], "{title}");
        assert_eq!(parties(&with, "2025-11-18"), ["anita-anand", "hakan-fidan"], "{title}");
        assert_eq!(actor(&with, "jane-placeholder").offices[0].0, "foreign-minister");
    }
}

#[test]
fn a_term_by_hand_replaces_the_registry_s_of_the_same_person() {
    let yaml = "actors:\n  - name: Anita Anand\n    roles: [{title: foreign minister, of: Canada, from: 2025-05-13, to: 2025-09-10}]\n";
    let with = build(&[("a.txt", MEETING)], yaml);
    assert!(!parties(&with, "2025-09-16").contains(&"anita-anand"));
    let named = "---\npublished: 2025-06-18\n---\nAnita Anand met Hakan Fidan in Ankara on Tuesday.\n";
    let with = build(&[("a.txt", named)], yaml);
    let anand = actor(&with, "anita-anand");
    let held: Vec<_> = anand.offices.iter().filter(|o| o.0 == "foreign-minister").collect();
    assert_eq!(held.len(), 1);
    assert_eq!(held[0].3.as_deref(), Some("2025-09-10"));
}

#[test]
fn aliases_names_and_countries_by_hand_outrank_the_registry() {
    let text = "---\npublished: 2025-06-18\n---\nSybiha met Anita Anand in Kyiv on Tuesday. Serghei Lavrov telephoned Sybiha \
        on Monday.\n";
    let without = build(&[("a.txt", text)], "");
    assert_eq!(parties(&without, "2025-06-17"), ["andrii-sybiha", "anita-anand"]);
    let yaml = "actors:\n  - name: Petro Placeholder\n    aliases: [Sybiha]\n    country: Ukraine\n  - name: Serghei Lavrov\n    \
        country: Armenia\n";
    let with = build(&[("a.txt", text)], yaml);
    assert_eq!(parties(&with, "2025-06-17"), ["anita-anand", "petro-placeholder"]);
    assert_eq!(parties(&with, "2025-06-16"), ["petro-placeholder", "sergey-lavrov"]);
    let lavrov = actor(&with, "sergey-lavrov");
    assert_eq!(lavrov.name, "Serghei Lavrov");
    assert_eq!(lavrov.country.as_ref().map(|c| &*c.0), Some("armenia"));
    assert_eq!(actor(&with, "petro-placeholder").country.as_ref().map(|c| &*c.0), Some("ukraine"));
    assert!(with.corrections.outcomes.iter().all(|o| o.class.as_str() == "applied"));
}

/// The country or body that somebody stands for on a day.
fn side(build: &Build, id: &str, date: &str) -> String {
    let at = index_of(&build.timeline, &id.into()).unwrap_or_else(|| panic!("{id} is not on the timeline"));
    let side = Sides::new(&build.timeline).at(at, date.parse().ok().as_ref());
    build.timeline.actors[side].id.to_string()
}

#[test]
fn affiliation_follows_the_day() {
    let articles = [
        ("a.txt", "---\npublished: 2007-05-16\n---\nAntónio Guterres met Mikheil Saakashvili in Tbilisi on Tuesday.\n"),
        ("b.txt", "---\npublished: 2015-09-16\n---\nMikheil Saakashvili met Radosław Sikorski in Odesa on Tuesday.\n"),
        (
            "c.txt",
            "---\npublished: 2020-02-19\n---\nMark Rutte met Josep Borrell and António Guterres in Munich on Tuesday.\n",
        ),
        (
            "d.txt",
            "---\npublished: 2025-02-19\n---\nMark Rutte met António Guterres and Josep Borrell in Munich on Tuesday.\n",
        ),
    ];
    let build = build(
        &articles,
        "actors:\n  - name: Jane Placeholder\n    country: Spain\n    roles:\n      - {title: envoy, of: NATO, from: 2015, to: 2016}\n",
    );
    for (id, date, expected) in [
        ("mikheil-saakashvili", "2008-08-10", "georgia"),
        ("mark-rutte", "2020-02-18", "netherlands"),
        ("mark-rutte", "2025-02-18", "nato"),
        ("josep-borrell", "2019-06-01", "spain"),
        ("josep-borrell", "2020-02-18", "european-union"),
        ("josep-borrell", "2025-06-01", "spain"),
        ("antonio-guterres", "2001-02-18", "portugal"),
        ("antonio-guterres", "2020-02-18", "united-nations"),
    ] {
        assert_eq!(side(&build, id, date), expected, "{id} on {date}");
    }
}

#[test]
fn a_bare_surname_is_of_whoever_holds_an_office_in_that_year() {
    let article = |year: &str| format!("---\npublished: {year}\n---\nClinton met Ehud Barak in Jerusalem on Monday.\n");
    for (day, expected) in [("2010-09-15", "hillary-clinton"), ("1999-09-15", "bill-clinton")] {
        let build = build(&[("a.txt", &article(day))], "");
        assert!(index_of(&build.timeline, &expected.into()).is_some(), "{expected} on {day}");
    }
}
