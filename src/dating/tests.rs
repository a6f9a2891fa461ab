//! Whole articles, short ones, through all the stages before.

use super::*;
use crate::{
    actors::Recogniser,
    edtf::Edtf,
    events::Extractor,
    ingest::{Article, GivenBy},
    text::Cutter,
    time::Tagger,
};
use std::sync::OnceLock;

struct Stages {
    cutter: Cutter,
    tagger: Tagger,
    recogniser: Recogniser,
    extractor: Extractor,
    dater: Dater,
}

fn read(body: &str, published: Option<&str>) -> DatedArticle {
    static STAGES: OnceLock<Stages> = OnceLock::new();
    let stages = STAGES.get_or_init(|| {
        let (packs, _) = crate::pack::load(None);
        let cutter = Cutter::new(&packs.languages);
        Stages {
            tagger: Tagger::new(&packs.languages, &cutter),
            recogniser: Recogniser::new(&packs, &cutter),
            extractor: Extractor::new(&packs, &cutter),
            dater: Dater::new(&packs),
            cutter,
        }
    });
    let article = Article {
        id: "a-1".into(),
        path: "a.txt".into(),
        title: None,
        body: body.into(),
        published: published.map(|p| (p.parse().unwrap(), GivenBy::Metadata)),
        source: None,
        url: None,
        language: None,
    };
    let document = stages.cutter.cut(body, None);
    let times = stages.tagger.tag(&document);
    let cast = stages.recogniser.recognise(&document);
    let mentions = stages.extractor.extract(&document, &times, &cast);
    stages.dater.date(&article, &document, &times, &cast, mentions, Outside::default())
}

fn text(value: &Option<Edtf>) -> String {
    value.as_ref().map_or_else(|| "none".into(), |v| v.to_string())
}

#[test]
fn the_publication_day_is_inferred() {
    let check = |body: &str, expect: &str| {
        let found = read(body, None);
        let clues: Vec<_> = found.clues.iter().map(|c| &c.text).collect();
        assert_eq!(text(&found.published), expect, "{body}\n{clues:#?}");
    };
    // nothing is known, and nothing is invented
    check("The two sides met on Thursday and will meet again tomorrow, officials said.", "none");
    check("In 1979 the world was another.", "none");
    // one name that another may bear
    check("Chi Haotian promised support.", "none");
    // the end of a term
    check(
        "Il cancelliere tedesco uscente Olaf Scholz ha parlato al telefono con il presidente francese Emmanuel Macron.",
        "2024-12-07/2025-05-09",
    );
    // a weekday beside a date chooses among the years of an office
    check(
        "La cancelliera Angela Merkel ha invitato il premier Giuseppe Conte alla conferenza, in programma domenica 19 gennaio.",
        "2019-11-05/2020-01-19",
    );
    // "Sunday" by itself is the Sunday that is dated elsewhere
    check(
        "The German chancellor Angela Merkel will receive Italy's prime minister Giuseppe Conte on Sunday, 19 January. The two will speak to reporters on Sunday.",
        "2020-01-12/2020-01-19",
    );
    // a known meeting and the day of the week
    check(
        "U.S. Secretary of State Antony Blinken will meet Russian Foreign Minister Sergey Lavrov in Geneva on Friday.",
        "2022-01-15/2022-01-21",
    );
    // a gathering in a city at which nobody is said to be is of those named beside it
    check(
        "Thirty countries took part in the Paris summit on Ukraine on Thursday. Emmanuel Macron, who leads the coalition with the British prime minister Keir Starmer, said that sanctions would stay.",
        "2025-03-27/2025-03-28",
    );
}

