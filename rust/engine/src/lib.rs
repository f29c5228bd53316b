//! The search core of `commerce_search`.
//!
//! No Python, no I/O, no clock, no randomness: bytes and requests in, pages out. Rooms depend downwards only:
//! `suggest -> search -> refinements, ranking, explain -> matching -> query -> spelling -> index -> types -> completion, columns, categories, postings, dictionary -> text -> error`.

pub mod categories;
pub mod columns;
pub mod completion;
pub mod dictionary;
pub mod error;
pub mod explain;
pub mod index;
pub mod matching;
pub mod postings;
pub mod query;
pub mod ranking;
pub mod refinements;
pub mod relevance;
pub mod search;
pub mod spelling;
pub mod suggest;
pub mod text;
pub mod types;
pub mod understanding;

pub use error::{Error, Result};
