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

/// What the parser says, what that means, what would be right; the first that fits.
const KNOWN: &[(&str, &str, &str)] = &[
    ("stands here", "`!` begins a tag, which these corrections don't know", QUOTE),
    ("too deep", "lists and mappings nest too deep", "the file has sections, entries and fields, nothing deeper"),
    ("second document", "`---` begins a second document", "keep all corrections in one document"),
    ("document start", "text follows the end of the document", "indent the line like the entry it belongs to"),
    ("values are not allowed", "a second colon stands in this line", QUOTE),
    ("end of stream", "a quotation mark is opened and never closed", "close the text with the same mark"),
    ("document indicator", "a quotation mark is opened and never closed", "close the text with the same mark"),
    (
        "trailing content",
        "text follows the closing quotation mark",
        "put the whole text between quotation marks; write `\\\"` for a quotation mark within",
    ),
    ("quoted scalar", "the text between quotation marks is not closed", "close the text with the same mark"),
    ("escape", "`\\` begins an escape that YAML doesn't know", "write `\\\\` for a backslash"),
    ("bracket", "a bracket or brace is closed that was never opened", QUOTE),
    ("unexpected character", "a text can't begin with this character", QUOTE),
    (
        "simple key",
        "this line is neither a `key: value` nor a `- entry`",
        "write the key, a colon, a blank and the value",
    ),
    ("expected key", "this line is not indented like the keys above it", ALIGN),
    (
        "'-' indicator",
        "this line is not indented like the entries above it",
        "begin every entry with `- `, in one column",
    ),
    ("block sequence entries", "a list can't begin here", "begin it on the next line, with `- ` before each entry"),
    ("indentation", "this line is not indented as the lines above it ask for", ALIGN),
    ("block scalar", "the lines of this text are not indented alike", "indent them all two spaces deeper"),
    ("unprintable", "a character stands here that can't be seen", "delete it"),
    ("byte order mark", "a byte order mark stands inside the file", "delete this invisible character"),
];
const QUOTE: &str = "put the text between quotation marks";
const ALIGN: &str = "align the keys of one entry under each other";

/// A syntax error in words that say what to do.
pub fn explain(source: &Source, error: &SyntaxError, keys: &[&str]) -> Diagnostic {
    let mut place = error.place;
    let said = error.message.as_str();
    let tell = |place, code, message: &str, hint: &str| source.mark(Diagnostic::error(code, message).hint(hint), place);
    if let Some(tab) = tab_before(source, place.line) {
        let message = "a tab indents this line; YAML is indented with spaces";
        return tell(tab, "tab", message, "put two spaces in place of each tab");
    }
    if let Some((open, mark)) = open_bracket(source, place.line)
        && open.line < place.line
    {
        let message = format!("`{mark}` is opened here and never closed");
        return tell(open, "syntax", &message, "write [Name, Name], or {role: [Name, Name]}");
    }
    let text = |line: usize| source.lines.get(line - 1).map_or("", String::as_str);
    let is_bare = |line: usize| bare_key(text(line), keys).is_some() || text(line).trim().is_empty();
    if said.contains("simple key") {
        // it gives up below the line that lacks its colon
        while place.line > 1 && bare_key(text(place.line), keys).is_none() && is_bare(place.line - 1) {
            (place.line, place.column) = (place.line - 1, 1);
        }
    }
    let line = text(place.line);
    // the parser often points to where it gave up, which is the line's begin
    let indent = line.chars().take_while(|c| *c == ' ').count();
    if place.column <= indent {
        (place.column, place.length) = (indent + 1, line.trim().chars().count());
    }
    let at = line.chars().nth(place.column - 1);
    let body = line.trim_start_matches([' ', '-']);
    if said.contains("simple key")
        && let Some(key) = bare_key(line, keys)
    {
        let behind = &body[key.len()..];
        let missing = if behind.starts_with(':') { "a blank is missing after the colon" } else { "a colon is missing" };
        let hint = format!("write `{key}: {}`", behind.trim_start_matches([':', ' ']));
        return tell(place, "syntax", missing, &hint);
    }
    if said.contains("values are not allowed") && body.split(':').next().is_some_and(|k| keys.contains(&k)) {
        let first = line.chars().position(|c| c == ':').map(|i| i + 1);
        if first == Some(place.column) {
            place = Place { column: indent + 1, length: place.column - indent - 1, ..place };
            return tell(place, "syntax", "this line is indented deeper than the key above it", ALIGN);
        }
    }
    if let Some(mark @ ('*' | '&')) = at {
        let message = format!("`{mark}` has a meaning of its own in YAML at the begin of a text");
        return tell(place, "syntax", &message, QUOTE);
    }
    match KNOWN.iter().find(|(needle, ..)| said.contains(needle)) {
        Some((_, message, hint)) => tell(place, "syntax", message, hint),
        None => tell(place, "syntax", &format!("this is not valid YAML: {said}"), "compare it with a line that works"),
    }
}

/// The key of a line that lacks the colon behind it, or the blank behind the colon.
fn bare_key<'k>(line: &str, keys: &[&'k str]) -> Option<&'k str> {
    let body = line.trim_start_matches([' ', '-']);
    let lacks = |rest: &str| {
        rest.strip_prefix(':').map_or(rest.starts_with(' '), |rest| !rest.is_empty() && !rest.starts_with(' '))
    };
    keys.iter().copied().find(|key| body.strip_prefix(key).is_some_and(lacks))
}

/// The innermost bracket or brace that is open at the end of a line, quoted texts and comments aside.
fn open_bracket(source: &Source, line: usize) -> Option<(Place, char)> {
    let mut open = Vec::new();
    for (i, text) in source.lines.iter().take(line).enumerate() {
        let mut quote = None;
        let mut previous = ' ';
        // brackets within a text that has begun without one are plain characters
        let mut value = true;
        for (column, c) in text.chars().enumerate() {
            let fresh = value || !open.is_empty();
            match (quote, c) {
                (Some(q), c) if c == q => quote = None,
                (Some(_), _) => {}
                (None, '#') if previous == ' ' => break,
                (None, '"' | '\'') if fresh && matches!(previous, ' ' | '[' | '{' | ',') => quote = Some(c),
                (None, '[' | '{') if fresh => {
                    open.push((Place { line: i + 1, column: column + 1, length: 1 }, c));
                }
                (None, ']' | '}') => {
                    open.pop();
                }
                (None, ' ') if matches!(previous, ':' | '-') => value = true,
                (None, ' ' | '-') => {}
                _ => value = false,
            }
            previous = c;
        }
    }
    open.pop()
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
