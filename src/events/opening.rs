//! Clauses that open a sentence and leave their subject to its main verb; how far what belongs to a verb reaches.

use super::{
    arguments::{Subject, Way},
    coordination,
    groups::{Group, Tense},
    view::View,
};
use crate::{pack::Mark, text::TokenKind};

/// "Received in Paris by Macron, Zelensky said …", "When he meets Macron, Zelensky will …": what opens the sentence has
/// the subject of its main verb.
pub(super) fn preposed(view: &View, groups: &[Group], subjects: &mut [Option<Subject>]) {
    let Some(first) = groups.first() else { return };
    // "When he meets Lavrov on Friday, Blinken will …": nobody else is named before the verb of the clause
    let clause = first.finite()
        && !first.passive
        && subjects[0].is_none()
        && view.is(view.tokens.start, Mark::Subordinator)
        && view.clause(first.verb).start == view.tokens.start;
    // "From Cairo, where he met Sisi, Conte said …"
    let leading = view.tokens.start..first.start;
    let clause =
        clause || first.finite() && leading.len() <= 5 && view.any(leading, Mark::Relative) && subjects[0].is_none();
    let opens = clause || (view.tokens.start..first.start).all(|t| view.document.tokens[t].kind == TokenKind::Mark);
    let kind = clause || matches!(first.tense, Tense::Participle | Tense::Gerund);
    // what follows the participle is its agent
    let own = subjects[0].as_ref().is_some_and(|s| s.way != Way::After);
    if !opens || !kind || own || first.quoted {
        return;
    }
    // "Sending troops will create …": what a verb follows without a comma is its subject
    let verb = (first.end..view.tokens.end).find(|t| view.verbal(*t)).unwrap_or(view.tokens.end);
    let comma = |start: usize| (first.end..start.min(verb)).any(|t| view.text(t) == ",");
    let main = groups.iter().zip(subjects.iter()).skip(1).find(|(g, s)| g.finite() && !g.quoted && s.is_some());
    let main = main.filter(|(g, _)| first.tense == Tense::Participle || comma(g.start));
    if let Some((_, Some(subject))) = main {
        subjects[0] = Some(Subject { mentions: subject.mentions.clone(), way: Way::Shared });
    }
}

/// How far what belongs to a verb may reach: to the next verb, or to who says it at the end, "…, Scholz said".
pub(super) fn limit(view: &View, groups: &[Group], subjects: &[Option<Subject>], index: usize) -> usize {
    // "left the accord, accusing the West": what follows the comma and the gerund is the gerund's
    let aside = |g: &Group| g.tense == Tense::Gerund && view.text(g.start - 1) == ",";
    let next = (index + 1..groups.len()).find(|i| groups[*i].finite() || aside(&groups[*i]));
    if let Some(and) = next.and_then(|i| coordination::and(view, groups, i)) {
        return and;
    }
    let Some((group, subject)) = next.map(|i| (&groups[i], subjects[index].as_ref().and(subjects[i].as_ref()))) else {
        return view.tokens.end;
    };
    let mentions = subject.filter(|s| s.way == Way::Before && group.may_say(view)).map_or(&[][..], |s| &s.mentions[..]);
    let first = mentions.iter().map(|m| view.actor(*m).tokens.start).min();
    // articles and titles before the name
    let comma = first.and_then(|t| (view.tokens.start..t).rev().take(TITLES).find(|t| view.text(*t) == ","));
    let closing = comma.filter(|c| *c >= groups[index].end && !(*c..group.start).any(|t| view.verbal(t)));
    closing.map_or(group.start, |c| c.min(group.start))
}

/// How many words may stand between a comma and the name of who said it.
const TITLES: usize = 3;
