//! The stage whole: a document in, its cast out.

use super::{
    Cast,
    compounds::Compounds,
    context::{Context, belongs, ranks, targets},
    grammar::{Grammar, class},
    index::{Index, What},
    lexicon::{Vocabulary, WordId},
    names::{Finder, NameRun, Whose},
    phrase::{Draft, Of, Parser},
    prepared::{Kept, Names},
    scan::{Findings, scan},
    settle::Settler,
    spelling::mixes_scripts,
};
use crate::{
    pack::{Packs, Registry},
    text::{Cutter, Document, ParagraphRole, TokenKind},
};
use rustc_hash::FxHashSet;
use std::{cell::OnceCell, sync::Arc};

/// What names are found by, as `build.rs` made it.
static NAMES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/names.bin"));

/// Finds who is named. Made once, shared by all articles.
#[derive(Debug, Clone)]
pub struct Recogniser {
    registry: Arc<Registry>,
    words: Vocabulary,
    index: Index,
    ranks: Vec<u8>,
    grammars: Vec<Kept>,
    codes: Vec<String>,
}

impl Recogniser {
    pub fn new(packs: &Packs, cutter: &Cutter) -> Recogniser {
        let (languages, registry) = (&packs.languages, &packs.registry);
        let names = Names::prepared(NAMES, languages, registry, cutter);
        let Names { words, index, grammars } = names.unwrap_or_else(|| Names::new(languages, registry, cutter));
        let codes = packs.languages.iter().map(|p| p.language.clone()).collect();
        let ranks = ranks(&packs.registry);
        Recogniser { registry: packs.registry.clone(), words, index, ranks, grammars, codes }
    }

    /// Parts words that are two: names joined, "Putin-Erdogan", and names that own, "Putins". Before anything else counts the document's tokens.
    pub fn part(&self, document: &mut Document) {
        let compounds = Compounds { words: &self.words, index: &self.index, ranks: &self.ranks };
        let small = |grammar: &Grammar, document: &Document, token| {
            grammar.class(self.words.find(document.folded(token))) & (class::FUNCTION | class::CLAUSE) != 0
        };
        document.part(|document, token| {
            let sentence = document.sentences.partition_point(|s| s.tokens.end as usize <= token);
            let owners = match document.sentences.get(sentence).map(|_| self.grammar(document, sentence)) {
                // "Falls" opens a clause, and owns nothing
                Some(grammar) if !small(grammar, document, token) => &grammar.rules.possessives[..],
                _ => &[],
            };
            compounds.cuts(document, token, owners)
        });
    }

    /// Who is named where, and whom each mention means. Knows no day: an office alone stays an office.
    pub fn recognise(&self, document: &Document) -> Cast {
        self.recognise_of(document, None)
    }

    /// The same of a document that is known to be of a year: of two who bear a name, whoever held an office then is meant.
    pub fn recognise_of(&self, document: &Document, year: Option<i32>) -> Cast {
        let words = self.words.of(document);
        let written =
            Written { document, words: &words, within: OnceCell::new(), small: OnceCell::new(), ends: OnceCell::new() };
        let mut sentences = Vec::with_capacity(document.sentences.len());
        for sentence in 0..document.sentences.len() {
            sentences.push(self.names(&written, sentence));
        }
        let mut context = Context::new(&self.registry, &self.ranks, &self.index.long, document, &sentences);
        context.year = year;
        let drafts: Vec<Vec<Draft>> =
            (0..sentences.len()).map(|s| self.drafts(document, &words, s, &sentences[s])).collect();
        let mut settler =
            Settler::new(&self.registry, &self.grammars, &self.codes, document, &words, &sentences, context);
        settler.discover(&drafts);
        settler.settle(&drafts);
        let mut cast = settler.finish();
        cast.lookalikes =
            document.tokens.iter().map(|t| t.span).filter(|s| mixes_scripts(s.of(document.body))).collect();
        cast
    }

    /// How many forms of the registry a document holds: the first step by itself, to be measured.
    #[doc(hidden)]
    pub fn forms(&self, document: &Document) -> usize {
        let words = self.words.of(document);
        (0..document.sentences.len())
            .map(|s| scan(document, &words, &self.index, self.grammar(document, s), s, |_| true).atoms.len())
            .sum()
    }

