//! Text from outside, made fit for a page.

/// The text without characters that a page can't hold or that reach beyond their own text: control characters other
/// than blank, tab and line feed, and the marks that turn the direction of writing. What is published as data stays
/// as it is; this is for reading only.
pub fn clean(text: &str) -> String {
    text.chars().filter(|c| !banned(*c)).collect()
}

/// [`clean`], on one line with single blanks.
pub fn line(text: &str) -> String {
    // nearly all are so already
    let mut before = ' ';
    let fit = text.chars().all(|c| {
        let fit = match c {
            ' ' => before != ' ',
            c if c.is_ascii() => c.is_ascii_graphic(),
            c => !c.is_whitespace() && !banned(c),
        };
        before = c;
        fit
    });
    if fit && before != ' ' {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let before = out.len();
        if before > 0 {
            out.push(' ');
        }
        let start = out.len();
        out.extend(word.chars().filter(|c| !banned(*c)));
        if out.len() == start {
            out.truncate(before);
        }
    }
    out
}

fn banned(c: char) -> bool {
    let control = c.is_control() && !matches!(c, '\t' | '\n');
    let bidi = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    // a byte order mark within, tags that can't be seen, and code points that are no characters
    let unseen =
        matches!(c, '\u{feff}' | '\u{e0000}'..='\u{e007f}' | '\u{fdd0}'..='\u{fdef}' | '\u{fffe}' | '\u{ffff}');
    control || bidi || unseen
}

/// The address, if it is one that a page may link to.
pub fn web_address(address: &str) -> Option<String> {
    let address = address.trim();
    let scheme = address.split_once(':')?.0.to_ascii_lowercase();
    let plain = !address.chars().any(|c| c.is_control() || c.is_whitespace() || banned(c));
    (plain && (scheme == "http" || scheme == "https") && address[scheme.len()..].starts_with("://"))
        .then(|| address.to_owned())
}

/// A name with a capital at its head.
pub fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// A template's `{name}`s replaced; what is put in is not looked at again.
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let tail = &rest[open..];
        let close = tail.find('}').map(|close| (&tail[1..close], close + 1));
        match close.and_then(|(name, end)| values.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v, end))) {
            Some((value, end)) => {
                out.push_str(value);
                rest = &tail[end..];
            }
            None => {
                out.push('{');
                rest = &tail[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reaching_characters_are_dropped() {
        assert_eq!(clean("a\u{202e}b\u{0}c\u{2067}\nd\u{7f}\u{85}"), "abc\nd");
        assert_eq!(line("  a \n\u{202e}\n b\u{feff} "), "a b");
        assert_eq!(line("\u{202e}"), "");
        assert_eq!(clean("שלום мир"), "שלום мир");
    }

    #[test]
    fn only_web_addresses_are_links() {
        for (address, good) in [
            ("https://example.org/a?b=1&c=%20", true),
            ("HTTP://example.org", true),
            ("javascript:alert(1)", false),
            ("java\nscript:alert(1)", false),
            ("data:text/html,x", false),
            ("https:example.org", false),
            ("//example.org", false),
            ("http://a b", false),
            ("", false),
        ] {
            assert_eq!(web_address(address).is_some(), good, "{address}");
        }
    }

    #[test]
    fn filling_looks_once() {
        assert_eq!(fill("{a} and {b} {c}", &[("a", "{b}"), ("b", "x")]), "{b} and x {c}");
        assert_eq!(fill("{a", &[("a", "x")]), "{a");
    }
}