#[test]
fn the_press_counts_from_beginnings() {
    let check = |body: &str, clue: &str, expect: &str| {
        let found = read(body, None);
        let days: Vec<String> = found
            .clues
            .iter()
            .filter(|c| c.text.contains(clue) && !c.text.contains("may be of"))
            .map(|c| c.days.to_string())
            .collect();
        assert_eq!(days.join(" "), expect, "{body}\n{:#?}", found.clues);
    };
    let invasion = "Russian invasion";
    check(
        "More than three years after Russia's full-scale invasion of Ukraine the talks go on, the Kremlin said.",
        invasion,
        "2024-12-12/2026-05-07",
    );
    check(
        "A dieci mesi dall'invasione russa dell'Ucraina si tratta ancora, dice il Cremlino.",
        invasion,
        "2022-12-15/2023-01-26",
    );
    check("La un an de la invazia Rusiei în Ucraina, Zelenski a cerut arme.", invasion, "2022-12-13/2024-05-07");
    check(
        "On the third anniversary of Russia's invasion of Ukraine leaders came to Kyiv.",
        invasion,
        "2025-02-17/2025-03-03",
    );
    // a number counts, and is no ordinal: the war had not only begun its fifteenth month
    let attack = "attack of Hamas";
    check("Israel and Hamas agreed on a ceasefire after 15 months of war.", attack, "2024-12-24/2025-02-04");
    check("On the 100th day of the war between Israel and Hamas envoys met.", attack, "2024-01-14/2024-01-15");
    // whose war it was nobody says
    check("Three years after the invasion the talks go on.", invasion, "");
    check("The deal was signed three years after the war.", invasion, "");
    check(
        "The new Ukrainian foreign minister, Andrii Sybiha, met the Polish foreign minister Radoslaw Sikorski.",
        "mostly of late",
        "2024-09-02/2024-10-15",
    );
}

#[test]
fn the_calendar_of_beginnings_can_be_read() {
    let (packs, _) = crate::pack::load(None);
    assert!(packs.beginnings.len() >= 20);
    for beginning in &packs.beginnings {
        assert!(beginning.day.parse::<Edtf>().is_ok_and(|v| v.is_day().is_some()), "{beginning:?}");
        assert!(!beginning.actors.is_empty() && !beginning.words.is_empty(), "{beginning:?}");
        for id in &beginning.actors {
            assert!(packs.registry.get(id).is_some(), "{id} of {beginning:?}");
        }
    }
}

#[test]
fn the_calendar_of_happenings_can_be_read() {
    let (packs, _) = crate::pack::load(None);
    let happenings: Vec<_> = packs.happenings.iter().flat_map(|file| file.iter()).collect();
    assert!(happenings.len() >= 3000);
    let mut names = std::collections::BTreeSet::new();
    for happening in happenings {
        let days: Edtf = happening.days.parse().unwrap_or_else(|_| panic!("{happening:?}"));
        assert!(days.width_days().is_some_and(|width| (1..=45).contains(&width)), "{happening:?}");
        assert!(names.insert(&happening.name), "twice: {}", happening.name);
        assert!(!happening.words.is_empty() || !happening.actors.is_empty() && !happening.kinds.is_empty());
        assert!(!happening.new || !happening.words.is_empty(), "{happening:?}");
        assert!(!happening.lasting || happening.new && happening.kinds.is_empty(), "{happening:?}");
        assert!(happening.kinds.iter().all(|kind| crate::events::Kind::parse(kind).is_some()), "{happening:?}");
        assert!(happening.words.iter().all(|w| w.chars().count() >= 3 && *w == w.to_lowercase()), "{happening:?}");
        for id in &happening.actors {
            assert!(packs.registry.get(id).is_some(), "{id} of {happening:?}");
        }
        let on: Vec<Edtf> = happening.happened.iter().map(|day| day.parse().unwrap()).collect();
        let number = |day: &Edtf| days::number(day.is_day().unwrap_or_else(|| panic!("{happening:?}")));
        assert!(on.iter().map(number).is_sorted_by(|a, b| a < b), "not in order: {happening:?}");
        let (first, last) = (number_of(days.first()), number_of(days.last()));
        assert!(on.iter().all(|day| (first..=last).contains(&number(day))), "outside of its days: {happening:?}");
    }
}

fn number_of(day: Option<crate::edtf::Day>) -> i32 {
    days::number(day.unwrap())
}

#[test]
fn the_day_of_a_happening_dates_an_article() {
    let check = |body: &str, expect: &str| {
        let found = read(body, None);
        assert_eq!(text(&found.published), expect, "{body}\n{:#?}", found.clues);
    };
    // of two quarrels of the same the weekday tells which it is
    let quarrel = "Somalia broke off diplomatic relations with Kenya on Tuesday, President Uhuru Kenyatta said.";
    check(quarrel, "2020-12-15/2020-12-16");
    check(
        "Kenya recalled its ambassador from Somalia on Saturday, President Uhuru Kenyatta said.",
        "2019-02-16/2019-02-17",
    );
}

