//! A trigger on its way to being an event: what it tells, by whom, and how sure.

use super::{
    Kind, Role, Sort, Status, Tone,
    arguments::{Subject, Way},
    complements::Complements,
    lexicon::{Frame, Need, Sense},
    status::Reading,
    view::{View, bits},
};
use crate::{
    actors::{ActorRef, Cast, MentionForm},
    pack::{Mark, VerbForm},
};
use std::ops::Range;

#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub tokens: Range<usize>,
    pub kind: Kind,
    pub tone: Option<Tone>,
    pub sort: Option<Sort>,
    pub reading: Reading,
    pub roles: Vec<(Role, usize)>,
    pub subject: Option<Subject>,
    pub weight: f32,
    pub needs: Vec<Need>,
    /// A verb carries the noun.
    pub carried: bool,
    /// The first token of the verb whose object the noun is.
    pub carrier: Option<usize>,
    /// Told by a noun.
    pub noun: bool,
    pub quoted: bool,
    pub background: bool,
    /// Something stands as object.
    pub object: bool,
    /// Among the actors is a body of many members, which can meet by itself.
    pub collective: bool,
    /// The tone of the verb itself, whatever is reported.
    pub verb_tone: Option<Tone>,
    pub reasons: Vec<String>,
}

impl Candidate {
    /// Told as a fact of somebody, without any word of the pack that asks for more.
    pub fn told(kind: Kind, tokens: Range<usize>, doer: usize, role: Role, weight: f32, reason: &str) -> Candidate {
        Candidate {
            tokens,
            kind,
            tone: None,
            sort: None,
            reading: Reading::told(),
            roles: vec![(role, doer)],
            subject: Some(Subject { mentions: vec![doer], way: Way::Before }),
            weight,
            needs: Vec::new(),
            carried: false,
            carrier: None,
            noun: false,
            quoted: false,
            background: false,
            object: false,
            collective: false,
            verb_tone: None,
            reasons: vec![reason.into()],
        }
    }

    /// "Merkel attacked Macron over the deal": among people it is an attack of words. Whether it was turned into one.
    pub fn turns_to_words(&mut self, cast: &Cast) -> bool {
        let person = |m: usize| cast.mentions[m].gender.is_some();
        let acts = |role: Role| self.roles.iter().any(|(r, m)| *r == role && person(*m));
        let among_people = acts(Role::Source) && acts(Role::Target);
        if among_people {
            self.kind = Kind::Statement;
            self.tone = Some(Tone::Accusation);
            self.verb_tone = self.tone;
            self.sort = None;
            self.roles.retain(|(r, m)| *r == Role::Source || person(*m));
        }
        among_people
    }

    /// How many actors take part; a body of many members counts as several.
    pub fn partners(&self, cast: &Cast) -> usize {
        let mut ids: Vec<&ActorRef> = Vec::new();
        for (_, mention) in &self.roles {
            for r in &cast.mentions[*mention].refs {
                if !ids.contains(&r) {
                    ids.push(r);
                }
            }
        }
        ids.len() + usize::from(self.collective)
    }

    /// Whether the clause has what the pack asks of it.
    pub fn satisfied(&self, cast: &Cast, time: bool, place: bool) -> bool {
        let has = |need: &Need| match need {
            // "was vetoed by Russia": who does it stands behind "by"; "the land held by Russia", "as said by Russia" are no news
            Need::Subject => {
                let news = self.kind != Kind::Strike && self.verb_tone != Some(Tone::Neutral);
                self.subject.is_some() || news && self.has(Role::Source)
            }
            Need::Object => self.object,
            Need::Partner | Need::Pair => self.partners(cast) >= 2,
            Need::Time => time,
            Need::Place => place || self.kind == Kind::Visit && self.has(Role::Target),
            // who meets, or attacks, may go unnamed where the place is told
            Need::Actor => {
                let known = self.kind.group() == Kind::Meeting.group() || self.kind == Kind::Strike;
                !self.roles.is_empty() || place && known
            }
            Need::Support => self.carried,
            Need::Always => true,
        };
        // "after eight hours of talks in Jeddah": where they were tells that they were, as a day would
        let encounter = self.kind.group() == Kind::Meeting.group();
        if self.noun {
            self.needs.iter().any(has) && (!self.background || time || self.carried || place && encounter)
        } else {
            self.needs.iter().all(has)
        }
    }

