//! Titles of events in the site's languages.

use demarche::{
    actors::ActorId,
    events::{Kind, Role, Status, Tone},
    pack::{self, ActorKind, LanguagePack, Packs},
    site::title,
    timeline::{Event, Timeline, TimelineActor},
};
use std::collections::BTreeSet;
use thin_vec::{ThinVec, thin_vec};

fn packs() -> Packs {
    pack::load(None).0
}

fn event(kind: Kind, tone: Option<Tone>, status: Status, actors: &[(Role, &str)], place: Option<&str>) -> Event {
    Event {
        id: "x".into(),
        merged: ThinVec::new(),
        kind,
        tone,
        sort: None,
        status,
        topics: ThinVec::new(),
        date: None,
        date_basis: "".into(),
        title: None,
        place: place.map(ActorId::from),
        actors: actors.iter().map(|(r, a)| (*r, ActorId::from(*a))).collect(),
        confidence: 1.0,
        corrections: ThinVec::new(),
        note: None,
        source: None,
        evidence: ThinVec::new(),
        relations: ThinVec::new(),
        reasons: ThinVec::new(),
    }
}

fn timeline(packs: &Packs, ids: &[&str]) -> Timeline {
    let mut actors: Vec<TimelineActor> = ids
        .iter()
        .map(|id| {
            let entry = packs.registry.get(id);
            TimelineActor {
                id: (*id).into(),
                name: entry.as_ref().map_or(id.to_string(), |e| e.name("en").to_owned()),
                display: Default::default(),
                kind: entry.as_ref().map_or(ActorKind::Person, |e| e.kind()),
                country: None,
                aliases: vec![],
                offices: vec![],
            }
        })
        .collect();
    actors.sort_by(|a, b| a.id.cmp(&b.id));
    Timeline { actors, ..Timeline::default() }
}

