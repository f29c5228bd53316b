//! How much does a word count in a document? Field lengths in a byte, and BM25 over fields in fixed point.

pub mod bm25;
pub mod length;
