//! Large files are written in pieces, so that whoever keeps a file from build to build can keep those that stay as they are.

use std::io::{self, Write};

/// What a piece is of. It hangs on nothing but that, what that names, and the options.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    Article(usize),
    /// With the days of its events.
    Actor(usize),
    Event(usize),
    /// An event as a graph has it: by how many articles tell of it, and nothing of what they say.
    Node(usize),
    /// What joins an event to others.
    Links(usize),
}

/// Where a format is written to.
pub trait Pieces: Write {
    /// A piece; `make` is not called where it is known.
    fn piece(&mut self, of: Of, make: &mut dyn FnMut(&mut Vec<u8>) -> io::Result<()>) -> io::Result<()>;
}

/// Every piece made and written.
pub struct Plain<'w> {
    to: &'w mut dyn Write,
    room: Vec<u8>,
}

impl<'w> Plain<'w> {
    pub fn new(to: &'w mut dyn Write) -> Self {
        Plain { to, room: Vec::new() }
    }
}

impl Write for Plain<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.to.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

impl Pieces for Plain<'_> {
    fn piece(&mut self, _: Of, make: &mut dyn FnMut(&mut Vec<u8>) -> io::Result<()>) -> io::Result<()> {
        self.room.clear();
        make(&mut self.room)?;
        self.to.write_all(&self.room)
    }
}
