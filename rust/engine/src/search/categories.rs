//! Chosen categories are a scope; what is counted for them are their children, which lie inside.

use super::Search;
use crate::error::Result;
use crate::index::segment::Segment;
use crate::postings::set::DocumentSet;
use crate::refinements::counter::keep_most;
use crate::refinements::definition::{Counts, Definition};
use std::borrow::Cow;

impl Search<'_> {
    /// Whether [`Search::listed`] gives the documents of the chosen categories only.
    pub(crate) fn is_scoped(&self) -> Result<bool> {
        Ok(!self.segment.assignments.view()?.has_others())
    }

    /// The documents of the chosen categories, or all.
    pub(crate) fn listed(&self) -> Result<DocumentSet> {
        let view = self.segment.assignments.view()?;
        match &self.request.categories {
            Some(categories) if !view.has_others() => {
                let scopes = categories.iter().map(|&category| {
                    DocumentSet::from_ranges([view.home_documents(self.segment.tree.subtree(category))])
                });
                Ok(scopes.reduce(|all, scope| all.or(&scope)).unwrap_or_default())
            }
            _ => Ok(DocumentSet::from_ranges([0..self.segment.documents as u32])),
        }
    }

    /// Those of some documents that the chosen categories have, or all.
    pub(crate) fn in_chosen_categories<'d>(&self, documents: &'d DocumentSet) -> Result<Cow<'d, DocumentSet>> {
        let Some(categories) = &self.request.categories else { return Ok(Cow::Borrowed(documents)) };
        let view = self.segment.assignments.view()?;
        let mut subtrees: Vec<_> = categories.iter().map(|&category| self.segment.tree.subtree(category)).collect();
        subtrees.sort_by_key(|range| range.start);
        let mut scope = DocumentSet::default();
        for subtree in &subtrees {
            scope = scope.or(&DocumentSet::from_ranges([view.home_documents(subtree.clone())]));
        }
        if !view.has_others() {
            return Ok(Cow::Owned(scope.and(documents)));
        }
        let elsewhere = documents.iter().filter(|&document| {
            view.others(document).iter().any(|other| subtrees.iter().any(|range| range.contains(other)))
        });
        Ok(Cow::Owned(scope.or(&DocumentSet::from_sorted(elsewhere)).and(documents)))
    }

    /// Counts the children of the first chosen category, or the roots.
    pub(crate) fn count_categories(
        &self,
        hits: &DocumentSet,
        definitions: &[Definition],
        counts: &mut [Counts],
    ) -> Result<()> {
        if !definitions.iter().any(|definition| matches!(definition, Definition::Categories { .. })) {
            return Ok(());
        }
        let values = count_children(self.segment, self.request.categories.as_deref(), hits)?;
        for (definition, counts) in definitions.iter().zip(counts) {
            if let Definition::Categories { most } = definition {
                counts.values.clone_from(&values);
                keep_most(&mut counts.values, *most, &[]);
            }
        }
        Ok(())
    }
}

/// The children of the first chosen category, or the roots, that have hits: (category, hits), in the order of the tree.
pub fn count_children(segment: &Segment, chosen: Option<&[u32]>, hits: &DocumentSet) -> Result<Vec<(u32, u32)>> {
    let view = segment.assignments.view()?;
    let children = match chosen {
        Some([]) => Vec::new(),
        Some([first, ..]) => segment.tree.children(Some(*first)),
        None => segment.tree.children(None),
    };
    let homes: Vec<_> = children.iter().map(|&child| view.home_documents(segment.tree.subtree(child))).collect();
    let mut numbers = hits.count_ranges(&homes);
    if view.has_others() {
        for ((&child, home), number) in children.iter().zip(&homes).zip(&mut numbers) {
            let subtree = segment.tree.subtree(child);
            let is_elsewhere = |document: &u32| {
                !home.contains(document) && view.others(*document).iter().any(|other| subtree.contains(other))
            };
            *number += hits.iter().filter(is_elsewhere).count() as u32;
        }
    }
    Ok(children.into_iter().zip(numbers).filter(|&(_, count)| count > 0).collect())
}
