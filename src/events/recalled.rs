//! Envoys who are called home.

use super::{Kind, Role, arguments::Subject, candidate::Candidate, groups::Group, view::View};
use crate::pack::Mark;

/// "Morocco's ambassador to Spain was recalled": in the passive, whose envoy is called home has called him, from where he sits.
pub(super) fn settle(view: &View, group: &Group, subject: Option<&Subject>, candidate: &mut Candidate) {
    let home = group.passive && group.finite() && view.any(group.verb..group.end, Mark::Recalled);
    let doer = candidate.roles.iter().any(|(role, _)| *role == Role::Source);
    let Some(subject) = subject.filter(|_| home && !doer && candidate.kind == Kind::Rupture) else { return };
    for (role, _) in candidate.roles.iter_mut().filter(|(_, m)| subject.mentions.contains(m)) {
        *role = Role::Source;
    }
    let end = subject.mentions.last().map_or(group.start, |m| view.actor(*m).tokens.end);
    let seat = (end..group.start).find_map(|t| view.mention(t)).filter(|m| !view.actor(*m).adjective);
    candidate.roles.extend(seat.map(|m| (Role::Target, m)));
}
