//! Long surnames, for those who misspell them.

use crate::flat::{Bytes, List, Prepared, Reader, Writer};

/// Folded surnames and given names, and whose they are; in their order.
#[derive(Debug, Clone, Default)]
pub(super) struct Long {
    text: Bytes,
    /// Where a surname begins and ends, where its given name behind it ends, and whose it is.
    entries: List<((u32, u32), (u32, u32))>,
    /// Those who were added to what lies in the program.
    beside: Vec<(Box<str>, Box<str>, u32)>,
}

/// A surname, a given name, and whose.
pub(super) type Entry<'l> = (&'l str, &'l str, u32);

impl Long {
    pub fn new(mut names: Vec<(Box<str>, Box<str>, u32)>) -> Long {
        names.sort_unstable();
        names.dedup();
        let mut long = Long::default();
        for (surname, given, whose) in &names {
            let start = long.text.len() as u32;
            long.text.extend(surname.as_bytes());
            let middle = long.text.len() as u32;
            long.text.extend(given.as_bytes());
            long.entries.push(((start, middle), (long.text.len() as u32, *whose)));
        }
        long
    }

    pub fn add(&mut self, names: Vec<(Box<str>, Box<str>, u32)>) {
        self.beside.extend(names);
        self.beside.sort_unstable();
        self.beside.dedup();
    }

    /// All whose surnames begin with a letter.
    pub fn beginning(&self, letter: &str) -> impl Iterator<Item = Entry<'_>> {
        let mut own = (self.first(letter)..self.entries.len()).map(|ix| self.entry(ix)).peekable();
        let from = self.beside.partition_point(|l| &*l.0 < letter);
        let mut beside =
            self.beside[from..].iter().map(|(surname, given, whose)| (&**surname, &**given, *whose)).peekable();
        let all = std::iter::from_fn(move || match (own.peek(), beside.peek()) {
            (Some(a), Some(b)) if a > b => beside.next(),
            (None, _) => beside.next(),
            _ => own.next(),
        });
        all.take_while(move |entry| entry.0.starts_with(letter))
    }

    /// The first that stands at a text or behind it.
    fn first(&self, text: &str) -> usize {
        let (mut from, mut to) = (0, self.entries.len());
        while from < to {
            let middle = (from + to) / 2;
            if self.entry(middle).0 < text { from = middle + 1 } else { to = middle }
        }
        from
    }

    fn entry(&self, ix: usize) -> Entry<'_> {
        let ((start, middle), (end, whose)) = self.entries.at(ix);
        let text = |from: u32, to: u32| std::str::from_utf8(self.text.of(from..to)).unwrap_or_default();
        (text(start, middle), text(middle, end), whose)
    }
}

impl Prepared for Long {
    fn write(&self, out: &mut Writer) {
        self.text.write(out);
        self.entries.write(out);
    }
    fn read(from: &mut Reader) -> Self {
        Long { text: List::read(from), entries: List::read(from), beside: Vec::new() }
    }
}