#[test]
fn grammatical_in_each_language() {
    use {Kind::*, Role::*, Status::*};
    let packs = packs();
    let everyone = [
        "vladimir-putin",
        "donald-trump",
        "sergey-lavrov",
        "volodymyr-zelensky",
        "ukraine",
        "russia",
        "united-states",
        "iran",
        "israel",
        "yemen",
        "united-kingdom",
    ];
    let timeline = timeline(&packs, &everyone);
    let leaders: &[(Role, &str)] = &[(Participant, "vladimir-putin"), (Participant, "donald-trump")];
    let cases: Vec<(Event, [&str; 3])> = vec![
        (
            event(Call, None, Planned, leaders, None),
            [
                "Putin and Trump to speak by phone",
                "Putin e Trump si sentiranno al telefono",
                "Putin și Trump vor vorbi la telefon",
            ],
        ),
        (
            event(Call, None, Cancelled, leaders, None),
            [
                "Phone call between Putin and Trump falls through",
                "Salta la telefonata tra Putin e Trump",
                "Convorbirea telefonică dintre Putin și Trump cade",
            ],
        ),
        (
            event(Summit, None, Possible, leaders, Some("alaska")),
            [
                "Putin and Trump may hold a summit in Alaska",
                "Possibile un vertice tra Putin e Trump in Alaska",
                "Summit posibil între Putin și Trump în Alaska",
            ],
        ),
        (
            event(Talks, None, Occurred, &[(Participant, "ukraine"), (Participant, "united-states")], Some("riyadh")),
            [
                "Ukraine and the United States hold talks in Riyadh",
                "Colloqui tra l’Ucraina e gli Stati Uniti a Riad",
                "Ucraina și Statele Unite negociază la Riad",
            ],
        ),
        (
            event(Statement, Some(Tone::Accusation), Occurred, &[(Source, "sergey-lavrov"), (Target, "ukraine")], None),
            ["Lavrov accuses Ukraine", "Lavrov accusa l’Ucraina", "Lavrov lansează acuzații la adresa Ucrainei"],
        ),
        (
            event(Statement, Some(Tone::Accusation), Occurred, &[(Source, "iran"), (Target, "donald-trump")], None),
            ["Iran accuses Trump", "L’Iran accusa Trump", "Iranul lansează acuzații la adresa lui Trump"],
        ),
        (
            event(
                Statement,
                Some(Tone::Appeal),
                Occurred,
                &[(Source, "united-states"), (Target, "iran"), (Target, "yemen")],
                None,
            ),
            [
                "The United States appeals to Iran and Yemen",
                "Gli Stati Uniti rivolgono un appello all’Iran e allo Yemen",
                "Statele Unite fac un apel către Iran și Yemen",
            ],
        ),
        (
            event(Strike, None, Occurred, &[(Source, "russia"), (Target, "ukraine")], Some("kyiv")),
            ["Russia attacks Ukraine in Kyiv", "La Russia attacca l’Ucraina a Kiev", "Rusia atacă Ucraina la Kiev"],
        ),
        (
            event(Sanction, None, Occurred, &[(Source, "united-kingdom"), (Target, "iran")], None),
            [
                "The United Kingdom: sanctions on Iran",
                "Il Regno Unito: sanzioni all’Iran",
                "Marea Britanie: sancțiuni împotriva Iranului",
            ],
        ),
        (
            event(
                Meeting,
                None,
                Occurred,
                &[(Participant, "ukraine"), (Participant, "russia"), (Participant, "israel"), (Participant, "iran")],
                None,
            ),
            [
                "Ukraine, Russia, Israel and others meet",
                "L’Ucraina, la Russia, Israele e altri si incontrano",
                "Ucraina, Rusia, Israelul și alții se întâlnesc",
            ],
        ),
        (
            event(Visit, None, Planned, &[(Source, "volodymyr-zelensky")], Some("united-states")),
            [
                "Zelensky to visit the United States",
                "Prevista una visita di Zelensky negli Stati Uniti",
                "Zelenski: vizită planificată în Statele Unite",
            ],
        ),
        (event(Strike, None, Possible, &[], None), ["Attack possible", "Possibile un attacco", "Atac posibil"]),
    ];
    let mut wrong = Vec::new();
    for (event, expected) in &cases {
        for (language, expected) in ["en", "it", "ro"].iter().zip(expected) {
            let title = title(event, &timeline, &packs, language);
            if title != *expected {
                wrong.push(format!("{language}: {title}\n    {expected}"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn namesakes_keep_their_first_names() {
    let packs = packs();
    let pair: Vec<&str> = packs
        .registry
        .people
        .iter()
        .find_map(|a| {
            let other = packs.registry.people.iter().find(|b| b.surname == a.surname && b.id != a.id)?;
            Some(vec![a.id.as_str(), other.id.as_str()])
        })
        .expect("two people of one surname");
    let timeline = timeline(&packs, &pair);
    let call =
        event(Kind::Call, None, Status::Occurred, &[(Role::Participant, pair[0]), (Role::Participant, pair[1])], None);
    let title = title(&call, &timeline, &packs, "en");
    for id in pair {
        assert!(title.contains(packs.registry.get(id).unwrap().name("en")), "{title}");
    }
}

#[test]
fn surnames_are_found_where_they_stand() {
    let person = |id: &str, name: &str, surname: &str, ro: &str| pack::PersonEntry {
        id: id.into(),
        name: name.into(),
        surname: surname.into(),
        display: [("ro".to_owned(), ro.to_owned())].into_iter().collect(),
        ..Default::default()
    };
    let mut packs = packs();
    let file = pack::RegistryFile {
        people: vec![
            person("a", "Xi Jinping", "Xi", "Xi Jinping"),
            person("b", "Ursula von der Leyen", "von der Leyen", "Ursula von der Leyen"),
            person("c", "Volodymyr Zelensky", "Zelensky", "Volodimir Zelenski"),
        ],
        ..Default::default()
    };
    packs.registry = pack::Registry::new([file]).into();
    let timeline = timeline(&packs, &["a", "b", "c"]);
    use Role::Participant as P;
    let call = event(Kind::Meeting, None, Status::Occurred, &[(P, "a"), (P, "b"), (P, "c")], None);
    assert_eq!(title(&call, &timeline, &packs, "en"), "Xi, von der Leyen and Zelensky meet");
    assert_eq!(title(&call, &timeline, &packs, "ro"), "Xi, von der Leyen și Zelenski se întâlnesc");
}

#[test]
fn a_persons_title_stands() {
    let packs = packs();
    let mut call = event(Kind::Call, None, Status::Occurred, &[], None);
    call.title = Some(" A \u{202e}title\nof its own ".into());
    assert_eq!(title(&call, &Timeline::default(), &packs, "it"), "A title of its own");
}

/// Every kind, tone and status has a word and a title in every language, with any set of roles.
#[test]
fn nothing_is_left_without_a_title() {
    use Role::*;
    let packs = packs();
    let everyone = ["russia", "iran", "donald-trump", "united-states"];
    let timeline = timeline(&packs, &everyone);
    let casts: [&[(Role, &str)]; 8] = [
        &[],
        &[(Source, "russia")],
        &[(Target, "donald-trump")],
        &[(Source, "united-states"), (Target, "iran")],
        &[(Participant, "russia")],
        &[(Participant, "russia"), (Participant, "iran"), (Mediator, "donald-trump")],
        &[(Host, "iran")],
        &[(Mediator, "iran")],
    ];
    for pack in packs.languages.iter().filter(|p| !p.site.titles.is_empty()) {
        for kind in Kind::ALL {
            assert!(pack.site.kinds.contains_key(kind.as_str()));
            let tones: Vec<Option<Tone>> = match kind {
                Kind::Statement => Tone::ALL.into_iter().map(Some).collect(),
                _ => vec![None],
            };
            for status in Status::ALL {
                assert!(pack.site.statuses.contains_key(status.as_str()));
                for (tone, cast, place) in tones
                    .iter()
                    .flat_map(|t| casts.iter().map(move |c| (*t, *c)))
                    .flat_map(|(t, c)| [None, Some("riyadh"), Some("iran")].map(|p| (t, c, p)))
                {
                    let mut event = event(kind, tone, status, cast, place);
                    event.topics = thin_vec!["no-such-topic".into(), "ceasefire".into()];
                    let title = title(&event, &timeline, &packs, &pack.language);
                    assert!(!title.is_empty());
                    assert!(!title.contains(['{', '}', '[', ']', '|', '@', '?']), "{title}");
                    assert!(!title.ends_with(['.', '…', ' ']) && !title.contains("  "), "{title:?}");
                    assert!(title.chars().next().unwrap().is_uppercase() || title.starts_with("DE"), "{title}");
                }
            }
        }
    }
}

#[test]
fn packs_speak_of_the_same_things() {
    let packs = packs();
    let speaking: Vec<&LanguagePack> = packs.languages.iter().filter(|p| !p.site.titles.is_empty()).collect();
    assert!(speaking.len() >= 3);
    let keys = |pack: &LanguagePack| -> BTreeSet<String> {
        let site = &pack.site;
        let maps = [
            ("kinds", &site.kinds),
            ("statuses", &site.statuses),
            ("tones", &site.tones),
            ("roles", &site.roles),
            ("actor_kinds", &site.actor_kinds),
            ("actor_groups", &site.actor_groups),
            ("relations", &site.relations),
            ("bases", &site.bases),
            ("fields", &site.fields),
            ("correction_classes", &site.correction_classes),
            ("actions", &site.actions),
            ("families", &site.families),
            ("date_forms", &site.date_forms),
            ("languages", &site.languages),
            ("offices", &site.offices),
        ];
        let words = maps.into_iter().flat_map(|(name, map)| map.keys().map(move |k| format!("{name}.{k}")));
        let topics = site.topics.keys().map(|k| format!("topics.{k}"));
        let titles = site.titles.iter().flat_map(|(k, v)| v.keys().map(move |s| format!("titles.{k}.{s}")));
        words.chain(topics).chain(titles).collect()
    };
    for pack in &speaking[1..] {
        let (a, b) = (keys(speaking[0]), keys(pack));
        assert!(a == b, "{}: {:?}", pack.language, a.symmetric_difference(&b).collect::<Vec<_>>());
        assert_eq!((pack.site.dates.months.len(), pack.site.dates.months_short.len()), (12, 12));
        assert_eq!((pack.site.dates.weekdays.len(), pack.site.dates.seasons.len()), (7, 4));
    }
}
