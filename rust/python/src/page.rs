//! A page: a frozen handle whose parts are read when asked.

use crate::errors::{CoreError, Result};
use commerce_search_engine::Error;
use commerce_search_engine::index::segment::Segment;
use commerce_search_engine::search;
use commerce_search_engine::search::asked::MatchClass;
use commerce_search_engine::understanding::values::ValueReading;
use commerce_search_engine::understanding::{Effect, Meaning};
use commerce_search_storage::directory::Store;
use pyo3::prelude::*;
use pyo3::types::PyList;
use std::sync::{Arc, OnceLock};

/// Kind, characters, effect, and two numbers: prices, or where the thing that is not wanted stands.
type UnderstoodPart = (&'static str, (usize, usize), &'static str, (Option<i64>, Option<i64>), Vec<(usize, u32, u32)>);

/// The answer to one request.
#[pyclass(frozen, module = "commerce_search._engine")]
pub struct Page {
    store: Arc<Store>,
    answer: search::Page,
    /// Of the hits and the tail, worked out when first asked for.
    match_classes: OnceLock<Vec<MatchClass>>,
}

impl Page {
    pub(crate) fn new(store: Arc<Store>, answer: search::Page) -> Self {
        Self { store, answer, match_classes: OnceLock::new() }
    }

    fn match_class(&self, place: usize) -> Result<Option<MatchClass>> {
        if self.match_classes.get().is_none() {
            let _ = self.match_classes.set(self.answer.match_classes(&self.store.segment)?);
        }
        Ok(self.match_classes.get().and_then(|classes| classes.get(place).copied()))
    }
}

/// Hits of a page, the first of which is number `first` of its hits and tail.
fn wrap(page: &Bound<'_, Page>, hits: &[search::Hit], first: usize) -> Vec<Hit> {
    hits.iter().zip(first..).map(|(&found, place)| Hit { page: page.clone().unbind(), found, place }).collect()
}

#[pymethods]
impl Page {
    /// Hits in all.
    #[getter]
    fn total(&self) -> usize {
        self.answer.total
    }

    /// The hits of the page.
    #[getter]
    fn hits(slf: &Bound<'_, Self>) -> Vec<Hit> {
        wrap(slf, &slf.get().answer.hits, 0)
    }

    /// Looser matches.
    #[getter]
    fn tail(slf: &Bound<'_, Self>) -> Vec<Hit> {
        let answer = &slf.get().answer;
        wrap(slf, &answer.tail, answer.hits.len())
    }

    /// Ids of the hits.
    #[getter]
    fn ids(&self) -> Result<Vec<&str>> {
        Ok(self.store.segment.ids.get_all(self.answer.hits.iter().map(|hit| hit.document))?)
    }

    /// Fewer clauses had to do: (matched, of).
    #[getter]
    fn relaxed(&self) -> Option<(u32, u32)> {
        self.answer.relaxed
    }

    /// Hits of each band, under an explicit sort of a phrase.
    #[getter]
    fn bands(&self) -> Option<(usize, usize)> {
        self.answer.bands.map(|[best, rest]| (best, rest))
    }

    /// The phrase as it was probably meant, if that was searched instead.
    #[getter]
    fn searched(&self) -> Option<&str> {
        self.answer.searched.as_ref().map(|searched| searched.text.as_str())
    }

    /// Phrases that may have been meant: (phrase, hits, whether it was searched instead).
    #[getter]
    fn corrections(&self) -> Vec<(&str, usize, bool)> {
        self.answer.corrections.iter().map(|one| (one.phrase.as_str(), one.total, one.is_applied)).collect()
    }

    /// Whether looking for misspelt words was cut short.
    #[getter]
    fn degraded(&self) -> bool {
        self.answer.degraded
    }

    /// Whether the phrase was cut.
    #[getter]
    fn truncated(&self) -> bool {
        self.answer.truncated
    }

    /// Whether no words were asked for.
    #[getter]
    fn blank(&self) -> bool {
        self.answer.blank
    }

    /// Whether words of the phrase put the cheapest first.
    #[getter]
    fn is_cheapest_first(&self) -> bool {
        let mut understood = self.answer.understood.iter();
        understood.any(|one| one.meaning == Meaning::Cheap && one.effect == Effect::Applied)
    }

