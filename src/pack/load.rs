//! The embedded data, and a project's own files that override it.

use super::{Calendar, LanguagePack, Registry, RegistryFile, schema::Gathering};
use crate::report::Diagnostic;
use serde::de::DeserializeOwned;
use std::path::Path;

/// All knowledge that is data.
#[derive(Debug, Clone)]
pub struct Packs {
    /// In the order of their codes.
    pub languages: Vec<LanguagePack>,
    pub registry: Registry,
    pub gatherings: Vec<Gathering>,
}

static LANG: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lang.bin"));
static ACTORS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/actors.bin"));
static CALENDAR: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/calendar.bin"));

/// The embedded packs, with those of `data` (a project's data folder) put in place of or beside them.
pub fn load(data: Option<&Path>) -> (Packs, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let languages = merged::<LanguagePack>(LANG, data.map(|d| d.join("lang")), &mut diagnostics);
    let actors = merged::<RegistryFile>(ACTORS, data.map(|d| d.join("actors")), &mut diagnostics);
    let calendar = merged::<Calendar>(CALENDAR, data.map(|d| d.join("calendar")), &mut diagnostics);
    let packs = Packs {
        languages: languages.into_iter().map(|(_, p)| p).collect(),
        registry: Registry::new(actors.into_iter().map(|(_, f)| f)),
        gatherings: calendar.into_iter().flat_map(|(_, c)| c.gatherings).collect(),
    };
    (packs, diagnostics)
}

fn merged<T: DeserializeOwned>(
    embedded: &[u8],
    folder: Option<std::path::PathBuf>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(String, T)> {
    let mut list: Vec<(String, T)> = postcard::from_bytes(embedded).expect("embedded data is written by build.rs");
    let Some(entries) = folder.and_then(|f| std::fs::read_dir(f).ok()) else { return list };
    let mut paths: Vec<_> = entries
        .filter_map(|e| e.ok())
        .map(|e| e.path())
        .filter(|p| p.extension().is_some_and(|e| e == "yaml"))
        .collect();
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let parsed = std::fs::read_to_string(&path)
            .map_err(|e| e.to_string())
            .and_then(|text| serde_yaml::from_str::<T>(&text).map_err(|e| e.to_string()));
        match parsed {
            Ok(value) => match list.iter_mut().find(|(n, _)| *n == name) {
                Some(slot) => slot.1 = value,
                None => list.push((name, value)),
            },
            Err(error) => diagnostics.push(Diagnostic::error("bad-pack", error).file(path.display().to_string())),
        }
    }
    list.sort_by(|a, b| a.0.cmp(&b.0));
    list
}
