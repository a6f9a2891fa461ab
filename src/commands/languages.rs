//! `demarche languages`: the packs and what each covers; `languages check` validates one and runs its tests.

use super::{Done, Failed, console::Console};
use crate::{
    engine::Project,
    eval::pack_tests::Bench,
    events::Extractor,
    pack::{self, LanguagePack},
    report::{Diagnostic, Severity},
    text::Cutter,
};
use std::path::Path;

pub fn run(project: &Project, console: &Console) -> Result<Done, Failed> {
    let (packs, diagnostics) = pack::load(Some(&project.data));
    console.tell(&diagnostics);
    let mut text = String::new();
    for pack in &packs.languages {
        let code = console.bold(&pack.language);
        let (verbs, nouns) = (pack.events.verbs.len(), pack.events.nouns.len());
        text.push_str(&format!(
            "{code}  {:<12}{} function words, {} rules of dates, {verbs} senses of verbs and {nouns} of nouns\n",
            pack.name,
            pack.text.function_words.len(),
            pack.time.rules.len(),
        ));
    }
    let registry = &packs.registry;
    text.push_str(&format!(
        "\n{} countries, {} bodies, {} people, {} places; {} gatherings with known days\n",
        registry.countries.len(),
        registry.bodies.len(),
        registry.people.len(),
        registry.places.len(),
        packs.gatherings.len()
    ));
    console.out(&text)?;
    if diagnostics.iter().any(|d| d.severity == Severity::Error) {
        return Err(Failed::Told);
    }
    Ok(Done::with(&diagnostics))
}

/// Validates one pack: its schema, its rules, its tests.
pub fn check(project: &Project, file: &Path, console: &Console) -> Result<Done, Failed> {
    let name = file.display().to_string();
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) => {
            console.tell_all(&[Diagnostic::error("unreadable", error.to_string()).file(name)]);
            return Err(Failed::Told);
        }
    };
    let pack: LanguagePack = match serde_yaml::from_str(&text) {
        Ok(pack) => pack,
        Err(error) => {
            let mut problem = Diagnostic::error("bad-pack", error.to_string()).file(name);
            if let Some(at) = error.location() {
                let line = text.lines().nth(at.line().saturating_sub(1)).unwrap_or_default();
                problem = problem.at(at.line(), at.column()).showing(line, 1);
            }
            console.tell_all(&[problem]);
            return Err(Failed::Told);
        }
    };
    let (mut packs, mut diagnostics) = pack::load(Some(&project.data));
    match packs.languages.iter_mut().find(|p| p.language == pack.language) {
        Some(slot) => *slot = pack.clone(),
        None => packs.languages.push(pack.clone()),
    }
    let cutter = Cutter::new(&packs.languages);
    for fault in Extractor::new(&packs, &cutter).faults().iter().filter(|f| f.language == pack.language) {
        let problem = Diagnostic::error("bad-rule", format!("`{}` {}", fault.word, fault.reason));
        diagnostics.push(located(problem.file(&name), &text, "events:", &fault.word));
    }
    for (word, first, later) in shadowed(&pack) {
        let message = format!("`{word}` is a noun of kind {first} already; as {later} it is never found");
        let problem = Diagnostic::warning("clashing-entries", message).hint("give one of them `near` words of its own");
        diagnostics.push(located(problem.file(&name), &text, "events:", &word));
    }
    let mut count = 0;
    if !diagnostics.iter().any(|d| d.severity == Severity::Error) {
        let (all, failures) = Bench::new(&packs).run(&pack);
        count = all;
        for failure in failures {
            let message = format!("a test of `{}` fails: {}", failure.section, failure.why);
            let problem = Diagnostic::error("failing-test", message).file(&name);
            diagnostics.push(located(problem, &text, "tests:", &failure.text));
        }
    }
    console.tell_all(&diagnostics);
    let errors = diagnostics.iter().filter(|d| d.severity == Severity::Error).count();
    if errors > 0 {
        return Err(Failed::Told);
    }
    if console.quiet == 0 {
        console.out(&format!("{name}: {} ({}), {count} tests pass\n", pack.name, pack.language))?;
    }
    Ok(Done::with(&diagnostics))
}

/// Nouns that two entries of different kinds claim, the first without any condition: (word, kind, later kind).
fn shadowed(pack: &LanguagePack) -> Vec<(String, String, String)> {
    let mut out = Vec::new();
    for (ix, later) in pack.events.nouns.iter().enumerate() {
        for word in &later.words {
            let first = pack.events.nouns[..ix]
                .iter()
                .find(|e| e.kind != later.kind && e.near.is_empty() && e.never.is_empty() && e.words.contains(word));
            out.extend(first.map(|e| (word.clone(), e.kind.clone(), later.kind.clone())));
        }
    }
    out
}

/// Points at the first line below a section's head that holds a word.
fn located(problem: Diagnostic, text: &str, section: &str, word: &str) -> Diagnostic {
    let head = text.lines().position(|l| l.starts_with(section)).unwrap_or(0);
    let escaped = word.replace('\\', "\\\\").replace('"', "\\\"");
    let lines = || text.lines().enumerate().skip(head);
    let find = |word: &str| lines().find_map(|(n, line)| Some((n, line, line.find(word)?)));
    match find(word).or_else(|| find(&escaped)).filter(|_| !word.is_empty()) {
        Some((n, line, at)) => {
            let column = line[..at].chars().count() + 1;
            problem.at(n + 1, column).showing(line, word.chars().count().min(60))
        }
        None => problem.at(head + 1, 1),
    }
}
