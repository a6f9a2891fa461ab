//! DOT for Graphviz: actors as ellipses, events as boxes.

use super::{Options, network::Network, view};
use crate::timeline::Timeline;
use std::io::{self, Write};

pub fn write(timeline: &Timeline, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let network = Network::new(timeline, options);
    writeln!(out, "digraph timeline {{")?;
    writeln!(out, "  graph [label={}, overlap=false];", quoted(&view::line(options.name())))?;
    for node in network.nodes() {
        let status = node.attributes.iter().find(|a| a.0 == 5);
        let shape = if node.event { "box" } else { "ellipse" };
        // what did not take place is drawn dashed
        let held = status.is_none_or(|(_, s)| s.to_string() == crate::events::Status::Occurred.as_str());
        let style = if held { "solid" } else { "dashed" };
        writeln!(out, "  {} [label={}, shape={shape}, style={style}];", quoted(&node.id), quoted(&node.label))?;
    }
    for link in network.links() {
        let (source, target) = (quoted(&link.source), quoted(&link.target));
        writeln!(out, "  {source} -> {target} [label={}, id={}];", quoted(link.label), quoted(&link.id))?;
    }
    writeln!(out, "}}")
}

/// A quoted string, in which only the quotation mark and the backslash mean something.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        if matches!(c, '"' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('"');
    out
}
