//! `demarche languages`: the packs and what each covers.

use super::{Done, Failed, console::Console};
use crate::{engine::Project, pack, report::Severity};

pub fn run(project: &Project, console: &Console) -> Result<Done, Failed> {
    let (packs, diagnostics) = pack::load(Some(&project.data));
    console.tell(&diagnostics);
    let mut text = String::new();
    for pack in &packs.languages {
        let code = console.bold(&pack.language);
        text.push_str(&format!("{code}  {:<12}{} function words\n", pack.name, pack.text.function_words.len()));
    }
    let registry = &packs.registry;
    text.push_str(&format!(
        "\n{} countries, {} bodies, {} people, {} places; {} gatherings with known days\n",
        registry.countries.len(),
        registry.bodies.len(),
        registry.people.len(),
        registry.places.len(),
        packs.gatherings.len()
    ));
    console.out(&text)?;
    if diagnostics.iter().any(|d| d.severity == Severity::Error) {
        return Err(Failed::Told);
    }
    Ok(Done::with(&diagnostics))
}
