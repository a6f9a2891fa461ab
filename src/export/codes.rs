//! PLOVER 0.8 types and CAMEO roots of events, for those who code events by either.

use crate::{
    events::{Kind, Role, Sort, Status, Tone},
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

/// The codes of an event. Encounters have those of their sort whether they took place or are planned, which `status`
/// says; of deeds those that coders give by what became of them: help that is only promised is `AGREE`, sanctions
/// that are only threatened are `THREATEN`, what was refused is `REJECT`.
pub fn codes(event: &Event) -> Codes {
    let open = matches!(event.status, Status::Planned | Status::Possible);
    let off = event.status == Status::Cancelled;
    let ceasefire = event.topics.iter().any(|t| t == "ceasefire");
    let (plover, cameo) = match (event.kind, event.sort) {
        (Kind::Call | Kind::Meeting | Kind::Talks | Kind::Visit | Kind::Summit, _) if off => ("REJECT", "120"),
        (Kind::Call, _) => ("CONSULT", "041"),
        (Kind::Meeting, Some(Sort::Summons)) => ("ACCUSE", "110"),
        (Kind::Meeting, _) => ("CONSULT", "040"),
        (Kind::Talks, _) if event.actors.iter().any(|(role, _)| *role == Role::Mediator) => ("CONSULT", "045"),
        (Kind::Talks, _) => ("CONSULT", "046"),
        (Kind::Visit, _) => ("CONSULT", "042"),
        // two leaders alone meet; more of them are a gathering
        (Kind::Summit, _) if event.actors.len() == 2 => ("CONSULT", "040"),
        (Kind::Summit, _) => ("CONSULT", "044"),
        (Kind::Proposal, _) if off => ("REJECT", "120"),
        (Kind::Proposal, _) => ("AGREE", "030"),
        (Kind::Agreement | Kind::Aid, _) if off => ("REJECT", "120"),
        (Kind::Aid, _) if open => ("AGREE", "033"),
        (Kind::Aid, Some(Sort::Promise)) => ("AGREE", "033"),
        (Kind::Aid, _) => ("AID", "070"),
        (Kind::Agreement, Some(Sort::Release)) if open => ("AGREE", "035"),
        (Kind::Agreement, _) if open => ("AGREE", "030"),
        (Kind::Agreement, Some(Sort::Release)) => ("RETREAT", "084"),
        (Kind::Agreement, Some(Sort::Withdrawal)) => ("RETREAT", "087"),
        (Kind::Agreement, Some(Sort::Concession)) => ("CONCEDE", "080"),
        (Kind::Agreement, _) if ceasefire => ("RETREAT", "087"),
        (Kind::Agreement, Some(Sort::Promise)) => ("AGREE", "030"),
        (Kind::Agreement, _) => ("SUPPORT", "057"),
        (Kind::Sanction, Some(Sort::Lifting)) if open => ("AGREE", "035"),
        (Kind::Sanction, Some(Sort::Lifting)) if off => ("REJECT", "120"),
        (Kind::Sanction, Some(Sort::Lifting)) => ("CONCEDE", "085"),
        (Kind::Sanction | Kind::Rupture, _) if open => ("THREATEN", "131"),
        (Kind::Sanction, _) => ("SANCTION", "163"),
        (Kind::Rupture, _) => ("SANCTION", "160"),
        (Kind::Strike, _) if open => ("THREATEN", "138"),
        (Kind::Strike, _) => ("ASSAULT", "190"),
        (Kind::Mobilization, Some(Sort::Withdrawal)) if open => ("AGREE", "035"),
        (Kind::Mobilization, Some(Sort::Withdrawal)) => ("RETREAT", "087"),
        (Kind::Mobilization, Some(Sort::Joint)) if open => ("AGREE", "031"),
        (Kind::Mobilization, Some(Sort::Joint)) => ("COOPERATE", "062"),
        (Kind::Mobilization, _) if open => ("THREATEN", "138"),
        (Kind::Mobilization, _) => ("MOBILIZE", "150"),
        (Kind::Statement, _) => return spoken(event.tone.unwrap_or(Tone::Neutral)),
    };
    Codes { plover: Some(plover), cameo }
}

fn spoken(tone: Tone) -> Codes {
    let (plover, cameo) = match tone {
        Tone::Neutral => return Codes { plover: None, cameo: "010" },
        Tone::Appeal => ("REQUEST", "020"),
        Tone::Promise => ("AGREE", "030"),
        Tone::Support => ("SUPPORT", "050"),
        Tone::Accusation => ("ACCUSE", "110"),
        Tone::Refusal => ("REJECT", "120"),
        Tone::Threat => ("THREATEN", "130"),
    };
    Codes { plover: Some(plover), cameo }
}
