//! A set of documents: the chunks that have any, as bitmaps.

use crate::postings::chunk::{Bits, CHUNK, WORDS};

/// Documents, by chunk; chunks ascend and none is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocumentSet {
    chunks: Vec<u32>,
    bits: Vec<Bits>,
}

impl DocumentSet {
    /// The documents of ascending, not overlapping ranges.
    pub fn from_ranges(ranges: impl IntoIterator<Item = std::ops::Range<u32>>) -> Self {
        let mut set = Self::default();
        for range in ranges {
            let mut at = range.start as usize;
            while at < range.end as usize {
                let chunk = at / CHUNK;
                let end = (range.end as usize).min((chunk + 1) * CHUNK);
                fill(set.chunk_mut(chunk as u32), at % CHUNK, end - chunk * CHUNK);
                at = end;
            }
        }
        set
    }

    /// The documents of an ascending list.
    pub fn from_sorted(documents: impl IntoIterator<Item = u32>) -> Self {
        let mut set = Self::default();
        for document in documents {
            let place = document as usize % CHUNK;
            set.chunk_mut(document / CHUNK as u32)[place / 64] |= 1 << (place % 64);
        }
        set
    }

    /// The last chunk if it is this one, else a new one behind it.
    fn chunk_mut(&mut self, chunk: u32) -> &mut Bits {
        if self.chunks.last() != Some(&chunk) {
            self.chunks.push(chunk);
            self.bits.push([0; WORDS]);
        }
        let last = self.bits.len() - 1;
        &mut self.bits[last]
    }

    /// An empty one with room for so many chunks.
    pub fn with_capacity(chunks: usize) -> Self {
        Self { chunks: Vec::with_capacity(chunks), bits: Vec::with_capacity(chunks) }
    }

    /// Adds a chunk behind the others, unless it is empty.
    pub fn push(&mut self, chunk: u32, bits: Bits) {
        debug_assert!(self.chunks.last().is_none_or(|&last| last < chunk));
        if bits.iter().any(|&word| word != 0) {
            self.chunks.push(chunk);
            self.bits.push(bits);
        }
    }

    /// Number of documents.
    pub fn len(&self) -> usize {
        self.bits.iter().flatten().map(|word| word.count_ones() as usize).sum()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.chunks.is_empty()
    }

    /// Chunks in order.
    pub fn chunks(&self) -> impl Iterator<Item = (u32, &Bits)> {
        self.chunks.iter().copied().zip(&self.bits)
    }

    /// Chunk number `at` of this set.
    pub fn chunk_at(&self, at: usize) -> (u32, &Bits) {
        (self.chunks[at], &self.bits[at])
    }

    /// How many chunks it has.
    pub fn chunk_count(&self) -> usize {
        self.chunks.len()
    }

    /// The bitmap of a chunk, if it has any document.
    pub fn bits_of(&self, chunk: u32) -> Option<&Bits> {
        self.chunks.binary_search(&chunk).ok().map(|at| &self.bits[at])
    }

    /// Whether it holds a document.
    pub fn contains(&self, document: u32) -> bool {
        let place = document as usize % CHUNK;
        self.bits_of(document / CHUNK as u32).is_some_and(|bits| bits[place / 64] >> (place % 64) & 1 == 1)
    }

    /// How many documents of each range it holds; ranges ascend and do not overlap. One walk over the words.
    pub fn count_ranges(&self, ranges: &[std::ops::Range<u32>]) -> Vec<u32> {
        let mut counts = vec![0; ranges.len()];
        let mut at = 0;
        for (chunk, bits) in self.chunks() {
            for (number, &word) in bits.iter().enumerate().filter(|&(_, &word)| word != 0) {
                let first = u64::from(chunk) * CHUNK as u64 + number as u64 * 64;
                while at < ranges.len() && u64::from(ranges[at].end) <= first {
                    at += 1;
                }
                let mut here = at;
                while here < ranges.len() && u64::from(ranges[here].start) < first + 64 {
                    counts[here] += (word & ones_between(&ranges[here], first)).count_ones();
                    here += 1;
                }
            }
        }
        counts
    }

    /// Documents in order.
    pub fn iter(&self) -> impl Iterator<Item = u32> {
        self.chunks().flat_map(|(chunk, bits)| documents_of(chunk, bits))
    }

    /// The words of the bitmap that have any document, each with the document of its first bit.
    #[inline]
    pub fn words(&self) -> impl Iterator<Item = (usize, u64)> {
        self.chunks().flat_map(|(chunk, bits)| {
            let words = bits.iter().enumerate().filter(|&(_, &word)| word != 0);
            words.map(move |(at, &word)| (chunk as usize * CHUNK + at * 64, word))
        })
    }

    /// Calls `visit` for every document in order. Measured to be twice as fast as a list of the documents: what is done with one goes on
    /// while the end of its word is guessed wrong.
    #[inline]
    pub fn for_each(&self, mut visit: impl FnMut(usize)) {
        self.words().for_each(|(first, word)| Ones(word).for_each(|bit| visit(first + bit as usize)));
    }

    /// What is in both.
    pub fn and(&self, other: &Self) -> Self {
        self.combine(|chunk, bits| {
            let Some(others) = other.bits_of(chunk) else { return [0; WORDS] };
            std::array::from_fn(|i| bits[i] & others[i])
        })
    }

