//! The labels that a locale's catalog gives for completion, one list for each kind.

use super::container::{Container, ContainerWriter};
use crate::completion::entries::{Entries, EntrySpec, write_entries};
use crate::error::Result;
use serde::Deserialize;

/// What is written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntrySpecs {
    /// Phrases made of the catalog's words.
    pub phrases: Vec<EntrySpec>,
    /// Names of categories; the target is the id.
    pub categories: Vec<EntrySpec>,
    /// Names of brands; the target is a column and a value.
    pub brands: Vec<EntrySpec>,
    /// Names of other values.
    pub values: Vec<EntrySpec>,
}

/// Labels on disk.
pub struct CatalogEntries {
    /// Phrases made of the catalog's words.
    pub phrases: Entries,
    /// Names of categories.
    pub categories: Entries,
    /// Names of brands.
    pub brands: Entries,
    /// Names of other values.
    pub values: Entries,
}

/// Writes the labels of a locale.
pub fn write_catalog_entries(locale: usize, specs: EntrySpecs, container: &mut ContainerWriter) {
    let EntrySpecs { phrases, categories, brands, values } = specs;
    for (kind, specs) in [("phrases", phrases), ("categories", categories), ("brands", brands), ("values", values)] {
        write_entries(&prefix(locale, kind), specs, container);
    }
}

fn prefix(locale: usize, kind: &str) -> String {
    format!("entries.{locale}.{kind}.")
}

impl CatalogEntries {
    /// Opens the labels of a locale, if it has any.
    pub fn open(locale: usize, container: &Container) -> Result<Option<Self>> {
        if !container.has(&format!("{}ranks", prefix(locale, "phrases"))) {
            return Ok(None);
        }
        let entries = |kind: &str| Entries::open(&prefix(locale, kind), container);
        Ok(Some(Self {
            phrases: entries("phrases")?,
            categories: entries("categories")?,
            brands: entries("brands")?,
            values: entries("values")?,
        }))
    }
}
