//! How many clauses does each document match? Counted for 64 documents at once, the bits of the counts standing in words of their own.

use super::lists::ClauseLists;
use crate::error::Result;
use crate::index::text_index::TextIndex;
use crate::postings::chunk::{Bits, WORDS};
use crate::postings::set::DocumentSet;

/// Bits of a count: enough for every clause a phrase may have.
const DIGITS: usize = 6;

/// Documents by the number of lists they are in: place k-1 holds those in exactly k.
pub fn by_coverage(lists: &[ClauseLists], text: &TextIndex) -> Result<Vec<DocumentSet>> {
    let mut chunks: Vec<u32> = lists.iter().flat_map(ClauseLists::chunks).collect();
    chunks.sort_unstable();
    chunks.dedup();
    let mut cursors: Vec<Vec<usize>> = lists.iter().map(|list| vec![0; list.forms.len()]).collect();
    let mut levels = vec![DocumentSet::default(); lists.len()];
    for chunk in chunks {
        let mut digits = [[0; WORDS]; DIGITS];
        for (list, cursors) in lists.iter().zip(&mut cursors) {
            let mut bits = [0; WORDS];
            list.union_chunk(chunk, cursors, &mut bits).ok_or_else(|| text.corrupt("a chunk does not fit its term"))?;
            add_one(&mut digits, bits);
        }
        for (level, set) in levels.iter_mut().enumerate() {
            set.push(chunk, equal_to(&digits, level + 1));
        }
    }
    Ok(levels)
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
