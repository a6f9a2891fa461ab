//! The patterns of titles, written out: inflections, alternatives, gaps.

use super::{Gender, lexicon::WordId};
use crate::pack::TitleNoun;
use std::collections::BTreeMap;

/// Stands in a title's word sequence where modifiers may stand in the text.
pub(super) const GAP: WordId = WordId::MAX;

/// One way to write a pattern.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Variant {
    /// Words, and `~` for a gap, with a blank between.
    pub words: String,
    pub gender: Option<Gender>,
    pub plural: bool,
    pub genitive: bool,
}

/// Every way to write a pattern: see [`ActorRules`](crate::pack::ActorRules). A gap may also be nothing. A noun
/// that is not listed stands for itself.
pub(super) fn expand(pattern: &str, nouns: &BTreeMap<String, TitleNoun>) -> Vec<Variant> {
    let mut out = vec![Variant::default()];
    let mut rest = pattern.trim();
    while !rest.is_empty() {
        let (part, tail) = next_part(rest);
        rest = tail.trim_start();
        let mut grown = Vec::new();
        for base in &out {
            let mut with = |words: &str, mark: &dyn Fn(&mut Variant)| {
                let mut variant = Variant { words: String::with_capacity(base.words.len() + words.len() + 1), ..*base };
                variant.words.push_str(&base.words);
                for word in words.split_whitespace() {
                    if !variant.words.is_empty() {
                        variant.words.push(' ');
                    }
                    variant.words.push_str(word);
                }
                mark(&mut variant);
                grown.push(variant);
            };
            if let Some(name) = part.strip_prefix('{') {
                match nouns.get(name) {
                    Some(noun) => inflections(noun, &mut with),
                    None => with(name, &|_| ()),
                }
            } else if let Some(list) = part.strip_prefix('(') {
                list.split('|').for_each(|words| with(words, &|_| ()));
            } else if part == "~" {
                with("", &|_| ());
                with("~", &|_| ());
            } else {
                with(part, &|_| ());
            }
        }
        out = grown;
    }
    out
}

/// The first part without its closing bracket, and the rest.
pub(super) fn next_part(text: &str) -> (&str, &str) {
    let closing = match text.as_bytes()[0] {
        b'{' => '}',
        b'(' => ')',
        _ => ' ',
    };
    match text.find(closing) {
        Some(at) => (&text[..at], &text[at + 1..]),
        None => (text, ""),
    }
}

/// Takes a written form and what it makes of a variant.
type Inflection<'f> = &'f mut dyn FnMut(&str, &dyn Fn(&mut Variant));

fn inflections(noun: &TitleNoun, with: Inflection) {
    use Gender::{Feminine, Masculine};
    for (list, gender, plural, genitive) in [
        (&noun.m, Some(Masculine), false, false),
        (&noun.f, Some(Feminine), false, false),
        (&noun.mf, None, false, false),
        (&noun.pl, None, true, false),
        (&noun.m_gen, Some(Masculine), false, true),
        (&noun.f_gen, Some(Feminine), false, true),
        (&noun.pl_gen, None, true, true),
    ] {
        for form in list {
            with(form, &|v| {
                v.gender = v.gender.or(gender);
                v.plural |= plural;
                v.genitive |= genitive;
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_write_out_every_form() {
        let noun = TitleNoun { m: vec!["minister".into()], pl_gen: vec!["ministers'".into()], ..Default::default() };
        let nouns = BTreeMap::from([("minister".to_string(), noun)]);
        let all: Vec<String> = expand("{minister} ~ (of war|)", &nouns).into_iter().map(|v| v.words).collect();
        assert_eq!(
            all,
            [
                "minister of war",
                "minister",
                "minister ~ of war",
                "minister ~",
                "ministers' of war",
                "ministers'",
                "ministers' ~ of war",
                "ministers' ~"
            ]
        );
        let variants = expand("deputy {minister}", &nouns);
        assert_eq!(variants[0].gender, Some(Gender::Masculine));
        assert!(variants[1].plural && variants[1].genitive);
    }
}
