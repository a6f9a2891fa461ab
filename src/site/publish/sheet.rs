//! A large file on its way, in pieces: those that an earlier one holds are copied out of it, and one that would be the
//! earlier one to the byte is not written at all.

use super::{
    cuts::{List, Parts},
    seal::Seal,
};
use rustc_hash::FxHashMap;
use std::io::{self, Read, Seek, SeekFrom, Write};
use twox_hash::xxhash3_128::Hasher;

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

/// Of what a file is put together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    pub parts: Parts,
    pub size: u64,
    /// The hash of what stands between the pieces.
    pub frame: [u8; 16],
}

/// More than this between the pieces is not held back.
const MOST_WAITING: usize = 1 << 20;
/// So much of an earlier file is read at once: what fits into a processor's cache is hashed and written while it is there.
const WINDOW: usize = 1 << 16;

/// So far to both sides of its place a piece is looked for before all are put in a table,
const NEAR: usize = 16;
/// and so many may not be found there.
const MISSED: usize = 64;

/// An earlier file.
pub struct Earlier<'p, F> {
    file: F,
    cut: &'p Cut,
    /// Where the next piece is looked for first.
    next: usize,
    /// How many were not found near where they should be.
    missed: usize,
    /// By seal; made when these are many.
    all: Option<FxHashMap<Seal, usize>>,
    /// What was read last, and where it stands.
    window: Vec<u8>,
    from: u64,
}

impl<'p, F: Read + Seek> Earlier<'p, F> {
    pub fn new(file: F, cut: &'p Cut) -> Self {
        Earlier { file, cut, next: 0, missed: 0, all: None, window: Vec::new(), from: 0 }
    }

    /// The piece of this seal; the one behind the last, if that has it. A few that moved far are not found.
    fn find(&mut self, seal: Seal) -> Option<Part> {
        let parts = &self.cut.parts;
        let is = |at: &usize| parts.get(*at).is_some_and(|part| part.seal == seal);
        let behind = self.next..parts.len().min(self.next + NEAR);
        let before = self.next.saturating_sub(NEAR)..self.next;
        let at = match behind.chain(before).find(is) {
            Some(at) => at,
            // a few are quicker made than looked for
            None if self.missed < MISSED => {
                self.missed += 1;
                return None;
            }
            None => {
                let parts = parts.iter().enumerate();
                let all = self.all.get_or_insert_with(|| parts.map(|(at, part)| (part.seal, at)).collect());
                *all.get(&seal)?
            }
        };
        self.next = at + 1;
        parts.get(at)
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

/// Writes to a file and notes its pieces. As long as all is as in the earlier one nothing is written, as most files stay
/// what they were.
pub struct Pen<'p, W, F, B> {
    /// Makes the file.
    begin: B,
    /// Once something in it is new.
    to: Option<W>,
    earlier: Option<Earlier<'p, F>>,
    written: u64,
    parts: List,
    /// Gathers what stands between the pieces.
    frame: Hasher,
    /// The same itself while nothing is written: behind how many pieces each stretch stands, and where it ends.
    stretches: Vec<(usize, usize)>,
    text: Vec<u8>,
    room: Vec<u8>,
}

/// What was written, if it is another file than the earlier one; and where its pieces stand, unless they lie too far behind.
pub type Finished<W> = (Option<W>, Option<Cut>);

impl<'p, W: Write, F: Read + Seek, B: FnMut() -> io::Result<W>> Pen<'p, W, F, B> {
    pub fn new(begin: B, earlier: Option<Earlier<'p, F>>) -> Self {
        Pen {
            begin,
            to: None,
            // a few more than before
            parts: List::of(earlier.as_ref().map_or(0, |earlier| earlier.cut.parts.len() * 33 / 32)),
            earlier,
            written: 0,
            frame: Hasher::new(),
            stretches: Vec::new(),
            text: Vec::new(),
            room: Vec::new(),
        }
    }

