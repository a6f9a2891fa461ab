use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How a language speaks of time: classes of words, and templates of them with their meaning.
///
/// A template is a line of words and, in braces, classes: `{weekday}[,] {day} {month} {year}`. `[a]` may be
/// missing, `(a|b)` is either, `{month^}` must begin with a capital, `~x` must stand without a blank before it,
/// `{day:day2}` is kept under another name. Classes are those of `words` and `endings`, groups of other
/// rules, and what numbers can be: `n` (any), `day`, `wrongday` (32 to 39), `year`,
/// `yy` (two digits), `ordn` (with an ordinal suffix),
/// `days` (`15-17`), `years` (`2014-2020`), `numdate` (`03/09/2025`), `daymonth`, `yearmonth`, `monthyear`, `clock` (`14:30`),
/// `numbered` (`347/2004`), `recent` (a year from 1950 to 2049). In the guards `{capital}` is any word with a capital and `{head}` the sentence's beginning.
/// Words match without regard to case, and a word written without diacritics matches one that has them.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TimeRules {
    /// Of numeric dates: `dmy`, `mdy`, or `either` where the language has both.
    pub numeric_order: String,
    /// Class to value to words. Values are numbers, or units (`day`, `week` …). A word that is written with a
    /// final full stop (`jan.`) may have it or not.
    pub words: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    /// Class to endings: words that end so and have at least two letters before it.
    pub endings: BTreeMap<String, Vec<String>>,
    /// What makes an ordinal of a number that it follows: `st`, `°`, `-lea`.
    pub ordinal_suffixes: Vec<String>,
    /// In order of precedence among matches of one length.
    pub rules: Vec<TimeRule>,
    /// What tells whether a sentence speaks of past or future.
    pub marks: Vec<TimeMark>,
    /// Words that begin a new clause: a mark beyond them weighs less.
    pub clauses: Vec<String>,
    /// Words at the head of a line whose date is the publication day: `published`, `updated`.
    pub datelines: Vec<String>,
}

/// Templates of one meaning.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TimeRule {
    /// The group, under which other templates may name it. One that begins with `_` is never found by itself.
    #[serde(rename = "as")]
    pub group: String,
    /// The meaning: a function and its arguments (see the `time` module), such as `date`, `shift day -1`,
    /// `part early $period`. `none` finds what only looks like a date, so that no other rule does.
    pub value: String,
    /// `date`, `time`, `duration`, `set` or `vague`, if not the function's own.
    pub kind: String,
    /// Words or classes that may not follow.
    pub unless_next: Vec<String>,
    /// Words or classes that may not stand before.
    pub unless_before: Vec<String>,
    /// Words or classes one of which must follow, unless the sentence ends.
    pub only_next: Vec<String>,
    /// Words or classes one of which must stand before.
    pub only_after: Vec<String>,
    /// Where the sentence speaks of the past it is a duration: "in three days".
    pub forward: bool,
    /// Where the sentence does not say, it lies ahead: "this Friday".
    pub ahead: bool,
    /// Only where it is the whole sentence: "Sat".
    pub alone: bool,
    /// It is of what follows it alone, and the text goes on from the day before: "…, three days after he called it off".
    pub aside: bool,
    /// The templates.
    pub find: Vec<String>,
}

/// Templates that tell a direction.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TimeMark {
    /// `past`, `future`, `near` for what leaves it open, or `none` for what only looks like a mark.
    pub direction: String,
    /// How many words farther off it counts than it stands: the more, the weaker.
    pub weakness: u32,
    /// How many words farther off still where it stands behind the date: "on Tuesday to meet".
    pub behind: u32,
    /// Counts only for what follows it.
    pub before_only: bool,
    pub find: Vec<String>,
}
