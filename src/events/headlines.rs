//! Headlines whose only verb is a participle.

use super::{
    groups::{AUXILIARY, Group, Tense},
    view::View,
};

/// "Bombardato un ospedale a Kharkiv", "Praga, espulsi due diplomatici russi": a line that nothing but a participle tells, and
/// that it opens, or follows who is named before a comma.
pub(super) fn line(view: &View, group: &Group) -> bool {
    alone(view, group) && (group.start == view.tokens.start || heading(view, group).is_some())
}

/// "Praga, espulsi due diplomatici russi": who is named before the comma does what the participle behind it tells.
pub(super) fn heading(view: &View, group: &Group) -> Option<usize> {
    let comma = group.start.checked_sub(1).filter(|t| view.has(*t) && view.text(*t) == ",")?;
    let mention = comma.checked_sub(1).and_then(|t| view.mention(t)).filter(|_| alone(view, group))?;
    let m = view.actor(mention);
    let body = m.gender.is_none() && !m.media && !m.adjective && !m.locative;
    (body && m.tokens.start <= view.tokens.start + 1).then_some(mention)
}

/// A bare participle in a line that has no auxiliary and no end, where a subject may follow its verb.
fn alone(view: &View, group: &Group) -> bool {
    let bare = group.tense == Tense::Participle && group.passive && group.start == group.verb;
    let line = view.text(view.tokens.end - 1) != "." && view.lexicon.order.inversion;
    bare && line && !(group.end..view.tokens.end).any(|t| view.is_one(t, AUXILIARY))
}
