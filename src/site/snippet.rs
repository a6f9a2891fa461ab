//! The lines of `events.yaml` by which a person corrects an event.

use crate::{actors::ActorId, corrections::scalar, events::Role, timeline::Event};

/// A list item that sets everything to what it is now. `name` gives an actor's usual name; by `words` of its evidence the
/// event is found again when its article is edited.
pub fn snippet(event: &Event, title: &str, words: &str, name: impl Fn(&ActorId) -> String) -> String {
    let mut out = format!("  - id: {}\n", scalar(&event.id));
    let mut field = |key: &str, value: &str| out.push_str(&format!("    {key}: {value}\n"));
    match &event.date {
        Some(date) => field("date", &scalar(&date.to_string())),
        None => field("# date", "YYYY-MM-DD"),
    }
    field("status", event.status.as_str());
    field("kind", event.kind.as_str());
    field("title", &scalar(title));
    if let Some(place) = &event.place {
        field("place", &scalar(&name(place)));
    }
    let roles: Vec<String> = Role::ALL
        .into_iter()
        .filter_map(|role| {
            let names: Vec<String> =
                event.actors.iter().filter(|(r, _)| *r == role).map(|(_, id)| scalar(&name(id))).collect();
            (!names.is_empty()).then(|| format!("{}: [{}]", role.as_str(), names.join(", ")))
        })
        .collect();
    if !roles.is_empty() {
        field("actors", &format!("{{{}}}", roles.join(", ")));
    }
    if !words.is_empty() {
        field("quote", &scalar(words));
    }
    out
}
