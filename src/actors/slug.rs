//! Ids of what the registry does not know.

use crate::text::fold;

/// ASCII slug of a name: `Timur Tkacenko` to `timur-tkacenko`.
pub(super) fn slug(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in fold(name).chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if !out.ends_with('-') && !out.is_empty() && c != '\'' {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// A slug as a name: `south-korean-unification-ministry` to `South Korean Unification Ministry`.
pub(super) fn title_case(slug: &str) -> String {
    let mut out = String::with_capacity(slug.len());
    for word in slug.split('-') {
        if !out.is_empty() {
            out.push(' ');
        }
        let mut letters = word.chars();
        out.extend(letters.next().map(|c| c.to_ascii_uppercase()));
        out.extend(letters);
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn slugs_are_plain() {
        assert_eq!(super::slug("Jean-Noël  Barrot"), "jean-noel-barrot");
        assert_eq!(super::slug("Massimo D'Alema"), "massimo-dalema");
    }
}
