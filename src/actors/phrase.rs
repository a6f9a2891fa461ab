//! Noun phrases: a name or title with what belongs to it, as one draft of a mention.

use super::{
    Standing,
    grammar::{Grammar, Title, TitleKind, class},
    index::What,
    lexicon::WordId,
    names::{NameRun, Whose},
    scan::Findings,
};
use crate::text::{Document, TokenKind};
use std::{cell::Cell, ops::Range};

/// Whom or what a title is held for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// Country, body, place or demonym: position in the sentence's atoms.
    Atom(usize),
    /// A ministry without a name of its own: position in the sentence's titles.
    Title(usize),
    /// A person: position in the sentence's names.
    Name(usize),
}

/// A mention in the making.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Draft {
    pub tokens: Range<usize>,
    /// Titles with their meanings, the first being the head.
    pub titles: Vec<Vec<Title>>,
    pub of: Vec<Of>,
    /// Position in the sentence's names.
    pub name: Option<usize>,
    /// A country, body, place or demonym alone: position in the sentence's atoms.
    pub atom: Option<usize>,
    pub standing: Option<Standing>,
    /// Stands after "of", in the genitive, or owns what follows.
    pub genitive: bool,
    /// A number or "both" before it.
    pub pair: bool,
    /// A stranger, led in by where he is from: "lo svedese …".
    pub origin: bool,
    /// A word in the place of a name.
    pub pronoun: u32,
}

impl Draft {
    pub fn head(&self) -> Option<&Title> {
        self.titles.first().and_then(|t| t.first())
    }
    /// Whether a title of it is of several: "portavoce" may be of one.
    pub fn of_several(&self) -> bool {
        self.titles.iter().any(|meanings| meanings.iter().all(|t| t.plural))
    }
    pub fn has(&self, kind: impl Fn(TitleKind) -> bool) -> bool {
        self.titles.iter().flatten().any(|t| kind(t.kind))
    }
}

/// One sentence, with all that was found in it.
pub(super) struct Parser<'a> {
    pub document: &'a Document<'a>,
    pub words: &'a [WordId],
    pub grammar: &'a Grammar,
    pub findings: &'a Findings,
    pub names: &'a [NameRun],
    /// Whether a name may be of someone who belongs to what an atom names.
    pub belongs: &'a dyn Fn(&NameRun, &[Of]) -> bool,
    /// While reading an apposition after a name.
    pub apposed: Cell<bool>,
    /// How deep one phrase is being read within another.
    pub depth: Cell<u8>,
}

/// Phrases within phrases, and what belongs to one title, end here: more is no prose.
pub(super) const DEEPEST: u8 = 3;
const LONGEST: usize = 12;

