//! The exports and the site of a timeline made by hand.

mod fixture;

use demarche::{
    export, pack,
    site::{self, CorrectionsView, Options},
    timeline::Timeline,
};
use std::collections::{BTreeMap, BTreeSet};

const LANGUAGES: [&str; 3] = ["en", "it", "ro"];

fn render(timeline: &Timeline, language: &str, full_text: bool) -> BTreeMap<String, String> {
    render_with(timeline, language, Options { full_text, ..Options::default() })
}

fn render_with(timeline: &Timeline, language: &str, options: Options) -> BTreeMap<String, String> {
    let (packs, _) = pack::load(None);
    let options = Options { language: language.into(), ..options };
    let files = site::render(timeline, &packs, &options, &fixture::corrections());
    let count = files.len();
    let files: BTreeMap<String, String> =
        files.into_iter().map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect();
    assert_eq!(files.len(), count, "a path twice");
    files
}

fn pages(files: &BTreeMap<String, String>) -> impl Iterator<Item = (&String, &String)> {
    files.iter().filter(|(path, _)| path.ends_with(".html"))
}

/// The values of an attribute, unescaped as far as links need.
fn attributes(html: &str, name: &str) -> Vec<String> {
    let start = format!(" {name}=\"");
    html.match_indices(&start)
        .map(|(at, _)| {
            let value = &html[at + start.len()..];
            value[..value.find('"').unwrap()].replace("&#38;", "&").replace("&amp;", "&")
        })
        .collect()
}

#[test]
fn events_json_is_the_contract() {
    let files = render(&fixture::timeline(), "en", false);
    insta::assert_snapshot!("events.json", files["events.json"]);
}

/// Told in full on every page of everybody, an event would be there six times.
#[test]
fn pages_beside_the_timeline_say_less_the_more_they_hold() {
    let mut seen = [false; 2];
    for events in [40, 1_000] {
        let timeline = fixture::large::timeline(events);
        let files = render(&timeline, "en", false);
        let home = &files["index.html"];
        assert_eq!(home.matches("<pre popover").count(), events, "each card can be corrected where it is at home");
        for (path, html) in pages(&files).filter(|(path, _)| path.starts_with("actors/") || path.starts_with("pairs/"))
        {
            assert!(!html.contains("<pre popover"), "{path}");
            let (cards, lines) =
                (html.matches("<article class=\"card").count(), html.matches("<p class=\"day\">").count());
            assert!(cards == 0 || lines == 0 && cards <= 60, "{path}: {cards} cards, {lines} lines");
            assert_eq!(html.contains("too many to quote"), lines > 0, "{path}");
            // wherever a title stands, it leads to the card with the quotes
            let home_links = attributes(html, "href").into_iter().filter(|h| h.starts_with("../index.html#e-")).count();
            assert!(home_links >= cards + lines, "{path}");
            seen[usize::from(lines > 0)] |= cards + lines > 0;
        }
    }
    assert_eq!(seen, [true; 2], "both kinds are met");
}

#[test]
fn the_page_of_an_article() {
    let files = render(&fixture::timeline(), "en", false);
    insta::assert_snapshot!("article", files["articles/001_call.html"]);
}

#[test]
fn quotes_are_the_slices_they_say() {
    let timeline = fixture::timeline();
    let json = export::Format::Json.bytes(&timeline, &export::Options::default());
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    let mut seen = 0;
    for event in json["events"].as_array().unwrap() {
        for piece in event["evidence"].as_array().unwrap() {
            let article = timeline.articles.iter().find(|a| a.path == piece["article"].as_str().unwrap()).unwrap();
            let range = piece["start"].as_u64().unwrap() as usize..piece["end"].as_u64().unwrap() as usize;
            assert_eq!(&article.body[range], piece["quote"].as_str().unwrap());
            seen += 1;
        }
    }
    assert_eq!(seen, timeline.events.iter().map(|e| e.evidence.len()).sum::<usize>());
}

#[test]
fn spans_outside_their_article_do_no_harm() {
    let mut timeline = fixture::timeline();
    timeline.events[1].evidence[0].quote = demarche::text::Span { start: 0, end: 4_000_000 };
    timeline.events[2].evidence[0].article = 99;
    timeline.events[3].evidence[0].trigger = demarche::text::Span { start: 9, end: 3 };
    timeline.articles[0].paragraphs[0].0 = demarche::text::Span { start: 7, end: 4_000_000 };
    for full_text in [false, true] {
        render(&timeline, "en", full_text);
    }
}

