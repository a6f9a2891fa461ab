use super::{ByCode, Inline, Shown, Storing, Text, Written};
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
    pub id: Text,
    /// Display name by site language: `{en: Russia, it: Russia, ro: Rusia}`.
    pub name: ByCode<Shown>,
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
    pub id: Text,
    pub name: ByCode<Shown>,
    /// `organisation` (international or armed), `government-body`, `group` (of states); and what is
    /// recognised only so as not to be taken for an actor: `media` (an agency, a paper, a platform),
    /// `treaty` (an accord or project that carries the name of a place or a state).
    pub kind: Text,
    /// Country id, for organs of one state and movements of one country.
    pub country: Option<Text>,
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
    pub id: Text,
    pub name: ByCode<Shown>,
    /// Country id.
    pub country: Option<Text>,
    pub names: Forms,
}

/// A person who holds or held offices, leads a movement, or speaks for someone.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PersonEntry {
    /// Slug of the usual English name: `sergey-lavrov`.
    pub id: Text,
    /// Usual English name: `Sergey Lavrov`.
    pub name: Text,
    /// Display name in other site languages where it differs: `{ro: Serghei Lavrov}`.
    pub display: ByCode<Shown>,
    /// Country id; or none for heads of bodies without one.
    pub country: Option<Text>,
    /// The part of the name that stands alone in the news: `Lavrov`, `al-Sharaa`, `Xi`.
    /// Its transliterations follow in `aliases`.
    pub surname: Text,
    /// Other full forms and other forms of the surname: `Serghei Lavrov`, `Serghej Lavrov`, `Zelenskiy`.
    /// A form without a blank is taken for a surname.
    pub aliases: Written,
    /// `f` or `m`, for pronouns.
    pub gender: Option<Inline<11>>,
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
    pub office: Text,
    /// The country or body held for: a country or body id.
    pub of: Text,
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

#[allow(dead_code)]
impl RegistryFile {
    /// Puts all ids and codes into a store: they are looked at more often than the names, and lie near each other.
    pub fn store_ids(&mut self, storing: &mut Storing) {
        let mut store = |texts: [Option<&mut Text>; 3]| texts.into_iter().flatten().for_each(|t| storing.text(t));
        self.countries.iter_mut().for_each(|c| store([Some(&mut c.id), None, None]));
        self.organisations.iter_mut().for_each(|b| store([Some(&mut b.id), Some(&mut b.kind), b.country.as_mut()]));
        self.places.iter_mut().for_each(|p| store([Some(&mut p.id), p.country.as_mut(), None]));
        for person in &mut self.people {
            store([Some(&mut person.id), person.country.as_mut(), None]);
            person.offices.iter_mut().for_each(|t| store([Some(&mut t.office), Some(&mut t.of), None]));
        }
    }

    /// Puts all names into a store.
    pub fn store_names(&mut self, storing: &mut Storing) {
        for country in &mut self.countries {
            storing.named(&mut country.name, &mut country.names);
            storing.named(&mut ByCode::default(), &mut country.metonyms);
            storing.forms(&mut country.demonyms);
        }
        for body in &mut self.organisations {
            storing.named(&mut body.name, &mut body.names);
            storing.named(&mut ByCode::default(), &mut body.metonyms);
            storing.forms(&mut body.demonyms);
        }
        for place in &mut self.places {
            storing.named(&mut place.name, &mut place.names);
        }
        for person in &mut self.people {
            storing.named(&mut person.display, &mut ByCode::default());
            [&mut person.name, &mut person.surname].into_iter().for_each(|text| storing.text(text));
            storing.written(&mut person.aliases);
        }
    }
}
