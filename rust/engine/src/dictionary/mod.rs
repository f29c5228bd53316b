//! Here is a word: which term is it? And here is a term: how is it written?
//!
//! Sorted strings in blocks of 16, each written as the letters it shares with the one before and the rest. The same structure
//! holds terms, stem groups, identifiers and the values of columns. Useful for: exact look-ups and order. Not for: misspelt words ([`trie`]).

pub mod automaton;
pub mod digraph;
pub mod trie;

use crate::error::{Error, Result};
use crate::index::container::{Container, ContainerWriter, Section};
use crate::postings::positions::{read_varint, write_varint};

const BLOCK: usize = 16;

/// Writes sorted, distinct strings as the sections `{prefix}blocks` and `{prefix}strings`.
pub fn write_dictionary<'a>(prefix: &str, strings: impl IntoIterator<Item = &'a str>, container: &mut ContainerWriter) {
    let mut bytes = Vec::new();
    let mut blocks: Vec<u32> = Vec::new();
    let mut previous = "";
    let mut count = 0_u32;
    for string in strings {
        debug_assert!(count == 0 || previous < string, "{previous:?} before {string:?}");
        let at_head = (count as usize).is_multiple_of(BLOCK);
        if at_head {
            blocks.push(bytes.len() as u32);
        }
        let shared = if at_head { 0 } else { shared_prefix(previous, string) };
        if !at_head {
            write_varint(shared as u32, &mut bytes);
        }
        write_varint((string.len() - shared) as u32, &mut bytes);
        bytes.extend_from_slice(&string.as_bytes()[shared..]);
        previous = string;
        count += 1;
    }
    blocks.push(bytes.len() as u32);
    blocks.push(count);
    container.add(&format!("{prefix}blocks"), &blocks);
    container.add_bytes(&format!("{prefix}strings"), bytes);
}

fn shared_prefix(a: &str, b: &str) -> usize {
    a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count()
}

/// The blocks of a dictionary, readable.
struct Blocks<'a> {
    ends: &'a [u32],
    bytes: &'a [u8],
}

impl<'a> Blocks<'a> {
    fn get(&self, block: usize) -> Option<&'a [u8]> {
        self.bytes.get(*self.ends.get(block)? as usize..*self.ends.get(block + 1)? as usize)
    }
}

/// Sorted, distinct strings on disk.
pub struct Dictionary {
    blocks: Section,
    strings: Section,
    count: usize,
}

impl Dictionary {
    /// Opens the sections of a prefix.
    pub fn open(prefix: &str, container: &Container) -> Result<Self> {
        let blocks = container.section(&format!("{prefix}blocks"))?;
        let strings = container.section(&format!("{prefix}strings"))?;
        let numbers = blocks.len() / 4;
        if numbers < 2 {
            return Err(blocks.corrupt("it is too short"));
        }
        let count = blocks.value::<u32>(numbers - 1)? as usize;
        if count.div_ceil(BLOCK) + 2 != numbers {
            return Err(blocks.corrupt(format!("{numbers} numbers do not fit {count} strings")));
        }
        Ok(Self { blocks, strings, count })
    }

