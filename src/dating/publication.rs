//! The publication day: given, printed in the text, or weighed out of clues.

use super::{
    Clue, PublishedBasis,
    clues::{self, Evidence},
    days::{Days, FIRST, day, number},
    hints::Hint,
    posterior,
    reading::Reading,
    terms,
};
use crate::{
    edtf::Edtf,
    ingest::{Article, GivenBy},
    time::TimeKind,
};
use chrono::Datelike;

/// When an article was published, as far as is known.
#[derive(Debug, Clone, PartialEq)]
pub struct Publication {
    pub value: Option<Edtf>,
    pub basis: PublishedBasis,
    pub clues: Vec<Clue>,
}

/// More separate stretches than this are not shown as a choice.
const CHOICES: usize = 8;
/// Separate stretches that lie further apart than this say nothing together.
const APART: i32 = 15 * 366;
/// The last day thought possible where no term of office says how far the registry reaches: 2030-01-01.
const LATEST: i32 = 741_079;
/// What is trusted less isn't worth telling where it doesn't fit.
const THOUGHT: f32 = 0.05;
/// The weekday of the news chooses among so many days at most.
const WEEKDAY_REACH: i32 = 62;

/// Corrections come first, then what the article brings along, then a dateline, then the clues. `hints`: what other
/// articles say, and the ids of this one's mentions.
pub fn publication(
    article: &Article,
    reading: &Reading,
    corrected: Option<&Edtf>,
    hints: (&[String], &[Hint]),
) -> Publication {
    let known = |value: &Edtf, basis| Publication { value: Some(value.clone()), basis, clues: Vec::new() };
    if let Some(value) = corrected {
        return known(value, PublishedBasis::Correction);
    }
    if let Some((value, by)) = &article.published {
        return known(
            value,
            match by {
                GivenBy::Metadata => PublishedBasis::Metadata,
                GivenBy::Filename => PublishedBasis::Filename,
            },
        );
    }
    for time in reading.times.iter().filter(|t| t.dateline && t.kind == TimeKind::Date && t.is_absolute()) {
        if let Some(value) = time.resolve(None, None).value.filter(|v| v.is_day().is_some()) {
            let clue = Clue {
                span: Some(time.span),
                text: format!("the dateline “{}”", time.span.of(reading.document.body)),
                days: value.clone(),
                used: true,
            };
            return Publication { value: Some(value), basis: PublishedBasis::Dateline, clues: vec![clue] };
        }
    }
    let latest = reading.registry.horizon().map_or(LATEST, |day| number(day) + terms::BEYOND);
    let mut found = infer(&clues::collect(reading, hints), clues::news_weekday(reading), reading.document.body, latest);
    // a dateline that lacks its year, which the clues have given
    let printed = reading.times.iter().any(|t| t.dateline && t.kind == TimeKind::Date);
    if printed && found.value.as_ref().is_some_and(|v| v.is_day().is_some()) {
        found.basis = PublishedBasis::Dateline;
    }
    found
}

/// The fewest days that most likely hold the day, none of them after `latest`.
fn infer(evidence: &[Evidence], weekday: Option<(u32, crate::text::Span)>, body: &str, latest: i32) -> Publication {
    let mut days = posterior::likely(evidence, latest);
    let mut extra = None;
    if let Some((weekday, span)) = weekday
        && days.width().is_some_and(|w| w <= WEEKDAY_REACH)
    {
        // of a day that fits, the next always does: the paper of the day after
        let fits = |n: i32| match day(n).weekday().number_from_monday() {
            own if own == weekday => Some((n, n + 1)),
            own if own == weekday % 7 + 1 => Some((n, n)),
            _ => None,
        };
        let chosen =
            Days::of(days.stretches().iter().flat_map(|&(a, b)| a..=b).filter_map(fits).filter(|d| d.1 <= latest));
        if !chosen.is_empty() && chosen != days {
            let text = format!("the news is of “{}”: published then or the day after", span.of(body));
            extra = Some((span, text));
            days = chosen;
        }
    }
    let value = answer(&days, latest);
    // where nothing is answered, nothing was used
    let used = if value.is_some() { days.clone() } else { Days::default() };
    let mut list: Vec<Clue> = told(evidence, &used).map(|e| e.clue(&used)).collect();
    if let (Some((span, text)), Some(value)) = (extra, &value) {
        list.push(Clue { span: Some(span), text, days: value.clone(), used: true });
    }
    let basis = if value.is_some() { PublishedBasis::Inferred } else { PublishedBasis::Unknown };
    Publication { value, basis, clues: list }
}

