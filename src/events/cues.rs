//! Words that say how an event hangs together with another: a reply, a further round, a meeting beside a gathering, the
//! word on an offer.

use super::{Kind, candidate::Candidate, view::View};
use crate::pack::Cue;

/// Farther away than so many words, a cue says nothing of an event.
const FAR: usize = 14;
/// So near behind a cue of a margin stands what the margin is of.
const NEXT: usize = 5;

/// The cues that stand with one mention.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Cues(u8);

impl Cues {
    /// With one more.
    pub fn with(self, cue: Cue) -> Cues {
        Cues(self.0 | 1 << cue as u8)
    }

    /// Whether it is among them.
    pub fn has(self, cue: Cue) -> bool {
        self.0 >> cue as u8 & 1 == 1
    }
}

/// The cues of each candidate: each cue goes to the nearest that it can speak of.
pub(super) fn cues(view: &View, candidates: &[Candidate]) -> Vec<Cues> {
    let mut out = vec![Cues::default(); candidates.len()];
    let asked = view.cues.iter().any(|(cue, _)| *cue == Cue::Question);
    for (cue, at) in view.cues.iter().filter(|(cue, _)| !asked || *cue != Cue::Answers) {
        // what stands before the cue rather than what stands behind it: "they met on the sidelines of the summit"
        let distance = |c: &Candidate| {
            let before = at.start.saturating_sub(c.tokens.end);
            let behind = c.tokens.start.saturating_sub(at.end);
            (before + behind, c.tokens.start >= at.end)
        };
        // the gathering itself stands right behind "on the sidelines of"
        let whole = |c: &Candidate| *cue == Cue::Margin && c.noun && (at.end..at.end + NEXT).contains(&c.tokens.start);
        let fitting = candidates.iter().enumerate().filter(|(_, c)| fits(*cue, c) && !whole(c));
        let nearest = fitting.min_by_key(|(_, c)| distance(c));
        if let Some((ix, _)) = nearest.filter(|(_, c)| distance(c).0 <= FAR) {
            out[ix] = out[ix].with(*cue);
        }
    }
    out
}

fn fits(cue: Cue, candidate: &Candidate) -> bool {
    let words = matches!(candidate.kind, Kind::Statement | Kind::Proposal);
    let encounter = matches!(candidate.kind, Kind::Call | Kind::Meeting | Kind::Summit | Kind::Talks);
    match cue {
        Cue::Answers => words,
        Cue::Again => encounter,
        Cue::Margin => encounter && candidate.kind != Kind::Call,
        Cue::Offer => candidate.kind == Kind::Statement || candidate.kind == Kind::Agreement,
        Cue::Question => false,
    }
}
