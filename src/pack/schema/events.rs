use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Triggers of a language with what they need, and the marks that tell status and role.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct EventRules {
    /// Endings by conjugation and form: `are: {past: [ò, arono], participle: [ato, ata, ati, ate]}`. `ge~t` stands around
    /// the stem.
    pub conjugations: BTreeMap<String, BTreeMap<VerbForm, Vec<String>>>,
    /// Lists of words that `then`, `near`, `never` and `words` of the entries name: `weapons: [missiles, drones]` is
    /// meant by `near: [$weapons]`.
    pub lists: BTreeMap<String, Vec<String>>,
    /// Verbs that tell an event.
    pub verbs: Vec<VerbEntry>,
    /// Nouns that tell an event.
    pub nouns: Vec<NounEntry>,
    /// Words around the trigger that say what it is: auxiliaries, negations, plans, hopes.
    pub marks: BTreeMap<Mark, Vec<String>>,
    /// Prepositions and other small words by the part that they give to the name after them.
    pub prepositions: BTreeMap<Preposition, Vec<String>>,
    /// The subject may follow its verb anywhere, not only after a quotation.
    pub inversion: bool,
    /// Part of the verb closes its clause ("hat … verurteilt", "kündigte … an"), or all of it a subordinate one: before any rule
    /// looks at a clause it is put into the order subject, verb, rest.
    pub brackets: bool,
    /// Every noun begins with a capital, and no verb does.
    pub noun_capitals: bool,
    /// A verb may stand without any subject, whose person its ending tells: `ha aggiunto`, `a spus`.
    pub subject_drops: bool,
    /// Writers keep the accents of verbs: `telefono` is never `telefonò`.
    pub accents: bool,
    /// And those of marks: `wurde` is never `würde`.
    pub accented_marks: bool,
    /// Endings of adverbs, which may stand inside a verb group: `-ly`, `-mente`, written without the hyphen.
    pub adverb_endings: Vec<String>,
    /// Phrases within which no word is a trigger: `strike a deal`, `trade war`.
    pub vetoes: Vec<String>,
    /// What a deed is within its kind, by the words of its trigger.
    pub sorts: Vec<SortEntry>,
    /// Words of each topic, lower case.
    pub topics: BTreeMap<String, Vec<String>>,
    /// Words that say how an event hangs together with another.
    pub cues: BTreeMap<Cue, Vec<String>>,
}

/// What words say of how an event hangs together with another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Cue {
    /// `in response to`, `replied`: words that answer another's.
    Answers,
    /// `second round`, `resumed`: one of several encounters.
    Again,
    /// `on the sidelines of`: beside a gathering.
    Margin,
    /// `the offer`, `that proposal`: what somebody says of it.
    Offer,
    /// `reporters`, `asked`: who answers a question answers nobody's statement. Where one stands, no word of the sentence
    /// answers another's.
    Question,
}

/// Grammatical form of a verb, as far as status and role depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum VerbForm {
    /// Infinitive or bare stem.
    Base,
    Present,
    /// Any finite past.
    Past,
    Future,
    Conditional,
    Subjunctive,
    Participle,
    Gerund,
}

/// Verbs of one kind, tone and frame.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct VerbEntry {
    /// A kind of event; `support` for verbs that carry an event noun ("held talks", "took place");
    /// `none` for common verbs that tell no event but have subjects and objects of their own.
    pub kind: String,
    /// For statements: `neutral appeal promise support accusation refusal threat`.
    pub tone: Option<String>,
    /// Who is who: `say` (subject speaks, object is addressed), `meet` (subject and object take part),
    /// `act` (subject does it to the object), `travel` (subject goes), `host` (subject receives object),
    /// `happen` (subject is the event), `mediate` (subject brings together those whom "between" or "with" names),
    /// `suffer` (object does it to the subject: "two diplomats must leave Germany").
    pub frame: String,
    /// `stem+conjugation`: `warn+reg`; words that belong to the verb follow: `pull+reg out of`, `+strike a deal`. A bar
    /// parts what leaves the verb when it is finite: `an|kündig+t` is "kündigt an", "ankündigt", "anzukündigen".
    pub verbs: Vec<String>,
    /// Irregular verbs, form by form.
    pub irregular: Vec<BTreeMap<VerbForm, Vec<String>>>,
    /// One of these must follow the verb at once: `[for, on]` for "called for".
    pub then: Vec<String>,
    /// One of these must stand in the same clause: `[by phone]`.
    pub near: Vec<String>,
    /// None of these may stand in the same clause.
    pub never: Vec<String>,
    /// What the clause must have: `subject`, `object`, `partner` (a second participant), `pair` (two subjects; what else
    /// is named is their topic), `time`, `place`, `actor` (anyone at all).
    pub needs: Vec<String>,
    /// Status whatever the grammar says: `cancelled` for "called off".
    pub status: Option<String>,
    /// The past participle with "to be" is active (`è giunto`).
    pub be: bool,
    /// How sure the reading is, 0 to 1; 0.8 when not given.
    pub weight: Option<f32>,
}