    /// "The delegation was received by Aliyev": whoever came. "Carney was received at the White House": by whoever lives there.
    pub fn received(&mut self, complements: &Complements, guests: &[usize], cast: &Cast) {
        let person = |m: &usize| cast.mentions[*m].gender.is_some();
        if complements.by.iter().any(person) {
            self.needs.retain(|need| !matches!(need, Need::Partner | Need::Object | Need::Subject));
        } else if guests.iter().any(person) && complements.stations().any(|m| building(cast, *m)) {
            self.needs.retain(|need| !matches!(need, Need::Partner | Need::Object));
        }
    }

    pub fn confidence(&self, cast: &Cast, timed: bool) -> f32 {
        // "the conference on Libya, due on Sunday": an appointment is news whoever comes
        let encounter = self.kind.group() == Kind::Meeting.group();
        let appointed = self.noun && encounter && timed && self.reading.status == Status::Planned;
        let way = match self.subject.as_ref().map(|s| s.way) {
            None => 0.9,
            Some(Way::Before) => 1.0,
            Some(Way::Antecedent | Way::After) => 0.95,
            Some(Way::Shared) => 0.9,
            Some(Way::Adjective) => 0.8,
            Some(Way::Dropped) => 0.75,
        };
        let quoted = if self.quoted { 0.75 } else { 1.0 };
        let actors = match self.partners(cast) {
            0 if self.carried || appointed => 0.75,
            0 => 0.6,
            1 if self.kind.is_mutual() => 0.85,
            _ => 1.0,
        };
        self.weight * self.reading.sure * way * quoted * actors
    }

    fn add(&mut self, role: Role, mentions: &[usize]) {
        for m in mentions {
            if !self.roles.iter().any(|(_, known)| known == m) {
                self.roles.push((role, *m));
            }
        }
    }

    fn has(&self, role: Role) -> bool {
        self.roles.iter().any(|(r, _)| *r == role)
    }

    /// Whom a deed hits when nobody stands as its object: "tariffs on Indian goods", "imports of Japanese fish",
    /// "weapons to Khartoum", "positions in Lebanon".
    fn upon(&mut self, c: &Complements, cast: &Cast) {
        let other = |m: &&usize| {
            let refs = &cast.mentions[**m].refs;
            !self.roles.iter().any(|(_, known)| cast.mentions[*known].refs.iter().any(|r| refs.contains(r)))
        };
        let hit = [&c.adjectives, &c.places, &c.of].into_iter().find_map(|list| list.iter().find(other));
        // troops are sent to a place, not against it
        if let Some(hit) = hit.filter(|_| self.kind != Kind::Mobilization) {
            self.add(Role::Target, &[*hit]);
        }
    }

    /// "The ambassador of Rwanda was recalled by Kigali": whose deed it is doesn't suffer it.
    fn upon_itself(&mut self, cast: &Cast) {
        let sources = self.roles.iter().filter(|(role, _)| *role == Role::Source);
        let doers: Vec<&ActorRef> = sources.flat_map(|(_, m)| &cast.mentions[*m].refs).collect();
        self.roles
            .retain(|(role, m)| *role != Role::Target || !cast.mentions[*m].refs.iter().all(|r| doers.contains(&r)));
    }

    /// "send more Italian soldiers", "Russian troops were deployed": whose troops they are sends them.
    fn own_troops(&mut self, cast: &Cast) {
        if self.kind != Kind::Mobilization {
            return;
        }
        let sent = |(role, m): &(Role, usize)| *role == Role::Target && cast.mentions[*m].form == MentionForm::Demonym;
        if self.has(Role::Source) {
            self.roles.retain(|r| !sent(r));
        } else {
            self.roles.iter_mut().filter(|r| sent(r)).for_each(|r| r.0 = Role::Source);
        }
    }

