//! Looser matches that fill the rest of a page: labelled, never counted, never paged.

use super::candidates::Candidates;
use super::{Hit, Mode, Search};
use crate::error::Result;
use crate::postings::set::DocumentSet;
use crate::query::phrase::Ending;
use std::borrow::Cow;

impl Search<'_> {
    /// The tail of a page that shows `shown` of `total` hits.
    pub(crate) fn tail(
        &self,
        candidates: &Candidates,
        hits: &DocumentSet,
        shown: usize,
        total: usize,
    ) -> Result<Vec<Hit>> {
        let request = self.request;
        let on_last_page = request.offset < total || request.offset == 0;
        let room = request.limit.saturating_sub(shown);
        if request.mode != Mode::Ladder
            || request.ending == Ending::Open
            || request.sort.is_some()
            || self.clauses < 2
            || !on_last_page
            || room == 0
            || candidates.required == 0
        {
            return Ok(Vec::new());
        }
        let levels = self.levels()?;
        let mut looser = Vec::with_capacity(levels.len());
        for (coverage, documents) in levels {
            // A document may match fewer clauses on its rows than it has words of; it stands in the level of its words.
            let documents = self.in_chosen_categories(&documents.and_not(hits))?.into_owned();
            looser.push((coverage, Cow::Owned(documents)));
        }
        // A row that passes every group and matches enough would have made a hit: what is left here is looser.
        let ranked = self.rank(&looser, 1, None, 0..room)?;
        ranked.iter().map(|ranked| self.hit(ranked)).collect()
    }
}
