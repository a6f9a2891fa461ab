//! People nobody listed, found by a title beside the name.

use super::{
    ActorId, Discovered,
    context::{Context, belongs, codes, targets},
    grammar::{Grammar, TitleKind},
    index::LONG,
    names::{NameRun, Whose},
    phrase::Draft,
    scan::Findings,
    slug::slug,
    spelling::{close, first_letter_close},
    targets::Target,
};
use crate::{pack::Registry, text::Document};

/// Whose a name turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Who {
    Known(u32),
    /// Position in the article's list of discovered people.
    Found(usize),
}

/// More strangers than any article introduces.
const MOST: usize = 500;

/// The people discovered in one article.
#[derive(Debug, Default)]
pub(super) struct Strangers {
    pub list: Vec<Discovered>,
    /// Folded words of the fullest name of each.
    words: Vec<Vec<String>>,
    /// Office code and country or body, where a title told them.
    pub offices: Vec<Vec<(String, String)>>,
}

impl Strangers {
    /// The discovered person that a run names: by the whole name, or the last or first part of it.
    pub fn named(&self, run: &NameRun, document: &Document) -> Option<usize> {
        let words = folded(run, document);
        let last = words.last()?;
        self.words.iter().position(|own| {
            *own == words
                || words.len() == 1 && (own.last() == Some(last) || own.first() == Some(last) && own.len() > 1)
                || words.len() > 1 && own.last() == Some(last) && first_letter_close(&own[0], &words[0])
                || words.len() > 1 && own.len() > 1 && close(&own.join(" "), &words.join(" "), 1)
        })
    }

    /// Takes a titled name up: a known person's under another spelling, one met before, or someone new.
    #[allow(clippy::too_many_arguments)]
    pub fn take(
        &mut self,
        draft: &Draft,
        run: &NameRun,
        document: &Document,
        context: &Context,
        of: &[Target],
        country: Option<&str>,
        codes: &[String],
        language: &str,
    ) -> Option<Who> {
        let words = folded(run, document);
        if let Some(known) = near(context, &words, of, codes) {
            return Some(Who::Known(known));
        }
        let text =
            document.tokens[run.tokens.start].span.hull(document.tokens[run.tokens.end - 1].span).of(document.body);
        let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let at = match self.named(run, document) {
            Some(at) => {
                if words.len() > self.words[at].len() {
                    let old = std::mem::replace(&mut self.list[at].name, name.clone());
                    self.list[at].aliases.push(old);
                    self.list[at].id = ActorId::from(slug(&name).as_str());
                    self.words[at] = words;
                }
                at
            }
            None => {
                if self.list.len() >= MOST || words.len() < 2 && (of.is_empty() || codes.is_empty()) {
                    return None;
                }
                self.words.push(words);
                self.offices.push(Vec::new());
                self.list.push(Discovered {
                    id: ActorId::from(slug(&name).as_str()),
                    name: name.clone(),
                    kind: crate::pack::ActorKind::Person,
                    country: None,
                    title: None,
                    aliases: Vec::new(),
                });
                self.list.len() - 1
            }
        };
        let found = &mut self.list[at];
        if name != found.name && !found.aliases.contains(&name) {
            found.aliases.push(name);
        }
        if found.country.is_none() {
            found.country = country.map(ActorId::from);
        }
        if found.title.is_none() {
            found.title = title_text(draft, run, document).map(|t| (t, language.to_string()));
        }
        for code in codes {
            let target = of.iter().find(|t| !t.is_country).or(of.first()).map(|t| t.id.as_str()).or(country);
            if let Some(target) = target {
                let office = (code.clone(), target.to_string());
                if !self.offices[at].contains(&office) {
                    self.offices[at].push(office);
                }
            }
        }
        Some(Who::Found(at))
    }
}

/// Whether the words beside a name are enough to make someone of it.
pub(super) fn introduces(draft: &Draft, run: &NameRun) -> bool {
    let titled = draft.has(|k| matches!(k, TitleKind::Office(_) | TitleKind::Lead | TitleKind::Counterpart));
    matches!(run.whose, Whose::Unknown | Whose::Other) && (titled || draft.origin)
}

/// The title's words as written: the phrase without the name.
fn title_text(draft: &Draft, run: &NameRun, document: &Document) -> Option<String> {
    let span = |from: usize, to: usize| {
        (from < to).then(|| document.tokens[from].span.hull(document.tokens[to - 1].span).of(document.body))
    };
    let before = span(draft.tokens.start, run.tokens.start);
    let after = span(run.tokens.end, draft.tokens.end);
    let text = before.or(after)?.trim_matches(|c: char| !c.is_alphanumeric());
    (!text.is_empty() && text.len() < 120).then(|| text.to_string())
}

fn folded(run: &NameRun, document: &Document) -> Vec<String> {
    let words = run.tokens.clone().map(|t| document.folded(t));
    words.filter(|w| w.chars().any(char::is_alphanumeric)).map(Into::into).collect()
}

/// A known person whose name differs in a letter: a long surname, and a given name or title that agrees.
fn near(context: &Context, words: &[String], of: &[Target], codes: &[String]) -> Option<u32> {
    let last = words.last().filter(|w| w.len() >= LONG)?;
    let titled = words.len() == 1 && !codes.is_empty();
    let initial = &last[..last.chars().next()?.len_utf8()];
    let found = context.long.beginning(initial).find(|(surname, given, person)| {
        if !close(surname, last, 1) {
            return false;
        }
        let same = words.len() > 1
            && (*given == words[0]
                || given.len() > 3 && first_letter_close(given, &words[0]) && close(given, &words[0], 2));
        same || titled && of.iter().any(|t| belongs(&context.registry.people[*person as usize], t))
    });
    found.map(|f| f.2)
}

/// The country a stranger acts for: of the title's own words, else the one spoken of last.
pub(super) fn country_of(of: &[Target], last: Option<&str>) -> Option<String> {
    of.iter().find_map(|t| t.country.clone()).or_else(|| {
        // an international body's officer has no country
        if of.iter().any(|t| !t.is_country) { None } else { last.map(Into::into) }
    })
}

/// Codes and targets of a draft.
pub(super) fn held(
    draft: &Draft,
    findings: &Findings,
    names: &[NameRun],
    grammar: &Grammar,
    registry: &Registry,
) -> (Vec<String>, Vec<Target>) {
    let codes = codes(draft, grammar);
    let local = codes.iter().any(|c| matches!(c.as_str(), "mayor" | "governor"));
    (codes, targets(&draft.of, findings, names, registry, local))
}
