//! Suggestions: a frozen handle, and the labels that belong to an open store.

use crate::errors::Result;
use crate::page::Page;
use commerce_search_engine::Error;
use commerce_search_engine::completion::complete::{Completer, Completion};
use commerce_search_engine::completion::entries::Entries;
use commerce_search_engine::completion::key::typed_key;
use commerce_search_engine::completion::near::Typed;
use commerce_search_engine::suggest::{self, Leads, Suggestion};
use commerce_search_storage::directory::Store;
use pyo3::prelude::*;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// Phrases of merchants and shoppers, and what is never suggested.
#[pyclass(frozen, module = "commerce_search._engine")]
pub struct Overlay {
    pub(crate) overlay: suggest::Overlay,
}

#[pymethods]
impl Overlay {
    #[new]
    #[pyo3(signature = (phrases, exclusions=vec![], chosen_in=BTreeMap::new()))]
    fn new(phrases: &[u8], exclusions: Vec<String>, chosen_in: BTreeMap<String, usize>) -> Result<Self> {
        let phrases = serde_json::from_slice(phrases).map_err(|error| Error::Schema(format!("labels: {error}")))?;
        Ok(Self { overlay: suggest::Overlay::new(phrases, &exclusions, chosen_in)? })
    }

    /// The phrases that go on from what was typed, the best first: those without edits and, until there are `most`, those with one and with two
    /// if so many are allowed. Nothing is looked up in a store.
    #[pyo3(signature = (text, most=10, edits=1))]
    fn complete(&self, text: &str, most: usize, edits: usize) -> Result<Vec<&str>> {
        let key = typed_key(text);
        let lists: Vec<_> = self.overlay.phrases.iter().collect();
        let completer = Completer { lists: &lists, typed: Typed { key: &key, fixed: 0 }, is_wanted: None };
        let completions = completer.fill(edits, most, &mut { usize::MAX })?;
        Ok(completions.iter().map(Completion::label).collect::<std::result::Result<_, _>>()?)
    }

    fn __len__(&self) -> usize {
        self.overlay.phrases.as_ref().map_or(0, Entries::len)
    }
}

/// The answer to one call.
#[pyclass(frozen, module = "commerce_search._engine")]
pub struct Suggestions {
    store: Arc<Store>,
    answer: suggest::Suggestions,
    products: OnceLock<Py<Page>>,
}

/// (definition, value, label, phrase, edits, total).
type NamedValue<'a> = (usize, &'a str, &'a str, &'a str, u32, Option<usize>);

impl Suggestions {
    pub(crate) fn new(store: Arc<Store>, answer: suggest::Suggestions) -> Self {
        Self { store, answer, products: OnceLock::new() }
    }
}

fn named(values: &[Suggestion]) -> Vec<NamedValue<'_>> {
    let mut found = Vec::with_capacity(values.len());
    for Suggestion { label, phrase, leads, edits, total, .. } in values {
        if let Leads::Value { definition, value, .. } = leads {
            found.push((*definition, value.as_str(), label.as_str(), phrase.as_str(), *edits, *total));
        }
    }
    found
}

#[pymethods]
impl Suggestions {
    /// Phrases: (phrase, source, whether it is what was typed, edits, hits).
    #[getter]
    fn phrases(&self) -> Vec<(&str, &'static str, bool, u32, Option<usize>)> {
        let phrases = self.answer.phrases.iter();
        phrases.map(|one| (&*one.label, one.source.name(), self.answer.is_exact(one), one.edits, one.total)).collect()
    }

    /// Categories: (id, phrase, edits, hits).
    #[getter]
    fn categories(&self) -> Vec<(&str, &str, u32, Option<usize>)> {
        let mut found = Vec::with_capacity(self.answer.categories.len());
        for Suggestion { phrase, leads, edits, total, .. } in &self.answer.categories {
            if let Leads::Category(number) = leads {
                found.push((self.store.segment.tree.id(*number), phrase.as_str(), *edits, *total));
            }
        }
        found
    }

    /// Brands.
    #[getter]
    fn brands(&self) -> Vec<NamedValue<'_>> {
        named(&self.answer.brands)
    }

    /// Other values.
    #[getter]
    fn values(&self) -> Vec<NamedValue<'_>> {
        named(&self.answer.values)
    }

    /// Categories in which the first phrase is found: (id, hits).
    #[getter]
    fn scopes(&self) -> Vec<(&str, usize)> {
        let tree = &self.store.segment.tree;
        self.answer.scopes.iter().map(|&(category, hits)| (tree.id(category), hits)).collect()
    }

    /// The page of products; `None`: too little was typed.
    #[getter]
    fn products(&self, py: Python<'_>) -> PyResult<Option<Py<Page>>> {
        let Some(page) = &self.answer.products else { return Ok(None) };
        if self.products.get().is_none() {
            let made = Py::new(py, Page::new(Arc::clone(&self.store), page.clone()))?;
            let _ = self.products.set(made);
        }
        Ok(self.products.get().map(|page| page.clone_ref(py)))
    }

    /// Typed word -> words that it may be: (word, `exact`, `completed` or `corrected`).
    #[getter]
    fn terms(&self) -> Vec<(&str, Vec<(&str, &'static str)>)> {
        let terms = self.answer.terms.iter();
        terms.map(|(word, of)| (&**word, of.iter().map(|term| (&*term.value, term.kind.name())).collect())).collect()
    }

    /// Whether a budget was spent.
    #[getter]
    fn degraded(&self) -> bool {
        self.answer.degraded
    }

    /// Stage -> nanoseconds.
    #[getter]
    fn timings(&self) -> Vec<(&'static str, u64)> {
        self.answer.timings.clone()
    }
}
