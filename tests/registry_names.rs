//! Countries, bodies and places under the names and cases in which the news write them.

use demarche::{
    actors::{ActorRef, Recogniser},
    pack,
    text::{Cutter, LanguageIx},
};

/// `words => id`; `words = id` for a place, `words ~ id` for what is named but acts not.
const CASES: &[(&str, &str, &[&str])] = &[
    // English
    (
        "en",
        "The U.S. and Britain urged Russia's government to talk.",
        &["U.S. => united-states", "Britain => united-kingdom"],
    ),
    (
        "en",
        "North Korea warned South Korea and the US on Monday.",
        &["North Korea => north-korea", "South Korea => south-korea", "US => united-states"],
    ),
    (
        "en",
        "The Democratic Republic of the Congo accused Rwanda of arming M23.",
        &["Democratic Republic of the Congo => democratic-republic-of-the-congo", "Rwanda => rwanda", "M23 => m23"],
    ),
    (
        "en",
        "Equatorial Guinea, Guinea-Bissau and Papua New Guinea signed.",
        &[
            "Equatorial Guinea => equatorial-guinea",
            "Guinea-Bissau => guinea-bissau",
            "Papua New Guinea => papua-new-guinea",
        ],
    ),
    (
        "en",
        "The State Department and the Pentagon declined to comment.",
        &["State Department => us-state-department", "Pentagon => pentagon"],
    ),
    ("en", "Trump met Zelensky at the White House on Friday.", &["White House = white-house"]),
    ("en", "The White House called on Congress to act.", &["White House => white-house", "Congress => us-congress"]),
    (
        "en",
        "Downing Street and the Elysee confirmed the call.",
        &["Downing Street => downing-street", "Elysee => elysee"],
    ),
    ("en", "The Quai d'Orsay summoned the envoy.", &["Quai d'Orsay => quai-d-orsay"]),
    (
        "en",
        "The IAEA said inspectors had left Natanz and Fordow.",
        &["IAEA => iaea", "Natanz = natanz", "Fordow = fordow"],
    ),
    (
        "en",
        "The UN Security Council met in New York.",
        &["UN Security Council => un-security-council", "New York = new-york"],
    ),
    (
        "en",
        "ASEAN, the African Union and the Arab League condemned it.",
        &["ASEAN => asean", "African Union => african-union", "Arab League => arab-league"],
    ),
    ("en", "Hezbollah and Hamas rejected the plan.", &["Hezbollah => hezbollah", "Hamas => hamas"]),
    (
        "en",
        "The Rapid Support Forces took El Fasher.",
        &["Rapid Support Forces => rapid-support-forces", "El Fasher = el-fasher"],
    ),
    (
        "en",
        "Washington left the Paris Agreement.",
        &["Washington => united-states", "Paris Agreement ~ paris-agreement"],
    ),
    (
        "en",
        "Ships crossed the Taiwan Strait and the South China Sea.",
        &["Taiwan Strait = taiwan-strait", "South China Sea = south-china-sea"],
    ),
    (
        "en",
        "The New York Times and the Times of Israel reported it.",
        &["The New York Times ~ new-york-times", "Times of Israel ~ times-of-israel"],
    ),
    ("en", "Turkish Cypriots welcomed the proposal.", &["Turkish Cypriots => northern-cyprus"]),
    (
        "en",
        "The P5+1 and Iran resumed talks in Lausanne.",
        &["P5+1 => p5-plus-1", "Iran => iran", "Lausanne = lausanne"],
    ),
    (
        "en",
        "Iran's Guardian Council said the West Bank raid would not stand.",
        &["Guardian Council => guardian-council", "the West Bank = west-bank"],
    ),
    ("en", "The court sits in The Hague.", &["The Hague = the-hague"]),
    // Italian
    (
        "it",
        "L'Ucraina e la Gran Bretagna accusano la Federazione Russa.",
        &["Ucraina => ukraine", "Gran Bretagna => united-kingdom", "Federazione Russa => russia"],
    ),
    ("it", "Gli Usa e la Cina riprendono i negoziati.", &["Usa => united-states", "Cina => china"]),
    ("it", "La Farnesina e Palazzo Chigi smentiscono.", &["Farnesina => farnesina", "Palazzo Chigi => palazzo-chigi"]),
    ("it", "Il Cremlino e la Casa Bianca confermano.", &["Cremlino => kremlin", "Casa Bianca => white-house"]),
    ("it", "L'Aiea e l'Onu chiedono chiarimenti a Teheran.", &["Aiea => iaea", "Onu => united-nations"]),
    (
        "it",
        "Il Consiglio di Sicurezza dell'Onu si riunisce oggi.",
        &["Consiglio di Sicurezza dell'Onu => un-security-council"],
    ),
    ("it", "La Nato e l'Ue sostengono Kiev.", &["Nato => nato", "Ue => european-union", "Kiev => ukraine"]),
    (
        "it",
        "I Paesi Bassi e la Repubblica Ceca hanno firmato.",
        &["Paesi Bassi => netherlands", "Repubblica Ceca => czechia"],
    ),
    (
        "it",
        "La Corea del Nord ha minacciato la Corea del Sud.",
        &["Corea del Nord => north-korea", "Corea del Sud => south-korea"],
    ),
    (
        "it",
        "La Costa d'Avorio e la Repubblica Centrafricana protestano.",
        &["Costa d'Avorio => ivory-coast", "Repubblica Centrafricana => central-african-republic"],
    ),
    ("it", "La Santa Sede offre una mediazione.", &["Santa Sede => holy-see"]),
    (
        "it",
        "Il Dipartimento di Stato e il Pentagono tacciono.",
        &["Dipartimento di Stato => us-state-department", "Pentagono => pentagon"],
    ),
    ("it", "I talebani hanno respinto la proposta.", &["talebani => taliban"]),
    (
        "it",
        "Lo Stato islamico ha rivendicato l'attacco a Mosul.",
        &["Stato islamico => islamic-state", "Mosul = mosul"],
    ),
    (
        "it",
        "Gli accordi di Minsk sono finiti, dice Mosca.",
        &["accordi di Minsk ~ minsk-agreements", "Mosca => russia"],
    ),
    (
        "it",
        "Secondo l'Ansa, i missili sono caduti a Leopoli e a Kherson.",
        &["Ansa ~ ansa", "Leopoli = lviv", "Kherson = kherson"],
    ),
    ("it", "Il vertice si terrà a Monaco di Baviera.", &["Monaco di Baviera = munich"]),
    ("it", "Le petroliere attraversano lo stretto di Hormuz.", &["stretto di Hormuz = strait-of-hormuz"]),
    ("it", "Ciò che conta è la pace.", &[]),
    ("it", "LA SUA VERSIONE: UN ALTRO COLPO DEGLI USA", &["USA => united-states"]),
    // Romanian
    (
        "ro",
        "Uniunea Europeană și Statele Unite au anunțat noi sancțiuni împotriva Rusiei.",
        &["Uniunea Europeană => european-union", "Statele Unite => united-states"],
    ),
    (
        "ro",
        "Marea Britanie și Republica Moldova au semnat.",
        &["Marea Britanie => united-kingdom", "Republica Moldova => moldova"],
    ),
    ("ro", "Beijingul și Phenianul au condamnat decizia.", &["Beijingul => china", "Phenianul => north-korea"]),
    ("ro", "Kremlinul și Casa Albă au confirmat.", &["Kremlinul => kremlin", "Casa Albă => white-house"]),
    (
        "ro",
        "Decizia Consiliului de Securitate al ONU a fost salutată de China.",
        &["Consiliului de Securitate al ONU => un-security-council", "China => china"],
    ),
    ("ro", "Liderii s-au întâlnit la Casa Albă.", &["Casa Albă = white-house"]),
    ("ro", "Reprezentanții Curții Penale Internaționale au plecat.", &["Curții Penale Internaționale => icc"]),
    ("ro", "NATO și AIEA cer explicații.", &["NATO => nato", "AIEA => iaea"]),
    (
        "ro",
        "Coreea de Nord a amenințat Coreea de Sud.",
        &["Coreea de Nord => north-korea", "Coreea de Sud => south-korea"],
    ),
    (
        "ro",
        "Arabia Saudită și Emiratele Arabe Unite mediază.",
        &["Arabia Saudită => saudi-arabia", "Emiratele Arabe Unite => united-arab-emirates"],
    ),
    (
        "ro",
        "Sediul Organizației Națiunilor Unite este la Geneva.",
        &["Organizației Națiunilor Unite => united-nations", "Geneva = geneva"],
    ),
    ("ro", "Gardienii Revoluției au lansat rachete.", &["Gardienii Revoluției => irgc"]),
    ("ro", "Talibanii au respins oferta.", &["Talibanii => taliban"]),
    ("ro", "Dronele au lovit Odesa și Herson.", &["Odesa = odesa", "Herson = kherson"]),
    ("ro", "Potrivit Acordului de la Paris, emisiile scad.", &["Acordului de la Paris ~ paris-agreement"]),
    ("ro", "Agenția Reuters și Digi24 relatează.", &["Reuters ~ reuters", "Digi24 ~ digi24"]),
    ("ro", "Navele au trecut prin Marea Neagră.", &["Marea Neagră = black-sea"]),
    (
        "ro",
        "Republica Democrată Congo acuză Rwanda.",
        &["Republica Democrată Congo => democratic-republic-of-the-congo", "Rwanda => rwanda"],
    ),
    (
        "ro",
        "Ucraina si Romania au semnat, anunta Bucurestiul.",
        &["Ucraina => ukraine", "Romania => romania", "Bucurestiul => romania"],
    ),
    ("ro", "Cele două Corei au reluat dialogul.", &["două Corei => koreas"]),
];

