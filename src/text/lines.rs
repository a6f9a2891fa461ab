//! The lines of a body, put together where a fixed width broke them.

use super::Span;

/// One line as a reader sees it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Line {
    /// Without blanks and marks of lists and headings around it.
    pub span: Span,
    /// Marked as a heading (`## …`).
    pub heading: bool,
}

/// Lines are paragraphs, unless a line is broken by a fixed width (then a blank line parts).
pub(super) fn lines(body: &str) -> Vec<Line> {
    let mut out = Vec::new();
    // lines between two blank ones
    let mut block: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        let end = at + line.trim_end().len();
        let start = at + (line.len() - line.trim_start().len());
        if start < end {
            block.push((start, end));
        } else {
            push_block(body, &mut block, &mut out);
        }
        at += line.len();
    }
    push_block(body, &mut block, &mut out);
    out
}

fn push_block(body: &str, block: &mut Vec<(usize, usize)>, out: &mut Vec<Line>) {
    let width = |&(start, end): &(usize, usize)| body[start..end].chars().count();
    let widest = block.iter().map(width).max().unwrap_or(0);
    // three lines or more, all but the last about as wide as the widest
    let filled = (50..=100).contains(&widest)
        && block.len() >= 3
        && block[..block.len() - 1].iter().all(|line| width(line) + 18 >= widest);
    let mut joined = false;
    for (i, &(start, end)) in block.iter().enumerate() {
        let listed = marks(&body[start..end]).0 > 0;
        match out.last_mut() {
            Some(last) if joined && !listed => last.span.end = end as u32,
            _ => {
                let (skip, heading) = marks(&body[start..end]);
                out.push(Line { span: Span::new(start + skip, end), heading });
            }
        }
        let text = &body[start..end];
        let open = !text.ends_with(['.', '!', '?', '”', '"', '»']);
        let goes_on = block.get(i + 1).is_some_and(|&(s, e)| body[s..e].starts_with(|c: char| c.is_lowercase()));
        joined = filled || open && goes_on && (50..=100).contains(&width(&(start, end)));
    }
    block.clear();
}

/// Bytes of the marks of a heading, quotation or list at a line's head, and whether they mark a heading.
fn marks(line: &str) -> (usize, bool) {
    let mut rest = line;
    let mut heading = false;
    loop {
        let mark = rest.trim_start_matches('#');
        let hashes = rest.len() - mark.len();
        let next = if (1..=6).contains(&hashes) && mark.starts_with(' ') {
            heading = true;
            mark
        } else if let Some(next) =
            rest.strip_prefix(['>', '*', '•', '▪', '►', '●', '–', '-']).filter(|r| r.starts_with(' '))
        {
            next
        } else {
            break;
        };
        let next = next.trim_start();
        if next.is_empty() {
            break;
        }
        rest = next;
    }
    (line.len() - rest.len(), heading)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(body: &str) -> Vec<&str> {
        lines(body).iter().map(|l| l.span.of(body)).collect()
    }

    #[test]
    fn lines_are_paragraphs() {
        assert_eq!(cut("  One.\r\nTwo \n\n\n Three"), ["One.", "Two", "Three"]);
        assert_eq!(cut("# Title\n> - item\n#tag\n-\n"), ["Title", "item", "#tag", "-"]);
        assert!(lines("## Title")[0].heading);
    }

    #[test]
    fn lines_of_a_fixed_width_are_one_paragraph() {
        let wrapped = "The two ministers met on Tuesday in the capital of the\ncountry and agreed to go on with the talks that had\n\
                       Stopped in the spring.\n\nAnother paragraph.";
        assert_eq!(cut(wrapped).len(), 2);
        let open = "The two ministers met on Tuesday in the capital of the\ncountry.\nAnother paragraph.";
        assert_eq!(cut(open).len(), 2);
        let verse = "Short line\nanother short\nA third one\n";
        assert_eq!(cut(verse).len(), 3);
    }
}