/// What a person is told of the evidence: of several clues of one thing the narrowest that fits; where none does, that it was
/// thought of, if there was reason to.
fn told<'e>(evidence: &'e [Evidence], answer: &'e Days) -> impl Iterator<Item = &'e Evidence> {
    let narrowest = |of: u32| {
        let fits = evidence.iter().filter(|e| e.of == Some(of) && e.days.intersects(answer));
        let all = evidence.iter().filter(|e| e.of == Some(of) && e.trust >= THOUGHT);
        fits.min_by_key(|e| e.days.width()).or(all.max_by(|a, b| a.trust.total_cmp(&b.trust)))
    };
    evidence.iter().filter(move |e| e.of.is_none_or(|of| narrowest(of).is_some_and(|best| std::ptr::eq(best, *e))))
}

/// The set as people read it: some choices, or one stretch over them; nothing when they lie all over the calendar.
fn answer(days: &Days, latest: i32) -> Option<Edtf> {
    let (first, last) = days.hull().filter(|(first, last)| last - first < APART)?;
    let days = posterior::open_ended(days, latest);
    if days.stretches().len() <= CHOICES {
        let compact = days.stretches().iter().all(|(a, b)| b - a <= 31);
        return if compact || days.stretches().len() == 1 {
            days.edtf()
        } else {
            Days::between(first, days.hull()?.1).edtf()
        };
    }
    Days::between(first, last).edtf()
}

impl Evidence {
    fn clue(&self, answer: &Days) -> Clue {
        let used = self.days.intersects(answer);
        let near = |days: &Days| match answer.hull() {
            Some((first, last)) => days.and(&Days::between(first - 800, last + 800)),
            None => days.clone(),
        };
        let mut days = self.days.clone();
        if days.stretches().len() > CHOICES && !near(&days).is_empty() {
            days = near(&days);
        }
        let value = if days.stretches().len() > CHOICES {
            days.hull().and_then(|(a, b)| Days::between(a, b).edtf())
        } else {
            days.edtf()
        };
        // all days is the only set without a value, and such evidence is not collected
        let value = value.unwrap_or_else(|| Edtf::since(day(FIRST)));
        Clue { span: self.span, text: self.text.clone(), days: value, used }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn evidence(days: &str, trust: f32) -> Evidence {
        let value: Edtf = days.parse().unwrap();
        Evidence {
            span: None,
            text: "it is so".into(),
            days: Days::from(&value),
            trust,
            among: clues::ANYWHERE,
            of: None,
        }
    }

    fn check(clues: &[(&str, f32)], expect: &str) {
        let list: Vec<Evidence> = clues.iter().map(|c| evidence(c.0, c.1)).collect();
        let found = infer(&list, None, "", LATEST);
        assert_eq!(found.value.map_or("none".into(), |v| v.to_string()), expect, "{clues:?}");
    }

    #[test]
    fn clues_are_weighed() {
        check(&[], "none");
        check(&[("2023-01-20/..", 0.98), ("../2025-05-06", 0.98)], "2023-01-20/2025-05-06");
        // one that is hardly trusted is no answer, two that agree are
        check(&[("2001/2004", 0.3)], "none");
        check(&[("2001/2004", 0.5), ("2003", 0.8)], "2003-01-01/2003-12-31");
        // one wrong clue does not sink the answer
        check(
            &[("2021-01-20/2025-01-20", 0.9), ("2022-01-01/2022-03-01", 0.7), ("2029-01-01/..", 0.6)],
            "2022-01-01/2022-03-01",
        );
        // two against one
        check(&[("2001", 0.6), ("2002", 0.6), ("2002", 0.6)], "2002-01-01/2002-12-31");
        // choices stay choices
        check(&[("2025-03", 0.9), ("[2025-03-06,2025-03-20,2025-06-26]", 0.6)], "[2025-03-06,2025-03-20]");
        check(&[("2017-01-20/..", 0.9)], "2017-01-20/..");
    }

    #[test]
    fn one_that_is_left_aside_is_marked() {
        let found = infer(&[evidence("2001", 0.95), evidence("2002", 0.5)], None, "", LATEST);
        assert_eq!(found.clues.iter().map(|c| c.used).collect::<Vec<_>>(), [true, false]);
        assert_eq!(
            (found.clues[0].text.as_str(), found.clues[0].days.to_string().as_str()),
            ("it is so", "2001-01-01/2001-12-31")
        );
    }

    #[test]
    fn the_order_of_clues_changes_nothing() {
        let mut list = vec![
            evidence("2001/2004", 0.7),
            evidence("2003/2005", 0.9),
            evidence("2004-05", 0.1),
            evidence("2009", 0.9),
        ];
        let first = infer(&list, None, "", LATEST).value;
        list.reverse();
        assert_eq!(infer(&list, None, "", LATEST).value, first);
    }

    #[test]
    fn the_weekday_of_the_news_chooses() {
        let list = [evidence("2025-03-03/2025-03-09", 0.98)];
        let found = infer(&list, Some((4, crate::text::Span::new(0, 8))), "Thursday", LATEST);
        assert_eq!(found.value.unwrap().to_string(), "2025-03-06/2025-03-07");
    }
}