    /// What of the phrase was understood: (kind, first character and behind the last, effect, numbers, readings). The numbers are the least and
    /// the greatest price, or the place of what is not wanted, or in how many documents the words of a value are; the readings of a value are
    /// (definition, ordinal, documents).
    #[getter]
    fn understood(&self) -> Result<Vec<UnderstoodPart>> {
        let understood = self.answer.understood.iter();
        understood
            .map(|one| {
                let mut readings = Vec::new();
                let (kind, numbers) = match &one.meaning {
                    Meaning::Price { least, most } => ("price", (*least, *most)),
                    Meaning::Cheap => ("sort", (None, None)),
                    Meaning::Negation { thing, .. } => {
                        ("negation", (i64::try_from(thing.start).ok(), i64::try_from(thing.end).ok()))
                    }
                    Meaning::Value { readings: values, text } => {
                        let of = self.answer.documents_with(&self.store.segment, text)?;
                        let number = |one: &ValueReading| (one.source.definition, one.ordinal, one.documents);
                        readings.extend(values.iter().map(number));
                        ("value", (Some(i64::from(of)), None))
                    }
                };
                let effect = match one.effect {
                    Effect::Applied => "applied",
                    Effect::Overruled => "overruled",
                    Effect::GivenUp => "given_up",
                    Effect::Noted => "noted",
                };
                Ok((kind, (one.characters.start, one.characters.end), effect, numbers, readings))
            })
            .collect()
    }

    /// Stage -> nanoseconds.
    #[getter]
    fn timings(&self) -> Vec<(&'static str, u64)> {
        self.answer.timings.clone()
    }

    /// The ordinals, slots or categories of a definition, and beside them their hits. Two lists of numbers are made in half the time that a
    /// list of pairs takes, and leave the garbage collector nothing to look at.
    fn counts<'py>(&self, py: Python<'py>, definition: usize) -> PyResult<(Bound<'py, PyList>, Bound<'py, PyList>)> {
        let unknown = || CoreError::from(Error::Request(format!("there is no definition number {definition}")));
        let values = &self.answer.counts.get(definition).ok_or_else(unknown)?.values;
        Ok((PyList::new(py, values.iter().map(|value| value.0))?, PyList::new(py, values.iter().map(|value| value.1))?))
    }

    /// Least and greatest number of a definition with thresholds.
    fn range(&self, definition: usize) -> Option<(f64, f64)> {
        self.answer.counts.get(definition).and_then(|counts| counts.range)
    }

    fn __len__(&self) -> usize {
        self.answer.hits.len()
    }
}

/// One hit.
#[pyclass(frozen, module = "commerce_search._engine")]
pub struct Hit {
    page: Py<Page>,
    found: search::Hit,
    place: usize,
}

impl Hit {
    fn segment(&self) -> &Segment {
        &self.page.get().store.segment
    }
}

#[pymethods]
impl Hit {
    /// Number of the document, for `Store.record`.
    #[getter]
    fn document(&self) -> u32 {
        self.found.document
    }

    /// The id of the hit.
    #[getter]
    fn id(&self) -> Result<&str> {
        Ok(self.segment().ids.get(self.found.document)?)
    }

    /// The id of the row that represents it.
    #[getter]
    fn row_id(&self) -> Result<&str> {
        Ok(self.segment().row_id(self.found.row)?)
    }

    /// Price of that row in the smallest unit.
    #[getter]
    fn price(&self) -> Result<Option<i64>> {
        let segment = self.segment();
        let Some(column) = segment.schema.price.as_ref().and_then(|name| segment.column(name)) else { return Ok(None) };
        let at = if segment.is_by_row(column) { self.found.row } else { self.found.document };
        Ok(segment.columns[column].entries()?.number(at as usize).map(|price| price as i64))
    }

    /// Whether that row is sold out.
    #[getter]
    fn sold_out(&self) -> bool {
        self.found.sold_out
    }

    /// Clauses it matches.
    #[getter]
    fn coverage(&self) -> u32 {
        self.found.coverage.matched
    }

    /// Those of them that only corrections match.
    #[getter]
    fn corrected(&self) -> u32 {
        self.found.coverage.corrected
    }

    /// Text relevance in fixed point.
    #[getter]
    fn relevance(&self) -> u64 {
        self.found.relevance
    }

    /// What it matched.
    #[getter]
    fn match_class(&self) -> Result<&'static str> {
        Ok(match self.page.get().match_class(self.place)? {
            None | Some(MatchClass::Browse) => "browse",
            Some(MatchClass::Identifier) => "identifier",
            Some(MatchClass::AllTerms) => "all_terms",
            Some(MatchClass::DescriptionOnly) => "description_only",
            Some(MatchClass::Partial) => "partial",
        })
    }

    /// Its band under an explicit sort.
    #[getter]
    fn band(&self) -> u8 {
        self.found.band
    }

    /// Byte ranges of a text that the phrase finds.
    fn highlight(&self, text: &str) -> Result<Vec<(usize, usize)>> {
        Ok(self.page.get().answer.highlight(self.segment(), text)?)
    }

    /// Why it is as relevant as it is, as JSON; `null` without a phrase.
    fn explain(&self) -> Result<String> {
        let explained = self.page.get().answer.explain(self.segment(), self.found.document)?;
        serde_json::to_string(&explained).map_err(|error| Error::Schema(error.to_string()).into())
    }
}
