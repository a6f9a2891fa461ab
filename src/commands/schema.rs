//! `demarche schema`: the JSON Schema of `events.yaml` on stdout.

use super::{Done, Failed, console::Console};

pub fn run(console: &Console) -> Result<Done, Failed> {
    console.out(&text())?;
    Ok(Done::with(&[]))
}

/// The schema as it is written to a file.
pub fn text() -> String {
    // a value made of strings always serialises
    let mut text = serde_json::to_string_pretty(&crate::corrections::schema()).unwrap_or_default();
    text.push('\n');
    text
}