    /// Ends the file.
    pub fn finish(mut self) -> io::Result<Finished<W>> {
        let (size, frame) = (self.written, self.frame.finish_128().to_le_bytes());
        if self.to.is_none()
            && let Some(Earlier { cut, .. }) = &self.earlier
            && (cut.size, cut.frame, cut.parts.len()) == (size, frame, self.parts.len())
        {
            return Ok((None, Some(Cut { parts: Parts::of(self.parts), size, frame })));
        }
        self.open()?.flush()?;
        let cut = (size <= u32::MAX.into()).then_some(Cut { parts: Parts::of(self.parts), size, frame });
        Ok((self.to, cut))
    }

    /// The file; with the first call it is begun, and all written that was only compared so far.
    fn open(&mut self) -> io::Result<&mut W> {
        if self.to.is_none() {
            let mut to = (self.begin)()?;
            if let Some(earlier) = &mut self.earlier {
                let (mut pieces, mut from) = (0, 0);
                for (behind, end) in self.stretches.drain(..).chain([(self.parts.len(), self.text.len())]) {
                    for Part { start, length, .. } in self.parts.range(pieces..behind) {
                        let bytes = earlier.bytes(start.into(), length as usize)?;
                        to.write_all(bytes.ok_or(io::ErrorKind::UnexpectedEof)?)?;
                    }
                    to.write_all(&self.text[from..end])?;
                    (pieces, from) = (behind, end);
                }
                self.text = Vec::new();
            }
            self.to = Some(to);
        }
        Ok(self.to.as_mut().expect("filled above"))
    }

    /// The next piece of the earlier file, if it stands at this place and nothing before it is new.
    fn next_there(&self) -> Option<Part> {
        let next = self.earlier.as_ref()?.cut.parts.get(self.parts.len())?;
        (self.to.is_none() && u64::from(next.start) == self.written).then_some(next)
    }

    fn note(&mut self, seal: Seal, length: usize) {
        self.parts.push(Part { seal, start: self.written as u32, length: length as u32 });
        self.written += length as u64;
    }
}

impl<W: Write, F: Read + Seek, B: FnMut() -> io::Result<W>> Write for Pen<'_, W, F, B> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let waits = self.to.is_none() && self.earlier.is_some() && self.text.len() + bytes.len() <= MOST_WAITING;
        let n = if waits {
            self.text.extend_from_slice(bytes);
            match self.stretches.last_mut() {
                Some((behind, end)) if *behind == self.parts.len() => *end = self.text.len(),
                _ => self.stretches.push((self.parts.len(), self.text.len())),
            }
            bytes.len()
        } else {
            self.open()?.write(bytes)?
        };
        self.frame.write(&bytes[..n]);
        self.written += n as u64;
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.as_mut().map_or(Ok(()), W::flush)
    }
}

