//! JSON for Cytoscape and cytoscape.js: elements with their data.

use super::{
    Options,
    network::{EDGE, NODE, Network, Type, Value},
};
use crate::timeline::Timeline;
use serde_json::{Map, Value as Json, json};

pub fn write(timeline: &Timeline, options: &Options) -> Vec<u8> {
    let network = Network::new(timeline, options);
    let nodes: Vec<Json> = network
        .nodes()
        .map(|node| {
            let mut data = Map::new();
            data.insert("id".into(), json!(node.id));
            data.insert("label".into(), json!(node.label));
            fill(&mut data, &NODE, &node.attributes);
            json!({ "data": data, "classes": if node.event { "event" } else { "actor" } })
        })
        .collect();
    let edges: Vec<Json> = network
        .links()
        .map(|link| {
            let mut data = Map::new();
            data.insert("id".into(), json!(link.id));
            data.insert("source".into(), json!(link.source));
            data.insert("target".into(), json!(link.target));
            fill(&mut data, &EDGE, &link.attributes);
            json!({ "data": data, "classes": link.label })
        })
        .collect();
    let file = json!({ "data": { "name": options.name() }, "elements": { "nodes": nodes, "edges": edges } });
    super::pretty(&file)
}

fn fill(data: &mut Map<String, Json>, names: &[(&str, Type)], attributes: &[(usize, Value)]) {
    for (i, value) in attributes {
        let value = match value {
            Value::Text(t) => json!(t),
            Value::Number(n) => json!(n),
            Value::Whole(n) => json!(n),
            Value::Flag(b) => json!(b),
        };
        data.insert(names[*i].0.into(), value);
    }
}
