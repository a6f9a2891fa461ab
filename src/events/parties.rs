//! Between whom an article's talks are: "Monday's round", "the agreement" of those who were said to negotiate.

use super::{EventMention, Kind, Role, candidate::Candidate, known::Known};
use crate::actors::{ActorId, ActorRef, Cast};

/// How many sentences back the parties of other talks are remembered, once an article tells of several.
const REACH: usize = 8;

/// How many words may part those who negotiate with each other.
const CLOSE: usize = 2;

/// The pairs that an article says to negotiate or agree, and the events that leave their parties out.
#[derive(Debug, Default)]
pub(super) struct Parties {
    /// Sentence, the two sides, and a mention of each.
    pairs: Vec<(usize, [ActorId; 2], [usize; 2])>,
    /// Events, by their place in the list, that may lack parties.
    lacking: Vec<usize>,
}

impl Parties {
    /// Takes up who negotiates in a sentence, whether or not the words are an event of their own.
    pub fn hear(
        &mut self,
        sentence: usize,
        candidates: &[Candidate],
        negotiators: Vec<Vec<(Role, usize)>>,
        cast: &Cast,
        sides: &Known,
    ) {
        let told = candidates.iter().filter(|c| matches!(c.kind, Kind::Talks | Kind::Agreement)).map(|c| &c.roles);
        for roles in negotiators.iter().chain(told) {
            if let Some((sides, mentions)) = two(roles, cast, sides) {
                self.pairs.push((sentence, sides, mentions));
            }
        }
    }

    /// Notes that an event, which gets the given place in the list, may lack parties.
    pub fn note(&mut self, at: usize, candidate: &Candidate) {
        let bare = candidate.noun && matches!(candidate.kind, Kind::Talks | Kind::Agreement);
        let again = !candidate.noun && candidate.kind == Kind::Meeting;
        if (bare || again) && !candidate.quoted && !candidate.collective {
            self.lacking.push(at);
        }
    }

    /// Gives events the parties of the talks told last, or of the only ones that the article tells of.
    pub fn complete(self, out: &mut [EventMention], cast: &Cast, sides: &Known) {
        let only = self.pairs.iter().all(|p| p.1 == self.pairs[0].1);
        for at in self.lacking {
            let event = &mut out[at];
            let near = |p: &&(usize, [ActorId; 2], [usize; 2])| {
                p.0 <= event.sentence && (only || p.0 + REACH >= event.sentence)
            };
            let before = self.pairs.iter().rev().find(near);
            let Some((_, pair, mentions)) = before.or(self.pairs.first().filter(|_| only)) else { continue };
            let present: Vec<ActorId> = event
                .roles
                .iter()
                .filter(|(role, _)| *role == Role::Participant)
                .flat_map(|(_, m)| cast.mentions[*m].refs.iter().map(|r| side(r, sides)))
                .collect();
            let wanted = match event.kind {
                Kind::Talks => present.iter().all(|s| pair.contains(s)),
                // what one side signs alone is no agreement of both
                Kind::Agreement => present.is_empty(),
                _ => false,
            };
            let missing = pair.iter().zip(mentions).filter(|(side, _)| !present.contains(side));
            let missing: Vec<usize> = missing.map(|(_, mention)| *mention).collect();
            if !wanted || missing.is_empty() {
                continue;
            }
            event.roles.extend(missing.into_iter().map(|m| (Role::Participant, m)));
            event.reasons.push("between those who negotiate here".into());
        }
    }
}

/// Two sides that stand beside each other, "Serbia and Kosovo", "Russian-Ukrainian", and are the only such pair. People
/// are left out: who meets today need not be who negotiates.
fn two(roles: &[(Role, usize)], cast: &Cast, sides: &Known) -> Option<([ActorId; 2], [usize; 2])> {
    let mut found: Vec<usize> = roles.iter().filter(|r| r.0 == Role::Participant).map(|r| r.1).collect();
    found.sort_by_key(|m| cast.mentions[*m].tokens.start);
    let own = |m: usize| match &cast.mentions[m].refs[..] {
        [ActorRef::Actor(id)] if cast.mentions[m].gender.is_none() => Some(id).filter(|id| sides.side(id).is_none()),
        _ => None,
    };
    let mut pairs = found.windows(2).filter_map(|w| {
        let gap = cast.mentions[w[1]].tokens.start.saturating_sub(cast.mentions[w[0]].tokens.end);
        let (mut a, mut b) = ((own(w[0])?.clone(), w[0]), (own(w[1])?.clone(), w[1]));
        if b < a {
            (a, b) = (b, a);
        }
        ((1..=CLOSE).contains(&gap) && a.0 != b.0).then_some(([a.0, b.0], [a.1, b.1]))
    });
    let first = pairs.next()?;
    pairs.next().is_none().then_some(first)
}

/// Whom someone acts for.
fn side(reference: &ActorRef, sides: &Known) -> ActorId {
    match reference {
        ActorRef::Actor(id) => sides.side(id).unwrap_or(id).clone(),
        ActorRef::Office { of, .. } => sides.side(of).unwrap_or(of).clone(),
    }
}
