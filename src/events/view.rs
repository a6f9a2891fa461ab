//! One sentence with everything that the pack and the earlier stages know of its words.

use super::{
    Kind, Sort,
    brackets::Parts,
    conditions::Words,
    lexicon::{Item, Lexicon},
    phrases::placed,
};
use crate::{
    actors::{ActorMention, Cast, MentionForm},
    pack::{Cue, Mark, Preposition, VerbForm},
    text::{Document, TokenKind},
    time::TimeExpression,
};
use rustc_hash::FxHashMap;
use std::{cell::RefCell, ops::Range};

/// So few quoted words are a name or a turn of phrase and no speech.
const SCARE: usize = 4;

/// How many words a dateline may have.
const DATELINE: usize = 8;

/// A verb of the pack at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct VerbHit {
    /// First token and one past the last.
    pub start: usize,
    pub end: usize,
    pub sense: u16,
    pub form: VerbForm,
}

/// A noun of the pack at its place.
#[derive(Debug, Clone, Copy)]
pub(super) struct NounHit {
    pub start: usize,
    pub end: usize,
    pub sense: u16,
}

/// A sense, where its verb ends, and its clause.
type Asked = (u16, usize, Range<usize>);

/// A sentence, annotated. Token indices are those of the document.
pub(super) struct View<'a> {
    pub document: &'a Document<'a>,
    pub cast: &'a Cast,
    pub lexicon: &'a Lexicon,
    pub tokens: Range<usize>,
    pub verbs: Vec<VerbHit>,
    pub nouns: Vec<NounHit>,
    /// Words of topics, each at its first token.
    pub topics: Vec<(u16, usize)>,
    pub cues: Vec<(Cue, Range<usize>)>,
    /// Marks that cover each token, as bits of [`Mark`].
    pub(super) marks: Vec<u128>,
    /// Prepositions that end at each token, as bits of [`Preposition`].
    pub(super) prepositions: Vec<u16>,
    /// Quoted words that are part of the clause around them; see [`View::quoted`].
    pub(super) embedded: Vec<bool>,
    /// Index of the mention that covers each token.
    mentions: Vec<Option<u32>>,
    /// Clause number of each token.
    segments: Vec<u16>,
    /// The tokens that tell a time.
    timed: Vec<bool>,
    /// Those of times that are of what follows them alone.
    asides: Vec<bool>,
    /// The tokens with which a verb begins.
    begins: Vec<bool>,
    /// Which senses were found to fit behind which verbs in which clauses: several rules ask.
    pub fits: RefCell<FxHashMap<Asked, bool>>,
}

/// Some marks, as bits; the pack knows more of them than 64.
pub(super) const fn bits(marks: &[Mark]) -> u128 {
    let (mut out, mut ix) = (0, 0);
    while ix < marks.len() {
        out |= 1 << marks[ix] as u64;
        ix += 1;
    }
    out
}

impl<'a> View<'a> {
    pub fn new(
        document: &'a Document<'a>,
        cast: &'a Cast,
        lexicon: &'a Lexicon,
        times: &[TimeExpression],
        sentence: usize,
        parts: Option<&Parts>,
    ) -> Self {
        let tokens = &document.sentences[sentence].tokens;
        let tokens = tokens.start as usize..tokens.end as usize;
        let n = tokens.len();
        let mut view = View {
            document,
            cast,
            lexicon,
            tokens: tokens.clone(),
            verbs: Vec::new(),
            nouns: Vec::new(),
            topics: Vec::new(),
            cues: Vec::new(),
            marks: vec![0; n],
            prepositions: vec![0; n],
            embedded: vec![false; n],
            mentions: vec![None; n],
            segments: vec![0; n],
            timed: vec![false; n],
            asides: vec![false; n],
            begins: vec![false; n],
            fits: RefCell::default(),
        };
        let from = times.partition_point(|t| t.tokens.end <= tokens.start);
        for time in times[from..].iter().take_while(|t| t.tokens.start < tokens.end) {
            for token in time.tokens.start.max(tokens.start)..time.tokens.end.min(tokens.end) {
                view.timed[token - tokens.start] = true;
                view.asides[token - tokens.start] = time.aside;
            }
        }
        let from = cast.mentions.partition_point(|m| m.tokens.end <= tokens.start);
        for (ix, mention) in cast.mentions.iter().enumerate().skip(from) {
            if mention.tokens.start >= tokens.end {
                break;
            }
            // "il y a deux jours": a small word within a time is nobody
            let small = |t: usize| mention.form == MentionForm::Pronoun && view.timed[t - tokens.start];
            let within = mention.tokens.start.max(tokens.start)..mention.tokens.end.min(tokens.end);
            for token in within.filter(|t| !small(*t)).collect::<Vec<_>>() {
                view.mentions[token - tokens.start] = Some(ix as u32);
            }
        }
        view.match_items();
        view.embed();
        view.subjunctives();
        if let Some(parts) = parts.filter(|_| lexicon.order.brackets) {
            view.only(parts);
        }
        for verb in &view.verbs {
            view.begins[verb.start - tokens.start] = true;
        }
        view.segment();
        view
    }

