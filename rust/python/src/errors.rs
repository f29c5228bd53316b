//! One place where the core's errors become the library's exceptions.

use commerce_search_engine as engine;
use commerce_search_storage as storage;
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;

/// An error of the core on its way to Python.
pub enum CoreError {
    /// Of the engine.
    Engine(engine::Error),
    /// Of the disk.
    Storage(storage::Error),
}

impl From<engine::Error> for CoreError {
    fn from(error: engine::Error) -> Self {
        Self::Engine(error)
    }
}

impl From<storage::Error> for CoreError {
    fn from(error: storage::Error) -> Self {
        match error {
            storage::Error::Engine { path, source: engine::Error::Corrupt { place, reason } } => {
                Self::Engine(engine::Error::Corrupt { place: format!("{} ({place})", path.display()), reason })
            }
            storage::Error::Engine { source: error @ engine::Error::Version { .. }, .. } => Self::Engine(error),
            other => Self::Storage(other),
        }
    }
}

impl CoreError {
    /// The name of the exception in `commerce_search.errors`, and the message.
    fn exception(&self) -> (&'static str, String) {
        match self {
            Self::Engine(error) => {
                let name = match error {
                    engine::Error::Request(_) => "QueryError",
                    engine::Error::Version { .. } => "IndexVersionError",
                    engine::Error::Corrupt { .. } => "CorruptIndexError",
                    engine::Error::Document { .. } | engine::Error::Schema(_) => "IndexingError",
                    _ => "CommerceSearchError",
                };
                (name, error.to_string())
            }
            Self::Storage(error) => {
                let name = match error {
                    storage::Error::Corrupt { .. } => "CorruptIndexError",
                    storage::Error::Version { .. } => "IndexVersionError",
                    _ => "StoreError",
                };
                (name, error.to_string())
            }
        }
    }
}

impl From<CoreError> for PyErr {
    fn from(error: CoreError) -> Self {
        let (name, message) = error.exception();
        Python::attach(|py| {
            let class = py.import("commerce_search.errors").and_then(|module| module.getattr(name));
            match class.and_then(|class| class.call1((message.clone(),))) {
                Ok(exception) => Self::from_value(exception),
                Err(_) => PyRuntimeError::new_err(message),
            }
        })
    }
}

/// What every binding function returns.
pub type Result<T> = std::result::Result<T, CoreError>;
