//! The accepted models, one JSON record a document: what a page shows is read from here, for its own hits only.

use commerce_search_engine::Result;
use commerce_search_engine::index::container::{Bytes, Container, ContainerWriter, Section};

/// Collects records and writes the file's bytes.
#[derive(Default)]
pub struct RecordsWriter {
    ends: Vec<u64>,
    bytes: Vec<u8>,
}

impl RecordsWriter {
    /// Adds the next record; returns its number.
    pub fn add(&mut self, record: &[u8]) -> u32 {
        self.bytes.extend_from_slice(record);
        self.ends.push(self.bytes.len() as u64);
        self.ends.len() as u32 - 1
    }

    /// The finished file; document d of the index has record `record_of[d]`.
    pub fn finish(self, record_of: &[u32]) -> Vec<u8> {
        let mut container = ContainerWriter::default();
        container.add("record_of", record_of);
        container.add("ends", &self.ends);
        container.add_bytes("records", self.bytes);
        container.finish()
    }
}

/// Records on disk.
pub struct Records {
    record_of: Section,
    ends: Section,
    bytes: Section,
    container: Container,
}

impl Records {
    /// Opens the bytes of a records file.
    pub fn open(bytes: Bytes) -> Result<Self> {
        let container = Container::open(bytes)?;
        Ok(Self {
            record_of: container.section("record_of")?,
            ends: container.section("ends")?,
            bytes: container.section("records")?,
            container,
        })
    }

    /// The record of a document.
    pub fn of_document(&self, document: u32) -> Result<&[u8]> {
        let number = self.record_of.value::<u32>(document as usize)? as usize;
        let start = if number == 0 { 0 } else { self.ends.value::<u64>(number - 1)? };
        self.bytes.range(start as usize, self.ends.value::<u64>(number)? as usize)
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.ends.len() / 8
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Checks every checksum.
    pub fn verify(&self) -> Result<()> {
        self.container.verify()
    }
}
