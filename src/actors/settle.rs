//! From drafts to mentions, in the order of the text: whom each phrase means.

use super::{
    ActorId, ActorMention, ActorRef, Cast, Gender, MentionForm, PlaceMention,
    context::Context,
    discover::{Strangers, Who, country_of, held, introduces},
    grammar::{Grammar, TitleKind, class},
    index::What,
    lexicon::WordId,
    names::{NameRun, Whose},
    phrase::{Draft, Of},
    places,
    prepared::Kept,
    scan::Findings,
    targets::{LEADER, Target, atom_target, office_of, organ, slugs},
};
use crate::{
    pack::{Actor, Registry},
    text::{Document, Span},
};

/// How many people, groups and countries spoken of are remembered, and how many make a group.
pub(super) const LATELY: usize = 64;
const GROUP: usize = 8;
/// The registry's word for a group of states.
const STATES: &str = "group";
/// How many titles given to people the article may hold.
const TITLED: usize = 2000;

/// A person spoken of, for what refers back.
#[derive(Debug, Clone)]
pub(super) struct Seen {
    pub mention: usize,
    pub reference: ActorRef,
    pub who: Option<Who>,
    pub gender: Option<Gender>,
    pub country: Option<String>,
    pub sentence: usize,
    /// Office code and country or body by which the text calls the person.
    pub office: Option<(String, String)>,
}

pub(super) struct Settler<'a> {
    pub registry: &'a Registry,
    grammars: &'a [Kept],
    languages: &'a [String],
    pub document: &'a Document<'a>,
    pub words: &'a [WordId],
    pub sentences: &'a [(Findings, Vec<NameRun>)],
    pub context: Context<'a>,
    pub strangers: Strangers,
    /// Who is called by which office, by the text itself: code, country or body, and whether formerly.
    pub titled: Vec<(String, String, Who, bool)>,
    /// Organs that the registry doesn't know: id, name, country.
    pub organs: Vec<(String, String, String)>,
    pub seen: Vec<Seen>,
    /// Countries spoken of, with their sentences.
    pub countries: Vec<(String, usize)>,
    /// People spoken of together, with their sentences.
    pub groups: Vec<(Vec<ActorRef>, usize)>,
    /// Countries named one behind the other, and the sentence.
    pub lists: Vec<(Vec<ActorRef>, usize)>,
    pub cast: Cast,
    last_place: Option<places::LastPlace>,
}

impl<'a> Settler<'a> {
    pub fn new(
        registry: &'a Registry,
        grammars: &'a [Kept],
        languages: &'a [String],
        document: &'a Document<'a>,
        words: &'a [WordId],
        sentences: &'a [(Findings, Vec<NameRun>)],
        context: Context<'a>,
    ) -> Self {
        Settler {
            registry,
            grammars,
            languages,
            document,
            words,
            sentences,
            context,
            strangers: Strangers::default(),
            titled: Vec::new(),
            organs: Vec::new(),
            seen: Vec::new(),
            countries: Vec::new(),
            groups: Vec::new(),
            lists: Vec::new(),
            cast: Cast::default(),
            last_place: None,
        }
    }

    /// The last ones spoken of; whoever was spoken of longer ago is out of mind.
    pub fn lately(&self) -> &[Seen] {
        &self.seen[self.seen.len().saturating_sub(LATELY)..]
    }

