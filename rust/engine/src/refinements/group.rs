//! Does a row pass what was chosen in one refinement?

use super::definition::{Choice, Definition};
use crate::columns::{Entries, Numbers, Ordinals, Scope};
use crate::error::{Error, Result};
use crate::index::segment::Segment;
use crate::postings::chunk::{Bits, CHUNK, WORDS};

/// A test of one refinement group on rows.
pub struct GroupTest<'a> {
    entries: Entries<'a>,
    scope: Scope,
    passing: Passing,
}

enum Passing {
    /// One bit per ordinal.
    Ordinals(Vec<u64>),
    /// Any of these ranges: from <= value, and value < to or value <= to.
    Ranges(Vec<NumberRange>),
}

#[derive(Debug, Clone, Copy)]
struct NumberRange {
    from: f64,
    to: f64,
    includes_to: bool,
}

impl NumberRange {
    /// The whole numbers that it holds, both ends included; the least number of all stands for none and is left out.
    fn whole_numbers(&self) -> (i32, i32) {
        let from = self.from.ceil().max(f64::from(i32::MIN) + 1.0);
        let to = if self.includes_to { self.to.floor() } else { self.to.ceil() - 1.0 };
        if from > f64::from(i32::MAX) || to <= f64::from(i32::MIN) {
            return (1, 0);
        }
        (from as i32, to.min(f64::from(i32::MAX)) as i32)
    }

    fn holds(&self, number: f64) -> bool {
        number >= self.from && (number < self.to || (self.includes_to && number <= self.to))
    }
}

impl<'a> GroupTest<'a> {
    /// The test of a choice in a definition that reads a column.
    pub fn new(segment: &'a Segment, definition: &Definition, choice: &Choice) -> Result<Self> {
        let number = match definition {
            Definition::Values { column, .. }
            | Definition::Buckets { column, .. }
            | Definition::Thresholds { column, .. } => *column,
            Definition::Categories { .. } => return Err(Error::Request("categories are chosen by number".into())),
        };
        let column = &segment.columns[number];
        Ok(Self {
            entries: column.entries()?,
            scope: column.scope,
            passing: Passing::new(definition, choice, column.cardinality())?,
        })
    }

    /// Whether entries are rows.
    pub fn is_by_row(&self) -> bool {
        self.scope == Scope::Row
    }

    /// The documents of a chunk that pass, in stores in which a document is a row. The kind of column is looked at once, not for each document.
    pub fn passing(&self, chunk: u32, bits: &Bits) -> Bits {
        match (&self.entries, &self.passing) {
            (Entries::One(Ordinals::U8(all)), Passing::Ordinals(passing)) => {
                let table: [bool; 256] = std::array::from_fn(|ordinal| {
                    passing.get(ordinal / 64).is_some_and(|word| word >> (ordinal % 64) & 1 == 1)
                });
                keep(chunk, bits, |document| table[usize::from(all[document])])
            }
            (Entries::One(Ordinals::U16(all)), Passing::Ordinals(passing)) => keep(chunk, bits, |document| {
                passing.get(usize::from(all[document]) / 64).is_some_and(|word| word >> (all[document] % 64) & 1 == 1)
            }),
            (Entries::Numbers(Numbers::I32(all)), Passing::Ranges(ranges)) if ranges.len() == 1 => {
                let (from, to) = ranges[0].whole_numbers();
                keep(chunk, bits, |document| from <= all[document] && all[document] <= to)
            }
            _ => keep(chunk, bits, |document| self.passes(document as u32, document as u32)),
        }
    }

    /// Whether a row passes.
    #[inline]
    pub fn passes(&self, document: u32, row: u32) -> bool {
        let at = if self.scope == Scope::Row { row } else { document } as usize;
        match &self.passing {
            Passing::Ordinals(bits) => {
                let mut passes = false;
                self.entries
                    .for_each_ordinal(at, |ordinal| passes |= bits[ordinal as usize / 64] >> (ordinal % 64) & 1 == 1);
                passes
            }
            Passing::Ranges(ranges) => {
                let mut passes = false;
                self.entries.for_each_number(at, |number| passes |= ranges.iter().any(|range| range.holds(number)));
                passes
            }
        }
    }
}

