//! `graph.graphml`: the same graph for networkx, yEd, igraph and their like. GraphML knows no time: `first` and `last`
//! are attributes, `date` the EDTF value.

use super::{
    Options,
    network::{EDGE, NODE, Type, Value, network},
};
use crate::timeline::Timeline;
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event},
};
use std::io;

pub fn write(timeline: &Timeline, options: &Options) -> Vec<u8> {
    let mut out = Writer::new_with_indent(Vec::new(), b' ', 1);
    document(&mut out, timeline, options).expect("memory takes it");
    let mut out = out.into_inner();
    out.push(b'\n');
    out
}

type Out = Writer<Vec<u8>>;

fn document(out: &mut Out, timeline: &Timeline, options: &Options) -> io::Result<()> {
    let (nodes, links) = network(timeline, options);
    out.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let root = [
        ("xmlns", "http://graphml.graphdrawing.org/xmlns"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        (
            "xsi:schemaLocation",
            "http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd",
        ),
    ];
    out.create_element("graphml").with_attributes(root).write_inner_content(|out| {
        let label = [("id", "label"), ("for", "node"), ("attr.name", "label"), ("attr.type", "string")];
        out.create_element("key").with_attributes(label).write_empty()?;
        declare(out, "node", 'n', &NODE)?;
        declare(out, "edge", 'e', &EDGE)?;
        let graph = [("id", "timeline"), ("edgedefault", "directed")];
        out.create_element("graph").with_attributes(graph).write_inner_content(|out| {
            for node in &nodes {
                out.create_element("node").with_attribute(("id", node.id.as_str())).write_inner_content(|out| {
                    out.create_element("data")
                        .with_attribute(("key", "label"))
                        .write_text_content(BytesText::new(&node.label))?;
                    data(out, 'n', &node.attributes)
                })?;
            }
            for link in &links {
                let head = [("id", link.id.as_str()), ("source", &link.source), ("target", &link.target)];
                out.create_element("edge")
                    .with_attributes(head)
                    .write_inner_content(|out| data(out, 'e', &link.attributes))?;
            }
            Ok(())
        })?;
        Ok(())
    })?;
    Ok(())
}

fn declare(out: &mut Out, what: &str, letter: char, list: &[(&str, Type)]) -> io::Result<()> {
    for (i, (name, kind)) in list.iter().enumerate() {
        let kind = match kind {
            Type::Text => "string",
            Type::Number => "double",
            Type::Whole => "int",
            Type::Flag => "boolean",
        };
        let id = format!("{letter}{i}");
        let key = [("id", id.as_str()), ("for", what), ("attr.name", name), ("attr.type", kind)];
        out.create_element("key").with_attributes(key).write_empty()?;
    }
    Ok(())
}

fn data(out: &mut Out, letter: char, attributes: &[(usize, Value)]) -> io::Result<()> {
    for (i, value) in attributes {
        let key = format!("{letter}{i}");
        out.create_element("data")
            .with_attribute(("key", key.as_str()))
            .write_text_content(BytesText::new(&value.to_string()))?;
    }
    Ok(())
}
