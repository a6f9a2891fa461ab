//! Lists of numbers and letters that are used where they lie: in the program itself, as `build.rs` wrote them, or in
//! memory, where they are made at run time. Nothing is taken apart to be read, so that what is never asked for costs nothing.

use serde::{Serialize, de::DeserializeOwned};
use std::{borrow::Cow, fmt, marker::PhantomData, ops::Range};

/// What a [`List`] holds: of one size, the lowest byte first.
pub trait Record: Copy {
    const SIZE: usize;
    /// From as many bytes as it takes.
    fn get(bytes: &[u8]) -> Self;
    /// Into as many bytes as it takes.
    fn put(self, bytes: &mut [u8]);
}

macro_rules! numbers {
    ($($number:ty),*) => {$(
        impl Record for $number {
            const SIZE: usize = size_of::<$number>();
            fn get(bytes: &[u8]) -> Self {
                let mut own = [0; size_of::<$number>()];
                own.copy_from_slice(bytes);
                <$number>::from_le_bytes(own)
            }
            fn put(self, bytes: &mut [u8]) {
                bytes.copy_from_slice(&self.to_le_bytes());
            }
        }
    )*};
}
numbers!(u8, u16, u32, i32, u64);

impl Record for () {
    const SIZE: usize = 0;
    fn get(_: &[u8]) -> Self {}
    fn put(self, _: &mut [u8]) {}
}

impl<A: Record, B: Record> Record for (A, B) {
    const SIZE: usize = A::SIZE + B::SIZE;
    fn get(bytes: &[u8]) -> Self {
        let (a, b) = bytes.split_at(A::SIZE);
        (A::get(a), B::get(b))
    }
    fn put(self, bytes: &mut [u8]) {
        let (a, b) = bytes.split_at_mut(A::SIZE);
        self.0.put(a);
        self.1.put(b);
    }
}

impl<A: Record, B: Record, C: Record> Record for (A, B, C) {
    const SIZE: usize = A::SIZE + B::SIZE + C::SIZE;
    fn get(bytes: &[u8]) -> Self {
        let (a, (b, c)) = <(A, (B, C))>::get(bytes);
        (a, b, c)
    }
    fn put(self, bytes: &mut [u8]) {
        (self.0, (self.1, self.2)).put(bytes);
    }
}

/// Records one behind the other. One that lies in the program is copied when it is first written to.
pub struct List<T> {
    bytes: Cow<'static, [u8]>,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for List<T> {
    fn clone(&self) -> Self {
        List { bytes: self.bytes.clone(), of: PhantomData }
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        List { bytes: Cow::Owned(Vec::new()), of: PhantomData }
    }
}

impl<T> fmt::Debug for List<T> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "List of {} bytes", self.bytes.len())
    }
}

impl<T: Record> List<T> {
    pub fn with_capacity(records: usize) -> Self {
        List { bytes: Cow::Owned(Vec::with_capacity(records * T::SIZE)), of: PhantomData }
    }

    /// All bytes zero.
    pub fn zeros(records: usize) -> Self {
        List { bytes: Cow::Owned(vec![0; records * T::SIZE]), of: PhantomData }
    }

    pub fn len(&self) -> usize {
        self.bytes.len().checked_div(T::SIZE).unwrap_or(0)
    }

    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Whether it lies in the program.
    pub fn is_prepared(&self) -> bool {
        matches!(self.bytes, Cow::Borrowed(_))
    }

    pub fn at(&self, ix: usize) -> T {
        T::get(&self.bytes[ix * T::SIZE..ix * T::SIZE + T::SIZE])
    }

    pub fn get(&self, ix: usize) -> Option<T> {
        self.bytes.get(ix * T::SIZE..ix * T::SIZE + T::SIZE).map(T::get)
    }

    pub fn set(&mut self, ix: usize, value: T) {
        value.put(&mut self.bytes.to_mut()[ix * T::SIZE..ix * T::SIZE + T::SIZE]);
    }

    pub fn push(&mut self, value: T) {
        let bytes = self.bytes.to_mut();
        let start = bytes.len();
        bytes.resize(start + T::SIZE, 0);
        value.put(&mut bytes[start..]);
    }

