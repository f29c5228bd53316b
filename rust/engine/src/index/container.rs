//! The byte format: named sections in one file, each page checksummed.
//!
//! ```text
//! magic "CSINDEX\0" | version u32 | directory length u32 | body start u32 | crc32 of directory and page checksums
//! directory: per section  name length u16, name, offset u64, length u64
//! page checksums: crc32 of every PAGE bytes of the body
//! body: sections, each starting at a multiple of 64
//! ```
//!
//! Opening checks the header and the lengths only; a page of the body is checked when it is first touched, so opening costs
//! nothing per product and a flipped bit is an error, never a wrong page. All numbers are little endian.

use crate::error::{Error, Result};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

/// Bytes that outlive the segment: a mapped file or a buffer.
pub type Bytes = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// The version of everything below the magic.
pub const VERSION: u32 = 5;
const MAGIC: &[u8; 8] = b"CSINDEX\0";
const FIXED_HEADER: usize = 24;
const ALIGNMENT: usize = 64;
const PAGE: usize = 16 * 1024;

/// Collects sections and writes the file's bytes.
#[derive(Default)]
pub struct ContainerWriter {
    sections: Vec<(String, Vec<u8>)>,
}

impl ContainerWriter {
    /// Adds a section of plain numbers.
    pub fn add<T: bytemuck::NoUninit>(&mut self, name: &str, values: &[T]) {
        self.add_bytes(name, bytemuck::cast_slice(values).to_vec());
    }

    /// Adds a section of bytes.
    pub fn add_bytes(&mut self, name: &str, bytes: Vec<u8>) {
        debug_assert!(self.sections.iter().all(|(other, _)| other != name), "section {name} twice");
        self.sections.push((name.to_owned(), bytes));
    }

    /// The finished file.
    pub fn finish(self) -> Vec<u8> {
        let directory_length: usize = self.sections.iter().map(|(name, _)| 2 + name.len() + 16).sum();
        let mut offset = 0;
        let mut offsets = Vec::with_capacity(self.sections.len());
        for (_, bytes) in &self.sections {
            offsets.push(offset);
            offset = aligned(offset + bytes.len());
        }
        let pages = offset.div_ceil(PAGE);
        let body_start = aligned(FIXED_HEADER + directory_length + pages * 4);
        let mut file = vec![0_u8; FIXED_HEADER];
        for ((name, bytes), &at) in self.sections.iter().zip(&offsets) {
            file.extend((name.len() as u16).to_le_bytes());
            file.extend(name.as_bytes());
            file.extend(((body_start + at) as u64).to_le_bytes());
            file.extend((bytes.len() as u64).to_le_bytes());
        }
        let checksums_start = file.len();
        file.resize(body_start, 0);
        file.reserve(offset);
        for ((_, bytes), at) in self.sections.into_iter().zip(offsets) {
            file.resize(body_start + at, 0);
            file.extend(bytes);
        }
        file.resize(body_start + offset, 0);
        let checksums: Vec<u8> =
            file[body_start..].chunks(PAGE).flat_map(|page| crc32fast::hash(page).to_le_bytes()).collect();
        file[checksums_start..checksums_start + checksums.len()].copy_from_slice(&checksums);
        write_fixed_header(&mut file, directory_length, body_start);
        file
    }
}

fn write_fixed_header(file: &mut [u8], directory_length: usize, body_start: usize) {
    file[0..8].copy_from_slice(MAGIC);
    file[8..12].copy_from_slice(&VERSION.to_le_bytes());
    file[12..16].copy_from_slice(&(directory_length as u32).to_le_bytes());
    file[16..20].copy_from_slice(&(body_start as u32).to_le_bytes());
    let crc = crc32fast::hash(&file[FIXED_HEADER..body_start]);
    file[20..24].copy_from_slice(&crc.to_le_bytes());
}

fn aligned(length: usize) -> usize {
    length.div_ceil(ALIGNMENT) * ALIGNMENT
}

/// A readable file of sections.
#[derive(Clone)]
pub struct Container {
    shared: Arc<Shared>,
}

struct Shared {
    bytes: Bytes,
    sections: BTreeMap<String, (usize, usize)>,
    body_start: usize,
    checksums: Vec<u32>,
    /// 1: this page was checked and is whole.
    checked: Vec<AtomicU8>,
}

