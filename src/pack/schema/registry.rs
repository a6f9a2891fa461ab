use super::{ByCode, Inline, Written};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One file of `data/actors/`: any mix of countries, organisations, places and people.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RegistryFile {
    pub countries: Vec<CountryEntry>,
    pub organisations: Vec<BodyEntry>,
    pub places: Vec<PlaceEntry>,
    pub people: Vec<PersonEntry>,
    pub offices: Vec<OfficeEntry>,
    /// Countries in which the head of government, and not of state, is "the leader".
    pub led_by_government: Vec<String>,
    /// Countries in which that is so in a part of the time only: `{georgia: 2013-11-17/..}`.
    pub led_by_government_within: BTreeMap<String, String>,
}

/// An office code and what may stand for it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OfficeEntry {
    /// `foreign-minister`; or a code that only titles use: `leader`, `minister`.
    pub code: String,
    /// How likely the news mean its holder by the bare surname, 0 to 10.
    pub rank: u8,
    /// Offices that the same title may mean where the registry knows no holder of this one, the likeliest first.
    pub or: Vec<String>,
    /// Many hold it at once, so that the title alone names none of them: "the Russian ambassador".
    pub many: bool,
}

/// Words by language code; the code `any` holds forms that every language uses.
/// Romanian forms list every case as written (`Rusia`, `Rusiei`); missing diacritics are
/// understood without being listed.
pub type Forms = ByCode<Written>;

/// A state or a territory that acts in diplomacy like one.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CountryEntry {
    /// Slug of the usual English name: `united-states`. Also accepted wherever an actor is named.
    pub id: String,
    /// Display name by site language: `{en: Russia, it: Russia, ro: Rusia}`.
    pub name: ByCode<String>,
    /// ISO 3166-1 alpha-3, or a user-assigned code (`XKX`).
    pub iso3: String,
    /// Names in every written form and case, the display names included.
    pub names: Forms,
    /// Demonym adjectives and nouns in every gender, number and case, lower case: `russo, russa, russi, russe`.
    pub demonyms: Forms,
    /// Capital and seats that stand for the government: `{en: [Moscow], it: [Mosca], ro: [Moscova, Moscovei]}`.
    pub metonyms: Forms,
    /// Place ids of the capital(s), so that the same word can be read as a place: `[moscow]`.
    pub capitals: Vec<String>,
    /// Years in which the state existed, when they matter: `2006/..`.
    pub existed: Option<String>,
}

/// An organisation, an organ of a government, an armed movement, or a group of states.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct BodyEntry {
    /// Slug of the usual English name: `kremlin`, `us-state-department`, `nato`, `hamas`.
    pub id: String,
    pub name: ByCode<String>,
    /// `organisation` (international or armed), `government-body`, `group` (of states); and what is
    /// recognised only so as not to be taken for an actor: `media` (an agency, a paper, a platform),
    /// `treaty` (an accord or project that carries the name of a place or a state).
    pub kind: String,
    /// Country id, for organs of one state and movements of one country.
    pub country: Option<String>,
    /// The names are also those of a building, in which things may happen: the White House.
    pub building: bool,
    pub names: Forms,
    /// Cities and buildings that stand for the body: `{any: [Bruxelles]}`. Only where the usage is common.
    pub metonyms: Forms,
    /// Adjectives of the body: `{en: [], it: [comunitario]}`.
    pub demonyms: Forms,
    /// Member ids, for groups: `[united-states, …]`.
    pub members: Vec<String>,
}

/// A place where diplomacy happens, or that is struck.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PlaceEntry {
    /// `geneva`, `white-house`, `alaska`.
    pub id: String,
    pub name: ByCode<String>,
    /// Country id.
    pub country: Option<String>,
    pub names: Forms,
}

/// A person who holds or held offices, leads a movement, or speaks for someone.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PersonEntry {
    /// Slug of the usual English name: `sergey-lavrov`.
    pub id: String,
    /// Usual English name: `Sergey Lavrov`.
    pub name: String,
    /// Display name in other site languages where it differs: `{ro: Serghei Lavrov}`.
    pub display: ByCode<String>,
    /// Country id; or none for heads of bodies without one.
    pub country: Option<String>,
    /// The part of the name that stands alone in the news: `Lavrov`, `al-Sharaa`, `Xi`.
    /// Its transliterations follow in `aliases`.
    pub surname: String,
    /// Other full forms and other forms of the surname: `Serghei Lavrov`, `Serghej Lavrov`, `Zelenskiy`.
    /// A form without a blank is taken for a surname.
    pub aliases: Vec<String>,
    /// `f` or `m`, for pronouns.
    pub gender: Option<String>,
    /// Offices held, oldest first.
    pub offices: Vec<TermEntry>,
}

/// A day, month or year as written.
pub type DayText = Inline<11>;

/// An office held for a time.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TermEntry {
    /// A code of [`offices`](self): `head-of-state`, `head-of-government`, `foreign-minister`,
    /// `defence-minister`, `spokesperson`, `head` (of a body), `envoy`, … The codes and their
    /// titles in each language stand in the packs.
    pub office: String,
    /// The country or body held for: a country or body id.
    pub of: String,
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; none when not known or before 2000.
    pub from: Option<DayText>,
    /// The last day; none when the office is still held or the end is not known.
    pub to: Option<DayText>,
    /// Said by a person, not by a file of the registry: it outranks what those say.
    #[serde(skip)]
    pub by_hand: bool,
}

impl TermEntry {
    /// Its first and last day as texts of their own.
    pub fn days(&self) -> [Option<String>; 2] {
        [&self.from, &self.to].map(|day| day.as_deref().map(str::to_owned))
    }
}
