//! Which hits have the values that a phrase names?
//!
//! Definition: `docs/reference/semantics.md`, paragraph 6, "Values".

use crate::columns::Scope;
use crate::error::Result;
use crate::index::segment::Segment;
use crate::understanding::{Meaning, Understood};

/// The values that the words of a phrase may mean, part by part.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NamedValues {
    /// What was typed, and the values: numbers of columns, and ordinals.
    pub parts: Vec<(String, Vec<(usize, u32)>)>,
}

impl NamedValues {
    /// Those of some parts of a phrase whose words are words; types of products have a weight of their own.
    pub fn of(segment: &Segment, phrase: &str, understood: &[Understood]) -> Self {
        let of_types = segment.product_types.as_ref().map(|types| types.column);
        let mut parts = Vec::new();
        for one in understood.iter().filter(|one| !one.is_apart()) {
            let Meaning::Value { readings, .. } = &one.meaning else { continue };
            let values = readings.iter().map(|reading| (reading.source.column, reading.ordinal));
            let values: Vec<_> = values.filter(|(column, _)| Some(*column) != of_types).collect();
            if !values.is_empty() {
                parts.push((phrase[one.bytes.clone()].to_owned(), values));
            }
        }
        Self { parts }
    }

    /// One bit for each part of which a row has a value, for some rows of documents: no phrase has more parts than two characters each.
    pub fn held(&self, segment: &Segment, rows: impl Iterator<Item = (u32, u32)> + Clone) -> Result<Vec<u128>> {
        let mut held = vec![0; rows.clone().count()];
        for (number, (_, values)) in self.parts.iter().enumerate() {
            for &(column, ordinal) in values {
                let column = &segment.columns[column];
                let entries = column.entries()?;
                for (held, (document, row)) in held.iter_mut().zip(rows.clone()) {
                    let at = if column.scope == Scope::Row { row } else { document };
                    entries.for_each_ordinal(at as usize, |has| *held |= u128::from(has == ordinal) << number);
                }
            }
        }
        Ok(held)
    }
}
