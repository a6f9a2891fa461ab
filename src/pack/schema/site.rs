//! The site's texts in one language. Within a struct every key is required, so that a forgotten text is an error
//! of the pack and not a hole in a page; a pack that gives no `site` at all can be read but not chosen for the site.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Words by code of the contract: `{call: Phone call}`.
pub type Words = BTreeMap<String, String>;

/// The site in one language.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiteTexts {
    pub ui: UiTexts,
    pub counts: CountTexts,
    pub dates: DateTexts,
    /// The mark between thousands: `,`.
    pub thousands: String,
    /// Which form of a counted noun a number takes; the first rule that fits, otherwise `other`.
    pub plurals: Vec<PluralRule>,
    pub kinds: Words,
    pub statuses: Words,
    pub tones: Words,
    pub roles: Words,
    pub actor_kinds: Words,
    /// The same in the plural.
    pub actor_groups: Words,
    pub relations: Words,
    /// How a publication day is known.
    pub bases: Words,
    /// Fields that a correction changes.
    pub fields: Words,
    /// What became of a correction.
    pub correction_classes: Words,
    /// What a correction asks for.
    pub actions: Words,
    /// The four families of kinds: `contact`, `words`, `pressure`, `force`.
    pub families: Words,
    /// How exact a date is: `day`, `range`, `about`, `choice`, `unknown`.
    pub date_forms: Words,
    /// Names of languages by their code.
    pub languages: Words,
    /// Office codes; what is missing is shown as it stands in the registry.
    #[serde(default)]
    pub offices: Words,
    #[serde(default)]
    pub topics: BTreeMap<String, TopicTexts>,
    pub nouns: NounRules,
    /// `kind`, `kind.tone` for statements → status → templates, the first that can be filled is taken.
    /// `{role}` names the actors of a role (also `both`: two or more actors in whatever roles; `all`: one or more;
    /// `place`; `topic`), `{role@case}` in a case of [`NounRules`], `{role?one|many}` a word that agrees with them;
    /// what stands in `[…]` is left out if it can't be filled.
    pub titles: BTreeMap<String, BTreeMap<String, Vec<String>>>,
}

/// A topic as a label and within a title.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TopicTexts {
    /// `ceasefire`.
    pub name: String,
    /// `on a ceasefire`.
    pub about: String,
}

/// For which numbers a plural form stands.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PluralRule {
    /// `one` or `few`.
    pub form: String,
    /// These numbers.
    pub equals: Vec<u64>,
    /// And those whose rest by `modulo` lies between `from` and `to`.
    pub modulo: u64,
    pub from: u64,
    pub to: u64,
}

/// A counted noun; `{n}` is the number.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counted {
    pub one: String,
    #[serde(default)]
    pub few: String,
    pub other: String,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountTexts {
    pub events: Counted,
    pub articles: Counted,
    pub actors: Counted,
    pub sources: Counted,
    pub quotes: Counted,
    pub corrections: Counted,
    pub months: Counted,
    /// Days without an event.
    pub days: Counted,
    /// How often a form was met.
    pub times: Counted,
}

/// Calendar values in words.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DateTexts {
    /// January first.
    pub months: Vec<String>,
    pub months_short: Vec<String>,
    /// Monday first.
    pub weekdays: Vec<String>,
    /// How the first of a month is written, if not as a number.
    #[serde(default)]
    pub first_day: Option<String>,
    /// Spring, summer, autumn, winter.
    pub seasons: Vec<String>,
    /// `{weekday} {day} {month} {year}`.
    pub long_day: String,
    /// `{day} {month} {year}`.
    pub day: String,
    /// `{day} {month}`, within an interval of one year.
    pub day_of_year: String,
    pub month: String,
    pub month_of_year: String,
    pub season: String,
    pub year: String,
    /// Days of one month: `{from}–{to} {month} {year}`.
    pub days: String,
    /// `{from} – {to}`.
    pub interval: String,
    /// `from {date}`.
    pub since: String,
    /// `until {date}`.
    pub until: String,
    /// `about {date}`.
    pub about: String,
    /// `{date}, uncertain`.
    pub uncertain: String,
    /// `one of {list}`.
    pub one_of: String,
    /// Before the last of a choice: ` or `.
    pub or: String,
    /// When nothing is known.
    pub unknown: String,
}

/// How names are put into sentences: articles, prepositions, cases.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NounRules {
    /// Before the last of a list: ` and `.
    pub and: String,
    /// What is said instead of it before names that begin so: `{" e ": [i, hi]}`.
    #[serde(default)]
    pub and_before: BTreeMap<String, Vec<String>>,
    /// At the end of a list cut short: ` and others`.
    pub others: String,
    /// Classes that take the plural of a verb.
    #[serde(default)]
    pub plural: Vec<String>,
    /// The class of a name; the first rule that fits, otherwise none.
    #[serde(default)]
    pub classes: Vec<ClassRule>,
    /// Actors whose class or forms the rules don't tell.
    #[serde(default)]
    pub exceptions: BTreeMap<String, NameForms>,
    /// Case → rules, the first that fits. `base` is the form of a subject.
    #[serde(default)]
    pub cases: BTreeMap<String, Vec<CaseRule>>,
}