    fn match_items(&mut self) {
        let mut vetoed: Vec<Range<usize>> = Vec::new();
        let base = self.tokens.start;
        let (mut found, mut walked) = (Vec::new(), vec![base; self.tokens.len()]);
        for at in self.tokens.clone() {
            if self.document.tokens[at].kind == TokenKind::Mark {
                continue;
            }
            let items = &self.lexicon.items;
            walked[at - base] = items.each_at(self.document, at, self.tokens.end, |end, item| found.push((end, item)));
            for (end, item) in found.drain(..) {
                match item {
                    Item::Verb(sense, form, accented) => {
                        let plain = (at..end).all(|t| self.document.lower(t).is_ascii());
                        if !(accented && plain) {
                            self.verbs.push(VerbHit { start: at, end, sense, form });
                        }
                    }
                    Item::Noun(sense) => self.nouns.push(NounHit { start: at, end, sense }),
                    // "on May 16": a month by its name is no "may"
                    Item::Mark(Mark::Possible | Mark::Hoped | Mark::Conditional, _) if self.timed(at) => {}
                    Item::Mark(_, true) if (at..end).all(|t| self.document.lower(t).is_ascii()) => {}
                    Item::Mark(mark, _) => {
                        for token in at..end {
                            self.marks[token - base] |= 1 << mark as u64;
                        }
                    }
                    Item::Preposition(p) => self.prepositions[end - 1 - base] |= 1 << p as u16,
                    Item::Cue(cue) => self.cues.push((cue, at..end)),
                    Item::Veto => vetoed.push(at..end),
                    Item::Topic(topic) => self.topics.push((topic, at)),
                }
            }
        }
        let gaps: Vec<usize> = self.tokens.clone().filter(|t| self.behind(*t) != *t).collect();
        for at in self.tokens.clone() {
            // what may part a phrase stands among its words
            if gaps.iter().any(|gap| at < *gap && *gap <= walked[at - base]) {
                self.parted(at);
            }
        }
        self.verbs.sort_by_key(|v| v.start);
        if self.lexicon.order.capitals {
            self.by_capitals();
        }
        self.adverbs();
        let free = |start: usize, end: usize| !vetoed.iter().any(|v| start < v.end && v.start < end);
        self.verbs.retain(|v| free(v.start, v.end));
        self.nouns.retain(|n| free(n.start, n.end));
        // words inside a name are no triggers: `Council of Talks`; titles are part of the mention
        let mentions = std::mem::take(&mut self.mentions);
        let named = |start: usize, end: usize| (start..end).all(|t| mentions[t - base].is_some());
        self.verbs.retain(|v| !named(v.start, v.end));
        self.nouns.retain(|n| !named(n.start, n.end));
        self.mentions = mentions;
        // of nouns that overlap, the longest phrase counts
        let nouns = std::mem::take(&mut self.nouns);
        self.nouns = nouns
            .iter()
            .filter(|a| {
                !nouns.iter().any(|b| b.start <= a.start && a.end <= b.end && (b.end - b.start) > (a.end - a.start))
            })
            .copied()
            .collect();
        // of two meanings of the same words the surer one is tried first
        let weight = |n: &NounHit| self.lexicon.nouns[n.sense as usize].weight;
        self.nouns.sort_by(|a, b| (a.start, a.end).cmp(&(b.start, b.end)).then(weight(b).total_cmp(&weight(a))));
        // "la condanna di Mosca", "condanna dell'Unione": what goes on with "of" is the noun and not the verb
        let (nouns, prepositions) = (&self.nouns, &self.prepositions);
        let of = |n: &NounHit| prepositions[n.end - 1 - base] & (1 << Preposition::Of as u16) != 0;
        let inside =
            |v: &VerbHit, n: &NounHit| n.start <= v.start && v.end <= n.end && v.end - v.start < n.end - n.start;
        self.verbs.retain(|v| !nouns.iter().any(|n| inside(v, n) && of(n)));
    }