    fn grammar(&self, document: &Document, sentence: usize) -> &Grammar {
        &self.grammars[document.sentences[sentence].language as usize]
    }

    fn names(&self, written: &Written, sentence: usize) -> (Findings, Vec<NameRun>) {
        let (document, words) = (written.document, written.words);
        let grammar = self.grammar(document, sentence);
        let range = &document.sentences[sentence].tokens;
        let first = (range.start..range.end).map(|t| t as usize).find(|&t| document.tokens[t].kind == TokenKind::Word);
        let shouting = shouting(document, words, grammar, sentence);
        let found = scan(document, words, &self.index, grammar, sentence, |atom| {
            // a sentence's first word has its capital for that
            let ordinary = atom.tokens.len() == 1
                && grammar.class(words[atom.tokens.start]) & class::ORDINARY != 0
                && !document.tokens[atom.tokens.start].caps;
            !ordinary || Some(atom.tokens.start) != first || written.as_name(words[atom.tokens.start])
        });
        let finder = Finder {
            document,
            words,
            index: &self.index,
            grammar,
            registry: &self.registry,
            ranks: &self.ranks,
            findings: &found,
            written,
            shouting,
        };
        let names = finder.names();
        (found, names)
    }

    fn drafts(
        &self,
        document: &Document,
        words: &[WordId],
        sentence: usize,
        found: &(Findings, Vec<NameRun>),
    ) -> Vec<Draft> {
        let (findings, names) = found;
        let grammar = self.grammar(document, sentence);
        let belongs = |run: &NameRun, of: &[Of]| {
            let targets = targets(of, findings, names, &self.registry, false);
            match &run.whose {
                Whose::Full(people) | Whose::Surname(people) => {
                    targets.is_empty()
                        || people.iter().any(|p| targets.iter().any(|t| belongs(&self.registry.people[*p as usize], t)))
                }
                Whose::Unknown | Whose::Other => true,
            }
        };
        Parser {
            document,
            words,
            grammar,
            findings,
            names,
            belongs: &belongs,
            apposed: Default::default(),
            depth: Default::default(),
        }
        .drafts()
    }
}

/// How the article writes its words elsewhere; gathered when first asked.
pub(super) struct Written<'a> {
    document: &'a Document<'a>,
    words: &'a [WordId],
    within: OnceCell<FxHashSet<WordId>>,
    small: OnceCell<FxHashSet<&'a str>>,
    ends: OnceCell<FxHashSet<&'a str>>,
}

impl Written<'_> {
    /// The word stands capitalised within some sentence: it is a name there.
    pub fn as_name(&self, word: WordId) -> bool {
        let within = self.within.get_or_init(|| {
            let tokens = &self.document.tokens;
            let mut out = FxHashSet::default();
            for sentence in &self.document.sentences {
                for t in sentence.tokens.start as usize + 1..sentence.tokens.end as usize {
                    if tokens[t].capital && tokens[t - 1].kind == TokenKind::Word {
                        out.insert(self.words[t]);
                    }
                }
            }
            out
        });
        within.contains(&word)
    }
    /// The word, folded, ends a name of several words somewhere: "Jan Novotny".
    pub fn as_surname(&self, folded: &str) -> bool {
        let ends = self.ends.get_or_init(|| {
            let tokens = &self.document.tokens;
            let word = |t: usize| tokens[t].kind == TokenKind::Word && tokens[t].capital;
            (1..tokens.len()).filter(|&t| word(t) && word(t - 1)).map(|t| self.document.folded(t)).collect()
        });
        ends.contains(folded)
    }
    /// The word, folded, is written in lower case somewhere.
    pub fn as_common(&self, folded: &str) -> bool {
        let small = self.small.get_or_init(|| {
            let small = (0..self.document.tokens.len()).filter(|&t| !self.document.tokens[t].capital);
            small.map(|t| self.document.folded(t)).collect()
        });
        small.contains(folded)
    }
}

