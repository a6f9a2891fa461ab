//! PLOVER 0.8 types and CAMEO roots of events, for those who code events by either.

use crate::{
    events::{Kind, Role, Tone},
    timeline::Event,
};

/// What an event is called elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Codes {
    /// None where PLOVER has no type: a statement without a tone.
    pub plover: Option<&'static str>,
    /// Two or three digits.
    pub cameo: &'static str,
}

/// The codes of an event. They say what sort of event it is, and `status` says whether it happened: a planned call
/// is a `CONSULT` that is planned.
pub fn codes(event: &Event) -> Codes {
    let (plover, cameo) = match event.kind {
        Kind::Call => ("CONSULT", "041"),
        Kind::Meeting => ("CONSULT", "040"),
        Kind::Talks if has(event, Role::Mediator) => ("CONSULT", "045"),
        Kind::Talks => ("CONSULT", "046"),
        Kind::Visit => ("CONSULT", "042"),
        // two leaders alone meet; more of them are a gathering
        Kind::Summit if event.actors.len() == 2 => ("CONSULT", "040"),
        Kind::Summit => ("CONSULT", "044"),
        Kind::Proposal => ("AGREE", "030"),
        Kind::Agreement if event.topics.iter().any(|t| t == "ceasefire") => ("RETREAT", "087"),
        Kind::Agreement => ("SUPPORT", "057"),
        Kind::Aid => ("AID", "070"),
        Kind::Sanction => ("SANCTION", "163"),
        Kind::Rupture => ("SANCTION", "160"),
        Kind::Strike => ("ASSAULT", "190"),
        Kind::Mobilization => ("MOBILIZE", "150"),
        Kind::Statement => match event.tone.unwrap_or(Tone::Neutral) {
            Tone::Neutral => return Codes { plover: None, cameo: "010" },
            Tone::Appeal => ("REQUEST", "020"),
            Tone::Promise => ("AGREE", "030"),
            Tone::Support => ("SUPPORT", "050"),
            Tone::Accusation => ("ACCUSE", "110"),
            Tone::Refusal => ("REJECT", "120"),
            Tone::Threat => ("THREATEN", "130"),
        },
    };
    Codes { plover: Some(plover), cameo }
}

fn has(event: &Event, role: Role) -> bool {
    event.actors.iter().any(|(r, _)| *r == role)
}
