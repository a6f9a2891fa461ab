//! What the formats in XML share.

use super::Pieces;
use quick_xml::{
    Writer,
    events::{BytesDecl, Event},
};
use std::io;

/// In memory until the next piece.
pub type Out = Writer<Vec<u8>>;

/// A whole document, indented; `content` is its root.
pub fn document(
    to: &mut dyn Pieces,
    content: impl FnOnce(&mut Out, &mut dyn Pieces) -> io::Result<()>,
) -> io::Result<()> {
    let mut out = Writer::new_with_indent(Vec::new(), b' ', 1);
    out.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    content(&mut out, to)?;
    pass_on(&mut out, to)?;
    to.write_all(b"\n")
}

/// Passes on what stands before the next piece.
pub fn pass_on(out: &mut Out, to: &mut dyn Pieces) -> io::Result<()> {
    to.write_all(out.get_ref())?;
    out.get_mut().clear();
    Ok(())
}
