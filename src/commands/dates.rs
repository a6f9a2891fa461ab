//! `demarche dates`: the time tagger by itself, JSON Lines to JSON Lines.

use crate::{
    edtf::{Day, Edtf},
    pack::LanguagePack,
    text::Cutter,
    time::{Part, Tagger, TimeKind, resolve_all},
};
use serde::{Deserialize, Serialize};
use std::{
    borrow::Cow,
    io::{self, BufRead, Write},
};

/// One line of the input.
#[derive(Deserialize)]
struct Request<'a> {
    #[serde(borrow)]
    text: Cow<'a, str>,
    #[serde(default, borrow)]
    published: Option<Cow<'a, str>>,
    #[serde(default, borrow)]
    language: Option<Cow<'a, str>>,
}

/// One line of the output.
#[derive(Serialize)]
struct Response<'a> {
    dates: Vec<Found<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

#[derive(Serialize)]
struct Found<'a> {
    start: u32,
    end: u32,
    text: &'a str,
    /// The calendar unit that the words name.
    edtf: Option<Edtf>,
    /// What part of it they mean: early, mid, late, beginning, end.
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<&'static str>,
    #[serde(rename = "type")]
    kind: TimeKind,
    /// Only where no publication day makes a date of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    symbolic: Option<String>,
    basis: String,
}

/// Reads a request a line and writes a response a line, in order; a line that is no request is answered with an `error`.
/// Fails only when reading or writing does.
pub fn run(mut input: impl BufRead, output: impl Write, languages: &[LanguagePack]) -> io::Result<()> {
    let cutter = Cutter::new(languages);
    let tagger = Tagger::new(languages, &cutter);
    let mut output = io::BufWriter::with_capacity(1 << 16, output);
    let mut line = Vec::new();
    loop {
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        answer(&line, &cutter, &tagger, &mut output)?;
        output.write_all(b"\n")?;
    }
    output.flush()
}

fn answer(line: &[u8], cutter: &Cutter, tagger: &Tagger, output: &mut impl Write) -> io::Result<()> {
    let refuse = |error: String| Response { dates: Vec::new(), error: Some(error) };
    let request: Request = match serde_json::from_slice(line) {
        Ok(request) => request,
        Err(error) => return Ok(serde_json::to_writer(output, &refuse(error.to_string()))?),
    };
    let published = match published(request.published.as_deref()) {
        Ok(day) => day,
        Err(error) => return Ok(serde_json::to_writer(output, &refuse(error))?),
    };
    let language = request.language.as_deref().and_then(|code| cutter.language(code));
    let document = cutter.cut(&request.text, language);
    let expressions = tagger.tag(&document);
    let resolutions = resolve_all(&expressions, published);
    let dates = expressions.iter().zip(resolutions).map(|(expression, resolution)| Found {
        start: expression.span.start,
        end: expression.span.end,
        text: expression.span.of(document.body),
        symbolic: resolution.value.is_none().then(|| expression.symbolic()),
        edtf: resolution.named.or(resolution.value),
        part: expression.part().map(Part::name),
        kind: expression.kind,
        basis: resolution.steps.join("; "),
    });
    Ok(serde_json::to_writer(output, &Response { dates: dates.collect(), error: None })?)
}

/// The publication day; what names no single day counts as unknown.
fn published(text: Option<&str>) -> Result<Option<Day>, String> {
    match text.map(str::trim).filter(|t| !t.is_empty()) {
        None => Ok(None),
        Some(text) => match text.parse::<Edtf>() {
            Ok(value) => Ok(value.is_day()),
            Err(error) => Err(format!("published: {error}")),
        },
    }
}
