//! Texts as YAML scalars.

/// A text as it stands behind a key or within brackets: without quotation marks where that is safe for every reader of
/// YAML, otherwise between double quotes.
pub fn scalar(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { quoted(text) }
}

fn is_plain(text: &str) -> bool {
    const WORDS: [&str; 9] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];
    // sexagesimal, octal, hexadecimal: to some reader of YAML each is a number
    let number = text.starts_with(|c: char| c.is_ascii_digit())
        && (text.parse::<f64>().is_ok()
            || ["0x", "0o", "0b"].iter().any(|p| text.starts_with(p))
            || text.chars().all(|c| c.is_ascii_digit() || "+-._:".contains(c)) && !is_date(text));
    if number || !text.starts_with(char::is_alphanumeric) || WORDS.contains(&text.to_ascii_lowercase().as_str()) {
        return false;
    }
    let mut chars = text.chars().peekable();
    let mut before = ' ';
    while let Some(c) = chars.next() {
        let safe = match c {
            ' ' => chars.peek().is_some(),
            ':' => chars.peek().is_some_and(|next| next.is_alphanumeric() || *next == '/'),
            '#' => before != ' ',
            c => c.is_alphanumeric() || "-_/'.~+()?=%;’“”«»–—…&".contains(c),
        };
        if !safe {
            return false;
        }
        before = c;
    }
    true
}

/// `2025-03-18` and `2025-03`: what a person writes without quotation marks.
fn is_date(text: &str) -> bool {
    let groups: Vec<usize> = text.split('-').map(str::len).collect();
    text.bytes().all(|b| b.is_ascii_digit() || b == b'-') && matches!(groups[..], [4, 2] | [4, 2, 2])
}

/// Characters that can't be seen or that turn the line around.
fn hidden(c: char) -> bool {
    c.is_control()
        || c.is_whitespace() && c != ' '
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if hidden(c) && c != '\u{a0}' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corrections::yaml::{self, Node, Value};

    #[test]
    fn plain_where_it_is_safe_and_always_what_was_meant() {
        for (text, expected) in [
            ("Sergey Lavrov", "Sergey Lavrov"),
            ("2025-03-18", "2025-03-18"),
            ("2025-03", "2025-03"),
            ("2025-03-15/2025-03-16", "2025-03-15/2025-03-16"),
            ("2025-08~", "2025-08~"),
            ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
            ("l'Ukraine, enfin", "\"l'Ukraine, enfin\""),
            ("[2025-03-06,2025-03-20]", "\"[2025-03-06,2025-03-20]\""),
            ("7hq2-k3vd", "7hq2-k3vd"),
            ("no", "\"no\""),
            ("12", "\"12\""),
            ("12:30", "\"12:30\""),
            ("1.5", "\"1.5\""),
            ("0x1f", "\"0x1f\""),
            ("a: b", "\"a: b\""),
            ("a #b", "\"a #b\""),
            ("- x", "\"- x\""),
            ("@x", "\"@x\""),
            ("", "\"\""),
            (" a ", "\" a \""),
            ("\"x\" \\ y", "\"\\\"x\\\" \\\\ y\""),
            ("a\u{202e}b\nc", "\"a\\u202eb\\nc\""),
            ("~", "\"~\""),
        ] {
            let written = scalar(text);
            assert_eq!(written, expected);
            let value: serde_yaml::Value = serde_yaml::from_str(&format!("k: [{written}, {{a: {written}}}]")).unwrap();
            assert_eq!(value["k"][0].as_str(), Some(text), "{written}");
        }
    }

    proptest::proptest! {
        #[test]
        fn every_text_reads_back(text in "\\PC{0,12}|[ -~]{0,12}|[-:#,\\[\\]{}&*!|>'\"%@`~ \\na0.]{0,8}") {
            let written = scalar(&text);
            for yaml in [format!("k: {written}\n"), format!("k: [{written}]\n")] {
                let (Some(Node { value: Value::Map(pairs), .. }), None) = yaml::parse(&yaml) else { panic!("{yaml:?}") };
                let node = match &pairs[0].1.value { Value::List(items) => &items[0], _ => &pairs[0].1 };
                let Value::Text { text: read, .. } = &node.value else { panic!("{yaml:?}") };
                assert_eq!(*read, text);
            }
        }
    }
}
