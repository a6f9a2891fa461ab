//! A pack's own tests: sentences with the dates, actors and events expected of them.

use crate::{
    actors::{Recogniser, resolve},
    edtf::{Day, Edtf},
    events::Extractor,
    pack::{LanguagePack, Packs},
    text::Cutter,
    time::{Tagger, TimeKind, resolve_all},
};
use std::str::FromStr;

/// A sentence of which the program says something else than the pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// `time`, `actors` or `events`.
    pub section: &'static str,
    pub text: String,
    /// What is missing or too much.
    pub why: String,
}

/// The stages that tests need, made of packs once.
#[derive(Debug)]
pub struct Bench<'p> {
    packs: &'p Packs,
    cutter: Cutter,
    tagger: Tagger,
    recogniser: Recogniser,
    extractor: Extractor,
}

/// Kinds of time expression that a time test names in place of a date.
const NO_DATES: [&str; 5] = ["set", "duration", "vague", "time", "nonexistent"];

impl<'p> Bench<'p> {
    pub fn new(packs: &'p Packs) -> Self {
        let cutter = Cutter::new(&packs.languages);
        Bench {
            tagger: Tagger::new(&packs.languages, &cutter),
            recogniser: Recogniser::new(packs, &cutter),
            extractor: Extractor::new(packs, &cutter),
            cutter,
            packs,
        }
    }

    /// Runs all tests of a pack: how many there are, and which fail.
    pub fn run(&self, pack: &LanguagePack) -> (usize, Vec<Failure>) {
        let mut out = Vec::new();
        let tests = &pack.tests;
        let mut fail = |section, text: &str, verdict: Result<(), String>| {
            if let Err(why) = verdict {
                out.push(Failure { section, text: text.to_owned(), why });
            }
        };
        for t in &tests.time {
            fail("time", &t.text, self.times(&pack.language, &t.text, t.published.as_deref(), &t.expect));
        }
        for t in &tests.actors {
            fail("actors", &t.text, self.actors(&pack.language, &t.text, t.published.as_deref(), &t.expect));
        }
        for t in &tests.events {
            let found = self.events(&pack.language, &t.text, t.published.as_deref());
            fail("events", &t.text, verdict(&found, &t.expect));
        }
        (tests.time.len() + tests.actors.len() + tests.events.len(), out)
    }

    fn times(&self, language: &str, text: &str, published: Option<&str>, expect: &[String]) -> Result<(), String> {
        let document = self.cutter.cut(text, self.cutter.language(language));
        let expressions = self.tagger.tag(&document);
        let published: Option<Day> = published.and_then(|p| p.parse().ok());
        let found: Vec<(&str, TimeKind, String)> = expressions
            .iter()
            .zip(resolve_all(&expressions, published))
            .map(|(e, r)| (e.span.of(text), e.kind, r.value.map_or_else(|| e.symbolic(), |v| v.to_string())))
            .collect();
        for wanted in expect {
            let Some((words, value)) = wanted.rsplit_once(" => ") else {
                return Err(format!("`{wanted}` is not `words => value`"));
            };
            let meets = |f: &&(&str, TimeKind, String)| {
                let kind = format!("{:?}", f.1).to_lowercase();
                let same = value == f.2 || value == kind || value == format!("{kind} {}", f.2);
                (f.0.contains(words) || words.contains(f.0))
                    && (same || value == "nonexistent" && f.2.contains("does not exist"))
            };
            if !found.iter().any(|f| meets(&f)) {
                return Err(format!("missing: {wanted}; found {found:?}"));
            }
        }
        let dates = expect.iter().filter(|e| !NO_DATES.iter().any(|k| e.contains(&format!("=> {k}")))).count();
        let given = found.iter().filter(|f| f.1 == TimeKind::Date).count();
        if dates < given && expect.is_empty() { Err(format!("not expected: {found:?}")) } else { Ok(()) }
    }

    fn actors(&self, language: &str, text: &str, published: Option<&str>, expect: &[String]) -> Result<(), String> {
        let mut document = self.cutter.cut(text, self.cutter.language(language));
        self.recogniser.part(&mut document);
        let cast = self.recogniser.recognise(&document);
        let day = published.and_then(|p| Edtf::from_str(p).ok());
        let mut found = Vec::new();
        for mention in &cast.mentions {
            for reference in &mention.refs {
                found.push((mention.span.range(), resolve(reference, day.as_ref(), &self.packs.registry).to_string()));
            }
        }
        let all =
            || found.iter().map(|(at, id)| format!("{} => {id}", &text[at.clone()])).collect::<Vec<_>>().join("; ");
        if expect.is_empty() && !found.is_empty() {
            return Err(format!("nobody is meant; found {}", all()));
        }
        for wanted in expect {
            let Some((words, id)) = wanted.split_once(" => ") else {
                return Err(format!("`{wanted}` is not `words => actor`"));
            };
            let holds = |at: usize| found.iter().any(|(r, f)| r.start <= at && r.end >= at + words.len() && f == id);
            if !text.match_indices(words).any(|(at, _)| holds(at)) {
                return Err(format!("missing: {wanted}; found {}", all()));
            }
        }
        Ok(())
    }

    /// The events of a text, each as the words that a test may ask for.
    pub fn events(&self, language: &str, text: &str, published: Option<&str>) -> Vec<Vec<String>> {
        let mut document = self.cutter.cut(text, self.cutter.language(language));
        self.recogniser.part(&mut document);
        let times = self.tagger.tag(&document);
        let cast = self.recogniser.recognise(&document);
        let published = published.and_then(|p| Edtf::from_str(p).ok());
        let mut out = Vec::new();
        for event in self.extractor.extract(&document, &times, &cast) {
            let mut words = vec![event.kind.as_str().to_owned(), event.status.as_str().to_owned()];
            words.extend(event.tone.map(|t| format!("tone:{}", t.as_str())));
            words.extend(event.sort.map(|s| format!("sort:{}", s.as_str())));
            words.extend(event.place.map(|p| format!("place:{p}")));
            for (role, mention) in &event.roles {
                for reference in &cast.mentions[*mention].refs {
                    let id = resolve(reference, published.as_ref(), &self.packs.registry);
                    words.push(format!("{}:{id}", role.as_str()));
                }
            }
            if let (Some(time), Some(day)) = (event.time, published.as_ref().and_then(|p| p.first())) {
                words.extend(times[time].resolve(Some(day), None).value.map(|v| format!("date:{v}")));
            }
            out.push(words);
        }
        out
    }
}

/// Every expected event must be found once, and nothing else. An expectation that begins with `?` may be missing.
pub fn verdict(found: &[Vec<String>], expected: &[String]) -> Result<(), String> {
    let mut left: Vec<&Vec<String>> = found.iter().collect();
    for expectation in expected {
        let optional = expectation.starts_with('?');
        let words: Vec<&str> = expectation.trim_start_matches('?').split_whitespace().collect();
        match left.iter().position(|f| words.iter().all(|w| f.iter().any(|x| x == w))) {
            Some(at) => drop(left.remove(at)),
            None if optional => {}
            None => return Err(format!("missing: {expectation}; found {found:?}")),
        }
    }
    if left.is_empty() { Ok(()) } else { Err(format!("not expected: {left:?}")) }
}
