//! Each format read back by a reader that is not ours, on a timeline with every sort of date and hostile text, and on
//! the sample.

mod fixture;

use demarche::{
    export::{Format, Options},
    timeline::Timeline,
};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    io::Write,
    process::{Command, Stdio},
    sync::LazyLock,
};

fn titles(timeline: &Timeline) -> Vec<String> {
    timeline.events.iter().map(|e| format!("{} {}", e.kind.as_str(), fixture::HOSTILE)).collect()
}

fn bytes(format: Format, timeline: &Timeline) -> Vec<u8> {
    static PACKS: LazyLock<demarche::pack::Packs> = LazyLock::new(|| demarche::pack::load(None).0);
    let titles = titles(timeline);
    let options = Options {
        titles: Some(&titles),
        name: Some(fixture::HOSTILE),
        language: Some("en"),
        base_url: None,
        registry: Some(&PACKS.registry),
    };
    format.bytes(timeline, &options)
}

fn text(format: Format, timeline: &Timeline) -> String {
    String::from_utf8(bytes(format, timeline)).expect("UTF-8")
}

/// The fixture, with the dates and the control characters that it lacks.
fn timeline() -> Timeline {
    let mut timeline = fixture::timeline();
    let more = [
        "2025-09-03/..",
        "../2025-09-03",
        "[2025-03-06,2025-03-20]",
        "2025-08~",
        "2025-03-20?",
        "2025",
        "2025-03-15/2025-03-16",
    ];
    let model = timeline.events[0].clone();
    for (i, date) in more.iter().enumerate() {
        let mut event = model.clone();
        event.id = format!("more-{i:04}").into();
        event.merged.clear();
        event.date = Some(date.parse().expect("EDTF"));
        event.note = Some(format!("a, b; c\\d\n\u{b}\u{0}\u{1b}{}", fixture::HOSTILE).into());
        event.relations.clear();
        timeline.events.push(event);
    }
    timeline.events.sort_by(demarche::timeline::order);
    timeline
}

fn ids(timeline: &Timeline) -> BTreeSet<String> {
    timeline.events.iter().map(|e| e.id.to_string()).collect()
}

fn actor_ids(timeline: &Timeline) -> BTreeSet<String> {
    timeline.actors.iter().map(|a| a.id.to_string()).collect()
}

#[test]
fn the_calendar_is_read_by_a_parser_of_calendars() {
    let t = timeline();
    let bytes = bytes(Format::Ics, &t);
    for line in bytes.split(|b| *b == b'\n').filter(|l| !l.is_empty()) {
        assert_eq!(line.last(), Some(&b'\r'), "{}", String::from_utf8_lossy(line));
        assert!(line.len() <= 76 && std::str::from_utf8(line).is_ok(), "{}", String::from_utf8_lossy(line));
    }
    let calendars: Vec<_> = ical::IcalParser::new(&bytes[..]).collect::<Result<_, _>>().expect("a calendar");
    let [calendar] = &calendars[..] else { panic!("one calendar") };
    let events = calendar.events.iter().map(|e| (&e.properties, true));
    let all: Vec<_> = events.chain(calendar.journals.iter().map(|j| (&j.properties, false))).collect();
    let mut seen = BTreeSet::new();
    for (properties, dated) in all {
        let get = |name: &str| {
            let mut found = properties.iter().filter(|p| p.name == name);
            let value = found.next().and_then(|p| p.value.clone());
            assert!(found.next().is_none(), "{name} twice");
            value
        };
        let id = get("UID").expect("UID").strip_suffix("@demarche").expect("ours").to_owned();
        let event = t.events.iter().find(|e| e.id == id).expect("an event's id");
        let stamp = get("DTSTAMP").expect("DTSTAMP");
        assert!(stamp.len() == 16 && stamp.ends_with("T000000Z"), "{stamp}");
        let day = |d: Option<demarche::edtf::Day>| d.map(|d| d.format("%Y%m%d").to_string());
        let bounds = event.date.as_ref().map_or((None, None), |d| d.bounds());
        if dated {
            assert_eq!(get("DTSTART"), day(bounds.0), "{id}");
            assert_eq!(get("DTEND"), day(bounds.1.and_then(|d| d.succ_opt())), "the end is exclusive: {id}");
            let kinds = properties.iter().filter(|p| p.name.starts_with("DT") && p.name != "DTSTAMP");
            for property in kinds {
                let parameters = property.params.clone().expect("parameters");
                assert_eq!(parameters, [("VALUE".to_owned(), vec!["DATE".to_owned()])]);
            }
        } else {
            assert_eq!(get("DTSTART"), None, "no day that nobody knows: {id}");
            let width = event.date.as_ref().and_then(|d| d.width_days());
            assert!(
                width.is_none_or(|w| w > 31) || bounds.1.zip(bounds.0).is_some_and(|(b, a)| (b - a).num_days() > 30)
            );
        }
        let description = get("DESCRIPTION").expect("DESCRIPTION");
        let exact =
            event.date.as_ref().is_some_and(|d| d.is_day().is_some() && !d.is_approximate() && !d.is_uncertain());
        let reading =
            ["some time within", "one of these", "about then", "may be wrong", "then or", "is not known", "stretches"];
        assert_eq!(reading.iter().any(|r| description.contains(r)), !exact, "{id}: {description}");
        assert!(!description.contains(['\n', '\u{b}', '\u{0}']));
        assert!(seen.insert(id));
    }
    assert_eq!(seen, ids(&t));
}

