//! Two dozen leaders of three years: by name as articles write it, and by their office alone, in three languages.

use demarche::{
    actors::{Recogniser, resolve},
    edtf::Edtf,
    pack::{self, Packs},
    text::Cutter,
};

/// The office in English, Italian and Romanian; its holders in June 2008, 2016 and 2025, none where another office led.
const OFFICES: &[([&str; 3], [&str; 3])] = &[
    (
        ["The US president", "Il presidente americano", "Președintele american"],
        ["george-w-bush", "barack-obama", "donald-trump"],
    ),
    (
        ["The French president", "Il presidente francese", "Președintele francez"],
        ["nicolas-sarkozy", "francois-hollande", "emmanuel-macron"],
    ),
    (
        ["The Italian prime minister", "Il premier italiano", "Premierul italian"],
        ["silvio-berlusconi", "matteo-renzi", "giorgia-meloni"],
    ),
    (
        ["The Moldovan president", "Il presidente moldavo", "Președintele Republicii Moldova"],
        ["vladimir-voronin", "nicolae-timofti", "maia-sandu"],
    ),
    (
        ["The Ukrainian president", "Il presidente ucraino", "Președintele ucrainean"],
        ["viktor-yushchenko", "petro-poroshenko", "volodymyr-zelensky"],
    ),
    (
        ["The British prime minister", "Il premier britannico", "Premierul britanic"],
        ["gordon-brown", "david-cameron", "keir-starmer"],
    ),
    (
        ["The German chancellor", "Il cancelliere tedesco", "Cancelarul german"],
        ["angela-merkel", "angela-merkel", "friedrich-merz"],
    ),
    (
        ["The Russian president", "Il presidente russo", "Președintele rus"],
        ["dmitry-medvedev", "vladimir-putin", "vladimir-putin"],
    ),
    (
        ["The Chinese president", "Il presidente cinese", "Președintele chinez"],
        ["hu-jintao", "xi-jinping", "xi-jinping"],
    ),
    (
        ["The Indian prime minister", "Il premier indiano", "Premierul indian"],
        ["manmohan-singh", "narendra-modi", "narendra-modi"],
    ),
    (
        ["The Turkish leader", "Il leader turco", "Liderul turc"],
        ["recep-tayyip-erdogan", "recep-tayyip-erdogan", "recep-tayyip-erdogan"],
    ),
    (
        ["The Israeli prime minister", "Il premier israeliano", "Premierul israelian"],
        ["ehud-olmert", "benjamin-netanyahu", "benjamin-netanyahu"],
    ),
    (
        ["The Canadian prime minister", "Il premier canadese", "Premierul canadian"],
        ["stephen-harper", "justin-trudeau", "mark-carney"],
    ),
    (
        ["The Spanish prime minister", "Il premier spagnolo", "Premierul spaniol"],
        ["jose-luis-rodriguez-zapatero", "mariano-rajoy", "pedro-sanchez"],
    ),
    (
        ["The Polish prime minister", "Il premier polacco", "Premierul polonez"],
        ["donald-tusk", "beata-szydlo", "donald-tusk"],
    ),
    (
        ["The Hungarian prime minister", "Il premier ungherese", "Premierul ungar"],
        ["ferenc-gyurcsany", "viktor-orban", "viktor-orban"],
    ),
    (
        ["The Saudi king", "Il re saudita", "Regele saudit"],
        ["abdullah-of-saudi-arabia", "salman-of-saudi-arabia", "salman-of-saudi-arabia"],
    ),
    (
        ["The Egyptian president", "Il presidente egiziano", "Președintele egiptean"],
        ["hosni-mubarak", "abdel-fattah-al-sisi", "abdel-fattah-al-sisi"],
    ),
    (
        ["The Syrian president", "Il presidente siriano", "Președintele sirian"],
        ["bashar-al-assad", "bashar-al-assad", "ahmed-al-sharaa"],
    ),
    (
        ["The Iranian president", "Il presidente iraniano", "Președintele iranian"],
        ["mahmoud-ahmadinejad", "hassan-rouhani", "masoud-pezeshkian"],
    ),
    (
        ["The South Korean president", "Il presidente sudcoreano", "Președintele sud-coreean"],
        ["lee-myung-bak", "park-geun-hye", "lee-jae-myung"],
    ),
    (
        ["The Japanese prime minister", "Il premier giapponese", "Premierul japonez"],
        ["yasuo-fukuda", "shinzo-abe", "shigeru-ishiba"],
    ),
    (
        ["The Romanian president", "Il presidente romeno", "Președintele român"],
        ["traian-basescu", "klaus-iohannis", "nicusor-dan"],
    ),
    (
        ["The Brazilian president", "Il presidente brasiliano", "Președintele brazilian"],
        ["luiz-inacio-lula-da-silva", "michel-temer", "luiz-inacio-lula-da-silva"],
    ),
];

