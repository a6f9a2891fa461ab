//! The written forms of a pack's verbs.

use crate::pack::{EventRules, Mark, VerbEntry, VerbForm};

/// Every written form of an entry's verbs.
pub(super) fn written(
    rules: &EventRules,
    entry: &VerbEntry,
    fault: &mut impl FnMut(&str, &'static str),
) -> Vec<(VerbForm, String)> {
    let mut out = Vec::new();
    each(rules, entry, fault, |form, word| out.extend(joined(rules, form, &word).into_iter().map(|w| (form, w))));
    out.retain(|(_, word)| {
        let empty = word.trim().is_empty();
        if empty {
            fault(word, "matches the empty string");
        }
        !empty
    });
    out
}

/// The parts of verbs with a bar, as words of their own, and the infinitives that hold their "zu".
pub(super) fn parts(rules: &EventRules, entry: &VerbEntry) -> Vec<(Mark, String)> {
    let mut out = Vec::new();
    each(rules, entry, &mut |_, _| {}, |form, word| {
        let Some((particle, verb)) = word.split_once('|') else { return };
        match form {
            VerbForm::Base => out.extend(marked(rules, particle, verb).map(|word| (Mark::Infinitive, word))),
            VerbForm::Participle | VerbForm::Gerund => {}
            _ => {
                let first = verb.split(' ').next().unwrap_or(verb);
                out.extend([(Mark::Parted, first.to_owned()), (Mark::Particle, particle.to_owned())]);
            }
        }
    });
    out.sort();
    out.dedup();
    out
}

/// Every form of an entry's verbs, bars and all.
fn each(
    rules: &EventRules,
    entry: &VerbEntry,
    fault: &mut impl FnMut(&str, &'static str),
    mut found: impl FnMut(VerbForm, String),
) {
    for verb in &entry.verbs {
        let Some((stem, conjugation)) = verb.split_once('+') else {
            fault(verb, "has no `+conjugation`");
            continue;
        };
        // "pull+reg out of": words that belong to the verb follow the conjugation
        let (conjugation, rest) = match conjugation.split_once(' ') {
            Some((conjugation, rest)) => (conjugation, format!(" {rest}")),
            None => (conjugation, String::new()),
        };
        let Some(endings) = rules.conjugations.get(conjugation) else {
            fault(verb, "names an unknown conjugation");
            continue;
        };
        let (particle, stem) = match stem.split_once('|') {
            Some((particle, stem)) => (format!("{particle}|"), stem),
            None => (String::new(), stem),
        };
        for (form, endings) in endings {
            for ending in endings {
                let word = match ending.split_once('~') {
                    Some((before, after)) => format!("{before}{stem}{after}"),
                    None => format!("{stem}{ending}"),
                };
                found(*form, format!("{particle}{word}{rest}"));
            }
        }
    }
    for forms in &entry.irregular {
        for (form, words) in forms {
            words.iter().for_each(|word| found(*form, word.clone()));
        }
    }
}

/// "anzukündigen": the infinitive with its marker inside.
fn marked(rules: &EventRules, particle: &str, verb: &str) -> impl Iterator<Item = String> {
    let markers = rules.marks.get(&Mark::Infinitive).into_iter().flatten();
    markers.filter(|marker| !marker.contains(' ')).map(move |marker| format!("{particle}{marker}{verb}"))
}

/// The ways in which a form with a bar is written: "kündigte an" and "ankündigte", "ankündigen" and "anzukündigen"; others
/// as they are.
fn joined(rules: &EventRules, form: VerbForm, word: &str) -> Vec<String> {
    let Some((particle, verb)) = word.split_once('|') else { return vec![word.to_owned()] };
    let whole = format!("{particle}{verb}");
    match form {
        VerbForm::Base => std::iter::once(whole).chain(marked(rules, particle, verb)).collect(),
        VerbForm::Participle | VerbForm::Gerund => vec![whole],
        _ => {
            // "wirft vor": what else belongs to the verb follows its particle
            let (first, rest) = verb.split_once(' ').map_or((verb, String::new()), |(f, r)| (f, format!(" {r}")));
            vec![format!("{first} {particle}{rest}"), whole]
        }
    }
}
