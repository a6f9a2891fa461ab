//! Publication days as machines write them.

use crate::edtf::Day;

/// The calendar day of a machine-written date, in the date's own time zone: `2025-03-20`,
/// `2025-03-20T23:30:00-05:00`, `20250320T2330Z`, `2025/03/20`, `Thu, 20 Mar 2025 23:30:00 GMT`.
/// Nothing whose order of day and month is open.
pub(super) fn written(text: &str) -> Option<Day> {
    let text = text.trim();
    let (day, rest) = match leading(text) {
        Some(found) => found,
        None => return chrono::DateTime::parse_from_rfc2822(text).ok().map(|t| t.date_naive()),
    };
    rest.chars().next().is_none_or(|c| c == 'T' || c == 't' || c.is_whitespace()).then_some(day)
}

/// The date at the head of a file name: `2025-03-20-title`, `20250320_title`, `2025_03_20`.
pub(super) fn at_head(stem: &str) -> Option<Day> {
    let (day, rest) = leading(stem)?;
    let sane = (1900..2100).contains(&chrono::Datelike::year(&day));
    (sane && !rest.starts_with(|c: char| c.is_alphanumeric())).then_some(day)
}

/// A date of year, month and day at the beginning, and what follows it.
fn leading(text: &str) -> Option<(Day, &str)> {
    let number = |from: usize, to: usize| -> Option<u32> {
        let digits = text.get(from..to)?;
        digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())?
    };
    let year = number(0, 4)?;
    let separator = *text.as_bytes().get(4)?;
    let (month, day, end) = if matches!(separator, b'-' | b'/' | b'_' | b'.') {
        if text.as_bytes().get(7) != Some(&separator) {
            return None;
        }
        (number(5, 7)?, number(8, 10)?, 10)
    } else {
        (number(4, 6)?, number(6, 8)?, 8)
    };
    let rest = &text[end..];
    if year == 0 || rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    Some((Day::from_ymd_opt(year as i32, month, day)?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_keep_their_own_time_zone() {
        let cases = [
            ("2025-03-20", "2025-03-20"),
            (" 2025-03-20T23:30:00-05:00 ", "2025-03-20"),
            ("2025-03-20T00:10:00+09:00", "2025-03-20"),
            ("2025-03-20 10:00", "2025-03-20"),
            ("20250320T233000Z", "2025-03-20"),
            ("2025/03/20", "2025-03-20"),
            ("Thu, 20 Mar 2025 23:30:00 +0100", "2025-03-20"),
        ];
        for (text, day) in cases {
            assert_eq!(written(text).map(|d| d.to_string()).as_deref(), Some(day), "{text}");
        }
        for text in
            ["", "2025", "2025-02-30", "20/03/2025", "03-20-2025", "2025-03-200", "0000-01-01", "2025-03/20", "è"]
        {
            assert_eq!(written(text), None, "{text}");
        }
    }

    #[test]
    fn a_file_name_may_begin_with_its_day() {
        for name in ["2025-03-20-talks", "20250320_talks", "2025_03_20", "2025-03-20 talks"] {
            assert_eq!(at_head(name).map(|d| d.to_string()).as_deref(), Some("2025-03-20"), "{name}");
        }
        for name in [
            "000_2fcdd80f",
            "2025-13-01-x",
            "20250320123000",
            "99990101-x",
            "12345678",
            "20250320th",
            "talks-2025-03-20",
            "é025",
        ] {
            assert_eq!(at_head(name), None, "{name}");
        }
    }
}
