//! Which types of product does a phrase name, and what is that worth to the documents of these types?
//!
//! Definition: `docs/reference/semantics.md`, paragraph 6, "Types".

use super::merchant_words::MerchantWords;
use crate::error::Result;
use crate::index::segment::Segment;
use crate::postings::set::DocumentSet;
use std::sync::Arc;

/// The types that a phrase names.
#[derive(Debug, Clone)]
pub struct NamedTypes {
    /// Ordinals of the types, ascending.
    pub types: Vec<u32>,
    /// The documents of any of them.
    pub documents: Arc<DocumentSet>,
    /// What their relevance is multiplied with, in 1/256.
    pub factor: u64,
}

impl NamedTypes {
    /// The types that the words of a phrase name, also in the merchant's other words for it, if they name any; the last may go on.
    pub fn of(
        segment: &Segment,
        locale: usize,
        words: &[String],
        merchant: Option<&MerchantWords>,
        goes_on: bool,
    ) -> Result<Option<Self>> {
        let Some(types) = &segment.product_types else { return Ok(None) };
        let labels = types.labels(&segment.schema, &segment.columns, locale)?;
        let mut named = labels.find(words, goes_on);
        for other in merchant.into_iter().flat_map(|merchant| merchant.rewritten(words)) {
            named.extend(labels.find(&other, goes_on));
        }
        named.sort_unstable();
        named.dedup();
        if named.is_empty() {
            return Ok(None);
        }
        let rows = segment.row_map()?;
        let documents = types.documents(&named, &segment.columns, |row| rows.document(row))?;
        Ok(Some(Self { types: named, documents, factor: types.factor }))
    }

    /// Relevance with the type in it.
    pub fn boost(named: Option<&Self>, document: u32, relevance: u64) -> u64 {
        match named {
            Some(named) if named.documents.contains(document) => (relevance * named.factor) >> 8,
            _ => relevance,
        }
    }
}