/// As English, Italian and Romanian articles write them.
const NAMES: &[(&str, [&str; 3])] = &[
    ("donald-trump", ["President Trump", "Donald Trump", "lui Donald Trump"]),
    ("emmanuel-macron", ["Emmanuel Macron", "il presidente Macron", "Emmanuel Macron"]),
    ("giorgia-meloni", ["Giorgia Meloni", "la premier Meloni", "Giorgiei Meloni"]),
    ("maia-sandu", ["Maia Sandu", "Maia Sandu", "Maiei Sandu"]),
    ("volodymyr-zelensky", ["Volodymyr Zelenskiy", "Volodymyr Zelenskyj", "Volodimir Zelenski"]),
    ("keir-starmer", ["Sir Keir Starmer", "Keir Starmer", "Keir Starmer"]),
    ("friedrich-merz", ["Friedrich Merz", "Friedrich Merz", "Friedrich Merz"]),
    ("vladimir-putin", ["Vladimir Putin", "Vladimir Putin", "lui Vladimir Putin"]),
    ("xi-jinping", ["Xi Jinping", "Xi Jinping", "Xi Jinping"]),
    ("recep-tayyip-erdogan", ["Tayyip Erdogan", "Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"]),
    ("benjamin-netanyahu", ["Benjamin Netanyahu", "Benyamin Netanyahu", "Beniamin Netanyahu"]),
    ("pedro-sanchez", ["Pedro Sánchez", "Pedro Sanchez", "Pedro Sanchez"]),
    ("viktor-orban", ["Viktor Orbán", "Viktor Orban", "Viktor Orban"]),
    ("ahmed-al-sharaa", ["Ahmed al-Sharaa", "Ahmed al Sharaa", "Ahmad al-Sharaa"]),
    ("nicusor-dan", ["Nicușor Dan", "Nicusor Dan", "Nicușor Dan"]),
    ("viktor-yushchenko", ["Viktor Yushchenko", "Viktor Yushchenko", "Viktor Iușcenko"]),
    ("dmitry-medvedev", ["Dmitry Medvedev", "Dmitri Medvedev", "Dmitri Medvedev"]),
    ("nicolas-sarkozy", ["Nicolas Sarkozy", "Nicolas Sarkozy", "Nicolas Sarkozy"]),
    ("jose-luis-rodriguez-zapatero", ["José Luis Rodríguez Zapatero", "Zapatero", "José Luis Rodriguez Zapatero"]),
    ("mahmoud-ahmadinejad", ["Mahmoud Ahmadinejad", "Mahmud Ahmadinejad", "Mahmoud Ahmadinejad"]),
    ("traian-basescu", ["Traian Basescu", "Traian Basescu", "Traian Băsescu"]),
    ("petro-poroshenko", ["Petro Poroshenko", "Petro Poroshenko", "Petro Poroșenko"]),
    ("klaus-iohannis", ["Klaus Iohannis", "Klaus Iohannis", "Klaus Iohannis"]),
    ("park-geun-hye", ["Park Geun-hye", "Park Geun-hye", "Park Geun-hye"]),
];

/// Whom a sentence of these words names on the day.
fn named(
    packs: &Packs,
    cutter: &Cutter,
    recogniser: &Recogniser,
    language: &str,
    words: &str,
    day: &str,
) -> Vec<String> {
    let end = match language {
        "en" => "said on Tuesday that the talks would go on.",
        "it" => "ha detto martedì che i colloqui continueranno.",
        _ => "a spus marți că discuțiile vor continua.",
    };
    let text = format!("{words} {end}");
    let document = cutter.cut(&text, cutter.language(language));
    let day: Edtf = day.parse().unwrap();
    let cast = recogniser.recognise(&document);
    let refs = cast.mentions.iter().flat_map(|m| &m.refs);
    refs.map(|r| resolve(r, Some(&day), &packs.registry).to_string()).collect()
}

#[test]
fn by_office_and_by_name() {
    let (packs, _) = pack::load(None);
    let cutter = Cutter::new(&packs.languages);
    let recogniser = Recogniser::new(&packs, &cutter);
    let mut wrong = Vec::new();
    let mut expect = |language: &str, words: &str, day: &str, id: &str| {
        let found = named(&packs, &cutter, &recogniser, language, words, day);
        if found != [id] {
            wrong.push(format!("{day} {language} {words}: {id}; found {found:?}"));
        }
    };
    for (offices, holders) in OFFICES {
        for (language, words) in ["en", "it", "ro"].into_iter().zip(offices) {
            for (day, id) in ["2008-06-15", "2016-06-15", "2025-06-15"].into_iter().zip(holders) {
                expect(language, words, day, id);
            }
        }
    }
    for (id, forms) in NAMES {
        for (language, words) in ["en", "it", "ro"].into_iter().zip(forms) {
            expect(language, words, "2025-06-15", id);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(OFFICES.len(), 24);
}

/// One wrong letter in a long name beside a title that agrees is still that name; letters of another script are
/// shown and never taken for those that they look like.
#[test]
fn slips_and_lookalikes() {
    let (packs, _) = pack::load(None);
    let cutter = Cutter::new(&packs.languages);
    let recogniser = Recogniser::new(&packs, &cutter);
    for (language, words, id) in [
        ("en", "Ukrainian President Volodymyr Zelensski", "volodymyr-zelensky"),
        ("it", "Il presidente francese Nicolas Sarkosy", "nicolas-sarkozy"),
        ("ro", "Președintele american Barack Obamma", "barack-obama"),
        ("en", "Russian Foreign Ministry spokeswoman Maria Zakharovva", "maria-zakharova"),
    ] {
        let found = named(&packs, &cutter, &recogniser, language, words, "2015-06-15");
        if words.ends_with("Obamma") {
            // a short name with a slip is someone else's
            assert_ne!(found, [id], "{words}");
        } else {
            assert_eq!(found, [id], "{words}");
        }
    }
    // the second letter is the Cyrillic one
    let text = "Vladimir P\u{443}tin said no.";
    let document = cutter.cut(text, cutter.language("en"));
    let cast = recogniser.recognise(&document);
    assert!(
        cast.mentions
            .iter()
            .flat_map(|m| &m.refs)
            .all(|r| { !matches!(r, demarche::actors::ActorRef::Actor(id) if &*id.0 == "vladimir-putin") })
    );
    assert_eq!(cast.lookalikes.iter().map(|s| s.of(text)).collect::<Vec<_>>(), ["P\u{443}tin"]);
}