#[test]
fn the_feed_is_read_as_atom() {
    let t = timeline();
    let bytes = bytes(Format::Atom, &t);
    let feed = atom_syndication::Feed::read_from(&bytes[..]).expect("Atom");
    let prefix = "urn:demarche:event:";
    let seen: BTreeSet<String> =
        feed.entries.iter().map(|e| e.id.strip_prefix(prefix).expect("ours").to_owned()).collect();
    assert_eq!(seen, ids(&t));
    assert!(feed.entries.windows(2).all(|w| w[0].updated >= w[1].updated), "the latest first");
    assert_eq!(feed.updated, feed.entries[0].updated);
    assert!(!feed.authors.is_empty());
    for entry in &feed.entries {
        let content = entry.content.as_ref().and_then(|c| c.value.as_deref()).expect("content");
        assert!(!content.contains("<script") && !content.contains("<img"), "{content}");
        assert_eq!(entry.links.len(), 1);
    }
    // what the specification asks of every element, by a parser of XML
    let xml = String::from_utf8(bytes).expect("UTF-8");
    let document = roxmltree::Document::parse(&xml).expect("XML");
    let atom = "http://www.w3.org/2005/Atom";
    for parent in document.descendants().filter(|n| n.has_tag_name((atom, "feed")) || n.has_tag_name((atom, "entry"))) {
        for name in ["id", "title", "updated"] {
            assert_eq!(parent.children().filter(|c| c.has_tag_name((atom, name))).count(), 1, "{name}");
        }
    }
}

/// Roles, places and relations of those who are in the timeline.
fn links(t: &Timeline) -> usize {
    let known = actor_ids(t);
    let of = |e: &demarche::timeline::Event| {
        let roles = e.actors.iter().map(|(_, id)| id).chain(&e.place).filter(|id| known.contains(&*id.0)).count();
        roles + e.relations.iter().filter(|r| ids(t).contains(r.event.as_str())).count()
    };
    t.events.iter().map(of).sum()
}

/// Nodes and edges of a document, with what XML says of ids.
fn check_graph(xml: &str, namespace: &str, t: &Timeline) -> (usize, usize) {
    let document = roxmltree::Document::parse(xml).expect("XML");
    let all = |name: &str| document.descendants().filter(|n| n.has_tag_name((namespace, name))).collect::<Vec<_>>();
    let nodes: BTreeSet<String> = all("node").iter().map(|n| n.attribute("id").expect("id").to_owned()).collect();
    let expected: BTreeSet<String> = ids(t).union(&actor_ids(t)).cloned().collect();
    assert_eq!(nodes, expected);
    let edges = all("edge");
    let mut seen = BTreeSet::new();
    for edge in &edges {
        assert!(seen.insert(edge.attribute("id").expect("id")), "two edges with one id");
        for end in ["source", "target"] {
            assert!(nodes.contains(edge.attribute(end).expect("an end")));
        }
    }
    assert_eq!(edges.len(), links(t));
    (nodes.len(), edges.len())
}

