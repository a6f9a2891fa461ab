use super::*;
use proptest::prelude::*;

fn e(text: &str) -> Edtf {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}
fn d(text: &str) -> Day {
    e(text).is_day().unwrap()
}

#[test]
fn every_form_round_trips() {
    for text in [
        "2025-03-20",
        "2025-06",
        "2025",
        "2025-21",
        "2025-24",
        "199X",
        "19XX",
        "2025-03-15/2025-03-16",
        "2025-08~",
        "2025?",
        "2025-08%",
        "2025-09-03/..",
        "../2025-09-03",
        "[2025-03-06,2025-03-20]",
        "[2025-03-06..2025-03-20]",
        "[..2025-03-06,2025-05]",
        "2025-03/2025-04~",
        "0001-01-01",
        "9999-12-31",
        "9999-24",
        "999X",
        "99XX",
    ] {
        assert_eq!(e(text).to_string(), text);
    }
    assert_eq!(e("2025-03-20T14:30:00Z"), e("2025-03-20"));
    assert_eq!(e("2025-03-XX"), e("2025-03"));
    assert_eq!(e("2025-09-03/"), e("2025-09-03/.."));
}

#[test]
fn what_is_no_date_says_why() {
    for (text, word) in [
        ("", "missing"),
        ("2025-02-30", "does not exist"),
        ("2025-13", "season"),
        ("0000", "0001"),
        ("99999", "no date"),
        ("2025-3-1", "no date"),
        ("yesterday", "no date"),
        ("2025-05/2025-03", "ends before"),
        ("../..", "both sides"),
        ("[2025", "bracket"),
        ("[]", "bracket"),
        ("2025-03-20-01", "no date"),
        ("20XX-03", "no date"),
        ("2025-21-03", "does not exist"),
        ("é025-01-01", "no date"),
        ("~", "no date"),
        ("2025-é1", "no date"),
    ] {
        let error = text.parse::<Edtf>().unwrap_err().to_string();
        assert!(error.contains(word), "{text}: {error}");
    }
}

#[test]
fn bounds_are_days() {
    for (text, bounds) in [
        ("2024-02", "2024-02-01/2024-02-29"),
        ("2025-24", "2025-12-01/2026-02-28"),
        ("2025-22", "2025-06-01/2025-08-31"),
        ("199X", "1990-01-01/1999-12-31"),
        ("19XX", "1900-01-01/1999-12-31"),
        ("9999-24", "9999-12-01/9999-12-31"),
        ("[2025-05,2025-03-02]", "2025-03-02/2025-05-31"),
    ] {
        assert_eq!(e(text).bounds(), e(bounds).bounds(), "{text}");
    }
    assert_eq!(e("2025-09-03/..").bounds(), (Some(d("2025-09-03")), None));
    assert_eq!(Edtf::interval(d("2025-03-01"), d("2025-03-31")).simplified().to_string(), "2025-03");
    assert_eq!(Edtf::interval(d("2025-01-01"), d("2025-12-31")).simplified().to_string(), "2025");
    assert_eq!(Edtf::interval(d("2025-03-02"), d("2025-03-02")).to_string(), "2025-03-02");
}

#[test]
fn sets_of_days() {
    for (a, b, both) in [
        ("2025-03", "2025-03-20", Some("2025-03-20")),
        ("2025-03/2025-04", "2025-04/2025-05", Some("2025-04-01/2025-04-30")),
        ("2025-03", "2025-05", None),
        ("2025-09-03/..", "../2025-09-05", Some("2025-09-03/2025-09-05")),
        ("[2025-03-06,2025-03-20]", "2025-03-10/..", Some("2025-03-20")),
        ("[2025-03-06..2025-03-08,2025-03-20]", "2025-03-07/..", Some("[2025-03-07..2025-03-08,2025-03-20]")),
    ] {
        assert_eq!(e(a).intersection(&e(b)).map(|v| v.to_string()).as_deref(), both, "{a} and {b}");
        assert_eq!(e(a).intersects(&e(b)), both.is_some());
    }
    assert_eq!(e("2025-03").hull(&e("2025-05-02")).unwrap().to_string(), "2025-03-01/2025-05-02");
    assert_eq!(e("2025-03").width_days(), Some(31));
    assert_eq!(e("[2025-03-06,2025-03-20]").width_days(), Some(2));
    assert_eq!(e("2025-03/..").width_days(), None);
    let mut order = ["2025-03", "../2024", "2025-03-01", "2025-03-01/..", "2024-12"].map(e);
    order.sort();
    assert_eq!(order.map(|v| v.to_string()), ["../2024", "2024-12", "2025-03-01", "2025-03", "2025-03-01/.."]);
}

fn point() -> impl Strategy<Value = Point> {
    prop_oneof![
        (1..=9999i32, 1..=366u32).prop_filter_map("no such day", |(y, n)| Day::from_yo_opt(y, n).map(Point::Day)),
        (1..=9999i32, 1..=12u32).prop_filter_map("month", |(y, m)| Point::month(y, m)),
        (1..=9999i32, 21..=24u32).prop_filter_map("season", |(y, s)| Point::season(y, s)),
        (1..=9999i16).prop_map(Point::Year),
        (1..=999i16).prop_map(Point::Decade),
        (1..=99i16).prop_map(Point::Century),
    ]
}

fn date() -> impl Strategy<Value = Date> {
    (point(), any::<bool>(), any::<bool>())
        .prop_map(|(point, approximate, uncertain)| Date { point, qualifier: Qualifier { approximate, uncertain } })
}

fn ends() -> impl Strategy<Value = (Option<Date>, Option<Date>)> {
    (proptest::option::of(date()), proptest::option::of(date())).prop_filter_map("open or backwards", |(a, b)| {
        match (a, b) {
            (None, None) => None,
            (Some(x), Some(y)) if x.point.first() > y.point.last() => None,
            ends => Some(ends),
        }
    })
}

fn edtf() -> impl Strategy<Value = Edtf> {
    let choice = prop_oneof![date().prop_map(Choice::One), ends().prop_map(|(a, b)| Choice::Between(a, b))];
    prop_oneof![
        date().prop_map(Edtf::Date),
        ends().prop_map(|(a, b)| Edtf::Interval(a, b)),
        proptest::collection::vec(choice, 1..4).prop_map(|c| Edtf::OneOf(c.into())),
    ]
}

proptest! {
    #[test]
    fn text_and_value_round_trip(value in edtf()) {
        prop_assert_eq!(e(&value.to_string()), value.clone());
        let json = serde_json::to_string(&value).unwrap();
        prop_assert_eq!(serde_json::from_str::<Edtf>(&json).unwrap(), value);
    }

    #[test]
    fn intersection_is_symmetric_and_within(a in edtf(), b in edtf()) {
        let both = a.intersection(&b);
        prop_assert_eq!(both.is_some() || a.intersects(&b), b.intersects(&a));
        if let Some(both) = both {
            prop_assert!(a.covers(&both) && b.covers(&both));
        }
    }

    #[test]
    fn any_text_is_parsed_or_refused(text in "\\PC{0,24}|[0-9X./,~?%\\[\\]-]{0,24}") {
        let _ = text.parse::<Edtf>();
    }
}
