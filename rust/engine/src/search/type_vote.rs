//! Things above what goes with them, where no attribute tells types: the first hits that are called what the phrase names tell which types it
//! means, and the first hits of these types gain.
//!
//! Definition: `docs/reference/semantics.md`, paragraph 6, "Learned types". Only the first hits are looked at: what deeper hits gained cost recall
//! on judged queries, and a bound for all of them would be worth less than the page that is ranked anyway.

use super::first_hits::Gain;
use super::order::Ranked;
use crate::index::learned_types::TypesOfDocuments;

/// What the types of the first hits are worth; `called` tells of each whether it is called what the phrase names, `weight` how much they gain at
/// most.
pub(super) fn gains_by_vote(
    types: TypesOfDocuments,
    first: &[Ranked],
    called: &[bool],
    weight: u32,
    gains: &mut [Gain],
) {
    let votes = votes(types, first, called);
    let all: u64 = votes.iter().map(|(_, votes)| votes).sum();
    for (hit, gain) in first.iter().zip(gains) {
        let Some(type_) = types.of(hit.document).first() else { continue };
        let Some((_, votes)) = votes.iter().find(|(of, _)| of == type_) else { continue };
        let most = u128::from(hit.relevance()) * u128::from(weight);
        // Votes are sums of relevance: all of them together are more than 0 if there is one.
        gain.by_type = (most * u128::from(*votes) / (u128::from(all.max(1)) << 8)) as u64;
    }
}

/// Each type, and the relevance of those of the first hits that are of it, are called what the phrase names, and match as much as the first.
fn votes(types: TypesOfDocuments, first: &[Ranked], called: &[bool]) -> Vec<(u16, u64)> {
    let mut votes: Vec<(u16, u64)> = Vec::new();
    let Some(best) = first.first().map(Ranked::grade) else { return votes };
    for (hit, _) in first.iter().zip(called).filter(|(hit, called)| **called && hit.grade() == best) {
        let Some(&type_) = types.of(hit.document).first() else { continue };
        match votes.iter_mut().find(|(of, _)| *of == type_) {
            Some((_, votes)) => *votes += hit.relevance(),
            None => votes.push((type_, hit.relevance())),
        }
    }
    votes
}
