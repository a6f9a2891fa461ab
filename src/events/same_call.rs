//! "The two leaders spoke for 40 minutes": they are those of the call that was told before.

use super::{EventMention, Kind, Role};
use crate::actors::{ActorRef, Cast, MentionForm};

/// How many sentences back the call may have been told.
const REACH: usize = 4;

/// Gives a call of "the two" the parties of the one that was told shortly before, where one of the two took part in it: who
/// was named last need not have been on the telephone.
pub(super) fn complete(out: &mut [EventMention], cast: &Cast) {
    for at in 1..out.len() {
        let (before, [event, ..]) = out.split_at_mut(at) else { continue };
        let [(Role::Participant, group)] = event.roles[..] else { continue };
        let words = &cast.mentions[group];
        if event.kind != Kind::Call || words.form != MentionForm::Group || words.refs.len() != 2 {
            continue;
        }
        let told = before.iter().rev().take_while(|e| e.sentence + REACH >= event.sentence);
        let call = told.into_iter().find(|e| e.kind == Kind::Call && e.sentence < event.sentence);
        let Some(roles) = call.map(|call| parties(call, cast)).filter(|roles| roles.len() == 2) else { continue };
        let both: Vec<&ActorRef> = roles.iter().flat_map(|m| &cast.mentions[*m].refs).collect();
        let shared = words.refs.iter().filter(|r| both.contains(r)).count();
        if both.len() == 2 && shared == 1 {
            event.roles = roles.into_iter().map(|m| (Role::Participant, m)).collect();
            event.reasons.push("between those of the call told before".into());
        }
    }
}

/// Who called and who was called.
fn parties(call: &EventMention, cast: &Cast) -> Vec<usize> {
    let mut out: Vec<usize> = call.roles.iter().map(|(_, m)| *m).collect();
    out.sort_by_key(|m| cast.mentions[*m].tokens.start);
    out.dedup();
    out
}
