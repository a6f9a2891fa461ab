//! An office or ministry without a name: whom it means.

use super::{
    ActorId, ActorMention, ActorRef, MentionForm,
    coreference::FAR,
    discover::Who,
    grammar::{Title, TitleKind, class},
    index::What,
    phrase::Draft,
    scan::Atom,
    settle::{LATELY, Settler},
    targets::{
        HEAD, HEAD_OF_GOVERNMENT, HEAD_OF_STATE, LEADER, MINISTER, MINISTRY, OFFICIAL, Target, atom_target, ever_held,
        office_of, organ,
    },
};
use crate::{
    pack::{Actor, MinistryForms},
    text::TokenKind,
};

/// How many sentences back a government alone looks for its country.
const GOVERNMENT: usize = 1;

/// The registry's word for a state's bodies.
const ORGAN: &str = "government-body";

/// Within how many words a phrase of several says whether they are known.
const OPENING: usize = 3;

impl Settler<'_> {
    /// "the two ministers", "both ministers", and not "expelled two diplomats": those who were spoken of.
    pub(super) fn known_pair(&self, s: usize, draft: &Draft) -> bool {
        let grammar = self.grammar(s);
        let class = |t: usize| grammar.class(self.words[t]);
        let first = draft.tokens.start;
        let led = first.checked_sub(1).is_some_and(|t| class(t) & (class::DEFINITE | class::PLURAL_ARTICLE) != 0);
        // "tra i due presidenti"
        let words = first..(first + OPENING).min(draft.tokens.end);
        led || words.into_iter().any(|t| class(t) & class::DEFINITE != 0)
            || grammar.is_definite(self.document.folded(first))
    }

    /// Somebody by another name.
    pub(super) fn epithet(&mut self, s: usize, draft: &Draft) {
        let grammar = self.grammar(s);
        let mut entries = draft.titles[0].iter().filter_map(|t| match t.kind {
            TitleKind::Epithet(ix) => Some(&grammar.rules.epithets[ix as usize]),
            _ => None,
        });
        let Some(entry) = entries.find(|e| self.half(s, draft, &e.among)) else { return };
        let of = entry.of.as_deref().map(ActorId::from);
        let reference = match (&entry.actor, &entry.office, of) {
            (Some(actor), ..) => ActorRef::Actor(actor.as_str().into()),
            (_, Some(office), Some(of)) => ActorRef::Office { office: office.clone(), of },
            _ => return,
        };
        self.push(s, draft, vec![reference.clone()], MentionForm::Epithet, "by an epithet");
        self.see(s, reference, None, None, None, None);
    }

    /// "The North" where an article speaks of both Koreas; anything where nothing is asked.
    pub(super) fn half(&self, s: usize, draft: &Draft, among: &[String]) -> bool {
        let (start, end) = (draft.tokens.start, draft.tokens.end);
        let capital = |t: usize| self.document.tokens[t].capital;
        let before = start.checked_sub(1).map_or(0, |t| self.grammar(s).class(self.words[t]));
        let definite = before & class::DEFINITE != 0 || self.grammar(s).is_definite(self.document.folded(start));
        let last = end >= self.document.sentences[s].tokens.end as usize;
        let alone = last || !capital(end) && !matches!(self.document.text(end), "-" | "–");
        among.is_empty()
            || definite && alone && capital(start) && among.iter().all(|c| self.context.countries.contains_key(c))
    }

    /// "the Colombian Congress", "Peru's Congress": the name of a state's body beside another state is that state's body, and
    /// stands for it.
    pub(super) fn of_another(&self, s: usize, atom: &Atom, target: &Target) -> Option<Target> {
        let Some(Actor::Body(body)) = self.registry.get(&target.id) else { return None };
        let home = body.country.as_deref().filter(|_| body.kind == ORGAN && atom.tokens.len() == 1)?;
        let (grammar, findings) = (self.grammar(s), &self.sentences[s].0);
        let (start, end) = (atom.tokens.start, atom.tokens.end);
        let is = |t: usize, of: u32| t < findings.end && grammar.class(self.words[t]) & of != 0;
        let before = |t: usize| t.checked_sub(1).filter(|t| *t >= findings.start).and_then(|t| findings.atom_over(t));
        let demonym = |a: &usize| findings.atoms[*a].is_demonym();
        let owner = match grammar.rules.modifiers_first {
            true => before(start)
                .filter(demonym)
                .or_else(|| start.checked_sub(1).filter(|t| is(*t, class::POSSESSIVE)).and_then(before)),
            false => findings.atom_at(end).filter(|a| demonym(a) || findings.atoms[*a].genitive()),
        };
        let tied = || findings.atom_at(end + 1).filter(|_| is(end, class::OF));
        let other = atom_target(&findings.atoms[owner.or_else(tied)?], self.registry, false)?;
        (other.is_country && other.id != home).then_some(other)
    }

    /// "French diplomats": several of whom nobody says more than whose they are.
    pub(super) fn acting_for(&mut self, s: usize, draft: &Draft, of: &[Target]) {
        let refs: Vec<ActorRef> = of.iter().map(|t| ActorRef::Actor(t.id.as_str().into())).collect();
        if !refs.is_empty() {
            self.note(of, s);
            self.push(s, draft, refs, MentionForm::Demonym, "the country by those who act for it").plural = true;
        }
    }

    /// "der SPD-Politiker": the party in the word of one who is told by his name only is not who acts.
    pub(super) fn within(&self, s: usize, draft: &Draft, atom: usize) -> bool {
        let offices = &self.grammar(s).rules.offices;
        let nameless = |t: &Title| matches!(t.kind, TitleKind::Office(ix) if offices[ix as usize].beside_name);
        let atom = &self.sentences[s].0.atoms[atom];
        let country = atom.any(|w| matches!(w, What::Country(_)));
        let glued = self.document.tokens.get(atom.tokens.end).is_some_and(|t| t.glued);
        glued && !country && draft.name.is_none() && draft.head().is_some_and(nameless)
    }

    /// An office without a name.
    pub(super) fn office(&mut self, s: usize, draft: &Draft, ix: usize, of: &[Target], plural: bool) {
        let grammar = self.grammar(s);
        let entry = &grammar.rules.offices[ix];
        let code = entry.office.as_str();
        if entry.beside_name
            && (!of.is_empty() || plural || self.antecedent(s, draft.tokens.start, code, None, None).is_none())
        {
            return;
        }
        let mut of = self.held_of(s, draft, of, None);
        let before = draft.tokens.start.checked_sub(1).map_or(0, |t| grammar.class(self.words[t]));
        let mut offices = draft.titles[0].iter().filter(|t| matches!(t.kind, TitleKind::Office(_)));
        let both = offices.clone().any(|t| t.plural) && offices.any(|t| !t.plural);
        let plural = if both {
            draft.pair || before & class::PLURAL_ARTICLE != 0 || of.len() > 1 && !entry.abroad
        } else {
            plural
        };
        if plural && code == OFFICIAL && !of.is_empty() {
            return self.acting_for(s, draft, &of);
        }
        if plural {
            if of.is_empty() {
                let ends = grammar.is_definite(self.document.folded(draft.tokens.start));
                let article = before & class::PLURAL_ARTICLE != 0 || ends;
                if draft.pair && self.known_pair(s, draft)
                    || !draft.pair && article && !matches!(code, LEADER | OFFICIAL)
                {
                    self.people(s, draft, Some(code), None, 2);
                }
                return;
            }
            // "the foreign and defence ministers": the words of two offices
            let mut codes: Vec<&str> = Vec::new();
            for title in &draft.titles[0] {
                if let TitleKind::Office(ix) = title.kind {
                    let code = grammar.rules.offices[ix as usize].office.as_str();
                    if title.plural && !codes.contains(&code) {
                        codes.push(code);
                    }
                }
            }
            // "envoys of the United States": of several who hold it at once nobody is meant
            let several = entry.abroad || entry.open && code != LEADER;
            let each = |t: &Target| -> Vec<ActorRef> {
                if !t.is_country || several {
                    return vec![ActorRef::Actor(t.id.as_str().into())];
                }
                codes.iter().map(|code| self.holder(code, t).0).collect()
            };
            let refs: Vec<ActorRef> = of.iter().flat_map(each).collect();
            self.note(&of, s);
            self.group(s, &refs);
            self.push(s, draft, refs, MentionForm::Group, "the holders of the office in each");
            return;
        }
        if of.is_empty() {
            // "the chief of the observers": of something that is not known here
            if self.complemented(s, draft.tokens.end) || self.complement_of_others(s, draft) {
                return;
            }
            let definite =
                before & class::DEFINITE != 0 || grammar.is_definite(self.document.folded(draft.tokens.start));
            if !definite && !entry.of.is_empty() && grammar.rules.definite_endings.is_empty()
                || !definite && entry.of.is_empty()
            {
                return;
            }
            let default = self.default_of(&entry.of);
            let feminine = before & class::FEMININE_ARTICLE != 0;
            let gender = draft.titles[0][0].gender.or(feminine.then_some(super::Gender::Feminine));
            if let Some(seen) = self.antecedent(s, draft.tokens.start, code, default.as_deref(), gender) {
                let seen = seen.clone();
                self.push(s, draft, vec![seen.reference.clone()], MentionForm::Office, "the one called so before");
                self.see(s, seen.reference, seen.who, seen.gender, seen.country, seen.office);
                return;
            }
            let default = default.or_else(|| self.lone_country(code, entry.open && code != LEADER, s));
            let Some(id) = default else { return };
            of.push(Target { country: Some(id.clone()), id, is_country: true, slug: None });
        }
        let definite = before & class::DEFINITE != 0 || grammar.is_definite(self.document.folded(draft.tokens.start));
        let someone = before & class::INDEFINITE != 0;
        // who held it, or will, is not who does
        let other = matches!(draft.standing, Some(super::Standing::Former | super::Standing::Designate));
        if other && !self.named_holder(code, &of[0]) {
            return;
        }
        if code == OFFICIAL && !definite || someone {
            let reference = ActorRef::Actor(of[0].id.as_str().into());
            self.note(&of, s);
            self.push(s, draft, vec![reference], MentionForm::Demonym, "the country by someone who acts for it");
            return;
        }
        // "the head of Ukraine's foreign ministry" is its minister
        let slugs = || grammar.rules.ministries.iter().map(|m| m.slug.as_str()).filter(|slug| !slug.is_empty());
        let ministry = of.iter().filter(|t| !t.is_country).find_map(|t| slugs().find(|slug| t.id.ends_with(slug)));
        let ministry = ministry.and_then(|slug| slug.strip_suffix(MINISTRY)).filter(|_| code == HEAD);
        let minister = ministry.map(|which| format!("{which}{MINISTER}"));
        let country = of.iter().find_map(|t| t.country.clone());
        let known = minister.zip(country).filter(|(code, of)| self.registry.has_holders(code, of));
        let code = known.as_ref().map_or(code, |(code, _)| code.as_str());
        if let Some((_, id)) = &known {
            of = vec![Target { country: Some(id.clone()), id: id.clone(), is_country: true, slug: None }];
        }
        // the most particular of them first: a body with holders of the office, then any
        let best =
            of.iter().find(|t| self.registry.has_holders(&office_of(self.registry, code, &t.id, t.is_country), &t.id));
        let target = best.filter(|_| !entry.abroad).unwrap_or(&of[0]).clone();
        let found = (&target, self.holder(code, &target));
        let (reference, who, office) = self.posted(entry.abroad, code, &of, found);
        let reason = if who.is_some() { "the holder whom the article names" } else { "the holder on the day" };
        self.note(&of, s);
        let gender = self.push(s, draft, vec![reference.clone()], MentionForm::Office, reason).gender;
        if let Some((code, of)) = &office {
            let last = self.cast.mentions.len() - 1;
            self.cast.mentions[last].office = Some((code.clone(), of.as_str().into()));
        }
        self.see(s, reference, who, gender, target.country.clone(), office);
    }

    /// Whether a complement follows: words that say what the title is held of.
    fn complemented(&self, s: usize, at: usize) -> bool {
        let grammar = self.grammar(s);
        let end = self.document.sentences[s].tokens.end as usize;
        if at >= end {
            return false;
        }
        let of = |t: usize| grammar.class(self.words[t]) & (class::OF | class::GENITIVE) != 0;
        let endings = &grammar.rules.genitive_endings;
        if endings.is_empty() {
            return of(at) && grammar.class(self.words[at]) & class::AT_PLACE == 0;
        }
        // the word that ties may also be an auxiliary: the case tells
        let at = if of(at) { at + 1 } else { at };
        let word = at < end && self.document.tokens[at].kind == TokenKind::Word && self.document.text(at).len() > 3;
        word && endings.iter().any(|e| self.document.folded(at).ends_with(e.as_str()))
    }

    /// Whether the phrase goes on after its titles with words that name nothing known.
    fn complement_of_others(&self, s: usize, draft: &Draft) -> bool {
        let findings = &self.sentences[s].0;
        let titles = findings.titles.iter().filter(|t| draft.tokens.contains(&t.tokens.start));
        let end = titles.map(|t| t.tokens.end).max().unwrap_or(draft.tokens.end);
        let modifier = |t: usize| self.grammar(s).class(self.words[t]) & (class::STANDING | class::FILLER) != 0;
        (end..draft.tokens.end).any(|t| !modifier(t))
    }

    /// Whether the article names someone who ever held the office.
    fn named_holder(&self, code: &str, target: &Target) -> bool {
        self.holder(code, target).1.is_some()
    }

    /// The country that a title means by itself: of those it may mean, the first that the article speaks of.
    fn default_of(&self, of: &[String]) -> Option<String> {
        of.iter().find(|c| self.context.countries.contains_key(c.as_str())).or(of.first()).cloned()
    }

    /// Who holds an office, as far as the article tells; else the office, for the day to tell.
    pub(super) fn holder(&self, code: &str, target: &Target) -> (ActorRef, Option<Who>, Option<(String, String)>) {
        if code == MINISTER || code == OFFICIAL {
            let met = self.lately().iter().rev().find(|s| {
                s.country == target.country
                    && match s.who {
                        Some(Who::Known(p)) => ever_held(self.registry, &self.registry.people[p as usize], code, None),
                        Some(Who::Found(_)) => {
                            s.office.as_ref().is_some_and(|o| code == OFFICIAL || o.0.ends_with(code))
                        }
                        None => false,
                    }
            });
            return match met {
                Some(seen) => (seen.reference.clone(), seen.who, seen.office.clone()),
                None => (ActorRef::Actor(target.id.as_str().into()), None, None),
            };
        }
        let office = office_of(self.registry, code, &target.id, target.is_country);
        // where the time tells who leads, whoever of the two is named
        let is = |code: &str| code == office || office == LEADER && matches!(code, HEAD_OF_STATE | HEAD_OF_GOVERNMENT);
        // the Kremlin's leader is the country's; the president of a parliament is not
        let seat = matches!(self.registry.get(&target.id), Some(Actor::Body(b)) if b.building);
        if !target.is_country
            && seat
            && self.registry.holders(&office, &target.id).is_empty()
            && !self.titled.iter().any(|t| t.1 == target.id)
            && let Some(country) = &target.country
            && matches!(code, LEADER | HEAD_OF_STATE | HEAD_OF_GOVERNMENT | HEAD)
        {
            let country = Target { id: country.clone(), country: Some(country.clone()), is_country: true, slug: None };
            let code = if code == HEAD { LEADER } else { code };
            return self.holder(code, &country);
        }
        let held = Some((office.clone(), target.id.clone()));
        let mut called: Vec<Who> = Vec::new();
        for (c, of, who, former) in &self.titled {
            if !former && is(c) && *of == target.id && !called.contains(who) {
                called.push(*who);
            }
        }
        if let [who] = called[..] {
            return (self.reference(who), Some(who), held);
        }
        let holders = self.registry.holders(&office, &target.id);
        let former = |p: u32| self.titled.iter().any(|t| t.2 == Who::Known(p) && t.3 && t.1 == target.id);
        let mut named: Vec<u32> = self.context.named.iter().copied().collect();
        named.extend(self.lately().iter().filter_map(|s| if let Some(Who::Known(p)) = s.who { Some(p) } else { None }));
        named.sort_unstable();
        named.dedup();
        // who is called something else here need not hold this now: "the opposition leader, Lee Jae-myung"
        let other = |p: u32| self.titled.iter().any(|t| t.2 == Who::Known(p) && !t.3 && !is(&t.0));
        let holds = |p: u32| holders.iter().any(|h| h.id == self.registry.people[p as usize].id);
        named.retain(|&p| holds(p) && !former(p) && !other(p));
        if called.is_empty()
            && let [person] = named[..]
            && self.context.contemporary(person, &office, &target.id)
        {
            return (self.reference(Who::Known(person)), Some(Who::Known(person)), held);
        }
        if holders.is_empty() && !target.is_country {
            return (ActorRef::Actor(target.id.as_str().into()), None, held);
        }
        let reference = ActorRef::Office { office, of: target.id.as_str().into() };
        (reference, None, held)
    }

    pub(super) fn ministry(&mut self, s: usize, draft: &Draft, entry: &MinistryForms, of: &[Target]) {
        if !entry.again.is_empty() {
            // "the ministry of works": another that is not known here
            let other = !of.is_empty() || self.complemented(s, draft.tokens.end);
            if let Some(body) = self.named_again(s, entry).filter(|_| !other) {
                let reference = ActorRef::Actor(body.id.as_str().into());
                self.push(s, draft, vec![reference], MentionForm::Name, "the one named before");
            }
            return;
        }
        let slug = entry.slug.as_str();
        if let (true, Some(body)) = (!slug.is_empty(), of.iter().find(|t| !t.is_country && t.country.is_none())) {
            let reference = ActorRef::Actor(body.id.as_str().into());
            self.push(s, draft, vec![reference], MentionForm::Name, "the body named");
            return;
        }
        let own = of.iter().find_map(|t| t.country.clone());
        // whose: of the sentence's subject; else of who was spoken of last
        let subject = || {
            let from = self.cast.mentions.partition_point(|m| m.sentence < s);
            let here =
                self.cast.mentions[from..].iter().take(LATELY).filter(|m| !m.locative && !m.adjective && !m.media);
            let mut free = here.filter(|m| !self.governed_at(s, m.tokens.start));
            free.find_map(|m| match &m.refs[..] {
                [ActorRef::Actor(id)] => self.registry.get(&id.0).and_then(|a| a.country().map(String::from)),
                [ActorRef::Office { of, .. }] => Some(of.0.to_string()),
                _ => None,
            })
        };
        let last = || {
            let person = self.lately().iter().rev().find(|x| x.sentence + 2 >= s).and_then(|x| x.country.clone());
            person.or_else(|| self.countries.last().map(|c| c.0.clone()))
        };
        let country = match slug {
            "" => own.or_else(|| {
                // "Da Berlino il governo fa sapere": of the country of its seat
                let seat = self.opening_seat(s, draft.tokens.start);
                seat.or_else(|| self.government(s, draft)).filter(|_| entry.alone)
            }),
            _ => own
                .or_else(|| self.default_of(&entry.of))
                .or_else(|| self.opening_seat(s, draft.tokens.start))
                .or_else(subject)
                .or_else(last),
        };
        let Some(country) = country.or_else(|| of.first().map(|t| t.id.clone())) else { return };
        self.note(of, s);
        if slug.is_empty() {
            let reference = ActorRef::Actor(country.as_str().into());
            self.push(s, draft, vec![reference], MentionForm::Name, "a government stands for its country");
            return;
        }
        let (id, known) = organ(self.registry, &country, slug);
        if !known && !self.organs.iter().any(|o| o.0 == id) {
            let name = super::slug::title_case(&id);
            self.organs.push((id.clone(), name, country));
        }
        self.push(s, draft, vec![ActorRef::Actor(id.as_str().into())], MentionForm::Name, "a ministry of the country");
    }

    /// "the ministry": the last body named that may be called so.
    pub(super) fn named_again(&self, s: usize, entry: &MinistryForms) -> Option<Target> {
        let called = |id: &str| {
            let suffix = |a: &String| id == a || id.strip_suffix(a.as_str()).is_some_and(|rest| rest.ends_with('-'));
            entry.again.iter().any(suffix)
        };
        let near = self.cast.mentions.iter().rev().take_while(|m| m.sentence + FAR >= s);
        let id = near.filter(|m| !m.media).find_map(|m| match &m.refs[..] {
            [ActorRef::Actor(id)] if called(&id.0) => Some(id.0.to_string()),
            _ => None,
        })?;
        let found = || self.organs.iter().find(|o| o.0 == id).map(|o| o.2.clone());
        let country = self.registry.get(&id).and_then(|a| a.country().map(String::from)).or_else(found);
        Some(Target { id, country, is_country: false, slug: None })
    }

    /// "In Bucharest, the Ministry of Foreign Affairs …": the country whose seat opens the sentence.
    fn opening_seat(&self, s: usize, before: usize) -> Option<String> {
        let (findings, grammar) = (&self.sentences[s].0, self.grammar(s));
        let first = findings.start;
        let opens = |t: usize| t > first && t <= first + 2 && t < before;
        let atom = findings.atoms.iter().find(|a| opens(a.tokens.start))?;
        let place = grammar.class(self.words[first]) & (class::AT_PLACE | class::TO_PLACE) != 0;
        let near = before - atom.tokens.end <= LATELY;
        let country = atom.senses.iter().find_map(|sense| match sense.what {
            What::CountrySeat(c) => Some(self.registry.countries[c as usize].id.clone()),
            _ => None,
        });
        country.filter(|_| place && near).map(String::from)
    }

    /// "The junta said", at a sentence's beginning: of the country whose deeds the one before tells of.
    fn government(&self, s: usize, draft: &Draft) -> Option<String> {
        let grammar = self.grammar(s);
        let start = draft.tokens.start;
        let before = start.checked_sub(1).map_or(0, |t| grammar.class(self.words[t]));
        let definite = before & class::DEFINITE != 0 || grammar.is_definite(self.document.folded(start));
        let alone = !self.complemented(s, draft.tokens.end) && !self.complement_of_others(s, draft);
        let opens = start <= self.document.sentences[s].tokens.start as usize + 1;
        if !opens || !definite || !alone || draft.standing.is_some() || self.document.tokens[start].quoted {
            return None;
        }
        let paragraph = self.document.sentences[s].paragraph;
        (s.saturating_sub(GOVERNMENT)..s).rev().find_map(|sentence| {
            if self.document.sentences[sentence].paragraph + 1 < paragraph {
                return None;
            }
            let from = self.cast.mentions.partition_point(|m| m.sentence < sentence);
            let told = self.cast.mentions[from..].iter().take_while(|m| m.sentence == sentence).take(LATELY);
            let mut free = told.filter(|m| {
                !m.locative && !m.media && !m.genitive && !m.adjective && !self.governed_at(sentence, m.tokens.start)
            });
            let country = |m: &ActorMention| match &m.refs[..] {
                [ActorRef::Actor(id)] => self.registry.get(&id.0).and_then(|a| a.country().map(String::from)),
                [ActorRef::Office { of, .. }] => Some(of.0.to_string()),
                _ => None,
            };
            // the subject, or nobody: of two countries that do something together, either's government may be meant
            let subject = free.next()?;
            let named = |m: &&ActorMention| matches!(m.form, MentionForm::Name | MentionForm::Metonym);
            let alone = free.filter(named).all(|m| country(m) == country(subject));
            // an envoy of the United Nations speaks for no government
            let of_body = subject
                .office
                .as_ref()
                .is_some_and(|(_, of)| self.registry.get(&of.0).is_some_and(|a| a.country().is_none()));
            country(subject).filter(|_| alone && !of_body)
        })
    }
}
