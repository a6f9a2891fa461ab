//! Where in a hand-written file an entry stands.

/// A place to point at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// 1-based.
    pub line: usize,
    /// 1-based, in characters.
    pub column: usize,
    /// In characters.
    pub length: usize,
    pub source_line: String,
}

/// The place of a word within the entry that has an id: the value itself is what serde hands over, its place it
/// does not. `nth` counts the entries with that id from 0. The id's own place when the word isn't found.
pub(super) fn place_in(text: &str, id: &str, nth: usize, word: Option<&str>) -> Option<Place> {
    let lines: Vec<&str> = text.lines().collect();
    let starts: Vec<usize> = (0..lines.len()).filter(|&l| id_of(lines[l]).is_some()).collect();
    let at = starts.iter().copied().filter(|&l| id_of(lines[l]) == Some(id)).nth(nth)?;
    let end = starts.iter().copied().find(|&l| l > at).unwrap_or(lines.len());
    let found = word.and_then(|word| (at..end).find_map(|l| Some((l, whole(lines[l], word)?, word))));
    let (line, byte, word) = found.or_else(|| Some((at, whole(lines[at], id)?, id)))?;
    Some(Place {
        line: line + 1,
        column: lines[line][..byte].chars().count() + 1,
        length: word.chars().count(),
        source_line: lines[line].to_string(),
    })
}

/// The id that an entry's line gives, in block (`- id: x`) or flow style (`- {id: x, …`).
fn id_of(line: &str) -> Option<&str> {
    let start = line.trim_start().trim_start_matches(['-', ' ', '{']);
    let value = start.strip_prefix("id:")?.trim_start();
    let value = value.split([',', '}', '#']).next()?.trim();
    Some(value.trim_matches(['"', '\'']))
}

/// The first occurrence of a word that is not part of a longer one.
fn whole(line: &str, word: &str) -> Option<usize> {
    let joins = |c: char| c.is_alphanumeric() || c == '-';
    line.match_indices(word).map(|(at, _)| at).find(|&at| {
        !line[..at].chars().next_back().is_some_and(joins) && !line[at + word.len()..].chars().next().is_some_and(joins)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_in_its_own_entry() {
        let text = "people:\n  - id: a\n    aliases: [Bo Bo]\n  - {id: b, aliases: [\"Bo\", Bo Bo]}\n  - id: a\n";
        let at = |id, nth, word| place_in(text, id, nth, word).map(|p| (p.line, p.column));
        assert_eq!(at("a", 0, Some("Bo Bo")), Some((3, 15)));
        assert_eq!(at("b", 0, Some("Bo Bo")), Some((4, 29)));
        assert_eq!(at("b", 0, Some("Cy")), Some((4, 10)));
        assert_eq!(at("a", 1, None), Some((5, 9)));
        assert_eq!(at("c", 0, None), None);
    }
}
