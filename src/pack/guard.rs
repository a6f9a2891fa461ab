//! What is checked of a project's own data file before it is parsed: its size, and how deep it nests.

use crate::report::Diagnostic;
use std::{fs::File, io, io::Read, path::Path};

/// The largest file of the program's own has a fiftieth of it.
const MAX_BYTES: u64 = 32 << 20;

/// The schema nests seven levels; what nests deeper is no data file, and the parser would take long over it.
const MAX_DEPTH: usize = 64;

/// Reads a file, no further than the limit, in the place of what was read before.
pub fn read_into(path: &Path, bytes: &mut Vec<u8>) -> io::Result<()> {
    bytes.clear();
    let meta = std::fs::metadata(path)?;
    if !meta.is_file() {
        return Err(io::Error::other("is no plain file"));
    }
    // and one byte more, by which its end is known
    bytes.reserve(meta.len().min(MAX_BYTES) as usize + 1);
    File::open(path)?.take(MAX_BYTES + 1).read_to_end(bytes)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(io::Error::other(format!("is larger than {} MB", MAX_BYTES >> 20)));
    }
    Ok(())
}

/// What was read, as text.
pub fn text(bytes: &[u8]) -> io::Result<String> {
    let wrong = |_| io::Error::new(io::ErrorKind::InvalidData, "stream did not contain valid UTF-8");
    std::str::from_utf8(bytes).map(str::to_owned).map_err(wrong)
}

/// Refuses what nests too deep. Looks at bytes only, since parsers take long over what is to be kept from them: an
/// opening bracket within a text counts as well, and a closing one makes up for it.
pub fn depth(text: &str) -> Result<(), Box<Diagnostic>> {
    let mut open = 0usize;
    for (i, line) in text.lines().enumerate() {
        let block = line.split(' ').take_while(|w| matches!(*w, "" | "-" | "?")).count() / 2;
        let mut deepest = block;
        let mut column = 1;
        for (at, b) in line.bytes().enumerate() {
            match b {
                b'[' | b'{' => open += 1,
                b']' | b'}' => open = open.saturating_sub(1),
                _ => {}
            }
            if deepest <= MAX_DEPTH && open > MAX_DEPTH {
                column = at + 1;
            }
            deepest = deepest.max(open);
        }
        if deepest > MAX_DEPTH {
            let shown: String = line.chars().take(200).collect();
            let problem = Diagnostic::error("bad-pack", "lists and mappings nest too deep").at(i + 1, column);
            return Err(Box::new(problem.showing(shown, 1)));
        }
    }
    Ok(())
}
