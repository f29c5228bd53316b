//! What can go wrong, told apart by whose fault it is: the caller's input, the bytes on disk, or ours.

use thiserror::Error;

/// Every failure of the engine. Messages are lower case and name the place, the value and the remedy.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Error {
    /// A schema that cannot be built.
    #[error("schema: {0}")]
    Schema(String),
    /// A document that does not fit the schema.
    #[error("document {line}: {reason}")]
    Document {
        /// Number of the line in its batch, from 1.
        line: usize,
        /// What is wrong, with the value.
        reason: String,
    },
    /// A request that names what is not there, or is out of bounds.
    #[error("{0}")]
    Request(String),
    /// The file was written by another format version.
    #[error(
        "index format version {found} is not {expected}: build the index again from the catalog, or open it with the release that wrote it"
    )]
    Version {
        /// The version in the file.
        found: u32,
        /// The version this release reads.
        expected: u32,
    },
    /// Bytes that are not what was written.
    #[error("index is corrupt in {place}: {reason}; restore the file from a backup or build the index again")]
    Corrupt {
        /// The section, and where in it.
        place: String,
        /// What does not fit.
        reason: String,
    },
    /// More than the format can hold.
    #[error("too large: {0}")]
    Capacity(String),
}

/// The engine's result.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    pub(crate) fn corrupt(place: impl Into<String>, reason: impl Into<String>) -> Self {
        Self::Corrupt { place: place.into(), reason: reason.into() }
    }
}
