//! An open index: searches and look-ups by number.

use crate::definitions::{Definitions, MerchantWords, SortKeys, Spelling, Understanding};
use crate::errors::{CoreError, Result};
use crate::page::Page;
use crate::suggestions::{Overlay, Suggestions};
use commerce_search_engine::Error;
use commerce_search_engine::query::phrase::Ending;
use commerce_search_engine::refinements::definition::Choice;
use commerce_search_engine::search::corrections::{Typos, USUAL};
use commerce_search_engine::search::{Mode, Request, Stopwatch, search};
use commerce_search_engine::spelling::candidates::Speller;
use commerce_search_engine::suggest::{Asked, suggest};
use commerce_search_engine::text::Language;
use commerce_search_engine::text::fold::fold as fold_text;
use commerce_search_engine::text::measures::{is_unit as is_unit_word, tells_a_measure as tells_what};
use commerce_search_engine::text::negation_words::negation_words;
use commerce_search_engine::text::stop_words::{has_stop_words as has_list, is_stop_word as is_stop};
use commerce_search_engine::types::head;
use commerce_search_storage::directory;
use pyo3::prelude::*;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

/// An open index with its records.
#[pyclass(frozen, module = "commerce_search._engine")]
pub struct Store {
    pub(crate) store: Arc<directory::Store>,
}

impl Store {
    fn check_locale(&self, locale: usize) -> Result<()> {
        let known = locale < self.store.segment.texts.len();
        if known { Ok(()) } else { Err(Error::Request(format!("there is no locale number {locale}")).into()) }
    }

    fn check_categories(&self, categories: Option<&[u32]>) -> Result<()> {
        let known = self.store.segment.tree.len();
        if categories.into_iter().flatten().all(|&category| (category as usize) < known) {
            return Ok(());
        }
        Err(Error::Request("there is no such category number".into()).into())
    }

    pub(crate) fn new(store: directory::Store) -> Self {
        Self { store: Arc::new(store) }
    }
}

fn choices_of(
    ordinals: Vec<(usize, Vec<u32>)>,
    slots: Vec<(usize, Vec<u32>)>,
    ranges: Vec<(usize, Option<f64>, Option<f64>)>,
) -> Vec<(usize, Choice)> {
    let ordinals = ordinals.into_iter().map(|(at, chosen)| (at, Choice::Ordinals(chosen)));
    let slots = slots.into_iter().map(|(at, chosen)| (at, Choice::Slots(chosen)));
    ordinals.chain(slots).chain(ranges.into_iter().map(|(at, from, to)| (at, Choice::Range(from, to)))).collect()
}

#[pymethods]
impl Store {
    /// Opens the current generation of a store directory.
    #[staticmethod]
    fn open(py: Python<'_>, path: PathBuf) -> Result<Self> {
        py.detach(|| Ok(Self::new(directory::open(&path)?)))
    }