#[test]
fn events_csv_has_a_row_an_event() {
    let timeline = fixture::timeline();
    let csv = export::Format::Csv.bytes(&timeline, &export::Options::default());
    let mut reader = csv::Reader::from_reader(csv.as_slice());
    let head = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), timeline.events.len());
    let call = rows.iter().find(|r| &r[0] == "7hq2-k3vd").unwrap();
    let cell = |name: &str| &call[head.iter().position(|h| h == name).unwrap()];
    assert_eq!(cell("date_first"), "2025-03-18");
    assert_eq!(cell("participant"), "Donald Trump; Vladimir Putin");
    assert_eq!(cell("cameo"), "041");
    assert_eq!(cell("corrected"), "true");
    assert_eq!(cell("sources"), "2");
}

#[test]
fn every_link_leads_somewhere() {
    for language in LANGUAGES {
        let files = render(&fixture::timeline(), language, false);
        let mut links = 0;
        for (path, html) in pages(&files) {
            let ids: Vec<String> = attributes(html, "id");
            let unique: BTreeSet<&String> = ids.iter().collect();
            assert_eq!(unique.len(), ids.len(), "{path}: an id twice");
            for href in attributes(html, "href").into_iter().chain(attributes(html, "src")) {
                if href.starts_with("https://example.org/") {
                    continue;
                }
                links += 1;
                let (file, anchor) = href.split_once('#').map_or((&*href, None), |(f, a)| (f, Some(a)));
                let target = match (file, file.strip_prefix("../"), path.split_once('/')) {
                    ("", _, _) => path.clone(),
                    (_, Some(up), Some(_)) => up.to_owned(),
                    (_, None, Some((folder, _))) => format!("{folder}/{file}"),
                    (_, _, None) => file.to_owned(),
                };
                let there = files.get(&target).unwrap_or_else(|| panic!("{path} links to {href}, which is not there"));
                if let Some(anchor) = anchor {
                    assert!(there.contains(&format!(" id=\"{anchor}\"")), "{path} links to {href}: no such anchor");
                }
            }
            for label in attributes(html, "aria-labelledby").iter().chain(&attributes(html, "for")) {
                assert!(ids.contains(label), "{path}: {label}");
            }
        }
        assert!(links > 200);
    }
}

#[test]
fn every_event_and_every_merged_id_has_its_anchor() {
    let timeline = fixture::timeline();
    for on_one_page in [None, Some(4)] {
        let files = render_with(&timeline, "it", Options { on_one_page, ..Options::default() });
        let json: serde_json::Value = serde_json::from_str(&files["events.json"]).unwrap();
        let ids: Vec<&str> = json["events"].as_array().unwrap().iter().map(|e| e["id"].as_str().unwrap()).collect();
        assert_eq!(ids.len(), timeline.events.len());
        let merged = timeline.events.iter().flat_map(|e| e.merged.iter().map(|id| id.as_str()));
        let pages: Vec<&String> = files
            .iter()
            .filter(|(path, _)| *path == "index.html" || path.starts_with("years/"))
            .map(|(_, html)| html)
            .collect();
        for id in ids.into_iter().chain(merged) {
            let found = pages.iter().filter(|html| html.contains(&format!(" id=\"e-{id}\""))).count();
            assert_eq!(found, 1, "{id}");
        }
    }
}

#[test]
fn announced_and_held_is_one_story_and_disagreement_stands_side_by_side() {
    let mut timeline = fixture::timeline();
    let html = render(&timeline, "en", false).remove("index.html").unwrap();
    let card = |html: &str| {
        let start = html.find("id=\"e-7hq2-k3vd\"").unwrap();
        html[start..start + html[start..].find("</article>").unwrap()].to_owned()
    };
    let told = text_of(&card(&html));
    assert!(told.contains("planned reported 17 March 2025happened reported 18 March 2025"), "{told}");
    assert!(!card(&html).contains("class=\"sides\""));
    let call = timeline.events.iter_mut().find(|e| e.id == "7hq2-k3vd").unwrap();
    call.evidence[1].date = fixture::date("2025-03-21");
    let html = render(&timeline, "en", false).remove("index.html").unwrap();
    let card = card(&html);
    assert!(card.contains("class=\"sides\"") && !card.contains("class=\"story\""));
    let told = text_of(&card);
    assert!(told.contains("Sources disagree"), "{told}");
    assert!(told.contains("Tuesday 18 March 2025") && told.contains("Friday 21 March 2025"), "{told}");
    assert_eq!(card.matches("<blockquote").count(), 2);
}

