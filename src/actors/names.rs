//! Names of people: runs of capitalised words, and whose they are as far as the words themselves tell.

use super::{
    grammar::{Grammar, class},
    index::{Index, What},
    lexicon::WordId,
    recognise::Written,
    scan::{Atom, Findings},
    spelling::{close, first_letter_close},
};
use crate::{
    pack::Registry,
    text::{Document, TokenKind, fold},
};
use std::ops::Range;

/// The longest particle written into one word with a name: "al-", "abdul-".
const PARTICLE: usize = 5;
/// From this rank on a surname stands alone.
pub(super) const FAMOUS: u8 = 8;

/// A run of words that names one person.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct NameRun {
    pub tokens: Range<usize>,
    pub whose: Whose,
}

/// Whose a name is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Whose {
    /// Of these, by a full name; mostly one.
    Full(Vec<u32>),
    /// A bare surname of these.
    Surname(Vec<u32>),
    /// Nobody's whom the registry knows.
    Unknown,
    /// Nobody's, though the surname is someone's: "Hunter Biden".
    Other,
}

/// What a run is found in.
pub(super) struct Finder<'a, 'w> {
    pub document: &'a Document<'a>,
    pub words: &'a [WordId],
    pub index: &'a Index,
    pub grammar: &'a Grammar,
    pub registry: &'a Registry,
    pub ranks: &'a [u8],
    pub findings: &'a Findings,
    pub written: &'a Written<'w>,
    /// Capitals say nothing here: a headline in capitals, or with every word capitalised.
    pub shouting: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Part {
    Person(usize),
    Word,
    Particle,
}

impl Finder<'_, '_> {
    /// All names of the sentence, in order.
    pub fn names(&self) -> Vec<NameRun> {
        let mut out = Vec::new();
        let mut at = self.findings.start;
        let mut parts = Vec::new();
        while at < self.findings.end {
            // a name begins with a capital, or as a form of the registry
            if !self.document.tokens[at].capital && self.findings.atom_over(at).is_none() {
                at += 1;
                continue;
            }
            parts.clear();
            let mut next = at;
            while let Some((part, end)) = self.part(next, parts.is_empty()) {
                parts.push((part, next..end));
                next = end;
                // a title between two names parts them
                if next < self.findings.end && self.findings.title_at(next).is_some() && !self.person_at(next) {
                    break;
                }
            }
            while parts.last().is_some_and(|p| p.0 == Part::Particle) {
                parts.pop();
            }
            if parts.is_empty() {
                at = at.max(next) + usize::from(next == at);
                continue;
            }
            let end = parts[parts.len() - 1].1.end;
            self.run(&parts, &mut out);
            at = end;
        }
        out.retain(|run| !self.is_institution(run));
        out
    }

    fn person_at(&self, token: usize) -> bool {
        self.findings.atom_at(token).is_some_and(|a| self.findings.atoms[a].is_person())
    }

