//! A document whose clauses stand in the order that the rules expect, and the way back.

use super::{
    EventMention,
    brackets::{self, Parts},
    lexicon::Lexicon,
    view::View,
};
use crate::{
    actors::Cast,
    text::{Document, LanguageIx, ParagraphRole},
    time::TimeExpression,
};
use std::ops::Range;

/// Longer sentences are lists and tables.
const LONGEST: usize = 400;

/// The words of some sentences in another order. What they are in the text, their spans tell as before.
pub(super) struct Ordered<'a> {
    pub document: Document<'a>,
    pub times: Vec<TimeExpression>,
    pub cast: Cast,
    /// Tokens of sorts that the old order tells, in their new places and in text order.
    pub parts: Parts,
    /// Where each time and each mention stood in the lists that were given.
    earlier: (Vec<usize>, Vec<usize>),
}

impl<'a> Ordered<'a> {
    /// None where no language has another order.
    pub fn of<'l>(
        document: &Document<'a>,
        times: &[TimeExpression],
        cast: &Cast,
        lexicon: impl Fn(LanguageIx) -> Option<&'l Lexicon>,
    ) -> Option<Self> {
        let mut order: Vec<usize> = (0..document.tokens.len()).collect();
        let mut parts = Parts::default();
        let mut asked = false;
        for paragraph in document.paragraphs.iter().filter(|p| p.role != ParagraphRole::Noise) {
            let Some(lexicon) = lexicon(paragraph.language).filter(|l| l.order.brackets) else { continue };
            asked = true;
            for sentence in paragraph.sentences.clone() {
                let tokens = &document.sentences[sentence as usize].tokens;
                if tokens.len() > LONGEST {
                    continue;
                }
                let view = View::new(document, cast, lexicon, times, sentence as usize, None);
                let (arranged, found) = brackets::arranged(&view);
                order[tokens.start as usize..tokens.end as usize].copy_from_slice(&arranged);
                parts.openers.extend(found.openers);
                parts.particles.extend(found.particles);
                parts.genitives.extend(found.genitives);
            }
        }
        asked.then(|| Self::put(document, times, cast, (&order, &parts)))
    }

    fn put(document: &Document<'a>, times: &[TimeExpression], cast: &Cast, (order, parts): (&[usize], &Parts)) -> Self {
        let mut places = vec![0; order.len()];
        for (now, was) in order.iter().enumerate() {
            places[*was] = now;
        }
        let moved = |tokens: &Range<usize>| match tokens.is_empty() {
            true => tokens.clone(),
            false => places[tokens.start]..places[tokens.start] + tokens.len(),
        };
        let list = |tokens: &[usize]| {
            let mut list: Vec<usize> = tokens.iter().map(|was| places[*was]).collect();
            list.sort_unstable();
            list
        };
        let mut ordered = Ordered {
            document: document.clone(),
            times: times.to_vec(),
            cast: cast.clone(),
            parts: Parts {
                openers: list(&parts.openers),
                particles: list(&parts.particles),
                genitives: list(&parts.genitives),
            },
            earlier: (sorted(times, |t| moved(&t.tokens).start), sorted(&cast.mentions, |m| moved(&m.tokens).start)),
        };
        ordered.document.tokens = order.iter().map(|was| document.tokens[*was].clone()).collect();
        ordered.times = ordered.earlier.0.iter().map(|was| times[*was].clone()).collect();
        ordered.times.iter_mut().for_each(|t| t.tokens = moved(&t.tokens));
        ordered.cast.mentions = ordered.earlier.1.iter().map(|was| cast.mentions[*was].clone()).collect();
        ordered.cast.mentions.iter_mut().for_each(|m| m.tokens = moved(&m.tokens));
        for places in [&mut ordered.cast.places, &mut ordered.cast.seats] {
            places.iter_mut().for_each(|p| p.tokens = moved(&p.tokens));
            places.sort_by_key(|p| p.tokens.start);
        }
        ordered
    }

    /// What was found, in terms of what was given.
    pub fn restore(&self, mut found: Vec<EventMention>) -> Vec<EventMention> {
        for mention in &mut found {
            mention.time = mention.time.map(|t| self.earlier.0[t]);
            mention.roles.iter_mut().for_each(|(_, m)| *m = self.earlier.1[*m]);
        }
        found
    }
}

