//! Of a range, which are the best? Ranks stand beside the sorted labels, and the least rank of every block: the best of a range of any
//! length is found by a look at the blocks inside it, the next best in what is left on both sides of it.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;

/// Ranks in a block.
pub const BLOCK: usize = 64;

/// The least rank of each block.
pub fn minima(ranks: &[u32]) -> Vec<u32> {
    ranks.chunks(BLOCK).map(|block| block.iter().copied().min().unwrap_or(u32::MAX)).collect()
}

/// Ranks with their minima.
#[derive(Clone, Copy)]
pub struct Ranks<'a> {
    pub ranks: &'a [u32],
    pub minima: &'a [u32],
}

impl<'a> Ranks<'a> {
    /// Places of ranges, those of low rank first.
    pub fn best(self, ranges: impl IntoIterator<Item = Range<usize>>) -> Best<'a> {
        let mut best = Best { ranks: self, left: BinaryHeap::new() };
        ranges.into_iter().for_each(|range| best.push(range));
        best
    }

    /// The place of the least rank; of equal ones the first.
    fn least(&self, range: Range<usize>) -> Option<(u32, usize)> {
        let first_block = range.start.div_ceil(BLOCK);
        let last_block = range.end / BLOCK;
        if first_block >= last_block {
            return self.scan(range);
        }
        let inner = (first_block..last_block).filter_map(|block| Some((*self.minima.get(block)?, block * BLOCK))).min();
        let head = self.scan(range.start..first_block * BLOCK);
        let tail = self.scan(last_block * BLOCK..range.end);
        let best = [head, inner, tail].into_iter().flatten().min()?;
        if inner == Some(best) { self.scan(best.1..best.1 + BLOCK) } else { Some(best) }
    }

    fn scan(&self, range: Range<usize>) -> Option<(u32, usize)> {
        let start = range.start;
        let ranks = self.ranks.get(range)?;
        ranks.iter().zip(start..).map(|(&rank, place)| (rank, place)).min()
    }
}

/// Places, best first.
pub struct Best<'a> {
    ranks: Ranks<'a>,
    left: BinaryHeap<Reverse<(u32, usize, usize, usize)>>,
}

impl Best<'_> {
    fn push(&mut self, range: Range<usize>) {
        if let Some((rank, place)) = self.ranks.least(range.clone()) {
            self.left.push(Reverse((rank, place, range.start, range.end)));
        }
    }
}

impl Iterator for Best<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let Reverse((_, place, start, end)) = self.left.pop()?;
        self.push(start..place);
        self.push(place + 1..end);
        Some(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_best_of_ranges_come_in_the_order_of_their_ranks(
            ranks in prop::collection::vec(0_u32..200, 0..400), cuts in prop::collection::vec(0_usize..400, 4),
        ) {
            let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(ranks.len())).collect();
            cuts.sort_unstable();
            let (minima, ranges) = (minima(&ranks), [cuts[0]..cuts[1], cuts[2]..cuts[3]]);
            let mut expected: Vec<(u32, usize)> = ranges.iter().cloned().flatten().map(|place| (ranks[place], place)).collect();
            expected.sort_unstable();
            let found: Vec<(u32, usize)> =
                Ranks { ranks: &ranks, minima: &minima }.best(ranges).map(|place| (ranks[place], place)).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
