//! Columns counted as one: each document's places in several refinements, as one small number.
//!
//! Of a price's ranges and a colour, say, there are few hundred pairs: one counter a pair, and a hit is counted once instead of twice. Made
//! when a large set is counted first, two bytes a document each, and kept with the definitions: a segment never changes.

use super::counter::{Counter, Zone};
use crate::error::Result;
use crate::postings::chunk::CHUNK;

/// Combinations a joint column has at most: its counters have to stay in the processor's nearest cache.
const MOST_CELLS: usize = 4096;
/// Joint columns made at most: eight bytes a document.
const MOST_COLUMNS: usize = 4;

/// One refinement in a joint column.
pub struct Member {
    /// Number of the definition.
    pub definition: usize,
    /// Places it has: its slots, and one for no value.
    places: usize,
    /// Cells between two of its places.
    step: usize,
    /// Least and greatest number of every 64 documents, for thresholds.
    pub zones: Vec<Zone>,
}

/// Some refinements, counted as one.
pub struct JointColumn {
    /// Which.
    pub members: Vec<Member>,
    /// Document -> cell.
    pub cells: Vec<u16>,
    /// How many there are.
    pub cell_count: usize,
}

/// The joint columns of a segment.
pub struct JointColumns {
    /// Number of the segment.
    pub segment: u64,
    /// All of them.
    pub all: Vec<JointColumn>,
}

impl JointColumns {
    /// The joint columns of all counters that a document has one place in, but those that are counted by runs. A column that joins with no
    /// other is counted as it is.
    pub fn new(segment: u64, documents: usize, counters: &[(usize, Counter)]) -> Result<Self> {
        let mut joinable = Vec::new();
        for counter in counters {
            if counter.1.has_one_slot() && counter.1.places() <= MOST_CELLS && counter.1.runs(documents)?.is_none() {
                joinable.push(counter);
            }
        }
        joinable.sort_by_key(|(_, counter)| counter.places());
        let mut joined: Vec<Vec<&(usize, Counter)>> = Vec::new();
        for one in joinable {
            let fits = |others: &&mut Vec<&(usize, Counter)>| cells(others) * one.1.places() <= MOST_CELLS;
            match joined.iter_mut().find(fits) {
                Some(others) => others.push(one),
                None => joined.push(vec![one]),
            }
        }
        let worthwhile = joined.into_iter().filter(|of| of.len() > 1 || of[0].1.ordinals().is_none());
        let all = worthwhile.take(MOST_COLUMNS).map(|of| JointColumn::new(documents, &of)).collect();
        Ok(Self { segment, all })
    }
}

fn cells(counters: &[&(usize, Counter)]) -> usize {
    counters.iter().map(|(_, counter)| counter.places()).product()
}

impl JointColumn {
    fn new(documents: usize, counters: &[&(usize, Counter)]) -> Self {
        let mut joint = Self { members: Vec::new(), cells: vec![0; documents], cell_count: cells(counters) };
        let mut step = 1;
        for (definition, counter) in counters {
            let mut slots = [0; CHUNK];
            for (chunk, cells) in joint.cells.chunks_mut(CHUNK).enumerate() {
                counter.slots_of(chunk * CHUNK, &mut slots[..cells.len()]);
                cells.iter_mut().zip(&slots).for_each(|(cell, slot)| *cell += slot * step as u16);
            }
            let places = counter.places();
            joint.members.push(Member { definition: *definition, places, step, zones: counter.zones() });
            step *= places;
        }
        joint
    }

    /// Its part that counts a definition.
    pub fn member(&self, definition: usize) -> Option<&Member> {
        self.members.iter().find(|member| member.definition == definition)
    }
}

impl Member {
    /// Adds what was counted by cell to the counts of the refinement.
    pub fn share(&self, by_cell: &[u32], counts: &mut [u32]) {
        for round in by_cell.chunks_exact(self.places * self.step) {
            for (count, cells) in counts.iter_mut().zip(round.chunks_exact(self.step)) {
                *count += cells.iter().sum::<u32>();
            }
        }
    }
}
