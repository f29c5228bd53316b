//! What is counted: given once when a store opens, by number of column; and what is kept because the same is counted again and again.

use super::counter::Counter;
use super::definition::Definition;
use super::joint::JointColumns;
use super::listing_counts::ListingCounts;
use crate::error::Result;
use crate::index::segment::Segment;
use std::sync::OnceLock;

/// The definitions of a store, and the counts of whole listings by them.
#[derive(Default)]
pub struct Definitions {
    /// One per refinement.
    pub all: Vec<Definition>,
    /// Counts that are kept.
    pub listing_counts: ListingCounts,
    joint: OnceLock<JointColumns>,
}

/// Joint columns are made when one document in so many is counted: they cost about as much as counting every document once.
const SHARE_COUNTED_JOINTLY: usize = 32;

impl Definitions {
    /// Definitions that nothing was counted by yet.
    pub fn new(all: Vec<Definition>) -> Self {
        Self { all, listing_counts: ListingCounts::default(), joint: OnceLock::new() }
    }

    /// The joint columns of a segment: those there are, or new ones if so many documents are worth them.
    pub fn joint(
        &self,
        segment: &Segment,
        documents: usize,
        counters: &[(usize, Counter)],
    ) -> Result<Option<&JointColumns>> {
        if self.joint.get().is_none() && documents * SHARE_COUNTED_JOINTLY >= segment.documents {
            let made = JointColumns::new(segment.number, segment.documents, counters)?;
            self.joint.get_or_init(|| made);
        }
        Ok(self.joint.get().filter(|joint| joint.segment == segment.number))
    }
}
