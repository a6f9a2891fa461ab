//! Where the pieces of large files stand, for the next build.

use super::{
    manifest::Hash,
    seal::Seal,
    sheet::{Cut, Part},
};
use std::collections::BTreeMap;

/// Files of more pieces are made whole: what is remembered of them would take more room than they are worth.
const MOST: usize = 1 << 18;

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

    /// By hand: there are a hundred thousand pieces in a thousand articles' files.
    pub fn bytes(&self) -> Vec<u8> {
        let count = self.0.values().map(|(_, cut)| cut.parts.len()).sum::<usize>();
        let mut out = Vec::with_capacity(count * 24 + self.0.len() * 160);
        for (path, (hash, Cut { parts, size, frame })) in &self.0 {
            for text in [path, hash.as_str()] {
                out.extend_from_slice(&(text.len() as u32).to_le_bytes());
                out.extend_from_slice(text.as_bytes());
            }
            out.extend_from_slice(&size.to_le_bytes());
            out.extend_from_slice(frame);
            out.extend_from_slice(&(parts.len() as u32).to_le_bytes());
            for Part { seal, start, length } in parts {
                out.extend_from_slice(seal.bytes());
                out.extend_from_slice(&start.to_le_bytes());
                out.extend_from_slice(&length.to_le_bytes());
            }
        }
        out
    }

    /// None when that is no such list.
    pub fn read(mut bytes: &[u8]) -> Option<Cuts> {
        let mut cuts = Cuts::default();
        while !bytes.is_empty() {
            let path = text(&mut bytes)?;
            let hash = Hash::known(text(&mut bytes)?);
            let (size, rest) = bytes.split_first_chunk()?;
            let (frame, rest) = rest.split_first_chunk()?;
            bytes = rest;
            let count = number(&mut bytes)?;
            let mut parts = Vec::with_capacity(count.min(MOST as u32) as usize);
            for _ in 0..count {
                let (seal, rest) = bytes.split_first_chunk()?;
                bytes = rest;
                parts.push(Part { seal: Seal::known(*seal), start: number(&mut bytes)?, length: number(&mut bytes)? });
            }
            let cut = Cut { parts, size: u64::from_le_bytes(*size), frame: *frame };
            cuts.0.insert(path, (hash, cut));
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

    #[test]
    fn they_are_read_as_they_were_written() {
        let mut cuts = Cuts::default();
        let cut = |n: u32| Cut {
            parts: (0..n).map(|i| Part { seal: Seal::of(&i), start: i * 7, length: i }).collect(),
            size: u64::from(n) << 30,
            frame: [n as u8; 16],
        };
        cuts.put("events.json", Hash::of(b"x"), cut(30));
        cuts.put("graph.gexf", Hash::of(b"y"), cut(3));
        let bytes = cuts.bytes();
        assert_eq!(Cuts::read(&bytes), Some(cuts));
        for at in 1..bytes.len() {
            // cut off, it is shorter or nothing
            assert_ne!(Cuts::read(&bytes[..at]).map(|c| c.0.len()), Some(2));
        }
    }
}
