//! "Did you mean …": the nearest of the names that would be right.

use crate::text::fold;

/// The name nearest to what was written, when it is near enough to be meant.
pub fn nearest<'n>(written: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let written = fold(written.trim());
    let length = written.chars().count();
    let mut best: Option<(usize, &str)> = None;
    for name in names {
        let folded = fold(name);
        let distance = if folded == written {
            0
        } else if length >= 4 && (folded.starts_with(&written) || written.starts_with(&folded) && folded.len() >= 4) {
            1
        } else {
            strsim::damerau_levenshtein(&written, &folded)
        };
        if best.is_none_or(|(d, _)| distance < d) {
            best = Some((distance, name));
        }
    }
    let (distance, name) = best?;
    let longest = length.max(name.chars().count());
    (distance <= longest / 3 && (distance <= 3 || longest > 12)).then_some(name)
}

/// `a, b or c`.
pub fn either(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [rest @ .., last] => format!("{} or {last}", rest.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names() {
        let names = ["published", "source", "title", "same_as"];
        for (written, expected) in [
            ("publised", Some("published")),
            ("sorce", Some("source")),
            ("same-as", Some("same_as")),
            ("Title", Some("title")),
            ("publish", Some("published")),
            ("colour", None),
            ("x", None),
        ] {
            assert_eq!(nearest(written, names), expected, "{written}");
        }
        assert_eq!(nearest("Sergej Lavrov", ["Sergey Lavrov", "Sergei Naryshkin"]), Some("Sergey Lavrov"));
        assert_eq!(either(&["a", "b", "c"]), "a, b or c");
    }
}
