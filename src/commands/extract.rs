//! `demarche extract`: JSON Lines of articles to JSON Lines of events, a line out per line in, in order.
//! Lines are worked on in chunks, on all cores; memory stays what one chunk needs.

use super::{Done, Failed, console::Console};
use crate::{
    engine::{
        Engine, Project,
        given::{self, Reading},
        guarded,
    },
    export, ingest,
    pack::{self, BASE_LANGUAGE, Packs},
    report::Severity,
    site::Titles,
    timeline,
};
use rayon::prelude::*;
use std::io::{self, BufRead, BufWriter, Read, Write};

/// A chunk ends at so many lines or bytes, whatever comes first.
const LINES: usize = 512;
const BYTES: usize = 4 << 20;
/// A longer line is no article.
const LONGEST: u64 = 32 << 20;

/// How ingest begins to say why an article is left out.
const SKIPPED: &str = "skipped: ";

/// A line as read, or why it is none.
type Line = Result<Vec<u8>, &'static str>;

/// `reading`: each line also holds what `build --from` needs to build exactly as from the articles.
pub fn run(
    project: &Project,
    reading: bool,
    mut input: impl BufRead,
    output: impl Write,
    console: &Console,
) -> Result<Done, Failed> {
    let (packs, diagnostics) = pack::load(Some(&project.data));
    console.tell(&diagnostics);
    if diagnostics.iter().any(|d| d.severity == Severity::Error) {
        return Err(Failed::Told);
    }
    let engine = Engine::new(packs);
    let mut output = BufWriter::new(output);
    let mut done = 0;
    loop {
        let chunk = chunk(&mut input)?;
        if chunk.is_empty() {
            break;
        }
        let answers: Vec<Vec<u8>> =
            chunk.par_iter().enumerate().map(|(i, line)| answer(&engine, line, done + i + 1, reading)).collect();
        for answer in &answers {
            output.write_all(answer)?;
            output.write_all(b"\n")?;
        }
        output.flush()?;
        done += chunk.len();
    }
    Ok(Done::with(&diagnostics))
}

fn answer(engine: &Engine, line: &Line, number: usize, reading: bool) -> Vec<u8> {
    let read = || -> Result<Vec<u8>, String> {
        let line = line.as_ref().map_err(|e| (*e).to_owned())?;
        let text = std::str::from_utf8(line).map_err(|_| "the line is not UTF-8".to_owned())?;
        let (article, problems) = ingest::read_object(text, &format!("stdin#{number}"));
        let article = article.ok_or_else(|| {
            let said: Vec<&str> = problems.iter().map(|p| p.message.trim_start_matches(SKIPPED)).collect();
            if said.is_empty() { "the line holds no article".to_owned() } else { said.join("; ") }
        })?;
        let line = guarded(&article.path.clone(), || events_of(engine, article, reading));
        line.map_err(|problem| problem.message)
    };
    read().unwrap_or_else(|error| serde_json::json!({ "error": error }).to_string().into_bytes())
}

fn events_of(engine: &Engine, article: ingest::Article, reading: bool) -> Vec<u8> {
    let read = engine.read(&article, None);
    let reading = reading.then(|| Reading { article, read: read.clone() });
    let timeline = timeline::assemble(vec![read], &engine.packs);
    let titles = titles(&timeline, &engine.packs);
    let mut line =
        export::events_json_line(&timeline, &export::Options { titles: Some(&titles), ..Default::default() });
    if let Some(reading) = reading.and_then(|r| serde_json::to_vec(&r).ok()) {
        // one more key of the line's object
        line.pop();
        line.extend_from_slice(format!(",\"{}\":", given::KEY).as_bytes());
        line.extend(reading);
        line.push(b'}');
    }
    line
}

fn titles(timeline: &timeline::Timeline, packs: &Packs) -> Vec<String> {
    match Titles::new(timeline, packs, BASE_LANGUAGE) {
        Some(titles) => timeline.events.iter().map(|e| titles.of(e)).collect(),
        None => Vec::new(),
    }
}

fn chunk(input: &mut impl BufRead) -> io::Result<Vec<Line>> {
    let mut lines = Vec::new();
    let mut bytes = 0;
    while lines.len() < LINES && bytes < BYTES {
        let Some(line) = line(input)? else { break };
        bytes += line.as_ref().map_or(0, Vec::len);
        lines.push(line);
    }
    Ok(lines)
}

/// The next line without its end; of one that is too long only that it is.
fn line(input: &mut impl BufRead) -> io::Result<Option<Line>> {
    let mut line = Vec::new();
    if input.by_ref().take(LONGEST).read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    if line.last() != Some(&b'\n') && line.len() as u64 >= LONGEST {
        input.skip_until(b'\n')?;
        return Ok(Some(Err("the line is longer than 32 MB")));
    }
    while line.last().is_some_and(|b| matches!(b, b'\n' | b'\r')) {
        line.pop();
    }
    Ok(Some(Ok(line)))
}