    /// Answers one request. `ordinals`, `slots` and `ranges` are choices by number of definition.
    #[pyo3(signature = (definitions, phrase, locale=0, at=0, mode="ladder", limit=24, offset=0, sort=None, categories=None, ordinals=vec![], slots=vec![], ranges=vec![], best_band=false, typos="off", spelling=None, open_ended=false, words=None, understanding=None, names_types=true))]
    #[allow(
        clippy::too_many_arguments,
        reason = "one flat call is what the boundary measures fastest; the face has the readable one"
    )]
    fn search(
        &self,
        py: Python<'_>,
        definitions: &Definitions,
        phrase: &str,
        locale: usize,
        at: i64,
        mode: &str,
        limit: usize,
        offset: usize,
        sort: Option<&SortKeys>,
        categories: Option<Vec<u32>>,
        ordinals: Vec<(usize, Vec<u32>)>,
        slots: Vec<(usize, Vec<u32>)>,
        ranges: Vec<(usize, Option<f64>, Option<f64>)>,
        best_band: bool,
        typos: &str,
        spelling: Option<&Spelling>,
        open_ended: bool,
        words: Option<&MerchantWords>,
        understanding: Option<&Understanding>,
        names_types: bool,
    ) -> Result<Page> {
        let segment = &self.store.segment;
        self.check_locale(locale)?;
        self.check_categories(categories.as_deref())?;
        let choices = choices_of(ordinals, slots, ranges);
        let ending = if open_ended { Ending::Open } else { Ending::Whole };
        let (mode, typos) = (mode_of(mode)?, typos_of(typos)?);
        let rules = spelling.map_or(&USUAL, |spelling| &spelling.rules);
        let sort = sort.map(|sort| sort.keys.clone());
        let words = words.map(|words| &words.words);
        let request = Request {
            phrase,
            locale,
            at,
            choices,
            categories,
            sort,
            mode,
            offset,
            limit,
            best_band,
            ending,
            typos,
            rules,
            words,
            understanding: understanding.map(|understanding| &understanding.understanding),
            names_types,
            ..Request::default()
        };
        let start = Instant::now();
        let clock = move || start.elapsed().as_nanos() as u64;
        let page = py.detach(|| search(segment, &definitions.definitions, &request, Stopwatch::new(&clock)))?;
        Ok(Page::new(Arc::clone(&self.store), page))
    }

    /// Suggests what could be searched (`Storefront.suggest`). `least_characters` are those of scripts with and without spaces.
    #[pyo3(signature = (definitions, overlay, text, locale=0, at=0, least_characters=(3, 1), limit=5, counts=false, recent=vec![], categories=None, ordinals=vec![], slots=vec![], ranges=vec![], spelling=None, words=None, understanding=None))]
    #[allow(clippy::too_many_arguments, reason = "as for `search`")]
    fn suggest(
        &self,
        py: Python<'_>,
        definitions: &Definitions,
        overlay: &Overlay,
        text: &str,
        locale: usize,
        at: i64,
        least_characters: (usize, usize),
        limit: usize,
        counts: bool,
        recent: Vec<String>,
        categories: Option<Vec<u32>>,
        ordinals: Vec<(usize, Vec<u32>)>,
        slots: Vec<(usize, Vec<u32>)>,
        ranges: Vec<(usize, Option<f64>, Option<f64>)>,
        spelling: Option<&Spelling>,
        words: Option<&MerchantWords>,
        understanding: Option<&Understanding>,
    ) -> Result<Suggestions> {
        self.check_locale(locale)?;
        self.check_categories(categories.as_deref())?;
        let choices = choices_of(ordinals, slots, ranges);
        let rules = spelling.map_or(&USUAL, |spelling| &spelling.rules);
        let least_characters = least_characters.into();
        let (recent, words) = (&recent[..], words.map(|words| &words.words));
        let understanding = understanding.map(|understanding| &understanding.understanding);
        let asked = Asked {
            text,
            locale,
            at,
            choices,
            categories,
            least_characters,
            limit,
            counts,
            recent,
            rules,
            words,
            understanding,
        };
        let start = Instant::now();
        let clock = move || start.elapsed().as_nanos() as u64;
        let segment = &self.store.segment;
        let answer = py.detach(|| suggest(segment, &definitions.definitions, &overlay.overlay, &asked, &clock))?;
        Ok(Suggestions::new(Arc::clone(&self.store), answer))
    }

    /// Number of documents.
    #[getter]
    fn documents(&self) -> usize {
        self.store.segment.documents
    }

    /// Number of rows.
    #[getter]
    fn rows(&self) -> usize {
        self.store.segment.rows
    }

    /// Counts publications.
    #[getter]
    fn generation(&self) -> u64 {
        self.store.generation
    }

    /// What the application keeps with it.
    #[getter]
    fn definitions(&self) -> &str {
        &self.store.definitions
    }

    /// The schema it was built with, as JSON.
    fn schema(&self) -> Result<String> {
        serde_json::to_string(&self.store.segment.schema).map_err(|error| Error::Schema(error.to_string()).into())
    }

    /// Bytes of the index and of the records.
    #[getter]
    fn bytes(&self) -> (u64, u64) {
        self.store.bytes
    }

    /// Names and bytes of the index's sections.
    fn sections(&self) -> Vec<(String, usize)> {
        self.store.segment.sections().map(|(name, length)| (name.to_owned(), length)).collect()
    }

    /// The number of a column, if there is one.
    fn column(&self, name: &str) -> Option<usize> {
        self.store.segment.column(name)
    }

    /// All values of a value column, in order of ordinal.
    fn values(&self, column: usize) -> Result<Vec<String>> {
        let dictionary = self.store.segment.columns.get(column).and_then(|column| column.dictionary());
        dictionary.map_or_else(|| Ok(Vec::new()), |dictionary| Ok(dictionary.all()?))
    }

    /// The ordinal of a value.
    fn ordinal(&self, column: usize, value: &str) -> Result<Option<u32>> {
        let dictionary = self.store.segment.columns.get(column).and_then(|column| column.dictionary());
        dictionary.map_or(Ok(None), |dictionary| Ok(dictionary.find(value)?))
    }

    /// The number of a category.
    fn category(&self, id: &str) -> Option<u32> {
        self.store.segment.tree.number(id)
    }

    /// The id of a category.
    fn category_id(&self, number: u32) -> Result<&str> {
        let tree = &self.store.segment.tree;
        if (number as usize) < tree.len() {
            Ok(tree.id(number))
        } else {
            Err(Error::Request(format!("there is no category number {number}")).into())
        }
    }

    /// The record of a document, as JSON.
    fn record(&self, document: u32) -> Result<Option<&[u8]>> {
        self.store.records.as_ref().map(|records| records.of_document(document)).transpose().map_err(CoreError::from)
    }

    /// Words of a locale within some edits of a typed one, likeliest first: (word, edits, documents, score).
    fn near_words(
        &self,
        py: Python<'_>,
        word: &str,
        edits: usize,
        locale: usize,
    ) -> Result<Vec<(String, u32, u32, i32)>> {
        self.check_locale(locale)?;
        let text = &self.store.segment.texts[locale];
        let found = py.detach(|| Speller::new(text).candidates(&fold_text(word), edits))?;
        Ok(found.into_iter().map(|near| (near.text, near.distance, near.frequency, near.score)).collect())
    }

    /// Checks every checksum.
    fn verify(&self, py: Python<'_>) -> Result<()> {
        py.detach(|| Ok(self.store.verify()?))
    }
}