    fn part(&self, at: usize, first: bool) -> Option<(Part, usize)> {
        if at >= self.findings.end {
            return None;
        }
        let token = &self.document.tokens[at];
        let word = self.words[at];
        let class = self.grammar.class(word);
        if let Some(ix) = self.findings.atom_over(at) {
            let atom = &self.findings.atoms[ix];
            // "On Friday Hill complained": the day, though there is somebody called so
            if atom.tokens.start != at || atom.tokens.len() == 1 && self.grammar.is_weekday(word) {
                return None;
            }
            let also_other = atom.is_named() || atom.is_demonym();
            if atom.is_person() && (!also_other || atom.any(|w| matches!(w, What::Person(_)))) {
                return Some((Part::Person(ix), atom.tokens.end));
            }
            // a country's name as someone's given name, or a city's as a surname: "Jordan Bardella"
            let next = atom.tokens.end;
            let given = first && atom.tokens.len() == 1 && self.index.given.contains(word) && token.capital;
            let given = given && !self.grammar.noun_capitals;
            if given && next < self.findings.end && self.document.tokens[next].capital && self.name_like(next) {
                return Some((Part::Word, next));
            }
            if atom.is_person() && !first {
                return Some((Part::Person(ix), atom.tokens.end));
            }
            return None;
        }
        if token.kind != TokenKind::Word {
            // an initial's full stop: "John F. Kerry"
            let initial = !first && token.glued && self.document.text(at) == "." && {
                let before = &self.document.tokens[at - 1];
                before.capital && before.span.end - before.span.start == 1
            };
            return (initial && self.name_like(at + 1)).then_some((Part::Word, at + 1));
        }
        if !token.capital {
            // "Azzam al-Ahmad"
            let joined = self.document.text(at).split_once('-').is_some_and(|(particle, name)| {
                particle.chars().count() <= PARTICLE && name.chars().next().is_some_and(char::is_uppercase)
            });
            if joined && !first && self.findings.title_at(at).is_none() {
                return Some((Part::Word, at + 1));
            }
            // "Stellungen der Huthi": an article in a name stands behind another particle, "von der Leyen"
            let article = self.grammar.noun_capitals && class & class::ARTICLE != 0;
            let article = article && self.grammar.class(self.words[at - 1]) & class::PARTICLE == 0;
            let particle = class & class::PARTICLE != 0 && !article;
            let goes_on = (at + 1..(at + 3).min(self.findings.end)).any(|t| self.name_like(t));
            return (particle && !first && goes_on && self.name_like_or_particle(at + 1))
                .then_some((Part::Particle, at + 1));
        }
        if class & class::PARTICLE != 0 && self.name_like_or_particle(at + 1) && token.kind == TokenKind::Word {
            return Some((Part::Word, at + 1));
        }
        self.name_like(at).then_some((Part::Word, at + 1))
    }

    fn name_like_or_particle(&self, at: usize) -> bool {
        self.name_like(at)
            || at < self.findings.end
                && self.grammar.class(self.words[at]) & class::PARTICLE != 0
                && self.name_like(at + 1)
    }

    /// A capitalised word that is nothing else: no country, title, or little word.
    fn name_like(&self, at: usize) -> bool {
        if at >= self.findings.end {
            return false;
        }
        let token = &self.document.tokens[at];
        if !token.capital || token.kind != TokenKind::Word {
            return false;
        }
        if let Some(ix) = self.findings.atom_over(at) {
            return self.findings.atoms[ix].is_person();
        }
        // "Minister Mark Novotny": a given name that is a word, too, within a sentence
        let given = || !self.opens(at) && self.index.given.contains(self.words[at]);
        let class = match self.grammar.class(self.words[at]) {
            class if class & class::ORDINARY != 0 && given() => class & !class::ORDINARY,
            class => class,
        };
        const NO: u32 = class::FUNCTION
            | class::HONORIFIC
            | class::STANDING
            | class::INSTITUTION
            | class::BODY_WORD
            | class::ORDINARY
            | class::OF
            | class::ARTICLE
            | class::AT_PLACE
            | class::POSSESSIVE
            | class::MASCULINE
            | class::FEMININE;
        if class & NO != 0 {
            return false;
        }
        if self.shouting || token.caps && self.document.text(at).len() > 1 {
            return self.index.given.contains(self.words[at]);
        }
        self.findings.title_at(at).is_none() && !self.inside_title(at)
    }

    fn inside_title(&self, at: usize) -> bool {
        self.findings.title_over(at).is_some()
    }

    fn run(&self, parts: &[(Part, Range<usize>)], out: &mut Vec<NameRun>) {
        let person = |p: &(Part, Range<usize>)| match p.0 {
            Part::Person(ix) => Some(&self.findings.atoms[ix]),
            _ => None,
        };
        // a full name stands for itself, whatever stands beside it
        let mut rest = parts;
        while let Some(at) = rest.iter().position(|p| person(p).is_some_and(|a| !fulls(a).is_empty())) {
            self.run_words(&rest[..at], out);
            let atom = person(&rest[at]).expect("found there");
            out.push(NameRun { tokens: atom.tokens.clone(), whose: Whose::Full(fulls(atom)) });
            rest = &rest[at + 1..];
        }
        if !rest.is_empty() || rest.len() == parts.len() {
            self.run_words(rest, out);
        }
    }