impl Container {
    /// Checks the header and the directory; touches nothing of the body.
    pub fn open(bytes: Bytes) -> Result<Self> {
        let file = (*bytes).as_ref();
        let (directory_length, body_start) = read_fixed_header(file)?;
        let sections = read_directory(file, directory_length, body_start)?;
        let pages = (file.len() - body_start).div_ceil(PAGE);
        let checksums_start = FIXED_HEADER + directory_length;
        let stored = file
            .get(checksums_start..checksums_start + pages * 4)
            .filter(|_| checksums_start + pages * 4 <= body_start);
        let stored = stored
            .ok_or_else(|| Error::corrupt("header", "the page checksums do not fit the file's length (truncated?)"))?;
        let checksums = stored.as_chunks::<4>().0.iter().map(|&crc| u32::from_le_bytes(crc)).collect();
        let checked = (0..pages).map(|_| AtomicU8::new(0)).collect();
        Ok(Self { shared: Arc::new(Shared { bytes, sections, body_start, checksums, checked }) })
    }

    /// A section by name, unchecked until it is touched.
    pub fn section(&self, name: &str) -> Result<Section> {
        let &(start, length) =
            self.shared.sections.get(name).ok_or_else(|| Error::corrupt(name, "the section is missing"))?;
        Ok(Section { shared: Arc::clone(&self.shared), whole: Arc::default(), name: name.into(), start, length })
    }

    /// Whether a section exists.
    pub fn has(&self, name: &str) -> bool {
        self.shared.sections.contains_key(name)
    }

    /// Names and lengths of all sections, by name.
    pub fn sections(&self) -> impl Iterator<Item = (&str, usize)> {
        self.shared.sections.iter().map(|(name, &(_, length))| (name.as_str(), length))
    }

    /// Checks every page of the file.
    pub fn verify(&self) -> Result<()> {
        let end = (*self.shared.bytes).as_ref().len();
        self.shared.check("file", self.shared.body_start, end)
    }
}

fn number<const N: usize>(file: &[u8], at: usize) -> Option<[u8; N]> {
    file.get(at..at + N)?.try_into().ok()
}

fn read_fixed_header(file: &[u8]) -> Result<(usize, usize)> {
    let truncated = || Error::corrupt("header", format!("the file has only {} bytes", file.len()));
    if file.get(..8).ok_or_else(truncated)? != MAGIC {
        return Err(Error::corrupt("header", "this is not an index file"));
    }
    let word = |at| number::<4>(file, at).map(u32::from_le_bytes).ok_or_else(truncated);
    let version = word(8)?;
    if version != VERSION {
        return Err(Error::Version { found: version, expected: VERSION });
    }
    let (directory_length, body_start, crc) = (word(12)? as usize, word(16)? as usize, word(20)?);
    let header = file.get(FIXED_HEADER..body_start).ok_or_else(truncated)?;
    if crc32fast::hash(header) != crc || directory_length > header.len() {
        return Err(Error::corrupt("header", "its checksum does not match"));
    }
    Ok((directory_length, body_start))
}

fn read_directory(file: &[u8], directory_length: usize, body_start: usize) -> Result<BTreeMap<String, (usize, usize)>> {
    let bad = || Error::corrupt("directory", "an entry does not fit the file (truncated?)");
    let mut sections = BTreeMap::new();
    let mut at = FIXED_HEADER;
    while at < FIXED_HEADER + directory_length {
        let name_length = u16::from_le_bytes(number(file, at).ok_or_else(bad)?) as usize;
        let name =
            file.get(at + 2..at + 2 + name_length).and_then(|name| std::str::from_utf8(name).ok()).ok_or_else(bad)?;
        at += 2 + name_length;
        let start = u64::from_le_bytes(number(file, at).ok_or_else(bad)?) as usize;
        let length = u64::from_le_bytes(number(file, at + 8).ok_or_else(bad)?) as usize;
        at += 16;
        if start < body_start || start.checked_add(length).is_none_or(|end| end > file.len()) {
            return Err(bad());
        }
        sections.insert(name.to_owned(), (start, length));
    }
    Ok(sections)
}

impl Shared {
    /// Checks the pages that bytes `start..end` of the file lie on, those that were not checked before.
    fn check(&self, name: &str, start: usize, end: usize) -> Result<()> {
        if start >= end {
            return Ok(());
        }
        let (first, last) = ((start - self.body_start) / PAGE, (end - 1 - self.body_start) / PAGE);
        for page in first..=last {
            if self.checked[page].load(Ordering::Relaxed) == 0 {
                self.check_page(name, page)?;
            }
        }
        Ok(())
    }

