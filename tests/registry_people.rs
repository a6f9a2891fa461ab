//! The people of the built-in registry: well-formed entries, one holder of an office at a time, and known facts.

use demarche::edtf::{Day, Edtf};
use demarche::pack::{self, PersonEntry, Registry, TermEntry};
use std::collections::{BTreeMap, BTreeSet};

fn registry() -> std::sync::Arc<Registry> {
    pack::load(None).0.registry
}

fn is_slug(id: &str) -> bool {
    let words = id.split('-').all(|w| !w.is_empty() && w.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
    !id.is_empty() && words
}

/// First day of a term's start, or last day of its end.
fn bound(text: Option<&str>, end: bool) -> Option<Day> {
    let value: Edtf = text?.parse().expect("a date");
    let (first, last) = value.bounds();
    if end { last } else { first }
}

#[test]
fn entries_are_well_formed() {
    let registry = registry();
    assert!(registry.people.len() >= 4000);
    let mut ids = BTreeSet::new();
    for person in &registry.people {
        let id = person.id.as_str();
        assert!(is_slug(id), "{id} is no slug");
        assert!(ids.insert(id), "{id} is given twice");
        assert!(!person.name.trim().is_empty(), "{id} has no name");
        assert!(matches!(person.gender.as_deref(), Some("f" | "m")), "{id} has no gender");
        // someone never called by one part of the name has no surname
        let surname = Some(&*person.surname).filter(|s| !s.is_empty());
        for form in person.aliases.iter().chain([&*person.name]).chain(surname) {
            assert_eq!(form.trim(), form, "{id}: blanks around {form:?}");
            assert!(form.chars().count() >= 2, "{id}: {form:?} is too short");
        }
        if let Some(country) = &person.country {
            assert!(registry.countries.iter().any(|c| c.id == country), "{id}: no country {country}");
        }
        for TermEntry { office, of, from, to, .. } in &person.offices {
            assert!(is_slug(office), "{id}: {office} is no slug");
            assert!(registry.get(of).is_some(), "{id}: there is no {of}");
            if let (Some(first), Some(last)) = (bound(from.as_deref(), false), bound(to.as_deref(), true)) {
                assert!(first <= last, "{id}: {office} of {of} ends before it starts");
            }
        }
    }
}

#[test]
fn offices_are_those_that_packs_name() {
    let (packs, _) = pack::load(None);
    let used: BTreeSet<&str> =
        packs.registry.people.iter().flat_map(|p| &p.offices).map(|t| t.office.as_str()).collect();
    let known: BTreeSet<&str> = OFFICES.iter().copied().collect();
    let unknown: Vec<_> = used.difference(&known).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

const OFFICES: &[&str] = &[
    "chancellor",
    "ambassador",
    "attorney-general",
    "chief-negotiator",
    "chief-of-general-staff",
    "chief-of-staff",
    "commander",
    "crown-prince",
    "defence-minister",
    "deputy-foreign-minister",
    "deputy-head",
    "deputy-prime-minister",
    "economy-minister",
    "energy-minister",
    "finance-minister",
    "foreign-minister",
    "foreign-policy-chief",
    "governor",
    "head",
    "head-of-government",
    "head-of-state",
    "intelligence-chief",
    "interior-minister",
    "justice-minister",
    "mayor",
    "minister",
    "movement-leader",
    "national-security-adviser",
    "nuclear-chief",
    "opposition-leader",
    "parliament-speaker",
    "party-leader",
    "presidential-aide",
    "prosecutor",
    "security-council-secretary",
    "special-envoy",
    "special-representative",
    "spokesperson",
    "supreme-leader",
    "trade-minister",
    "un-ambassador",
    "vice-president",
];

/// Offices that two people held, or claimed, at once for more than a month.
const HELD_TWICE: &[(&str, &str, &str, &str)] = &[
    // suspended, then removed, while the vice-president acted
    ("head-of-state", "brazil", "dilma-rousseff", "michel-temer"),
    ("head-of-government", "brazil", "dilma-rousseff", "michel-temer"),
    // impeached, then removed, while the prime minister acted
    ("head-of-state", "south-korea", "park-geun-hye", "hwang-kyo-ahn"),
    // in a coma while the deputy acted
    ("head-of-government", "israel", "ariel-sharon", "ehud-olmert"),
    // suspended by the court while the deputy acted
    ("head-of-government", "thailand", "paetongtarn-shinawatra", "phumtham-wechayachai"),
    // both sworn in after a disputed election
    ("head-of-state", "ivory-coast", "laurent-gbagbo", "alassane-ouattara"),
    // the insurgents' council and the ruler of Tripoli
    ("head-of-state", "libya", "muammar-gaddafi", "mustafa-abdul-jalil"),
    ("head-of-government", "libya", "baghdadi-al-mahmoudi", "mahmoud-jibril"),
];

/// A person, and the first and last day of a term.
type Held<'r> = (&'r PersonEntry, Day, Day);

#[test]
fn one_holder_at_a_time() {
    let registry = registry();
    let mut terms: BTreeMap<(&str, &str), Vec<Held>> = BTreeMap::new();
    for person in &registry.people {
        for term in &person.offices {
            if !["head-of-state", "head-of-government", "foreign-minister"].contains(&term.office.as_str()) {
                continue;
            }
            // what is known to the month or year is given the benefit of the doubt
            let from = bound(term.from.as_deref(), true).unwrap_or(Day::MIN);
            let to = bound(term.to.as_deref(), false).unwrap_or(Day::MAX);
            terms.entry((term.office.as_str(), term.of.as_str())).or_default().push((person, from, to));
        }
    }
    for ((office, of), list) in terms {
        for (ix, &(a, a_from, a_to)) in list.iter().enumerate() {
            for &(b, b_from, b_to) in &list[ix + 1..] {
                let (from, to) = (a_from.max(b_from), a_to.min(b_to));
                let excepted = HELD_TWICE.iter().any(|&(o, c, x, y)| {
                    (o, c) == (office, of) && [(x, y), (y, x)].contains(&(a.id.as_str(), b.id.as_str()))
                });
                let days = if from < to { (to - from).num_days() } else { 0 };
                assert!(days <= 31 || a.id == b.id || excepted, "{office} of {of}: {} and {}, {days} days", a.id, b.id);
            }
        }
    }
}

#[test]
fn foreign_ministers_of_a_hundred_countries() {
    let registry = registry();
    for year in ["2002-07-01", "2008-07-01", "2014-07-01", "2020-07-01", "2024-07-01"] {
        let day: Edtf = year.parse().expect("a day");
        for (office, least) in [("head-of-state", 140), ("head-of-government", 140), ("foreign-minister", 100)] {
            let known = registry.countries.iter().filter(|c| registry.holder(office, &c.id, &day).is_some()).count();
            assert!(known >= least, "{office} on {year}: {known} countries");
        }
    }
}

#[test]
fn known_holders() {
    let registry = registry();
    let mut wrong = Vec::new();
    for (day, facts) in FACTS {
        assert!(facts.len() >= 24);
        for &(office, of, id) in *facts {
            let when: Edtf = day.parse().expect("a day");
            let found = registry.holder(office, of, &when).map(|p| p.id.as_str());
            if found != Some(id) {
                wrong.push(format!("{office} of {of} on {day}: {found:?}, not {id}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const STATE: &str = "head-of-state";
const GOVERNMENT: &str = "head-of-government";
const FOREIGN: &str = "foreign-minister";

/// Who held an office on a day.
type Fact = (&'static str, &'static str, &'static str);

const FACTS: &[(&str, &[Fact])] = &[
    (
        "2008-06-15",
        &[
            (STATE, "united-states", "george-w-bush"),
            (FOREIGN, "united-states", "condoleezza-rice"),
            (STATE, "russia", "dmitry-medvedev"),
            (GOVERNMENT, "russia", "vladimir-putin"),
            (FOREIGN, "russia", "sergey-lavrov"),
            (STATE, "ukraine", "viktor-yushchenko"),
            (GOVERNMENT, "ukraine", "yulia-tymoshenko"),
            (GOVERNMENT, "united-kingdom", "gordon-brown"),
            (FOREIGN, "united-kingdom", "david-miliband"),
            (STATE, "france", "nicolas-sarkozy"),
            (FOREIGN, "france", "bernard-kouchner"),
            (GOVERNMENT, "germany", "angela-merkel"),
            (FOREIGN, "germany", "frank-walter-steinmeier"),
            (GOVERNMENT, "italy", "silvio-berlusconi"),
            (FOREIGN, "italy", "franco-frattini"),
            (STATE, "romania", "traian-basescu"),
            (GOVERNMENT, "romania", "calin-popescu-tariceanu"),
            (GOVERNMENT, "turkey", "recep-tayyip-erdogan"),
            (STATE, "china", "hu-jintao"),
            (STATE, "iran", "mahmoud-ahmadinejad"),
            ("supreme-leader", "iran", "ali-khamenei"),
            (GOVERNMENT, "israel", "ehud-olmert"),
            (STATE, "georgia", "mikheil-saakashvili"),
            (STATE, "holy-see", "benedict-xvi"),
            ("head", "united-nations", "ban-ki-moon"),
            ("head", "nato", "jaap-de-hoop-scheffer"),
            ("head", "iaea", "mohamed-elbaradei"),
            ("head", "european-commission", "jose-manuel-barroso"),
            ("foreign-policy-chief", "european-union", "javier-solana"),
            (GOVERNMENT, "japan", "yasuo-fukuda"),
        ],
    ),
    (
        "2016-06-15",
        &[
            (STATE, "united-states", "barack-obama"),
            (FOREIGN, "united-states", "john-kerry"),
            (STATE, "russia", "vladimir-putin"),
            (GOVERNMENT, "russia", "dmitry-medvedev"),
            ("spokesperson", "kremlin", "dmitry-peskov"),
            (STATE, "ukraine", "petro-poroshenko"),
            (FOREIGN, "ukraine", "pavlo-klimkin"),
            (GOVERNMENT, "united-kingdom", "david-cameron"),
            (FOREIGN, "united-kingdom", "philip-hammond"),
            (STATE, "france", "francois-hollande"),
            (FOREIGN, "france", "jean-marc-ayrault"),
            (GOVERNMENT, "germany", "angela-merkel"),
            (GOVERNMENT, "italy", "matteo-renzi"),
            (FOREIGN, "italy", "paolo-gentiloni"),
            (STATE, "romania", "klaus-iohannis"),
            (GOVERNMENT, "romania", "dacian-ciolos"),
            (STATE, "turkey", "recep-tayyip-erdogan"),
            (GOVERNMENT, "turkey", "binali-yildirim"),
            (FOREIGN, "turkey", "mevlut-cavusoglu"),
            (STATE, "china", "xi-jinping"),
            (STATE, "iran", "hassan-rouhani"),
            (FOREIGN, "iran", "mohammad-javad-zarif"),
            (GOVERNMENT, "israel", "benjamin-netanyahu"),
            (GOVERNMENT, "libya", "fayez-al-sarraj"),
            ("commander", "libyan-national-army", "khalifa-haftar"),
            (STATE, "holy-see", "pope-francis"),
            ("head", "nato", "jens-stoltenberg"),
            ("head", "iaea", "yukiya-amano"),
            ("foreign-policy-chief", "european-union", "federica-mogherini"),
            (STATE, "venezuela", "nicolas-maduro"),
            (STATE, "kosovo", "hashim-thaci"),
            (GOVERNMENT, "kosovo", "isa-mustafa"),
        ],
    ),
    (
        "2025-06-15",
        &[
            (STATE, "united-states", "donald-trump"),
            (FOREIGN, "united-states", "marco-rubio"),
            ("spokesperson", "white-house", "karoline-leavitt"),
            (FOREIGN, "russia", "sergey-lavrov"),
            ("spokesperson", "russian-foreign-ministry", "maria-zakharova"),
            (STATE, "ukraine", "volodymyr-zelensky"),
            (FOREIGN, "ukraine", "andrii-sybiha"),
            ("defence-minister", "ukraine", "rustem-umerov"),
            ("chief-of-general-staff", "ukraine", "andriy-hnatov"),
            (GOVERNMENT, "united-kingdom", "keir-starmer"),
            (STATE, "france", "emmanuel-macron"),
            (FOREIGN, "france", "jean-noel-barrot"),
            (GOVERNMENT, "germany", "friedrich-merz"),
            (GOVERNMENT, "italy", "giorgia-meloni"),
            (STATE, "romania", "nicusor-dan"),
            (STATE, "moldova", "maia-sandu"),
            (GOVERNMENT, "canada", "mark-carney"),
            (GOVERNMENT, "poland", "donald-tusk"),
            (STATE, "south-korea", "lee-jae-myung"),
            (GOVERNMENT, "japan", "shigeru-ishiba"),
            (STATE, "iran", "masoud-pezeshkian"),
            (FOREIGN, "iran", "abbas-araghchi"),
            (STATE, "syria", "ahmed-al-sharaa"),
            (FOREIGN, "syria", "asaad-al-shaibani"),
            (STATE, "holy-see", "leo-xiv"),
            ("head", "nato", "mark-rutte"),
            ("head", "united-nations", "antonio-guterres"),
            ("head", "european-commission", "ursula-von-der-leyen"),
            ("head", "european-council", "antonio-costa"),
            ("foreign-policy-chief", "european-union", "kaja-kallas"),
            ("head", "iaea", "rafael-grossi"),
            (FOREIGN, "cyprus", "constantinos-kombos"),
        ],
    ),
];
