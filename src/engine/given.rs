//! What was extracted elsewhere, a line an article: by this program on other machines ([`Reading`]), or by any extractor
//! that speaks the contract's JSON ([`foreign`]).
//!
//! Lines are read one by one. What does not hold of its article is an error with file and line: nothing is built of a
//! file in which evidence is not the exact words of an article.

mod foreign;
mod sound;

use crate::{
    dating::{DatedArticle, PublishedBasis},
    edtf::Edtf,
    ingest::{self, Article, SeedFile},
    pack::Registry,
    report::Diagnostic,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::{Path, PathBuf},
};

/// The key of a line under which its [`Reading`] stands.
pub const KEY: &str = "reading";

/// A longer line is no article with its events.
const LONGEST: u64 = 64 << 20;

/// An article as it was ingested, and as it was read with no help from outside: from it a build goes on as if it had
/// read the article itself.
#[derive(Debug, Serialize, Deserialize)]
pub struct Reading {
    pub article: Article,
    pub read: DatedArticle,
}

/// An article that was extracted elsewhere.
#[derive(Debug)]
pub struct Given {
    pub article: Article,
    pub read: DatedArticle,
    /// By this program: what is missing (a day given by hand) may be read anew.
    pub own: bool,
}

impl Given {
    /// What stands for reading the article, as it is after corrections; with a day given by hand, also what was said
    /// without it. None when only reading it anew tells.
    pub(super) fn answer(&self, article: &Article, published: Option<&Edtf>) -> Option<Vec<DatedArticle>> {
        if self.own {
            return (published.is_none() && self.article == *article).then(|| vec![self.read.clone()]);
        }
        let mut read = self.read.clone();
        read.title = article.title.clone().unwrap_or(read.title);
        read.source.clone_from(&article.source);
        read.url.clone_from(&article.url);
        let Some(day) = published else { return Some(vec![read]) };
        let without = read.clone();
        (read.published, read.published_basis) = (Some(day.clone()), PublishedBasis::Correction);
        Some(vec![read, without])
    }
}

/// The articles of all files, in the order of their paths, and what was extracted of each.
pub(super) fn read_all(
    files: &[PathBuf],
    seeds: &Path,
    registry: &Registry,
) -> (Vec<Article>, BTreeMap<String, Given>, Vec<Diagnostic>) {
    let mut all = BTreeMap::new();
    let mut problems = Vec::new();
    for file in files {
        let (given, more) = read(file, seeds, registry);
        problems.extend(more);
        for given in given {
            let path = given.article.path.clone();
            if all.insert(path.clone(), given).is_some() {
                let message = format!("the article `{path}` was given by another file as well");
                problems.push(Diagnostic::error("given-twice", message).file(file.display().to_string()));
            }
        }
    }
    (all.values().map(|g| g.article.clone()).collect(), all, problems)
}

/// The articles of one file, in its order. `seeds` holds the texts of articles that the lines only name.
pub fn read(path: &Path, seeds: &Path, registry: &Registry) -> (Vec<Given>, Vec<Diagnostic>) {
    let name = path.display().to_string();
    let mut given = Vec::new();
    let mut problems = Vec::new();
    let mut lines = match File::open(path) {
        Ok(file) => Lines { input: BufReader::new(file), number: 0 },
        Err(error) => {
            problems.push(Diagnostic::error("unreadable", format!("can't be read: {error}")).file(name));
            return (given, problems);
        }
    };
    let mut texts = Texts { seeds, files: BTreeMap::new() };
    let mut paths = BTreeSet::new();
    loop {
        let (number, line) = match lines.next() {
            Ok(Some(found)) => found,
            Ok(None) => break,
            Err(error) => {
                problems.push(Diagnostic::error("unreadable", format!("can't be read: {error}")).file(&*name));
                break;
            }
        };
        let at = |problem: Diagnostic| problem.file(&*name).at(number, 1);
        match article(&line, &mut texts, registry) {
            Ok(found) if paths.insert(found.article.path.clone()) => given.push(found),
            Ok(found) => {
                let message = format!("the article `{}` was given before", found.article.path);
                problems.push(at(Diagnostic::error("given-twice", message)));
            }
            Err(problem) => problems.push(at(*problem)),
        }
    }
    if given.is_empty() && problems.is_empty() {
        problems.push(Diagnostic::error("no-articles", "the file holds no articles").file(name));
    }
    (given, problems)
}

fn article(line: &str, texts: &mut Texts, registry: &Registry) -> Result<Given, Box<Diagnostic>> {
    let wrong = |message: String| Box::new(Diagnostic::error("bad-line", message));
    let mut value: Value = serde_json::from_str(line).map_err(|e| wrong(format!("is no JSON object: {e}")))?;
    if let Some(error) = value.get("error").and_then(Value::as_str) {
        let message = format!("skipped: no article could be read from this line: {error}");
        return Err(Box::new(Diagnostic::warning("no-article", message)));
    }
    match value.get_mut(KEY).map(Value::take) {
        Some(reading) => {
            let Reading { article, read } = serde_json::from_value(reading)
                .map_err(|e| wrong(format!("`{KEY}` is not as `extract` writes it: {e}")))?;
            sound::check(&article, &read).map_err(|message| Box::new(Diagnostic::error("bad-evidence", message)))?;
            Ok(Given { article, read, own: true })
        }
        None => {
            let line = serde_json::from_value(value)
                .map_err(|e| wrong(format!("is not as the events of an article are written: {e}")))?;
            foreign::article(line, texts, registry)
        }
    }
}

struct Lines<R> {
    input: R,
    number: usize,
}

impl<R: BufRead> Lines<R> {
    /// The next line that is not blank, with its number from 1.
    fn next(&mut self) -> io::Result<Option<(usize, String)>> {
        loop {
            let mut line = String::new();
            self.number += 1;
            if self.input.by_ref().take(LONGEST).read_line(&mut line)? == 0 {
                return Ok(None);
            }
            if line.len() as u64 >= LONGEST && !line.ends_with('\n') {
                return Err(io::Error::other(format!("line {} is longer than {} MB", self.number, LONGEST >> 20)));
            }
            if !line.trim().is_empty() {
                return Ok(Some((self.number, line)));
            }
        }
    }
}

/// The seeds' articles, read as they are named.
struct Texts<'s> {
    seeds: &'s Path,
    files: BTreeMap<String, Vec<Article>>,
}

impl Texts<'_> {
    /// The article of a path as events.json names it; of a JSON Lines file `file.jsonl#N`.
    fn find(&mut self, path: &str) -> Option<&Article> {
        let sound = |part: &str| !matches!(part, "" | "." | "..") && !part.contains(['\\', '\0']);
        if !path.split('/').all(sound) {
            return None;
        }
        let names = [path, path.rsplit_once('#').map_or(path, |(file, _)| file)];
        let file = *names.iter().find(|name| self.seeds.join(name).is_file())?;
        let read = || {
            let file = SeedFile::new(file.to_owned(), self.seeds.join(file));
            ingest::read_file(&file).0
        };
        let articles = self.files.entry(file.to_owned()).or_insert_with(read);
        articles.iter().find(|a| a.path == path)
    }
}

#[cfg(test)]
mod tests;