/// Which names have a class. A condition that is not given always holds.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ClassRule {
    pub class: String,
    /// Kinds of actors: `person`, `country`, `organisation`, `government-body`, `place`, `group`.
    pub kinds: Vec<String>,
    /// `f` or `m`, for people.
    pub gender: String,
    /// Ends of the name's first word, lower case.
    pub ends: Vec<String>,
    /// The name holds a blank.
    pub compound: Option<bool>,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct NameForms {
    pub class: String,
    /// Instead of the registry's name.
    pub name: Option<String>,
    /// Whole forms by case.
    pub forms: BTreeMap<String, String>,
}

/// How a case is made. A condition that is not given always holds.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CaseRule {
    pub classes: Vec<String>,
    /// Beginnings of the name, lower case without diacritics.
    pub begins: Vec<String>,
    /// An end of the name's first word, which `ending` replaces.
    pub ends: String,
    pub compound: Option<bool>,
    pub prefix: String,
    pub ending: String,
}

/// Headings, labels and sentences of the pages.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UiTexts {
    /// The site's title when none is given.
    pub default_title: String,
    pub skip: String,
    pub navigation: String,
    pub timeline: String,
    pub actors: String,
    pub articles: String,
    pub corrections: String,
    pub about: String,
    /// Of the whole timeline: `{events}`, `{articles}`, `{from}`, `{to}`.
    pub summary: String,
    pub summary_undated: String,
    pub empty: String,
    pub jump: String,
    /// `{year}`.
    pub whole_year: String,
    /// The same, where there is little room.
    pub no_month: String,
    pub undated: String,
    pub density: String,
    pub density_up: String,
    pub density_down: String,
    /// What the mark of a silence that is not drawn means.
    pub density_gap: String,
    pub find: String,
    pub search: String,
    pub search_hint: String,
    pub kind: String,
    pub status: String,
    pub actor: String,
    pub language: String,
    pub any: String,
    pub clear: String,
    /// `{n}`, `{all}`.
    pub found: String,
    pub nothing_found: String,
    pub place: String,
    pub topics: String,
    pub says_date: String,
    pub says_status: String,
    pub corrected: String,
    pub was: String,
    pub now: String,
    pub nothing: String,
    pub note: String,
    pub by_hand: String,
    pub source_link: String,
    pub date_why: String,
    pub confidence: String,
    pub correct: String,
    /// `{file}`.
    pub correct_hint: String,
    pub who: String,
    pub offices: String,
    pub forms: String,
    pub counterparts: String,
    pub counterparts_hint: String,
    pub no_actors: String,
    /// Above actors that the articles name and no event has.
    pub only_named: String,
    /// What the two marks of the network stand for.
    pub node_person: String,
    pub node_other: String,
    pub no_articles: String,
    pub unpublished: String,
    pub published_how: String,
    pub clue_days: String,
    pub clue_left: String,
    pub evidence: String,
    pub events_here: String,
    /// Above events that are listed by their titles alone.
    pub brief_hint: String,
    pub no_events_here: String,
    pub excerpt_hint: String,
    pub full_hint: String,
    pub original: String,
    pub file: String,
    pub events: String,
    pub corrections_intro: String,
    pub no_corrections: String,
    pub line: String,
    pub about_intro: String,
    pub about_read: String,
    pub signs: String,
    pub sign_status: String,
    pub sign_date: String,
    pub sign_quote: String,
    pub sign_corrected: String,
    pub sign_colour: String,
    pub uncertain: String,
    pub uncertain_articles: String,
    pub downloads: String,
    pub download_json: String,
    pub download_csv: String,
    pub footer: String,
    pub story: String,
    /// `{date}`: when an article that says so was published.
    pub told_on: String,
    /// Above sources that contradict each other.
    pub sides: String,
    /// The second actor of a pair, as a filter.
    pub with: String,
    pub topic: String,
    /// The first month of a period, as a filter.
    pub from: String,
    /// The last month of a period.
    pub to: String,
    /// `{n}`: a confidence in per cent.
    pub at_least: String,
    pub filters: String,
    pub more_results: String,
    pub results: String,
    /// Above the list of year pages.
    pub overview: String,
    pub overview_hint: String,
    /// `{n}`, `{all}`: a part of a year too long for one page.
    pub part: String,
    pub earlier: String,
    pub later: String,
    pub density_week: String,
    /// `{date}`: a week by its first day.
    pub week_of: String,
    pub network: String,
    /// `{left}`: how many actors are left out, counted.
    pub network_intro: String,
    /// `{actors}`
    pub network_left: String,
    pub network_empty: String,
    pub pairs: String,
    pub pair: String,
    pub pair_hint: String,
    /// `{from}`, `{to}`: months.
    pub longest_silence: String,
    /// Column: the family of most events.
    pub main: String,
    pub events_column: String,
    /// Column: how many others an actor shares events with.
    pub partners: String,
    pub episodes: String,
    pub episode: String,
    pub episodes_intro: String,
    /// `{sides}`, `{topic}`
    pub episode_title: String,
    /// The event that an episode turns on.
    pub heart: String,
    pub storyline: String,
    pub storyline_intro: String,
    /// `{events}`: how many are not drawn.
    pub storyline_cut: String,
    pub storyline_empty: String,
    /// Above a table that says what a drawing shows.
    pub as_table: String,
    /// Column.
    pub date: String,
    /// Column.
    pub event: String,
    pub download_ics: String,
    pub download_atom: String,
    pub download_gexf: String,
    pub download_graphml: String,
}
