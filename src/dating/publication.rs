//! The publication day: given, printed in the text, or weighed out of clues.

use super::{
    Clue, PublishedBasis,
    clues::{self, Evidence},
    days::{Days, FIRST, LAST, day},
    hints::Hint,
    reading::Reading,
};
use crate::{
    edtf::Edtf,
    ingest::{Article, GivenBy},
    time::TimeKind,
};
use chrono::Datelike;
use std::collections::BTreeMap;

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
/// With an open side an answer needs a clue of this weight.
const FIRM: f32 = 2.0;
/// The clues that agree must weigh so much: that one person acts whose name another may bear is no answer.
const LEAST: f32 = 1.3;
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
    let mut found = infer(&clues::collect(reading, hints), clues::news_weekday(reading), reading.document.body);
    // a dateline that lacks its year, which the clues have given
    let printed = reading.times.iter().any(|t| t.dateline && t.kind == TimeKind::Date);
    if printed && found.value.as_ref().is_some_and(|v| v.is_day().is_some()) {
        found.basis = PublishedBasis::Dateline;
    }
    found
}

/// The days that most of the evidence, by weight, allows.
fn infer(evidence: &[Evidence], weekday: Option<(u32, crate::text::Span)>, body: &str) -> Publication {
    let mut days = weigh(evidence);
    let mut extra = None;
    if let Some((weekday, span)) = weekday
        && days.width().is_some_and(|w| w <= WEEKDAY_REACH)
    {
        let fits = |n: &i32| {
            let own = day(*n).weekday().number_from_monday();
            own == weekday || own == weekday % 7 + 1
        };
        let chosen = Days::of(days.stretches().iter().flat_map(|&(a, b)| a..=b).filter(fits).map(|n| (n, n)));
        if !chosen.is_empty() && chosen != days {
            let text = format!("the news is of “{}”: published then or the day after", span.of(body));
            extra = Some((span, text));
            days = chosen;
        }
    }
    // that it is later than a date long ago is no answer
    let agreeing = || evidence.iter().filter(|e| e.days.intersects(&days));
    let firm = match days.width() {
        Some(_) => agreeing().map(|e| e.weight).sum::<f32>() >= LEAST,
        None => agreeing().any(|e| e.weight >= FIRM),
    };
    let value = answer(&days).filter(|_| firm);
    let mut list: Vec<Clue> = evidence.iter().map(|e| e.clue(&days)).collect();
    if let (Some((span, text)), Some(value)) = (extra, &value) {
        list.push(Clue { span: Some(span), text, days: value.clone(), used: true });
    }
    let basis = if value.is_some() { PublishedBasis::Inferred } else { PublishedBasis::Unknown };
    Publication { value, basis, clues: list }
}

/// The stretches in which the weights of the evidence that allows them add up to most.
fn weigh(evidence: &[Evidence]) -> Days {
    // whole tenths, so that the order of adding changes nothing
    let mut changes: BTreeMap<i32, i64> = BTreeMap::from([(FIRST, 0), (LAST + 1, 0)]);
    for e in evidence {
        let weight = (e.weight * 10.0).round() as i64;
        for &(a, b) in e.days.stretches() {
            *changes.entry(a).or_default() += weight;
            *changes.entry(b + 1).or_default() -= weight;
        }
    }
    let mut total = 0;
    let mut best = 0;
    let mut segments: Vec<(i64, i32, i32)> = Vec::with_capacity(changes.len());
    let starts: Vec<(i32, i64)> = changes.into_iter().collect();
    for pair in starts.windows(2) {
        total += pair[0].1;
        best = best.max(total);
        segments.push((total, pair[0].0, pair[1].0 - 1));
    }
    Days::of(segments.into_iter().filter(|s| s.0 == best).map(|(_, a, b)| (a, b)))
}

/// The set as people read it: some choices, or one stretch over them; nothing when they lie all over the calendar.
fn answer(days: &Days) -> Option<Edtf> {
    let (first, last) = days.hull()?;
    if days.stretches().len() <= CHOICES
        && (days.width().is_none() || days.stretches().len() == 1 || last - first < APART)
    {
        let compact = days.stretches().iter().all(|(a, b)| b - a <= 31);
        return if compact { days.edtf() } else { Days::between(first, last).edtf() };
    }
    (last - first < APART).then(|| Days::between(first, last).edtf()).flatten()
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

    fn evidence(days: &str, weight: f32) -> Evidence {
        let value: Edtf = days.parse().unwrap();
        Evidence { span: None, text: "it is so".into(), days: Days::from(&value), weight }
    }

    fn check(clues: &[(&str, f32)], expect: &str) {
        let list: Vec<Evidence> = clues.iter().map(|c| evidence(c.0, c.1)).collect();
        let found = infer(&list, None, "");
        assert_eq!(found.value.map_or("none".into(), |v| v.to_string()), expect, "{clues:?}");
    }

    #[test]
    fn clues_are_weighed() {
        check(&[], "none");
        check(&[("2025-01-20/..", 2.0), ("../2025-05-06", 2.0)], "2025-01-20/2025-05-06");
        // one that is weak is no answer, two that agree are
        check(&[("2001/2004", 0.7)], "none");
        check(&[("2001/2004", 0.7), ("2003", 0.7)], "2003-01-01/2003-12-31");
        // one wrong clue does not sink the answer
        check(
            &[("2021-01-20/2025-01-20", 2.0), ("2022-01-01/2022-03-01", 1.5), ("2030-01-01/..", 1.0)],
            "2022-01-01/2022-03-01",
        );
        // two against one
        check(&[("2001", 1.0), ("2002", 1.0), ("2002", 1.0)], "2002-01-01/2002-12-31");
        // choices stay choices
        check(&[("2025-03", 2.0), ("[2025-03-06,2025-03-20,2025-06-26]", 1.0)], "[2025-03-06,2025-03-20]");
        check(&[("2017-01-20/..", 2.0)], "2017-01-20/..");
    }

    #[test]
    fn one_that_is_left_aside_is_marked() {
        let found = infer(&[evidence("2001", 2.0), evidence("2002", 1.0)], None, "");
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
            evidence("2003/2005", 2.0),
            evidence("2004-05", 0.1),
            evidence("2009", 2.0),
        ];
        let first = infer(&list, None, "").value;
        list.reverse();
        assert_eq!(infer(&list, None, "").value, first);
    }

    #[test]
    fn the_weekday_of_the_news_chooses() {
        let list = [evidence("2025-03-03/2025-03-09", 2.0)];
        let found = infer(&list, Some((4, crate::text::Span::new(0, 8))), "Thursday");
        assert_eq!(found.value.unwrap().to_string(), "2025-03-06/2025-03-07");
    }
}