#[test]
fn what_is_the_same_by_each_day_that_is_left_is_known() {
    let check = |body: &str, published: &str, expect: &[&str]| {
        let found = read(body, Some(published));
        let dates: Vec<String> = found.mentions.iter().map(|m| text(&m.date)).collect();
        assert_eq!(dates, expect, "{body} {published}");
    };
    let signed = "France and Germany signed an agreement on Thursday in Paris. Poland condemned the agreement.";
    // printed on the Thursday or the day after: what the text leaves without a day is of the day that it leads with
    check(signed, "2025-03-06/2025-03-07", &["2025-03-06", "2025-03-06"]);
    check(signed, "[2025-03-06..2025-03-07,2025-03-13..2025-03-14]", &["[2025-03-06,2025-03-13]"; 2]);
    // of each day its own: what they have in common is no day
    check("France and Germany signed an agreement yesterday.", "2025-03-06/2025-03-07", &["2025-03-05/2025-03-06"]);
    // too many to suppose
    check(signed, "2025-03-01/2025-03-31", &["2025-02-27/2025-03-27", "2025-02-28/2025-03-31"]);
}

#[test]
fn what_the_press_told_dates_an_article() {
    let check = |body: &str, clue: &str, told: bool| {
        let found = read(body, None);
        assert_eq!(found.clues.iter().any(|c| c.text.contains(clue)), told, "{body}: {clue}\n{:#?}", found.clues);
    };
    // by a name, which nobody knew before
    let poisoned = "Britain said that Russia was behind the poisoning of Sergei Skripal.";
    check(poisoned, "may be of poisoning of Sergei Skripal", true);
    check(poisoned, "unheard of before poisoning of Sergei Skripal", true);
    // not without all whom it is of
    check("Police spoke of Sergei Skripal.", "poisoning of Sergei Skripal", false);
    check("Britain expelled 23 Russian diplomats over Salisbury.", "expulsion of Russian diplomats", true);
    // by a deed between those who took part, told as news
    let broken = "may be of Georgia breaks relations with Russia";
    check("Georgia broke off diplomatic relations with Russia.", broken, true);
    check("Georgia broke off diplomatic relations with Armenia. Russia welcomed it.", broken, false);
    check("Georgia will break off diplomatic relations with Russia.", broken, false);
    // a name in use ever since says only that an article is not older
    check("Nigeria condemned Boko Haram.", "unheard of before Boko Haram known", true);
    check("Nigeria condemned Boko Haram.", "may be of Boko Haram known", false);
}

#[test]
fn a_clue_of_each_office_is_told() {
    let found = read("Il cancelliere tedesco uscente Olaf Scholz ha incontrato Emmanuel Macron.", None);
    assert_eq!(found.published_basis, PublishedBasis::Inferred);
    assert!(found.clues.iter().any(|c| c.used && c.span.is_some() && c.text.contains("outgoing")), "{:?}", found.clues);
}

#[test]
fn mentions_are_dated() {
    let check = |body: &str, published: &str, kind: Kind, expect: &str| {
        let found = read(body, Some(published));
        let of_kind: Vec<_> = found.mentions.iter().filter(|m| m.kind == kind).collect();
        let dates: Vec<String> = of_kind.iter().map(|m| text(&m.date)).collect();
        assert_eq!(dates.first().map(String::as_str), Some(expect), "{body}\n{:#?}", found.mentions);
    };
    let call = "Vladimir Putin and Donald Trump will have a telephone conversation tomorrow.";
    check(call, "2025-03-17", Kind::Call, "2025-03-18");
    // the text leaves open whether it was today or yesterday
    let undated = "Kremlin spokesman Dmitry Peskov said talks would go on.";
    check(undated, "2025-03-17", Kind::Statement, "2025-03-16/2025-03-17");
    // it names its own day
    let named = "Russia attacked Kyiv on Monday. Kremlin spokesman Dmitry Peskov said talks would go on.";
    check(named, "2025-03-17", Kind::Statement, "2025-03-17");
}