    /// Those who received it are its targets, and who is named with it has given it.
    pub fn handed(&mut self, to: &[usize]) {
        for (role, mention) in &mut self.roles {
            *role = if to.contains(mention) { Role::Target } else { Role::Source };
        }
    }

    /// Gives the clause's actors their roles by the frame of the trigger.
    pub fn assign(&mut self, sense: &Sense, passive: bool, subject: &[usize], complements: &Complements, cast: &Cast) {
        let c = complements;
        self.object = !c.object.is_empty();
        match sense.frame {
            Frame::Say => {
                if passive {
                    self.add(Role::Source, if c.by.is_empty() { &c.by_places } else { &c.by });
                    self.add(Role::Target, subject);
                } else {
                    self.add(Role::Source, subject);
                }
                // "condemned what he called …": nobody addresses himself
                let own: Vec<&ActorRef> = self.roles.iter().flat_map(|(_, m)| &cast.mentions[*m].refs).collect();
                let others = |list: &[usize]| -> Vec<usize> {
                    list.iter().copied().filter(|m| !cast.mentions[*m].refs.iter().any(|r| own.contains(&r))).collect()
                };
                if self.tone.is_some_and(|t| t != Tone::Neutral) {
                    let (object, to, against) = (others(&c.object), others(&c.to), others(&c.against));
                    for list in [object, to, others(&c.benefit), against] {
                        self.add(Role::Target, &list);
                    }
                    // "forderte von Israel ein Ende": of whom it is asked
                    if self.tone == Some(Tone::Appeal) && !passive && !self.has(Role::Target) {
                        self.add(Role::Target, &others(&c.by));
                    }
                    // "protested with Pyongyang"
                    if self.tone == Some(Tone::Accusation) && !self.has(Role::Target) {
                        self.add(Role::Target, &others(&c.with));
                    }
                }
            }
            // "received 40 trucks from China": who has it from whom
            Frame::Host if self.kind == Kind::Aid => {
                self.add(Role::Target, subject);
                for list in [&c.from, &c.by, &c.by_places, &c.from_places] {
                    self.add(Role::Source, list);
                }
                // "a reçu de l'Allemagne les premiers chars"
                if !self.has(Role::Source) {
                    self.add(Role::Source, &c.of);
                }
            }
            Frame::Meet | Frame::Host | Frame::Happen => {
                self.add(Role::Participant, subject);
                // "discussed Syria with Erdogan": with whom one meets is told by "with"; "they discussed Syria": by who they are
                let pair = sense.needs.contains(&Need::Pair);
                let matter = |m: &usize| {
                    let topic = sense.frame == Frame::Meet && !self.noun && !c.with.is_empty();
                    pair || topic && cast.mentions[*m].gender.is_none()
                };
                let object: Vec<usize> = c.object.iter().copied().filter(|m| !matter(m)).collect();
                if sense.frame != Frame::Happen || !self.noun {
                    self.add(Role::Participant, &object);
                }
                self.add(Role::Participant, &c.between);
                self.add(Role::Participant, &c.with);
                // "sarà ospite di Putin", but not "met critics of Russia"
                let end = self.tokens.end;
                let next = |m: &&usize| cast.mentions[**m].tokens.start <= end + 1;
                if !self.noun && !pair && c.object.is_empty() && self.roles.len() < 2 {
                    let host: Vec<usize> = c.of.iter().filter(next).copied().collect();
                    self.add(Role::Participant, &host);
                }
                // "was summoned to the ministry": who is at home there summons
                if passive && !self.noun && self.kind == Kind::Meeting && self.roles.len() + c.by.len() < 2 {
                    let hosts = if c.at.is_empty() { &c.to } else { &c.at };
                    let house = |m: &&usize| {
                        let host = &cast.mentions[**m];
                        !host.gathering && host.gender.is_none() && !building(cast, **m)
                    };
                    let hosts: Vec<usize> = hosts.iter().filter(house).copied().collect();
                    self.add(Role::Participant, &hosts);
                }
                // "paid a call on Netanyahu", "spoke to": the word that leads him in belongs to the verb
                if !self.noun && self.roles.len() < 2 && c.object.is_empty() {
                    let led: Vec<usize> = c.against.iter().filter(next).copied().collect();
                    self.add(Role::Participant, &led);
                }
                // "took a call from", "placed a call to"
                if self.kind == Kind::Call {
                    self.add(Role::Participant, &c.to);
                    self.add(Role::Participant, &c.from);
                }
                // "è stato convocato da Roma", where one word says "by" and "from"
                if passive && sense.frame == Frame::Host && c.by.is_empty() {
                    self.add(Role::Participant, &c.by_places);
                }
                // "a ricevuto una telefonata dal presidente": who stands behind "by" calls; "were postponed by China": one of them
                let off = self.reading.status == Status::Cancelled;
                let part = passive || off || self.kind == Kind::Call && !self.noun;
                self.add(if part { Role::Participant } else { Role::Mediator }, &c.by);
                if self.noun {
                    self.add(Role::Participant, &c.own);
                    self.add(Role::Participant, &c.of);
                }
            }
            Frame::Mediate => {
                self.add(Role::Mediator, if passive { &c.by } else { subject });
                self.add(Role::Participant, &c.between);
                self.add(Role::Participant, &c.with);
                self.add(Role::Participant, &c.own);
            }
            // "zwei russische Diplomaten müssen Deutschland verlassen"
            Frame::Suffer => {
                self.add(Role::Target, subject);
                for list in [&c.by, &c.object, &c.from, &c.from_places] {
                    self.add(Role::Source, list);
                }
            }
            Frame::Act if self.kind.is_mutual() => {
                self.add(Role::Participant, subject);
                // "agreed on a plan drawn up by Annan", but "the deal, signed in Juba by Sudan"
                // nor "the truce between India and Pakistan was announced by Trump": who makes known what two agreed on is neither
                if passive && subject.len() < 2 || self.noun || subject.is_empty() {
                    self.add(Role::Participant, &c.by);
                }
                self.add(Role::Participant, &c.between);
                self.add(Role::Participant, &c.with);
                if self.noun {
                    self.add(Role::Participant, &c.own);
                    self.add(Role::Participant, &c.of);
                }
            }
            Frame::Act => {
                if passive {
                    self.add(Role::Source, &c.by);
                    self.add(Role::Target, subject);
                } else {
                    self.add(Role::Source, subject);
                    // "ha bloccato le importazioni dal Libano": where one word says "by" and "from", an active verb
                    // takes nobody else as doer
                    self.add(if self.noun { Role::Source } else { Role::Target }, &c.by);
                }
                // "fighting between Chad and Sudan": both attack
                if matches!(self.kind, Kind::Strike | Kind::Mobilization) {
                    self.add(Role::Source, &c.between);
                }
                // "a warning from Moscow", "an aid package from Berlin"
                if self.noun && self.kind == Kind::Statement {
                    self.add(Role::Source, &c.from);
                }
                let sends = matches!(self.kind, Kind::Statement | Kind::Aid);
                if self.noun && sends && !self.has(Role::Source) && c.own.is_empty() {
                    self.add(Role::Source, &c.from_places);
                }
                // "Moscow announced the expulsion of five Moldovan diplomats"
                let suffered = self.has(Role::Source) && matches!(self.kind, Kind::Rupture | Kind::Sanction);
                if self.noun {
                    self.add(if suffered { Role::Target } else { Role::Source }, &c.own);
                }
                if self.noun && self.roles.is_empty() {
                    self.add(Role::Source, &c.of);
                }
                // "sent Witkoff to Moscow": whoever is sent goes
                if self.kind == Kind::Visit && !passive {
                    // "un emissario a Belgrado": of an office it is not said whose it is
                    let goes = |m: &usize| {
                        let envoy = &cast.mentions[*m];
                        let of = envoy.office.as_ref().map(|(_, of)| ActorRef::Actor(of.clone()));
                        envoy.person()
                            && envoy.form == MentionForm::Name
                            && of.is_none_or(|of| !envoy.refs.contains(&of))
                    };
                    let (envoys, others): (Vec<usize>, _) = c.object.iter().copied().partition(goes);
                    self.object = !envoys.is_empty();
                    self.add(Role::Source, &envoys);
                    self.add(Role::Target, &others);
                } else {
                    self.add(Role::Target, &c.object);
                }
                self.add(Role::Target, &c.against);
                self.add(Role::Target, &c.to);
                self.add(Role::Target, &c.benefit);
                self.add(Role::Target, &c.with);
                if matches!(self.kind, Kind::Strike | Kind::Sanction) {
                    self.add(Role::Target, &c.about);
                }
                // "was expelled from Poland"
                if passive && self.kind == Kind::Rupture && !self.has(Role::Source) {
                    self.add(Role::Source, if c.from.is_empty() { &c.from_places } else { &c.from });
                }
                // "was placed on the sanctions list of the EU": whose list it is
                if passive && self.kind == Kind::Sanction && self.has(Role::Target) && !self.has(Role::Source) {
                    self.add(Role::Source, &c.of);
                }
                if passive && !self.has(Role::Source) {
                    self.add(Role::Source, &c.by_adjectives);
                    self.add(Role::Source, &c.by_places);
                }
                if !matches!(self.kind, Kind::Proposal | Kind::Visit) && !self.has(Role::Target) {
                    self.upon(c, cast);
                }
                self.upon_itself(cast);
                self.own_troops(cast);
            }
            Frame::Travel => {
                // "Kiev è stata visitata da Scholz"; countries and seats are where one goes; a person there is who goes
                let place = |m: &&usize| {
                    let m = &cast.mentions[**m];
                    m.gender.is_none() && matches!(m.form, MentionForm::Name | MentionForm::Metonym)
                };
                let host = |m: &&usize| !cast.mentions[**m].gathering;
                let of =
                    |list: &[usize]| -> Vec<usize> { list.iter().copied().filter(|m| place(&m) && host(&m)).collect() };
                // "the document was taken to the ministry by the envoy": it visited nobody
                let visited = passive && !c.by.is_empty() && !of(subject).is_empty();
                self.add(Role::Source, if visited { &c.by } else { subject });
                let places = of(if visited { subject } else { &c.object });
                self.add(Role::Target, &places);
                if self.noun {
                    self.add(Role::Source, &c.own);
                    self.add(Role::Source, &c.of);
                    self.add(Role::Source, &c.by);
                }
                // "vizita lui Erdogan": of whom the visit is, where the word before may say "of" and "to"
                let person = |m: &&usize| cast.mentions[**m].gender.is_some();
                if self.noun && !self.has(Role::Source) {
                    // "Missione ad Ankara per Westerwelle"
                    let guests: Vec<usize> = c.to.iter().chain(&c.benefit).filter(person).copied().collect();
                    self.add(Role::Source, &guests);
                }
                let to: Vec<usize> = c.to.iter().filter(host).copied().collect();
                self.add(Role::Target, &to);
            }
        }
    }
}

