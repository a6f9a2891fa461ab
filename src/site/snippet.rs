//! The lines of `events.yaml` by which a person corrects an event.

use crate::{actors::ActorId, events::Role, timeline::Event};

/// A list item that sets everything to what it is now. `name` gives an actor's usual name.
pub fn snippet(event: &Event, title: &str, name: impl Fn(&ActorId) -> String) -> String {
    let mut out = format!("  - id: {}\n", scalar(&event.id));
    let mut field = |key: &str, value: &str| out.push_str(&format!("    {key}: {value}\n"));
    field("date", &event.date.as_ref().map_or("null".to_owned(), |d| scalar(&d.to_string())));
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
    out
}

/// A YAML scalar: as it stands where that is safe in every context, otherwise between double quotes.
fn scalar(text: &str) -> String {
    let plain = text.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '/' | '\''))
        && text.starts_with(char::is_alphabetic)
        && !text.ends_with(' ')
        && !matches!(
            text.to_ascii_lowercase().as_str(),
            "null" | "true" | "false" | "yes" | "no" | "on" | "off" | "y" | "n"
        );
    if plain {
        return text.to_owned();
    }
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c.is_control()
                || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}') =>
            {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::scalar;

    #[test]
    fn scalars_read_back() {
        for text in [
            "Sergey Lavrov",
            "2025-03-18",
            "no",
            "a: b",
            "\"x\" \\ y",
            "a\u{202e}b\n#",
            "- x",
            "[a]",
            "",
            " a ",
            "12",
            "è vero",
            "l'Ucraina",
        ] {
            let yaml = format!("k: [{}, {{a: {}}}]", scalar(text), scalar(text));
            let value: serde_yaml::Value = serde_yaml::from_str(&yaml).unwrap_or_else(|e| panic!("{yaml}: {e}"));
            assert_eq!(value["k"][0].as_str(), Some(text), "{yaml}");
        }
    }
}