    /// "das Treffen" is a noun and "treffen" a verb; and "der" says "of" right behind a noun only.
    fn by_capitals(&mut self) {
        let (document, first) = (self.document, self.tokens.start);
        let capital = |t: usize| document.tokens[t].capital;
        let opens: Vec<bool> = self.tokens.clone().map(|t| self.opens(t)).collect();
        self.verbs.retain(|v| !capital(v.start) || opens[v.start - first]);
        self.nouns.retain(|n| (n.start..n.end).any(capital));
        for at in self.tokens.clone() {
            // "in Amman der Außenminister": nothing belongs to where it is, nor to "Von" at the head of a sentence
            let apart = |t: usize| self.timed(t) || placed(self, t) || self.any_preposition(t);
            let noun = at > first
                && capital(at - 1)
                && !apart(at - 1)
                && !(opens[at - 1 - first] && self.marks[at - 1 - first] != 0);
            let both = self.preposition(at, Preposition::Of) && self.preposition(at, Preposition::By);
            // "der Besuch von Blinken", "wurde verurteilt von Blinken"
            let not = match both {
                true if self.nouns.iter().any(|n| n.end == at) => Preposition::By,
                true => Preposition::Of,
                false if self.is(at, Mark::Determiner) && !noun => Preposition::Of,
                false => continue,
            };
            self.prepositions[at - first] &= !(1 << not as u16);
        }
    }

    /// "die" is a relative where a clause was found to open with it, and an article elsewhere; "an" is part of its verb
    /// where it closed the clause, and a preposition elsewhere.
    fn only(&mut self, parts: &Parts) {
        let first = self.tokens.start;
        for at in self.tokens.clone() {
            if self.is(at, Mark::Determiner) {
                if parts.openers.binary_search(&at).is_err() {
                    self.marks[at - first] &= !(1 << Mark::Relative as u64);
                }
                let of = 1 << Preposition::Of as u16;
                match parts.genitives.binary_search(&at) {
                    Ok(_) => self.prepositions[at - first] |= of,
                    Err(_) => self.prepositions[at - first] &= !of,
                }
            }
            if parts.particles.binary_search(&at).is_ok() {
                self.prepositions[at - first] = 0;
            }
        }
        let behind: Vec<usize> = self.tokens.clone().map(|t| self.behind(t)).collect();
        let marks = std::mem::take(&mut self.marks);
        let is = |at: usize, mark: Mark| marks.get(at - first).is_some_and(|m| m & (1 << mark as u64) != 0);
        self.verbs.retain(|v| {
            // "stellte am Montag ein Ultimatum": over a time, too
            let next = behind.get(v.start + 1 - first).copied().unwrap_or(v.end);
            let parted = v.end > next && is(v.start, Mark::Parted) && is(next, Mark::Particle);
            !parted || parts.particles.binary_search(&next).is_ok()
        });
        self.marks = marks;
    }

    pub(super) fn adverbial(&self, token: usize) -> bool {
        let word = self.document.lower(token);
        self.lexicon.adverb_endings.iter().any(|e| word.len() > e.len() + 3 && word.ends_with(&**e))
    }

