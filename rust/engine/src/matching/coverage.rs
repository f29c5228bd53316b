//! How many clauses does each document match? Counted for 64 documents at once, the bits of the counts standing in words of their own.

use super::lists::ClauseLists;
use crate::error::Result;
use crate::index::text_index::TextIndex;
use crate::postings::chunk::{Bits, WORDS};
use crate::postings::set::DocumentSet;
use std::cmp::Ordering;

/// Bits of a count: enough for every clause a phrase may have.
pub const DIGITS: usize = 6;
const MOST: u32 = (1 << DIGITS) - 1;

/// How much of a phrase is matched, and how much of that only through corrections of misspelt words. The better, the greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Coverage {
    /// Clauses.
    pub matched: u32,
    /// Those of them that only corrections match.
    pub corrected: u32,
}

impl Coverage {
    /// So many clauses, as they were typed.
    pub fn typed(matched: u32) -> Self {
        Self { matched, corrected: 0 }
    }

    /// As one number of twice [`DIGITS`] bits, in the same order.
    #[inline]
    pub fn grade(self) -> u64 {
        u64::from(self.matched) << DIGITS | u64::from(MOST - self.corrected)
    }

    /// The coverage of a grade.
    pub fn of_grade(grade: u64) -> Self {
        Self { matched: (grade >> DIGITS) as u32 & MOST, corrected: MOST - (grade as u32 & MOST) }
    }
}

impl Ord for Coverage {
    fn cmp(&self, other: &Self) -> Ordering {
        self.grade().cmp(&other.grade())
    }
}

impl PartialOrd for Coverage {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Documents by what they cover, the best first; all that match anything, or only some of them.
pub fn by_coverage(
    lists: &[ClauseLists],
    text: &TextIndex,
    within: Option<&DocumentSet>,
) -> Result<Vec<(Coverage, DocumentSet)>> {
    let chunks: Vec<u32> = match within {
        Some(documents) => documents.chunks().map(|(chunk, _)| chunk).collect(),
        None => chunks_of(lists),
    };
    let most_corrected = lists.iter().filter(|list| list.has_corrections()).count() as u32;
    let pairs = (1..=lists.len() as u32)
        .rev()
        .flat_map(|matched| (0..=most_corrected.min(matched)).map(move |corrected| Coverage { matched, corrected }));
    let mut levels: Vec<(Coverage, DocumentSet)> = pairs.map(|coverage| (coverage, DocumentSet::default())).collect();
    let mut cursors: Vec<Vec<usize>> = lists.iter().map(|list| vec![0; list.forms.len()]).collect();
    for chunk in chunks {
        let (matched, corrected) = count(lists, text, chunk, &mut cursors)?;
        let inside = within.map_or(Some(&[u64::MAX; WORDS]), |documents| documents.bits_of(chunk));
        for (coverage, set) in &mut levels {
            let mut bits = equal_to(&matched, coverage.matched as usize);
            let as_corrected = equal_to(&corrected, coverage.corrected as usize);
            let masks = as_corrected.iter().zip(inside.into_iter().flatten());
            bits.iter_mut().zip(masks).for_each(|(bits, (corrected, inside))| *bits &= corrected & inside);
            set.push(chunk, bits);
        }
    }
    Ok(levels)
}

fn chunks_of(lists: &[ClauseLists]) -> Vec<u32> {
    let mut chunks: Vec<u32> = lists.iter().flat_map(ClauseLists::chunks).collect();
    chunks.sort_unstable();
    chunks.dedup();
    chunks
}

/// How many clauses the documents of a chunk match, and how many only through corrections.
fn count(
    lists: &[ClauseLists],
    text: &TextIndex,
    chunk: u32,
    cursors: &mut [Vec<usize>],
) -> Result<([Bits; DIGITS], [Bits; DIGITS])> {
    let (mut matched, mut corrected) = ([[0; WORDS]; DIGITS], [[0; WORDS]; DIGITS]);
    for (list, cursors) in lists.iter().zip(cursors) {
        let mut bits = [0; WORDS];
        if list.has_corrections() {
            let mut typed = [0; WORDS];
            list.union_typed_chunk(chunk, &mut cursors.clone(), &mut typed).ok_or_else(|| text.misfit())?;
            list.union_chunk(chunk, cursors, &mut bits).ok_or_else(|| text.misfit())?;
            add_one(&mut corrected, std::array::from_fn(|word| bits[word] & !typed[word]));
        } else {
            list.union_chunk(chunk, cursors, &mut bits).ok_or_else(|| text.misfit())?;
        }
        add_one(&mut matched, bits);
    }
    Ok((matched, corrected))
}

/// Adds one to the counts of the documents in `bits`.
fn add_one(digits: &mut [Bits; DIGITS], mut bits: Bits) {
    for digit in digits {
        for (digit, carry) in digit.iter_mut().zip(&mut bits) {
            (*digit, *carry) = (*digit ^ *carry, *digit & *carry);
        }
    }
}

fn equal_to(digits: &[Bits; DIGITS], count: usize) -> Bits {
    let mut equal = [u64::MAX; WORDS];
    for (place, digit) in digits.iter().enumerate() {
        let flip = if count >> place & 1 == 1 { 0 } else { u64::MAX };
        equal.iter_mut().zip(digit).for_each(|(equal, word)| *equal &= word ^ flip);
    }
    equal
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_clauses_are_better_and_corrections_worse() {
        let coverage = |matched, corrected| Coverage { matched, corrected };
        assert!(coverage(2, 0) > coverage(2, 1) && coverage(2, 2) > coverage(1, 0));
        assert_eq!(Coverage::of_grade(coverage(32, 7).grade()), coverage(32, 7));
    }

    #[test]
    fn counts_up_to_the_most_clauses() {
        let mut digits = [[0; WORDS]; DIGITS];
        for count in 1..=32 {
            let mut bits = [0; WORDS];
            bits[0] = if count % 2 == 0 { 0b11 } else { 0b01 };
            add_one(&mut digits, bits);
        }
        assert_eq!(equal_to(&digits, 32)[0], 0b01);
        assert_eq!(equal_to(&digits, 16)[0], 0b10);
    }
}
