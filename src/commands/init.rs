//! `demarche init`: the folders and files of a new project. What is there already is kept.

use super::{Done, Failed, console::Console};
use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

const EVENTS: &str = include_str!("scaffold/events.yaml");
const SAMPLE: &str = include_str!("scaffold/sample.txt");
/// What the head of `events.yaml` names as its schema.
pub const SCHEMA: &str = "events.schema.json";

/// Where a project's parts go, below its own folder.
pub struct Layout {
    pub seeds: PathBuf,
    pub data: PathBuf,
}

pub fn run(folder: &Path, layout: &Layout, console: &Console) -> Result<Done, Failed> {
    let schema = super::schema::text();
    let seeds = folder.join(&layout.seeds);
    let empty = fs::read_dir(&seeds).map_or(true, |mut entries| entries.next().is_none());
    let mut files = vec![
        (folder.join(&layout.data).join("events.yaml"), EVENTS, "your corrections, with examples to uncomment"),
        (folder.join(&layout.data).join(SCHEMA), schema.as_str(), "their schema, for editors that complete and check"),
    ];
    // articles that are there are no place for a sample
    if empty {
        files.push((seeds.join("sample.txt"), SAMPLE, "an article to try it with; put your own beside it"));
    }
    let mut text = String::new();
    for (path, content, says) in files {
        let made = create(&path, content)
            .map_err(|error| io::Error::new(error.kind(), format!("can't write {}: {error}", path.display())))?;
        let says = if made { says } else { "was there, and is kept" };
        text.push_str(&format!("{:<34}{}\n", path.display().to_string(), console.dim(says)));
    }
    let go = if folder == Path::new(".") { String::new() } else { format!("cd {} && ", quoted(folder)) };
    text.push_str(&format!("\nnext: {}\n", console.bold(&format!("{go}demarche serve"))));
    if console.quiet == 0 && !console.json {
        console.out(&text)?;
    }
    Ok(Done::with(&[]))
}

/// False if there is such a file.
fn create(path: &Path, content: &str) -> io::Result<bool> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    match File::create_new(path) {
        Ok(mut file) => file.write_all(content.as_bytes()).map(|()| true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error),
    }
}

fn quoted(folder: &Path) -> String {
    let text = folder.display().to_string();
    let plain = text.chars().all(|c| c.is_alphanumeric() || "/._-".contains(c));
    if plain { text } else { format!("'{}'", text.replace('\'', "'\\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corrections::Corrections;

    #[test]
    fn the_scaffold_is_valid_with_and_without_its_examples() {
        assert_eq!(Corrections::parse(EVENTS, "events.yaml").1, []);
        let example = |line: &str| {
            let body = line.trim_start();
            body.starts_with("# - ") || body.starts_with("#   ")
        };
        let with: Vec<String> = EVENTS
            .lines()
            .filter(|line| example(line) || !line.trim_start().starts_with('#'))
            .map(|line| if example(line) { line.replacen("# ", "", 1) } else { line.to_owned() })
            .collect();
        let (corrections, problems) = Corrections::parse(&with.join("\n"), "events.yaml");
        assert_eq!(problems, []);
        assert_eq!((corrections.articles.len(), corrections.events.len(), corrections.actors.len()), (2, 4, 2));
        assert!(EVENTS.starts_with(&format!("# yaml-language-server: $schema={SCHEMA}\n")));
    }
}