impl Passing {
    fn new(definition: &Definition, choice: &Choice, cardinality: usize) -> Result<Self> {
        Ok(match (definition, choice) {
            (Definition::Values { .. }, Choice::Ordinals(ordinals)) => {
                Self::of_ordinals(cardinality, |ordinal| ordinals.contains(&ordinal))
            }
            (Definition::Buckets { buckets_of, .. }, Choice::Slots(slots)) => {
                Self::of_ordinals(cardinality, |ordinal| {
                    buckets_of.get(ordinal as usize).is_some_and(|of| of.iter().any(|slot| slots.contains(slot)))
                })
            }
            (Definition::Thresholds { edges, .. }, Choice::Slots(slots)) => {
                Self::Ranges(slots.iter().map(|&slot| range_of_slot(edges, slot)).collect())
            }
            (_, &Choice::Range(from, to)) => Self::Ranges(vec![NumberRange {
                from: from.unwrap_or(f64::NEG_INFINITY),
                to: to.unwrap_or(f64::INFINITY),
                includes_to: true,
            }]),
            _ => return Err(Error::Request("this refinement is not chosen like that".into())),
        })
    }

    fn of_ordinals(cardinality: usize, passes: impl Fn(u32) -> bool) -> Self {
        let mut bits = vec![0; cardinality.div_ceil(64).max(1)];
        (0..cardinality as u32)
            .filter(|&ordinal| passes(ordinal))
            .for_each(|ordinal| bits[ordinal as usize / 64] |= 1 << (ordinal % 64));
        Self::Ordinals(bits)
    }
}

#[inline]
fn keep(chunk: u32, bits: &Bits, passes: impl Fn(usize) -> bool) -> Bits {
    let mut kept = [0; WORDS];
    for (at, (&word, kept)) in bits.iter().zip(&mut kept).enumerate() {
        let first = chunk as usize * CHUNK + at * 64;
        let mut left = word;
        while left != 0 {
            let bit = left.trailing_zeros();
            *kept |= u64::from(passes(first + bit as usize)) << bit;
            left &= left - 1;
        }
    }
    kept
}

fn range_of_slot(edges: &[f64], slot: u32) -> NumberRange {
    let slot = slot as usize;
    let from = if slot == 0 { f64::NEG_INFINITY } else { edges.get(slot - 1).copied().unwrap_or(f64::INFINITY) };
    NumberRange { from, to: edges.get(slot).copied().unwrap_or(f64::INFINITY), includes_to: slot >= edges.len() }
}

/// The slot of a number.
pub fn slot_of(edges: &[f64], number: f64) -> usize {
    // Edges are few: counting them all needs no branch that a processor could guess wrong.
    edges.iter().map(|&edge| usize::from(edge <= number)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn whole_numbers_of_a_range_are_those_it_holds(from in -20.0_f64..20.0, length in 0.0_f64..10.0, includes_to: bool, number in -40_i32..40) {
            let range = NumberRange { from, to: from + length, includes_to };
            let (least, greatest) = range.whole_numbers();
            prop_assert_eq!(least <= number && number <= greatest, range.holds(f64::from(number)));
        }
    }

    #[test]
    fn open_and_far_ranges_do_not_overflow() {
        let open = NumberRange { from: f64::NEG_INFINITY, to: f64::INFINITY, includes_to: true };
        assert_eq!(open.whole_numbers(), (i32::MIN + 1, i32::MAX));
        let far = NumberRange { from: 1e12, to: 1e13, includes_to: true };
        assert!(far.whole_numbers().0 > far.whole_numbers().1);
    }
}