#[test]
fn gexf_is_as_its_schema_has_it() {
    let t = timeline();
    let xml = text(Format::Gexf, &t);
    let ns = "http://gexf.net/1.3";
    check_graph(&xml, ns, &t);
    let document = roxmltree::Document::parse(&xml).expect("XML");
    // the children and attributes that the schema allows, element by element
    let allowed: BTreeMap<&str, (&[&str], &[&str])> = BTreeMap::from([
        ("gexf", (&["meta", "graph"][..], &["version", "schemaLocation"][..])),
        ("meta", (&["creator", "description"], &["lastmodifieddate"])),
        ("creator", (&[], &[])),
        ("description", (&[], &[])),
        (
            "graph",
            (
                &["attributes", "nodes", "edges"],
                &["mode", "timeformat", "timerepresentation", "defaultedgetype", "idtype"],
            ),
        ),
        ("attributes", (&["attribute"], &["class", "mode"])),
        ("attribute", (&[], &["id", "title", "type"])),
        ("nodes", (&["node"], &[])),
        ("node", (&["attvalues", "spells"], &["id", "label"])),
        ("edges", (&["edge"], &[])),
        ("edge", (&["attvalues", "spells"], &["id", "source", "target", "kind", "label"])),
        ("attvalues", (&["attvalue"], &[])),
        ("attvalue", (&[], &["for", "value"])),
        ("spells", (&["spell"], &[])),
        ("spell", (&[], &["start", "end"])),
    ]);
    for element in document.descendants().filter(|n| n.is_element()) {
        let (children, attributes) = allowed[element.tag_name().name()];
        assert_eq!(element.tag_name().namespace(), Some(ns));
        let mut at = 0;
        for child in element.children().filter(|c| c.is_element()) {
            let place = children.iter().position(|c| *c == child.tag_name().name()).expect("an element it may hold");
            assert!(place >= at, "in the schema's order");
            at = place;
        }
        assert!(element.attributes().all(|a| attributes.contains(&a.name())), "{element:?}");
    }
    // spells are the stretches of the date
    for event in &t.events {
        let node = document.descendants().find(|n| n.attribute("id") == Some(&event.id)).expect("a node");
        let spells: Vec<(Option<&str>, Option<&str>)> = node
            .descendants()
            .filter(|n| n.has_tag_name((ns, "spell")))
            .map(|s| (s.attribute("start"), s.attribute("end")))
            .collect();
        let ranges = event.date.as_ref().map(|d| d.ranges()).unwrap_or_default();
        let ranges: Vec<(Option<String>, Option<String>)> =
            ranges.iter().map(|(a, b)| (a.map(|d| d.to_string()), b.map(|d| d.to_string()))).collect();
        let ranges: Vec<_> = ranges.iter().map(|(a, b)| (a.as_deref(), b.as_deref())).collect();
        assert_eq!(spells, ranges, "{}", event.id);
    }
}

#[test]
fn graphml_declares_what_it_uses() {
    let t = timeline();
    let xml = text(Format::Graphml, &t);
    let ns = "http://graphml.graphdrawing.org/xmlns";
    check_graph(&xml, ns, &t);
    let document = roxmltree::Document::parse(&xml).expect("XML");
    let keys: BTreeMap<&str, (&str, &str)> = document
        .descendants()
        .filter(|n| n.has_tag_name((ns, "key")))
        .map(|k| {
            (
                k.attribute("id").expect("id"),
                (k.attribute("for").expect("for"), k.attribute("attr.type").expect("type")),
            )
        })
        .collect();
    for data in document.descendants().filter(|n| n.has_tag_name((ns, "data"))) {
        let (what, kind) = keys[data.attribute("key").expect("key")];
        assert_eq!(data.parent().expect("within").tag_name().name(), what);
        let value = data.text().unwrap_or("");
        match kind {
            "double" => assert!(value.parse::<f64>().is_ok()),
            "int" => assert!(value.parse::<i32>().is_ok()),
            "boolean" => assert!(value == "true" || value == "false"),
            kind => assert_eq!(kind, "string"),
        }
    }
}

#[test]
fn dot_is_read_by_a_parser_of_dot() {
    let t = timeline();
    let dot = text(Format::Dot, &t);
    let graph = dot_parser::ast::Graph::try_from(dot.as_str()).unwrap_or_else(|e| panic!("{e}"));
    let graph = dot_parser::canonical::Graph::from(graph);
    assert_eq!(graph.nodes.set.len(), t.events.len() + t.actors.len());
    assert!(!graph.edges.set.is_empty());
}

