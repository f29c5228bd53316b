//! Documents in, a store out.

use crate::errors::{CoreError, Result};
use crate::store::Store;
use commerce_search_engine::Error;
use commerce_search_engine::index::builder::IndexBuilder as CoreBuilder;
use commerce_search_engine::index::schema::Schema;
use commerce_search_storage::directory::{self, Generation};
use commerce_search_storage::records::RecordsWriter;
use pyo3::prelude::*;
use std::path::PathBuf;
use std::sync::Mutex;

/// Collects engine documents and freezes them.
#[pyclass(frozen, module = "commerce_search._engine")]
pub struct IndexBuilder {
    state: Mutex<Option<State>>,
}

struct State {
    builder: CoreBuilder,
    records: RecordsWriter,
    record_of_line: Vec<u32>,
    keeps_records: bool,
}

#[pymethods]
impl IndexBuilder {
    #[new]
    #[pyo3(signature = (schema, threads=2))]
    fn new(schema: &str, threads: usize) -> Result<Self> {
        let builder = CoreBuilder::new(Schema::from_json(schema)?, threads)?;
        let state =
            State { builder, records: RecordsWriter::default(), record_of_line: Vec::new(), keeps_records: false };
        Ok(Self { state: Mutex::new(Some(state)) })
    }

    /// Declares a column that appeared while streaming.
    fn add_column(&self, spec: &str) -> Result<()> {
        let spec = serde_json::from_str(spec).map_err(|error| Error::Schema(format!("column: {error}")))?;
        self.with(|state| Ok(state.builder.add_column(spec)?))
    }

    /// Replaces the category tree: it may grow while documents stream.
    fn set_categories(&self, categories: &str) -> Result<()> {
        let categories =
            serde_json::from_str(categories).map_err(|error| Error::Schema(format!("categories: {error}")))?;
        self.with(|state| {
            state.builder.set_categories(categories);
            Ok(())
        })
    }

    /// Says the text of a value that appeared while streaming.
    fn add_value_text(&self, column: &str, value: &str, text: &str) -> Result<()> {
        let text = serde_json::from_str(text).map_err(|error| Error::Schema(format!("value text: {error}")))?;
        self.with(|state| {
            state.builder.add_value_text(column, value, text);
            Ok(())
        })
    }

    /// Gives the labels for completion, a list with one object for each locale.
    fn set_entries(&self, entries: &[u8]) -> Result<()> {
        let entries = serde_json::from_slice(entries).map_err(|error| Error::Schema(format!("labels: {error}")))?;
        self.with(|state| Ok(state.builder.set_entries(entries)?))
    }

    /// Adds documents, one JSON object a line, and their records, one a line in the same order (an empty line: the record before).
    #[pyo3(signature = (documents, records=None))]
    fn add(&self, py: Python<'_>, documents: &[u8], records: Option<&[u8]>) -> Result<()> {
        py.detach(|| {
            self.with(|state| {
                state.builder.add(utf8(documents)?)?;
                records.map_or(Ok(()), |records| state.add_records(records))
            })
        })
    }

    /// Freezes the index; with a path it is published there and opened from there.
    #[pyo3(signature = (definitions, path=None))]
    fn finish(&self, py: Python<'_>, definitions: String, path: Option<PathBuf>) -> Result<Store> {
        py.detach(|| {
            let state = self.lock().take().ok_or_else(used)?;
            let (index, line_of) = state.builder.freeze()?;
            let record_of: Vec<u32> =
                line_of.iter().filter_map(|&line| state.record_of_line.get(line as usize).copied()).collect();
            let records = state.keeps_records.then(|| state.records.finish(&record_of));
            let Some(path) = path else {
                return Ok(Store::new(directory::Store::in_memory(index, records, definitions)?));
            };
            directory::publish(
                &path,
                &Generation { index: &index, records: records.as_deref(), definitions: &definitions },
            )?;
            drop((index, records));
            Ok(Store::new(directory::open(&path)?))
        })
    }

    fn __len__(&self) -> usize {
        self.lock().as_ref().map_or(0, |state| state.builder.len())
    }
}

impl IndexBuilder {
    fn lock(&self) -> std::sync::MutexGuard<'_, Option<State>> {
        self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn with<T>(&self, run: impl FnOnce(&mut State) -> Result<T>) -> Result<T> {
        let mut guard = self.lock();
        let result = run(guard.as_mut().ok_or_else(used)?);
        if result.is_err() {
            *guard = None;
        }
        result
    }
}

impl State {
    fn add_records(&mut self, records: &[u8]) -> Result<()> {
        self.keeps_records = true;
        for line in records.split_inclusive(|&byte| byte == b'\n') {
            let record = line.strip_suffix(b"\n").unwrap_or(line);
            let number = match (record.is_empty(), self.record_of_line.last()) {
                (true, Some(&last)) => last,
                _ => self.records.add(record),
            };
            self.record_of_line.push(number);
        }
        let (documents, records) = (self.builder.len(), self.record_of_line.len());
        if documents == records {
            Ok(())
        } else {
            Err(Error::Schema(format!("{records} records for {documents} documents")).into())
        }
    }
}

fn utf8(bytes: &[u8]) -> std::result::Result<&str, Error> {
    std::str::from_utf8(bytes)
        .map_err(|error| Error::Document { line: 0, reason: format!("the batch is not UTF-8 ({error})") })
}

fn used() -> CoreError {
    Error::Schema("this builder was already finished, or an error ended it; start a new one".into()).into()
}