#[test]
fn who_held_the_office_then() {
    let body = "The Canadian prime minister spoke with the Ukrainian president by phone over the weekend.";
    let who = |published: &str| {
        let found = read(body, Some(published));
        let call = found.mentions.iter().find(|m| m.kind == Kind::Call).unwrap_or_else(|| panic!("{found:#?}"));
        call.actors.iter().map(|(_, id)| id.0.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(who("2025-03-17"), ["mark-carney", "volodymyr-zelensky"]);
    assert_eq!(who("2024-03-18"), ["justin-trudeau", "volodymyr-zelensky"]);
}

#[test]
fn since_then_it_may_be_any_day() {
    let body = "Britain has imposed several rounds of sanctions on Belarus since last year.";
    let found = read(body, Some("2023-01-04"));
    let sanction = found.mentions.iter().find(|m| m.kind == Kind::Sanction).unwrap_or_else(|| panic!("{found:#?}"));
    assert_eq!(sanction.date.as_ref().map(ToString::to_string).as_deref(), Some("2022-01-01/2023-01-04"));
}

#[test]
fn an_article_that_begins_with_the_day_before_goes_on_with_it() {
    let day = |body: &str| {
        let found = read(body, Some("2023-07-31"));
        let said = found.mentions.iter().find(|m| m.quote.of(body).contains("condemned"));
        said.and_then(|m| m.date.as_ref()).map(ToString::to_string).unwrap_or_else(|| panic!("{found:#?}"))
    };
    let before = "Emmanuel Macron met Mohamed Bazoum in Paris on Sunday.\n\nOlaf Scholz condemned the coup.\n\n\
        On Monday Antony Blinken telephoned Mohamed Bazoum.";
    assert_eq!(day(before), "2023-07-30");
    let today = "Emmanuel Macron met Mohamed Bazoum in Paris on Monday.\n\nOlaf Scholz condemned the coup.\n\n\
        On Sunday Antony Blinken had telephoned Mohamed Bazoum.";
    assert_eq!(day(today), "2023-07-31");
}

/// What the text around says of an event's day: a short sentence, the label of a line, the text below a subheading.
#[test]
fn days_told_by_the_text_around() {
    let day = |body: &str, words: &str| {
        let found = read(body, Some("2016-03-11"));
        let told = found.mentions.iter().find(|m| m.quote.of(body).contains(words));
        told.and_then(|m| m.date.as_ref()).map(ToString::to_string).unwrap_or_else(|| panic!("{body}\n{found:#?}"))
    };
    let scene = "The quarrel had gone on for weeks. It came to a head on Tuesday. Seoul closed the border crossing and \
        Park Geun-hye expelled two North Korean diplomats.";
    assert_eq!(day(scene, "expelled"), "2016-03-08");
    let label = "A chronicle of the week.\n\nMonday: Seoul recalls its ambassador to Japan.\n\n\
        Marți – Shinzo Abe a discutat la telefon cu Park Geun-hye.";
    assert_eq!(day(label, "recalls"), "2016-03-07");
    assert_eq!(day(label, "discutat"), "2016-03-08");
    let text = "Shinzo Abe spoke of trade on Thursday.\n\nBeijing bombs Aleppo\n\nOn Sunday China bombed Aleppo.";
    assert_eq!(day(text, "bombs"), "2016-03-06");
    // whoever acts next in the paragraph, and days of deeds that the packs don't know
    let told = "Seoul recalled its ambassador to Japan on Monday. Barack Obama urged restraint.";
    assert_eq!(day(told, "restraint"), "2016-03-07");
    let unknown = "The two navies eyed each other off Busan through the whole of a long Tuesday. Tokyo expelled two diplomats.\n\n\
        Barack Obama urged restraint.";
    assert_eq!(day(unknown, "expelled"), "2016-03-08");
    assert_eq!(day(unknown, "restraint"), "2016-03-10/2016-03-11");
    // a day alone in its sentence is the label of what its paragraph goes on to tell, and no appointment
    let label = "• Tuesday. Seoul recalls its ambassador to Japan.";
    assert_eq!(day(label, "recalls"), "2016-03-08");
    // an aside does not end the story of another day
    let aside = "On Monday Seoul recalled its ambassador to Japan. Yun Byung-se, then as today foreign minister, had \
        waited long. On the same day Tokyo expelled two diplomats.";
    assert_eq!(day(aside, "expelled"), "2016-03-07");
    // a plan goes on from the day of another
    let plan = "Barack Obama will fly to Seoul on Sunday. He will meet Park Geun-hye.";
    assert_eq!(day(plan, "meet"), "2016-03-13");
    // what the page says of itself is no news of the day
    let page = "Emmanuel Macron met Shinzo Abe in Paris.\n\nRead also: What the papers say today";
    assert_eq!(day(page, "met"), "2016-03-10/2016-03-11");
}

/// Topics are of what stands nearest to them, and of whoever speaks of them.
#[test]
fn topics_are_the_events_own() {
    let topics = |body: &str, kind: Kind| {
        let found = read(body, Some("2021-07-09"));
        let told = found.mentions.iter().find(|m| m.kind == kind).unwrap_or_else(|| panic!("{body}\n{found:#?}"));
        told.topics.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let body = "Dmitry Kozak and Andriy Yermak backed the ceasefire in Donbas and agreed to meet again in Berlin.";
    assert_eq!(topics(body, Kind::Statement), ["ceasefire"]);
    assert_eq!(topics(body, Kind::Agreement), [""; 0]);
    let body = "Dmitry Kozak e Andriy Yermak hanno concordato un cessate il fuoco a Berlino.";
    assert_eq!(topics(body, Kind::Agreement), ["ceasefire"]);
}

#[test]
fn a_year_that_stands_far_off_is_of_something_else() {
    let body = "The United States announced its withdrawal from the international body that was established in 2023.";
    let found = read(body, Some("2025-03-17"));
    let rupture = found.mentions.iter().find(|m| m.kind == Kind::Rupture).unwrap_or_else(|| panic!("{found:#?}"));
    assert!(rupture.date.as_ref().is_some_and(|d| d.to_string().starts_with("2025-03-1")), "{rupture:#?}");
}

#[test]
fn ids_hang_on_the_evidence_alone() {
    let body = "The two presidents, who have not met for years and whose teams have been at work in three cities since \
        the winter, are ready to talk, their aides told reporters in both capitals, where little else was spoken of. \
        Vladimir Putin and Donald Trump will have a telephone conversation tomorrow.";
    let ids = |body: &str, published| read(body, published).mentions.iter().map(|m| m.id.clone()).collect::<Vec<_>>();
    let first = ids(body, None);
    assert!(!first.is_empty());
    assert_eq!(ids(body, Some("2025-03-17")), first);
    assert_eq!(ids(&format!("{body}\n\nA note was added."), None)[..first.len()], first);
    let mut all = ids(&format!("{body} {body} {body}"), None);
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 3 * first.len(), "the same words told again are told apart");
}

#[test]
fn the_news_is_of_the_day_that_the_article_leads_with() {
    let lead =
        "Francois Hollande received Goodluck Jonathan in Paris on Saturday.\n\nPaul Biya called for more patrols.";
    let date = |body: &str| {
        let found = read(body, Some("2014-05-18"));
        let said = found.mentions.iter().find(|m| m.kind == crate::events::Kind::Statement);
        said.map(|m| text(&m.date)).unwrap_or_default()
    };
    assert_eq!(date(lead), "2014-05-17");
    // the same where Sunday is named, too: it began with the day before
    assert_eq!(date(&format!("{lead} He goes home on Sunday.")), "2014-05-17");
    assert_eq!(date("Paul Biya called for more patrols."), "2014-05-17/2014-05-18");
    // what a page has above its text does not count
    let above = "World news, also in French\n\nWhole story 2 comments\n\nFrance and Nigeria\n\nSafer borders\n\nOur man in Paris";
    assert_eq!(date(&format!("{above}\n\n{lead}")), "2014-05-17");
    // a day of long ago leads nowhere
    let old = "Francois Hollande received Goodluck Jonathan in Paris in March.\n\nPaul Biya called for more patrols.";
    assert_eq!(date(old), "2014-05-17/2014-05-18");
}

#[test]
fn what_follows_a_day_is_counted_from_it_whenever_that_was() {
    let body = "On 6 March 2019 Theresa May flew to Brussels. That Friday, she met Jean-Claude Juncker.";
    let dates: Vec<String> = read(body, Some("2024-05-15")).mentions.iter().map(|m| text(&m.date)).collect();
    assert!(dates.contains(&"2019-03-08".to_owned()), "{dates:?}");
}

#[test]
fn what_came_some_days_before_is_counted_back_from_the_news() {
    let days = |body: &str| -> Vec<String> {
        let article = read(body, Some("2019-08-24"));
        article.mentions.iter().map(|m| format!("{} {}", m.kind.as_str(), text(&m.date))).collect()
    };
    for body in [
        "Poland expelled four Russian diplomats on Wednesday, two days after Germany accused Moscow of espionage.",
        "La Polonia ha espulso mercoledì quattro diplomatici russi, due giorni dopo che la Germania ha accusato Mosca di spionaggio.",
        "Polonia a expulzat miercuri patru diplomați ruși, la două zile după ce Germania a acuzat Moscova de spionaj.",
        "La Pologne a expulsé mercredi quatre diplomates russes, deux jours après que l'Allemagne a accusé Moscou d'espionnage.",
    ] {
        assert_eq!(days(body), ["rupture 2019-08-21", "statement 2019-08-19"], "{body}");
    }
    // what is told next goes on from the news, and not from the aside
    let body = "Macron called Putin on Friday, a day after Israel struck Beirut. On the same day he received Merkel.";
    assert_eq!(days(body), ["call 2019-08-23", "strike 2019-08-22", "summit 2019-08-23"]);
}

#[test]
fn a_day_beside_the_main_clause_moves_nothing() {
    let last = |body: &str, words: &str| {
        let article = read(body, Some("2024-03-06"));
        let told = article.mentions.iter().find(|m| body[m.trigger.start as usize..].starts_with(words));
        told.map(|m| text(&m.date)).unwrap_or_else(|| panic!("{body}\n{:#?}", article.mentions))
    };
    for (body, words) in [
        ("Putin, who met Xi on Monday, called Trump. Macron visited Kyiv.", "visited"),
        ("Lavrov, who had summoned the Georgian ambassador on Tuesday, warned Tbilisi.", "warned"),
        ("Merkel, che venerdì era stata ricevuta da Putin, ha visitato Minsk.", "visitato"),
        ("Putin, care s-a întâlnit luni cu Xi, l-a sunat pe Trump. Macron a vizitat Kievul.", "vizitat"),
    ] {
        assert_eq!(last(body, words), "2024-03-05/2024-03-06", "{body}");
    }
    // who had done it tells of it in the next sentence; another does not
    let received = "Macron visited Kyiv. On Monday Dmitry Medvedev had received Robert Fico.";
    assert_eq!(last(&format!("{received} Medvedev said that talks would go on."), "said"), "2024-03-04");
    assert_eq!(last(&format!("{received} Merkel said that talks would go on."), "said"), "2024-03-05/2024-03-06");
    // "it was he who": that is the story
    let chaired =
        "It was Hakan Fidan who chaired Monday's talks between Russia and Ukraine. Russia and Ukraine signed a deal.";
    assert_eq!(last(chaired, "signed"), "2024-03-04");
    // before a headline nothing has been told
    assert_eq!(
        last("Freed the day before, Macron has visited Kyiv\n\nIt was raining.\n", "visited"),
        "2024-03-05/2024-03-06"
    );
    // what the main clause tells goes on
    assert_eq!(last("Putin met Xi on Monday. Macron visited Kyiv.", "visited"), "2024-03-04");
}

#[test]
fn the_end_of_what_was_extended_is_no_day_of_the_story() {
    let body = "The EU extended its sanctions against Russia until 31 January. Turkey expelled two Syrian diplomats.";
    let article = read(body, Some("2024-02-10"));
    let dates: Vec<String> = article.mentions.iter().map(|m| text(&m.date)).collect();
    assert_eq!(dates, ["2024-02-09/2024-02-10", "2024-02-09/2024-02-10"]);
}

#[test]
fn in_a_headline_a_country_speaks_by_whoever_speaks_for_it_below() {
    let speakers = |body: &str| -> Vec<String> {
        let article = read(body, Some("2024-02-10"));
        let source = |m: &crate::dating::DatedMention| m.actors.iter().map(|(_, id)| id.0.to_string()).collect();
        article.mentions.iter().map(source).collect::<Vec<Vec<String>>>().concat()
    };
    let below = "Foreign Minister Hakan Fidan rejected the plan on Friday.\n";
    let body = format!("Turkey rejects the plan\n\n{below}");
    assert_eq!(speakers(&body), ["hakan-fidan", "hakan-fidan"]);
    // another's minister does not speak for it, and it may speak for itself
    assert_eq!(speakers(&format!("Greece rejects the plan\n\n{below}")), ["greece", "hakan-fidan"]);
    let itself = format!("{body}Turkey rejected the plan once more on Saturday.\n");
    assert_eq!(speakers(&itself)[0], "turkey");
}
