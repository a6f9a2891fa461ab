//! File names of pages: ASCII, short, safe on every file system, and no two alike in any case.

use crate::text::fold;
use std::collections::BTreeSet;

const MAX: usize = 60;

/// Names that some systems keep for devices.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// Gives out file names, each once.
#[derive(Debug, Default)]
pub struct Slugs(BTreeSet<String>);

impl Slugs {
    /// A name of `a`-`z`, digits, `-` and `_` for a text; one that had to lose something carries a hash of the whole.
    /// The same texts in the same order get the same names.
    pub fn give(&mut self, text: &str) -> String {
        let (base, lossless) = slug(text);
        if lossless && self.0.insert(base.clone()) {
            return base;
        }
        let hash = blake3::hash(text.as_bytes()).to_hex();
        for length in [8, 16, 32, 64] {
            let name = format!("{base}-{}", &hash[..length]);
            let name = name.trim_start_matches('-').to_owned();
            if self.0.insert(name.clone()) {
                return name;
            }
        }
        // the same text again, and again: numbered
        let mut n = 2usize;
        loop {
            let name = format!("{base}-{hash}-{n}").trim_start_matches('-').to_owned();
            if self.0.insert(name.clone()) {
                return name;
            }
            n += 1;
        }
    }
}

/// The text as a file name, and whether it can be told from all other texts by it (but for case).
pub fn slug(text: &str) -> (String, bool) {
    let mut lossless = true;
    let mut out = String::new();
    for c in fold(text).chars() {
        if out.len() == MAX {
            lossless = false;
            break;
        }
        match c {
            'a'..='z' | '0'..='9' | '_' => out.push(c),
            '-' if !out.is_empty() && !out.ends_with('-') => out.push('-'),
            _ => {
                lossless = false;
                if !out.is_empty() && !out.ends_with('-') {
                    out.push('-');
                }
            }
        }
    }
    lossless &= text.is_ascii() && !out.ends_with('-') && !out.is_empty();
    let out = out.trim_end_matches('-').to_owned();
    let stem = out.trim_end_matches(|c: char| c.is_ascii_digit());
    let device = DEVICES.contains(&stem);
    (out, lossless && !device)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_names_stay() {
        let mut slugs = Slugs::default();
        assert_eq!(slugs.give("sergey-lavrov"), "sergey-lavrov");
        assert_eq!(slugs.give("001_x"), "001_x");
    }

    #[test]
    fn names_neither_leave_nor_collide() {
        let mut slugs = Slugs::default();
        let mut seen = BTreeSet::new();
        for text in [
            "a",
            "A",
            "a",
            "a b",
            "a-b",
            "a/b",
            "../../etc/passwd",
            "..",
            ".",
            "",
            "/",
            "con",
            "NUL",
            "com1",
            "știri",
            "stiri",
            "Știri",
            "a.b",
            "a\0b",
            "日本",
            "日木",
            "-",
            "--x",
            "x-",
            "a-b-0cc175b9",
            &"x".repeat(300),
            &"x".repeat(301),
            &"é".repeat(300),
        ] {
            let name = slugs.give(text);
            assert!(name.chars().all(|c| matches!(c, 'a'..='z' | '0'..='9' | '-' | '_')), "{name}");
            assert!(!name.is_empty() && !name.starts_with('-') && name.len() <= 140, "{text:?} {name:?}");
            assert!(!DEVICES.contains(&name.as_str()) && name != "com1");
            assert!(seen.insert(name.clone()), "{text:?} gave {name} again");
        }
    }
}
