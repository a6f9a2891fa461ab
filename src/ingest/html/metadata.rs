//! What a page says of its article: JSON-LD, OpenGraph and other metadata, `<time>`, `<link rel=canonical>`.

use super::{
    super::given::{self, Given},
    collect::Collected,
};
use crate::edtf::Edtf;
use serde_json::Value;

pub(super) fn given(page: &Collected) -> Given {
    let meta = |names: &[&str]| -> Option<String> {
        names.iter().find_map(|name| {
            page.metadata.iter().find(|(key, value)| key == name && !value.trim().is_empty()).map(|(_, v)| v.clone())
        })
    };
    let day = |names: &[&str]| -> Option<Edtf> {
        names.iter().find_map(|name| {
            page.metadata.iter().filter(|(key, _)| key == name).find_map(|(_, value)| given::published(value))
        })
    };
    let linked = json_ld(&page.json_ld);
    let by_meta = Given {
        title: meta(&["og:title", "twitter:title", "dc.title", "headline"]).map(|t| given::line(&t)),
        published: day(&[
            "article:published_time",
            "og:published_time",
            "datepublished",
            "date",
            "dc.date",
            "dc.date.issued",
            "dcterms.date",
            "dcterms.issued",
            "pubdate",
            "publishdate",
            "publish-date",
            "publication_date",
            "parsely-pub-date",
            "sailthru.date",
            "article.published",
            "og:article:published_time",
        ]),
        source: meta(&["og:site_name", "application-name", "dc.publisher"]).map(|s| given::line(&s)),
        url: [page.canonical.clone(), meta(&["og:url"])].into_iter().flatten().find_map(|u| given::web_address(&u)),
        language: [page.language.clone(), meta(&["content-language", "og:locale", "dc.language"])]
            .into_iter()
            .flatten()
            .find_map(|l| given::language_code(&l)),
    };
    let times = || page.times.iter().filter(|(_, marked)| *marked).chain(&page.times);
    let time = Given { published: times().find_map(|(text, _)| given::published(text)), ..Given::default() };
    // the page's own address and language are surer than a template's JSON-LD
    let Given { url, language, .. } = by_meta.clone();
    Given { url, language, ..Given::default() }.or(linked).or(by_meta).or(time)
}

/// The article among a page's linked data.
fn json_ld(scripts: &[String]) -> Given {
    let mut nodes = Vec::new();
    let parsed: Vec<Value> = scripts.iter().filter_map(|s| serde_json::from_str(unwrapped(s)).ok()).collect();
    for value in &parsed {
        gather(value, 0, &mut nodes);
    }
    let rank = |node: &Value| {
        let article = types(node).any(|t| t.ends_with("Article") || t.ends_with("Posting") || t == "Report");
        let page = types(node).any(|t| t.ends_with("WebPage"));
        match () {
            _ if article => 0,
            _ if page => 1,
            _ => 2,
        }
    };
    let mut given = Given::default();
    let mut articles: Vec<(i32, &Value)> = nodes.iter().map(|n| (rank(n), *n)).filter(|(r, _)| *r < 2).collect();
    articles.sort_by_key(|(rank, _)| *rank);
    for (_, node) in articles {
        given = given.or(of_node(node, &nodes));
    }
    given
}

/// Some templates wrap their script's JSON for old parsers.
fn unwrapped(script: &str) -> &str {
    let script = script.trim().trim_end_matches(';').trim();
    let script = script.strip_prefix("<!--").unwrap_or(script);
    script.strip_suffix("-->").unwrap_or(script).trim()
}

/// Every object that has a type, in order.
fn gather<'v>(value: &'v Value, depth: usize, nodes: &mut Vec<&'v Value>) {
    if depth > 6 || nodes.len() > 500 {
        return;
    }
    match value {
        Value::Array(list) => list.iter().for_each(|v| gather(v, depth + 1, nodes)),
        Value::Object(object) => {
            if object.contains_key("@type") {
                nodes.push(value);
            }
            for key in ["@graph", "mainEntity", "mainEntityOfPage", "publisher"] {
                if let Some(inner) = object.get(key) {
                    gather(inner, depth + 1, nodes);
                }
            }
        }
        _ => {}
    }
}

fn types(node: &Value) -> impl Iterator<Item = &str> {
    let one = node["@type"].as_str();
    let list = node["@type"].as_array().into_iter().flatten().filter_map(Value::as_str);
    one.into_iter().chain(list)
}

fn of_node(node: &Value, nodes: &[&Value]) -> Given {
    let text = |value: &Value| value.as_str().filter(|t| !t.trim().is_empty()).map(decoded);
    // a publisher may be named elsewhere and only pointed at here
    let name = |value: &Value| {
        let value = if value.is_array() { &value[0] } else { value };
        text(&value["name"]).or_else(|| {
            let id = value["@id"].as_str()?;
            nodes.iter().find(|n| n["@id"].as_str() == Some(id)).and_then(|n| text(&n["name"]))
        })
    };
    let language = &node["inLanguage"];
    let language = text(language).or_else(|| text(&language["alternateName"])).or_else(|| text(&language["name"]));
    let page = &node["mainEntityOfPage"];
    let urls = [&node["url"], page, &page["@id"], &node["@id"]];
    Given {
        title: text(&node["headline"]).map(|t| given::line(&t)),
        published: text(&node["datePublished"]).and_then(|d| given::published(&d)),
        source: name(&node["publisher"]).map(|s| given::line(&s)),
        url: urls.into_iter().filter_map(Value::as_str).find_map(given::web_address),
        language: language.and_then(|l| given::language_code(&l)),
    }
}

fn decoded(text: &str) -> String {
    html_escape::decode_html_entities(text).into_owned()
}
