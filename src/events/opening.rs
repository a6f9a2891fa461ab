//! Clauses that open a sentence and leave their subject to its main verb.

use super::{
    arguments::{Subject, Way},
    groups::{Group, Tense},
    status,
    view::View,
};
use crate::{pack::Mark, text::TokenKind};

/// So many words may lead in what opens a sentence.
const SEQUEL: usize = 3;

/// So many words may say where: "In the Black Sea resort of Sochi, where he …".
const PLACE: usize = 12;

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
    let clause = clause
        || first.finite() && leading.len() <= PLACE && view.any(leading, Mark::Relative) && subjects[0].is_none();
    let opens = clause || (view.tokens.start..first.start).all(|t| view.document.tokens[t].kind == TokenKind::Mark);
    // "After receiving Zelensky, Macron said", "Tras recibir a Zelenski, Macron …"
    let sequel = first.start <= view.tokens.start + SEQUEL
        && !first.passive
        && status::led_by_sequel(view, first)
        && (first.tense == Tense::Past && first.start < first.verb || !first.finite());
    let opens = opens || sequel;
    let kind = clause || sequel || matches!(first.tense, Tense::Participle | Tense::Gerund);
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
