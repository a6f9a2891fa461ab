//! "Blinken in Kyiv with a message from Biden": a line without a verb in which somebody is where he is not at home.

use super::{Kind, Role, candidate::Candidate, governed, groups::Group, known::Known, view::View};
use crate::{
    actors::{ActorRef, MentionForm},
    pack::{Mark, Preposition},
};

/// How sure such a line tells a visit.
const WEIGHT: f32 = 0.65;
/// So many words are a headline.
const LINE: usize = 16;

/// The visit that the line tells, if it does.
pub(super) fn visit(view: &View, groups: &[Group], candidates: &[Candidate], known: &Known) -> Option<Candidate> {
    let line = view.tokens.clone();
    let unended = view.text(line.end - 1) != ".";
    // whoever meets or travels by a word of the pack is told of by that
    let told = candidates.iter().any(|c| c.kind.group() == Kind::Meeting.group());
    if line.len() > LINE || !unended || told || groups.iter().any(|g| g.finite() && !g.quoted) {
        return None;
    }
    let person = view.mention(line.start).filter(|m| view.actor(*m).tokens.start == line.start)?;
    let m = view.actor(person);
    let named = m.gender.is_some() && m.form == MentionForm::Name && !m.media && governed::free(view, person);
    let at = m.tokens.end;
    let led = view.has(at) && view.preposition(at, Preposition::At);
    let place = view
        .cast
        .places
        .iter()
        .find(|p| p.tokens.start == at + 1 || p.tokens.start == at + 2 && view.is(at + 1, Mark::Determiner))?;
    let [ActorRef::Actor(id)] = &m.refs[..] else { return None };
    let found = || view.cast.discovered.iter().find(|d| d.id == *id).and_then(|d| d.country.as_ref());
    let home = known.side(id).or_else(found)?;
    let abroad = known.land(&place.place).is_some_and(|land| land != home.0.as_str());
    // "Putin in Ukraine war warning": what stands right behind the place may be what the line is about
    let apart = view.tokens.end == place.tokens.end
        || matches!(view.text(place.tokens.end), "," | ":" | ";" | "-" | "–" | "—")
        || view.any_preposition(place.tokens.end)
        || view.timed(place.tokens.end);
    (named && led && abroad && apart && !view.quoted(line.start)).then(|| {
        Candidate::told(
            Kind::Visit,
            line.start..place.tokens.end,
            person,
            Role::Source,
            WEIGHT,
            "a line that says where somebody is",
        )
    })
}
