//! The first hits are looked at once more: what tells them apart and would cost too much to look up for every hit.
//!
//! Definition: `docs/reference/semantics.md`, paragraph 6, "Learned types", "Side by side" and "Values".

use super::Search;
use super::order::Ranked;
use super::type_vote::gains_by_vote;
use crate::error::Result;
use crate::index::learned_types::LearnedTypes;
use crate::matching::side_by_side::Pairs;

/// How many may gain, and change places: a page of most shops. With 32 or 64 NDCG@10 on judged queries is no better (0.814),
/// and a page takes more time: more documents have to be ranked exactly.
pub(crate) const WINDOW: usize = 24;

/// What one of the first hits gained.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Gain {
    pub document: u32,
    /// By its learned type.
    pub by_type: u64,
    /// By words that stand side by side in its name.
    pub by_pairs: u64,
    /// By the values that it has.
    pub by_values: u64,
    /// One bit for each part of the phrase that names one of its values.
    pub held: u128,
}

/// What the first hits gained.
#[derive(Debug, Clone, Default)]
pub(crate) struct Gains {
    /// The learned types that the phrase names, ascending.
    pub named: Vec<u16>,
    /// Whether the phrase has words that could stand side by side.
    pub has_pairs: bool,
    /// Each of the first hits.
    pub all: Vec<Gain>,
}

impl Gains {
    /// What a document gained.
    pub fn of(&self, document: u32) -> Gain {
        self.all.iter().find(|gain| gain.document == document).copied().unwrap_or_default()
    }
}

impl Search<'_> {
    /// Lets the first hits gain; they stand in no order then. Each gain is a part of the relevance that a hit has before all of them.
    pub(crate) fn gain(&self, first: &mut [Ranked], pairs: Option<&Pairs>) -> Result<Gains> {
        let mut gains = Gains {
            named: self.learned.clone(),
            has_pairs: pairs.is_some(),
            all: first.iter().map(|hit| Gain { document: hit.document, ..Gain::default() }).collect(),
        };
        let learned = self.text().learned_types.as_ref().filter(|_| !self.learned.is_empty());
        let types = learned.map(LearnedTypes::view).transpose()?;
        let is_called = |hit: &Ranked| {
            types.is_none_or(|types| types.of(hit.document).iter().any(|type_| self.learned.contains(type_)))
        };
        let called: Vec<bool> = first.iter().map(is_called).collect();
        if let Some(types) = types {
            gains_by_vote(types, first, &called, self.segment.schema.learned_types, &mut gains.all);
        }
        if let Some(pairs) = pairs {
            gains_by_pairs(pairs, first, &called, self.segment.schema.relevance.side_by_side, &mut gains.all);
        }
        self.gains_by_values(first, &mut gains.all)?;
        for (hit, gain) in first.iter_mut().zip(&gains.all) {
            hit.gain(gain.by_type + gain.by_pairs + gain.by_values);
        }
        Ok(gains)
    }

    /// A red thing is more what "red" means than one of the brand Red Reef.
    fn gains_by_values(&self, first: &[Ranked], gains: &mut [Gain]) -> Result<()> {
        let named = &self.request.values;
        let (parts, weight) = (u128::from(named.parts), u128::from(self.segment.schema.relevance.values));
        if parts == 0 {
            return Ok(());
        }
        let all_held = named.held(self.segment, first.iter().map(|hit| (hit.document, hit.row())))?;
        for ((hit, gain), held) in first.iter().zip(gains).zip(all_held) {
            gain.held = held;
            let held = u128::from(gain.held.count_ones());
            gain.by_values = (u128::from(hit.relevance()) * weight * held / (parts << 8)) as u64;
        }
        Ok(())
    }
}

/// What stands side by side in a name that calls another thing than the phrase tells nothing: a drum for a laser printer is no laser printer.
fn gains_by_pairs(pairs: &Pairs, first: &[Ranked], called: &[bool], weight: u32, gains: &mut [Gain]) {
    let all = u128::from(pairs.all.count_ones());
    for ((hit, gain), _) in first.iter().zip(gains).zip(called).filter(|(_, called)| **called) {
        let standing = u128::from(pairs.standing(hit.document).count_ones());
        if standing > 0 {
            gain.by_pairs = (u128::from(hit.relevance()) * u128::from(weight) * standing / (all << 8)) as u64;
        }
    }
}
