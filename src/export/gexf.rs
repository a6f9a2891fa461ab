//! `graph.gexf`: GEXF 1.3 with dates as spells, so that Gephi's timeline works.

use super::{
    Of, Options, Pieces,
    network::{EDGE, NODE, Network, Node, Type, Value},
    xml::{self, Out, pass_on},
};
use crate::{edtf::DayRange, timeline::Timeline};
use quick_xml::events::{BytesStart, BytesText, Event};
use std::io;

/// What has no known date has no spell: it is there all the time.
pub fn write(timeline: &Timeline, options: &Options, to: &mut dyn Pieces) -> io::Result<()> {
    xml::document(to, |out, to| document(out, to, timeline, options))
}

fn document(out: &mut Out, to: &mut dyn Pieces, timeline: &Timeline, options: &Options) -> io::Result<()> {
    let network = Network::new(timeline, options);
    let root = [
        ("xmlns", "http://gexf.net/1.3"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ("xsi:schemaLocation", "http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd"),
        ("version", "1.3"),
    ];
    out.create_element("gexf").with_attributes(root).write_inner_content(|out| {
        out.create_element("meta").write_inner_content(|out| {
            out.create_element("creator").write_text_content(BytesText::new("demarche"))?;
            out.create_element("description").write_text_content(BytesText::new(&super::view::line(options.name())))?;
            Ok(())
        })?;
        let graph = [
            ("mode", "dynamic"),
            ("timeformat", "date"),
            ("timerepresentation", "interval"),
            ("defaultedgetype", "directed"),
            ("idtype", "string"),
        ];
        out.create_element("graph").with_attributes(graph).write_inner_content(|out| {
            declare(out, "node", &NODE)?;
            declare(out, "edge", &EDGE)?;
            out.create_element("nodes").write_inner_content(|out| {
                pass_on(out, to)?;
                let mut one = |room: &mut Vec<u8>, node: Node| {
                    let head = [("id", node.id.as_str()), ("label", &node.label)];
                    element(out, "node", &head, &node.attributes, &node.spells)?;
                    room.append(out.get_mut());
                    Ok(())
                };
                for i in 0..timeline.actors.len() {
                    to.piece(Of::Actor(i), &mut |room| one(room, network.actor(i)))?;
                }
                for i in 0..timeline.events.len() {
                    to.piece(Of::Node(i), &mut |room| one(room, network.event(i)))?;
                }
                Ok(())
            })?;
            out.create_element("edges").write_inner_content(|out| {
                pass_on(out, to)?;
                for (i, event) in timeline.events.iter().enumerate() {
                    to.piece(Of::Links(i), &mut |room| {
                        for link in network.links_of(event) {
                            let head = [
                                ("id", link.id.as_str()),
                                ("source", &link.source),
                                ("target", &link.target),
                                // a kind of its own, so that an actor may have two roles in one event
                                ("kind", link.label),
                                ("label", link.label),
                            ];
                            element(out, "edge", &head, &link.attributes, &link.spells)?;
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
    })?;
    Ok(())
}

fn declare(out: &mut Out, class: &str, list: &[(&str, Type)]) -> io::Result<()> {
    let head = [("class", class), ("mode", "static")];
    out.create_element("attributes").with_attributes(head).write_inner_content(|out| {
        for (i, (name, kind)) in list.iter().enumerate() {
            let kind = match kind {
                Type::Text => "string",
                Type::Number => "double",
                Type::Whole => "integer",
                Type::Flag => "boolean",
            };
            let id = i.to_string();
            out.create_element("attribute")
                .with_attributes([("id", id.as_str()), ("title", name), ("type", kind)])
                .write_empty()?;
        }
        Ok(())
    })?;
    Ok(())
}

fn element(
    out: &mut Out,
    name: &str,
    head: &[(&str, &str)],
    attributes: &[(usize, Value)],
    spells: &[DayRange],
) -> io::Result<()> {
    out.create_element(name).with_attributes(head.iter().copied()).write_inner_content(|out| {
        out.create_element("attvalues").write_inner_content(|out| {
            for (i, value) in attributes {
                let (id, value) = (i.to_string(), value.to_string());
                let pair = [("for", id.as_str()), ("value", &value)];
                out.create_element("attvalue").with_attributes(pair).write_empty()?;
            }
            Ok(())
        })?;
        if spells.is_empty() {
            return Ok(());
        }
        out.create_element("spells").write_inner_content(|out| {
            for (first, last) in spells {
                let mut spell = BytesStart::new("spell");
                // an open side is left out
                for (key, day) in [("start", first), ("end", last)] {
                    if let Some(day) = day {
                        spell.push_attribute((key, day.to_string().as_str()));
                    }
                }
                out.write_event(Event::Empty(spell))?;
            }
            Ok(())
        })?;
        Ok(())
    })?;
    Ok(())
}