    /// "discreetly", "discretamente": an adverb by its ending, where the word is nothing else.
    fn adverbs(&mut self) {
        for at in self.tokens.clone() {
            let trigger = self.verbs.iter().any(|v| v.start == at) || self.nouns.iter().any(|n| n.start == at);
            if !trigger && self.adverbial(at) {
                self.marks[at - self.tokens.start] |= 1 << Mark::Adverb as u64;
            }
        }
    }

    /// Numbers the clauses: a new one begins at a complementizer, relative or subordinator, a
    /// semicolon, a colon, and at both ends of a quotation.
    fn segment(&mut self) {
        let base = self.tokens.start;
        let (mut segment, mut last) = (0, 0);
        // the clause that a relative one interrupts, and whether the relative has its verb
        let (mut outer, mut verb, mut apposed) = (None, false, false);
        for token in self.tokens.clone() {
            let here = &self.document.tokens[token];
            let text = here.span.of(self.document.body);
            let changed = token > base && self.quoted(token) != self.quoted(token - 1) && !self.scare(token);
            let opens = self.starts_clause(token) && !(token > base && self.starts_clause(token - 1));
            // "A accuses B - C calls D"; one of the first words ends a dateline
            let spaced = text == "-" && token > base + DATELINE && !here.glued;
            let spaced = spaced && !self.hyphen(token) && !self.document.tokens.get(token + 1).is_some_and(|t| t.glued);
            let dash = matches!(text, "–" | "—") && !self.hyphen(token);
            if token > base && (opens || changed || spaced || dash || matches!(text, ";" | ":")) {
                outer = (opens && self.relative(token)).then(|| outer.unwrap_or(segment));
                apposed = opens && !self.is(token, Mark::Relative);
                last += 1;
                (segment, verb) = (last, false);
            } else if verb
                && let Some(main) = outer
                && self.text(token - 1) == ","
                && (self.verbal(token) && (!apposed || self.finite(token)) || self.is(token, Mark::Modal))
            {
                // "…, who mediated the talks, is to visit …": after the comma the main clause goes on
                (segment, outer) = (main, None);
            }
            verb |= self.begins[token - base];
            self.segments[token - base] = segment;
        }
    }

    /// A word that opens a relative: "Merkel, che venerdì era stata a Mosca, …" as well.
    fn relative(&self, token: usize) -> bool {
        let named = |t: usize| self.has(t) && self.text(t + 1) == "," && self.mention(t).is_some();
        let apposed = self.is(token, Mark::Complementizer) && token.checked_sub(2).is_some_and(named);
        self.is(token, Mark::Relative) || apposed
    }

    /// A verb begins here that may close its clause, or an auxiliary: no mere participle.
    fn finite(&self, token: usize) -> bool {
        let bare = |v: &VerbHit| matches!(v.form, VerbForm::Participle | VerbForm::Gerund | VerbForm::Base);
        !self.verbs.iter().any(|v| v.start == token && bare(v))
    }

    /// A verb of the pack begins here.
    pub fn begins(&self, token: usize) -> bool {
        self.has(token) && self.begins[token - self.tokens.start]
    }

    /// A verb or an auxiliary begins here.
    pub fn verbal(&self, token: usize) -> bool {
        const AUXILIARIES: u128 = bits(&[
            Mark::HavePresent,
            Mark::HavePast,
            Mark::BePresent,
            Mark::BePast,
            Mark::Future,
            Mark::Conditional,
            Mark::Possible,
        ]);
        self.begins(token) || self.is_one(token, AUXILIARIES)
    }

    /// The token begins or follows some quoted words that are part of the clause: `talks in the "5+2" format`.
    pub fn scare(&self, token: usize) -> bool {
        let quoted = |t: usize| self.document.tokens[t].quoted;
        let first = if quoted(token) { token } else { token - 1 };
        let start = (self.tokens.start..=first).rev().take_while(|t| quoted(*t)).last().unwrap_or(first);
        let end = (first..self.tokens.end).find(|t| !quoted(*t)).unwrap_or(self.tokens.end);
        let mut verbs = self.verbs.iter().filter(|v| (start..end).contains(&v.start)).peekable();
        // "zeigte sich „empört“": a participle by itself tells nothing
        let words = (start..end).filter(|t| self.document.tokens[*t].kind == TokenKind::Word).count();
        let plain = verbs.peek().is_none() || words == 1 && verbs.any(|v| v.form == VerbForm::Participle);
        end - start <= SCARE && end < self.tokens.end && plain
    }

