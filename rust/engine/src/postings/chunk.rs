//! The documents of one term, 4096 at a time.
//!
//! ```text
//! entry (u64): chunk number 16 | documents - 1: 16 | data, in units of 4 bytes from the term's data: 24 | bound: 8
//! array  (at most ARRAY_MOST documents): u16 each                        | signature codes u8 each | bounds u8 each
//! bitmap (more, aligned to 8): 64 words | 16 ranks u16 | 16 bounds u8    | signature codes u8 each | bounds u8 each
//! ```
//!
//! Measured on a million products (spike): 13x faster to intersect than bit-packed blocks, for 23 % more space.

use crate::error::{Error, Result};

/// Documents in a chunk.
pub const CHUNK: usize = 4096;
/// Words of a chunk's bitmap.
pub const WORDS: usize = CHUNK / 64;
/// Above this many documents a bitmap is smaller than an array.
pub const ARRAY_MOST: usize = 256;
/// Documents whose bound stands together in a bitmap.
pub const BLOCK: usize = 256;
/// Blocks of a chunk.
pub const BLOCKS: usize = CHUNK / BLOCK;
const WORDS_PER_BLOCK: usize = BLOCK / 64;
/// Bytes of a bitmap before its codes.
pub const BITMAP_HEAD: usize = WORDS * 8 + BLOCKS * 2 + BLOCKS;

/// The data of every chunk starts at a multiple of this.
pub const DATA_UNIT: usize = 4;

/// One chunk as a bitmap.
pub type Bits = [u64; WORDS];

/// Where a term's chunk is, how many documents it has and what it can add at most.
#[derive(Debug, Clone, Copy)]
pub struct Entry(pub u64);

impl Entry {
    /// Packs an entry.
    pub fn new(chunk: usize, documents: usize, offset: usize, bound: u8) -> Result<Self> {
        let fits = chunk < 1 << 16 && (1..=CHUNK).contains(&documents) && offset < 1 << 24;
        if !fits {
            return Err(Error::Capacity(format!(
                "a term's chunk {chunk} with offset {offset}; a segment holds at most 2^28 documents"
            )));
        }
        Ok(Self((chunk as u64) << 48 | (documents as u64 - 1) << 32 | (offset as u64) << 8 | u64::from(bound)))
    }

    /// The chunk's number.
    #[inline]
    pub fn chunk(self) -> usize {
        (self.0 >> 48) as usize
    }

    /// Documents in it.
    #[inline]
    pub fn documents(self) -> usize {
        (self.0 >> 32) as u16 as usize + 1
    }

    /// Its data, in bytes from the term's data.
    #[inline]
    pub fn offset(self) -> usize {
        (self.0 >> 8) as usize % (1 << 24) * DATA_UNIT
    }

    /// An upper bound of the weight of the term in any of its documents: a level of [`crate::relevance::bm25::Relevance`].
    #[inline]
    pub fn bound(self) -> u8 {
        self.0 as u8
    }

    /// Bytes of its data.
    #[inline]
    pub fn data_length(self) -> usize {
        let documents = self.documents();
        if documents <= ARRAY_MOST { documents * 4 } else { BITMAP_HEAD + documents * 2 }
    }
}

/// The documents of a chunk, readable.
#[derive(Debug, Clone, Copy)]
pub enum ChunkDocuments<'a> {
    /// Places in the chunk, ascending.
    Array(&'a [u16]),
    /// A bitmap, the number of documents before each block, and each block's bound.
    Bitmap(&'a Bits, &'a [u16], &'a [u8]),
}

/// One chunk of one term.
#[derive(Debug, Clone, Copy)]
pub struct Chunk<'a> {
    /// Its documents.
    pub documents: ChunkDocuments<'a>,
    /// The signature code of each document.
    pub codes: &'a [u8],
    /// An upper bound of what each document's signature and lengths make of the term, so that most need not be read.
    pub bounds: &'a [u8],
}

impl<'a> Chunk<'a> {
    /// Reads a chunk. `data` starts at the entry's offset; `None` when the bytes do not fit.
    pub fn read(entry: Entry, data: &'a [u8]) -> Option<Self> {
        let count = entry.documents();
        if count <= ARRAY_MOST {
            let (places, rest) = data.split_at_checked(count * 2)?;
            let (codes, rest) = rest.split_at_checked(count)?;
            return Some(Self {
                documents: ChunkDocuments::Array(bytemuck::try_cast_slice(places).ok()?),
                codes,
                bounds: rest.get(..count)?,
            });
        }
        let (words, rest) = data.split_at_checked(WORDS * 8)?;
        let (ranks, rest) = rest.split_at_checked(BLOCKS * 2)?;
        let (block_bounds, rest) = rest.split_at_checked(BLOCKS)?;
        let (codes, rest) = rest.split_at_checked(count)?;
        let words: &Bits = bytemuck::try_cast_slice::<u8, u64>(words).ok()?.try_into().ok()?;
        Some(Self {
            documents: ChunkDocuments::Bitmap(words, bytemuck::try_cast_slice(ranks).ok()?, block_bounds),
            codes,
            bounds: rest.get(..count)?,
        })
    }

    /// Adds the chunk's documents to a set.
    #[inline]
    pub fn union_into(&self, bits: &mut Bits) {
        match self.documents {
            ChunkDocuments::Array(places) => {
                for &place in places {
                    bits[usize::from(place) / 64 % WORDS] |= 1 << (place % 64);
                }
            }
            ChunkDocuments::Bitmap(words, ..) => {
                for (bits, word) in bits.iter_mut().zip(words) {
                    *bits |= word;
                }
            }
        }
    }

    /// How many documents stand before `place`, if `place` is one of them.
    #[inline]
    pub fn rank(&self, place: usize) -> Option<usize> {
        match self.documents {
            ChunkDocuments::Array(places) => places.binary_search(&(place as u16)).ok(),
            ChunkDocuments::Bitmap(words, ranks, _) => {
                let (word, bit) = (place / 64, place % 64);
                let here = words[word];
                if here >> bit & 1 == 0 {
                    return None;
                }
                let block = place / BLOCK;
                let before: u32 = words[block * WORDS_PER_BLOCK..word].iter().map(|w| w.count_ones()).sum();
                Some(usize::from(ranks[block]) + before as usize + (here & ((1 << bit) - 1)).count_ones() as usize)
            }
        }
    }

    /// The signature code of a document, if it is one of the chunk's.
    #[inline]
    pub fn code(&self, place: usize) -> Option<(usize, u8)> {
        let rank = self.rank(place)?;
        Some((rank, *self.codes.get(rank)?))
    }

    /// The bound of a block: its own in a bitmap, the chunk's in an array.
    #[inline]
    pub fn block_bound(&self, block: usize, of_chunk: u8) -> u8 {
        match self.documents {
            ChunkDocuments::Array(_) => of_chunk,
            ChunkDocuments::Bitmap(_, _, bounds) => bounds[block],
        }
    }
}

/// Moves `cursor` to the entry of a chunk; `None` if the term has none there.
#[inline]
pub fn advance(entries: &[u64], cursor: &mut usize, chunk: u32) -> Option<usize> {
    while let Some(&entry) = entries.get(*cursor) {
        let here = Entry(entry).chunk() as u32;
        if here >= chunk {
            return (here == chunk).then_some(*cursor);
        }
        *cursor += 1;
    }
    None
}

/// Where a document stands in its chunk.
#[inline]
pub fn place_of(document: u32) -> (u32, usize) {
    (document / CHUNK as u32, document as usize % CHUNK)
}
