//! Which documents does the phrase leave, and how much of it must a row match? Decided before any refinement.

use super::{Mode, Search};
use crate::error::Result;
use crate::matching::conjunction::intersect;
use crate::matching::coverage::by_coverage;
use crate::matching::lists::ClauseLists;
use crate::postings::set::DocumentSet;

/// Documents that may have a candidate row.
pub struct Candidates {
    /// All of them. In a store without variations exactly those with a candidate row.
    pub documents: DocumentSet,
    /// Clauses a row must match.
    pub required: u32,
    /// Documents by the clauses they may match, place k-1 for k; empty when all match `required`.
    pub levels: Vec<DocumentSet>,
    /// Only rows of this band are candidates.
    pub only_band: Option<u8>,
}

impl Candidates {
    /// Nothing was asked for that could be found.
    pub fn none() -> Self {
        Self { documents: DocumentSet::default(), required: 0, levels: Vec::new(), only_band: None }
    }

    /// Finds them.
    pub(crate) fn find(search: &Search) -> Result<Self> {
        let mut found = Self::by_phrase(search)?;
        if search.request.best_band && search.request.sort.is_some() && !search.request.phrase.trim().is_empty() {
            found.keep_best_band(search)?;
        }
        Ok(found)
    }

    fn by_phrase(search: &Search) -> Result<Self> {
        let all = |documents| Self { documents, required: search.clauses, levels: Vec::new(), only_band: None };
        if search.clauses == 0 {
            // Without a phrase nothing is decided on the whole store, so a category listing looks at its own documents only.
            if search.request.phrase.trim().is_empty() {
                return Ok(all(search.visible(search.listed()?)?));
            }
            let documents = DocumentSet::from_ranges([0..search.segment.documents as u32]);
            return Ok(all(search.visible(documents.and_not(&search.segment.unsearchable()?))?));
        }
        if search.request.mode == Mode::Any {
            return Ok(Self::loose(search, search.levels()?, 1));
        }
        let matching = search.visible(intersect(&search.lists.clauses, search.text())?)?;
        if search.request.mode == Mode::All || search.any_row_matches(&matching, search.clauses)? {
            return Ok(all(matching));
        }
        let levels = search.levels()?;
        let most = search.most_covered(&levels)?;
        Ok(if most == 0 { Self::none() } else { Self::loose(search, levels, most) })
    }

    fn loose(search: &Search, levels: Vec<DocumentSet>, required: u32) -> Self {
        let documents =
            levels.iter().skip(required as usize - 1).fold(DocumentSet::default(), |all, level| all.or(level));
        let exact = search.is_flat() && levels.iter().skip(required as usize).all(DocumentSet::is_empty);
        Self { documents, required, levels: if exact { Vec::new() } else { levels }, only_band: None }
    }

    /// Narrows to the best band that any candidate row makes.
    fn keep_best_band(&mut self, search: &Search) -> Result<()> {
        let mut scratch = search.representer.scratch();
        let mut by_band = [Vec::new(), Vec::new()];
        for document in self.documents.iter() {
            if let Some(band) = scratch.best_band(document, self.required)? {
                by_band[usize::from(band)].push(document);
            }
        }
        let [best, rest] = by_band;
        self.only_band = Some(u8::from(best.is_empty()));
        self.documents = DocumentSet::from_sorted(if best.is_empty() { rest } else { best });
        Ok(())
    }
}

impl Search<'_> {
    pub(crate) fn text(&self) -> &crate::index::text_index::TextIndex {
        &self.segment.texts[self.request.locale]
    }

    /// Without documents that are hidden or excluded; exact where a document is one row.
    fn visible(&self, documents: DocumentSet) -> Result<DocumentSet> {
        if !self.is_flat() {
            return Ok(documents);
        }
        let mut left = documents.and_not(&DocumentSet::from_sorted(self.hidden.iter().copied()));
        for list in &self.lists.excluded {
            left = left.and_not(&ClauseLists::documents(list, self.text())?);
        }
        Ok(left)
    }

    /// Documents by the number of clauses they may match.
    pub(crate) fn levels(&self) -> Result<Vec<DocumentSet>> {
        by_coverage(&self.lists.clauses, self.text())?.into_iter().map(|level| self.visible(level)).collect()
    }

    fn any_row_matches(&self, documents: &DocumentSet, required: u32) -> Result<bool> {
        if self.is_flat() {
            return Ok(!documents.is_empty());
        }
        let mut scratch = self.representer.scratch();
        for document in documents.iter() {
            if scratch.best_coverage(document)?.is_some_and(|coverage| coverage >= required) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The most clauses that any visible row matches.
    fn most_covered(&self, levels: &[DocumentSet]) -> Result<u32> {
        let mut most = 0;
        for (level, documents) in levels.iter().enumerate().rev() {
            let here = level as u32 + 1;
            if most >= here {
                break;
            }
            if self.is_flat() {
                most = most.max(if documents.is_empty() { 0 } else { here });
                continue;
            }
            let mut scratch = self.representer.scratch();
            for document in documents.iter() {
                most = most.max(scratch.best_coverage(document)?.unwrap_or(0));
                if most == here {
                    break;
                }
            }
        }
        Ok(most)
    }
}
