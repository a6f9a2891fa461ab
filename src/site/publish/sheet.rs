//! A large file on its way, in pieces: those that an earlier one holds are copied out of it.

use super::seal::Seal;
use rustc_hash::FxHashMap;
use std::{
    io::{self, Write},
    ops::Range,
};

/// Where a large file is written to.
pub trait Sheet: Write {
    /// A piece; it is not made where one of the same seal is known.
    fn piece(&mut self, seal: Option<Seal>, make: &mut dyn FnMut(&mut Vec<u8>) -> io::Result<()>) -> io::Result<()>;
}

/// Every piece made and written.
impl Sheet for Vec<u8> {
    fn piece(&mut self, _: Option<Seal>, make: &mut dyn FnMut(&mut Vec<u8>) -> io::Result<()>) -> io::Result<()> {
        make(self)
    }
}

/// Where a piece stands in its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    pub seal: Seal,
    pub start: u32,
    pub length: u32,
}

/// An earlier file.
pub struct Earlier<'p> {
    bytes: Vec<u8>,
    parts: &'p [Part],
    /// Where the next piece is looked for first.
    next: usize,
    /// By seal; made when one is not the next.
    all: Option<FxHashMap<Seal, usize>>,
}

impl<'p> Earlier<'p> {
    pub fn new(bytes: Vec<u8>, parts: &'p [Part]) -> Self {
        Earlier { bytes, parts, next: 0, all: None }
    }

    fn find(&mut self, seal: Seal) -> Option<Range<usize>> {
        let at = match self.parts.get(self.next) {
            Some(part) if part.seal == seal => self.next,
            _ => {
                let parts = self.parts.iter().enumerate();
                let all = self.all.get_or_insert_with(|| parts.map(|(at, part)| (part.seal, at)).collect());
                *all.get(&seal)?
            }
        };
        self.next = at + 1;
        let Part { start, length, .. } = self.parts[at];
        let range = start as usize..start as usize + length as usize;
        (range.end <= self.bytes.len()).then_some(range)
    }
}

/// Writes to a file and notes its pieces.
pub struct Pen<'p, W> {
    to: W,
    earlier: Option<Earlier<'p>>,
    /// What is to be copied next.
    copied: Range<usize>,
    written: u64,
    parts: Vec<Part>,
    room: Vec<u8>,
}

impl<'p, W: Write> Pen<'p, W> {
    pub fn new(to: W, earlier: Option<Earlier<'p>>) -> Self {
        Pen { to, earlier, copied: 0..0, written: 0, parts: Vec::new(), room: Vec::new() }
    }

    /// Ends the file; its pieces, unless they lie too far behind.
    pub fn finish(mut self) -> io::Result<(W, Vec<Part>)> {
        self.copy()?;
        self.to.flush()?;
        Ok((self.to, if self.written > u32::MAX.into() { Vec::new() } else { self.parts }))
    }

    fn copy(&mut self) -> io::Result<()> {
        let range = std::mem::take(&mut self.copied);
        match &self.earlier {
            Some(earlier) if !range.is_empty() => self.to.write_all(&earlier.bytes[range]),
            _ => Ok(()),
        }
    }
}

impl<W: Write> Write for Pen<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.written += bytes.len() as u64;
        // what stands between two pieces is mostly what stood there
        if let Some(earlier) = self.earlier.as_ref().filter(|_| !self.copied.is_empty())
            && earlier.bytes[self.copied.end..].starts_with(bytes)
        {
            self.copied.end += bytes.len();
            return Ok(bytes.len());
        }
        self.copy()?;
        self.to.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.copy()?;
        self.to.flush()
    }
}

impl<W: Write> Sheet for Pen<'_, W> {
    fn piece(&mut self, seal: Option<Seal>, make: &mut dyn FnMut(&mut Vec<u8>) -> io::Result<()>) -> io::Result<()> {
        let start = self.written;
        let known = seal.and_then(|seal| self.earlier.as_mut()?.find(seal));
        match known {
            Some(range) => {
                self.written += range.len() as u64;
                if self.copied.end == range.start && !self.copied.is_empty() {
                    self.copied.end = range.end;
                } else {
                    self.copy()?;
                    self.copied = range;
                }
            }
            None => {
                self.copy()?;
                self.room.clear();
                make(&mut self.room)?;
                self.to.write_all(&self.room)?;
                self.written += self.room.len() as u64;
            }
        }
        let length = self.written - start;
        self.parts.extend(seal.map(|seal| Part { seal, start: start as u32, length: length as u32 }));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes numbers, each a piece, with signs between them; how many were made.
    fn write(numbers: &[u32], sign: &str, earlier: Option<Earlier>) -> (String, Vec<Part>, usize) {
        let mut pen = Pen::new(Vec::new(), earlier);
        let mut made = 0;
        pen.write_all(b"[").unwrap();
        for (n, number) in numbers.iter().enumerate() {
            if n > 0 {
                pen.write_all(sign.as_bytes()).unwrap();
            }
            let mut make = |room: &mut Vec<u8>| {
                made += 1;
                write!(room, "{number}")
            };
            pen.piece(Some(Seal::of(number)), &mut make).unwrap();
        }
        pen.write_all(b"]").unwrap();
        let (bytes, parts) = pen.finish().unwrap();
        (String::from_utf8(bytes).unwrap(), parts, made)
    }

    #[test]
    fn only_new_pieces_are_made() {
        let first = [10, 2, 333, 4, 55];
        for (numbers, sign, new) in [
            (&[10, 2, 333, 4, 55][..], ",", 0),
            (&[10, 333, 4, 55], ",", 0),
            (&[10, 2, 7, 333, 4, 55], ",", 1),
            (&[55, 4, 333, 2, 10], ",", 0),
            (&[10, 2, 333, 4, 55], "; ", 0),
            (&[], ",", 0),
            (&[6, 6, 10, 10], ",", 2),
        ] {
            let (bytes, parts, made) = write(&first, ",", None);
            assert_eq!(made, 5);
            let (again, parts, made) = write(numbers, sign, Some(Earlier::new(bytes.into_bytes(), &parts)));
            let (plain, plain_parts, _) = write(numbers, sign, None);
            assert_eq!((again, parts, made), (plain, plain_parts, new));
        }
    }

    #[test]
    fn parts_outside_are_not_believed() {
        let parts = [Part { seal: Seal::of(&1u32), start: 3, length: 9 }];
        assert_eq!(write(&[1], ",", Some(Earlier::new(b"abcdef".to_vec(), &parts))).0, "[1]");
    }
}
