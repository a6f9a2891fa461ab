//! Phrases that belong to a noun before them, or own what follows.

use super::{
    grammar::class,
    names::Whose,
    phrase::{Draft, Parser},
};

impl Parser<'_> {
    /// One word with a capital, of whom nobody knows, where every noun has one: "Stellungen", "Strafzölle".
    pub(super) fn any_noun(&self, name: usize) -> bool {
        let run = &self.names[name];
        self.grammar.noun_capitals && run.tokens.len() == 1 && run.whose == Whose::Unknown
    }

    /// "der" says "of" right behind a noun, where those have capitals and it is an article elsewhere.
    fn of_noun(&self, at: usize) -> bool {
        // "Wie der Kreml": the first word has a capital in any case
        const SMALL: u32 = class::FUNCTION | class::GOVERNING | class::CLAUSE | class::ARTICLE;
        let opens = |t: usize| t == self.findings.start && self.is(t, SMALL);
        let noun = || at > self.findings.start && self.document.tokens[at - 1].capital && !opens(at - 1);
        // "warnte in Wien der chinesische Botschafter": nothing belongs to where it is
        let place = |t: usize| self.findings.atom_over(t).map(|a| self.findings.atoms[a].tokens.start);
        let led = |start: usize| start > self.findings.start && self.is(start - 1, class::AT_PLACE);
        let there = || at > self.findings.start && place(at - 1).is_some_and(led);
        !self.grammar.noun_capitals || !self.is(at, class::ARTICLE) || noun() && !there()
    }

    /// Whether a phrase stands behind "of", in the genitive, or owns what follows.
    pub(super) fn is_genitive(&self, draft: &Draft) -> bool {
        if self.is(draft.tokens.end, class::POSSESSIVE) && self.document.tokens[draft.tokens.end].glued {
            return true;
        }
        let own = match (draft.head(), draft.atom) {
            (Some(title), _) => title.genitive,
            (None, Some(atom)) => self.findings.atoms[atom].genitive(),
            _ => false,
        };
        let mut before = draft.tokens.start;
        while before > self.findings.start && self.is(before - 1, class::ARTICLE) && !self.is(before - 1, class::OF) {
            before -= 1;
        }
        own || before > self.findings.start
            && self.is(before - 1, class::OF | class::GENITIVE)
            && self.of_noun(before - 1)
    }
}
