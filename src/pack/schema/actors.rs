use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The words around names: titles, offices, the little words that tie them together. All in lower case but
/// [`epithets`](ActorRules::epithets).
///
/// **Patterns** (`forms` below) are written with `{noun}` for any inflected form of a noun of
/// [`nouns`](ActorRules::nouns), `(a|b c|)` for alternatives, and `~` where a demonym, a country or a filler
/// may stand or not: `{ministru} ~ (de externe|al afacerilor externe)`.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ActorRules {
    /// Words after which a city or country is a place: `in`, `near`.
    pub at_place: Vec<String>,
    /// Words after which a city is a place and a country is not: `to`, `from`.
    pub to_place: Vec<String>,
    /// Words before those that make an actor of the place: `aid` to Kyiv.
    pub given_to: Vec<String>,
    /// Words that may stand between one of those and the small word, in lower case and without diacritics: `yesterday`, `on`,
    /// `Monday`.
    pub given_over: Vec<String>,
    /// Where in a picture somebody stands, behind a name, in lower case and without diacritics: `left`, `second from right`.
    pub pictured: Vec<String>,
    /// Words that take up the title before them beside another country, in lower case and without diacritics: `quello` in "il
    /// presidente americano e quello cubano", `one` in "the Cuban one".
    pub ones: Vec<String>,
    /// Words that tie a complement to its noun: `of`, `del`.
    pub of: Vec<String>,
    /// Words that tie a complement to a title only: `for`, `to`.
    pub complements: Vec<String>,
    /// Articles that may follow them, or begin an apposition.
    pub articles: Vec<String>,
    /// Words joined after a name that make it own what follows: `'s`. One of letters alone is cut off where somebody's name
    /// remains: `s` in "Putins".
    pub possessives: Vec<String>,
    /// `and`
    pub and: Vec<String>,
    /// Words before a name that put it into the genitive or dative: `lui`.
    pub genitive_markers: Vec<String>,
    /// Endings that put a listed form of a country, body or demonym into the genitive or dative: `ei`, `ului`.
    pub genitive_endings: Vec<String>,
    /// Demonyms and countries stand before the title ("the French foreign minister").
    pub modifiers_first: bool,
    /// Demonyms begin with a capital.
    pub demonym_capital: bool,
    /// Endings of a demonym that is a noun: `ans`, `ii`, `lor`.
    pub demonym_noun_endings: Vec<String>,
    /// How a demonym means one person spoken of before: `il russo`, `the Russian`, `rusul`.
    pub national: NationalWords,
    /// Words that a title alone needs before it to mean someone: `the`, `del`.
    pub definite: Vec<String>,
    /// Endings that make a title's first word definite by themselves: `ul`, `ii`.
    pub definite_endings: Vec<String>,
    /// Articles of the plural, for nouns with one form: `i`, `dei`.
    pub plural_articles: Vec<String>,
    /// Articles of the feminine singular, for nouns of either gender: `la`, `della`.
    pub feminine_articles: Vec<String>,
    /// Words, or pairs of words, that may stand within a title and say nothing of who: `new`, `de facto`.
    pub fillers: Vec<String>,
    pub standing: StandingWords,
    /// Words before a name that are no title: `mr`, `signora`.
    pub honorifics: Vec<String>,
    /// Lower-case words within names: `al`, `von`, `der`.
    pub particles: Vec<String>,
    /// Words beside a name that make it a street, a prize, a building.
    pub institutions: Vec<String>,
    /// Words that belong to the names of bodies and to no person's: `council`, `party`.
    pub body_words: Vec<String>,
    /// Capitalised words that are names elsewhere but not at the beginning of a sentence: `may`, `nato`.
    pub ordinary: Vec<String>,
    /// Inflected nouns for the patterns.
    pub nouns: BTreeMap<String, TitleNoun>,
    /// Titles by office code.
    pub offices: Vec<OfficeForms>,
    /// Ministries and other organs that every state has.
    pub ministries: Vec<MinistryForms>,
    /// Patterns of what stands for a state when its demonym or name is beside it: `troops`, `delegation`.
    pub stand_ins: Vec<String>,
    /// The same for armed forces, which may be elsewhere: a place after them is where they are.
    pub forces: Vec<String>,
    /// Words between a state's organ, or its leader, and the seat that says whose it is: "the government *in* Kyiv".
    pub seated: Vec<String>,
    /// Nouns of gatherings: a state that is a city, beside one, is where it is held: "the Singapore *summit*".
    pub gatherings: Vec<String>,
    /// Articles that name no one in particular: "*a* spokesman".
    pub indefinite: Vec<String>,
    /// Patterns of nouns for someone's opposite number: `{counterpart}`.
    pub counterparts: Vec<String>,
    /// "the two leaders", "both sides": phrases for several named before.
    pub groups: Vec<GroupForms>,
    /// `two`, `both`: before a plural title.
    pub pairs: Vec<String>,
    /// After a name and a comma: the person leads what follows ("who heads").
    pub leads: Vec<String>,
    pub pronouns: PronounWords,
    /// Actors under names that only this language gives them.
    pub epithets: Vec<Epithet>,
}

