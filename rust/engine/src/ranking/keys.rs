//! What a sort compares: one number per key, made so that the smaller one comes first.

use crate::columns::{Column, Entries, Numbers, Scope, Statistics};
use crate::error::Result;
use serde::Deserialize;
use std::sync::Arc;

/// Where a key's value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeySource {
    /// A column, by number.
    Column(usize),
    /// Text relevance.
    Relevance,
    /// The position in the requested category.
    CategoryPosition,
    /// What no product has.
    Nothing,
}

/// What stands for a missing value.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Nulls {
    /// Behind all others, whatever the direction.
    Last,
    /// Before all others, whatever the direction.
    First,
    /// The least value of the column.
    Min,
    /// The greatest.
    Max,
    /// The mean.
    Average,
    /// The middle one.
    Median,
    /// A number.
    Constant(f64),
}

/// One key of a sort.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct KeySpec {
    /// Where it reads.
    pub source: KeySource,
    /// Great values first.
    pub descending: bool,
    /// What stands for a missing value.
    pub nulls: Nulls,
    /// Ordinal -> place in the order of labels, for value columns; without it ordinals are compared.
    #[serde(default)]
    pub ranks: Option<Arc<[u32]>>,
}

/// A key, ready to be read.
pub struct SortKey<'a> {
    /// Where it reads.
    pub source: KeySource,
    entries: Option<(Entries<'a>, Scope)>,
    ranks: Option<Arc<[u32]>>,
    descending: bool,
    null: u64,
}

/// A column of whole numbers as a key reads it.
#[derive(Clone, Copy)]
pub struct WholeNumbers<'a> {
    all: &'a [i32],
    descending: bool,
    null: u64,
}

impl WholeNumbers<'_> {
    /// The key of an entry: that of [`SortKey::of_row`].
    #[inline]
    pub fn key(&self, at: u32) -> u64 {
        let number = self.all[at as usize];
        if number == i32::MIN { self.null } else { key_of(f64::from(number), self.descending) }
    }
}

impl<'a> SortKey<'a> {
    /// Opens a key over the columns of a segment; `positions` are those in the requested category.
    pub fn new(spec: &KeySpec, columns: &'a [Column], positions: impl FnOnce() -> Result<Vec<f64>>) -> Result<Self> {
        let column = match spec.source {
            KeySource::Column(number) => Some(&columns[number]),
            _ => None,
        };
        let entries = column.map(|column| Ok((column.entries()?, column.scope))).transpose()?;
        let mut key = Self {
            source: spec.source,
            entries,
            ranks: spec.ranks.clone(),
            descending: spec.descending,
            null: u64::MAX,
        };
        key.null = key.null_key(spec.nulls, || match (column, spec.source) {
            (Some(column), _) => column.statistics(spec.descending),
            (None, KeySource::CategoryPosition) => Ok(Statistics::of(positions()?)),
            (None, _) => Ok(Statistics::default()),
        })?;
        Ok(key)
    }

    fn null_key(&self, nulls: Nulls, statistics: impl FnOnce() -> Result<Statistics>) -> Result<u64> {
        let stand_in = match nulls {
            Nulls::Last => return Ok(u64::MAX),
            Nulls::First => return Ok(0),
            Nulls::Min => statistics()?.min,
            Nulls::Max => statistics()?.max,
            Nulls::Average => statistics()?.average,
            Nulls::Median => statistics()?.median,
            Nulls::Constant(number) => Some(number),
        };
        Ok(stand_in.map_or(u64::MAX, |number| self.key(number)))
    }

    /// The key of a hit by its document and represented row.
    #[inline]
    pub fn of_row(&self, document: u32, row: u32) -> u64 {
        let Some((entries, scope)) = &self.entries else { return self.null };
        let at = if *scope == Scope::Row { row } else { document };
        let Some(ranks) = &self.ranks else { return self.of_value(entries.extreme(at as usize, self.descending)) };
        let mut best: Option<u32> = None;
        entries.for_each_ordinal(at as usize, |ordinal| {
            let rank = ranks.get(ordinal as usize).copied().unwrap_or(u32::MAX);
            best = Some(best.map_or(rank, |best| if self.descending { best.max(rank) } else { best.min(rank) }));
        });
        self.of_value(best.map(f64::from))
    }

    /// The numbers of a key that reads a plain column of whole numbers.
    pub fn whole_numbers(&self) -> Option<WholeNumbers<'a>> {
        match (&self.entries, &self.ranks) {
            (Some((Entries::Numbers(Numbers::I32(all)), _)), None) => {
                Some(WholeNumbers { all, descending: self.descending, null: self.null })
            }
            _ => None,
        }
    }

    /// The key of a value that does not come from a column.
    #[inline]
    pub fn of_value(&self, value: Option<f64>) -> u64 {
        value.map_or(self.null, |number| self.key(number))
    }

    /// Keeps the order of numbers, or turns it round; never 0 or `u64::MAX`.
    #[inline]
    fn key(&self, number: f64) -> u64 {
        key_of(number, self.descending)
    }
}

#[inline]
fn key_of(number: f64, descending: bool) -> u64 {
    // -0.0 and 0.0 are one number.
    let bits = (number + 0.0).to_bits();
    let ordered = if bits >> 63 == 0 { bits | 1 << 63 } else { !bits };
    if descending { !ordered } else { ordered }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key(descending: bool) -> SortKey<'static> {
        SortKey { source: KeySource::Relevance, entries: None, ranks: None, descending, null: u64::MAX }
    }

    proptest! {
        #[test]
        fn keys_keep_the_order_of_numbers(a in -1e12_f64..1e12, b in -1e12_f64..1e12) {
            prop_assert_eq!(key(false).key(a).cmp(&key(false).key(b)), a.total_cmp(&b));
            prop_assert_eq!(key(true).key(a).cmp(&key(true).key(b)), b.total_cmp(&a));
            prop_assert!(key(false).key(a) != 0 && key(true).key(a) != u64::MAX);
        }
    }

    #[test]
    fn both_zeros_are_one() {
        assert_eq!(key(false).key(0.0), key(false).key(-0.0));
    }
}