#[test]
fn names_as_the_news_write_them() {
    let (packs, _) = pack::load(None);
    let cutter = Cutter::new(&packs.languages);
    let recogniser = Recogniser::new(&packs, &cutter);
    let mut wrong = Vec::new();
    for &(language, text, expected) in CASES {
        let language: LanguageIx = cutter.language(language).expect("the pack is embedded");
        let document = cutter.cut(text, Some(language));
        let cast = recogniser.recognise(&document);
        let mut found: Vec<String> = Vec::new();
        for mention in cast.mentions.iter().filter(|m| !m.locative && !m.adjective) {
            for actor in &mention.refs {
                if let ActorRef::Actor(id) = actor {
                    found.push(format!("{} {} {id}", mention.span.of(text), if mention.media { "~" } else { "=>" }));
                }
            }
        }
        found.extend(cast.places.iter().map(|p| format!("{} = {}", p.span.of(text), p.place)));
        let missing: Vec<_> = expected.iter().filter(|e| !found.iter().any(|f| f == *e)).collect();
        if !missing.is_empty() || expected.is_empty() && !found.is_empty() {
            wrong.push(format!("{text}\n    missing {missing:?}\n    found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), CASES.len(), wrong.join("\n"));
}

#[test]
fn every_entry_can_be_named() {
    let (packs, _) = pack::load(None);
    let registry = &packs.registry;
    let named = |names: &demarche::pack::Forms, language: &str| {
        ["any", language].iter().any(|code| names.get(code).is_some_and(|l| !l.is_empty()))
    };
    let mut wrong = Vec::new();
    // where a language has no name yet the English one stands; of these every entry has its own
    for language in ["en", "it", "ro"] {
        let all = (registry.countries.iter().map(|c| (&c.id, &c.names, &c.name)))
            .chain(registry.bodies.iter().map(|b| (&b.id, &b.names, &b.name)))
            .chain(registry.places.iter().map(|p| (&p.id, &p.names, &p.name)));
        for (id, names, display) in all {
            if !named(names, language) || display.get(language).is_none() {
                wrong.push(format!("{language} {id}"));
            }
        }
    }
    for language in packs.languages.iter().map(|p| p.language.as_str()) {
        let countries =
            registry.countries.iter().filter(|c| !named(&c.names, language) || c.name.get(language).is_none());
        wrong.extend(countries.map(|c| format!("{language} {}", c.id)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // 193 members of the United Nations and two observers, and those that are neither
    assert!(registry.countries.len() >= 195 + 10, "{}", registry.countries.len());
}
