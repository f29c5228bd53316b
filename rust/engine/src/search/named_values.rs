//! Which hits have the values that a phrase names?
//!
//! Definition: `docs/reference/semantics.md`, paragraph 6, "Values".

use crate::columns::Scope;
use crate::error::Result;
use crate::index::segment::Segment;
use crate::understanding::{Meaning, Understood};

/// The values that the words of a phrase may mean.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NamedValues {
    /// How many parts of the phrase name any.
    pub parts: u32,
    /// Number of the part, column, ordinal.
    values: Vec<(u32, usize, u32)>,
}

impl NamedValues {
    /// Those of some parts of a phrase.
    pub fn of(segment: &Segment, understood: &[Understood]) -> Self {
        let (mut parts, mut values) = (0, Vec::new());
        for one in understood {
            let named = values_of(segment, one).map(|(column, ordinal)| (parts, column, ordinal));
            let before = values.len();
            values.extend(named);
            parts += u32::from(values.len() > before);
        }
        Self { parts, values }
    }

    /// One bit for each part of which a row has a value, for some rows of documents: no phrase has more parts than two characters each.
    pub fn held(&self, segment: &Segment, rows: impl Iterator<Item = (u32, u32)> + Clone) -> Result<Vec<u128>> {
        let mut held = vec![0; rows.clone().count()];
        for &(part, column, ordinal) in &self.values {
            let column = &segment.columns[column];
            let entries = column.entries()?;
            for (held, (document, row)) in held.iter_mut().zip(rows.clone()) {
                let at = if column.scope == Scope::Row { row } else { document };
                entries.for_each_ordinal(at as usize, |has| *held |= u128::from(has == ordinal) << part);
            }
        }
        Ok(held)
    }
}

/// The values that a part names whose words are words; types of products have a weight of their own.
fn values_of(segment: &Segment, one: &Understood) -> impl Iterator<Item = (usize, u32)> {
    let of_types = segment.product_types.as_ref().map(|types| types.column);
    let readings = match &one.meaning {
        Meaning::Value { readings, .. } if !one.is_apart() => &readings[..],
        _ => &[],
    };
    let values = readings.iter().map(|reading| (reading.source.column, reading.ordinal));
    values.filter(move |(column, _)| Some(*column) != of_types)
}

/// The parts of a phrase that name values, as they were typed: one for each bit of [`NamedValues::held`].
pub fn typed_values<'u>(segment: &Segment, understood: &'u [Understood]) -> Vec<&'u str> {
    let named = understood.iter().filter(|one| values_of(segment, one).next().is_some());
    named
        .filter_map(|one| if let Meaning::Value { text, .. } = &one.meaning { Some(text.as_str()) } else { None })
        .collect()
}