/// Nouns of one kind.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct NounEntry {
    pub kind: String,
    pub tone: Option<String>,
    /// `meet`, `act` or `travel`; see [`VerbEntry::frame`].
    pub frame: String,
    /// Written forms, each gender, number and case.
    pub words: Vec<String>,
    pub near: Vec<String>,
    pub never: Vec<String>,
    /// What the clause must have for the noun to be an event of its own and not background, any one of:
    /// `time`, `place`, `partner`, `support` (a verb that carries it), `actor`, `always`.
    pub needs: Vec<String>,
    /// Status of the thing by its own meaning: `possible` for "threat of".
    pub status: Option<String>,
    pub weight: Option<f32>,
}

/// A sort within kinds: a trigger of one of the kinds that holds one of the words is of that sort.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SortEntry {
    /// `promise concession lifting withdrawal release joint summons`.
    pub sort: String,
    pub kinds: Vec<String>,
    /// Words, or beginnings of words (`withdr*`), of the trigger.
    pub words: Vec<String>,
    /// One of these must stand in the same clause.
    pub near: Vec<String>,
}

/// What a small word says of the verb or noun beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// `has`, `ha`, `a`: with a participle, past.
    HavePresent,
    /// `had`, `aveva`: with a participle, earlier than the past.
    HavePast,
    HaveFuture,
    HaveConditional,
    BePresent,
    BePast,
    BeFuture,
    BeConditional,
    /// `been`, `stato`, `fost`.
    Been,
    /// `will`, `va`.
    Future,
    /// `would`, `ar`.
    Conditional,
    /// `may`, `could`, `potrebbe`, `ar putea`.
    Possible,
    /// `must`, `deve`, `trebuie`.
    Must,
    /// `did`; `began to`, `was quick to`: what follows was done.
    Did,
    /// `prompting`, `forced`: what others were made to do, they did.
    Caused,
    /// `recalled`, `called home`: whose envoy it is does so.
    Recalled,
    /// `decided to`, `ha deciso di`: what follows is as good as done; who meets or moves has not yet done so.
    Decided,
    /// `to`, `a`, `di`, `să` before a verb.
    Infinitive,
    Negation,
    /// `si`, `se`, `s-`.
    Reflexive,
    /// Words that may stand inside a verb group: adverbs and object pronouns.
    Adverb,
    /// `plans to`, `is due`, `in programma`, `next`.
    Planned,
    /// `wants`, `offered`, `hopes`, `possible`, `eventuale`.
    Hoped,
    /// `cancelled`, `called off`, `failed to`.
    Cancelled,
    /// `if`, `se`, `dacă`, `unless`.
    If,
    /// `that`, `che`, `că`: what follows is said.
    Complementizer,
    /// `who`, `which`, `care`.
    Relative,
    /// `while`, `mentre`, `after`, `because`: a new clause.
    Subordinator,
    /// `when`: its clause tells what happened at the time just named.
    When,
    /// `since`, `a partire da`: the time after it is the earliest.
    Since,
    /// `until`, `fino a`: the time after it is the latest.
    Until,
    /// `headed by`, `guidata da`: who leads acts for those who are led.
    Led,
    /// `and`, `e`, `și`.
    And,
    /// `according to`, `secondo`, `potrivit`.
    According,
    /// `again`, `another`, `latest`, `last`: a noun with an identity of its own.
    Identified,
    /// `ongoing`, `years of`, `any`: background.
    Background,
    /// `previously`, `earlier`: before the news.
    Earlier,
    /// `the`, `una`: what follows is a noun.
    Determiner,
    /// `without`: what follows did not happen.
    Without,
    /// `des`, `degli`: an article at the head of a clause, though elsewhere it says "of".
    Partitive,
    /// `per`, `pour`: whoever opens a sentence behind it holds what the sentence tells.
    ForWhom,
    /// `it`, `they`: small pronouns that go back to whoever spoke before.
    #[serde(rename = "self")]
    Self_,
    /// `spokesman`, `ufficio`: the word that speaks for the name in its "of"-phrase.
    Voice,
    /// `ready to`, `willing to`: of one's own deeds, a promise.
    Willing,
    /// `unless`: what was said to follow is a threat.
    Unless,
    /// `retaliate`, `boycott`, `martial law`: who says that he will do so threatens.
    Hostile,
    /// Words of sport and of other worlds in which people meet and attack without diplomacy.
    Elsewhere,
    /// `it fell to`, `è toccato a`, `i-a revenit`: who is named behind it says or does what follows.
    Fell,
    /// `the task of explaining`, `la replica`, `sarcina de a apăra`: of whose turn it was, that he spoke.
    Task,
    /// `ever`, `never`, `mai`: beside a negation, of all times and so of none.
    Ever,
    /// `as`, `come`: whoever stands behind it before a verb of his own does it ("as Lavrov had announced").
    As,
    /// `followed suit`, `did the same`, `altrettanto`: whoever it is said of did what was told last.
    Likewise,
    /// `them`, `ministers`, `delegația`: somebody whom one receives or meets, though nobody says who.
    Someone,
    /// `interview`, `press conference`, `comunicato`: an occasion of words, whose time is theirs.
    Occasion,
    /// `others`, `altri`, `alții`: behind the "and" of a list, those who are not named.
    Others,
    /// `among those`, `tra coloro`, `printre liderii`: whoever is one of them does what the relative behind it tells.
    Among,
    /// `including`, `tra cui`, `printre care`: behind some who are not named, those of them who are.
    Including,
    /// `what`, the `quello` of `quello che`: opens words that stand for a thing, by which nobody speaks.
    What,
    /// `over its`, `per il suo sostegno`, `din cauza`: behind whom a deed falls upon, the reason for it.
    Reason,
    /// `during`, `after`, `ahead of` before an event noun: it is mentioned as a known happening.
    Around,
    /// `after`, `ahead of`, `dopo` before an event noun: what is told beside it is another event.
    Sequel,
    /// `told`, `ha ordinato`, `a spus`: with whom it addresses and an infinitive, whoever is told is to do it.
    Orders,
    /// `Mr`, `signor`: between a preposition and a name. Taken from the pack's actors.
    Honorific,
    /// `soll`, `will`: opens a bracket that a verb closes at the end of the clause; for [`EventRules::brackets`].
    Modal,
    /// `den`, `dem`, `denen`: no subject begins with it, and no relative is one.
    Oblique,
    /// `er`, `wir`: a pronoun that is a subject wherever it stands.
    Nominative,
    /// `kündigte`: the finite part of a verb whose other part closes the clause. Taken from verbs with a bar.
    Parted,
    /// `an`: that other part. Taken from verbs with a bar.
    Particle,
    /// `ca`: a word that is no preposition where somebody and an infinitive follow, but leads in what they are to do.
    Subjunctive,
    /// `starting`, `as of`: before the day from which something that was announced holds.
    Starting,
}

/// The part that a preposition gives to the name after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Preposition {
    /// `with`, `con`, `cu`.
    With,
    /// `by`, `da`, `de către`.
    By,
    /// `between`, `tra`, `dintre`.
    Between,
    /// `against`, `contro`, `împotriva`.
    Against,
    /// `to`, `a`, `către`: addressed or given to.
    To,
    /// `of`, `di`, and genitive articles.
    Of,
    /// `in`, `at`, `a`, `la`: where.
    At,
    /// `from`, `da`.
    From,
    /// `about`, `on`, `su`: what it is about; the name after it has no part.
    About,
    /// `for`, `per`, `pentru`.
    For,
    /// Direct objects that are marked: `pe`.
    Object,
}