impl Parser<'_> {
    /// The drafts of the sentence, in order, not overlapping.
    pub fn drafts(&self) -> Vec<Draft> {
        let mut out = Vec::new();
        let mut at = self.findings.start;
        while at < self.findings.end {
            match self.draft(at) {
                Some(mut draft) => {
                    draft.genitive = self.is_genitive(&draft);
                    at = draft.tokens.end.max(at + 1);
                    self.inherit(out.last(), &mut draft);
                    self.take_up(out.last(), &mut draft);
                    out.push(draft);
                }
                None => at += 1,
            }
        }
        out
    }

    /// "national security advisers Ajit Doval and Asim Malik": the title is of the second too.
    fn inherit(&self, before: Option<&Draft>, draft: &mut Draft) {
        let Some(before) = before.filter(|b| b.name.is_some() && b.titles.iter().flatten().any(|t| t.plural)) else {
            return;
        };
        let Some(name) = draft.name.filter(|_| draft.titles.is_empty() && draft.of.is_empty()) else { return };
        let stranger = matches!(self.names[name].whose, Whose::Unknown | Whose::Other);
        let between = before.tokens.end..draft.tokens.start;
        let joint = |t: usize| self.comma(t) || self.is(t, class::AND);
        if stranger && self.names[name].tokens.len() > 1 && between.len() < 3 && !between.is_empty() && { between }
            .all(joint)
        {
            draft.titles.clone_from(&before.titles);
            // each of their own country, where there are as many
            draft.of = before.of[usize::from(before.of.len() == 2)..].to_vec();
        }
    }

    pub(super) fn class(&self, at: usize) -> u32 {
        if at < self.findings.end { self.grammar.class(self.words[at]) } else { 0 }
    }
    pub(super) fn is(&self, at: usize, class: u32) -> bool {
        self.class(at) & class != 0
    }
    pub(super) fn comma(&self, at: usize) -> bool {
        at < self.findings.end && self.document.text(at) == ","
    }
    pub(super) fn name_at(&self, at: usize) -> Option<usize> {
        self.names.binary_search_by_key(&at, |n| n.tokens.start).ok()
    }
    /// Whether a token is part of a name.
    fn within_name(&self, at: usize) -> bool {
        let before = self.names.partition_point(|n| n.tokens.start <= at);
        before > 0 && self.names[before - 1].tokens.contains(&at)
    }
    /// Before an apposition's end: a mark, or nothing.
    pub(super) fn boundary(&self, at: usize) -> bool {
        at >= self.findings.end || self.document.tokens[at].kind == TokenKind::Mark
    }

    fn draft(&self, at: usize) -> Option<Draft> {
        const OPENING: u32 = class::PAIR
            | class::MASCULINE
            | class::FEMININE
            | class::PLURAL
            | class::OBJECT
            | class::FILLER
            | class::STANDING;
        let found = self.findings.title_at(at).is_some() || self.findings.atom_over(at).is_some();
        if !found
            && self.class(at) & OPENING == 0
            && self.name_at(at).is_none()
            && !self.grammar.opens_pair(self.words[at])
        {
            return None;
        }
        let tokens = &self.document.tokens[at];
        if tokens.kind != TokenKind::Word && self.name_at(at).is_none() && self.findings.atom_at(at).is_none() {
            return None;
        }
        if let Some(draft) = self.titled(at) {
            return Some(draft);
        }
        if let Some(name) = self.name_at(at) {
            let mut draft = Draft { tokens: self.names[name].tokens.clone(), name: Some(name), ..Default::default() };
            if !self.any_noun(name) {
                self.after_name(&mut draft);
            }
            return Some(draft);
        }
        if let Some(atom) = self.findings.atom_at(at) {
            let found = &self.findings.atoms[atom];
            if found.is_named() || found.is_demonym() {
                return Some(Draft { tokens: found.tokens.clone(), atom: Some(atom), ..Default::default() });
            }
            return None;
        }
        // "both Libyans"
        if self.is(at, class::PAIR)
            && let next = at + 1 + usize::from(self.is(at + 1, class::ARTICLE))
            && let Some(atom) = self.people_of(next)
        {
            let tokens = at..self.findings.atoms[atom].tokens.end;
            return Some(Draft { tokens, atom: Some(atom), pair: true, ..Default::default() });
        }
        let pronoun = self.class(at) & (class::MASCULINE | class::FEMININE | class::PLURAL | class::OBJECT);
        (pronoun != 0 && !self.takes_up(at)).then(|| Draft { tokens: at..at + 1, pronoun, ..Default::default() })
    }

    /// A phrase with a title, or with an owner before a name: "Turkey's Recep Tayyip Erdogan".
    fn titled(&self, start: usize) -> Option<Draft> {
        if self.depth.get() > DEEPEST {
            return None;
        }
        self.depth.set(self.depth.get() + 1);
        let draft = self.titled_here(start);
        self.depth.set(self.depth.get() - 1);
        draft
    }

    fn titled_here(&self, start: usize) -> Option<Draft> {
        let mut draft = Draft { tokens: start..start, ..Default::default() };
        let mut at = start;
        let mut owner = false;
        loop {
            if draft.of.len() > LONGEST || at > start + 2 * LONGEST {
                return None;
            }
            if let Some(hit) = self.findings.title_at(at) {
                let end = hit.tokens.end;
                let owns = self.is(end, class::POSSESSIVE);
                let ministry = hit.titles.iter().any(|t| matches!(t.kind, TitleKind::Ministry(_)));
                let more = self.titled_or_name(end + usize::from(owns));
                if (owns || ministry && self.grammar.rules.modifiers_first) && more && !self.is_lead(at) {
                    let ix = self.findings.title_index(hit.tokens.start);
                    draft.of.extend(ix.map(Of::Title));
                    at = end + usize::from(owns);
                    continue;
                }
                if self.is_lead(at) {
                    return None;
                }
                // "i due presidenti"
                let group = hit.titles.iter().any(|t| matches!(t.kind, TitleKind::GroupOfPeople(_)));
                if group && self.is_plural_title(end) {
                    draft.pair = true;
                    at = end;
                    continue;
                }
                if group && let Some(atom) = self.people_of(end) {
                    let tokens = start..self.findings.atoms[atom].tokens.end;
                    return Some(Draft { tokens, atom: Some(atom), pair: true, ..Default::default() });
                }
                if !self.stands_alone(hit) {
                    return None;
                }
                self.title(&mut draft, at);
                return Some(draft);
            }
            if let Some(atom) = self.findings.atom_at(at)
                && !self.within_name(at)
            {
                let found = &self.findings.atoms[atom];
                let end = found.tokens.end;
                let owns = self.is(end, class::POSSESSIVE);
                // "l'americano John Kerry"
                if let Some(name) = self.name_at(end)
                    && found.is_demonym()
                    && !owns
                    && draft.titles.is_empty()
                    && let Some(origin) = self.of_origin(at, atom, name)
                {
                    draft.of.push(Of::Atom(atom));
                    draft.name = Some(name);
                    draft.origin = origin;
                    draft.tokens.end = self.names[name].tokens.end;
                    self.after_name(&mut draft);
                    return Some(draft);
                }
                if !self.grammar.rules.modifiers_first && !owns {
                    return None;
                }
                // "in Moskau Russlands Präsident": where something is belongs to no title
                let there = self.grammar.noun_capitals && at == start && start > self.findings.start;
                let there = there && !found.is_demonym() && self.is(start - 1, class::AT_PLACE);
                if !found.is_named() && !found.is_demonym() || there {
                    return None;
                }
                owner |= owns;
                draft.of.push(Of::Atom(atom));
                at = end + usize::from(owns);
                if !owns && found.is_demonym() && self.findings.title_at(at).is_none() {
                    at = self.listed_before(at).unwrap_or(at);
                }
                continue;
            }
            if let Some(name) = self.name_at(at) {
                let end = self.names[name].tokens.end;
                let owns = self.is(end, class::POSSESSIVE);
                let aide = self.grammar.rules.modifiers_first
                    && self.findings.title_at(end).is_some_and(|t| !t.titles[0].plural);
                if !draft.of.is_empty() && owner || draft.standing.is_some() && !owns {
                    draft.name = Some(name);
                    draft.tokens.end = end;
                    if !(self.belongs)(&self.names[name], &draft.of) {
                        return None;
                    }
                    self.after_name(&mut draft);
                    return Some(draft);
                }
                let title = self.findings.title_at(end + usize::from(owns)).is_some();
                if (owns || aide) && title && draft.of.is_empty() {
                    draft.of.push(Of::Name(name));
                    at = end + usize::from(owns);
                    continue;
                }
                return None;
            }
            let word = self.class(at);
            if let Some((length, word)) = self.grammar.modifier(self.words, at).filter(|m| at + m.0 < self.findings.end)
            {
                draft.standing = draft.standing.or(Grammar::standing(word));
                at += length;
            } else if word & class::PAIR != 0 && at == start && self.is_plural_title(at + 1) {
                draft.pair = true;
                at += 1;
            } else {
                return None;
            }
        }
    }

    /// A demonym, alone, where people are counted.
    fn people_of(&self, at: usize) -> Option<usize> {
        let atom = self.findings.atom_at(at)?;
        let found = &self.findings.atoms[atom];
        let alone = found.is_demonym() && !found.is_named() && self.name_at(at).is_none();
        let noun =
            !self.grammar.rules.modifiers_first || self.grammar.is_noun(self.document.folded(found.tokens.end - 1));
        (alone && noun && self.findings.title_at(found.tokens.end).is_none()).then_some(atom)
    }

    /// After a demonym, "and Turkish mediators": where the next of them stands.
    fn listed_before(&self, at: usize) -> Option<usize> {
        let joint = |at: usize| self.comma(at) || self.is(at, class::AND);
        let mut first = None;
        let mut at = at;
        let limit = at + 2 * LONGEST;
        loop {
            let start = at;
            if at > limit {
                return None;
            }
            while joint(at) && at < start + 2 {
                at += 1;
            }
            first = first.or(Some(at));
            let atom = self.findings.atom_at(at).filter(|_| at > start)?;
            let found = &self.findings.atoms[atom];
            if !found.is_demonym() {
                return None;
            }
            at = found.tokens.end;
            if let Some(hit) = self.findings.title_at(at) {
                return first.filter(|_| {
                    hit.titles.iter().any(|t| t.plural || t.kind == TitleKind::StandIn || t.kind == TitleKind::Forces)
                });
            }
        }
    }

    fn is_plural_title(&self, at: usize) -> bool {
        let at = if self.is(at, class::PAIR | class::FILLER) { at + 1 } else { at };
        let at = match self.findings.atom_at(at) {
            Some(a) if self.findings.atoms[a].is_demonym() => self.findings.atoms[a].tokens.end,
            _ => at,
        };
        self.findings.title_at(at).is_some_and(|t| t.titles.iter().any(|t| t.plural))
    }

    pub(super) fn is_lead(&self, at: usize) -> bool {
        self.findings.title_at(at).is_some_and(|t| t.titles.iter().all(|t| t.kind == TitleKind::Lead))
    }

    fn titled_or_name(&self, at: usize) -> bool {
        let mut at = at;
        let limit = self.findings.end.min(at + LONGEST);
        while self.findings.title_at(at).is_none()
            && let Some((length, _)) = self.grammar.modifier(self.words, at).filter(|_| at < limit)
        {
            at += length;
        }
        self.findings.title_at(at).is_some() && !self.is_lead(at) || self.name_at(at).is_some()
    }

    /// A title with what follows it.
    fn title(&self, draft: &mut Draft, at: usize) {
        let Some(hit) = self.findings.title_at(at) else { return };
        draft.titles.push(hit.titles.clone());
        draft.of.extend(hit.atoms.iter().map(|&a| Of::Atom(a)));
        draft.standing = draft.standing.or(hit.standing);
        let plural = hit.titles[0].plural;
        // "le delegazioni russa e ucraina"
        let countries = hit.titles.iter().any(|t| matches!(t.kind, TitleKind::GroupOfCountries(_)));
        let mut at = self.complements(draft, hit.tokens.end, plural || countries);
        draft.tokens.end = at;
        // "President and Supreme Commander Kim Jong-un"
        if self.is(at, class::AND)
            && let Some(second) = self.findings.title_at(at + 1)
            && !plural
            && !second.titles[0].plural
            && !self.is_lead(at + 1)
        {
            let mut joined = draft.clone();
            joined.titles.push(second.titles.clone());
            let end = self.complements(&mut joined, second.tokens.end, false);
            if let Some(name) = self.name_at(end) {
                joined.name = Some(name);
                joined.tokens.end = self.names[name].tokens.end;
                *draft = joined;
                return;
            }
        }
        while self.is(at, class::HONORIFIC)
            || at > hit.tokens.start
                && self.document.text(at.min(self.findings.end - 1)) == "."
                && self.document.tokens[at.min(self.findings.end - 1)].glued
                && self.name_at(at + 1).is_some()
                && at < self.findings.end
        {
            at += 1;
        }
        if self.named(draft, at) {
            return;
        }
        // a filler between: "the foreign minister, veteran diplomat …"
        let comma = self.comma(at);
        let mut next = at + usize::from(comma);
        while comma && self.is(next, class::HONORIFIC) && self.name_at(next).is_none() {
            next += 1;
        }
        if comma
            && let Some(name) = self.name_at(next)
            && self.fits_after_comma(draft, name)
        {
            draft.name = Some(name);
            draft.tokens.end = self.names[name].tokens.end;
            return;
        }
        // "il nuovo capo di stato maggiore, il generale Andriy Gnatov"
        if comma || self.findings.title_at(at).is_some() {
            let next = next + usize::from(comma && self.is(next, class::ARTICLE));
            if let Some(inner) = self.inner(next)
                && inner.name.is_some_and(|n| self.fits_after_comma(draft, n))
            {
                draft.name = inner.name;
                draft.titles.extend(inner.titles);
                draft.of.extend(inner.of);
                draft.tokens.end = inner.tokens.end;
            }
        }
    }

    /// A titled name right here, and no plural.
    fn inner(&self, at: usize) -> Option<Draft> {
        if at >= self.findings.end || self.is_lead(at) {
            return None;
        }
        let stranger = || {
            // "lo svedese Åke Sellström"
            let atom = self.findings.atom_at(at).filter(|&a| self.findings.atoms[a].is_demonym())?;
            let name = self.name_at(self.findings.atoms[atom].tokens.end)?;
            let end = self.names[name].tokens.end;
            Some(Draft { tokens: at..end, name: Some(name), of: vec![Of::Atom(atom)], ..Draft::default() })
                .filter(|_| self.names[name].tokens.len() > 1)
        };
        self.titled(at).filter(|d| d.name.is_some() && !d.of_several()).or_else(stranger)
    }

    fn named(&self, draft: &mut Draft, at: usize) -> bool {
        let Some(name) = self.name_at(at) else { return false };
        // "kündigte der Präsident Strafzölle an"
        if self.any_noun(name) {
            return false;
        }
        // "the Turkish president Putin" is two
        if !(self.belongs)(&self.names[name], &draft.of) && draft.titles[0][0].plural {
            return false;
        }
        draft.name = Some(name);
        draft.tokens.end = self.names[name].tokens.end;
        if !draft.of_several() {
            self.after_name(draft);
        }
        true
    }

    /// After a title and a comma, a name is the holder's when it may be and the phrase ends with it.
    fn fits_after_comma(&self, draft: &Draft, name: usize) -> bool {
        let run = &self.names[name];
        let ends = self.boundary(run.tokens.end) || self.is(run.tokens.end, class::AND);
        match run.whose {
            Whose::Full(_) | Whose::Surname(_) => {
                !draft.of.is_empty() && (self.belongs)(run, &draft.of)
                    || ends && draft.of.is_empty()
                    || matches!(run.whose, Whose::Full(_)) && self.of_body(draft) && self.set_off(run.tokens.end)
            }
            Whose::Unknown | Whose::Other => run.tokens.len() > 1 && ends,
        }
    }

    /// Held of a body: whoever holds that office there may be of any country, and known for another.
    fn of_body(&self, draft: &Draft) -> bool {
        let body = |of: &Of| match of {
            Of::Atom(a) => self.findings.atoms[*a].any(|w| matches!(w, What::Body(_) | What::BodyDemonym(_))),
            Of::Name(_) => true,
            Of::Title(_) => false,
        };
        draft.of.iter().any(body) && !draft.of_several()
    }

    /// Between two commas, and no item of a list: "the UN envoy, Staffan de Mistura, said".
    fn set_off(&self, end: usize) -> bool {
        let next = end + 1;
        let named = self.name_at(next).is_some() || self.findings.atom_at(next).is_some();
        self.comma(end) && !self.is(next, class::AND) && !named && self.findings.title_at(next).is_none()
    }

    /// ", head of the city's military administration", "of Greece", ", who led the Russian side" after a name.
    fn after_name(&self, draft: &mut Draft) {
        let mut at = draft.tokens.end;
        if let Some(end) = self.pictured(at) {
            draft.tokens.end = end;
            return;
        }
        if self.grammar.rules.modifiers_first
            && self.is(at, class::OF)
            && let Some(atom) = self.findings.atom_at(at + 1)
            && self.findings.atoms[atom].is_named()
            && (self.belongs)(&self.names[draft.name.unwrap_or_default()], &[Of::Atom(atom)])
        {
            draft.of.push(Of::Atom(atom));
            draft.tokens.end = self.findings.atoms[atom].tokens.end;
            at = draft.tokens.end;
        }
        let opening =
            self.comma(at) || at < self.findings.end && matches!(self.document.text(at), "(" | "–" | "-" | "—");
        if !opening {
            return;
        }
        at += 1;
        if self.is_lead(at) {
            self.relative(draft, at);
            return;
        }
        let article = self.is(at, class::ARTICLE);
        let from = at + usize::from(article);
        self.apposed.set(true);
        let title = (from < self.findings.end).then(|| self.titled(from)).flatten();
        self.apposed.set(false);
        let Some(mut title) = title else { return };
        let kinds = |t: &Title| matches!(t.kind, TitleKind::Office(_));
        if title.name.is_some() || title.titles.is_empty() || !title.titles.iter().flatten().any(kinds) {
            return;
        }
        if title.of_several() || title.pair {
            return;
        }
        let mut end = title.tokens.end;
        // "the Putin aide who led the Russian side"
        if self.is_lead(end) {
            self.relative(&mut title, end);
            end = title.tokens.end;
        }
        let beside = self.boundary(end);
        let known = draft.name.is_some_and(|n| !matches!(self.names[n].whose, Whose::Unknown | Whose::Other));
        let fits = draft.name.is_some_and(|n| (self.belongs)(&self.names[n], &title.of));
        // "Zelensky, the president said" is no apposition; neither is the next of a list
        // "the Indonesian foreign minister and ASEAN chairman"
        if self.is(end, class::AND)
            && let Some(second) = self.second(end + 1)
        {
            end = second.tokens.end;
            title.titles.extend(second.titles);
            title.of.extend(second.of);
        }
        let beside = beside || self.boundary(end);
        let listed = self.comma(end) && self.name_at(end + 1).is_some() || self.is(end, class::AND);
        let elsewhere = !fits && self.of_body(&title) && self.set_off(end);
        if beside
            && !listed
            && (fits || !known || elsewhere)
            && !(title.of.is_empty() && !article && self.grammar.rules.modifiers_first && known)
        {
            draft.tokens.end = end;
            draft.titles.extend(title.titles);
            draft.of.extend(title.of);
            draft.standing = draft.standing.or(title.standing);
        }
    }

    /// Another title of the same person, which ends the apposition.
    fn second(&self, at: usize) -> Option<Draft> {
        self.apposed.set(true);
        let at = at + usize::from(self.is(at, class::ARTICLE));
        let title = (at < self.findings.end).then(|| self.titled(at)).flatten();
        self.apposed.set(false);
        title.filter(|t| t.name.is_none() && !t.titles.is_empty() && !t.of_several() && self.boundary(t.tokens.end))
    }

    /// "who leads …" up to the next comma: whom the person acts for.
    fn relative(&self, draft: &mut Draft, lead: usize) {
        let Some(hit) = self.findings.title_at(lead) else { return };
        let mut at = hit.tokens.end;
        let mut found = Vec::new();
        while at < self.findings.end && !self.boundary(at) && at < hit.tokens.end + 10 {
            if self.name_at(at).is_some() {
                return;
            }
            if let Some(atom) = self.findings.atom_at(at) {
                found.push(Of::Atom(atom));
            }
            at += 1;
        }
        if self.boundary(at) {
            draft.of.append(&mut found);
            draft.titles.push(hit.titles.clone());
            draft.tokens.end = at;
        }
    }
}
