//! The stage whole: a document in, its cast out.

use super::{
    ActorId, ActorMention, ActorRef, Cast, Gender, MentionForm, PlaceMention,
    index::{Index, What, index},
    lexicon::Vocabulary,
    people::Bearers,
    places::Prepositions,
    scan::{Atom, atoms},
};
use crate::{
    pack::{Packs, Registry},
    text::{Cutter, Document, Span},
};

/// Finds who is named. Made once, shared by all articles.
#[derive(Debug, Clone)]
pub struct Recogniser {
    registry: Registry,
    words: Vocabulary,
    index: Index,
    prepositions: Vec<Prepositions>,
}

impl Recogniser {
    pub fn new(packs: &Packs, cutter: &Cutter) -> Recogniser {
        let mut words = Vocabulary::default();
        let index = index(&packs.registry, cutter, packs.languages.len(), &mut words);
        let prepositions = packs.languages.iter().map(|p| Prepositions::new(&p.actors, &mut words)).collect();
        Recogniser { registry: packs.registry.clone(), words, index, prepositions }
    }

    /// Who is named where, and whom each mention means. Knows no day: an office alone stays an office.
    pub fn recognise(&self, document: &Document) -> Cast {
        let words = self.words.of(document);
        let mut found: Vec<(usize, Atom)> = Vec::new();
        let mut list = Vec::new();
        for sentence in 0..document.sentences.len() {
            atoms(document, &words, &self.index, sentence, &mut list);
            found.extend(list.drain(..).map(|a| (sentence, a)));
        }
        let mut bearers = Bearers::new(&self.registry, &self.index, document, &words, &found);
        let mut cast = Cast::default();
        for (sentence, atom) in &found {
            let prepositions = &self.prepositions[document.sentences[*sentence].language as usize];
            let locative = prepositions.locative(document, &words, atom, &self.registry);
            self.mention(document, *sentence, atom, locative, &mut bearers, &mut cast);
        }
        cast
    }

    fn mention(
        &self,
        document: &Document,
        sentence: usize,
        atom: &Atom,
        locative: bool,
        bearers: &mut Bearers,
        cast: &mut Cast,
    ) {
        let first = document.tokens[atom.tokens.start].span;
        let span: Span = first.hull(document.tokens[atom.tokens.end - 1].span);
        let place = atom.senses.iter().find_map(|s| match s.what {
            What::Place(p) => Some(ActorId::from(self.registry.places[p as usize].id.as_str())),
            _ => None,
        });
        let actor = self.meaning(atom, bearers);
        if let Some(place) = place
            && (locative || actor.is_none())
        {
            cast.places.push(PlaceMention { span, tokens: atom.tokens.clone(), sentence, place });
        }
        let Some((id, form, gender)) = actor else { return };
        cast.mentions.push(ActorMention {
            span,
            tokens: atom.tokens.clone(),
            sentence,
            refs: vec![ActorRef::Actor(id)],
            form,
            standing: None,
            locative,
            media: false,
            adjective: form == MentionForm::Demonym,
            genitive: false,
            plural: false,
            gender,
            office: None,
            reason: "named".into(),
        });
    }

    /// The actor an atom means, if it means one.
    fn meaning(&self, atom: &Atom, bearers: &mut Bearers) -> Option<(ActorId, MentionForm, Option<Gender>)> {
        let r = &self.registry;
        if let Some(person) = bearers.person(atom) {
            let entry = &r.people[person as usize];
            let gender = match entry.gender.as_deref() {
                Some("f") => Some(Gender::Feminine),
                Some("m") => Some(Gender::Masculine),
                _ => None,
            };
            return Some((entry.id.as_str().into(), MentionForm::Name, gender));
        }
        let rank = |what: What| match what {
            What::Country(_) => 0,
            What::Body(_) => 1,
            What::CountrySeat(_) => 2,
            What::BodySeat(_) => 3,
            What::CountryDemonym(_) => 4,
            What::BodyDemonym(_) => 5,
            What::Place(_) | What::Person(_) | What::Surname(_) => 9,
        };
        let sense = atom.senses.iter().map(|s| s.what).min_by_key(|w| rank(*w))?;
        let (id, form) = match sense {
            What::Country(c) => (&r.countries[c as usize].id, MentionForm::Name),
            What::CountrySeat(c) => (&r.countries[c as usize].id, MentionForm::Metonym),
            What::CountryDemonym(c) => (&r.countries[c as usize].id, MentionForm::Demonym),
            What::Body(b) => (&r.bodies[b as usize].id, MentionForm::Name),
            What::BodySeat(b) => (&r.bodies[b as usize].id, MentionForm::Metonym),
            What::BodyDemonym(b) => (&r.bodies[b as usize].id, MentionForm::Demonym),
            _ => return None,
        };
        Some((id.as_str().into(), form, None))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack;

    #[test]
    fn names_and_metonyms_become_actors() {
        let (packs, _) = pack::load(None);
        let cutter = Cutter::new(&packs.languages);
        let recogniser = Recogniser::new(&packs, &cutter);
        let document = cutter.cut("Russia told the United States on Monday that its troops were in Ukraine.", None);
        let cast = recogniser.recognise(&document);
        let ids: Vec<String> = cast.mentions.iter().map(|m| format!("{:?}", m.refs)).collect();
        if !packs.registry.countries.is_empty() {
            assert!(ids.len() == 3, "{ids:?}");
        }
    }
}
