//! Where the pieces of large files stand, for the next build.

use super::{
    manifest::Hash,
    seal::Seal,
    sheet::{Cut, Part},
};
use std::{
    collections::BTreeMap,
    io::{self, Write},
    ops::Range,
    sync::Arc,
};

/// Files of more pieces are made whole: what is remembered of them would take more room than they are worth.
const MOST: usize = 1 << 18;
/// What a piece takes in the list.
const EACH: usize = 24;

/// The pieces of a file; those that were read are taken apart when they are looked at.
#[derive(Debug, Clone)]
pub struct Parts {
    bytes: Arc<Vec<u8>>,
    range: Range<usize>,
}

/// The pieces of a file on its way.
#[derive(Debug, Default)]
pub struct List(Vec<u8>);

impl List {
    /// With room for so many.
    pub fn of(pieces: usize) -> List {
        List(Vec::with_capacity(pieces * EACH))
    }

    pub fn push(&mut self, Part { seal, start, length }: Part) {
        self.0.extend_from_slice(seal.bytes());
        self.0.extend_from_slice(&start.to_le_bytes());
        self.0.extend_from_slice(&length.to_le_bytes());
    }

    pub fn len(&self) -> usize {
        self.0.len() / EACH
    }

    /// Those of some places.
    pub fn range(&self, places: Range<usize>) -> impl Iterator<Item = Part> {
        places.filter_map(|at| part(&self.0, at))
    }
}

/// The piece of a place.
fn part(bytes: &[u8], at: usize) -> Option<Part> {
    let bytes = bytes.get(at * EACH..)?;
    let (seal, mut bytes) = bytes.split_first_chunk()?;
    Some(Part { seal: Seal::known(*seal), start: number(&mut bytes)?, length: number(&mut bytes)? })
}

impl Parts {
    pub fn of(List(bytes): List) -> Parts {
        Parts { range: 0..bytes.len(), bytes: Arc::new(bytes) }
    }

    fn bytes(&self) -> &[u8] {
        &self.bytes[self.range.clone()]
    }

    pub fn len(&self) -> usize {
        self.range.len() / EACH
    }

    pub fn get(&self, at: usize) -> Option<Part> {
        part(self.bytes(), at)
    }

    pub fn iter(&self) -> impl Iterator<Item = Part> {
        (0..self.len()).filter_map(|at| self.get(at))
    }
}

impl PartialEq for Parts {
    fn eq(&self, other: &Parts) -> bool {
        self.bytes() == other.bytes()
    }
}

impl Eq for Parts {}

/// By file; each as the hash says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cuts(BTreeMap<String, (Hash, Cut)>);

impl Cuts {
    pub(super) fn put(&mut self, path: &str, hash: Hash, cut: Cut) {
        if cut.parts.len() <= MOST {
            self.0.insert(path.to_owned(), (hash, cut));
        }
    }

    pub(super) fn of(&self, path: &str, hash: &Hash) -> Option<&Cut> {
        self.0.get(path).filter(|(known, _)| known == hash).map(|(_, cut)| cut)
    }

    /// Takes over what is known of a file that stays.
    pub(super) fn take(&mut self, from: &mut Cuts, path: &str, hash: &Hash) {
        if let Some(known) = from.0.remove(path).filter(|(known, _)| known == hash) {
            self.0.entry(path.to_owned()).or_insert(known);
        }
    }

    /// By hand, and some at a time: there are a hundred thousand pieces in a thousand articles' files.
    ///
    /// # Errors
    /// Those of where it is written to.
    pub fn write(&self, to: &mut dyn Write) -> io::Result<()> {
        for (path, (hash, Cut { parts, size, frame })) in &self.0 {
            for text in [path, hash.as_str()] {
                to.write_all(&(text.len() as u32).to_le_bytes())?;
                to.write_all(text.as_bytes())?;
            }
            to.write_all(&size.to_le_bytes())?;
            to.write_all(frame)?;
            to.write_all(&(parts.len() as u32).to_le_bytes())?;
            to.write_all(parts.bytes())?;
        }
        Ok(())
    }

    /// None when that is no such list.
    pub fn read(bytes: Vec<u8>) -> Option<Cuts> {
        let all = Arc::new(bytes);
        let mut cuts = Cuts::default();
        let mut rest = &all[..];
        while !rest.is_empty() {
            let path = text(&mut rest)?;
            let hash = Hash::known(text(&mut rest)?);
            let (size, behind) = rest.split_first_chunk()?;
            let (frame, behind) = behind.split_first_chunk()?;
            rest = behind;
            let length = (number(&mut rest)? as usize).checked_mul(EACH)?;
            let start = all.len() - rest.len();
            rest = rest.get(length..)?;
            let parts = Parts { bytes: all.clone(), range: start..start + length };
            cuts.0.insert(path, (hash, Cut { parts, size: u64::from_le_bytes(*size), frame: *frame }));
        }
        Some(cuts)
    }
}

fn number(bytes: &mut &[u8]) -> Option<u32> {
    let (number, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(u32::from_le_bytes(*number))
}

fn text(bytes: &mut &[u8]) -> Option<String> {
    let length = number(bytes)? as usize;
    let (text, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    String::from_utf8(text.to_vec()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(list: impl Iterator<Item = Part>) -> Parts {
        let mut parts = List::default();
        list.for_each(|part| parts.push(part));
        Parts::of(parts)
    }

    #[test]
    fn they_are_read_as_they_were_written() {
        let mut cuts = Cuts::default();
        let cut = |n: u32| Cut {
            parts: parts((0..n).map(|i| Part { seal: Seal::of(&i), start: i * 7, length: i })),
            size: u64::from(n) << 30,
            frame: [n as u8; 16],
        };
        cuts.put("events.json", Hash::of(b"x"), cut(30));
        cuts.put("graph.gexf", Hash::of(b"y"), cut(3));
        let mut bytes = Vec::new();
        cuts.write(&mut bytes).unwrap();
        assert_eq!(Cuts::read(bytes.clone()), Some(cuts));
        for at in 1..bytes.len() {
            // cut off, it is shorter or nothing
            assert_ne!(Cuts::read(bytes[..at].to_vec()).map(|c| c.0.len()), Some(2));
        }
    }
}
