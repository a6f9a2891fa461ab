//! JSON for TimelineJS. It needs a first date for each slide and knows no doubt: `display_date` is the EDTF value
//! wherever the date is not one day, what is open on one side stands at its known end, and what has no date at all is
//! counted on the title's slide.

use super::{Options, view};
use crate::{
    edtf::{Day, Edtf, Point},
    timeline::{Event, Timeline},
};
use chrono::Datelike;
use serde_json::{Map, Value as Json, json};

pub fn write(timeline: &Timeline, options: &Options) -> Vec<u8> {
    let events: Vec<Json> = timeline
        .events
        .iter()
        .enumerate()
        .filter_map(|(i, event)| slide(event, options.title_of(i, event), timeline, options))
        .collect();
    let left = timeline.events.len() - events.len();
    let text = if left > 0 { format!("{left} without a date are not shown.") } else { String::new() };
    let title = json!({ "text": { "headline": escaped(options.name()), "text": text } });
    super::pretty(&json!({ "title": title, "events": events }))
}

fn slide(event: &Event, title: &str, timeline: &Timeline, options: &Options) -> Option<Json> {
    let date = event.date.as_ref()?;
    let mut out = Map::new();
    let (start, end) = span(date)?;
    out.insert("start_date".into(), start);
    if let Some(end) = end {
        out.insert("end_date".into(), end);
    }
    if view::exact(date).is_none() {
        let reading = view::reading(Some(date)).unwrap_or_default();
        out.insert("display_date".into(), json!(format!("{date} ({reading})")));
    }
    let mut text = String::new();
    for (quote, article) in view::quotes(timeline, event) {
        let from = article.source.as_deref().unwrap_or(&article.path);
        text.push_str(&format!("<blockquote>{}</blockquote><p>{}</p>", escaped(quote), escaped(from)));
    }
    text.push_str(&format!("<p>{}</p>", event.status.as_str()));
    if options.base_url.is_some() {
        let url = options.event_url(&event.id);
        let href = html_escape::encode_double_quoted_attribute(&url);
        text.push_str(&format!("<p><a href=\"{href}\">{}</a></p>", escaped(&event.id)));
    }
    out.insert("text".into(), json!({ "headline": escaped(title), "text": text }));
    out.insert("group".into(), json!(event.kind.as_str()));
    out.insert("unique_id".into(), json!(event.id));
    Some(Json::Object(out))
}

/// First and last date as exact as they are known.
fn span(date: &Edtf) -> Option<(Json, Option<Json>)> {
    if let Edtf::Date(d) = date {
        let first = d.point.first();
        return Some(match d.point {
            Point::Day(day) => (whole(day), None),
            Point::Month { .. } => (json!({ "year": first.year(), "month": first.month() }), None),
            Point::Year(_) => (json!({ "year": first.year() }), None),
            _ => (whole(first), Some(whole(d.point.last()))),
        });
    }
    match date.bounds() {
        (Some(first), Some(last)) => Some((whole(first), Some(whole(last)))),
        (Some(only), None) | (None, Some(only)) => Some((whole(only), None)),
        (None, None) => None,
    }
}

fn whole(day: Day) -> Json {
    json!({ "year": day.year(), "month": day.month(), "day": day.day() })
}

fn escaped(text: &str) -> String {
    html_escape::encode_text(&view::line(text)).into_owned()
}
