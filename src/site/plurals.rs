//! Numbers and the nouns they count.

use crate::pack::{Counted, SiteTexts};

/// `1,234`, by the language's mark.
pub fn number(n: usize, texts: &SiteTexts) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push_str(&texts.thousands);
        }
        out.push(digit);
    }
    out
}

/// `3 events`, by the language's rules.
pub fn count(n: usize, noun: &Counted, texts: &SiteTexts) -> String {
    let n64 = n as u64;
    let form = texts.plurals.iter().find(|rule| {
        rule.equals.contains(&n64) || rule.modulo > 0 && (rule.from..=rule.to).contains(&(n64 % rule.modulo))
    });
    let form = match form.map(|rule| rule.form.as_str()) {
        Some("one") => &noun.one,
        Some("few") if !noun.few.is_empty() => &noun.few,
        _ => &noun.other,
    };
    form.replace("{n}", &number(n, texts))
}
