//! When is a row in the store? Only rows with a date are listed; all others are always visible.

use super::container::{Container, ContainerWriter, Section};
use crate::error::Result;

/// A row's window: visible while `from <= at < to`, in microseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The row.
    pub row: u32,
    /// First microsecond.
    pub from: i64,
    /// The microsecond after the last.
    pub to: i64,
}

/// Writes windows, ascending by row.
pub fn write_windows(windows: &[Window], container: &mut ContainerWriter) {
    container.add("windows.rows", &windows.iter().map(|w| w.row).collect::<Vec<_>>());
    container.add("windows.froms", &windows.iter().map(|w| w.from).collect::<Vec<_>>());
    container.add("windows.tos", &windows.iter().map(|w| w.to).collect::<Vec<_>>());
}

/// Windows on disk.
pub struct Windows {
    rows: Section,
    froms: Section,
    tos: Section,
}

impl Windows {
    /// Opens them.
    pub fn open(container: &Container) -> Result<Self> {
        Ok(Self {
            rows: container.section("windows.rows")?,
            froms: container.section("windows.froms")?,
            tos: container.section("windows.tos")?,
        })
    }

    /// Whether no row has a date.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Rows that are not in the store at an instant, ascending.
    pub fn hidden_at(&self, at: i64) -> Result<Vec<u32>> {
        let (rows, froms, tos) = (self.rows.values::<u32>()?, self.froms.values::<i64>()?, self.tos.values::<i64>()?);
        let hidden = rows.iter().zip(froms.iter().zip(tos)).filter(|&(_, (&from, &to))| at < from || at >= to);
        Ok(hidden.map(|(&row, _)| row).collect())
    }
}