/// The name is that of a building, in which things happen: the White House.
fn building(cast: &Cast, mention: usize) -> bool {
    let m = &cast.mentions[mention];
    let mut places = cast.places.iter().chain(&cast.seats);
    places.any(|p| p.tokens == m.tokens && m.refs.contains(&ActorRef::Actor(p.place.clone())))
}

/// What the product of a rule's weight and its doubts is worth: the share of right events among those that have it, by
/// the articles with gold and somewhat less, since those were tuned to. `eval` shows how many of the sure ones are right.
const SHARES: [(f32, f32); 7] =
    [(0.34, 0.55), (0.5, 0.68), (0.6, 0.76), (0.7, 0.84), (0.8, 0.91), (0.9, 0.94), (1.0, 0.96)];

/// How often a mention of this score is right.
pub(super) fn share_right(score: f32) -> f32 {
    let above = SHARES.iter().position(|(from, _)| score < *from).unwrap_or(SHARES.len());
    match (above.checked_sub(1).map(|i| SHARES[i]), SHARES.get(above)) {
        (None, _) => SHARES[0].1 * score / SHARES[0].0,
        (Some((_, share)), None) => share,
        (Some((x0, y0)), Some((x1, y1))) => y0 + (y1 - y0) * (score - x0) / (x1 - x0),
    }
}

