//! The syntax of a rule's meaning: `shift day -1`, `part early $period`, `in (date) (shift year 1)`.
//!
//! A function and its arguments: numbers, units, what the template caught (`$name`, `-$name`), other meanings in brackets.
//!
//! | function | means |
//! |---|---|
//! | `date [past\|future\|before\|after]` | the date, or run of dates, written by the slots `weekday day month year yy season quarter half` (and `day2` …), `numdate`, `days`, `years` …; `past` and `future` for "last" and "next", `before` and `after` where no tense may turn it |
//! | `shift UNIT N [previous]` | the unit that lies N units from that of the publication day, or of the date told before |
//! | `distance UNIT N [previous]` | the point N units away |
//! | `run UNIT N` | the N whole units after, or before |
//! | `upto UNIT N` | from the publication day to N units later, or earlier |
//! | `part PART X` | the `early mid late beginning end first second` part of X |
//! | `in DATE X` | the date DATE within the period X |
//! | `nth N UNIT X` | the Nth unit or weekday within X, from the end if negative |
//! | `around UNIT X`, `offset UNIT N X`, `range X Y` | the unit around X, N units after X, from X to Y |
//! | `weekend [past\|future]`, `day YEAR MONTH DAY`, `feast MONTH DAY`, `easter N`, `decade YEAR`, `century N` | |
//! | `vague past\|now\|future`, `duration UNIT [N]`, `set`, `clock` | no date |
//! | `none` | it only looks like a date |

/// A parsed meaning.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub(super) enum Formula {
    Call(String, Vec<Formula>),
    /// What a class of the template caught; true when its sign is turned.
    Slot(String, bool),
    Int(i32),
    Word(String),
}

/// Parses a meaning; the error is one sentence.
pub(super) fn parse(text: &str) -> Result<Formula, String> {
    let spaced = text.replace('(', " ( ").replace(')', " ) ");
    let mut words = spaced.split_whitespace().peekable();
    let formula = call(&mut words)?;
    match words.next() {
        None => Ok(formula),
        Some(word) => Err(format!("`{word}` stands where the meaning should end")),
    }
}

type Words<'t> = std::iter::Peekable<std::str::SplitWhitespace<'t>>;

fn call(words: &mut Words) -> Result<Formula, String> {
    let name = match words.next() {
        Some(name) => name,
        None => return Err("the meaning is empty".into()),
    };
    if let Some(atom) = slot(name) {
        return Ok(atom);
    }
    if let Ok(n) = name.parse() {
        return Ok(Formula::Int(n));
    }
    let mut args = Vec::new();
    while let Some(&word) = words.peek() {
        if word == ")" {
            break;
        }
        words.next();
        args.push(if word == "(" {
            let inner = call(words)?;
            if words.next() != Some(")") {
                return Err("`(` is never closed by `)`".into());
            }
            inner
        } else if let Some(atom) = slot(word) {
            atom
        } else if let Ok(n) = word.parse() {
            Formula::Int(n)
        } else {
            Formula::Word(word.to_owned())
        });
    }
    Ok(Formula::Call(name.to_owned(), args))
}

fn slot(word: &str) -> Option<Formula> {
    match (word.strip_prefix('$'), word.strip_prefix("-$")) {
        (Some(name), _) => Some(Formula::Slot(name.to_owned(), false)),
        (_, Some(name)) => Some(Formula::Slot(name.to_owned(), true)),
        _ => None,
    }
}
