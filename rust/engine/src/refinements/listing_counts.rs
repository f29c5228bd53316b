//! Counts of whole category listings, kept: the same few listings are asked for again and again, and nothing but their category decides them.
//!
//! Only for requests without phrase and choices, while no row is hidden by a date. A segment never changes, so what is kept stays true.

use super::definition::Counts;
use rustc_hash::FxHashMap;
use std::sync::{Arc, PoisonError, RwLock};

/// Listings kept; when there are more, they are counted anew.
const MOST_LISTINGS: usize = 4096;

/// What was asked for: the segment and the chosen categories.
pub type Listing = (u64, Option<Vec<u32>>);

/// Counts by listing.
#[derive(Default)]
pub struct ListingCounts {
    kept: RwLock<FxHashMap<Listing, Arc<Vec<Counts>>>>,
}

impl ListingCounts {
    /// The counts of a listing, if they are kept.
    pub fn get(&self, listing: &Listing) -> Option<Arc<Vec<Counts>>> {
        self.kept.read().unwrap_or_else(PoisonError::into_inner).get(listing).cloned()
    }

    /// Keeps the counts of a listing.
    pub fn keep(&self, listing: Listing, counts: &[Counts]) {
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        if kept.len() < MOST_LISTINGS {
            kept.insert(listing, Arc::new(counts.to_vec()));
        }
    }
}
