//! What is checked before and beside parsing: encoding, size, tabs and blanks that only look like blanks.

use super::{Place, Source, yaml::SyntaxError};
use crate::report::Diagnostic;

/// A person writes some kilobytes; megabytes are a mistake or an attack.
const MAX_BYTES: usize = 4 << 20;

/// The bytes as text, if they are UTF-8 (with or without a byte order mark) and not too many.
pub fn decode<'b>(bytes: &'b [u8], file: &str) -> Result<&'b str, Box<Diagnostic>> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if let Some(problem) = too_large(bytes.len(), file) {
        return Err(Box::new(problem));
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let good = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
        let line = good.matches('\n').count() + 1;
        let before = good.rsplit('\n').next().unwrap_or("");
        let tail = &bytes[error.valid_up_to()..];
        let rest = &tail[..tail.iter().position(|b| *b == b'\n').unwrap_or(tail.len())];
        let shown = format!("{before}{}", String::from_utf8_lossy(rest));
        let hint = if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
            "it looks like UTF-16; save it as UTF-8"
        } else {
            "save it as UTF-8"
        };
        let place = Place { line, column: before.chars().count() + 1, length: 1 };
        let problem = Diagnostic::error("bad-encoding", "the file is not UTF-8 text from here on").hint(hint);
        Box::new(problem.file(file).at(place.line, place.column).showing(shown.trim_end(), 1))
    })
}

pub fn too_large(length: usize, file: &str) -> Option<Diagnostic> {
    (length > MAX_BYTES).then(|| {
        Diagnostic::error("too-large", format!("the file has {} MB; corrections end at 4", length >> 20))
            .file(file)
            .hint("is this the right file? corrections by hand hardly fill a hundredth of that")
    })
}

/// No-break spaces and their like where YAML needs a blank: before a key, or after its colon or dash.
pub fn false_blanks(source: &Source) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for (i, line) in source.lines.iter().enumerate() {
        let Some(column) = false_blank(line) else { continue };
        let place = Place { line: i + 1, column: column + 1, length: 1 };
        let problem = Diagnostic::error("false-blank", "a no-break space stands where YAML needs a blank")
            .hint("it looks the same, but is another character; retype it as a plain space");
        out.push(source.mark(problem, place));
    }
    out
}

fn false_blank(line: &str) -> Option<usize> {
    let is_false = |c: char| c.is_whitespace() && !matches!(c, ' ' | '\t') || matches!(c, '\u{FEFF}' | '\u{200B}');
    let mut key = false;
    let mut previous = ' ';
    for (i, c) in line.chars().enumerate() {
        match c {
            '#' | '"' | '\'' => return None,
            c if is_false(c) && (!key || previous == ':') => return Some(i),
            // past the colon of a key everything is its value
            ' ' if previous == ':' => return None,
            ' ' | '\t' => {}
            '-' if !key => {}
            _ => key = true,
        }
        previous = c;
    }
    None
}

