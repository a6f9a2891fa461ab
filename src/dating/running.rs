//! Running reports: a page whose entries open with the time of day tells of the day on which it was published.

use crate::text::{Document, ParagraphRole};

/// So many entries make a running report.
const ENTRIES: usize = 3;
/// Before the time an entry has this much at most: a word for "at", a mark.
const LED: usize = 5;

/// The paragraph that the first entry opens, where the article is a running report.
pub fn since(document: &Document) -> Option<u32> {
    let entry = |(ix, paragraph): (usize, &crate::text::Paragraph)| {
        let told = paragraph.role != ParagraphRole::Noise;
        (told && opens_with_clock(paragraph.span.of(document.body))).then_some(ix as u32)
    };
    let mut entries = document.paragraphs.iter().enumerate().filter_map(entry);
    let first = entries.next()?;
    (entries.count() + 1 >= ENTRIES).then_some(first)
}

/// "10:05 The delegation …", "ORE 18.30 - …", "[14h20] …".
fn opens_with_clock(text: &str) -> bool {
    let Some(digit) = text.char_indices().take(LED + 1).find(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at) else {
        return false;
    };
    let (before, rest) = text.split_at(digit);
    let led = before.is_empty() || !before.ends_with(char::is_alphanumeric);
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let hour = digits(rest);
    let Some(mark) = rest[hour..].chars().next().filter(|c| matches!(c, ':' | '.' | 'h' | 'H')) else { return false };
    let minute = &rest[hour + mark.len_utf8()..];
    let number = |text: &str| text.parse::<u32>().unwrap_or(u32::MAX);
    let two = digits(minute) == 2;
    // "10.05.2022" is a date, and "1.50 a barrel" a price, but for its hour of two digits
    let after = minute.get(2..).and_then(|rest| rest.chars().next());
    let ends = after.is_none_or(|c| c.is_whitespace() || matches!(c, '-' | '–' | '—' | ':' | ']' | ')' | '|' | ','));
    led && two
        && ends
        && (hour == 2 || hour == 1 && mark == ':')
        && number(&rest[..hour]) < 24
        && number(&minute[..2]) < 60
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_opens_with_the_time_of_day() {
        for text in
            ["10:05 The delegation", "ORE 18.30 - Il presidente", "[14h20] Paris", "9:15 – Kyiv", "ora 07:40: Trump"]
        {
            assert!(opens_with_clock(text), "{text}");
        }
        for text in ["10.05.2022 - Kyiv", "25:10 for Spain", "1.50 a barrel", "2014", "", "12:5"] {
            assert!(!opens_with_clock(text), "{text}");
        }
        assert!(!opens_with_clock("By the 10:05 train"), "too far in");
    }
}