/// By what a demonym, as a noun in the singular, is told from the people and the adjective.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct NationalWords {
    /// One of these stands right before it; empty where the ending tells.
    pub articles: Vec<String>,
    /// It ends in one of these; empty where the article tells.
    pub endings: Vec<String>,
    /// It stands before its noun as an adjective, too: only a comma, a full stop or a small word may follow.
    pub ambiguous: bool,
}

/// Words that say whether an office is held now.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct StandingWords {
    pub former: Vec<String>,
    pub outgoing: Vec<String>,
    pub designate: Vec<String>,
    pub acting: Vec<String>,
}

/// The forms of a noun. Languages without cases or genders leave the rest empty.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TitleNoun {
    /// Masculine singular.
    pub m: Vec<String>,
    /// Feminine singular.
    pub f: Vec<String>,
    /// Singular of either gender.
    pub mf: Vec<String>,
    /// Plural.
    pub pl: Vec<String>,
    /// Masculine singular, genitive or dative.
    pub m_gen: Vec<String>,
    /// Feminine singular, genitive or dative.
    pub f_gen: Vec<String>,
    /// Plural, genitive or dative.
    pub pl_gen: Vec<String>,
}

impl TitleNoun {
    /// All of them.
    pub fn forms(&self) -> impl Iterator<Item = &String> {
        [&self.m, &self.f, &self.mf, &self.pl, &self.m_gen, &self.f_gen, &self.pl_gen].into_iter().flatten()
    }
}

/// The titles of an office.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OfficeForms {
    /// Office code of the registry: `foreign-minister`, or one of its general ones: `leader`, `minister`.
    pub office: String,
    /// Country or body ids where the text names none: the first, unless the article speaks of a later one and
    /// not of it.
    pub of: Vec<String>,
    /// Its complement may follow prepositions of place: `ambassador to`, `envoy for`.
    pub abroad: bool,
    /// A title only beside a name: `general`.
    pub beside_name: bool,
    /// A complement of any words may follow: `head of the city's military administration`.
    pub open: bool,
    /// Patterns.
    pub forms: Vec<String>,
}

/// A ministry under its names.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MinistryForms {
    /// End of its id, after the English demonym: `foreign-ministry`. The id alone stands for the state
    /// when it is empty: `government`.
    pub slug: String,
    /// Country ids where the text names none, as of [offices](OfficeForms::of): an acronym of the readers' own.
    pub of: Vec<String>,
    /// Alone, it is of the state that was just said to act: "the junta".
    pub alone: bool,
    /// It goes back to the last body named whose id is one of these or ends with one: "the ministry".
    pub again: Vec<String>,
    /// Patterns.
    pub forms: Vec<String>,
}

/// Phrases for several who were named before.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct GroupForms {
    /// `people` or `countries`.
    pub of: String,
    /// An office code that those meant hold, if anyone named does: `leader`.
    pub office: String,
    /// How many they are; two where nothing is said.
    pub count: u8,
    /// Words of which one has to follow, or a mark, as the forms may stand before any noun: `the two`, before `agreed`.
    pub before: Vec<String>,
    /// Patterns.
    pub forms: Vec<String>,
}

/// Personal pronouns of the third person.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PronounWords {
    pub masculine: Vec<String>,
    pub feminine: Vec<String>,
    pub plural: Vec<String>,
    /// In the place of an object: `him`.
    pub masculine_object: Vec<String>,
}

/// An actor under another name.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Epithet {
    /// Actor id, when it is always the same.
    pub actor: Option<String>,
    /// Office code, with `of`.
    pub office: Option<String>,
    pub of: Option<String>,
    /// Only in an article that names all of these countries, written with a capital and an article, and before no other
    /// capital: "the North" of the two Koreas.
    pub among: Vec<String>,
    /// As written, capitals included.
    pub forms: Vec<String>,
}
