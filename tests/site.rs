//! The exports and the site of a timeline made by hand.

mod fixture;

use demarche::export;

#[test]
fn events_json_is_the_contract() {
    let timeline = fixture::timeline();
    let titles: Vec<String> = timeline.events.iter().map(|e| format!("title of {}", e.id)).collect();
    let json = export::events_json(&timeline, &export::Options { titles: &titles });
    insta::assert_snapshot!("events.json", String::from_utf8(json).unwrap());
}

#[test]
fn quotes_are_the_slices_they_say() {
    let timeline = fixture::timeline();
    let json = export::events_json(&timeline, &export::Options::default());
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
fn evidence_outside_its_article_is_left_out() {
    let mut timeline = fixture::timeline();
    timeline.events[1].evidence[0].quote = demarche::text::Span { start: 0, end: 4_000_000 };
    timeline.events[1].evidence[0].article = 99;
    export::events_json(&timeline, &export::Options::default());
    export::events_csv(&timeline, &export::Options::default());
}

#[test]
fn events_csv_has_a_row_an_event() {
    let timeline = fixture::timeline();
    let csv = export::events_csv(&timeline, &export::Options::default());
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
