//! Clues from offices: an article that calls someone by an office was written in the term.

use super::{
    clues::{ANYWHERE, Evidence, stretch, until},
    days::{Days, FIRST, LAST, number},
    reading::Reading,
};
use crate::{
    actors::{ActorId, ActorRef, MentionForm, Standing},
    edtf::Edtf,
    events::{Role, Undated},
    pack::{Actor, DayText, TermEntry},
};

/// Called by the office, and acting in the news without a title, as most do who hold one.
const TITLED: f32 = 0.9;
const ACTIVE: f32 = 0.85;
/// The same in a term whose end isn't known, which fits most of what is written by chance.
const TITLED_OPEN: f32 = 0.7;
const ACTIVE_OPEN: f32 = 0.4;
/// How long after the election, or before the handover, the press says "outgoing" or "elect".
const HANDOVER: i32 = 150;
/// The press is a little ahead of an oath, and behind a resignation.
const MARGIN: i32 = 3;

/// For so long the registry's open terms are believed to go on.
pub const BEYOND: i32 = 2 * 366;

/// Who is called what, and as what.
type Called = (ActorId, Option<(String, ActorId)>, Option<Standing>);

pub fn clues(reading: &Reading) -> Vec<Evidence> {
    let mut seen: Vec<Called> = Vec::new();
    let mut out = Vec::new();
    for (ix, mention) in reading.cast.mentions.iter().enumerate() {
        let [ActorRef::Actor(id)] = &mention.refs[..] else { continue };
        if !matches!(mention.form, MentionForm::Name | MentionForm::Epithet) {
            continue;
        }
        let Some(Actor::Person(person)) = reading.registry.get(&id.0) else { continue };
        let titled = mention.office.is_some() || mention.standing.is_some();
        if !titled && !acts(reading, ix) {
            continue;
        }
        let key = (id.clone(), mention.office.clone(), mention.standing);
        if seen.contains(&key) {
            continue;
        }
        // the bare name adds nothing to the name with its title
        if !titled && seen.iter().any(|s| s.0 == *id) {
            continue;
        }
        seen.push(key);
        let terms = fitting(&person.offices, mention.office.as_ref());
        let mut days = allowed(&terms, mention.standing);
        let mut capped = false;
        // an open term was open when the registry was last brought up to date
        if let (None | Some(Standing::Acting), Some(horizon)) = (mention.standing, reading.registry.horizon()) {
            let known = days.and(&until(number(horizon) + BEYOND));
            capped = known != days;
            days = known;
        }
        let called = match (&mention.office, mention.standing) {
            (Some((office, of)), Some(standing)) => {
                format!("is called {} {} of {}", standing_word(standing), office_word(office), reading.name(of))
            }
            (Some((office, of)), None) => format!("is called {} of {}", office_word(office), reading.name(of)),
            (None, Some(standing)) => format!("is called {}", standing_word(standing)),
            (None, None) => "acts as one in office".to_owned(),
        };
        let called = if capped { format!("{called}, in a term without a known end") } else { called };
        let trust = match (titled, capped) {
            (true, false) => TITLED,
            (false, false) => ACTIVE,
            (true, true) => TITLED_OPEN,
            (false, true) => ACTIVE_OPEN,
        };
        out.push(Evidence {
            span: Some(mention.span),
            text: format!("{} {called}", person.name),
            days,
            trust,
            among: ANYWHERE,
            of: None,
        });
    }
    // bare names met before their titles say nothing more
    let titled: Vec<ActorId> = seen.iter().filter(|s| s.1.is_some() || s.2.is_some()).map(|s| s.0.clone()).collect();
    let names: Vec<String> = titled.iter().map(|id| format!("{} acts", reading.name(id))).collect();
    out.retain(|e| !names.iter().any(|n| e.text.starts_with(n.as_str())));
    out
}

/// Acts in an event of the day.
fn acts(reading: &Reading, mention: usize) -> bool {
    reading.mentions.iter().any(|m| {
        m.undated == Undated::News
            && m.roles.iter().any(|&(role, ix)| ix == mention && matches!(role, Role::Source | Role::Participant))
    })
}