/// A syntax error in words that say what to do.
pub fn explain(source: &Source, error: &SyntaxError) -> Diagnostic {
    if let Some(tab) = tab_before(source, error.place.line) {
        let problem = Diagnostic::error("tab", "a tab indents this line; YAML is indented with spaces")
            .hint("put two spaces in place of each tab");
        return source.mark(problem, tab);
    }
    let line = source.lines.get(error.place.line - 1).map_or("", String::as_str);
    let said = error.message.as_str();
    let mut place = error.place;
    // (what the parser says, what that means, what would be right)
    let known: &[(&str, &str, &str)] = &[
        ("alias", "`*` begins an alias, which these corrections don't know", "put the text between quotation marks"),
        ("tag", "`!` begins a tag, which these corrections don't know", "put the text between quotation marks"),
        ("too deep", "lists and mappings nest too deep", "the file has sections, entries and fields, nothing deeper"),
        ("second document", "`---` begins a second document", "keep all corrections in one document"),
        ("document start", "text follows the end of the document", "indent the line like the entry it belongs to"),
        (
            "mapping values are not allowed",
            "a second colon stands in this line, or the line is indented too far",
            "put a text that holds a colon between quotation marks; align keys of one entry",
        ),
        (
            "unexpected end of stream",
            "a quotation mark is opened and never closed",
            "close the text with the same quotation mark",
        ),
        (
            "document indicator",
            "a quotation mark is opened and never closed",
            "close the text with the same quotation mark",
        ),
        (
            "trailing content",
            "text follows the closing quotation mark",
            "put the whole text between quotation marks; write `\\\"` for a quotation mark within",
        ),
        ("escape", "`\\` begins an escape that YAML doesn't know", "write `\\\\` for a backslash"),
        (
            "flow mapping",
            "the braces `{` `}` are not closed, or a comma is missing",
            "write {role: [Name, Name], role: [Name]}",
        ),
        (
            "flow sequence",
            "the brackets `[` `]` are not closed, or a comma is missing",
            "write [Name, Name]; put a name that holds a bracket between quotation marks",
        ),
        ("flow construct", "the brackets or braces opened above are not closed", "write [Name, Name]"),
        ("bracket", "a bracket or brace is closed that was never opened", "put the text between quotation marks"),
        ("unexpected character", "this character can't begin a text", "put the text between quotation marks"),
        (
            "simple key",
            "this line is neither a `key: value` nor a `- entry`",
            "write the key, a colon and a blank: `date: 2025-03-18`",
        ),
        (
            "expected key",
            "this line is not indented like the keys above it",
            "align the keys of one entry under each other",
        ),
        (
            "'-' indicator",
            "this line is not indented like the entries above it",
            "begin every entry of a list with `- `, all in the same column",
        ),
        (
            "block sequence entries",
            "a list can't begin here",
            "begin the list on the next line, with `- ` before each entry",
        ),
        ("indentation", "this line is not indented as the lines above it ask for", "align it with its neighbours"),
        ("block scalar", "the lines of this text are not indented alike", "indent them all two spaces deeper"),
        ("unprintable", "a character stands here that can't be seen", "delete it"),
        ("anchor", "`&` begins an anchor, which these corrections don't know", "put the text between quotation marks"),
        ("byte order mark", "a byte order mark stands inside the file", "delete this invisible character"),
    ];
    let found = known.iter().find(|(needle, ..)| said.contains(needle));
    // the parser stops at the line after a text without a colon
    if said.contains("simple key") && place.column == 1 && line.trim().is_empty() && place.line > 1 {
        place.line -= 1;
    }
    let (message, hint) = match found {
        Some((_, message, hint)) => ((*message).to_owned(), (*hint).to_owned()),
        None => (format!("this is not valid YAML: {said}"), "compare it with the examples in the manual".to_owned()),
    };
    source.mark(Diagnostic::error("syntax", message).hint(hint), place)
}

/// The first line up to the error, or the one after it, that a tab indents.
fn tab_before(source: &Source, line: usize) -> Option<Place> {
    source.lines.iter().take(line + 1).enumerate().find_map(|(i, line)| {
        let indent: String = line.chars().take_while(|c| matches!(c, ' ' | '\t' | '-')).collect();
        let tab = indent.chars().position(|c| c == '\t')?;
        let rest = line.trim_start_matches([' ', '\t', '-']);
        (!rest.is_empty() && !rest.starts_with('#')).then_some(Place { line: i + 1, column: tab + 1, length: 1 })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_that_are_none() {
        for (line, expected) in [
            ("  - id: x", None),
            ("\u{A0} - id: x", Some(0)),
            ("    date:\u{A0}2025", Some(9)),
            ("  -\u{A0}id: x", Some(3)),
            ("    note: a\u{A0}b", None),
            ("    note: \"\u{A0}b\"", None),
            ("# \u{A0}", None),
        ] {
            assert_eq!(false_blank(line), expected, "{line:?}");
        }
    }

    #[test]
    fn bytes_that_are_no_text() {
        assert_eq!(decode(b"\xEF\xBB\xBFa: b", "f").unwrap(), "a: b");
        let problem = decode(b"a: b\nnote: caff\xE8 nero\n", "f").unwrap_err();
        assert_eq!((problem.line, problem.column), (Some(2), Some(11)));
        assert!(decode(&vec![b'['; 5 << 20], "f").is_err());
    }
}
