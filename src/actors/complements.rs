//! What follows a title and belongs to it: "of Turkey", "turco uscente", "al Siriei".

use super::{
    grammar::{Grammar, TitleKind, class},
    index::What,
    names::Whose,
    phrase::{Draft, Of, Parser},
};

/// More countries than any meeting has members.
const MOST: usize = 64;

/// What the titles of a phrase are, as far as it decides what belongs to it.
struct Kinds {
    stand_in: bool,
    /// Troops: a place after them, beside an adjective or by itself, is where they are.
    forces: bool,
    /// An organ of a state, or an office where those are tied to seats alike.
    seated: bool,
    organ: bool,
    office: bool,
    counterpart: bool,
    abroad: bool,
}

impl Parser<'_> {
    /// "L'americano John Kerry", "il tagico Saimumin Yatimov": whether a name beside where its bearer is from is his, and
    /// whether nothing else introduces him. A feminine noun may be a company's: "la francese Air Liquide".
    pub(super) fn of_origin(&self, at: usize, atom: usize, name: usize) -> Option<bool> {
        let run = &self.names[name];
        if !matches!(run.whose, Whose::Unknown | Whose::Other) {
            return (self.belongs)(run, &[Of::Atom(atom)]).then_some(false);
        }
        let before = at.checked_sub(1).filter(|t| *t >= self.findings.start).map_or(0, |t| self.class(t));
        let article = before & class::DEFINITE != 0 && before & class::FEMININE_ARTICLE == 0;
        let ends = self.grammar.is_definite(self.document.folded(run.tokens.start - 1));
        let plain = !self.grammar.rules.modifiers_first && (2..=3).contains(&run.tokens.len());
        (plain && (article || ends)).then_some(true)
    }

    /// "of Turkey", "turco uscente", "al Siriei": the end of what belongs to a title.
    pub(super) fn complements(&self, draft: &mut Draft, start: usize, plural: bool) -> usize {
        let mut at = start;
        let mut kept = start;
        let kinds = self.kinds(draft);
        let plural = plural || kinds.counterpart || self.several(draft);
        // "liderul de la" ends in the word that its complement follows
        let open = start > 0 && start > self.findings.start && self.is(start - 1, class::AT_PLACE | class::OF);
        loop {
            let word = self.class(at);
            if let Some(atom) = self.findings.atom_at(at)
                && self.name_at(at).is_none()
            {
                let found = &self.findings.atoms[atom];
                let adjective = found.is_demonym() && !self.grammar.rules.modifiers_first;
                let tied = || {
                    kinds.office && at == kept && found.any(|w| matches!(w, What::Country(_) | What::Body(_)))
                        || self.document.tokens[at].caps
                        || self.short_caps(at)
                        || open && at == start
                };
                // "Präsident Russlands": a genitive follows its title wherever adjectives stand
                let beside = found.is_named() && (found.genitive() || !self.grammar.rules.modifiers_first && tied());
                if adjective || beside {
                    draft.of.push(Of::Atom(atom));
                    at = found.tokens.end;
                    kept = at;
                    if plural || kinds.stand_in {
                        kept = self.list(draft, at, adjective);
                        at = kept;
                    }
                    continue;
                }
                break;
            }
            if word & class::STANDING != 0 {
                draft.standing = draft.standing.or(Grammar::standing(word));
                at += 1;
                kept = at;
                continue;
            }
            if kinds.counterpart && word & class::ARTICLE != 0 && at == kept {
                at += 1;
                continue;
            }
            // "the government in Kyiv"
            if kinds.seated
                && at == kept
                && let Some(length) = self.grammar.length_of(self.words, at, class::SEATED)
                && let Some(atom) = self.findings.atom_at(at + length)
                && self.findings.atoms[atom]
                    .any(|w| matches!(w, What::CountrySeat(_)) || kinds.organ && matches!(w, What::Country(_)))
            {
                draft.of.push(Of::Atom(atom));
                return self.findings.atoms[atom].tokens.end;
            }
            if kinds.forces && word & class::AT_PLACE != 0 {
                break;
            }
            if word & (class::OF | class::GENITIVE) != 0 || kinds.abroad && word & class::COMPLEMENT != 0 {
                let mut whole = draft.clone();
                let short = self.complement(&mut whole, at + 1, word & class::OF != 0 && !kinds.stand_in);
                // "head of the Bolivian customs agency"
                if short.is_none_or(|end| !self.boundary(end) && self.name_at(end).is_none())
                    && let Some(end) = self.open_complement(draft, at + 1)
                {
                    return end;
                }
                if let Some(end) = short {
                    *draft = whole;
                    at = if plural { self.list(draft, end, false) } else { end };
                    kept = at;
                    continue;
                }
                if let Some(end) = self.open_complement(draft, at + 1) {
                    return end;
                }
                break;
            }
            // "Iran's mission to the UN": where it sits; who did what follows is the mission
            if kinds.stand_in
                && !kinds.forces
                && !draft.of.is_empty()
                && word & (class::COMPLEMENT | class::AT_PLACE | class::TO_PLACE) != 0
                && let next = at + 1 + usize::from(self.is(at + 1, class::ARTICLE))
                && let Some(atom) = self.findings.atom_at(next)
                && self.findings.atoms[atom].any(|w| matches!(w, What::Body(_)))
            {
                at = self.findings.atoms[atom].tokens.end;
                kept = at;
                continue;
            }
            // an organ may follow its title in the genitive, over an article of its own
            if let Some(hit) = self.findings.title_at(at)
                && hit.titles.iter().any(|t| t.genitive)
                && !kinds.stand_in
                && !self.grammar.rules.modifiers_first
                && self.depth.get() <= super::phrase::DEEPEST
            {
                self.depth.set(self.depth.get() + 1);
                let ix = self.findings.title_index(hit.tokens.start);
                draft.of.extend(ix.map(Of::Title));
                let mut inner = Draft::default();
                at = self.complements(&mut inner, hit.tokens.end, false);
                self.depth.set(self.depth.get() - 1);
                draft.of.extend(inner.of);
                kept = at;
                continue;
            }
            if let Some((length, _)) = self.grammar.modifier(self.words, at).filter(|m| at + m.0 <= self.findings.end) {
                at += length;
                continue;
            }
            let genitive = !self.grammar.rules.genitive_endings.is_empty()
                && at < self.findings.end
                && self.grammar.rules.genitive_endings.iter().any(|e| self.document.folded(at).ends_with(e.as_str()));
            // "liderul partidului Democrat"
            let named = !self.grammar.rules.genitive_endings.is_empty()
                && at == start
                && at < self.findings.end
                && self.document.tokens[at].capital
                && self.name_at(at).is_none_or(|n| self.names[n].tokens.len() == 1);
            if (genitive || named)
                && let Some(end) = self.open_complement(draft, at)
            {
                return end;
            }
            break;
        }
        // fillers at the end belong to a name that follows, and to nothing else
        let name = self.name_at(at).is_some()
            || !self.grammar.rules.modifiers_first && self.comma(at) && self.name_at(at + 1).is_some();
        if at > kept && name { at } else { kept }
    }

    /// "die Präsidenten Frankreichs und Brasiliens": of a title that serves one and several the article tells.
    fn several(&self, draft: &Draft) -> bool {
        let article = draft.tokens.start.checked_sub(1).is_some_and(|t| self.is(t, class::PLURAL_ARTICLE));
        article && draft.titles.last().is_some_and(|meanings| meanings.iter().any(|t| t.plural))
    }

    fn kinds(&self, draft: &Draft) -> Kinds {
        let abroad = |t: TitleKind| match t {
            TitleKind::Office(ix) => self.grammar.rules.offices[ix as usize].abroad,
            _ => false,
        };
        let office = draft.has(|k| matches!(k, TitleKind::Office(_)));
        let organ = draft.titles.is_empty() || draft.has(|k| matches!(k, TitleKind::Ministry(_)));
        let forces = draft.has(|k| k == TitleKind::Forces);
        Kinds {
            stand_in: forces || draft.has(|k| k == TitleKind::StandIn),
            forces,
            organ,
            seated: organ || office && !self.grammar.rules.modifiers_first,
            office,
            counterpart: draft.has(|k| k == TitleKind::Counterpart),
            abroad: draft.has(abroad),
        }
    }

    /// "Usa", "Ue": written as a word, but an acronym.
    fn short_caps(&self, at: usize) -> bool {
        self.document.tokens[at].capital && self.document.text(at).len() <= 4
    }

    /// What follows "of".
    fn complement(&self, draft: &mut Draft, start: usize, of: bool) -> Option<usize> {
        let mut at = start;
        while self.is(at, class::ARTICLE | class::FILLER | class::GENITIVE | class::STANDING)
            && self.findings.atom_at(at).is_none()
        {
            at += 1;
        }
        if let Some(atom) = self.findings.atom_at(at)
            && self.name_at(at).is_none()
        {
            let found = &self.findings.atoms[atom];
            // "leader of the Congo River Alliance"
            let next = found.tokens.end;
            let longer = self.is(next, class::BODY_WORD)
                && self.document.tokens[next].capital
                && !self.document.tokens[next].caps
                && self.findings.title_at(next).is_none()
                && found.any(|w| matches!(w, What::Country(_)));
            // "heads of Iran's atomic agency": of what Iran owns; "of Russia's foreign ministry" is known
            let owner = self.is(next, class::POSSESSIVE) && self.document.tokens[next].glued;
            let strange = owner && self.findings.title_at(next + 1).is_none();
            if !longer && !strange && (found.is_named() || found.is_demonym()) {
                draft.of.push(Of::Atom(atom));
                let mut end = found.tokens.end + usize::from(owner);
                // "the Russian Foreign Ministry", "dell'Aiea", "of Turkey's ruling party"
                if let Some(hit) = self.findings.title_at(end)
                    && self.grammar.rules.modifiers_first
                {
                    let ix = self.findings.title_index(hit.tokens.start);
                    draft.of.extend(ix.map(Of::Title));
                    end = hit.tokens.end;
                }
                return Some(end);
            }
        }
        if let Some(hit) = self.findings.title_at(at)
            && of
            && !self.is_lead(at)
            && self.depth.get() <= super::phrase::DEEPEST
        {
            self.depth.set(self.depth.get() + 1);
            let ix = self.findings.title_index(hit.tokens.start);
            draft.of.extend(ix.map(Of::Title));
            draft.of.extend(hit.atoms.iter().map(|&a| Of::Atom(a)));
            let mut inner = Draft::default();
            let end = self.complements(&mut inner, hit.tokens.end, false);
            self.depth.set(self.depth.get() - 1);
            draft.of.extend(inner.of);
            return Some(end);
        }
        if let Some(name) = self.name_at(at)
            && of
            && matches!(self.names[name].whose, Whose::Full(_) | Whose::Surname(_))
        {
            draft.of.push(Of::Name(name));
            return Some(self.names[name].tokens.end);
        }
        None
    }

    /// A complement of words that mean nothing here, up to a comma or a name: "of the city's military administration".
    fn open_complement(&self, draft: &mut Draft, start: usize) -> Option<usize> {
        let open = draft.titles.iter().flatten().any(|t| match t.kind {
            TitleKind::Office(ix) => self.grammar.rules.offices[ix as usize].open,
            _ => false,
        });
        if !open {
            return None;
        }
        let mut found = Vec::new();
        let mut at = start;
        while at < self.findings.end && at < start + 9 {
            if self.boundary(at) {
                // "…, Ali Akbar Salehi," or an apposition's end
                let follows = self.comma(at) && self.name_at(at + 1).is_some();
                if at > start && (follows || self.apposed.get()) {
                    draft.of.append(&mut found);
                    return Some(at);
                }
                return None;
            }
            // in an apposition the name stands before: "Kyaw Zaw, a spokesman for the Northern Highlands Army"
            if let Some(name) = self.name_at(at).filter(|_| !self.apposed.get()) {
                if at > start
                    && matches!(self.names[name].whose, Whose::Unknown | Whose::Full(_))
                    && self.names[name].tokens.len() > 1
                {
                    draft.of.append(&mut found);
                    return Some(at);
                }
            } else if let Some(atom) = self.findings.atom_at(at) {
                found.push(Of::Atom(atom));
            }
            at += 1;
        }
        (at == self.findings.end && at > start && self.apposed.get()).then(|| {
            draft.of.append(&mut found);
            at
        })
    }

    /// ", of Slovakia, Czechia and Poland" after a plural title's first country.
    fn list(&self, draft: &mut Draft, start: usize, adjectives: bool) -> usize {
        let mut end = start;
        loop {
            if draft.of.len() > MOST {
                return end;
            }
            let mut at = end;
            let mut joined = false;
            while self.comma(at) || self.is(at, class::AND) {
                joined = true;
                at += 1;
            }
            if !joined {
                return end;
            }
            let mut of = false;
            while self.is(at, class::OF | class::ARTICLE) && self.findings.atom_at(at).is_none() {
                of |= self.is(at, class::OF);
                at += 1;
            }
            let Some(atom) = self.findings.atom_at(at) else { return end };
            let found = &self.findings.atoms[atom];
            let alike = if adjectives && !of { found.is_demonym() } else { found.is_named() || found.is_demonym() };
            if self.name_at(at).is_some() || !alike {
                return end;
            }
            draft.of.push(Of::Atom(atom));
            end = found.tokens.end;
        }
    }
}