    /// With zeros at the end, if it is shorter.
    pub fn grow_to(&mut self, records: usize) {
        if self.len() < records {
            self.bytes.to_mut().resize(records * T::SIZE, 0);
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = T> {
        self.bytes.chunks_exact(T::SIZE.max(1)).map(T::get)
    }

    /// Gives back the room that was made for more.
    pub fn shrink(&mut self) {
        if let Cow::Owned(bytes) = &mut self.bytes {
            bytes.shrink_to_fit();
        }
    }
}

/// Letters.
pub type Bytes = List<u8>;

impl Bytes {
    pub fn of(&self, range: Range<u32>) -> &[u8] {
        &self.bytes[range.start as usize..range.end as usize]
    }

    pub fn extend(&mut self, more: &[u8]) {
        self.bytes.to_mut().extend_from_slice(more);
    }
}

/// A set of small numbers, a bit each.
#[derive(Debug, Clone, Default)]
pub struct Bits(List<u64>);

impl Bits {
    pub fn insert(&mut self, number: u32) {
        let at = number as usize / 64;
        if !self.contains(number) {
            self.0.grow_to(at + 1);
            self.0.set(at, self.0.at(at) | 1 << (number % 64));
        }
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn contains(&self, number: u32) -> bool {
        self.0.get(number as usize / 64).is_some_and(|bits| bits >> (number % 64) & 1 != 0)
    }
}

/// Something made of lists, which can be put into the program and used there.
pub trait Prepared {
    fn write(&self, out: &mut Writer);
    /// As [`write`](Self::write) wrote it.
    fn read(from: &mut Reader) -> Self;
}

impl<T: Record> Prepared for List<T> {
    fn write(&self, out: &mut Writer) {
        out.bytes(&self.bytes);
    }
    fn read(from: &mut Reader) -> Self {
        List { bytes: Cow::Borrowed(from.bytes()), of: PhantomData }
    }
}

impl Prepared for Bits {
    fn write(&self, out: &mut Writer) {
        self.0.write(out);
    }
    fn read(from: &mut Reader) -> Self {
        Bits(List::read(from))
    }
}

/// Puts lists one behind the other, each after its length.
#[derive(Debug, Default)]
pub struct Writer(pub Vec<u8>);

impl Writer {
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
        self.0.extend_from_slice(bytes);
    }

    /// Something small, which is taken apart when it is read.
    pub fn value(&mut self, value: &impl Serialize) {
        self.bytes(&postcard::to_stdvec(value).expect("data serialise"));
    }
}

/// Takes back what a [`Writer`] wrote.
#[derive(Debug)]
pub struct Reader(pub &'static [u8]);

impl Reader {
    pub fn bytes(&mut self) -> &'static [u8] {
        let (length, rest) = self.0.split_at(4);
        let (bytes, rest) = rest.split_at(u32::get(length) as usize);
        self.0 = rest;
        bytes
    }

    pub fn value<T: DeserializeOwned>(&mut self) -> T {
        postcard::from_bytes(self.bytes()).expect("embedded data is written by build.rs")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_in_the_program_is_as_it_was_made() {
        let mut list = List::<(u32, (u16, u8))>::default();
        let mut bits = Bits::default();
        for n in [3, 70, 1000] {
            list.push((n, (n as u16 * 2, 7)));
            bits.insert(n);
        }
        let mut out = Writer::default();
        list.write(&mut out);
        bits.write(&mut out);
        out.value(&"text");
        let mut from = Reader(out.0.leak());
        let mut same = List::<(u32, (u16, u8))>::read(&mut from);
        let mut set = Bits::read(&mut from);
        assert_eq!(from.value::<String>(), "text");
        assert!(same.is_prepared() && same.iter().eq(list.iter()) && same.len() == 3);
        assert!(set.contains(70) && !set.contains(71) && !set.contains(5000));
        same.set(1, (8, (9, 1)));
        set.insert(5000);
        assert_eq!((same.at(0), same.at(1)), ((3, (6, 7)), (8, (9, 1))));
        assert!(set.contains(5000) && set.contains(3) && !same.is_prepared());
    }
}
