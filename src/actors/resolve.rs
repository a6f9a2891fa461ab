//! From what a mention means to one actor, once the day is known.

use super::{ActorId, ActorRef};
use crate::{edtf::Edtf, pack::Registry};

/// The actor meant. An office whose holder on the day is not known stands for its country or body.
pub fn resolve(reference: &ActorRef, when: Option<&Edtf>, registry: &Registry) -> ActorId {
    match reference {
        ActorRef::Actor(id) => id.clone(),
        ActorRef::Office { office, of } => {
            let many = registry.offices.iter().any(|o| o.many && o.code == *office);
            let holder = when.filter(|_| !many).and_then(|when| registry.holder(office, &of.0, when));
            holder.map_or_else(|| of.clone(), |person| ActorId::from(person.id.as_str()))
        }
    }
}
