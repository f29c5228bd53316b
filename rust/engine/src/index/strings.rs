//! Strings by number, one behind the other: ids of documents and rows.

use super::container::{Container, ContainerWriter, Section};
use crate::error::Result;

/// Writes strings as the sections `{name}.ends` and `{name}.bytes`.
pub fn write_strings<'a>(name: &str, strings: impl IntoIterator<Item = &'a str>, container: &mut ContainerWriter) {
    let (mut ends, mut bytes) = (Vec::new(), Vec::new());
    for string in strings {
        bytes.extend_from_slice(string.as_bytes());
        ends.push(bytes.len() as u32);
    }
    container.add(&format!("{name}.ends"), &ends);
    container.add_bytes(&format!("{name}.bytes"), bytes);
}

/// Strings on disk.
pub struct Strings {
    ends: Section,
    bytes: Section,
}

impl Strings {
    /// Opens them.
    pub fn open(name: &str, container: &Container) -> Result<Self> {
        Ok(Self {
            ends: container.section(&format!("{name}.ends"))?,
            bytes: container.section(&format!("{name}.bytes"))?,
        })
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len() / 4
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The string of a number.
    pub fn get(&self, number: u32) -> Result<&str> {
        self.read(self.ends.values()?, number)
    }

    /// The strings of some numbers, in their order. A page shows dozens of them: their ends are read once.
    pub fn get_all(&self, numbers: impl ExactSizeIterator<Item = u32>) -> Result<Vec<&str>> {
        let ends = self.ends.values()?;
        let mut strings = Vec::with_capacity(numbers.len());
        for number in numbers {
            strings.push(self.read(ends, number)?);
        }
        Ok(strings)
    }

    /// All of them at hand, every page checked: for what compares many.
    pub fn all(&self) -> Result<AllStrings<'_>> {
        Ok(AllStrings { strings: self, ends: self.ends.values()?, bytes: self.bytes.bytes()? })
    }

    fn read(&self, ends: &[u32], number: u32) -> Result<&str> {
        let at = number as usize;
        let outside = || self.ends.corrupt(format!("there is no string {number}"));
        let end = *ends.get(at).ok_or_else(outside)?;
        let start = if at == 0 { 0 } else { ends[at - 1] };
        let bytes = self.bytes.range(start as usize, end as usize)?;
        std::str::from_utf8(bytes).map_err(|_| self.bytes.corrupt(format!("string {number} is not UTF-8")))
    }
}

/// Strings at hand.
#[derive(Clone, Copy)]
pub struct AllStrings<'a> {
    strings: &'a Strings,
    ends: &'a [u32],
    bytes: &'a [u8],
}

impl<'a> AllStrings<'a> {
    /// The bytes of a string.
    #[inline]
    pub fn bytes(&self, number: usize) -> Result<&'a [u8]> {
        let start = if number == 0 { Some(0) } else { self.ends.get(number - 1).map(|&start| start as usize) };
        let end = self.ends.get(number).map(|&end| end as usize);
        let bytes = start.zip(end).and_then(|(start, end)| self.bytes.get(start..end));
        bytes.ok_or_else(|| self.strings.ends.corrupt(format!("there is no string {number}")))
    }
}
