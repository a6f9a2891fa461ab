//! What refers back: pronouns, "the minister", "his counterpart", "the two presidents", "both sides".

use super::{
    ActorMention, ActorRef, Gender, MentionForm,
    discover::Who,
    grammar::class,
    phrase::Draft,
    places,
    settle::{LATELY, Seen, Settler},
    targets::{HEAD_OF_GOVERNMENT, HEAD_OF_STATE, MINISTER, OFFICIAL, Target, ever_held, lastly_held, office_of},
};
use crate::text::TokenKind;

/// How many sentences back a pronoun reaches.
const REACH: usize = 3;
/// Words further apart than this stand in no clause together.
const FAR_WORDS: usize = 40;
/// Within so many words behind a comma stands the name of whoever a counterpart is of.
const BEHIND: usize = 9;
/// How many sentences back a title alone reaches.
pub(super) const FAR: usize = 12;

impl Settler<'_> {
    /// The last one who is, or ever was, what the title says.
    pub(super) fn antecedent(
        &self,
        sentence: usize,
        token: usize,
        code: &str,
        of: Option<&str>,
        gender: Option<Gender>,
    ) -> Option<&Seen> {
        let same = |c: &str| c == code || code == MINISTER && c.ends_with(MINISTER);
        let called = |s: &Seen| s.office.as_ref().is_some_and(|o| same(&o.0) && of.is_none_or(|of| o.1 == of));
        let near = |s: &&Seen| {
            s.sentence + FAR >= sentence
                && (gender.is_none() || s.gender.is_none() || s.gender == gender)
                && !self.beside(s, sentence, token)
        };
        let by_text = self.lately().iter().rev().filter(near).find(|s| called(s));
        let by_terms = self.lately().iter().rev().filter(near).find(|s| match s.who {
            Some(who @ Who::Known(p)) if code != OFFICIAL => {
                let former = self.titled.iter().any(|t| t.2 == who && t.3);
                let person = &self.registry.people[p as usize];
                // whoever rose since is not called so once the text has called another so
                !former
                    && ever_held(self.registry, person, code, of)
                    && (by_text.is_none() || lastly_held(self.registry, person, code))
            }
            _ => false,
        });
        // whom the text called so, unless someone who may be meant was spoken of since
        match (by_text, by_terms) {
            (Some(text), Some(terms)) if terms.sentence > text.sentence => Some(terms),
            (text, terms) => text.or(terms),
        }
    }

    /// Whether someone stands where the words at a token can't mean the same: in the same clause, or as a mere
    /// complement of the same sentence ("To Trump, who …, the president answered").
    fn beside(&self, seen: &Seen, sentence: usize, token: usize) -> bool {
        if seen.sentence != sentence {
            return false;
        }
        let mention = &self.cast.mentions[seen.mention];
        let between = mention.tokens.end.min(token)..token;
        if between.len() > FAR_WORDS {
            return self.governed(seen.mention);
        }
        let grammar = self.grammar(sentence);
        let parted = |t: usize| {
            self.document.tokens[t].kind == TokenKind::Mark || grammar.class(self.words[t]) & class::CLAUSE != 0
        };
        !between.into_iter().any(parted) || self.governed(seen.mention)
    }

    /// The country that a title without one is most likely of: the last one spoken of that has such an office.
    pub(super) fn lone_country(&self, code: &str, open: bool, sentence: usize) -> Option<String> {
        if open {
            return None;
        }
        let recent = self.countries.iter().rev().take(LATELY).filter(|(_, s)| s + 2 >= sentence);
        let has = |id: &str| self.registry.has_holders(&office_of(self.registry, code, id, true), id);
        let last = recent.map(|(c, _)| c).find(|c| has(c)).cloned()?;
        Some(self.acting_country(sentence, &last).filter(|id| has(id)).unwrap_or(last))
    }

    /// "Portugal will send vehicles to Ukraine, the prime minister said": where the last country of a sentence is a
    /// complement, that which acts.
    fn acting_country(&self, sentence: usize, last: &str) -> Option<String> {
        let here = &self.cast.mentions[self.cast.mentions.partition_point(|m| m.sentence < sentence)..];
        let country = |m: &ActorMention| match &m.refs[..] {
            [ActorRef::Actor(id)] if !m.adjective => self.registry.get(&id.0).filter(|a| a.country() == Some(&*id.0)),
            _ => None,
        };
        let mut named = here.iter().filter_map(|m| Some((m, country(m)?)));
        let (first, id) = named.next()?;
        let bound = |m: &ActorMention| m.genitive || m.locative || self.governed_at(sentence, m.tokens.start);
        let complement = named.next_back().is_some_and(|(m, c)| c.country() == Some(last) && bound(m));
        (complement && !bound(first)).then(|| id.country().map(String::from)).flatten()
    }

    /// "he", "lei", "el".
    pub(super) fn pronoun(&mut self, s: usize, draft: &Draft) {
        if self.document.tokens[draft.tokens.start].quoted {
            return;
        }
        let gender = match draft.pronoun {
            p if p & class::MASCULINE != 0 => Gender::Masculine,
            p if p & class::FEMININE != 0 => Gender::Feminine,
            _ => return,
        };
        // "a spokesman of the ministry warned, even as he renewed the offer": he who has no name here
        let object = draft.pronoun & class::OBJECT != 0;
        let here = &self.cast.mentions[self.cast.mentions.partition_point(|m| m.sentence < s)..];
        let before = |m: &&ActorMention| !m.adjective && m.tokens.end <= draft.tokens.start;
        let unnamed = here.iter().find(before).filter(|m| m.form == MentionForm::Office && m.gender.is_none());
        let someone = |x: &Seen| x.sentence == s && !self.governed(x.mention);
        if let Some(first) = unnamed
            && !object
            && !self.governed_at(s, first.tokens.start)
            && !self.lately().iter().any(someone)
        {
            let refs = first.refs.clone();
            self.push(s, draft, refs, MentionForm::Pronoun, "whoever opens the sentence").gender = Some(gender);
            return;
        }
        let paragraph = self.document.sentences[s].paragraph;
        let fits = |seen: &&Seen| {
            let near = seen.sentence + REACH >= s && self.document.sentences[seen.sentence].paragraph + 1 >= paragraph;
            let mention = &self.cast.mentions[seen.mention];
            near && seen.gender.is_none_or(|g| g == gender) && !self.document.tokens[mention.tokens.start].quoted
        };
        let subject = self.lately().iter().find(|x| x.sentence == s && !self.governed(x.mention)).map(|x| &x.reference);
        // "he invited him": someone else
        let fits = |seen: &&Seen| fits(seen) && !(object && subject == Some(&seen.reference));
        let Some(last) = self.lately().iter().rev().find(fits).map(|s| s.sentence) else { return };
        // of the nearest sentence that names anyone, its subject: the first who is no complement
        let mut there = self.lately().iter().filter(|x| x.sentence == last).filter(fits);
        let subject = there.clone().find(|x| !self.cast.mentions[x.mention].genitive && !self.governed(x.mention));
        let subject = subject.filter(|_| !object || last != s);
        let Some(seen) = subject.or_else(|| there.next_back()).cloned() else { return };
        self.push(s, draft, vec![seen.reference.clone()], MentionForm::Pronoun, "the one spoken of before").gender =
            Some(gender);
        self.see(s, seen.reference, seen.who, seen.gender.or(Some(gender)), None, seen.office);
    }

    /// A preposition stands before the mention.
    fn governed(&self, mention: usize) -> bool {
        let mention = &self.cast.mentions[mention];
        self.governed_at(mention.sentence, mention.tokens.start)
    }

    /// A preposition stands before a token, over articles.
    pub(super) fn governed_at(&self, sentence: usize, token: usize) -> bool {
        let grammar = self.grammar(sentence);
        let first = self.document.sentences[sentence].tokens.start as usize;
        let mut at = token;
        while at > first {
            at -= 1;
            let class = grammar.class(self.words[at]);
            const GOVERNING: u32 = class::AT_PLACE | class::TO_PLACE | class::OF | class::COMPLEMENT | class::GOVERNING;
            if class & GOVERNING != 0 {
                return true;
            }
            if class & class::ARTICLE == 0 {
                return false;
            }
        }
        false
    }

    /// "the Russian counterpart", "his Turkish counterpart".
    pub(super) fn counterpart(&mut self, s: usize, draft: &Draft, of: &[Target]) {
        // whose: of the sentence's people the last who is no complement, else the last one spoken of
        let before = |x: &&Seen| self.cast.mentions[x.mention].tokens.end <= draft.tokens.start;
        let own =
            self.lately().iter().rev().filter(|x| x.sentence == s).filter(before).find(|x| !self.governed(x.mention));
        let following = own.is_none() && !of.is_empty();
        let following = following.then(|| self.named_behind(s, draft)).flatten();
        let lately = || self.lately().iter().rev().find(|x| x.sentence + 1 >= s);
        let Some(partner) = following.or_else(|| own.or_else(lately).cloned()) else { return };
        // ", his counterpart at the Pentagon": says more of a name, and names no one
        let start = draft.tokens.start;
        let apposed = start >= 2
            && self.document.text(start - 1) == ","
            && self.cast.mentions.last().is_some_and(|m| m.tokens.end + 1 == start && m.form == MentionForm::Name);
        let offices = self.offices_of(&partner);
        if offices.is_empty() || apposed && of.is_empty() {
            return;
        }
        if of.is_empty() {
            let Some(other) = self.other_holder(&partner, &offices, s).cloned() else { return };
            let reference = other.reference.clone();
            self.push(s, draft, vec![reference.clone()], MentionForm::Pronoun, "the other holder of the office");
            self.see(s, reference, other.who, other.gender, other.country, other.office);
            return;
        }
        let holder = |target: &Target| {
            // of two offices the one that the other country has, too: a deputy prime minister who is foreign minister
            let has = |code: &String| self.registry.has_holders(code, &target.id);
            let both = offices.iter().filter(|c| has(c)).chain(offices.iter().filter(|c| !has(c)));
            let mut each = both.map(|code| self.holder(code, target));
            // whom the article names, in whichever of the offices; else the holder of the first on the day
            each.clone().find(|h| h.1.is_some()).or_else(|| each.next()).expect("an office")
        };
        let found: Vec<_> = of.iter().map(holder).collect();
        let refs: Vec<ActorRef> = found.iter().map(|f| f.0.clone()).collect();
        let country = of[0].country.clone();
        self.note(of, s);
        self.push(s, draft, refs, MentionForm::Office, "the same office there");
        if let [(reference, who, office)] = &found[..] {
            self.see(s, reference.clone(), *who, None, country, office.clone());
        }
    }

    /// "After talks with his German counterpart, Foreign Minister X said …": what opens a sentence is of who is named behind its comma.
    fn named_behind(&self, s: usize, draft: &Draft) -> Option<Seen> {
        let comma = draft.tokens.end;
        let end = self.document.sentences[s].tokens.end as usize;
        let near = comma + 1..(comma + BEHIND).min(end);
        let run = self.sentences[s].1.iter().find(|run| near.contains(&run.tokens.start))?;
        let closes = comma < end && self.document.text(comma) == "," && !self.governed_at(s, run.tokens.start);
        let Some(Who::Known(p)) = self.who(s, run, &[], &[]).filter(|_| closes) else { return None };
        let person = &self.registry.people[p as usize];
        let reference = ActorRef::Actor(person.id.as_str().into());
        let who = Some(Who::Known(p));
        Some(Seen { mention: 0, reference, who, gender: None, country: None, sentence: s, office: None })
    }

    /// "said the Russian", "il russo", "rusul": the last one of that country, where such a one was spoken of.
    pub(super) fn national(&mut self, s: usize, draft: &Draft, country: &str) -> bool {
        if !self.is_one(s, draft) {
            return false;
        }
        let of = |x: &&Seen| {
            let home = || x.who.and_then(|w| self.country(w));
            x.sentence + FAR >= s && x.who.is_some() && home().as_deref() == Some(country)
        };
        let Some(one) = self.lately().iter().rev().find(of).cloned() else { return false };
        let reference = one.reference.clone();
        self.push(s, draft, vec![reference.clone()], MentionForm::Pronoun, "the one of that country spoken of before");
        self.see(s, reference, one.who, one.gender, one.country, one.office);
        true
    }

    /// A demonym in the singular that no name and no noun follows.
    fn is_one(&self, s: usize, draft: &Draft) -> bool {
        let grammar = self.grammar(s);
        let rules = &grammar.rules.national;
        let (start, end) = (draft.tokens.start, draft.tokens.end);
        let sentence = &self.document.sentences[s].tokens;
        if rules.articles.is_empty() && rules.endings.is_empty() || draft.tokens.len() != 1 {
            return false;
        }
        let before = start.checked_sub(1).filter(|t| *t >= sentence.start as usize);
        let led = rules.articles.is_empty()
            || before.is_some_and(|t| rules.articles.iter().any(|a| a == self.document.lower(t)));
        let folded = self.document.folded(start);
        let ends = rules.endings.is_empty() || rules.endings.iter().any(|e| folded.ends_with(e.as_str()));
        let next = (end < sentence.end as usize).then_some(end);
        let alone = next.is_none_or(|t| {
            let token = &self.document.tokens[t];
            let mark = token.kind == TokenKind::Mark && !matches!(self.document.text(t), "-" | "–" | "/");
            mark || !token.capital && (!rules.ambiguous || grammar.class(self.words[t]) != 0)
        });
        led && ends && alone
    }

    /// The offices that someone may be spoken of for: what the text says, then those of the time that the article
    /// tells of, the highest first.
    fn offices_of(&self, seen: &Seen) -> Vec<String> {
        let mut out: Vec<String> = seen.office.iter().map(|o| o.0.clone()).collect();
        if let Some(Who::Known(p)) = seen.who {
            let rank = |code: &str| self.registry.offices.iter().find(|o| o.code == code).map_or(0, |o| o.rank);
            let mut terms: Vec<(bool, u8, &str)> = self.registry.people[p as usize]
                .offices
                .iter()
                .map(|t| (self.context.contemporary(p, &t.office, &t.of), rank(&t.office), t.office.as_str()))
                .collect();
            terms.sort_by_key(|t| (std::cmp::Reverse(t.0), std::cmp::Reverse(t.1)));
            out.extend(terms.into_iter().map(|t| t.2.to_string()));
        }
        // heads of state and of government meet as equals
        if let Some(first) = out.first() {
            let equal = match first.as_str() {
                HEAD_OF_STATE => Some(HEAD_OF_GOVERNMENT),
                HEAD_OF_GOVERNMENT => Some(HEAD_OF_STATE),
                _ => None,
            };
            if let Some(equal) = equal {
                out.insert(1, equal.into());
            }
        }
        let mut once = Vec::with_capacity(out.len());
        out.retain(|code| {
            !once.contains(code) && {
                once.push(code.clone());
                true
            }
        });
        out
    }

    /// The last one spoken of, of another country, who is or was what the partner is.
    fn other_holder(&self, partner: &Seen, offices: &[String], s: usize) -> Option<&Seen> {
        let other = |x: &&Seen| x.reference != partner.reference && x.sentence + FAR >= s;
        let called = |x: &&Seen| {
            let own = partner.office.as_ref();
            x.office.as_ref().is_some_and(|o| offices.first() == Some(&o.0) && own.is_none_or(|p| p.1 != o.1))
        };
        let known = |x: &&Seen| match x.who {
            Some(Who::Known(p)) => {
                let entry = &self.registry.people[p as usize];
                x.country != partner.country && offices.iter().take(2).any(|c| ever_held(self.registry, entry, c, None))
            }
            _ => false,
        };
        let seen = || self.lately().iter().rev().filter(other);
        seen().find(called).or_else(|| seen().find(known))
    }

    /// "the two leaders"; where the words say nothing of what they are (`bare`: "the two"), countries as well.
    pub(super) fn those(&mut self, s: usize, draft: &Draft, office: Option<&str>, count: usize, bare: bool) {
        let found = |x: &Self| x.cast.mentions.last().is_some_and(|m| m.sentence == s && m.tokens == draft.tokens);
        if bare && count > 2 {
            self.several(s, draft, count);
        }
        for office in [office, None] {
            if !found(self) {
                self.people(s, draft, office, None, count);
            }
        }
        if bare && count == 2 && !found(self) {
            self.sides(s, draft);
        }
    }

    /// "the two presidents", "i ministri": the last ones spoken of who are.
    pub(super) fn people(&mut self, s: usize, draft: &Draft, code: Option<&str>, country: Option<&str>, count: usize) {
        let fits = |who: Option<Who>, office: Option<&(String, String)>| {
            if country.is_some() && who.and_then(|w| self.country(w)).as_deref() != country {
                return false;
            }
            let Some(code) = code else { return true };
            if code == OFFICIAL || office.is_some_and(|o| o.0 == code) {
                return true;
            }
            match who {
                Some(Who::Known(p)) => ever_held(self.registry, &self.registry.people[p as usize], code, None),
                Some(Who::Found(f)) => {
                    self.strangers.offices[f].iter().any(|o| o.0 == code || code == MINISTER && o.0.ends_with(code))
                }
                None => office.is_some_and(|o| o.0 == code),
            }
        };
        // whoever was spoken of often and lately, and together with others before
        let mut weights: Vec<(f32, usize, ActorRef)> = Vec::new();
        let mut add =
            |reference: &ActorRef, weight: f32, at: usize| match weights.iter_mut().find(|w| w.2 == *reference) {
                Some(slot) => *slot = (slot.0 + weight, at, slot.2.clone()),
                None => weights.push((weight, at, reference.clone())),
            };
        for (at, seen) in self.lately().iter().enumerate().filter(|(_, x)| x.sentence + FAR >= s) {
            // "the emir received both men": he is neither
            if self.beside(seen, s, draft.tokens.start) && !self.governed(seen.mention) {
                continue;
            }
            if fits(seen.who, seen.office.as_ref()) {
                let aside = if self.cast.mentions[seen.mention].genitive { 0.5 } else { 1.0 };
                add(&seen.reference, aside / (1 + s - seen.sentence) as f32, at);
            }
        }
        for (refs, sentence) in self.groups.iter().rev().take(LATELY).filter(|g| g.1 + FAR >= s) {
            for reference in refs {
                if self.lately().iter().any(|x| x.reference == *reference && fits(x.who, x.office.as_ref())) {
                    add(reference, 3.0 / (2 + s - sentence) as f32, 0);
                }
            }
        }
        weights.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)));
        weights.truncate(count);
        weights.sort_by_key(|w| w.1);
        let mut found: Vec<ActorRef> = weights.into_iter().map(|w| w.2).collect();
        if found.len() < count {
            if s > 1 && !found.is_empty() {
                return;
            }
            // nobody yet: the article may begin with them, and name them later
            let mut known: Vec<(usize, ActorRef)> = Vec::new();
            for (_, names) in self.sentences {
                for name in names {
                    let people = match &name.whose {
                        super::names::Whose::Full(p) | super::names::Whose::Surname(p) => p,
                        _ => continue,
                    };
                    let Some(p) = self.context.bearer(people, false, false, &[], &[]) else { continue };
                    if !fits(Some(Who::Known(p)), None) {
                        continue;
                    }
                    let reference = self.reference(Who::Known(p));
                    match known.iter_mut().find(|k| k.1 == reference) {
                        Some(slot) => slot.0 += 1,
                        None => known.push((1, reference)),
                    }
                }
            }
            known.sort_by_key(|k| std::cmp::Reverse(k.0));
            found = known.into_iter().take(count).map(|k| k.1).collect();
        }
        if found.len() == count {
            self.group(s, &found);
            self.push(s, draft, found, MentionForm::Group, "those spoken of before");
        }
    }

    /// "both sides": the last two countries spoken of, or those of most of the article.
    pub(super) fn sides(&mut self, s: usize, draft: &Draft) {
        let mut weights: Vec<(f32, String)> =
            self.context.countries.iter().map(|(c, &n)| (n as f32 * 0.15, c.clone())).collect();
        for (country, sentence) in self.countries.iter().rev().take(LATELY).filter(|c| c.1 + FAR >= s) {
            let weight = 2.0 / (2 + s - sentence) as f32;
            if let Some(slot) = weights.iter_mut().find(|w| w.1 == *country) {
                slot.0 += weight;
            }
        }
        // "Lavrov and Blinken spoke … Both sides agreed": the sides of those who stand together
        for (refs, sentence) in self.groups.iter().rev().take(LATELY).filter(|g| g.1 + FAR >= s) {
            let mut sides: Vec<String> = refs.iter().filter_map(|r| self.side(r)).collect();
            sides.sort();
            sides.dedup();
            for slot in weights.iter_mut().filter(|w| sides.len() == 2 && sides.contains(&w.1)) {
                slot.0 += 6.0 / (2 + s - sentence) as f32;
            }
        }
        weights.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let found: Vec<String> = weights.into_iter().take(2).map(|w| w.1).collect();
        if found.len() == 2 {
            let refs = found.iter().map(|c| ActorRef::Actor(c.as_str().into())).collect();
            self.push(s, draft, refs, MentionForm::Group, "the two countries spoken of");
        }
    }

    /// "the quartet", "the three countries": the last so many countries that were named one behind the other.
    pub(super) fn several(&mut self, s: usize, draft: &Draft, count: usize) {
        let mut near = self.lists.iter().rev().take_while(|(_, at)| at + FAR >= s);
        let list = near.find(|(list, _)| list.len() == count);
        let Some(refs) = list.map(|(list, _)| list.clone()) else { return };
        self.push(s, draft, refs, MentionForm::Group, "so many countries, named before");
    }

    /// "the foreign ministers of Egypt, Bahrain and Qatar": remembers so many countries of one phrase.
    pub(super) fn list(&mut self, of: &[Target], s: usize) {
        if of.len() > 2 {
            self.lists.push((of.iter().map(|t| ActorRef::Actor(t.id.as_str().into())).collect(), s));
        }
    }

    /// Remembers who were spoken of together, and their countries.
    pub(super) fn group(&mut self, s: usize, refs: &[ActorRef]) {
        self.groups.push((refs.to_vec(), s));
        for reference in refs {
            let country = self.side(reference);
            self.countries.extend(country.map(|c| (c, s)));
        }
    }

    /// "Russia and Ukraine", "Russian-Ukrainian": two of them beside each other, the second about to be mentioned.
    pub(super) fn together(&mut self, s: usize, start: usize, reference: &ActorRef) {
        let Some(before) = self.cast.mentions.last().filter(|m| m.sentence == s && m.tokens.end < start) else {
            return;
        };
        let end = before.tokens.end;
        let hyphen = end + 1 == start && matches!(self.document.text(end), "-" | "–");
        let joined = hyphen || places::joined(self.document, self.words, self.grammar(s), end, start);
        if let ([first @ ActorRef::Actor(_)], true) = (&before.refs[..], joined)
            && first != reference
            && self.side(first).is_some()
            && self.side(reference).is_some()
        {
            let pair = vec![first.clone(), reference.clone()];
            match self.lists.last_mut() {
                Some((list, at)) if *at == s && list.last() == Some(first) => list.push(reference.clone()),
                _ => self.lists.push((pair.clone(), s)),
            }
            self.groups.push((pair, s));
        }
    }

    /// The country that somebody speaks for.
    fn side(&self, reference: &ActorRef) -> Option<String> {
        match reference {
            ActorRef::Actor(id) => self.registry.get(&id.0).and_then(|a| a.country().map(String::from)),
            ActorRef::Office { of, .. } => Some(of.0.to_string()),
        }
    }
}
