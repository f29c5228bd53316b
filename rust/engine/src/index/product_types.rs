//! Which documents are of a type? The column of types, its labels by locale, and the sets that phrases have asked for.

use super::schema::Schema;
use crate::columns::{Column, Scope};
use crate::error::Result;
use crate::postings::set::DocumentSet;
use crate::types::labels::TypeLabels;
use rustc_hash::FxHashMap;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

/// Sets kept; when there are more, all are forgotten. One takes at most a bit for each document.
const MOST_SETS: usize = 64;

/// The product types of a store.
pub struct ProductTypes {
    /// Number of the column.
    column: usize,
    /// What the relevance of a named type is multiplied with, in 1/256.
    pub factor: u64,
    labels: Vec<OnceLock<TypeLabels>>,
    /// Types -> the documents of any of them: a segment never changes, so what is kept stays true.
    kept: RwLock<FxHashMap<Box<[u32]>, Arc<DocumentSet>>>,
}

impl ProductTypes {
    /// The types that a schema names, if it names any and some document has one.
    pub fn open(schema: &Schema) -> Option<Self> {
        let spec = schema.product_types.as_ref()?;
        let column = schema.columns.iter().position(|column| column.name == spec.column)?;
        let labels = schema.locales.iter().map(|_| OnceLock::new()).collect();
        Some(Self { column, factor: 256 + u64::from(spec.weight), labels, kept: RwLock::default() })
    }

    /// The labels in a locale, read when first asked for.
    pub fn labels(&self, schema: &Schema, columns: &[Column], locale: usize) -> Result<&TypeLabels> {
        if let Some(labels) = self.labels[locale].get() {
            return Ok(labels);
        }
        let labels = TypeLabels::read(schema, locale, &columns[self.column])?;
        Ok(self.labels[locale].get_or_init(|| labels))
    }

    /// The documents that are of any of these types; `document_of` tells whose a row is.
    pub fn documents(
        &self,
        types: &[u32],
        columns: &[Column],
        document_of: impl Fn(u32) -> u32,
    ) -> Result<Arc<DocumentSet>> {
        if let Some(known) = self.kept.read().unwrap_or_else(PoisonError::into_inner).get(types) {
            return Ok(known.clone());
        }
        let documents = Arc::new(find(types, &columns[self.column], document_of)?);
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST_SETS {
            kept.clear();
        }
        kept.insert(types.into(), documents.clone());
        Ok(documents)
    }

    /// The values of types.
    pub fn values(&self, types: &[u32], columns: &[Column]) -> Result<Vec<String>> {
        let Some(dictionary) = columns[self.column].dictionary() else { return Ok(Vec::new()) };
        types.iter().map(|&ordinal| dictionary.get(ordinal)).collect()
    }
}

fn find(types: &[u32], column: &Column, document_of: impl Fn(u32) -> u32) -> Result<DocumentSet> {
    let entries = column.entries()?;
    let mut found: Vec<u32> = Vec::new();
    for at in 0..entries.len() {
        let mut is_of_type = false;
        entries.for_each_ordinal(at, |ordinal| is_of_type |= types.binary_search(&ordinal).is_ok());
        if is_of_type {
            let at = at as u32;
            found.push(if column.scope == Scope::Row { document_of(at) } else { at });
        }
    }
    found.dedup();
    Ok(DocumentSet::from_sorted(found))
}
