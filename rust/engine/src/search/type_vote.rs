//! Things above what goes with them, where no attribute tells types: the first hits that are called what the phrase names tell which types it
//! means, and the first hits of these types gain.
//!
//! Definition: `docs/reference/semantics.md`, paragraph 6, "Learned types". Only the first hits are looked at: what deeper hits gained cost recall
//! on judged queries, and a bound for all of them would be worth less than the page that is ranked anyway.

use super::Search;
use super::order::Ranked;
use crate::error::Result;
use crate::index::learned_types::TypesOfDocuments;
use std::collections::BTreeMap;

/// Hits that vote, and that may change places: somewhat more than a page of most shops. With twice as many NDCG@10 is the same, and a page takes
/// a tenth more time.
pub(crate) const WINDOW: usize = 32;

/// What the learned types say of the first hits.
#[derive(Debug, Clone, Default)]
pub(crate) struct Vote {
    /// The types that the phrase names, ascending.
    pub named: Vec<u16>,
    /// (document, what it gained).
    pub gains: Vec<(u32, u64)>,
}

impl Vote {
    /// What a document gained.
    pub fn gain(&self, document: u32) -> u64 {
        self.gains.iter().find(|(gaining, _)| *gaining == document).map_or(0, |&(_, gain)| gain)
    }
}

impl Search<'_> {
    /// Lets the first hits gain what their types are worth; they stand in no order then.
    pub(crate) fn vote(&self, first: &mut [Ranked]) -> Result<Vote> {
        let mut vote = Vote { named: self.learned.clone(), gains: Vec::new() };
        let Some(learned) = &self.text().learned_types else { return Ok(vote) };
        let types = learned.view()?;
        let votes = self.votes(types, first);
        let all: u64 = votes.values().sum();
        for hit in first.iter_mut() {
            let of_type = types.of(hit.document).first().and_then(|type_| votes.get(type_));
            let Some(votes) = of_type else { continue };
            let most = u128::from(hit.relevance()) * u128::from(self.segment.schema.learned_types);
            // Votes are sums of relevance: all of them together are more than 0 if there is one.
            let gain = (most * u128::from(*votes) / (u128::from(all.max(1)) << 8)) as u64;
            hit.gain(gain);
            vote.gains.push((hit.document, gain));
        }
        Ok(vote)
    }

    /// Type -> relevance of those of the first hits that are of it, are called what the phrase names, and match as much as the first.
    fn votes(&self, types: TypesOfDocuments, first: &[Ranked]) -> BTreeMap<u16, u64> {
        let mut votes = BTreeMap::new();
        let Some(best) = first.first().map(Ranked::grade) else { return votes };
        for hit in first.iter().filter(|hit| hit.grade() == best) {
            let types = types.of(hit.document);
            if let Some(&type_) = types.first().filter(|_| types.iter().any(|type_| self.learned.contains(type_))) {
                *votes.entry(type_).or_default() += hit.relevance();
            }
        }
        votes
    }
}
