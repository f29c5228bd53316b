//! Which documents does the phrase leave, and how much of it must a row match? Decided before any refinement.

use super::{Mode, Search};
use crate::error::Result;
use crate::matching::conjunction::intersect;
use crate::matching::coverage::{Coverage, by_coverage};
use crate::matching::lists::ClauseLists;
use crate::postings::set::DocumentSet;

/// Documents that may have a candidate row.
pub struct Candidates {
    /// All of them. In a store without variations exactly those with a candidate row.
    pub documents: DocumentSet,
    /// Clauses a row must match.
    pub required: u32,
    /// Documents by what they may match at most, the best first; empty when all match `required` as it was typed.
    pub levels: Vec<(Coverage, DocumentSet)>,
    /// Only rows of this band are candidates.
    pub only_band: Option<u8>,
}

impl Candidates {
    /// Nothing was asked for that could be found.
    pub fn none() -> Self {
        Self { documents: DocumentSet::default(), required: 0, levels: Vec::new(), only_band: None }
    }

    /// Finds them. `may_relax`: on the ladder, fewer clauses will do when nothing has all.
    pub(crate) fn find(search: &Search, may_relax: bool) -> Result<Self> {
        let mut found = Self::by_phrase(search, may_relax)?;
        if search.request.best_band && search.request.sort.is_some() && search.has_phrase {
            found.keep_best_band(search)?;
        }
        Ok(found)
    }

    /// Whether any row is a candidate.
    pub(crate) fn has_any(&self, search: &Search) -> Result<bool> {
        search.any_row_matches(&self.documents, self.required)
    }

    fn by_phrase(search: &Search, may_relax: bool) -> Result<Self> {
        let all = |documents| Self { documents, required: search.clauses, levels: Vec::new(), only_band: None };
        if search.clauses == 0 {
            // Without a phrase nothing is decided on the whole store, so a category listing looks at its own documents only.
            if !search.has_phrase {
                return Ok(all(search.visible(search.listed()?)?));
            }
            let documents = DocumentSet::from_ranges([0..search.segment.documents as u32]);
            return Ok(all(search.visible(documents.and_not(&search.segment.unsearchable()?))?));
        }
        if search.request.mode == Mode::Any {
            return Ok(Self::loose(search, search.levels()?, 1));
        }
        let matching = search.visible(intersect(&search.lists.clauses, search.text())?)?;
        let is_found = search.request.mode == Mode::All || search.any_row_matches(&matching, search.clauses)?;
        if is_found || !may_relax {
            let levels = if search.has_corrections() { search.levels_within(&matching)? } else { Vec::new() };
            return Ok(Self { levels, ..all(matching) });
        }
        let levels = search.levels()?;
        let most = search.most_covered(&levels)?;
        Ok(if most == 0 { Self::none() } else { Self::loose(search, levels, most) })
    }

    fn loose(search: &Search, mut levels: Vec<(Coverage, DocumentSet)>, required: u32) -> Self {
        levels.retain(|(coverage, documents)| coverage.matched >= required && !documents.is_empty());
        let documents = levels.iter().fold(DocumentSet::default(), |all, (_, level)| all.or(level));
        let exact = search.is_flat() && levels.iter().all(|(coverage, _)| *coverage == Coverage::typed(required));
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
        let nothing_is_hidden =
            self.hidden.is_empty() && self.lists.excluded.is_empty() && self.lists.negated.is_empty();
        if !self.is_flat() || nothing_is_hidden {
            return Ok(documents);
        }
        let mut left = documents.and_not(&DocumentSet::from_sorted(self.hidden.iter().copied()));
        for list in &self.lists.excluded {
            left = left.and_not(&ClauseLists::documents(list, self.text())?);
        }
        for list in &self.lists.negated {
            left = left.and_not(&list.left_out(self.text())?);
        }
        Ok(left)
    }

    /// Documents by what of the phrase they may match at most, the best first.
    pub(crate) fn levels(&self) -> Result<Vec<(Coverage, DocumentSet)>> {
        let levels = by_coverage(&self.lists.clauses, self.text(), None)?;
        levels.into_iter().map(|(coverage, documents)| Ok((coverage, self.visible(documents)?))).collect()
    }

    /// The same of some documents that are visible.
    fn levels_within(&self, documents: &DocumentSet) -> Result<Vec<(Coverage, DocumentSet)>> {
        let mut levels = by_coverage(&self.lists.clauses, self.text(), Some(documents))?;
        levels.retain(|(_, documents)| !documents.is_empty());
        Ok(levels)
    }

    fn has_corrections(&self) -> bool {
        self.lists.clauses.iter().any(ClauseLists::has_corrections)
    }

    fn any_row_matches(&self, documents: &DocumentSet, required: u32) -> Result<bool> {
        if self.is_flat() {
            return Ok(!documents.is_empty());
        }
        let mut scratch = self.representer.scratch();
        for document in documents.iter() {
            if scratch.most_matched(document)?.is_some_and(|matched| matched >= required) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The most clauses that any visible row matches.
    fn most_covered(&self, levels: &[(Coverage, DocumentSet)]) -> Result<u32> {
        let mut most = 0;
        for (coverage, documents) in levels {
            let here = coverage.matched;
            if most >= here {
                break;
            }
            if self.is_flat() {
                most = most.max(if documents.is_empty() { 0 } else { here });
                continue;
            }
            let mut scratch = self.representer.scratch();
            for document in documents.iter() {
                most = most.max(scratch.most_matched(document)?.unwrap_or(0));
                if most == here {
                    break;
                }
            }
        }
        Ok(most)
    }
}
