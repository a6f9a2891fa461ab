//! The packs' own tests of who is named: `tests.actors` of every language.

use demarche::{
    actors::{Recogniser, resolve},
    edtf::Edtf,
    pack,
    text::Cutter,
};

/// Every expectation names words of the text and the actor that a mention of them means on the day of publication;
/// an empty list says that nobody is named.
#[test]
fn mentions_mean_whom_the_packs_say() {
    let (packs, diagnostics) = pack::load(None);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let cutter = Cutter::new(&packs.languages);
    let recogniser = Recogniser::new(&packs, &cutter);
    let mut wrong = Vec::new();
    let mut count = 0;
    for (ix, language) in packs.languages.iter().enumerate() {
        // the embedded packs carry no tests
        let path = format!("data/lang/{}.yaml", language.language);
        let source: pack::LanguagePack = serde_yaml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        for test in &source.tests.actors {
            let document = cutter.cut(&test.text, Some(ix as u16));
            let cast = recogniser.recognise(&document);
            let day: Option<Edtf> = test.published.as_ref().map(|d| d.parse().unwrap());
            let found: Vec<(u32, u32, String)> = cast
                .mentions
                .iter()
                .flat_map(|m| m.refs.iter().map(move |r| (m.span, r)))
                .map(|(s, r)| (s.start, s.end, resolve(r, day.as_ref(), &packs.registry).to_string()))
                .collect();
            let all = || {
                let text = |f: &(u32, u32, String)| format!("{} => {}", &test.text[f.0 as usize..f.1 as usize], f.2);
                found.iter().map(text).collect::<Vec<_>>().join("; ")
            };
            if test.expect.is_empty() && !found.is_empty() {
                wrong.push(format!("{}: {:?}: nobody is meant; found {}", language.language, test.text, all()));
            }
            for expected in &test.expect {
                count += 1;
                let (words, id) = expected.split_once(" => ").expect("words => actor");
                let places: Vec<usize> = test.text.match_indices(words).map(|m| m.0).collect();
                assert!(!places.is_empty(), "{:?} has no {words:?}", test.text);
                let right = places.iter().any(|&at| {
                    found.iter().any(|f| f.0 as usize <= at && f.1 as usize >= at + words.len() && f.2 == id)
                });
                if !right {
                    wrong.push(format!("{}: {:?}: {expected}; found {}", language.language, test.text, all()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {count} mentions:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count >= 300, "only {count} mentions");
}