/// The terms that a title can mean; those of the same body when the registry knows the office by another
/// name; all when it does not know the title.
pub fn fitting<'t>(terms: &'t [TermEntry], office: Option<&(String, ActorId)>) -> Vec<&'t TermEntry> {
    let Some((office, of)) = office else { return terms.iter().collect() };
    let mut found: Vec<&TermEntry> = terms.iter().filter(|t| t.office == *office && *t.of == *of.0).collect();
    if found.is_empty() {
        found = terms.iter().filter(|t| t.office == *office || *t.of == *of.0).collect();
    }
    if found.is_empty() { terms.iter().collect() } else { found }
}

/// First and last day of a term; open sides where nothing is known.
pub fn span_of(term: &TermEntry) -> (i32, i32) {
    let side = |text: &Option<DayText>| text.as_ref().and_then(|t| t.parse::<Edtf>().ok()).map(|v| stretch(&v));
    (side(&term.from).map_or(FIRST, |s| s.0), side(&term.to).map_or(LAST, |s| s.1))
}

fn allowed(terms: &[&TermEntry], standing: Option<Standing>) -> Days {
    let spans: Vec<(i32, i32)> = terms.iter().map(|t| span_of(t)).collect();
    match standing {
        None | Some(Standing::Acting) => Days::of(spans.iter().map(|&(a, b)| (open(a, -MARGIN), open(b, MARGIN)))),
        Some(Standing::Outgoing) => {
            Days::of(spans.iter().filter(|s| s.1 < LAST).map(|&(_, b)| (b - HANDOVER, b + MARGIN)))
        }
        Some(Standing::Designate) => {
            Days::of(spans.iter().filter(|s| s.0 > FIRST).map(|&(a, _)| (a - HANDOVER, a + MARGIN)))
        }
        Some(Standing::Former) => {
            // after a term, and not in a later one
            let Some(first_end) = spans.iter().map(|s| s.1).filter(|&b| b < LAST).min() else { return Days::default() };
            let mut gaps = Vec::new();
            let mut from = first_end - MARGIN;
            let mut later: Vec<_> = spans.iter().filter(|s| s.0 > first_end).collect();
            later.sort_unstable();
            for &&(a, b) in &later {
                gaps.push((from, a + MARGIN));
                from = open(b, -MARGIN);
            }
            if from < LAST {
                gaps.push((from, LAST));
            }
            Days::of(gaps)
        }
    }
}

/// Moves a side that is not open.
fn open(side: i32, by: i32) -> i32 {
    if side <= FIRST || side >= LAST { side } else { side + by }
}

/// An office's code as words: `foreign minister`.
pub fn office_word(code: &str) -> String {
    code.replace('-', " ")
}

fn standing_word(standing: Standing) -> &'static str {
    match standing {
        Standing::Former => "former",
        Standing::Outgoing => "outgoing",
        Standing::Designate => "designated",
        Standing::Acting => "acting",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(from: &str, to: &str) -> TermEntry {
        let side = |text: &str| (!text.is_empty()).then(|| text.into());
        TermEntry { office: "o".into(), of: "c".into(), from: side(from), to: side(to), by_hand: false }
    }

    #[test]
    fn terms_allow_days() {
        let check = |terms: &[(&str, &str)], standing, expect: &str| {
            let terms: Vec<TermEntry> = terms.iter().map(|t| term(t.0, t.1)).collect();
            let days = allowed(&terms.iter().collect::<Vec<_>>(), standing);
            assert_eq!(days.edtf().map_or("none".into(), |d| d.to_string()), expect, "{terms:?} {standing:?}");
        };
        let twice = [("2017-01-20", "2021-01-20"), ("2025-01-20", "")];
        check(&twice, None, "[2017-01-17..2021-01-23,2025-01-17..]");
        check(&twice, Some(Standing::Former), "2021-01-17/2025-01-23");
        check(&twice, Some(Standing::Outgoing), "2020-08-23/2021-01-23");
        check(&twice[1..], Some(Standing::Designate), "2024-08-23/2025-01-23");
        check(&[("", "2005")], None, "../2006-01-03");
        check(&[("2010-05", "2012-06")], Some(Standing::Former), "2012-06-27/..");
        check(&[("2010-05", "")], Some(Standing::Outgoing), "none");
    }
}
