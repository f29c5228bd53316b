//! Does a row pass what was chosen in one refinement?

use super::definition::{Choice, Definition};
use crate::columns::{Column, Entries, Numbers, Ordinals, Scope};
use crate::error::{Error, Result};
use crate::index::segment::Segment;
use crate::postings::chunk::{Bits, CHUNK, WORDS};
use crate::postings::set::{DocumentSet, Ones};

/// Ordinals that are compared one by one, in vectors, rather than looked up.
const FEW: usize = 4;
/// So many of 64 documents are tested faster all together.
const MANY: u32 = 6;

/// A test of one refinement group on rows.
pub struct GroupTest<'a> {
    column: &'a Column,
    entries: Entries<'a>,
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
    /// The test of a choice in a definition that reads a column; without a definition, of a range of prices.
    pub fn new(segment: &'a Segment, definition: Option<&Definition>, choice: &Choice) -> Result<Self> {
        let number = match definition {
            Some(
                Definition::Values { column, .. }
                | Definition::Buckets { column, .. }
                | Definition::Thresholds { column, .. },
            ) => Some(*column),
            Some(Definition::Categories { .. }) => {
                return Err(Error::Request("categories are chosen by number".into()));
            }
            None => segment.schema.price.as_ref().and_then(|name| segment.column(name)),
        };
        let number = number.ok_or_else(|| Error::Request("there is no such refinement".into()))?;
        let column = &segment.columns[number];
        Ok(Self {
            entries: column.entries()?,
            column,
            passing: Passing::new(definition, choice, column.cardinality())?,
        })
    }

    /// Whether entries are rows.
    pub fn is_by_row(&self) -> bool {
        self.column.scope == Scope::Row
    }

    /// The documents that pass, where the column's runs tell them faster than a look at so many.
    pub fn documents(&self, tested: usize) -> Result<Option<DocumentSet>> {
        let (Passing::Ordinals(passing), Some(runs)) = (&self.passing, self.column.runs(tested)?) else {
            return Ok(None);
        };
        let chosen = runs.documents.iter().zip(&runs.ordinals).filter(|(_, ordinal)| holds(passing, **ordinal));
        Ok(Some(DocumentSet::from_ranges(chosen.map(|(documents, _)| documents.clone()))))
    }

    /// The documents of a chunk that pass, in stores in which a document is a row. The kind of column is looked at once, not for each document.
    pub fn passing(&self, chunk: u32, bits: &Bits) -> Bits {
        match (&self.entries, &self.passing) {
            (Entries::One(Ordinals::U8(all)), Passing::Ordinals(passing)) => match few(passing) {
                Some(few) => keep(chunk, bits, all, |ordinal| is_one_of(ordinal, few.map(|one| one as u8))),
                None => keep_each(chunk, bits, |document| holds(passing, u32::from(all[document]))),
            },
            (Entries::One(Ordinals::U16(all)), Passing::Ordinals(passing)) => match few(passing) {
                Some(few) => keep(chunk, bits, all, |ordinal| is_one_of(ordinal, few.map(|one| one as u16))),
                None => keep_each(chunk, bits, |document| holds(passing, u32::from(all[document]))),
            },
            (Entries::Numbers(Numbers::I32(all)), Passing::Ranges(ranges)) if ranges.len() == 1 => {
                let (from, to) = ranges[0].whole_numbers();
                keep(chunk, bits, all, |number| (from..=to).contains(&number))
            }
            _ => keep_each(chunk, bits, |document| self.passes(document as u32, document as u32)),
        }
    }

    /// Whether a row passes.
    #[inline]
    pub fn passes(&self, document: u32, row: u32) -> bool {
        let at = if self.column.scope == Scope::Row { row } else { document } as usize;
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
    fn new(definition: Option<&Definition>, choice: &Choice, cardinality: usize) -> Result<Self> {
        Ok(match (definition, choice) {
            (Some(Definition::Values { .. }), Choice::Ordinals(ordinals)) => {
                Self::of_ordinals(cardinality, |ordinal| ordinals.contains(&ordinal))
            }
            (Some(Definition::Buckets { buckets_of, .. }), Choice::Slots(slots)) => {
                Self::of_ordinals(cardinality, |ordinal| {
                    buckets_of.get(ordinal as usize).is_some_and(|of| of.iter().any(|slot| slots.contains(slot)))
                })
            }
            (Some(Definition::Thresholds { edges, .. }), Choice::Slots(slots)) => {
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

/// Whether an ordinal is among those of a bitmap.
#[inline]
fn holds(ordinals: &[u64], ordinal: u32) -> bool {
    ordinals.get(ordinal as usize / 64).is_some_and(|word| word >> (ordinal % 64) & 1 == 1)
}

/// The ordinals of a bitmap, if they are few; repeated where they are fewer.
fn few(ordinals: &[u64]) -> Option<[u32; FEW]> {
    let count: u32 = ordinals.iter().map(|word| word.count_ones()).sum();
    let mut all = (0..).zip(ordinals).flat_map(|(at, &word)| Ones(word).map(move |bit| at * 64 + bit));
    if !(1..=FEW as u32).contains(&count) {
        return None;
    }
    let mut few = [all.next()?; FEW];
    few.iter_mut().skip(1).zip(all).for_each(|(place, ordinal)| *place = ordinal);
    Some(few)
}

#[inline]
fn is_one_of<T: Copy + PartialEq>(ordinal: T, few: [T; FEW]) -> bool {
    few.iter().fold(0, |is, &one| is | u8::from(ordinal == one)) > 0
}

/// The documents of a bitmap whose value passes. Where many of 64 are asked for, all are compared, in vectors: without a branch that could be
/// guessed wrong.
#[inline]
fn keep<T: Copy>(chunk: u32, bits: &Bits, all: &[T], passes: impl Fn(T) -> bool) -> Bits {
    let mut kept = [0; WORDS];
    for (at, (&word, kept)) in bits.iter().zip(&mut kept).enumerate() {
        let first = chunk as usize * CHUNK + at * 64;
        *kept = match all.get(first..first + 64) {
            Some(values) if word.count_ones() >= MANY => word & passing_word(values, &passes),
            _ => passing_each(word, |bit| passes(all[first + bit as usize])),
        };
    }
    kept
}

#[inline]
fn keep_each(chunk: u32, bits: &Bits, passes: impl Fn(usize) -> bool) -> Bits {
    let first = chunk as usize * CHUNK;
    std::array::from_fn(|at| passing_each(bits[at], |bit| passes(first + at * 64 + bit as usize)))
}

#[inline]
fn passing_each(word: u64, passes: impl Fn(u32) -> bool) -> u64 {
    Ones(word).fold(0, |kept, bit| kept | u64::from(passes(bit)) << bit)
}

/// One bit for each of 64 values.
#[inline]
fn passing_word<T: Copy>(values: &[T], passes: impl Fn(T) -> bool) -> u64 {
    let mut passing = [0_u8; 64];
    passing.iter_mut().zip(values).for_each(|(passing, &value)| *passing = u8::from(passes(value)));
    let eights = passing.as_chunks::<8>().0.iter();
    // The product brings the lowest bits of eight bytes side by side.
    let bytes = eights.map(|&eight| u64::from_le_bytes(eight).wrapping_mul(0x0102_0408_1020_4080) >> 56);
    (0..).zip(bytes).fold(0, |word, (at, byte)| word | byte << (at * 8))
}

fn range_of_slot(edges: &[f64], slot: u32) -> NumberRange {
    let slot = slot as usize;
    let from = if slot == 0 { f64::NEG_INFINITY } else { edges.get(slot - 1).copied().unwrap_or(f64::INFINITY) };
    NumberRange { from, to: edges.get(slot).copied().unwrap_or(f64::INFINITY), includes_to: slot >= edges.len() }
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