    /// How many strings it holds.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The number of a string.
    pub fn find(&self, string: &str) -> Result<Option<u32>> {
        let blocks = self.open_blocks()?;
        let (mut low, mut high) = (0, self.count.div_ceil(BLOCK));
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.head(&blocks, middle)? <= string.as_bytes() { low = middle + 1 } else { high = middle }
        }
        if low == 0 {
            return Ok(None);
        }
        self.find_in_block(&blocks, low - 1, string.as_bytes())
    }

    /// The numbers of the strings that begin with another.
    pub fn beginning_with(&self, beginning: &str) -> Result<std::ops::Range<u32>> {
        let first = self.first_where(|string| string >= beginning.as_bytes())?;
        let end =
            self.first_where(|string| string > beginning.as_bytes() && !string.starts_with(beginning.as_bytes()))?;
        Ok(first..end)
    }

    /// The number of the first string for which something is true that is true of all behind it.
    fn first_where(&self, is_behind: impl Fn(&[u8]) -> bool) -> Result<u32> {
        let blocks = self.open_blocks()?;
        let (mut low, mut high) = (0, self.count.div_ceil(BLOCK));
        while low < high {
            let middle = usize::midpoint(low, high);
            if is_behind(self.head(&blocks, middle)?) { high = middle } else { low = middle + 1 }
        }
        if low == 0 {
            return Ok(0);
        }
        let mut first = self.count.min(low * BLOCK) as u32;
        self.walk_block(&blocks, low - 1, |number, string| {
            if is_behind(string) {
                first = first.min(number);
            }
            !is_behind(string)
        })?;
        Ok(first)
    }

    /// All blocks, checked: a look-up reads a dozen of them, so they are checked together, once.
    fn open_blocks(&self) -> Result<Blocks<'_>> {
        Ok(Blocks { ends: self.blocks.values()?, bytes: self.strings.bytes()? })
    }

    fn head<'b>(&self, blocks: &Blocks<'b>, block: usize) -> Result<&'b [u8]> {
        let bytes = blocks.get(block).ok_or_else(|| self.outside())?;
        let mut at = 0;
        let length = read_varint(bytes, &mut at) as usize;
        bytes.get(at..at + length).ok_or_else(|| self.outside())
    }

    fn outside(&self) -> Error {
        self.strings.corrupt("a string runs over its block")
    }

    fn find_in_block(&self, blocks: &Blocks, block: usize, wanted: &[u8]) -> Result<Option<u32>> {
        let mut found = None;
        self.walk_block(blocks, block, |number, string| {
            if string == wanted {
                found = Some(number);
            }
            string < wanted
        })?;
        Ok(found)
    }

    /// Calls `visit(number, string)` for the strings of a block until it returns false.
    fn walk_block(&self, blocks: &Blocks, block: usize, mut visit: impl FnMut(u32, &[u8]) -> bool) -> Result<()> {
        let bytes = blocks.get(block).ok_or_else(|| self.outside())?;
        let mut string: Vec<u8> = Vec::with_capacity(32);
        let mut at = 0;
        for number in block * BLOCK..self.count.min((block + 1) * BLOCK) {
            let shared = if number % BLOCK == 0 { 0 } else { read_varint(bytes, &mut at) as usize };
            let length = read_varint(bytes, &mut at) as usize;
            let rest = bytes.get(at..at.saturating_add(length)).ok_or_else(|| self.outside())?;
            at += length;
            string.truncate(shared);
            string.extend_from_slice(rest);
            if !visit(number as u32, &string) {
                break;
            }
        }
        Ok(())
    }

    /// The string of a number.
    pub fn get(&self, number: u32) -> Result<String> {
        if number as usize >= self.count {
            return Err(self.strings.corrupt(format!("there is no string number {number}")));
        }
        let mut found = Vec::new();
        self.walk_block(&self.open_blocks()?, number as usize / BLOCK, |here, string| {
            if here == number {
                found = string.to_vec();
            }
            here < number
        })?;
        String::from_utf8(found).map_err(|_| self.strings.corrupt(format!("string number {number} is not UTF-8")))
    }

    /// All strings, in order.
    pub fn all(&self) -> Result<Vec<String>> {
        let mut found = Vec::with_capacity(self.count);
        let blocks = self.open_blocks()?;
        for block in 0..self.count.div_ceil(BLOCK) {
            self.walk_block(&blocks, block, |_, string| {
                found.push(String::from_utf8_lossy(string).into_owned());
                true
            })?;
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;
    use std::sync::Arc;

    fn dictionary(strings: &BTreeSet<String>) -> Dictionary {
        let mut writer = ContainerWriter::default();
        write_dictionary("d.", strings.iter().map(String::as_str), &mut writer);
        Dictionary::open("d.", &Container::open(Arc::new(writer.finish())).unwrap()).unwrap()
    }

    proptest! {
        #[test]
        fn finds_what_it_holds_and_nothing_else(strings in prop::collection::btree_set("[a-dé]{0,4}", 0..120), other in "[a-dé]{0,5}") {
            let dictionary = dictionary(&strings);
            for (number, string) in strings.iter().enumerate() {
                prop_assert_eq!(dictionary.find(string).unwrap(), Some(number as u32));
                prop_assert_eq!(&dictionary.get(number as u32).unwrap(), string);
            }
            prop_assert_eq!(dictionary.find(&other).unwrap().is_some(), strings.contains(&other));
            let beginning: Vec<u32> = (0..).zip(&strings).filter(|(_, string)| string.starts_with(&other)).map(|(number, _)| number).collect();
            prop_assert_eq!(dictionary.beginning_with(&other).unwrap().collect::<Vec<_>>(), beginning);
            prop_assert_eq!(dictionary.all().unwrap(), strings.iter().cloned().collect::<Vec<_>>());
        }
    }
}
