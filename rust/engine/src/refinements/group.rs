//! Does a row pass what was chosen in one refinement?

use super::definition::{Choice, Definition};
use crate::columns::{Entries, Scope};
use crate::error::{Error, Result};
use crate::index::segment::Segment;

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
    fn holds(&self, number: f64) -> bool {
        number >= self.from && (number < self.to || (self.includes_to && number <= self.to))
    }
}

impl<'a> GroupTest<'a> {
    /// The test of a choice in a definition that reads a column.
    pub fn new(segment: &'a Segment, definition: &Definition, choice: &Choice) -> Result<Self> {
        let number = match definition {
            Definition::Values { column, .. } | Definition::Buckets { column, .. } | Definition::Thresholds { column, .. } => *column,
            Definition::Categories => return Err(Error::Request("categories are chosen by number".into())),
        };
        let column = &segment.columns[number];
        Ok(Self { entries: column.entries()?, scope: column.scope, passing: Passing::new(definition, choice, column.cardinality())? })
    }

    /// Whether entries are rows.
    pub fn is_by_row(&self) -> bool {
        self.scope == Scope::Row
    }

    /// Whether a row passes.
    #[inline]
    pub fn passes(&self, document: u32, row: u32) -> bool {
        let at = if self.scope == Scope::Row { row } else { document } as usize;
        match &self.passing {
            Passing::Ordinals(bits) => {
                let mut passes = false;
                self.entries.for_each_ordinal(at, |ordinal| passes |= bits[ordinal as usize / 64] >> (ordinal % 64) & 1 == 1);
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
            (Definition::Values { .. }, Choice::Ordinals(ordinals)) => Self::of_ordinals(cardinality, |ordinal| ordinals.contains(&ordinal)),
            (Definition::Buckets { buckets_of, .. }, Choice::Slots(slots)) => {
                Self::of_ordinals(cardinality, |ordinal| buckets_of.get(ordinal as usize).is_some_and(|of| of.iter().any(|slot| slots.contains(slot))))
            }
            (Definition::Thresholds { edges, .. }, Choice::Slots(slots)) => Self::Ranges(slots.iter().map(|&slot| range_of_slot(edges, slot)).collect()),
            (_, &Choice::Range(from, to)) => {
                Self::Ranges(vec![NumberRange { from: from.unwrap_or(f64::NEG_INFINITY), to: to.unwrap_or(f64::INFINITY), includes_to: true }])
            }
            _ => return Err(Error::Request("this refinement is not chosen like that".into())),
        })
    }

    fn of_ordinals(cardinality: usize, passes: impl Fn(u32) -> bool) -> Self {
        let mut bits = vec![0; cardinality.div_ceil(64).max(1)];
        (0..cardinality as u32).filter(|&ordinal| passes(ordinal)).for_each(|ordinal| bits[ordinal as usize / 64] |= 1 << (ordinal % 64));
        Self::Ordinals(bits)
    }
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
