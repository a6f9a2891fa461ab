//! Envoys, and where they sit.

use super::{ActorRef, discover::Who, settle::Settler, targets::Target};

/// An office's holder: whom the mention means, who that is, and the office with whose it is.
type Holder = (ActorRef, Option<Who>, Option<(String, String)>);

impl Settler<'_> {
    /// "Algeriens Botschafter in Tokio", "Lebanon's envoy": the registry has envoys by where they sit, and so those of others there.
    /// Where the text names nobody, the country that sent him is meant.
    pub(super) fn posted(
        &self,
        abroad: bool,
        code: &str,
        of: &[Target],
        (target, holder): (&Target, Holder),
    ) -> Holder {
        let home = |country: Option<&str>| country == Some(target.id.as_str());
        let holders = self.registry.holders(code, &target.id);
        let others = !holders.is_empty() && !holders.iter().any(|p| home(p.country.as_deref()));
        let unnamed = abroad && target.is_country && holder.1.is_none() && (others || of.len() > 1);
        if unnamed { (ActorRef::Actor(target.id.as_str().into()), None, None) } else { holder }
    }
}