    fn starts_clause(&self, token: usize) -> bool {
        // "a day after that call": nothing begins within a time
        let within = self.timed(token) && token > self.tokens.start && self.timed(token - 1);
        let opens = self.is(token, Mark::Complementizer)
            || self.is(token, Mark::Relative)
            || self.is(token, Mark::Subordinator) && !self.leads_time(token) && !self.leads_noun(token);
        opens && !within && !self.includes(token) || self.counts_from(token)
    }

    /// "leaders, tra cui Merkel": a word that leads in those of a list who are named opens no clause.
    fn includes(&self, token: usize) -> bool {
        let named =
            |t: usize| self.mention(t).is_some() || self.is(t, Mark::Determiner) && self.mention(t + 1).is_some();
        self.is(token, Mark::Including)
            && (token + 1..token + 4).find(|t| !self.is(*t, Mark::Including)).is_some_and(named)
    }

    /// "…, two days after Germany accused Moscow": a time that counts from what follows opens its clause.
    fn counts_from(&self, token: usize) -> bool {
        self.aside(token) && token > self.tokens.start && !self.aside(token - 1)
    }

    /// The token tells a time that is of what follows it alone.
    pub fn aside(&self, token: usize) -> bool {
        self.has(token) && self.asides[token - self.tokens.start]
    }

    /// "set for the 21st": a preposition before a time opens no clause, though the word may open one elsewhere.
    fn leads_time(&self, token: usize) -> bool {
        let next = if self.is(token + 1, Mark::Determiner) { token + 2 } else { token + 1 };
        // "their first talks since 1949 in February": a year that dates nothing
        let year =
            |t: usize| self.has(t) && self.document.tokens[t].kind == TokenKind::Number && self.text(t).len() == 4;
        let since = self.is(token, Mark::Since);
        (self.any_preposition(token) || self.is(token, Mark::Around) || since) && self.timed(next)
            || since && year(next)
    }

    /// "per l'Ucraina", "pour le Mali", "per una visita": a preposition before a name or a noun opens no clause, though the
    /// word may open one before a verb.
    fn leads_noun(&self, token: usize) -> bool {
        let determined = self.is(token + 1, Mark::Determiner);
        let next = if determined { token + 2 } else { token + 1 };
        let event = |t: usize| self.nouns.iter().any(|n| n.start <= t && t < n.end && self.encounter(n));
        self.preposition(token, Preposition::For)
            // "per telefono"
            && (self.is(token, Mark::Adverb) && self.is(token + 1, Mark::Adverb)
                || self.mention(next).is_some()
                || (event(token + 1) || event(next)) && !self.verbal(next))
    }

    /// "Putin-Erdogan", "US–Russia": a mark that joins two names within a word.
    pub fn hyphen(&self, token: usize) -> bool {
        let glued = |t: usize| self.document.tokens.get(t).is_some_and(|t| t.glued);
        let mark = self.has(token) && matches!(self.text(token), "-" | "‐" | "‑" | "–");
        let named = |t: Option<usize>| t.is_some_and(|t| self.mention(t).is_some());
        let joins = glued(token) && glued(token + 1) || self.pairs(token);
        mark && joins && named(token.checked_sub(1)) && named(Some(token + 1))
    }

    /// "Convorbire telefonică Trump - Zelenski": in a line a mark with blanks joins two people right behind an encounter's noun.
    fn pairs(&self, mark: usize) -> bool {
        let person = |t: usize| self.mention(t).map(|m| self.actor(m)).filter(|m| m.gender.is_some());
        let opens = |start: usize| self.nouns.iter().any(|n| n.end == start && self.encounter(n));
        let first = mark.checked_sub(1).and_then(person).filter(|_| person(mark + 1).is_some());
        first.is_some_and(|m| opens(m.tokens.start)) && self.text(self.tokens.end - 1) != "."
    }

