//! The registry's texts as they lie in the program: what belongs to no language in one piece, the rest language by language.
//! Nothing of it is taken apart; a page of a language that nobody asks for is never loaded.

use super::{
    ByCode, Shown, Text, Written,
    by_code::{Code, Value},
};
use crate::flat::{Bytes, List, Prepared, Reader, Writer};
use rustc_hash::{FxHashMap, FxHashSet};
use std::{collections::BTreeMap, sync::OnceLock};

/// See the module.
#[derive(Debug)]
pub(super) struct Store {
    text: Bytes,
    /// In the order of their codes: names that are shown, and forms.
    languages: Vec<(Code, [Table; 2])>,
    /// Hashes of folded names, in their order, with the numbers of what holds them.
    names: List<(u32, u32)>,
}

static STORE: OnceLock<Store> = OnceLock::new();

/// The program's own; while `build.rs` makes it, what it has made.
pub(super) fn store() -> &'static Store {
    STORE.get_or_init(|| Store::read(&mut Reader(crate::pack::TEXTS)))
}

impl Store {
    fn read(from: &mut Reader) -> Store {
        let text = List::read(from);
        let codes: Vec<Code> = from.value();
        let shown: Vec<Table> = codes.iter().map(|_| Table::read(from)).collect();
        let languages = codes.into_iter().zip(shown).map(|(code, shown)| (code, [shown, Table::read(from)])).collect();
        Store { text, languages, names: List::read(from) }
    }

    pub fn text(&self, start: u32, end: u32) -> &str {
        std::str::from_utf8(self.text.of(start..end)).unwrap_or_default()
    }

    /// What there is of a number in a language.
    pub fn get(&self, shown: bool, code: &str, number: u32) -> Option<&str> {
        let (_, tables) = self.languages.iter().find(|(own, _)| &**own == code)?;
        tables[usize::from(!shown)].get(number)
    }

    /// What there is of a number in all languages.
    pub fn all(&self, shown: bool, number: u32) -> impl Iterator<Item = (&str, &str)> {
        let all = self.languages.iter().map(move |(code, tables)| (&**code, &tables[usize::from(!shown)]));
        all.filter_map(move |(code, table)| Some((code, table.get(number)?)))
    }
}

/// The numbers of what may hold some names: all else need not be looked through for them.
#[derive(Debug, Clone, Default)]
pub struct Holding(FxHashSet<u32>);

impl Holding {
    /// By the hashes of the folded names.
    pub fn of(hashes: impl IntoIterator<Item = u32>) -> Holding {
        let names = &store().names;
        let mut numbers = FxHashSet::default();
        for hash in hashes {
            numbers.extend(
                (first(names, hash)..names.len()).map(|ix| names.at(ix)).take_while(|n| n.0 == hash).map(|n| n.1),
            );
        }
        Holding(numbers)
    }

    /// A project's own texts may hold anything.
    pub fn may_be_in<V>(&self, texts: &ByCode<V>) -> bool {
        texts.number().is_none_or(|number| self.0.contains(&number))
    }
}

/// Texts by number.
#[derive(Debug, Default)]
struct Table {
    /// Numbers in their order, and where the text of each begins; that of the next is its end.
    starts: List<(u32, u32)>,
    text: Bytes,
}

impl Table {
    fn get(&self, number: u32) -> Option<&str> {
        let at = first(&self.starts, number);
        let (_, start) = self.starts.get(at).filter(|found| found.0 == number)?;
        let end = self.starts.get(at + 1).map_or(self.text.len() as u32, |next| next.1);
        std::str::from_utf8(self.text.of(start..end)).ok()
    }

    /// Numbers are put in in their order.
    #[allow(dead_code)]
    fn put(&mut self, number: u32, text: &str) {
        self.starts.push((number, self.text.len() as u32));
        self.text.extend(text.as_bytes());
    }
}

/// The first pair that opens with a number, or with a greater one.
fn first(pairs: &List<(u32, u32)>, number: u32) -> usize {
    let (mut from, mut to) = (0, pairs.len());
    while from < to {
        let middle = (from + to) / 2;
        if pairs.at(middle).0 < number { from = middle + 1 } else { to = middle }
    }
    from
}

