//! A large file on its way, in pieces: those that an earlier one holds are copied out of it.

use super::seal::Seal;
use rustc_hash::FxHashMap;
use std::io::{self, Read, Seek, SeekFrom, Write};

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

/// So much of an earlier file is read at once: what fits into a processor's cache is hashed and written while it is there.
const WINDOW: usize = 1 << 17;

/// An earlier file.
pub struct Earlier<'p, F> {
    file: F,
    parts: &'p [Part],
    /// Where the next piece is looked for first.
    next: usize,
    /// By seal; made when one is not the next.
    all: Option<FxHashMap<Seal, usize>>,
    /// What was read last, and where it stands.
    window: Vec<u8>,
    from: u64,
}

impl<'p, F: Read + Seek> Earlier<'p, F> {
    pub fn new(file: F, parts: &'p [Part]) -> Self {
        Earlier { file, parts, next: 0, all: None, window: Vec::new(), from: 0 }
    }

    /// The bytes of the piece of this seal.
    fn find(&mut self, seal: Seal) -> io::Result<Option<&[u8]>> {
        let at = match self.parts.get(self.next) {
            Some(part) if part.seal == seal => self.next,
            _ => {
                let parts = self.parts.iter().enumerate();
                let all = self.all.get_or_insert_with(|| parts.map(|(at, part)| (part.seal, at)).collect());
                let Some(&at) = all.get(&seal) else { return Ok(None) };
                at
            }
        };
        self.next = at + 1;
        let Part { start, length, .. } = self.parts[at];
        self.bytes(start.into(), length as usize)
    }

    /// None where the file is shorter.
    fn bytes(&mut self, start: u64, length: usize) -> io::Result<Option<&[u8]>> {
        if start < self.from || start + length as u64 > self.from + self.window.len() as u64 {
            self.file.seek(SeekFrom::Start(start))?;
            self.from = start;
            self.window.clear();
            let some = length.max(WINDOW);
            self.window.reserve(some);
            Read::by_ref(&mut self.file).take(some as u64).read_to_end(&mut self.window)?;
        }
        let start = (start - self.from) as usize;
        Ok(self.window.get(start..start + length))
    }
}

/// Writes to a file and notes its pieces.
pub struct Pen<'p, W, F> {
    to: W,
    earlier: Option<Earlier<'p, F>>,
    written: u64,
    parts: Vec<Part>,
    room: Vec<u8>,
}

impl<'p, W: Write, F: Read + Seek> Pen<'p, W, F> {
    pub fn new(to: W, earlier: Option<Earlier<'p, F>>) -> Self {
        Pen { to, earlier, written: 0, parts: Vec::new(), room: Vec::new() }
    }

    /// Ends the file; its pieces, unless they lie too far behind.
    pub fn finish(mut self) -> io::Result<(W, Vec<Part>)> {
        self.to.flush()?;
        Ok((self.to, if self.written > u32::MAX.into() { Vec::new() } else { self.parts }))
    }
}

impl<W: Write, F> Write for Pen<'_, W, F> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n = self.to.write(bytes)?;
        self.written += n as u64;
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

impl<W: Write, F: Read + Seek> Sheet for Pen<'_, W, F> {
    fn piece(&mut self, seal: Option<Seal>, make: &mut dyn FnMut(&mut Vec<u8>) -> io::Result<()>) -> io::Result<()> {
        let start = self.written;
        let known = match (seal, self.earlier.as_mut()) {
            (Some(seal), Some(earlier)) => earlier.find(seal)?,
            _ => None,
        };
        match known {
            Some(bytes) => {
                self.to.write_all(bytes)?;
                self.written += bytes.len() as u64;
            }
            None => {
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
    use std::io::Cursor;

    /// Writes numbers, each a piece, with signs between them; how many were made.
    fn write(numbers: &[u32], sign: &str, earlier: Option<Earlier<Cursor<Vec<u8>>>>) -> (String, Vec<Part>, usize) {
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
            let (again, parts, made) =
                write(numbers, sign, Some(Earlier::new(Cursor::new(bytes.into_bytes()), &parts)));
            let (plain, plain_parts, _) = write(numbers, sign, None);
            assert_eq!((again, parts, made), (plain, plain_parts, new));
        }
    }

    #[test]
    fn parts_outside_are_not_believed() {
        let parts = [Part { seal: Seal::of(&1u32), start: 3, length: 9 }];
        assert_eq!(write(&[1], ",", Some(Earlier::new(Cursor::new(b"abcdef".to_vec()), &parts))).0, "[1]");
    }
}