    pub fn grammar(&self, sentence: usize) -> &'a Grammar {
        &self.grammars[self.document.sentences[sentence].language as usize]
    }

    /// The first reading: who is introduced by a title, and who is called what.
    pub fn discover(&mut self, drafts: &[Vec<Draft>]) {
        let mut last: Option<String> = None;
        for (s, list) in drafts.iter().enumerate() {
            let (findings, names) = &self.sentences[s];
            for draft in list {
                let (codes, of) = held(draft, findings, names, self.grammar(s), self.registry);
                let mut country = of.iter().find_map(|t| t.country.clone());
                if let Some(n) = draft.name {
                    let run = &names[n];
                    let who = if introduces(draft, run) {
                        let home = country_of(&of, last.as_deref());
                        let language = &self.languages[self.document.sentences[s].language as usize];
                        let (document, context) = (self.document, &self.context);
                        self.strangers.take(draft, run, document, context, &of, home.as_deref(), &codes, language)
                    } else {
                        self.who(s, run, &codes, &of)
                    };
                    if let Some(who) = who {
                        country = country.or(self.country(who));
                        let nameless = of.is_empty();
                        let of: Vec<Target> = self.held_of(s, draft, &of, country.as_deref());
                        // "the leader of the separatists" is not his country's
                        let codes = codes.iter().filter(|code| !nameless || *code != LEADER);
                        for (code, target) in codes.zip(of.iter().cycle()) {
                            let code = office_of(self.registry, code, &target.id, target.is_country);
                            let former = draft.standing == Some(super::Standing::Former);
                            let titled = (code, target.id.clone(), who, former);
                            if self.titled.len() < TITLED && !self.titled.contains(&titled) {
                                self.titled.push(titled);
                            }
                        }
                    }
                } else if let Some(a) = draft.atom {
                    country = atom_target(&findings.atoms[a], self.registry, false).and_then(|t| t.country);
                }
                last = country.or(last);
            }
        }
    }

    /// The second reading: every draft to its mention.
    pub fn settle(&mut self, drafts: &[Vec<Draft>]) {
        for (s, list) in drafts.iter().enumerate() {
            for draft in list {
                let before = self.cast.mentions.len();
                if draft.name.is_some() && self.person(s, draft) {
                    continue;
                }
                if !draft.titles.is_empty() {
                    self.title(s, draft);
                    if self.cast.mentions.len() == before {
                        self.parts(s, draft);
                    }
                } else if draft.atom.is_some() {
                    self.bare(s, draft);
                } else if draft.pronoun != 0 {
                    self.pronoun(s, draft);
                }
            }
        }
    }

    pub fn finish(mut self) -> Cast {
        self.cast.discovered = self.strangers.list;
        for (id, name, country) in self.organs {
            self.cast.discovered.push(super::Discovered {
                id: id.as_str().into(),
                name,
                kind: crate::pack::ActorKind::GovernmentBody,
                country: Some(country.as_str().into()),
                title: None,
                aliases: Vec::new(),
            });
        }
        self.cast
    }

    pub fn country(&self, who: Who) -> Option<String> {
        match who {
            Who::Known(p) => self.registry.people[p as usize].country.clone().map(String::from),
            Who::Found(f) => self.strangers.list[f].country.as_ref().map(|c| c.0.to_string()),
        }
    }

    pub fn reference(&self, who: Who) -> ActorRef {
        ActorRef::Actor(match who {
            Who::Known(p) => self.registry.people[p as usize].id.as_str().into(),
            Who::Found(f) => self.strangers.list[f].id.clone(),
        })
    }

    /// Whose a name is, as the words, the titles beside it and the article tell.
    pub(super) fn who(&self, s: usize, run: &NameRun, codes: &[String], of: &[Target]) -> Option<Who> {
        let single = run.tokens.len() == 1;
        let ordinary = single && self.grammar(s).class(self.words[run.tokens.start]) & class::ORDINARY != 0;
        let met = |people: &[u32]| people.iter().any(|p| self.context.named.contains(p));
        match &run.whose {
            Whose::Full(people) => self.context.bearer(people, true, false, codes, of).map(Who::Known),
            Whose::Surname(people) => {
                let stranger = self.strangers.named(run, self.document).filter(|_| !met(people));
                let known = self.context.bearer(people, false, ordinary, codes, of).map(Who::Known);
                stranger.map(Who::Found).or(known)
            }
            Whose::Unknown | Whose::Other => {
                let opens = run.tokens.start == self.sentences[s].0.start && !single;
                let rest = NameRun { tokens: run.tokens.start + 1..run.tokens.end, whose: Whose::Unknown };
                let stranger = self.strangers.named(run, self.document);
                // a sentence's first word may have its capital for that
                let stranger = stranger.or_else(|| self.strangers.named(&rest, self.document).filter(|_| opens))?;
                Some(Who::Found(stranger))
            }
        }
    }

    /// What titles are held of, ministries included; of the person's own country when the text says nothing.
    pub fn held_of(&self, s: usize, draft: &Draft, of: &[Target], country: Option<&str>) -> Vec<Target> {
        let (findings, _) = &self.sentences[s];
        let mut out = of.to_vec();
        let country = of.iter().find(|t| t.is_country).map(|t| t.id.as_str()).or(country);
        for slug in slugs(&draft.of, findings, self.grammar(s)).iter().filter(|s| !s.is_empty()) {
            if let Some(country) = country {
                let (id, known) = organ(self.registry, country, slug);
                if known {
                    let country = Some(country.to_string());
                    out.insert(0, Target { id, country, is_country: false, slug: Some(slug.clone()) });
                }
            }
        }
        if out.is_empty() {
            out.extend(country.map(|id| Target {
                id: id.into(),
                country: Some(id.into()),
                is_country: true,
                slug: None,
            }));
        }
        out
    }

    fn person(&mut self, s: usize, draft: &Draft) -> bool {
        let Some(n) = draft.name else { return false };
        let (findings, names) = &self.sentences[s];
        let run = &names[n];
        let (codes, of) = held(draft, findings, names, self.grammar(s), self.registry);
        let near = introduces(draft, run).then(|| self.strangers_known(draft, run, &codes, &of)).flatten();
        let Some(who) = near.or_else(|| self.who(s, run, &codes, &of)) else { return false };
        let country = self.country(who);
        let held = self.held_of(s, draft, &of, country.as_deref());
        let office = codes.first().zip(held.iter().find(|t| !t.is_country).or(held.first()));
        let office = office.map(|(code, t)| (office_of(self.registry, code, &t.id, t.is_country), t.id.clone()));
        let office = office.map(|o| self.own_office(who, &codes[0], &of).unwrap_or(o));
        let gender = match who {
            Who::Known(p) => match self.registry.people[p as usize].gender.as_deref() {
                Some("f") => Some(Gender::Feminine),
                Some("m") => Some(Gender::Masculine),
                _ => None,
            },
            Who::Found(_) => None,
        }
        .or(draft.titles.iter().flatten().find_map(|t| t.gender));
        let reference = self.reference(who);
        let reason = match (&run.whose, who) {
            (_, Who::Found(_)) => "by the title beside the name",
            (Whose::Full(_), _) => "by the full name",
            (Whose::Surname(_), _) => "by the surname, in this article",
            _ => "by a name one letter off",
        };
        let mention = self.push(s, draft, vec![reference.clone()], MentionForm::Name, reason);
        mention.gender = gender;
        mention.office = office.clone().map(|(code, of)| (code, of.as_str().into()));
        self.owners(s, draft, &of);
        self.see(s, reference, Some(who), gender, country, office);
        true
    }

    /// "The spokesman of the Turkish president": whose he is has been spoken of too.
    fn owners(&mut self, s: usize, draft: &Draft, of: &[Target]) {
        let Some(target) = of.first() else { return };
        let findings = &self.sentences[s].0;
        for of in &draft.of {
            let Of::Title(t) = of else { continue };
            let Some(title) = findings.titles[*t].titles.first() else { continue };
            if let TitleKind::Office(ix) = title.kind
                && !title.plural
            {
                let code = &self.grammar(s).rules.offices[ix as usize].office;
                let (reference, who, office) = self.holder(code, target);
                let mention = self.cast.mentions.len() - 1;
                let country = target.country.clone();
                self.seen.push(Seen { mention, reference, who, gender: title.gender, country, sentence: s, office });
            }
        }
    }

    /// The office of the registry that a title means of a person, when it is not for what the words name.
    fn own_office(&self, who: Who, code: &str, of: &[Target]) -> Option<(String, String)> {
        let Who::Known(p) = who else { return None };
        let entry = &self.registry.people[p as usize];
        let or = self.registry.offices.iter().find(|o| o.code == code).map(|o| o.or.as_slice()).unwrap_or_default();
        let fits = |t: &&crate::pack::TermEntry| t.office == code || or.iter().any(|code| *code == t.office);
        let here = |t: &&crate::pack::TermEntry| of.iter().any(|x| x.id == t.of);
        let term = entry.offices.iter().rev().filter(fits).find(here);
        let term = term.or_else(|| entry.offices.iter().rev().filter(fits).find(|_| of.iter().all(|t| t.is_country)));
        term.map(|t| (t.office.clone().into(), t.of.clone().into()))
    }

    /// A known person under a spelling that only the title beside it vouches for.
    fn strangers_known(&self, draft: &Draft, run: &NameRun, codes: &[String], of: &[Target]) -> Option<Who> {
        let mut scratch = Strangers::default();
        let who = scratch.take(draft, run, self.document, &self.context, of, None, codes, "");
        who.filter(|w| matches!(w, Who::Known(_)))
    }

    /// Remembers a person for what refers back.
    pub fn see(
        &mut self,
        sentence: usize,
        reference: ActorRef,
        who: Option<Who>,
        gender: Option<Gender>,
        country: Option<String>,
        office: Option<(String, String)>,
    ) {
        if let Some(country) = &country {
            self.countries.push((country.clone(), sentence));
        }
        let mention = self.cast.mentions.len() - 1;
        // "Putin and Erdogan": spoken of together
        let here = &self.cast.mentions[mention];
        if let Some(before) = self.seen.last().filter(|x| x.sentence == sentence && x.reference != reference) {
            let end = self.cast.mentions[before.mention].tokens.end;
            if places::joined(self.document, self.words, self.grammar(sentence), end, here.tokens.start) {
                match self.groups.last_mut() {
                    Some(group) if group.1 == sentence && group.0.last() == Some(&before.reference) => {
                        if group.0.len() < GROUP {
                            group.0.push(reference.clone());
                        }
                    }
                    _ => self.groups.push((vec![before.reference.clone(), reference.clone()], sentence)),
                }
            }
        }
        self.seen.push(Seen { mention, reference, who, gender, country, sentence, office });
    }

    /// Adds a mention with the draft's own traits.
    pub fn push(
        &mut self,
        sentence: usize,
        draft: &Draft,
        refs: Vec<ActorRef>,
        form: MentionForm,
        reason: &str,
    ) -> &mut ActorMention {
        let tokens = draft.tokens.clone();
        let span: Span = self.document.tokens[tokens.start].span.hull(self.document.tokens[tokens.end - 1].span);
        let head = draft.head();
        let at = self.cast.mentions.len();
        let of =
            |t: &std::ops::Range<usize>| self.document.tokens[t.start].span.hull(self.document.tokens[t.end - 1].span);
        let name = draft.name.map(|n| of(&self.sentences[sentence].1[n].tokens));
        self.cast.mentions.push(ActorMention {
            span,
            name,
            tokens,
            sentence,
            plural: refs.len() > 1 || head.is_some_and(|t| t.plural),
            refs,
            form,
            standing: draft.standing,
            locative: false,
            media: false,
            adjective: false,
            genitive: draft.genitive,
            gathering: false,
            gender: draft.titles.iter().flatten().find_map(|t| t.gender),
            office: None,
            reason: reason.into(),
        });
        &mut self.cast.mentions[at]
    }

    /// A title that means no one: what stands within it means something by itself.
    fn parts(&mut self, s: usize, draft: &Draft) {
        let (findings, names) = &self.sentences[s];
        let mut inner: Vec<Draft> = Vec::new();
        for of in &draft.of {
            let part = match *of {
                Of::Atom(a) if self.within(s, draft, a) => continue,
                Of::Atom(a) => Draft { tokens: findings.atoms[a].tokens.clone(), atom: Some(a), ..Draft::default() },
                Of::Name(n) => Draft { tokens: names[n].tokens.clone(), name: Some(n), ..Draft::default() },
                Of::Title(_) => continue,
            };
            inner.push(part);
        }
        if let Some(n) = draft.name {
            inner.push(Draft { tokens: names[n].tokens.clone(), name: Some(n), ..Draft::default() });
        }
        inner.sort_by_key(|d| d.tokens.start);
        for part in inner {
            if part.name.is_some() {
                self.person(s, &part);
            } else {
                self.bare(s, &part);
            }
        }
    }

    /// The body named before of which a title is held.
    fn held_of_again(&self, s: usize, draft: &Draft) -> Option<Target> {
        let (findings, grammar) = (&self.sentences[s].0, self.grammar(s));
        let titles = draft.of.iter().filter_map(|of| match of {
            Of::Title(t) => Some(&findings.titles[*t].titles),
            _ => None,
        });
        titles.flatten().find_map(|title| match title.kind {
            TitleKind::Ministry(m) => {
                let entry = &grammar.rules.ministries[m as usize];
                (!entry.again.is_empty()).then(|| self.named_again(s, entry))?
            }
            _ => None,
        })
    }

    fn title(&mut self, s: usize, draft: &Draft) {
        let grammar = self.grammar(s);
        let (findings, names) = &self.sentences[s];
        let (_, mut of) = held(draft, findings, names, grammar, self.registry);
        let Some(title) = draft.head().copied() else { return };
        if of.is_empty() && matches!(title.kind, TitleKind::Office(_)) {
            // "a spokesman for the ministry"
            of.extend(self.held_of_again(s, draft));
        }
        match title.kind {
            TitleKind::Office(ix) => self.office(s, draft, ix as usize, &of, title.plural),
            TitleKind::Ministry(ix) => self.ministry(s, draft, &grammar.rules.ministries[ix as usize], &of),
            TitleKind::StandIn | TitleKind::Forces => {
                // "consulatul polonez din Kaliningrad": where it is is not whose it is
                let place = |t: &Target| matches!(self.registry.get(&t.id), Some(Actor::Place(_)));
                let own = of.iter().any(|t| !place(t));
                let named = draft.of.iter().any(|o| matches!(o, Of::Name(_)));
                of.retain(|t| !(named || own && place(t)));
                let refs: Vec<ActorRef> = of.iter().map(|t| ActorRef::Actor(t.id.as_str().into())).collect();
                if !refs.is_empty() {
                    self.note(&of, s);
                    self.push(s, draft, refs, MentionForm::Demonym, "the country by those who act for it");
                }
            }
            TitleKind::Counterpart => self.counterpart(s, draft, &of),
            TitleKind::GroupOfPeople(ix) => {
                let group = &grammar.rules.groups[ix as usize];
                let office = Some(group.office.as_str()).filter(|o| !o.is_empty());
                let count = usize::from(group.count.max(2));
                // "expelled two diplomats", "two French diplomats"
                if office.is_none() && !self.known_pair(s, draft) {
                    return self.acting_for(s, draft, &of);
                }
                self.those(s, draft, office, count, !group.before.is_empty());
            }
            TitleKind::GroupOfCountries(_) if of.len() > 1 => {
                let refs: Vec<ActorRef> = of.iter().map(|t| ActorRef::Actor(t.id.as_str().into())).collect();
                self.note(&of, s);
                self.group(s, &refs);
                self.push(s, draft, refs, MentionForm::Group, "those whom the words name");
            }
            TitleKind::GroupOfCountries(ix) => match grammar.rules.groups[ix as usize].count {
                0..=2 => self.sides(s, draft),
                count => self.several(s, draft, count.into()),
            },
            TitleKind::Epithet(_) => self.epithet(s, draft),
            TitleKind::Lead => {}
        }
    }

    /// Remembers the countries of a phrase.
    pub fn note(&mut self, of: &[Target], s: usize) {
        self.list(of, s);
        self.countries.extend(of.iter().filter_map(|t| t.country.clone()).map(|c| (c, s)));
    }

    /// A country, body or place by its name alone.
    fn bare(&mut self, s: usize, draft: &Draft) {
        let Some(ix) = draft.atom else { return };
        let findings = &self.sentences[s].0;
        let atom = &findings.atoms[ix];
        if draft.pair
            && self.known_pair(s, draft)
            && let Some(target) = atom_target(atom, self.registry, false)
        {
            self.people(s, draft, None, target.country.as_deref(), 2);
            if self.cast.mentions.last().is_some_and(|m| m.tokens == draft.tokens) {
                return;
            }
        }
        let grammar = self.grammar(s);
        let listed = self
            .last_place
            .is_some_and(|last| places::listed(self.document, self.words, grammar, findings, last, atom));
        let locative = listed || places::locative(self.document, self.words, grammar, findings, atom, self.registry);
        if locative {
            self.last_place = Some(places::LastPlace { end: draft.tokens.end, city: places::is_city(atom) });
        }
        let place = atom.senses.iter().find_map(|w| match w.what {
            What::Place(p) => Some(ActorId::from(self.registry.places[p as usize].id.as_str())),
            What::Body(b) if self.registry.bodies[b as usize].building => {
                Some(ActorId::from(self.registry.bodies[b as usize].id.as_str()))
            }
            _ => None,
        });
        let target = atom_target(atom, self.registry, false);
        if let Some(other) = target.as_ref().and_then(|t| self.of_another(s, atom, t)) {
            return self.acting_for(s, draft, &[other]);
        }
        let only_place = atom.senses.iter().all(|w| matches!(w.what, What::Place(_)));
        if let Some(place) = place {
            let span =
                self.document.tokens[draft.tokens.start].span.hull(self.document.tokens[draft.tokens.end - 1].span);
            let list = if locative || only_place { &mut self.cast.places } else { &mut self.cast.seats };
            list.push(PlaceMention { span, tokens: draft.tokens.clone(), sentence: s, place });
        }
        let Some(target) = target.filter(|_| !only_place) else { return };
        let what = |test: fn(What) -> bool| atom.senses.iter().any(|w| test(w.what));
        let named = what(|w| matches!(w, What::Country(_) | What::Body(_)));
        let demonym = !named && atom.is_demonym();
        let form = match (named, demonym) {
            (true, _) => MentionForm::Name,
            (_, true) => MentionForm::Demonym,
            _ => MentionForm::Metonym,
        };
        if demonym && target.country.as_deref().is_some_and(|c| self.national(s, draft, c)) {
            return;
        }
        let noun = demonym && places::is_noun(self.document, self.words, grammar, draft.tokens.clone());
        let media = self.registry.get(&target.id).is_some_and(|actor| !actor.acts());
        let gathering =
            matches!(self.registry.get(&target.id), Some(Actor::Body(b)) if b.kind == STATES && b.country.is_none());
        if !media {
            self.note(std::slice::from_ref(&target), s);
        }
        let reference = ActorRef::Actor(target.id.as_str().into());
        self.together(s, draft.tokens.start, &reference);
        let mention = self.push(s, draft, vec![reference], form, "by its name");
        mention.locative = locative && !demonym;
        mention.adjective = demonym && !noun;
        mention.plural = noun;
        mention.media = media;
        mention.gathering = gathering;
    }
}