    /// A run without a full name.
    fn run_words(&self, parts: &[(Part, Range<usize>)], out: &mut Vec<NameRun>) {
        let mut parts = parts;
        while parts.last().is_some_and(|p| p.0 == Part::Particle) {
            parts = &parts[..parts.len() - 1];
        }
        let surname = parts.iter().rposition(|p| matches!(p.0, Part::Person(_)));
        let Some(at) = surname else {
            let parts = self.without_opening(parts, 1);
            if let (Some(first), Some(last)) = (parts.first(), parts.last()) {
                out.push(NameRun { tokens: first.1.start..last.1.end, whose: Whose::Unknown });
            }
            return;
        };
        let Part::Person(ix) = parts[at].0 else { return };
        let atom = &self.findings.atoms[ix];
        let bearers = surnames(atom);
        let before = self.without_opening(&parts[..at], 0);
        let after = &parts[at + 1..];
        let given: Vec<String> =
            before.iter().chain(after).map(|p| fold(&self.document.body[self.span(&p.1)])).collect();
        let start = before.first().map_or(atom.tokens.start, |p| p.1.start);
        let end = after.last().map_or(atom.tokens.end, |p| p.1.end);
        if given.is_empty() {
            // a little word that opens a sentence is nobody's name: "Les sanctions …", and not Gabriel Leș
            let little = |at: usize| self.grammar.class(self.words[at]) & class::FUNCTION != 0;
            if atom.tokens.len() == 1 && self.opens(atom.tokens.start) && little(atom.tokens.start) {
                return;
            }
            out.push(NameRun { tokens: atom.tokens.clone(), whose: Whose::Surname(bearers) });
            return;
        }
        let fitting: Vec<u32> = bearers.iter().copied().filter(|p| self.given_fits(*p, &given)).collect();
        if !fitting.is_empty() {
            out.push(NameRun { tokens: start..end, whose: Whose::Full(fitting) });
        } else if before.is_empty()
            && !bearers.iter().any(|p| self.surname_first(*p))
            && !self.index.given.contains(self.words[atom.tokens.start])
            && bearers.iter().any(|p| self.ranks[*p as usize] >= FAMOUS)
        {
            // of a famous surname the next word is no second name; of others it is, and this another person
            out.push(NameRun { tokens: atom.tokens.clone(), whose: Whose::Surname(bearers) });
        } else if let ([(Part::Person(first), _)], []) = (before, after)
            && [*first, ix].iter().all(|ix| self.stands_alone(*ix))
        {
            // "traf Merkel Macron": two of whom each is known by the surname
            for ix in [*first, ix] {
                let atom = &self.findings.atoms[ix];
                out.push(NameRun { tokens: atom.tokens.clone(), whose: Whose::Surname(surnames(atom)) });
            }
        } else {
            out.push(NameRun { tokens: start..end, whose: Whose::Other });
        }
    }

    /// The surname of one who led a country, and no given name. Of lesser ones the word before may be: "Cameron MacKay".
    fn stands_alone(&self, atom: usize) -> bool {
        let atom = &self.findings.atoms[atom];
        let given = self.index.given.contains(self.words[atom.tokens.start]);
        !given && surnames(atom).iter().any(|p| self.ranks[*p as usize] > FAMOUS && !self.surname_first(*p))
    }