#[test]
fn the_page_of_a_pair_shows_its_silences() {
    let mut timeline = fixture::timeline();
    let mut earlier = timeline.events.iter().find(|e| e.id == "7hq2-k3vd").unwrap().clone();
    earlier.id = "ear1-0001".into();
    earlier.date = fixture::date("2024-02-12");
    earlier.relations.clear();
    earlier.merged.clear();
    timeline.events.insert(0, earlier);
    let files = render(&timeline, "en", false);
    let (_, html) = pages(&files)
        .find(|(path, html)| {
            path.starts_with("pairs/") && html.contains("donald-trump.html") && html.contains("ear1-0001")
        })
        .expect("a page of the two");
    assert!(html.contains("class=\"silence\""));
    let told = text_of(html);
    assert!(told.contains("12 months without an event"), "{told}");
    assert!(told.contains("Longest silence: March 2024 – February 2025"), "{told}");
    assert!(told.contains("above the line: contacts and agreements"), "{told}");
}

#[test]
fn the_page_of_an_actor_tells_offices_by_their_days_and_once() {
    let mut timeline = fixture::timeline();
    let putin = timeline.actors.iter_mut().find(|a| a.id == "vladimir-putin".into()).unwrap();
    let held = |office: &str, from: Option<&str>, to: Option<&str>| {
        (office.to_owned(), Some("russia".into()), from.map(str::to_owned), to.map(str::to_owned))
    };
    putin.offices = vec![
        held("head-of-government", Some("1999-08-09"), Some("2000-05-07")),
        held("head-of-state", Some("2012-05-07"), None),
        held("commander", Some("2012-05-07"), None),
        held("secretary of a club", Some("<then>"), None),
    ];
    let told = text_of(&render(&timeline, "en", false)["actors/vladimir-putin.html"]);
    assert!(told.contains("Head of government, Russia 9 August 1999 – 7 May 2000"), "{told}");
    assert!(told.contains("Head of state · Commander, Russia from 7 May 2012 on"), "{told}");
    assert!(told.contains("secretary of a club, Russia <then> –"), "{told}");
    assert!(told.contains("Written as") && told.contains("Vladimir Putin 2 times"), "{told}");
}

#[test]
fn every_card_has_its_address_its_language_and_its_lines_to_correct() {
    let timeline = fixture::timeline();
    let html = &render(&timeline, "it", false)["index.html"];
    for event in &timeline.events {
        assert!(html.contains(&format!("#e-{0}\">#{0}</a>", event.id)), "{}", event.id);
        assert!(html.contains(&format!("popovertarget=\"c-{}\"", event.id)), "{}", event.id);
    }
    let quotes = html.matches("<blockquote").count();
    assert!(quotes > 8 && html.matches("<blockquote lang=\"").count() == quotes, "{quotes}");
    assert!(["en", "it", "ro"].iter().all(|l| html.contains(&format!("<blockquote lang=\"{l}\""))));
}

#[test]
fn articles_stand_in_the_order_of_their_days() {
    let mut timeline = fixture::timeline();
    timeline.articles[0].published = None;
    let told = text_of(&render(&timeline, "en", false)["articles.html"]);
    let at = |words: &str| told.find(words).unwrap_or_else(|| panic!("{words}: {told}"));
    assert!(at("March 2025") < at("Putin e Trump al telefono"));
    assert!(at("Putin e Trump al telefono") < at("Negocieri la Riad"));
    assert!(at("Negocieri la Riad") < at("The Kremlin confirms a call"));
}

#[test]
fn pages_say_where_they_stand_when_that_is_known() {
    let timeline = fixture::timeline();
    let base_url = Some("https://example.org/t/".to_owned());
    let files = render_with(&timeline, "en", Options { base_url, ..Options::default() });
    for (path, html) in pages(&files) {
        assert!(html.contains(&format!("<link rel=\"canonical\" href=\"https://example.org/t/{path}\">")), "{path}");
        assert!(html.contains("href=\"https://example.org/t/feed.atom\""), "{path}");
    }
    let files = render(&timeline, "en", false);
    assert!(pages(&files).all(|(_, html)| !html.contains("canonical")));
}

#[test]
fn every_quote_stands_on_the_page_without_scripts() {
    let timeline = fixture::timeline();
    let files = render(&timeline, "ro", false);
    let text = text_of(&files["index.html"]);
    for event in &timeline.events {
        for evidence in &event.evidence {
            let quote = evidence.quote.of(&timeline.articles[evidence.article].body).replace('\u{202e}', "");
            assert!(text.contains(&quote), "{quote}");
        }
    }
}

