//! Refinement definitions, sort keys and rules of spelling, compiled once.

use crate::errors::CoreError;
use commerce_search_engine::Error;
use commerce_search_engine::query::merchant_words::{EntrySpec, MerchantWords as CoreMerchantWords};
use commerce_search_engine::ranking::keys::KeySpec;
use commerce_search_engine::refinements::definition::Definition;
use commerce_search_engine::refinements::definitions::Definitions as CoreDefinitions;
use commerce_search_engine::search::corrections::SpellingRules;
use commerce_search_engine::text::Language;
use commerce_search_engine::text::fold::fold;
use commerce_search_engine::text::tokens::{Purpose, tokenize};
use commerce_search_engine::understanding::Understanding as CoreUnderstanding;
use commerce_search_engine::understanding::amount::Currency;
use commerce_search_engine::understanding::exceptions::Exceptions;
use commerce_search_engine::understanding::price::PriceRules;
use commerce_search_engine::understanding::trade_names::TradeNames;
use commerce_search_engine::understanding::values::{ValueSource, Values};
use pyo3::prelude::*;
use std::collections::BTreeSet;

/// The refinements of a store, by number of column.
#[pyclass(frozen, module = "commerce_search._engine")]
pub struct Definitions {
    pub(crate) definitions: CoreDefinitions,
}

#[pymethods]
impl Definitions {
    #[new]
    fn new(json: &str) -> Result<Self, CoreError> {
        let definitions: Vec<Definition> =
            serde_json::from_str(json).map_err(|error| Error::Schema(format!("refinement definitions: {error}")))?;
        Ok(Self { definitions: CoreDefinitions::new(definitions) })
    }

    fn __len__(&self) -> usize {
        self.definitions.all.len()
    }
}

/// The keys of one sort.
#[pyclass(frozen, module = "commerce_search._engine")]
pub struct SortKeys {
    pub(crate) keys: Vec<KeySpec>,
}

#[pymethods]
impl SortKeys {
    #[new]
    fn new(json: &str) -> Result<Self, CoreError> {
        let keys = serde_json::from_str(json).map_err(|error| Error::Schema(format!("sort keys: {error}")))?;
        Ok(Self { keys })
    }

    fn __len__(&self) -> usize {
        self.keys.len()
    }
}

/// How far misspelt words are corrected.
#[pyclass(frozen, module = "commerce_search._engine")]
pub struct Spelling {
    pub(crate) rules: SpellingRules,
}

#[pymethods]
impl Spelling {
    #[new]
    #[pyo3(signature = (one=4, two=8, margin=20, exceptions=vec![], known_words=vec![]))]
    fn new(one: usize, two: usize, margin: i32, exceptions: Vec<String>, known_words: Vec<String>) -> Self {
        let (exceptions, known_words) = (tokens(&exceptions), tokens(&known_words));
        Self { rules: SpellingRules { one, two, margin, exceptions, known_words } }
    }
}

/// What the merchant says of the words of one locale.
#[pyclass(frozen, module = "commerce_search._engine")]
pub struct MerchantWords {
    pub(crate) words: CoreMerchantWords,
}

#[pymethods]
impl MerchantWords {
    #[new]
    fn new(json: &[u8], first_language: &str) -> Result<Self, CoreError> {
        let specs: Vec<EntrySpec> =
            serde_json::from_slice(json).map_err(|error| Error::Schema(format!("merchant words: {error}")))?;
        Ok(Self { words: CoreMerchantWords::new(&specs, Language::of(first_language)) })
    }
}

/// What of a phrase is understood, beside its words. `values`: number of a definition, its column, whether what is named is chosen.
#[pyclass(frozen, module = "commerce_search._engine")]
pub struct Understanding {
    pub(crate) understanding: CoreUnderstanding,
}

#[pymethods]
impl Understanding {
    #[new]
    #[allow(clippy::too_many_arguments, reason = "one flat call, as for searches")]
    #[pyo3(signature = (currency, exponent, currency_words=vec![], exceptions=vec![], prices=true, negations=true, sorts=true, values=vec![]))]
    fn new(
        currency: &str,
        exponent: u32,
        currency_words: Vec<String>,
        exceptions: Vec<String>,
        prices: bool,
        negations: bool,
        sorts: bool,
        values: Vec<(usize, usize, bool)>,
    ) -> Self {
        let currency = Currency::new(currency, exponent, &currency_words);
        let prices = prices.then_some(PriceRules { currency });
        let exceptions = Exceptions::new(&exceptions);
        let sources = values.into_iter();
        let sources = sources.map(|(definition, column, is_filter)| ValueSource { definition, column, is_filter });
        let sources: Vec<ValueSource> = sources.collect();
        let values = (!sources.is_empty()).then(|| Values::new(sources));
        let names = TradeNames::default();
        Self { understanding: CoreUnderstanding { prices, negations, sorts, values, exceptions, names } }
    }
}

/// The words of some texts, as a phrase has them.
fn tokens(texts: &[String]) -> BTreeSet<String> {
    let mut tokens = BTreeSet::new();
    for text in texts {
        tokenize(&fold(text), Language::Generic, Purpose::Phrase, 0, |token, _| {
            tokens.insert(token.to_owned());
        });
    }
    tokens
}
