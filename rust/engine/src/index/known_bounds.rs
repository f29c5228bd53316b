//! Bounds of blocks take a walk over all postings of a word's forms, so they are kept: few beginnings of words have so many documents, and
//! shoppers type the same ones.

use super::known_words::Alternative;
use crate::error::Result;
use rustc_hash::FxHashMap;
use std::sync::{Arc, PoisonError, RwLock};

/// Words kept; when there are more, all are forgotten. A thousand beginnings have more than a fiftieth of a store's documents.
const MOST_WORDS: usize = 1024;

/// Block -> what the clause adds to relevance at most, as a part of 65535 of its inverse document frequency.
pub type BlockParts = Arc<[u16]>;

/// The bounds of the words of one locale that were asked for.
#[derive(Default)]
pub struct KnownBounds {
    kept: RwLock<FxHashMap<Arc<[Alternative]>, BlockParts>>,
}

impl KnownBounds {
    /// The bounds of some forms together, of every block of documents; `make` makes them if they were not asked for before.
    pub fn of_forms(&self, forms: &Arc<[Alternative]>, make: impl FnOnce() -> Result<Vec<u16>>) -> Result<BlockParts> {
        if let Some(known) = self.kept.read().unwrap_or_else(PoisonError::into_inner).get(forms) {
            return Ok(Arc::clone(known));
        }
        let parts: BlockParts = make()?.into();
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST_WORDS {
            kept.clear();
        }
        kept.insert(Arc::clone(forms), Arc::clone(&parts));
        Ok(parts)
    }
}