impl Prepared for Table {
    fn write(&self, out: &mut Writer) {
        self.starts.write(out);
        self.text.write(out);
    }
    fn read(from: &mut Reader) -> Self {
        Table { starts: List::read(from), text: List::read(from) }
    }
}

/// Puts texts into a store, and what says where they lie into their places.
#[derive(Debug)]
#[allow(dead_code)]
pub struct Storing {
    /// The hash of a name when it is folded.
    hash: fn(&str) -> u32,
    text: Bytes,
    known: FxHashMap<Box<str>, (u32, u32)>,
    languages: BTreeMap<Box<str>, [Table; 2]>,
    names: Vec<(u32, u32)>,
    numbers: u32,
}

#[allow(dead_code)]
impl Storing {
    /// With the hash of a name when it is folded, which is of a later stage.
    pub fn new(hash: fn(&str) -> u32) -> Self {
        let (known, languages, names) = Default::default();
        Storing { hash, text: List::default(), known, languages, names, numbers: 0 }
    }

    /// The same text lies there once.
    pub fn text(&mut self, text: &mut Text) {
        let place = match self.known.get(text.as_str()) {
            Some(place) => *place,
            None => {
                let start = self.text.len() as u32;
                self.text.extend(text.as_bytes());
                let place = (start, self.text.len() as u32);
                self.known.insert(text.as_str().into(), place);
                place
            }
        };
        *text = Text::lying(place.0, place.1);
    }

    pub fn written(&mut self, forms: &mut Written) {
        self.text(&mut forms.0);
    }

    /// Names by which people may ask for an entry: the one that is shown, and others.
    pub fn named(&mut self, shown: &mut ByCode<Shown>, forms: &mut ByCode<Written>) {
        let names = shown.values().chain(forms.forms());
        self.names.extend(names.map(|name| ((self.hash)(name.trim()), self.numbers)));
        self.by_code(shown);
        self.by_code(forms);
        self.numbers += 1;
    }

    /// Other forms.
    pub fn forms(&mut self, forms: &mut ByCode<Written>) {
        self.by_code(forms);
        self.numbers += 1;
    }

    fn by_code<V: Value>(&mut self, texts: &mut ByCode<V>) {
        for (code, text) in texts.iter() {
            self.languages.entry(code.into()).or_default()[usize::from(!V::SHOWN)].put(self.numbers, text);
        }
        if texts.keys().next().is_some() {
            *texts = ByCode::lying(self.numbers);
        }
    }

    /// As it can be put into the program; from now on the texts are found in it.
    pub fn finish(mut self) -> Vec<u8> {
        let mut out = Writer::default();
        self.text.write(&mut out);
        out.value(&self.languages.keys().map(|code| Code::of(code)).collect::<Vec<_>>());
        // what is shown of those who are told of is asked for in all languages, the forms of most in none
        for table in [0, 1] {
            self.languages.values().for_each(|tables| tables[table].write(&mut out));
        }
        self.names.sort_unstable();
        self.names.dedup();
        let mut names = List::with_capacity(self.names.len());
        self.names.iter().for_each(|name| names.push(*name));
        names.write(&mut out);
        STORE.get_or_init(|| Store::read(&mut Reader(out.0.clone().leak())));
        out.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        pack::{Written, load},
        text::folded_hash,
    };

    #[test]
    fn what_lies_in_the_program_is_found_and_can_be_changed() {
        let (packs, _) = load(None);
        let entry =
            packs.registry.countries.iter().find(|c| c.names.keys().count() > 2).expect("a country of many names");
        let mut forms: ByCode<Written> = entry.names.clone();
        let holding = |name: &str| Holding::of([folded_hash(name)]);
        let name = entry.name.values().next().expect("a name");
        assert!(forms.number().is_some() && forms.number() == entry.name.number());
        assert!(holding(name).may_be_in(&forms));
        assert!(!holding("Zenda").may_be_in(&forms));
        let before: Vec<(String, String)> = forms.iter().map(|(code, text)| (code.into(), text.into())).collect();
        let code = before[1].0.as_str();
        forms.push(code, "Zenda");
        assert!(forms.number().is_none() && holding("Zenda").may_be_in(&forms));
        for (known, text) in &before {
            let expected = if known == code { format!("{text}\nZenda") } else { text.clone() };
            assert_eq!(forms.get(known), Some(expected.as_str()));
        }
        assert_eq!(forms.iter().count(), before.len());
    }
}
