//! Gold files: what a careful reader found in one article, as the guidelines say it.

use crate::{
    edtf::Edtf,
    events::{Kind, Role, Status},
    report::Diagnostic,
};
use serde::{Deserialize, Deserializer};
use std::{fs, path::Path, str::FromStr};

/// What a reader says of one article.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gold {
    /// File name of the article.
    pub article: String,
    /// Code of its main language.
    pub language: String,
    #[serde(deserialize_with = "scalar")]
    published: String,
    /// The day stands in the article.
    #[serde(default)]
    pub printed: bool,
    /// What the reader has to say of the article.
    #[serde(default)]
    pub note: Option<String>,
    pub events: Vec<GoldEvent>,
}

/// One event of the reader's.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoldEvent {
    pub kind: Kind,
    /// Other kinds that are as right.
    #[serde(default)]
    pub also: Vec<Kind>,
    pub status: Status,
    #[serde(default)]
    pub also_status: Vec<Status>,
    #[serde(deserialize_with = "scalar")]
    date: String,
    #[serde(default)]
    source: Vec<String>,
    #[serde(default)]
    target: Vec<String>,
    #[serde(default)]
    participants: Vec<String>,
    #[serde(default)]
    pub place: Option<String>,
    /// Words of the article that hold the trigger.
    pub quote: Vec<String>,
    /// False: right if found, no loss if missed.
    #[serde(default = "yes")]
    pub core: bool,
    #[serde(default)]
    pub note: Option<String>,
}

/// An actor that the reader names: any of these ids, in this role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoldActor<'g> {
    pub role: Role,
    pub any_of: Vec<&'g str>,
    /// Right if found, no loss if missed.
    pub optional: bool,
}

impl Gold {
    /// The day that the article was published.
    pub fn published(&self) -> Option<Edtf> {
        Edtf::from_str(&self.published).ok()
    }
}

impl GoldEvent {
    /// None where the reader leaves it open.
    pub fn date(&self) -> Option<Edtf> {
        Edtf::from_str(&self.date).ok()
    }

    /// Who takes part, in the file's order.
    pub fn actors(&self) -> Vec<GoldActor<'_>> {
        let roles =
            [(Role::Source, &self.source), (Role::Target, &self.target), (Role::Participant, &self.participants)];
        let of = |(role, list): (Role, &'_ Vec<String>)| -> Vec<(Role, usize)> {
            (0..list.len()).map(|ix| (role, ix)).collect()
        };
        let mut out = Vec::new();
        for (role, list) in roles {
            for (_, ix) in of((role, list)) {
                let any_of = list[ix].split('|').map(|id| id.trim().trim_end_matches('?')).collect();
                out.push(GoldActor { role, any_of, optional: list[ix].trim_end().ends_with('?') });
            }
        }
        out
    }
}

/// A number or a word, as written: `2020` is a year.
fn scalar<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    use serde::de::Error;
    match serde_yaml::Value::deserialize(deserializer)? {
        serde_yaml::Value::String(text) => Ok(text),
        serde_yaml::Value::Number(number) => Ok(number.to_string()),
        serde_yaml::Value::Null => Ok(String::new()),
        _ => Err(D::Error::custom("expected a date")),
    }
}

fn yes() -> bool {
    true
}

/// Every gold file of a folder, in the order of their names, and what is wrong with the others.
pub fn read(folder: &Path) -> (Vec<Gold>, Vec<Diagnostic>) {
    let mut out = Vec::new();
    let mut diagnostics = Vec::new();
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            let problem = Diagnostic::error("no-gold", error.to_string()).file(folder.display().to_string());
            return (out, vec![problem]);
        }
    };
    let mut paths: Vec<_> = entries.filter_map(|e| e.ok()).map(|e| e.path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "yaml" || e == "yml"));
    paths.sort();
    for path in paths {
        let name = path.display().to_string();
        match fs::read_to_string(&path) {
            Ok(text) => match parse(&text) {
                Ok(gold) => out.push(gold),
                Err(problem) => diagnostics.push((*problem).file(name)),
            },
            Err(error) => diagnostics.push(Diagnostic::error("unreadable", error.to_string()).file(name)),
        }
    }
    if out.is_empty() && diagnostics.is_empty() {
        let problem = Diagnostic::error("no-gold", "the folder holds no gold files");
        diagnostics.push(problem.file(folder.display().to_string()).hint("one `<article>.yaml` for each article"));
    }
    (out, diagnostics)
}

/// One gold file; what is wrong is told with its place.
pub fn parse(text: &str) -> Result<Gold, Box<Diagnostic>> {
    let gold: Gold = serde_yaml::from_str(text).map_err(|error| {
        let problem = Diagnostic::error("bad-gold", error.to_string());
        Box::new(match error.location() {
            Some(at) => {
                let line = text.lines().nth(at.line().saturating_sub(1)).unwrap_or_default();
                problem.at(at.line(), at.column()).showing(line, 1)
            }
            None => problem,
        })
    })?;
    let dates = gold.events.iter().map(|e| &e.date).filter(|d| !open(d)).chain([&gold.published]);
    for date in dates {
        if let Err(error) = Edtf::from_str(date) {
            return Err(located(text, date, format!("`{date}` is no date: {error}")).into());
        }
    }
    Ok(gold)
}

fn open(date: &str) -> bool {
    matches!(date.trim(), "" | "unknown" | "..")
}

fn located(text: &str, word: &str, message: String) -> Diagnostic {
    let problem = Diagnostic::error("bad-gold", message);
    let found = text.lines().enumerate().find_map(|(n, line)| Some((n, line, line.find(word)?)));
    match found {
        Some((n, line, at)) => {
            let column = line[..at].chars().count() + 1;
            problem.at(n + 1, column).showing(line, word.chars().count())
        }
        None => problem,
    }
}