#[test]
fn json_for_cytoscape_and_timelinejs() {
    let t = timeline();
    let graph: Value = serde_json::from_slice(&bytes(Format::Cytoscape, &t)).expect("JSON");
    let list = |key: &str| graph["elements"][key].as_array().expect("a list").clone();
    let nodes: BTreeSet<String> = list("nodes").iter().map(|n| n["data"]["id"].as_str().expect("id").into()).collect();
    assert_eq!(nodes, ids(&t).union(&actor_ids(&t)).cloned().collect());
    for edge in list("edges") {
        for end in ["source", "target"] {
            assert!(nodes.contains(edge["data"][end].as_str().expect("an end")));
        }
    }

    let slides: Value = serde_json::from_slice(&bytes(Format::Timelinejs, &t)).expect("JSON");
    let events = slides["events"].as_array().expect("a list");
    let dated = t.events.iter().filter(|e| e.date.is_some()).count();
    assert_eq!(events.len(), dated);
    assert!(slides["title"]["text"]["text"].as_str().expect("text").contains(&(t.events.len() - dated).to_string()));
    for slide in events {
        let id = slide["unique_id"].as_str().expect("id");
        let event = t.events.iter().find(|e| e.id == id).expect("an event's id");
        let date = event.date.as_ref().expect("dated");
        assert!(slide["start_date"]["year"].is_i64());
        let exact = date.is_day().is_some() && !date.is_approximate() && !date.is_uncertain();
        assert_eq!(slide["display_date"].is_null(), exact, "{id}");
        assert!(!slide["text"]["text"].as_str().expect("text").contains("<script"));
    }
}

#[test]
fn json_ld_expands_to_schema_org() {
    let t = timeline();
    let bytes = bytes(Format::Jsonld, &t);
    let quads: Vec<_> = oxjsonld::JsonLdParser::new().for_slice(&bytes).collect::<Result<_, _>>().expect("JSON-LD");
    let type_of = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
    let with = |predicate: &str| -> BTreeMap<String, String> {
        let found = quads.iter().filter(|q| q.predicate.as_str() == predicate);
        found.map(|q| (q.subject.to_string(), q.object.to_string())).collect()
    };
    let events: BTreeSet<String> = with(type_of)
        .into_iter()
        .filter(|(_, o)| o == "<https://schema.org/Event>")
        .map(|(s, _)| s.trim_matches(['<', '>']).strip_prefix("urn:demarche:event:").expect("ours").to_owned())
        .collect();
    assert_eq!(events, ids(&t));
    let (start, end, edtf) =
        (with("https://schema.org/startDate"), with("https://schema.org/endDate"), with("urn:demarche:date"));
    for event in &t.events {
        let subject = format!("<urn:demarche:event:{}>", event.id);
        let bounds = event.date.as_ref().map_or((None, None), |d| d.bounds());
        let typed = |d: Option<demarche::edtf::Day>| d.map(|d| format!("\"{d}\"^^<https://schema.org/Date>"));
        assert_eq!(start.get(&subject), typed(bounds.0).as_ref());
        assert_eq!(end.get(&subject), typed(bounds.1).as_ref());
        assert_eq!(edtf.get(&subject), event.date.as_ref().map(|d| format!("\"{d}\"")).as_ref());
    }
    assert!(quads.iter().all(|q| q.predicate.as_str().starts_with("https://schema.org/")
        || q.predicate.as_str().starts_with("urn:demarche:")
        || q.predicate.as_str() == type_of));
}

#[test]
fn tables_round_trip() {
    let t = timeline();
    for format in [Format::Csv, Format::Dyads] {
        let bytes = bytes(format, &t);
        let mut reader = csv::Reader::from_reader(&bytes[..]);
        let columns = reader.headers().expect("columns").clone();
        let at = |name: &str| columns.iter().position(|c| c == name).expect("the column");
        let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect("rows of one length");
        let mut again = csv::Writer::from_writer(Vec::new());
        again.write_record(&columns).expect("columns");
        rows.iter().for_each(|r| again.write_record(r).expect("a row"));
        assert_eq!(again.into_inner().expect("memory"), bytes);
        if format == Format::Csv {
            let seen: Vec<&str> = rows.iter().map(|r| &r[at("id")]).collect();
            assert_eq!(seen, t.events.iter().map(|e| e.id.as_str()).collect::<Vec<_>>());
        } else {
            assert!(!rows.is_empty());
            for row in &rows {
                assert!(actor_ids(&t).contains(&row[at("source")]) && actor_ids(&t).contains(&row[at("target")]));
                let events: Vec<&str> = row[at("ids")].split(' ').collect();
                assert_eq!(events.len().to_string(), row[at("events")]);
                assert!(events.iter().all(|id| ids(&t).contains(*id)));
            }
        }
    }
}