/// The first sense, in the pack's order, whose words are all there.
pub(super) fn fitting<'v>(
    view: &'v View,
    senses: &'v [u16],
    end: usize,
    clause: &'v Range<usize>,
) -> impl Iterator<Item = (u16, &'v Sense)> + 'v {
    senses.iter().map(|ix| (*ix, &view.lexicon.verbs[*ix as usize])).filter(move |(ix, sense)| {
        let fits = || {
            (sense.then.is_empty() || follows(view, sense, end))
                && (sense.near.is_empty() || view.near(&sense.near, clause.clone()))
                && !(view.near(&sense.never, clause.clone()) && view.near(&sense.never, own(view, end, clause)))
        };
        *view.fits.borrow_mut().entry((*ix, end, clause.clone())).or_insert_with(fits)
    })
}

/// How many small words may stand between an "and" and its verb.
const SMALL: usize = 4;

/// "chaired a meeting and called on Moscow": of a clause of several verbs that "and" joins the words of this one.
fn own(view: &View, end: usize, clause: &Range<usize>) -> Range<usize> {
    let first = view.verbs.iter().filter(|v| v.end == end).map(|v| v.start).min().unwrap_or(end);
    const PARTS: u128 = bits(&[Mark::Adverb, Mark::Negation, Mark::Been, Mark::Reflexive]);
    let small = |t: &usize| view.verbal(*t) || view.is_one(*t, PARTS);
    let opens =
        |and: usize| (and + 1..and + 1 + SMALL).take_while(|t| clause.contains(t) && small(t)).any(|t| view.verbal(t));
    let earlier = view.verbs.iter().any(|v| clause.contains(&v.start) && v.end <= first);
    let and = (clause.start..first).rev().take(SMALL).take_while(|t| small(t) || view.is(*t, Mark::And));
    let start =
        and.into_iter().find(|t| view.is(*t, Mark::And)).filter(|_| earlier).map_or(clause.start, |and| and + 1);
    // "Receiving Dbeibah in Rome, Meloni promised support": what opens the sentence ends at its comma
    let gerund = view.verbs.iter().any(|v| v.start == first && v.form == VerbForm::Gerund);
    let opening = gerund && !earlier && first <= clause.start + 1;
    let ends = |t: &usize| view.is(*t, Mark::And) && opens(*t) || opening && view.text(*t) == ",";
    let end = (end..clause.end).find(ends).unwrap_or(clause.end);
    start..end.max(start)
}

/// The required words follow at once, or after one other word.
fn follows(view: &View, sense: &Sense, end: usize) -> bool {
    (end..=end + 1)
        .any(|t| view.lexicon.conditions.begin(&sense.then, view.document, t, (end + 4).min(view.tokens.end)))
}

#[cfg(test)]
mod tests {
    use super::share_right;

    #[test]
    fn a_higher_score_is_surer_and_none_is_certain() {
        let shares: Vec<f32> = (0..=100).map(|n| share_right(n as f32 / 100.0)).collect();
        assert!(shares.windows(2).all(|w| w[0] < w[1]), "{shares:?}");
        assert!(shares[0] >= 0.0 && shares[100] < 1.0);
        assert!(share_right(0.79) < 0.91 && share_right(0.81) > 0.9, "sure from the score of a plain verb on");
    }
}
