//! What may have been meant where few hits were found? Phrases with one other word, offered and not searched.
//!
//! Definition: `docs/reference/semantics.md`, paragraph 8.

use super::corrections::Corrector;
use super::runs::WordsOfRuns;
use crate::error::Result;
use crate::query::clauses::Query;
use crate::query::phrase::{Ending, Phrase, Wanted, Written};
use std::collections::BTreeMap;
use std::ops::Range;

/// Offers of a phrase, and of each of its words.
pub(crate) const MOST_OFFERED: usize = 3;
/// Hits of a phrase that has offers, at most.
pub(crate) const FEW_HITS: usize = 2;
/// An offer for a word that the index has finds so many times as much.
const OFFERED_TIMES: usize = 10;

/// A phrase that has offers.
pub(crate) struct Typed<'t> {
    pub text: &'t str,
    /// Where it is no words, in bytes.
    pub apart: &'t [Range<usize>],
    /// The phrase, read.
    pub phrase: &'t Phrase,
}

/// A phrase that may have been meant.
pub(crate) struct Offer {
    pub query: Query,
    /// As the shopper may read it.
    pub searched: Written,
    /// Hits that it must have.
    pub least: usize,
}

/// Edits of a word that is in no document, when it is not corrected unasked.
fn wide_reach(word: &str) -> usize {
    match word.chars().count() {
        0..2 => 0,
        2..4 => 1,
        4..7 => 2,
        _ => 3,
    }
}

impl Corrector<'_> {
    /// Phrases with one other word that may have been meant, likeliest first, though the words may be right. `few` hits were found.
    pub fn offers(&mut self, typed: &Typed, query: &Query, few: usize) -> Result<Vec<Offer>> {
        let mut found = Vec::new();
        for (at, clause) in query.clauses.iter().enumerate() {
            let Some((word, _)) = self.correctable(clause) else { continue };
            let edits = if clause.frequency > 0 { 1 } else { wide_reach(&word) };
            let least = if clause.frequency > 0 { OFFERED_TIMES * few.max(1) } else { 1 };
            let candidates = self.candidates(&word, edits, clause)?;
            found.extend(
                candidates
                    .into_iter()
                    .take(MOST_OFFERED)
                    .map(|other| (other.score, at, other.text, word.clone(), least)),
            );
        }
        found.sort_unstable();
        let (mut offers, cutter) = (Vec::with_capacity(found.len()), WordsOfRuns::of(self.resolver));
        for (_, at, other, word, least) in found {
            let mut changed = typed.phrase.clone();
            changed.clauses[at].wanted = Wanted::Word(other.clone());
            let (language, replaced) = (self.resolver.first_language(), BTreeMap::from([(word, other)]));
            let written = Phrase::rewritten(typed.text, typed.apart, language, &replaced, Ending::Whole, &cutter)?;
            offers.push(Offer { query: self.resolver.resolve(&changed)?, searched: written, least });
        }
        Ok(offers)
    }
}