    /// Drops a sentence's first word, capitalised for being the first, unless it is someone's given name.
    fn without_opening<'p>(&self, parts: &'p [(Part, Range<usize>)], keep: usize) -> &'p [(Part, Range<usize>)] {
        let Some((Part::Word, tokens)) = parts.first() else { return parts };
        let at = tokens.start;
        // "Riceve Robert Bradtke": a given name stands behind it
        let named = || parts.len() > 2 && self.index.given.contains(self.words[parts[1].1.start]);
        // "Novotny said …", who was called Jan Novotny before
        let alone = || {
            let folded = self.document.folded(at);
            parts.len() == 1 && keep > 0 && self.written.as_surname(folded) && !self.common(at)
        };
        if !self.opens(at)
            || self.index.given.contains(self.words[at])
            || alone()
            || parts.len() > keep && keep > 0 && !self.common(at) && !named()
        {
            return parts;
        }
        &parts[1..]
    }

    /// The word opens a sentence, or what stands behind a colon, a quotation mark, a dash.
    fn opens(&self, at: usize) -> bool {
        at == self.findings.start || {
            let before = &self.document.tokens[at - 1];
            before.kind == TokenKind::Mark && !matches!(self.document.text(at - 1), "," | "-" | "." | "(")
        }
    }

    /// The article writes the same word in lower case too.
    fn common(&self, at: usize) -> bool {
        self.written.as_common(self.document.folded(at))
    }

    fn span(&self, tokens: &Range<usize>) -> Range<usize> {
        self.document.tokens[tokens.start].span.hull(self.document.tokens[tokens.end - 1].span).range()
    }

    /// The given names written may be this person's, in another spelling or as an initial. Two given names must
    /// both fit where the person has two: "Yoon Young-chan" is not Yoon Young-kwan.
    fn given_fits(&self, person: u32, given: &[String]) -> bool {
        let entry = &self.registry.people[person as usize];
        let full = || std::iter::once(&*entry.name).chain(&entry.aliases).filter(|f| f.contains(' '));
        let bare = entry.aliases.iter().filter(|f| !f.contains(' '));
        let surnames: Vec<String> = std::iter::once(&*entry.surname).chain(bare).map(fold).collect();
        // where the surname comes first, every full form begins with one
        let first = usize::from(self.surname_first(person));
        let given: Vec<&str> = given.iter().flat_map(|g| g.split([' ', '-', '.'])).filter(|g| !g.is_empty()).collect();
        full().any(|form| {
            let own = form.split([' ', '-']).skip(first).map(fold);
            let own: Vec<String> = own.filter(|w| !surnames.contains(w) && w.len() > 1).collect();
            let fits = |g: &&str| own.iter().any(|o| same_given(o, g));
            if given.len() > 1 && given.len() == own.len() { given.iter().all(fits) } else { given.iter().any(fits) }
        })
    }

    fn surname_first(&self, person: u32) -> bool {
        let entry = &self.registry.people[person as usize];
        entry.name.starts_with(entry.surname.as_str())
    }

    /// "via Kennedy", "Kennedy Airport": no person.
    fn is_institution(&self, run: &NameRun) -> bool {
        let is = |t: usize| self.grammar.class(self.words[t]) & class::INSTITUTION != 0;
        let end = run.tokens.end;
        let next = end < self.findings.end && self.document.tokens[end].capital;
        // "the High Council"
        let body = || run.whose == Whose::Unknown && self.grammar.class(self.words[end]) & class::BODY_WORD != 0;
        let after = next && (is(end) || body());
        let mut before = run.tokens.start;
        for _ in 0..2 {
            if before == self.findings.start {
                break;
            }
            before -= 1;
            if is(before) {
                return true;
            }
            let class = self.grammar.class(self.words[before]);
            // "the State Committee for National Security"
            let capital = self.document.tokens[before].capital;
            if run.whose == Whose::Unknown && class & class::BODY_WORD != 0 && capital && before + 1 < run.tokens.start
            {
                return true;
            }
            if class & (class::OF | class::COMPLEMENT) == 0 {
                break;
            }
        }
        after
    }
}

/// One given name in two spellings, shortened, or as an initial.
fn same_given(own: &str, written: &str) -> bool {
    own == written
        || written.len() == 1 && own.starts_with(written)
        || written.len() >= 3 && own.starts_with(written)
        || own.len() >= 3 && written.starts_with(own)
        || written.len() >= 4
            && first_letter_close(own, written)
            && close(own, written, if written.len().min(own.len()) > 4 { 2 } else { 1 })
}

fn fulls(atom: &Atom) -> Vec<u32> {
    people(atom, |w| if let What::Person(p) = w { Some(p) } else { None })
}

fn surnames(atom: &Atom) -> Vec<u32> {
    people(atom, |w| if let What::Surname(p) = w { Some(p) } else { None })
}

fn people(atom: &Atom, of: impl Fn(What) -> Option<u32>) -> Vec<u32> {
    let mut out: Vec<u32> = atom.senses.iter().filter_map(|s| of(s.what)).collect();
    out.sort_unstable();
    out.dedup();
    out
}
