//! Here is a query: which documents and rows does it match?
//!
//! [`lists`] turns clauses into posting lists, [`conjunction`] and [`coverage`] combine them chunk by chunk into [`crate::postings::set::DocumentSet`]s, and [`rows`]
//! decides on the rows of documents that have several: the words, like everything else, must hold on one row.

pub mod conjunction;
pub mod coverage;
pub mod form;
pub mod lists;
pub mod merged;
pub mod negated;
pub mod other_words;
pub mod quotes;
pub mod rows;
pub mod side_by_side;
