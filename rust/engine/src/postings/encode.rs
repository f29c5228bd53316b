//! Writes the posting lists of a locale, term after term.

use super::chunk::{ARRAY_MOST, BLOCK, BLOCKS, CHUNK, DATA_UNIT, Entry, WORDS};
use super::signature::{ESCAPE, Signature, SignatureTable};
use crate::error::{Error, Result};
use crate::index::container::ContainerWriter;

/// One posting, ready to be written.
#[derive(Debug, Clone, Copy)]
pub struct Posting {
    /// The document.
    pub document: u32,
    /// Counts by field.
    pub signature: Signature,
    /// Upper bound of its weight.
    pub bound: u8,
}

/// Collects the sections of the posting lists.
pub struct PostingsWriter<'t> {
    table: &'t SignatureTable,
    /// Term -> first entry; one more at the end.
    entry_starts: Vec<u32>,
    entries: Vec<u64>,
    /// Term -> its data, in units of 4 bytes.
    data_starts: Vec<u32>,
    data: Vec<u8>,
    frequencies: Vec<u32>,
    escapes: Vec<(u64, u32)>,
    /// Term -> its positions; one more at the end.
    position_starts: Vec<u64>,
    positions: Vec<u8>,
}

impl<'t> PostingsWriter<'t> {
    /// An empty one.
    pub fn new(table: &'t SignatureTable) -> Self {
        Self {
            table,
            entry_starts: vec![0],
            entries: Vec::new(),
            data_starts: Vec::new(),
            data: Vec::new(),
            frequencies: Vec::new(),
            escapes: Vec::new(),
            position_starts: vec![0],
            positions: Vec::new(),
        }
    }

    /// Writes the next term. `postings` are ascending by document; `positions_of(i)` are the encoded positions of posting i.
    pub fn add_term<'p>(
        &mut self,
        postings: &[Posting],
        mut positions_of: impl FnMut(usize) -> &'p [u8],
    ) -> Result<()> {
        let start = self.data.len();
        self.data_starts.push(
            u32::try_from(start / DATA_UNIT)
                .map_err(|_| Error::Capacity("posting lists of more than 16 GiB".into()))?,
        );
        let mut position_offsets: Vec<u32> = Vec::new();
        let position_start = self.positions.len();
        let mut bytes = Vec::new();
        let mut from = 0;
        while from < postings.len() {
            let chunk = postings[from].document as usize / CHUNK;
            let to = from + postings[from..].iter().take_while(|p| p.document as usize / CHUNK == chunk).count();
            self.add_chunk(chunk, &postings[from..to], start)?;
            position_offsets.push(bytes.len() as u32);
            (from..to).for_each(|i| bytes.extend_from_slice(positions_of(i)));
            from = to;
        }
        for offset in position_offsets.iter().skip(1) {
            self.positions.extend(offset.to_le_bytes());
        }
        self.positions.extend(bytes);
        debug_assert!(self.positions.len() >= position_start);
        self.position_starts.push(self.positions.len() as u64);
        self.frequencies.push(postings.len() as u32);
        self.entry_starts.push(
            u32::try_from(self.entries.len()).map_err(|_| Error::Capacity("more than 2^32 posting chunks".into()))?,
        );
        Ok(())
    }

    fn add_chunk(&mut self, chunk: usize, postings: &[Posting], term_start: usize) -> Result<()> {
        if postings.len() > ARRAY_MOST {
            self.data.resize(self.data.len().next_multiple_of(8), 0);
        }
        let bound = postings.iter().map(|p| p.bound).max().unwrap_or(0);
        let offset = (self.data.len() - term_start) / DATA_UNIT;
        let entry_number = self.entries.len() as u64;
        self.entries.push(Entry::new(chunk, postings.len(), offset, bound)?.0);
        if postings.len() > ARRAY_MOST {
            self.add_bitmap(postings);
        } else {
            postings.iter().for_each(|p| self.data.extend((p.document as u16 % CHUNK as u16).to_le_bytes()));
        }
        for (rank, posting) in postings.iter().enumerate() {
            let code = self.table.code(posting.signature);
            if code == ESCAPE {
                self.escapes.push((entry_number << 16 | rank as u64, posting.signature.0));
            }
            self.data.push(code);
        }
        self.data.extend(postings.iter().map(|p| p.bound));
        self.data.resize(self.data.len().next_multiple_of(DATA_UNIT), 0);
        Ok(())
    }

    fn add_bitmap(&mut self, postings: &[Posting]) {
        let (mut words, mut ranks, mut bounds) = ([0_u64; WORDS], [0_u16; BLOCKS], [0_u8; BLOCKS]);
        for posting in postings {
            let place = posting.document as usize % CHUNK;
            words[place / 64] |= 1 << (place % 64);
            let block = place / BLOCK;
            bounds[block] = bounds[block].max(posting.bound);
            ranks[block] += 1;
        }
        let mut before = 0;
        for rank in &mut ranks {
            before += std::mem::replace(rank, before);
        }
        self.data.extend_from_slice(bytemuck::cast_slice(&words));
        self.data.extend_from_slice(bytemuck::cast_slice(&ranks));
        self.data.extend_from_slice(&bounds);
    }

    /// Documents of each term written so far.
    pub fn frequencies(&self) -> &[u32] {
        &self.frequencies
    }

    /// Adds the sections under a prefix such as `text.0.`.
    pub fn finish(self, prefix: &str, container: &mut ContainerWriter) {
        container.add(&format!("{prefix}signatures"), &self.table.by_code);
        container.add(&format!("{prefix}entry_starts"), &self.entry_starts);
        container.add(&format!("{prefix}entries"), &self.entries);
        container.add(&format!("{prefix}data_starts"), &self.data_starts);
        container.add_bytes(&format!("{prefix}postings"), self.data);
        container.add(&format!("{prefix}frequencies"), &self.frequencies);
        let (keys, signatures): (Vec<u64>, Vec<u32>) = self.escapes.into_iter().unzip();
        container.add(&format!("{prefix}escape_keys"), &keys);
        container.add(&format!("{prefix}escape_signatures"), &signatures);
        container.add(&format!("{prefix}position_starts"), &self.position_starts);
        container.add_bytes(&format!("{prefix}positions"), self.positions);
    }
}
