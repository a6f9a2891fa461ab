//! `graph.graphml`: the same graph for networkx, yEd, igraph and their like. GraphML knows no time: `first` and `last`
//! are attributes, `date` the EDTF value.

use super::{
    Of, Options, Pieces,
    network::{EDGE, NODE, Network, Node, Type, Value},
    xml::{self, Out, pass_on},
};
use crate::timeline::Timeline;
use quick_xml::events::BytesText;
use std::io;

pub fn write(timeline: &Timeline, options: &Options, to: &mut dyn Pieces) -> io::Result<()> {
    xml::document(to, |out, to| document(out, to, timeline, options))
}

fn document(out: &mut Out, to: &mut dyn Pieces, timeline: &Timeline, options: &Options) -> io::Result<()> {
    let network = Network::new(timeline, options);
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
            pass_on(out, to)?;
            let mut one = |room: &mut Vec<u8>, node: Node| {
                out.create_element("node").with_attribute(("id", node.id.as_str())).write_inner_content(|out| {
                    out.create_element("data")
                        .with_attribute(("key", "label"))
                        .write_text_content(BytesText::new(&node.label))?;
                    data(out, 'n', &node.attributes)
                })?;
                room.append(out.get_mut());
                Ok(())
            };
            for i in 0..timeline.actors.len() {
                to.piece(Of::Actor(i), &mut |room| one(room, network.actor(i)))?;
            }
            for i in 0..timeline.events.len() {
                to.piece(Of::Node(i), &mut |room| one(room, network.event(i)))?;
            }
            for (i, event) in timeline.events.iter().enumerate() {
                to.piece(Of::Links(i), &mut |room| {
                    for link in network.links_of(event) {
                        let head = [("id", link.id.as_str()), ("source", &link.source), ("target", &link.target)];
                        out.create_element("edge")
                            .with_attributes(head)
                            .write_inner_content(|out| data(out, 'e', &link.attributes))?;
                    }
                    room.append(out.get_mut());
                    Ok(())
                })?;
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