    /// "since March": the time that begins at a token is where something began.
    pub fn since(&self, token: usize) -> bool {
        let before = |t: usize| t.checked_sub(1).filter(|t| self.has(*t));
        let at = before(token).and_then(|t| if self.is(t, Mark::Determiner) { before(t) } else { Some(t) });
        // where the article is part of the word that says "since", the first look finds it
        [before(token), at].into_iter().flatten().any(|t| self.is(t, Mark::Since))
    }

    pub fn has(&self, token: usize) -> bool {
        self.tokens.contains(&token)
    }

    pub fn is(&self, token: usize, mark: Mark) -> bool {
        self.has(token) && self.marks[token - self.tokens.start] & (1 << mark as u64) != 0
    }

    /// One of some marks, given as [`bits`].
    pub fn is_one(&self, token: usize, marks: u128) -> bool {
        self.has(token) && self.marks[token - self.tokens.start] & marks != 0
    }

    pub fn any(&self, range: Range<usize>, mark: Mark) -> bool {
        range.into_iter().any(|t| self.is(t, mark))
    }

    pub fn preposition(&self, token: usize, preposition: Preposition) -> bool {
        self.has(token) && self.prepositions[token - self.tokens.start] & (1 << preposition as u16) != 0
    }

    pub fn any_preposition(&self, token: usize) -> bool {
        self.has(token) && self.prepositions[token - self.tokens.start] != 0
    }

    pub fn mention(&self, token: usize) -> Option<usize> {
        if !self.has(token) {
            return None;
        }
        self.mentions[token - self.tokens.start].map(|m| m as usize)
    }

    pub fn actor(&self, mention: usize) -> &'a ActorMention {
        &self.cast.mentions[mention]
    }

    /// The token belongs to an expression of time.
    pub fn timed(&self, token: usize) -> bool {
        self.has(token) && self.timed[token - self.tokens.start]
    }

    /// The first word of a sentence, or of what is quoted or follows a colon in it.
    pub fn opens(&self, token: usize) -> bool {
        let mark = |t: usize| self.document.tokens[t].kind == TokenKind::Mark && self.text(t) != ",";
        token == self.tokens.start || self.has(token) && mark(token - 1)
    }

    /// The pack knows the word as nothing but a noun, if at all.
    pub fn unmarked(&self, token: usize) -> bool {
        self.has(token)
            && self.marks[token - self.tokens.start] == 0
            && !self.any_preposition(token)
            && !self.verbal(token)
    }

    pub fn segment_of(&self, token: usize) -> u16 {
        self.segments[token - self.tokens.start]
    }

    /// The tokens of a token's clause, as far as nothing interrupts it.
    pub fn clause(&self, token: usize) -> Range<usize> {
        let segment = self.segment_of(token);
        let base = self.tokens.start;
        let (before, from) = self.segments.split_at(token - base);
        let start = before.iter().rposition(|s| *s != segment).map_or(0, |last| last + 1);
        let end = from.iter().position(|s| *s != segment).map_or(self.segments.len(), |first| token - base + first);
        base + start..base + end
    }

    pub fn quoted(&self, token: usize) -> bool {
        self.document.tokens[token].quoted && !(self.has(token) && self.embedded[token - self.tokens.start])
    }

    pub fn text(&self, token: usize) -> &'a str {
        self.document.tokens[token].span.of(self.document.body)
    }

    /// What a trigger of a kind tells within that kind, by its own words.
    pub fn sort(&self, kind: Kind, trigger: Range<usize>) -> Option<Sort> {
        let rules = self.lexicon.sorts.iter().filter(|r| r.kinds.contains(&kind));
        let mut fits = rules.filter(|r| {
            self.near(&r.words, trigger.clone())
                && (r.near.is_empty() || self.near(&r.near, self.clause(trigger.start)))
        });
        fits.next().map(|r| r.sort)
    }

    /// One of the words begins in the range.
    pub fn near(&self, words: &Words, range: Range<usize>) -> bool {
        !words.is_empty() && range.clone().any(|t| self.lexicon.conditions.begin(words, self.document, t, range.end))
    }
}