impl<W: Write, F: Read + Seek, B: FnMut() -> io::Result<W>> Sheet for Pen<'_, W, F, B> {
    fn piece(&mut self, seal: Option<Seal>, make: &mut dyn FnMut(&mut Vec<u8>) -> io::Result<()>) -> io::Result<()> {
        let Some(seal) = seal else {
            let mut room = std::mem::take(&mut self.room);
            room.clear();
            make(&mut room)?;
            self.write_all(&room)?;
            self.room = room;
            return Ok(());
        };
        let next = self.next_there();
        if let Some(part) = next.filter(|part| part.seal == seal) {
            self.note(seal, part.length as usize);
            return Ok(());
        }
        if let Some(earlier) = self.earlier.as_mut() {
            if self.to.is_none() {
                earlier.next = self.parts.len();
            }
            if let Some(part) = earlier.find(seal) {
                self.open()?;
                let earlier = self.earlier.as_mut().expect("it was there");
                if let Some(bytes) = earlier.bytes(part.start.into(), part.length as usize)? {
                    self.to.as_mut().expect("opened above").write_all(bytes)?;
                    self.note(seal, part.length as usize);
                    return Ok(());
                }
            }
        }
        self.room.clear();
        make(&mut self.room)?;
        // what it is made from tells more than it does, mostly
        let stays = match (next, self.earlier.as_mut()) {
            (Some(Part { start, length, .. }), Some(earlier)) if length as usize == self.room.len() => {
                earlier.bytes(start.into(), length as usize)? == Some(&self.room[..])
            }
            _ => false,
        };
        if !stays {
            let room = std::mem::take(&mut self.room);
            self.open()?.write_all(&room)?;
            self.room = room;
        }
        self.note(seal, self.room.len());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    /// Writes numbers, each a piece in which its last three figures stand, with signs between them. What was written, its pieces, and how many were made.
    fn write(numbers: &[u32], sign: &str, earlier: Option<(&str, &Cut)>) -> (Option<String>, Cut, usize) {
        let earlier = earlier.map(|(text, cut)| Earlier::new(Cursor::new(text.as_bytes().to_vec()), cut));
        let mut pen = Pen::new(|| Ok(Vec::new()), earlier);
        let mut made = 0;
        pen.write_all(b"[").unwrap();
        for (n, number) in numbers.iter().enumerate() {
            if n > 0 {
                pen.write_all(sign.as_bytes()).unwrap();
            }
            let mut make = |room: &mut Vec<u8>| {
                made += 1;
                write!(room, "{}", number % 1000)
            };
            pen.piece(Some(Seal::of(number)), &mut make).unwrap();
        }
        pen.write_all(b"]").unwrap();
        let (bytes, cut) = pen.finish().unwrap();
        (bytes.map(|bytes| String::from_utf8(bytes).unwrap()), cut.unwrap(), made)
    }

    #[test]
    fn only_what_is_new_is_made_and_written() {
        let first = [10, 2, 333, 4, 55];
        for (numbers, sign, new, written) in [
            (&[10, 2, 333, 4, 55][..], ",", 0, false),
            (&[10, 1002, 1333, 4, 55], ",", 2, false),
            (&[10, 1002, 7, 4, 55], ",", 2, true),
            (&[10, 1333, 2, 4, 55], ",", 1, true),
            (&[10, 333, 4, 55], ",", 0, true),
            (&[10, 2, 7, 333, 4, 55], ",", 1, true),
            (&[10, 2, 333, 4, 55, 7], ",", 1, true),
            (&[10, 2, 333, 4], ",", 0, true),
            (&[55, 4, 333, 2, 10], ",", 0, true),
            (&[10, 2, 333, 4, 55], ";", 0, true),
            (&[10, 2, 333, 4, 55], "; ", 0, true),
            (&[], ",", 0, true),
            (&[6, 6, 10, 10], ",", 2, true),
        ] {
            let (text, cut, made) = write(&first, ",", None);
            assert_eq!(made, 5);
            let text = text.unwrap();
            let (again, parts, made) = write(numbers, sign, Some((&text, &cut)));
            let (plain, plain_parts, _) = write(numbers, sign, None);
            assert_eq!(again.is_some(), written, "{numbers:?}");
            assert_eq!((again.or(Some(text)), parts, made), (plain, plain_parts, new));
        }
    }

    #[test]
    fn what_moved_far_is_found_once_much_has() {
        let first: Vec<u32> = (0..400).collect();
        let (text, cut, _) = write(&first, ",", None);
        let text = text.unwrap();
        let turned: Vec<u32> = (200..400).chain(0..200).collect();
        let (again, parts, made) = write(&turned, ",", Some((&text, &cut)));
        let (plain, plain_parts, _) = write(&turned, ",", None);
        assert_eq!((again, parts), (plain, plain_parts));
        assert!((1..=MISSED).contains(&made), "{made}");
    }

    #[test]
    fn much_between_the_pieces_is_not_held_back() {
        let sign = "-".repeat(MOST_WAITING);
        let (text, cut, _) = write(&[1, 2], &sign, None);
        let (again, ..) = write(&[1, 2], &sign, text.as_deref().map(|text| (text, &cut)));
        assert_eq!(again, text);
    }

    #[test]
    fn parts_outside_are_not_believed() {
        let mut parts = List::default();
        parts.push(Part { seal: Seal::of(&1u32), start: 3, length: 9 });
        let cut = Cut { parts: Parts::of(parts), size: 12, frame: [0; 16] };
        assert_eq!(write(&[1], ",", Some(("abcdef", &cut))).0.as_deref(), Some("[1]"));
    }
}