/// The text of a page: tags gone, entities read.
fn text_of(html: &str) -> String {
    let mut text = String::new();
    for part in html.split('<') {
        let (_, after) = part.split_once('>').unwrap_or(("", part));
        text.push_str(after);
    }
    for (entity, c) in [("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&")] {
        text = text.replace(entity, c);
    }
    text
}

#[test]
fn hostile_text_stays_text() {
    for language in LANGUAGES {
        let files = render(&fixture::timeline(), language, true);
        for (path, html) in pages(&files) {
            assert!(!html.contains("<script>") && !html.contains("<img"), "{path}");
            assert!(!html.contains('\u{202e}'), "{path}: a mark that turns the direction");
            assert!(html.contains("default-src 'none'"), "{path}");
            for href in attributes(html, "href") {
                let relative = !href.split(['/', '#']).next().unwrap().contains(':');
                assert!(relative || href.starts_with("https://"), "{path}: {href}");
            }
            let handlers = ["onerror", "onclick", "onload", "style"];
            assert!(handlers.iter().all(|name| attributes(html, name).is_empty()), "{path}");
        }
        let index = &files["assets/events.js"];
        assert!(!index.contains('<'));
        let json = index.strip_prefix("var demarcheIndex=").unwrap().trim_end().strip_suffix(';').unwrap();
        let json: serde_json::Value = serde_json::from_str(json).unwrap();
        assert_eq!(json["events"].as_array().unwrap().len(), fixture::timeline().events.len());
    }
}

#[test]
fn words_are_the_languages() {
    let files = |language| render(&fixture::timeline(), language, false);
    let index = text_of(&files("en")["index.html"]);
    for words in [
        "Tuesday 18 March 2025",
        "16–17 March 2025",
        "about March 2025",
        "either 17 March 2025 or 18 March 2025",
        "18 March 2025, uncertain",
        "from 3 September 2025 on",
        "Date not known",
        "11 events",
        "Corrected by hand",
    ] {
        assert!(index.contains(words), "{words}");
    }
    let index = text_of(&files("it")["index.html"]);
    for words in ["martedì 18 marzo 2025", "marzo 2025 circa", "una tra: 17 marzo 2025 o 18 marzo 2025", "11 eventi"] {
        assert!(index.contains(words), "{words}");
    }
    let index = text_of(&files("ro")["index.html"]);
    for words in [
        "marți, 18 martie 2025",
        "aproximativ martie 2025",
        "11 evenimente",
        "un eveniment",
        "Ucraina și Statele Unite vor negocia la Riad",
    ] {
        assert!(index.contains(words), "{words}");
    }
}

#[test]
fn excerpts_are_published_unless_all_is_asked_for() {
    let timeline = fixture::timeline();
    let dull = "Nothing in this paragraph is of interest";
    assert!(!render(&timeline, "en", false)["articles/001_call.html"].contains(dull));
    assert!(render(&timeline, "en", true)["articles/001_call.html"].contains(dull));
}

#[test]
fn long_paragraphs_are_cut_to_what_is_needed() {
    let mut timeline = fixture::timeline();
    let article = &mut timeline.articles[0];
    article.body = format!("{}{}", article.body, " và more words".repeat(20_000)).into();
    let end = article.body.len() as u32;
    article.paragraphs.last_mut().unwrap().0.end = end;
    let page = &render(&timeline, "en", false)["articles/001_call.html"];
    assert!(page.len() < 30_000, "{}", page.len());
    assert!(page.contains("prolonging the war"));
}

#[test]
fn nothing_at_all_is_still_a_site() {
    let (packs, _) = pack::load(None);
    let options = Options { language: "en".into(), title: Some("<b>T".into()), ..Options::default() };
    let files = site::render(&Timeline::default(), &packs, &options, &CorrectionsView::default());
    let index = files.iter().find(|(path, _)| path == "index.html").map(|(_, b)| String::from_utf8_lossy(b)).unwrap();
    assert!(index.contains("No event was found") && index.contains("&#60;b&#62;T"));
}

#[test]
fn an_unknown_language_falls_back_and_the_same_input_gives_the_same_bytes() {
    let timeline = fixture::timeline();
    assert_eq!(render(&timeline, "xx", false), render(&timeline, "en", false));
    assert_eq!(render(&timeline, "it", true), render(&timeline, "it", true));
}
