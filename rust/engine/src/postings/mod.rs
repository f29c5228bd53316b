//! Here is a term: which documents hold it, where, and how much could it count there?
//!
//! One merged list per surface form, not one per field: which fields, and how often, is a [`signature`] of one byte beside each document.
//! Lists are cut into [`chunk`]s of 4096 documents (an array or a bitmap), so that counting is bit algebra, and each chunk carries an upper bound
//! of what it can add to a score, so that only documents that can enter the page are scored. Positions stand apart: only quotes read them.
//! Useful for: matching and scoring. Not for: reading a document's text back.

pub mod chunk;
pub mod encode;
pub mod positions;
pub mod set;
pub mod signature;
