//! `graph.graphml`: the same graph for networkx, yEd, igraph and their like. GraphML knows no time: `first` and `last`
//! are attributes, `date` the EDTF value.

use super::{
    Options,
    network::{EDGE, NODE, Network, Type, Value},
};
use crate::timeline::Timeline;
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event},
};
use std::io::{self, Write};

pub fn write(timeline: &Timeline, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = Writer::new_with_indent(out, b' ', 1);
    document(&mut writer, timeline, options)?;
    writer.into_inner().write_all(b"\n")
}

type Out<'w> = Writer<&'w mut dyn Write>;

fn document(out: &mut Out, timeline: &Timeline, options: &Options) -> io::Result<()> {
    let network = Network::new(timeline, options);
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
            for node in network.nodes() {
                out.create_element("node").with_attribute(("id", node.id.as_str())).write_inner_content(|out| {
                    out.create_element("data")
                        .with_attribute(("key", "label"))
                        .write_text_content(BytesText::new(&node.label))?;
                    data(out, 'n', &node.attributes)
                })?;
            }
            for link in network.links() {
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