/// The numbers of a list's entries, in the order of their keys.
fn sorted<T>(list: &[T], key: impl Fn(&T) -> usize) -> Vec<usize> {
    let mut numbers: Vec<usize> = (0..list.len()).collect();
    numbers.sort_by_key(|n| key(&list[*n]));
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{actors::Recogniser, pack, text::Cutter, time::Tagger};
    use std::sync::LazyLock;

    /// A language whose verbs stand apart, with what reads it.
    struct Reader {
        cutter: Cutter,
        tagger: Tagger,
        recogniser: Recogniser,
        lexicon: Lexicon,
        language: LanguageIx,
    }

    static READER: LazyLock<Reader> = LazyLock::new(|| {
        let (packs, _) = pack::load(None);
        let cutter = Cutter::new(&packs.languages);
        let language = packs.languages.iter().position(|p| p.events.brackets).expect("a pack with brackets");
        let pack = &packs.languages[language];
        let lexicon = Lexicon::new(pack, language as LanguageIx, &cutter, &mut Vec::new());
        let (tagger, recogniser) = (Tagger::new(&packs.languages, &cutter), Recogniser::new(&packs, &cutter));
        Reader { cutter, tagger, recogniser, lexicon, language: language as LanguageIx }
    });

    fn ordered(text: &str) -> String {
        let reader = &*READER;
        let mut document = reader.cutter.cut(text, Some(reader.language));
        reader.recogniser.part(&mut document);
        let (times, cast) = (reader.tagger.tag(&document), reader.recogniser.recognise(&document));
        let lexicon = |language| (language == reader.language).then_some(&reader.lexicon);
        let ordered = Ordered::of(&document, &times, &cast, lexicon).expect("a pack with brackets");
        let mut spans: Vec<_> = ordered.document.tokens.iter().map(|t| t.span).collect();
        let words: Vec<&str> = spans.iter().map(|s| s.of(text)).collect();
        spans.sort_unstable();
        assert!(spans.iter().eq(document.tokens.iter().map(|t| &t.span)), "a word is lost: {text}");
        words.join(" ")
    }

    #[test]
    fn verbs_come_together_and_behind_their_subject() {
        for (text, expected) in [
            ("Merkel hat den Angriff am Montag verurteilt.", "Merkel hat verurteilt den Angriff am Montag ."),
            ("Trump kündigte am Montag neue Zölle an.", "Trump kündigte an am Montag neue Zölle ."),
            ("Am Montag traf Merkel in Sotschi Putin.", "Am Montag Merkel traf in Sotschi Putin ."),
            (
                "Obama sagte, dass Russland die Ukraine angegriffen habe.",
                "Obama sagte , dass Russland habe angegriffen die Ukraine .",
            ),
            (
                "Putin, der am Freitag Macron in Moskau empfing, reiste nach Peking.",
                "Putin , der empfing am Freitag Macron in Moskau , reiste nach Peking .",
            ),
            (
                "Die EU drohte, Sanktionen gegen Russland zu verhängen.",
                "Die EU drohte , zu verhängen Sanktionen gegen Russland .",
            ),
            (
                "Nachdem Russland Kiew angegriffen hatte, bestellte Polen den Botschafter ein.",
                "Nachdem Russland hatte angegriffen Kiew , Polen bestellte ein den Botschafter .",
            ),
            // what belongs to the noun before it, and who stands behind where
            (
                "Auf Einladung Katars verhandelten die USA in Doha.",
                "Auf Einladung Katars die USA verhandelten in Doha .",
            ),
            ("Am Montag forderte in Wien der Papst Ruhe.", "Am Montag der Papst forderte in Wien Ruhe ."),
            ("Dem Sender CNN sagte Macron, man helfe.", "Dem Sender CNN Macron sagte , man helfe ."),
            ("Als Reaktion hat London Moskau kritisiert.", "Als Reaktion London hat kritisiert Moskau ."),
            (
                "Die Lage sei ruhig, teilte das Außenministerium in Kiew mit.",
                "Die Lage sei ruhig , das Außenministerium in Kiew teilte mit .",
            ),
        ] {
            assert_eq!(ordered(text), expected);
        }
    }

    #[test]
    fn small_words_go_with_their_verb() {
        for (text, expected) in [
            ("Merkel und Putin haben sich in Sotschi getroffen.", "Merkel und Putin haben sich getroffen in Sotschi ."),
            ("Erdogan reist nicht nach Stockholm.", "Erdogan nicht reist nach Stockholm ."),
            // what is told otherwise in the next clause is denied of its own words only
            (
                "Merkel reiste nicht nach Paris, sondern nach Rom.",
                "Merkel reiste nicht nach Paris , sondern nach Rom .",
            ),
            ("Dem Kreml zufolge wurde Kiew angegriffen.", "zufolge Dem Kreml Kiew wurde angegriffen ."),
            // a preposition behind the verb is none of its parts
            ("Lawrow nahm am Treffen in Genf teil.", "Lawrow nahm teil am Treffen in Genf ."),
        ] {
            assert_eq!(ordered(text), expected);
        }
    }
}