    #[cold]
    fn check_page(&self, name: &str, page: usize) -> Result<()> {
        let file = (*self.bytes).as_ref();
        let start = self.body_start + page * PAGE;
        let body = &file[start..file.len().min(start + PAGE)];
        if crc32fast::hash(body) != self.checksums[page] {
            return Err(Error::corrupt(name, format!("the checksum of the page at byte {start} does not match")));
        }
        self.checked[page].store(1, Ordering::Relaxed);
        Ok(())
    }
}

/// One section of a file. Cheap to clone.
#[derive(Clone)]
pub struct Section {
    shared: Arc<Shared>,
    /// 1: all of its pages were checked.
    whole: Arc<AtomicU8>,
    name: Arc<str>,
    start: usize,
    length: usize,
}

impl Section {
    /// Bytes in it.
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// All bytes, checked.
    pub fn bytes(&self) -> Result<&[u8]> {
        if self.whole.load(Ordering::Relaxed) == 0 {
            self.shared.check(&self.name, self.start, self.start + self.length)?;
            self.whole.store(1, Ordering::Relaxed);
        }
        Ok(self.unchecked())
    }

    /// All values, checked.
    pub fn values<T: bytemuck::AnyBitPattern>(&self) -> Result<&[T]> {
        cast(&self.name, self.bytes()?)
    }

    /// The bytes `start..end`, only their pages checked.
    pub fn range(&self, start: usize, end: usize) -> Result<&[u8]> {
        if start > end || end > self.length {
            return Err(self.outside(start, end));
        }
        self.shared.check(&self.name, self.start + start, self.start + end)?;
        Ok(&(*self.shared.bytes).as_ref()[self.start + start..self.start + end])
    }

    /// The values number `start..end`, only their pages checked.
    pub fn value_range<T: bytemuck::AnyBitPattern>(&self, start: usize, end: usize) -> Result<&[T]> {
        let size = size_of::<T>();
        cast(&self.name, self.range(start.saturating_mul(size), end.saturating_mul(size))?)
    }

    /// Value number `at`, only its page checked.
    pub fn value<T: bytemuck::AnyBitPattern>(&self, at: usize) -> Result<T> {
        Ok(self.value_range::<T>(at, at + 1)?[0])
    }

    fn unchecked(&self) -> &[u8] {
        &(*self.shared.bytes).as_ref()[self.start..self.start + self.length]
    }

    fn outside(&self, start: usize, end: usize) -> Error {
        Error::corrupt(&*self.name, format!("bytes {start}..{end} lie outside its {} bytes", self.length))
    }

    /// An error that names this section.
    pub fn corrupt(&self, reason: impl Into<String>) -> Error {
        Error::corrupt(&*self.name, reason)
    }
}

fn cast<'a, T: bytemuck::AnyBitPattern>(name: &str, bytes: &'a [u8]) -> Result<&'a [T]> {
    bytemuck::try_cast_slice(bytes)
        .map_err(|error| Error::corrupt(name, format!("its bytes are not whole values ({error})")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Vec<u8> {
        let mut writer = ContainerWriter::default();
        writer.add("numbers", &[1_u32, 2, 3]);
        writer.add_bytes("text", b"hello".to_vec());
        writer.finish()
    }

    fn open(bytes: Vec<u8>) -> Result<Container> {
        Container::open(Arc::new(bytes))
    }

    #[test]
    fn what_is_written_is_read() {
        let container = open(sample()).unwrap();
        assert_eq!(container.section("numbers").unwrap().values::<u32>().unwrap(), [1, 2, 3]);
        assert_eq!(container.section("text").unwrap().range(1, 3).unwrap(), b"el");
        assert!(container.verify().is_ok());
    }

    #[test]
    fn every_flipped_bit_is_found() {
        let file = sample();
        for bit in 0..file.len() * 8 {
            let mut bytes = file.clone();
            bytes[bit / 8] ^= 1 << (bit % 8);
            assert!(open(bytes).and_then(|container| container.verify()).is_err(), "bit {bit}");
        }
    }

    #[test]
    fn every_truncation_is_found() {
        let file = sample();
        for length in 0..file.len() {
            assert!(open(file[..length].to_vec()).and_then(|container| container.verify()).is_err(), "length {length}");
        }
    }
}
