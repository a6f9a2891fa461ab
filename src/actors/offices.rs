//! An office or ministry without a name: whom it means.

use super::{
    ActorRef, MentionForm,
    discover::Who,
    grammar::class,
    phrase::Draft,
    settle::Settler,
    targets::{
        HEAD, HEAD_OF_GOVERNMENT, HEAD_OF_STATE, LEADER, MINISTER, OFFICIAL, Target, ever_held, office_of, organ,
    },
};

impl Settler<'_> {
    /// An office without a name.
    pub(super) fn office(&mut self, s: usize, draft: &Draft, ix: usize, of: &[Target], plural: bool) {
        let grammar = self.grammar(s);
        let entry = &grammar.rules.offices[ix];
        let code = entry.office.as_str();
        if entry.beside_name && (!of.is_empty() || plural || self.antecedent(s, code, None, None).is_none()) {
            return;
        }
        let mut of = self.held_of(s, draft, of, None);
        let before = draft.tokens.start.checked_sub(1).map_or(0, |t| grammar.class(self.words[t]));
        let both = draft.titles[0].iter().any(|t| t.plural) && draft.titles[0].iter().any(|t| !t.plural);
        let plural = if both { draft.pair || before & class::PLURAL_ARTICLE != 0 } else { plural };
        if plural && code == OFFICIAL && !of.is_empty() {
            let refs = of.iter().map(|t| ActorRef::Actor(t.id.as_str().into())).collect();
            self.note(&of, s);
            self.push(s, draft, refs, MentionForm::Demonym, "the country by those who act for it").plural = true;
            return;
        }
        if plural {
            if of.is_empty() {
                let ends = grammar.is_definite(self.document.folded(draft.tokens.start));
                let article = before & class::PLURAL_ARTICLE != 0 || ends;
                if draft.pair || article && !matches!(code, LEADER | OFFICIAL) {
                    self.people(s, draft, Some(code), 2);
                }
                return;
            }
            let refs: Vec<ActorRef> = of
                .iter()
                .map(|t| if t.is_country { self.holder(code, t).0 } else { ActorRef::Actor(t.id.as_str().into()) })
                .collect();
            self.note(&of, s);
            self.group(s, &refs);
            self.push(s, draft, refs, MentionForm::Group, "the holders of the office in each");
            return;
        }
        if of.is_empty() {
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
            if let Some(seen) = self.antecedent(s, code, default.as_deref(), gender) {
                let seen = seen.clone();
                self.push(s, draft, vec![seen.reference.clone()], MentionForm::Office, "the one called so before");
                self.see(s, seen.reference, seen.who, seen.gender, seen.country, seen.office);
                return;
            }
            let default = default.or_else(|| self.lone_country(code, entry.open, s));
            let Some(id) = default else { return };
            of.push(Target { country: Some(id.clone()), id, is_country: true, slug: None });
        }
        let definite = before & class::DEFINITE != 0 || grammar.is_definite(self.document.folded(draft.tokens.start));
        if code == OFFICIAL && !definite {
            let reference = ActorRef::Actor(of[0].id.as_str().into());
            self.note(&of, s);
            self.push(s, draft, vec![reference], MentionForm::Demonym, "the country by someone who acts for it");
            return;
        }
        // the most particular of them first: a body with holders of the office, then any
        let best =
            of.iter().find(|t| self.registry.has_holders(&office_of(self.registry, code, &t.id, t.is_country), &t.id));
        let target = best.unwrap_or(&of[0]).clone();
        let (reference, who, office) = self.holder(code, &target);
        let reason = if who.is_some() { "the holder whom the article names" } else { "the holder on the day" };
        self.note(&of, s);
        let gender = self.push(s, draft, vec![reference.clone()], MentionForm::Office, reason).gender;
        if let Some((code, of)) = &office {
            let last = self.cast.mentions.len() - 1;
            self.cast.mentions[last].office = Some((code.clone(), of.as_str().into()));
        }
        self.see(s, reference, who, gender, target.country.clone(), office);
    }

    /// The country that a title means by itself: of those it may mean, the first that the article speaks of.
    fn default_of(&self, of: &[String]) -> Option<String> {
        of.iter().find(|c| self.context.countries.contains_key(c.as_str())).or(of.first()).cloned()
    }

    /// Who holds an office, as far as the article tells; else the office, for the day to tell.
    pub(super) fn holder(&self, code: &str, target: &Target) -> (ActorRef, Option<Who>, Option<(String, String)>) {
        if code == MINISTER || code == OFFICIAL {
            let met = self.seen.iter().rev().find(|s| {
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
        // the Kremlin's leader is the country's
        if !target.is_country
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
            if !former && *c == office && *of == target.id && !called.contains(who) {
                called.push(*who);
            }
        }
        if let [who] = called[..] {
            return (self.reference(who), Some(who), held);
        }
        let holders = self.registry.holders(&office, &target.id);
        let former = |p: u32| self.titled.iter().any(|t| t.2 == Who::Known(p) && t.3 && t.1 == target.id);
        let mut named: Vec<u32> = self.context.named.iter().copied().collect();
        named.extend(self.seen.iter().filter_map(|s| if let Some(Who::Known(p)) = s.who { Some(p) } else { None }));
        named.sort_unstable();
        named.dedup();
        named.retain(|&p| holders.iter().any(|h| h.id == self.registry.people[p as usize].id) && !former(p));
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

    pub(super) fn ministry(&mut self, s: usize, draft: &Draft, slug: &str, of: &[Target]) {
        if let (true, Some(body)) = (!slug.is_empty(), of.iter().find(|t| !t.is_country && t.country.is_none())) {
            let reference = ActorRef::Actor(body.id.as_str().into());
            self.push(s, draft, vec![reference], MentionForm::Name, "the body named");
            return;
        }
        let own = of.iter().find_map(|t| t.country.clone());
        let last = || {
            let person = self.seen.iter().rev().find(|x| x.sentence + 2 >= s).and_then(|x| x.country.clone());
            person.or_else(|| self.countries.last().map(|c| c.0.clone()))
        };
        let country = if slug.is_empty() { own.clone() } else { own.or_else(last) };
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
}
