//! Blocks of documents, the most promising first: sorted by bound into 256 buckets, which is as good as sorting and linear. And documents of
//! such blocks, to be scored in the order of their own bounds.

use crate::postings::chunk::CHUNK;

/// A block of 256 documents of a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// No document of it is more relevant than this.
    pub bound: u64,
    /// Number of the chunk in the set.
    pub chunk: u32,
    /// Number of the block in the chunk.
    pub block: u32,
}

/// The blocks, great bounds first, nearly: inside a bucket the order is that of documents.
pub fn most_promising_first(blocks: &[Block]) -> Vec<Block> {
    let greatest = blocks.iter().map(|block| block.bound).max().unwrap_or(0).max(1);
    let bucket = |block: &Block| (255 - block.bound * 255 / greatest) as usize;
    let mut ends = [0_usize; 257];
    blocks.iter().for_each(|block| ends[bucket(block) + 1] += 1);
    (1..ends.len()).for_each(|at| ends[at] += ends[at - 1]);
    let mut sorted = vec![Block { bound: 0, chunk: 0, block: 0 }; blocks.len()];
    for block in blocks {
        let at = &mut ends[bucket(block)];
        sorted[*at] = *block;
        *at += 1;
    }
    sorted
}

/// A document of a set that may be worth scoring, in one number: great bounds are great.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Contender(u64);

impl Contender {
    /// The document at a place of chunk number `chunk_at` of the set; `bound` is not negative.
    #[inline]
    pub fn new(bound: f32, chunk_at: usize, place: usize) -> Self {
        Self(u64::from(bound.to_bits()) << 32 | (chunk_at * CHUNK + place) as u64)
    }

    /// The sum of bounds it was made with.
    #[inline]
    pub fn bound(self) -> f32 {
        f32::from_bits((self.0 >> 32) as u32)
    }

    /// Number of the chunk in the set, and place in the chunk.
    #[inline]
    pub fn place(self) -> (usize, usize) {
        let at = self.0 as u32 as usize;
        (at / CHUNK, at % CHUNK)
    }
}

/// No block behind one of this bound, in the order of [`most_promising_first`], has a greater bound than what is told here.
pub fn greatest_behind(bound: u64, greatest: u64) -> u64 {
    bound + greatest / 255 + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn contenders_are_in_the_order_of_their_bounds(a in 0.0_f32..5_000_000.0, b in 0.0_f32..5_000_000.0, chunk in 0_usize..1 << 16, place in 0..CHUNK) {
            let contender = Contender::new(a, chunk, place);
            prop_assert_eq!(contender.place(), (chunk, place));
            prop_assert_eq!(contender.bound().to_bits(), a.to_bits());
            prop_assert!(a.total_cmp(&b).is_eq() || contender.cmp(&Contender::new(b, 0, 0)) == a.total_cmp(&b));
        }

        #[test]
        fn nothing_behind_is_much_greater(bounds in prop::collection::vec(0_u64..5_000_000, 1..200)) {
            let blocks: Vec<Block> = bounds.iter().enumerate().map(|(at, &bound)| Block { bound, chunk: at as u32, block: 0 }).collect();
            let sorted = most_promising_first(&blocks);
            let greatest = *bounds.iter().max().unwrap();
            prop_assert_eq!(sorted.len(), blocks.len());
            for (at, block) in sorted.iter().enumerate() {
                prop_assert!(sorted[at..].iter().all(|behind| behind.bound <= greatest_behind(block.bound, greatest)));
            }
        }
    }
}
