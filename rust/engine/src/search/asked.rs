//! What did a hit match? Few callers ask, and the answer looks every clause up in every hit: so a page keeps the query, and answers when asked.

use super::first_hits::Gains;
use super::named_values::typed_values;
use super::{Hit, Page};
use crate::error::Result;
use crate::explain::{self, Explanation, explain, highlight};
use crate::index::segment::Segment;
use crate::matching::rows::{QueryLists, RowMatch, RowMatcher};
use crate::query::clauses::Query;
use crate::query::named_types::NamedTypes;

/// What a hit matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MatchClass {
    /// No phrase.
    Browse,
    /// An identifier names the represented row.
    Identifier,
    /// All clauses, each in a strong field or a value of the row.
    AllTerms,
    /// All clauses, some only in a weak field.
    DescriptionOnly,
    /// Some clauses.
    Partial,
}

impl MatchClass {
    /// The class of a row.
    pub(crate) fn of(matcher: &RowMatcher, clauses: usize, document: u32, matched: &RowMatch) -> Result<Self> {
        Ok(if matched.named {
            Self::Identifier
        } else if (matched.coverage.matched as usize) < clauses {
            Self::Partial
        } else if matcher.is_strong(document, matched.row)? {
            Self::AllTerms
        } else {
            Self::DescriptionOnly
        })
    }
}

/// What was asked for, as a page keeps it.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub locale: usize,
    pub query: Query,
    pub types: Option<NamedTypes>,
    pub gains: Gains,
}

impl Page {
    /// Why a document is as relevant as it is; `None` without a phrase.
    pub fn explain(&self, segment: &Segment, document: u32) -> Result<Option<Explanation>> {
        let Some(Asked { locale, query, types, gains }) = &self.asked else { return Ok(None) };
        let (gain, values) = (gains.of(document), typed_values(segment, &self.understood));
        let gains = explain::Gains {
            learned: (!gains.named.is_empty()).then_some((&gains.named[..], gain.by_type)),
            side_by_side: gains.has_pairs.then_some(gain.by_pairs),
            values: (!values.is_empty()).then_some((&values[..], gain.held, gain.by_values)),
        };
        explain(segment, query, types.as_ref(), &gains, *locale, document).map(Some)
    }

    /// Byte ranges of a text that the phrase finds.
    pub fn highlight(&self, segment: &Segment, text: &str) -> Result<Vec<(usize, usize)>> {
        let Some(Asked { locale, query, .. }) = &self.asked else { return Ok(Vec::new()) };
        highlight(segment, query, *locale, text)
    }

    /// What the hits of the page matched and, behind them, those of the tail; `segment` is the one that gave the page.
    pub fn match_classes(&self, segment: &Segment) -> Result<Vec<MatchClass>> {
        let hits = self.hits.iter().chain(&self.tail);
        let Some(Asked { locale, query, .. }) = &self.asked else {
            return Ok(hits.map(|_| MatchClass::Browse).collect());
        };
        let text = &segment.texts[*locale];
        let lists = QueryLists::read(segment, text, query)?;
        // What is hidden at the request's instant is no hit.
        let matcher = RowMatcher::new(segment, text, query, &lists, &[])?;
        hits.map(|&Hit { document, row, coverage, named, .. }| {
            MatchClass::of(&matcher, query.clauses.len(), document, &RowMatch { row, coverage, named })
        })
        .collect()
    }
}
