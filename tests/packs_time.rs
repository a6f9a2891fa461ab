//! The packs' own tests of time expressions.

use demarche::{
    edtf::Day,
    pack::{self, LanguagePack},
    text::Cutter,
    time::{Tagger, TimeKind, resolve_all},
};
use std::path::Path;

/// `words => value`: the value is EDTF, what is symbolic without a publication day, `nonexistent`, a kind, or a kind and EDTF.
fn holds(found: &[(String, TimeKind, Option<String>, String)], expected: &str) -> bool {
    let Some((words, value)) = expected.rsplit_once(" => ") else { return false };
    let kind = |k: &TimeKind| format!("{k:?}").to_lowercase();
    found.iter().any(|(text, k, edtf, symbolic)| {
        let same_words = text.contains(words) || words.contains(text.as_str());
        let same_value = match edtf {
            Some(edtf) => value == edtf && *k == TimeKind::Date || value == format!("{} {edtf}", kind(k)),
            None if value == "nonexistent" => symbolic.contains("does not exist"),
            None => value == symbolic,
        };
        same_words && (same_value || value == kind(k) && *k != TimeKind::Date)
    })
}

#[test]
fn every_sentence_of_the_packs() {
    let (packs, diagnostics) = pack::load(None);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let cutter = Cutter::new(&packs.languages);
    let tagger = Tagger::new(&packs.languages, &cutter);
    let mut wrong = Vec::new();
    for embedded in &packs.languages {
        let path = Path::new("data/lang").join(format!("{}.yaml", embedded.language));
        // the tests are not embedded
        let pack: LanguagePack = serde_yaml::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let least = if ["en", "it", "ro"].contains(&pack.language.as_str()) { 150 } else { 40 };
        assert!(pack.tests.time.len() >= least, "{}: {} sentences", pack.language, pack.tests.time.len());
        for test in &pack.tests.time {
            let document = cutter.cut(&test.text, cutter.language(&pack.language));
            let expressions = tagger.tag(&document);
            let published: Option<Day> = test.published.as_ref().map(|p| p.parse().expect("a day"));
            let found: Vec<_> = expressions
                .iter()
                .zip(resolve_all(&expressions, published))
                .map(|(e, r)| (e.span.of(&test.text).to_owned(), e.kind, r.value.map(|v| v.to_string()), e.symbolic()))
                .collect();
            let dates =
                found.iter().filter(|f| f.1 == TimeKind::Date && (f.2.is_some() || published.is_none())).count();
            let expected = test
                .expect
                .iter()
                .filter(|e| {
                    !["set", "duration", "vague", "time", "nonexistent"].iter().any(|k| e.contains(&format!("=> {k}")))
                })
                .count();
            if dates != expected || !test.expect.iter().all(|e| holds(&found, e)) {
                wrong.push(format!(
                    "{} {:?} {}\n  expected {:?}\n  found    {found:?}",
                    pack.language, test.published, test.text, test.expect
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// A language that no pack of the program knows needs no Rust.
#[test]
fn a_new_language_is_data_alone() {
    const PACK: &str = "
language: xx
name: Neulandisch
text: {function_words: [der, die, das, und, am, im, vor, wird, hat], abbreviations: []}
time:
  numeric_order: dmy
  ordinal_suffixes: [er]
  words:
    month: {3: [märz, mars], 5: [mai]}
    weekday: {1: [montag, lundi]}
    number: {2: [zwei], 3: [drei, trois]}
    unit: {day: [tag, tage, tagen, jours], week: [woche, wochen, semaines], year: [jahr, jahren, ans]}
    placed: {week: [woche], month: [monat]}
  rules:
    - {value: date, as: date, find: ['[{weekday}[,]] {day} {month} {year}', '{day} {month}', 'le {day} {month} {year}', '{numdate}']}
    - {value: date, as: date, find: ['{weekday}']}
    - {value: distance $u -$n, as: date, find: ['vor {number:n} {unit:u}', 'il y a {number:n} {unit:u}']}
    - {value: shift $u -1, as: date, find: ['(letzte|letzter|letzten) {placed:u}']}
  marks:
    - {direction: future, find: [wird]}
    - {direction: past, find: [hat]}
";
    let pack: LanguagePack = serde_yaml::from_str(PACK).unwrap();
    let packs = [pack];
    let cutter = Cutter::new(&packs);
    let tagger = Tagger::new(&packs, &cutter);
    assert!(tagger.problems().is_empty(), "{:?}", tagger.problems());
    let check = |text: &str, expect: &[&str]| {
        let document = cutter.cut(text, Some(0));
        let expressions = tagger.tag(&document);
        let values = resolve_all(&expressions, "2024-03-20".parse().ok()).into_iter();
        let found: Vec<String> = values.map(|r| r.value.map_or("none".into(), |v| v.to_string())).collect();
        assert_eq!(found, expect, "{text}");
    };
    check("Am Montag, 15 März 2021 hat er das gesagt.", &["2021-03-15"]);
    check("Der Rat wird am 3 Mai tagen.", &["2024-05-03"]);
    check("Er hat am Montag und vor drei Tagen geredet.", &["2024-03-18", "2024-03-17"]);
    check("Sie wird am Montag reden.", &["2024-03-25"]);
    check("Letzte Woche und vor zwei Jahren.", &["2024-03-11/2024-03-17", "2022"]);
    check("le 1er mars 2023, il y a trois semaines, 03.04.2022", &["2023-03-01", "2024-02-28~", "2022-04-03"]);
}

proptest::proptest! {
    /// No text is too odd, on no day of the calendar.
    #[test]
    fn any_text_on_any_day(
        words in proptest::collection::vec(proptest::sample::select(WORDS), 0..24),
        noise in "\\PC{0,12}",
        day in proptest::sample::select(&["0001-01-01", "2024-02-29", "2025-03-20", "9999-12-31"]),
    ) {
        static HOUSE: std::sync::LazyLock<(Cutter, Tagger)> = std::sync::LazyLock::new(|| {
            let (packs, _) = pack::load(None);
            let cutter = Cutter::new(&packs.languages);
            let tagger = Tagger::new(&packs.languages, &cutter);
            (cutter, tagger)
        });
        let text = format!("{} {noise} {}", words.join(" "), words.concat());
        let (cutter, tagger) = &*HOUSE;
        for language in 0..3 {
            let document = cutter.cut(&text, Some(language));
            let expressions = tagger.tag(&document);
            let mut end = 0;
            for (expression, resolution) in expressions.iter().zip(resolve_all(&expressions, day.parse().ok())) {
                assert!(expression.span.start >= end, "in order and apart");
                end = expression.span.end;
                assert!(!expression.span.of(&text).is_empty() && !resolution.steps.is_empty());
            }
            resolve_all(&expressions, None);
        }
    }
}

const WORDS: &[&str] = &[
    "31",
    "0",
    "february",
    "30/02/2024",
    "99999",
    "00/13",
    "year",
    "2025-13-45",
    "last",
    "next",
    "of the",
    "in",
    "weeks",
    "Monday",
    "ago",
    "three",
    "9999",
    "century",
    "1990",
    "s",
    "'",
    "90",
    "early",
    "mid-",
    "August",
    "15-17",
    "–",
    "'s",
    "th",
    "fa",
    "tra",
    "dopo",
    "settimana",
    "prossima",
    "scorso",
    "anni",
    "trimestre",
    "metà",
    "acum",
    "peste",
    "luni",
    "mai",
    "săptămâna",
    "trecută",
    "sfârșitul",
    "anului",
    "secolul",
    "XIX",
    "-lea",
    "a doua zi",
    "the day after",
    "the next day",
    "il giorno dopo",
    ".",
    ",",
    ";",
    "(",
    "\u{ad}",
    "\n",
    "from",
    "to",
    "between",
    "and",
    "e",
    "și",
    "christmas",
    "easter",
    "1000 decades",
    "9999 years ago",
    "in 9999 centuries",
];