    /// What is here and not there.
    pub fn and_not(&self, other: &Self) -> Self {
        if other.is_empty() {
            return self.clone();
        }
        self.combine(|chunk, bits| {
            let Some(others) = other.bits_of(chunk) else { return *bits };
            std::array::from_fn(|i| bits[i] & !others[i])
        })
    }

    fn combine(&self, mut with: impl FnMut(u32, &Bits) -> Bits) -> Self {
        let mut set = Self::default();
        for (chunk, bits) in self.chunks() {
            set.push(chunk, with(chunk, bits));
        }
        set
    }

    /// What is in either.
    pub fn or(&self, other: &Self) -> Self {
        let mut set = Self::default();
        let (mut a, mut b) = (0, 0);
        while a < self.chunks.len() || b < other.chunks.len() {
            let next = |set: &Self, at: usize| set.chunks.get(at).copied().unwrap_or(u32::MAX);
            let chunk = next(self, a).min(next(other, b));
            let mut bits = [0; WORDS];
            for (set, at) in [(self, &mut a), (other, &mut b)] {
                if next(set, *at) == chunk {
                    bits.iter_mut().zip(&set.bits[*at]).for_each(|(bits, word)| *bits |= word);
                    *at += 1;
                }
            }
            set.push(chunk, bits);
        }
        set
    }
}

/// The documents of one chunk's bitmap, in order.
pub fn documents_of(chunk: u32, bits: &Bits) -> impl Iterator<Item = u32> + '_ {
    bits.iter()
        .enumerate()
        .flat_map(move |(at, &word)| Ones(word).map(move |bit| chunk * CHUNK as u32 + at as u32 * 64 + bit))
}

/// Puts the documents of one chunk's bitmap into a list.
pub fn decode(chunk: u32, bits: &Bits, documents: &mut Vec<u32>) {
    documents.clear();
    documents.reserve(bits.iter().map(|word| word.count_ones() as usize).sum());
    for (at, &word) in bits.iter().enumerate() {
        let first = chunk * CHUNK as u32 + at as u32 * 64;
        let mut left = word;
        while left != 0 {
            documents.push(first + left.trailing_zeros());
            left &= left - 1;
        }
    }
}

/// The places of the ones in a word.
pub struct Ones(pub u64);

impl Iterator for Ones {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        if self.0 == 0 {
            return None;
        }
        let bit = self.0.trailing_zeros();
        self.0 &= self.0 - 1;
        Some(bit)
    }
}

/// The bits of a word that starts at document `first` which lie in a range.
fn ones_between(range: &std::ops::Range<u32>, first: u64) -> u64 {
    let low = u64::from(range.start).saturating_sub(first).min(64);
    let high = u64::from(range.end).saturating_sub(first).min(64);
    ones_below(high) & !ones_below(low)
}

fn ones_below(n: u64) -> u64 {
    if n == 64 { u64::MAX } else { (1 << n) - 1 }
}

fn fill(bits: &mut Bits, start: usize, end: usize) {
    for (at, word) in bits.iter_mut().enumerate().take(end.div_ceil(64)).skip(start / 64) {
        let (low, high) = (start.saturating_sub(at * 64).min(64), (end - at * 64).min(64));
        *word |= ones_below(high as u64) & !ones_below(low as u64);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn sets() -> impl Strategy<Value = BTreeSet<u32>> {
        prop::collection::btree_set(0_u32..20_000, 0..60)
    }

    fn set(documents: &BTreeSet<u32>) -> DocumentSet {
        DocumentSet::from_sorted(documents.iter().copied())
    }

    proptest! {
        #[test]
        fn algebra_is_that_of_sets(a in sets(), b in sets()) {
            let (left, right) = (set(&a), set(&b));
            prop_assert_eq!(left.and(&right), set(&(&a & &b)));
            prop_assert_eq!(left.or(&right), set(&(&a | &b)));
            prop_assert_eq!(left.and_not(&right), set(&(&a - &b)));
            prop_assert_eq!(left.len(), a.len());
            prop_assert_eq!(left.iter().collect::<Vec<_>>(), a.iter().copied().collect::<Vec<_>>());
            let mut visited = Vec::new();
            left.for_each(|document| visited.push(document as u32));
            prop_assert!(visited.into_iter().eq(left.iter()));
            prop_assert!(a.iter().all(|&document| left.contains(document)));
        }

        #[test]
        fn counts_ranges(a in sets(), mut ends in prop::collection::vec(0_u32..20_000, 0..40)) {
            ends.sort_unstable();
            let ranges: Vec<_> = ends.windows(2).map(|pair| pair[0]..pair[1]).collect();
            let counted: Vec<u32> = ranges.iter().map(|range| a.range(range.clone()).count() as u32).collect();
            prop_assert_eq!(set(&a).count_ranges(&ranges), counted);
        }

        #[test]
        fn a_range_is_its_documents(start in 0_u32..9000, length in 0_u32..9000) {
            let range = start..start + length;
            prop_assert_eq!(DocumentSet::from_ranges([range.clone()]), DocumentSet::from_sorted(range));
        }
    }
}
