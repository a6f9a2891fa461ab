//! Markdown to text: inline marks go, lines stay.
//!
//! Marks at the head of a line (`#`, `>`, `-`) stay where they are, so that a text without inline marks is its own
//! body; the text stage skips them.

use std::borrow::Cow;

/// Marks on one line that may turn out to be none before the rest is taken as it stands.
const PATIENCE: usize = 64;

/// How far the end of a link or of emphasis is looked for, in bytes: bounds the work on hostile text.
const REACH: usize = 2000;

/// The text with links replaced by their words, and emphasis, images, comments and tags left out.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    if !text.contains(['[', '*', '_', '<', '\\', '&', '`']) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut fenced = false;
    let mut comment = false;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        if trimmed.starts_with("```") || trimmed.starts_with("~~~") {
            fenced = !fenced;
        } else if fenced {
            out.push_str(line);
        } else if !is_definition(trimmed) {
            inline(line, &mut comment, &mut PATIENCE.clone(), &mut out);
        }
    }
    Cow::Owned(out)
}

/// `[name]: https://…`, a link's target by itself.
fn is_definition(line: &str) -> bool {
    let target = line.strip_prefix('[').and_then(|l| l.split_once("]:")).map(|(name, target)| (name, target.trim()));
    target.is_some_and(|(name, target)| {
        !name.contains(['[', ']']) && (name.starts_with('^') || target.starts_with("http") || target.starts_with('<'))
    })
}

fn inline(line: &str, comment: &mut bool, patience: &mut usize, out: &mut String) {
    let bytes = line.as_bytes();
    // where closing marks of emphasis stand that were opened
    let mut closing: Vec<usize> = Vec::new();
    // the list item's own mark is no emphasis
    let mut at = line.len() - line.trim_start().len();
    if line[at..].starts_with("* ") {
        at += 2;
    }
    out.push_str(&line[..at]);
    while at < line.len() {
        let rest = &line[at..];
        if *comment {
            let Some(end) = rest.find("-->") else { return };
            *comment = false;
            at += end + 3;
            continue;
        }
        let skip = match bytes[at] {
            b'\\' if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) => {
                out.push(bytes[at + 1] as char);
                2
            }
            b'!' if *patience > 0 && rest[1..].starts_with('[') => link(&rest[1..]).map_or(0, |(_, end)| end + 1),
            b'[' if *patience > 0 => match link(rest) {
                Some((words, end)) => {
                    let mut inner = false;
                    inline(words, &mut inner, patience, out);
                    end
                }
                None => {
                    *patience -= 1;
                    0
                }
            },
            b'<' if rest.starts_with("<!--") => {
                *comment = true;
                4
            }
            b'<' if *patience > 0 => match tag(rest) {
                0 => {
                    *patience -= 1;
                    0
                }
                end => end,
            },
            b'&' => match reach(rest, 12).find(';') {
                Some(end) => {
                    out.push_str(&html_escape::decode_html_entities(&rest[..=end]));
                    end + 1
                }
                None => 0,
            },
            b'`' => rest.bytes().take_while(|b| *b == b'`').count(),
            mark @ (b'*' | b'_') => {
                let run = rest.bytes().take_while(|b| *b == mark).count();
                if closing.last() == Some(&at) {
                    closing.pop();
                    run
                } else if *patience > 0
                    && let Some(end) = emphasis(line, at, run)
                {
                    closing.push(end);
                    run
                } else {
                    *patience = patience.saturating_sub(1);
                    out.push_str(&rest[..run]);
                    at += run;
                    continue;
                }
            }
            _ => 0,
        };
        if skip == 0 {
            let c = rest.chars().next().unwrap_or(' ');
            out.push(c);
            at += c.len_utf8();
        } else {
            at += skip;
        }
    }
}