#[test]
fn plover_lines_have_types_and_codes() {
    let t = timeline();
    let types = "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION \
                 MOBILIZE COERCE ASSAULT";
    let text = text(Format::Plover, &t);
    assert!(text.lines().count() > 5);
    for line in text.lines() {
        let record: Value = serde_json::from_str(line).expect("JSON");
        assert!(ids(&t).contains(record["id"].as_str().expect("id")));
        assert!(types.split(' ').any(|k| record["type"] == k), "{record}");
        let future = record["status"] == "planned" && record["type"] == "CONSULT";
        assert!(!future, "what is to come is agreed to: {record}");
        assert!(record["actor"]["id"].is_string());
    }
    assert!(text.contains("RUSGOV") && text.contains("\"code\":\"UKR"), "countries in three letters");
}

#[test]
fn nothing_makes_empty_files_that_are_sound() {
    let t = Timeline::default();
    for format in Format::ALL {
        let bytes = bytes(format, &t);
        match format {
            Format::Ics => assert_eq!(ical::IcalParser::new(&bytes[..]).filter(Result::is_ok).count(), 1),
            Format::Atom => assert!(atom_syndication::Feed::read_from(&bytes[..]).is_ok()),
            Format::Gexf | Format::Graphml => {
                assert!(roxmltree::Document::parse(std::str::from_utf8(&bytes).expect("UTF-8")).is_ok())
            }
            Format::Json | Format::Cytoscape | Format::Timelinejs | Format::Jsonld => {
                assert!(serde_json::from_slice::<Value>(&bytes).is_ok())
            }
            Format::Csv | Format::Dyads => assert_eq!(bytes.iter().filter(|b| **b == b'\n').count(), 1),
            Format::Plover => assert!(bytes.is_empty()),
            Format::Dot => {
                assert!(dot_parser::ast::Graph::try_from(std::str::from_utf8(&bytes).expect("UTF-8")).is_ok())
            }
        }
    }
}

/// networkx reads both graphs; needs Python 3 with networkx, and says so when it is not there.
#[test]
fn networkx_loads_the_graphs() {
    let known = Command::new("python3").args(["-c", "import networkx"]).stderr(Stdio::null()).status();
    if !known.is_ok_and(|s| s.success()) {
        eprintln!("skipped: python3 with networkx is not there");
        return;
    }
    let t = timeline();
    let program = "import sys, io, networkx\n\
                   g = getattr(networkx, 'read_' + sys.argv[1])(sys.stdin.buffer)\n\
                   print(g.number_of_nodes(), g.number_of_edges(), g.is_directed())";
    for format in [Format::Gexf, Format::Graphml] {
        let mut child = Command::new("python3")
            .args(["-c", program, format.as_str()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("python3 starts");
        child.stdin.take().expect("stdin").write_all(&bytes(format, &t)).expect("it reads");
        let out = String::from_utf8(child.wait_with_output().expect("it ends").stdout).expect("UTF-8");
        let edges = links(&t);
        assert_eq!(out.trim(), format!("{} {edges} True", t.events.len() + t.actors.len()), "{}", format.as_str());
    }
}

#[test]
fn the_program_exports_what_it_builds() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = env!("CARGO_MANIFEST_DIR");
    let run = |arguments: &[&str]| {
        let out =
            Command::new(env!("CARGO_BIN_EXE_demarche")).args(arguments).current_dir(root).output().expect("it starts");
        (out.status.code(), out.stdout, String::from_utf8_lossy(&out.stderr).into_owned())
    };
    let site = folder.path().join("out");
    let (status, ..) = run(&["build", "-q", "--out", site.to_str().expect("UTF-8")]);
    assert_eq!(status, Some(0));
    let file = folder.path().join("export");
    for format in Format::ALL {
        let (status, stdout, stderr) = run(&["export", format.as_str(), "-q"]);
        assert_eq!(status, Some(0), "{stderr}");
        if let Some(name) = format.file() {
            let built = std::fs::read(site.join(name)).expect(name);
            assert!(built == stdout, "{name} differs");
        }
    }
    let (status, nothing, _) = run(&["export", "dot", "-q", "-o", file.to_str().expect("UTF-8")]);
    assert_eq!((status, nothing.len()), (Some(0), 0));
    assert!(std::fs::read_to_string(&file).expect("written").starts_with("digraph"));
    let (status, _, stderr) = run(&["export", "xls"]);
    assert_eq!(status, Some(2));
    assert!(stderr.contains("gexf"), "{stderr}");
}
