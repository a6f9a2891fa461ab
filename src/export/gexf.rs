//! `graph.gexf`: GEXF 1.3 with dates as spells, so that Gephi's timeline works.

use super::{
    Options,
    network::{EDGE, NODE, Network, Type, Value},
};
use crate::{edtf::DayRange, timeline::Timeline};
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesStart, BytesText, Event},
};
use std::io::{self, Write};

/// What has no known date has no spell: it is there all the time.
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
                for node in network.nodes() {
                    let head = [("id", node.id.as_str()), ("label", &node.label)];
                    element(out, "node", &head, &node.attributes, &node.spells)?;
                }
                Ok(())
            })?;
            out.create_element("edges").write_inner_content(|out| {
                for link in network.links() {
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
