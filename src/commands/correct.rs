//! `demarche correct`: one correction written into `events.yaml`, after the whole project was built with it.

use super::{Done, Failed, console::Console, explain, save::save};
use crate::{
    corrections::{
        Class, Corrections, Outcome, Section, Target,
        edit::{Entry, Given, edit},
    },
    engine::{Build, Project, Workshop},
    report::{Diagnostic, Severity},
    timeline::Event,
};
use std::{fs, io};

/// The words by which an event is found again need not be longer.
const QUOTE: usize = 300;

pub fn run(project: &Project, mut entry: Entry, dry_run: bool, console: &Console) -> Result<Done, Failed> {
    let path = project.corrections();
    let file = path.display().to_string();
    let old = match fs::read(&path) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(Failed::Io(error)),
    };
    let (corrections, problems) = Corrections::parse_bytes(old.as_deref().unwrap_or_default(), &file);
    if problems.iter().any(|p| p.severity == Severity::Error) {
        console.tell_all(&problems);
        console.fail(&format!("mend {file} first; nothing was written"));
        return Err(Failed::Told);
    }
    let mut workshop = Workshop::of(project);
    let present = built(&mut workshop, project, (corrections.clone(), problems), console)?;
    if entry.section == Section::Events && entry.name.is_some() {
        settle_event(&mut entry, &present, &corrections, console)?;
    }
    // what could be read before is text
    let text = old.as_deref().map(String::from_utf8_lossy).unwrap_or_default();
    let edited = edit(&text, &file, &entry).map_err(|problem| {
        console.tell_all(&[*problem]);
        Failed::Told
    })?;
    let parsed = Corrections::parse(&edited.text, &file);
    if parsed.1.iter().any(|p| p.severity == Severity::Error) {
        console.tell_all(&parsed.1);
        console.fail(&format!("{file} would not be right with it; nothing was written"));
        return Err(Failed::Told);
    }
    let future = built(&mut workshop, project, parsed, console)?;
    let new: Vec<Diagnostic> = future.diagnostics.iter().filter(|d| !known(d, &present)).cloned().collect();
    let outcome = future.corrections.outcomes.iter().find(|o| o.place.line == edited.line);
    let refused = outcome.filter(|o| matches!(o.class, Class::Stale | Class::Conflicting));
    console.tell_all(&new);
    if refused.is_some() {
        console.fail("a correction like this would have no effect; nothing was written");
        return Err(Failed::Told);
    }
    if !dry_run {
        save(&path, old.as_deref(), edited.text.as_bytes())
            .map_err(|error| io::Error::new(error.kind(), format!("can't write {file}: {error}")))?;
    }
    if console.quiet == 0 {
        console.out(&account(&edited.text, edited.line, &file, outcome, dry_run, console))?;
    }
    Ok(Done::with(&new))
}

fn built(
    workshop: &mut Workshop,
    project: &Project,
    parsed: crate::engine::Parsed,
    console: &Console,
) -> Result<Build, Failed> {
    let bar = console.bar();
    let result = workshop.build_with(project, parsed, &|all| bar.tick(all));
    bar.finish();
    result.map_err(|diagnostics| {
        console.tell_all(&diagnostics);
        Failed::Told
    })
}

/// The entry speaks of an event that is there, by the id that an earlier entry about it has, and keeps its words.
fn settle_event(entry: &mut Entry, build: &Build, corrections: &Corrections, console: &Console) -> Result<(), Failed> {
    let Some(asked) = entry.name.clone() else { return Ok(()) };
    let Some(event) = explain::event(build, &asked) else {
        // one that is hidden, or stale already, can still be said more of
        if build.corrections.about(&asked).any(|o| o.subject.eq_ignore_ascii_case(&asked)) {
            return Ok(());
        }
        console.fail(&explain::unknown(build, &asked));
        return Err(Failed::Told);
    };
    let earlier = corrections.events.iter().find_map(|e| match &e.target {
        Target::Change(id) | Target::Hide(id, _) | Target::SameAs(id, _) => {
            let known = build.corrections.about(&event.id).any(|o| o.subject == id.value);
            known.then(|| (id.value.clone(), e.quote.is_some()))
        }
        Target::Add => None,
    });
    let quoted = earlier.as_ref().is_some_and(|(_, quoted)| *quoted);
    entry.name = Some(earlier.map_or_else(|| event.id.to_string(), |(id, _)| id));
    if !quoted && let Some(words) = words(build, event, &asked) {
        entry.fields.push(("quote", Given::Text(words)));
    }
    Ok(())
}

/// The sentence that an event is known from.
fn words(build: &Build, event: &Event, id: &str) -> Option<String> {
    let own = |mention: &str| mention.eq_ignore_ascii_case(id);
    let evidence = event.evidence.iter().find(|e| own(&e.mention)).or(event.evidence.first())?;
    let quote = build.timeline.articles.get(evidence.article)?.body.get(evidence.quote.range())?;
    let mut out = String::new();
    for word in quote.split_whitespace() {
        if out.len() + word.len() > QUOTE {
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    (!out.is_empty()).then_some(out)
}

/// Whether something was to be said before the correction, too.
fn known(diagnostic: &Diagnostic, build: &Build) -> bool {
    build
        .diagnostics
        .iter()
        .any(|d| (d.code, &d.message, &d.file) == (diagnostic.code, &diagnostic.message, &diagnostic.file))
}

/// The entry as it stands in the file, and what became of it.
fn account(text: &str, line: usize, file: &str, outcome: Option<&Outcome>, dry_run: bool, console: &Console) -> String {
    if console.json {
        let class = outcome.map(|o| o.class.as_str());
        let figures = serde_json::json!({
            "reason": "corrected", "file": file, "line": line, "class": class, "written": !dry_run,
        });
        return format!("{figures}\n");
    }
    let lines: Vec<&str> = text.lines().collect();
    let first = lines.get(line - 1).copied().unwrap_or_default();
    let dash = first.find('-').unwrap_or(0);
    let within = |l: &&&str| l.len() - l.trim_start().len() > dash && !l.trim().is_empty();
    let entry: Vec<&str> = std::iter::once(first).chain(lines.iter().skip(line).take_while(within).copied()).collect();
    let wrote = if dry_run { "would be written" } else { "written" };
    let mut out = format!("{} {wrote}:\n", console.bold(&format!("{file}:{line}")));
    for line in entry {
        out.push_str(&format!("{}\n", console.dim(line)));
    }
    if let Some(outcome) = outcome {
        let what = outcome.label.as_deref().map(|l| format!(": {l}")).unwrap_or_default();
        out.push_str(&format!("{}{what}\n", outcome.class.as_str()));
        for change in &outcome.changes {
            let was = if change.was.is_empty() { "nothing" } else { &change.was };
            out.push_str(&format!("  {}: {was} → {}\n", change.field, change.now));
        }
    }
    out
}
