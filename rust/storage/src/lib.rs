//! Bytes on disk: a store is a directory with immutable files and a manifest that names them.
//!
//! ```text
//! MANIFEST             which files make the current generation, with their lengths; replaced by rename
//! segment-<n>.index    a frozen index
//! records-<n>.records  the accepted models, one record a document
//! settings-<n>.toml    the settings the store was built with
//! ```
//!
//! A new generation is written beside the old one, synced, and published by one rename: whoever opens the store sees all of it or nothing. This is the
//! only crate with `unsafe`: mapping a file.

#![deny(unsafe_code)]

pub mod directory;
pub mod manifest;
pub mod mapped;
pub mod records;

use std::path::PathBuf;
use thiserror::Error;

/// Every failure of the disk.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// The operating system refused.
    #[error("{path}: {source}")]
    Io {
        /// The file or directory.
        path: PathBuf,
        /// What it said.
        source: std::io::Error,
    },
    /// There is no store here.
    #[error(
        "{path} is no store: it has no MANIFEST; build one with Storefront.build(..., path=...) or `commerce-search index`"
    )]
    NotAStore {
        /// The directory.
        path: PathBuf,
    },
    /// The directory holds something else.
    #[error("{path} is not empty and is no store: nothing was written; choose a new directory")]
    Occupied {
        /// The directory.
        path: PathBuf,
    },
    /// Bytes that are not what was written.
    #[error("{path} is corrupt: {reason}; restore it from a backup or build the store again")]
    Corrupt {
        /// The file.
        path: PathBuf,
        /// What does not fit.
        reason: String,
    },
    /// Written by another release.
    #[error(
        "{path} has format version {found}, this release reads {expected}: build the store again, or open it with the release that wrote it"
    )]
    Version {
        /// The file.
        path: PathBuf,
        /// The version in the file.
        found: u32,
        /// The version this release reads.
        expected: u32,
    },
    /// The engine refused the bytes of a file.
    #[error("{path}: {source}")]
    Engine {
        /// The file.
        path: PathBuf,
        /// Why.
        source: commerce_search_engine::Error,
    },
}

/// The storage's result.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    pub(crate) fn io(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { path, source }
    }
}