/// At most so many bytes of a text.
fn reach(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The words of `[words](target)`, `[words][name]` or `[^note]`, and where it ends.
fn link(text: &str) -> Option<(&str, usize)> {
    let part = reach(text, REACH);
    let mut depth = 0;
    let close = part.char_indices().find_map(|(i, c)| {
        depth += i32::from(c == '[') - i32::from(c == ']');
        (depth == 0).then_some(i)
    })?;
    let words = &part[1..close];
    let after = &part[close + 1..];
    if words.starts_with('^') {
        return Some(("", close + 1));
    }
    let (open, end) = match after.as_bytes().first()? {
        b'(' => ('(', ')'),
        b'[' => ('[', ']'),
        _ => return None,
    };
    let mut depth = 0;
    let target = after.char_indices().find_map(|(i, c)| {
        depth += i32::from(c == open) - i32::from(c == end);
        (depth == 0).then_some(i)
    })?;
    // a bracketed remark may stand before another in plain text; a link's target is one word
    let sound = open == '[' || !after[1..target].trim().contains(' ') || after[1..target].contains(" \"");
    (sound && !words.contains('\n')).then_some((words, close + 1 + target + 1))
}

/// Length of an HTML tag or of the brackets of `<https://…>`.
fn tag(text: &str) -> usize {
    let part = reach(text, REACH);
    let Some(end) = part.find('>') else { return 0 };
    let inner = part[1..end].trim_start_matches('/');
    let name = inner.chars().take_while(char::is_ascii_alphanumeric).count();
    let follows = inner[name..].chars().next();
    let is_tag = inner.starts_with(|c: char| c.is_ascii_alphabetic()) && matches!(follows, None | Some(' ' | '/'));
    if is_tag { end + 1 } else { 0 }
}

/// Where the run of marks stands that closes the emphasis which a run at `at` opens.
fn emphasis(line: &str, at: usize, run: usize) -> Option<usize> {
    let mark = &line[at..at + run];
    let before = line[..at].chars().next_back();
    let opens = line[at + run..].chars().next().is_some_and(|c| !c.is_whitespace());
    // inside a word only `*` marks
    if run > 3 || !opens || before.is_some_and(char::is_alphanumeric) && mark.starts_with('_') {
        return None;
    }
    let part = reach(&line[at + run..], REACH);
    let mut from = 0;
    while let Some(found) = part[from..].find(mark).map(|i| i + from) {
        let closes = part[..found].chars().next_back().is_some_and(|c| !c.is_whitespace());
        let exact = part.as_bytes().get(found + run) != Some(&mark.as_bytes()[0])
            && (found == 0 || part.as_bytes()[found - 1] != mark.as_bytes()[0]);
        let inside = part[found + run..].chars().next().is_some_and(char::is_alphanumeric) && mark.starts_with('_');
        if closes && exact && !inside {
            return Some(at + run + found);
        }
        from = found + run;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inline_marks_go_and_lines_stay() {
        let cases = [
            ("# A title\n\n> quoted\n- item\n", "# A title\n\n> quoted\n- item\n"),
            ("a **bold** and *slanted* and __both__ _x_\n", "a bold and slanted and both x\n"),
            ("[Vladimir Putin](https://example.org/a_b \"t\") said", "Vladimir Putin said"),
            ("[the **new** text][1] of [^2] it", "the new text of  it"),
            ("![a photo](x.jpg) Text", " Text"),
            (
                "said [to the alliance] and 3 * 4 * 5, snake_case_name",
                "said [to the alliance] and 3 * 4 * 5, snake_case_name",
            ),
            ("a [remark] (with words in it)", "a [remark] (with words in it)"),
            ("a<br>b <!-- no\nmore --> c & d &amp; e < f > g\n", "ab  c & d & e < f > g\n"),
            ("[1]: https://example.org\n\\*not\\* `code`\n", "*not* code\n"),
            ("* item with *stress*\n", "* item with stress\n"),
        ];
        for (text, expected) in cases {
            assert_eq!(plain(text), expected, "{text}");
        }
    }
}
