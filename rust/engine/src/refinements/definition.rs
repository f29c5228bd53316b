//! One refinement: what is counted, what may be chosen, and what was counted.

use serde::Deserialize;

/// A refinement definition.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Definition {
    /// Every value of a column.
    Values {
        /// The column.
        column: usize,
        /// Only the most frequent, so many; 0: all. Selected ones stay.
        #[serde(default)]
        most: usize,
    },
    /// Named groups of values: `buckets_of` lists for each ordinal its slots.
    Buckets {
        /// The column.
        column: usize,
        /// Ordinal -> slots.
        buckets_of: Vec<Vec<u32>>,
        /// Number of slots.
        slots: usize,
    },
    /// Ranges of a number: slot i holds edge(i-1) <= value < edge(i).
    Thresholds {
        /// The column.
        column: usize,
        /// Ascending edges; there is one slot more.
        edges: Vec<f64>,
    },
    /// The categories below the selected one, or the top ones.
    Categories {
        /// Only those with the most hits, so many; 0: all.
        #[serde(default)]
        most: usize,
    },
}

/// What a shopper chose in one refinement; the choices are alternatives.
#[derive(Debug, Clone, PartialEq)]
pub enum Choice {
    /// Values by ordinal; unknown values match nothing and are left out.
    Ordinals(Vec<u32>),
    /// Buckets or ranges by slot.
    Slots(Vec<u32>),
    /// From and to, both inclusive; `None` is open.
    Range(Option<f64>, Option<f64>),
    /// Categories by number; unknown ones are left out.
    Categories(Vec<u32>),
}

/// Counts of one refinement.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Counts {
    /// (ordinal, slot or category number; hits), those with hits or selected.
    pub values: Vec<(u32, u32)>,
    /// Least and greatest number, for thresholds.
    pub range: Option<(f64, f64)>,
}
