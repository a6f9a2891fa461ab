//! How near two spellings of a name are.

/// At most `limit` letters must be put in, left out or changed. Both are folded.
pub(super) fn close(a: &str, b: &str, limit: usize) -> bool {
    let slack = if a.is_ascii() && b.is_ascii() { limit } else { 2 * limit };
    if a.len().abs_diff(b.len()) > slack || a.len() > 64 || b.len() > 64 {
        return false;
    }
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        let mut least = row[0];
        for (j, &y) in b.iter().enumerate() {
            let change = corner + usize::from(x != y);
            corner = row[j + 1];
            row[j + 1] = change.min(corner + 1).min(row[j] + 1);
            least = least.min(row[j + 1]);
        }
        if least > limit {
            return false;
        }
    }
    row[b.len()] <= limit
}

/// Both begin with the same letter.
pub(super) fn first_letter_close(a: &str, b: &str) -> bool {
    a.chars().next() == b.chars().next()
}

/// Letters of the Latin script beside letters of one that looks like it: a word that only seems to be the name.
pub(super) fn mixes_scripts(word: &str) -> bool {
    if word.is_ascii() {
        return false;
    }
    let latin = |c: char| c.is_ascii_alphabetic() || matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}');
    let alike = |c: char| matches!(c, '\u{370}'..='\u{3ff}' | '\u{400}'..='\u{52f}' | '\u{530}'..='\u{58f}');
    word.chars().any(latin) && word.chars().any(alike)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_spellings() {
        for (a, b, limit, near) in [
            ("sergei", "sergey", 1, true),
            ("anthony", "antony", 1, true),
            ("kalin", "khalin", 1, true),
            ("hunter", "joe", 2, false),
            ("zakharova", "zaharova", 1, true),
            ("medvedev", "medvedchuk", 2, false),
        ] {
            assert_eq!(close(a, b, limit), near, "{a} {b}");
        }
        assert!(mixes_scripts("Р\u{443}tin") && !mixes_scripts("Путин") && !mixes_scripts("Šefčovič"));
    }
}