fn mode_of(name: &str) -> Result<Mode> {
    Ok(match name {
        "ladder" => Mode::Ladder,
        "all" => Mode::All,
        "any" => Mode::Any,
        other => return Err(Error::Request(format!("match={other:?}: choose \"ladder\", \"all\" or \"any\"")).into()),
    })
}

fn typos_of(name: &str) -> Result<Typos> {
    Ok(match name {
        "off" => Typos::Off,
        "min" => Typos::Min,
        "on" => Typos::On,
        "strict" => Typos::Strict,
        other => {
            return Err(
                Error::Request(format!("typos={other:?}: choose \"off\", \"min\", \"on\" or \"strict\"")).into()
            );
        }
    })
}

/// Raises unless a store can be published at a path: new, empty, or a store already.
#[pyfunction]
#[pyo3(signature = (path=None))]
pub fn check_target(path: Option<PathBuf>) -> Result<()> {
    path.map_or(Ok(()), |path| Ok(directory::check_target(&path)?))
}

/// One spelling for one word: what the index compares.
#[pyfunction]
pub fn fold(text: &str) -> String {
    fold_text(text)
}

/// Whether a folded word says nothing of what is looked for, in the language of a tag.
#[pyfunction]
pub fn is_stop_word(word: &str, language: &str) -> bool {
    is_stop(word, Language::of(language))
}

/// Whether a folded word is a unit of measure, in the language of a tag or in all.
#[pyfunction]
pub fn is_unit(word: &str, language: &str) -> bool {
    is_unit_word(word, language)
}

/// Whether a folded word says what the number behind it measures.
#[pyfunction]
pub fn tells_a_measure(word: &str) -> bool {
    tells_what(word)
}

/// Whether something must follow a folded word, in the language of a tag: `for`, `without`.
#[pyfunction]
pub fn leads_on(word: &str, language: &str) -> bool {
    head::leads_on(word, language) || negation_words(language).is_some_and(|words| words.without.contains(&word))
}

/// Whether there is a list of stop words for the language of a tag.
#[pyfunction]
pub fn has_stop_words(language: &str) -> bool {
    has_list(Language::of(language))
}

/// Whether the core was compiled without optimisation.
#[pyfunction]
pub fn is_debug_build() -> bool {
    cfg!(debug_assertions)
}