/// Whether capitals say nothing in a sentence: all is in capitals, or every word of a headline begins with one.
fn shouting(document: &Document, words: &[WordId], grammar: &Grammar, sentence: usize) -> bool {
    let entry = &document.sentences[sentence];
    let tokens = document.tokens_of(entry);
    let long = |t: &&crate::text::Token| t.kind == TokenKind::Word && t.span.end - t.span.start > 3;
    let total = tokens.iter().filter(long).count();
    let caps = tokens.iter().filter(long).filter(|t| t.caps).count();
    if total >= 3 && caps * 3 >= total * 2 {
        return true;
    }
    let headline = document.paragraphs[entry.paragraph as usize].role == ParagraphRole::Headline;
    let little = |i: usize| grammar.class(words[i]) & class::FUNCTION != 0;
    let range = entry.tokens.start as usize..entry.tokens.end as usize;
    let lower = range
        .filter(|&i| document.tokens[i].kind == TokenKind::Word && !document.tokens[i].capital && !little(i))
        .count();
    headline && grammar.rules.modifiers_first && total >= 4 && lower == 0
}

/// Whether a meaning is of a place that may stand for a government.
pub(super) fn is_seat(what: What) -> bool {
    matches!(what, What::CountrySeat(_) | What::BodySeat(_))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        pack::{PersonEntry, Registry},
        text::LanguageIx,
    };

    /// What lies in the program is what its own code makes of the packs.
    #[test]
    fn prepared_names_are_those_that_would_be_made() {
        let (packs, _) = crate::pack::load(None);
        let cutter = Cutter::new(&packs.languages);
        assert!(Names::prepare(&packs.languages, &packs.registry, &cutter) == NAMES);
        let registry = Registry::new([crate::pack::RegistryFile::default()]);
        assert!(Names::prepared(NAMES, &packs.languages, &registry, &cutter).is_none());
    }

    /// Someone added to the registry is found beside those who lie in the program as if all were made anew.
    #[test]
    fn those_who_are_added_are_found_alike() {
        let (mut packs, _) = crate::pack::load(None);
        let cutter = Cutter::new(&packs.languages);
        let mut file = Arc::make_mut(&mut packs.registry).take();
        let known = file.people[0].surname.clone();
        let name = format!("Quorl-Vex Zanthimond {known}");
        file.people.push(PersonEntry {
            id: "new".into(),
            aliases: ["Zanthimond", &format!("Quorl Vex {known}")].into_iter().collect(),
            surname: known.clone(),
            name: name.as_str().into(),
            ..PersonEntry::default()
        });
        packs.registry = Arc::new(Registry::new([file]));
        let (languages, registry) = (&packs.languages, &packs.registry);
        let beside = Names::prepared(NAMES, languages, registry, &cutter).expect("nothing else is changed");
        let anew = Names::new(languages, registry, &cutter);
        let recogniser = |names: Names| Recogniser {
            registry: registry.clone(),
            words: names.words,
            index: names.index,
            ranks: ranks(registry),
            grammars: names.grammars,
            codes: languages.iter().map(|p| p.language.clone()).collect(),
        };
        let (beside, anew) = (recogniser(beside), recogniser(anew));
        let of = |person: &PersonEntry| format!("{} met {known}. Quorl {known} and {}", person.name, person.surname);
        let all: Vec<String> = registry.people.iter().step_by(40).map(of).collect();
        let text = format!("{name} met {known}.\n\nMr Zanthimond, president Quorl Zanthimont.\n\n{}", all.join(". "));
        for language in 0..languages.len() {
            let document = cutter.cut(&text, Some(language as LanguageIx));
            let casts = [&beside, &anew].map(|r| format!("{:#?}", r.recognise(&document)));
            assert!(casts[0].contains("\"new\""));
            assert!(casts[0] == casts[1]);
        }
    }

    /// Prose that no one wrote is read in time that grows with its length, and in a stack that doesn't.
    #[test]
    fn endless_sentences_are_read() {
        let (packs, _) = crate::pack::load(None);
        let cutter = Cutter::new(&packs.languages);
        let recogniser = Recogniser::new(&packs, &cutter);
        for part in [
            "Putin, Trump, Macron, ",
            "Putin met Trump ",
            "Vladimir Putin ",
            "president, ",
            "Putin, president ",
            "Russian ",
            "Russia's ",
            "new president of ",
            "the president and ",
            "his counterpart, both sides, the two leaders, the foreign ministry, he ",
            "General Abcd Efgh, ",
            "președintele al ministrului ",
        ] {
            let text = part.repeat(500);
            for language in 0..packs.languages.len() {
                let document = cutter.cut(&text, Some(language as crate::text::LanguageIx));
                let _ = recogniser.recognise(&document);
            }
        }
    }
}
